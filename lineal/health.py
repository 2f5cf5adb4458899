"""Two questions that a supervisor asks: does the process live, and can it serve?"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from lineal.middleware import RETRY_SECONDS
from registry.storage import store


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """Touches nothing outside the process, so a database that is away restarts no server."""
    return HttpResponse("ok\n", "text/plain")


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    problems = {name: problem for name, find in CHECKS.items() if (problem := find())}
    answer = JsonResponse({"ready": not problems, "problems": problems})
    if problems:
        answer.status_code = 503
        answer["Retry-After"] = RETRY_SECONDS
    return answer


def database_problem() -> str:
    try:
        return migration_problem()
    except DatabaseError:
        return "it does not answer"


def migration_problem() -> str:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return f"{waiting} migrations wait: run `lineal migrate`" if waiting else ""


CHECKS: dict[str, Callable[[], str]] = {
    "database": database_problem,
    "storage": lambda: store().problem(),
}
