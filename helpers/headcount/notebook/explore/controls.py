"""The controls of a form: what the data can give of what was asked for, and what they offer.

What was asked for is kept as it was asked. What does not fit the rest of it (a source that does
not have the measure) is filled in for now, and comes back when it fits again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from headcount.charts import FORMS
from headcount.charts.form import TEXTS, Parameter
from headcount.charts.offering import called
from headcount.core.wording import capital
from headcount.figures.names import every
from headcount.figures.package import Package
from headcount.notebook.explore.widgets import Menu

Options = dict[str, list[tuple[str, Any]]]


def resolve(package: Package, request: Mapping[str, Any]) -> tuple[dict[str, Any], Options]:
    """Return the choice that comes closest to `request`, and what else could be chosen.

    1. What cannot be drawn at all gives way by the rule that the form states (its `fallback`).
    2. Every other value that is not offered beside those of earlier parameters becomes "no
       choice", or the first that is offered where there must be one.
    3. Of a list, what is offered is kept, in its order; all of it, or nothing that is left of it,
       is "no choice".

    Parameters
    ----------
    package
        The data.
    request
        What was asked for: `form` and its parameters.

    Returns
    -------
    choice, options
        What `make_chart` takes, and `chart_options` for it.

    Examples
    --------
    >>> import headcount as hc
    >>> from headcount.figures import package
    >>> data = package.read()
    >>> request = dict(hc.named(data, "fourth-largest").choice)
    >>> choice, options = resolve(data, request | {"measure": "total"})
    >>> choice["source"] == request["source"]
    False
    """
    form = FORMS[request["form"]]
    unset = dict.fromkeys(form.parameters)
    asked = unset | {name: value for name, value in request.items() if name in unset}
    choice = unset | dict(form.fallback(package, asked))
    options = form.options(package, **choice)
    for name, parameter in form.parameters.items():
        if name not in options:
            continue
        fitting = _fitting(parameter, choice[name], [value for _, value in options[name]])
        if fitting != choice[name]:
            choice[name] = fitting
            options = form.options(package, **choice)
    return {"form": form.name, **choice}, options


def _fitting(parameter: Parameter, value: Any, offered: list[Any]) -> Any:
    """Return a value as far as it is offered."""
    if parameter.kind == TEXTS:
        there = [one for one in value or () if one in offered]
        if not value or (parameter.required and not there):
            return value
        is_no_choice = set(there) in (set(), set(offered)) and not parameter.required
        return None if is_no_choice else there
    if value in offered or not offered:
        return value
    return None if None in offered or not parameter.required else offered[0]


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
