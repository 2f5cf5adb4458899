"""The documentation's own snippets, as they stand, with their placeholders filled in."""

from urllib.parse import unquote, urlsplit

import pytest

from lineage.models import Logged, Run, Used
from registry.models import Alias, LinkedVersion, Registry, User
from tests import make
from tests.sdk.real import Sdk

pytestmark = pytest.mark.sdk

OUTPUT = """
import wandb

# start a run
run = wandb.init(entity  = "zoo-team", project = "zoo-classifier")
artifact = wandb.Artifact(name = "split_zoo_dataset", type = "dataset")
artifact.add_file(local_path = "{path}", name="optional-name.csv")

# declare the artifact as an output of the run
run.log_artifact(artifact_or_path = artifact)
"""
INPUT = """
import wandb

# start a run
run = wandb.init(project="zoo-classifier", entity="zoo-team")

# get the artifact and mark it as a dependency
artifact = run.use_artifact(artifact_or_name="split_zoo_dataset", aliases="latest")
"""
LINK = """
run = wandb.init(project="zoo-classifier", entity="zoo-team")
model = wandb.Artifact(name="zoo-ylbchv20", type="model")
model.add_file("{path}")
model = run.log_artifact(model).wait()
linked = run.link_artifact(
    model, "wandb-registry-model/Zoo_Classifier_Models", aliases=["staging"]
)
print("RUN", run.url)
print("PROJECT", run.project_url)
print("VERSION", model.url)
print("LINKED", linked.url)
run.finish()
"""


@pytest.mark.proves("wandb.Artifact", "Artifact.add_file", "Run.log_artifact", "Run.use_artifact")
@pytest.mark.core
def test_outputs_and_inputs_make_the_lineage(sdk: Sdk) -> None:
    path = sdk.write("animals.csv", b"lion,tiger")

    sdk.succeed(OUTPUT.format(path=path))
    sdk.succeed(INPUT)

    producer, consumer = Run.objects.order_by("pk")
    logged, used = Logged.objects.get(), Used.objects.get()
    assert (logged.run, used.run) == (producer, consumer)
    assert logged.version == used.version
    assert used.used_as == "zoo-team/zoo-classifier/split_zoo_dataset:v0"
    assert {producer.state, consumer.state} == {"finished"}


@pytest.mark.proves("Run.link_artifact", "Artifact.wait")
@pytest.mark.core
def test_a_model_goes_into_the_registry(sdk: Sdk, model_registry: Registry) -> None:
    sdk.succeed(LINK.format(path=sdk.write("model.bin", b"weights")))

    link = LinkedVersion.objects.get()
    assert str(link) == "acme-org/wandb-registry-model/Zoo_Classifier_Models:v0"
    held = Alias.objects.filter(collection=link.collection)
    assert sorted(held.values_list("name", flat=True)) == ["latest", "staging"]


@pytest.mark.proves("Run.url", "Run.project_url", "Artifact.url")
def test_the_addresses_it_prints_open_their_pages(
    sdk: Sdk, model_registry: Registry, mika: User
) -> None:
    done = sdk.succeed(LINK.format(path=sdk.write("model.bin", b"weights")))
    browser = make.browse(mika)

    for word, shown in (
        ("RUN", "zoo-classifier"),
        ("PROJECT", "zoo-classifier"),
        ("VERSION", "zoo-ylbchv20"),
        ("LINKED", "Zoo_Classifier_Models"),
    ):
        address = urlsplit(done.printed(word))
        page = browser.get(f"{unquote(address.path)}?{address.query}", follow=True)
        assert page.status_code == 200, word
        assert shown in page.content.decode(), word
    assert browser.get("/authorize?ref=models", follow=True).status_code == 200
