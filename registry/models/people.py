"""Who there is: users, organizations, entities, memberships and API keys."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from registry.models.moments import Now
from registry.models.revisions import RoleRevision, revision_of


class Role(models.TextChoices):
    """Roles in an organization or a team."""

    VIEWER = "viewer", "viewer"
    MEMBER = "member", "member"
    ADMIN = "admin", "admin"


class EntityKind(models.TextChoices):
    PERSONAL = "personal", "personal"
    TEAM = "team", "team"
    ORGANIZATION = "organization", "organization"


class User(AbstractUser):
    """A person or a service account. Each has a personal entity of the same name.

    The admins of `service_team` look after a service account: its keys, its end.
    """

    is_service = models.BooleanField(default=False)
    service_team = models.ForeignKey(
        "Entity", null=True, blank=True, on_delete=models.CASCADE, related_name="service_accounts"
    )
    default_entity = models.ForeignKey(
        "Entity", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(Lower("username"), name="user_name_unique"),
            models.CheckConstraint(
                condition=Q(service_team__isnull=True) | Q(is_service=True),
                name="user_of_a_team_is_a_service",
            ),
        )

    @property
    def revision(self) -> str:
        return revision_of(self.first_name, self.last_name, self.email)

    @property
    def display_name(self) -> str:
        return self.get_full_name() or self.username


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def visible_to(self, user: User) -> OrganizationQuerySet:
        return self.filter(
            pk__in=OrganizationMember.objects.filter(user=user).values("organization")
        )

    def joined_by(self, user: User) -> OrganizationQuerySet:
        """Those where the user may make things: viewers only look."""
        memberships = OrganizationMember.objects.filter(user=user).exclude(role=Role.VIEWER)
        return self.filter(pk__in=memberships.values("organization"))

    def administered_by(self, user: User) -> OrganizationQuerySet:
        return self.filter(
            pk__in=OrganizationMember.objects.filter(user=user, role=Role.ADMIN).values(
                "organization"
            )
        )

    def named(self, name: str) -> OrganizationQuerySet:
        """By display name or by the name of its entity: the SDK gives either."""
        return self.filter(Q(name__named=name) | Q(entity_name__named=name))


class Organization(models.Model):
    """Owner of registries, with its members and teams.

    `entity_name` repeats the name of the organization's entity, which never changes: each path of a
    registry needs it.
    """

    name = models.CharField(max_length=128)
    entity_name = models.CharField(max_length=64)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(Lower("name"), name="organization_name_unique"),
            models.UniqueConstraint(Lower("entity_name"), name="organization_entity_name_unique"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organization", args=(self.name,))


def matching_person(text: str, user: str) -> Q:
    """The text is a part of a name or of the e-mail of the user at this path."""
    fields = ("username", "first_name", "last_name", "email")
    return reduce(or_, (Q(**{f"{user}__{field}__icontains": text}) for field in fields))


class OrganizationMemberQuerySet(models.QuerySet["OrganizationMember"]):
    def matching(self, text: str) -> OrganizationMemberQuerySet:
        return self.filter(matching_person(text, "user"))


class OrganizationMember(RoleRevision, models.Model):
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="organization_memberships"
    )
    role = models.CharField(max_length=16, choices=Role.choices, default=Role.MEMBER)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OrganizationMemberQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "user"), name="organization_member_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} in organization {self.organization_id}"


class EntityQuerySet(models.QuerySet["Entity"]):
    def visible_to(self, user: User) -> EntityQuerySet:
        """The own personal entity, the teams one is in, and all entities of one's organizations."""
        organizations = OrganizationMember.objects.filter(user=user).values("organization")
        return self.filter(
            Q(user=user) | Q(organization__in=organizations) | Q(pk__in=_teams_of(user))
        )

    def readable_by(self, user: User) -> EntityQuerySet:
        """Entities whose projects the user may read: own, teams joined, teams administered."""
        return self.filter(_belongs_to(user, tuple(Role.values)))

    def writable_by(self, user: User) -> EntityQuerySet:
        return self.filter(_belongs_to(user, (Role.MEMBER, Role.ADMIN)))

    def administered_by(self, user: User) -> EntityQuerySet:
        """Teams whose members and service accounts the user looks after."""
        return self.filter(_belongs_to(user, (Role.ADMIN,)), kind=EntityKind.TEAM)

    def named(self, name: str) -> EntityQuerySet:
        return self.filter(name__named=name)


def _teams_of(
    user: User, roles: tuple[str, ...] = tuple(Role.values)
) -> models.QuerySet[TeamMember]:
    return TeamMember.objects.filter(user=user, role__in=roles).values("team")  # type: ignore[return-value]


def _belongs_to(user: User, roles: tuple[str, ...]) -> Q:
    """An organization's admins look after its teams: a team without an admin needs somebody."""
    administered = Organization.objects.administered_by(user).values("pk")
    return (
        Q(user=user)
        | Q(pk__in=_teams_of(user, roles))
        | Q(kind=EntityKind.TEAM, organization__in=administered)
    )


def may_log(user: User, entity: str) -> Q:
    """The user is in the team at this path, and not as a viewer.

    What the SDK asks most often is asked this way first: the whole rule, with personal entities and
    an organization's admins, takes ten times as long to put into SQL.
    """
    members = f"{entity}__team_members"
    return Q(**{f"{members}__user": user, f"{members}__role__in": (Role.MEMBER, Role.ADMIN)})


class Entity(models.Model):
    """A namespace for projects: of one user or a team; an organization's holds its registries."""

    name = models.CharField(max_length=64)
    kind = models.CharField(max_length=16, choices=EntityKind.choices)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="entities"
    )
    user = models.OneToOneField(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="personal_entity"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = EntityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entities"
        constraints = (
            models.UniqueConstraint(Lower("name"), name="entity_name_unique"),
            models.UniqueConstraint(
                fields=("organization",),
                condition=Q(kind=EntityKind.ORGANIZATION),
                name="entity_one_per_organization",
            ),
            models.CheckConstraint(
                condition=Q(kind=EntityKind.PERSONAL, user__isnull=False, organization__isnull=True)
                | Q(
                    kind__in=(EntityKind.TEAM, EntityKind.ORGANIZATION),
                    user__isnull=True,
                    organization__isnull=False,
                ),
                name="entity_owner_fits_kind",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_team(self) -> bool:
        return self.kind == EntityKind.TEAM

    @property
    def is_personal(self) -> bool:
        return self.kind == EntityKind.PERSONAL


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    def matching(self, text: str) -> TeamMemberQuerySet:
        return self.filter(matching_person(text, "user"))


class TeamMember(RoleRevision, models.Model):
    team = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="team_members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="team_memberships")
    role = models.CharField(max_length=16, choices=Role.choices, default=Role.MEMBER)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("team", "user"), name="team_member_unique"),)

    def __str__(self) -> str:
        return f"{self.user_id} in team {self.team_id}"
