"""What holds for each action, those yet to come included: their arguments are found by type."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from types import ModuleType, UnionType
from typing import Union, get_args, get_origin, get_type_hints

import pytest

import lineage.actions
import registry.actions
from lineage.actions.edges import commit_artifact
from lineage.actions.files import receive_run_file, request_run_files
from lineage.actions.runs import RunChanges
from lineage.actions.streams import StreamChunk
from lineage.models import Run, RunFile, RunState
from registry.actions.edits import RegistryEdits, VersionEdits
from registry.actions.service_accounts import create_service_account
from registry.actions.uploads import FileSpec, request_uploads
from registry.actions.versions import VersionSpec, commit_version
from registry.errors import NotAllowed, NotFound
from registry.models import (
    ApiKey,
    ArtifactVersion,
    Collection,
    Entity,
    LinkedVersion,
    Organization,
    Project,
    Registry,
    RegistryMember,
    RegistryRole,
    Role,
    User,
    Visibility,
)
from registry.permissions import Actor
from tests import expect, make

pytestmark = pytest.mark.django_db
Action = Callable[..., object]

# They change nothing by themselves or begin no transaction, and ask for rights all the same.
UNDECORATED = (commit_version, commit_artifact, request_uploads, request_run_files)
# About oneself: no other person's rights are in question.
OF_ONES_OWN = {"change_password", "edit_profile", "unstar"}
PLAIN: dict[type, object] = {Mapping: {"lr": 0.1}, int: 60, str: "model", bool: True}


def actions() -> Iterator[Action]:
    yield from UNDECORATED
    for package in (registry.actions, lineage.actions):
        for module in modules(package):
            yield from (
                each
                for name, each in inspect.getmembers(module, inspect.isfunction)
                if hasattr(each, "__wrapped__")
                and each.__module__ == module.__name__
                and not name.startswith("_")
            )


def modules(package: ModuleType) -> list[ModuleType]:
    names = [each.name for each in pkgutil.iter_modules(package.__path__)]
    return [import_module(f"{package.__name__}.{name}") for name in names]


ACTIONS = {each.__name__: each for each in actions()}


class Things:
    """Acme's, each by the type or the name of the parameter that takes it."""

    def __init__(self) -> None:
        self.admin = make.make_user("olivia", is_admin=True)
        acme = make.make_organization("acme", admin=self.admin)
        team = make.make_team(acme, "zoo-team", olivia=Role.ADMIN)
        project = make.make_project(team)
        run = make.make_run(project)
        version = make.make_version(project, run=run)
        vault = make.make_registry(acme, "vault", visibility=Visibility.RESTRICTED)
        make.give(vault, self.admin, RegistryRole.ADMIN)
        link = make.link(version, vault)
        make.make_key(self.admin)
        self.by_name: dict[str, object] = {
            "account": create_service_account(actor=make.actor(), team=team, name="robot")
        }
        self.by_type: dict[type, object] = {
            ApiKey: ApiKey.objects.get(),
            ArtifactVersion: version,
            Collection: link.collection,
            Entity: team,
            FileSpec: FileSpec("a", "b"),
            LinkedVersion: link,
            Organization: acme,
            Project: project,
            Registry: vault,
            RegistryEdits: RegistryEdits(),
            RegistryMember: vault.members.get(),
            RegistryRole: RegistryRole.VIEWER,
            Role: Role.VIEWER,
            Run: run,
            RunFile: receive_run_file(run=run, name="a", chunks=[b"1"]),
            RunChanges: RunChanges(notes="x"),
            StreamChunk: StreamChunk(),
            User: self.admin,
            RunState: RunState.FAILED,
            VersionEdits: VersionEdits(),
            VersionSpec: VersionSpec("zoo", "model", "0" * 32),
            Visibility: Visibility.ORGANIZATION,
            **PLAIN,
        }

    def call(self, act: Action, actor: Actor) -> None:
        kinds = get_type_hints(act)
        wanted = [
            parameter.name
            for parameter in inspect.signature(act).parameters.values()
            if parameter.default is parameter.empty and parameter.name != "actor"
        ]
        act(actor=actor, **{name: self.find(name, kinds[name]) for name in wanted})

    def find(self, name: str, kind: object) -> object:
        if name in self.by_name:
            return self.by_name[name]
        if get_origin(kind) in (Union, UnionType):
            return self.find(name, get_args(kind)[0])
        if isinstance(origin := get_origin(kind), type) and issubclass(origin, Sequence):
            return [self.find(name, get_args(kind)[0])]
        kind = origin or kind
        assert isinstance(kind, type)
        return self.by_type[kind]


@pytest.fixture
def things() -> Things:
    return Things()


def test_actions_are_found() -> None:
    assert {"create_user", "link_version", "record_stream", "use_artifact"} <= ACTIONS.keys()


def test_reading_key_changes_nothing(things: Things) -> None:
    reader = make.actor(things.admin, can_write=False)

    with expect.nothing_changes():
        answers = {name: answer(things, name, reader) for name in ACTIONS}

    assert {name: said for name, said in answers.items() if "may only read" not in said} == {}


def test_another_organizations_admin_changes_nothing(things: Things, sam: User) -> None:
    names = ACTIONS.keys() - OF_ONES_OWN

    with expect.nothing_changes():
        answers = {name: answer(things, name, make.actor(sam)) for name in names}

    assert {name: said for name, said in answers.items() if not said} == {}


def answer(things: Things, name: str, actor: Actor) -> str:
    """What the refusal says; nothing when there is none."""
    try:
        things.call(ACTIONS[name], actor)
    except (NotAllowed, NotFound) as refusal:
        return str(refusal)
    return ""


@pytest.mark.parametrize("name", ACTIONS)
def test_arguments_can_be_read_twice(name: str) -> None:
    """A change may be begun again: a generator would be empty by then."""
    kinds = get_type_hints(ACTIONS[name]).values()

    assert not [kind for kind in kinds if getattr(get_origin(kind), "__name__", "") == "Iterable"]
