"""What a chart per head says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from headcount.caveats.facts import facts
from headcount.charts.form import Item, Text, item
from headcount.charts.per_head.selection import Selection
from headcount.charts.published import amount, cited, headline, known_as, publisher_of, source_of
from headcount.core.wording import at, capital, cardinal, either, listed
from headcount.figures.bases import base_name
from headcount.figures.dates import years
from headcount.figures.package import Package
from headcount.figures.ranking import say
from headcount.figures.table import Row

_NAMED = 3  # as many may be first before the headline stops naming them
_LONG = 265
"""A deck of more characters takes the picture its place."""


def describe(package: Package, selection: Selection) -> Text:
    """Draft every word of a chart per head from its rows."""
    return Text(
        headline=_headline(package, selection),
        deck=_deck(package, selection),
        sentence=_sentence(package, selection),
        alt=_alt(package, selection),
        hovers=tuple(_hover(package, row, selection) for row in selection.records),
        facts=tuple(selection.facts()),
    )


def items(package: Package, selection: Selection) -> Iterator[Item]:
    """Yield the lines of a card: the rate of each by the first and the last count of heads."""
    ends = dict.fromkeys((0, len(selection.counts) - 1))
    for row in selection.records:
        for rate, count in ((row["rates"][end], selection.counts[end]) for end in ends):
            if rate:
                yield item(package, {**row, "amount": rate}, f"{row['name']}, {count}")


def _headline(package: Package, selection: Selection) -> str:
    whose = f"{publisher_of(package, selection.records[0])} figures"
    leaders = tuple(dict.fromkeys(who for one in selection.leaders for who in one))
    if not leaders:
        row = selection.subject
        rates = list(dict.fromkeys(amount(rate) for rate in row["rates"] if rate))
        what = f"{whose} put {row['in_text']}"
        many = partial(row["amount"].many, selection.measure)
        brief = f"{publisher_of(package, row)}: {row['in_text']}, {many(rates[0])}"
        return headline(
            f"{what} {many(at(either(rates)))}",
            f"{what} {many(at(rates[0]))}",
            brief,
            f"{row['in_text']}: {many(rates[0])}",
        )
    full = _by_base(package, selection)
    together = all(selection.joint) and len(set(selection.leaders)) == 1
    who = _together(leaders) if together else _either(leaders)
    first = f"put {who} first in {selection.measure}"
    return headline(full, f"{whose} {first}", f"published figures {first}")


def _by_base(package: Package, selection: Selection) -> str:
    """Say who is first, and by which population figures."""
    firsts = _firsts(selection, f"first in {selection.measure} by", selection.counts)
    return f"{publisher_of(package, selection.records[0])} figures put {firsts}"


def _firsts(selection: Selection, by: str, counts: Sequence[str]) -> str:
    """Say who is first by which population figures; `by` follows the first who are."""
    by_leaders: dict[str, list[str]] = {}
    for who, joint, count in zip(selection.leaders, selection.joint, counts, strict=True):
        by_leaders.setdefault(_together(who) if joint else _either(who), []).append(count)
    (first, named), *others = by_leaders.items()
    if not others and len(named) > 2:
        named = [f"all {cardinal(len(named))} counts"]
    text = f"{first} {by} {listed(named)}"
    return ", ".join([text, *(f"{who} by {listed(named)}" for who, named in others)])


def _together(who: tuple[str, ...]) -> str:
    return f"{listed(who) if len(who) <= _NAMED else cardinal(len(who))} together"


def _either(who: tuple[str, ...]) -> str:
    if not who:
        return "none"
    if len(who) > _NAMED:
        return f"one of {cardinal(len(who))}"
    return either(who)


def _deck(package: Package, selection: Selection) -> str:
    shown = len(selection.records)
    many = selection.count(selection.ranked)
    if shown < selection.ranked:
        many = f"{cardinal(shown)} of {many}"
    source = cited(package, selection.records[0])
    people, dated = years(selection.base["as_of"]), facts(package).dated_in_years(selection.records)
    # whose count each mark is divided by, the key says
    text = f"{capital(selection.measure)} of {people}, {many}: latest figures in {source}, {dated}."
    if not selection.bearing.is_sound:
        return text
    if says_first := _headline(package, selection) != _by_base(package, selection):
        text += f" First: {_firsts(selection, 'by', selection.counts)}."
    if selection.compared < selection.ranked and len(selection.bases) > 1:
        text += f" Places are among the {cardinal(selection.compared)} in all counts."
    counted = all(None not in row["rates"] for row in selection.records)
    if len(text) <= _LONG or not (says_first and counted):
        return text
    # the headline says what is measured, and the source line in which edition
    base = base_name(package, selection.bases[0])
    whose = [count.removesuffix(f" {base}") for count in selection.counts]
    many = f"{cardinal(shown)} of {selection.count(selection.compared)} in all counts"
    return (
        f"{capital(many)}, {dated}; {base} of {people}. First: {_firsts(selection, 'by', whose)}."
    )


def _sentence(package: Package, selection: Selection) -> str:
    row = selection.subject
    source = cited(package, row)
    parts = [
        f"{rate.words()} by {count}" + (f" ({say(place, rate)})" if place else "")
        for rate, place, count in zip(row["rates"], row["places"], selection.counts, strict=True)
        if rate
    ]
    text = (
        f"{capital(selection.measure)} of {row['in_text']} {facts(package).dated(row)}, "
        f"calculated from {source}: {listed(parts)}"
    )
    if any(row["places"]):
        text += f", of {selection.count(selection.compared)} compared here"
    return f"{text}."


def _alt(package: Package, selection: Selection) -> str:
    rows = selection.records
    text = f"Dot plot of {selection.measure} in {selection.count(len(rows))}"
    if len(selection.bases) > 1:
        count = cardinal(len(selection.bases))
        text += f", by {count} counts of {base_name(package, selection.bases[0])}"
    named = {rows[0]["figure_id"], selection.subject["figure_id"]}
    ends = [
        f"{row['name']}: {' or '.join(dict.fromkeys(rates))}"
        for row in rows
        if row["figure_id"] in named
        for rates in [[rate.words() for rate in row["rates"] if rate]]
    ]
    return f"{text}. {'; '.join(ends)}."


def _hover(package: Package, row: Row, selection: Selection) -> tuple[str, ...]:
    rates = [
        f"{rate.words()} by {count}" + (f", {say(place, rate)}" if place else "")
        for rate, place, count in zip(row["rates"], row["places"], selection.counts, strict=True)
        if rate
    ]
    return (
        f"{row['name']}, {selection.measure}:",
        *rates,
        known_as(package, row),
        source_of(package, row),
    )
