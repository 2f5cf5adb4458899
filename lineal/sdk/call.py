"""One request of the SDK as its resolvers see it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from django.conf import settings
from django.http import HttpRequest

from lineal.sdk.budget import Budget
from registry.models import Collection, Entity, EntityKind, Project, Registry, User
from registry.permissions import Actor

T = TypeVar("T")


@dataclass(slots=True)
class Call:
    """`memory` keeps what the request has looked up: the fields of one answer often share it."""

    request: HttpRequest
    actor: Actor
    memory: dict[object, object] = field(default_factory=dict)
    budget: Budget = field(default_factory=Budget)

    @property
    def user(self) -> User:
        assert self.actor.user is not None
        return self.actor.user

    @property
    def key(self) -> int:
        """The id of the caller's API key: the SDK has no other way in."""
        assert self.actor.key is not None
        return self.actor.key

    def absolute(self, path: str) -> str:
        """The path as the client must ask for it: the setting says so, or the request does."""
        return (settings.BASE_URL or self._origin) + path

    @property
    def _origin(self) -> str:
        return self.once("origin", lambda: self.request.build_absolute_uri("/")[:-1])

    def once(self, key: object, compute: Callable[[], T]) -> T:
        if key not in self.memory:
            self.memory[key] = compute()
        return cast(T, self.memory[key])

    def learn_readable(self, project_ids: Iterable[int | None]) -> None:
        """Ask once for all projects of a page which of them the caller may read."""
        wanted = {pk for pk in project_ids if pk and ("readable", pk) not in self.memory}
        if wanted:
            projects = Project.objects.visible_to(self.user).filter(pk__in=wanted)
            readable = set(projects.values_list("pk", flat=True))
            self.memory.update({("readable", pk): pk in readable for pk in wanted})

    def may_read(self, project_id: int) -> bool:
        self.learn_readable([project_id])
        return bool(self.memory["readable", project_id])

    def learn_found(self, project_id: int) -> None:
        """The project was found among those that the caller may read: no need to ask again."""
        self.memory["readable", project_id] = True

    def may_open(self, place: Collection | Project | Registry) -> bool:
        """Whether what else stands there is for the caller: a link shows a version alone, without
        the collection and the project that it was logged into. Registries come to nobody so."""
        project_id = place.project_id if isinstance(place, Collection) else place.pk
        if isinstance(place, Registry) or project_id is None:
            return True
        return self.may_read(project_id)

    def note_own(self, project: Project) -> None:
        """The project is of a team that the caller logs to."""
        self.memory["readable", project.pk] = self.memory["writable", project.entity_id] = True

    def learn_shown(self, registry_ids: Iterable[int | None]) -> None:
        """Ask once for all registries of a page which of them the caller sees."""
        wanted = {pk for pk in registry_ids if pk and ("shown", pk) not in self.memory}
        if wanted:
            registries = Registry.objects.visible_to(self.user).filter(pk__in=wanted)
            shown = set(registries.values_list("pk", flat=True))
            self.memory.update({("shown", pk): pk in shown for pk in wanted})

    def sees(self, collection: Collection) -> bool:
        if collection.registry_id:
            self.learn_shown([collection.registry_id])
            return bool(self.memory["shown", collection.registry_id])
        return bool(collection.project_id) and self.may_read(collection.project_id or 0)

    def learn_writable(self, entity_ids: Iterable[int]) -> None:
        """Ask once for all entities of a list which of them the caller may log to."""
        wanted = {pk for pk in entity_ids if ("writable", pk) not in self.memory}
        if wanted:
            entities = Entity.objects.writable_by(self.user).filter(pk__in=wanted)
            writable = set(entities.values_list("pk", flat=True))
            self.memory.update({("writable", pk): pk in writable for pk in wanted})

    def may_write(self, entity_id: int) -> bool:
        self.learn_writable([entity_id])
        return bool(self.memory["writable", entity_id])

    def learn_organization_entities(self, organization_ids: Iterable[int]) -> None:
        """Ask once for the entities of all organizations of a list."""
        key = "organization entity"
        wanted = {pk for pk in organization_ids if (key, pk) not in self.memory}
        if wanted:
            entities = Entity.objects.filter(
                kind=EntityKind.ORGANIZATION, organization__in=wanted
            ).select_related("organization")
            self.memory.update({(key, one.organization_id): one for one in entities})

    def organization_entity(self, organization_id: int) -> Entity:
        self.learn_organization_entities([organization_id])
        return cast(Entity, self.memory["organization entity", organization_id])
