"""What names may look like: one table for all that share a rule."""

from collections.abc import Callable, Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from registry import naming
from registry.errors import InvalidName

Check = Callable[[str], str]

TEXTS: dict[str, tuple[Check, int, str]] = {
    "organization": (naming.check_organization, 128, "/\\#?%:"),
    "project": (naming.check_project, 128, "/\\#?%:"),
    "registry": (naming.check_registry, 113, "/\\#?%:"),
    "collection": (naming.check_collection, 128, "/:"),
    "artifact type": (naming.check_artifact_type, 128, "/:"),
    "run id": (naming.check_run_id, 128, "/\\#?%:"),
    "alias": (naming.check_alias, 128, "/:"),
}
every_text = pytest.mark.parametrize("kind", TEXTS)

GOOD = [
    "zoo",
    "Zoo_Classifier_Models",
    "Golden Datasets",
    "a.b-c_d",
    "日本語のデータ",
    "بيانات",
    "ข้อมูล",
    "Größe",
    "cafe\u0301",
    "\N{LION FACE}",
    "production+eu@2",
    "1.0",
    "latest",
]

INVISIBLE = {
    "NUL": "\0",
    "tab": "\t",
    "line feed": "\n",
    "carriage return": "\r",
    "escape": "\x1b",
    "delete": "\x7f",
    "C1 control": "\x85",
    "soft hyphen": "\xad",
    "zero width space": "\u200b",
    "zero width joiner": "\u200d",
    "left-to-right mark": "\u200e",
    "line separator": "\u2028",
    "right-to-left override": "\u202e",
    "word joiner": "\u2060",
    "right-to-left isolate": "\u2067",
    "byte order mark": "\ufeff",
    "lone surrogate": "\ud800",
    "tag letter": "\U000e0041",
    "unassigned": "\U000effff",
    "combining grapheme joiner": "\u034f",
    "hangul filler": "\u3164",
    "braille blank": "\u2800",
}


@every_text
@pytest.mark.parametrize("name", GOOD)
def test_good_texts(kind: str, name: str) -> None:
    check, _, _ = TEXTS[kind]

    assert check(name) == name


@every_text
@pytest.mark.parametrize("name", ["", " ", "\u3000", "\t", ".", "..", " a", "a ", "a\xa0", "\n"])
def test_blank_edges_and_dots(kind: str, name: str) -> None:
    check, _, _ = TEXTS[kind]

    with pytest.raises(InvalidName, match=r"empty|dot path|invisible"):
        check(name)


@every_text
def test_length(kind: str) -> None:
    check, limit, _ = TEXTS[kind]

    assert check("n" * limit) == "n" * limit
    with pytest.raises(InvalidName, match=f"{limit + 1} characters; at most {limit}"):
        check("n" * (limit + 1))
    with pytest.raises(InvalidName, match="10000 characters"):
        check("n" * 10_000)


@every_text
def test_forbidden_characters(kind: str) -> None:
    check, _, forbidden = TEXTS[kind]

    for character in "/\\#?%:":
        if character in forbidden:
            with pytest.raises(InvalidName, match="which is not allowed") as refusal:
                check(f"a{character}b")
            assert str(refusal.value).endswith(f"Use any characters but {' '.join(forbidden)}")
        else:
            assert check(f"a{character}b")


@every_text
@pytest.mark.parametrize("what", INVISIBLE)
def test_invisible_characters(kind: str, what: str) -> None:
    check, _, _ = TEXTS[kind]
    code = f"U.{ord(INVISIBLE[what]):04X}"

    with pytest.raises(InvalidName, match=f"invisible character {code}"):
        check(f"a{INVISIBLE[what]}b")


@pytest.mark.parametrize("what", INVISIBLE)
def test_invisible_characters_in_tags_and_entities(what: str) -> None:
    with pytest.raises(InvalidName, match="Tag"):
        naming.check_tag(f"a{INVISIBLE[what]}b")
    with pytest.raises(InvalidName, match="not a valid name"):
        naming.check_entity(f"a{INVISIBLE[what]}b")


