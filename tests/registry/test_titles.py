"""Names from right to left do not turn what stands beside them."""

import pytest

from registry.templatetags.format_tags import isolated
from tests import make

pytestmark = pytest.mark.django_db


def test_a_name_from_right_to_left_is_kept_apart() -> None:
    assert isolated("تصنيف") == "\u2068تصنيف\u2069"


def test_any_other_name_stays_as_it_is() -> None:
    assert isolated("zoo-動物 🦓") == "zoo-動物 🦓"


def test_the_title_of_a_version_keeps_name_and_number_in_order(client, mika, models, project):
    make.link(make.make_version(project), models, "تصنيف")
    client.force_login(mika)

    page = client.get("/orgs/acme/registry/model/تصنيف/v0").content.decode()

    assert "<title>\u2068تصنيف\u2069:v0 · Lineal</title>" in page
    assert '<div class="head__name" dir="ltr"><h1 dir="auto">تصنيف</h1>' in page
