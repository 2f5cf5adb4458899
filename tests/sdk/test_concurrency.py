"""Many machines at once: every number is given once, and none is left out."""

import pytest

from registry.models import Alias, ArtifactVersion
from tests.sdk.real import Sdk

pytestmark = pytest.mark.sdk

PROCESSES = 16
LOG = """
run = wandb.init(project="zoo")
for number in range(3):
    artifact = wandb.Artifact("animals", type="dataset")
    with artifact.new_file("own.txt") as file:
        file.write(f"{os.getpid()} {number}")
    print("LOGGED", run.log_artifact(artifact).wait().version)
same = wandb.Artifact("same", type="dataset")
with same.new_file("same.txt") as file:
    file.write("the same everywhere")
print("SAME", run.log_artifact(same).wait().version)
run.finish()
"""


def test_sixteen_processes_log_into_one_collection(sdk: Sdk) -> None:
    processes = [sdk.start(LOG) for _ in range(PROCESSES)]
    outputs = [process.communicate(timeout=280)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * PROCESSES, outputs

    said = [line.split() for output in outputs for line in output.splitlines()]
    lines = [words for words in said if words[:1] in (["LOGGED"], ["SAME"])]
    logged = [int(version[1:]) for word, version in lines if word == "LOGGED"]
    assert sorted(logged) == list(range(PROCESSES * 3))
    assert {version for word, version in lines if word == "SAME"} == {"v0"}
    versions = ArtifactVersion.objects.filter(collection__name="animals")
    assert sorted(versions.values_list("index", flat=True)) == list(range(PROCESSES * 3))
    assert Alias.objects.filter(collection__name="animals", name="latest").count() == 1
