"""The rules of time: spans of different length, and times that are too far apart."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from headcount.caveats.kinship import (
    WORLDS_APART,
    days_apart,
    is_one_series,
    is_share,
    years_apart,
)
from headcount.caveats.note import Note
from headcount.caveats.view import View
from headcount.core.wording import capital, count_of, fitting
from headcount.figures.dates import Span, words
from headcount.figures.table import Row

_MONTHS_UNTIL = 36  # then years
_DAYS_UNTIL = 60  # then about so many months
_MONTH = 30.44  # days


def different_periods(view: View) -> list[Note]:
    """Tell of numbers that are added up over spans of different length: June beside a year.

    An offer or a plan covers no time, and June's share of its own year is a share. How long a span
    is whose start or end is not known, nobody can say.
    """
    spans = [(row, span) for row in view.numbered if (span := view.facts.covers(row))]
    lengths: dict[tuple[str, int], Row] = {}
    for row, span in spans:
        lengths.setdefault(_length(span), row)
    if len(lengths) < 2 or (view.is_pair and is_share(view.facts, *view.rows)):
        return []
    by_length = sorted(lengths.values(), key=lambda row: _days(view.when(row)))
    one, other = by_length[0], by_length[-1]
    first, last = _say(view.when(one), view.when(other))
    brief = f"The figures cover periods of different lengths: {first} and {last}."
    whole = f"{capital(view.call(one))} covers {first}; {view.call(other)} covers {last}."
    text = fitting(whole, brief) if view.is_pair else brief
    long = (
        f"{text} {capital(view.name(one))}: {words(view.when(one).text)}. "
        f"{capital(view.name(other))}: {words(view.when(other).text)}. "
        "A total over a longer time is larger for that reason alone."
    )
    return [Note.on([row for row, _ in spans], text, long, "different-periods")]


def different_dates(view: View) -> list[Note]:
    """Tell how far apart the earliest and the latest figure are.

    Within one series of one publisher time is what is compared. What was offered or planned has no
    time yet.
    """
    rows = [row for row in view.numbered if not view.facts.is_ahead(row)]
    rows += [view.base[row["figure_id"]] for row in rows if view.base]
    if not rows:
        return []
    first = min(rows, key=lambda row: view.when(row).latest)
    last = max(rows, key=lambda row: view.when(row).earliest)
    if all(is_one_series(view.facts, first, row) for row in rows):
        return []
    days = _apart(view, first, last)
    if days <= max(view.facts.steady_days(row) for row in rows):
        return []
    apart, years = _between(view.when(first), view.when(last)), days / 365.25
    whens = [view.facts.time(row) for row in (first, last)]
    text = fitting(
        f"The figures are {apart} apart: {view.call(first)}, {whens[0]}; "
        f"{view.call(last)}, {whens[1]}.",
        f"The figures are {apart} apart: {' and '.join(whens)}.",
    )
    long = f"{text} The number may have changed in between."
    shown = {row["figure_id"]: row for row in view.rows}
    touched = {row["figure_id"]: row for row in (first, last) if row["figure_id"] in shown}
    return [Note.on((touched or shown).values(), text, long, "different-dates", more=years)]


def are_worlds_apart(view: View) -> bool:
    """Whether two figures are of times so far apart that they belong to different worlds."""
    if len(view.numbered) != 2 or is_one_series(view.facts, *view.numbered):
        return False
    return years_apart(*(view.when(row) for row in view.numbered)) > WORLDS_APART


def _apart(view: View, first: Row, last: Row) -> int:
    """Return the days between two figures; of two flows of one length, between their ends."""
    one, other = view.facts.covers(first), view.facts.covers(last)
    if one and other and _length(one) == _length(other):
        return (other.latest - one.latest).days
    return days_apart(view.when(first), view.when(last))


def _length(span: Span) -> tuple[str, int]:
    """Return how long a span is: months are equally long, and so are years."""
    start, end = span.earliest, span.latest
    whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if whole:
        return "month", _months(start, end) + 1
    return "day", _days(span)


def _days(span: Span) -> int:
    return (span.latest - span.earliest).days + 1


def _say(*spans: Span) -> list[str]:
    """Say how long spans are: in months where they are some, in days where that says one twice."""
    said = []
    for word, many in map(_length, spans):
        if word == "day" and many >= _DAYS_UNTIL:
            said.append(f"about {count_of(round(many / _MONTH), 'month')}")
        elif word == "month" and many % 12 == 0:
            said.append(count_of(many // 12, "year"))
        else:
            said.append(count_of(many, word))
    if len(set(said)) < len(said):
        return [count_of(_days(span), "day") for span in spans]
    return said


def _between(one: Span, other: Span) -> str:
    """Say how far apart two times are: years are subtracted, as a reader does it."""
    start, end = one.latest, other.earliest
    exact = all(span.start and span.start.month for span in (one, other))
    if exact and (months := _months(start, end)) < _MONTHS_UNTIL:
        return count_of(months, "month") if months else count_of((end - start).days, "day")
    return count_of(years_apart(one, other), "year")


def _months(start: date, end: date) -> int:
    return 12 * (end.year - start.year) + end.month - start.month
