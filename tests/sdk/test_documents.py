"""One unknown field fails a whole document, so the contract must know all that the SDK names."""

from functools import cache

import pytest
from graphql import GraphQLSchema, build_schema, validate

from lineal.sdk.contract import SDL
from tests.sdk import versions
from tests.sdk.documents import Found, shipped

pytestmark = [pytest.mark.sdk, pytest.mark.core]

# Why a document may fail against the contract: what it is for is no part of the product.
OUT_OF_SCOPE = {
    "sweeps and their agents": {
        "CreateAgent", "EnqueueSweepRun", "GetAgentRuns", "GetSweep", "GetSweepAgent",
        "GetSweepAgents", "GetSweepLegacy", "GetSweepState", "GetSweeps", "Heartbeat", "RunInfo",
        "Sweep", "SweepConfig", "SweepRunsWithHistory", "SweepWatchedRuns", "SweepWithRuns",
        "UpsertSweep", "UpsertSweepState",
    },
    "launch queues": {
        "CreateDefaultResourceConfig", "CreateRunQueue", "DeleteFromRunQueue", "DeleteRunQueue",
        "GetDefaultResourceConfig", "GetRunQueueItem", "GetRunQueueItems", "GetRunQueueMetadata",
        "LaunchAgent", "ProjectRunQueues", "UpsertRunQueue", "ackRunQueueItem", "createRunQueue",
        "failRunQueueItem", "fetchRunQueuesFromProject", "popFromRunQueue", "pushToRunQueueByName",
        "updateLaunchAgent", "updateRunQueueItemWarning", "upsertRunQueue",
    },
    "automations": {
        "CreateAutomation", "CreateGenericWebhookIntegration", "DeleteAutomation",
        "GenericWebhookIntegrationsByEntity", "GetAutomations", "GetAutomationsByEntity",
        "GetAutomationsLegacy", "GetEntityAutomations", "GetEntityAutomationsLegacy",
        "GetOrgAutomations", "IntegrationsByEntity", "SlackIntegrationsByEntity",
        "UpdateAutomation",
    },
    "reports": {"ProjectViews"},
    "accounts without a name": {"CreateAnonymousApiKey"},
    "nothing that the package offers or does sends them": {
        "CreateArtifactType", "ProjectDetails", "ProjectRuns",
    },
    "sent only to servers without createRunFiles": {"RunUploadUrls"},
}  # fmt: skip
EXCUSED = set().union(*OUT_OF_SCOPE.values())


@cache
def contract() -> GraphQLSchema:
    return build_schema(SDL.read_text())


def problems(found: Found) -> list[str]:
    if found.document is None:
        return []
    return [error.message for error in validate(contract(), found.document)]


@cache
def failing() -> dict[str, list[str]]:
    """The documents that fail, by name, with where they are and why."""
    reasons: dict[str, list[str]] = {}
    for found in shipped(versions.chosen()):
        if found_problems := problems(found):
            reasons.setdefault(found.name, []).append(f"{found.place}: {found_problems}")
    return reasons


def test_the_scan_finds_python_and_go_documents() -> None:
    found = shipped(versions.chosen())

    assert "bin/wandb-core" in {one.place.split(":")[0] for one in found}
    assert {"CommitArtifact", "UseArtifact", "CreateRunFiles"} <= {one.name for one in found}
    assert len([one for one in found if one.document]) > 150


def test_documents_in_scope_are_valid() -> None:
    assert {name: why for name, why in failing().items() if name not in EXCUSED} == {}


@pytest.mark.parametrize("reason", OUT_OF_SCOPE)
def test_every_excuse_is_needed(reason: str) -> None:
    """By a version that has the document at all."""
    there = {one.name for one in shipped(versions.chosen()) if one.document}

    assert OUT_OF_SCOPE[reason] & there - failing().keys() == set()
