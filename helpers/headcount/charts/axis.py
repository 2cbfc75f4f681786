"""An axis of round numbers, set as annotations so that its words are measured like all others."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from headcount.figures.quantity import compact
from headcount.render.style import BASELINE, GUIDE, MUTED
from headcount.render.typesetting import measure, plain

_STEPS = (1, 2, 2.5, 5)


def area(
    height: float,
    left: float,
    right: float,
    *,
    x: Sequence[float],
    y: Sequence[float] | None = None,
) -> dict[str, Any]:
    """Return the layout of marks alone: its size, its margins, and two axes that draw nothing.

    Parameters
    ----------
    height, left, right
        Pixels: of the marks, and of the room at their sides.
    x, y
        What the axes span. By itself `y` counts pixels from the top.

    Examples
    --------
    >>> area(200, 10, 5, x=[0, 100])["yaxis"]["range"]
    [200, 0]
    """
    hidden = {"visible": False, "fixedrange": True}
    return {
        "height": height,
        "margin": {"l": left, "r": right},
        "barmode": "overlay",
        "xaxis": {"range": x, **hidden},
        "yaxis": {"range": [height, 0] if y is None else y, **hidden},
    }


def ticks(most: float, room: float, needs: Callable[[Sequence[float]], float]) -> list[float]:
    """Return round numbers from zero on, as many as stand clear of each other.

    Parameters
    ----------
    most
        The end of the axis; no tick lies beyond it.
    room
        Pixels from zero to `most`.
    needs
        Tells how many pixels one of these ticks needs for itself.

    Examples
    --------
    >>> ticks(1_400_000, 500, lambda numbers: 80)
    [0.0, 250000.0, 500000.0, 750000.0, 1000000.0, 1250000.0]
    >>> ticks(1_400_000, 100, lambda numbers: 60)
    [0.0, 1000000.0]
    """
    power = 10.0 ** (math.floor(math.log10(most)) - 2)
    while True:
        for step in _STEPS:
            pitch = step * power
            found = [n * pitch for n in range(math.floor(most / pitch + 1e-9) + 1)]
            if len(found) < 2 or pitch / most * room >= needs(found):
                return found
        power *= 10


def width_of(size: float, *, gap: float = 20) -> Callable[[Sequence[float]], float]:
    """Return a function that tells how wide the widest of some numbers is set, with a gap."""
    return lambda numbers: max(measure(compact(number), size) for number in numbers) + gap


def across(
    numbers: Sequence[float], size: float, most: float, room: float
) -> Iterator[dict[str, Any]]:
    """Set numbers along the top of the marks, as annotations, where y counts pixels from there.

    `most` and `room` are those of `ticks`. At the two ends of the axis a number stands inside it;
    the last one is left out where it would touch the one before.
    """
    pitch = numbers[1] / most * room if len(numbers) > 1 else math.inf
    for number in numbers:
        text = compact(number)
        wide = measure(text, size)
        is_last = room - number / most * room < wide / 2
        if is_last and pitch < wide * 1.5 + size:
            continue
        yield {
            "text": plain(text),
            "x": number,
            "xanchor": "left" if number == 0 else "right" if is_last else "center",
            "y": 0,
            "yanchor": "top",
            **label(size, MUTED),
        }


def down(number: float, top: float, bottom: float) -> dict[str, Any]:
    """Return the thin line under a number of the axis; the one at zero is the base of all."""
    return {
        "type": "line",
        "layer": "below",
        "xref": "x",
        "x0": number,
        "x1": number,
        "yref": "y",
        "y0": top,
        "y1": bottom,
        "line": {"color": GUIDE if number else BASELINE, "width": 1},
    }


def label(size: float, color: str, figure: str = "", says: str = "") -> dict[str, Any]:
    """Return what every annotation on the marks has in common.

    `figure` is whose label it is; `says` what it says when it is pointed at, where that is not
    what the figure's mark says.
    """
    own = {"name": figure} if figure else {}
    own |= {"hovertext": says} if says else {}
    return own | {"showarrow": False, "borderpad": 0, "font": {"size": size, "color": color}}
