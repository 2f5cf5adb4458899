"""Protected aliases, which the SDK has no call for: programs ask by GraphQL as they do by REST."""

from lineal.sdk import lookup
from lineal.sdk.binding import mutation
from lineal.sdk.call import Call
from lineal.sdk.lookup import Space
from lineal.sdk.resolvers.projects import project
from lineal.sdk.resolvers.registry_changes import payload, registry_of
from registry.actions.protected_aliases import protect_alias, unprotect_alias
from registry.models import ProtectedAlias, Registry


@project.field
def protected_aliases(space: Space, call: Call) -> list[str]:
    if not isinstance(space, Registry):
        return []
    names = ProtectedAlias.objects.filter(registry=space).values_list("name", flat=True)
    return list(names.order_by("name"))


@mutation.named("protect_alias")
def protect(call: Call, project_id: str, alias: str, **_: object) -> dict[str, object]:
    registry = registry_of(lookup.space_by_id(call, project_id))
    protect_alias(actor=call.actor, registry=registry, name=alias)
    return payload(registry, inserted=False)


@mutation.named("unprotect_alias")
def unprotect(call: Call, project_id: str, alias: str, **_: object) -> dict[str, object]:
    registry = registry_of(lookup.space_by_id(call, project_id))
    unprotect_alias(actor=call.actor, registry=registry, name=alias)
    return payload(registry, inserted=False)
