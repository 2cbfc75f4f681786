"""The rules of what is unlike side by side: kinds of knowledge, measures, units, spans, dates."""

from __future__ import annotations

from headcount.caveats.note import Note
from headcount.caveats.rules.overlap import overlap
from headcount.caveats.view import Row, View, days_apart
from headcount.core.wording import fitting, listed
from headcount.figures.dates import words
from headcount.figures.phrase import unit
from headcount.figures.status import kind

_YEAR, _MONTH = 365.25, 30.44  # days


def claim_beside_count(view: View) -> list[Note]:
    """Tell which figures are only claimed, offered, planned or denied, when others are more."""
    said = [row for row in view.numbered if kind(row["status"]) == "said"]
    more = [row for row in view.numbered if kind(row["status"]) != "said"]
    if not said or not more:
        return []
    how, what = (_statuses(view, rows) for rows in (said, more))
    text = fitting(
        f"Said, not counted: {view.called(said)} ({how}) beside {view.called(more)} ({what}).",
        f"Said, not counted: {view.called(said)} ({how}).",
        f"Said, not counted: {view.share(said)} are only {how}.",
    )
    each = "; ".join(f"{view.name(row)}: {row['status']}" for row in (*said[:9], *more[:9]))
    long = f"{text} What is said is no evidence that it exists or came. {each}."
    return [Note.on(said, text, long, "claim-beside-count")]


def different_measures(view: View) -> list[Note]:
    """Tell of measures that are mixed, and of one word that means different things by source.

    A part beside its own whole is no mixing: it is the share that a whole is counted for.
    """
    if view.is_pair and overlap(view):
        return []
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in view.numbered:
        for column in view.facts.measures[row["table"]]:
            if row[column]:
                groups.setdefault((row["table"], column), []).append(row)
    return [
        Note.on(rows, text, f"{text} {each}", "different-measures")
        for (_, column), rows in groups.items()
        for text, each in (*_mixed(view, column, rows), *_moving(view, column, rows))[:1]
    ]


def _mixed(view: View, column: str, rows: list[Row]) -> list[tuple[str, str]]:
    """Say that several measures are mixed, and what each counts."""
    kinds = {row[column]: view.facts.said_of(row, column) for row in rows}
    if len(kinds) < 2:
        return []
    quoted = [f"“{one['label']}”" for one in kinds.values()]
    text = fitting(
        f"Different measures: {listed(quoted)}.",
        f"Different measures: {quoted[0]} beside {quoted[1]}.",
        f"Different measures: {len(quoted)} kinds are mixed.",
    )
    each = (f"{one['label']}: {one.get('description', '')}" for one in kinds.values())
    return [(text, " ".join(each))]


def _moving(view: View, column: str, rows: list[Row]) -> list[tuple[str, str]]:
    """Say that one word has several definitions, where the descriptor warns of that."""
    if not any(view.facts.said_of(row, column).get("varies") for row in rows):
        return []
    meanings: dict[str, Row] = {}
    for row in rows:
        meanings.setdefault(row["definition"], row)
    if len(meanings) < 2:
        return []
    label = view.facts.said_of(rows[0], column)["label"]
    text = fitting(
        f"“{label}” means {len(meanings)} different things here: {view.called(meanings.values())}.",
        f"“{label}” means {len(meanings)} different things here.",
    )
    each = (f"{view.short_title(row)}: {what}" for what, row in list(meanings.items())[:9])
    return [(text, " ".join(each))]


def different_units(view: View) -> list[Note]:
    """Tell which units stand side by side: heads, posts, entries, contracts or launchers."""
    first: dict[str, Row] = {}
    for row in view.numbered:
        first.setdefault(row["unit"], row)
    if len(first) < 2:
        return []
    units = {unit(view.package, row): row for row in first.values()}
    amounts = [f"{view.call(row)} {what}" for what, row in units.items()]
    text = fitting(
        f"Different units: {listed(amounts if view.is_pair else list(units))}.",
        f"Different units: {listed(list(units))}.",
        f"Different units: {len(units)} of them.",
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
    if not flows or not stocks:
        return []
    text = fitting(
        f"Added up over a time: {view.called(flows)}. There at one time: {view.called(stocks)}.",
        f"Added up over a time, beside a number at one time: {view.called(flows)}.",
        f"Added up over a time, beside a number at one time: {view.share(flows)}.",
    )
    long = (
        f"{text} A number that is added up keeps those who left, fell or came twice; a number at "
        "one time does not."
    )
    return [Note.on(flows, text, long, "stock-beside-flow")]


def different_dates(view: View) -> list[Note]:
    """Tell how far apart the earliest and the latest figure surely are."""
    rows = [*view.numbered, *(view.base[r["figure_id"]] for r in view.numbered if view.base)]
    if len(rows) < 2:
        return []
    first = min(rows, key=lambda row: view.when(row).latest)
    last = max(rows, key=lambda row: view.when(row).earliest)
    days = days_apart(view.when(first), view.when(last))
    if days <= max(view.facts.steady_days(row) for row in rows):
        return []
    months = round(days / _MONTH)
    apart = f"{months} months" if months < 36 else f"{round(days / _YEAR)} years"
    text = fitting(
        f"{apart} apart: {view.call(first)} ({words(first['as_of'])}), "
        f"{view.call(last)} ({words(last['as_of'])}).",
        f"{apart} apart: from {words(first['as_of'])} to {words(last['as_of'])}.",
    )
    long = (
        f"{text} What is counted can have changed in between; the one figure cannot stand for the "
        "other's time."
    )
    shown = {row["figure_id"]: row for row in view.rows}
    touched = {row["figure_id"]: row for row in (first, last) if row["figure_id"] in shown}
    return [Note.on((touched or shown).values(), text, long, "different-dates", more=days / _YEAR)]


def _statuses(view: View, rows: list[Row]) -> str:
    found = dict.fromkeys((row["table"], row["status"]) for row in rows)
    labels = (view.package.label((table, "status"), status) for table, status in found)
    return listed(list(dict.fromkeys(labels)))
