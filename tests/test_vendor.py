"""What we ship of others is what we said we ship."""

import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).parent.parent / "static" / "vendor"


def listed() -> dict[str, str]:
    packages = json.loads((VENDOR / "vendor.json").read_text())
    return {
        name: entry["sha256"]
        for package in packages.values()
        for name, entry in package["files"].items()
    }


def test_every_listed_file_has_its_checksum():
    found = {name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name in listed()}

    assert found == listed()


def test_nothing_unlisted_lies_beside_them():
    files = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}

    assert files - {"vendor.json"} == set(listed())


def test_every_package_brings_its_licence():
    packages = json.loads((VENDOR / "vendor.json").read_text())

    assert all(f"{name}/LICENSE" in package["files"] for name, package in packages.items())
