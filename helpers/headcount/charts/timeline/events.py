"""When a figure is true, when it was said, and what became of it later, as days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from headcount.charts.apart import stated
from headcount.core.wording import capital
from headcount.figures.dates import parse
from headcount.figures.dates import words as date_words
from headcount.figures.package import Package
from headcount.figures.package.vocabulary import AMOUNTS
from headcount.figures.quantity import spoken

LATE = 7
"""A report so many days after the day that a figure is true of is mentioned beside it."""

CORRECTED = "corrected"


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
    rest = ", ".join([*said, row["who"], date_words(row["as_of"])])
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
    """Give the corrections of figures as events at the day they were made."""
    for one in package.tables.get("corrections", []):
        figure = str(one["figure_id"])
        if figure in rows:
            when = parse(str(one["date"]))
            old, new = (_cell(one, name) for name in ("old", "new"))
            title = f"Corrected {one['field']}: {new}, was {old}"
            rest = f"{rows[figure]['who']}, {rows[figure]['own']}, {date_words(str(one['date']))}"
            reason = str(one["reason"] or "").rstrip(".")
            yield Event(
                figure,
                CORRECTED,
                when.earliest,
                when.latest,
                title,
                f"{rest}; {reason}" if reason else rest,
            )


def _cell(correction: Mapping[str, Any], name: str) -> str:
    text = str(correction[name] or "nothing")
    is_amount = correction["field"] in AMOUNTS and text.replace(".", "", 1).isdigit()
    return spoken(float(text)) if is_amount else text
