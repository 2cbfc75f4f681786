"""What a spread says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from headcount.charts.drafting import amount, headline
from headcount.charts.form import Text
from headcount.charts.published import cited, defined, ends, headlines, noun, span
from headcount.charts.spread.selection import Family, Selection
from headcount.core.wording import aside, capital, cardinal, count_of
from headcount.figures.dates import words as date_words
from headcount.figures.names import running, short
from headcount.figures.package import Package
from headcount.figures.provenance import sources
from headcount.figures.table import Row


def describe(package: Package, selection: Selection) -> Text:
    """Draft every word of a spread from its rows."""
    return Text(
        headline=_headline(selection),
        deck=_deck(selection),
        sentence=_sentence(package, selection),
        alt=_alt(selection),
        hovers=tuple(
            _hover(package, family, row) for family, those in selection.members for row in those
        ),
    )


def _headline(selection: Selection) -> str:
    rows = selection.records
    if len(rows) == 1:
        number = amount(rows[0]["amount"])
        return headline(
            f"{aside(rows[0]['name'])} puts {selection.phrase} at {number}",
            f"A published figure puts {selection.phrase} at {number}",
        )
    drafts = headlines(rows, selection.phrase)
    shared = _shared(selection)
    return headline(*([f"{drafts[0]}; {shared}"] if shared else []), *drafts)


def _shared(selection: Selection) -> str:
    """Say how many publishers go back to the origin of the ringed figure; nothing for one."""
    origin = selection.ringed_family.origin
    if not origin.is_shared:
        return ""
    trace = "appear to trace" if origin.inferred else "trace"
    return f"{cardinal(len(origin.publishers))} publishers {trace} to one source"


def _deck(selection: Selection) -> str:
    figures = capital(count_of(len(selection.records), "figure"))
    origins = count_of(len(selection.families), "origin")
    rows = "" if selection.folded else ", one row per origin"
    text = f"{figures}, {selection.years}, from {origins}{rows}."
    shared = _shared(selection)
    if not _headline(selection).endswith(shared):
        text += f" {capital(shared)}."
    return f"{text} Circled: {selection.subject['name']}, {selection.rule}."


def _sentence(package: Package, selection: Selection) -> str:
    rows, ringed = selection.records, selection.subject
    text = (
        f"{capital(aside(cited(package, ringed)))} puts {selection.phrase} "
        f"at {ringed['amount'].words()} as of {date_words(ringed['as_of'])}"
    )
    if len(rows) == 1:
        return f"{text}."
    low, high = ends(rows)
    if low["amount"].words() == high["amount"].words():
        return f"{text}; all {cardinal(len(rows))} published {noun(rows)} give that number."
    return (
        f"{text}; published figures range from {low['amount'].words()} ({low['name']}) to "
        f"{high['amount'].words()} ({high['name']})."
    )


def _alt(selection: Selection) -> str:
    rows, ringed = selection.records, selection.subject
    many = count_of(len(rows), "figure")
    text = f"Dot plot of {many} for {selection.phrase}, {span(rows)}."
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
