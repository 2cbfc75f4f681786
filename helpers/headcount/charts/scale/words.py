"""What a scale says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from headcount.charts.form import Text
from headcount.charts.items import Item, item, originator
from headcount.charts.published import publisher_of, source_of, status_of
from headcount.charts.scale.selection import SHARE, Selection, of_hundred
from headcount.core.wording import capital, cardinal, fitting, listed
from headcount.desk import quote
from headcount.desk.compare import Comparison, compare
from headcount.figures.package import Package
from headcount.figures.phrase import counted, shortened
from headcount.figures.status import kind
from headcount.figures.table import Row

_NAMED = 3
"""As many yardsticks are named in the text alternative."""


def describe(package: Package, selection: Selection) -> Text:
    """Draft every word of a scale from its rows."""
    first, second, *_ = selection.records
    pair = compare(package, first["figure_id"], second["figure_id"])
    return Text(
        headline=_headline(package, first, second, pair),
        deck=_deck(selection),
        sentence=pair.sentence,
        alt=_alt(selection),
        hovers=tuple(
            (capital(row["counted"]), row["known"], source_of(package, row))
            for row in selection.records
        ),
    )


def items(package: Package, selection: Selection) -> Iterator[Item]:
    """Yield the lines of a card: each figure, or of each yardstick what part the first one is."""
    first, *others = selection.records
    if selection.show != SHARE:
        for row in selection.records:
            yield item(package, row, f"{capital(row['name'])} ({originator(package, row)})")
        return
    known = status_of(package, first)
    for row, part in zip(others, selection.shares, strict=True):
        name = f"of {row['counted']} ({originator(package, row)})"
        own = item(package, row, name)
        shares = {
            "figure_id": first["figure_id"],
            "value": part.percent(),
            "ends": of_hundred(part),
            "unit": "%",
        }
        yield replace(own, name=name, status=first["status"], known=known, **shares)


def _headline(package: Package, first: Row, second: Row, pair: Comparison) -> str:
    verb = "would be" if kind(first["status"]) == "said" else "are"
    known = f"({status_of(package, first)}, {publisher_of(package, first)})"
    found, view = pair.ratio, pair.view
    other, whole = quote.second_amount(view), quote.amount_and_subject(view, second)
    if found is None:
        return capital(f"{first['counted']} {known} beside {whole}")
    brief = f"{found.percent()} of" if found.one_in() else found.words()
    few, whose = (
        f"{first['amount'].words()} {say(package, first)}" for say in (counted, shortened)
    )
    # whom figures are about is said where there is room, of one at least; their labels say all
    return capital(
        fitting(
            f"{first['counted']} {known} {verb} {found.words()} {other}",
            f"{first['counted']} {known} {verb} {brief} {other}",
            f"{few} {known} {verb} {brief} {whole}",
            f"{few} {known}: {brief} {whole}",
            f"{whose} {known}: {brief} {other}",
            f"{whose} {known}: {brief.replace('times as many as', 'times')} {other}",
            f"{few} {known} {verb} {brief} {other}",
        )
    )


def _deck(selection: Selection) -> str:
    others = cardinal(len(selection.records) - 1)
    if selection.show == SHARE:
        return f"The squares under each of {others} yardsticks are a hundred: one is 1% of it."
    return f"One square is {selection.one:,} {selection.unit}; what is less is part of a square."


def _alt(selection: Selection) -> str:
    first, *others = selection.records
    named = [row["counted"] for row in others[:_NAMED]]
    if len(others) > _NAMED:
        named.append(f"{len(others) - _NAMED} more")
    of_one = f"each {selection.one:,} {selection.unit}"
    each = "a hundred for each yardstick" if selection.show == SHARE else of_one
    return f"Squares, {each}: {first['counted']} beside {listed(named)}."
