"""What a rank says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

import pandas as pd

from headcount.charts.form import Text
from headcount.charts.rank.selecting import Selection, names_of
from headcount.core.wording import capital, cardinal, fitting, listed
from headcount.figures.dates import words as date_words
from headcount.figures.dates import years
from headcount.figures.names import short
from headcount.figures.package import Package
from headcount.figures.provenance import sources
from headcount.figures.quantity import Quantity
from headcount.figures.ranking import Place, say
from headcount.figures.table import each


def describe(package: Package, selection: Selection) -> Text:
    """Draft every word of a rank from its rows."""
    return Text(
        headline=_headline(package, selection),
        deck=_deck(package, selection),
        sentence=_sentence(package, selection),
        alt=_alt(package, selection),
        hovers=tuple(_hover(package, row, selection) for row in each(selection.rows)),
    )


def _count(package: Package, selection: Selection, number: int) -> str:
    return names_of(package, selection.rows).count(number)


def _headline(package: Package, selection: Selection) -> str:
    row = _subject(selection)
    whose = f"{short(package, sources(package)[row['source_id']]['publisher'])} figures"
    what = f"put {row['in_text']} {_place(row)} in {selection.measure}"
    base = _base(package, selection)
    # the deck names what figures were divided by
    return fitting(f"{whose} and {base} {what}" if base else f"{whose} {what}", f"{whose} {what}")


def _deck(package: Package, selection: Selection) -> str:
    shown, ranked = len(selection.rows), selection.ranked
    many = _count(package, selection, ranked)
    if shown < ranked:
        many = f"{cardinal(shown)} of {many}"
    when = years(selection.rows["as_of"])
    return f"{capital(selection.measure)}, {many}, as of {when}. {selection.rule}"


def _sentence(package: Package, selection: Selection) -> str:
    row = _subject(selection)
    source = sources(package)[row["source_id"]]["short_title"]
    amount: Quantity = row["amount"]
    place: Place = row["place"]
    whose = f"according to {source}"
    if base := _base(package, selection):  # no source states the rate: it is reckoned from two
        whose = f"reckoned from {source} and {base} for {_year_of_base(selection)}"
    text = (
        f"{capital(row['in_text'])} had {amount.words()} {selection.measure} "
        f"as of {date_words(row['as_of'])}, {whose}: "
        f"{_place(row)} of the {_count(package, selection, selection.ranked)} compared here"
    )
    if row["ahead"] and len(row["ahead"]) == place.best - 1 and len(row["ahead"]) <= 4:
        text += f", behind {listed(row['ahead'])}"
    return f"{text}."


def _alt(package: Package, selection: Selection) -> str:
    rows = selection.rows
    first, last = rows.iloc[0], rows.iloc[-1]
    if len(rows) == 1:
        return f"Bar chart of {selection.measure}: {first['name']}, {first['amount'].words()}."
    parts = [
        f"Bar chart of {selection.measure} in {_count(package, selection, len(rows))}.",
        f"{first['name']} is at the top with {first['amount'].words()}, "
        f"{last['name']} at the bottom with {last['amount'].words()}.",
    ]
    if selection.focus:
        row = _subject(selection)
        parts.append(f"Highlighted: {row['name']}, {row['amount'].words()}, {_place(row)}.")
    return " ".join(parts)


def _hover(package: Package, row: dict, selection: Selection) -> tuple[str, ...]:
    amount: Quantity = row["amount"]
    status = package.label((row["table"], "status"), row["status"])
    return (
        f"{row['name']}: {amount.words()} {selection.measure}",
        f"{capital(status)}, as of {date_words(row['as_of'])}",
        sources(package)[row["source_id"]]["short_title"],
    )


def _base(package: Package, selection: Selection) -> str:
    """Name the population figures that the rows were divided by; empty when they were not."""
    used = dict.fromkeys(selection.base["source_id"])
    return listed([sources(package)[source]["short_title"] for source in used])


def _year_of_base(selection: Selection) -> str:
    return listed(sorted({date_words(text) for text in selection.base["as_of"]}))


def _subject(selection: Selection) -> pd.Series:
    """Return the row that the words are about: the highlighted one, else the first."""
    hit = selection.rows[selection.rows["figure_id"].isin(selection.focus)]
    return selection.rows.iloc[0] if hit.empty else hit.iloc[0]


def _place(row: pd.Series) -> str:
    return say(row["place"], row["amount"])
