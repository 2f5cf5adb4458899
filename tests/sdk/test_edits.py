"""Curating by the SDK: versions, collections, registries and their members, teams."""

import pytest

from registry.actions.protected_aliases import protect_alias
from registry.models import ApiKey, Entity, Organization, Registry, RegistryRole, Role, User
from tests import make
from tests.conftest import join
from tests.sdk.real import Sdk
from tests.server import Server

pytestmark = pytest.mark.sdk

LOG = """
run = wandb.init(project="zoo")
for text in ("one", "two"):
    model = wandb.Artifact("net", type="model", metadata={"acc": len(text)})
    with model.new_file("m.txt") as file: file.write(text)
    model = run.log_artifact(model).wait()
run.finish()
api = wandb.Api()
"""


@pytest.mark.proves(
    "Artifact.save", "Artifact.delete", "Artifact.aliases", "Artifact.tags",
    "Artifact.description", "Artifact.metadata",
)  # fmt: skip
def test_a_version_is_edited_and_deleted(sdk: Sdk) -> None:
    sdk.succeed(f"""{LOG}
first = api.artifact("zoo-team/zoo/net:v0")
first.aliases.append("best"); first.tags.append("t1"); first.description = "words"
first.metadata["x"] = 5
first.save()
first = wandb.Api().artifact("zoo-team/zoo/net:best")
assert (first.version, first.tags, first.description) == ("v0", ["t1"], "words")
assert first.metadata == {{"acc": 3, "x": 5}}
first.aliases.remove("best"); first.tags = []
first.save()
first = wandb.Api().artifact("zoo-team/zoo/net:v0")
assert (first.aliases, first.tags) == ([], [])
last = wandb.Api().artifact("zoo-team/zoo/net:v1")
last.delete(delete_aliases=True)
assert not wandb.Api().artifact_exists("zoo-team/zoo/net:v1")
assert wandb.Api().artifact("zoo-team/zoo/net:latest").version == "v0"
""")


@pytest.mark.proves(
    "Collection.save", "Collection.delete", "Collection.description", "Collection.tags",
    "Collection.name",
)  # fmt: skip
def test_collections_are_edited_and_deleted(sdk: Sdk, model_registry: Registry) -> None:
    sdk.succeed(f"""{LOG}
model.link("wandb-registry-model/Nets")
for path in ("zoo-team/zoo/net", "acme-org/wandb-registry-model/Nets"):
    collection = api.artifact_collection("model", path)
    collection.description = "words"; collection.tags = ["t1", "t2"]; collection.save()
    collection = wandb.Api().artifact_collection("model", path)
    assert (collection.description, sorted(collection.tags)) == ("words", ["t1", "t2"])
    collection.name = collection.name + "2"; collection.tags = ["t2"]; collection.save()
    collection = wandb.Api().artifact_collection("model", path + "2")
    assert collection.tags == ["t2"]
assert wandb.Api().artifact_exists("acme-org/wandb-registry-model/Nets2:v0")
collection.delete()
assert not wandb.Api().artifact_collection_exists("acme-org/wandb-registry-model/Nets2", "model")
assert wandb.Api().artifact_exists("zoo-team/zoo/net2:v1")
""")


@pytest.mark.proves(
    "Api.create_registry", "Registry.save", "Registry.delete", "Registry.add_members",
    "Registry.update_member", "Registry.remove_members", "Registry.members",
    "Registry.user_members", "Registry.team_members", "Api.team",
)  # fmt: skip
@pytest.mark.since("0.28.2")
def test_registries_are_made_changed_and_deleted(sdk: Sdk) -> None:
    sdk.succeed(f"""{LOG}
registry = api.create_registry(
    "vault", visibility="restricted", organization="acme", description="d1",
    artifact_types=["model"],
)
assert (registry.visibility, registry.allow_all_artifact_types) == ("restricted", False)
assert [(m.user.username, m.role) for m in registry.user_members()] == [("mika", "admin")]
registry.description = "d2"; registry.artifact_types.append("dataset")
registry.visibility = "organization"
registry.save()
registry = wandb.Api().registry("vault", organization="acme")
assert (registry.description, registry.visibility) == ("d2", "organization")
assert sorted(registry.artifact_types) == ["dataset", "model"]
team = api.team("zoo-team")
registry.add_members(team)
registry.update_member(team, "member")
assert [(m.team.name, m.role) for m in registry.team_members()] == [("zoo-team", "member")]
registry.remove_members(team)
registry.remove_members(team)
assert len(registry.members()) == 1
model.link("wandb-registry-vault/Nets")
assert [one.name for one in registry.collections()] == ["Nets"]
assert [one.name for one in registry.versions(filter={{"metadata.acc": 3}})] == ["Nets:v0"]
registry.name = "vault2"; registry.save()
assert wandb.Api().artifact_exists("acme/wandb-registry-vault2/Nets:v0")
registry.delete()
assert [one.name for one in wandb.Api().registries(organization="acme")] == []
assert wandb.Api().artifact_exists("zoo-team/zoo/net:v1")
""")


