"""What somebody keeps at hand: registries and collections they starred."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from registry.models.collections import Collection
from registry.models.moments import Now
from registry.models.people import User
from registry.models.spaces import Registry


class StarQuerySet(models.QuerySet["Star"]):
    def visible_to(self, user: User) -> StarQuerySet:
        """The user's own, on what the user still sees."""
        seen = Q(registry__in=Registry.objects.visible_to(user))
        seen |= Q(collection__in=Collection.objects.visible_to(user))
        return self.filter(seen, user=user)

    def with_things(self) -> StarQuerySet:
        return self.select_related(
            "registry__organization",
            "collection__artifact_type",
            "collection__project__entity",
            "collection__registry__organization",
        )


class Star(models.Model):
    """A bookmark. It changes nothing for anybody else, so the history does not tell of it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="stars", db_index=False)
    registry = models.ForeignKey(
        Registry, null=True, blank=True, on_delete=models.CASCADE, related_name="stars"
    )
    collection = models.ForeignKey(
        Collection, null=True, blank=True, on_delete=models.CASCADE, related_name="stars"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = StarQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "registry"), name="star_registry_unique"),
            models.UniqueConstraint(fields=("user", "collection"), name="star_collection_unique"),
            models.CheckConstraint(
                condition=Q(registry__isnull=False, collection__isnull=True)
                | Q(registry__isnull=True, collection__isnull=False),
                name="star_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"star of user {self.user_id}"
