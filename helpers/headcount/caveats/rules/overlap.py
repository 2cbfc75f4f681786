"""The rule `overlap`: figures that contain one another must not be added up."""

from __future__ import annotations

from headcount.caveats.note import Note
from headcount.caveats.view import Row, View, days_apart
from headcount.core.wording import fitting
from headcount.figures.cached import cached
from headcount.figures.package import Package
from headcount.figures.provenance import origins
from headcount.figures.table import records


def overlap(view: View) -> list[Note]:
    """Tell which figures in view are part of others in view.

    A part is known by its `part_of`, or by a measure whose list says that it `contains` the other,
    where both go back to one origin and are of one time.
    """
    inside = [*_parts(view), *_contained(view)]
    if not inside:
        return []
    part, whole = inside[0]
    parts = len({row["figure_id"] for row, _ in inside})
    more = parts - 1
    text = fitting(
        f"Do not add: {view.call(part)} is inside {view.call(whole)}"
        + (f", and {more} more like it." if more else "."),
        f"Do not add: {parts} figures are inside others."
        if more
        else "Do not add: one figure is inside another.",
    )
    each = "; ".join(
        f"{view.name(a)} ({a['figure_id']}) in {b['figure_id']}" for a, b in inside[:9]
    )
    rows = {row["figure_id"]: row for pair in inside for row in pair}
    return [Note.on(rows.values(), text, f"{text} {each}.", "overlap")]


def _parts(view: View) -> list[tuple[Row, Row]]:
    """Return each figure beside those in view that it is part of, by what the data says."""
    shown = {row["figure_id"]: row for row in view.numbered}
    wholes = _wholes(view.package)
    inside = []
    for row in view.numbered:
        whole = row.get("part_of") or ""
        while whole:
            if whole in shown:
                inside.append((row, shown[whole]))
            whole = wholes.get(whole, "")
    return inside


@cached
def _wholes(package: Package) -> dict[str, str]:
    """Return the whole that each part belongs to."""
    return {row["figure_id"]: row["part_of"] for row in records(package) if row["part_of"]}


def _contained(view: View) -> list[tuple[Row, Row]]:
    """Return pairs of which the second one's measure contains the first one's."""
    return [
        (part, whole)
        for rows in view.by_whose().values()
        for whole in rows
        for column in view.facts.measures[whole["table"]]
        for contained in view.facts.said_of(whole, column).get("contains", [])
        for part in rows
        if part[column] == contained and _is_one_count(view, part, whole)
    ]


def _is_one_count(view: View, part: Row, whole: Row) -> bool:
    apart = days_apart(view.when(part), view.when(whole))
    near = apart <= view.facts.steady_days(whole)
    return near and len(origins(view.package, [part, whole])) == 1
