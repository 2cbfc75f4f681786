"""What every chart form is: what it can be asked for, its rows, the words and lines about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from headcount.caveats import Note
from headcount.charts.bars import Ends
from headcount.charts.published import originator, status_of
from headcount.core.wording import capital, cardinal
from headcount.figures.dates import words as date_words
from headcount.figures.dates import years
from headcount.figures.package import Package
from headcount.figures.quantity import Quantity
from headcount.figures.table import Row, frame

if TYPE_CHECKING:
    import pandas as pd

    from headcount.charts.native import Traces
    from headcount.render.scene import Plot

Options = dict[str, list[tuple[str, Any]]]
"""What each parameter can be: pairs of a label and a value."""

TEXT = "a text"
NUMBER = "a whole number from 1"
TEXTS = "a list of texts"
WHERE = "a table of columns and their words"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a chart can be asked for.

    Parameters
    ----------
    kind
        `TEXT`, `NUMBER`, `TEXTS` or `WHERE`.
    says
        What it does, as the list of parameters has it.
    word
        What its texts name, where they are words of the package: a key of
        `headcount.charts.charts_file.words`.
    required
        Whether there is no chart without it.
    words
        The only texts that it can be, where they are the form's own.
    label
        What its control is called; `{one}` and `{many}` stand for what the table of names calls
        those that the figures are about. Left out, its name is.
    columns
        How many of six columns its control takes.
    besides
        For a list of what is drawn: the parameter whose value is drawn beside it.
    """

    kind: str
    says: str
    word: str = ""
    required: bool = False
    words: tuple[str, ...] = ()
    label: str = ""
    columns: int = 3
    besides: str = ""


# An editor's words, each in place of what is drafted; what they say is held against the rows.
WRITTEN: dict[str, Parameter] = {
    "headline": Parameter(TEXT, "your headline in place of the drafted one", label="headline"),
    "deck": Parameter(TEXT, "your line under the headline", label="deck"),
    "credit": Parameter(TEXT, 'your line in place of "Chart: …"', label="credit"),
    "alt": Parameter(TEXT, "your text for readers who cannot see the picture", label="alt text"),
}

# Every form takes these beside its own; they change the words or the name, never the rows.
COMMON: dict[str, Parameter] = {
    "form": Parameter(TEXT, "the chart form", "form"),
    **WRITTEN,
    "switch": Parameter(TEXT, 'what readers may choose in the embed, such as "source"'),
}

# Forms that take any figures take these; see `headcount.charts.rows.rows_of`.
CHOOSING: dict[str, Parameter] = {
    "where": Parameter(
        WHERE, 'the figures with these words, such as {category = "active"}', columns=2
    ),
    "figures": Parameter(TEXTS, "these figures, by figure_id", "figure", label="figures"),
    "since": Parameter(NUMBER, "no figure of an earlier year", label="from the year", columns=2),
    "until": Parameter(NUMBER, "no figure of a later year", label="to the year", columns=2),
}


