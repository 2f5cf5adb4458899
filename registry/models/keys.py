"""API keys: what programs show in place of a password."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from registry.models.moments import Now
from registry.models.people import Entity, User


class KeyScope(models.TextChoices):
    READ = "read", "read"
    WRITE = "write", "read and write"


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def visible_to(self, user: User) -> ApiKeyQuerySet:
        return self.filter(user=user)

    def administered_by(self, user: User) -> ApiKeyQuerySet:
        """Those of the service accounts of the teams that the user administers."""
        return self.filter(user__service_team__in=Entity.objects.administered_by(user))

    def usable(self) -> ApiKeyQuerySet:
        return self.filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=Now()),
            revoked_at__isnull=True,
            user__is_active=True,
        )


class ApiKey(models.Model):
    """A key is shown once. We keep its first characters, to tell keys apart, and a SHA-256 digest.

    A slow password hash would add nothing: the key is 160 random bits, and each request needs it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=128)
    prefix = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)
    scope = models.CharField(max_length=8, choices=KeyScope.choices, default=KeyScope.WRITE)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    last_used_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    # Names the form that made it, so that the form sent twice makes one key.
    once = models.CharField(max_length=64, null=True, blank=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "API key"
        constraints = (
            models.UniqueConstraint(fields=("digest",), name="api_key_digest_unique"),
            models.UniqueConstraint(fields=("user", "once"), name="api_key_once"),
        )

    def __str__(self) -> str:
        return f"{self.prefix}... of user {self.user_id}"
