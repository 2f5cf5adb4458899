"""The one route table. What the SDK dictates comes before the pages `/<entity>/<project>`."""

from django.urls import URLPattern, URLResolver, include, path

from lineal import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.live, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("", include("lineal.sdk.urls")),
    path("", include("registry.urls")),
    path("", include("lineage.urls")),
]
