"""The rules of what is computed: a bound gives no more than a bound, and the base decides."""

from __future__ import annotations

from collections.abc import Iterator

from headcount.caveats.note import Note
from headcount.caveats.rules.disputed import MATERIAL, rivals
from headcount.caveats.rules.unlike import different_measures, different_units
from headcount.caveats.view import Row, View, days_apart
from headcount.core.errors import NothingFits
from headcount.core.wording import fitting
from headcount.figures.arithmetic import Ratio, has_ratio, ratio
from headcount.figures.quantity import Quantity
from headcount.figures.ranking import Place, places

_OPEN = ("more-than", "at-least", "up-to", "nearly")


def open_bound(view: View) -> list[Note]:
    """Tell which figures are only a bound, and what is left of a ratio."""
    rows = [row for row in view.numbered if row["qualifier"] in _OPEN]
    if not rows:
        return []
    names = view.called(rows)
    left = _left(view)
    text = fitting(
        f"A bound, not a point: {names}{left}.",
        f"A bound, not a point: {names}.",
        f"A bound, not a point: {view.share(rows)}.",
    )
    each = "; ".join(f"{view.name(row)}: {view.amount(row).words()}" for row in rows[:9])
    long = f"{each}. What is computed from a bound is a bound too, open on the same side."
    return [Note.on(rows, text, long, "open-bound")]


def _left(view: View) -> str:
    """Say what the ratio of a pair can still be."""
    if not view.is_pair or len(view.numbered) < 2:
        return ""
    one, other = (view.amount(row) for row in view.rows)
    if not has_ratio(one, other):
        return ""
    found = ratio(one, other)
    if found.is_open:
        return "; so there is no ratio"
    below, above = found.low is None, found.high is None
    if found.value is not None:
        return f"; the ratio may be {'higher' if above else 'lower'}" if below or above else ""
    return f"; so the ratio has no {'lower' if below else 'upper'} end" if below or above else ""


def base_decides(view: View) -> list[Note]:
    """Tell what the answer would be with another denominator.

    For a share, the other counts of what is divided by; per head, the other population figures:
    what they do to the ratio of two, or to the place of the one that the words are about.
    """
    if view.base:
        return _other_populations(view)
    if view.is_pair and len(view.numbered) == 2 and _has_a_ratio(view):
        return _other_counts(view)
    return []


def _has_a_ratio(view: View) -> bool:
    """Whether dividing means anything: a figure by another thing, of the same unit and measure."""
    if different_units(view) or different_measures(view):
        return False
    if not has_ratio(*(view.amount(row) for row in view.rows)):
        return False
    one, other = (view.facts.thing(row) for row in view.rows)
    return one is None or one != other


def _other_counts(view: View) -> list[Note]:
    part, whole = view.rows
    amount = Quantity.of(part)
    answer = _middle(amount, Quantity.of(whole))
    found = []
    for other in rivals(view.facts, whole):
        counted = Quantity.of(other)
        changed = _middle(amount, counted)
        if answer and changed and has_ratio(amount, counted) and _is_far(answer, changed):
            found.append((changed, ratio(amount, counted), other))
    if not found or not answer:
        return []
    found.sort(key=lambda one: one[0])
    ends = found[0], found[-1]
    said = _together([one for _, one, _ in found])
    mine = _plain(ratio(amount, Quantity.of(whole)))
    if said == mine or said == _plain(Ratio(None, None, None)):  # lost in print, or left open
        return []
    text = fitting(
        f"The base decides: {said} with other counts at about that time, not {mine}.",
        f"The base decides: {said} with other counts, not {mine}.",
        f"The base decides: {said} with other counts.",
    )
    each = "; ".join(
        f"{view.short_title(other)}: {Quantity.of(other).words()}, {one.percent()}"
        for _, one, other in found
    )
    factor = max(max(answer, end[0]) / min(answer, end[0]) for end in ends)
    long = f"{text} {view.name(whole)}: {each}."
    return [Note.on([whole], text, long, "base-decides", more=factor)]


