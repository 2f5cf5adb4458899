"""People come into organizations and teams, get other roles, and go."""

from ninja import Status

from registry.actions.memberships import (
    remove_organization_member,
    remove_team_member,
    set_organization_role,
    set_team_role,
)
from registry.actions.people import add_organization_members, add_team_members, create_team
from registry.api.etags import revision_read
from registry.api.organizations import router
from registry.api.requests import ApiRequest, Pk, found, organization_of, team_of
from registry.models import Entity, OrganizationMember, TeamMember, User
from registry.schemas.changes import NewPeople, NewTeam, RoleEdit
from registry.schemas.people import MembershipOut, TeamOut
from registry.schemas.problems import EDIT_REFUSALS, REFUSALS

ADDED = {201: list[MembershipOut], **REFUSALS}
CHANGED = {200: MembershipOut, **EDIT_REFUSALS}
GONE = {204: None, **EDIT_REFUSALS}


@router.post(
    "/organizations/{organization_id}/members",
    response=ADDED,
    summary="Add people to an organization",
)
def post_organization_members(
    request: ApiRequest, organization_id: Pk, wanted: NewPeople
) -> Status[list[OrganizationMember]]:
    """All of them or nobody. Who is in keeps their role."""
    members = add_organization_members(
        actor=request.auth,
        organization=organization_of(request, organization_id),
        names=wanted.names,
        role=wanted.role,
    )
    return Status(201, members)


@router.patch(
    "/organizations/{organization_id}/members/{username}",
    response=CHANGED,
    summary="Change a role in an organization",
)
def patch_organization_member(
    request: ApiRequest, organization_id: Pk, username: str, wanted: RoleEdit
) -> OrganizationMember:
    organization = organization_of(request, organization_id)
    person = _person(username, organization_memberships__organization=organization)
    return set_organization_role(
        actor=request.auth,
        organization=organization,
        user=person,
        role=wanted.role,
        revision=revision_read(request),
    )


@router.delete(
    "/organizations/{organization_id}/members/{username}",
    response=GONE,
    summary="Take somebody out of an organization",
)
def delete_organization_member(
    request: ApiRequest, organization_id: Pk, username: str
) -> Status[None]:
    """With every role in its teams and registries."""
    organization = organization_of(request, organization_id)
    person = _person(username, organization_memberships__organization=organization)
    remove_organization_member(
        actor=request.auth,
        organization=organization,
        user=person,
        revision=revision_read(request),
    )
    return Status(204, None)


@router.post(
    "/organizations/{organization_id}/teams",
    response={201: TeamOut, **REFUSALS},
    summary="Make a team",
)
def post_team(request: ApiRequest, organization_id: Pk, wanted: NewTeam) -> Status[Entity]:
    """You are its admin."""
    organization = organization_of(request, organization_id)
    return Status(201, create_team(actor=request.auth, organization=organization, name=wanted.name))


@router.post("/teams/{team_id}/members", response=ADDED, summary="Add people to a team")
def post_team_members(
    request: ApiRequest, team_id: Pk, wanted: NewPeople
) -> Status[list[TeamMember]]:
    """All of them or nobody. Who is in keeps their role."""
    members = add_team_members(
        actor=request.auth, team=team_of(request, team_id), names=wanted.names, role=wanted.role
    )
    return Status(201, members)


@router.patch(
    "/teams/{team_id}/members/{username}", response=CHANGED, summary="Change a role in a team"
)
def patch_team_member(
    request: ApiRequest, team_id: Pk, username: str, wanted: RoleEdit
) -> TeamMember:
    team = team_of(request, team_id)
    person = _person(username, team_memberships__team=team)
    return set_team_role(
        actor=request.auth,
        team=team,
        user=person,
        role=wanted.role,
        revision=revision_read(request),
    )


@router.delete(
    "/teams/{team_id}/members/{username}", response=GONE, summary="Take somebody out of a team"
)
def delete_team_member(request: ApiRequest, team_id: Pk, username: str) -> Status[None]:
    """With the access that came through the team."""
    team = team_of(request, team_id)
    person = _person(username, team_memberships__team=team)
    remove_team_member(actor=request.auth, team=team, user=person, revision=revision_read(request))
    return Status(204, None)


def _person(username: str, **among: object) -> User:
    rows = User.objects.filter(username__iexact=username, **among)
    return found(rows, f"member {username[:80]!r}")
