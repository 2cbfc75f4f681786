"""What the data can give of what was asked for.

A reader's wish is kept as it was asked. What does not fit the rest of it (a source that does not
have the measure) is filled in for now, and comes back when it fits again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers import graphic
from helpers.package import Package

Options = dict[str, list[tuple[str, Any]]]


def settle(package: Package, wish: Mapping[str, Any]) -> tuple[dict[str, Any], Options]:
    """Return the choice that comes closest to `wish`, and what else could be chosen.

    1. A source that does not have the measure gives way to the one that has it for the most
       names, those with the highlighted one first.
    2. Every other value that the source does not offer becomes "no choice".
    3. Of those that are to be drawn alone, those that the source has are kept.

    Parameters
    ----------
    package
        The data.
    wish
        `form`, `measure`, `source`, and the other parameters of the form.

    Returns
    -------
    choice, options
        What `graphic.make` takes, and `graphic.options` for it, sources in alphabetical order.

    Examples
    --------
    >>> from helpers import package
    >>> data = package.read()
    >>> wish = dict(graphic.named(data, "fourth-largest").choice)
    >>> choice, options = settle(data, wish | {"measure": "total"})
    >>> choice["source"] == wish["source"]
    False
    """
    choice = dict(wish)
    options = graphic.options(package, **choice)
    offered = [value for _, value in options["source"]]
    if offered and choice["source"] not in offered:
        choice["source"] = max(offered, key=lambda source: _worth(package, choice, source))
        options = graphic.options(package, **choice)
    options["source"].sort()
    for name, given in options.items():
        values = [value for _, value in given]
        if name == "only":
            if choice.get(name) is not None:
                choice[name] = [value for value in values if value in choice[name]]
                if len(choice[name]) == len(values):
                    choice[name] = None
        elif choice.get(name) not in values and None in values:
            choice[name] = None
    return choice, options


def _worth(package: Package, choice: Mapping[str, Any], source: str) -> tuple[bool, int]:
    given = graphic.options(package, **{**choice, "source": source})
    there = [value for _, value in given["only"]]
    return choice.get("highlight") in there, len(there)
