"""Look a thing up once for each package, however often it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from headcount.figures.package.package import Package

Value = TypeVar("Value")

_PACKAGES = 4  # a session holds one package, seldom two


class _Identity:
    """Let a package, which holds dicts, be a cache key by being itself."""

    def __init__(self, package: Package) -> None:
        self.package = package

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self.package is other.package

    def __hash__(self) -> int:
        return id(self.package)


def cached(look_up: Callable[[Package], Value]) -> Callable[[Package], Value]:
    """Keep what a function of a package returns; it is shared, so nobody may change it.

    Examples
    --------
    >>> from headcount.figures.package import read
    >>> data = read()
    >>> cached(lambda package: object())(data) is None
    False
    """

    @lru_cache(maxsize=_PACKAGES)
    def kept(key: _Identity) -> Value:
        return look_up(key.package)

    @wraps(look_up)
    def found(package: Package) -> Value:
        return kept(_Identity(package))

    return found
