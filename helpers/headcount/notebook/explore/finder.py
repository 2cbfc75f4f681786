"""The finder: every figure, filtered, read, compared, charted and exported."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Timer
from typing import Any

import ipywidgets
import pandas as pd

from headcount.charts import FORMS
from headcount.charts.chart import Chart, make_chart
from headcount.core.errors import NothingFits, UnknownFigure, UnknownWord, WrongChoice
from headcount.core.wording import capital
from headcount.desk import search
from headcount.desk.compare import Comparison
from headcount.desk.record import Record
from headcount.figures import package as packages
from headcount.figures import table as figures
from headcount.figures.frames import asked_of
from headcount.figures.package import Package
from headcount.notebook.explore import finding, widgets
from headcount.notebook.explore.finding import Preview, of_refused, preview
from headcount.notebook.explore.panel import Panel


@dataclass(frozen=True, slots=True)
class FinderState:
    """All that a reader has asked of a finder.

    Parameters
    ----------
    filters
        By name, one of `search.FILTERS`, several words of a facet as a tuple; None asks for
        nothing.
    page
        Which page of the list is shown, from 0.
    chosen
        The `figure_id` of each figure that is chosen, in the order of choosing.
    form
        The form that they are charted as, where it can draw them.
    """

    filters: Mapping[str, Any] = field(default_factory=lambda: dict.fromkeys(search.FILTERS))
    page: int = 0
    chosen: tuple[str, ...] = ()
    form: str | None = None


_LATER = 0.5
"""Seconds after which the search is made ready: when the finder is there, and before who sees it
has thought of a word."""


class Finder(Panel):
    """All figures of a package, to be found, read, compared, charted and exported.

    Nothing is decided here: what fits is `search.find`'s to say, what is known of a figure
    `record.record`'s, what may be said of two `compare.compare`'s, and a chart is what
    `make_chart` makes of the figures that are chosen.

    Parameters
    ----------
    package
        The data.
    exports
        The folder that an export's own folder is put into.
    within
        The `figure_id` of each figure to search among; None searches all.
    """

    def __init__(
        self, package: Package, exports: Path, within: frozenset[str] | None = None
    ) -> None:
        self._state = FinderState()
        self._within = within
        self._worded: dict[str, str] = {}
        self._found = search.find(package, {}, within)
        with suppress(RuntimeError):  # a browser's Python has no threads: the first word waits
            warming = Timer(_LATER, search.texts(package).warm)
            warming.daemon = True
            warming.start()
        self._preview = Preview()
        self.menus = widgets.Menus(lambda name, value: self.filter(**{name: value}))
        self.list = widgets.FigureList(
            {
                "search": lambda message: self.filter(text=str(message.get("text", ""))),
                "take_back": self._take_back,
                "clear": lambda _: self.filter(**dict.fromkeys(search.FILTERS)),
                "page": lambda message: self._update(page=int(message.get("page", 0))),
                "choose": self._choose,
                "choose_all": lambda _: self._choose_all(),
                "choose_none": lambda _: self.select(),
                "swap": lambda _: self.select(*reversed(self._state.chosen)),
            }
        )
        self.sheet, self.refused = widgets.Aside(), widgets.Aside()
        self.forms = widgets.Menus(lambda _, form: self.draw(form))
        checklists = {
            name: widgets.Checklist(title=title) for name, (title, _) in finding.LISTS.items()
        }
        filters = ipywidgets.Box([*checklists.values(), self.menus])
        filters.add_class("headcount-filters")
        controls = [filters, self.list, self.sheet, self.forms, self.refused]
        super().__init__(package, exports, checklists, controls)
        self.add_class("headcount-finding")
        self._show(None)

    def _repr_mimebundle_(self, **asked: Any) -> dict[str, Any]:
        """Say in words, too, how many figures there are to search."""
        words = f"{self.list.content['status']}. Run this cell to search them."
        return super()._repr_mimebundle_(**asked) | {"text/plain": words}

    @property
    def figures(self) -> pd.DataFrame:
        """Matching figures, every column."""
        return self._rows(self._found.figures)

    @property
    def chosen(self) -> pd.DataFrame:
        """The figures that are chosen, in the order of choosing."""
        return self._rows(self._state.chosen)

    @property
    def record(self) -> Record | None:
        """What is known of the figure that is chosen; None where none or several are."""
        return self._preview.record

    @property
    def comparison(self) -> Comparison | None:
        """Compare these two figures that are chosen; None where they are not two."""
        return self._preview.comparison

    def filter(self, **filters: Any) -> None:
        """Set several filters in one go.

        Parameters
        ----------
        **filters
            Any of `search.FILTERS`; of a facet one word, or several of which a figure has
            any. None takes a filter back, and what is not named stays.

        Raises
        ------
        UnknownWord
            For a filter or a word that there is not; nothing changes then.
        WrongChoice
            For what is not of its kind: a year is a number, and the others are texts, or lists.
        """
        asked = {name: self._asked(name, value) for name, value in filters.items()}
        with self._one_at_a_time:
            self._update(filters={**self._state.filters, **asked}, page=0)

    def select(self, *figures: str) -> None:
        """Choose these figures, by `figure_id`, and no other.

        Raises
        ------
        UnknownWord
            For a figure that there is not; nothing changes then.
        """
        self._rows(figures)
        self._update(chosen=tuple(dict.fromkeys(figures)))

    def draw(self, form: str | None) -> None:
        """Chart selected figures in this form; None shows no chart.

        Raises
        ------
        UnknownWord
            When there is no such form.
        NothingFits
            When it cannot draw what is chosen; the message says why, and nothing changes.
        """
        with self._one_at_a_time:
            if form is not None and form not in FORMS:
                raise UnknownWord(f'No chart form is named "{form}"', form, FORMS)
            if form is not None and form not in self._preview.charts:
                why = self._preview.refused.get(form, "Choose two figures or more first.")
                raise NothingFits(why)
            self._update(form=form)

    def _asked(self, name: str, value: Any) -> Any:
        if name not in search.FILTERS:
            raise UnknownWord(f'No filter is named "{name}"', name, search.FILTERS)
        if name in search.FACETS:
            return search.words(self._package, name, value) or None
        kind, named = (int, "a year") if name in search.YEARS else (str, "a text")
        if value is not None and not isinstance(value, kind):
            raise WrongChoice(f'{name}: "{value}" is not {named}.')
        return value

    def _reword(self) -> None:
        self._update()

    def _take(self, name: str, ticked: list[str]) -> None:
        """Ask for what is ticked in the list of a facet."""
        self.filter(**{name: ticked})

    def _take_back(self, message: widgets.Message) -> None:
        """Take a filter back, or one word of it."""
        with self._one_at_a_time:
            name, word = str(message.get("name")), message.get("value")
            words = self._state.filters.get(name) if word is not None else None
            self.filter(**{name: [one for one in words or () if one != word] or None})

    def _choose(self, message: widgets.Message) -> None:
        """Choose one more figure, or one less."""
        with self._one_at_a_time:
            figure = str(message.get("figure"))
            others = [one for one in self._state.chosen if one != figure]
            self.select(*others, *([figure] if message.get("chosen") else []))

    def _choose_all(self) -> None:
        with self._one_at_a_time:
            if len(self._found.figures) <= finding.ALL_AT_ONCE:
                self.select(*self._state.chosen, *self._found.figures)

    def _update(self, **change: Any) -> None:
        """Show what is asked for now; what is refused changes nothing."""
        with self._one_at_a_time:
            before, state = self._state, replace(self._state, **change)
            found, shown, chart = self._found, self._preview, self.chart
            if state.filters != before.filters:
                found = search.find(self._package, state.filters, self._within)
            if state.chosen != before.chosen:
                shown = preview(self._package, state.chosen)
            words = self.wording.words
            if (state.chosen, state.form, words) != (before.chosen, before.form, self._worded):
                choice = shown.charts.get(state.form or "")  # none where the form refuses them
                chart = None if choice is None else make_chart(self._package, **choice, **words)
            last = max(0, (len(found.figures) - 1) // finding.PAGE)
            self._worded = words
            self._state = replace(state, page=min(max(0, state.page), last))
            self._found, self._preview = found, shown
            self._show(chart)

    def _show(self, chart: Chart | None) -> None:
        """Show all of it; what has not changed is sent to no page."""
        package, state = self._package, self._state
        found, shown = self._found, self._preview
        content = finding.listed(package, found, state.filters, state.page, state.chosen)
        if shown.comparison is not None:  # the answer is where it was asked for, the rest below
            content["chosen_title"] += f". {shown.comparison.judgement}"
        self.list.content = content
        self.menus.show(finding.menus(found, state.filters))
        for name in self.checklists:
            ticked = state.filters[name] or ()
            words = finding.summary(package, name, ticked)
            self._set_checklist(name, finding.options(found, name, ticked), ticked, words)
        self.sheet.content = shown.sheet()
        self.refused.content = of_refused(shown.refused)
        entries = [(f"{capital(name)}: {FORMS[name].shows}", name) for name in shown.charts]
        form = None if chart is None else chart.form
        menu = widgets.Menu(
            "form", "Chart selected figures", 6, [("No chart", None), *entries], form
        )
        self.forms.show([menu] if entries else [])
        for part in (self.exporting.actions, self.wording):
            part.layout.display = None if chart else "none"
        self.wording.show(chart)
        if chart is not self.chart:
            self.exporting.files.say("")  # what was exported is no longer what is shown
            if chart is None:
                self.view.say("")
            else:
                self.view.show(chart)

    def _rows(self, ids: tuple[str, ...]) -> pd.DataFrame:
        """Return figures in this order; an unknown one is refused."""
        rows = figures.figures(self._package).set_index("figure_id", drop=False)
        for figure in ids:
            if figure not in rows.index:
                raise UnknownFigure(figure, list(rows.index))
        return rows.loc[list(ids)].reset_index(drop=True)


def find(
    package: Package | pd.DataFrame | None = None,
    exports: Path | str = "exports",
    **filters: Any,
) -> Finder:
    """Find figures: filter and read them, compare two, chart and export what is chosen.

    Parameters
    ----------
    package
        The data, or rows of a frame to search among them alone; default is the project's own data.
    exports
        The folder that exports are written to.
    **filters
        What to begin with, such as ``status=["claimed", "denied"]``; see `Finder.filter`.

    Returns
    -------
    Finder
        A widget; the last line of a cell shows it.

    Raises
    ------
    UnknownWord
        For a filter or a word that there is not.
    NothingFits
        When the package holds no figures, or there are no rows.
    WrongChoice
        For rows that do not know their data, or without IDs.

    Examples
    --------
    >>> import headcount as hc
    >>> finder = hc.find(whose="North Korea", counted="reserve personnel", since=2020)
    >>> finder.select(*finder.figures["figure_id"])
    >>> finder.draw("spread")
    >>> finder.chart.form
    'spread'
    >>> data = hc.read()
    >>> hc.find(data.figures.query("status == 'denied'")).figures["status"].unique().tolist()
    ['denied']
    """
    within = None
    if package is not None and not isinstance(package, Package):
        package, within = asked_of(package)
    data = packages.read() if package is None else package
    finder = Finder(data, Path(exports), None if within is None else frozenset(within))
    finder.filter(**filters)
    return finder
