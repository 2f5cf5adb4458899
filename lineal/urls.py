"""The one route table. What the SDK dictates comes before the pages `/<entity>/<project>`."""

from django.urls import URLPattern, URLResolver, include, path

from lineage.admin import site
from lineal import health
from lineal.api import api, no_such_address

handler400 = "lineal.problems.bad_request"
handler404 = "registry.views.missing.not_found"
handler500 = "lineal.problems.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.live, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("api/v1", no_such_address),
    path("api/v1/", no_such_address),
    path("api/v1/", api.urls),
    path("api/v1/<path:address>", no_such_address),
    path("admin/", site.urls),
    path("", include("lineal.sdk.urls")),
    path("", include("registry.urls")),
    path("", include("lineage.urls")),
]
