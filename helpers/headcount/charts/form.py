"""What every chart form is: rows chosen by a rule, words about them, marks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from headcount.caveats import Note
from headcount.charts.native import Plot
from headcount.charts.parameter import Parameter
from headcount.figures.package import Package
from headcount.render.layout import Drawing


@dataclass(frozen=True)
class Selection:
    """The rows that a form draws, and how they were chosen; each form adds what it needs.

    Parameters
    ----------
    rows
        The figures drawn, in the order of reading: every column of the figures, and `name`, what
        notes and tables call the row, and `amount` (a `Quantity`). `make_chart` adds
        `note_numbers`.
    base
        The figures that rows were divided by, with `under`, the `figure_id` of the row; empty
        where none was. Where a row has several, the rules take the first, and the `amount` of each
        is what the row comes to by it.
    focus
        The `figure_id` of each figure that the words are about.
    asides
        Notes of the form's own, such as what was left out and why.
    """

    rows: pd.DataFrame
    base: pd.DataFrame = field(default_factory=pd.DataFrame)
    focus: tuple[str, ...] = ()
    asides: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Text:
    """What a form says of its rows, drafted from them alone.

    Parameters
    ----------
    headline
        The finding in one line; who says it stands before what is said.
    deck
        What is measured, of when, how many are shown, and the rule that chose the rows.
    sentence
        The one sentence that may be quoted by itself: amount, measure, date and source.
    alt
        The text alternative as far as the source: form, what is measured, the extremes and the
        highlighted row. `make_chart` adds the main caveat and the sources.
    hovers
        What each row says when it is pointed at, in the order of the rows, as lines of plain
        text: amount in words with its qualifier, status and date, source. The notes of the row
        are added by `make_chart`.
    """

    headline: str
    deck: str
    sentence: str
    alt: str
    hovers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Form:
    """One chart form.

    Parameters
    ----------
    name
        What `form` is in `charts.toml`.
    shows
        What it shows, in one line.
    parameters
        What it can be asked for, beside `headcount.charts.parameter.COMMON`.
    select
        ``choose(package, **choice)`` takes the rows by a rule that can be stated. It raises
        `UnknownWord` for a word the data does not know, `NothingFits` where no row is left.
    describe
        ``tell(package, chosen)`` says what the rows say.
    draw
        ``draw(chosen, hovers, width, height)`` draws the marks for a picture `width` pixels wide,
        without furniture, as plotly's plain data. ``layout.height`` is the height of the marks,
        which comes as near to `height` as stays legible, where one is given; ``layout.margin`` is
        the room at the sides. Every mark carries its `figure_id` as customdata and takes its text
        on hover from `hovers` (one text without markup but ``<br>`` a row); marks without a
        figure (axes, guides, the key) carry none.
    figure
        ``figure(selection, hovers, width)`` gives the rows as a `headcount.charts.native.Plot`:
        traces on real axes for a plotly figure `width` pixels wide, made from the rows and not
        from the picture.
    options
        ``options(package, **choice)`` lists what each parameter can be, as pairs of a label and a
        value, given what is already chosen; None stands for no choice. Of a `WHERE`, each column
        that can be chosen has a list of its own, such as ``where.category``. Of a list, it gives
        what is drawn where nothing is named. It refuses no choice: what leaves nothing to draw
        has options all the same.
    fallback
        ``nearest(package, choice)`` is the choice that comes closest to one that cannot be drawn,
        as far as later parameters do not simply give way to earlier ones; its docstring states
        the rule.
    shown_by_the_picture
        Rules whose caveat the picture itself shows, so that it needs no note: a ladder is hearsay
        drawn.
    """

    name: str
    shows: str
    parameters: Mapping[str, Parameter]
    select: Callable[..., Any]
    describe: Callable[[Package, Any], Text]
    draw: Callable[[Any, Sequence[str], int, int | None], Drawing]
    figure: Callable[[Any, Sequence[str], int], Plot]
    options: Callable[..., dict[str, list[tuple[str, Any]]]]
    fallback: Callable[[Package, Mapping[str, Any]], Mapping[str, Any]] = lambda _, choice: choice
    shown_by_the_picture: frozenset[str] = frozenset()
