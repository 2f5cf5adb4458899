"""What rules say: programs read the English, pages their reader's language."""

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from registry.models import Registry, User
from registry.presentation.sentences import translated
from registry.sentences import marked as _
from tests import make

READER = {"Accept-Language": "de"}
GERMAN = {
    "To %(verb)s in registry %(registry)r you need the role %(needed)s; you are %(held)s. "
    "%(asking)s": "Um in %(registry)s %(verb)s zu dürfen: %(needed)s, nicht %(held)s. %(asking)s",
    "change visibility": "die Sichtbarkeit ändern",
    "viewer": "Leser",
    "Ask %(whom)s: %(names)s.": "Frage %(whom)s: %(names)s.",
    "an admin": "einen Admin",
    "%(what)s %(name)r contains %(found)s, which is not allowed. "
    "Use any characters but %(forbidden)s": "%(name)s: ohne %(found)s!",
    "100% taken": "100% vergeben",
}


@pytest.fixture
def german(tmp_path: Path, settings) -> Iterator[None]:
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.mo").write_bytes(catalogue(GERMAN))
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    with translation.override("de"):
        yield


def catalogue(words: dict[str, str]) -> bytes:
    """As gettext reads it: two tables of lengths and places, then the texts."""
    header = {"": "Content-Type: text/plain; charset=UTF-8\n"}
    pairs = sorted((header | words).items())
    texts = [key.encode() for key, _value in pairs] + [value.encode() for _key, value in pairs]
    place, table = 28 + 8 * len(texts), b""
    for text in texts:
        table += struct.pack("<2I", len(text), place)
        place += len(text) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + table + b"".join(text + b"\0" for text in texts)


@pytest.mark.usefixtures("german")
def test_sentences_within_a_sentence() -> None:
    said = _("Ask %(whom)s: %(names)s.", {"whom": _("an admin"), "names": "olivia"})

    assert said == "Ask an admin: olivia."
    assert translated(said) == "Frage einen Admin: olivia."


@pytest.mark.usefixtures("german")
def test_percent_signs_and_plain_texts() -> None:
    assert translated(_("100% taken")) == "100% vergeben"
    assert translated("an admin") == "an admin"


@pytest.mark.django_db
@pytest.mark.usefixtures("german")
def test_a_form_says_it_in_the_readers_language(client, olivia: User, models: Registry) -> None:
    client.force_login(olivia)

    typed = {"name": "a/b", "visibility": "organization"}
    page = client.post("/orgs/acme/registries/new", typed, headers=READER)

    assert page.context["form"].errors["name"] == ["a/b: ohne /!"]


@pytest.mark.django_db
@pytest.mark.usefixtures("german")
def test_a_refusal_does_and_rest_says_it_in_english(vic: User, models: Registry) -> None:
    browser = make.browse(vic)
    page = browser.post(
        "/orgs/acme/registries/model/settings", {"change": "visibility"}, headers=READER
    )
    body, path = {"description": "x"}, f"/api/v1/registries/{models.pk}"
    told = browser.patch(path, body, "application/json", headers=READER).json()

    assert "Um in model die Sichtbarkeit ändern zu dürfen" in page.content.decode()
    assert "nicht Leser. Frage einen Admin: olivia." in page.content.decode()
    assert told["detail"].startswith("To ")
