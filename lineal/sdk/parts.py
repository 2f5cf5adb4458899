"""Large files, which the SDK sends in parts: an address for each, and one name for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from lineal.sdk import tokens
from lineal.sdk.call import Call
from registry.manifest import sum_of_parts


@dataclass(frozen=True, slots=True)
class PartAddress:
    part_number: int
    upload_url: str


@dataclass(frozen=True, slots=True)
class PartAddresses:
    """`upload_id`: what the client says when all parts are there. `upload`: any of them."""

    upload_id: str
    upload: tokens.Upload
    md5s: Sequence[str]


def addresses(upload: tokens.Upload, parts: str, md5s: Sequence[str]) -> PartAddresses:
    """`upload`: as if the file came in one piece. `parts`: the store's name for them."""
    whole = tokens.Joining(
        key=upload["key"],
        project=upload["project"],
        parts=parts,
        count=len(md5s),
        sum=sum_of_parts(md5s),
        md5=upload.get("md5", ""),
        xxh128=upload.get("xxh128", ""),
    )
    part = tokens.Upload(key=whole["key"], project=whole["project"], parts=parts)
    return PartAddresses(tokens.joining_id(whole), part, md5s)


def addresses_of_parts(call: Call, of: PartAddresses) -> list[PartAddress]:
    found = []
    for number, md5 in enumerate(of.md5s, start=1):
        part: tokens.Upload = {**of.upload, "part": number, "md5": md5}
        found.append(PartAddress(number, call.absolute(tokens.upload_path(part))))
    return found
