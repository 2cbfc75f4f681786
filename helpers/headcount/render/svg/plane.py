"""From the numbers of a drawing to pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class SvgError(ValueError):
    """A drawing asks for what the engraver does not know; the message names it."""


@dataclass(frozen=True, slots=True)
class Plane:
    """The area of the marks, and the two axes over it.

    Parameters
    ----------
    left, top, width, height
        Where the area stands in the picture, in pixels.
    x_range, y_range
        What the axes span: from left to right, and from the bottom to the top.
    """

    left: float
    top: float
    width: float
    height: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]

    @classmethod
    def of(cls, layout: Mapping[str, Any]) -> Plane:
        """Read the plane of a layout that has its size, its margins and the ranges of its axes."""
        margin = layout["margin"]
        return cls(
            margin["l"],
            margin["t"],
            layout["width"] - margin["l"] - margin["r"],
            layout["height"] - margin["t"] - margin["b"],
            tuple(layout["xaxis"]["range"]),
            tuple(layout["yaxis"]["range"]),
        )

    def x(self, value: float, ref: str = "x") -> float:
        """Return how far from the left edge of the picture a number of an axis stands.

        `ref` is ``"x"`` for the axis, or ``"paper"`` for shares of the area.
        """
        share = value if _is_paper(ref, "x") else _share(value, self.x_range)
        return self.left + share * self.width

    def y(self, value: float, ref: str = "y") -> float:
        """Return how far down a number stands; `ref` as in `x`."""
        share = value if _is_paper(ref, "y") else _share(value, self.y_range)
        return self.top + (1 - share) * self.height


def _share(value: float, span: tuple[float, float]) -> float:
    return (value - span[0]) / (span[1] - span[0])


def _is_paper(ref: str, axis: str) -> bool:
    if ref not in {"paper", axis}:
        raise SvgError(f"nothing can stand by {ref!r}: give {axis!r} or 'paper'")
    return ref == "paper"
