"""The rules of what is unlike side by side: how it is known, measures, units, flows, times."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from headcount.caveats.kinship import (
    WORLDS_APART,
    are_unlike,
    belong_together,
    days_apart,
    is_one_series,
    is_share,
    years_apart,
)
from headcount.caveats.note import STRANGERS, Note
from headcount.caveats.view import View
from headcount.core.wording import (
    capital,
    cardinal,
    count_of,
    either,
    fitting,
    listed,
    quoted,
    small,
)
from headcount.figures.dates import Span, words
from headcount.figures.phrase import unit
from headcount.figures.status import kind
from headcount.figures.table import Row


def claim_beside_count(view: View) -> list[Note]:
    """Tell which figures are only claimed, offered or planned, when others are more.

    An estimate has a method, and its own word tells it apart from a count.
    """
    said = [row for row in view.numbered if kind(row["status"]) == "said"]
    more = [row for row in view.numbered if kind(row["status"]) != "said"]
    if not said or not more:
        return []
    how, what = (_statuses(view, rows) for rows in (said, more))
    share = capital(view.share(said))
    text = fitting(
        f"{view.those(said)} {_are(said)} {how}; {view.called(more)} {_are(more)} {what}."
        if view.is_pair
        else "",
        f"{share} {_are(said)} {how}, not counted: {view.name(said[0])}."
        if len(said) == 1
        else f"{view.those(said)} {_are(said)} {how}, not counted.",
        f"{share} {_are(said)} {how}, not counted.",
    )
    long = f"{text} A claim, an offer or a plan is not a count."
    if len(said) > 1 and not view.is_pair:
        each = "; ".join(f"{view.name(row)}: {row['status']}" for row in said[:9])
        long += f" {capital(each)}."
    return [Note.on(said, text, long, "claim-beside-count")]


def _are(rows: list[Row]) -> str:
    return "are" if len(rows) > 1 else "is"


def different_measures(view: View) -> list[Note]:
    """Tell of measures that are mixed, and of one word that means different things by source.

    Two words of a dimension are one measure. A part beside its whole, and what is declared to be
    counted by the other, are no mixing.
    """
    first: dict[str, Row] = {}
    for row in view.numbered:
        first.setdefault(view.facts.measured(row), row)
    if len(first) > 1 and not belong_together(view.facts, view.numbered):
        return [_mixed(view, list(first.values()))]
    return _moving(view)


def _mixed(view: View, rows: list[Row]) -> Note:
    """Say that several measures are mixed, and what each counts."""
    labels = [small(_label(view, row)) for row in rows]
    text = fitting(
        f"The figures measure different things: {quoted(labels)[:-1]}.”",
        f"The figures measure {cardinal(len(labels))} different things.",
    )
    each = (f"{capital(_label(view, row))}: {_meaning(view, row)}" for row in rows)
    more = STRANGERS if are_unlike(view.facts, rows) else 0.0
    long = f"{text} {' '.join(each)}"
    return Note.on(view.numbered, text, long, "different-measures", more=more)


def _label(view: View, row: Row) -> str:
    label = view.facts.said_of_measure(row).get("label")
    return str(label or view.facts.resources[row["table"]].get("title", row["table"]))


def _meaning(view: View, row: Row) -> str:
    """Say what a measure is; of a table its first sentence, for the rest is for who adds rows."""
    if said := view.facts.said_of_measure(row):
        return str(said.get("description", ""))
    return re.split(r"(?<=[.]) ", view.facts.resources[row["table"]].get("description", ""))[0]


def _moving(view: View) -> list[Note]:
    """Tell of each word that different publishers mean different things by."""
    of_word: dict[str, list[Row]] = {}
    for row in view.numbered:
        if view.facts.said_of_measure(row).get("varies"):
            of_word.setdefault(view.facts.measured(row), []).append(row)
    notes = []
    for rows in of_word.values():
        by = {view.publisher(row): row for row in rows}
        if len(by) > 1:
            label = _label(view, rows[0])
            text = fitting(
                f"Sources mean different things by “{label}”: {view.called(by.values())}.",
                f"Sources mean different things by “{label}.”",
            )
            each = (
                f"{view.short_title(row)}: {row['definition']}" for row in list(by.values())[:9]
            )
            notes.append(Note.on(rows, text, f"{text} {' '.join(each)}", "different-measures"))
    return notes


def different_units(view: View) -> list[Note]:
    """Tell which units stand side by side: heads, posts, entries, contracts or launchers."""
    first: dict[str, Row] = {}
    for row in view.numbered:
        first.setdefault(row["unit"], row)
    if len(first) < 2 or _are_tied(view):
        return []
    units = {unit(view.package, row): row for row in first.values()}
    amounts = [f"{view.call(row)} {what}" for what, row in units.items()]
    text = fitting(
        f"The units differ: {listed(amounts if view.is_pair else list(units))}.",
        f"The units differ: {listed(list(units))}.",
        f"The figures have {cardinal(len(units))} different units.",
    )
    each = " ".join(
        f"{what}: {view.facts.said_of(row, 'unit').get('description', '')}"
        for what, row in units.items()
    )
    return [Note.on(view.numbered, text, f"{text} {each}", "different-units")]


def stock_beside_flow(view: View) -> list[Note]:
    """Tell which figures add up over a time, when others are a number at one time."""
    flows = [row for row in view.numbered if view.facts.flow(row) == "flow"]
    stocks = [row for row in view.numbered if view.facts.flow(row) == "stock"]
    if not flows or not stocks or _are_tied(view):
        return []
    total = "are totals over time" if len(flows) > 1 else "is a total over time"
    number = "are numbers on one date" if len(stocks) > 1 else "is the number on one date"
    text = fitting(
        f"{view.those(flows)} {total}; {view.called(stocks)} {number}." if view.is_pair else "",
        f"{view.those(flows)} {total}, not the number on one date.",
        f"{capital(view.share(flows))} {total}, not the number on one date.",
    )
    long = (
        f"{text} A total over time includes those who left, died or came twice; a number on one "
        "date does not."
    )
    return [Note.on(flows, text, long, "stock-beside-flow")]


def _are_tied(view: View) -> bool:
    """Whether several measures are in view, and belong together: one is counted by the other."""
    measured = {view.facts.measured(row) for row in view.numbered}
    return len(measured) > 1 and belong_together(view.facts, view.numbered)


def _statuses(view: View, rows: list[Row]) -> str:
    found = dict.fromkeys((row["table"], row["status"]) for row in rows)
    labels = (view.package.label((table, "status"), status) for table, status in found)
    return either(list(dict.fromkeys(labels)))


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
