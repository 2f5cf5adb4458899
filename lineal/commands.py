"""What the `lineal` command does: each function reads the options and makes one call."""

import getpass
import sys
from argparse import Namespace

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command

from lineal import server
from registry.actions import keys, people
from registry.errors import InvalidValue, NotFound
from registry.models import Entity, EntityKind, KeyScope, Organization, Role, User
from registry.permissions import Actor


def serve(options: Namespace) -> None:
    start_server(options)


def start_server(options: Namespace, *for_housekeeping: str) -> None:
    address = server.Address(options.host, options.port)
    server.check_address(address)
    server.check_secrets(address)
    server.prepare()
    server.tell_when_listening(address)
    with server.housekeeping(*for_housekeeping):
        server.serve(address, options.workers or server.default_workers(), options.threads)


def migrate(options: Namespace) -> None:
    call_command("migrate", interactive=False)


def demo(options: Namespace) -> None:
    address = server.Address(options.host, options.port)
    server.check_address(address)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_demo", url=address.url(), small=options.small)
    start_server(options, "--demo")


def create_user(options: Namespace) -> None:
    user = people.create_user(
        actor=Actor.operator(),
        username=options.name,
        password=None if options.service else ask_password(options.name),
        email=options.email,
        is_admin=options.operator,
        is_service=options.service,
    )
    print(f"Made the user {user.username}.")


def ask_password(username: str) -> str:
    """Never from the command line, which other users of the machine can see."""
    if not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = getpass.getpass(f"Password for {username}: ")
        if getpass.getpass("Once more: ") != password:
            raise InvalidValue("The two passwords differ.")
    try:
        validate_password(password, User(username=username))
    except ValidationError as error:
        raise InvalidValue(" ".join(error.messages)) from error
    return password


def create_organization(options: Namespace) -> None:
    organization = people.create_organization(
        actor=Actor.operator(),
        name=options.name,
        entity_name=options.entity,
        admin=find_user(options.admin) if options.admin else None,
    )
    print(f"Made the organization {organization.name}; its entity is {organization.entity_name}.")


def add_organization_member(options: Namespace) -> None:
    people.add_organization_member(
        actor=Actor.operator(),
        organization=find_organization(options.organization),
        user=find_user(options.user),
        role=Role(options.role),
    )
    print(f"{options.user} is {options.role} of {options.organization}.")


def create_team(options: Namespace) -> None:
    team = people.create_team(
        actor=Actor.operator(),
        organization=find_organization(options.org),
        name=options.name,
        admin=find_user(options.admin) if options.admin else None,
    )
    print(f"Made the team {team.name} in {options.org}.")


def add_team_member(options: Namespace) -> None:
    team = Entity.objects.named(options.team).filter(kind=EntityKind.TEAM).first()
    if team is None:
        raise NotFound(f"There is no team {options.team!r}.")
    people.add_team_member(
        actor=Actor.operator(), team=team, user=find_user(options.user), role=Role(options.role)
    )
    print(f"{options.user} is {options.role} of {options.team}.")


def create_key(options: Namespace) -> None:
    """The key alone goes to standard output, so that a script can take it from there."""
    scope = KeyScope.READ if options.read_only else KeyScope.WRITE
    user = find_user(options.user)
    _, key = keys.issue_key(actor=Actor.operator(), user=user, name=options.name, scope=scope)
    print("Keep this key: it cannot be shown again.", file=sys.stderr)
    print(key)


def find_user(name: str) -> User:
    user = User.objects.filter(username__iexact=name).first()
    if user is None:
        raise NotFound(f"There is no user {name!r}.")
    return user


def find_organization(name: str) -> Organization:
    organization = Organization.objects.named(name).first()
    if organization is None:
        raise NotFound(f"There is no organization {name!r}.")
    return organization
