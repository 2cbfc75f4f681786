"""The garbage collector, kept still while many cells are read: none of them can be garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stilled() -> Iterator[None]:
    """Keep the collector from going through every new cell again and again.

    Examples
    --------
    >>> with stilled():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
