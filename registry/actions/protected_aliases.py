"""Aliases that only a registry's admins may put on a version or take off it."""

from registry import naming
from registry.actions import audit
from registry.actions.transactions import action
from registry.errors import InvalidValue
from registry.models import ProtectedAlias, Registry, Verb
from registry.permissions import Actor, require
from registry.sentences import marked as _


@action
def protect_alias(*, actor: Actor, registry: Registry, name: str) -> ProtectedAlias:
    """From now on only the registry's admins may move this alias. Doing it twice is no error."""
    require(actor, "change protected aliases", registry)
    if naming.check_alias(name) == naming.LATEST:
        raise InvalidValue(
            _("'latest' moves with each link and cannot be protected."),
            field="alias",
        )
    protected, created = ProtectedAlias.objects.get_or_create(registry=registry, name=name)
    if created:
        _record(actor, registry, name, Verb.PROTECTED_ALIAS)
    return protected


@action
def unprotect_alias(*, actor: Actor, registry: Registry, name: str) -> None:
    """Members may move this alias again. One that is not protected is no error."""
    require(actor, "change protected aliases", registry)
    deleted, _ = ProtectedAlias.objects.filter(registry=registry, name=name).delete()
    if deleted:
        _record(actor, registry, name, Verb.UNPROTECTED_ALIAS)


def _record(actor: Actor, registry: Registry, name: str, verb: Verb) -> None:
    audit.record(
        actor=actor,
        verb=verb,
        subject=name,
        name=name,
        registry=registry,
        organization=registry.organization,
    )
