"""`load_demo`: tells the demo's story, and how to sign in to it."""

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lineage.demo import credentials, people, pulse, story
from lineage.demo.credentials import Credentials
from lineage.demo.telling import FULL, SMALL, Telling
from registry.models import User

REFUSAL = (
    "this database has accounts of its own, and the demo would add more. "
    "Load it elsewhere: set LINEAL_DATA_DIR (and DATABASE_URL, if you use it) to an empty place."
)


class Command(BaseCommand):
    help = (
        "Loads the demo: people, registries, runs and lineages of all sizes. A second time it adds "
        "nothing and prints the sign-ins again. It refuses a database that others use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--small", action="store_true", help="short lineages, for tests")
        parser.add_argument(
            "--url",
            default=settings.BASE_URL or "http://localhost:8080",
            help="address of the server, for the lines to copy (default %(default)s)",
        )

    def handle(self, *args: Any, small: bool, url: str, **options: Any) -> None:
        found = self._credentials()
        telling = Telling(timezone.now(), SMALL if small else FULL, found)
        begun, chapter = monotonic(), None
        for chapter in story.untold():
            self.stdout.write(f"Loading the demo: {story.title(chapter)} ...")
            story.tell(chapter, telling)
        pulse.beat()
        if chapter:
            self.stdout.write(f"Loaded the demo in {monotonic() - begun:.0f} s.")
        self._print_sign_ins(found, url.rstrip("/"))

    def _credentials(self) -> Credentials:
        """Those of an earlier start. Nobody else's database gets the demo's accounts."""
        folder = settings.DATA_DIR
        found = credentials.load(folder)
        if User.objects.exists() and not (found and people.is_told_with(found)):
            raise CommandError(REFUSAL)
        return found or credentials.make(folder, people=people.SIGN_INS, services=people.SERVICES)

    def _print_sign_ins(self, found: Credentials, url: str) -> None:
        write = self.stdout.write
        write(f"\nSign in at {url} as\n")
        for person in people.PEOPLE:
            if password := found.passwords.get(person.name):
                write(f"  {person.name:8} {password:14} {person.who}")
        write(f"\nLog to it with the wandb package, as {people.PRACTITIONER}:\n")
        write(f"  export WANDB_BASE_URL={url}")
        write(f"  export WANDB_API_KEY={found.keys[people.PRACTITIONER]}")
        write(f"  export WANDB_ENTITY={people.TEAM}\n")
        write(f"The keys of the others are in {settings.DATA_DIR / credentials.FILE_NAME}\n")
