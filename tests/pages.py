"""Every page of the browser, filled with what `tests.api.rest.World` has."""

from django.urls import URLPattern, resolve

from lineage.urls import urlpatterns as of_runs
from registry.urls import urlpatterns as of_registries

MANAGE = "/orgs/acme/registries"
TEAM = "/orgs/acme/teams/zoo-team"
KEPT = f"{MANAGE}/model/collections/zoo"
LINKED = "/orgs/acme/registry/model/zoo/v0"
PROJECT = "/zoo-team/zoo-classifier"
SOURCE = f"{PROJECT}/artifacts/model/zoo-net/v0"
RUN = f"{PROJECT}/runs/train1"
NEWEST = "zoo-team/zoo-classifier/zoo-net:v0"
# Before a version is chosen, and the steps on the way there.
STEPS = {
    "project": "?team=zoo-team",
    "artifact": "?team=zoo-team&project=zoo-classifier",
    "version": "?team=zoo-team&project=zoo-classifier&artifact=zoo-net",
    "confirm": f"?path={NEWEST}",
}

PEOPLE = {
    "profile": "/settings/profile",
    "keys": "/settings/keys",
    "keys-revoked": "/settings/keys?revoked",
    "authorize": "/authorize",
    "organizations": "/orgs",
    "organization": "/orgs/acme",
    "organization-search": "/orgs/acme?q=crowd",
    "teams": "/orgs/acme/teams",
    "team": TEAM,
    "team-search": f"{TEAM}?q=crowd",
    "service-accounts": f"{TEAM}/service-accounts",
}
REGISTRIES = {
    "home": "/registry",
    "registry": "/orgs/acme/registry/model",
    "registry-open": "/orgs/acme/registry/model?q=zoo&open=zoo",
    "registry-search": "/orgs/acme/registry/model?q=crowd",
    "registry-create": f"{MANAGE}/new",
    "registry-settings": f"{MANAGE}/model/settings",
    "registry-members": f"{MANAGE}/model/members",
    "registry-members-open": f"{MANAGE}/model/members?q=zoo&open=zoo-team",
    "registry-history": f"{MANAGE}/model/history",
    "registry-delete": f"{MANAGE}/model/delete",
    "collection": "/orgs/acme/registry/model/zoo",
    "collection-search": "/orgs/acme/registry/model/zoo?q=crowd",
    "collection-create": f"{MANAGE}/model/collections/new",
    "collection-history": f"{KEPT}/history",
    "collection-settings": f"{KEPT}/settings",
    "collection-card": f"{KEPT}/card",
    "collection-delete": f"{KEPT}/delete",
    "collection-link": f"{KEPT}/link",
    "collection-link-moves": f"{KEPT}/link/moves?path={NEWEST}&aliases=staging",
    **{f"collection-link-{step}": f"{KEPT}/link{query}" for step, query in STEPS.items()},
}
TABS = {
    "": "",
    "-metadata": "/metadata",
    "-usage": "/usage",
    "-files": "/files",
    "-history": "/history",
    "-lineage": "/lineage",
    "-edit": "/edit",
    "-moves": "/edit/moves?alias=staging",
    "-link": "/link",
    "-link-moves": "/link/moves?aliases=staging",
    "-remove": "/remove",
}
VERSIONS = {f"version{name}": f"{LINKED}{tab}" for name, tab in TABS.items()}
PROJECTS = {
    "projects": "/projects",
    "project": PROJECT,
    "project-search": f"{PROJECT}?q=crowd&state=running",
    "project-artifacts": f"{PROJECT}/artifacts",
    "source-collection": f"{PROJECT}/artifacts/model/zoo-net",
    "source-collection-search": f"{PROJECT}/artifacts/model/zoo-net?q=crowd",
    "source-collection-history": f"{PROJECT}/collections/model/zoo-net/history",
    **{f"source-version{name}": f"{SOURCE}{tab}" for name, tab in TABS.items()},
    "run": RUN,
    "run-artifacts": f"{RUN}/artifacts",
    "run-logs": f"{RUN}/logs",
    "run-files": f"{RUN}/files",
    "run-lineage": f"{RUN}/lineage",
    "search": "/search?q=crowd",
    "search-kind": "/search?q=crowd&kind=run",
}
PAGES = PEOPLE | REGISTRIES | VERSIONS | PROJECTS

# A form and no list, for the organization's admins; signing in and out; what only takes forms or
# sends elsewhere; bytes of files. What is in a group of a map has the group's name in its address:
# tests/lineage/test_members_page.py.
OTHERS = {
    *("team-create", "login", "logout", "root", "theme", "stars", "key-revoke"),
    *("version-download", "source-version-download", "run-download"),
    *("version-members", "source-version-members", "run-members"),
}


def names() -> set[str]:
    """Those of all routes; a second address of a page has none."""
    return {route.name for route in (*of_registries, *of_runs) if _is_named(route)}


def _is_named(route: URLPattern) -> bool:
    return route.name is not None


def listed() -> set[str]:
    found = {resolve(address.partition("?")[0]).url_name for address in PAGES.values()}
    return {name for name in found if name}
