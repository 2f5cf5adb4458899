"""Every change of the SDK's contract, asked for on a tenant's things."""

from lineal.sdk import ids
from registry.models import ArtifactVersion, Manifest
from tests.api.wire import artifact_id
from tests.promises.world import Tenant

Input = dict[str, object]
NO_DIGEST = "0" * 32


def changes(tenant: Tenant) -> dict[str, Input]:
    """By mutation. A new one has to be put here, or where it is said why not."""
    return people(tenant) | runs(tenant) | versions(tenant) | collections(tenant) | places(tenant)


def people(tenant: Tenant) -> dict[str, Input]:
    team, owner = tenant.team.name, ids.encode("User", tenant.owner.pk)
    return {
        "updateUser": {"defaultEntity": team},
        "createTeam": {
            "teamName": "okapi-second",
            "organizationId": ids.encode("Organization", tenant.organization.pk),
        },
        "createInvite": {"entityName": team, "username": tenant.owner.username},
        "deleteInvite": {"id": owner, "entityName": team},
        "createServiceAccount": {"entityName": team, "description": "okapi-second-robot"},
        "deleteApiKey": {"id": tenant.key.prefix},
    }


def runs(tenant: Tenant) -> dict[str, Input]:
    team, project = tenant.team.name, tenant.run.project.name
    run = ids.encode("Run", tenant.run.pk)
    of_run = {"entityName": team, "projectName": project, "runName": tenant.run.run_id}
    return {
        "upsertBucket": {"name": tenant.run.run_id, "modelName": project, "entityName": team},
        "createRunFiles": {**of_run, "files": ["okapi.txt"]},
        "markRunFilesUploaded": {**of_run, "files": ["okapi.txt"]},
        "deleteRun": {"id": run, "deleteArtifacts": True},
        "stopRun": {"id": run},
        "rewindRun": {**of_run, "metricName": "_step", "metricValue": 0},
        "updateRunState": {"id": run, "state": "pending"},
        "deleteFiles": {"files": [ids.encode("RunFile", tenant.run.files.get().pk)]},
    }


def versions(tenant: Tenant) -> dict[str, Input]:
    team, project = tenant.team.name, tenant.run.project.name
    of_run = {"entityName": team, "projectName": project, "runName": tenant.run.run_id}
    version, pending = artifact_id(tenant.version), artifact_id(tenant.pending)
    manifest = ids.encode("ArtifactManifest", manifest_of(tenant.version).pk)
    alias = {"artifactCollectionName": tenant.source.name, "alias": "okapi-best"}
    aliases = [{**alias, "entityName": team, "projectName": project}]
    file = {"artifactID": pending, "name": "okapi.txt", "md5": "XrY7u+Ae7tCTyyK7j1rNww=="}
    return {
        "createArtifact": {
            **of_run,
            "artifactTypeName": "okapi-type",
            "artifactCollectionName": tenant.source.name,
            "digest": NO_DIGEST,
        },
        "createArtifactManifest": {
            **of_run,
            "artifactID": pending,
            "name": "okapi",
            "digest": "XrY7u+Ae7tCTyyK7j1rNww==",
        },
        "updateArtifactManifest": {"artifactManifestID": manifest},
        "createArtifactFiles": {"artifactFiles": [file], "storageLayout": "V2"},
        "completeMultipartUploadArtifact": {
            "completeMultipartAction": "Complete",
            "completedParts": [],
            "artifactID": pending,
            "storagePath": "okapi",
            "uploadID": "okapi",
        },
        "commitArtifact": {"artifactID": pending},
        "useArtifact": {**of_run, "artifactID": version},
        "updateArtifact": {"artifactID": version, "description": "changed"},
        "addAliases": {"artifactID": version, "aliases": aliases},
        "deleteAliases": {"artifactID": version, "aliases": aliases},
        "deleteArtifact": {"artifactID": version, "deleteAliases": True},
    }


def collections(tenant: Tenant) -> dict[str, Input]:
    version = artifact_id(tenant.version)
    source = {"artifactSequenceID": ids.encode("ArtifactSequence", tenant.source.pk)}
    shelf = {"artifactPortfolioID": ids.encode("ArtifactPortfolio", tenant.shelf.pk)}
    tags: Input = {
        "entityName": tenant.team.name,
        "projectName": tenant.run.project.name,
        "artifactCollectionName": tenant.source.name,
        "tags": [{"tagName": "okapi"}],
    }
    return {
        "linkArtifact": {
            "artifactID": version,
            "artifactPortfolioName": tenant.shelf.name,
            "entityName": tenant.organization.entity_name,
            "projectName": f"wandb-registry-{tenant.registry.name}",
        },
        "unlinkArtifact": {"artifactID": version, **shelf},
        "updateArtifactSequence": {**source, "name": "okapi-moved"},
        "updateArtifactPortfolio": {**shelf, "name": "okapi-moved"},
        "moveArtifactSequence": {**source, "destinationArtifactTypeName": "okapi-kind"},
        "deleteArtifactSequence": source,
        "deleteArtifactPortfolio": shelf,
        "createArtifactCollectionTagAssignments": tags,
        "deleteArtifactCollectionTagAssignments": tags,
    }


def places(tenant: Tenant) -> dict[str, Input]:
    registry = ids.encode("Registry", tenant.registry.pk)
    owner, team = ids.encode("User", tenant.owner.pk), ids.encode("Entity", tenant.team.pk)
    both = {"projectId": registry, "userIds": [owner], "teamIds": [team]}
    return {
        "upsertModel": {
            "name": f"wandb-registry-{tenant.registry.name}",
            "entityName": tenant.organization.entity_name,
            "description": "changed",
        },
        "renameProject": {
            "entityName": tenant.organization.entity_name,
            "oldProjectName": f"wandb-registry-{tenant.registry.name}",
            "newProjectName": "wandb-registry-okapi-moved",
        },
        "deleteModel": {"id": registry},
        "protectAlias": {"projectId": registry, "alias": "okapi-safe"},
        "unprotectAlias": {"projectId": registry, "alias": "okapi-live"},
        "createProjectMembers": both,
        "deleteProjectMembers": both,
        "updateProjectMember": {
            "projectId": registry,
            "userId": owner,
            "userProjectRole": "viewer",
        },
        "updateProjectTeamMember": {
            "projectId": registry,
            "teamId": team,
            "teamProjectRole": "admin",
        },
    }


def manifest_of(version: ArtifactVersion) -> Manifest:
    return version.manifests.get()
