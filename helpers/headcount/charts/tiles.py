"""Figures as small squares: hollow, hatched or solid; crossed out where they are denials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from headcount.charts.key import key as fills
from headcount.figures.status import kind
from headcount.render.style import fill

SIDE = 13.0
"""How wide and how high a square is, in pixels."""

_DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Tile:
    """One square.

    Parameters
    ----------
    figure_id, status, hover
        Which figure it is, how that is known, and its text on hover.
    x, y
        Its middle, on axes that count pixels, y from the top.
    color
        One of those that have a tint.
    """

    figure_id: str
    status: str
    hover: str
    x: float
    y: float
    color: str

    @property
    def look(self) -> tuple[str, str]:
        """How it is filled, and in which color."""
        return (_DENIED if self.status == _DENIED else kind(self.status)), self.color


def traces(tiles: Iterable[Tile]) -> Iterator[dict[str, Any]]:
    """Yield a trace for each way that squares are filled."""
    groups: dict[tuple[str, str], list[Tile]] = {}
    for tile in tiles:
        groups.setdefault(tile.look, []).append(tile)
    for (look, color), those in groups.items():
        common = {
            "x": [tile.x for tile in those],
            "customdata": [tile.figure_id for tile in those],
            "hovertext": [tile.hover for tile in those],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "showlegend": False,
        }
        if look == _DENIED:
            yield common | point([tile.y for tile in those], crossed(color))
        else:
            yield common | {
                "type": "bar",
                "base": [tile.y - SIDE / 2 for tile in those],
                "y": [SIDE for _ in those],
                "width": SIDE,
                "marker": fill(look, color),
            }


def key(statuses: Iterable[str], color: str) -> Iterator[dict[str, Any]]:
    """Yield an entry of the key for each kind of status in view, one for denials among them.

    Examples
    --------
    >>> [one["name"] for one in key(["claimed", "denied"], "#6f8299")]
    ['Claimed, offered or planned', 'Denied']
    """
    present = set(statuses)
    yield from fills(({"status": status} for status in present - {_DENIED}), color=color)
    if _DENIED in present:
        yield entry("Denied", point([None], crossed(color)))


def entry(name: str, trace: dict[str, Any]) -> dict[str, Any]:
    """Return a trace as an entry of the key, without a mark."""
    return trace | {"x": [None], "y": [None], "name": name, "showlegend": True}


def point(y: list[Any], marker: dict[str, Any]) -> dict[str, Any]:
    """Return what traces of points have in common."""
    return {"type": "scatter", "mode": "markers", "y": y, "marker": marker, "cliponaxis": False}


def crossed(color: str) -> dict[str, Any]:
    """Return the marker of a denial: a hollow square, crossed out."""
    line = {"color": color, "width": 1.5}
    return {"symbol": "square-x-open", "size": SIDE, "color": color, "line": line}
