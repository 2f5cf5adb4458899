"""Chapter: three months in the registries: links, aliases and why they moved, cards, a deletion."""

from collections.abc import Iterator

from lineage.demo import find
from lineage.demo.dates import at
from lineage.demo.edge_cases import JAPANESE, LONG_NAME
from lineage.demo.edge_cases import PROJECT as EDGES
from lineage.demo.moments import (
    Moment,
    alias,
    card,
    create,
    delete,
    link,
    tag_collection,
    tag_version,
    unlink,
)
from lineage.demo.shelf import SERIES, Series
from lineage.demo.telling import Telling
from lineage.demo.zoo_data import CLASSIFIER, DATA
from registry.models import Collection

ZOO = "model/Zoo_Classifier_Models"
SPLIT = "dataset/split_zoo_dataset"
LABELLED_FACES = f"{DATA}/label_fixes:v0"
SHELVES = {
    "speech-commands-en": "dataset/speech-commands-en",
    "kws-dscnn": "model/keyword-spotter",
    "whisper-small-ja": "model/whisper-small-ja",
    "zoo-vit-small": "model/zoo-vit-small",
    "sound-events-cnn14": "model/sound-events-cnn14",
}

ZOO_MOMENTS = (
    Moment(57, "10:12", "mai", link(f"{CLASSIFIER}/split_zoo_dataset:v1", SPLIT)),
    Moment(48, "15:40", "mai", link(f"{CLASSIFIER}/split_zoo_dataset:v3", SPLIT, "production")),
    Moment(
        45, "11:20", "mai", link(f"{CLASSIFIER}/resnet50-imagenet:v0", "model/resnet50-imagenet")
    ),
    Moment(
        45,
        "11:24",
        "mai",
        link(f"{CLASSIFIER}/resnet50-imagenet:v1", "model/resnet50-imagenet", "pretrained"),
    ),
    Moment(45, "14:02", "mai", link(f"{CLASSIFIER}/split_zoo_dataset:v4", SPLIT, "candidate")),
    Moment(44, "09:00", "mai", alias(SPLIT, 2, "production", "Two new cameras, labels corrected.")),
    Moment(42, "21:40", "mai", link(f"{CLASSIFIER}/zoo-3kq81mwd:v0", ZOO, "baseline")),
    Moment(42, "21:46", "mai", tag_collection(ZOO, "vision", "resnet")),
    Moment(41, "09:10", "mai", card(ZOO, "zoo_classifier_models_draft.md")),
    Moment(34, "11:30", "mika", link(f"{CLASSIFIER}/zoo-w0d7tq5e:v0", ZOO, "best-robustness")),
    Moment(28, "10:00", "mai", link(f"{CLASSIFIER}/zoo-h2n6xs9c:v0", ZOO)),
    Moment(27, "10:20", "mai", alias(ZOO, 2, "staging", "Best on the held-out cameras so far.")),
    Moment(25, "08:30", "mai", alias(ZOO, 2, "production", "First model past both gates.")),
    Moment(24, "13:15", "mika", create("model/frame-deblur", "model")),
    Moment(21, "09:30", "mai", link(f"{CLASSIFIER}/zoo-8rj4bv1u:v0", ZOO)),
    Moment(20, "09:40", "mai", alias(ZOO, 3, "staging", "0.25 points better, and faster.")),
    Moment(
        18, "08:05", "mai", alias(ZOO, 3, "production", "Two nights on the boxes, no complaint.")
    ),
    Moment(
        18,
        "16:45",
        "omar",
        link("zoo-team/zoo-mobile/zoo-mobile-int8:v0", "edge-releases/zoo-box", "shipped"),
    ),
    Moment(14, "08:57", "mai", link(f"{CLASSIFIER}/zoo-ylbchv20:v0", ZOO)),
    Moment(
        14,
        "09:05",
        "mai",
        tag_version(f"{CLASSIFIER}/zoo-ylbchv20:v0", "edge-box", "label smoothing"),
    ),
    Moment(
        13,
        "11:02",
        "mai",
        alias(ZOO, 4, "staging", "Lynx recall passes the gate; box test tonight."),
    ),
    Moment(
        27, "10:15", "mai", link(f"{CLASSIFIER}/eval-confusion:v0", "vision-reports/eval-confusion")
    ),
    Moment(
        20, "09:35", "mai", link(f"{CLASSIFIER}/eval-confusion:v1", "vision-reports/eval-confusion")
    ),
    Moment(
        12, "17:00", "mai", link(f"{CLASSIFIER}/eval-confusion:v2", "vision-reports/eval-confusion")
    ),
    Moment(
        12,
        "17:04",
        "mai",
        link(f"{CLASSIFIER}/zoo-release-report:v0", "vision-reports/zoo-releases"),
    ),
    Moment(11, "09:15", "mai", card(ZOO, "zoo_classifier_models.md")),
    Moment(11, "09:40", "mai", card(SPLIT, "split_zoo_dataset.md")),
    Moment(11, "09:52", "mai", tag_collection(SPLIT, "vision", "reviewed")),
    Moment(
        10,
        "16:31",
        "olivia",
        alias(ZOO, 4, "production", "Signed off: box test passed on all cameras."),
    ),
    Moment(10, "16:33", "olivia", alias(ZOO, 3, "rollback", "Stays ready until the next release.")),
    Moment(
        9, "05:20", "omar", link(f"{CLASSIFIER}/zoo-ylbchv20:v0", "field-trials/zoo-ridge", "trial")
    ),
    Moment(8, "10:44", "omar", link(f"{CLASSIFIER}/zoo-ylbchv20:v0", "edge-releases/zoo-box")),
    Moment(6, "14:10", "olivia", delete(LABELLED_FACES)),
)
OTHER_MOMENTS = (
    Moment(40, "09:00", "mai", tag_collection("model/resnet50-imagenet", "backbone")),
    Moment(39, "09:00", "mai", card("model/resnet50-imagenet", "resnet50_imagenet.md")),
    Moment(35, "13:00", "mai", alias("model/sound-events-cnn14", 3, "production", "Replaces v2.")),
    Moment(
        34, "13:00", "mai", tag_collection("model/sound-events-cnn14", "speech", "needs review")
    ),
    Moment(26, "06:00", "mai", link(f"{EDGES}/{JAPANESE}:v0", f"model/{JAPANESE}", "検証済み")),
    Moment(25, "10:30", "mika", link(f"{EDGES}/{LONG_NAME}:v0", f"dataset/{LONG_NAME}")),
    Moment(12, "08:00", "mai", alias("model/keyword-spotter", 9, "production", "A/B test won.")),
    Moment(11, "08:00", "mai", card("model/keyword-spotter", "keyword_spotter.md")),
    Moment(11, "08:10", "mai", tag_collection("model/keyword-spotter", "speech", "edge-box")),
    Moment(8, "08:00", "mika", unlink("model/keyword-spotter", 10)),
    Moment(7, "08:00", "lena-ci", alias("model/keyword-spotter", 11, "canary")),
    Moment(
        6, "12:00", "mika", alias("model/zoo-vit-small", 4, "staging", "Better, but too slow yet.")
    ),
    Moment(6, "12:10", "mika", tag_collection("model/zoo-vit-small", "vision", "transformer")),
    Moment(3, "10:00", "lena-ci", alias("model/whisper-small-ja", 5, "candidate")),
    Moment(3, "10:20", "mai", tag_collection("model/whisper-small-ja", "speech")),
    Moment(1, "10:00", "omar", tag_collection("dataset/speech-commands-en", "gdpr reviewed")),
)


def told() -> bool:
    registry, name = ZOO.split("/")
    return Collection.objects.filter(registry__name=registry, name=name).exists()


def tell(telling: Telling) -> None:
    moments = [*ZOO_MOMENTS, *OTHER_MOMENTS]
    for series in SERIES:
        moments += _links(series)
    for moment in sorted(moments, key=lambda each: telling.on(each.days_ago, each.clock)):
        with at(telling.on(moment.days_ago, moment.clock)):
            moment.step(find.by_hand(moment.by))


def _links(series: Series) -> Iterator[Moment]:
    for number in range(series.versions):
        source = f"{series.project}/{series.name}:v{number}"
        yield Moment(
            series.days_ago(number), "22:31", series.by, link(source, SHELVES[series.name])
        )
