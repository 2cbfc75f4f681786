"""Figures as small rounded marks: a dot for a number, a longer one for what has two ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from helpers.style import fill


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
        How it is filled; see `helpers.style.fill`.
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
