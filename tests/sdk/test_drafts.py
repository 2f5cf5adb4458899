"""Versions built on others: increments, drafts of linked versions, versions of many writers."""

import pytest

from lineage.models import Logged
from registry.models import ArtifactVersion, Registry
from tests.sdk.real import Sdk

pytestmark = pytest.mark.sdk

BASE = """
run = wandb.init(project="zoo", group="many")
def add(artifact, *names):
    for name in names:
        with artifact.new_file(name) as file: file.write(name)
    return artifact
"""
PART = f"""{BASE}
part = add(wandb.Artifact("animals", type="dataset"), os.environ["PART"])
run.upsert_artifact(part, distributed_id="d1")
run.finish()
"""


@pytest.mark.proves("Artifact.new_draft", "Artifact.remove", "Artifact.is_link")
def test_a_draft_of_a_linked_version_goes_on_in_its_source(
    sdk: Sdk, model_registry: Registry
) -> None:
    sdk.succeed(f"""{BASE}
first = run.log_artifact(add(wandb.Artifact("net", type="model"), "a.txt", "b.txt")).wait()
first.link("wandb-registry-model/Nets")
linked = wandb.Api().artifact("acme-org/wandb-registry-model/Nets:v0")
draft = add(linked.new_draft(), "c.txt")
draft.remove("a.txt")
draft = run.log_artifact(draft).wait()
assert sorted(draft.manifest.entries) == ["b.txt", "c.txt"], draft.manifest.entries
assert draft.qualified_name == "zoo-team/zoo/net:v1", draft.qualified_name
run.finish()
fetched = wandb.Api().artifact("zoo-team/zoo/net:v1").download("fetched", skip_cache=True)
assert sorted(os.listdir(fetched)) == ["b.txt", "c.txt"]
""")


@pytest.mark.proves("Artifact.incremental")
def test_an_increment_needs_no_base(sdk: Sdk) -> None:
    sdk.succeed(f"""{BASE}
for names in (["a.txt"], ["b.txt"], ["a.txt", "c.txt"]):
    more = wandb.Artifact("animals", type="dataset", incremental=True)
    assert more.incremental
    more = run.log_artifact(add(more, *names)).wait()
assert more.version == "v2"
assert sorted(more.manifest.entries) == ["a.txt", "b.txt", "c.txt"], more.manifest.entries
run.finish()
""")


@pytest.mark.proves("Run.upsert_artifact", "Run.finish_artifact", "Artifact.distributed_id")
def test_machines_add_to_one_version_until_it_is_finished(sdk: Sdk) -> None:
    for name in ("a.txt", "b.txt"):
        sdk.succeed(PART, PART=name)
    assert not ArtifactVersion.objects.committed().exists()

    sdk.succeed(f"""{BASE}
last = add(wandb.Artifact("animals", type="dataset"), "c.txt")
done = run.finish_artifact(last, distributed_id="d1").wait()
assert done.version == "v0"
assert sorted(done.manifest.entries) == ["a.txt", "b.txt", "c.txt"], done.manifest.entries
run.finish()
""")

    assert Logged.objects.filter(version__index=0).count() == 3


@pytest.mark.proves("Run.upsert_artifact", "Run.finish_artifact")
def test_the_group_holds_a_version_of_many_together(sdk: Sdk) -> None:
    sdk.succeed(PART.replace(', distributed_id="d1"', ""), PART="a.txt")

    sdk.succeed(f"""{BASE}
done = run.finish_artifact(add(wandb.Artifact("animals", type="dataset"), "b.txt")).wait()
assert sorted(done.manifest.entries) == ["a.txt", "b.txt"], done.manifest.entries
run.finish()
""")
