"""Pages of projects and runs, and the tabs of a version that speak of runs.

Most start with `<entity>/<project>`: the route table includes this module last.
"""

from django.urls import path

from lineage.views import maps, members, projects, runs, search, usage
from registry.urls import REGISTRY, SOURCE

PROJECT = "<str:entity>/<str:project>"
RUN = f"{PROJECT}/runs/<str:run_id>"
VERSION = f"{REGISTRY}/<str:collection>/<str:version>"
SOURCE_VERSION = f"{SOURCE}/<str:version>"

urlpatterns = [
    path("search", search.page, name="search"),
    path("projects", projects.projects, name="projects"),
    path(f"{VERSION}/usage", usage.version_usage, name="version-usage"),
    path(f"{SOURCE_VERSION}/usage", usage.version_usage, name="source-version-usage"),
    path(f"{VERSION}/lineage", maps.version_lineage, name="version-lineage"),
    path(f"{SOURCE_VERSION}/lineage", maps.version_lineage, name="source-version-lineage"),
    path(f"{VERSION}/lineage/members", members.version_members, name="version-members"),
    path(
        f"{SOURCE_VERSION}/lineage/members", members.version_members, name="source-version-members"
    ),
    path(RUN, runs.run, name="run"),
    path(f"{RUN}/artifacts", runs.artifacts, name="run-artifacts"),
    path(f"{RUN}/logs", runs.logs, name="run-logs"),
    path(f"{RUN}/files", runs.files, name="run-files"),
    path(f"{RUN}/lineage", maps.run_lineage, name="run-lineage"),
    path(f"{RUN}/lineage/members", members.run_members, name="run-members"),
    path(f"{RUN}/download", runs.download, name="run-download"),
    path(f"{PROJECT}/artifacts", projects.artifacts, name="project-artifacts"),
    path(f"{PROJECT}/workspace", projects.project),
    path(PROJECT, projects.project, name="project"),
]
