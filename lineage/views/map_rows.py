"""A map's answer as the rows of its table."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Row = dict[str, Any]


def map_rows(nodes: Iterable[Row], address: Callable[[str], str]) -> list[Row]:
    """One row per run or artifact, by step and name; what a group does not list shares a row, and
    `address` says where all its members are."""
    rows = [row for node in nodes for row in _rows_of(node, address)]
    return sorted(rows, key=lambda row: (row["hop"], row["is_rest"], row["name"].casefold()))


def _rows_of(node: Row, address: Callable[[str], str]) -> Iterator[Row]:
    if node["kind"] == "group":
        for member in node["members"]:
            yield _row(node, member)
        if rest := node["count"] - len(node["members"]):
            row = _rest(node, rest)
            yield row if node["locked"] else {**row, "url": address(node["id"])}
    elif node["kind"] == "locked":
        name = _("Locked run") if node["of"] == "run" else _("Locked artifact")
        yield _blank(node, node["of"], name)
    else:
        yield _row(node, node)


def _row(card: Row, node: Row) -> Row:
    is_run = node["kind"] == "run"
    return {
        **_blank(card, node["kind"], node["name"]),
        "version": node.get("version", ""),
        "type": node["job_type"] if is_run else node["type"],
        "state": node["state"] if is_run else "",
        "aliases": _aliases(node),
        "created_at": datetime.fromisoformat(node["created_at"]),
        "url": node["url"],
        "locked": False,
    }


def _rest(group: Row, count: int) -> Row:
    """The members that a group does not list: older ones, or all of them when it is locked."""
    words = {
        ("run", False): ngettext("%(n)s more run", "%(n)s more runs", count),
        ("run", True): ngettext("%(n)s locked run", "%(n)s locked runs", count),
        ("artifact", False): ngettext("%(n)s more artifact", "%(n)s more artifacts", count),
        ("artifact", True): ngettext("%(n)s locked artifact", "%(n)s locked artifacts", count),
    }
    name = words[group["of"], group["locked"]] % {"n": count}
    row = _blank(group, group["of"], name)
    return {**row, "type": group["label"], "locked": group["locked"], "is_rest": True}


def _blank(card: Row, kind: str, name: str) -> Row:
    return {
        "node_id": card["id"],
        "hop": card["hop"],
        "step": _step(card["hop"], kind),
        "kind": kind,
        "kind_label": _("run") if kind == "run" else _("artifact"),
        "name": name,
        "version": "",
        "type": "",
        "state": "",
        "aliases": [],
        "created_at": None,
        "url": "",
        "locked": True,
        "is_rest": False,
    }


def _step(hop: int, kind: str) -> str:
    if hop == 0:
        return _("this run") if kind == "run" else _("this version")
    return (_("%(n)s up") if hop < 0 else _("%(n)s down")) % {"n": abs(hop)}


def _aliases(node: Row) -> list[Row]:
    """Of the source and of every link once each: protected first, `latest` last."""
    lists = [node.get("aliases", []), *(link["aliases"] for link in node.get("links", []))]
    by_name: dict[str, Row] = {}
    for alias in (alias for each in lists for alias in each):
        if alias["name"] not in by_name or alias["protected"]:
            by_name[alias["name"]] = alias
    return sorted(by_name.values(), key=lambda it: (not it["protected"], it["name"] == "latest"))
