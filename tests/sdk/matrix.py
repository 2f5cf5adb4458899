"""`make sdk-matrix`: every SDK test with every version of the wandb package, as one table."""

import argparse
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from tests.sdk import versions

BUILD = versions.ROOT / "build" / "sdk"
ABSENT = "-"  # the version does not have what the test is about

Results = dict[str, dict[str, str]]


def run(version: str, database: str, arguments: Iterable[str]) -> Path:
    """Run the tests with one version. Where pytest wrote how each of them ended."""
    report = BUILD / f"{version}-{database}.xml"
    command = [sys.executable, "-m", "pytest", "-q", "--dist", "loadgroup", "-m", "sdk"]
    options = [f"--sdk={version}", f"--db={database}", f"--junit-xml={report}", "tests/sdk"]
    subprocess.run([*command, *options, *arguments], cwd=versions.ROOT, check=False)
    return report


def read(report: Path) -> dict[str, str]:
    """Test -> ok, FAIL."""
    return {_name(case): _ending(case) for case in ElementTree.parse(report).iter("testcase")}


def _name(case: ElementTree.Element) -> str:
    module = case.get("classname", "").rpartition(".")[2].removeprefix("test_")
    return f"{module}: {case.get('name', '').removeprefix('test_').replace('_', ' ')}"


def _ending(case: ElementTree.Element) -> str:
    return "FAIL" if case.find("failure") is not None or case.find("error") is not None else "ok"


def table(results: Results) -> str:
    tests = sorted({test for ended in results.values() for test in ended})
    width = max(map(len, tests))
    lines = [f"{'':<{width}}  " + "  ".join(f"{version:>8}" for version in results)]
    for test in tests:
        endings = (ended.get(test, ABSENT) for ended in results.values())
        lines.append(f"{test:<{width}}  " + "  ".join(f"{ending:>8}" for ending in endings))
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    options, rest = parser.parse_known_args()
    results: Results = {version: read(run(version, options.db, rest)) for version in versions.ALL}
    print(f"\n{options.db}\n{table(results)}")
    return int(any("FAIL" in ended.values() for ended in results.values()))


if __name__ == "__main__":
    sys.exit(main())
