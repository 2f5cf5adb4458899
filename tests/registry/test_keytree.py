"""Metadata and config as a tree of keys."""

from registry.presentation.keytree import KeyNode, key_tree


def only(node: list[KeyNode]) -> KeyNode:
    (one,) = node
    return one


def test_a_plain_value() -> None:
    node = only(key_tree({"lr": 0.0003}))

    assert (node.key, node.value, node.children) == ("lr", "0.0003", [])


def test_keys_below_a_key() -> None:
    node = only(key_tree({"optim": {"name": "adamw"}}))

    assert only(node.children).path == "optim.name"


def test_a_list_of_plain_values_stays_on_one_line() -> None:
    assert only(key_tree({"betas": [0.9, None, "x"]})).value == '[0.9, null, "x"]'


def test_a_list_of_mappings_is_numbered() -> None:
    layers = only(key_tree({"layers": [{"out": 64}, {"out": 10}]}))

    assert [child.key for child in layers.children] == ["0", "1"]


def test_media_say_what_they_are() -> None:
    table = {"_type": "table-file", "path": "media/table/x.json", "nrows": 3}

    assert only(key_tree({"examples": table})).media == "table-file"
    assert only(key_tree({"examples": {"_type": {}}})).media == ""


def test_empty_things_are_shown() -> None:
    assert [node.value for node in key_tree({"a": {}, "b": [], "c": ""})] == ["{}", "[]", ""]


def test_floats_lose_the_noise_of_their_last_bit() -> None:
    assert only(key_tree({"loss": 0.22000000000000003})).value == "0.22"


def test_a_long_text_is_cut_and_says_by_how_much() -> None:
    node = only(key_tree({"card": "x" * 2_500}))

    assert (len(node.value), node.cut) == (2_000, 500)


def test_a_deep_tree_ends_in_json() -> None:
    value: object = "end"
    for _ in range(50):
        value = {"k": value}

    node = only(key_tree({"k": value}))
    while node.children:
        node = only(node.children)

    assert node.value.startswith('{"k": {"k":')
