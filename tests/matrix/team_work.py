"""What a role in a team lets one do in its projects."""

from dataclasses import replace

from lineal.sdk import ids
from tests.api.wire import artifact_id
from tests.matrix.people import (
    LOOKER,
    MEMBER,
    TEAM_ADMIN,
    TEAM_MEMBER,
    TEAM_VIEWER,
    Row,
    Stage,
)
from tests.matrix.stage import FOREIGNER, HEAD

# Who is not in the team knows nothing of its projects, in the organization or not.
OTHERS = frozenset({LOOKER, MEMBER, FOREIGNER})
READERS = Row(frozenset({HEAD, TEAM_VIEWER, TEAM_MEMBER, TEAM_ADMIN}), hidden=OTHERS, tells=False)
WRITERS = Row(frozenset({HEAD, TEAM_MEMBER, TEAM_ADMIN}), hidden=OTHERS)
LAB = "/crew/lab"
NET = f"{LAB}/artifacts/model/net"
PROJECT = {"entity": "crew", "project": "lab"}


def version(on: Stage) -> str:
    return f"/versions/{on.version.pk}"


def run_id(on: Stage) -> str:
    return ids.encode("Run", on.run.pk)


def aliases(on: Stage, name: str) -> dict[str, object]:
    where = {"entityName": "crew", "projectName": "lab", "artifactCollectionName": "net"}
    given = [{**where, "alias": name}]
    return {"artifactID": artifact_id(on.version), "aliases": given}


ROWS = {
    "look at the team's runs": replace(
        READERS,
        html=lambda it, on: it.get(f"{LAB}/runs/r1"),
        rest=lambda it, on: it.send("GET", f"/runs/{on.run.pk}"),
    ),
    "look at the team's versions": replace(
        READERS,
        html=lambda it, on: it.get(f"{NET}/v0"),
        rest=lambda it, on: it.send("GET", version(on)),
        sdk=lambda it, on: it.look(
            "ArtifactMembershipByName",
            *("project", "artifactCollectionMembership", "artifact"),
            **PROJECT,
            name="net:v0",
        ),
    ),
    "download from the team": replace(
        READERS,
        html=lambda it, on: it.get(f"{NET}/v0/download?path=a.txt"),
        rest=lambda it, on: it.send("GET", f"{version(on)}/files/a.txt"),
        sdk=lambda it, on: it.look(
            "GetArtifactMembershipFileUrls",
            *("project", "artifactCollection", "artifactMembership", "files"),
            **PROJECT,
            collection="net",
            alias="v0",
            perPage=10,
        ),
    ),
    "start a run in the team": replace(
        WRITERS,
        sdk=lambda it, on: it.send("UpsertBucket", name="new", **PROJECT)[0],
        tells=False,
    ),
    "stop a run of the team": replace(
        WRITERS, sdk=lambda it, on: it.send("StopRun", id=run_id(on))[0]
    ),
    "describe a version of the team": replace(
        WRITERS,
        html=lambda it, on: it.send(f"{NET}/v0/edit", change="describe", description="Good."),
        rest=lambda it, on: it.send("PATCH", version(on), description="Good."),
        sdk=lambda it, on: it.change(
            "UpdateArtifact", artifactID=artifact_id(on.version), description="Good."
        ),
    ),
    "tag a version of the team": replace(
        WRITERS,
        html=lambda it, on: it.send(f"{NET}/v0/edit", change="add_tags", tags="fast"),
        rest=lambda it, on: it.send("PUT", f"{version(on)}/tags/fast"),
        sdk=lambda it, on: it.change(
            "UpdateArtifact", artifactID=artifact_id(on.version), tagsToAdd=[{"tagName": "fast"}]
        ),
    ),
    "put an alias on a version of the team": replace(
        WRITERS,
        html=lambda it, on: it.send(f"{NET}/v0/edit", change="add_alias", alias="best"),
        rest=lambda it, on: it.send(
            "PUT", f"/collections/{on.version.collection_id}/aliases/best", version="v0"
        ),
        sdk=lambda it, on: it.change("AddAliases", **aliases(on, "best")),
    ),
    "delete a version of the team": replace(
        WRITERS,
        html=lambda it, on: it.send(f"{NET}/v0/remove", confirm="net:v0"),
        rest=lambda it, on: it.send("DELETE", f"{version(on)}?with_aliases=true"),
        sdk=lambda it, on: it.change(
            "DeleteArtifact", artifactID=artifact_id(on.version), deleteAliases=True
        ),
    ),
}
