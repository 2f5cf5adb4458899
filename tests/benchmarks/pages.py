"""What the server spends on the main pages of the browser, beside a request that does nothing.

Run by tests/benchmarks/__main__.py with the database in the environment; prints JSON.
"""

import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lineal.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django has to be set up first
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from tests import make, pages  # noqa: E402
from tests.api.crowd import crowd, open_world  # noqa: E402
from tests.benchmarks.clock import compare  # noqa: E402
from tests.benchmarks.requests import request  # noqa: E402

MAIN = (
    *("home", "registry", "registry-members", "registry-history", "registry-settings"),
    *("collection", "collection-history", "collection-link", "collection-link-version"),
    *("version", "version-metadata", "version-usage", "version-files", "version-lineage"),
    *("version-edit", "version-history", "source-collection", "source-version"),
    *("projects", "project", "project-artifacts", "search"),
    *("run", "run-artifacts", "run-logs", "run-files", "run-lineage"),
    *("organization", "teams", "team", "service-accounts", "keys"),
)


def main(rows: int, budget: float) -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    with transaction.atomic():
        world = open_world()
        crowd(world, world.mika, rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    cookie = make.browse(world.mika).cookies[settings.SESSION_COOKIE_NAME]
    signed_in = {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={cookie.value}"}
    requests = {name: request(pages.PAGES[name], **signed_in) for name in MAIN}
    costs = compare({"nothing": request("/healthz"), **requests}, budget=budget)
    return {"database": connection.vendor, "requests": costs}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), float(sys.argv[2]))))
