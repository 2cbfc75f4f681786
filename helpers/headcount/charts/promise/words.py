"""What a promise chart says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from headcount.charts.form import Text
from headcount.charts.items import Item, item, originator
from headcount.charts.promise.selection import BESIDE, Outcome, Promise, Selection
from headcount.charts.published import publisher_of, source_of, status_of
from headcount.core.wording import capital, cardinal, count_of, fitting
from headcount.desk.compare import compare
from headcount.figures.dates import parse
from headcount.figures.package import Package
from headcount.figures.phrase import counted
from headcount.figures.table import Row

_NAMED = 2
"""As many promises are named in the text alternative."""


def describe(package: Package, selection: Selection) -> Text:
    """Draft every word of a promise chart from its rows."""
    rows = selection.by_id
    about = next(one for one in selection.promises if one.figure == selection.focus[0])
    return Text(
        headline=_headline(package, rows, about),
        deck=_deck(selection),
        sentence=_sentence(package, rows, about),
        alt=_alt(rows, selection, about),
        hovers=tuple(_hover(package, selection, row) for row in rows.values()),
    )


def best(rows: Mapping[str, Row], promise: Promise) -> Outcome | None:
    """Return the outcome that the words name: the firmest and latest that gives a number."""
    found = [one for one in promise.outcomes if one.figure]
    numbered = [one for one in found if rows[one.figure]["amount"].is_number]
    return next(reversed(numbered or found), None)


def items(package: Package, selection: Selection) -> Iterator[Item]:
    """Yield the lines of a card: each promise, then what stands beside it."""
    rows, seen = selection.by_id, set()
    for promise in selection.promises:
        for figure, lead in (
            (promise.figure, ""),
            *((one.figure, f"{one.lead}: ") for one in promise.outcomes if one.figure),
        ):
            row = rows[figure]
            name = f"{lead}{row['name']} ({originator(package, row)})"
            if figure not in seen:
                yield replace(item(package, row, name), group=promise.figure)
            seen.add(figure)


def _headline(package: Package, rows: Mapping[str, Row], about: Promise) -> str:
    row = rows[about.figure]
    known = f"({status_of(package, row)}, {publisher_of(package, row)})"
    start = capital(f"{row['counted']} {known}")
    outcome = best(rows, about)
    if outcome is None:
        return f"{start}; no report was found of what came of it"
    come = rows[outcome.figure]
    later = parse(come["as_of"]).earliest > parse(row["as_of"]).latest
    amount = come["amount"].words() if come["amount"].is_number else "the fact"
    if come["qualifier"] != come["status"]:  # "an estimated 1,000" has said it
        amount += f" {status_of(package, come)}"
    result = f"{amount}{' since' if later else ''}"
    few = counted(package, row)
    if row["amount"].is_number:
        few = f"{row['amount'].words()} {few}"
    lead = f"; {outcome.lead.lower()}:"
    tie = " beside" if outcome.lead == BESIDE else lead
    return fitting(
        f"{start}{lead} {result}",
        f"{start}{tie} {result}",
        capital(f"{few} {known}{tie} {result}"),  # whom it is about, its label says
    )


def _deck(selection: Selection) -> str:
    shown, recorded = len(selection.promises), selection.recorded
    many = cardinal(recorded) if shown == recorded else f"{cardinal(shown)} of {cardinal(recorded)}"
    noun = "promise" if recorded == 1 else "promises"
    return (
        f"{_scale(selection)} "
        f"{capital(many)} {noun} of which an outcome, or a search for one, is on record here."
    )


def _scale(selection: Selection) -> str:
    units = {row["unit"] for row in selection.records if row["amount"].is_number}
    return "All bars have one scale." if len(units) < 2 else "Bars of one unit have one scale."


def _sentence(package: Package, rows: Mapping[str, Row], about: Promise) -> str:
    outcome = best(rows, about)
    row = rows[about.figure]
    if outcome is not None:
        return compare(package, row["figure_id"], rows[outcome.figure]["figure_id"]).sentence
    reason = " ".join(one.reason for one in about.outcomes)
    known = f"{row['status']} according to {source_of(package, row)}"
    return f"{capital(row['counted'])}, {known}: {reason}"


def _alt(rows: Mapping[str, Row], selection: Selection, about: Promise) -> str:
    shown = [about, *(one for one in selection.promises if one is not about)][:_NAMED]
    each = "; ".join(_pair(rows, one) for one in shown)
    many = count_of(len(selection.promises), "promise")
    return f"Bars for {many} and what is known to have come: {each}."


def _pair(rows: Mapping[str, Row], one: Promise) -> str:
    outcome = best(rows, one)
    come = "nothing found" if outcome is None else rows[outcome.figure]["known"].split(";")[0]
    return f"{rows[one.figure]['counted']}, {come}"


def _hover(package: Package, selection: Selection, row: Row) -> tuple[str, ...]:
    ties = [
        f"{one.lead}: {one.reason}"
        for promise in selection.promises
        for one in promise.outcomes
        if one.figure == row["figure_id"]
    ]
    return (capital(row["counted"]), capital(row["known"]), source_of(package, row), *ties)
