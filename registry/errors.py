"""Rule violations. They name the rule, the value and the way out, and know nothing of HTTP."""

from collections.abc import Sequence


class RuleError(Exception):
    """A request that breaks a rule of the product. `str(error)` is shown to people as it is."""

    code = "rule_broken"

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowed(RuleError):
    """The actor sees the thing but may not do this to it. `ask`: user names of who may help.

    `target`: the full name of the registry that a version was to be linked into.
    """

    code = "not_allowed"

    def __init__(
        self,
        message: str,
        *,
        field: str = "",
        held: str = "",
        needed: str = "",
        ask: Sequence[str] = (),
        target: str = "",
    ) -> None:
        super().__init__(message, field=field)
        self.target = target
        self.held = held
        self.needed = needed
        self.ask = tuple(ask)


class NotFound(RuleError):
    """The thing does not exist, or the actor may not know that it does."""

    code = "not_found"


class InvalidName(RuleError):
    code = "invalid_name"


class InvalidValue(RuleError):
    code = "invalid_value"


class NameTaken(RuleError):
    code = "name_taken"


class WrongType(RuleError):
    """An artifact type that a collection or a registry does not accept."""

    code = "wrong_type"


class NotCommitted(RuleError):
    """A version whose upload has not been finished."""

    code = "not_committed"


class AliasProtected(NotAllowed):
    """An alias that only admins of the registry may put on a version or take off it."""

    code = "alias_protected"


class LastAdmin(RuleError):
    """Somebody has to be left who can give roles."""

    code = "last_admin"


class Stale(RuleError):
    """An edit of something that has been edited since it was read."""

    code = "stale"


class InUse(RuleError):
    """A deletion that something else stands in the way of."""

    code = "in_use"


class InvalidManifest(RuleError):
    code = "invalid_manifest"


class MissingFiles(RuleError):
    """A commit whose manifest names files that were never uploaded."""

    code = "missing_files"


class DigestMismatch(RuleError):
    """Uploaded bytes that are not the ones announced."""

    code = "digest_mismatch"


class TooLarge(RuleError):
    code = "too_large"


class StorageFull(RuleError):
    code = "storage_full"


class InvalidTransition(RuleError):
    """A run state that cannot follow the present one."""

    code = "invalid_transition"
