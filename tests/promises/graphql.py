"""What the arguments of the SDK's fields are when somebody asks for a tenant's things."""

from lineal.sdk import ids
from tests.api.wire import artifact_id
from tests.promises.world import MARK, NOBODYS, Tenant


def arguments(tenant: Tenant) -> dict[str, object]:
    """By the field's argument, else by the argument's name alone."""
    run = tenant.run
    registry_project = f"wandb-registry-{tenant.registry.name}"
    return {
        "Query.entity.name": tenant.team.name,
        "Query.organization.name": tenant.organization.name,
        "Query.project.name": run.project.name,
        "Query.project.entityName": tenant.team.name,
        "Query.model.name": registry_project,
        "Query.model.entityName": tenant.organization.entity_name,
        "Query.models.entityName": tenant.team.name,
        "Query.artifact.id": artifact_id(tenant.version),
        "Query.artifactCollection.id": ids.encode("ArtifactPortfolio", tenant.shelf.pk),
        "Query.clientIDMapping.clientID": "okapi-zoo-client",
        "Query.users.query": MARK,
        "Entity.project.name": run.project.name,
        "Project.run.name": run.run_id,
        "Project.bucket.name": run.run_id,
        "Project.artifact.name": "okapi-zoo:v0",
        "Project.artifactType.name": "okapi-type",
        "Project.artifactCollection.name": tenant.source.name,
        "Project.artifactCollectionMembership.name": "okapi-zoo:v0",
        "ArtifactType.artifact.name": "okapi-zoo:v0",
        "ArtifactType.artifactCollection.name": tenant.source.name,
        "ArtifactType.artifactSequence.name": tenant.source.name,
        "Organization.featureFlags.rampIDType": "OrgName",
        "aliasName": "okapi-best",
        "specs": ['{"keys": ["okapi"], "samples": 5}'],
        "liveKeys": ["okapi"],
        "storageLayout": "V2",
        "manifestVersion": "1",
    }


def nobodys(values: dict[str, object]) -> dict[str, object]:
    """The same questions about things that nobody has."""
    return {name: _absent(value) for name, value in values.items()}


def _absent(value: object) -> object:
    if isinstance(value, list):
        return [_absent(one) for one in value]
    if not isinstance(value, str):
        return value
    known = ids.split(value)
    return ids.encode(known[0], 999_999) if known else value.replace(MARK, NOBODYS)
