"""What a rank says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

import pandas as pd

from headcount.charts.form import Told
from headcount.charts.rank.selecting import Chosen, names_of
from headcount.core.wording import capital, cardinal, fitting, listed
from headcount.figures.dates import words as date_words
from headcount.figures.dates import years
from headcount.figures.names import short
from headcount.figures.package import Package
from headcount.figures.provenance import sources
from headcount.figures.quantity import Quantity
from headcount.figures.ranking import Place, say
from headcount.figures.table import each


def tell(package: Package, chosen: Chosen) -> Told:
    """Draft every word of a rank from its rows."""
    return Told(
        headline=_headline(package, chosen),
        deck=_deck(package, chosen),
        sentence=_sentence(package, chosen),
        alt=_alt(package, chosen),
        hovers=tuple(_hover(package, row, chosen) for row in each(chosen.rows)),
    )


def _count(package: Package, chosen: Chosen, number: int) -> str:
    return names_of(package, chosen.rows).count(number)


def _headline(package: Package, chosen: Chosen) -> str:
    row = _subject(chosen)
    whose = f"{short(package, sources(package)[row['source_id']]['publisher'])} figures"
    what = f"put {row['in_text']} {_place(row)} in {chosen.measure}"
    base = _base(package, chosen)
    # the deck names what figures were divided by
    return fitting(f"{whose} and {base} {what}" if base else f"{whose} {what}", f"{whose} {what}")


def _deck(package: Package, chosen: Chosen) -> str:
    shown, ranked = len(chosen.rows), chosen.ranked
    many = _count(package, chosen, ranked)
    if shown < ranked:
        many = f"{cardinal(shown)} of {many}"
    return f"{capital(chosen.measure)}, {many}, as of {years(chosen.rows['as_of'])}. {chosen.rule}"


def _sentence(package: Package, chosen: Chosen) -> str:
    row = _subject(chosen)
    source = sources(package)[row["source_id"]]["short_title"]
    amount: Quantity = row["amount"]
    place: Place = row["place"]
    whose = f"according to {source}"
    if base := _base(package, chosen):  # no source states the rate: it is reckoned from two
        whose = f"reckoned from {source} and {base} for {_year_of_base(chosen)}"
    text = (
        f"{capital(row['in_text'])} had {amount.words()} {chosen.measure} "
        f"as of {date_words(row['as_of'])}, {whose}: "
        f"{_place(row)} of the {_count(package, chosen, chosen.ranked)} compared here"
    )
    if row["ahead"] and len(row["ahead"]) == place.best - 1 and len(row["ahead"]) <= 4:
        text += f", behind {listed(row['ahead'])}"
    return f"{text}."


def _alt(package: Package, chosen: Chosen) -> str:
    rows = chosen.rows
    first, last = rows.iloc[0], rows.iloc[-1]
    if len(rows) == 1:
        return f"Bar chart of {chosen.measure}: {first['name']}, {first['amount'].words()}."
    parts = [
        f"Bar chart of {chosen.measure} in {_count(package, chosen, len(rows))}.",
        f"{first['name']} is at the top with {first['amount'].words()}, "
        f"{last['name']} at the bottom with {last['amount'].words()}.",
    ]
    if chosen.focus:
        row = _subject(chosen)
        parts.append(f"Highlighted: {row['name']}, {row['amount'].words()}, {_place(row)}.")
    return " ".join(parts)


def _hover(package: Package, row: dict, chosen: Chosen) -> tuple[str, ...]:
    amount: Quantity = row["amount"]
    status = package.label((row["table"], "status"), row["status"])
    return (
        f"{row['name']}: {amount.words()} {chosen.measure}",
        f"{capital(status)}, as of {date_words(row['as_of'])}",
        sources(package)[row["source_id"]]["short_title"],
    )


def _base(package: Package, chosen: Chosen) -> str:
    """Name the population figures that the rows were divided by; empty when they were not."""
    used = dict.fromkeys(chosen.base["source_id"])
    return listed([sources(package)[source]["short_title"] for source in used])


def _year_of_base(chosen: Chosen) -> str:
    return listed(sorted({date_words(text) for text in chosen.base["as_of"]}))


def _subject(chosen: Chosen) -> pd.Series:
    """Return the row that the words are about: the highlighted one, else the first."""
    hit = chosen.rows[chosen.rows["figure_id"].isin(chosen.focus)]
    return chosen.rows.iloc[0] if hit.empty else hit.iloc[0]


def _place(row: pd.Series) -> str:
    return say(row["place"], row["amount"])
