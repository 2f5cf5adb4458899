"""Where else versions are: in registries, and in collections of other projects."""

from collections.abc import Collection
from typing import Any, NamedTuple

from lineage.queries.cursors import among, fetch, listed
from lineage.queries.wording import address_under
from registry.naming import registry_project


class Link(NamedTuple):
    version: int
    collection: int
    number: int
    name: str
    registry: int | None
    registry_name: str | None
    organization: str | None
    organization_entity: str | None
    project: int | None
    project_name: str | None
    entity: str | None
    type_name: str
    is_protected: bool
    """The version holds a protected alias there."""

    def described(self, aliases: list[dict[str, Any]]) -> dict[str, Any]:
        """As a map tells it."""
        if self.registry is not None:
            assert self.organization is not None
            assert self.registry_name is not None
            shown = self.registry_name
            place = f"{self.organization_entity}/{registry_project(shown)}"
            address = address_under("version", self.organization, shown, self.name)
        else:
            assert self.entity is not None
            assert self.project_name is not None
            shown = place = f"{self.entity}/{self.project_name}"
            parts = (self.entity, self.project_name, self.type_name, self.name)
            address = address_under("source-version", *parts)
        return {
            "registry": shown,
            "collection": self.name,
            "version": f"v{self.number}",
            "full_name": f"{place}/{self.name}:v{self.number}",
            "url": f"{address}v{self.number}",
            "aliases": aliases,
        }


def links_of(versions: Collection[int]) -> list[Link]:
    """The newest first."""
    if not versions:
        return []
    sql = f"""
        SELECT link.version_id, link.collection_id, link."index", collection.name,
          registry.id, registry.name, organization.name, organization.entity_name,
          project.id, project.name, entity.name, artifact_type.name,
          EXISTS(
            SELECT 1 FROM registry_alias alias JOIN registry_protectedalias protected
            ON protected.registry_id = registry.id AND protected.name = alias.name
            WHERE alias.version_id = link.version_id AND alias.collection_id = collection.id)
        FROM registry_linkedversion link
        JOIN registry_collection collection ON collection.id = link.collection_id
        JOIN registry_artifacttype artifact_type ON artifact_type.id = collection.artifact_type_id
        LEFT JOIN registry_registry registry ON registry.id = collection.registry_id
        LEFT JOIN registry_organization organization ON organization.id = registry.organization_id
        LEFT JOIN registry_project project ON project.id = collection.project_id
        LEFT JOIN registry_entity entity ON entity.id = project.entity_id
        WHERE {among("link.version_id")}
        ORDER BY link.id DESC"""
    return [Link._make(row) for row in fetch(sql, [listed(versions)])]
