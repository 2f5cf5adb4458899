"""Stored bytes, and the manifests that name them."""

from __future__ import annotations

from django.db import models

from registry.models.artifacts import ArtifactVersion
from registry.models.moments import Now
from registry.models.people import Entity


class Blob(models.Model):
    """Verified bytes of one entity, by the MD5 of their content.

    Kept per entity: naming a digest of another tenant can neither reveal nor reach their bytes.
    The row is made after the bytes are in place, so a row always has its file. Whatever names a
    blob belongs to the same entity; RESTRICT lets both go when the entity goes.
    """

    entity = models.ForeignKey(
        Entity, on_delete=models.CASCADE, related_name="blobs", db_index=False
    )
    digest = models.CharField(max_length=32)
    # The same content's other names, where they are known: the XXH128 of all of it, and the MD5 of
    # the MD5s of the parts that it came in.
    xxh128 = models.CharField(max_length=32, blank=True, default="")
    parts_sum = models.CharField(max_length=32, blank=True, default="")
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    # Set when a sweep finds that nothing names the bytes, cleared when a client is told that they
    # are here: its upload will name them. What has been unnamed for long is deleted.
    unnamed_since = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("entity", "digest"), name="blob_unique"),)
        indexes = (
            models.Index(fields=("digest",), name="blob_digest"),
            models.Index(fields=("xxh128",), name="blob_xxh128"),
            models.Index(
                fields=("unnamed_since",),
                condition=models.Q(unnamed_since__isnull=False),
                name="blob_unnamed",
            ),
        )

    def __str__(self) -> str:
        return self.digest


class ManifestKind(models.TextChoices):
    FULL = "FULL", "full"
    INCREMENTAL = "INCREMENTAL", "incremental"
    PATCH = "PATCH", "patch"


class Manifest(models.Model):
    """A manifest as the client uploaded it, kept byte for byte, or one merged by the server."""

    version = models.ForeignKey(ArtifactVersion, on_delete=models.CASCADE, related_name="manifests")
    kind = models.CharField(max_length=16, choices=ManifestKind.choices, default=ManifestKind.FULL)
    base_version = models.ForeignKey(
        ArtifactVersion, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    blob = models.ForeignKey(
        Blob, null=True, blank=True, on_delete=models.RESTRICT, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("version",),
                condition=models.Q(kind=ManifestKind.FULL),
                name="manifest_one_full",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} manifest of version {self.version_id}"


class ManifestEntry(models.Model):
    """One file of a version: bytes of ours, or a reference that the server never opens."""

    version = models.ForeignKey(
        ArtifactVersion, on_delete=models.CASCADE, related_name="entries", db_index=False
    )
    path = models.CharField(max_length=1024)
    digest = models.CharField(max_length=1024)
    size = models.PositiveBigIntegerField(default=0)
    ref = models.TextField(blank=True, default="")
    blob = models.ForeignKey(
        Blob, null=True, blank=True, on_delete=models.RESTRICT, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("version", "path"), name="entry_path_unique"),
        )

    def __str__(self) -> str:
        return self.path


class ClientArtifact(models.Model):
    """The random id that an SDK gave an artifact before it had one of ours."""

    client_id = models.CharField(max_length=256)
    version = models.ForeignKey(
        ArtifactVersion, on_delete=models.CASCADE, related_name="client_ids"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("client_id", "version"), name="client_artifact_unique"),
        )

    def __str__(self) -> str:
        return self.client_id
