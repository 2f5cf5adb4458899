"""Ties Python to the fields of the contract by name: `version_index` answers `versionIndex`.

Each GraphQL type gets one `Type`. A field is answered, in this order, by a function registered on
it, by a constant, by a key of the dictionary that the type stands for, by a renamed attribute, or
by the attribute of the same name on its Python class. What none of these answers says "not
supported yet" (lineal/sdk/contract.py).
"""

import re
from collections.abc import Callable, Mapping
from typing import ClassVar, TypeVar

Function = TypeVar("Function", bound=Callable[..., object])

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def snake(name: str) -> str:
    return _WORDS.sub("_", name).lower()


class Type:
    """One GraphQL type, or several that are answered alike."""

    known: ClassVar["dict[str, Type]"] = {}

    def __init__(
        self,
        *names: str,
        of: tuple[type, ...] = (),
        keys: tuple[str, ...] = (),
        constants: Mapping[str, object] | None = None,
        **renamed: str,
    ) -> None:
        self.of = of
        self.keys = keys
        self.constants = dict(constants or {})
        self.renamed = renamed
        self.functions: dict[str, Callable[..., object]] = {}
        for name in names:
            if name in self.known:
                raise ValueError(f"{name} is bound twice")
            self.known[name] = self

    def field(self, function: Function) -> Function:
        """Let this function answer the field that it is named after."""
        return self.named(function.__name__)(function)

    def named(self, name: str) -> Callable[[Function], Function]:
        """Let a function answer the field of another name (given in snake case)."""

        def register(function: Function) -> Function:
            if name in self.functions:
                raise ValueError(f"{name} is answered twice")
            self.functions[name] = function
            return function

        return register

    def attribute(self, name: str) -> str | None:
        """The attribute that holds a field's answer, if each Python class has it."""
        wanted = self.renamed.get(name, name)
        return wanted if self.of and all(_has(one, wanted) for one in self.of) else None


def _has(python_class: type, attribute: str) -> bool:
    return hasattr(python_class, attribute) or any(
        attribute in getattr(one, "__annotations__", {}) for one in python_class.__mro__
    )


query = Type("Query")
mutation = Type("Mutation")
