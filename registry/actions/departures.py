"""Users and organizations go, with all that is theirs. Nothing of it comes back."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from registry.actions import audit
from registry.actions.transactions import action
from registry.models import Entity, Organization, User, Verb
from registry.permissions import Actor, require_operator
from registry.storage import store


@action
def delete_user(*, actor: Actor, user: User) -> None:
    """Delete a user, the personal entity, and its projects. What others own stays, unsigned."""
    require_operator(actor)
    entities = list(Entity.objects.filter(user=user))
    audit.record(actor=actor, verb=Verb.DELETED_USER, subject=user.username)
    user.delete()
    _drop_files(entities)


@action
def delete_organization(*, actor: Actor, organization: Organization) -> None:
    """Delete an organization with its registries, its teams and their projects."""
    require_operator(actor)
    entities = list(Entity.objects.filter(organization=organization))
    audit.record(actor=actor, verb=Verb.DELETED_ORGANIZATION, subject=organization.name)
    organization.delete()
    _drop_files(entities)


def _drop_files(entities: Iterable[Entity]) -> None:
    """After the rows are gone for good: a file without a row is harmless, the reverse is not."""
    for owner in [entity.pk for entity in entities]:
        transaction.on_commit(partial(store().delete_all, owner), robust=True)
