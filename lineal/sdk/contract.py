"""The executable contract: the SDL with every field bound to what answers it."""

from collections.abc import Callable, Sized
from pathlib import Path

from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
)

from lineal.sdk import limits
from lineal.sdk.binding import Type, snake
from lineal.sdk.call import Call
from lineal.sdk.errors import NotSupported
from lineal.sdk.scalars import bind_scalars

SDL = Path(__file__).with_name("schema.graphql")

# Lists that answer one by one what the request itself lists: they take from a budget of their own.
FREE = {"UploadUrlPart"}

Resolve = Callable[..., object]
TypeOf = Callable[[object], str]
Info = GraphQLResolveInfo[Call]


def load(type_of: TypeOf) -> tuple[GraphQLSchema, list[str]]:
    """The bound schema, and the `Type.field` names that nothing answers yet.

    Types that nothing is bound to are not in it: only unanswered fields lead to them.
    """
    schema = build_schema(SDL.read_text(encoding="utf-8"))
    bind_scalars(schema)
    missing: list[str] = []
    for kind in schema.type_map.values():
        if kind.name.startswith("__"):
            continue
        if isinstance(kind, GraphQLInputObjectType):
            _name_inputs(kind)
        elif isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            kind.resolve_type = _type_resolver(type_of)
        elif isinstance(kind, GraphQLObjectType):
            missing += _bind_type(kind)
    return schema, missing


def _name_inputs(kind: GraphQLInputObjectType) -> None:
    for name, field in kind.fields.items():
        field.out_name = snake(name)


def _bind_type(kind: GraphQLObjectType) -> list[str]:
    missing = []
    for name, field in kind.fields.items():
        for argument_name, argument in field.args.items():
            argument.out_name = snake(argument_name)
        if not _bind_field(kind.name, name, field) and kind.name in Type.known:
            missing.append(f"{kind.name}.{name}")
    return missing


def _bind_field(type_name: str, name: str, field: GraphQLField) -> bool:
    bound = Type.known.get(type_name)
    resolve = bound and _resolver(bound, type_name, snake(name))
    field.resolve = _counted(resolve, field.type) if resolve else _refuse(f"{type_name}.{name}")
    return resolve is not None


def _counted(resolve: Resolve, kind: GraphQLOutputType) -> Resolve:
    """Lists of objects take what they answer from the request's budget (lineal/sdk/budget.py)."""
    named = get_named_type(kind)
    is_list = is_list_type(get_nullable_type(kind))
    if (
        is_leaf_type(named)
        or named.name in FREE
        or not (is_list or named.name.endswith("Connection"))
    ):
        return resolve

    def resolve_and_count(
        source: object, info: GraphQLResolveInfo[Call], **given: object
    ) -> object:
        if not is_list:
            info.context.budget.take_rows(limits.LIST_COST)
        found = resolve(source, info, **given)
        if isinstance(found, Sized) and is_list:
            info.context.budget.take_rows(len(found))
        return found

    return resolve_and_count


def _resolver(bound: Type, type_name: str, name: str) -> Resolve | None:
    if function := bound.functions.get(name):
        return _function(type_name, function)
    if name in bound.constants:
        constant = bound.constants[name]
        return lambda source, info: constant
    if name in bound.keys:
        return lambda source, info: source[name]
    if attribute := bound.attribute(name):
        return lambda source, info: getattr(source, attribute)
    return None


def _function(type_name: str, function: Resolve) -> Resolve:
    if type_name == "Query":
        return lambda root, info, **given: function(info.context, **given)
    if type_name == "Mutation":
        return lambda root, info, input: function(info.context, **input)
    return lambda source, info, **given: function(source, info.context, **given)


def _refuse(name: str) -> Resolve:
    def refuse(source: object, info: object, **given: object) -> None:
        raise NotSupported(f"{name} is not supported yet by this server.")

    return refuse


def _type_resolver(type_of: TypeOf) -> Callable[[object, object, object], str]:
    return lambda source, info, kind: type_of(source)
