"""Aliases, which move between versions, and tags, which stay."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from registry.models.artifacts import ArtifactVersion, Collection
from registry.models.people import User


class Alias(models.Model):
    """A name that one version at a time holds within a collection, a source or a registry one."""

    collection = models.ForeignKey(
        Collection, on_delete=models.CASCADE, related_name="aliases", db_index=False
    )
    name = models.CharField(max_length=128)
    version = models.ForeignKey(ArtifactVersion, on_delete=models.CASCADE, related_name="aliases")
    moved_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    moved_at = models.DateTimeField(db_default=Now())

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
