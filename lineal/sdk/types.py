"""Artifact types in the place where they are asked about."""

from dataclasses import dataclass

from lineal.sdk.lookup import Space
from registry.models import ArtifactType


@dataclass(frozen=True, slots=True)
class TypeInPlace:
    """A type's name belongs to nobody; its collections are those of one project."""

    type: ArtifactType
    space: Space
