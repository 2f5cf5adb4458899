"""Texts from the environment as values. What makes no sense is a ValueError that says why."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

import environ

from registry.storage.address import BucketAddress, read_address


def words(raw: str) -> list[str]:
    return [word.strip() for word in raw.split(",") if word.strip()]


def switch(raw: str) -> bool:
    states = {"true": True, "1": True, "on": True, "false": False, "0": False, "off": False}
    if raw.lower() not in states:
        raise ValueError(f"{raw!r} is neither true nor false")
    return states[raw.lower()]


def natural(raw: str) -> int:
    number = int(raw)
    if number < 0:
        raise ValueError(f"{number} is negative")
    return number


def one_of(*choices: str) -> Callable[[str], str]:
    def parse(raw: str) -> str:
        if raw not in choices:
            raise ValueError(f"{raw!r} is none of {', '.join(choices)}")
        return raw

    return parse


def web_address(raw: str) -> str:
    parts = urlsplit(raw)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"{raw!r} is not an address such as https://lineal.example.com")
    if parts.path.strip("/"):
        raise ValueError(f"{raw!r} has a path; Lineal is served from the root of a host")
    return f"{parts.scheme}://{parts.netloc}"


def database(raw: str) -> dict[str, Any]:
    scheme = raw.partition("://")[0]
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ValueError("it must start with postgresql:// or sqlite:///")
    config: dict[str, Any] = dict(environ.Env.db_url_config(raw))
    if not config["NAME"]:
        raise ValueError("it names no database")
    return config


def bucket(raw: str) -> BucketAddress:
    address = read_address(raw)
    if not find_spec("boto3"):
        raise ValueError("it needs the package boto3, which requirements/s3.lock has")
    return address
