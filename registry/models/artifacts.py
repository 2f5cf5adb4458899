"""Versions of artifacts, and their links into other collections."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from registry.models.collections import Collection
from registry.models.moments import Now
from registry.models.people import User, may_log
from registry.models.revisions import revision_of
from registry.models.spaces import Project, Registry
from registry.naming import version_index


class VersionState(models.TextChoices):
    PENDING = "pending", "pending"
    COMMITTED = "committed", "committed"
    DELETED = "deleted", "deleted"


def _logged_or_linked(user: User, links: LinkedVersionQuerySet) -> Q:
    """Asked row by row: a list of all that somebody may see grows with what there is."""
    return Q(collection__project__in=Project.objects.visible_to(user)) | Q(
        Exists(links.filter(version=OuterRef("pk")))
    )


class ArtifactVersionQuerySet(models.QuerySet["ArtifactVersion"]):
    def visible_to(self, user: User) -> ArtifactVersionQuerySet:
        """Versions (and tombstones) of readable projects, or linked where the user may look."""
        shown = LinkedVersion.objects.visible_to(user)
        return self.exclude(state=VersionState.PENDING).filter(_logged_or_linked(user, shown))

    def writable_by(self, user: User) -> ArtifactVersionQuerySet:
        """Pending ones too: whoever may log into the project may finish the upload."""
        return self.filter(collection__project__in=Project.objects.writable_by(user))

    def of_own_team(self, user: User) -> ArtifactVersionQuerySet:
        """The usual part of `writable_by`, by one small look-up. See may_log."""
        return self.filter(may_log(user, "collection__project__entity"))

    def downloadable_by(self, user: User) -> ArtifactVersionQuerySet:
        """Committed versions whose files the user may have: looking alone is not enough."""
        shown = LinkedVersion.objects.filter(
            Q(collection__registry__in=Registry.objects.consumable_by(user))
            | Q(collection__project__in=Project.objects.visible_to(user))
        )
        return self.committed().filter(_logged_or_linked(user, shown))

    def with_sight(self, user: User) -> ArtifactVersionQuerySet:
        """Each says as `sees_source` whether the user may see the project that logged it: a link
        shows a version alone, without its place."""
        projects = Project.objects.visible_to(user).filter(pk=OuterRef("collection__project"))
        return self.with_place().annotate(sees_source=Exists(projects))

    def committed(self) -> ArtifactVersionQuerySet:
        return self.filter(state=VersionState.COMMITTED)

    def in_collection(self, collection: Collection) -> ArtifactVersionQuerySet:
        """The collection's committed versions, with their `member_index` and date there."""
        if collection.is_source:
            found = self.filter(collection=collection)
            return found.committed().annotate(
                member_index=F("index"), member_since=F("committed_at")
            )
        found = self.filter(links__collection=collection).committed()
        return found.annotate(member_index=F("links__index"), member_since=F("links__created_at"))

    def named(self, collection: Collection, name: str) -> ArtifactVersionQuerySet:
        """The version that `vN` or an alias stands for in the collection: one row or none."""
        index = version_index(name)
        if index is None:
            return self.aliased(collection, name)
        return self.numbered(collection, index)

    def aliased(self, collection: Collection, alias: str) -> ArtifactVersionQuerySet:
        members = self.in_collection(collection)
        return members.filter(aliases__collection=collection, aliases__name=alias)

    def numbered(self, collection: Collection, index: int) -> ArtifactVersionQuerySet:
        members = self.in_collection(collection)
        if collection.is_source:
            return members.filter(index=index)
        return members.filter(links__collection=collection, links__index=index)

    def with_place(self) -> ArtifactVersionQuerySet:
        return self.select_related("collection__artifact_type", "collection__project__entity")


class ArtifactVersion(models.Model):
    """Immutable content, logged into a source collection.

    `index` is given at commit, so that uploads which never finish leave no hole. A deleted version
    stays as a tombstone: its name, type and dates, without files.
    """

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="versions")
    index = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(
        max_length=16, choices=VersionState.choices, default=VersionState.PENDING
    )
    digest = models.CharField(max_length=128)
    digest_algorithm = models.CharField(max_length=32, default="MANIFEST_MD5")
    description = models.TextField(null=True, blank=True)
    metadata = models.JSONField(default=dict, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    file_count = models.PositiveIntegerField(default=0)
    ttl_seconds = models.BigIntegerField(null=True, blank=True)
    history_step = models.BigIntegerField(null=True, blank=True)
    distributed_id = models.CharField(max_length=256, blank=True, default="")
    # A version of its own was asked for, or the server merged it from several manifests: another
    # version of the collection may have the same digest.
    may_repeat = models.BooleanField(default=False)
    # What the client asked for at the start of the upload; used up by the commit.
    pending_labels = models.JSONField(default=dict, blank=True)
    used_by_count = models.PositiveIntegerField(default=0)
    logged_by_count = models.PositiveIntegerField(default=0)
    link_count = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now())
    committed_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ArtifactVersionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collection", "index"), name="version_index_unique"),
            models.UniqueConstraint(
                fields=("collection", "digest"),
                condition=Q(state=VersionState.COMMITTED, may_repeat=False),
                name="version_digest_unique",
            ),
            models.CheckConstraint(
                condition=Q(state=VersionState.PENDING) | Q(index__isnull=False),
                name="version_numbered_once_committed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.collection}:{self.name}"

    def get_absolute_url(self) -> str:
        collection = self.collection
        assert collection.project is not None
        place = (collection.project.entity.name, collection.project.name)
        return reverse(
            "source-version",
            args=(*place, collection.artifact_type.name, collection.name, self.name),
        )

    @property
    def name(self) -> str:
        return f"v{self.index}" if self.index is not None else "pending"

    @property
    def revision(self) -> str:
        return revision_of(self.description, self.metadata, self.ttl_seconds)

    @property
    def is_committed(self) -> bool:
        return self.state == VersionState.COMMITTED

    @property
    def is_deleted(self) -> bool:
        return self.state == VersionState.DELETED


class LinkedVersionQuerySet(models.QuerySet["LinkedVersion"]):
    def visible_to(self, user: User) -> LinkedVersionQuerySet:
        return self.filter(
            Q(collection__registry__in=Registry.objects.visible_to(user))
            | Q(collection__project__in=Project.objects.visible_to(user))
        )

    def with_place(self) -> LinkedVersionQuerySet:
        return self.select_related(
            "collection__artifact_type",
            "collection__registry__organization",
            "collection__project__entity",
        )


class LinkedVersion(models.Model):
    """A version's place in a registry collection, with a number of its own."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="links")
    version = models.ForeignKey(ArtifactVersion, on_delete=models.CASCADE, related_name="links")
    index = models.PositiveIntegerField()
    linked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = LinkedVersionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collection", "version"), name="link_unique"),
            models.UniqueConstraint(fields=("collection", "index"), name="link_index_unique"),
        )

    def __str__(self) -> str:
        return f"{self.collection}:{self.name}"

    def get_absolute_url(self) -> str:
        collection = self.collection
        if collection.registry is None:
            return f"{collection.get_absolute_url()}/{self.name}"
        place = (collection.registry.organization.name, collection.registry.name)
        return reverse("version", args=(*place, collection.name, self.name))

    @property
    def name(self) -> str:
        return f"v{self.index}"
