"""The SDK's door: the documents that the installed SDK ships, with its variables."""

from typing import Any

from lineal.sdk import ids
from tests.api.wire import Wire, artifact_id, generated_texts, shipped_texts
from tests.matrix.outcomes import Outcome, Puzzle, of_status
from tests.matrix.stage import VIEWER, Person, Stage

PLACE = {"entityName": "acme-org", "projectName": "wandb-registry-model"}
ASKED = {"entity": "acme-org", "project": "wandb-registry-model"}
CODES = {
    "NOT_ALLOWED": Outcome.REFUSED,
    "ALIAS_PROTECTED": Outcome.REFUSED,
    "NOT_FOUND": Outcome.HIDDEN,
}


class Sdk:
    def __init__(self, person: Person) -> None:
        self.wire = Wire(key=person.key)
        self.user = person.user

    def send(self, name: str, /, **variables: object) -> tuple[Outcome, dict[str, Any]]:
        return self.ask(shipped_texts()[name], **variables)

    def ask(self, text: str, /, **variables: object) -> tuple[Outcome, dict[str, Any]]:
        query = {"query": text, "variables": variables}
        answer = self.wire.post("/graphql", query)
        if answer.status_code != 200:
            return of_status(answer.status_code, answer.content), {}
        body = answer.json()
        if errors := body.get("errors"):
            if (code := errors[0]["extensions"]["code"]) not in CODES:
                raise Puzzle(errors)
            return CODES[code], {}
        return Outcome.DONE, body["data"]

    def change(self, name: str, /, **given: object) -> Outcome:
        texts = shipped_texts() | generated_texts()
        return self.ask(texts[name], input=given)[0]

    def look(self, name: str, /, *path: str, **variables: object) -> Outcome:
        """What is hidden is null somewhere on the path."""
        outcome, found = self.send(name, **variables)
        for step in path if outcome == Outcome.DONE else ():
            if found[step] is None:
                return Outcome.HIDDEN
            found = found[step]
        return outcome


def registry_id(stage: Stage) -> str:
    return ids.encode("Registry", stage.registry.pk)


def portfolio_id(pk: int) -> str:
    return ids.encode("ArtifactPortfolio", pk)


def look(it: Sdk, stage: Stage) -> Outcome:
    return it.look(
        "ProjectArtifactCollection",
        *("project", "artifactType", "artifactCollection"),
        **ASKED,
        type="model",
        name="zoo",
    )


def look_at_version(it: Sdk, stage: Stage) -> Outcome:
    path = ("project", "artifactCollectionMembership", "artifact")
    return it.look("ArtifactMembershipByName", *path, **ASKED, name="zoo:v0")


def look_at_members(it: Sdk, stage: Stage) -> Outcome:
    return it.look("RegistryUserMembers", "project", "members", **ASKED)


def download(it: Sdk, stage: Stage) -> Outcome:
    path = ("project", "artifactCollection", "artifactMembership", "files")
    name = "GetArtifactMembershipFileUrls"
    return it.look(name, *path, **ASKED, collection="zoo", alias="v0", perPage=10)


def use(it: Sdk, stage: Stage) -> Outcome:
    run = {"entityName": it.user.username if it.user else "x", "projectName": "own"}
    return it.change("UseArtifact", artifactID=artifact_id(stage.shown), runName="mine", **run)


def create_collection(it: Sdk, stage: Stage) -> Outcome:
    """By a link to one that is not there."""
    artifact = artifact_id(stage.common)
    return it.send("LinkArtifact", **link_input("new", artifact))[0]


def edit_card(it: Sdk, stage: Stage) -> Outcome:
    given = {"artifactPortfolioID": portfolio_id(stage.zoo.pk), "description": "# Zoo"}
    return it.change("UpdateArtifactPortfolio", **given)


def rename_collection(it: Sdk, stage: Stage) -> Outcome:
    given = {"artifactPortfolioID": portfolio_id(stage.zoo.pk), "name": "animals"}
    return it.change("UpdateArtifactPortfolio", **given)


def delete_collection(it: Sdk, stage: Stage) -> Outcome:
    return it.send("DeleteArtifactPortfolio", id=portfolio_id(stage.zoo.pk))[0]


def link_version(it: Sdk, stage: Stage) -> Outcome:
    return it.send("LinkArtifact", **link_input("zoo", artifact_id(stage.common)))[0]


