"""Manifests as clients send them, and as hostile ones might."""

import io
import json
import tracemalloc

import pytest

from registry import manifest
from registry.errors import InvalidManifest
from tests import content, make

MD5 = content.base64_md5(b"hello")


def text(contents: object = None, **head: object) -> bytes:
    whole = {"version": 1, "contents": {} if contents is None else contents, **head}
    return json.dumps(whole).encode()


def entry(**record: object) -> bytes:
    return text({"a": {"digest": MD5, **record}})


def test_reads_entries() -> None:
    found = manifest.read(entry(size=5, extra={"x": 1}), with_records=True)

    one = found.entries["a"]
    assert (one.path, one.digest, one.size) == ("a", MD5, 5)
    assert one.key == ("MD5", make.md5(b"hello"))
    assert not one.is_reference
    assert json.loads(one.record)["extra"] == {"x": 1}


def test_reads_references() -> None:
    one = manifest.read(entry(digest="etag-1", ref="s3://bucket/key", size=7)).entries["a"]

    assert one.is_reference
    assert (one.ref, one.digest, one.size) == ("s3://bucket/key", "etag-1", 7)


def test_keeps_the_head() -> None:
    found = manifest.read(text(storagePolicy="p", storagePolicyConfig={"storageLayout": "V2"}))

    assert found.head == {
        "version": 1,
        "storagePolicy": "p",
        "storagePolicyConfig": {"storageLayout": "V2"},
    }


# --- The digest


def test_digest_of_nothing() -> None:
    assert manifest.read(text()).digest == make.md5(b"wandb-artifact-manifest-v1\n")


def test_digest_is_over_sorted_paths() -> None:
    body = make.manifest_text({"b": b"2", "a/c": b"1", "é": b"3", "B": b"4", "a-": b"5"})

    assert manifest.read(body).digest == content.manifest_digest(body)


# --- Paths

GOOD_PATHS = [
    "a",
    "a/b.txt",
    "with space.txt",
    ".hidden",
    "..a",
    "a..b/c",
    "日本/データ.csv",
    "caf\u00e9",
    "cafe\u0301",
    "%2e%2e%2fx",
    "a#b?c",
    "file:x",
    "a\\b",
    "trailing.",
    "trailing ",
    "x" * 1024,
    "é" * 512,
]


@pytest.mark.parametrize("path", GOOD_PATHS)
def test_good_paths(path: str) -> None:
    assert manifest.check_path(path) == path


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", "is empty"),
        ("  ", "is empty"),
        ("..", "leaves the artifact"),
        ("../x", "leaves the artifact"),
        ("a/../../x", "leaves the artifact"),
        ("a/..", "leaves the artifact"),
        ("..\\x", "leaves the artifact"),
        ("a\\..\\..\\x", "leaves the artifact"),
        ("/etc/passwd", "is absolute"),
        ("//proc/self/root", "is absolute"),
        ("\\\\server\\share", "is absolute"),
        ("C:\\x", "is absolute"),
        ("C:x", "is absolute"),
        (".", "empty or '.' folder"),
        ("./a", "empty or '.' folder"),
        ("a/./b", "empty or '.' folder"),
        ("a//b", "empty or '.' folder"),
        ("a/", "empty or '.' folder"),
        ("a\\\\b", "empty or '.' folder"),
        ("a\0b", "control characters"),
        ("a\nb", "control characters"),
        ("a\x7fb", "control characters"),
        ("a\ud800b", "control characters"),
        ("x" * 1025, "longer than 1024 bytes"),
        ("é" * 513, "longer than 1024 bytes"),
        ("x" * 4000, "longer than 1024 bytes"),
    ],
)
def test_bad_paths(path: str, words: str) -> None:
    with pytest.raises(InvalidManifest, match=words):
        manifest.check_path(path)
    with pytest.raises(InvalidManifest, match=words):
        manifest.read(text({path: {"digest": MD5}}))


@pytest.mark.parametrize("paths", [("a", "a/b"), ("a/b/c/d", "a/b"), ("z/a", "z")])
def test_file_and_folder_of_one_name(paths: tuple[str, str]) -> None:
    with pytest.raises(InvalidManifest, match="both a file and the folder"):
        manifest.read(text({path: {"digest": MD5} for path in paths}))


def test_names_that_only_look_alike_are_kept_apart() -> None:
    names = ["a", "A", "caf\u00e9", "cafe\u0301", "a.", "a ", "ab/c"]

    assert list(manifest.read(text({name: {"digest": MD5} for name in names})).entries) == names


def test_a_large_manifest_is_never_in_memory_as_a_whole() -> None:
    record = {
        "digest": MD5,
        "size": 5,
        "birthArtifactID": "QXJ0",
        "local_path": "/tmp/" + "x" * 999,
    }
    file = io.BytesIO(text({f"images/{n:06}.jpg": record for n in range(5_000)}))
    tracemalloc.start()

    found = manifest.read_file(file)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found.entries) == 5_000
    assert peak < len(file.getvalue())


