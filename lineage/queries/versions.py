"""All that a map says of its artifact versions: where they were logged, and where registries
have them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

from lineage.queries.cursors import among, fetch, listed, moment
from lineage.queries.sight import Sight
from lineage.queries.wording import Moment, address_under, iso

Described = dict[str, Any]
Aliases = dict[tuple[int, int], list[Described]]


class VersionRow(NamedTuple):
    pk: int
    collection: int
    project: int
    entity_name: str
    project_name: str
    type_name: str
    name: str
    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody needs
    created_at: Moment
    state: str
    digest: str
    size: int
    file_count: int
    deleted_at: Moment | None
    deleted_by: str | None


def version_rows(ids: Collection[int]) -> dict[str, VersionRow]:
    """By node id."""
    sql = f"""
        SELECT version.id, version.collection_id, collection.project_id, entity.name, project.name,
          artifact_type.name, collection.name, version."index", {moment("version.created_at")},
          version.state, version.digest, version.size, version.file_count,
          {moment("version.deleted_at")}, deleter.username
        FROM registry_artifactversion version
        JOIN registry_collection collection ON collection.id = version.collection_id
        JOIN registry_artifacttype artifact_type ON artifact_type.id = collection.artifact_type_id
        JOIN registry_project project ON project.id = collection.project_id
        JOIN registry_entity entity ON entity.id = project.entity_id
        LEFT JOIN registry_user deleter ON deleter.id = version.deleted_by_id
        WHERE {among("version.id")}"""
    rows = fetch(sql, [listed(ids)]) if ids else []
    return {f"a{row[0]}": VersionRow._make(row) for row in rows}


def aliases_of(ids: Collection[int]) -> Aliases:
    """By version and collection; `latest` comes last, as it says least."""
    sql = f"""
        SELECT alias.version_id, alias.collection_id, alias.name, protected.id IS NOT NULL
        FROM registry_alias alias
        JOIN registry_collection collection ON collection.id = alias.collection_id
        LEFT JOIN registry_protectedalias protected
          ON protected.registry_id = collection.registry_id AND protected.name = alias.name
        WHERE {among("alias.version_id")}
        ORDER BY alias.name = 'latest', alias.name"""
    found: Aliases = defaultdict(list)
    for version, collection, name, is_protected in fetch(sql, [listed(ids)]) if ids else []:
        found[version, collection].append({"name": name, "protected": bool(is_protected)})
    return found


@dataclass(frozen=True, slots=True)
class Describer:
    """Puts versions into words for a viewer. Hidden projects and registries are not mentioned."""

    sight: Sight
    aliases: Aliases

    def member(self, row: VersionRow) -> Described:
        """In the list of a group."""
        named = self._named(row)
        return {
            "id": f"a{row.pk}",
            "kind": "artifact",
            "name": named["name"],
            "version": named["version"],
            "type": row.type_name,
            "state": row.state,
            "aliases": named["aliases"],
            "created_at": iso(row.created_at),
            "url": named["url"],
        }

    def card(self, row: VersionRow) -> Described:
        full_name = self._named(row)["full_name"]
        return {
            **self.member(row),
            "full_name": full_name,
            "path": full_name,
            "links": self._links(row),
            "digest": row.digest,
            "size": row.size,
            "file_count": row.file_count,
            "deleted_at": iso(row.deleted_at),
            "deleted_by": row.deleted_by,
        }

    def _links(self, row: VersionRow) -> list[Described]:
        links = self.sight.links.get(row.pk, ())
        return [link.described(self.aliases.get((row.pk, link.collection), [])) for link in links]

    def _named(self, row: VersionRow) -> Described:
        if row.project not in self.sight.projects:
            # Visible only because a registry has it: its project stays unnamed.
            return {**self._links(row)[0], "name": self.sight.links[row.pk][0].name, "aliases": []}
        version = f"v{row.index}"
        place = (row.entity_name, row.project_name, row.type_name, row.name)
        return {
            "name": row.name,
            "version": version,
            "full_name": f"{row.entity_name}/{row.project_name}/{row.name}:{version}",
            "aliases": self.aliases.get((row.pk, row.collection), []),
            "url": address_under("source-version", *place) + version,
        }
