"""Every way to say which version is meant, and what using it so records."""

import pytest

from lineage.models import Used
from registry.models import Registry, User
from tests.sdk.real import Sdk

pytestmark = pytest.mark.sdk

LOG = """
run = wandb.init(project="zoo")
for text in ("one", "two"):
    model = wandb.Artifact("net", type="model")
    with model.new_file("m.txt") as file: file.write(text)
    model = run.log_artifact(model, aliases=[text]).wait()
run.finish()
"""
LINK = f'{LOG}\nmodel.link("wandb-registry-model/Nets", aliases=["production"])\n'


@pytest.mark.core
@pytest.mark.proves("Run.use_artifact", "Artifact.version", "Artifact.qualified_name")
def test_paths_of_a_project(sdk: Sdk) -> None:
    sdk.succeed(f"""{LOG}
run = wandb.init(project="zoo")
names = ("net:v0", "net:one", "zoo/net:v0", "zoo-team/zoo/net:one")
for name in names:
    found = run.use_artifact(name, type="model")
    assert (found.version, found.qualified_name[:17]) == ("v0", "zoo-team/zoo/net:"), name
run.finish()
api = wandb.Api(overrides={{"entity": "zoo-team", "project": "zoo"}})
for name in (*names[1:], "net:v0"):
    assert api.artifact(name).version == "v0", name
for name in ("net", "net:latest", "zoo-team/zoo/net"):
    assert api.artifact(name).version == "v1", name
""")

    assert [used.used_as for used in Used.objects.all()] == ["zoo-team/zoo/net:v0"]


@pytest.mark.core
@pytest.mark.proves("Run.use_artifact", "Api.artifact", "Artifact.link", "Artifact.download")
def test_paths_of_a_registry(sdk: Sdk, model_registry: Registry) -> None:
    """The number in the registry is not that of the source."""
    sdk.succeed(f"""{LINK}
run = wandb.init(project="elsewhere")
for place in ("wandb-registry-model", "acme/wandb-registry-model", "acme-org/wandb-registry-model"):
    for member in ("v0", "production", "latest"):
        name = f"{{place}}/Nets:{{member}}"
        for found in (run.use_artifact(name), wandb.Api().artifact(name)):
            assert found.version == "v0", (name, found.version)
            assert found.source_version == "v1", (name, found.source_version)
            assert found.entity == "acme-org" and found.project == "wandb-registry-model", name
root = found.download("fetched", skip_cache=True)
assert open(f"{{root}}/m.txt").read() == "two"
assert sorted(found.aliases) == ["latest", "production"], found.aliases
run.finish()
""")

    used = Used.objects.get()
    assert used.used_as == "acme-org/wandb-registry-model/Nets:v0"
    assert str(used.run.project) == "zoo-team/elsewhere"
    assert str(used.version) == "zoo-team/zoo/net:v1"


@pytest.mark.proves("Run.use_artifact", "ApiRun.used_artifacts")
def test_an_input_keeps_its_own_project(sdk: Sdk) -> None:
    sdk.succeed(f"""{LOG}
run = wandb.init(project="elsewhere", id="user")
run.use_artifact("zoo-team/zoo/net:v0")
run.use_artifact(wandb.Api().artifact("zoo-team/zoo/net:v1"))
run.finish()
used = wandb.Api().run("zoo-team/elsewhere/user").used_artifacts()
assert len(used) == 2
names = sorted(one.qualified_name for one in used)
assert names == ["zoo-team/zoo/net:v0", "zoo-team/zoo/net:v1"], names
""")


@pytest.mark.proves("Run.use_artifact")
def test_what_is_not_there_is_said(sdk: Sdk) -> None:
    sdk.succeed(f"""{LOG}
run = wandb.init(project="zoo")
for name, options in (
    ("net:v9", {{}}), ("net:nope", {{}}), ("nothing:latest", {{}}), ("nowhere/net:v0", {{}}),
    ("wandb-registry-nope/Nets:v0", {{}}), ("net:v0", {{"type": "dataset"}}),
):
    try:
        run.use_artifact(name, **options)
    except Exception as error:
        assert type(error).__name__ in ("CommError", "ValueError"), (name, error)
    else:
        raise AssertionError(name)
run.finish()
""")

    assert not Used.objects.exists()


@pytest.mark.proves("Api.default_entity", "Api.viewer")
def test_the_default_entity_is_the_users_choice(sdk: Sdk, mika: User) -> None:
    sdk.succeed('assert wandb.Api().default_entity == "mika"', WANDB_ENTITY="")
    mika.default_entity = mika.default_entity.__class__.objects.get(name="zoo-team")
    mika.save()

    sdk.succeed(
        """
api = wandb.Api()
assert (api.default_entity, api.viewer.entity) == ("zoo-team", "zoo-team"), api.default_entity
run = wandb.init(project="zoo", id="r1")
assert run.entity == "zoo-team"
run.finish()
assert api.run("zoo/r1").entity == "zoo-team"
""",
        WANDB_ENTITY="",
    )
