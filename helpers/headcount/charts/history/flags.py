"""What begins at a break of a history: words above the plot, and a line down to the figure."""

from __future__ import annotations

from dataclasses import dataclass

from headcount.charts.history.plan import Place, Plan
from headcount.charts.history.selection import Selection
from headcount.render.style import Scale
from headcount.render.typesetting import LINE, wrap

_FLAG = 17  # what begins at a break, in sizes of its type


@dataclass(frozen=True)
class Flag:
    """What begins at a break: words above the plot, and a line from them down to the figure.

    `x` is where the line stands and where the words begin, or end for a `side` of -1; `top` counts
    from the first flag.
    """

    lines: list[str]
    x: float
    top: float
    side: int
    place: Place


def flags(selection: Selection, plan: Plan, scale: Scale) -> tuple[list[Flag], float]:
    """Set what begins at each break above the plot; return how high that is as well."""
    places = {place.figure_id: place for place in plan.places}
    whole = plan.width + plan.column
    standing = [(plan.x(places[one.figure_id].middle), one) for one in selection.breaks]
    standing.sort(key=lambda one: one[0])
    # the words stand where no line from above comes down: left ones first, then from the right
    first = [one for one in standing if one[0] <= whole / 2]
    last = [one for one in reversed(standing) if one[0] > whole / 2]
    free = first[-1][0] if first else 0.0
    found, top = [], 0.0
    for x, one in (*first, *last):
        side = -1 if x > whole / 2 else 1
        clear, most = (x - free, x) if side < 0 else (whole - x, whole - x)
        room = min(max(clear, scale.note * _FLAG / 2), most, scale.note * _FLAG) - 8
        lines = wrap(one.text, room, scale.note)
        found.append(Flag(lines, x, top, side, places[one.figure_id]))
        top += len(lines) * scale.note * LINE + 6
    return found, top
