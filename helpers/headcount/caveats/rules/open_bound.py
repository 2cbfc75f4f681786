"""The rule `open-bound`: "more than", "up to" or "nearly": what is computed is a bound too."""

from __future__ import annotations

from headcount.caveats.note import Note
from headcount.caveats.view import View
from headcount.core.wording import fitting
from headcount.figures.arithmetic import ratio

RULE = "open-bound"
_WEIGHT = 3.0
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
    ids = tuple(row["figure_id"] for row in rows)
    return [Note(None, text, long, ids, RULE, _WEIGHT)]


def _left(view: View) -> str:
    """Say what the ratio of a pair can still be."""
    if not view.is_pair or len(view.numbered) < 2:
        return ""
    one, other = (view.amount(row) for row in view.rows)
    if other.most <= 0:
        return ""
    found = ratio(one, other)
    if found.is_open:
        return "; so there is no ratio"
    below, above = found.low is None, found.high is None
    if found.value is not None:
        return f"; the ratio may be {'higher' if above else 'lower'}" if below or above else ""
    return f"; so the ratio has no {'lower' if below else 'upper'} end" if below or above else ""
