"""The explorer: controls, the chart they make, and its export."""

from __future__ import annotations

from pathlib import Path
from threading import RLock
from typing import Any

import ipywidgets

from headcount.charts import FORMS, charts_file
from headcount.charts.chart import (
    CHART_MIME,
    Chart,
    chart_names,
    make_chart,
    named_chart,
)
from headcount.charts.form import TEXTS
from headcount.core.errors import NothingFits, WrongChoice
from headcount.figures import package as packages
from headcount.figures.package import Package
from headcount.notebook.chartview import ChartView
from headcount.notebook.explore.checklist import Checklist
from headcount.notebook.explore.controls import menus, summary, title
from headcount.notebook.explore.exporting import Exporting
from headcount.notebook.explore.menus import Menus
from headcount.notebook.explore.resolve import Options, resolve


class Explorer(ipywidgets.VBox):
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
        self._package = package
        self._start = start
        self._parameters = FORMS[start.form].parameters
        own = {name: start.choice[name] for name in self._parameters if name in start.choice}
        self._request = {"form": start.form, **dict.fromkeys(self._parameters), **own}
        self._first = resolve(package, self._request)[0]
        self._listening = True
        self._one_at_a_time = RLock()  # cells and controls speak in threads of their own

        self.view = ChartView()
        self.exporting = Exporting(self.view, exports)
        self.menus = Menus(self._pick)
        self.checklists = {
            name: Checklist(title=title(package, name, one))
            for name, one in self._parameters.items()
            if one.kind == TEXTS
        }
        super().__init__(
            [
                self.menus,
                *self.checklists.values(),
                self.view.add_class("headcount-chosen"),
                self.exporting.actions,
                self.exporting.files,
            ]
        )
        self.add_class("headcount-explorer")
        for name, checklist in self.checklists.items():
            checklist.observe(lambda _, name=name: self._tick(name), "ticked")
        self._update({})

    @property
    def chart(self) -> Chart | None:
        """What is shown; None when the choice leaves nothing to show."""
        return self.view.chart

    def _repr_mimebundle_(self, **asked: Any) -> dict[str, Any]:
        """Say beside the live chart what it is, for whoever reads the notebook without a kernel."""
        shown = super()._repr_mimebundle_(**asked)
        if self.chart is not None:
            shown[CHART_MIME] = self.chart.recipe | {"live": True}
        return shown

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
            raise ValueError(f"no control sets {', '.join(unknown)}; there are {known}")
        given = {name: value for name, value in choice.items() if value is not None}
        asked = {name: self._parameters[name] for name in given}
        told = charts_file.faults(given, charts_file.words(self._package), asked)
        wrong = "\n".join(f"{name}: {wrong}; {right}" for name, wrong, right in told)
        if wrong:
            raise WrongChoice(wrong)
        self._update(choice)

    def _pick(self, name: str, value: Any) -> None:
        """Take an entry of a menu; of `where`, whatever stands before it stays as it is shown."""
        with self._one_at_a_time:
            parameter, _, column = name.partition(".")
            if column:
                value = self._where(parameter, column, value)
            self._update({parameter: value})

    def _where(self, parameter: str, column: str, word: Any) -> dict[str, Any]:
        names = [name.partition(".") for name in self.menus]
        columns = [name for whole, _, name in names if whole == parameter]
        shown = {name: self.menus[f"{parameter}.{name}"].value for name in columns}
        before = {name: shown[name] for name in columns[: columns.index(column)]}
        asked = {column: word} | before
        wished = self._request[parameter] or {}
        later = {name: word for name, word in wished.items() if name not in asked}
        return {name: word for name, word in (asked | later).items() if word is not None}

    def _tick(self, name: str) -> None:
        """Take what is ticked; all of a list is no choice, whatever it comes to offer."""
        with self._one_at_a_time:
            if self._listening:
                checklist = self.checklists[name]
                is_all = set(checklist.ticked) == {value for _, value in checklist.options}
                required = self._parameters[name].required
                self._update({name: None if is_all and not required else checklist.ticked})

    def _update(self, change: dict[str, Any]) -> None:
        """Show what is wished for now; a choice that is refused changes nothing."""
        with self._one_at_a_time:
            request = self._request | change
            choice, options = resolve(self._package, request)
            try:
                if choice == self._first:
                    self.view.show(self._start)
                else:
                    self.view.show(make_chart(self._package, **choice))
            except NothingFits as error:
                self.view.say(f"Nothing to show: {error}.")
            self._request = request
            self._set_controls(choice, options)
            self.exporting.files.say("")  # what was exported is no longer what is shown

    def _set_controls(self, choice: dict[str, Any], options: Options) -> None:
        self._listening = False  # what is set here was asked for already
        try:
            self.menus.show(menus(self._package, self._parameters, choice, options))
            for name, checklist in self.checklists.items():
                offered = [value for _, value in options[name]]
                ticked = offered if choice[name] is None else choice[name]
                with checklist.hold_sync():
                    checklist.options = options[name]
                    checklist.ticked = ticked
                    checklist.summary = summary(name, self._parameters[name], choice, options)
        finally:
            self._listening = True


def explore(
    package: Package | None = None,
    chart: str | None = None,
    exports: Path | str = "exports",
) -> Explorer:
    """Explore a chart: choose what it shows, quote it, export it.

    Parameters
    ----------
    package
        The data; default is the project's own.
    chart
        The chart to begin with, one of `chart_names`; default is the first of them.
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
    >>> explorer = explore(chart="fourth-largest")
    >>> explorer.select(top=5)
    >>> len(explorer.chart.rows)
    5
    """
    data = packages.read() if package is None else package
    name = next(iter(chart_names(data)), "") if chart is None else chart
    return Explorer(data, named_chart(data, name), Path(exports))
