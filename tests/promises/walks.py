"""Ways through the SDK's contract: from a root field down to all that a type says of itself."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

from lineal.sdk.resolvers import schema, unsupported
from tests.api.wire import Wire

# They have nobody's data.
PUBLIC = {"serverInfo"}
# Enough to come from each root to each field.
STEPS = 6

Composite = GraphQLObjectType | GraphQLInterfaceType
Arguments = Mapping[str, object]


@dataclass(frozen=True)
class Step:
    """A field of a type. The type may be one of several that the field before may give."""

    kind: str
    name: str
    is_narrowed: bool = False


Walk = tuple[Step, ...]


def walks(root: str, steps: int) -> Iterator[Walk]:
    """Down from a root field by objects, no kind of object twice on the way."""
    query = schema.query_type
    assert query
    return _deeper((Step("Query", root),), query.fields[root], {"Query"}, steps)


def _deeper(walk: Walk, field: GraphQLField, seen: set[str], steps: int) -> Iterator[Walk]:
    for kind, is_narrowed in kinds_of(field):
        if kind.name in seen:
            continue
        yield (*walk, Step(kind.name, "", is_narrowed))
        for name, inner in kind.fields.items() if len(walk) < steps else ():
            if not is_leaf_type(get_named_type(inner.type)) and is_answered(kind, name):
                step = Step(kind.name, name, is_narrowed)
                yield from _deeper((*walk, step), inner, {*seen, kind.name}, steps)


def kinds_of(field: GraphQLField) -> list[tuple[Composite, bool]]:
    """What the field may give, and whether that has to be said in the document."""
    kind = get_named_type(field.type)
    if isinstance(kind, GraphQLObjectType):
        return [(kind, False)]
    assert isinstance(kind, GraphQLInterfaceType | GraphQLUnionType)
    return [(one, True) for one in possible(schema, kind)]


def possible(
    contract: GraphQLSchema, kind: GraphQLInterfaceType | GraphQLUnionType
) -> list[GraphQLObjectType]:
    return list(contract.get_possible_types(kind))


def is_answered(kind: Composite, name: str) -> bool:
    return f"{kind.name}.{name}" not in unsupported


def document(walk: Walk, arguments: Arguments) -> str:
    """Asks along the walk for all plain fields of the last step's type."""
    *way, end = walk
    kind = schema.type_map[end.kind]
    assert isinstance(kind, GraphQLObjectType)
    text = " ".join(
        _asked(kind.name, name, field, arguments)
        for name, field in kind.fields.items()
        if is_leaf_type(get_named_type(field.type)) and is_answered(kind, name)
    )
    text = _narrowed(end, f"__typename {text}")
    for step in reversed(way):
        owner = schema.type_map[step.kind]
        assert isinstance(owner, GraphQLObjectType)
        asked = _asked(step.kind, step.name, owner.fields[step.name], arguments)
        text = _narrowed(step, f"{asked} {{ {text} }}")
    return f"{{ {text} }}"


def _narrowed(step: Step, text: str) -> str:
    return f"... on {step.kind} {{ {text} }}" if step.is_narrowed else text


def _asked(kind: str, name: str, field: GraphQLField, arguments: Arguments) -> str:
    given = {}
    for argument_name, argument in field.args.items():
        value = arguments.get(f"{kind}.{name}.{argument_name}", arguments.get(argument_name))
        assert value is not None or not is_required_argument(argument), (
            f"Which {argument_name} {kind}.{name} is asked for has to be said."
        )
        if value is not None:
            plain = isinstance(get_named_type(argument.type), GraphQLEnumType)
            given[argument_name] = value if plain else json.dumps(value)
    words = ", ".join(f"{name}: {value}" for name, value in given.items())
    return f"{name}({words})" if given else name


@cache
def shortest() -> list[Walk]:
    """From each root the shortest walk by each field that gives objects to each kind it gives."""
    found: dict[tuple[Step, ...], Walk] = {}
    for root in sorted(schema.query_type.fields.keys() - PUBLIC):
        for walk in sorted(walks(root, steps=STEPS), key=len):
            found.setdefault((walk[0], *walk[-2:]), walk)
    return list(found.values())


def explore(wire: Wire, arguments: Arguments) -> dict[Walk, str]:
    """What each walk finds, data and errors; none goes on from where another found nothing."""
    found: dict[Walk, str] = {}
    closed: set[tuple[Walk, str]] = set()
    for walk in sorted(shortest(), key=len):
        if not any((walk[:place], step.kind) in closed for place, step in enumerate(walk)):
            found[walk] = json.dumps(wire.graphql(document(walk, arguments)))
            if f'"__typename": "{walk[-1].kind}"' not in found[walk]:
                closed.add((walk[:-1], walk[-1].kind))
    return found
