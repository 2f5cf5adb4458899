"""How the contract's scalars are written and read."""

from datetime import UTC, datetime

from graphql import GraphQLError, GraphQLSchema

_INT64 = 2**63


def bind_scalars(schema: GraphQLSchema) -> None:
    """Schemas made from an SDL leave their scalars open to be completed like this."""
    vars(schema.type_map["DateTime"]).update(coerce_output_value=write_datetime)
    vars(schema.type_map["Int64"]).update(
        coerce_output_value=_write_int64, coerce_input_value=_read_int64
    )
    vars(schema.type_map["JSONString"]).update(coerce_input_value=_read_json_string)


def write_datetime(moment: object) -> str:
    if not isinstance(moment, datetime):
        raise GraphQLError("DateTime needs a moment in time.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _write_int64(number: object) -> int:
    if isinstance(number, bool) or not isinstance(number, int):
        raise GraphQLError("Int64 needs a whole number.")
    return number


def _read_int64(value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not -_INT64 <= value < _INT64:
        raise GraphQLError(f"Int64 needs a whole number of 64 bits, not {value!r:.40}.")
    return value


def _read_json_string(value: object) -> str:
    if not isinstance(value, str):
        raise GraphQLError("JSONString needs JSON inside a string.")
    return value