@pytest.mark.parametrize(
    "name", ["v0", "v3", "V3", "v-1", "V-1", "v01", "v00", "v99999999999", "v٣"]
)
def test_aliases_that_name_a_version(name: str) -> None:
    with pytest.raises(InvalidName, match="reserved: 'v' and a number name a version"):
        naming.check_alias(name)


@pytest.mark.parametrize("name", ["v", "vv3", "v3a", "v3.1", "version3", "3", "v--1", "v 3"])
def test_aliases_that_only_look_alike(name: str) -> None:
    assert naming.check_alias(name) == name


@pytest.mark.parametrize("name", ["wandb-registry-model", "wandb-registry-"])
def test_projects_that_would_be_registries(name: str) -> None:
    with pytest.raises(InvalidName, match="Create the registry instead"):
        naming.check_project(name)


@pytest.mark.parametrize("name", ["mai", "zoo-team", "a", "0x", "a.b", "a_b", "A" * 64])
def test_good_entities(name: str) -> None:
    assert naming.check_entity(name) == name


@pytest.mark.parametrize(
    "name",
    ["-a", "_a", ".a", "a b", "a/b", "a:b", "a%", "é", "m\u0430i", "\uff4dai", "日本", "a\n", "@a"],
)
def test_bad_entities(name: str) -> None:
    with pytest.raises(InvalidName, match="not a valid name"):
        naming.check_entity(name)


@pytest.mark.parametrize("name", ["api", "API", "orgs", "static", "graphql", "artifactsV2"])
def test_entities_that_would_hide_a_page(name: str) -> None:
    with pytest.raises(InvalidName, match="is reserved"):
        naming.check_entity(name)


def test_every_page_of_ours_is_reserved() -> None:
    patterns = [str(each.pattern) for each in flat(get_resolver().url_patterns)]
    first = {pattern.split("/")[0].lower() for pattern in patterns}

    assert first - {"", *naming.RESERVED_ENTITIES} == {"<str:entity>"}


def flat(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern | URLResolver]:
    """Routes by their first segment: an empty prefix is looked into."""
    for each in patterns:
        if isinstance(each, URLResolver) and not str(each.pattern):
            yield from flat(each.url_patterns)
        else:
            yield each


def test_long_entity() -> None:
    with pytest.raises(InvalidName, match="65 characters; at most 64"):
        naming.check_entity("n" * 65)


@pytest.mark.parametrize("name", ["a", "a b", "a  b", "a_b-c", "-", "日本", "2024"])
def test_good_tags(name: str) -> None:
    assert naming.check_tag(name) == name


@pytest.mark.parametrize("name", ["a,b", "a.b", "a:b", " a", "a ", "a\tb", "a\n", "\u3164", "!"])
def test_bad_tags(name: str) -> None:
    with pytest.raises(InvalidName, match="Tag"):
        naming.check_tag(name)


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("v0", 0),
        ("v12", 12),
        ("v01", None),
        ("V1", None),
        ("v-1", None),
        ("v", None),
        ("latest", None),
        ("v1 ", None),
        ("v٣", None),
        ("v1٣", None),
        ("v1\n", None),
        ("v9999999999", 9_999_999_999),
        ("v99999999999", None),
    ],
)
def test_version_index(name: str, index: int | None) -> None:
    assert naming.version_index(name) == index


@pytest.mark.parametrize(
    ("name", "collection", "version"),
    [
        ("zoo:v3", "zoo", "v3"),
        ("zoo:best", "zoo", "best"),
        ("zoo", "zoo", "latest"),
        ("zoo:", "zoo", "latest"),
        ("zoo:a:b", "zoo", "a:b"),
    ],
)
def test_split_version(name: str, collection: str, version: str) -> None:
    assert naming.split_version(name) == naming.VersionName(collection, version)


def test_registries_are_projects_on_the_wire() -> None:
    assert naming.registry_project("Golden Models") == "wandb-registry-Golden Models"
    assert naming.registry_of_project("wandb-registry-Golden Models") == "Golden Models"
    assert naming.is_registry_project("wandb-registry-x")
    assert not naming.is_registry_project("x")
