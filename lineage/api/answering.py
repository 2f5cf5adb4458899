"""What all answers about lineages share: who may ask, and how they are written."""

import zlib

import orjson
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

from lineage.queries import Key, is_visible
from lineage.queries.answers import Answer
from registry.api.etags import conditional
from registry.api.requests import ApiRequest, viewer
from registry.errors import NotFound
from registry.models import User

# Below this, compressing costs more than the bytes it saves.
WORTH_COMPRESSING = 4_000


def viewer_of(root: Key, request: ApiRequest) -> User:
    """Whoever asks, when they may see what they ask about."""
    user = viewer(request)
    if not is_visible(root, user):
        raise NotFound(f"There is no {root.kind} {root.pk} that you may see.")
    return user


def answer_json(request: ApiRequest, answer: Answer) -> HttpResponse:
    """Level 1 takes a third of the time of Django's own compression and gives nearly its size."""
    body = orjson.dumps(answer)
    response = HttpResponse(body, content_type="application/json")
    response = conditional(request, response, None)
    patch_vary_headers(response, ["Accept-Encoding"])
    accepts_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    if accepts_gzip and len(response.content) >= WORTH_COMPRESSING:
        packer = zlib.compressobj(1, zlib.DEFLATED, 31)
        response.content = packer.compress(body) + packer.flush()
        response["Content-Encoding"] = "gzip"
    return response
