"""The rule `different-units`: heads stand beside posts, entries, contracts or launchers."""

from __future__ import annotations

from headcount.caveats.note import Note
from headcount.caveats.view import Row, View
from headcount.core.wording import fitting, listed
from headcount.figures.phrase import unit

RULE = "different-units"
_WEIGHT = 1000.0


def different_units(view: View) -> list[Note]:
    """Tell which units stand side by side."""
    first: dict[str, Row] = {}
    for row in view.numbered:
        first.setdefault(row["unit"], row)
    if len(first) < 2:
        return []
    units = [unit(view.package, row) for row in first.values()]
    amounts = [f"{view.call(row)} {what}" for row, what in zip(first.values(), units, strict=True)]
    text = fitting(
        f"Different units: {listed(amounts if view.is_pair else units)}.",
        f"Different units: {listed(units)}.",
        f"Different units: {len(units)} of them.",
    )
    each = " ".join(
        f"{what}: {view.facts.said_of(row, 'unit').get('description', '')}"
        for row, what in zip(first.values(), units, strict=True)
    )
    ids = tuple(row["figure_id"] for row in view.numbered)
    return [Note(None, text, f"{text} {each}", ids, RULE, _WEIGHT)]
