"""What versions, collections, registries and runs tell about themselves."""

import pytest

from registry.models import Registry
from tests.sdk.real import Sdk

pytestmark = pytest.mark.sdk

LOG = """
run = wandb.init(project="zoo", id="maker")
for text in ("one", "two"):
    run.log({"loss": len(text)})
    model = wandb.Artifact("net", type="model", description="words", metadata={"acc": 3})
    with model.new_file("m.txt") as file: file.write(text)
    model = run.log_artifact(model, aliases=[text]).wait()
run.finish()
model.link("wandb-registry-model/Nets", aliases=["production"])
api = wandb.Api()
"""
PATH = "acme-org/wandb-registry-model/Nets"


@pytest.mark.since("0.21.4")  # what a version's links are is newer
@pytest.mark.proves(
    "Artifact.name", "Artifact.entity", "Artifact.project", "Artifact.source_name",
    "Artifact.source_entity", "Artifact.source_project", "Artifact.source_version",
    "Artifact.source_qualified_name", "Artifact.source_artifact", "Artifact.linked_artifacts",
    "Artifact.is_link",
)  # fmt: skip
def test_where_a_version_stands(sdk: Sdk, model_registry: Registry) -> None:
    sdk.succeed(f"""{LOG}
linked, source = api.artifact("{PATH}:v0"), api.artifact("zoo-team/zoo/net:v1")
assert (linked.entity, linked.project) == ("acme-org", "wandb-registry-model")
assert (linked.source_entity, linked.source_project) == ("zoo-team", "zoo")
assert (linked.source_name, linked.source_version) == ("net:v1", "v1")
assert linked.source_qualified_name == source.qualified_name == "zoo-team/zoo/net:v1"
assert linked.source_artifact.name == source.name == "net:v1"
assert (linked.is_link, source.is_link, linked.id == source.id) == (True, False, True)
assert [one.qualified_name for one in source.linked_artifacts] == ["{PATH}:v0"]
""")


@pytest.mark.proves(
    "Artifact.id", "Artifact.type", "Artifact.state", "Artifact.version", "Artifact.digest",
    "Artifact.size", "Artifact.file_count", "Artifact.description", "Artifact.metadata",
    "Artifact.aliases", "Artifact.tags", "Artifact.created_at", "Artifact.updated_at",
    "Artifact.commit_hash", "Artifact.is_draft", "Artifact.manifest", "Artifact.collection",
    "Artifact.source_collection", "Artifact.history_step", "Artifact.ttl",
)  # fmt: skip
def test_what_a_version_tells(sdk: Sdk, model_registry: Registry) -> None:
    sdk.succeed(f"""{LOG}
found = api.artifact("zoo-team/zoo/net:two")
assert (found.id, found.digest) == (model.id, model.digest)
assert (found.type, found.state, found.version) == ("model", "COMMITTED", "v1")
assert (found.size, found.file_count, found.description) == (3, 1, "words")
assert (found.metadata, found.tags, found.commit_hash) == ({{"acc": 3}}, [], model.digest)
assert sorted(found.aliases) == ["latest", "two"], found.aliases
assert found.created_at and found.updated_at and not found.is_draft() and found.ttl is None
assert list(found.manifest.entries) == ["m.txt"]
assert found.collection.name == found.source_collection.name == "net"
assert api.artifact("{PATH}:v0").collection.name == "Nets"
assert found.history_step == 1, found.history_step
""")


@pytest.mark.proves("Artifact.ttl", "Artifact.save")
def test_a_version_lives_as_long_as_it_should(sdk: Sdk, model_registry: Registry) -> None:
    sdk.succeed(f"""{LOG}
from datetime import timedelta
found = api.artifact("zoo-team/zoo/net:v0")
for ttl in (timedelta(days=7), None, wandb.ArtifactTTL.INHERIT):
    found.ttl = ttl
    found.save()
    said = wandb.Api().artifact("zoo-team/zoo/net:v0").ttl
    assert said == (ttl if ttl is not wandb.ArtifactTTL.INHERIT else None), (ttl, said)
run = wandb.init(project="zoo")
short = wandb.Artifact("short", type="model")
short.ttl = timedelta(hours=2)
with short.new_file("m.txt") as file: file.write("short")
run.log_artifact(short).wait()
run.finish()
assert wandb.Api().artifact("zoo-team/zoo/short:v0").ttl == timedelta(hours=2)
""")


