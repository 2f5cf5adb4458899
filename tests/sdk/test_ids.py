import pytest

from lineal.sdk.ids import decode, encode


def test_an_id_leads_back_to_its_row() -> None:
    assert decode(encode("Artifact", 12), "Artifact") == 12


def test_an_id_of_another_kind_leads_nowhere() -> None:
    assert decode(encode("Run", 12), "Artifact") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "QXJ0aWZhY3Q6MTI",  # Artifact:12 without its padding
        "QXJ0aWZhY3Q6MTJ=",  # a second spelling of the same bytes
        "QXJ0aWZhY3Q6MTI=\n",
        "QXJ0aWZhY3Q6MDEy",  # Artifact:012
        "QXJ0aWZhY3Q6LTE=",  # Artifact:-1
        "QXJ0aWZhY3Q6OTk5OTk5OTk5OTk5OTk5OTk5OTk=",  # Artifact:99999999999999999999
        "\uff31XJ0aWZhY3Q6MTI=",  # a wide letter Q
    ],
)
def test_only_the_one_spelling_counts(text: str) -> None:
    assert decode(text, "Artifact") is None
