"""The browser's door: pages are opened and forms sent, as somebody signed in."""

from django.http import HttpResponse
from django.test import Client

from tests import make
from tests.matrix.outcomes import Outcome, Puzzle, of_status
from tests.matrix.stage import Person, Stage

READ = "/orgs/acme/registry/model"
KEPT = "/orgs/acme/registries/model"
ZOO = f"{KEPT}/collections/zoo"


class Browser:
    def __init__(self, person: Person) -> None:
        self.client = make.browse(person.user) if person.user else Client()

    def get(self, path: str) -> Outcome:
        answer = self.client.get(path)
        if answer.streaming:
            b"".join(answer)
        return self._seen(answer)

    def send(self, path: str, **typed: object) -> Outcome:
        answer = self.client.post(path, typed)
        return (
            self._refused_in_the_form(answer) if answer.status_code == 200 else self._seen(answer)
        )

    def _refused_in_the_form(self, answer: HttpResponse) -> Outcome:
        """Who may send a form, and not with this in it, reads the rule there."""
        if b"; you are " not in answer.content:
            raise Puzzle("the form came back")
        return Outcome.REFUSED

    def _seen(self, answer: HttpResponse) -> Outcome:
        if answer.status_code == 302 and answer["Location"].startswith("/login"):
            return Outcome.SIGN_IN
        return of_status(answer.status_code)


def look(it: Browser, stage: Stage) -> Outcome:
    return it.get(f"{READ}/zoo")


def look_at_version(it: Browser, stage: Stage) -> Outcome:
    return it.get(f"{READ}/zoo/v0")


def look_at_members(it: Browser, stage: Stage) -> Outcome:
    return it.get(f"{KEPT}/members")


def look_at_history(it: Browser, stage: Stage) -> Outcome:
    return it.get(f"{KEPT}/history")


def download(it: Browser, stage: Stage) -> Outcome:
    return it.get(f"{READ}/zoo/v0/download?path=a.txt")


def create_collection(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{KEPT}/collections/new", name="new", type_name="model")


def edit_card(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{ZOO}/card", description="# Zoo")


def rename_collection(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{ZOO}/settings", change="rename", name="animals")


def delete_collection(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{ZOO}/delete", confirm="zoo")


def link_version(it: Browser, stage: Stage) -> Outcome:
    chosen = "team=common&project=open&artifact=birds-net&version=v0"
    return it.send(f"{ZOO}/link?{chosen}", aliases="")


def unlink_version(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{READ}/zoo/v0/remove")


def describe_version(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{READ}/zoo/v0/edit", change="describe", description="Better.")


def add_alias(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{READ}/zoo/v0/edit", change="add_alias", alias="candidate")


def remove_alias(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{READ}/zoo/v0/edit", change="remove_alias", names="staging")


def tag_collection(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{ZOO}/settings", change="add_tags", tags="fast")


def tag_version(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{READ}/zoo/v0/edit", change="add_tags", tags="fast")


def rename_registry(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{KEPT}/settings", change="rename", name="models")


def describe_registry(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{KEPT}/settings", change="describe", description="Ours.")


def move_protected_alias(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{READ}/zoo/v0/edit", change="add_alias", alias="production")


def unlink_protected(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{READ}/guarded/v0/remove")


def delete_protected_collection(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{KEPT}/collections/guarded/delete", confirm="guarded")


def protect_alias(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{KEPT}/settings", change="protect", alias="gold")


def unprotect_alias(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{KEPT}/settings", change="unprotect", alias="production")


def change_types(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{KEPT}/settings", change="accept", accepted_types="dataset")


def change_visibility(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{KEPT}/settings", change="visibility", visibility="organization")


def add_member(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{KEPT}/members", change="add", names="outsider", role="viewer")


def change_role(it: Browser, stage: Stage) -> Outcome:
    return it.send(
        f"{KEPT}/members", change="role", member=str(stage.viewer_row.holder), role="member"
    )


def remove_member(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{KEPT}/members", change="remove", member=str(stage.viewer_row.holder))


def delete_registry(it: Browser, stage: Stage) -> Outcome:
    return it.send(f"{KEPT}/delete", confirm="model")
