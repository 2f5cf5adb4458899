"""Names and texts that look like markup are shown as they are, on every page and in the map."""

from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from lineage.models import Run
from registry.models import ArtifactVersion, Entity, LinkedVersion, User
from tests import make
from tests.browser.lineage import open_map, still
from tests.promises.hostile import NAMES, make_hostile_world
from tests.server import Server

VERSION_PAGES = ["", "/metadata", "/files", "/usage", "/edit", "/link", "/remove"]
MARKUP = "img[src=x], iframe, object, embed, base, [onerror], [onload], [onfocus], [ontoggle]"
REGISTRY_PAGES = ["settings", "members", "history", "delete"]
RUN_PAGES = ["", "/files", "/artifacts", "/logs"]


@pytest.fixture
def watched(new_page: Callable[..., Page]) -> Iterator[Callable[..., Page]]:
    """Pages that also notice what only an attacker's script would do."""
    alarms: list[str] = []

    def opened(user: object) -> Page:
        page = new_page(user, viewport={"width": 1400, "height": 900})
        page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
        return page

    yield opened
    assert alarms == []


def pages(link: LinkedVersion) -> Iterator[str]:
    version, run = link.version, Run.objects.get(job_type=link.collection.name)
    registry, organization = link.collection.registry, link.collection.registry.organization
    yield from (version.get_absolute_url() + tab for tab in VERSION_PAGES)
    yield from (link.get_absolute_url() + tab for tab in VERSION_PAGES)
    yield from (run.get_absolute_url() + tab for tab in RUN_PAGES)
    yield link.collection.get_absolute_url()
    yield version.collection.get_absolute_url()
    yield registry.get_absolute_url()
    yield run.project.get_absolute_url()
    yield run.project.get_absolute_url() + "/artifacts"
    place = {"organization": organization.name, "registry": registry.name}
    yield from (reverse(f"registry-{tab}", kwargs=place) for tab in REGISTRY_PAGES)
    yield from (reverse(name) for name in ("home", "projects", "keys", "authorize"))


@pytest.mark.parametrize("name", NAMES[:3])
def test_every_page(server: Server, watched: Callable[..., Page], name: str) -> None:
    user, link = make_hostile_world(name)
    page = watched(user)

    for address in pages(link):
        page.goto(address)
        assert (
            page.locator("img[src=x], iframe, object, embed, base, [onerror], [onload]").count()
            == 0
        )

    page.goto(f"/registry?q={name[:3]}")
    page.goto(link.version.get_absolute_url())
    expect(page.get_by_text(name).first).to_be_attached()


@pytest.mark.parametrize("name", NAMES[:3])
def test_the_lineage_map(server: Server, watched: Callable[..., Page], name: str) -> None:
    user, link = make_hostile_world(name)
    page = watched(user)

    open_map(page, link.version.get_absolute_url())
    for card in page.locator(".card__head").all():
        card.hover()
        card.click()
        still(page)

    drawn = page.locator(".node__name").all_inner_texts()
    assert any(name in text for text in drawn)
    assert page.locator(MARKUP).count() == 0


ACTING = b"<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>"


@pytest.mark.parametrize("ending", ["html", "svg", "xhtml", "xml", "pdf", "js", "mht", "htm", ""])
def test_a_stored_file_is_saved_and_never_opened(
    server: Server, watched: Callable[..., Page], zoo_team: Entity, mika: User, ending: str
) -> None:
    project = make.make_project(zoo_team)
    version = make.make_version(project, files={f"file.{ending}".rstrip("."): ACTING})
    page = watched(mika)
    page.goto(f"{version.get_absolute_url()}/files")

    with page.expect_download() as saving:
        page.evaluate("url => { location.href = url }", download(version))

    assert saving.value.path().read_bytes() == ACTING


def download(version: ArtifactVersion) -> str:
    path = version.entries.get().path
    return f"{version.get_absolute_url()}/download?{urlencode({'path': path})}"
