"""docs/reference/sdk.md says what is not supported, and says it of nothing else."""

import os
import re

from lineal.sdk.resolvers import unsupported
from tests.sdk import coverage

LEFT_OUT = set().union(*coverage.LEFT_OUT.values())


def test_the_list_of_unsupported_fields_is_the_documented_one() -> None:
    text = coverage.PAGE.read_text().partition("## Not supported yet")[2].partition("\n## ")[0]

    assert set(re.findall(r"`((?:[A-Z]\w+)\.\w+)`", text)) == set(unsupported)


def test_the_tables_are_what_the_tests_prove() -> None:
    """If not: `make sdk-docs`, which comes here to write them."""
    text = coverage.PAGE.read_text()
    right = coverage.written(text)
    if os.environ.get("UPDATE_SDK_PAGE"):
        coverage.PAGE.write_text(right)
        return
    assert text == right


def test_every_public_call_is_proven_or_explained() -> None:
    proven = {call for call in coverage.proven() if call.split(".")[0] in coverage.CLASSES}
    explained = LEFT_OUT | coverage.REFUSED

    assert set(coverage.public_calls()) - proven - explained == set()
    assert (proven | explained) - set(coverage.public_calls()) == set()
    assert proven & explained == set()
