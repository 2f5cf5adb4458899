"""Pages of the registry, and of the same things where they were logged: in projects."""

from django.urls import URLPattern, path
from django.views.generic import RedirectView

from registry.views import (
    browse,
    collection_link,
    collection_settings,
    collections,
    history,
    keys,
    organizations,
    profile,
    registry_members,
    registry_settings,
    service_accounts,
    session,
    stars,
    teams,
    version_edit,
    version_link,
    versions,
)

ORGANIZATION = "orgs/<str:organization>"
TEAM = f"{ORGANIZATION}/teams/<str:team>"
REGISTRY = "orgs/<str:organization>/registry/<str:registry>"
MANAGE = "orgs/<str:organization>/registries"
KEPT = f"{MANAGE}/<str:registry>/collections/<str:collection>"
SOURCE = "<str:entity>/<str:project>/artifacts/<str:artifact_type>/<str:collection>"
# Beside SOURCE: what follows the collection there is a version.
SOURCE_KEPT = "<str:entity>/<str:project>/collections/<str:artifact_type>/<str:collection>"


def version_routes(base: str, name: str) -> list[URLPattern]:
    """A version has the same tabs in a registry and in its project."""
    return [
        path(base, versions.version, name=name),
        path(f"{base}/metadata", versions.metadata, name=f"{name}-metadata"),
        path(f"{base}/files", versions.files, name=f"{name}-files"),
        path(f"{base}/edit", version_edit.edit, name=f"{name}-edit"),
        path(f"{base}/edit/moves", version_edit.moves, name=f"{name}-moves"),
        path(f"{base}/link", version_link.link, name=f"{name}-link"),
        path(f"{base}/link/moves", version_link.moves, name=f"{name}-link-moves"),
        path(f"{base}/remove", version_edit.remove, name=f"{name}-remove"),
        path(f"{base}/history", history.of_version, name=f"{name}-history"),
        path(f"{base}/download", versions.download, name=f"{name}-download"),
    ]


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="home"), name="root"),
    path("login", session.sign_in, name="login"),
    path("logout", session.sign_out, name="logout"),
    path("authorize", keys.authorize, name="authorize"),
    path("settings/profile", profile.profile, name="profile"),
    path("settings/theme", profile.theme, name="theme"),
    path("settings/keys", keys.keys, name="keys"),
    path("settings/keys/<int:pk>/revoke", keys.revoke, name="key-revoke"),
    path("registry", browse.home, name="home"),
    path("registry/stars", stars.change, name="stars"),
    path("orgs", organizations.organizations, name="organizations"),
    path(ORGANIZATION, organizations.people, name="organization"),
    path(f"{ORGANIZATION}/teams", organizations.teams, name="teams"),
    path(f"{ORGANIZATION}/new-team", organizations.new_team, name="team-create"),
    path(TEAM, teams.team, name="team"),
    path(f"{TEAM}/service-accounts", service_accounts.accounts, name="service-accounts"),
    path(REGISTRY, browse.registry, name="registry"),
    path(f"{REGISTRY}/<str:collection>", collections.collection, name="collection"),
    *version_routes(f"{REGISTRY}/<str:collection>/<str:version>", "version"),
    path(f"{MANAGE}/new", registry_settings.create, name="registry-create"),
    path(f"{MANAGE}/<str:registry>/settings", registry_settings.settings, name="registry-settings"),
    path(f"{MANAGE}/<str:registry>/members", registry_members.members, name="registry-members"),
    path(
        f"{MANAGE}/<str:registry>/collections/new",
        collection_settings.create,
        name="collection-create",
    ),
    path(f"{KEPT}/history", history.of_collection, name="collection-history"),
    path(f"{KEPT}/settings", collection_settings.settings, name="collection-settings"),
    path(f"{KEPT}/link", collection_link.link, name="collection-link"),
    path(f"{KEPT}/link/moves", collection_link.moves, name="collection-link-moves"),
    path(f"{KEPT}/card", collection_settings.card, name="collection-card"),
    path(f"{KEPT}/delete", collection_settings.delete, name="collection-delete"),
    path(f"{MANAGE}/<str:registry>/history", history.of_registry, name="registry-history"),
    path(f"{MANAGE}/<str:registry>/delete", registry_settings.delete, name="registry-delete"),
    path(f"{SOURCE_KEPT}/history", history.of_collection, name="source-collection-history"),
    path(SOURCE, collections.collection, name="source-collection"),
    *version_routes(f"{SOURCE}/<str:version>", "source-version"),
]