def link_input(collection: str, artifact: str) -> dict[str, object]:
    """As Python's and the Go program's document have it: the one as `input`, the other flat."""
    flat = {"artifactPortfolioName": collection, **PLACE, "aliases": []}
    return {**flat, "artifactId": artifact, "input": {**flat, "artifactID": artifact}}


def unlink_version(it: Sdk, stage: Stage) -> Outcome:
    which = {"artifactPortfolioID": portfolio_id(stage.zoo.pk)}
    return it.change("UnlinkArtifact", artifactID=artifact_id(stage.shown), **which)


def describe_version(it: Sdk, stage: Stage) -> Outcome:
    artifact = artifact_id(stage.shown)
    return it.change("UpdateArtifact", artifactID=artifact, description="Better.")


def tag_version(it: Sdk, stage: Stage) -> Outcome:
    tags = [{"tagName": "fast"}]
    return it.change("UpdateArtifact", artifactID=artifact_id(stage.shown), tagsToAdd=tags)


def alias(stage: Stage, name: str) -> dict[str, object]:
    where = {**PLACE, "artifactCollectionName": "zoo", "alias": name}
    return {"artifactID": artifact_id(stage.shown), "aliases": [where]}


def add_alias(it: Sdk, stage: Stage) -> Outcome:
    return it.change("AddAliases", **alias(stage, "candidate"))


def remove_alias(it: Sdk, stage: Stage) -> Outcome:
    return it.change("DeleteAliases", **alias(stage, "staging"))


def tag_collection(it: Sdk, stage: Stage) -> Outcome:
    where = {**PLACE, "artifactCollectionName": "zoo"}
    return it.change("AddArtifactCollectionTags", **where, tags=[{"tagName": "fast"}])


def describe_registry(it: Sdk, stage: Stage) -> Outcome:
    return upsert(it, stage, description="Ours.")


def rename_registry(it: Sdk, stage: Stage) -> Outcome:
    names = {"oldProjectName": "wandb-registry-model", "newProjectName": "wandb-registry-models"}
    return it.change("RenameRegistry", entityName="acme-org", **names)


def move_protected_alias(it: Sdk, stage: Stage) -> Outcome:
    return it.change("AddAliases", **alias(stage, "production"))


def unlink_protected(it: Sdk, stage: Stage) -> Outcome:
    which = {"artifactPortfolioID": portfolio_id(stage.guarded.collection_id)}
    return it.change("UnlinkArtifact", artifactID=artifact_id(stage.shown), **which)


def delete_protected_collection(it: Sdk, stage: Stage) -> Outcome:
    return it.send("DeleteArtifactPortfolio", id=portfolio_id(stage.guarded.collection_id))[0]


def change_types(it: Sdk, stage: Stage) -> Outcome:
    return upsert(it, stage, artifactTypes=[{"name": "dataset"}])


def change_visibility(it: Sdk, stage: Stage) -> Outcome:
    return upsert(it, stage, access="PRIVATE")


def upsert(it: Sdk, stage: Stage, **given: object) -> Outcome:
    """The SDK loads a registry before it changes it."""
    name = {"name": "wandb-registry-model"}
    loaded = it.look("FetchRegistry", "entity", "project", **name, entity="acme-org")
    if loaded != Outcome.DONE:
        return loaded
    return it.change("UpsertRegistry", **name, entityName="acme-org", **given)


def add_member(it: Sdk, stage: Stage) -> Outcome:
    outsider = ids.encode("User", stage.outsider.pk)
    return it.change("CreateRegistryMembers", projectId=registry_id(stage), userIds=[outsider])


def change_role(it: Sdk, stage: Stage) -> Outcome:
    return it.change(
        "UpdateUserRegistryRole",
        projectId=registry_id(stage),
        userId=viewer_id(stage),
        userProjectRole="member",
    )


def remove_member(it: Sdk, stage: Stage) -> Outcome:
    return it.change(
        "DeleteRegistryMembers", projectId=registry_id(stage), userIds=[viewer_id(stage)]
    )


def viewer_id(stage: Stage) -> str:
    user = stage.people[VIEWER].user
    assert user
    return ids.encode("User", user.pk)


def delete_registry(it: Sdk, stage: Stage) -> Outcome:
    return it.send("DeleteRegistry", id=registry_id(stage))[0]
