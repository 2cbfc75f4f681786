"""A switch: one parameter of a chart that its readers may set, each state a chart of its own.

A state differs from the chart in that one parameter and in nothing else. Where the rest of what the
editor chose would have to give way (a source without the highlighted country), there is no state,
nor where it shows and says what another one does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from headcount.charts.chart import Chart, form_named, make_chart
from headcount.charts.form import TEXTS, WHERE, WRITTEN, Options
from headcount.charts.offering import called, resolve, title
from headcount.core.errors import NothingFits, UnknownWord, WrongChoice
from headcount.core.wording import capital

NONE = "none"
"""Stands for no choice among the words of a switch: numbers and not rates, any year."""


@dataclass(frozen=True)
class SwitchState:
    """One state of a switch.

    Parameters
    ----------
    word
        What the parameter is: in an address, behind its name.
    label
        What a menu calls it.
    chart
        What is shown.
    """

    word: str
    label: str
    chart: Chart


@dataclass(frozen=True)
class Switch:
    """What readers may choose.

    Parameters
    ----------
    parameter
        What is set: ``"source"``, or a column of conditions, ``"where.category"``.
    title
        What its control is called.
    states
        In the order of the menu; the chart itself is one of them.
    at
        Which of them is the chart itself.
    """

    parameter: str
    title: str
    states: tuple[SwitchState, ...]
    at: int

    @property
    def others(self) -> tuple[SwitchState, ...]:
        """The states beside the chart itself."""
        return self.states[: self.at] + self.states[self.at + 1 :]


def with_switch(chart: Chart, asked: str) -> Chart:
    """Return a chart that lets its readers switch what is asked for; "" takes the switch away."""
    choice = {name: value for name, value in chart.choice.items() if name != "switch"}
    return replace(chart, choice=choice | ({"switch": asked} if asked else {}))


def switch_of(chart: Chart) -> Switch | None:
    """Make every state of a chart's switch; None where it has none.

    The switch is asked for by the name of a parameter, ``"source"``, for all that the form offers
    beside the rest of the choice; or with the words that readers may choose from, in their order,
    ``"source=cia-factbook-2022,iiss-mb-2021"``. The chart's own stands first where it is not named.

    Raises
    ------
    UnknownWord
        For a parameter that the form cannot switch, and a word that it does not offer; the message
        names what there is.
    WrongChoice
        When there is nothing to switch to.

    Examples
    --------
    >>> import headcount as hc
    >>> shown = with_switch(hc.named(hc.read(), "fourth-largest"), "source=iiss-mb-2021")
    >>> [state.label for state in switch_of(shown).states]
    ['CIA World Factbook, Aug. 4, 2022 (9 countries)', 'IISS Military Balance 2021 (27 countries)']
    """
    asked = str(chart.choice.get("switch", ""))
    if not asked:
        return None
    parameter, _, listed = asked.partition("=")
    choice = _own(chart)
    offered = _offered(chart, choice, parameter)
    now = _said(_value(choice, parameter))
    words = [word.strip() for word in listed.split(",") if word.strip()] or list(offered)
    if now not in words:
        words.insert(0, now)
    states = list(_states(chart, choice, parameter, dict.fromkeys(words), offered))
    if len(states) == 1:
        raise WrongChoice(
            f"switch: with the rest of the choice, {parameter} can be {now} alone; "
            "switch something else, or choose less"
        )
    at = [state.word for state in states].index(now)
    return Switch(parameter, _title(chart, parameter), tuple(states), at)


def _own(chart: Chart) -> dict[str, Any]:
    """Return what the form was asked for; an editor's words are of one state alone."""
    form = form_named(chart.form)
    return {name: value for name, value in chart.choice.items() if name in form.parameters}


def _offered(chart: Chart, choice: Mapping[str, Any], parameter: str) -> dict[str, tuple[str, Any]]:
    """Return label and value of all that a parameter can be, by the word that stands for it."""
    form = form_named(chart.form)
    options: Options = form.options(chart.package, **choice)
    lists = {name for name, one in form.parameters.items() if one.kind == TEXTS}
    known = [name for name in options if name not in lists]
    if parameter not in known:
        raise UnknownWord(
            f'switch: Readers of a {chart.form} cannot switch "{parameter}"', parameter, known
        )
    return {_said(value): (label, value) for label, value in options[parameter]}


def _states(
    chart: Chart,
    choice: Mapping[str, Any],
    parameter: str,
    words: Mapping[str, None],
    offered: Mapping[str, tuple[str, Any]],
) -> Iterator[SwitchState]:
    now = _said(_value(choice, parameter))
    kept = {name: chart.choice[name] for name in ("name", "credit") if name in chart.choice}
    # An editor's words are of one state: whether another shows the same, what is drafted tells.
    drafted = make_chart(chart.package, form=chart.form, **choice, **kept)
    seen = {_shows(drafted if chart.choice.keys() & WRITTEN else chart)}
    for word in words:
        label, value = offered.get(word, (word, None))
        if word == now:
            yield SwitchState(word, capital(label), chart)
            continue
        if word not in offered:
            raise UnknownWord(f'switch: No {parameter} is named "{word}"', word, offered)
        asked = _set(choice, parameter, value)
        if not _gives_way(chart, choice, asked, parameter):
            try:
                made = make_chart(chart.package, form=chart.form, **asked, **kept)
            except NothingFits:
                continue
            if _shows(made) not in seen:
                seen.add(_shows(made))
                yield SwitchState(word, capital(label), made)


def _shows(chart: Chart) -> tuple[str, ...]:
    """Return what a reader would see change: which figures are drawn, and the words above."""
    return chart.headline, chart.deck, *chart.selection.by_id


def _gives_way(
    chart: Chart, choice: Mapping[str, Any], asked: Mapping[str, Any], parameter: str
) -> bool:
    """Whether anything but the parameter would have to be another than the editor chose."""
    whole = {"form": chart.form, **dict.fromkeys(form_named(chart.form).parameters)}
    before, _ = resolve(chart.package, {**whole, **choice})
    after, _ = resolve(chart.package, {**whole, **asked})
    return after != _set(before, parameter, _value(asked, parameter))


def _value(choice: Mapping[str, Any], parameter: str) -> Any:
    name, _, column = parameter.partition(".")
    value = choice.get(name)
    return (value or {}).get(column) if column else value


def _set(choice: Mapping[str, Any], parameter: str, value: Any) -> dict[str, Any]:
    """Return a choice with one parameter, or one column of conditions, set to a value."""
    name, _, column = parameter.partition(".")
    if not column:
        return {**choice, name: value}
    where = {key: word for key, word in (choice.get(name) or {}).items() if key != column}
    return {**choice, name: where | ({} if value is None else {column: value})}


def _said(value: Any) -> str:
    return NONE if value is None else str(value)


def _title(chart: Chart, parameter: str) -> str:
    name, _, column = parameter.partition(".")
    one = form_named(chart.form).parameters[name]
    if one.kind == WHERE:
        return capital(called(chart.package, column))
    return title(chart.package, name, one)
