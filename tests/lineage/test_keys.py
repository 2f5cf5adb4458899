import pytest

from lineage.queries import Key


@pytest.mark.parametrize(("written", "key"), [("r5", ("run", 5)), ("a12", ("artifact", 12))])
def test_a_key_is_read_and_written(written, key):
    assert Key.parse(written) == key
    assert str(Key(*key)) == written


@pytest.mark.parametrize(
    "written", ["", "r", "5", "r05", "gr5", "x1", "r-1", "r5 ", "a٣", "r" + "9" * 20]
)
def test_what_names_no_node_is_no_key(written):
    assert Key.parse(written) is None
