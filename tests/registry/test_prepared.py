"""A prepared look-up answers as the QuerySet that it was built from."""

import pytest

from registry.models import Entity, Project, User
from registry.models.prepared import Prepared
from tests import make


@pytest.fixture
def named() -> Prepared[Project]:
    return Prepared(
        lambda user, name: (
            Project.objects.visible_to(User(pk=user)).filter(name=name).select_related("entity")
        )
    )


def test_each_call_asks_for_its_own_values(
    named: Prepared[Project], zoo_team: Entity, mika: User, sam: User
) -> None:
    first, second = make.make_project(zoo_team, "first"), make.make_project(zoo_team, "second")

    assert named.first(user=mika.pk, name="first") == first
    assert named.first(user=mika.pk, name="second") == second
    assert named.first(user=sam.pk, name="second") is None
    assert named.first(user=mika.pk, name="third") is None


def test_the_sql_is_built_once(mika: User) -> None:
    built: list[int] = []

    def build(user: int) -> object:
        built.append(user)
        return User.objects.filter(pk=user)

    look_up = Prepared(build)
    assert look_up.rows(user=mika.pk) == look_up.rows(user=mika.pk) == [mika]
    assert len(built) == 1


def test_joined_rows_come_with_it(
    named: Prepared[Project], zoo_team: Entity, mika: User, django_assert_num_queries: object
) -> None:
    make.make_project(zoo_team, "first")
    with django_assert_num_queries(1):
        found = named.first(user=mika.pk, name="first")
        assert found
        assert found.entity == zoo_team


@pytest.mark.parametrize(
    "build",
    [
        pytest.param(lambda name: User.objects.filter(username__contains=name), id="a pattern"),
        pytest.param(lambda name: User.objects.all(), id="left out"),
    ],
)
def test_what_is_no_plain_parameter_is_refused(build, mika: User) -> None:
    with pytest.raises(ValueError, match="plain parameter"):
        Prepared(build).first(name="mika")
