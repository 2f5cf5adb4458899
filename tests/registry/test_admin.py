"""The administration: operators look at everything there, and change it only through actions."""

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import NoReverseMatch, reverse

from lineage.admin import site
from registry.models import ArtifactVersion, Organization, Project, User
from tests import expect, make

pytestmark = pytest.mark.django_db
ADMINS = sorted(site._registry.items(), key=lambda pair: pair[0].__name__)
MODELS = [model for model, _admin in ADMINS]
NEW_USER = {"username": "kim", "email": "", "password": "battery horse staple correct"}


@pytest.fixture
def operator(db: None) -> User:
    return make.make_user("boss", is_admin=True)


@pytest.fixture
def browser(operator: User) -> Client:
    return make.browse(operator)


@pytest.fixture
def things(acme: Organization, project: Project, mika: User) -> ArtifactVersion:
    """At least one of each kind that is shown."""
    run = make.make_run(project, user=mika)
    make.make_key(mika)
    return make.link(
        make.make_version(project, run=run), make.make_registry(acme), "zoo", user=None
    ).version


def address(model: type[Model], page: str, *words: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=words)


def test_everything_kept_is_shown() -> None:
    assert {model.__name__ for model in MODELS} == {
        *("ApiKey", "ArtifactVersion", "AuditEvent", "Collection", "Entity", "Organization"),
        *("Project", "Registry", "Run", "User"),
    }


@pytest.mark.parametrize("model", MODELS)
def test_lists_and_shows(browser: Client, things: ArtifactVersion, model: type[Model]) -> None:
    one = model.objects.order_by("pk").last()

    listed = browser.get(address(model, "changelist"), {"q": "o"})
    shown = browser.get(address(model, "change", one.pk))

    assert (listed.status_code, shown.status_code) == (200, 200)
    assert b"<script src" not in listed.content + shown.content


@pytest.mark.parametrize("model", MODELS)
def test_writes_nothing(browser: Client, things: ArtifactVersion, model: type[Model]) -> None:
    one = model.objects.order_by("pk").last()

    with expect.nothing_changes():
        sent = [
            browser.post(address(model, "change", one.pk), {"name": "x", "_save": "Save"}),
            browser.post(address(model, "changelist"), {"action": "delete_selected"}),
        ]

    assert [answer.status_code for answer in sent] in ([403, 403], [403, 200], [403, 302])
    for page in ("add", "delete", "history"):
        with pytest.raises(NoReverseMatch):
            address(model, page, *([] if page == "add" else [one.pk]))


@pytest.mark.parametrize(("model", "admin"), ADMINS)
def test_no_right_to_write(operator: User, rf: object, model: object, admin: object) -> None:
    request = rf.get("/admin/")
    request.user = operator

    assert admin.get_model_perms(request) == {
        "add": False,
        "change": False,
        "delete": False,
        "view": True,
    }
    assert admin.get_actions(request) == {}


@pytest.mark.parametrize("page", ["", "registry/user/", "registry/user/new", "registry/apikey/"])
def test_operators_only(operator: User, olivia: User, mika: User, page: str) -> None:
    for person in (olivia, mika):
        answer = make.browse(person).get(f"/admin/{page}")
        assert answer.status_code == 403
        assert b"This page is for operators of the server" in answer.content
        assert b"Ask one of them: boss." in answer.content


def test_staff_without_the_right_is_no_operator(mika: User) -> None:
    User.objects.filter(pk=mika.pk).update(is_staff=True)

    assert make.browse(mika).get("/admin/").status_code == 403


def test_strangers_sign_in(db: None) -> None:
    answer = Client().get("/admin/registry/user/", follow=True)

    assert answer.redirect_chain[-1][0] == "/login?next=/admin/registry/user/"


def test_secrets_are_not_shown(browser: Client, mika: User) -> None:
    make.make_key(mika)
    key = mika.api_keys.get()

    pages = [
        browser.get(f"/admin/registry/user/{mika.pk}/change/"),
        browser.get(f"/admin/registry/apikey/{key.pk}/change/"),
    ]

    text = b"".join(page.content for page in pages).decode()
    assert mika.username in text
    assert mika.password not in text
    assert key.digest not in text


def test_makes_a_user(browser: Client) -> None:
    answer = browser.post("/admin/registry/user/new", NEW_USER)

    kim = User.objects.get(username="kim")
    assert answer.url == f"/admin/registry/user/{kim.pk}/change/"
    assert (kim.is_superuser, kim.personal_entity.name) == (False, "kim")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"username": "boss"}, "username"),
        ({"username": "the boss"}, "username"),
        ({"email": "nowhere"}, "email"),
        ({"password": "password"}, "password"),
    ],
)
def test_a_refused_user(browser: Client, typed: dict[str, str], field: str) -> None:
    with expect.nothing_changes():
        answer = browser.post("/admin/registry/user/new", NEW_USER | typed)

    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert form["username"].value() == (NEW_USER | typed)["username"]


def test_access_and_password(browser: Client, mika: User) -> None:
    page = f"/admin/registry/user/{mika.pk}/account"

    browser.post(page, {"change": "password", "new": NEW_USER["password"]})
    browser.post(page, {"change": "deactivate"})

    mika.refresh_from_db()
    assert mika.check_password(NEW_USER["password"])
    assert not mika.is_active
    browser.post(page, {"change": "reactivate"})
    mika.refresh_from_db()
    assert mika.is_active


def test_a_weak_password_is_told_at_its_field(browser: Client, mika: User) -> None:
    with expect.nothing_changes():
        answer = browser.post(
            f"/admin/registry/user/{mika.pk}/account", {"change": "password", "new": "short"}
        )

    assert "too short" in answer.context["password_form"].errors["new"][0]


def test_the_last_operator_is_told_why_not(browser: Client, operator: User) -> None:
    with expect.nothing_changes():
        answer = browser.post(
            f"/admin/registry/user/{operator.pk}/account", {"change": "deactivate"}
        )

    assert b"boss is the last operator" in answer.content


def test_makes_an_organization(browser: Client, mika: User) -> None:
    answer = browser.post("/admin/registry/organization/new", {"name": "zoo", "admin": "mika"})

    zoo = Organization.objects.get(name="zoo")
    assert answer.url == f"/admin/registry/organization/{zoo.pk}/change/"
    assert zoo.members.get().user == mika
    assert set(zoo.registries.values_list("name", flat=True)) == {"model", "dataset"}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "acme"}, "name"),
        ({"name": ""}, "name"),
        ({"admin": "nobody"}, "admin"),
        ({"entity_name": "mika"}, "entity_name"),
    ],
)
def test_a_refused_organization(
    browser: Client, acme: Organization, mika: User, typed: dict[str, str], field: str
) -> None:
    with expect.nothing_changes():
        answer = browser.post(
            "/admin/registry/organization/new", {"name": "zoo", "admin": "mika"} | typed
        )

    assert list(answer.context["form"].errors) == [field]
