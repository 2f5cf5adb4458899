"""A Chromium for the browser tests: the one named, the machine's, Playwright's, or Debian's."""

import os
import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A test browser talks to the server under test and to nobody else.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find(playwright: Playwright) -> str:
    """The path of a browser; a machine without one is an error, never a reason to skip."""
    if given := os.environ.get("CHROMIUM"):
        return given
    own = playwright.chromium.executable_path
    found = on_path() or (own if Path(own).exists() else None)
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        found = install()
    if not found:
        raise RuntimeError(
            "no browser: install Chromium, or name one in $CHROMIUM, or run `playwright install`"
        )
    return found


def on_path() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def install() -> str | None:
    quiet = {
        "check": True,
        "stdout": subprocess.DEVNULL,
        "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
    }
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], **quiet
    )
    return on_path()
