"""Every form of the product that changes something, as the pages show it to who may do all."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from registry.actions.accepted_types import accept_only
from registry.actions.accounts import deactivate_user
from registry.actions.protected_aliases import protect_alias
from registry.models import RegistryRole, Role, User
from tests import make
from tests.lineal.test_routes import ROUTES
from tests.promises.routes import addresses, fill
from tests.promises.world import FILE, Tenant, make_tenant

HTML = "text/html"
PROGRAMS = ("api/", "graphql", "files/", "artifactsV2/", "sdk/", "healthz", "readyz")
OPERATORS = {
    "admin/registry/user/new",
    "admin/registry/user/<int:pk>/account",
    "admin/registry/organization/new",
}
OFF = "okapi-off"
# A form that comes after a choice has been made.
CHOSEN = {"collection-link": "?path=okapi-team/okapi-project/okapi-other:v0"}


@dataclass
class Form:
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    menus: set[str] = field(default_factory=set)
    wrong: dict[str, str] = field(default_factory=dict)  # by field, the id of what is said of it

    @property
    def names(self) -> list[str]:
        page = resolve(urlsplit(self.action).path).view_name
        return [f"{page} {change}".strip() for change in self.changes or [""]]


class Page(HTMLParser):
    """The forms of a page, and what stands under each id."""

    def __init__(self, address: str, answer: HttpResponse) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self.said: dict[str, str] = {}
        self._form: Form | None = None
        self._id = self._area = self._select = ""
        self.feed(answer.content.decode())

    def sent(self, name: str) -> Form:
        """In a table each row has this form, and one of them came back."""
        mine = [form for form in self.forms if name in form.names]
        return next((form for form in mine if form.wrong), mine[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._id = given.get("id", self._id)
        if tag == "form":
            self._form = Form(given.get("action") or self.address)
            if given.get("method") == "post":
                self.forms.append(self._form)
        elif self._form and self._select and tag == "option":
            if "selected" in given or not self._form.fields[self._select]:
                self._form.fields[self._select] = given.get("value", "")
        elif self._form and given.get("name"):
            self._field(self._form, tag, given)

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, value = given["name"], given.get("value", "")
        if name == "change":
            form.changes.append(value)
        elif name != "csrfmiddlewaretoken" and tag != "button":
            form.fields[name] = value
        self._area = name if tag == "textarea" else ""
        if tag == "select":
            self._select = name
            form.menus.add(name)
        if given.get("aria-invalid") == "true":
            form.wrong[name] = given.get("aria-describedby", "")

    def handle_endtag(self, tag: str) -> None:
        self._form = None if tag == "form" else self._form
        self._area = "" if tag == "textarea" else self._area
        self._select = "" if tag == "select" else self._select

    def handle_data(self, text: str) -> None:
        if self._id:
            self.said[self._id] = self.said.get(self._id, "") + text
        if self._form and self._area:
            before = self._form.fields[self._area]
            self._form.fields[self._area] = (before + text).removeprefix("\n")  # as browsers do

    def told(self, form: Form, name: str) -> str:
        """What the page says beside this field."""
        ids = form.wrong.get(name, "").split()
        return " ".join(self.said.get(one, "").strip() for one in ids)


def make_stage() -> Tenant:
    """With somebody to change in each table of people, and all that a form can be about."""
    tenant = make_tenant()
    owner = make.actor(tenant.owner)
    tenant.owner.is_superuser = tenant.owner.is_staff = True
    tenant.owner.save()
    mate = make.make_user("okapi-mate")
    make.join_organization(tenant.organization, mate)
    make.join_team(tenant.team, mate, Role.VIEWER)
    make.join_registry(tenant.registry, mate, RegistryRole.VIEWER)
    accept_only(actor=owner, registry=tenant.registry, names=["okapi-type"])
    make.make_version(tenant.run.project, "okapi-other", "okapi-type", files={FILE: b"okapi too"})
    deactivate_user(actor=owner, user=make.make_user(OFF))
    protect_alias(actor=owner, registry=tenant.registry, name="okapi-live")
    return tenant


def pages_of(tenant: Tenant) -> Iterator[str]:
    values = addresses(tenant)
    for route in ROUTES:
        if route.startswith(PROGRAMS) or "download" in route:
            continue
        if not route.startswith("admin/") or route in OPERATORS:
            path = fill(route, {"pk": str(tenant.owner.pk), **values}).partition("?")[0]
            yield path + CHOSEN.get(resolve(path).view_name, "")
    yield reverse("admin:user-account", args=[User.objects.get(username=OFF).pk])


def forms_of(tenant: Tenant) -> dict[str, str]:
    """The address of the page that shows each form, by the form's name; so for each template."""
    found = {}
    asked = [(make.browse(tenant.owner), address) for address in pages_of(tenant)]
    for browser, address in (*asked, (Client(), "/login")):
        answer = browser.get(address)
        if answer.status_code == HTTPStatus.OK and answer["Content-Type"].startswith(HTML):
            forms = Page(address, answer).forms
            found |= {name: address for form in forms for name in form.names}
            found |= {template.name: address for template in answer.templates}
    return found
