"""What a history says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from headcount.charts.form import Text
from headcount.charts.history.selection import Selection, Series
from headcount.charts.published import headlines, known_as, noun, source_of, span
from headcount.core.wording import aside, capital, cardinal, count_of, fitting, listed
from headcount.figures.dates import words as date_words
from headcount.figures.dates import years
from headcount.figures.package import Package
from headcount.figures.table import Row


def describe(package: Package, selection: Selection) -> Text:
    """Draft every word of a history from its rows."""
    return Text(
        headline=_headline(package, selection),
        deck=_deck(selection),
        sentence=_sentence(package, selection),
        alt=_alt(selection),
        hovers=tuple(_hover(package, row) for row in selection.records),
    )


def _headline(package: Package, selection: Selection) -> str:
    about = selection.highlighted
    if about is None or len(selection.series) > 1:
        drafts = headlines(selection.records, selection.phrase)
        return fitting(*(f"{draft}, {_years(selection)}" for draft in drafts))
    whose = f"{capital(about.publisher)} figures put {selection.phrase}"
    latest = f"{_at(selection, about.figures[-1])}{_breaks(selection, about)}"
    source = source_of(package, selection.by_id[about.figures[-1]])
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
    row = selection.by_id[figure_id]
    return f"at {row['amount'].words()} for {date_words(row['as_of'])}"


def _breaks(selection: Selection, series: Series) -> str:
    when = [
        date_words(selection.by_id[one.figure_id]["as_of"])
        for one in selection.breaks
        if one.figure_id in series.figures
    ]
    return f", with a break in {listed(list(dict.fromkeys(when)))}" if when else ""


def _deck(selection: Selection) -> str:
    figures = capital(count_of(len(selection.records), "figure"))
    publishers = count_of(len(selection.series), "publisher")
    text = f"{figures} by {publishers}, each at the date it is true of."
    links = [link.is_alike for link in selection.links]
    if any(links):
        text += " Lines join figures of one publisher with one definition."
    if not all(links):
        text += " Dotted steps join those that are defined or described otherwise."
    bounded = {row["figure_id"] for row in selection.records if row["amount"].value is None}
    if links and any(len(one.figures) > 1 and bounded & {*one.figures} for one in selection.series):
        text += " Bounds and ranges stand alone."
    return text


def _sentence(package: Package, selection: Selection) -> str:
    about = selection.highlighted
    if about is None:
        rows = selection.records
        run = span(rows)
        verb = "stand" if run.startswith("at ") else "run"
        return (
            f"Published {noun(rows)} for {selection.phrase}, {_years(selection)}, {verb} "
            f"{run}: {cardinal(len(rows))} of them, by "
            f"{count_of(len(selection.series), 'publisher')}."
        )
    source = source_of(package, selection.by_id[about.figures[-1]])
    whose = capital(f"{about.publisher} figures")
    return f"{whose} put {selection.phrase} {_course(selection, about)} ({source})."


def _alt(selection: Selection) -> str:
    many = count_of(len(selection.records), "figure")
    run = f"{_years(selection)}, {span(selection.records)}"
    text = f"Chart over time of {many} for {selection.phrase}, {run}."
    about = selection.highlighted
    return f"{text} Highlighted: {about.label}." if about and len(selection.series) > 1 else text


def _years(selection: Selection) -> str:
    return years(row["as_of"] for row in selection.records)


def _hover(package: Package, row: Row) -> tuple[str, ...]:
    return (
        f"{source_of(package, row)}: {row['amount'].words()}",
        known_as(package, row),
        row["definition"],
    )
