"""What a scale says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from headcount.charts.bars import Ends
from headcount.charts.form import Item, Text, item
from headcount.charts.published import (
    ALT,
    amount,
    bare,
    called,
    gave,
    headed,
    headline,
    one_said,
    originator,
    source_of,
    status_of,
    whose,
)
from headcount.charts.scale.selection import HUNDRED, SHARE, Selection, of_hundred
from headcount.core.wording import are_several, article, capital, closed, few, possessive
from headcount.desk.compare import Comparison, compare
from headcount.figures.dates import years
from headcount.figures.package import Package
from headcount.figures.phrase import about, alone, counted, phrase, shortened, word
from headcount.figures.provenance import is_heard
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
        name = capital(f"{part.percent()} of {row['counted']} ({originator(package, row)})")
        whole = replace(item(package, row, name), ends=Ends(None, HUNDRED, None))
        own = of_hundred(part)
        yield Item(first["figure_id"], name, "", first["status"], known, own, "%", of=whole)


def _headline(package: Package, first: Row, second: Row, pair: Comparison) -> str:
    """Say what one figure is of another, and of each whom it counts where the two differ in it."""
    who, later = (headed(package, originator(package, row)) for row in (first, second))
    heard = is_heard(package, first)
    by = {say: whose(who, first, say(package, first), heard=heard) for say in _SHORTER}
    if pair.ratio is None:
        return headline(
            *(f"{gave(package, who, first, say(package, first))}; "
              f"{gave(package, later, second, say(package, second))}"
              for say in (phrase, shortened)),
            one_said(package, first, alone(package, first)),
        )  # fmt: skip
    # a share is of what follows, and a multiple without "as many as" is as clear and shorter
    brief = f"{pair.ratio.percent()} of" if pair.ratio.one_in() else pair.ratio.words()
    brief = re.sub(r" \(.*\)", "", brief)  # the bounds around a value, which the picture shows
    brief = brief.replace("times as many as", "times").replace("twice as many as", "twice")
    brief = re.sub(r"^between (\S+) and ", r"\1 to ", brief)
    brief = f"{'equals' if brief.endswith(' of') else 'is'} {brief}"
    of = bare(second["amount"])
    # a share of a number that nobody is named for says nothing; a claim is called one
    its = _SHORTER
    if later == who or kind(second["status"]) == "said":
        others = {
            say: second["amount"].many(say(package, second), called(second, of)) for say in its
        }
    else:
        others = {say: whose(later, second, say(package, second)) for say in its}
    pairs = [f"{by[one]} {brief} {others[two]}" for one, two in _pairs(package, first, second)]
    them, others_alone = (closed(alone(package, row)) for row in (first, second))
    theirs = f"{possessive(later)} for {others_alone}"
    if later == who:
        theirs = f"{'their' if are_several(who) else 'its'} figure for {others_alone}"
    without = [f"{possessive(who)} figure for {them} {brief} {theirs}"]
    if not _is_named(package, first):
        ways = _SHORTER if _are_one(package, first, second) else _SHORTER[:2]
        without = [f"{by[say]} {brief} {theirs}" for say in ways] if later == who else []
    if heard and first["status"] == "claimed":  # whose claim it is, nobody knows
        claims = [f"claim of {first['amount'].many(say(package, first), amount(first['amount']))}"
                  for say in _SHORTER]  # fmt: skip
        some = others[shortened].removeprefix(f"{possessive(later)} ")
        pairs += [f"{one} {brief} {article(some)}" for one in claims] if some[0].isalpha() else []
        without = [f"{one} {brief} {possessive(later)} figure for {others_alone}" for one in claims]
    return headline(
        *pairs,
        *(without if _is_named(package, second) else ()),
        one_said(package, first, alone(package, first)),
    )


def _is_named(package: Package, row: Row) -> bool:
    """Whether a headline may leave out a number: of what has a name of its own, and no claim."""
    return kind(row["status"]) != "said" and alone(package, row) != phrase(package, row)


def _are_one(package: Package, first: Row, second: Row) -> bool:
    """Whether two figures count the same people, whatever of them."""
    columns = [about(package, row["table"]) for row in (first, second)]
    whom = {
        word(package, row, column) if column else ""
        for row, column in zip((first, second), columns, strict=True)
    }
    return len(whom) == 1


_Say = Callable[[Package, Row], str]

_SHORTER: tuple[_Say, ...] = (phrase, shortened, counted)
"""Ways to say what a figure counts, the longest first."""


def _pairs(package: Package, first: Row, second: Row) -> Iterator[tuple[_Say, _Say]]:
    """Give the ways in which a headline may say what two figures count.

    It says whom of both, unless they are the same; then it says so of one.
    """
    ways = _SHORTER if _are_one(package, first, second) else _SHORTER[:2]
    for one in ways:
        for two in _SHORTER[: _SHORTER.index(one) + 1]:
            if one is not counted or two is not counted:
                yield one, two


def _deck(selection: Selection) -> str:
    span = years(row["as_of"] for row in selection.records)
    the = "The" if " to " in span else "All" if len(selection.records) > 2 else "Both"
    return f"{the} figures are for {span}."


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
