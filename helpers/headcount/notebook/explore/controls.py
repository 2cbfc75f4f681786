"""What the controls of a form are called, and what they offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headcount.charts.form import TEXTS, WHERE, Parameter
from headcount.charts.offering import called
from headcount.core.wording import capital
from headcount.figures.names import every
from headcount.figures.package import Package
from headcount.notebook.explore.menus import Menu
from headcount.notebook.explore.resolve import Options

Parameters = Mapping[str, Parameter]


def menus(
    package: Package, parameters: Parameters, choice: Mapping[str, Any], options: Options
) -> list[Menu]:
    """Return the menus for what can be chosen now, in the order of the parameters.

    Parameters
    ----------
    package
        The data.
    parameters
        What the form can be asked for. A list is no menu; a `WHERE` is one for each column.
    choice, options
        What is chosen, and what could be, as `resolve` returns them.
    """
    found = []
    for name, one in parameters.items():
        if one.kind == WHERE:
            where = choice[name] or {}
            for given in options:
                column = given.removeprefix(f"{name}.")
                if column != given:
                    label, value = called(package, column), where.get(column)
                    found.append(Menu(given, label, one.columns, _entries(options[given]), value))
        elif one.kind != TEXTS and name in options:
            label = title(package, name, one)
            entries = _entries(options[name])
            found.append(Menu(name, label, one.columns, entries, choice[name]))
    return found


def title(package: Package, name: str, one: Parameter) -> str:
    """Return what a control of this parameter is called."""
    words = next(iter(every(package)), None)
    known = {"one": words.one, "many": words.many} if words else {"one": "name", "many": "names"}
    return capital((one.label or name).format_map(known))


def summary(name: str, one: Parameter, choice: Mapping[str, Any], options: Options) -> str:
    """Say of a list how much of it is ticked: ``8 of 9``."""
    offered = {value for _, value in options[name]}
    ticked = offered if choice[name] is None else set(choice[name])
    count = f"all {len(offered)}" if ticked == offered else f"{len(ticked)} of {len(offered)}"
    alone = one.besides and choice[one.besides] not in (None, *ticked)
    return f"{count}{', and the highlighted one' if alone else ''}"


def _entries(options: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [(capital(label), value) for label, value in options]
