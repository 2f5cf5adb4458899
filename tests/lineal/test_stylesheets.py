"""What a stylesheet imports is served in the same file."""

import gzip
import urllib.request

import pytest

from lineal.stylesheets import join
from tests.server import ROOT, Server

SHEETS = {
    "css/app.css": '@layer base, parts;\n\n@import "base.css" layer(base);\n',
    "css/base.css": '/* Why. */\n@import "parts/field.css" layer(parts);\nbody {\n  top: 0;\n}\n',
    "css/parts/field.css": 'select {\n  background: url("../../img/chevron.svg");\n}\n',
}


def test_parts_stand_in_their_layers_where_they_were_imported() -> None:
    text, taken = join("css/app.css", SHEETS.__getitem__)

    assert text.split("\n@layer base {\n")[0] == "@layer base, parts;"
    assert "@layer parts {\nselect {" in text
    assert text.count("{") == text.count("}")
    assert taken == {"css/base.css", "css/parts/field.css"}


def test_addresses_in_a_part_lead_where_they_led() -> None:
    text, _taken = join("css/app.css", SHEETS.__getitem__)

    assert 'url("../img/chevron.svg")' in text


def test_comments_and_indents_are_left_out() -> None:
    text, _taken = join("css/app.css", SHEETS.__getitem__)

    assert "Why" not in text
    assert "\n " not in text


def test_a_stylesheet_without_imports_takes_nothing() -> None:
    _text, taken = join("css/parts/field.css", SHEETS.__getitem__)

    assert taken == set()


@pytest.mark.parametrize("name", ["css/app.css", "css/pages/lineage.css"])
def test_our_own_have_no_import_left_and_all_their_rules(name: str) -> None:
    def read(part: str) -> str:
        return (ROOT / "static" / part).read_text()

    text, taken = join(name, read)

    assert "@import" not in text
    assert sum(read(part).count("{") for part in taken) == text.count("{") - len(taken)


def test_the_server_sends_pages_one_small_stylesheet(server: Server) -> None:
    page = urllib.request.urlopen(f"{server.url}/login").read().decode()
    address = page.split('<link rel="stylesheet" href="')[1].split('"')[0]

    request = urllib.request.Request(server.url + address, headers={"Accept-Encoding": "gzip"})
    body = urllib.request.urlopen(request).read()

    assert page.count('rel="stylesheet"') == 1
    assert b"@import" not in gzip.decompress(body)
    assert len(body) < 12_000
