"""What every chart form is: what it can be asked for, its rows, the words and lines about them.

A form is a folder of its name: ``selection`` has `select` and `options`, ``words`` has `describe`,
``marks`` has `draw` and `figure`. A part that lies elsewhere is named with the form in `FORMS`.
"""

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
    of
        What it is a share of: the bar of that lies behind its own.
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
    of: Item | None = None


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
        None if is_denied else Ends.of(amount),
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


_ROOM = "headcount.charts"
_PARTS = {
    "select": "selection.select",
    "options": "selection.options",
    "describe": "words.describe",
    "draw": "marks.draw",
    "figure": "marks.figure",
}


def _form(
    name: str,
    shows: str,
    parameters: Mapping[str, Parameter],
    shown: Iterable[str] = (),
    *,
    starts_at_zero: bool = False,
    **elsewhere: str,
) -> Form:
    """Return a form whose parts are loaded when they are first called."""
    own = {part: f"{name.replace('-', '_')}.{path}" for part, path in _PARTS.items()}
    parts = {part: lazy(f"{_ROOM}.{path}") for part, path in (own | elsewhere).items()}
    return Form(
        name,
        shows,
        parameters,
        shown_by_the_picture=frozenset(shown),
        starts_at_zero=starts_at_zero,
        **parts,
    )


def _highlight(says: str, word: str, label: str) -> dict[str, Parameter]:
    """Return the parameter of a form that lets something stand out."""
    return {"highlight": Parameter(TEXT, says, word, label=label, columns=6)}


def _measured(what: str, *, of_one: bool = True) -> dict[str, Parameter]:
    """Return the parameters of a form that takes one measure from one source, or from any."""
    any_source = "; each one's latest figure from any, where none is named"
    return {
        "measure": Parameter(
            TEXT, what, "category", required=True, label="who is counted", columns=2
        ),
        "source": Parameter(
            TEXT,
            "one edition of one source" + ("" if of_one else any_source),
            "source",
            required=of_one,
            label="source and edition",
            columns=4,
        ),
    }


def _named(what: str, top: str) -> dict[str, Parameter]:
    """Return the parameters of a form that draws some of those who have names."""
    whom = f"whom {what} about; drawn whatever `top` says"
    return {
        "highlight": Parameter(TEXT, whom, "name", label="highlighted {one}"),
        "top": Parameter(NUMBER, f"draw this many, from the {top}", label="how many {many}"),
        "only": Parameter(TEXTS, "draw these alone", "name", label="{many}", besides="highlight"),
    }


_TO_DIVIDE = Parameter(
    TEXTS,
    "sources to divide by (default: all that serve)",
    "base",
    label="divided by the figures of",
)
_WHO = _named("the sentence is", "best rate")

FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        _form(
            "rank",
            "who has how many: one measure, from one source or the latest of each, largest first",
            _measured("what is ranked", of_one=False)
            | {
                "year": Parameter(
                    NUMBER,
                    "the figures of this year, not the latest",
                    label="figures of the year",
                    columns=2,
                ),
                "per": Parameter(
                    TEXT,
                    "figures to divide by, per 1,000 people",
                    "base",
                    label="number or rate",
                    columns=4,
                ),
            }
            | _named("the words are", "largest"),
            starts_at_zero=True,
            options="ranked.options",
            fallback="ranked.fallback",
            figure="native.measured",
        ),
        _form(
            "spread",
            "every figure for one thing, by the origin it goes back to",
            CHOOSING | _highlight("the figure to circle, by figure_id", "figure", "circled figure"),
            # a row is an origin and prints its publishers and years; open ends are drawn as arrows
            {"one-origin", "different-dates", "open-bound"},
            draw_on_card="spread.marks.draw",
            items="form.pointed",
            fallback="offering.fall_to_one_thing",
        ),
        _form(
            "history",
            "one thing over time, by origin",
            CHOOSING
            | _highlight("whose figures stand out, by a source", "source", "highlighted origin"),
            # dates are the axis, and open ends are drawn as arrows
            {"different-dates", "open-bound"},
            figure="history.figure.figure",
            draw_on_card="history.marks.draw_on_card",
            items="history.words.items",
            fallback="offering.fall_to_one_thing",
        ),
        _form(
            "scale",
            "one amount next to others, as squares to count or as a share of each",
            {
                "figures": Parameter(
                    TEXTS,
                    "the subject, then what it is compared with",
                    "figure",
                    required=True,
                    label="figures, in the order in which they are ticked",
                ),
                "one": Parameter(
                    NUMBER, "how many each square is; a round number by default", label="one square"
                ),
                "show": Parameter(
                    TEXT,
                    '"units" to count, or "share": the first as a share of each other',
                    words=("units", "share"),
                    label="shown as",
                ),
            },
            # each row says its own status, date and bound, in words as well as in squares
            {"claim-beside-count", "different-dates", "open-bound"},
            starts_at_zero=True,
            items="scale.words.items",
        ),
        _form(
            "ladder",
            "how figures got from their origin to the page, with those that answer them",
            CHOOSING | {"figures": replace(CHOOSING["figures"], label="claims to trace")},
            {"hearsay", "party-to-the-conflict", "one-origin", "open-bound", "claim-beside-count"},
            items="ladder.words.items",
            fallback="offering.fallback",
        ),
        _form(
            "timeline",
            "offers, plans, claims, denials, deployments and corrections in time",
            CHOOSING
            | _highlight(
                "the figure, or whose figures, the words are about",
                "figure or speaker",
                "highlighted speaker or figure",
            ),
            {"different-dates", "claim-beside-count", "one-origin", "open-bound"},
            draw_on_card="timeline.marks.draw_on_card",
            items="form.spoken",
            fallback="offering.fallback",
        ),
        _form(
            "promise",
            "claims, offers and plans, with the reported outcomes",
            CHOOSING
            | _highlight("the promise that the words are about", "figure", "the words are about"),
            # each bar says its own status, date and bound, and each promise has its own unit
            {"claim-beside-count", "different-dates", "different-units", "open-bound"},
            starts_at_zero=True,
            draw_on_card="promise.marks.draw_on_card",
            items="promise.words.items",
            fallback="promise.selection.fallback",
        ),
        _form(
            "per-head",
            "who has how many per 1,000, by each source of what is divided by",
            _measured("what is divided")
            | {"per": _TO_DIVIDE}
            | {name: _WHO[name] for name in ("only", "highlight", "top")},
            # each row has its rate by every source; open ends are drawn as arrows
            {"base-decides", "open-bound"},
            starts_at_zero=True,
            items="per_head.words.items",
            fallback="ranked.fallback",
        ),
    )
}
