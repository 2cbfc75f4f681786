"""An axis of round numbers, whose words are measured like all others."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence

from headcount.figures.quantity import compact
from headcount.render.scene import Stroke, TextBlock, runs
from headcount.render.style import BASELINE, GUIDE, MUTED
from headcount.render.typesetting import measure

_STEPS = (1, 2, 2.5, 5)
_NARROWEST = 0.1  # of the plot, left for a bar beside a very long text


def ticks(
    most: float,
    room: float,
    needs: Callable[[Sequence[float]], float],
    least: float = 0.0,
) -> list[float]:
    """Return round numbers along an axis, zero among them, as many as stand clear of each other.

    Parameters
    ----------
    most
        The end of the axis; no tick lies beyond it.
    room
        Pixels from `least` to `most`.
    needs
        Returns how many pixels one of these ticks needs for itself.
    least
        Where the axis begins: zero, or a number below it.

    Examples
    --------
    >>> ticks(1_400_000, 500, lambda numbers: 80)
    [0.0, 250000.0, 500000.0, 750000.0, 1000000.0, 1250000.0]
    >>> ticks(1_400_000, 100, lambda numbers: 60)
    [0.0, 1000000.0]
    >>> ticks(3.2, 500, lambda numbers: 80, least=-5.1)
    [-4.0, -2.0, 0.0, 2.0]
    """
    power = 10.0 ** (math.floor(math.log10(most - least)) - 2)
    while True:
        for step in _STEPS:
            pitch = step * power
            first, last = math.ceil(least / pitch - 1e-9), math.floor(most / pitch + 1e-9)
            found = [n * pitch for n in range(first, last + 1)]
            if len(found) < 2 or pitch / (most - least) * room >= needs(found):
                return found
        power *= 10


def width_of(size: float, *, gap: float = 20) -> Callable[[Sequence[float]], float]:
    """Return a function that says how wide the widest of some numbers is set, with a gap."""
    return lambda numbers: max(measure(compact(number), size) for number in numbers) + gap


def furthest(bars: Iterable[tuple[float, float]], plot: float) -> float:
    """Return the end of an axis from zero at which each bar and what stands behind it both fit.

    Parameters
    ----------
    bars
        The number at which each ends, and the pixels that it needs behind it.
    plot
        Pixels that the axis has.

    Examples
    --------
    >>> furthest([(100, 50), (90, 0)], 150), furthest([], 150)
    (150.0, 0.0)
    """
    ends = (most * plot / max(plot - text, plot * _NARROWEST) for most, text in bars)
    return max(0.0, max(ends, default=0.0))


def across(
    numbers: Sequence[float], size: float, most: float, room: float, left: float, least: float = 0.0
) -> Iterator[TextBlock]:
    """Set numbers along the top of the marks.

    `most`, `least` and `room` are those of `ticks`, `left` is where the axis begins. At its two
    ends a number stands inside it, and is left out where it would touch the one beside it.
    """
    share = room / (most - least)
    pitch = (numbers[1] - numbers[0]) * share if len(numbers) > 1 else math.inf
    for number in numbers:
        words = compact(number)
        wide, x = measure(words, size), (number - least) * share
        is_first, is_last = x < wide / 2, room - x < wide / 2
        if (is_first or is_last) and pitch < wide * 1.5 + size:
            continue
        hold = "left" if is_first else "right" if is_last else "center"
        yield TextBlock(runs([words]), left + x, 0, size, MUTED, hold)


def rule(number: float) -> Stroke:
    """Return the thin line under a number of the axis; the one at zero is the base of all."""
    return Stroke(GUIDE if number else BASELINE)
