"""What a run's history says about each metric."""

import json
import math

import pytest

from lineage import metrics, run_names


def after(*values: object) -> metrics.Metric:
    return metrics.updated({}, [{"m": value} for value in values])["m"]


def test_numbers() -> None:
    assert after(3, 1.5, 2) == {
        "count": 3,
        "kind": "number",
        "last": 2,
        "low": 1.5,
        "high": 3.0,
        "rising": False,
    }


@pytest.mark.parametrize(
    ("values", "rising"),
    [((1,), True), ((1, 1, 2), True), ((1, 0), False), (("a",), False), ((1, math.nan, 2), False)],
)
def test_rising(values: tuple[object, ...], rising: bool) -> None:
    assert after(*values)["rising"] is rising


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (1, "number"),
        (1.5, "number"),
        (math.nan, "number"),
        (True, "boolean"),
        ("x", "string"),
        ([1], "list"),
        ({"_type": "image-file"}, "map"),
        (None, "nil"),
    ],
    ids=repr,
)
def test_kinds(value: object, kind: str) -> None:
    assert after(value)["kind"] == kind


def test_what_is_within_a_map_has_a_name_of_its_own() -> None:
    row = {"train": {"loss": 1, "by": {"class": 2}}, "image": {"_type": "image-file"}, "none": {}}

    assert metrics.updated({}, [row]).keys() == {"train.loss", "train.by.class", "image", "none"}


def test_numbers_that_json_does_not_have() -> None:
    metric = after(1, math.nan, math.inf, -math.inf)

    assert (metric["last"], metric["low"], metric["high"]) == ("-Infinity", 1.0, 1.0)
    json.dumps(metric, allow_nan=False)


def test_only_such_numbers() -> None:
    assert (after(math.nan)["low"], after(math.nan)["high"]) == (None, None)


def test_whole_numbers_beyond_a_float() -> None:
    metric = after(10**400)

    assert (metric["last"], metric["low"]) == (10**400, None)


def test_goes_on_from_what_was_known() -> None:
    first = metrics.updated({}, [{"a": 1}])

    second = metrics.updated(first, [{"a": 3, "b": "x"}, {}])

    assert (second["a"]["count"], second["a"]["high"], second["b"]["count"]) == (2, 3.0, 1)
    assert first["a"]["count"] == 1


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ('{"a": 1}', {"a": 1}),
        ('{"a": NaN}', None),
        ("", {}),
        ("[]", {}),
        ("null", {}),
        ("{", {}),
        ('{"a": ' + "9" * 5000 + "}", {}),
        ("[" * 100_000, {}),
        ('{"a":' + "[" * 101 + "]" * 101 + "}", {}),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_lines(line: str, row: dict[str, object] | None) -> None:
    found = metrics.parse_line(line)

    if row is None:
        assert math.isnan(found["a"])
    else:
        assert found == row


def test_words_and_back() -> None:
    value = {"a": [math.inf, {"b": -math.inf}], "c": "text", "d": None}

    assert metrics.from_words(metrics.to_words(value)) == value


def test_run_names() -> None:
    name = run_names.invent(20, seed="9846f2d7")

    assert name == run_names.invent(20, seed="9846f2d7")
    first, second, number = name.split("-")
    assert (first.isalpha(), second.isalpha(), number) == (True, True, "20")
    assert len({run_names.invent(1, seed=str(seed)) for seed in range(100)}) > 90
