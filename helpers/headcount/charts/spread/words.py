"""What a spread says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headcount.charts.form import Text
from headcount.charts.published import ends, headlines, span
from headcount.charts.spread.selecting import Family, Selection
from headcount.core.wording import aside, capital, cardinal, count_of, fitting
from headcount.figures.dates import words as date_words
from headcount.figures.dates import years
from headcount.figures.names import short
from headcount.figures.package import Package
from headcount.figures.provenance import sources
from headcount.figures.quantity import Quantity
from headcount.figures.table import each

Row = Mapping[str, Any]


def describe(package: Package, selection: Selection) -> Text:
    """Draft every word of a spread from its rows."""
    rows = each(selection.rows)
    ringed = next(row for row in rows if row["figure_id"] == selection.ringed)
    return Text(
        headline=_headline(selection, rows),
        deck=_deck(selection, rows, ringed),
        sentence=_sentence(package, selection, rows, ringed),
        alt=_alt(selection, rows, ringed),
        hovers=tuple(
            _hover(package, family, row) for family, those in selection.members for row in those
        ),
    )


def _headline(selection: Selection, rows: list[Row]) -> str:
    if len(rows) == 1:
        return f"{aside(rows[0]['name'])} puts {selection.phrase} at {rows[0]['amount'].words()}"
    drafts = headlines(rows, selection.phrase)
    shared = _shared(selection)
    return fitting(f"{drafts[0]}; {shared}", *drafts) if shared else fitting(*drafts)


def _shared(selection: Selection) -> str:
    """Say how many publishers go back to the origin of the ringed figure; nothing for one."""
    origin = selection.ringed_family.origin
    if not origin.is_shared:
        return ""
    share = "seem to share" if origin.inferred else "share"
    return f"{cardinal(len(origin.publishers))} publishers {share} one origin"


def _deck(selection: Selection, rows: list[Row], ringed: Row) -> str:
    figures = capital(count_of(len(selection.rows), "figure"))
    origins = count_of(len(selection.families), "origin")
    text = f"{figures}, {years(selection.rows['as_of'])}, from {origins}, a row each."
    shared = _shared(selection)
    if not _headline(selection, rows).endswith(shared):
        text += f" {capital(shared)}."
    return f"{text} Ringed: {ringed['name']}, {selection.rule}."


def _sentence(package: Package, selection: Selection, rows: list[Row], ringed: Row) -> str:
    text = (
        f"{aside(sources(package)[ringed['source_id']]['short_title'])} gives {selection.phrase} "
        f"as {ringed['amount'].words()} as of {date_words(ringed['as_of'])}"
    )
    if len(rows) == 1:
        return f"{text}."
    low, high = ends(rows)
    return (
        f"{text}; published figures run from {low['amount'].words()} ({low['name']}) to "
        f"{high['amount'].words()} ({high['name']})."
    )


def _alt(selection: Selection, rows: list[Row], ringed: Row) -> str:
    many = count_of(len(rows), "figure")
    text = f"Dot plot of {many} for {selection.phrase}, {span(rows)}."
    text += f" Ringed: {ringed['amount'].words()}, {ringed['name']}"
    family = selection.ringed_family
    if family.origin.is_shared:
        text += f"; {cardinal(len(family.origin.publishers))} publishers go back to its origin"
    return f"{text}."


def _hover(package: Package, family: Family, row: Row) -> tuple[str, ...]:
    amount: Quantity = row["amount"]
    status = package.label((row["table"], "status"), row["status"])
    source = sources(package)[row["source_id"]]
    lines = (
        f"{source['short_title']}: {amount.words()}",
        f"{capital(status)}, as of {date_words(row['as_of'])}",
        row["definition"],
    )
    if family.origin.name == source["publisher"]:
        return lines
    inferred = " (by our inference)" if source["publisher"] in family.origin.inferred else ""
    return (*lines, f"Goes back to {short(package, family.origin.name)}{inferred}")
