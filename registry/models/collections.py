"""Collections: where versions are logged to, and where they are linked into."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from registry.models.moments import Now
from registry.models.people import User
from registry.models.revisions import revision_of
from registry.models.spaces import ArtifactType, Project, Registry
from registry.naming import GENERATED_PREFIX, GENERATED_TYPES


class CollectionKind(models.TextChoices):
    """Versions are logged into a source collection and linked into a registry collection."""

    SOURCE = "source", "source"
    REGISTRY = "registry", "registry"


class CollectionQuerySet(models.QuerySet["Collection"]):
    def visible_to(self, user: User) -> CollectionQuerySet:
        return self.live().filter(
            Q(project__in=Project.objects.visible_to(user))
            | Q(registry__in=Registry.objects.visible_to(user))
        )

    def live(self) -> CollectionQuerySet:
        return self.filter(deleted_at__isnull=True)

    def starred_by(self, user: User) -> CollectionQuerySet:
        return self.filter(stars__user=user)

    def with_star_of(self, user: User) -> CollectionQuerySet:
        return self.annotate(is_starred=Exists(user.stars.filter(collection=OuterRef("pk"))))

    def in_registries(self) -> CollectionQuerySet:
        return self.filter(registry__isnull=False).with_place().order_by("pk")

    def of_type(self, name: str) -> CollectionQuerySet:
        return self.filter(artifact_type__name=name)

    def without_generated(self) -> CollectionQuerySet:
        """Without what the SDK logs for itself: people look for it last."""
        return self.exclude(
            Q(artifact_type__name__in=GENERATED_TYPES)
            | Q(artifact_type__name__startswith=GENERATED_PREFIX)
        )

    def matching(self, text: str) -> CollectionQuerySet:
        """By a part of the name, of a tag or of an alias."""
        tagged = Collection.objects.filter(tags__name__icontains=text)
        aliased = Collection.objects.filter(aliases__name__icontains=text)
        return self.filter(
            Q(name__icontains=text) | Q(pk__in=tagged.values("pk")) | Q(pk__in=aliased.values("pk"))
        )

    def with_place(self) -> CollectionQuerySet:
        """With all that a path or a link to the collection needs."""
        return self.select_related("artifact_type", "project__entity", "registry__organization")

    def locked(self) -> CollectionQuerySet:
        """For a change: others wait with theirs. In one order, so that no two wait in a circle.

        NO KEY, because rows that merely point at the collection may come meanwhile.
        """
        return self.with_place().select_for_update(of=("self",), no_key=True).order_by("pk")


class Collection(models.Model):
    """A named series of versions of one type, in a project or in a registry.

    The counters are kept by the actions, under the row's lock; `next_index` only grows, so that a
    version number is never given twice.
    """

    kind = models.CharField(max_length=16, choices=CollectionKind.choices)
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.CASCADE, related_name="collections"
    )
    registry = models.ForeignKey(
        Registry, null=True, blank=True, on_delete=models.CASCADE, related_name="collections"
    )
    name = models.CharField(max_length=128)
    artifact_type = models.ForeignKey(
        ArtifactType, on_delete=models.PROTECT, related_name="collections"
    )
    # Null: nobody has written one yet. The SDK tells that apart from an empty text.
    description = models.TextField(null=True, blank=True)
    next_index = models.PositiveIntegerField(default=0)
    version_count = models.PositiveIntegerField(default=0)
    used_by_count = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now())
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("project", "name"),
                condition=Q(deleted_at__isnull=True),
                name="collection_name_unique_in_project",
            ),
            models.UniqueConstraint(
                fields=("registry", "name"),
                condition=Q(deleted_at__isnull=True),
                name="collection_name_unique_in_registry",
            ),
            models.CheckConstraint(
                condition=Q(project__isnull=False, registry__isnull=True)
                | Q(kind=CollectionKind.REGISTRY, project__isnull=True, registry__isnull=False),
                name="collection_has_one_place",
            ),
        )
        indexes = (
            models.Index(
                fields=("registry", "-updated_at", "-id"), name="collection_registry_newest"
            ),
            models.Index(
                fields=("project", "-updated_at", "-id"), name="collection_project_newest"
            ),
        )

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        if self.registry:
            place = (self.registry.organization.name, self.registry.name)
            return reverse("collection", args=(*place, self.name))
        assert self.project is not None
        place = (self.project.entity.name, self.project.name)
        return reverse("source-collection", args=(*place, self.artifact_type.name, self.name))

    @property
    def is_source(self) -> bool:
        return self.kind == CollectionKind.SOURCE

    @property
    def revision(self) -> str:
        return revision_of(self.name, self.description, self.artifact_type_id)

    @property
    def full_name(self) -> str:
        """As the SDK writes it, less the version: `entity/project/collection`."""
        if self.registry:
            return (
                f"{self.registry.organization.entity_name}/{self.registry.project_name}/{self.name}"
            )
        return f"{self.project}/{self.name}"
