"""Versions and collections edited by the SDK, down to what only shows on a second look."""

import pytest

from registry.models import Registry
from tests.sdk.real import REFUSED, Sdk

pytestmark = pytest.mark.sdk

# `net` has three versions, the last of them linked as Nets:v0.
BEGIN = (
    REFUSED
    + """
from datetime import timedelta

def build(name, text, type="model"):
    artifact = wandb.Artifact(name, type=type)
    with artifact.new_file("m.txt") as file:
        file.write(text)
    return artifact

def get(path): return wandb.Api().artifact(path)
def exists(path): return wandb.Api().artifact_exists(path)
def aliases(path): return sorted(get(path).aliases)
def collection(path, type="model"): return wandb.Api().artifact_collection(type, path)

NET, LINKED = "zoo-team/zoo/net", "acme-org/wandb-registry-model/Nets"
run = wandb.init(project="zoo")
versions = [run.log_artifact(build("net", text)).wait() for text in ("one", "two", "three")]
versions[2].link("wandb-registry-model/Nets", aliases=["x"])
run.finish()
"""
)


@pytest.fixture
def edit(sdk: Sdk, model_registry: Registry):
    return lambda code: sdk.succeed(BEGIN + code)


def test_an_alias_belongs_to_a_version_in_a_collection(edit) -> None:
    edit("""
linked = get(LINKED + ":v0"); linked.aliases.append("y"); linked.save()
assert aliases(LINKED + ":v0") == ["latest", "x", "y"]
assert aliases(NET + ":v2") == ["latest"]
source = get(NET + ":v2"); source.aliases.append("x"); source.save()
linked = get(LINKED + ":v0"); linked.aliases.remove("x"); linked.save()
assert (aliases(NET + ":v2"), aliases(LINKED + ":v0")) == (["latest", "x"], ["latest", "y"])
get(NET + ":v0").link("wandb-registry-model/Nets", aliases=["y"])
assert (aliases(LINKED + ":v0"), aliases(LINKED + ":v1")) == ([], ["latest", "y"])
assert sorted(collection(LINKED).aliases) == ["latest", "y"]
""")


def test_what_is_said_of_a_version(edit) -> None:
    edit("""
said = []
for value in ("text", "", None):
    version = get(NET + ":v0"); version.description = value; version.save()
    said.append(get(NET + ":v0").description)
assert (get(NET + ":v1").description, said) == (None, ["text", "", ""]), said
for value in ({"a": {"b": [1, None]}}, {}):
    version = get(NET + ":v0"); version.metadata = value; version.save()
    assert get(NET + ":v0").metadata == value
version = get(NET + ":v2"); version.tags = ["b", "a", "a"]; version.save()
assert sorted(get(NET + ":v2").tags) == sorted(get(LINKED + ":v0").tags) == ["a", "b"]
version = get(LINKED + ":v0"); version.tags.remove("a"); version.save()
assert get(NET + ":v2").tags == ["b"]
""")


def test_a_time_to_live_is_kept_until_it_is_changed(edit) -> None:
    edit("""
version = get(NET + ":v0")
assert version.ttl is None
version.ttl = timedelta(days=3); version.save()
version = get(NET + ":v0"); version.description = "other"; version.save()
assert get(NET + ":v0").ttl == timedelta(days=3)
version.ttl = None; version.save()
assert get(NET + ":v0").ttl is None
version.ttl = wandb.ArtifactTTL.INHERIT; version.save()
refused("Cannot set TTL for link", setattr, get(LINKED + ":v0"), "ttl", timedelta(days=3))
run = wandb.init(project="zoo")
for number, ttl in enumerate((timedelta(hours=1), None, wandb.ArtifactTTL.INHERIT)):
    short = build("short", f"{number}"); short.ttl = ttl
    run.log_artifact(short).wait()
    assert get(f"zoo-team/zoo/short:v{number}").ttl == (ttl if number == 0 else None)
run.finish()
""")


