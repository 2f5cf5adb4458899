"""Parsed and validated documents, kept: the SDK's are constants and cost most to validate."""

from functools import lru_cache

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    parse,
    validate,
)

from lineal.sdk import limits
from lineal.sdk.errors import OverLimit


class Documents:
    """The documents of one schema. Thread-safe, as `lru_cache` is."""

    def __init__(self, schema: GraphQLSchema, size: int = 512) -> None:
        self._schema = schema
        self.read = lru_cache(maxsize=size)(self._read)

    def _read(self, text: str) -> tuple[DocumentNode | None, tuple[GraphQLError, ...]]:
        """A document ready to execute, or the errors that keep it from that."""
        if len(text) > limits.MAX_DOCUMENT:
            raise OverLimit(f"The document has more than {limits.MAX_DOCUMENT} characters.")
        try:
            document = parse(text, max_tokens=limits.MAX_TOKENS)
        except GraphQLSyntaxError as error:
            if "Parsing aborted" in error.message:  # too many tokens, or nested beyond all measure
                raise OverLimit(error.message) from None
            return None, (error,)
        check_limits(document)
        errors = tuple(validate(self._schema, document))
        return (None, errors) if errors else (document, ())


def check_limits(document: DocumentNode) -> None:
    """Refuse documents that would cost more to validate or to answer than any SDK's."""
    fragments = {
        one.name.value: one
        for one in document.definitions
        if isinstance(one, FragmentDefinitionNode)
    }
    if len(fragments) > limits.MAX_NAMED_FRAGMENTS:
        raise OverLimit(f"The document has more than {limits.MAX_NAMED_FRAGMENTS} fragments.")
    size = _Size(fragments)
    for definition in document.definitions:
        size.check(getattr(definition, "selection_set", None))


class _Size:
    """Depth, fields and aliases of a selection, its fragments spread out and measured once."""

    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._measured: dict[str, tuple[int, int, int]] = {}

    def check(self, selection: SelectionSetNode | None) -> None:
        depth, fields, aliases = self._measure(selection)
        for name, count, most in (
            ("levels", depth, limits.MAX_DEPTH),
            ("fields", fields, limits.MAX_FIELDS),
            ("aliases", aliases, limits.MAX_ALIASES),
        ):
            if count > most:
                raise OverLimit(f"The document has {count} {name}; at most {most} are allowed.")

    def _measure(self, selection: SelectionSetNode | None) -> tuple[int, int, int]:
        depth = fields = aliases = 0
        for node in selection.selections if selection else ():
            own = isinstance(node, FieldNode)
            inner = self._measure_node(node)
            depth = max(depth, inner[0] + own)
            fields += inner[1] + own
            aliases += inner[2] + (isinstance(node, FieldNode) and node.alias is not None)
        return depth, fields, aliases

    def _measure_node(self, node: SelectionNode) -> tuple[int, int, int]:
        if isinstance(node, FragmentSpreadNode):
            return self._measure_fragment(node.name.value)
        assert isinstance(node, FieldNode | InlineFragmentNode)
        return self._measure(node.selection_set)

    def _measure_fragment(self, name: str) -> tuple[int, int, int]:
        if name not in self._measured:
            self._measured[name] = (0, 0, 0)  # a fragment within itself: validation refuses it
            fragment = self._fragments.get(name)
            self._measured[name] = self._measure(fragment.selection_set if fragment else None)
        return self._measured[name]
