#!/usr/bin/env python3
"""Fetch the browser code listed in static/vendor/vendor.json again, byte for byte.

To update a package: set its version and integrity there (npm view NAME@VERSION dist.integrity),
run this, and commit. Only whoever updates needs npm: installing, running and testing do not.
"""

import base64
import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"


def pack(name: str, version: str, into: str) -> Path:
    """Download the published tarball with the ordinary npm client."""
    done = subprocess.run(
        ["npm", "pack", f"{name}@{version}", "--json", "--pack-destination", into],
        check=True,
        capture_output=True,
        text=True,
    )
    return Path(into) / json.loads(done.stdout)[0]["filename"]


def check_integrity(tarball: Path, expected: str) -> None:
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != expected:
        raise SystemExit(
            f"{tarball.name}: integrity is sha512-{digest}, vendor.json says {expected}"
        )


def copy_files(tarball: Path, files: dict[str, dict[str, str]]) -> None:
    """Write each listed file beside the manifest and note its checksum there."""
    with tarfile.open(tarball) as archive:
        for target, entry in files.items():
            source = archive.extractfile(f"package/{entry['from']}")
            if source is None:
                raise SystemExit(f"{tarball.name} has no {entry['from']}")
            content = source.read()
            entry["sha256"] = hashlib.sha256(content).hexdigest()
            (VENDOR / target).parent.mkdir(parents=True, exist_ok=True)
            (VENDOR / target).write_bytes(content)


def main() -> None:
    listing = VENDOR / "vendor.json"
    packages = json.loads(listing.read_text())
    with tempfile.TemporaryDirectory() as scratch:
        for name, package in packages.items():
            tarball = pack(name, package["version"], scratch)
            check_integrity(tarball, package["integrity"])
            copy_files(tarball, package["files"])
    listing.write_text(json.dumps(packages, indent=2) + "\n")


if __name__ == "__main__":
    main()
