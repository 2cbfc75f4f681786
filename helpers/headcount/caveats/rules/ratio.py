"""The rules of what is computed: a bound gives no more than a bound, and the base decides."""

from __future__ import annotations

from collections.abc import Iterator

from headcount.caveats.kinship import days_apart
from headcount.caveats.note import Note
from headcount.caveats.view import View
from headcount.core.wording import capital, fitting
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
