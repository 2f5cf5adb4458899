"""Patterns that a backtracking engine would take for ever over are refused, or see less."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry import patterns
from registry.errors import InvalidValue
from registry.models import Collection, Organization
from tests import make


@pytest.mark.parametrize(
    "pattern",
    [
        "((a+))+$",
        "(a|a)*$",
        "(a|aa)*$",
        "((a|a))*$",
        "(a)\\1",
        "(?=a)b",
        ".*.*.*x",
        "a{2}b{2}c{2}",
        "a?" * 30 + "a" * 30,
        "a??" * 30 + "a" * 30,
        "(a|a)" * 30,
        "((a|a)(a|a)|b)" * 10,
        "a*a*(b|c|d)(e|f|g)(h|i|j)x",
        "x" * 257,
        "(",
        "a**",
    ],
)
def test_refuses(pattern: str) -> None:
    with pytest.raises(InvalidValue):
        patterns.check(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "^zoo",
        "zoo.*v[0-9]+$",
        "a\\.b",
        "(train|eval)_x",
        "[*+{]",
        "mod",
        "a\\*b\\+c\\{",
        "|".join("abcdefghijklmnop"),
        "^(train|eval|test)_[0-9]+.*$",
        "v[0-9]{1,3}",
        "colou?r",
        "^(train|eval)?_(a|b)$",
        "\\?\\?\\?\\|" * 30,
    ],
)
def test_takes_what_people_write(pattern: str) -> None:
    assert re.compile(patterns.check(pattern))


@pytest.mark.parametrize("pattern", ["zoo", "^a", "(a|b)c?"])
def test_plain_patterns_see_the_whole_of_a_long_text(pattern: str) -> None:
    assert patterns.reach(pattern) > 64 * 1024


def test_repeats_see_less_of_a_long_text() -> None:
    assert patterns.matches("a.*b", "a" + "x" * 1_000 + "b")
    assert not patterns.matches("a.*b", "x" * 100_000 + "ab")
    assert not patterns.matches("a.*b$", "ab" + "x" * 100_000 + "ab")


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(["a", "a*", "a+", "a?", "(a|a)", "(a|b|)", "a{0,9}", ".", "^"])).map(
        "".join
    )
)
def test_whatever_is_taken_ends_soon(pattern: str) -> None:
    try:
        patterns.check(pattern)
    except InvalidValue:
        return

    patterns.matches(pattern + "$", "a" * 3_000 + "b")
    patterns.matches(pattern, "a" * 3_000 + "b")


def test_the_database_asks_it(acme: Organization) -> None:
    registry = make.make_registry(acme, "model")
    make.make_collection(registry, "zoo-classifier")

    found = Collection.objects.filter(name__regex="^zoo-.*r$")

    assert [one.name for one in found] == ["zoo-classifier"]
