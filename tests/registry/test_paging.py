"""Keyset pages: back and forth through a list, and through what people type into addresses."""

import re

import pytest
from django.test import RequestFactory

from registry.keyset import alphabetical_by, highest_by, newest_by
from registry.models import Entity, Project
from registry.views.paging import Page, page_of
from tests import make


def page(query: str = "", *, size: int = 3, by: str = "pk") -> Page[Project]:
    request = RequestFactory().get(f"/{query}")
    return page_of(Project.objects.all(), request, highest_by(by), total=7, size=size)


@pytest.fixture
def seven(zoo_team: Entity) -> list[int]:
    return [make.make_project(zoo_team).pk for _ in range(7)][::-1]


def pks(page: Page[Project]) -> list[int]:
    return [row.pk for row in page.rows]


def test_walks_to_the_end_and_back(seven: list[int]) -> None:
    first = page()
    second = page(first.next or "")
    third = page(second.next or "")
    back = page(page(third.back or "").back or "")

    assert [pks(first), pks(second), pks(third)] == [seven[:3], seven[3:6], seven[6:]]
    assert pks(back) == seven[:3]
    assert first.back is third.next is back.back is None


def test_says_where_it_is(seven: list[int]) -> None:
    second = page(page().next or "")

    assert (second.first, second.last, second.total) == (4, 6, 7)
    assert page(second.back or "").first == 1


def test_rows_that_come_in_between_move_nothing(seven: list[int], zoo_team: Entity) -> None:
    link = page().next or ""
    make.make_project(zoo_team)

    assert pks(page(link)) == seven[3:6]


def test_breaks_ties_by_id(seven: list[int]) -> None:
    first = page(by="run_count")

    assert pks(page(first.next or "", by="run_count")) == seven[3:6]


def test_goes_by_dates_and_by_text(seven: list[int]) -> None:
    for order in (newest_by("created_at"), alphabetical_by("name")):
        first = page_of(Project.objects.all(), RequestFactory().get("/"), order, size=4)
        rest = page_of(Project.objects.all(), RequestFactory().get(f"/{first.next}"), order, size=4)

        assert {row.pk for row in [*first.rows, *rest.rows]} == set(seven)


def test_moments_of_the_databases_clock_are_found_again(seven: list[int]) -> None:
    """Text is what SQLite compares: one moment must have one spelling."""
    for pk in seven:
        project = Project.objects.get(pk=pk)

        assert Project.objects.filter(pk=pk, created_at=project.created_at).exists()


def test_keeps_the_rest_of_the_address(seven: list[int]) -> None:
    assert re.fullmatch(r"\?q=a\+b&page=next_3_\d+_\d+", page("?q=a+b").next or "")


@pytest.mark.parametrize("text", ["x", "next_1", "next_1_1_x", "up_1_1_1", f"next_1_{'9' * 30}_1"])
def test_starts_again_at_a_cursor_that_is_none(seven: list[int], text: str) -> None:
    assert pks(page(f"?page={text}")) == seven[:3]


def test_an_empty_list_has_one_empty_page(db: None) -> None:
    empty = page()

    assert (empty.rows, empty.back, empty.next) == ([], None, None)
