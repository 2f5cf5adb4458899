"""Lets newer SDKs name input fields that we do not know yet: their call need not fail."""

from collections.abc import Mapping

from graphql import (
    DocumentNode,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    OperationDefinitionNode,
    type_from_ast,
)


def prune(
    schema: GraphQLSchema,
    document: DocumentNode,
    variables: Mapping[str, object],
    dropped: set[str],
) -> dict[str, object]:
    """The variables without unknown input fields; `dropped` collects their `Type.field` names."""
    kept = dict(variables)
    for definition in document.definitions:
        if not isinstance(definition, OperationDefinitionNode):
            continue
        for variable in definition.variable_definitions or ():
            name = variable.variable.name.value
            kind = type_from_ast(schema, variable.type)
            if name in kept and kind is not None:
                kept[name] = _prune_value(kind, kept[name], dropped)  # type: ignore[arg-type]
    return kept


def _prune_value(kind: GraphQLInputType, value: object, dropped: set[str]) -> object:
    if isinstance(kind, GraphQLNonNull):
        return _prune_value(kind.of_type, value, dropped)
    if isinstance(kind, GraphQLList) and isinstance(value, list):
        return [_prune_value(kind.of_type, item, dropped) for item in value]
    if isinstance(kind, GraphQLInputObjectType) and isinstance(value, dict):
        dropped.update(f"{kind.name}.{key}" for key in value if key not in kind.fields)
        return {
            key: _prune_value(kind.fields[key].type, item, dropped)
            for key, item in value.items()
            if key in kind.fields
        }
    return value
