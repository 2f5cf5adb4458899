"""JSON answers."""

import json

import orjson
from django.http import HttpResponse


def answer(body: object, status: int = 200) -> HttpResponse:
    response = HttpResponse(_dump(body), content_type="application/json", status=status)
    response["Cache-Control"] = "no-store"
    return response


def refuse(status: int, message: str) -> HttpResponse:
    """In the form of a GraphQL error, which is where the SDK looks for words."""
    return answer({"errors": [{"message": message}]}, status)


def _dump(body: object) -> bytes:
    try:
        return orjson.dumps(body)
    except TypeError:  # a metric may be a whole number of more than 64 bits
        return json.dumps(body).encode()
