"""Where things live: projects, registries, and who may do what in a registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse

from registry.models.moments import Now
from registry.models.people import (
    Entity,
    EntityKind,
    Organization,
    OrganizationMember,
    Role,
    TeamMember,
    User,
    matching_person,
    may_log,
)
from registry.models.revisions import RoleRevision, revision_of
from registry.naming import registry_project
from registry.sentences import marked as _

if TYPE_CHECKING:
    from collections.abc import Sequence


class Visibility(models.TextChoices):
    ORGANIZATION = "organization", "Organization"
    RESTRICTED = "restricted", "Restricted"


class RegistryRole(models.TextChoices):
    """In the order of their rights: see permissions.py."""

    RESTRICTED_VIEWER = "restricted_viewer", _("restricted viewer")
    VIEWER = "viewer", _("viewer")
    MEMBER = "member", _("member")
    ADMIN = "admin", _("admin")


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: User) -> ProjectQuerySet:
        return self.filter(entity__in=Entity.objects.readable_by(user))

    def writable_by(self, user: User) -> ProjectQuerySet:
        return self.filter(entity__in=Entity.objects.writable_by(user))

    def matching(self, text: str) -> ProjectQuerySet:
        return self.filter(Q(name__icontains=text) | Q(entity__name__icontains=text))

    def of_own_team(self, user: User) -> ProjectQuerySet:
        """The usual part of `writable_by`, by one small look-up. See may_log."""
        return self.filter(may_log(user, "entity"))

    def by_path(self, entity: str, project: str) -> ProjectQuerySet:
        return self.filter(entity__name__named=entity, name=project)


class Project(models.Model):
    """Where runs log. `run_count` and `updated_at` are kept by the actions that log."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="projects")
    name = models.CharField(max_length=128)
    description = models.TextField(blank=True, default="")
    run_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now())

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("entity", "name"), name="project_name_unique"),
        )
        indexes = (models.Index(fields=("entity", "-updated_at", "-id"), name="project_newest"),)

    def __str__(self) -> str:
        return f"{self.entity}/{self.name}"

    def get_absolute_url(self) -> str:
        return reverse("project", args=(self.entity.name, self.name))


class ArtifactType(models.Model):
    """The name of a kind of artifact: 'model', 'dataset'. Names are shared by all."""

    name = models.CharField(max_length=128)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("name",), name="artifact_type_name_unique"),)

    def __str__(self) -> str:
        return self.name


def everybodys_role(user: User) -> RegistryRole:
    """What everybody of the organization is in a registry that is open to it."""
    return RegistryRole.MEMBER if user.is_service else RegistryRole.VIEWER


class RegistryQuerySet(models.QuerySet["Registry"]):
    def visible_to(self, user: User) -> RegistryQuerySet:
        """Organization-wide ones, those joined or joined by a team, and all of an admin's."""
        return self.with_role(user, tuple(RegistryRole))

    def consumable_by(self, user: User) -> RegistryQuerySet:
        """Those whose files the user may download: all but where one is a restricted viewer."""
        roles = (RegistryRole.VIEWER, RegistryRole.MEMBER, RegistryRole.ADMIN)
        return self.with_role(user, roles)

    def with_role(self, user: User, roles: Sequence[RegistryRole]) -> RegistryQuerySet:
        """Those where the user's effective role is one of the highest, `roles`: see roles.py."""
        memberships = OrganizationMember.objects.filter(user=user)
        held = RegistryMember.objects.held_by(user).filter(role__in=roles)
        if user.is_service and RegistryRole.MEMBER not in roles:
            held = held.filter(user=user)
        found = Q(organization__in=memberships.filter(role=Role.ADMIN).values("organization"))
        found |= Q(pk__in=held.values("registry"))
        if everybodys_role(user) in roles:
            inside = memberships.values("organization")
            found |= Q(visibility=Visibility.ORGANIZATION, organization__in=inside)
        return self.filter(found)

    def starred_by(self, user: User) -> RegistryQuerySet:
        return self.filter(stars__user=user)

    def with_star_of(self, user: User) -> RegistryQuerySet:
        return self.annotate(is_starred=Exists(user.stars.filter(registry=OuterRef("pk"))))

    def hidden_from(self, user: User) -> RegistryQuerySet:
        """Registries of the user's organizations that the user may not see: only counted."""
        organizations = Organization.objects.visible_to(user)
        visible = Registry.objects.visible_to(user)
        return self.filter(organization__in=organizations).exclude(pk__in=visible.values("pk"))

    def matching(self, text: str) -> RegistryQuerySet:
        return self.filter(Q(name__icontains=text) | Q(description__icontains=text))

    def of_organization(self, name: str) -> RegistryQuerySet:
        """By the display name or the name of the organization's entity."""
        return self.filter(organization__in=Organization.objects.named(name))

    def with_settings(self) -> RegistryQuerySet:
        """With all that says what a registry is and takes."""
        related = self.select_related("organization")
        return related.prefetch_related("accepted_types", "protected_aliases")

    def accepting(self, type_name: str) -> RegistryQuerySet:
        """Those that take artifacts of the type."""
        listed = Registry.accepted_types.through.objects.filter(artifacttype__name=type_name)
        return self.filter(Q(accepts_all_types=True) | Q(pk__in=listed.values("registry")))

    def near(self, entity: Entity) -> RegistryQuerySet:
        """Those of the entity's organization; of a personal one, of its user's organizations."""
        if entity.organization_id:
            return self.filter(organization=entity.organization_id)
        mine = OrganizationMember.objects.filter(user=entity.user_id)
        return self.filter(organization__in=mine.values("organization"))

    def by_path(self, organization: str, name: str) -> RegistryQuerySet:
        return self.of_organization(organization).filter(name__named=name)


