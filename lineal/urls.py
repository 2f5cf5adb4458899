"""The one route table. What the SDK dictates comes before the pages `/<entity>/<project>`."""

from django.urls import URLPattern, URLResolver, path

from lineal import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.live, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
