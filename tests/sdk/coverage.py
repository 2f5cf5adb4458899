"""Which public calls of the SDK the tests prove: `make sdk-docs` writes it down.

A test names the calls that it proves by `@pytest.mark.proves("Artifact.save", ...)`; `since` says
from which version on it can. docs/reference/sdk.md holds the table.
"""

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import wandb
from wandb.apis import public
from wandb.apis.public.artifacts import ArtifactCollection
from wandb.apis.public.registries.registry import Registry
from wandb.sdk.wandb_run import Run

from tests.sdk import versions

PAGE = versions.ROOT / "docs" / "reference" / "sdk.md"
START, END = "<!-- written by `make sdk-docs` -->\n", "<!-- end -->"
WORKS, REFUSES = "works", "not supported"

# What stands before the dot in a marker: the class it means, and how the page calls it.
CLASSES: dict[str, tuple[type, str]] = {
    "Run": (Run, "The run that `wandb.init()` returns"),
    "Artifact": (wandb.Artifact, "`wandb.Artifact`"),
    "Api": (wandb.Api, "`wandb.Api`"),
    "ApiRun": (public.Run, "The run that `api.run()` returns"),
    "Collection": (ArtifactCollection, "The collection that `api.artifact_collection()` returns"),
    "Registry": (Registry, "The registry that `api.registry()` returns"),
}
OTHERS = "Package and command line"

# Public names that the table need not list, and why.
LEFT_OUT = {
    "sweeps are no part of the product": {
        "Api.sweep", "ApiRun.sweep", "ApiRun.sweep_name", "Run.sweep_id", "Run.sweep_url",
    },
    "nor are launch queues and jobs": {
        "Api.create_run_queue", "Api.job", "Api.list_jobs", "Api.queued_run", "Api.run_queue",
        "Api.upsert_run_queue",
    },
    "nor are automations made by the SDK": {
        "Api.automation", "Api.automations", "Api.create_automation", "Api.delete_automation",
        "Api.integrations", "Api.slack_integrations", "Api.update_automation",
        "Api.webhook_integrations",
    },
    "nor are reports": {"Api.reports"},
    "they work on the machine alone": {
        "Api.flush", "Api.sync_tensorboard", "Api.user_agent", "ApiRun.display",
        "ApiRun.snake_to_camel", "ApiRun.to_html", "Artifact.json_encode", "Run.config_static",
        "Run.disabled", "Run.display", "Run.starting_step", "Run.status", "Run.sync_dir",
        "Run.to_html", "Run.unwatch", "Run.watch",
    },
    "they do nothing any more": {"Artifact.use_as"},
    "only the vendor's own pages show them": {"Run.pin_config_keys"},
}  # fmt: skip

# What the section "Not supported yet" of the page explains.
REFUSED = {"Api.create_custom_chart", "ApiRun.download_history_exports", "Run.alert"}


def public_calls() -> Iterator[str]:
    for prefix, (owner, _) in CLASSES.items():
        for name in dir(owner):
            if not name.startswith("_") and _is_call(inspect.getattr_static(owner, name)):
                yield f"{prefix}.{name}"


def _is_call(member: object) -> bool:
    return callable(member) or hasattr(member, "__get__")


def proven() -> dict[str, str]:
    """Call -> the oldest version with which some test proves it."""
    found: dict[str, str] = {}
    for test in _tests():
        marks = {mark.name: mark.args for mark in getattr(test, "pytestmark", ())}
        since = marks.get("since", (versions.ALL[0],))[0]
        for call in marks.get("proves", ()):
            found[call] = min(found.get(call, since), since, key=versions.number)
    return found


def _tests() -> Iterator[object]:
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        module = import_module(f"tests.sdk.{path.stem}")
        yield from (test for name, test in vars(module).items() if name.startswith("test_"))


def tables() -> str:
    calls = proven()
    parts = [_table(title, calls, f"{prefix}.") for prefix, (_, title) in CLASSES.items()]
    others = {call: since for call, since in calls.items() if call.split(".")[0] not in CLASSES}
    return "\n".join([_table(OTHERS, others, ""), *parts])


def _table(title: str, calls: dict[str, str], prefix: str) -> str:
    cells = {call: (_cell(since), WORKS) for call, since in calls.items()}
    cells |= dict.fromkeys(REFUSED, (REFUSES, REFUSES)) if prefix else {}
    rows = [
        f"| `{call.removeprefix(prefix)}` | {oldest} | {newest} |"
        for call, (oldest, newest) in sorted(cells.items())
        if call.startswith(prefix)
    ]
    heading = f"| | {versions.ALL[0]} | {versions.NEWEST} |\n|---|---|---|"
    return "\n".join([f"### {title}\n", heading, *rows, ""])


def _cell(since: str) -> str:
    return WORKS if since == versions.ALL[0] else f"from {since}"


def written(page: str) -> str:
    """The page with the tables as they must be."""
    before, _, rest = page.partition(START)
    return f"{before}{START}\n{tables()}\n{END}{rest.partition(END)[2]}"
