from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from registry import patterns


class RegistryConfig(AppConfig):
    name = "registry"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        connection_created.connect(_bound_patterns)


def _bound_patterns(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Instead of Django's own function, which tries for as long as it takes."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("REGEXP", 2, patterns.matches, deterministic=True)
