"""The rule `disputed`: another publisher's figure for the same thing differs, or it was denied."""

from __future__ import annotations

from headcount.caveats.note import Note
from headcount.caveats.view import Facts, Row, View, days_apart
from headcount.core.wording import capital, fitting
from headcount.figures.dates import parse
from headcount.figures.dates import words as date_words
from headcount.figures.names import short
from headcount.figures.phrase import phrase
from headcount.figures.provenance import voice
from headcount.figures.quantity import Quantity, spoken

MATERIAL = 0.1
"""A tenth: a rival that is closer changes no answer that a newsroom would print."""

_DENIED = 90.0  # as if the figure were so many times another one


def disputed(view: View) -> list[Note]:
    """Tell who denies the figures that the words are about, or has others, and which.

    Two counts of one thing that are held against each other are each other's dispute; who divides
    by a disputed figure is told so by `base-decides`.
    """
    if view.is_pair and is_same_thing(view.facts, *view.rows):
        return [*_two_counts(view), *_denials(view, view.rows)]
    if view.is_pair:
        return [*_rivals(view, view.rows[:1]), *_denials(view, view.rows)]
    about = [row for row in view.rows if view.focus is None or row["figure_id"] in view.focus]
    return [*_rivals(view, about), *_denials(view, about)]


def _two_counts(view: View) -> list[Note]:
    one, other = view.rows
    if not are_apart(Quantity.of(one), Quantity.of(other)):
        return []
    factor = _factor(Quantity.of(one), Quantity.of(other))
    what = phrase(view.package, one)
    text = fitting(
        f"Two counts of one thing: with the other one it is {view.call(other)}, "
        f"not {view.call(one)}.",
        f"Two counts of one thing: {view.call(one)}, {view.call(other)}.",
    )
    each = " ".join(f"{view.short_title(row)}: {row['definition']}" for row in view.rows)
    long = f"{text} Both are for {what}. {each}"
    return [Note.on(view.rows, text, long, "disputed", more=factor)]


def _rivals(view: View, about: tuple[Row, ...] | list[Row]) -> list[Note]:
    """Tell of each figure what others put in its place."""
    notes = []
    for row in about:
        mine = Quantity.of(row)
        found = [
            (other, Quantity.of(other))
            for other in rivals(view.facts, row)
            # under a chart stands every dispute, beside a ratio only one that moves it
            if not view.is_pair or are_far(mine, Quantity.of(other))
        ]
        if found:
            notes.append(_rival_note(view, row, found))
    return notes


def _rival_note(view: View, row: Row, found: list[tuple[Row, Quantity]]) -> Note:
    low = min(theirs.least or theirs.stated for _, theirs in found)
    high = max(theirs.stated for _, theirs in found)
    span = found[0][1].words() if low == high else f"{spoken(low)} to {spoken(high)}"
    # never "six others": some of them may only repeat one another
    publishers = {view.publisher(other) for other, _ in found}
    who = short(view.package, publishers.pop()) if len(publishers) == 1 else "others"
    name = capital(view.name(row))
    text = fitting(
        f"{name}: {who} put the count at {span} at about that time.",
        f"{name}: others put the count at {span} at about that time.",
        f"{capital(view.call(row))}: others put the count at {span} at about that time.",
    )
    each = "; ".join(f"{view.short_title(other)}: {theirs.words()}" for other, theirs in found)
    long = f"{name}, by others, at about that time. {each}."
    factor = max(_factor(Quantity.of(row), theirs) for _, theirs in found)
    return Note.on([row], text, long, "disputed", more=factor)


def _denials(view: View, about: tuple[Row, ...] | list[Row]) -> list[Note]:
    notes = []
    for row in about:
        for denial in view.facts.denials.get(row["figure_id"], []):
            hops = view.hops(denial)
            who = short(view.package, voice(hops, view.publisher(denial)))
            day = date_words(str(denial["reported"] or denial["as_of"]))
            text = fitting(
                f"{capital(view.call(row))}: denied by {who}, {day}.",
                f"{capital(view.call(row))}: denied, {day}.",
            )
            long = f"{text} {denial['definition']} ({view.short_title(denial)})"
            notes.append(Note.on([row], text, long, "disputed", more=_DENIED))
    return notes


def _factor(mine: Quantity, theirs: Quantity) -> float:
    low, high = sorted((mine.stated, theirs.stated))
    return high / low if low else _DENIED


def is_same_thing(facts: Facts, one: Row, other: Row) -> bool:
    """Whether two whole figures count one thing at about one time."""
    thing = facts.thing(one)
    whole = not one.get("part_of") and not other.get("part_of")
    return thing is not None and whole and thing == facts.thing(other) and _near(facts, one, other)


def rivals(facts: Facts, row: Row) -> list[Row]:
    """Return the figures of other publishers that lie outside a figure's bounds.

    A publisher's own other editions are no rivals, and two figures that differ only by how they
    were rounded do not contradict each other.
    """
    thing, mine = facts.thing(row), facts.stated(row)
    if thing is None or not mine.amount.is_number:
        return []
    days = facts.steady_days(row)
    return [
        other.row
        for other in facts.things.get(thing, [])
        if other.publisher != mine.publisher
        and days_apart(mine.when, other.when) <= days
        and are_apart(mine.amount, other.amount)
    ]


def are_apart(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two amounts cannot both be true, allowing each its rounding.

    Examples
    --------
    >>> are_apart(Quantity(value=1_140_000), Quantity(value=1_280_000))
    True
    >>> are_apart(Quantity(value=1_280_000), Quantity(high=1_300_000, qualifier="up-to"))
    False
    """
    if not theirs.is_number:
        return False
    if theirs.least <= mine.most and mine.least <= theirs.most:
        return False
    slack = max(mine.grain, theirs.grain) / 2
    return theirs.least > mine.most + slack or mine.least > theirs.most + slack


def are_far(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two amounts lie so far apart that the answer changes in print."""
    low, high = sorted((mine.stated, theirs.stated))
    return high > low * (1 + MATERIAL)


def _near(facts: Facts, one: Row, other: Row) -> bool:
    return days_apart(parse(one["as_of"]), parse(other["as_of"])) <= facts.steady_days(one)
