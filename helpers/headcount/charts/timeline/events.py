"""When a figure is true, when it was said, and what became of it later, as days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from headcount.charts.published import stated
from headcount.core.wording import capital
from headcount.figures.dates import parse
from headcount.figures.dates import words as date_words
from headcount.figures.package import Package
from headcount.figures.package.vocabulary import AMOUNTS
from headcount.figures.phrase import amount as amount_of

LATE = 7
"""A report so many days after the day that a figure is true of is mentioned beside it."""

CORRECTED = "corrected"

_DRAWN = {*AMOUNTS, "qualifier", "as_of", "status"}


@dataclass(frozen=True)
class Event:
    """Something that stands in time.

    Parameters
    ----------
    figure_id
        The figure that it is, or that it changed.
    sign
        The status of the figure; `CORRECTED` for a correction.
    first, last
        The days it spans: the same one twice where it is one day; `None` for an open end.
    title, rest
        What is written at it.
    """

    figure_id: str
    sign: str
    first: date | None
    last: date | None
    title: str
    rest: str

    @property
    def day(self) -> int:
        """The day that it is read at: where it begins, so that a denial follows its claim."""
        return next(day for day in (self.first, self.last) if day).toordinal()

    @property
    def spans(self) -> bool:
        """Whether it is more than one day."""
        return self.first != self.last


def event(row: Mapping[str, Any]) -> Event:
    """Return a figure as an event at the time that it is true of.

    Parameters
    ----------
    row
        A figure with its `amount`, `own`, `said` (the status in words) and `who` (whose word).
    """
    when = parse(row["as_of"])
    said = [] if row["status"] == "denied" else [row["said"]]
    rest = ", ".join([*said, row["who"]])
    if is_late(row):
        rest += f"; reported {date_words(row['reported'])}"
    first = when.earliest if when.start else None
    last = when.latest if when.end else None
    return Event(row["figure_id"], row["status"], first, last, stated(row), capital(rest))


def is_late(row: Mapping[str, Any]) -> bool:
    """Whether a figure was surely reported a week or more after the time that it is true of."""
    if not row["reported"]:
        return False
    when, reported = parse(row["as_of"]), parse(row["reported"])
    return when.end is not None and (reported.earliest - when.latest).days >= LATE


def corrections(package: Package, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[Event]:
    """Give the corrections of figures as events, one for each figure and day.

    Only what is drawn counts: the amount and how it is worded, the time it is true of, the status.
    """
    made: dict[str, dict[str, list[Mapping[str, Any]]]] = {}
    for one in package.tables.get("corrections", []):
        if one["field"] in _DRAWN:
            days = made.setdefault(str(one["figure_id"]), {})
            days.setdefault(str(one["date"]), []).append(one)
    for figure, row in rows.items():
        now, days = row, made.get(figure, {})
        for day in sorted(days, reverse=True):
            before = {**now, **{one["field"]: _cell(one) for one in reversed(days[day])}}
            if changed := _changed(package, now, before):
                when = parse(day)
                reasons = dict.fromkeys(str(one["reason"] or "").rstrip(".") for one in days[day])
                yield Event(
                    figure,
                    CORRECTED,
                    when.earliest,
                    when.latest,
                    f"Corrected {date_words(day)}: {changed}",
                    "; ".join(filter(None, [f"{row['who']}, {row['own']}", *reasons])),
                )
            now = before


def _cell(correction: Mapping[str, Any]) -> Any:
    """Return what stood in a cell before it was corrected."""
    old = correction["old"] or None
    return float(old) if old and correction["field"] in AMOUNTS else old


def _changed(package: Package, row: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """Say what a figure is and what it was, where the two differ: ``about 900, not 800``."""

    def text(one: Mapping[str, Any]) -> tuple[str, ...]:
        return (
            _amount(package, one),
            date_words(one["as_of"]),
            package.label((row["table"], "status"), one["status"]),
        )

    parts = zip(("", "as of ", ""), text(row), text(before), strict=True)
    return "; ".join(f"{lead}{new}, not {old}" for lead, new, old in parts if new != old)


def _amount(package: Package, row: Mapping[str, Any]) -> str:
    try:
        amount = amount_of(package, row)
    except ValueError:  # not every cell that changed has its row among the corrections
        return "what was printed before"
    return amount.words() if amount.is_number else "no number"
