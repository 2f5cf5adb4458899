"""Runs one GraphQL request. What a rule refuses is part of a good answer (HTTP 200): the SDK would
repeat a 5xx for minutes and hide the message of a 4xx."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from graphql import DocumentNode, GraphQLError, OperationType, execute_sync, get_operation_ast

from lineal.problems import UNFIT, UNFIT_ERRORS
from lineal.sdk.budget import Exhausted
from lineal.sdk.call import Call
from lineal.sdk.documents import Documents
from lineal.sdk.errors import BadRequest, WireError
from lineal.sdk.inputs import prune
from lineal.sdk.resolvers import schema
from registry.errors import NotAllowed, RuleError
from registry.permissions import require_scope
from registry.storage import StorageAway

log = logging.getLogger(__name__)

documents = Documents(schema)

Answer = dict[str, object]


@dataclass(frozen=True, slots=True)
class Operation:
    query: str
    variables: Mapping[str, object]
    name: str | None

    @classmethod
    def read(cls, body: object) -> "Operation":
        """From a request's JSON. The SDK's Python side sends "" for "the only operation"."""
        if not isinstance(body, dict):
            raise BadRequest("Send one JSON object with a query.")
        query, variables, name = map(body.get, ("query", "variables", "operationName"))
        if not isinstance(query, str):
            raise BadRequest("query must be a text.")
        if not isinstance(variables, dict | None):
            raise BadRequest("variables must be an object.")
        if not isinstance(name, str | None):
            raise BadRequest("operationName must be a text.")
        return cls(query, variables or {}, name or None)


def execute(call: Call, operation: Operation) -> Answer:
    document, errors = documents.read(operation.query)
    if document is None:
        return {"errors": [_describe(error) for error in errors]}
    try:
        if _changes(document, operation):
            require_scope(call.actor)
    except NotAllowed as refusal:
        return {"data": None, "errors": [_said(refusal.message, refusal.code.upper())]}
    return _answer(call, document, operation)


def _changes(document: DocumentNode, operation: Operation) -> bool:
    asked = get_operation_ast(document, operation.name)
    return asked is not None and asked.operation == OperationType.MUTATION


def _answer(call: Call, document: DocumentNode, operation: Operation) -> Answer:
    dropped: set[str] = set()
    variables = prune(schema, document, operation.variables, dropped)
    if dropped:
        log.info("sdk_input_fields_unknown", extra={"fields": sorted(dropped)})
    try:
        result = execute_sync(
            schema,
            document,
            context_value=call,
            variable_values=variables,
            operation_name=operation.name,
        )
    except Exhausted as error:
        return {"data": None, "errors": [_said(str(error), "OVER_LIMIT")]}
    if not result.errors:
        return {"data": result.data}
    return {"data": result.data, "errors": [_describe(error) for error in result.errors]}


def _said(message: str, code: str) -> Answer:
    return {"message": message, "extensions": {"code": code}}


def _describe(error: GraphQLError) -> Answer:
    """An error as the SDK's user reads it, with a class that programs can tell apart."""
    cause = error.original_error
    if isinstance(cause, OperationalError | InterfaceError | StorageAway):
        raise cause  # what we stand on is away or busy: the client should come back
    message, code = _explain(error, cause)
    described = _said(message, code)
    if error.path:
        described["path"] = error.path
    return described


def _explain(error: GraphQLError, cause: Exception | None) -> tuple[str, str]:
    if isinstance(cause, RuleError):
        return cause.message, cause.code.upper()
    if isinstance(cause, WireError):
        return str(cause), cause.code
    if isinstance(cause, UNFIT_ERRORS):
        return UNFIT, "INVALID_VALUE"
    if cause is None or isinstance(cause, GraphQLError):
        return error.message, "INVALID_REQUEST"
    log.error("sdk_operation_failed", exc_info=cause)
    return "The server met an error of its own; its log has the details.", "INTERNAL"
