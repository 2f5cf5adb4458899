"""Runs in the administration."""

from django.contrib import admin

from lineage.models import Run
from registry.admin import Shown, site

__all__ = ["RunAdmin", "site"]


@admin.register(Run, site=site)
class RunAdmin(Shown):
    list_display = ("run_id", "display_name", "project", "state", "user", "created_at")
    fields = (
        *list_display,
        *("job_type", "group", "host", "started_at", "heartbeat_at", "finished_at"),
        *("used_count", "logged_count"),
    )
    list_filter = ("state",)
    list_select_related = ("project__entity", "user")
    search_fields = ("=run_id", "^display_name")
