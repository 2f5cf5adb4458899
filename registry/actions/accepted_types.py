"""Which types of artifacts a registry takes. What it once took it goes on taking."""

from collections.abc import Iterable, Sequence

from registry import naming
from registry.actions import audit
from registry.actions.locks import lock_registry
from registry.actions.registries import artifact_type
from registry.actions.transactions import action
from registry.errors import InvalidValue
from registry.models import ArtifactType, Registry, Verb
from registry.permissions import Actor, require
from registry.sentences import marked as _


@action
def add_accepted_types(*, actor: Actor, registry: Registry, names: Sequence[str]) -> Registry:
    """Take these types as well. Types taken already are no error; while all are, it is one."""
    require(actor, "change accepted types", registry)
    registry = lock_registry(registry)
    if registry.accepts_all_types:
        raise InvalidValue(
            _(
                "Registry %(registry)r accepts all types. Limit it to a list of types first.",
                {"registry": registry.name},
            ),
            field="accepted_types",
        )
    return _accept(actor, registry, names)


@action
def accept_all_types(*, actor: Actor, registry: Registry) -> Registry:
    """Take every type. The list is kept, for the day that the registry is limited to it again."""
    require(actor, "change accepted types", registry)
    registry = lock_registry(registry)
    before = accepted_names(registry)
    if not registry.accepts_all_types:
        registry.accepts_all_types = True
        registry.save(update_fields=["accepts_all_types"])
        _record(actor, registry, before, None)
    return registry


@action
def accept_only(*, actor: Actor, registry: Registry, names: Sequence[str] = ()) -> Registry:
    """Limit the registry to these types, to those of an earlier list, and to those it holds."""
    require(actor, "change accepted types", registry)
    registry = lock_registry(registry)
    if not registry.accepts_all_types:
        return _accept(actor, registry, names)
    held = ArtifactType.objects.filter(collections__in=registry.collections.live())
    wanted = {*names, *held.values_list("name", flat=True)}
    if not wanted and not registry.accepted_types.exists():
        raise InvalidValue(
            _("Name at least one type, or accept all types."), field="accepted_types"
        )
    return _accept(actor, registry, wanted)


def accepted_names(registry: Registry) -> list[str] | None:
    """The types that the registry takes, in order; None: all."""
    if registry.accepts_all_types:
        return None
    return sorted(each.name for each in registry.accepted_types.all())


def _accept(actor: Actor, registry: Registry, names: Iterable[str]) -> Registry:
    wanted = {naming.check_artifact_type(name) for name in names}
    before = accepted_names(registry)
    if registry.accepts_all_types:
        registry.accepts_all_types = False
        registry.save(update_fields=["accepts_all_types"])
    registry.accepted_types.add(*[artifact_type(name) for name in sorted(wanted)])
    after = accepted_names(registry)
    if after != before:
        _record(actor, registry, before, after)
    return registry


def _record(
    actor: Actor, registry: Registry, before: list[str] | None, after: list[str] | None
) -> None:
    audit.record(
        actor=actor,
        verb=Verb.CHANGED_ACCEPTED_TYPES,
        subject=registry.name,
        before="all" if before is None else before,
        after="all" if after is None else after,
        registry=registry,
        organization=registry.organization,
    )
