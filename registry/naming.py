"""Names: what they may look like and how full names are read and written. Pure.

Limits and forbidden characters follow the validators of the wandb SDK (0.31.0), so that a name
which the SDK lets pass is refused here only when it would break a path.
"""

import re
import unicodedata
from dataclasses import dataclass

from registry.errors import InvalidName
from registry.sentences import marked as _

REGISTRY_PREFIX = "wandb-registry-"
# Types of artifacts that the SDK logs by itself, and how the names of others of that sort begin.
GENERATED_TYPES = ("code", "job", "run_table")
GENERATED_PREFIX = "wandb-"
MAX_NAME = 128
MAX_ENTITY = 64
MAX_PERSON = 150
MAX_REGISTRY = MAX_NAME - len(REGISTRY_PREFIX)
LATEST = "latest"

# First segments of our own routes: an entity of that name would hide them.
_RESERVED = (
    "admin api artifacts artifactsv2 authorize docs files graphql healthz home login logout "
    "metrics oidc orgs projects readyz registry registries sdk search settings site static"
)
RESERVED_ENTITIES = frozenset(_RESERVED.split())

# Letters and marks that are drawn as nothing: a name of them could not be told from another.
_BLANK = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")

_ENTITY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_TAG = re.compile(r"[-\w]+( +[-\w]+)*")
_VERSION = re.compile(r"v(0|[1-9][0-9]*)")
_LOOKS_LIKE_VERSION = re.compile(r"[vV]-?\d+")


@dataclass(frozen=True, slots=True)
class VersionName:
    """`collection:version` taken apart; `version` is `vN` or an alias."""

    collection: str
    version: str


def check_entity(name: str, *, field: str = "name") -> str:
    """Return the name of a user, team or organization entity, or raise InvalidName."""
    _check_length(_("Name"), name, MAX_ENTITY, field)
    if not _ENTITY.fullmatch(name):
        raise InvalidName(
            _(
                "%(name)r is not a valid name. Use letters, digits, '-', '_' and '.', and "
                "start with a letter or a digit.",
                {"name": name},
            ),
            field=field,
        )
    if name.lower() in RESERVED_ENTITIES:
        raise InvalidName(
            _("%(name)r is reserved. Choose another name.", {"name": name}), field=field
        )
    return name


def check_organization(name: str) -> str:
    return _check_text(_("Organization name"), name, MAX_NAME, "/\\#?%:")


def check_project(name: str) -> str:
    checked = _check_text(_("Project name"), name, MAX_NAME, "/\\#?%:")
    if checked.startswith(REGISTRY_PREFIX):
        raise InvalidName(
            _(
                "Project names cannot start with %(registry_prefix)r: that names a registry. "
                "Create the registry instead, or choose another name.",
                {"registry_prefix": REGISTRY_PREFIX},
            ),
            field="name",
        )
    return checked


def check_registry(name: str) -> str:
    return _check_text(_("Registry name"), name, MAX_REGISTRY, "/\\#?%:")


def check_collection(name: str) -> str:
    return _check_text(_("Collection name"), name, MAX_NAME, "/:")


def check_artifact_type(name: str) -> str:
    return _check_text(_("Artifact type"), name, MAX_NAME, "/:", "type")


def check_person(what: str, name: str, *, field: str) -> str:
    """A part of a person's name, which may be empty."""
    name = name.strip()
    if len(name) > MAX_PERSON or any(_is_invisible(c) for c in name):
        raise InvalidName(
            _(
                "%(what)s may have at most %(max_person)s characters, all of them visible.",
                {"what": what, "max_person": MAX_PERSON},
            ),
            field=field,
        )
    return name


def check_run_id(name: str) -> str:
    return _check_text(_("Run id"), name, MAX_NAME, "/\\#?%:")


def check_alias(name: str) -> str:
    """Return an alias, or raise InvalidName. `vN` is refused: it is the name of a version."""
    checked = _check_text(_("Alias"), name, MAX_NAME, "/:", "alias")
    if _LOOKS_LIKE_VERSION.fullmatch(checked):
        raise InvalidName(
            _(
                "Alias %(name)r is reserved: 'v' and a number name a version. Choose a "
                "word, such as 'candidate'.",
                {"name": checked},
            ),
            field="alias",
        )
    return checked


def check_tag(name: str) -> str:
    _check_length(_("Tag"), name, MAX_NAME, "tag")
    if not _TAG.fullmatch(name) or any(map(_is_invisible, name)):
        raise InvalidName(
            _(
                "Tag %(name)r is not valid. Use letters, digits, '-' and '_', with spaces "
                "between words.",
                {"name": name},
            ),
            field="tag",
        )
    return name


def version_index(name: str) -> int | None:
    """The number in `vN`, or None when `name` is an alias."""
    return int(name[1:]) if _VERSION.fullmatch(name) and len(name) < 12 else None


def asked_index(text: str) -> int | None:
    """The number in `3`, `v3` or `V3`, as people type it; None for what is no number."""
    return version_index(f"v{text.lower().removeprefix('v')}")


def split_version(name: str) -> VersionName:
    """Read `collection:vN`, `collection:alias` or a bare `collection` (which means `latest`)."""
    collection, _, version = name.partition(":")
    return VersionName(collection, version or LATEST)


def is_generated_type(name: str) -> bool:
    return name in GENERATED_TYPES or name.startswith(GENERATED_PREFIX)


def is_registry_project(name: str) -> bool:
    return name.startswith(REGISTRY_PREFIX)


def registry_of_project(name: str) -> str:
    return name.removeprefix(REGISTRY_PREFIX)


def registry_project(name: str) -> str:
    return f"{REGISTRY_PREFIX}{name}"


def _check_text(what: str, name: str, limit: int, forbidden: str, field: str = "name") -> str:
    _check_length(what, name, limit, field)
    if found := sorted(set(name) & set(forbidden)):
        raise InvalidName(
            _(
                "%(what)s %(name)r contains %(found)s, which is not allowed. "
                "Use any characters but %(forbidden)s",
                {
                    "what": what,
                    "name": name,
                    "found": " ".join(found),
                    "forbidden": " ".join(forbidden),
                },
            ),
            field=field,
        )
    if unprintable := next((c for c in name if _is_invisible(c)), None):
        raise InvalidName(
            _(
                "%(what)s %(name)r contains the invisible character U+%(code)s. Remove it.",
                {"what": what, "name": name, "code": f"{ord(unprintable):04X}"},
            ),
            field=field,
        )
    if name.strip() != name or name in {".", ".."}:
        raise InvalidName(
            _(
                "%(what)s %(name)r cannot be a dot path or begin or end with a space.",
                {"what": what, "name": name},
            ),
            field=field,
        )
    return name


def _check_length(what: str, name: str, limit: int, field: str = "name") -> None:
    if not name.strip():
        raise InvalidName(_("%(what)s cannot be empty.", {"what": what}), field=field)
    if len(name) > limit:
        raise InvalidName(
            _(
                "%(what)s has %(count)s characters; at most %(limit)s are allowed: %(name)r...",
                {"what": what, "count": len(name), "limit": limit, "name": name[:40]},
            ),
            field=field,
        )


def _is_invisible(character: str) -> bool:
    """Control, format (zero width, direction marks), surrogate and unassigned characters."""
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}
    return hidden or character in _BLANK
