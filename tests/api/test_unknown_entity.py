"""Logging to an entity that is not there: the message says which ones there are for the caller."""

from registry.models import Entity, User
from tests.api.wire import Wire

START = """mutation($entity: String!) { upsertBucket(input: {entityName: $entity,
    modelName: "zoo", name: "r1"}) { bucket { id } } }"""


def said(user: User, entity: str) -> str:
    return str(Wire(user).error(START, entity=entity)["message"])


def test_names_those_to_log_to(mika: User, zoo_team: Entity) -> None:
    assert said(mika, "nosuch") == (
        "There is no such entity as 'nosuch', or you may not see it. "
        "You can log to: mika, zoo-team."
    )


def test_names_nothing_of_others(mika: User, zoo_team: Entity, sam: User) -> None:
    assert said(mika, "sam").replace("sam", "nosuch") == said(mika, "nosuch")


def test_where_somebody_only_looks_is_not_offered(vic: User, zoo_team: Entity) -> None:
    assert "zoo-team" not in said(vic, "nosuch")
