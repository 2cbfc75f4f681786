"""What a history says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headcount.charts.form import Text
from headcount.charts.history.selecting import Selection, Series
from headcount.charts.published import headlines, noun, span
from headcount.core.wording import aside, capital, cardinal, count_of, fitting, listed
from headcount.figures.dates import words as date_words
from headcount.figures.dates import years
from headcount.figures.package import Package
from headcount.figures.provenance import sources
from headcount.figures.table import each

Row = Mapping[str, Any]


def describe(package: Package, selection: Selection) -> Text:
    """Draft every word of a history from its rows."""
    rows = each(selection.rows)
    return Text(
        headline=_headline(package, selection, rows),
        deck=_deck(selection),
        sentence=_sentence(package, selection, rows),
        alt=_alt(selection, rows),
        hovers=tuple(_hover(package, row) for row in rows),
    )


def _headline(package: Package, selection: Selection, rows: list[Row]) -> str:
    about = selection.highlighted
    if about is None or len(selection.series) > 1:
        when = years(selection.rows["as_of"])
        return fitting(*(f"{draft}, {when}" for draft in headlines(rows, selection.phrase)))
    whose = f"{capital(about.publisher)} figures put {selection.phrase}"
    latest = f"{_at(selection, about.figures[-1])}{_breaks(selection, about)}"
    source = sources(package)[_row(selection, about.figures[-1])["source_id"]]["short_title"]
    # what a draft leaves out, the picture shows; a break is left out only after all else
    return fitting(
        f"{whose} {_course(selection, about)}",
        f"{whose} {latest}",
        f"{aside(source)} puts {selection.phrase} {latest}",
        f"{aside(source)} puts {selection.phrase} {_at(selection, about.figures[-1])}",
    )


def _course(selection: Selection, series: Series) -> str:
    """Say the first and the last figure of a series, and where it breaks."""
    first, last = (_at(selection, series.figures[at]) for at in (0, -1))
    if len(series.figures) == 1:
        return last
    return f"{first} and {last.removeprefix('at ')}{_breaks(selection, series)}"


def _at(selection: Selection, figure_id: str) -> str:
    row = _row(selection, figure_id)
    return f"at {row['amount'].words()} for {date_words(row['as_of'])}"


def _breaks(selection: Selection, series: Series) -> str:
    when = [
        date_words(_row(selection, one.figure_id)["as_of"])
        for one in selection.breaks
        if one.figure_id in series.figures
    ]
    return f", with a break in {listed(list(dict.fromkeys(when)))}" if when else ""


def _deck(selection: Selection) -> str:
    figures = capital(count_of(len(selection.rows), "figure"))
    publishers = count_of(len(selection.series), "publisher")
    text = f"{figures} by {publishers}, each at the date it is true of."
    links = [link.is_alike for link in selection.links]
    if any(links):
        text += " Lines join figures of one publisher with one definition."
    if not all(links):
        text += " Dotted steps join those that are defined or described otherwise."
    bounded = {row["figure_id"] for row in each(selection.rows) if row["amount"].value is None}
    if links and any(len(one.figures) > 1 and bounded & {*one.figures} for one in selection.series):
        text += " Bounds and ranges stand alone."
    return text


def _sentence(package: Package, selection: Selection, rows: list[Row]) -> str:
    about = selection.highlighted
    if about is None:
        when = years(selection.rows["as_of"])
        return (
            f"Published {noun(rows)} for {selection.phrase}, {when}, run {span(rows)}: "
            f"{cardinal(len(rows))} of them, by {count_of(len(selection.series), 'publisher')}."
        )
    last = _row(selection, about.figures[-1])
    source = sources(package)[last["source_id"]]["short_title"]
    whose = capital(f"{about.publisher} figures")
    return f"{whose} put {selection.phrase} {_course(selection, about)} ({source})."


def _alt(selection: Selection, rows: list[Row]) -> str:
    many = count_of(len(rows), "figure")
    when = years(selection.rows["as_of"])
    text = f"Chart over time of {many} for {selection.phrase}, {when}, {span(rows)}."
    about = selection.highlighted
    return f"{text} Highlighted: {about.label}." if about and len(selection.series) > 1 else text


def _row(selection: Selection, figure_id: str) -> Row:
    return selection.rows[selection.rows["figure_id"] == figure_id].iloc[0]


def _hover(package: Package, row: Row) -> tuple[str, ...]:
    status = package.label((row["table"], "status"), row["status"])
    return (
        f"{sources(package)[row['source_id']]['short_title']}: {row['amount'].words()}",
        f"{capital(status)}, as of {date_words(row['as_of'])}",
        row["definition"],
    )
