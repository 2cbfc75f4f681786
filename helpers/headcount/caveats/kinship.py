"""How two figures stand to each other: one thing, one time, one series, a part, a base, strangers.

All rules and all sentences ask here, so that none of them can think otherwise than another.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, permutations
from typing import NamedTuple

from headcount.caveats.facts import Facts, inside, overlaps, touches
from headcount.figures.arithmetic import agree
from headcount.figures.dates import Span
from headcount.figures.quantity import Quantity
from headcount.figures.table import Row

WORLDS_APART = 50
"""Years; two figures that are further apart, and no series, belong to different worlds."""


class Tie(NamedTuple):
    """A declared relation that holds between two figures, the one of the other."""

    kind: str
    says: str
    of: Row
    to: Row


def is_one_thing(facts: Facts, one: Row, other: Row) -> bool:
    """Whether two whole figures are of one table, one measure, and the same words throughout."""
    whole = not one.get("part_of") and not other.get("part_of")
    return whole and facts.thing(one) == facts.thing(other)


def is_one_time(facts: Facts, one: Row, other: Row) -> bool:
    """Whether two figures are true of one time: the same span, or for a stock one in the other."""
    a, b = facts.when(one), facts.when(other)
    if (a.earliest, a.latest) == (b.earliest, b.latest):
        return True
    return "flow" not in (facts.flow(one), facts.flow(other)) and touches(a, b)


def fit_in_time(facts: Facts, one: Row, other: Row) -> bool:
    """Whether two measures are of one time: as above, or a flow within the time of a stock."""
    return is_one_time(facts, one, other) or (
        not _are_flows(facts, one, other) and touches(facts.when(one), facts.when(other))
    )


def is_one_series(facts: Facts, one: Row, other: Row) -> bool:
    """Whether one publisher gives both for one thing: then time is what is compared."""
    return is_one_publisher(facts, one, other) and is_one_thing(facts, one, other)


def is_one_publisher(facts: Facts, one: Row, other: Row) -> bool:
    """Whether one publisher gives both."""
    return facts.publisher(one) == facts.publisher(other)


def contradicts(facts: Facts, one: Row, other: Row) -> bool:
    """Whether another origin gives another amount of one thing at one time.

    What was offered is not contradicted by what came of it, and neither is a bound that the other
    amount fits, or what was only rounded otherwise.
    """
    return (
        facts.is_ahead(one) == facts.is_ahead(other)
        and facts.origins[one["figure_id"]] != facts.origins[other["figure_id"]]
        and not is_one_publisher(facts, one, other)
        and is_one_time(facts, one, other)
        and not agree(Quantity.of(one), Quantity.of(other))
    )


def is_part(facts: Facts, part: Row, whole: Row) -> bool:
    """Whether those counted in the one are all counted in the other too, whoever counts.

    By its `part_of`; by a measure that `contains` the other, or a declared part; by a dimension of
    which the other is the whole; by a span inside the span of one series.
    """
    if part.get("part_of") == whole["figure_id"]:
        return True
    if part["table"] == whole["table"] and part["unit"] == whole["unit"]:
        if facts.thing(part) == facts.thing(whole):
            return _is_month_of_year(facts, part, whole)
        if _cuts(facts, part, whole) and fit_in_time(facts, part, whole):
            return True
    tie = _declared(facts, part, whole)
    return tie is not None and tie.kind == "part"


def tie(facts: Facts, one: Row, other: Row) -> Tie | None:
    """Return the declared relation of two figures that holds for them, whichever is first."""
    return _declared(facts, one, other) or _declared(facts, other, one)


def is_share(facts: Facts, one: Row, other: Row) -> bool:
    """Whether one is a part of the other, both by one publisher."""
    parts = is_part(facts, one, other) or is_part(facts, other, one)
    return parts and is_one_publisher(facts, one, other)


def belong_together(facts: Facts, rows: Iterable[Row]) -> bool:
    """Whether any two of these figures are of one measure, or related ones."""
    of_measure = {facts.measured(row): row for row in rows}.values()
    match [*rows]:
        case [one, other]:  # whose relation must hold for just these two
            return len(of_measure) < 2 or _are_related(facts, one, other)
    return all(may_be_related(facts, *pair) for pair in combinations(of_measure, 2))


def are_unlike(facts: Facts, rows: Iterable[Row]) -> bool:
    """Whether some of these figures count different kinds of thing that do not belong together."""
    rows = list(rows)
    return len({facts.kind(row) for row in rows}) > 1 and not belong_together(facts, rows)


def crosses(facts: Facts, one: Row, other: Row) -> bool:
    """Whether some are counted in both, and neither is inside the other.

    Two cuts of one whole by different dimensions, or two spans of one thing that share months.
    """
    if one["unit"] != other["unit"] or facts.measured(one) != facts.measured(other):
        return False
    a, b = facts.when(one), facts.when(other)
    if is_one_thing(facts, one, other):
        return _are_flows(facts, one, other) and overlaps(a, b) and not touches(a, b)
    cuts = facts.cuts[one["table"]].items()
    apart = [(name, whole) for name, whole in cuts if one[name] != other[name]]
    ways = {one[name] == whole for name, whole in apart if whole in (one[name], other[name])}
    partly = all(whole and whole in (one[name], other[name]) for name, whole in apart)
    return partly and len(ways) > 1 and fit_in_time(facts, one, other)


def years_apart(one: Span, other: Span) -> int:
    """Return how many years two times are apart, as a reader subtracts them.

    Examples
    --------
    >>> from headcount.figures.dates import parse
    >>> years_apart(parse("2005"), parse("2023")), years_apart(parse("2008/2010"), parse("2011-02"))
    (18, 1)
    """
    first, second = (one, other) if one.earliest <= other.earliest else (other, one)
    return max(0, second.earliest.year - first.latest.year)


def days_apart(one: Span, other: Span) -> int:
    """Return how many days surely lie between two times; 0 where they may touch.

    Examples
    --------
    >>> from headcount.figures.dates import parse
    >>> days_apart(parse("2008"), parse("2009-02-01"))
    32
    """
    first, second = (one, other) if one.earliest <= other.earliest else (other, one)
    return max(0, (second.earliest - first.latest).days)


def _are_flows(facts: Facts, *rows: Row) -> bool:
    return all(facts.flow(row) == "flow" for row in rows)


def _is_month_of_year(facts: Facts, part: Row, whole: Row) -> bool:
    """Whether a flow of one series lies inside a longer span of it."""
    a, b = facts.when(part), facts.when(whole)
    if (a.earliest, a.latest) == (b.earliest, b.latest) or not inside(a, b):
        return False
    seen = not facts.is_ahead(part) and not facts.is_ahead(whole)
    return _are_flows(facts, part, whole) and seen and is_one_series(facts, part, whole)


def _cuts(facts: Facts, part: Row, whole: Row) -> bool:
    """Whether a figure of one table is inside another by its measure, or by its dimensions."""
    table = facts.cuts[part["table"]].items()
    apart = [(name, all_) for name, all_ in table if part[name] != whole[name]]
    if facts.measured(part) == facts.measured(whole):
        return bool(apart) and all(all_ and whole[name] == all_ for name, all_ in apart)
    inside = facts.said_of_measure(whole).get("contains", [])
    return not apart and part[facts.measure[part["table"]]] in inside


def _declared(facts: Facts, of: Row, to: Row) -> Tie | None:
    said = facts.relations.get((facts.measured(of), facts.measured(to)))
    if said is None or not fit_in_time(facts, of, to):
        return None
    mine, theirs = facts.cuts[of["table"]], facts.cuts[to["table"]]
    both = mine.keys() & theirs.keys()
    alone = [(of, mine, mine.keys() - both), (to, theirs, theirs.keys() - both)]
    fits = all(of[name] == to[name] for name in both) and all(
        (row[name] or "") == cuts[name] for row, cuts, names in alone for name in names
    )
    return Tie(said["kind"], said["says"], of, to) if fits else None


def _are_related(facts: Facts, one: Row, other: Row) -> bool:
    """Whether the one is counted by the other, or is a part of it by the same publisher."""
    related = tie(facts, one, other)
    is_base = related is not None and related.kind == "base"
    return is_base or is_share(facts, one, other)


def may_be_related(facts: Facts, one: Row, other: Row) -> bool:
    """Whether two measures are related at all, for whichever figures."""
    for a, b in permutations((one, other)):
        if (facts.measured(a), facts.measured(b)) in facts.relations:
            return True
        inside = facts.said_of_measure(b).get("contains", [])
        if a["table"] == b["table"] and a.get(facts.measure[a["table"]]) in inside:
            return True
    return False
