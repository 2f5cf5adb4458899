"""The demo's accounts exist where the demo was asked for, and nowhere else."""

from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import override_settings

from lineage.demo import credentials
from registry.models import User
from tests import make


def test_a_new_server_has_no_accounts(db):
    assert not User.objects.exists()


@pytest.mark.parametrize("leftover", [False, True], ids=["bare", "with another demo's file"])
def test_a_server_with_people_is_refused(db, tmp_path, leftover):
    make.make_user("olivia")
    if leftover:
        credentials.make(tmp_path, people=["mika"], services=[])

    with override_settings(DATA_DIR=tmp_path), pytest.raises(CommandError, match="of its own"):
        call_command("load_demo", small=True, stdout=StringIO())

    assert User.objects.count() == 1
    assert (tmp_path / "demo.json").exists() == leftover


def test_they_differ_from_one_data_folder_to_the_next(tmp_path):
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        folder.mkdir()

    first, second = (
        credentials.make(folder, people=["olivia"], services=["lena-ci"]) for folder in folders
    )

    assert first.passwords != second.passwords
    assert not set(first.keys.values()) & set(second.keys.values())


def test_only_the_server_may_read_them(tmp_path):
    credentials.make(tmp_path, people=["olivia"], services=[])

    assert (tmp_path / "demo.json").stat().st_mode & 0o777 == 0o600


def test_a_file_that_others_may_read_is_refused(tmp_path):
    credentials.make(tmp_path, people=["olivia"], services=[])
    (tmp_path / "demo.json").chmod(0o644)

    with pytest.raises(ImproperlyConfigured, match="chmod 600"):
        credentials.load(tmp_path)
