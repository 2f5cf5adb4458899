"""No field of the SDK's contract tells another tenant anything, and no change touches theirs."""

import json

import pytest
from graphql import GraphQLObjectType, get_named_type

from lineal.sdk.resolvers import schema, unsupported
from registry.models import RegistryRole, User
from tests import expect, make
from tests.api.wire import Wire
from tests.promises.changes import Input, changes
from tests.promises.graphql import arguments, nobodys
from tests.promises.walks import explore, shortest
from tests.promises.world import MARK, NOBODYS, Tenant, make_tenant

# What the tenant has none of; the kinds that only changes answer with.
EMPTY = {"RampFeatureFlag", "UploadMultipartUrls", "UploadUrlPart", "UserEdge"}
# The SDK deletes twice: that there is no such run is no error.
SILENT = {"deleteRun", "deleteFiles"}
OF_ONES_OWN = {"generateApiKey"}
# Nothing of anybody's: tests/registry/test_create_user_of_email.py.
FOR_OPERATORS = {"createUser"}


@pytest.fixture
def tenant(db: None) -> Tenant:
    return make_tenant()


def test_every_kind_of_object_is_reached_by_those_it_belongs_to(tenant: Tenant) -> None:
    """Else the silence below would prove nothing."""
    wanted = {walk[-1].kind for walk in shortest()}

    said = "".join(explore(Wire(tenant.owner), arguments(tenant)).values())

    assert {kind for kind in wanted if f'"__typename": "{kind}"' not in said} == EMPTY
    assert "errors" not in said


def test_what_is_there_answers_others_as_what_is_not(tenant: Tenant, sam: User) -> None:
    wire, known = Wire(sam), arguments(tenant)

    said = explore(wire, known)

    assert {walk: text for walk, text in said.items() if MARK in data(text)} == {}
    assert {walk: text.replace(MARK, NOBODYS) for walk, text in said.items()} == explore(
        wire, nobodys(known)
    )


def data(said: str) -> str:
    """The refusals may repeat the words of the question."""
    return json.dumps(json.loads(said)["data"])


def test_ones_own_things_lead_to_nothing_of_others(tenant: Tenant, sam: User) -> None:
    """Own project and entity, asked for what has the other tenant's names."""
    project = make.make_project(sam.personal_entity, "own")
    make.make_version(project, "own", run=make.make_run(project, "own", sam), user=sam)
    own = {"Query.project.name": "own", "Query.model.name": "own"} | {
        f"Query.{root}": "sam"
        for root in ("project.entityName", "model.entityName", "entity.name", "models.entityName")
    }

    said = explore(Wire(sam), arguments(tenant) | own)

    assert '"name": "own"' in "".join(said.values())
    assert {walk: text for walk, text in said.items() if MARK in data(text)} == {}


@pytest.mark.parametrize("role", [RegistryRole.RESTRICTED_VIEWER, RegistryRole.VIEWER])
def test_a_registry_shows_its_versions_and_not_where_they_come_from(
    db: None, role: RegistryRole
) -> None:
    """The mark is on the project, its runs, and what else is in the version's collection."""
    tenant = make_tenant(shown="shown")
    guest = make.make_user("guest")
    make.join_registry(tenant.registry, guest, role)

    said = explore(Wire(guest), arguments(tenant) | in_registry(tenant))

    seen = {walk[0].name for walk, text in said.items() if "shown-zoo" in text}
    assert {"artifact", "artifactCollection", "entity", "model", "project"} <= seen
    hidden = {walk: text for walk, text in said.items() if MARK in without_files(text, role)}
    assert hidden == {}


def in_registry(tenant: Tenant) -> dict[str, object]:
    registry, owner = f"wandb-registry-{tenant.registry.name}", tenant.organization.entity_name
    places = {f"Query.{root}.name": registry for root in ("project", "model")}
    owners = ("project.entityName", "model.entityName", "entity.name", "models.entityName")
    return places | {f"Query.{root}": owner for root in owners} | {"aliasName": "shown-live"}


def without_files(said: str, role: RegistryRole) -> str:
    """A viewer of the registry may use the files, and so reads their names."""
    return said if role == RegistryRole.RESTRICTED_VIEWER else said.replace("okapi.txt", "")


class TestChange:
    def test_each_is_classified(self, tenant: Tenant) -> None:
        mutations = schema.mutation_type
        assert mutations
        later = {name.partition(".")[2] for name in unsupported}
        others = later | OF_ONES_OWN | FOR_OPERATORS

        assert changes(tenant).keys() == mutations.fields.keys() - others

    def test_others_are_refused_as_if_there_were_nothing(self, tenant: Tenant, sam: User) -> None:
        wire = Wire(sam)
        make.note_use(wire.key)

        with expect.nothing_changes():
            answers = {
                name: (change(wire, name, given), change(wire, name, nobodys(given)))
                for name, given in changes(tenant).items()
            }

        told = {name: said for name, said in answers.items() if not is_refusal(*said)}
        assert told.keys() == SILENT
        assert {theirs for theirs, _ in told.values()} == {nobodys for _, nobodys in told.values()}


def change(wire: Wire, name: str, given: Input) -> str:
    mutation = schema.mutation_type
    assert mutation
    field = mutation.fields[name]
    assert isinstance(get_named_type(field.type), GraphQLObjectType)
    kind = get_named_type(field.args["input"].type).name
    document = f"mutation ($input: {kind}!) {{ {name}(input: $input) {{ __typename }} }}"
    return json.dumps(wire.graphql(document, input=given))


def is_refusal(theirs: str, nobodys: str) -> bool:
    return "errors" in json.loads(theirs) and theirs.replace(MARK, NOBODYS) == nobodys
