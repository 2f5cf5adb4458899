"""Passwords and keys of the demo's people: made once for each data folder, never known before.

They are kept beside the data, readable by the server's user only, so that every start can print
them again. Nothing but the demo reads or writes them.
"""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from registry.actions.keys import KEY_PREFIX

FILE_NAME = "demo.json"
# Easy to read from a terminal: no letter looks like another. 16 of them are 79 bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Credentials:
    """By user name. Service accounts have a key only."""

    passwords: dict[str, str]
    keys: dict[str, str]


def load(folder: Path) -> Credentials | None:
    """What an earlier start made, or None."""
    path = folder / FILE_NAME
    if not path.exists():
        return None
    if path.stat().st_mode & 0o077:
        raise ImproperlyConfigured(f"{path} may be read by others: chmod 600 {path}")
    return Credentials(**json.loads(path.read_text()))


def make(folder: Path, *, people: Iterable[str], services: Iterable[str]) -> Credentials:
    """New ones for everybody, written before any account has them."""
    people = list(people)
    credentials = Credentials(
        passwords={name: _password() for name in people},
        keys={name: KEY_PREFIX + secrets.token_hex(20) for name in [*people, *services]},
    )
    descriptor = os.open(folder / FILE_NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(credentials), file, indent=2)
    return credentials


def _password() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
