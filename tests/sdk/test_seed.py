"""The snippets of the guide that people follow, as they stand, with the placeholders filled in."""

from lineage.models import Logged, Run, RunState, Used
from registry.models import ArtifactVersion, LinkedVersion, Organization, RegistryRole, User
from tests import make
from tests.sdk.conftest import Sdk

OUTPUT = """
import wandb

# Initialize a run
run = wandb.init(entity  = "zoo-team", project = "zoo-classifier")
artifact = wandb.Artifact(name = "zoo-ylbchv20", type = "model")
artifact.add_file(local_path = "model.txt", name="zoo/model.txt")

# Declare the artifact as an output of the run
run.log_artifact(artifact_or_path = artifact)
"""
INPUT = """
import wandb

# Initialize a run
run = wandb.init(project="zoo-classifier", entity="zoo-team")

# Get the artifact and mark it as a dependency
artifact = run.use_artifact(artifact_or_name="zoo-ylbchv20:v0", aliases="best")
"""
LINK = """
run.link_artifact(
    artifact, "wandb-registry-model/Zoo_Classifier_Models", aliases=["staging"]
)
"""


def test_output(sdk: Sdk) -> None:
    sdk.write("model.txt", "weights")

    output = sdk.run(OUTPUT)

    version = ArtifactVersion.objects.get()
    run = Run.objects.get()
    assert (version.index, version.state, version.collection.name) == (
        0,
        "committed",
        "zoo-ylbchv20",
    )
    assert [entry.path for entry in version.entries.all()] == ["zoo/model.txt"]
    assert Logged.objects.get() == Logged.objects.get(run=run, version=version)
    assert run.state == RunState.FINISHED
    assert f"/zoo-team/zoo-classifier/runs/{run.run_id}" in output


def test_input(sdk: Sdk) -> None:
    sdk.write("model.txt", "weights")
    sdk.run(OUTPUT)

    sdk.run(INPUT)

    used = Used.objects.get()
    assert used.version == ArtifactVersion.objects.get()
    assert used.run == Run.objects.latest("pk")


def test_link(sdk: Sdk, acme: Organization, mika: User) -> None:
    registry = make.make_registry(acme, "model", accepted_types=["model"])
    make.join_registry(registry, mika, RegistryRole.MEMBER)
    sdk.write("model.txt", "weights")

    sdk.run(OUTPUT + LINK)

    link = LinkedVersion.objects.get()
    assert link.collection.name == "Zoo_Classifier_Models"
    assert link.version == ArtifactVersion.objects.get()
    assert {alias.name for alias in link.collection.aliases.all()} == {"staging", "latest"}


def test_link_by_a_viewer_names_the_role_and_whom_to_ask(sdk: Sdk, acme: Organization) -> None:
    make.make_registry(acme, "model", accepted_types=["model"])
    sdk.write("model.txt", "weights")

    output = sdk.fail(OUTPUT + LINK)

    assert "you need the role member; you are viewer. Ask an admin: olivia." in output
    assert not LinkedVersion.objects.exists()


def test_wrong_key_says_so_at_once(sdk: Sdk) -> None:
    sdk.environment["WANDB_API_KEY"] = "local-" + "0" * 40

    assert "API key" in sdk.fail(OUTPUT)
    assert not Run.objects.exists()
