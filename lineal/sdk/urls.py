"""The addresses that the SDK dictates."""

from django.urls import path

from lineal.sdk import transfer, views

_PLACE = "artifactsV2/<str:region>/<str:entity>/<str:project>/<str:collection>"

urlpatterns = [
    path("graphql", views.graphql),
    path("files/upload/<str:token>", transfer.upload, name="upload"),
    path("files/download/<str:token>", transfer.download, name="download"),
    path("files/<str:entity>/<str:project>/<str:run_id>/file_stream", views.file_stream),
    path(f"{_PLACE}/<str:artifact>/<str:birth>/<str:digest>/<str:name>", transfer.artifact_file),
    path(f"{_PLACE}/<str:birth>/<str:digest>/<str:name>", transfer.artifact_file),
    path("sdk/otel/v1/metrics", views.telemetry),
    path("sdk/otel/v1/logs", views.telemetry),
]
