"""Figures chosen by their words or by their ids, ready to be drawn; and those of one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from headcount.caveats import Note
from headcount.caveats.facts import facts
from headcount.core.errors import NothingFits
from headcount.core.wording import cardinal, count_of
from headcount.figures.dates import parse
from headcount.figures.dates import words as date_words
from headcount.figures.names import short
from headcount.figures.package import Package
from headcount.figures.phrase import alone, amount, common, heading, parts, phrase, unit
from headcount.figures.provenance import sources, voices
from headcount.figures.status import DENIED, is_amount
from headcount.figures.table import Row, Where, records, select_records, within

_NAMED = 4


def rows_of(
    package: Package,
    *,
    where: Where | None = None,
    figures: Sequence[str] | None = None,
    since: int | None = None,
    until: int | None = None,
    whole: bool = True,
) -> list[dict[str, Any]]:
    """Return the figures that were asked for, each with its `amount` and its `name`.

    Parameters
    ----------
    package
        The data.
    where
        Column to word, or to several words of which one will do.
    figures
        These figures, by `figure_id`, in this order; with `where`, those of them that fit it.
    since, until
        The first and the last year that a figure may be true of.
    whole
        Leave out figures that are part of another one, unless `figures` names them.

    Returns
    -------
    list of dict
        Every column of the figures, `amount` (a `Quantity`) and `name` (whom or what it counts).

    Raises
    ------
    UnknownWord
        For a column or a word that the data does not know.
    NothingFits
        When no figure is left.

    Examples
    --------
    >>> from headcount.figures import package
    >>> rows = rows_of(package.read(), where={"country": "PRK", "category": "active"}, since=2022)
    >>> {row["name"] for row in rows}
    {"North Korea's active personnel"}
    """
    if figures is not None and len(figures) == 0:
        raise NothingFits("No figure is chosen")
    wanted = dict(where or {}) | ({} if figures is None else {"figure_id": figures})
    rows = select_records(records(package), wanted, whole=whole and figures is None)
    if figures is not None:
        rows = in_order(rows, figures)
    rows = [row for row in rows if within(row, since, until)]
    if not rows:
        raise NothingFits(
            f"No figure fits between {since or 'the first'} and {until or 'the last'}"
        )
    said = facts(package)
    return [
        {
            **row,
            "amount": amount(package, row),
            "name": alone(package, row),
            "dated": said.dated(row),
        }
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class OneThing:
    """Figures of one thing.

    Parameters
    ----------
    rows
        As `rows_of` gives them, without denials and without statements that give no number;
        `name` is the source, with the date in brackets where it stands more than once, for the
        thing itself is every row's and a title may end with a date of its own.
    phrase
        What is counted, as it follows an amount in a sentence.
    alone
        The same, where no amount goes before it.
    asides
        What was left out, and why.
    """

    rows: list[Row]
    phrase: str
    alone: str
    asides: tuple[Note, ...]


def one_thing(package: Package, **which: Any) -> OneThing:
    """Take the figures that were asked for, if they count one thing in one unit.

    Parameters
    ----------
    package
        The data.
    **which
        As `rows_of` takes it.

    Raises
    ------
    UnknownWord
        For a column or a word that the data does not know.
    NothingFits
        When no amount is left, or when the figures count several things.

    Examples
    --------
    >>> from headcount.figures import package
    >>> one_thing(package.read(), where={"country": "PRK", "category": "active"}).phrase
    "active personnel in North Korea's forces"
    >>> one_thing(package.read(), where={"country": "PRK"})
    Traceback (most recent call last):
        ...
    headcount.core.errors.NothingFits: These figures count five things: \
North Korea's active personnel; North Korea's reserve personnel; \
North Korea's paramilitary personnel; North Korea's total personnel \
and one more; choose one of them
    """
    rows = rows_of(package, **which)
    stated = [row for row in rows if is_amount(row)]
    if not stated:
        raise NothingFits("None of these figures states an amount: a denial is none")
    things = {facts(package).thing(row): row for row in reversed(stated)}
    if len(things) > 1:
        firsts = [*reversed(things.values())]
        names = list(dict.fromkeys(heading(package, row) for row in firsts))
        if len(names) < len(things):
            names = [f"{heading(package, row)} ({unit(package, row)})" for row in firsts]
        more = len(names) - _NAMED
        shown = "; ".join(names[:_NAMED]) + (f" and {cardinal(more)} more" if more > 0 else "")
        raise NothingFits(
            f"These figures count {cardinal(len(names))} things: {shown}; choose one of them"
        )
    asides = _asides(package, rows, [row["figure_id"] for row in stated])
    said, by_itself = phrase(package, stated[0]), alone(package, stated[0])
    if len({phrase(package, row) for row in stated}) > 1:  # some are there, others planned
        said = by_itself = common(package, stated[0], parts(package, stated[0]))
    return OneThing(_by_source(package, stated), said, by_itself, asides)


def in_order(rows: Sequence[Row], figures: Sequence[str]) -> list[Row]:
    """Return those of some rows that are named, once each and in the order in which they are."""
    known = {row["figure_id"]: row for row in rows}
    return [known[figure] for figure in dict.fromkeys(figures) if figure in known]


def age(row: Row) -> tuple[date, date, str, str]:
    """Order figures from the oldest to the newest, by the day that they are true of."""
    when = parse(row["as_of"])
    return when.latest, when.earliest, row["reported"], row["figure_id"]


def _by_source(package: Package, rows: Sequence[Row]) -> list[Row]:
    """Name each row by its source, and by its date where the source has several."""
    known = sources(package)
    cited = [row["source_id"] for row in rows]

    def name(row: Mapping[str, Any]) -> str:
        title = known[row["source_id"]]["short_title"]
        several = cited.count(row["source_id"]) > 1
        when = date_words(row["as_of"])
        if not several or when in title:
            return title
        return f"{title} ({'as of ' if title[-4:].isdigit() else ''}{when})"

    return [{**row, "name": name(row)} for row in rows]


def _asides(package: Package, rows: Sequence[Row], drawn: list[str]) -> tuple[Note, ...]:
    """Say which statements are not drawn: those without a number, and denials with who denies."""
    denials = [row for row in rows if row["status"] == DENIED]
    texts = []
    if silent := len(rows) - len(denials) - len(drawn):
        what = "statement gives" if silent == 1 else "statements give"
        texts.append((f"Left out: {cardinal(silent)} {what} no number.",) * 2)
    if denials:
        states = "states no amount of its" if len(denials) == 1 else "state no amount of their"
        text = f"Left out: {count_of(len(denials), 'denial')}, which {states} own"
        each = "; ".join(
            f"{short(package, voices(package)[row['figure_id']])}, {date_words(row['as_of'])}"
            for row in denials
        )
        texts.append((f"{text}.", f"{text}: {each}."))
    return tuple(Note(None, text, long, tuple(drawn), "left-out") for text, long in texts)
