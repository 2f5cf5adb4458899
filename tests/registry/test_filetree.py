"""Files as folders."""

from registry.models import ManifestEntry
from registry.presentation.filetree import first_to_show, tree_of


def entry(path: str, size: int = 1, ref: str = "") -> ManifestEntry:
    return ManifestEntry(path=path, size=size, ref=ref)


def test_folders_hold_the_size_of_what_is_in_them() -> None:
    root = tree_of([entry("a/b/one", 2), entry("a/two", 3), entry("three", 4)])

    folder = root.folders["a"]
    assert (root.size, folder.size, folder.folders["b"].size) == (9, 5, 2)
    assert folder.folders["b"].path == "a/b"
    assert [name for name, _ in root.files] == ["three"]


def test_shows_the_read_me_first() -> None:
    entries = [entry("config.yaml"), entry("docs/README.md")]

    assert first_to_show(entries, 100) is entries[1]


def test_else_a_small_text() -> None:
    entries = [entry("a.bin"), entry("big.txt", 200), entry("config.yaml", 50)]

    assert first_to_show(entries, 100) is entries[2]


def test_else_the_first_file() -> None:
    entries = [entry("a.bin"), entry("b.bin")]

    assert first_to_show(entries, 100) is entries[0]


def test_else_nothing() -> None:
    assert first_to_show([], 100) is None
