"""The REST door, by an API key."""

from tests.api.rest import Rest
from tests.matrix.outcomes import Outcome, of_status
from tests.matrix.stage import Person, Stage


class Caller:
    def __init__(self, person: Person) -> None:
        self.rest = Rest(key=person.key)

    def send(self, method: str, path: str, **body: object) -> Outcome:
        answer = self.rest.send(method, path, body if body else None)
        return of_status(answer.status_code, answer.content)


def registry(stage: Stage) -> str:
    return f"/registries/{stage.registry.pk}"


def zoo(stage: Stage) -> str:
    return f"/collections/{stage.zoo.pk}"


def version(stage: Stage) -> str:
    return f"/versions/{stage.shown.pk}"


def look(it: Caller, stage: Stage) -> Outcome:
    return it.send("GET", zoo(stage))


def look_at_version(it: Caller, stage: Stage) -> Outcome:
    return it.send("GET", f"{zoo(stage)}/versions/v0")


def look_at_members(it: Caller, stage: Stage) -> Outcome:
    return it.send("GET", f"{registry(stage)}/members")


def look_at_history(it: Caller, stage: Stage) -> Outcome:
    return it.send("GET", f"{registry(stage)}/history")


def download(it: Caller, stage: Stage) -> Outcome:
    return it.send("GET", f"{version(stage)}/files/a.txt")


def create_collection(it: Caller, stage: Stage) -> Outcome:
    return it.send("POST", f"{registry(stage)}/collections", name="new", type="model")


def edit_card(it: Caller, stage: Stage) -> Outcome:
    return it.send("PATCH", zoo(stage), description="# Zoo")


def rename_collection(it: Caller, stage: Stage) -> Outcome:
    return it.send("PATCH", zoo(stage), name="animals")


def delete_collection(it: Caller, stage: Stage) -> Outcome:
    return it.send("DELETE", zoo(stage))


def link_version(it: Caller, stage: Stage) -> Outcome:
    wanted = {"version_id": stage.common.pk, "collection": "zoo"}
    return it.send("POST", f"{registry(stage)}/links", **wanted)


def unlink_version(it: Caller, stage: Stage) -> Outcome:
    return it.send("DELETE", f"/links/{stage.link.pk}")


def describe_version(it: Caller, stage: Stage) -> Outcome:
    return it.send("PATCH", version(stage), description="Better.")


def add_alias(it: Caller, stage: Stage) -> Outcome:
    return it.send("PUT", f"{zoo(stage)}/aliases/candidate", version="v0")


def remove_alias(it: Caller, stage: Stage) -> Outcome:
    return it.send("DELETE", f"{zoo(stage)}/aliases/staging")


def tag_collection(it: Caller, stage: Stage) -> Outcome:
    return it.send("PUT", f"{zoo(stage)}/tags/fast")


def tag_version(it: Caller, stage: Stage) -> Outcome:
    return it.send("PUT", f"{version(stage)}/tags/fast")


def rename_registry(it: Caller, stage: Stage) -> Outcome:
    return it.send("PATCH", registry(stage), name="models")


def describe_registry(it: Caller, stage: Stage) -> Outcome:
    return it.send("PATCH", registry(stage), description="Ours.")


def move_protected_alias(it: Caller, stage: Stage) -> Outcome:
    return it.send("PUT", f"{zoo(stage)}/aliases/production", version="v0")


def unlink_protected(it: Caller, stage: Stage) -> Outcome:
    return it.send("DELETE", f"/links/{stage.guarded.pk}")


def delete_protected_collection(it: Caller, stage: Stage) -> Outcome:
    return it.send("DELETE", f"/collections/{stage.guarded.collection_id}")


def protect_alias(it: Caller, stage: Stage) -> Outcome:
    return it.send("PUT", f"{registry(stage)}/protected-aliases/gold")


def unprotect_alias(it: Caller, stage: Stage) -> Outcome:
    return it.send("DELETE", f"{registry(stage)}/protected-aliases/production")


def change_types(it: Caller, stage: Stage) -> Outcome:
    return it.send("PATCH", registry(stage), accepted_types=["dataset"])


def change_visibility(it: Caller, stage: Stage) -> Outcome:
    return it.send("PATCH", registry(stage), visibility="organization")


def add_member(it: Caller, stage: Stage) -> Outcome:
    return it.send("POST", f"{registry(stage)}/members", names=["outsider"])


def change_role(it: Caller, stage: Stage) -> Outcome:
    return it.send("PATCH", f"{registry(stage)}/members/{stage.viewer_row.pk}", role="member")


def remove_member(it: Caller, stage: Stage) -> Outcome:
    return it.send("DELETE", f"{registry(stage)}/members/{stage.viewer_row.pk}")


def delete_registry(it: Caller, stage: Stage) -> Outcome:
    return it.send("DELETE", f"{registry(stage)}?confirm=model")
