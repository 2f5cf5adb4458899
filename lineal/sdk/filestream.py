"""The messages in which a running script streams its history, its console and its end."""

from collections.abc import Mapping

from lineage.actions.streams import Lines, StreamChunk
from lineage.models import Stream
from lineal.sdk import jsontext
from lineal.sdk.errors import BadRequest

STREAMS = {
    "wandb-history.jsonl": Stream.HISTORY,
    "wandb-events.jsonl": Stream.EVENTS,
    "output.log": Stream.OUTPUT,
}
SUMMARY = "wandb-summary.json"


def read_chunk(body: object) -> StreamChunk:
    """Every part is optional; names that we do not know are passed over."""
    message = _object(body, "message")
    files = _object(message["files"], "files") if message.get("files") is not None else {}
    exit_code = message.get("exitcode")
    return StreamChunk(
        lines={
            stream: _lines(_object(files[name], name), name)
            for name, stream in STREAMS.items()
            if files.get(name)
        },
        summary=_summary(files),
        preempting=message.get("preempting") is True,
        complete=message.get("complete") is True,
        exit_code=exit_code if isinstance(exit_code, int) else 0,
    )


def _lines(part: Mapping[str, object], name: str) -> Lines:
    offset = part.get("offset") or 0
    if isinstance(offset, bool) or not isinstance(offset, int):
        raise BadRequest(f"The offset of {name} must be a whole number.")
    return Lines(first=offset, content=_texts(part, name))


def _summary(files: Mapping[str, object]) -> dict[str, object] | None:
    """Only the last one counts: it is the whole summary."""
    if not files.get(SUMMARY):
        return None
    content = _texts(_object(files[SUMMARY], SUMMARY), SUMMARY)
    try:
        return jsontext.read_object(content[-1], "summary") if content else None
    except jsontext.BadJson as error:
        raise BadRequest(str(error)) from None


def _texts(part: Mapping[str, object], name: str) -> list[str]:
    content = part.get("content") or []
    if not isinstance(content, list) or not all(isinstance(line, str) for line in content):
        raise BadRequest(f"The content of {name} must be a list of texts.")
    return content


def _object(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise BadRequest(f"{name} must be an object.")
    return value
