"""The explorer: controls, the chart they make, and its export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from headcount.charts import FORMS, charts_file
from headcount.charts.asked import chart as chart_of
from headcount.charts.chart import Chart, chart_names, make_chart, named_chart
from headcount.charts.form import TEXTS, WRITTEN, Options, Parameter
from headcount.charts.offering import called, resolve, title
from headcount.core.errors import NothingFits, WrongChoice
from headcount.core.wording import capital, sentence
from headcount.figures import package as packages
from headcount.figures.package import Package
from headcount.notebook.explore.panel import Panel
from headcount.notebook.explore.widgets import Checklist, Menu, Menus


class Explorer(Panel):
    """A chart that answers its controls, with its notes, its sentence and its export.

    Nothing is decided here: the controls are the parameters of the chart's form, they offer what
    `chart_options` gives, and whatever they say goes to `make_chart`.

    Parameters
    ----------
    package
        The data.
    start
        The chart to begin with.
    exports
        The folder that an export's own folder is put into.
    """

    def __init__(self, package: Package, start: Chart, exports: Path) -> None:
        self._start = start
        self._parameters = FORMS[start.form].parameters
        own = {name: start.choice[name] for name in self._parameters if name in start.choice}
        self._request = {"form": start.form, **dict.fromkeys(self._parameters), **own}
        self._first, _ = resolve(package, self._request)
        self.menus = Menus(self._pick)
        checklists = {
            name: Checklist(title=title(package, name, one))
            for name, one in self._parameters.items()
            if one.kind == TEXTS
        }
        self._switch = str(start.choice.get("switch", ""))
        super().__init__(package, exports, checklists, [self.menus, *checklists.values()])
        self.view.add_class("headcount-chosen")
        self._update({})
        self.exporting.switch.value = self._switch

    def select(self, **choice: Any) -> None:
        """Set several controls in one go.

        Parameters
        ----------
        **choice
            What `make_chart` takes; what is not named stays.

        Raises
        ------
        ValueError
            For a parameter that no control sets, or a value that the data does not know; nothing
            changes then.
        """
        unknown = sorted(set(choice) - set(self._parameters))
        if unknown:
            known = ", ".join(self._parameters)
            raise ValueError(f"No control sets {', '.join(unknown)}. Choose from: {known}.")
        given = {name: value for name, value in choice.items() if value is not None}
        asked = {name: self._parameters[name] for name in given}
        faults = charts_file.faults(given, charts_file.words(self._package), asked)
        wrong = "\n".join(f"{name}: {fault}; {right}" for name, fault, right in faults)
        if wrong:
            raise WrongChoice(wrong)
        self._update(choice)

    def _made(self, choice: dict[str, Any]) -> Chart:
        """Make the chart of a choice: the words of the first one are its own, and of no other."""
        words = self.wording.words
        if choice != self._first:
            return make_chart(self._package, **choice, **words)
        first = {name: self._start.choice[name] for name in WRITTEN if name in self._start.choice}
        named = {"name": self._start.name} | first | words
        return make_chart(self._package, **choice, **named) if words else self._start

    def _reword(self) -> None:
        self._update({})

    def _take(self, name: str, ticked: list[str]) -> None:
        """Take what is ticked; all of a list is no choice, whatever it comes to offer."""
        is_all = set(ticked) == {value for _, value in self.checklists[name].options}
        required = self._parameters[name].required
        self._update({name: None if is_all and not required else ticked})

    def _pick(self, name: str, value: Any) -> None:
        """Take an entry of a menu."""
        with self._one_at_a_time:
            parameter, _, column = name.partition(".")
            self._update({parameter: self._where(parameter, column, value) if column else value})

    def _where(self, parameter: str, column: str, word: Any) -> dict[str, Any]:
        """Return conditions with this one first; whatever stands before it stays as it is shown."""
        where = {column: word}
        for name in self.menus:
            if name == f"{parameter}.{column}":
                break
            if name.startswith(f"{parameter}."):
                where[name.removeprefix(f"{parameter}.")] = self.menus[name].value
        later = self._request[parameter] or {}
        where |= {name: word for name, word in later.items() if name not in where}
        return {name: word for name, word in where.items() if word is not None}

    def _update(self, change: dict[str, Any]) -> None:
        """Show what is asked for now; a choice that is refused changes nothing."""
        with self._one_at_a_time:
            request = self._request | change
            choice, options = resolve(self._package, request)
            try:
                self.view.show(self._made(choice))
            except NothingFits as error:
                self.view.say(f"Nothing to show. {sentence(str(error))}")
            self.wording.show(self.chart)
            self._request = request
            offered = [*menus(self._package, self._parameters, choice, options)]
            self.menus.show(offered)
            self.exporting.offer([(one.label, one.name) for one in offered], self._switch)
            for name in self.checklists:
                every = [value for _, value in options[name]]
                ticked = every if choice[name] is None else choice[name]
                words = summary(name, self._parameters[name], choice, options)
                self._set_checklist(name, options[name], ticked, words)
            self.exporting.files.say("")  # what was exported is no longer what is shown


def explore(
    package: Package | Chart | None = None,
    chart: str | Chart | None = None,
    exports: Path | str = "exports",
) -> Explorer:
    """Explore a chart: choose what it shows, quote it, export it.

    Parameters
    ----------
    package
        The data, or by itself a chart or rows of a frame; default is the project's own data.
    chart
        The chart to begin with: one of `chart_names`, or a chart that was made; default is the
        first that the data names.
    exports
        The folder that exports are written to.

    Returns
    -------
    Explorer
        A widget; the last line of a cell shows it.

    Raises
    ------
    UnknownWord
        When there is no chart of that name; the message names those there are.

    Examples
    --------
    >>> import headcount as hc
    >>> explorer = hc.explore(chart="fourth-largest")
    >>> explorer.select(top=5)
    >>> len(explorer.chart.rows)
    5
    >>> hc.explore(explorer.chart).chart.headline == explorer.chart.headline
    True
    """
    shown = chart_of(package) if hasattr(package, "columns") else package
    if isinstance(shown, Chart):
        return Explorer(shown.package, shown, Path(exports))
    data = packages.read() if shown is None else shown
    if not isinstance(chart, Chart):
        chart = named_chart(data, chart or next(iter(chart_names(data)), ""))
    return Explorer(data, chart, Path(exports))


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