def test_a_refused_save_changes_nothing(edit) -> None:
    edit("""
def state():
    one = get(NET + ":v1")
    return (aliases(NET + ":v1"), one.description, one.metadata, list(one.tags), one.ttl)

before = state()
version = get(NET + ":v1")
version.description = "new"; version.metadata["k"] = 1; version.tags.append("t")
version.aliases.append("v9")
refused("reserved", version.save)
assert state() == before
version = get(NET + ":v1"); version.description = "x" * 70_000; version.metadata["k"] = 1
refused("64 KiB", version.save)
assert state() == before
version = get(NET + ":v1"); version.ttl = timedelta(days=40_000); version.tags.append("t")
refused("hundred years", version.save)
assert state() == before
""")


def test_versions_are_deleted(edit) -> None:
    edit("""
version = get(NET + ":v1"); version.aliases.append("keep"); version.save()
refused("holds the aliases keep", get(NET + ":v1").delete)
assert exists(NET + ":v1")
twin = get(NET + ":v1")
get(NET + ":v1").delete(delete_aliases=True)
twin.delete(delete_aliases=True)
assert not exists(NET + ":v1") and not exists(NET + ":keep")
get(NET + ":v2").delete(delete_aliases=True)
assert not exists(LINKED + ":v0") and not exists(LINKED + ":latest")
assert get(NET + ":latest").version == "v0"
run = wandb.init(project="zoo")
assert run.log_artifact(build("net", "three")).wait().version == "v3"
run.finish()
""")


def test_deleting_or_unlinking_a_linked_version_leaves_the_source(edit) -> None:
    edit("""
get(NET + ":v0").link("wandb-registry-model/Nets")
assert get(LINKED + ":latest").version == "v1"
get(LINKED + ":v1").unlink()
assert exists(NET + ":v0") and not exists(LINKED + ":v1")
assert get(LINKED + ":latest").version == "v0"
get(NET + ":v0").link("wandb-registry-model/Nets")
assert get(LINKED + ":latest").version == "v2"
get(LINKED + ":v2").delete(delete_aliases=True)
assert exists(NET + ":v0") and not exists(LINKED + ":v2")
refused("", get(NET + ":v0").unlink)
""")


@pytest.mark.parametrize("path", ["NET", "LINKED"])
def test_a_collection_is_described_named_and_tagged(edit, path: str) -> None:
    edit(f"""
path = {path}
said = [collection(path).description]
for value in ("text", None, "", "more"):
    one = collection(path); one.description = value; one.save()
    said.append(collection(path).description)
assert said == [None, "text", "text", "", "more"], said
before = (collection(path).id, get(path + ":v0").id)
one = collection(path); one.name += "2"; one.tags = ["a", "b"]; one.save()
assert not exists(path + ":v0")
assert (collection(path + "2").id, get(path + "2:v0").id) == before
assert open(get(path + "2:v0").download() + "/m.txt").read() in ("one", "three")
assert sorted(collection(path + "2").tags) == ["a", "b"]
one = collection(path + "2"); one.tags = []; one.name = path.rpartition("/")[2]; one.save()
assert collection(path).tags == [] and collection(path).description == "more"
one = collection(path); one.description = "x" * 70_000; one.tags = ["q"]
refused("64 KiB", one.save)
assert (collection(path).description, collection(path).tags) == ("more", [])
""")


def test_a_source_changes_its_type_and_no_name_is_taken_twice(edit) -> None:
    edit("""
run = wandb.init(project="zoo")
run.log_artifact(build("free", "1")).wait()
run.finish()
refused("Unlink them first", collection(NET).change_type, "weights")
refused("needs to be a sequence", collection(LINKED).change_type, "weights")
collection("zoo-team/zoo/free").change_type("weights")
assert get("zoo-team/zoo/free:v0").type == "weights"
one = collection("zoo-team/zoo/free", "weights"); one.name = "net"
refused("net", one.save)
assert exists("zoo-team/zoo/free:v0") and get(NET + ":latest").version == "v2"
""")


def test_collections_are_deleted(edit) -> None:
    edit("""
collection(LINKED).delete()
assert not exists(LINKED + ":v0") and exists(NET + ":v2")
get(NET + ":v0").link("wandb-registry-model/Nets")
collection(NET).delete()
assert not exists(NET + ":v0") and not exists(LINKED + ":latest")
assert not wandb.Api().artifact_collection_exists(NET, "model")
""")
