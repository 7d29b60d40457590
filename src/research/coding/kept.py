"""Values that are worked out when they are first asked for, and kept with what they belong to."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class kept(Generic[Value]):
    """A property that is worked out once. Unlike functools.cached_property it takes no lock, which would cost more than most values."""

    def __init__(self, find: Callable[[Any], Value]) -> None:
        self.find, self.name, self.__doc__ = find, find.__name__, find.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> "kept[Value]": ...
    @overload
    def __get__(self, owner: object, kind: type) -> Value: ...
    def __get__(self, owner: object | None, kind: type) -> "kept[Value] | Value":
        if owner is None:
            return self
        value: Value = self.find(owner)
        vars(owner)[self.name] = value  # from now on found there, and this is not called again
        return value


def once(rule: Callable[[Any], Value]) -> Callable[[Any], Value]:
    """Make a rule that others ask of a sentence look only once; what it returns is not to be changed."""
    name = f"{rule.__module__}.{rule.__qualname__}"

    @wraps(rule)
    def look(note: Any) -> Value:
        known = vars(note)
        if name not in known:
            known[name] = rule(note)
        value: Value = known[name]
        return value

    return look
