"""The house rules that no linter knows. Import contracts are in pyproject.toml."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from registry import errors

ROOT = Path(__file__).resolve().parent.parent
BUDGETS = {".py": 300, ".js": 150, ".css": 250, ".html": 120}
WRITES = {"save", "create", "delete", "get_or_create", "update_or_create"}
BULK_WRITES = {"bulk_create", "bulk_update"}
# What no page shows.
PROGRAMS = {"api", "management", "storage", "demo", "manifest.py", "patterns.py"}
# A script of JSON holds data, and browsers run none of it.
INLINE = re.compile(
    r"<script(?![^>]*(?:\ssrc=|application/json))[^>]*>|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE
)
# Host names and folders of the places where the code happens to be written or installed from.
LEAKS = re.compile(r"/work/|/root/|(pypi|pythonhosted|npmjs|debian)[.](org|com|net)")


@cache
def tracked(pattern: str) -> list[Path]:
    """The project's own files: not what is fetched, generated or shipped from others."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = [Path(line) for line in listed.splitlines()]
    foreign = {"vendor", "migrations"}
    return [path for path in paths if not foreign & set(path.parts) and (ROOT / path).is_file()]


def layer(name: str) -> list[Path]:
    """The modules of one layer in both apps: `models`, `actions`, `queries`, ..."""
    apps = [path for path in tracked("*.py") if path.parts[0] in {"registry", "lineage"}]
    return [path for path in apps if path.parts[1] in {name, f"{name}.py"}]


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse((ROOT / path).read_text()))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module}
    return found


@pytest.mark.parametrize("name", ["models", "permissions", "roles", "actions", "queries"])
def test_rules_know_no_http(name: str) -> None:
    knowing = [path for path in layer(name) if "django.http" in imports(path)]

    assert knowing == []


def test_only_models_and_actions_write_rows() -> None:
    allowed = {*layer("models"), *layer("actions")}
    product = [
        path for path in tracked("*.py") if path.parts[0] in {"registry", "lineage", "lineal"}
    ]

    found = [f"{path}:{line}" for path in product if path not in allowed for line in writes(path)]

    assert found == []


def writes(path: Path) -> Iterator[int]:
    """Lines that call `<Model>.objects.create(...)` and the like, or save or delete an object."""
    for node in nodes(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            on_manager = "objects" in ast.unparse(node.func.value)
            method = node.func.attr
            if method in BULK_WRITES or (method in WRITES and (on_manager or not node.args)):
                yield node.lineno


def test_what_rules_say_is_marked_for_translation() -> None:
    """Where a page may show it. Programs alone read the rest."""
    apps = [path for path in tracked("*.py") if path.parts[0] in {"registry", "lineage"}]
    pages = [path for path in apps if not PROGRAMS & {*path.parts}]

    assert [f"{path}:{line}" for path in pages for line in unmarked(path)] == []


def unmarked(path: Path) -> Iterator[int]:
    """Rules that are broken with a plain text."""
    for node in nodes(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            says = isinstance(node.args[0], ast.Constant | ast.JoinedStr)
            if says and isinstance(getattr(errors, node.func.id, None), type):
                yield node.lineno


@pytest.mark.parametrize("suffix", BUDGETS)
def test_files_stay_small(suffix: str) -> None:
    lengths = {path: len((ROOT / path).read_text().splitlines()) for path in tracked(f"*{suffix}")}

    assert {path: n for path, n in lengths.items() if n > BUDGETS[suffix]} == {}


def test_functions_stay_small() -> None:
    """Rarely over 30 lines, never over 40: signature and docstring included."""
    lengths = {
        f"{path}:{node.name}": 1 + (node.end_lineno or node.lineno) - node.lineno
        for path in tracked("*.py")
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef)
    }

    long = {name: length for name, length in lengths.items() if length > 30}

    assert {name for name, length in long.items() if length > 40} == set()
    assert len(long) < len(lengths) / 200, long


def test_scripts_import_relatively_and_without_cycles() -> None:
    """Hashed file names are written into literal, relative imports; a cycle could not be hashed."""
    graph = {
        path: [target(path, name) for name in module_imports(path)]
        for path in tracked("static/js/*.js")
    }

    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"import cycle: {error.args[1]}")
    assert [to for targets in graph.values() for to in targets if not (ROOT / to).exists()] == []


def module_imports(path: Path) -> list[str]:
    code = (ROOT / path).read_text()
    dynamic = re.findall(r"\bimport\(([^)]*)\)", code)
    assert all(re.fullmatch(r"""["']\.[^"']*["']""", name) for name in dynamic), path
    static = re.findall(r"""(?:^|\s)(?:import|export)\b[^;"']*?["']([^"']+)["']\s*;""", code)
    assert all(name.startswith(".") for name in static), path
    return static + [name.strip("\"'") for name in dynamic]


def target(path: Path, name: str) -> Path:
    return (ROOT / path.parent / name).resolve().relative_to(ROOT)


def test_templates_hold_no_inline_script_or_style() -> None:
    found = [
        f"{path}: {match.group()}"
        for path in tracked("templates/*.html")
        for match in INLINE.finditer((ROOT / path).read_text())
    ]

    assert found == []


def test_nothing_tells_where_it_was_written() -> None:
    own = Path(__file__).relative_to(ROOT)
    texts = {
        path: (ROOT / path).read_bytes().decode(errors="ignore")
        for path in tracked("*")
        if path != own
    }

    assert [
        f"{path}: {match.group()}" for path, text in texts.items() for match in LEAKS.finditer(text)
    ] == []


def test_locks_hold_no_addresses() -> None:
    assert [path for path in tracked("requirements/*") if "://" in (ROOT / path).read_text()] == []


@pytest.mark.django_db
def test_migrations_are_up_to_date() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())
