"""The rule `disputed`: another origin gives another amount for the same thing, or denies it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from headcount.caveats.facts import Facts, Stated
from headcount.caveats.kinship import contradicts, is_one_thing
from headcount.caveats.note import Note
from headcount.caveats.view import View
from headcount.core.wording import capital, fitting
from headcount.figures.dates import on
from headcount.figures.names import running, short
from headcount.figures.phrase import phrase
from headcount.figures.provenance import is_heard, voice
from headcount.figures.quantity import Quantity, spoken
from headcount.figures.status import is_amount
from headcount.figures.table import Row

_DENIED = 90.0  # as if the figure were so many times another one


def disputed(view: View) -> list[Note]:
    """Tell who denies the figures that the words are about, or has others, and which.

    Another figure disputes one if it is of the same thing, at the same time, by another origin,
    and apart by more than rounding: not the same publisher's next edition, nor what came of an
    offer. Two counts of one thing that are held against each other are each other's dispute.
    """
    about = [row for row in view.rows if view.focus is None or row["figure_id"] in view.focus]
    about = [row for row in about if is_amount(row)]
    both = view.is_pair and len(about) == 2 and is_one_thing(view.facts, *about)
    if both and contradicts(view.facts, *about):
        return [*_two_counts(view), *_denials(view, about)]
    return [*_rivals(view, about), *_denials(view, about)]


def _two_counts(view: View) -> list[Note]:
    one, other = view.rows
    factor = _factor(Quantity.of(one), Quantity.of(other))
    what = phrase(view.package, one)
    text = f"The two figures count the same thing and differ: {view.call(one)}, {view.call(other)}."
    each = " ".join(f"{view.short_title(row)}: {row['definition']}" for row in view.rows)
    long = f"{text} Both are for {what}. {each}"
    return [Note.on(view.rows, text, long, "disputed", more=factor)]


def _rivals(view: View, about: Iterable[Row]) -> list[Note]:
    """Tell of each figure what others put in its place."""
    found = ((row, rivals(view.facts, row)) for row in about)
    return [_rival_note(view, row, those) for row, those in found if those]


def _rival_note(view: View, row: Row, found: list[Stated]) -> Note:
    low = min(theirs.amount.least or theirs.amount.stated for theirs in found)
    high = max(theirs.amount.stated for theirs in found)
    # never "six others": some of them may only repeat one another
    publishers = {theirs.publisher for theirs in found}
    name = capital(view.name(row))
    if low == high:
        amount, (one, *others) = found[0].amount.words(), publishers
        who = re.sub("^[Tt]he ", "", running(view.package, short(view.package, one)))
        text = fitting(
            "" if others else f"{name}: the {who} figure for that time is {amount}.",
            f"{name}: other sources give {amount} for that time.",
        )
    else:
        text = f"{name}: other figures for that time range from {spoken(low)} to {spoken(high)}."
    if len({one.amount.words() for one in found}) > 1:
        each = "; ".join(f"{view.short_title(one.row)}: {one.amount.words()}" for one in found)
    else:
        titles = list(dict.fromkeys(view.short_title(one.row) for one in found))
        each = f"Source{'s' if len(titles) > 1 else ''}: {'; '.join(titles)}"
    long = f"{text} {each}."
    factor = max(_factor(Quantity.of(row), theirs.amount) for theirs in found)
    return Note.on([row], text, long, "disputed", more=factor)


def _denials(view: View, about: Iterable[Row]) -> list[Note]:
    notes = []
    for row in about:
        for denial in view.facts.denials.get(row["figure_id"], []):
            who, when = denied_by(view, denial)
            text = fitting(
                f"{capital(view.call(row))}: denied by {who} {when}.",
                f"{capital(view.call(row))}: denied {when}.",
            )
            long = f"{text} {denial['definition']} ({view.short_title(denial)})"
            notes.append(Note.on([row], text, long, "disputed", more=_DENIED))
    return notes


def denied_by(view: View, denial: Row) -> tuple[str, str]:
    """Return who denies something, and when."""
    hops = view.hops(denial)
    who = voice(hops, view.publisher(denial))
    called = running(view.package, short(view.package, who))
    if is_heard(view.package, denial):  # whoever passes a denial on does not deny
        called = f"an unnamed speaker (“{hops[0].speaker}”)"
    return called, on(str(denial["reported"] or denial["as_of"])).lstrip(", ")


def _factor(mine: Quantity, theirs: Quantity) -> float:
    low, high = sorted((mine.stated, theirs.stated))
    return high / low if low > 0 else _DENIED


def rivals(facts: Facts, row: Row) -> list[Stated]:
    """Return the figures that contradict a figure, anywhere in the record."""
    if row.get("part_of"):
        return []
    return [other for other in facts.beside(row) if contradicts(facts, row, other.row)]
