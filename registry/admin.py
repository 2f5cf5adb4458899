"""The administration, for operators: everything to look at; changes go through the actions."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, URLResolver, path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from registry import models
from registry.views import operators

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    AnyPaginator = Paginator[Any]
else:
    ModelAdmin, AnyPaginator = admin.ModelAdmin, Paginator

View = TypeVar("View", bound=Callable[..., Any])
COUNTED = 5_000
SHOWING = ("_changelist", "_change")


class OperatorSite(admin.AdminSite):
    """Django's, for operators alone, in the product's own frame, without scripts."""

    site_title = site_header = "Administration"
    index_template = "admin/index.html"

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_superuser

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Strangers sign in as everywhere; who is no operator is told the rule."""

        @login_required
        @never_cache
        @wraps(view)
        def answer(request: HttpRequest, *words: Any, **named: Any) -> HttpResponse:
            if not self.has_permission(request):
                context = {"operators": operators.names(limit=3)}
                return render(request, "admin/operators_only.html", context, status=403)
            shown: HttpResponse = view(request, *words, **named)
            return shown

        return cast(View, answer)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without Django's own pages for signing in, passwords, scripts and shortcuts."""
        found = super().get_urls()
        shown = [each for each in found if isinstance(each, URLResolver) or each.name == "index"]
        return [*shown, path("<str:app_label>/", self.admin_view(_to_index), name="app_list")]


def _to_index(request: HttpRequest, app_label: str) -> HttpResponse:
    """Django asks for an address of each app; here all are on one page."""
    return redirect("admin:index")


site = OperatorSite(name="admin")


class FewPages(AnyPaginator):
    """Counts no more rows than anybody would leaf through: the search finds the rest."""

    @cached_property
    def count(self) -> int:
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]  # of lists, always
        return rows.order_by()[:COUNTED].count()

    @property
    def is_cut(self) -> bool:
        return self.count == COUNTED


class Shown(ModelAdmin):
    """A kind of thing to look at: nothing here adds, changes or deletes."""

    actions = None
    view_on_site = False
    list_per_page = 50
    paginator = FewPages
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    ordering = ("-pk",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return site.has_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return site.has_permission(request)

    def get_urls(self) -> list[URLPattern]:
        """The list and one of them; what would write has no address at all."""
        return [url for url in super().get_urls() if (url.name or "").endswith(SHOWING)]

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> tuple[str, ...]:
        return tuple(str(field) for field in self.fields or ())


@admin.register(models.User, site=site)
class UserAdmin(Shown):
    change_form_template = "admin/user.html"
    change_list_template = "admin/users.html"
    list_display = ("username", "email", "standing", "last_login")
    list_filter = ("is_active", "is_superuser", "is_service")
    search_fields = ("username", "email", "first_name", "last_name")
    fields = (
        *("username", "first_name", "last_name", "email", "standing"),
        *("service_team", "default_entity", "date_joined", "last_login"),
    )

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, user: models.User) -> str:
        holds = {
            _("service account"): user.is_service,
            _("operator"): user.is_superuser,
            _("turned off"): not user.is_active,
        }
        return ", ".join(word for word, is_so in holds.items() if is_so)

    def get_urls(self) -> list[URLPattern]:
        own = self.admin_site.admin_view
        return [
            path("new", own(operators.new_user), name="user-create"),
            path("<int:pk>/account", own(operators.account), name="user-account"),
            *super().get_urls(),
        ]


@admin.register(models.Organization, site=site)
class OrganizationAdmin(Shown):
    change_list_template = "admin/organizations.html"
    list_display = fields = ("name", "entity_name", "created_at")
    search_fields = ("name", "entity_name")

    def get_urls(self) -> list[URLPattern]:
        create = self.admin_site.admin_view(operators.new_organization)
        return [path("new", create, name="organization-create"), *super().get_urls()]


@admin.register(models.Entity, site=site)
class EntityAdmin(Shown):
    list_display = fields = ("name", "kind", "organization", "user", "created_at")
    list_filter = ("kind",)
    list_select_related = ("organization", "user")
    search_fields = ("name",)


@admin.register(models.ApiKey, site=site)
class ApiKeyAdmin(Shown):
    list_display = fields = (
        *("prefix", "user", "name", "scope", "created_at"),
        *("last_used_at", "expires_at", "revoked_at"),
    )
    list_filter = ("scope",)
    list_select_related = ("user",)
    search_fields = ("user__username", "name", "=prefix")


@admin.register(models.Registry, site=site)
class RegistryAdmin(Shown):
    list_display = (
        *("name", "organization", "visibility", "collection_count"),
        *("version_count", "updated_at"),
    )
    fields = (*list_display, "description", "created_by", "created_at")
    list_filter = ("visibility",)
    list_select_related = ("organization",)
    search_fields = ("name", "description")


@admin.register(models.Project, site=site)
class ProjectAdmin(Shown):
    list_display = fields = ("name", "entity", "run_count", "created_at", "updated_at")
    list_select_related = ("entity",)
    search_fields = ("name", "entity__name")


@admin.register(models.Collection, site=site)
class CollectionAdmin(Shown):
    list_display = (
        *("name", "kind", "registry", "project", "artifact_type"),
        *("version_count", "size", "updated_at"),
    )
    fields = (*list_display, "description", "created_by", "created_at", "deleted_at")
    list_filter = ("kind",)
    list_select_related = ("registry__organization", "project__entity", "artifact_type")
    search_fields = ("name",)


@admin.register(models.ArtifactVersion, site=site)
class ArtifactVersionAdmin(Shown):
    list_display = ("__str__", "state", "size", "file_count", "created_by", "created_at")
    fields = (
        *("collection", "index", "state", "digest", "size", "file_count", "used_by_count"),
        *("logged_by_count", "created_by", "created_at", "committed_at"),
        *("deleted_by", "deleted_at"),
    )
    list_filter = ("state",)
    list_select_related = (
        "collection__project__entity",
        "collection__registry__organization",
        "created_by",
    )
    search_fields = ("=digest", "^collection__name")


@admin.register(models.AuditEvent, site=site)
class AuditEventAdmin(Shown):
    list_display = ("at", "actor", "door", "verb", "subject")
    fields = (*list_display, "before", "after", "reason", "organization", "registry", "project")
    list_filter = ("door",)
    list_select_related = ("actor",)
    search_fields = ("=verb", "=actor__username")
