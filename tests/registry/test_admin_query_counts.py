"""Pages of the administration run as many statements for 10 rows as for 10,000."""

import pytest

from lineage.admin import site
from registry.models import Entity, Organization, RegistryRole, User
from tests import crowd, make
from tests.query_counts import counted

pytestmark = pytest.mark.django_db


def fill(acme: Organization, team: Entity, owner: User, rows: int) -> None:
    model = make.make_registry(acme, "model")
    people = crowd.make_people(rows)
    crowd.fill_organization(acme, people)
    crowd.fill_team(team, people)
    crowd.fill_registry(model, people)
    make.give_team(model, team, RegistryRole.MEMBER)
    crowd.make_teams(acme, rows)
    crowd.make_machines(team, rows)
    crowd.fill_keys([owner] * rows)


@pytest.mark.parametrize("rows", [10, pytest.param(10_000, marks=pytest.mark.slow)])
def test_administration(acme: Organization, zoo_team: Entity, olivia: User, rows: int) -> None:
    fill(acme, zoo_team, olivia, rows)
    browser = make.browse(make.make_user("boss", is_admin=True))

    for model in site._registry:
        name = f"{model._meta.app_label}/{model._meta.model_name}"
        with counted(f"page admin {name}"):
            answer = browser.get(f"/admin/{name}/")
        assert answer.status_code == 200
