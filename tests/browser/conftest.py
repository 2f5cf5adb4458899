"""A signed-in browser that also watches for what no page may do."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from registry.models import Entity, User
from tests import chromium, make
from tests.browser.lineage import open_map
from tests.lineage.zoo import Zoo, make_zoo
from tests.server import Server

# A busy machine draws late; what never comes fails all the same.
expect.set_options(timeout=20_000)
WATCH_POLICY = """
addEventListener("securitypolicyviolation", event =>
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's loop runs in this thread, and Django would refuse the test's own queries there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        path = chromium.find(playwright)
        browser = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Makes pages: new_page(user, color_scheme="dark", viewport=...). Ends with nothing amiss."""
    contexts: list[BrowserContext] = []
    amiss: list[str] = []

    def make(user: User | None = None, **options: Any) -> Page:
        context = browser.new_context(base_url=server.url, **options)
        contexts.append(context)
        context.add_init_script(WATCH_POLICY)
        if user:
            sign_in(context, user, server)
        page = context.new_page()
        watch(page, server, amiss)
        return page

    yield make
    for context in contexts:
        context.close()
    assert amiss == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of somebody who is not signed in."""
    return new_page()


@pytest.fixture
def zoo(zoo_team: Entity, mika: User) -> Zoo:
    return make_zoo(make.make_project(zoo_team, "zoo-classifier"))


@pytest.fixture
def zoo_map(new_page: Callable[..., Page], mika: User, zoo: Zoo) -> Page:
    """The model's lineage, drawn."""
    page = new_page(mika, viewport={"width": 1400, "height": 900})
    open_map(page, zoo.model.get_absolute_url())
    return page


def sign_in(context: BrowserContext, user: User, server: Server) -> None:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": server.url}
    context.add_cookies([cookie])


def watch(page: Page, server: Server, amiss: list[str]) -> None:
    """Script errors, policy violations, server errors and requests to anybody else."""
    own = urlsplit(server.url).netloc

    page.on("pageerror", lambda error: amiss.append(f"script: {error}"))
    page.on(
        "console",
        lambda line: (
            amiss.append(f"console: {line.text}") if blameworthy(line.text, line.type) else None
        ),
    )
    page.on(
        "request",
        lambda request: (
            amiss.append(f"foreign: {request.url}")
            if urlsplit(request.url).netloc not in {own, ""}
            else None
        ),
    )
    page.on(
        "response",
        lambda answer: (
            amiss.append(f"{answer.status}: {answer.url}") if answer.status >= 500 else None
        ),
    )


def blameworthy(text: str, kind: str) -> bool:
    """The browser also reports each 4xx answer as an error; a test may ask for those."""
    return kind == "error" and not text.startswith("Failed to load resource")
