"""Patterns that a backtracking engine would take for ever over are refused before they run."""

import re

import pytest

from lineal.sdk.filters import BadFilter, _regex


@pytest.mark.parametrize(
    "pattern",
    ["((a+))+$", "(a|a)*$", "(a|aa)*$", "((a|a))*$", "(a)\\1", "(?=a)b", ".*.*.*x", "a{2}b{2}c{2}"],
)
def test_refuses(pattern):
    with pytest.raises(BadFilter):
        _regex(pattern)


@pytest.mark.parametrize(
    "pattern", ["^zoo", "zoo.*v[0-9]+$", "a\\.b", "(train|eval)_x", "[*+{]", "mod", "a\\*b\\+c\\{"]
)
def test_takes_what_people_write(pattern):
    assert re.compile(_regex(pattern))
