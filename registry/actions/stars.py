"""Starring: a bookmark of one's own. It is nobody else's business, so no event tells of it."""

from registry.actions.transactions import action
from registry.errors import NotFound
from registry.models import Collection, Registry, Star, User
from registry.permissions import Actor, require_scope
from registry.sentences import marked as _


@action
def star(*, actor: Actor, thing: Registry | Collection) -> None:
    """Keep a registry or a collection at hand. Doing it twice is no error."""
    user = _starring(actor)
    if not _is_visible(user, thing):
        raise NotFound(_("There is no such registry or collection that you may see."))
    if isinstance(thing, Registry):
        Star.objects.get_or_create(user=user, registry=thing)
    else:
        Star.objects.get_or_create(user=user, collection=thing)


@action
def unstar(*, actor: Actor, thing: Registry | Collection) -> None:
    """Keep it at hand no longer. What is not starred is no error."""
    user = _starring(actor)
    Star.objects.filter(user=user, pk__in=thing.stars.values("pk")).delete()


def _starring(actor: Actor) -> User:
    assert actor.user is not None, "operators at the command line have no stars"
    require_scope(actor)
    return actor.user


def _is_visible(user: User, thing: Registry | Collection) -> bool:
    if isinstance(thing, Registry):
        return Registry.objects.visible_to(user).filter(pk=thing.pk).exists()
    return Collection.objects.visible_to(user).filter(pk=thing.pk).exists()
