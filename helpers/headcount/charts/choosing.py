"""A choice among what a form offers: what the data can give of what was asked for.

What was asked for is kept as it was asked. What does not fit the rest of it (a source that does
not have the measure) is filled in for now, and comes back when it fits again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headcount.charts import FORMS
from headcount.charts.form import TEXTS, Options, Parameter
from headcount.core.wording import capital
from headcount.figures.names import every
from headcount.figures.package import Package


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


def title(package: Package, name: str, one: Parameter) -> str:
    """Return what a control of this parameter is called."""
    words = next(iter(every(package)), None)
    known = {"one": words.one, "many": words.many} if words else {"one": "name", "many": "names"}
    return capital((one.label or name).format_map(known))
