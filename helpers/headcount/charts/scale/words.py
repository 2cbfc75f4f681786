"""What a scale says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from headcount.charts.form import Item, Text, item
from headcount.charts.published import (
    ALT,
    bare,
    headline,
    originator,
    said,
    source_of,
    status_of,
    whose,
)
from headcount.charts.scale.selection import SHARE, Selection, of_hundred
from headcount.core.wording import capital, cardinal, few, possessive
from headcount.desk.compare import Comparison, compare
from headcount.figures.package import Package
from headcount.figures.phrase import counted, phrase, shortened
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
    who, later = originator(package, first), originator(package, second)
    found, few = pair.ratio, counted(package, first)
    if found is None:
        return headline(
            *(f"{said(who, first, few)}; {said(later, second, say(package, second))}"
              for say in (phrase, shortened, counted)),
            said(who, first, few),
        )  # fmt: skip
    # a share is of what follows, and a multiple without "as many as" is as clear and shorter
    brief = found.percent() + " of" if found.one_in() else found.words()
    brief = re.sub(r" \(.*\)", "", brief)  # the bounds around a value, which the picture shows
    brief = brief.replace("times as many as", "times").replace("twice as many as", "twice")
    verb = "is"
    if brief.endswith(" of"):
        verb, brief = "equals", re.sub(r"^between (\S+) and ", r"\1 to ", brief)
    mine, of = whose(who, first, few), bare(second["amount"])
    bald = whose(who, first, "").rstrip()
    theirs = [""] if later == who else [f"{possessive(later)} ", ""]
    # whom figures are about is said where there is room; their labels say all
    return headline(
        *(f"{mine} {verb} {brief} {by}{second['amount'].many(say(package, second), of)}"
          for by in theirs for say in (phrase, shortened, counted)),
        f"{mine} {verb} {brief} {of}",
        f"{bald} {verb} {brief} {second['amount'].many(counted(package, second), of)}",
        f"{bald} {verb} {brief} {of}",
    )  # fmt: skip


def _deck(selection: Selection) -> str:
    others = cardinal(len(selection.records) - 1)
    if selection.show == SHARE:
        if len(selection.records) == 2:
            return "The 100 squares are the whole; one square is 1% of it."
        return f"Each of the {others} groups has 100 squares; one square is 1% of it."
    if selection.one == 1 and not selection.records[0]["amount"].measured:
        return "Each square is one; part of a square is a fraction."
    less = "less" if selection.records[0]["amount"].measured else "fewer"
    return f"Each square is {selection.one:,} {selection.unit}; part of a square is {less}."


def _alt(selection: Selection) -> str:
    first, *others = selection.records
    of_one = f"each {selection.one:,} {selection.unit}"
    if selection.one == 1 and not first["amount"].measured:
        of_one = "one each"
    each = "100 for each group" if selection.show == SHARE else of_one
    lead = f"Squares, {each}: {first['counted']} compared with"
    names = [row["counted"] for row in others]
    drafts = [f"{lead} {few(names, most)}." for most in range(_NAMED, 0, -1)]
    return next((one for one in drafts if len(one) <= ALT), drafts[-1])
