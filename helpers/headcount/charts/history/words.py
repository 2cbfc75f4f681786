"""What a history says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from headcount.caveats import View
from headcount.caveats.facts import facts
from headcount.charts.form import Item, Text, item
from headcount.charts.history.selection import Selection, Series
from headcount.charts.published import (
    amount,
    cited,
    defined,
    headline,
    number_of,
    of_what,
    one_said,
    over,
    span,
    when_said,
)
from headcount.charts.several import headlines, set_apart
from headcount.core.wording import (
    are_several,
    at,
    capital,
    cardinal,
    closed,
    count_of,
    listed,
    opened,
)
from headcount.desk.quote import reported
from headcount.figures.dates import on
from headcount.figures.dates import words as date_words
from headcount.figures.package import Package
from headcount.figures.phrase import counted
from headcount.figures.provenance import origins
from headcount.figures.status import kind

_BREAKS = "; series breaks in"  # as a headline says it


def describe(package: Package, selection: Selection) -> Text:
    """Draft every word of a history from its rows."""
    return Text(
        headline=_headline(package, selection),
        deck=_deck(package, selection),
        sentence=_sentence(package, selection),
        alt=_alt(selection),
        hovers=tuple(defined(package, row) for row in selection.records),
    )


def items(package: Package, selection: Selection) -> Iterator[Item]:
    """Yield the lines of a card: each figure by its date, with its origin where several are."""
    whose = {figure: one.origin for one in selection.series for figure in one.figures}
    for row in selection.records:
        who = [whose[row["figure_id"]]] if len(selection.series) > 1 else []
        yield item(package, row, ", ".join([*who, date_words(row["as_of"])]))


def _headline(package: Package, selection: Selection) -> str:
    about = selection.highlighted
    are_said = any(kind(row["status"]) == "said" for row in selection.records)
    if about is None or len(selection.series) > 1 or (are_said and len(selection.records) > 1):
        rows, brief = selection.records, counted(package, selection.records[0])
        return headline(*headlines(package, rows, selection.phrase, selection.alone, brief))
    last = selection.by_id[about.figures[-1]]
    if len(selection.records) == 1:
        return one_said(package, last, selection.alone, when_said(package, last))
    if drafts := set_apart(package, selection.records, selection.alone):
        return headline(*drafts)
    figures = "" if are_several(about.origin) else " figures"
    whose = f"{about.origin}{figures} put {closed(selection.alone)}"
    # what was added up over three months is not the number of a year
    in_short = on if facts(package).flow(last) == "flow" else _in_years
    latest = f"{closed(selection.alone)} {_at(selection, about.figures[-1], in_short)}"
    # what a draft leaves out, the picture shows; a break is left out only after all else
    return headline(
        f"{whose} {_course(selection, about)}",
        f"{whose} {_course(selection, about, in_short)}",
        f"{whose} {_at(selection, about.figures[-1], in_short)}{_breaks(selection, about)}",
        f"{whose} {_at(selection, about.figures[-1], in_short)}",
        f"{about.origin} put {latest}",
        f"Figures put {latest}",
    )


def _course(
    selection: Selection, series: Series, when: Callable[[str], str] = on, *, broken: str = _BREAKS
) -> str:
    """Say the first and the last figure of a series, and where it breaks."""
    first, last = (_at(selection, series.figures[at], when) for at in (0, -1))
    if len(series.figures) == 1:
        return last
    return f"{first} and {last}{_breaks(selection, series, broken)}"


def _at(selection: Selection, figure_id: str, when: Callable[[str], str] = on) -> str:
    row = selection.by_id[figure_id]
    number = amount(row["amount"]).removeprefix("an estimated ")  # who puts it there estimates
    return f"{at(number)}{when(row['as_of'])}"


def _in_years(date: str) -> str:
    return f" {over([date])}"


def _breaks(selection: Selection, series: Series, broken: str = _BREAKS) -> str:
    when = [
        date_words(selection.by_id[one.figure_id]["as_of"])
        for one in selection.breaks
        if one.figure_id in series.figures
    ]
    return f"{broken} {listed(list(dict.fromkeys(when)))}" if when else ""


def _origins(package: Package, selection: Selection) -> str:
    """Count whom the figures go back to: who repeats another's number is no origin of its own."""
    behind = len(origins(package, selection.records))
    return count_of(min(behind, len(selection.series)), "origin")


def _deck(package: Package, selection: Selection) -> str:
    figures = capital(count_of(len(selection.records), "figure"))
    if len(selection.records) == 1:
        return f"{figures}, {selection.years}."
    whose = f"from {_origins(package, selection)}"
    text = f"{figures} {whose}, {selection.years}, placed by the date each describes."
    links = [link.is_alike for link in selection.links]
    if any(links):
        text += " Lines connect figures from one origin with the same definition."
    if not all(links):
        text += " Dotted steps mark a change in definition or wording."
    bounded = {row["figure_id"] for row in selection.records if row["amount"].value is None}
    if links and any(len(one.figures) > 1 and bounded & {*one.figures} for one in selection.series):
        text += " Limits and ranges are not connected."
    return text


def _sentence(package: Package, selection: Selection) -> str:
    about = selection.highlighted
    if about is None:
        rows = selection.records
        run = span(rows)
        verb = "are" if run.startswith("at ") else "range"
        return (
            f"{opened(cardinal(len(rows)))} published {of_what(rows, selection.alone)}, "
            f"{selection.years}, from {_origins(package, selection)}, {verb} {run}."
        )
    last = selection.by_id[about.figures[-1]]
    if len(about.figures) == 1:
        return reported(View(package, (last,)), last)
    source = cited(package, last)
    course = _course(selection, about, broken=", with a break in the series in")
    what = closed(number_of(package, last, selection.alone))
    whose = capital(f"{about.origin} figures")
    return f"{whose} put {what} {course}. The latest is from {source}."


def _alt(selection: Selection) -> str:
    many = count_of(len(selection.records), "figure")
    run = f"{selection.years}, {span(selection.records)}"
    text = f"Chart over time of {many} for {selection.alone}, {run}."
    about = selection.highlighted
    return f"{text} Highlighted: {about.label}." if about and len(selection.series) > 1 else text