class Registry(models.Model):
    """An organization's curated set of collections. Counters are kept by the actions."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="registries"
    )
    name = models.CharField(max_length=128)
    description = models.TextField(blank=True, default="")
    visibility = models.CharField(
        max_length=16, choices=Visibility.choices, default=Visibility.ORGANIZATION
    )
    accepts_all_types = models.BooleanField(default=True)
    accepted_types = models.ManyToManyField(ArtifactType, blank=True, related_name="+")
    collection_count = models.PositiveIntegerField(default=0)
    version_count = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now())

    objects = RegistryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "registries"
        constraints = (
            models.UniqueConstraint("organization", Lower("name"), name="registry_name_unique"),
        )
        indexes = (
            models.Index(fields=("organization", "-updated_at", "-id"), name="registry_newest"),
        )

    def __str__(self) -> str:
        return f"{self.organization}/{self.name}"

    def get_absolute_url(self) -> str:
        return reverse("registry", args=(self.organization.name, self.name))

    @property
    def title(self) -> str:
        return self.name[:1].upper() + self.name[1:]

    @property
    def revision(self) -> str:
        edited = (self.name, self.description, self.visibility, self.accepts_all_types)
        return revision_of(*edited)

    @property
    def full_name(self) -> str:
        """As the SDK writes it: `entity/project`."""
        return f"{self.organization.entity_name}/{self.project_name}"

    @property
    def project_name(self) -> str:
        """What the SDK calls it: a project of the organization's entity."""
        return registry_project(self.name)


class RegistryMemberQuerySet(models.QuerySet["RegistryMember"]):
    def held_by(self, user: User) -> RegistryMemberQuerySet:
        """Memberships that give `user` a role: their own and those of their teams."""
        teams = TeamMember.objects.filter(user=user).values("team")
        return self.filter(Q(user=user) | Q(team__in=teams))

    def matching(self, text: str) -> RegistryMemberQuerySet:
        return self.filter(matching_person(text, "user") | Q(team__name__icontains=text))


class RegistryMember(RoleRevision, models.Model):
    """A role in a registry, given to a user or to a whole team."""

    registry = models.ForeignKey(Registry, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="registry_memberships"
    )
    team = models.ForeignKey(
        Entity,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="registry_memberships",
        limit_choices_to={"kind": EntityKind.TEAM},
    )
    role = models.CharField(
        max_length=24, choices=RegistryRole.choices, default=RegistryRole.VIEWER
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = RegistryMemberQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("registry", "user"), name="registry_member_user_unique"
            ),
            models.UniqueConstraint(
                fields=("registry", "team"), name="registry_member_team_unique"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, team__isnull=True)
                | Q(user__isnull=True, team__isnull=False),
                name="registry_member_user_or_team",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} of registry {self.registry_id}"

    @property
    def holder(self) -> User | Entity:
        holder = self.user or self.team
        assert holder is not None
        return holder


class ProtectedAlias(models.Model):
    """An alias that only a registry's admins may put on a version or take off it."""

    registry = models.ForeignKey(
        Registry, on_delete=models.CASCADE, related_name="protected_aliases"
    )
    name = models.CharField(max_length=128)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("registry", "name"), name="protected_alias_unique"),
        )

    def __str__(self) -> str:
        return self.name
