"""File names that are nearly the same stay apart on the way in and out; what cannot is refused."""

import pytest

from registry.models import ArtifactVersion
from tests.sdk.real import Sdk

pytestmark = pytest.mark.sdk

NAMES = [
    *("a.txt", "A.txt", "a.TXT"),
    *("caf\u00e9", "cafe\u0301"),
    *("end", "end.", "end ", " end", "end\u00a0"),
    *("d/x", "D/x", "d/X", "d./x", "d /x"),
    *("\ufb01", "fi", "\u0131", "i\u0307"),
]


@pytest.mark.proves("Artifact.new_file", "Artifact.download", "Artifact.verify", "Artifact.files")
def test_names_that_are_nearly_the_same(sdk: Sdk) -> None:
    """Each file holds its own name, so that one in the place of another would show."""
    sdk.succeed(f"""
NAMES = {NAMES!r}
run = wandb.init(project="zoo")
artifact = wandb.Artifact("twins", type="dataset")
for name in NAMES:
    with artifact.new_file(name, mode="wb") as file: file.write(name.encode())
run.log_artifact(artifact).wait()
run.finish()
found = wandb.Api().artifact("zoo-team/zoo/twins:v0")
assert sorted(file.name for file in found.files()) == sorted(NAMES)
root = found.download("fetched", skip_cache=True)
read = {{name: open(f"{{root}}/{{name}}", "rb").read().decode() for name in NAMES}}
assert read == dict(zip(NAMES, NAMES)), read
found.verify(root)
for name in NAMES:
    assert found.get_entry(name).download(f"{{name}}-alone", skip_cache=True)
""")


def test_a_file_and_a_folder_of_one_name(sdk: Sdk) -> None:
    """No disk can hold both: the refusal names them, and nothing is there to download."""
    said = sdk.fail("""
open("x", "w").write("x")
run = wandb.init(project="zoo")
artifact = wandb.Artifact("torn", type="dataset")
artifact.add_file("x", name="a")
artifact.add_file("x", name="a/b")
run.log_artifact(artifact).wait()
""")

    assert "'a' is both a file and the folder of 'a/b'" in said
    assert not ArtifactVersion.objects.committed().exists()
