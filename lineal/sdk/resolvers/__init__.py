"""Resolvers, named like the fields that they answer. Importing this package binds the contract."""

from lineage.models import Run
from lineal.sdk import contract
from lineal.sdk.resolvers import (  # noqa: F401 - importing them binds their fields
    artifacts,
    collections,
    console,
    edits,
    history,
    parts,
    projects,
    protected_aliases,
    registries,
    registry_changes,
    run_changes,
    runs,
    serverinfo,
    shapes,
    teams,
    types,
    uploads,
    viewer,
)
from registry.models import Collection


def type_of(source: object) -> str:
    """The concrete type behind an interface or a union."""
    if isinstance(source, Collection):
        return "ArtifactSequence" if source.is_source else "ArtifactPortfolio"
    return "Run" if isinstance(source, Run) else "User"


schema, unsupported = contract.load(type_of)
