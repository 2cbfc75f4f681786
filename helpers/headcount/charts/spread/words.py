"""What a spread says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from headcount.caveats import View
from headcount.charts.form import Text
from headcount.charts.published import (
    called,
    defined,
    ends,
    headline,
    one_said,
    span,
)
from headcount.charts.several import headlines, wholes
from headcount.charts.spread.selection import Family, Selection
from headcount.core.wording import all_of, capital, cardinal, count_of
from headcount.desk.quote import according, reported
from headcount.figures.names import running, short
from headcount.figures.package import Package
from headcount.figures.phrase import counted
from headcount.figures.provenance import sources
from headcount.figures.table import Row


def describe(package: Package, selection: Selection) -> Text:
    """Draft every word of a spread from its rows."""
    return Text(
        headline=_headline(package, selection),
        deck=_deck(package, selection),
        sentence=_sentence(package, selection),
        alt=_alt(selection),
        hovers=tuple(
            _hover(package, family, row) for family, those in selection.members for row in those
        ),
    )


def _headline(package: Package, selection: Selection) -> str:
    rows = selection.records
    if len(rows) == 1:
        return one_said(package, rows[0], selection.alone)
    brief = counted(package, rows[0])
    drafts = headlines(package, rows, selection.phrase, selection.alone, brief)
    shared = _shared(selection)
    return headline(*([f"{drafts[0]}; {shared}"] if shared else []), *drafts)


def _shared(selection: Selection) -> str:
    """Say how many publishers go back to the origin of the ringed figure; nothing for one."""
    origin = selection.ringed_family.origin
    if not origin.is_shared:
        return ""
    trace = "appear to trace" if origin.inferred else "trace"
    return f"{cardinal(len(origin.publishers))} publishers {trace} to one source"


def _deck(package: Package, selection: Selection) -> str:
    many = len(selection.records)
    figures = capital(count_of(many, "figure"))
    if many == 1:
        return f"{figures}, {selection.years}."
    origins = count_of(len(selection.families), "origin")
    rows = (
        "" if selection.folded or len(selection.families) in (1, many) else ", one row per origin"
    )
    text = f"{figures}, {selection.years}, from {origins}{rows}."
    shared = _shared(selection)
    if not _headline(package, selection).endswith(shared):
        text += f" {capital(shared)}."
    rule = f", {selection.rule}" if selection.rule else ""
    return f"{text} Circled: {selection.subject['name']}{rule}."


def _sentence(package: Package, selection: Selection) -> str:
    rows, ringed = selection.records, selection.subject
    view = View(package, tuple(rows))
    text = reported(view, ringed)
    if len(rows) == 1:
        return text
    low, high = ends(rows if len(rows) == 2 else wholes(package, rows))
    if span(rows).startswith("at "):
        return f"{text} {capital(all_of(len(rows), 'published figure'))} give that number."
    first, last = (
        f"{called(row, row['amount'].words())} {row['dated']}, {according(view, row)}"
        for row in (low, high)
    )
    others = [row for row in (low, high) if row["figure_id"] != ringed["figure_id"]]
    if len(rows) == len(others) + 1 == 2:
        return f"{text} The other published figure is {first if others[0] is low else last}."
    return f"{text} The lowest published figure is {first}; the highest is {last}."


def _alt(selection: Selection) -> str:
    rows, ringed = selection.records, selection.subject
    many = count_of(len(rows), "figure")
    text = f"Dot plot of {many} for {selection.alone}, {span(rows)}."
    if len(rows) == 1:
        return text
    text += f" Circled: {ringed['amount'].words()}, {ringed['name']}"
    family = selection.ringed_family
    if family.origin.is_shared:
        text += f"; {cardinal(len(family.origin.publishers))} publishers trace to its source"
    return f"{text}."


def _hover(package: Package, family: Family, row: Row) -> tuple[str, ...]:
    lines = defined(package, row)
    publisher = sources(package)[row["source_id"]]["publisher"]
    if family.origin.name == publisher:
        return lines
    inferred = ", we infer" if publisher in family.origin.inferred else ""
    return (*lines, f"Traces to {running(package, short(package, family.origin.name))}{inferred}")
