"""Entity tags: what has not changed is not sent again, and no edit overwrites another one unseen.

A tag is `"<revision>-<digest>"`, or the digest alone for what nobody edits. The digest is of the
whole answer; the revision, of what can be edited.
"""

import hashlib
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from registry.errors import InvalidValue


def conditional(request: HttpRequest, response: HttpResponse, data: object) -> HttpResponse:
    """The answer with its tag; without its body when the caller has it already."""
    tag = _tag(response.content, data)
    if request.method == "GET" and _known(request, tag):
        response = HttpResponseNotModified()
    response["ETag"] = tag
    return response


def revision_read(request: HttpRequest) -> str | None:
    """The revision that the caller's edit is meant for; None: whatever there is by now.

    Proxies that compress answers make tags weak; they mean the same here.
    """
    header = request.headers.get("If-Match", "").strip()
    tags = parse_etags(header)
    if header in ("", "*"):
        return None
    if len(tags) != 1:
        # Django passes over what has no quotes: the edit would overwrite what it must not.
        raise InvalidValue(
            "Send the one entity tag that you have read, in double quotes.", field="If-Match"
        )
    return tags[0].removeprefix("W/").strip('"').partition("-")[0]


def _tag(content: bytes, data: object) -> str:
    digest = hashlib.sha256(content).hexdigest()[:16]
    revision = data.get("revision") if isinstance(data, Mapping) else None
    return f'"{revision}-{digest}"' if revision else f'"{digest}"'


def _known(request: HttpRequest, tag: str) -> bool:
    tags = parse_etags(request.headers.get("If-None-Match", ""))
    return tags == ["*"] or tag in [each.removeprefix("W/") for each in tags]