def _other_populations(view: View) -> list[Note]:
    notes = []
    for source, other in _bases(view):
        turned = View(view.package, view.rows, other, view.focus)
        answer = _pair_turned(view, turned) if view.is_pair else _place_turned(view, turned)
        if answer:
            said, rows, factor = answer
            text = fitting(
                f"The base decides: {said} with population figures of {source}.",
                f"The base decides: {said} with {source}.",
                f"The base decides: {said} with other population figures.",
            )
            each = "; ".join(
                f"{view.name(row)}: {Quantity.of(view.base[row['figure_id']]).words()} or "
                f"{Quantity.of(other[row['figure_id']]).words()}"
                for row in rows
            )
            notes.append(Note.on(rows, text, f"{text} {each}.", "base-decides", more=factor))
    return notes


def _bases(view: View) -> Iterator[tuple[str, dict[str, Row]]]:
    """Yield the other sources that have a population figure for each row in view."""
    used = next(iter(view.base.values()))
    table, source = used["table"], used["source_id"]
    whose = {figure: view.facts.whose(row) for figure, row in view.base.items()}
    others: dict[str, dict[object, Row]] = {}
    for row in view.package.tables[table]:
        if row["source_id"] != source:
            full = {"table": table, **row}
            others.setdefault(str(row["source_id"]), {})[view.facts.whose(full)] = full
    for other, rows in others.items():
        if all(
            key in rows and _is_of_its_time(view, rows[key], view.base[figure])
            for figure, key in whose.items()
        ):
            title = view.facts.sources[other]["short_title"]
            yield title, {figure: rows[key] for figure, key in whose.items()}


def _is_of_its_time(view: View, one: Row, other: Row) -> bool:
    return days_apart(view.when(one), view.when(other)) <= view.facts.steady_days(other)


def _pair_turned(view: View, turned: View) -> tuple[str, list[Row], float] | None:
    pairs = [[each.amount(row) for row in view.rows] for each in (view, turned)]
    if not all(has_ratio(*pair) for pair in pairs):
        return None
    one, other = (ratio(*pair) for pair in pairs)
    mine, theirs = (_middle(*pair) for pair in pairs)
    if not mine or not theirs or not _is_far(mine, theirs):
        return None
    factor = max(mine, theirs) / min(mine, theirs)
    return f"{_plain(other)}, not {_plain(one)},", list(view.rows), factor


def _place_turned(view: View, turned: View) -> tuple[str, list[Row], float] | None:
    """Say how the place changes of the row that the words are about, else who leads."""
    before, after = (_places(each) for each in (view, turned))
    for row in view.rows:
        figure = row["figure_id"]
        mine, theirs = before[figure], after[figure]
        about = figure in view.focus if view.focus else "first" in (mine.words(), theirs.words())
        # "first or second" that becomes "first" is the same answer, only surer
        if about and (mine.worst < theirs.best or theirs.worst < mine.best):
            said = f"{view.name(row)} is {theirs.words()}, not {mine.words()},"
            return said, [row], 1.0 + abs(mine.best - theirs.best)
    return None


def _places(view: View) -> dict[str, Place]:
    rows = view.numbered
    if not rows:
        raise NothingFits("no row gives a number")
    found = places([view.amount(row).as_printed() for row in rows])
    return {row["figure_id"]: place for row, place in zip(rows, found, strict=True)}


def _middle(part: Quantity, whole: Quantity) -> float | None:
    """Return one number to compare two ratios by; it is never printed."""
    return part.stated / whole.stated if whole.stated else None


def _is_far(one: float, other: float) -> bool:
    return max(one, other) > min(one, other) * (1 + MATERIAL)


def _together(found: list[Ratio]) -> str:
    """Say from what to what several ratios go; if all are bounds, they make one of all."""
    points = [one for one in found if one.value is not None]
    lows, highs = ([one.low for one in found], [one.high for one in found])
    low = None if None in lows else min(end for end in lows if end is not None)
    high = None if None in highs else max(end for end in highs if end is not None)
    bounds = Ratio(low, None, high)
    if points and (len(points) == len(found) or bounds.is_open):
        return " to ".join(dict.fromkeys(_plain(one) for one in (points[0], points[-1])))
    return _plain(bounds)


def _plain(found: Ratio) -> str:
    """Say a ratio by itself, without the "about" that would be there twice."""
    ends = [end for end in (found.value, found.low, found.high) if end is not None]
    said = found.percent() if ends and max(ends) <= 1 else found.times()
    return said.removeprefix("about ")