@dataclass(frozen=True)
class Selection:
    """The rows that a form draws, and how they were chosen; each form adds what it needs.

    Parameters
    ----------
    records
        The figures drawn, in the order of reading: every column of the figures, and `name`, what
        notes and tables call the row, and `amount` (a `Quantity`). `make_chart` adds
        `note_numbers`.
    divisors
        The figures that rows were divided by, with `under`, the `figure_id` of the row; empty
        where none was. Where a row has several, the rules take the first, and the `amount` of each
        is what the row comes to by it.
    focus
        The `figure_id` of each figure that the words are about.
    asides
        Notes of the form's own, such as what was left out and why.
    folded
        Those of the figures that the picture does not write out and leaves to the table, where a
        list would be too long to read; it says how many, and by which rule.
    """

    records: tuple[Row, ...]
    divisors: tuple[Row, ...] = ()
    focus: tuple[str, ...] = ()
    asides: tuple[Note, ...] = ()
    folded: frozenset[str] = frozenset()

    @property
    def unasked(self) -> frozenset[str]:
        """The rules whose question these rows do not raise."""
        return frozenset()

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The figures drawn, as a frame."""
        return frame(self.records)

    @cached_property
    def base(self) -> pd.DataFrame:
        """The figures that rows were divided by, as a frame."""
        return frame(self.divisors)

    @cached_property
    def by_id(self) -> dict[str, Row]:
        """The figures drawn by `figure_id`, in the order of reading."""
        return {row["figure_id"]: row for row in self.records}

    @property
    def years(self) -> str:
        """The years that the figures are true of, in words."""
        return years(row["as_of"] for row in self.records)

    @property
    def subject(self) -> Row:
        """The row that the words are about: the first in focus, else the first of all."""
        return next(
            (row for row in self.records if row["figure_id"] in self.focus), self.records[0]
        )


@dataclass(frozen=True)
class Text:
    """What a form says of its rows, drafted from them alone.

    Parameters
    ----------
    headline
        The finding in one line; who says it stands before what is said.
    deck
        What is measured, of when, how many are shown, and the rule that chose the rows; `facts`
        follow.
    sentence
        The one sentence that may be quoted by itself: amount, measure, date and source.
    alt
        The text alternative as far as the source: form, what is measured, the extremes and the
        highlighted row. `make_chart` adds the main caveat and the sources.
    hovers
        What each row says when it is pointed at, in the order of the rows, as lines of plain
        text: amount in words with its qualifier, status and date, source. The notes of the row
        are added by `make_chart`.
    facts
        Sentences that nothing else in the picture says: what is not shown, what was corrected,
        why nobody has a rank. Under an editor's deck they become notes.
    """

    headline: str
    deck: str
    sentence: str
    alt: str
    hovers: tuple[tuple[str, ...], ...]
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """One line.

    Parameters
    ----------
    figure_id
        Whose mark it is.
    name, value
        What stands before the mark, and its number in words.
    status
        How it is known; of several kinds in view, each line says its own as `known`. A speaker who
        only passed a number on has none.
    ends
        What is drawn; None for a denial, which is no amount, and where there is no number.
    unit
        What it counts in: lengths are drawn where all lines share one.
    group
        Lines of one group leave together or not at all.
    is_step
        Whether it is a step of a way: lines join it to the one before.
    point
        Its amount, where it is a point on an axis that need not begin at zero, and no length.
    detail
        What is said of it in smaller type, where there is room for that.
    """

    figure_id: str
    name: str
    value: str
    status: str
    known: str
    ends: Ends | None = None
    unit: str = ""
    group: str = ""
    is_step: bool = False
    point: Quantity | None = None
    detail: str = ""


def rest(many: int) -> str:
    """Say how many figures a card leaves out.

    Examples
    --------
    >>> rest(4)
    'and four more in the full chart'
    """
    return f"and {cardinal(many)} more in the full chart"


def item(package: Package, row: Row, name: str) -> Item:
    """Return a figure as a line that begins with `name`."""
    amount, is_denied = row["amount"], row["status"] == "denied"
    return Item(
        row["figure_id"],
        capital(name),
        amount.label(bounds=False) if amount.is_number else "no number",
        row["status"],
        status_of(package, row),
        Ends.of(amount, 1) if amount.is_number and not is_denied else None,
        row["unit"],
    )


def named(package: Package, selection: Any) -> Sequence[Item]:
    """Return each figure under the name of its row, with its source where each has another."""
    return [item(package, row, row.get("label") or row["name"]) for row in selection.records]


def spoken(package: Package, selection: Any) -> Iterator[Item]:
    """Yield each figure under its originator and its date."""
    for row in selection.records:
        yield item(package, row, f"{originator(package, row)}, {date_words(row['as_of'])}")


def pointed(package: Package, selection: Any) -> Iterator[Item]:
    """Yield each figure as `spoken` does, as a point where it is an amount."""
    for row, one in zip(selection.records, spoken(package, selection), strict=True):
        yield replace(one, point=row["amount"] if one.ends else None)


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
        What it can be asked for, beside `COMMON`.
    select
        ``select(package, **choice)`` takes the rows by a rule that can be stated. It raises
        `UnknownWord` for a word the data does not know, `NothingFits` where no row is left.
    describe
        ``describe(package, selection)`` says what the rows say.
    draw
        ``draw(selection, width, height)`` draws the marks for a picture `width` pixels wide. The
        plot comes as near to `height` as stays legible, where one is given. Every mark names its
        figure; what has none (axes, guides, the key) names none.
    figure
        ``figure(selection, width)`` gives the rows, each with what it says as `hover`, as
        `headcount.charts.native.Traces`: on real axes, for a plotly figure `width` pixels wide,
        made from the rows and not from the picture.
    options
        ``options(package, **choice)`` lists what each parameter can be, as pairs of a label and a
        value, given what is already chosen; None stands for no choice. Of a `WHERE`, each column
        that can be chosen has a list of its own, such as ``where.category``. Of a list, it gives
        what is drawn where nothing is named. It refuses no choice: what leaves nothing to draw
        has options all the same.
    fallback
        ``fallback(package, choice)`` is the choice that comes closest to one that cannot be drawn,
        as far as later parameters do not simply give way to earlier ones; its docstring states
        the rule.
    starts_at_zero
        Whether it draws lengths from zero, so that no amount below it can be drawn.
    shown_by_the_picture
        Rules whose caveat the picture itself shows, so that it needs no note: a ladder is hearsay
        drawn.
    draw_on_card
        ``draw_on_card(selection, width, height)`` draws the plot that a square or a story shows in
        place of the list of its lines, or None where it could not be read there.
    items
        ``items(package, selection)`` gives the lines of a card, each with its figure: by itself,
        every row under its name.
    """

    name: str
    shows: str
    parameters: Mapping[str, Parameter]
    select: Callable[..., Any]
    describe: Callable[[Package, Any], Text]
    draw: Callable[[Any, int, float | None], Plot]
    figure: Callable[[Any, int], Traces]
    options: Callable[..., Options]
    fallback: Callable[[Package, Mapping[str, Any]], Mapping[str, Any]] = lambda _, choice: choice
    starts_at_zero: bool = False
    shown_by_the_picture: frozenset[str] = frozenset()
    draw_on_card: Callable[[Any, int, int], Plot | None] = lambda *_: None
    items: Callable[[Package, Any], Iterable[Item]] = named


def lazy(path: str) -> Callable[..., Any]:
    """Return a function that is loaded when it is first called, from its dotted path.

    Whoever only checks or chooses needs no marks and no traces.
    """
    module, _, name = path.rpartition(".")

    def call(*given: Any, **named: Any) -> Any:
        return getattr(import_module(module), name)(*given, **named)

    return call
