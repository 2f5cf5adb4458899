"""How bytes are kept: digests, regions, and files that are sent in parts."""

import pytest

from registry.models import ArtifactVersion, Blob
from tests.sdk.real import Sdk

pytestmark = pytest.mark.sdk

LARGE = 2 * 1024**3 + 4096


@pytest.mark.since("0.31.0")
@pytest.mark.proves("Artifact.digest_algorithm")
def test_another_digest_falls_back_to_ours(sdk: Sdk) -> None:
    sdk.succeed("""
run = wandb.init(project="zoo")
artifact = wandb.Artifact("animals", type="dataset", digest_algorithm="XXH128")
with artifact.new_file("a.txt") as file: file.write("alpha")
run.log_artifact(artifact).wait()
run.finish()
found = wandb.Api().artifact("zoo-team/zoo/animals:v0")
found.verify(found.download("fetched", skip_cache=True))
""")

    assert ArtifactVersion.objects.get().digest_algorithm == "MANIFEST_MD5"


@pytest.mark.large
@pytest.mark.timeout(500)
def test_a_file_of_more_than_two_gigabytes(sdk: Sdk) -> None:
    path = sdk.folder / "large.bin"
    with path.open("wb") as file:
        file.truncate(LARGE)
        file.seek(LARGE - 4)
        file.write(b"tail")

    sdk.succeed(
        f"""
run = wandb.init(project="zoo")
artifact = wandb.Artifact("large", type="dataset")
artifact.add_file({str(path)!r}, policy="immutable", skip_cache=True)
run.log_artifact(artifact).wait(timeout=400)
run.finish()
found = wandb.Api().artifact("zoo-team/zoo/large:v0")
fetched = found.download("fetched", skip_cache=True, multipart=True) + "/large.bin"
assert os.path.getsize(fetched) == {LARGE}
with open(fetched, "rb") as file:
    file.seek(-4, 2)
    assert file.read() == b"tail"
""",
        seconds=450,
    )

    assert Blob.objects.filter(size=LARGE).exists()
