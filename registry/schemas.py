"""What the REST API says, whatever it is asked."""

from ninja import Schema
from pydantic import Field


class Problem(Schema):
    """An error, as RFC 9457 writes them."""

    type: str = Field("about:blank", description="What kind of problem: our code for it.")
    title: str = Field(description="The HTTP status in words.")
    status: int
    detail: str = Field(description="What is wrong, which value, and what would be right.")


PROBLEMS = {401: Problem, 404: Problem, 422: Problem}
