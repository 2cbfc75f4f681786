"""What a history says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headcount.charts.form import Told
from headcount.charts.history.selecting import Chosen, Series
from headcount.charts.published import headlines, noun, span
from headcount.core.wording import aside, capital, cardinal, count_of, fitting, listed
from headcount.figures.dates import words as date_words
from headcount.figures.dates import years
from headcount.figures.package import Package
from headcount.figures.provenance import sources
from headcount.figures.table import each

Row = Mapping[str, Any]


def tell(package: Package, chosen: Chosen) -> Told:
    """Draft every word of a history from its rows."""
    rows = each(chosen.rows)
    return Told(
        headline=_headline(package, chosen, rows),
        deck=_deck(chosen),
        sentence=_sentence(package, chosen, rows),
        alt=_alt(chosen, rows),
        hovers=tuple(_hover(package, row) for row in rows),
    )


def _headline(package: Package, chosen: Chosen, rows: list[Row]) -> str:
    about = chosen.highlighted
    if about is None or len(chosen.series) > 1:
        when = years(chosen.rows["as_of"])
        return fitting(*(f"{draft}, {when}" for draft in headlines(rows, chosen.phrase)))
    whose = f"{capital(about.publisher)} figures put {chosen.phrase}"
    latest = f"{_at(chosen, about.figures[-1])}{_breaks(chosen, about)}"
    source = sources(package)[_row(chosen, about.figures[-1])["source_id"]]["short_title"]
    # what a draft leaves out, the picture shows; a break is left out only after all else
    return fitting(
        f"{whose} {_course(chosen, about)}",
        f"{whose} {latest}",
        f"{aside(source)} puts {chosen.phrase} {latest}",
        f"{aside(source)} puts {chosen.phrase} {_at(chosen, about.figures[-1])}",
    )


def _course(chosen: Chosen, series: Series) -> str:
    """Say the first and the last figure of a series, and where it breaks."""
    first, last = (_at(chosen, series.figures[at]) for at in (0, -1))
    if len(series.figures) == 1:
        return last
    return f"{first} and {last.removeprefix('at ')}{_breaks(chosen, series)}"


def _at(chosen: Chosen, figure_id: str) -> str:
    row = _row(chosen, figure_id)
    return f"at {row['amount'].words()} for {date_words(row['as_of'])}"


def _breaks(chosen: Chosen, series: Series) -> str:
    when = [
        date_words(_row(chosen, one.figure_id)["as_of"])
        for one in chosen.breaks
        if one.figure_id in series.figures
    ]
    return f", with a break in {listed(list(dict.fromkeys(when)))}" if when else ""


def _deck(chosen: Chosen) -> str:
    figures = capital(count_of(len(chosen.rows), "figure"))
    publishers = count_of(len(chosen.series), "publisher")
    text = f"{figures} by {publishers}, each at the date it is true of."
    links = [link.is_alike for link in chosen.links]
    if any(links):
        text += " Lines join figures of one publisher with one definition."
    if not all(links):
        text += " Dotted steps join those that are defined or described otherwise."
    bounded = {row["figure_id"] for row in each(chosen.rows) if row["amount"].value is None}
    if links and any(len(one.figures) > 1 and bounded & {*one.figures} for one in chosen.series):
        text += " Bounds and ranges stand alone."
    return text


def _sentence(package: Package, chosen: Chosen, rows: list[Row]) -> str:
    about = chosen.highlighted
    if about is None:
        when = years(chosen.rows["as_of"])
        return (
            f"Published {noun(rows)} for {chosen.phrase}, {when}, run {span(rows)}: "
            f"{cardinal(len(rows))} of them, by {count_of(len(chosen.series), 'publisher')}."
        )
    last = _row(chosen, about.figures[-1])
    source = sources(package)[last["source_id"]]["short_title"]
    whose = capital(f"{about.publisher} figures")
    return f"{whose} put {chosen.phrase} {_course(chosen, about)} ({source})."


def _alt(chosen: Chosen, rows: list[Row]) -> str:
    many = count_of(len(rows), "figure")
    when = years(chosen.rows["as_of"])
    text = f"Chart over time of {many} for {chosen.phrase}, {when}, {span(rows)}."
    about = chosen.highlighted
    return f"{text} Highlighted: {about.label}." if about and len(chosen.series) > 1 else text


def _row(chosen: Chosen, figure_id: str) -> Row:
    return chosen.rows[chosen.rows["figure_id"] == figure_id].iloc[0]


def _hover(package: Package, row: Row) -> tuple[str, ...]:
    status = package.label((row["table"], "status"), row["status"])
    return (
        f"{sources(package)[row['source_id']]['short_title']}: {row['amount'].words()}",
        f"{capital(status)}, as of {date_words(row['as_of'])}",
        row["definition"],
    )
