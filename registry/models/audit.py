"""The record of every change."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, cast

from django.db import models
from django.db.models import Exists, OuterRef, Q

from registry.models.artifacts import ArtifactVersion
from registry.models.collections import Collection
from registry.models.moments import Now
from registry.models.people import Organization, User
from registry.models.spaces import Project, ProtectedAlias, Registry
from registry.models.verbs import Verb

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Door(models.TextChoices):
    """Through what a change came in."""

    WEB = "web", "web"
    SDK = "sdk", "SDK"
    REST = "rest", "REST"
    COMMAND = "command", "command"


class Guard(TypedDict):
    is_protected: bool


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def visible_to(self, user: User) -> AuditEventQuerySet:
        """What happened in a registry is seen by who sees the registry; likewise for projects."""
        return self.filter(
            Q(registry__in=Registry.objects.visible_to(user))
            | Q(registry=None, project__in=Project.objects.visible_to(user))
            | Q(
                registry=None,
                project=None,
                organization__in=Organization.objects.administered_by(user),
            )
        )

    def of_version(
        self, version: ArtifactVersion, collection: Collection, name: str
    ) -> AuditEventQuerySet:
        """Also the aliases that moved away from it, where the collection calls it `name`."""
        lost = Q(collection=collection, verb=Verb.MOVED_ALIAS, before=name)
        return self.filter(Q(version=version) | lost)

    def told(self) -> models.QuerySet[WithAnnotations[AuditEvent, Guard]]:
        """With what a sentence needs: who, where, and whether its alias is protected today."""
        guarded = ProtectedAlias.objects.filter(
            registry=OuterRef("registry"), name=OuterRef("name")
        )
        told = self.select_related(
            "actor",
            "collection__artifact_type",
            "collection__registry__organization",
            "collection__project__entity",
        ).annotate(is_protected=Exists(guarded))
        # The stubs make an anonymous type of the annotation.
        return cast("models.QuerySet[WithAnnotations[AuditEvent, Guard]]", told)


def _feed(subject: str, *filters: str) -> models.Index:
    """Newest first. Most events are about one or two of the five, so empty places are left out."""
    return models.Index(
        fields=(subject, *filters, "-id"),
        condition=Q(**{f"{subject}__isnull": False}),
        name="_".join(("audit", subject, *filters)),
    )


class AuditEvent(models.Model):
    """One change: who, what, when, through which door, before and after. Never edited."""

    at = models.DateTimeField(db_default=Now(), editable=False)
    actor = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    door = models.CharField(max_length=16, choices=Door.choices)
    verb = models.CharField(max_length=48)  # one of Verb
    subject = models.CharField(max_length=600, blank=True, default="")
    # The alias, the tag or the version's number within its collection that it is about.
    name = models.CharField(max_length=128, blank=True, default="")
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")
    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    registry = models.ForeignKey(
        Registry, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    project = models.ForeignKey(
        Project, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    collection = models.ForeignKey(
        Collection, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    version = models.ForeignKey(
        ArtifactVersion, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        indexes = (
            _feed("organization"),
            _feed("registry"),
            _feed("registry", "verb"),
            _feed("registry", "actor"),
            _feed("project"),
            _feed("collection"),
            _feed("version"),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"
