"""Which bucket, written as one address: `s3://bucket/folder?endpoint=https://...&region=...`."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

_STYLES = {"path", "virtual", "auto"}


@dataclass(frozen=True, slots=True)
class BucketAddress:
    """The keys to it come from where the AWS tools look: environment, files, the machine's role."""

    bucket: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""
    style: str = "auto"


def read_address(raw: str) -> BucketAddress:
    """Raises ValueError, which says what is wrong."""
    parts = urlsplit(raw)
    if parts.scheme != "s3" or not parts.hostname or parts.netloc != parts.hostname:
        raise ValueError(f"{raw!r} is not an address such as s3://bucket/folder")
    options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    if unknown := sorted(options.keys() - {"endpoint", "region", "style"}):
        raise ValueError(f"{unknown[0]!r} is none of the options endpoint, region, style")
    endpoint = options.get("endpoint", "")
    if endpoint and not endpoint.startswith(("http://", "https://")):
        raise ValueError(f"the endpoint {endpoint!r} is not an http or https address")
    style = options.get("style") or ("path" if endpoint else "auto")
    if style not in _STYLES:
        raise ValueError(f"the style {style!r} is none of auto, path, virtual")
    prefix = parts.path.strip("/")
    return BucketAddress(parts.netloc, prefix, endpoint, options.get("region", ""), style)
