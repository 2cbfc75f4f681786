"""What a rank says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from collections.abc import Sequence

from headcount.caveats.facts import facts
from headcount.charts.form import Text
from headcount.charts.published import (
    amount,
    cited,
    headline,
    known_as,
    source_of,
    whose_figures,
)
from headcount.charts.rank.selection import Selection
from headcount.core.wording import aside, at, capital, cardinal, listed
from headcount.figures.dates import words as date_words
from headcount.figures.package import Package
from headcount.figures.ranking import Place
from headcount.figures.table import Row

_NAMED = 4  # as many are named who stand above, or share a place


def describe(package: Package, selection: Selection) -> Text:
    """Draft every word of a rank from its rows."""
    return Text(
        headline=_headline(package, selection),
        deck=_deck(package, selection),
        sentence=_sentence(package, selection),
        alt=_alt(selection),
        hovers=tuple(_hover(package, row, selection) for row in selection.records),
        facts=tuple(selection.facts()),
    )


def _headline(package: Package, selection: Selection) -> str:
    row = selection.subject
    place = selection.place()
    put = f"put {row['in_text']}"
    of = selection.count(selection.ranked)
    number = at(amount(row["amount"]).removeprefix("an estimated "))
    what = [f"{put} {row['amount'].many(selection.measure, number)}"]
    if place:
        among = "among" if place.endswith(("best", "worst")) else "of"
        what = [
            f"{put} {place} {of_them}in {selection.measure}" for of_them in (f"{among} {of} ", "")
        ]
    *lead, unnamed = whose_figures(package, [row, *selection.divisors])
    drafts = [f"{one} {other}" for other in what for one in lead]
    return headline(*drafts, *(f"{unnamed} {other}" for other in what))


def _deck(package: Package, selection: Selection) -> str:
    shown, ranked = len(selection.records), selection.ranked
    many = selection.count(ranked)
    if shown < ranked:
        many = f"{cardinal(shown)} of {many}"
    dated, rule = facts(package).dated_in_years(selection.records), selection.rule
    if shown == 1:  # of one alone, "each" is none
        rule = rule.replace(f"Each {selection.bearing.names.one}'s", "The", 1)
    return f"{capital(selection.measure)}, {many}, {dated}. {rule}".strip()


def _sentence(package: Package, selection: Selection) -> str:
    row = selection.subject
    source = cited(package, row)
    place: Place = row["place"]
    whose = f"according to {source}"
    base = _base(package, selection)
    if base:  # no source states the rate: it is calculated from two
        both = f"{aside(source)} and {aside(base)}"
        whose = f"calculated from {both} for {_year_of_base(selection)}"
    text = (
        f"{capital(row['in_text'])} had {row['amount'].many(selection.measure)} "
        f"{facts(package).dated_after_verb(row)}, {whose}"
    )
    if not (said := selection.place()):
        return f"{text}."
    if row["beside"] and len(row["beside"]) <= _NAMED:
        said += f", with {listed(row['beside'])},"
    text += f": {said} of the {selection.count(selection.ranked)} compared here"
    if row["ahead"] and len(row["ahead"]) == place.best - 1 and len(row["ahead"]) <= _NAMED:
        text += f", behind {listed(row['ahead'])}"
    return f"{text}."


def _alt(selection: Selection) -> str:
    rows = selection.records
    first, last = (_sharing(rows, one) for one in (rows[0], rows[-1]))
    parts = [f"Bar chart of {selection.measure} in {selection.count(len(rows))}."]
    if len(rows) == 1:
        return f"Bar chart of {selection.measure}: {rows[0]['name']}, {rows[0]['amount'].words()}."
    if len(first) == len(rows):
        parts.append(f"All have {first[0]['amount'].words()}.")
    else:
        verb = "is" if len(first) == 1 else "are"
        then = ", " if len(last) == 1 else "; at the bottom are "
        below = " at the bottom" if len(last) == 1 else ""
        parts.append(
            f"{_who(selection, first)} {verb} at the top with {_each(first)}{then}"
            f"{_who(selection, last)}{below} with {_each(last)}."
        )
    if selection.focus:
        row = selection.subject
        said = filter(None, [row["name"], row["amount"].words(), selection.place()])
        parts.append(f"Highlighted: {', '.join(said)}.")
    return " ".join(parts)


def _sharing(rows: Sequence[Row], mine: Row) -> list[Row]:
    """Return those who have one number, and one place, with one of them."""
    ends = mine["amount"].least, mine["amount"].most, mine["place"]
    return [row for row in rows if (row["amount"].least, row["amount"].most, row["place"]) == ends]


def _who(selection: Selection, rows: Sequence[Row]) -> str:
    names = [row["name"] for row in rows]
    return listed(names) if len(names) <= _NAMED else capital(selection.count(len(names)))


def _each(rows: Sequence[Row]) -> str:
    words = [row["amount"].words() for row in rows]
    alike = len(set(words)) == 1 or len(rows) > _NAMED
    return f"{words[0]} each" if alike and len(rows) > 1 else listed(words)


def _hover(package: Package, row: Row, selection: Selection) -> tuple[str, ...]:
    return (
        f"{row['name']}: {row['amount'].many(selection.measure)}",
        known_as(package, row),
        source_of(package, row),
    )


def _base(package: Package, selection: Selection) -> str:
    """Name the population figures that the rows were divided by; empty when they were not."""
    return listed(list(dict.fromkeys(cited(package, row) for row in selection.divisors)))


def _year_of_base(selection: Selection) -> str:
    return listed(sorted({date_words(row["as_of"]) for row in selection.divisors}))
