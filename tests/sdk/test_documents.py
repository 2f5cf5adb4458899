"""One unknown field fails a whole document, so the contract must know all that the SDK names."""

from functools import cache

import pytest
from graphql import GraphQLSchema, build_schema, validate

from lineal.sdk.contract import SDL
from tests.sdk.documents import Found, shipped

pytestmark = pytest.mark.slow

# Why a document may fail against the contract: what it is for is no part of the product.
OUT_OF_SCOPE = {
    "sweeps and their agents": {
        "CreateAgent", "EnqueueSweepRun", "GetSweep", "GetSweepAgent", "GetSweepAgents",
        "GetSweepLegacy", "GetSweepState", "GetSweeps", "Heartbeat", "SweepConfig",
        "SweepRunsWithHistory", "SweepWatchedRuns", "SweepWithRuns", "UpsertSweep",
        "UpsertSweepState", "GetAgentRuns",
    },
    "launch queues": {
        "CreateDefaultResourceConfig", "CreateRunQueue", "DeleteFromRunQueue", "DeleteRunQueue",
        "GetDefaultResourceConfig", "GetRunQueueItem", "GetRunQueueItems", "GetRunQueueMetadata",
        "LaunchAgent", "ProjectRunQueues", "UpsertRunQueue", "ackRunQueueItem", "failRunQueueItem",
        "fetchRunQueuesFromProject", "popFromRunQueue", "pushToRunQueueByName",
        "updateLaunchAgent", "updateRunQueueItemWarning",
    },
    "automations": {
        "CreateAutomation", "CreateGenericWebhookIntegration", "DeleteAutomation",
        "GetAutomationsLegacy", "GetEntityAutomations", "GetEntityAutomationsLegacy",
        "GetOrgAutomations", "IntegrationsByEntity", "UpdateAutomation",
    },
    "reports": {"ProjectViews"},
    "rewinding a run": {"RewindRun"},
    "completed at run time (the real SDK's tests send them)": {
        "DeleteRun", "Run", "RunFiles", "RunFullHistory", "Runs", "UpsertBucket",
    },
}  # fmt: skip
EXCUSED = set().union(*OUT_OF_SCOPE.values())


@cache
def contract() -> GraphQLSchema:
    return build_schema(SDL.read_text())


def problems(found: Found) -> list[str]:
    if found.document is None:
        return ["not a whole document"]
    return [error.message for error in validate(contract(), found.document)]


def test_the_scan_finds_python_and_go_documents() -> None:
    places = {found.place.split(":")[0] for found in shipped()}

    assert {"bin/wandb-core", "sdk/artifacts/_generated/operations.py"} <= places


def test_documents_in_scope_are_valid() -> None:
    failing = [
        f"{found.name} ({found.place}): {found_problems}"
        for found in shipped()
        if found.name not in EXCUSED and (found_problems := problems(found))
    ]

    assert failing == []


@pytest.mark.parametrize("reason", OUT_OF_SCOPE)
def test_every_excuse_is_needed(reason: str) -> None:
    failing = {found.name for found in shipped() if problems(found)}

    assert OUT_OF_SCOPE[reason] - failing == set()
