"""An axis of time: where a date stands on it, and which dates are written along it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from headcount.figures.dates import parse, words
from headcount.render.typesetting import measure

FIRST = 1.0
"""The first moment that a date can mean: there is no year 0."""

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)  # months
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
        >>> Stretch.of("2022").middle
        2022.5
        """
        span = parse(text)
        return cls(
            _moment(span.earliest) if span.start else -math.inf,
            _moment(span.latest, 1) if span.end else math.inf,
            span.sure and span.start == span.end,
        )

    @property
    def middle(self) -> float:
        """Halfway between its ends."""
        return (self.start + self.end) / 2


def _moment(day: date, later: int = 0) -> float:
    """Return a day as a number of years, at its beginning or so many days later."""
    first = date(day.year, 1, 1).toordinal()
    length = date(day.year, 12, 31).toordinal() - first + 1
    return day.year + (day.toordinal() - first + later) / length


def ends(stretches: Iterable[Stretch]) -> tuple[float, float]:
    """Return the first and the last moment of an axis that holds all of these.

    Examples
    --------
    >>> ends([Stretch.of("2008"), Stretch.of("2020/..")])
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
    return max(first - short, FIRST), last + short


def ticks(first: float, last: float, room: float, size: float) -> list[tuple[float, str]]:
    """Return the moments to write along an axis, and their words, clear of each other.

    Examples
    --------
    >>> [text for _, text in ticks(1975, 2026, 500, 13)]
    ['1975', '1980', '1985', '1990', '1995', '2000', '2005', '2010', '2015', '2020', '2025']
    >>> [text for _, text in ticks(2024.8, 2025.6, 400, 13)]
    ['January 2025', 'April 2025', 'July 2025']
    >>> [text for _, text in ticks(476, 2026, 300, 13)]
    ['500', '1000', '1500', '2000']
    """
    for step in _STEPS:
        months = range(math.ceil(first * 12 / step - 1e-6) * step, int(last * 12 + 1e-6) + 1, step)
        found = [(month / 12, _words(month, step)) for month in months]
        pitch = step / 12 / (last - first) * room
        if not found or pitch >= max(measure(text, size) for _, text in found) + size * 0.8:
            return found
    return []


def _words(month: int, step: int) -> str:
    year, number = divmod(month, 12)
    return str(year) if step % 12 == 0 else words(f"{year:04}-{number + 1:02}")
