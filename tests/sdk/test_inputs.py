from graphql import build_schema, parse

from lineal.sdk.contract import SDL
from lineal.sdk.inputs import prune

DOCUMENT = parse(
    "mutation m($input: CreateArtifactFilesInput!) { createArtifactFiles(input: $input) "
    "{ files { totalCount } } }"
)


def test_unknown_input_fields_are_dropped_and_named() -> None:
    file = {"artifactID": "QQ==", "name": "a.txt", "invented": 1}
    dropped: set[str] = set()

    kept = prune(
        build_schema(SDL.read_text()),
        DOCUMENT,
        {"input": {"artifactFiles": [file], "new": True, "storageRegion": None}, "extra": 1},
        dropped,
    )

    assert kept["input"] == {
        "artifactFiles": [{"artifactID": "QQ==", "name": "a.txt"}],
        "storageRegion": None,
    }
    assert dropped == {"CreateArtifactFilesInput.new", "CreateArtifactFileSpecInput.invented"}


def test_values_of_the_wrong_shape_are_left_for_coercion_to_refuse() -> None:
    kept = prune(build_schema(SDL.read_text()), DOCUMENT, {"input": [1, "x"]}, set())

    assert kept == {"input": [1, "x"]}
