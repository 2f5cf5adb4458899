"""What of a stored file a page shows as text. Nothing is ever shown as the type it claims to be."""

from dataclasses import dataclass

from registry.errors import NotFound
from registry.models import Blob
from registry.storage import blob_key, store

LIMIT = 256_000
MAX_LINES = 2_000


@dataclass(frozen=True, slots=True)
class Preview:
    """`lines` is None for what is too large, no text, or lost."""

    lines: list[str] | None
    is_cut: bool = False
    is_too_large: bool = False
    is_lost: bool = False


def preview_of(blob: Blob) -> Preview:
    if blob.size > LIMIT:
        return Preview(None, is_too_large=True)
    try:
        with store().open(blob_key(blob.entity_id, blob.digest)) as file:
            text = file.read(LIMIT).decode()
    except NotFound:
        return Preview(None, is_lost=True)
    except UnicodeDecodeError:
        return Preview(None)
    lines = text.splitlines()
    return Preview(None if "\0" in text else lines[:MAX_LINES], is_cut=len(lines) > MAX_LINES)
