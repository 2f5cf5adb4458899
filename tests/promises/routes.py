"""Every address of the server, filled with what a tenant has, or with what nobody has."""

import re

from tests.api.wire import artifact_id
from tests.content import md5
from tests.lineal.test_routes import ROUTES
from tests.promises.world import BODY, FILE, MARK, NOBODYS, Tenant

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# The address itself is the permission (`tests/api/test_upload.py`, `test_download.py`).
SIGNED = {"files/upload/<str:token>", "files/download/<str:token>"}
# What answers all that is no address of ours.
ANYTHING = {"api/v1/<path:address>"}
# For operators of the server, who see all tenants (`tests/registry/test_admin.py`).
ADMIN = "admin/"
WITH_PARAMETERS = [
    route
    for route in ROUTES
    if PARAMETER.search(route) and not route.startswith(ADMIN) and route not in SIGNED | ANYTHING
]

# What a parameter means where it does not mean the same everywhere.
ROWS = {
    "settings/keys/": {"pk": "key"},
    "orgs/<str:organization>/registries/": {"pk": "member"},
    "api/v1/collections/": {"name": "version"},
    "api/v1/teams/<team_id>/service-accounts/": {"username": "robot"},
    "api/v1/lineage/": {"run_id": "run"},
    "api/v1/runs/": {"run_id": "run"},
}
# What some addresses cannot do without.
QUERY = f"?path={FILE}&direction=down&to=organization"


def addresses(tenant: Tenant) -> dict[str, str]:
    """By parameter. A new one fails here until it is known what it stands for."""
    return numbers(tenant) | {
        "organization": tenant.organization.name,
        "registry": tenant.registry.name,
        "collection": tenant.shelf.name,
        "version": "v0",
        "alias": "okapi-live",
        "tag": "okapi",
        "username": tenant.owner.username,
        "robot": "okapi-robot",
        "entity": tenant.team.name,
        "team": tenant.team.name,
        "project": tenant.run.project.name,
        "artifact_type": "okapi-type",
        "run_id": tenant.run.run_id,
        "region": "default",
        "artifact": artifact_id(tenant.version),
        "birth": artifact_id(tenant.version),
        "digest": md5(BODY),
        "name": FILE,
        "path": FILE,
        "node_id": f"a{tenant.version.pk}",
    }


def numbers(tenant: Tenant) -> dict[str, str]:
    rows = {
        "organization_id": tenant.organization,
        "team_id": tenant.team,
        "project_id": tenant.run.project,
        "registry_id": tenant.registry,
        "collection_id": tenant.shelf,
        "link_id": tenant.link,
        "version_id": tenant.version,
        "run": tenant.run,
        "key": tenant.key,
        "key_id": tenant.key,
        "member": tenant.member,
        "member_id": tenant.member,
    }
    return {name: str(row.pk) for name, row in rows.items()}


def absent(values: dict[str, str]) -> dict[str, str]:
    """Values of the same look which nothing has."""
    missing = {name: value.replace(MARK, NOBODYS) for name, value in values.items()}
    numbers = {name: "999999" for name, value in values.items() if value.isdigit()}
    nothing = {"node_id": "a999999", "artifact": "QXJ0aWZhY3Q6OTk5OTk5", "digest": "0" * 32}
    return missing | numbers | nothing | {"birth": nothing["artifact"]}


def fill(route: str, values: dict[str, str]) -> str:
    renamed = next((names for start, names in ROWS.items() if route.startswith(start)), {})
    known = values | {name: values[row] for name, row in renamed.items()}
    return "/" + PARAMETER.sub(lambda part: known[part[1]], route) + QUERY
