"""What linking found out once and need not find out again: small results by a key of all that they follow from."""

import hashlib
from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray


class Memory(Protocol):
    """Keeps results between builds; whatever it has lost is worked out again."""

    def get(self, key: bytes) -> bytes | None:
        """Return what was kept under `key`, None where nothing is."""

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a result."""


class Forgetful:
    """Keeps nothing."""

    def get(self, key: bytes) -> bytes | None:
        """Return None."""
        return None

    def put(self, key: bytes, value: bytes) -> None:
        """Let go of a result."""


def key_of(kind: str, *parts: Any) -> bytes:
    """Return the key of a result: what kind it is of, and numbers, text or bytes that it follows from."""
    return hashlib.sha256(repr((kind, *parts)).encode()).digest()


def remembered(memory: Memory, key: bytes, make: Callable[[], bytes]) -> bytes:
    """Return what is kept under `key`, made now where nothing is."""
    found = memory.get(key)
    if found is None:
        found = make()
        memory.put(key, found)
    return found


def sums(prints: NDArray[np.uint64], cuts: NDArray[np.int64]) -> list[list[int]]:
    """Return for each stretch of `prints` (rows of two numbers), which begin at `cuts`, a number for the set of its rows."""
    return np.add.reduceat(mixed(prints), cuts, axis=0).tolist() if len(cuts) else []


def mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return numbers of 64 bits well mixed, so that sums of them tell sets apart (splitmix64 of Steele, Lea and Flood 2014)."""
    found = values + np.uint64(0x9E3779B97F4A7C15)
    found = (found ^ (found >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return found ^ (found >> np.uint64(31))
