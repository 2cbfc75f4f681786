"""The axis of a timeline: whole months from the first to the last, and the ticks that fit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from headcount.charts.timeline.events import Event
from headcount.figures.dates import month

_MONTHS = 12
_YEARS = (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
_STEPS = (*(_MONTHS * years for years in _YEARS), 6, 3, 1)
"""Months from tick to tick, the roundest first."""


class Tick(NamedTuple):
    """Where a tick stands, its words, and whether a year begins there."""

    at: float
    word: str
    is_year: bool


@dataclass(frozen=True)
class Calendar:
    """Time from the top of a picture down.

    Parameters
    ----------
    knots
        Days, counted from the first of all, and where each begins in pixels; between two of them
        all days are alike.
    """

    knots: tuple[tuple[float, float], ...]

    @classmethod
    def of(
        cls,
        events: Sequence[Event],
        top: float,
        bottom: float,
        demands: Mapping[int, float] | None = None,
    ) -> Calendar:
        """Return the calendar of the whole months that hold some events.

        Parameters
        ----------
        events
            All that stands on the axis.
        top, bottom
            Its ends, in pixels.
        demands
            How much longer than others some days are drawn, in pixels: where labels crowd.
        """
        days = [day for one in events for day in (one.first, one.last) if day]
        first, last = _day(_months(min(days))), _day(_months(max(days)) + 1)
        longer = dict(sorted((demands or {}).items()))
        rate = (bottom - top - sum(longer.values())) / (last - first)
        knots, added = [(float(first), top)], 0.0
        for day, more in longer.items():
            y = top + rate * (day - first) + added
            knots += [(float(day), y), (day + 1.0, y + rate + more)]
            added += more
        return cls((*knots, (float(last), bottom)))

    def at(self, day: float) -> float:
        """Return where a moment stands; half past a day is its middle."""
        at = min(max(bisect_right(self.knots, (day, float("inf"))), 1), len(self.knots) - 1)
        (before, high), (after, low) = self.knots[at - 1], self.knots[at]
        return high + (low - high) * (day - before) / ((after - before) or 1.0)

    def reach(self, event: Event) -> tuple[float, float]:
        """Return from where to where an event reaches; an open end reaches to that of the axis."""
        (first, _), (last, _) = self.knots[0], self.knots[-1]
        begin = event.first.toordinal() if event.first else first
        end = event.last.toordinal() + 1 if event.last else last
        return self.at(begin), self.at(end)

    def ticks(self, apart: float) -> list[Tick]:
        """Return the ticks that stand at least `apart` pixels from each other, the roundest first.

        Rounder ones are never left out for others; a step of months is taken whole or not at all
        where all days are alike.
        """
        first, last = (_months(date.fromordinal(int(self.knots[at][0]))) for at in (0, -1))
        even = len(self.knots) == 2
        taken: dict[int, float] = {}
        for step in _STEPS:
            found = {at: self.at(_day(at)) for at in range(-(-first // step) * step, last, step)}
            new = {at: y for at, y in found.items() if at not in taken}
            clear = {at: y for at, y in new.items() if _is_clear(y, taken, apart)}
            if even and (len(clear) < len(new) or not _are_apart(found, apart)):
                break
            for at, y in clear.items():
                if _is_clear(y, taken, apart):
                    taken[at] = y
        return [_tick(at, y) for at, y in sorted(taken.items())]

    @property
    def opening(self) -> str:
        """The year that the axis begins in, where no tick says it at its head."""
        day = date.fromordinal(int(self.knots[0][0]))
        return "" if day.month == 1 else str(day.year)


def _is_clear(y: float, taken: Mapping[int, float], apart: float) -> bool:
    return all(abs(y - other) >= apart for other in taken.values())


def _are_apart(found: Mapping[int, float], apart: float) -> bool:
    ys = sorted(found.values())
    return all(low - high >= apart for high, low in pairwise(ys))


def _tick(months: int, y: float) -> Tick:
    year, before = divmod(months, _MONTHS)
    return Tick(y, month(before + 1) if before else str(year), not before)


def _months(day: date) -> int:
    """Count the months from the year 0 to that of a day."""
    return day.year * _MONTHS + day.month - 1


def _day(months: int) -> int:
    """Return the first day of a month."""
    year, before = divmod(months, _MONTHS)
    return date(year, before + 1, 1).toordinal()
