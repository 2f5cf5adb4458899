"""What a link shows to others is the version, not the collection and project that it stands in."""

from base64 import urlsafe_b64encode

import orjson
import pytest

from registry.models import Organization, Role, User
from tests import make
from tests.api.wire import Wire, artifact_id

AROUND = """
query Around($id: ID!) {
  artifact(id: $id) {
    artifactSequence {
      name description
      artifacts { edges { node { metadata digest } } }
      aliases { edges { node { alias } } }
      latestArtifact { metadata }
      artifactMembership(aliasName: "v1") { artifact { metadata } }
      tags { edges { node { name } } }
    }
    artifactType {
      artifactCollections { edges { node { name } } }
    }
  }
}
"""
LATER = """
query Later($after: String) {
  project(name: "mine", entityName: "sam") {
    artifactCollections(order: "+name", after: $after) { edges { node { name } } }
  }
}
"""


@pytest.fixture
def looker(acme: Organization, db: None) -> User:
    user = make.make_user("looker")
    make.join_organization(acme, user, Role.VIEWER)
    return user


def test_a_linked_version_opens_neither_its_collection_nor_its_project(
    acme: Organization, looker: User
) -> None:
    project = make.make_project(make.make_team(acme, "hidden-team"), "hidden")
    shown = make.make_version(project, "classifier", metadata={"shown": 1})
    make.make_version(project, "classifier", metadata={"secret": 2}, aliases=("private-alias",))
    make.make_version(project, "unreleased", metadata={"secret": 3})
    make.link(shown, make.make_registry(acme, "model"), "released")

    answer = Wire(looker).graphql(AROUND, id=artifact_id(shown))

    assert answer["data"]["artifact"]["artifactSequence"]["name"] == "classifier"
    text = orjson.dumps(answer).decode()
    for hidden in ("secret", "private-alias", "unreleased"):
        assert hidden not in text, text


@pytest.mark.parametrize("name", ["a", "z"])
def test_a_made_up_cursor_compares_with_no_hidden_row(db: None, name: str) -> None:
    theirs = make.make_version(make.make_project(make.make_user("grace").personal_entity), name)
    sam = make.make_user("sam")
    make.make_version(make.make_project(sam.personal_entity, "mine"), "m")
    after = urlsafe_b64encode(orjson.dumps(["b", theirs.collection_id])).decode()

    answer = Wire(sam).data(LATER, after=after)

    found = answer["project"]["artifactCollections"]["edges"]
    assert [edge["node"]["name"] for edge in found] == ["m"]
