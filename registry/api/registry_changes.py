"""`/api/v1/registries`: made, changed, deleted."""

from urllib.parse import quote

from ninja import Status

from registry.actions.edits import RegistryEdits, edit_registry
from registry.actions.protected_aliases import protect_alias, unprotect_alias
from registry.actions.registries import create_registry
from registry.actions.registry_deletion import (
    RegistryLoss,
    delete_registry,
    preview_registry_deletion,
)
from registry.actions.stars import star, unstar
from registry.actions.visibility import VisibilityChange, preview_visibility
from registry.api.etags import revision_read
from registry.api.registries import router, shown_registry
from registry.api.requests import ApiRequest, Pk, organization_of, registry_of
from registry.errors import InvalidValue
from registry.models import Registry, Visibility
from registry.schemas.changes import NewRegistry, RegistryEdit
from registry.schemas.previews import RegistryLossOut, VisibilityChangeOut
from registry.schemas.problems import EDIT_REFUSALS, REFUSALS
from registry.schemas.registries import RegistryOut

DONE = {204: None, **REFUSALS}


@router.post("", response={201: RegistryOut, **REFUSALS}, summary="Make a registry")
def post_registry(request: ApiRequest, wanted: NewRegistry) -> Status[Registry]:
    """Whoever makes it is its admin."""
    made = create_registry(
        actor=request.auth,
        organization=organization_of(request, wanted.organization_id),
        name=wanted.name,
        description=wanted.description,
        visibility=wanted.visibility,
        accepted_types=wanted.accepted_types,
    )
    return Status(201, made)


@router.patch(
    "/{registry_id}", response={200: RegistryOut, **EDIT_REFUSALS}, summary="Edit a registry"
)
def patch_registry(request: ApiRequest, registry_id: Pk, wanted: RegistryEdit) -> Registry:
    """Name and description: members; visibility and accepted types: admins."""
    edit_registry(
        actor=request.auth,
        registry=registry_of(request, registry_id),
        edits=_edits(wanted),
        revision=revision_read(request),
    )
    return shown_registry(request, registry_id)


@router.delete("/{registry_id}", response={204: None, **EDIT_REFUSALS}, summary="Delete a registry")
def delete(request: ApiRequest, registry_id: Pk, confirm: str = "") -> Status[None]:
    """For good, with its collections and links. What is linked stays. `confirm`: its name."""
    registry = registry_of(request, registry_id)
    if confirm != registry.name:
        raise InvalidValue(
            f"To delete it, send its name: ?confirm={quote(registry.name)}", field="confirm"
        )
    delete_registry(actor=request.auth, registry=registry, revision=revision_read(request))
    return Status(204, None)


@router.get(
    "/{registry_id}/deletion",
    response={200: RegistryLossOut, **REFUSALS},
    summary="What would go with a registry",
)
def get_deletion(request: ApiRequest, registry_id: Pk) -> RegistryLoss:
    registry = registry_of(request, registry_id)
    return preview_registry_deletion(actor=request.auth, registry=registry)


@router.get(
    "/{registry_id}/visibility",
    response={200: VisibilityChangeOut, **REFUSALS},
    summary="Who would gain or lose access",
)
def get_visibility(request: ApiRequest, registry_id: Pk, to: Visibility) -> VisibilityChange:
    registry = registry_of(request, registry_id)
    return preview_visibility(actor=request.auth, registry=registry, visibility=to)


@router.put("/{registry_id}/protected-aliases/{alias}", response=DONE, summary="Protect an alias")
def put_protected_alias(request: ApiRequest, registry_id: Pk, alias: str) -> Status[None]:
    """From then on only admins may move it."""
    protect_alias(actor=request.auth, registry=registry_of(request, registry_id), name=alias)
    return Status(204, None)


@router.delete(
    "/{registry_id}/protected-aliases/{alias}", response=DONE, summary="Protect an alias no longer"
)
def delete_protected_alias(request: ApiRequest, registry_id: Pk, alias: str) -> Status[None]:
    unprotect_alias(actor=request.auth, registry=registry_of(request, registry_id), name=alias)
    return Status(204, None)


@router.put("/{registry_id}/star", response=DONE, summary="Star a registry")
def put_star(request: ApiRequest, registry_id: Pk) -> Status[None]:
    star(actor=request.auth, thing=registry_of(request, registry_id))
    return Status(204, None)


@router.delete("/{registry_id}/star", response=DONE, summary="Take your star off a registry")
def delete_star(request: ApiRequest, registry_id: Pk) -> Status[None]:
    unstar(actor=request.auth, thing=registry_of(request, registry_id))
    return Status(204, None)


def _edits(wanted: RegistryEdit) -> RegistryEdits:
    says_types = "accepted_types" in wanted.model_fields_set
    return RegistryEdits(
        name=wanted.name,
        description=wanted.description,
        visibility=wanted.visibility,
        accepts_all_types=wanted.accepted_types is None if says_types else None,
        accepted_types=wanted.accepted_types or (),
    )
