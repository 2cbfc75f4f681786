"""What a verb is: a function with its arguments, under its own name."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any

Run = Callable[[Namespace], int]
Argument = tuple[tuple[str, ...], dict[str, Any]]

VERBS: dict[str, tuple[Run, tuple[Argument, ...]]] = {}


def argument(*names: str, **options: Any) -> Argument:
    """Describe one argument of a verb, as `ArgumentParser.add_argument` takes it."""
    return names, options


def verb(*arguments: Argument) -> Callable[[Run], Run]:
    """Register a function as the verb of its name, with these arguments."""

    def register(run: Run) -> Run:
        VERBS[run.__name__] = run, arguments
        return run

    return register
