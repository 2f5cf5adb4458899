"""Files of two gigabytes and more, which the SDK sends in parts."""

from typing import TypedDict

from lineal.sdk import lookup, tokens
from lineal.sdk.binding import Type, mutation
from lineal.sdk.call import Call
from lineal.sdk.errors import NotThere, WireError
from lineal.sdk.parts import PartAddress, PartAddresses, addresses_of_parts
from registry.actions.manifests import project_of
from registry.actions.uploads import Announced, join_parts
from registry.manifest import base64_md5, sum_of_parts


class PartInput(TypedDict):
    part_number: int
    hex_md5: str


addresses = Type("UploadMultipartUrls", of=(PartAddresses,))
address = Type("UploadUrlPart", of=(PartAddress,))
complete_payload = Type("CompletePayload", keys=("digest",))


@addresses.field
def upload_url_parts(one: PartAddresses, call: Call) -> list[PartAddress]:
    """Each is signed, and aliases ask for all of them again."""
    call.budget.take_parts(len(one.md5s))
    return addresses_of_parts(call, one)


@mutation.field
def complete_multipart_upload_artifact(
    call: Call, completed_parts: list[PartInput], artifact_id: str, upload_id: str, **_: object
) -> dict[str, str]:
    """The SDK gives back each part's ETag, in its quotes, where it gave the MD5 before."""
    asked = tokens.read_joining(upload_id)
    version = lookup.required(lookup.version_by_id(call, artifact_id), "artifact")
    project = project_of(version)
    if asked is None or (asked["key"], asked["project"]) != (call.key, project.pk):
        raise NotThere("This upload is not known, or no longer. Log the artifact again.")
    if sum_of_parts(part["hex_md5"].strip('"') for part in completed_parts) != asked["sum"]:
        raise WireError("These are not the parts that were announced. Log the artifact again.")
    blob = join_parts(
        actor=call.actor,
        project=project,
        parts=asked["parts"],
        count=asked["count"],
        announced=Announced(asked["md5"], asked["xxh128"], asked["sum"]),
    )
    return {"digest": base64_md5(blob.digest)}
