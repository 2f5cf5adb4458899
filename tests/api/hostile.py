"""Values that nobody sends on purpose, and some that somebody does."""

from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
)
from hypothesis import strategies as st

from lineal.sdk import ids

TRICKS = [
    "",
    " ",
    "\0",
    "\ud800",
    "../../etc/passwd",
    "..%2f..%2f",
    "C:\\x",
    "zoo-team",
    "zoo",
    "animals:v0",
    "animals:v99999999999999999999",
    "wandb-registry-model",
    "acme-org",
    "latest",
    "v0",
    "v-1",
    "{}",
    "[]",
    '{"$regex": "("}',
    '{"name": {"$in": [[], {}]}}',
    '{"metadata.a.b": {"$gt": NaN}}',
    '{"created_at": {"$gt": 1e400}}',
    '{"id": {"$lt": 99999999999999999999}}',
    "-created_at",
    "+metadata.x",
    "1e400",
    "\u202e\u0301" * 50,
    "x" * 20_000,
    "W10=",
    "WzFd",
    "' OR 1=1 --",
    "%s%n",
]
ROWS = ["Artifact", "ArtifactSequence", "ArtifactPortfolio", "Project", "Registry", "Run", "User"]

texts = st.one_of(st.sampled_from(TRICKS), st.text(max_size=30))
node_ids = st.builds(
    ids.encode,
    st.sampled_from([*ROWS, "Entity", "ArtifactManifest", "RunFile", "Organization", "X"]),
    st.sampled_from([0, 1, 2, 3, 10**17]),
)
numbers = st.one_of(
    st.sampled_from([0, 1, -1, 2**31 - 1, 2**31, -(2**63), 2**63 - 1, 10**30]), st.integers()
)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, st.floats(), texts),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def of_type(kind: GraphQLInputType, depth: int = 0) -> st.SearchStrategy[Any]:
    """Values that pass for this type, so that they get as far as the resolvers."""
    if isinstance(kind, GraphQLNonNull):
        return of_type(kind.of_type, depth)
    return st.none() | _of_nullable(kind, depth) if depth else _of_nullable(kind, depth)


def _of_nullable(kind: GraphQLInputType, depth: int) -> st.SearchStrategy[Any]:
    if isinstance(kind, GraphQLList):
        return st.lists(of_type(kind.of_type, depth + 1), max_size=3)
    if isinstance(kind, GraphQLEnumType):
        return st.sampled_from(list(kind.values))
    if isinstance(kind, GraphQLInputObjectType):
        return st.fixed_dictionaries(
            {name: of_type(field.type, depth + 1) for name, field in kind.fields.items()}
        )
    assert isinstance(kind, GraphQLNamedType)
    return _SCALARS.get(kind.name, texts)


_SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "ID": node_ids | texts,
    "Int": st.integers(-(2**31), 2**31 - 1),
    "Int64": st.integers(-(2**63), 2**63 - 1),
    "Boolean": st.booleans(),
    "JSON": values,
    "Float": st.floats(allow_nan=False, allow_infinity=False),
}
