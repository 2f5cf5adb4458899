"""The `lineal` command: reads the command line, then hands over to lineal/commands.py."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn, TypeAlias

DESCRIPTION = "An open registry and lineage server for the wandb SDK."
EPILOG = "Settings come from the environment; docs/reference/env.md lists them."
ROLES = ["viewer", "member", "admin"]
Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(arguments: Sequence[str] | None = None) -> None:
    options = parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lineal.settings")
    try:
        run(options)
    except KeyboardInterrupt:
        sys.exit(130)


def run(options: argparse.Namespace) -> None:
    """Django is imported only here, so that `--help` is instant and needs no valid settings."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError
    from django.db import DatabaseError

    from registry.errors import RuleError

    if options.run == "demo":
        os.environ["LINEAL_DEMO"] = "true"
    try:
        django.setup()
        from lineal import commands

        getattr(commands, options.run)(options)
    except (CommandError, ImproperlyConfigured, RuleError) as error:
        stop(error)
    except DatabaseError as error:
        stop(f"the database refuses: {str(error).strip()}. Has `lineal migrate` been run?")


def stop(problem: object) -> NoReturn:
    sys.exit(f"lineal: {problem}")


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="lineal", description=DESCRIPTION, epilog=EPILOG)
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    serve = add(commands, "serve", "serve", "run the server until Ctrl-C or SIGTERM")
    add_server_options(serve)
    add(commands, "migrate", "migrate", "bring the database up to date")
    demo = add(commands, "demo", "demo", "migrate, load the demo data, then serve")
    add_server_options(demo)
    demo.add_argument("--small", action="store_true", help="only short lineages")
    add_user_commands(group(commands, "user", "people and service accounts"))
    add_organization_commands(group(commands, "org", "organizations: they own registries"))
    add_team_commands(group(commands, "team", "teams: they own projects"))
    add_key_commands(group(commands, "key", "API keys for the SDK"))
    return top


def add(commands: Subparsers, name: str, run: str, help: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help, description=help, epilog=EPILOG)
    command.set_defaults(run=run)
    return command


def group(commands: Subparsers, name: str, help: str) -> Subparsers:
    return commands.add_parser(name, help=help, description=help).add_subparsers(
        metavar="COMMAND", required=True
    )


def number(low: int, high: int) -> Callable[[str], int]:
    def parse(raw: str) -> int:
        if not raw.isdecimal() or not low <= int(raw) <= high:
            raise argparse.ArgumentTypeError(f"{raw!r} is no number from {low} to {high}")
        return int(raw)

    return parse


def add_server_options(command: argparse.ArgumentParser) -> None:
    option = command.add_argument
    option("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
    option("--port", type=number(1, 65535), default=8080, help="port (default %(default)s)")
    option("--workers", type=number(1, 64), help="processes (default: one for each core, up to 8)")
    option(
        "--threads", type=number(1, 64), default=8, help="for each process (default %(default)s)"
    )


def add_user_commands(commands: Subparsers) -> None:
    create = add(
        commands,
        "create",
        "create_user",
        "make a user; asks for the password, or reads it from stdin",
    )
    create.add_argument("name", help="sign-in name; also the name of the user's own entity")
    create.add_argument("--email", default="")
    create.add_argument("--operator", action="store_true", help="may administer this server")
    create.add_argument("--service", action="store_true", help="no password: only keys")


def add_organization_commands(commands: Subparsers) -> None:
    create = add(
        commands, "create", "create_organization", "make an organization with its first registries"
    )
    create.add_argument("name")
    create.add_argument("--entity", help="name in the SDK's paths (default: NAME-org)")
    create.add_argument("--admin", metavar="USER", help="its first administrator")
    member = add(
        commands, "add", "add_organization_member", "add a user, or change the role of one"
    )
    member.add_argument("organization")
    member.add_argument("user")
    member.add_argument("--role", choices=ROLES, default="member")


def add_team_commands(commands: Subparsers) -> None:
    create = add(commands, "create", "create_team", "make a team in an organization")
    create.add_argument("name", help="also the entity that runs log to")
    create.add_argument("--org", required=True, metavar="ORGANIZATION")
    create.add_argument("--admin", metavar="USER", help="its first administrator")
    member = add(commands, "add", "add_team_member", "add a user, or change the role of one")
    member.add_argument("team")
    member.add_argument("user")
    member.add_argument("--role", choices=ROLES, default="member")


def add_key_commands(commands: Subparsers) -> None:
    create = add(commands, "create", "create_key", "make a key and print it, this once")
    create.add_argument("user")
    create.add_argument("--name", default="command line", help="what the key is for")
    create.add_argument("--read-only", action="store_true")


if __name__ == "__main__":
    main()