@pytest.mark.proves(
    "Api.artifact_collection", "Api.artifact_collections", "Api.artifact_type",
    "Api.artifact_types", "Api.artifacts", "Api.artifact_versions", "Api.artifact_exists",
    "Api.artifact_collection_exists", "Api.project", "Api.projects", "Collection.name",
    "Collection.type", "Collection.entity", "Collection.project", "Collection.description",
    "Collection.aliases", "Collection.tags", "Collection.artifacts", "Collection.created_at",
    "Collection.is_sequence", "Collection.id", "Collection.load",
)  # fmt: skip
def test_what_a_collection_tells(sdk: Sdk, model_registry: Registry) -> None:
    sdk.succeed(f"""{LOG}
for path, own, aliases, count in (
    ("zoo-team/zoo/net", True, ["latest", "one", "two"], 2),
    ("{PATH}", False, ["latest", "production"], 1),
):
    found = api.artifact_collection("model", path)
    assert f"{{found.entity}}/{{found.project}}/{{found.name}}" == path
    assert (found.type, found.is_sequence(), found.description) == ("model", own, None), path
    assert sorted(found.aliases) == aliases and found.tags == [], found.aliases
    assert len(list(found.artifacts())) == count and found.id and found.created_at
    assert [one.name for one in api.artifact_collections(path.rpartition("/")[0], "model")]
    assert api.artifact_exists(f"{{path}}:latest") and not api.artifact_exists(f"{{path}}:v9")
    assert api.artifact_collection_exists(path, "model")
    assert not api.artifact_collection_exists(path + "s", "model")
assert [one.name for one in api.artifact_types("zoo-team/zoo")] == ["model"]
kind = api.artifact_type("model", "zoo-team/zoo")
assert [one.name for one in kind.collections()] == ["net"]
assert [one.name for one in kind.collection("net").artifacts()] == ["net:v1", "net:v0"]
assert [one.version for one in api.artifacts("model", "zoo-team/zoo/net")] == ["v1", "v0"]
assert [one.version for one in api.artifacts("model", "zoo-team/zoo/net", per_page=1)][1] == "v0"
assert [one.name for one in api.projects("zoo-team")] == ["zoo"]
project = api.project("zoo", "zoo-team")
assert [one.name for one in project.artifacts_types()] == ["model"] and project.url
""")


@pytest.mark.since("0.21.4")
@pytest.mark.proves(
    "Api.registry", "Api.registries", "Registry.name", "Registry.full_name", "Registry.entity",
    "Registry.organization", "Registry.description", "Registry.visibility", "Registry.path",
    "Registry.allow_all_artifact_types", "Registry.artifact_types", "Registry.created_at",
    "Registry.updated_at", "Registry.collections", "Registry.versions", "Registry.load",
)  # fmt: skip
def test_what_a_registry_tells(sdk: Sdk, model_registry: Registry) -> None:
    sdk.succeed(f"""{LOG}
found = api.registry("model", organization="acme")
assert (found.name, found.full_name) == ("model", "wandb-registry-model")
assert (found.entity, found.organization) == ("acme-org", "acme")
assert found.path == ["acme-org", "wandb-registry-model"], found.path
assert (found.description, found.visibility) == ("", "organization"), found.description
assert (found.allow_all_artifact_types, list(found.artifact_types)) == (False, ["model"])
assert found.created_at and found.updated_at
found.load()
assert [one.name for one in found.collections(filter={{"name": "Nets"}})] == ["Nets"]
assert [one.name for one in found.versions(filter={{"alias": "production"}})] == ["Nets:v0"]
assert [one.name for one in api.registries().collections().versions()] == ["Nets:v0"]
assert [one.aliases for one in api.registries().versions()] == [["latest", "production"]]
""")


@pytest.mark.proves("Artifact.verify", "Artifact.get_entry", "Artifact.get_path", "Artifact.file")
def test_entries_are_fetched_one_by_one_and_checked(sdk: Sdk, model_registry: Registry) -> None:
    sdk.succeed(f"""{LOG}
found = wandb.Api().artifact("zoo-team/zoo/net:v0")
entry = found.get_entry("m.txt")
assert open(entry.download("single")).read() == "one"
assert open(found.get_path("m.txt").download()).read() == "one"
assert open(found.file("file")).read() == "one"
root = found.download("fetched", skip_cache=True)
found.verify(root)
open(f"{{root}}/m.txt", "w").write("broken")
for wrong in (lambda: found.verify(root), lambda: found.get_entry("nope")):
    try:
        wrong()
    except (ValueError, KeyError):
        continue
    raise AssertionError("nothing was wrong")
""")


@pytest.mark.proves("Artifact.download", "Artifact.files")
def test_files_are_paged_and_addresses_renewed(sdk: Sdk) -> None:
    """An address that is refused with 403 is asked for again."""
    sdk.succeed(
        """
run = wandb.init(project="zoo")
many = wandb.Artifact("many", type="dataset")
for number in range(7):
    with many.new_file(f"{number}.txt") as file: file.write(f"content {number}")
run.log_artifact(many).wait()
run.finish()
found = wandb.Api().artifact("zoo-team/zoo/many:v0")
files = found.files(per_page=3)
assert len(files) == 7
assert [one.name for one in files] == [f"{number}.txt" for number in range(7)]
assert [one.name for one in found.files(names=["3.txt", "5.txt"])] == ["3.txt", "5.txt"]
assert open(files[2].download("one").name).read() == "content 2"
entry = found.get_entry("4.txt")
entry._download_url = files[4].direct_url[:-3] + "bad"
assert open(entry.download("renewed", skip_cache=True)).read() == "content 4"
assert os.listdir(found.download("part", path_prefix="6")) == ["6.txt"]
""",
        WANDB_ARTIFACT_FETCH_FILE_URL_BATCH_SIZE="3",
    )
