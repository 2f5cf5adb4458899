"""Each form that makes something, sent twice as it stands: one thing is made."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Model
from django.urls import resolve

from registry.models import (
    Alias,
    ApiKey,
    Collection,
    Entity,
    LinkedVersion,
    Organization,
    OrganizationMember,
    ProtectedAlias,
    Registry,
    RegistryMember,
    RegistryRole,
    TeamMember,
    User,
)
from tests import make
from tests.lineal.test_routes import ROUTES, example

pytestmark = pytest.mark.django_db
MANAGE = "/orgs/acme/registries"
TEAM = "/orgs/acme/teams/zoo-team"
SOURCE = "/zoo-team/zoo-classifier/artifacts/model/zoo-net/v0"
LINKED = "/orgs/acme/registry/model/zoo/v0"
LINK = {"registry": "", "collection": "other"}
MACHINE = {"name": "robot", "scope": "write"}
KEY = {"name": "laptop", "scope": "write"}

# What is made, the page of its form, and what is typed.
FORMS = {
    "key": (ApiKey, "/settings/keys", KEY),
    "key of wandb login": (ApiKey, "/authorize", KEY),
    "registry": (Registry, f"{MANAGE}/new", {"name": "golden", "visibility": "restricted"}),
    "collection": (
        Collection,
        f"{MANAGE}/model/collections/new",
        {"name": "new", "type_name": "model"},
    ),
    "link": (LinkedVersion, f"{SOURCE}/link", LINK),
    "link of a linked version": (LinkedVersion, f"{LINKED}/link", {**LINK, "collection": "third"}),
    "link from the collection": (
        LinkedVersion,
        f"{MANAGE}/model/collections/zoo/link?path=zoo-team/zoo-classifier/birds:v0",
        {"aliases": ""},
    ),
    "team": (Entity, "/orgs/acme/new-team", {"name": "new-team"}),
    "service account": (User, f"{TEAM}/service-accounts", {"change": "create", **MACHINE}),
    "alias": (Alias, f"{LINKED}/edit", {"change": "add_alias", "alias": "best"}),
    "alias of a source": (Alias, f"{SOURCE}/edit", {"change": "add_alias", "alias": "best"}),
    "protected alias": (
        ProtectedAlias,
        f"{MANAGE}/model/settings",
        {"change": "protect", "alias": "best"},
    ),
    "member of a registry": (
        RegistryMember,
        f"{MANAGE}/model/members",
        {"change": "add", "names": "mika", "role": "viewer"},
    ),
    "member of an organization": (
        OrganizationMember,
        "/orgs/acme",
        {"change": "add", "names": "sam", "role": "member"},
    ),
    "member of a team": (
        TeamMember,
        TEAM,
        {"change": "add", "names": "ada", "role": "member"},
    ),
    "user": (
        User,
        "/admin/registry/user/new",
        {"username": "new-user", "password": make.PASSWORD},
    ),
    "organization": (
        Organization,
        "/admin/registry/organization/new",
        {"name": "new-org", "admin": "olivia"},
    ),
}
# Pages of that sort make something.
MAKING = re.compile(r"-(create|link)$")
# What may be sent again: signing in and out, a star, a role as it stands, the end of a key.
REPEATED = {
    *("components/account.html", "components/star.html", "registry/login.html"),
    *("registry/_access.html", "registry/_people.html", "registry/_revoke.html"),
}


@pytest.fixture
def send(client, acme, olivia, mika, sam, models, linked, project) -> Callable[..., None]:
    make.join_organization(acme, make.make_user("ada"))
    make.make_version(project, "birds")
    make.give(models, olivia, RegistryRole.ADMIN)
    olivia.is_superuser = olivia.is_staff = True
    olivia.save()
    client.force_login(olivia, backend="django.contrib.auth.backends.ModelBackend")

    def send(address: str, typed: dict[str, str]) -> None:
        """Twice what a browser would send: what is typed, and what the page hides in the form."""
        page = client.get(address).content.decode()
        hidden = dict(re.findall(r'type="hidden" name="(once)" value="([^"]+)"', page))
        known = {"registry": str(models.pk)} if "registry" in typed else {}
        for _ in range(2):
            answer = client.post(address, {**typed, **hidden, **known})
            assert answer.status_code in {200, 302}

    return send


@pytest.mark.parametrize("name", FORMS)
def test_one_is_made(send: Callable[..., None], name: str) -> None:
    model, address, typed = FORMS[name]
    before = count(model)

    send(address, typed)

    assert count(model) - before == 1


def test_each_page_that_makes_something_is_listed() -> None:
    listed = {resolve(address.partition("?")[0]).url_name for _, address, _ in FORMS.values()}
    making = {resolve(example(route)).url_name for route in ROUTES if "<path:" not in route}

    assert {name for name in making if name and MAKING.search(name)} <= listed


def test_a_double_click_sends_each_form_once() -> None:
    """By the behaviour `once`: tests/browser shows that it does."""
    folder = Path(settings.BASE_DIR, "templates")
    texts = {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.html")}
    forms = {name: re.findall(r'<form[^>]*method="post"[^>]*>', it) for name, it in texts.items()}
    repeated = {
        name
        for name, tags in forms.items()
        if not all('data-behaviour="once' in tag for tag in tags)
    }

    assert repeated == REPEATED


def count(model: type[Model]) -> int:
    return model._default_manager.count()


def test_a_key_sent_twice_says_so(client, mika) -> None:
    client.force_login(mika, backend="django.contrib.auth.backends.ModelBackend")
    typed = {**KEY, "once": "x" * 20}
    first = client.post("/settings/keys", typed)

    again = client.post("/settings/keys", typed)

    assert first.context["secret"]
    assert not again.context["secret"]
    assert b"This form was sent twice; the key &#x27;laptop&#x27; was made once." in again.content


def test_another_form_makes_another_key(client, mika) -> None:
    client.force_login(mika, backend="django.contrib.auth.backends.ModelBackend")

    forms = [client.get("/settings/keys").context["form"]["once"].value() for _ in range(2)]
    for once in forms:
        client.post("/settings/keys", {**KEY, "once": once})

    assert ApiKey.objects.count() == 2


def test_another_person_may_send_the_same(client, mika, sam) -> None:
    for person in (mika, sam):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        client.post("/settings/keys", {**KEY, "once": "x"})

    assert ApiKey.objects.count() == 2
