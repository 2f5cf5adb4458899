"""`/api/v1/organizations` and `/api/v1/teams`: read."""

from ninja import Query, Router

from registry.api.paging import Rows, page_of
from registry.api.requests import ApiRequest, Pk, organization_of, team_of, viewer
from registry.keyset import alphabetical_by
from registry.models import Entity, EntityKind, Organization
from registry.schemas.pages import Asked, AskedByText, Page
from registry.schemas.people import EntityOut, MembershipOut, OrganizationOut, TeamOut
from registry.schemas.problems import PROBLEMS

router = Router(tags=["people"])
BY_NAME = alphabetical_by("name")
BY_USERNAME = alphabetical_by("user__username")
MEMBERS = {200: Page[MembershipOut], **PROBLEMS}


@router.get(
    "/organizations",
    response={200: Page[OrganizationOut], **PROBLEMS},
    summary="Your organizations",
)
def list_organizations(request: ApiRequest, asked: Query[Asked]) -> Rows:
    """By name."""
    return page_of(request, Organization.objects.visible_to(viewer(request)), BY_NAME, asked)


@router.get(
    "/organizations/{organization_id}",
    response={200: OrganizationOut, **PROBLEMS},
    summary="An organization",
)
def get_organization(request: ApiRequest, organization_id: Pk) -> Organization:
    return organization_of(request, organization_id)


@router.get(
    "/organizations/{organization_id}/members",
    response=MEMBERS,
    summary="Who is in an organization",
)
def list_organization_members(
    request: ApiRequest, organization_id: Pk, asked: Query[Asked]
) -> Rows:
    """By user name."""
    members = organization_of(request, organization_id).members.select_related("user")
    return page_of(request, members, BY_USERNAME, asked)


@router.get(
    "/organizations/{organization_id}/teams",
    response={200: Page[TeamOut], **PROBLEMS},
    summary="Teams of an organization",
)
def list_teams(request: ApiRequest, organization_id: Pk, asked: Query[Asked]) -> Rows:
    """By name."""
    organization = organization_of(request, organization_id)
    return page_of(request, organization.entities.filter(kind=EntityKind.TEAM), BY_NAME, asked)


@router.get(
    "/entities", response={200: Page[EntityOut], **PROBLEMS}, summary="Whom projects belong to"
)
def list_entities(request: ApiRequest, asked: Query[AskedByText]) -> Rows:
    """Yourself, and the teams that you may know of; by name."""
    entities = Entity.objects.visible_to(viewer(request)).exclude(kind=EntityKind.ORGANIZATION)
    return page_of(request, entities.filter(name__icontains=asked.q), BY_NAME, asked)


@router.get("/teams/{team_id}", response={200: TeamOut, **PROBLEMS}, summary="A team")
def get_team(request: ApiRequest, team_id: Pk) -> Entity:
    return team_of(request, team_id)


@router.get("/teams/{team_id}/members", response=MEMBERS, summary="Who is in a team")
def list_team_members(request: ApiRequest, team_id: Pk, asked: Query[Asked]) -> Rows:
    """By user name."""
    members = team_of(request, team_id).team_members.select_related("user")
    return page_of(request, members, BY_USERNAME, asked)
