"""All that a map says of its artifact versions: where they were logged, and where registries
have them."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from lineage.queries.cursors import Row, among, fetch, listed
from lineage.queries.sight import Sight
from lineage.queries.wording import address_under, iso

Aliases = dict[tuple[int, int], list[dict[str, Any]]]


def version_details(ids: Collection[int], sight: Sight) -> dict[str, dict[str, Any]]:
    """By node id. Registries and projects that the viewer may not see are not mentioned."""
    if not ids:
        return {}
    aliases = _aliases(ids)
    return {f"a{row[0]}": _version(row, sight, aliases) for row in _rows(ids)}


def _rows(ids: Collection[int]) -> list[Row]:
    sql = f"""
        SELECT version.id, version.collection_id, collection.project_id, entity.name, project.name,
          artifact_type.name, collection.name, version."index", version.state, version.digest,
          version.size, version.file_count, version.created_at, version.deleted_at, deleter.username
        FROM registry_artifactversion version
        JOIN registry_collection collection ON collection.id = version.collection_id
        JOIN registry_artifacttype artifact_type ON artifact_type.id = collection.artifact_type_id
        JOIN registry_project project ON project.id = collection.project_id
        JOIN registry_entity entity ON entity.id = project.entity_id
        LEFT JOIN registry_user deleter ON deleter.id = version.deleted_by_id
        WHERE {among("version.id")}"""
    return fetch(sql, [listed(ids)])


def _version(row: Row, sight: Sight, aliases: Aliases) -> dict[str, Any]:
    pk, collection, project, *place, index, state, digest, size, file_count = row[:12]
    created_at, deleted_at, deleted_by = row[12:]
    links = [link.described(aliases[pk, link.collection]) for link in sight.links.get(pk, ())]
    return {
        "id": f"a{pk}",
        "kind": "artifact",
        "type": place[2],
        "state": state,
        "links": links,
        "created_at": iso(created_at),
        "digest": digest,
        "size": size,
        "file_count": file_count,
        "deleted_at": iso(deleted_at),
        "deleted_by": deleted_by,
        **(
            _named_by_source(place, index, aliases[pk, collection])
            if project in sight.projects
            else _named_by_link(links[0])
        ),
    }


def _named_by_source(place: list[str], index: int, aliases: list[dict[str, Any]]) -> dict[str, Any]:
    entity, project, type_name, collection = place
    full_name = f"{entity}/{project}/{collection}:v{index}"
    return {
        "name": collection,
        "version": f"v{index}",
        "full_name": full_name,
        "path": full_name,
        "aliases": aliases,
        "url": address_under("source-version", entity, project, type_name, collection)
        + f"v{index}",
    }


def _named_by_link(link: dict[str, Any]) -> dict[str, Any]:
    """Visible only because a registry has it: its project stays unnamed."""
    return {
        "name": link["collection"],
        "version": link["version"],
        "full_name": link["full_name"],
        "path": link["full_name"],
        "aliases": [],
        "url": link["url"],
    }


def _aliases(ids: Collection[int]) -> Aliases:
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
    for version, collection, name, is_protected in fetch(sql, [listed(ids)]):
        found[version, collection].append({"name": name, "protected": bool(is_protected)})
    return found
