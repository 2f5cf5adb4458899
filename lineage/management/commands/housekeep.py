"""`housekeep`: what has to be done from time to time. `lineal serve` runs it beside its workers."""

import logging
import os
import time
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connections
from django.utils import timezone

from lineage.actions.runs import crash_silent_runs
from lineage.demo import pulse
from registry.actions import sweeping
from registry.actions.expiry import expire_versions
from registry.storage import StorageAway

log = logging.getLogger(__name__)

# Twice as long as an upload's address is good for.
GRACE = timedelta(days=2)
SWEEP_EVERY = timedelta(hours=6).total_seconds()


class Command(BaseCommand):
    help = (
        "Marks silent runs as crashed, deletes versions whose time to live is over, forgets "
        "uploads that broke off two days ago, deletes stored files that nothing has named for two "
        "days, and sessions that have ended."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        option = parser.add_argument
        option("--every", type=int, metavar="SECONDS", help="again and again, until stopped")
        option("--parent", type=int, metavar="PID", help="with --every: as long as this one lives")
        option("--demo", action="store_true", help="also plays the demo's running scripts")
        option(
            "--strays",
            action="store_true",
            help="also deletes stored files that the database does not know: be sure that it is "
            "the database that they belong to",
        )

    def handle(
        self,
        *args: Any,
        every: int | None,
        parent: int | None,
        demo: bool,
        strays: bool,
        **options: Any,
    ) -> None:
        if every:
            keep_house(every, parent, is_demo=demo)
            return
        look_after_runs(is_demo=demo)
        sweep()
        if strays:
            swept = sweeping.sweep_strays(before=timezone.now() - GRACE)
            log.info("deleted %s files that the database did not know", swept)


def keep_house(every: int, parent: int | None, *, is_demo: bool) -> None:
    """The first round comes after the first wait, so that a server that starts has its peace."""
    swept_at = 0.0
    while wait(every, parent):
        try:
            look_after_runs(is_demo=is_demo)
            if time.monotonic() - swept_at > SWEEP_EVERY or not swept_at:
                sweep()
                swept_at = time.monotonic()
        except (DatabaseError, OSError, StorageAway):
            log.warning("housekeeping could not be done; it will be tried again", exc_info=True)
            connections.close_all()


def wait(seconds: int, parent: int | None) -> bool:
    """Whether to go on: not when the server that started us has gone, however it went."""
    for _ in range(seconds):
        if parent and os.getppid() != parent:
            return False
        time.sleep(1)
    return True


def look_after_runs(*, is_demo: bool) -> None:
    """The demo's scripts give their signs of life first, for they are late after a pause."""
    if is_demo:
        pulse.beat()
    if settings.CRASH_AFTER:
        crashed = crash_silent_runs(silence=timedelta(seconds=settings.CRASH_AFTER))
        if crashed:
            log.info("%s silent runs count as crashed", crashed)


def sweep() -> None:
    if expired := expire_versions(now=timezone.now()):
        log.info("deleted %s versions whose time to live was over", expired)
    before = timezone.now() - GRACE
    uploads = sweeping.sweep_uploads(before=before)
    blobs = sweeping.sweep_blobs(before=before)
    if uploads or blobs:
        log.info("swept away %s abandoned uploads and %s files", uploads, blobs)
    call_command("clearsessions")
