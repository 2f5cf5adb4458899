"""Links that end, types that change, and what is refused."""

import pytest

from registry.models import ArtifactVersion, LinkedVersion, Registry, User
from tests.sdk.real import Sdk

pytestmark = pytest.mark.sdk

LOG = """
run = wandb.init(project="zoo", id="maker")
model = wandb.Artifact("net", type="model")
with model.new_file("m.txt") as file: file.write("one")
model.finalize()
model = run.log_artifact(model).wait()
run.finish()
model.link("wandb-registry-model/Nets", aliases=["production"])
api = wandb.Api()
"""
PATH = "acme-org/wandb-registry-model/Nets"


@pytest.mark.proves(
    "Artifact.unlink", "Artifact.finalize", "Artifact.link", "Artifact.checkout",
    "Artifact.delete", "Artifact.logged_by", "Artifact.used_by",
)  # fmt: skip
def test_a_link_ends_and_its_source_stays(sdk: Sdk, model_registry: Registry) -> None:
    sdk.succeed(f"""{LOG}
linked = api.artifact("{PATH}:v0")
assert linked.logged_by().id == "maker" and list(linked.used_by()) == []
linked.unlink()
source = wandb.Api().artifact("zoo-team/zoo/net:v0")
try:
    source.unlink()
except ValueError:
    pass
else:
    raise AssertionError("a source is no link")
os.mkdir("there")
open("there/old.txt", "w").write("old")
assert os.listdir(source.checkout("there")) == ["m.txt"]
""")

    assert not LinkedVersion.objects.exists()
    assert ArtifactVersion.objects.committed().count() == 1


@pytest.mark.proves(
    "Collection.change_type", "Collection.project_id", "Collection.project_internal_id",
    "Collection.updated_at", "Collection.type",
)  # fmt: skip
@pytest.mark.since("0.31.0")
def test_a_collection_changes_its_type(sdk: Sdk, model_registry: Registry) -> None:
    sdk.succeed(f"""{LOG}
api.artifact("{PATH}:v0").unlink()
found = api.artifact_collection("model", "zoo-team/zoo/net")
assert found.project_id and found.project_internal_id and found.updated_at
found.change_type("network")
assert wandb.Api().artifact_collection("network", "zoo-team/zoo/net").type == "network"
assert wandb.Api().artifact("zoo-team/zoo/net:v0").type == "network"
""")


@pytest.mark.since("0.31.0")
@pytest.mark.proves(
    "Api.organization", "Artifact.linked_at", "Registry.create", "Registry.id",
    "Registry.internal_id",
)  # fmt: skip
def test_what_newer_sdks_ask_of_registries(sdk: Sdk, model_registry: Registry) -> None:
    sdk.succeed(f"""{LOG}
assert api.organization("acme").name == "acme"
assert [one.linked_at is not None for one in api.artifact("zoo-team/zoo/net:v0").linked_artifacts]
found = api.registry("model", organization="acme")
assert found.id and found.internal_id
""")


@pytest.mark.proves("Api.create_user")
def test_an_operator_makes_a_user(sdk: Sdk, mika: User) -> None:
    User.objects.filter(pk=mika.pk).update(is_superuser=True)

    sdk.succeed("""
made = wandb.Api().create_user("vet@example.com", admin=False)
assert made.username == "vet" and made.email == "vet@example.com", made
assert wandb.Api().user("vet").teams == []
""")


@pytest.mark.since("0.21.4")
def test_what_the_server_has_not_is_said(sdk: Sdk) -> None:
    said = sdk.fail("""
wandb.Api().create_custom_chart("zoo-team", "c", "C", "vega2", "private", spec={})
""")

    assert "Mutation.createCustomChart is not supported yet by this server." in said
