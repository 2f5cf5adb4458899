"""A little of everything that pages show, ugly things too, and the address of each page."""

from lineage.actions.files import receive_run_file
from lineage.actions.streams import Lines, StreamChunk, record_stream
from lineage.models import Run, Stream
from registry.actions import collections
from registry.actions.protected_aliases import protect_alias
from registry.models import (
    Collection,
    Entity,
    Project,
    Registry,
    RegistryRole,
    Role,
    User,
    Visibility,
)
from tests import make

LONG = "long_name_" * 12 + "tail_end"
MODEL = "/orgs/acme/registry/model"
KEPT = "/orgs/acme/registries/model/collections"
RUN = "/zoo-team/zoo-classifier/runs/9846f2d7"

PAGES = {
    "home": "/registry",
    "search": "/search?q=zoo",
    "search runs": "/search?q=evaluate&kind=run",
    "search nothing": "/search?q=unicorn",
    "registry": f"{MODEL}?open=zoo",
    "empty registry": "/orgs/acme/registry/dataset",
    "collection": f"{MODEL}/zoo",
    "empty collection": f"{MODEL}/farm",
    "version": f"{MODEL}/zoo/v1",
    "version history": f"{MODEL}/zoo/v1/history",
    "version edit": f"{MODEL}/zoo/v1/edit",
    "version remove": f"{MODEL}/zoo/v1/remove",
    "source version link": "/zoo-team/zoo-classifier/artifacts/model/zoo-net/v0/link",
    "registry history": "/orgs/acme/registries/model/history",
    "registry settings": "/orgs/acme/registries/model/settings",
    "registry delete": "/orgs/acme/registries/model/delete",
    "registry new": "/orgs/acme/registries/new",
    "collection new": "/orgs/acme/registries/model/collections/new",
    "collection history": f"{KEPT}/zoo/history",
    "collection settings": f"{KEPT}/zoo/settings",
    "collection card": f"{KEPT}/zoo/card",
    "collection delete": f"{KEPT}/zoo/delete",
    "source history": "/zoo-team/zoo-classifier/collections/model/zoo-net/history",
    "link team": f"{KEPT}/zoo/link",
    "link version": f"{KEPT}/zoo/link?team=zoo-team&project=zoo-classifier&artifact=zoo-net",
    "link confirm": f"{KEPT}/zoo/link?path=zoo-team/zoo-classifier/zoo-net:v0",
    "link wrong type": f"{KEPT}/zoo/link?path=zoo-team/zoo-classifier/frames:v0",
    "metadata": f"{MODEL}/zoo/v1/metadata",
    "no metadata": f"{MODEL}/zoo/v0/metadata",
    "usage": f"{MODEL}/zoo/v1/usage",
    "files": f"{MODEL}/zoo/v1/files",
    "tombstone": "/zoo-team/zoo-classifier/artifacts/model/gone/v0",
    "ugly version": f"{MODEL}/{LONG}/v0",
    "projects": "/projects",
    "project": "/zoo-team/zoo-classifier",
    "empty project": "/zoo-team/empty",
    "artifacts": "/zoo-team/zoo-classifier/artifacts",
    "source": "/zoo-team/zoo-classifier/artifacts/model/zoo-net",
    "run": RUN,
    "run artifacts": f"{RUN}/artifacts",
    "run logs": f"{RUN}/logs",
    "run files": f"{RUN}/files",
    "ugly run": "/zoo-team/zoo-classifier/runs/ugly",
    "keys": "/settings/keys",
    "authorize": "/authorize",
    "missing version": f"{MODEL}/zoo/v99",
    "not found": "/registry/nothing/here",
}


def tell() -> User:
    """Make all of it; the answer is a member of the team who may look at every page."""
    olivia, mika = make.make_user("olivia"), make.make_user("mika")
    acme = make.make_organization("acme", admin=olivia)
    team = make.make_team(acme, "zoo-team", olivia=Role.ADMIN, mika=Role.MEMBER)
    models = make.make_registry(acme, "model", accepted_types=["model"])
    make.make_registry(acme, "dataset", accepted_types=["dataset"])
    make.make_registry(acme, "secret", visibility=Visibility.RESTRICTED)
    protect_alias(actor=make.actor(), registry=models, name="production")
    make.give(models, mika, RegistryRole.MEMBER)
    make.make_collection(models, "farm")
    make.make_project(team, "empty")
    project = make.make_project(team, "zoo-classifier")
    train = _train(project, mika)
    _link_models(models, project, train, mika)
    _ugly(models, team, project, mika)
    make.make_key(mika)
    return mika


def _train(project: Project, user: User) -> Run:
    run = make.make_run(
        project,
        "9846f2d7",
        user,
        display_name="rural-feather-20",
        job_type="train",
        tags=["candidate"],
        config={
            "_wandb": {"cli_version": "0.31.0", "python_version": "3.11.9"},
            "optim": {"name": "adamw", "lr": 0.0003},
            "layers": [{"out": 64}],
        },
        summary={"accuracy": 0.9431, "loss": 0.22},
    )
    make.use(run, make.make_version(project, "frames", "dataset", user=user))
    lines = ["epoch 1", '{"ts": "x", "content": "boom", "level": "error"}']
    chunk = StreamChunk(lines={Stream.OUTPUT: Lines(0, lines)}, complete=True)
    record_stream(actor=make.actor(user), run=run, chunk=chunk)
    receive_run_file(run=run, name="config.yaml", chunks=[b"lr: 0.0003\n"])
    run.refresh_from_db()
    return run


def _link_models(models: Registry, project: Project, train: Run, user: User) -> None:
    make.link(make.make_version(project, "zoo-net"), models, "zoo", aliases=["rollback"])
    net = make.make_version(
        project,
        "zoo-net",
        run=train,
        user=user,
        files={"README.md": b"# Zoo\n", "weights/net.bin": b"\xff\0"},
        references={"far.tar": "s3://bucket/far.tar"},
        description="Trained on **more** frames.",
        metadata={"accuracy": 0.9431, "framework": {"name": "torch"}},
    )
    make.link(net, models, "zoo", aliases=["staging"], user=user)
    make.link(net, models, "zoo", aliases=["production"])
    zoo = Collection.objects.get(registry=models, name="zoo")
    card = "# Limits\n\nNot at *night*; see [paper](https://paper.example).\n\n- one"
    collections.describe_collection(actor=make.actor(), collection=zoo, description=card)
    for number in range(6):
        make.use(make.make_run(project, display_name=f"evaluate-{number}", user=user), net)


def _ugly(models: Registry, team: Entity, project: Project, user: User) -> None:
    far = make.make_project(team, "U" * 128)
    version = make.make_version(far, LONG, "model", user=user, aliases=["a" * 128])
    make.link(version, models, LONG, aliases=["b" * 128, *(f"alias-{n}" for n in range(20))])
    make.make_version(project, "動物分類器", "モデル", aliases=["本番"])
    make.make_run(project, "ugly", display_name="ランタン-" + "長い名前" * 20, job_type="x" * 200)
    make.make_version(project, "gone", user=user, run=None)
    make.delete(project.collections.get(name="gone").versions.get())
