"""Axes of round numbers and of dates, whose words are measured like all others."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from headcount.figures.dates import parse, words
from headcount.figures.quantity import compact
from headcount.render.scene import Stroke, TextBlock, runs
from headcount.render.style import BASELINE, GUIDE, MUTED
from headcount.render.typesetting import measure

_STEPS = (1, 2, 2.5, 5)
_GAP = 20  # pixels between two numbers
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


def width_of(size: float) -> Callable[[Sequence[float]], float]:
    """Return a function that says how wide the widest of some numbers is set, with a gap."""
    return lambda numbers: max(measure(compact(number), size) for number in numbers) + _GAP


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


FIRST_MOMENT = 1.0
"""The first moment that a date can mean: there is no year 0."""

_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)  # months
_SHORTEST = 1 / 3  # of a year: a shorter axis would say nothing


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a date means on an axis of years: its first and its last moment.

    `is_point` is said of one that is certain, however long it lasts: a figure for a year is drawn
    as a dot in its middle. What is uncertain, or a stretch of time, is drawn as long as it is.
    """

    start: float
    end: float
    is_point: bool

    @classmethod
    def of(cls, text: str) -> Stretch:
        """Read a date text; an end that is open is infinite.

        Examples
        --------
        >>> Stretch.of("1980/1989").is_point, Stretch.of("2017?").is_point
        (False, False)
        >>> Stretch.of("2022").end
        2023.0
        """
        span = parse(text)
        return cls(
            _moment(span.earliest) if span.start else -math.inf,
            _moment(span.latest, 1) if span.end else math.inf,
            span.sure and span.start == span.end,
        )


def _moment(day: date, later: int = 0) -> float:
    """Return a day as a number of years, at its beginning or so many days later."""
    first = date(day.year, 1, 1).toordinal()
    length = date(day.year, 12, 31).toordinal() - first + 1
    return day.year + (day.toordinal() - first + later) / length


def time_ends(stretches: Iterable[Stretch]) -> tuple[float, float]:
    """Return the first and the last moment of an axis that holds all of these.

    Examples
    --------
    >>> time_ends([Stretch.of("2008"), Stretch.of("2020/..")])
    (2008.0, 2021.0)
    """
    found = list(stretches)
    moments = [n for one in found for n in (one.start, one.end) if math.isfinite(n)]
    first, last = min(moments), max(moments)
    if any(math.isinf(one.end) for one in found):
        last += 1
    if any(math.isinf(one.start) for one in found):
        first -= 1
    short = max(0.0, _SHORTEST - (last - first)) / 2
    return max(first - short, FIRST_MOMENT), last + short


def date_ticks(first: float, last: float, room: float, size: float) -> list[tuple[float, str]]:
    """Return the moments to write along an axis, and their words, clear of each other.

    Examples
    --------
    >>> [text for _, text in date_ticks(1975, 2026, 500, 13)]
    ['1975', '1980', '1985', '1990', '1995', '2000', '2005', '2010', '2015', '2020', '2025']
    >>> [text for _, text in date_ticks(2024.8, 2025.6, 400, 13)]
    ['January 2025', 'April 2025', 'July 2025']
    >>> [text for _, text in date_ticks(476, 2026, 300, 13)]
    ['500', '1000', '1500', '2000']
    """
    for step in _MONTHS:
        months = range(math.ceil(first * 12 / step - 1e-6) * step, int(last * 12 + 1e-6) + 1, step)
        found = [(month / 12, _words(month, step)) for month in months]
        pitch = step / 12 / (last - first) * room
        if not found or pitch >= max(measure(text, size) for _, text in found) + size * 0.8:
            return found
    return []


def _words(month: int, step: int) -> str:
    year, number = divmod(month, 12)
    return str(year) if step % 12 == 0 else words(f"{year:04}-{number + 1:02}")
