"""What the SDK's user reads when a rule is broken, and that nothing is written then."""

import pytest

from lineage.models import Run
from registry.models import Alias, ArtifactVersion, LinkedVersion, Registry, User
from tests.sdk.real import Sdk
from tests.server import Server

pytestmark = pytest.mark.sdk

LOG = """
run = wandb.init(project="zoo")
artifact = wandb.Artifact({name!r}, type={type!r})
artifact.add_file({path!r})
run.log_artifact(artifact, aliases={aliases!r}).wait()
"""


def log(sdk: Sdk, **given: object) -> str:
    path = str(sdk.write("a.bin", b"weights"))
    usual = {"name": "animals", "type": "model", "aliases": []}
    return LOG.format(path=path, **{**usual, **given})


def test_a_wrong_key_is_said_at_once(sdk: Sdk) -> None:
    said = sdk.fail('wandb.init(project="zoo")', WANDB_API_KEY="local-" + "b" * 40)

    assert "API key" in said
    assert not Run.objects.exists()


def test_an_unknown_entity_is_named(sdk: Sdk) -> None:
    said = sdk.fail('wandb.init(project="zoo", entity="nobody")')

    assert "nobody" in said
    assert not Run.objects.exists()


def test_another_organizations_team_is_not_there(sdk: Sdk, sam: User) -> None:
    said = sdk.fail('wandb.init(project="zoo", entity="sam")')

    assert "There is no such entity as 'sam'" in said
    assert "You can log to: mika, zoo-team." in said
    assert not Run.objects.exists()


def test_a_collection_keeps_its_type(sdk: Sdk) -> None:
    sdk.succeed(log(sdk))

    said = sdk.fail(log(sdk, type="dataset"))

    assert "already exists with type 'model'" in said  # the SDK asks beforehand
    assert ArtifactVersion.objects.count() == 1


@pytest.mark.parametrize("alias", ["v3", "V07"])
def test_an_alias_cannot_look_like_a_version(sdk: Sdk, alias: str) -> None:
    said = sdk.fail(log(sdk, aliases=[alias]))

    assert f"Alias '{alias}' is reserved" in said
    assert not ArtifactVersion.objects.exists()
    assert not Alias.objects.exists()


@pytest.mark.since("0.21.4")  # older ones link in the background and say nothing
def test_a_missing_registry_is_named(sdk: Sdk) -> None:
    said = sdk.fail(f'{log(sdk)}\nrun.link_artifact(artifact, "wandb-registry-nothing/Animals")')

    assert "There is no registry acme-org/wandb-registry-nothing, or you may not see it" in said
    assert "wandb.Api().registries() lists those you may see" in said
    assert not LinkedVersion.objects.exists()


@pytest.mark.since("0.21.4")  # older ones link in the background and say nothing
def test_a_registry_takes_its_types_only(sdk: Sdk, model_registry: Registry) -> None:
    said = sdk.fail(
        f'{log(sdk, type="dataset")}\nrun.link_artifact(artifact, "wandb-registry-model/Animals")'
    )

    assert "accepts model artifacts" in said
    assert not LinkedVersion.objects.exists()


def test_a_teams_viewer_cannot_log(server: Server, sdk: Sdk, vic: User) -> None:
    said = Sdk(server, vic, "zoo-team", sdk.folder).fail('wandb.init(project="zoo")')

    assert "you need the role member" in said
    assert not Run.objects.exists()


def test_wrong_bytes_are_refused_and_the_script_says_so(sdk: Sdk) -> None:
    """The file changes between the SDK's reckoning of its digest and its upload."""
    path = sdk.write("a.bin", b"weights")
    change = f"open({str(path)!r}, 'wb').write(b'changed')"

    said = sdk.fail(
        f"""
run = wandb.init(project="zoo")
artifact = wandb.Artifact("animals", type="model")
artifact.add_file({str(path)!r}, policy="immutable")
{change}
run.log_artifact(artifact).wait()
"""
    )

    assert "giving up" in said
    assert not ArtifactVersion.objects.committed().exists()
    sdk.succeed(log(sdk))
    assert ArtifactVersion.objects.committed().get().index == 0
