"""The rules of what is computed: a bound gives a bound, the base decides, overlaps do not add."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from heapq import heappop, heappush
from itertools import combinations_with_replacement
from typing import NamedTuple

from headcount.caveats.kinship import crosses, days_apart, is_one_publisher, is_part, may_be_related
from headcount.caveats.note import Note
from headcount.caveats.view import View
from headcount.core.wording import capital, cardinal, fitting
from headcount.figures.arithmetic import Ratio, has_ratio, ratio
from headcount.figures.names import running
from headcount.figures.quantity import Quantity
from headcount.figures.ranking import Place, places
from headcount.figures.table import Row

OPEN = ("more-than", "at-least", "up-to")


def open_bound(view: View) -> list[Note]:
    """Tell which figures are only a bound, and what is left of a ratio."""
    rows = [row for row in view.numbered if row["qualifier"] in OPEN]
    if not rows:
        return []
    limit = _limit(rows)
    text = fitting(
        f"{view.those(rows)} {limit}{_left(view)}.",
        f"{view.those(rows)} {limit}.",
        f"{capital(view.share(rows))} {limit}.",
    )
    each = "; ".join(f"{view.name(row)}: {view.amount(row).words()}" for row in rows[:9])
    long = f"{text} {capital(each)}. What is calculated from a limit is a limit, too."
    return [Note.on(rows, text, long, "open-bound")]


def _limit(rows: list[Row]) -> str:
    """Say what kind of limit the figures are, of which one may be plural: 1,000 soldiers."""
    uppers = {row["qualifier"] == "up-to" for row in rows}
    which = "" if len(uppers) > 1 else "upper " if uppers.pop() else "lower "
    if len(rows) > 1:
        return f"are {which}limits, not totals"
    return f"is {'an' if which == 'upper ' else 'a'} {which}limit, not a total"


def _left(view: View) -> str:
    """Say what the ratio of a pair can still be."""
    if not view.is_pair:
        return ""
    one, other = (view.amount(row) for row in view.rows)
    if not has_ratio(one, other):
        return ""
    found = ratio(one, other)
    if found.is_open:
        return "; no ratio can be calculated"
    below, above = found.low is None, found.high is None
    if found.value is not None:
        return f"; the ratio may be {'higher' if above else 'lower'}" if below or above else ""
    return f"; the ratio has no {'lower' if below else 'upper'} limit" if below or above else ""


def base_decides(view: View) -> list[Note]:
    """Tell where other population figures turn the answer round.

    Of two, which of them has more per head; of many, the place of the one that the words are about.
    How far the rates move is not asked, as long as the order stays.
    """
    notes = []
    for title, other in _bases(view) if view.base else ():
        source = running(view.package, title)
        turned = View(view.package, view.rows, other, view.focus)
        answer = _pair_turned(view, turned) if view.is_pair else _place_turned(view, turned)
        if answer:
            said, rows, factor = answer
            text = fitting(
                f"With population figures from {source}, {said}.",
                f"With other population figures, {said}.",
            )
            each = "; ".join(
                f"{view.name(row)}: {Quantity.of(view.base[row['figure_id']]).words()} or "
                f"{Quantity.of(other[row['figure_id']]).words()}"
                for row in rows
            )
            notes.append(
                Note.on(rows, text, f"{text} {capital(each)}.", "base-decides", more=factor)
            )
    return notes


def _bases(view: View) -> Iterator[tuple[str, dict[str, Row]]]:
    """Yield the other sources that have a population figure for each row in view."""
    used = next(iter(view.base.values()))
    table, source = used["table"], used["source_id"]
    whose = {figure: _whose(view, row) for figure, row in view.base.items()}
    others: dict[str, dict[object, Row]] = {}
    for row in view.package.tables[table]:
        if row["source_id"] != source:
            full = {"table": table, **row}
            others.setdefault(str(row["source_id"]), {})[_whose(view, full)] = full
    for other, rows in others.items():
        if all(
            key in rows and _is_of_its_time(view, rows[key], view.base[figure])
            for figure, key in whose.items()
        ):
            title = view.facts.sources[other]["short_title"]
            yield title, {figure: rows[key] for figure, key in whose.items()}


def _whose(view: View, base: Row) -> object:
    """Return whose people a population figure counts."""
    return tuple(base[name] for name in view.facts.cuts[base["table"]])


def _is_of_its_time(view: View, one: Row, other: Row) -> bool:
    return days_apart(view.when(one), view.when(other)) <= view.facts.steady_days(other)


def _pair_turned(view: View, turned: View) -> tuple[str, list[Row], float] | None:
    """Say the other ratio where it lies on the other side of one."""
    before, after = ([each.amount(row) for row in view.rows] for each in (view, turned))
    if not (has_ratio(*before) and has_ratio(*after)):
        return None
    gaps = [one.stated - other.stated for one, other in (before, after)]
    if gaps[0] * gaps[1] >= 0:
        return None
    one, other = ratio(*before), ratio(*after)
    return f"it is {_plain(other)}, not {_plain(one)}", list(view.rows), 2.0


def _place_turned(view: View, turned: View) -> tuple[str, list[Row], float] | None:
    """Say how the place changes of the row that the words are about, else who leads."""
    before, after = (_places(each) for each in (view, turned))
    for row in view.rows:
        figure = row["figure_id"]
        mine, theirs = before[figure], after[figure]
        about = figure in view.focus if view.focus else "first" in (mine.words(), theirs.words())
        # "first or second" that becomes "first" is the same answer, only surer
        if about and (mine.worst < theirs.best or theirs.worst < mine.best):
            said = f"{view.name(row)} is {theirs.words()}, not {mine.words()}"
            return said, [row], 1.0 + abs(mine.best - theirs.best)
    return None


def _places(view: View) -> dict[str, Place]:
    rows = view.numbered
    found = places([view.amount(row).as_printed() for row in rows])
    return {row["figure_id"]: place for row, place in zip(rows, found, strict=True)}


def _plain(found: Ratio) -> str:
    """Say a ratio by itself, without the "about" that would be there twice."""
    said = found.percent() if found.numbers and max(found.numbers) <= 1 else found.times()
    return said.removeprefix("about ")


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
