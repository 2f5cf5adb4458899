"""docs/reference/roles.md says what permissions.py does."""

import re

from registry.models import RegistryRole
from registry.permissions import REGISTRY_RIGHTS
from tests.test_architecture import ROOT

ROW = re.compile(r"^\| ([^|]+) \|((?: ?x? ?\|){4})$", re.MULTILINE)


def rows() -> dict[str, str]:
    """What a row is about, and its marks: `--xx` for members and admins."""
    page = (ROOT / "docs/reference/roles.md").read_text()
    return {
        verb: "".join(cell.strip() or "-" for cell in cells.split("|")[:4])
        for verb, cells in ROW.findall(page)
    }


def test_page_and_table_agree() -> None:
    roles = list(RegistryRole)

    least = {verb: roles[marks.index("x")] for verb, marks in rows().items()}

    assert {verb: least.get(verb) for verb in REGISTRY_RIGHTS} == REGISTRY_RIGHTS


def test_higher_roles_may_all_that_lower_ones_may() -> None:
    assert set(rows().values()) == {"xxxx", "-xxx", "--xx", "---x"}
