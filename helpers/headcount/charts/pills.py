"""Figures as small rounded marks: a dot for a number, a longer one for what has two ends.

What stands at a pill and belongs to the same figure (a line, an arrow's head) is drawn here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from headcount.render.style import fill

QUIET = {"hoverinfo": "skip", "showlegend": False, "cliponaxis": False}
"""What a trace has that says nothing by itself: the pill of its figure does."""

End = tuple[str, float, float]
"""An end of a line: whose it is, as a `figure_id`, and where it stands."""


@dataclass(frozen=True, slots=True)
class Pill:
    """One rounded mark.

    Parameters
    ----------
    figure_id, hover
        Which figure it says, and its text on hover; empty where another mark has it.
    left, right, middle, height
        Where it stands, in the units of the two axes.
    radius
        Pixels that its corners are rounded by.
    kind, color, faint
        How it is filled; see `headcount.render.style.fill`.
    """

    figure_id: str
    hover: str
    left: float
    right: float
    middle: float
    height: float
    radius: float
    kind: str
    color: str
    faint: bool = False


def traces(pills: Iterable[Pill]) -> Iterator[dict[str, Any]]:
    """Yield a bar trace for each way that pills are filled; faint ones come first, behind."""
    groups: dict[tuple[bool, str, str, float, bool], list[Pill]] = {}
    for pill in sorted(pills, key=lambda one: not one.faint):
        ways = (pill.faint, pill.kind, pill.color, pill.radius, bool(pill.hover))
        groups.setdefault(ways, []).append(pill)
    for (faint, kind, color, radius, told), those in groups.items():
        yield {
            "type": "bar",
            "orientation": "h",
            "base": [pill.left for pill in those],
            "x": [pill.right - pill.left for pill in those],
            "y": [pill.middle for pill in those],
            "width": [pill.height for pill in those],
            "marker": fill(kind, color, faint=faint) | {"cornerradius": radius},
            "customdata": [pill.figure_id for pill in those],
            "showlegend": False,
            **(
                {
                    "hovertext": [pill.hover for pill in those],
                    "hovertemplate": "%{hovertext}<extra></extra>",
                }
                if told
                else {"hoverinfo": "skip"}
            ),
        }


def lines(color: str, ends: Sequence[End], **line: Any) -> dict[str, Any]:
    """Return a trace that draws a line from each end to the next, two by two."""
    parted = [end for at in range(0, len(ends), 2) for end in (*ends[at : at + 2], None)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [end and end[1] for end in parted],
        "y": [end and end[2] for end in parted],
        "line": {"color": color, "width": 2} | line,
        "customdata": [ends[at // 3 * 2][0] for at in range(len(parted))],
        **QUIET,
    }


def heads(color: str, ends: Sequence[End], symbol: str, size: float) -> dict[str, Any]:
    """Return a trace that draws the head of an arrow at each end."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for _, x, _ in ends],
        "y": [y for _, _, y in ends],
        "marker": {"symbol": symbol, "size": size, "color": color},
        "customdata": [figure for figure, _, _ in ends],
        **QUIET,
    }
