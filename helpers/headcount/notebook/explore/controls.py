"""The controls of a form, and what they offer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from headcount.charts.choosing import title
from headcount.charts.form import TEXTS, Options, Parameter
from headcount.charts.offering import called
from headcount.core.wording import capital
from headcount.figures.package import Package
from headcount.notebook.explore.widgets import Menu


def menus(
    package: Package,
    parameters: Mapping[str, Parameter],
    choice: Mapping[str, Any],
    options: Options,
) -> Iterator[Menu]:
    """Give the menus for what can be chosen now, in the order of the parameters.

    Parameters
    ----------
    package
        The data.
    parameters
        What the form can be asked for. A list is no menu; a `WHERE` is one for each column.
    choice, options
        What is chosen, and what could be, as `resolve` returns them.
    """
    for name, one in parameters.items():
        for key in options:
            parameter, _, column = key.partition(".")
            if parameter != name or one.kind == TEXTS:
                continue
            label = called(package, column) if column else title(package, name, one)
            value = (choice[name] or {}).get(column) if column else choice[name]
            entries = [(capital(label), entry) for label, entry in options[key]]
            yield Menu(key, label, one.columns, entries, value)


def summary(name: str, one: Parameter, choice: Mapping[str, Any], options: Options) -> str:
    """Say of a list how much of it is ticked: ``8 of 9``."""
    offered = {value for _, value in options[name]}
    ticked = offered if choice[name] is None else set(choice[name])
    count = f"all {len(offered)}" if ticked == offered else f"{len(ticked)} of {len(offered)}"
    alone = one.besides and choice[one.besides] not in (None, *ticked)
    return f"{count}{', and the highlighted one' if alone else ''}"
