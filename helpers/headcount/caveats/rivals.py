"""Other figures for the same thing, at about the same time, that cannot be true as well."""

from __future__ import annotations

from headcount.caveats.view import Facts, Row, days_apart, when
from headcount.figures.quantity import Quantity

MATERIAL = 0.1
"""A tenth: a rival that is closer changes no answer that a newsroom would print."""


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
    return days_apart(when(one["as_of"]), when(other["as_of"])) <= facts.steady_days(one)