def test_a_value_longer_than_what_is_read_at_once_is_found_whole() -> None:
    found = manifest.read(
        text({"a": {"digest": MD5, "extra": "é" * (1 << 18)}, "b": {"digest": MD5}})
    )

    assert list(found.entries) == ["a", "b"]


def test_too_many_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.manifest.MAX_ENTRIES", 2)

    with pytest.raises(InvalidManifest, match="more than 2 files"):
        manifest.read(text({name: {"digest": MD5} for name in "abc"}))


# --- Bad manifests


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "not valid JSON"),
        (b"{", "not valid JSON"),
        (b"\xff\xfe\x00", "not valid JSON"),
        (b"\x80", "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"a":' * 100_000, "not valid JSON"),
        (b'{"version":1,"contents":{"a":{"digest":"d"},"a":{}}}', "'a' stands in it twice"),
        (
            b'{"version":1,"contents":{"a":{"digest":"d","digest":"e"}}}',
            "'digest' stands in it twice",
        ),
        (b'{"version":1,"contents":{},"contents":{}}', "'contents' stands in it twice"),
        (text() + b"x", "not valid JSON"),
        (b'{"version":1 "contents":{}}', "',' is missing"),
        (b'{"version":1,"contents":{"a" {}}}', "':' is missing"),
        (b'{"version":1,"contents":{1:{}}}', "a name is not in quotes"),
        (text()[:-1], "not valid JSON"),
        (b'{"version":1,"version":1,"contents":{}}', "'version' stands in it twice"),
        (b'{"version":' + b"9" * 5000 + b"}", "not valid JSON"),
        (b"[]", "no 'contents'"),
        (b"null", "no 'contents'"),
        (b'{"version":1}', "no 'contents'"),
        (text([]), "no 'contents'"),
        (text(version=2), "version 2 is not supported"),
        (text(version="1"), "version '1' is not supported"),
        (text(version=None), "version None is not supported"),
        (text({"a": []}), "'a' is not an object"),
        (text({"a": {}}), "'a' has no valid digest"),
        (entry(digest=5), "'a' has no valid digest"),
        (entry(digest="d" * 1025), "'a' has no valid digest"),
        (entry(digest="\ud800"), "'a' has no valid digest"),
        (entry(digest="a\0"), "'a' has no valid digest"),
        (entry(ref=5), "'a' has no valid ref"),
        (entry(ref="s3://" + "x" * 8192), "'a' has no valid ref"),
        (entry(ref="s3://\udfff"), "'a' has no valid ref"),
        (entry(size=-1), "impossible size -1"),
        (entry(size=2**62), "impossible size"),
        (entry(size=True), "impossible size True"),
        (entry(size="5"), "impossible size '5'"),
        (entry(size=1.5), "impossible size 1.5"),
    ],
    ids=lambda value: repr(value)[:50],
)
def test_bad_manifests(body: bytes, words: str) -> None:
    with pytest.raises(InvalidManifest, match=words):
        manifest.read(body)


@pytest.mark.parametrize("digest", ["", "x", "hello", make.md5(b"x"), "A" * 25 + "==", "é"])
def test_digests_of_files_are_md5(digest: str) -> None:
    with pytest.raises(InvalidManifest, match="not the base64 of an MD5"):
        _ = manifest.read(entry(digest=digest)).entries["a"].key


def test_hex_and_back() -> None:
    assert manifest.base64_md5(manifest.hex_md5(MD5)) == MD5


# --- Merging


def test_later_parts_win() -> None:
    base = manifest.read(make.manifest_text({"a": b"1", "b": b"2"}))
    part = manifest.read(make.manifest_text({"b": b"22", "c": b"3"}))

    merged = manifest.merge(base, [part])

    assert sorted(merged.entries) == ["a", "b", "c"]
    assert merged.entries["b"].digest == content.base64_md5(b"22")


def test_merge_of_nothing() -> None:
    assert manifest.merge(None, []).entries == {}


def test_merge_of_a_file_and_its_folder() -> None:
    parts = [manifest.read(make.manifest_text({path: b"1"})) for path in ("a", "a/b")]

    with pytest.raises(InvalidManifest, match="both a file and the folder"):
        manifest.merge(None, parts)


def test_written_manifest_reads_the_same() -> None:
    text = make.manifest_text({"b": b"2", "a": b"1"}, {"r": "s3://b/k"})
    found = manifest.read(text, with_records=True)

    again = manifest.read(b"".join(manifest.write(found)), with_records=True)

    assert again == found
    assert list(again.entries) == ["a", "b", "r"]


def test_digests_of_files_may_be_xxh128() -> None:
    found = manifest.read(entry(digest=content.base64_xxh128(b"hello"), extra={"alg": "XXH128"}))

    assert found.entries["a"].key == ("XXH128", content.xxh128(b"hello"))
    line = f"a:{content.base64_xxh128(b'hello')}\n"
    text = f"wandb-artifact-manifest-v1\n{line}".encode()
    assert found.digest_by("MANIFEST_XXH128") == content.xxh128(text)
