"""The seed's whole way: real runs log a lineage with wandb, then a person walks to its map."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lineage.models import Logged
from registry.models import ArtifactVersion, Entity, Organization, RegistryRole, User
from tests import make
from tests.browser.lineage import card, facts, head, press, sign_in, walk_to_map
from tests.sdk.real import Sdk
from tests.server import Server

pytestmark = pytest.mark.sdk

SPLIT = """
with wandb.init(project="zoo-classifier", job_type="split") as run:
    data = wandb.Artifact("split_zoo_dataset", type="dataset")
    with data.new_file("animals.csv") as file:
        file.write("lion,tiger")
    run.log_artifact(data).wait()
"""
TRAIN = """
with wandb.init(project="zoo-classifier", name=os.environ["NAME"], job_type="training") as run:
    run.use_artifact("split_zoo_dataset:latest")
    model = wandb.Artifact("zoo-ylbchv20", type="model")
    with model.new_file("weights.txt") as file:
        file.write(run.name)
    model = run.log_artifact(model).wait()
    place = "wandb-registry-model/Zoo_Classifier_Models"
    run.link_artifact(model, place, aliases=[os.environ["ALIAS"]])
    print("ID", run.id)
"""
EVALUATE = """
with wandb.init(project="zoo-classifier", name="northern-lake-21", job_type="evaluate") as run:
    run.use_artifact("zoo-ylbchv20:latest")
"""


@pytest.fixture
def sdk(server: Server, zoo_team: Entity, acme: Organization, mika: User, tmp_path: Path) -> Sdk:
    registry = make.make_registry(acme, "model", accepted_types=["model"])
    make.join_registry(registry, mika, RegistryRole.MEMBER)
    return Sdk(server, mika, "zoo-team", tmp_path)


def log_story(sdk: Sdk) -> str:
    """The training run's id. The older model makes the version menu a choice."""
    for _ in range(3):
        sdk.succeed(SPLIT)
    sdk.succeed(TRAIN, NAME="older-brook-19", ALIAS="older")
    trained = sdk.succeed(TRAIN, NAME="rural-feather-20", ALIAS="staging")
    sdk.succeed(EVALUATE)
    return trained.printed("ID")


def read_run(page: Page, run_id: str) -> None:
    press(page, "rural-feather-20")
    shown = facts(card(page, "rural-feather-20"))
    assert (shown["ID"], shown["Name"]) == (run_id, "rural-feather-20")
    assert (shown["State"], shown["Job type"]) == ("finished", "training")
    assert shown["Created"]


def read_model(page: Page) -> None:
    head(page, "zoo-ylbchv20").focus()
    page.keyboard.press("Enter")
    body = card(page, "zoo-ylbchv20")
    shown = facts(body)
    assert shown["Full name"] == "zoo-team/zoo-classifier/zoo-ylbchv20:v1"
    assert shown["Type"] == "model"
    assert shown["Created"]
    assert body.locator(".card__places li").all_inner_texts() == [
        "zoo-ylbchv20:v1 source\nlatest",
        "Zoo_Classifier_Models:v1 in model\nstaging\nlatest",
    ]


def test_what_the_sdk_logged_is_read_on_the_map(
    sdk: Sdk, new_page: Callable[..., Page], mika: User
) -> None:
    run_id = log_story(sdk)
    page = new_page(viewport={"width": 1400, "height": 900})
    sign_in(page, mika.username, make.PASSWORD)
    walk_to_map(page, first="v0", then="v1")

    read_run(page, run_id)
    press(page, "rural-feather-20")
    expect(page.locator(".card.is-open")).to_have_count(0)
    read_model(page)

    for name in ("split_zoo_dataset:v0", "northern-lake-21"):
        expect(head(page, name)).to_be_visible()
    assert Logged.objects.filter(version__collection__name="split_zoo_dataset").count() == 3
    assert ArtifactVersion.objects.filter(collection__name="split_zoo_dataset").count() == 1
