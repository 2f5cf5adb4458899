"""The whole lineage answer over Django's own handler, beside a request that does nothing.

Run by tests/benchmarks/__main__.py with the database in the environment; prints JSON.
"""

import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lineal.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - Django has to be set up first
from django.db import connection, transaction  # noqa: E402

from lineage.folding import fold  # noqa: E402
from lineage.graph import Direction, Limits  # noqa: E402
from lineage.queries import Key, MapView, lineage_of  # noqa: E402
from lineage.queries.graphs import read_graph, read_nodes  # noqa: E402
from lineage.queries.walk import edges_between, reach  # noqa: E402
from registry.models import Role, User  # noqa: E402
from tests import make  # noqa: E402
from tests.benchmarks.clock import compare  # noqa: E402
from tests.benchmarks.requests import request  # noqa: E402
from tests.lineage.rows import Store  # noqa: E402
from tests.lineage.shapes import chain, hub, pipe  # noqa: E402

SIZES = {"50": (pipe, 49), "500": (pipe, 499), "5,000": (pipe, 4_999)}
MISSING = f"/api/v1/lineage/versions/{2**62}"
SHAPES = {**SIZES, "hub of 5,000": (hub, 4_999), "chain of 1,001": (chain, 1_001)}


def main(background: int, budget: float) -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    roots, viewer = fill(background)
    headers = {"HTTP_AUTHORIZATION": f"Bearer {make.make_key(viewer)}"}
    requests = {
        "nothing": request("/healthz"),
        "a key alone": request(MISSING, expected="404 Not Found", **headers),
    }
    for name, root in roots.items():
        requests[name] = request(f"/api/v1/lineage/versions/{root.pk}", **headers)
    return {
        "database": connection.vendor,
        "requests": compare(requests, budget=budget),
        "steps": {name: steps(roots[name], viewer, budget / 8) for name in SIZES},
    }


def fill(background: int) -> tuple[dict[str, Key], User]:
    """The lineages to be read, among others that only make the tables large."""
    viewer = make.make_user("mika")
    team = make.make_team(make.make_organization("acme"), mika=Role.MEMBER)
    roots = {}
    with transaction.atomic():
        for number in range(background // 2_000):
            Store(pipe(2_000)[0], make.make_project(team, f"background-{number}"))
        for name, (shape, size) in SHAPES.items():
            graph, root = shape(size)
            store = Store(graph, make.make_project(team))
            roots[name] = Key("artifact", store.keys[root])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    return roots, viewer


def steps(root: Key, viewer: User, budget: float) -> dict[str, float]:
    limits = Limits()
    reached = reach(root, Direction.BOTH, limits)
    graph, _ = read_graph(root, viewer=viewer)
    return compare(
        {
            "walk": lambda: reach(root, Direction.BOTH, limits),
            "edges": lambda: edges_between(reached, limits),
            "nodes": lambda: read_nodes(reached.runs, reached.versions, viewer),
            "graph": lambda: read_graph(root, viewer=viewer),
            "fold": lambda: fold(graph, str(root)),
            "answer": lambda: lineage_of(MapView(root=root), viewer=viewer),
        },
        budget=budget,
    )


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), float(sys.argv[2]))))
