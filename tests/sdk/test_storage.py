"""How bytes are kept: digests, regions, and files that are sent in parts."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from registry.models import ArtifactVersion, Blob, Entity, User
from tests import content
from tests.conftest import database_url
from tests.sdk.real import Sdk
from tests.server import Server

pytestmark = pytest.mark.sdk

LARGE = 2 * 1024**3 + 4096


XXH128 = """
run = wandb.init(project="zoo")
for text in ("alpha", "beta"):
    artifact = wandb.Artifact("animals", type="dataset", digest_algorithm="XXH128")
    with artifact.new_file("a.txt") as file: file.write(text)
    with artifact.new_file("same.txt") as file: file.write("in both")
    artifact.add_reference("file:///etc/hosts", name="far")
    run.log_artifact(artifact).wait()
run.finish()
api = wandb.Api()
found = api.artifact("zoo-team/zoo/animals:v1")
found.verify(found.download("fetched", skip_cache=True))
assert open(found.get_entry("a.txt").download("single", skip_cache=True)).read() == "beta"
"""


@pytest.mark.since("0.31.0")
@pytest.mark.proves("Artifact.digest_algorithm")
def test_files_are_named_by_their_xxh128(sdk: Sdk) -> None:
    sdk.succeed(f"""{XXH128}
assert found.digest_algorithm == "MANIFEST_XXH128", found.digest_algorithm
assert found.manifest.entries["a.txt"].digest == "{content.base64_xxh128(b"beta")}"
""")

    version = ArtifactVersion.objects.get(index=1)
    assert version.digest_algorithm == "MANIFEST_XXH128"
    entry = version.entries.get(path="a.txt")
    assert entry.blob
    assert entry.blob.xxh128 == content.xxh128(b"beta")


@pytest.mark.since("0.31.0")
def test_the_same_content_is_found_by_its_xxh128(sdk: Sdk) -> None:
    sdk.succeed(XXH128.replace('("alpha", "beta")', '("alpha", "beta", "alpha")'))

    assert ArtifactVersion.objects.committed().count() == 2
    assert Blob.objects.filter(size__lt=10).count() == 3


@pytest.mark.since("0.31.0")
def test_drafts_keep_their_digests(sdk: Sdk) -> None:
    sdk.succeed(f"""{XXH128}
run = wandb.init(project="zoo")
draft = found.new_draft()
with draft.new_file("more.txt") as file: file.write("gamma")
run.log_artifact(draft).wait()
run.finish()
later = wandb.Api().artifact("zoo-team/zoo/animals:v2")
later.verify(later.download("later", skip_cache=True))
assert len(later.manifest.entries) == 4
""")


@pytest.mark.since("0.31.0")
def test_a_collection_that_began_with_md5_stays_with_it(sdk: Sdk) -> None:
    sdk.succeed("""
run = wandb.init(project="zoo")
for algorithm in ("MD5", "XXH128"):
    artifact = wandb.Artifact("animals", type="dataset", digest_algorithm=algorithm)
    with artifact.new_file("a.txt") as file: file.write(algorithm)
    run.log_artifact(artifact).wait()
run.finish()
found = wandb.Api().artifact("zoo-team/zoo/animals:v1")
found.verify(found.download("fetched", skip_cache=True))
""")

    algorithms = ArtifactVersion.objects.values_list("digest_algorithm", flat=True)
    assert set(algorithms) == {"MANIFEST_MD5"}


REGION = """
run = wandb.init(project="zoo")
artifact = wandb.Artifact("animals", type="dataset", storage_region=os.environ["REGION"])
with artifact.new_file("a.txt") as file: file.write("alpha")
run.log_artifact(artifact).wait()
run.finish()
found = wandb.Api().artifact("zoo-team/zoo/animals:v0")
assert open(found.get_entry("a.txt").download("fetched", skip_cache=True)).read() == "alpha"
"""


@pytest.mark.since("0.28.2")
def test_there_is_one_storage_region(sdk: Sdk) -> None:
    sdk.succeed(REGION, REGION="default")

    assert ArtifactVersion.objects.committed().count() == 1


@pytest.mark.since("0.28.2")
def test_an_unknown_storage_region_is_refused(sdk: Sdk) -> None:
    said = sdk.fail(REGION, REGION="coreweave-us")

    assert "There is no storage region 'coreweave-us' here" in said
    assert not ArtifactVersion.objects.exists()


@pytest.fixture
def own_server(transactional_db: None) -> Iterator[Server]:
    server = Server(DATABASE_URL=database_url()).start()
    yield server
    server.kill()


@pytest.mark.large
@pytest.mark.timeout(600)
def test_a_file_of_more_than_two_gigabytes(
    own_server: Server, zoo_team: Entity, mika: User, tmp_path: Path
) -> None:
    """It comes in parts. What has arrived is there also after the server was killed."""
    sdk = Sdk(own_server, mika, "zoo-team", tmp_path)
    path = write_large(tmp_path / "large.bin")
    others = parts()
    script = sdk.start(LARGE_JOURNEY, LARGE=str(path))

    seen = wait_for_parts(4, others)
    own_server.kill()
    own_server.start()
    output, _ = script.communicate(timeout=500)

    assert script.returncode == 0, output
    assert Blob.objects.filter(size=LARGE).exists()
    assert not any(part.exists() for part in seen)


LARGE_JOURNEY = """
run = wandb.init(project="zoo")
artifact = wandb.Artifact("large", type="dataset")
artifact.add_file(os.environ["LARGE"], policy="immutable", skip_cache=True)
run.log_artifact(artifact).wait(timeout=400)
run.finish()
found = wandb.Api().artifact("zoo-team/zoo/large:v0")
fetched = found.download("fetched", skip_cache=True, multipart=True) + "/large.bin"
assert os.path.getsize(fetched) == os.path.getsize(os.environ["LARGE"])
with open(fetched, "rb") as file:
    file.seek(-4, 2)
    assert file.read() == b"tail"
"""


def write_large(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(LARGE)
        file.seek(LARGE - 4)
        file.write(b"tail")
    return path


def wait_for_parts(number: int, others: set[Path]) -> set[Path]:
    end = time.monotonic() + 200
    while len(found := parts() - others) < number:
        assert time.monotonic() < end, "no parts arrived"
        time.sleep(0.05)
    return found


def parts() -> set[Path]:
    return set(Path(settings.FILES_DIR).glob("parts/*/*"))
