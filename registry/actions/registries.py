"""Registries come into being and change."""

from collections.abc import Sequence

from registry import naming, plain
from registry.actions import audit
from registry.actions.locks import lock_registry, require_unchanged
from registry.actions.transactions import action
from registry.errors import InvalidValue, NameTaken
from registry.models import (
    ArtifactType,
    Organization,
    Registry,
    RegistryMember,
    RegistryRole,
    Verb,
    Visibility,
)
from registry.permissions import Actor, require, require_organization_member
from registry.sentences import marked as _


@action
def create_registry(
    *,
    actor: Actor,
    organization: Organization,
    name: str,
    description: str = "",
    visibility: Visibility = Visibility.ORGANIZATION,
    accepted_types: Sequence[str] | None = None,
) -> Registry:
    """Make a registry; its creator becomes its admin. No `accepted_types`: it takes all types."""
    require_organization_member(actor, organization)
    registry = make_registry(
        actor=actor,
        organization=organization,
        name=name,
        description=description,
        visibility=visibility,
        accepted_types=accepted_types,
    )
    if actor.user:
        RegistryMember.objects.create(registry=registry, user=actor.user, role=RegistryRole.ADMIN)
    return registry


def make_registry(
    *,
    actor: Actor,
    organization: Organization,
    name: str,
    description: str = "",
    visibility: Visibility = Visibility.ORGANIZATION,
    accepted_types: Sequence[str] | None = None,
) -> Registry:
    """The making itself, for actions that have checked the rights."""
    naming.check_registry(name)
    _require_free(organization, name)
    types = sorted({naming.check_artifact_type(each) for each in accepted_types or ()})
    if accepted_types is not None and not types:
        raise InvalidValue(
            _("Name at least one type, or accept all types."), field="accepted_types"
        )
    registry = Registry.objects.create(
        organization=organization,
        name=name,
        description=plain.description(description) or "",
        visibility=visibility,
        accepts_all_types=not types,
        created_by=actor.user,
    )
    registry.accepted_types.set([artifact_type(each) for each in types])
    audit.record(
        actor=actor,
        verb=Verb.CREATED_REGISTRY,
        subject=name,
        after={"visibility": visibility, "accepted_types": types or "all"},
        registry=registry,
        organization=organization,
    )
    return registry


@action
def rename_registry(*, actor: Actor, registry: Registry, name: str) -> Registry:
    """Give the registry another name. Its old paths lead nowhere from then on."""
    require(actor, "edit the registry's name and description", registry)
    naming.check_registry(name)
    registry = lock_registry(registry)
    before = registry.name
    if before == name:
        return registry
    _require_free(registry.organization, name, besides=registry.pk)
    registry.name = name
    registry.save(update_fields=["name"])
    _record(actor, Verb.RENAMED_REGISTRY, registry, before, name)
    return registry


@action
def describe_registry(
    *, actor: Actor, registry: Registry, description: str, revision: str | None = None
) -> Registry:
    """Replace the text that says what it is for. Raises Stale when edited since `revision`."""
    require(actor, "edit the registry's name and description", registry)
    text = plain.description(description) or ""
    registry = lock_registry(registry)
    require_unchanged(registry, revision)
    before = registry.description
    if before != text:
        registry.description = text
        registry.save(update_fields=["description"])
        _record(actor, Verb.DESCRIBED_REGISTRY, registry, before, text)
    return registry


def artifact_type(name: str) -> ArtifactType:
    """The type of that name, made when it is new."""
    found, _ = ArtifactType.objects.get_or_create(name=naming.check_artifact_type(name))
    return found


def _require_free(organization: Organization, name: str, *, besides: int = 0) -> None:
    same = Registry.objects.filter(organization=organization, name__iexact=name)
    if same.exclude(pk=besides).exists():
        raise NameTaken(
            _(
                "%(organization)s has a registry %(name)r already.",
                {"organization": organization.name, "name": name},
            ),
            field="name",
        )


def _record(actor: Actor, verb: Verb, registry: Registry, before: object, after: object) -> None:
    audit.record(
        actor=actor,
        verb=verb,
        subject=registry.name,
        before=before,
        after=after,
        registry=registry,
        organization=registry.organization,
    )
