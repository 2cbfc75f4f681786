"""The rule `different-dates`: the figures are of times further apart than the measure holds."""

from __future__ import annotations

from headcount.caveats.note import Note
from headcount.caveats.view import View, days_apart
from headcount.core.wording import fitting
from headcount.figures.dates import words

RULE = "different-dates"
_YEAR, _MONTH = 365.25, 30.44
_WEIGHT = 10.0


def different_dates(view: View) -> list[Note]:
    """Tell how far apart the earliest and the latest figure surely are."""
    rows = [*view.numbered, *(view.base[r["figure_id"]] for r in view.numbered if view.base)]
    if len(rows) < 2:
        return []
    first = min(rows, key=lambda row: view.when(row).latest)
    last = max(rows, key=lambda row: view.when(row).earliest)
    days = days_apart(view.when(first), view.when(last))
    if days <= max(view.facts.steady_days(row) for row in rows):
        return []
    apart = _apart(days)
    text = fitting(
        f"{apart} apart: {view.call(first)} ({words(first['as_of'])}), "
        f"{view.call(last)} ({words(last['as_of'])}).",
        f"{apart} apart: from {words(first['as_of'])} to {words(last['as_of'])}.",
    )
    long = (
        f"{text} What is counted can have changed in between; the one figure cannot stand for the "
        "other's time."
    )
    ids = dict.fromkeys((first["figure_id"], last["figure_id"]))
    shown = {row["figure_id"] for row in view.rows}
    touched = tuple(figure for figure in ids if figure in shown) or tuple(shown)
    return [Note(None, text, long, touched, RULE, _WEIGHT + days / _YEAR)]


def _apart(days: int) -> str:
    months = round(days / _MONTH)
    if months < 36:
        return f"{months} months"
    return f"{round(days / _YEAR)} years"
