"""Aliases, which move between versions, and tags, which stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, cast

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber

from registry.models.artifacts import ArtifactVersion, LinkedVersion
from registry.models.collections import Collection
from registry.models.moments import Now
from registry.models.people import User
from registry.models.spaces import ProtectedAlias

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Mark(TypedDict):
    is_protected: bool
    member_index: int
    alias_count: int


class AliasQuerySet(models.QuerySet["Alias"]):
    def protected(self) -> AliasQuerySet:
        return self.filter(_is_protected())

    def marked(self) -> models.QuerySet[WithAnnotations[Alias, Mark]]:
        """With what a chip shows: whether only admins may move it, and the number it stands on.

        `alias_count` is that of the alias's collection, among the aliases asked for.
        """
        link = LinkedVersion.objects.filter(
            collection=OuterRef("collection"), version=OuterRef("version")
        )
        marked = self.annotate(
            is_protected=_is_protected(),
            member_index=Coalesce(Subquery(link.values("index")[:1]), F("version__index")),
            alias_count=Window(Count("pk"), partition_by=F("collection")),
        )
        # The stubs cannot tell that a Coalesce and a Window over numbers are numbers.
        return cast("models.QuerySet[WithAnnotations[Alias, Mark]]", marked)

    def first_of_each_collection(self, limit: int) -> models.QuerySet[WithAnnotations[Alias, Mark]]:
        """Protected aliases first, then those that moved last."""
        order = (F("is_protected").desc(), F("moved_at").desc(), F("pk").desc())
        place = Window(RowNumber(), partition_by=F("collection"), order_by=order)
        ranked = self.marked().annotate(place=place).filter(place__lte=limit)
        return ranked.order_by("collection", "place")


def _is_protected() -> Exists:
    return Exists(
        ProtectedAlias.objects.filter(
            registry=OuterRef("collection__registry"), name=OuterRef("name")
        )
    )


class Alias(models.Model):
    """A name that one version at a time holds within a collection, a source or a registry one."""

    collection = models.ForeignKey(
        Collection, on_delete=models.CASCADE, related_name="aliases", db_index=False
    )
    name = models.CharField(max_length=128)
    version = models.ForeignKey(ArtifactVersion, on_delete=models.CASCADE, related_name="aliases")
    moved_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    moved_at = models.DateTimeField(db_default=Now())

    objects = AliasQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("collection", "name"), name="alias_unique"),)

    def __str__(self) -> str:
        return self.name


class CollectionTag(models.Model):
    collection = models.ForeignKey(
        Collection, on_delete=models.CASCADE, related_name="tags", db_index=False
    )
    name = models.CharField(max_length=128)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collection", "name"), name="collection_tag_unique"),
        )

    def __str__(self) -> str:
        return self.name


class VersionTag(models.Model):
    version = models.ForeignKey(
        ArtifactVersion, on_delete=models.CASCADE, related_name="tags", db_index=False
    )
    name = models.CharField(max_length=128)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("version", "name"), name="version_tag_unique"),
        )

    def __str__(self) -> str:
        return self.name