@pytest.mark.since("0.21.4")  # older ones link in the background and say nothing
def test_a_protected_alias_stays_with_the_admins(
    server: Server, sdk: Sdk, model_registry: Registry, olivia: User
) -> None:
    protect_alias(actor=make.actor(), registry=model_registry, name="production")

    said = sdk.fail(f'{LOG}\nmodel.link("wandb-registry-model/Nets", aliases=["production"])')

    assert "Alias 'production' is protected" in said
    Sdk(server, olivia, "zoo-team", sdk.folder).succeed(
        'wandb.Api().artifact("zoo-team/zoo/net:v1")'
        '.link("wandb-registry-model/Nets", aliases=["production"])'
    )


def test_the_source_is_hidden_from_guests_of_the_registry(
    server: Server, sdk: Sdk, model_registry: Registry
) -> None:
    sdk.succeed(f'{LOG}\nmodel.link("wandb-registry-model/Nets", aliases=["best"])')
    guest = make.make_user("guest")
    make.join_registry(model_registry, guest, RegistryRole.VIEWER)

    Sdk(server, guest, "guest", sdk.folder).succeed("""
linked = wandb.Api().artifact("acme-org/wandb-registry-model/Nets:best")
assert open(linked.download("fetched") + "/m.txt").read() == "two"
assert linked.aliases == ["best", "latest"], linked.aliases
assert not wandb.Api().artifact_exists("zoo-team/zoo/net:v1")
assert list(linked.used_by()) == []
""")


@pytest.mark.proves("ApiRun.delete")
def test_runs_are_deleted_and_moved(sdk: Sdk) -> None:
    sdk.succeed(f"""{LOG}
one = api.run(f"zoo-team/zoo/{{run.id}}")
assert one.update_state("failed") if one.state == "running" else True
one.delete()
one.delete()
assert [] == list(wandb.Api().runs("zoo-team/zoo"))
assert wandb.Api().artifact_exists("zoo-team/zoo/net:v1")
""")


@pytest.mark.proves("Api.create_team", "Api.team")
def test_admins_make_teams_and_invite(server: Server, sdk: Sdk, olivia: User, mika: User) -> None:
    Sdk(server, olivia, "zoo-team", sdk.folder).succeed("""
api = wandb.Api()
team = api.create_team("vets")
assert team.invite("mika", admin=True)
assert team.create_service_account("night shift") is not None
members = {member.username: member.admin for member in api.team("vets").members}
assert members == {"olivia": True, "mika": True, "night-shift": False}, members
""")


@pytest.mark.since("0.28.2")  # older ones raise what newer ones answer with False
def test_a_teams_admin_invites_within_the_organization(
    server: Server, sdk: Sdk, acme: Organization, zoo_team: Entity
) -> None:
    lead = join(zoo_team, make.make_user("lead"), Role.ADMIN)
    make.make_user("stranger")
    make.join_organization(acme, make.make_user("kim"))

    Sdk(server, lead, "zoo-team", sdk.folder).succeed("""
team = wandb.Api().team("zoo-team")
assert team.invite("kim")
assert not team.invite("stranger")
""")

    assert "stranger" not in {str(each.user) for each in zoo_team.team_members.all()}


@pytest.mark.since("0.28.2")  # older ones sign in by the id of a key
def test_keys_are_made_and_ended(sdk: Sdk, mika: User) -> None:
    done = sdk.succeed("""
viewer = wandb.Api().viewer
key = viewer.generate_api_key("laptop")
print("KEY", key)
assert wandb.Api(api_key=key).viewer.username == "mika"
viewer = wandb.Api().viewer
name = [one for one in viewer.api_keys if key.startswith(one)][0]
assert viewer.delete_api_key(name)
""")

    assert len(done.printed("KEY")) == 46
    assert ApiKey.objects.filter(name="laptop", revoked_at__isnull=False).exists()
