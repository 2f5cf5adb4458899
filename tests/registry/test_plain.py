"""Text and JSON that both databases can hold."""

import json
import math

import pytest

from registry import plain
from registry.errors import InvalidValue


def nested(depth: int, leaf: object = 1) -> object:
    value = leaf
    for level in range(depth):
        value = [value] if level % 2 else {"k": value}
    return value


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("", ""),
        ("ordinary é \N{LION FACE}\n\t", "ordinary é \N{LION FACE}\n\t"),
        ("a\0b", "a\ufffdb"),
        ("\ud800", "\ufffd"),
        ("\udfffx\udc00", "\ufffdx\ufffd"),
    ],
)
def test_text(value: str, stored: str) -> None:
    assert plain.text(value) == stored
    stored.encode()


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (math.nan, "NaN"),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
        ([1, 2.5, None, True, "x"], [1, 2.5, None, True, "x"]),
        ({"a": {"b": [math.nan]}}, {"a": {"b": ["NaN"]}}),
        ({"k\0": "v\ud800"}, {"k\ufffd": "v\ufffd"}),
        (10**400, 10**400),
    ],
    ids=repr,
)
def test_json(value: object, stored: object) -> None:
    assert plain.storable(value) == stored
    json.dumps(plain.storable(value), allow_nan=False)


def test_depth() -> None:
    assert plain.storable(nested(100)) == nested(100)
    with pytest.raises(InvalidValue, match="more than 100 levels"):
        plain.storable(nested(101))
    with pytest.raises(InvalidValue, match="more than 100 levels"):
        plain.storable(nested(900))


def test_metadata() -> None:
    given = {"a": math.nan, "b": {"c": [math.nan, 1]}, "\0": "\0"}

    assert plain.metadata(given) == {"a": None, "b": {"c": [None, 1]}, "\ufffd": "\ufffd"}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"a": math.inf}, "infinite numbers"),
        ({"a": [{"b": -math.inf}]}, "infinite numbers"),
        ({str(number): 1 for number in range(101)}, "101 keys; at most 100"),
        ({"a": "x" * 2**20}, "1 MiB"),
        ({"a": nested(101)}, "100 levels"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_metadata_that_is_refused(value: dict[str, object], words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        plain.metadata(value)


@pytest.mark.parametrize("value", [None, "", "é" * 32768])
def test_description(value: str | None) -> None:
    assert plain.description(value) == value


def test_description_that_is_too_long() -> None:
    with pytest.raises(InvalidValue, match="64 KiB"):
        plain.description("é" * 32769)


def test_identifier() -> None:
    assert plain.identifier("a\0", field="id", limit=2) == "a\ufffd"
    with pytest.raises(InvalidValue, match="The id has 3 characters; at most 2"):
        plain.identifier("abc", field="id", limit=2)
