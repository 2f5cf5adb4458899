"""docs/reference/sdk.md says what is not supported, and says it of nothing else."""

import re
from pathlib import Path

from lineal.sdk.resolvers import unsupported

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "sdk.md"


def test_the_list_of_unsupported_fields_is_the_documented_one() -> None:
    text = PAGE.read_text().partition("## Not supported yet")[2].partition("\n## ")[0]

    assert set(re.findall(r"`((?:[A-Z]\w+)\.\w+)`", text)) == set(unsupported)
