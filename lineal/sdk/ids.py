"""Opaque ids of the wire: canonical base64 of `Type:number`.

The SDK turns an artifact's id into hex and back inside `wandb-artifact://` references, so one row
has exactly one spelling and every other spelling is refused.
"""

import binascii
import re
from base64 import b64decode, b64encode

_PLAIN = re.compile(rb"([A-Z][A-Za-z]{0,63}):(0|[1-9][0-9]{0,17})")


def encode(kind: str, *numbers: int) -> str:
    """Several numbers make an id that tells things apart but leads back to none."""
    return b64encode(f"{kind}:{'/'.join(map(str, numbers))}".encode()).decode()


def decode(text: str, *kinds: str) -> int | None:
    """The number behind an id of one of these kinds, or None for anything else."""
    found = split(text)
    return found[1] if found and found[0] in kinds else None


def split(text: str) -> tuple[str, int] | None:
    """Kind and number of a well-formed id."""
    try:
        plain = b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    match = _PLAIN.fullmatch(plain)
    if match is None or b64encode(plain).decode() != text:
        return None
    return match[1].decode(), int(match[2])
