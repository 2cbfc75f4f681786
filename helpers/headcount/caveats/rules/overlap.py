"""The rule `overlap`: figures in which some are counted twice must not be added up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from heapq import heappop, heappush
from itertools import combinations_with_replacement
from typing import NamedTuple

from headcount.caveats.kinship import crosses, is_one_publisher, is_part, may_be_related
from headcount.caveats.note import Note
from headcount.caveats.view import View
from headcount.core.wording import capital, cardinal, fitting
from headcount.figures.table import Row

_Until = tuple[date, int]  # the last day of a row, and which row


class _Kind(NamedTuple):
    """What rows have in common that may overlap others: where they say the whole, not a part."""

    table: str
    unit: str
    measured: str
    whole: frozenset[str]


def overlap(view: View) -> list[Note]:
    """Tell which figures in view count some of the same, where the one is no share of the other.

    Two cuts of one whole by different dimensions; two spans that share months; a part by one
    publisher beside a whole by another. A part beside its whole by one publisher is a share.
    """
    pairs = list(overlapping(view))
    if not pairs:
        return []
    first, *rest = (f"{view.call(one)} and {view.call(other)}" for one, other in pairs)
    more = "".join(f", or {one}" for one in rest) if len(rest) == 1 else ""
    others = f" So do {cardinal(len(rest))} more pairs." if len(rest) > 1 else ""
    text = fitting(
        f"Do not add {first}{more}: they overlap.{others}",
        "Do not add these figures: some of them overlap.",
    )
    each = "; ".join(f"{view.name(a)} and {view.name(b)}" for a, b in pairs[:9])
    rows = {row["figure_id"]: row for pair in pairs for row in pair}
    return [Note.on(rows.values(), text, f"{text} {capital(each)}.", "overlap")]


def overlapping(view: View) -> Iterator[tuple[Row, Row]]:
    """Yield each two figures that count some of the same, in the order of the rows."""
    rows = [row for row in view.numbered if not view.facts.is_ahead(row)]
    for at, to in [(0, 1)][: len(rows) - 1] if view.is_pair else sorted(_met(view, rows)):
        one, other = rows[at], rows[to]
        part = is_part(view.facts, one, other) or is_part(view.facts, other, one)
        parted = part and not is_one_publisher(view.facts, one, other)
        if parted or crosses(view.facts, one, other):
            yield one, other


def _met(view: View, rows: list[Row]) -> set[tuple[int, int]]:
    """Return which rows may count some of the same, without asking each of each other.

    They are of one unit; wherever their words in a dimension differ, one of the two is its word
    for the whole; and their times meet. Or the one is said to be a part of the other.
    """
    at = {row["figure_id"]: index for index, row in enumerate(rows)}
    stated = ((index, at.get(row.get("part_of"))) for index, row in enumerate(rows))
    found = {(min(part, whole), max(part, whole)) for part, whole in stated if whole is not None}
    kinds: dict[_Kind, list[int]] = {}
    for index, row in enumerate(rows):
        cuts = view.facts.cuts[row["table"]]
        whole = frozenset(name for name, word in cuts.items() if word and row[name] == word)
        kind = _Kind(row["table"], row["unit"], view.facts.measured(row), whole)
        kinds.setdefault(kind, []).append(index)
    for one, other in combinations_with_replacement(kinds, 2):
        mine, theirs = kinds[one], kinds[other]
        if one is other:  # one thing: only spans of time can share some
            mine = theirs = [index for index in mine if view.facts.flow(rows[index]) == "flow"]
        elif one[:2] != other[:2] or (
            one.measured != other.measured
            and not (
                one.whole == other.whole
                and may_be_related(view.facts, rows[mine[0]], rows[theirs[0]])
            )
        ):
            continue
        names = sorted(view.facts.cuts[one.table].keys() - one.whole - other.whole)
        found |= _in_one_time(view, rows, names, mine, theirs)
    return found


def _in_one_time(
    view: View, rows: list[Row], names: list[str], mine: list[int], theirs: list[int]
) -> set[tuple[int, int]]:
    """Return the pairs of two lists that have the same words in some columns, and meet in time."""
    sides = [(index, 0) for index in mine] + [(index, 1) for index in theirs if mine is not theirs]
    begun = sorted((view.when(rows[index]).earliest, index, side) for index, side in sides)
    under_way: dict[tuple[str, ...], tuple[list[_Until], list[_Until]]] = {}
    found = set()
    for start, index, side in begun:
        both = under_way.setdefault(tuple(rows[index][name] for name in names), ([], []))
        across = both[side if mine is theirs else 1 - side]
        while across and across[0][0] < start:
            heappop(across)
        found |= {(min(index, other), max(index, other)) for _, other in across}
        heappush(both[side], (view.when(rows[index]).latest, index))
    return found
