"""What one request may read in all is limited: lists within lists would multiply."""

import pytest

from lineage.models import Run
from lineal.sdk import limits
from registry.models import Entity, Organization, User
from tests import make
from tests.api.wire import Wire


@pytest.fixture
def wire(zoo_team: Entity, mika: User) -> Wire:
    zoo = make.make_project(zoo_team, "zoo")
    Run.objects.bulk_create([Run(project=zoo, run_id=f"r{n}", display_name="") for n in range(180)])
    return Wire(mika)


def nested(levels: int, first: int) -> str:
    """Runs of the project of runs of the project ..."""
    inner = f"runs(first: {first}) {{ edges {{ node {{ name "
    return (
        '{ project(name: "zoo", entityName: "zoo-team") {'
        + f" {inner} project {{".join([""] * levels)
        + inner
        + "}}}" * levels
        + "}" * (levels + 1)
    )


def test_lists_within_lists_are_answered_within_the_budget(wire: Wire) -> None:
    answer = wire.data(nested(2, 20))

    outer = answer["project"]["runs"]["edges"]
    inner = [edge["node"]["project"]["runs"]["edges"] for edge in outer]
    assert [len(one) for one in inner] == [20] * 20


@pytest.mark.slow
def test_more_rows_than_the_budget_end_the_request(wire: Wire) -> None:
    answer = wire.graphql(nested(2, 10_000))

    assert answer["data"] is None
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "OVER_LIMIT"
    assert f"more than {limits.MAX_ROWS} rows" in error["message"]


@pytest.mark.slow
def test_many_lists_of_few_rows_count_too(wire: Wire) -> None:
    error = wire.error(nested(4, 15))

    assert error["extensions"]["code"] == "OVER_LIMIT"


@pytest.mark.slow
def test_lists_without_pages_count_too(acme: Organization, wire: Wire) -> None:
    for _ in range(14):
        make.make_team(acme)
    document = "name"
    for _ in range(4):
        document = f"teams {{ organization {{ {document} }} }}"

    error = wire.error(f"{{ viewer {{ organizations {{ {document} }} }} }}")

    assert error["extensions"]["code"] == "OVER_LIMIT"


@pytest.mark.slow
def test_the_next_request_starts_anew(wire: Wire) -> None:
    wire.error(nested(2, 10_000))

    assert wire.data(nested(1, 10_000))["project"]["runs"]["edges"][179]
