"""What the REST API says when it cannot do what it is asked."""

from ninja import Schema
from pydantic import Field


class WrongField(Schema):
    field: str = Field(description="Where in the request.")
    detail: str


class Problem(Schema):
    """An error, as RFC 9457 writes them."""

    type: str = Field(
        "about:blank", description="What kind of problem: `urn:lineal:` and our word for it."
    )
    title: str = Field(description="The HTTP status in words.")
    status: int
    detail: str = Field(description="What is wrong, which value, and what would be right.")
    field: str | None = Field(None, description="The field of the request that is wrong.")
    errors: list[WrongField] | None = Field(None, description="All fields that are wrong.")
    held: str | None = Field(None, description="The role that the caller has.")
    needed: str | None = Field(None, description="The role that would be enough.")
    ask: list[str] | None = Field(None, description="User names of who can give that role.")


PROBLEMS = {401: Problem, 404: Problem, 422: Problem}
REFUSALS = {**PROBLEMS, 403: Problem, 409: Problem}
EDIT_REFUSALS = {**REFUSALS, 412: Problem}
