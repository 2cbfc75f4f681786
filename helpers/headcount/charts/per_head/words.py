"""What a chart per head says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from operator import attrgetter

from headcount.caveats.facts import facts
from headcount.charts.form import Item, Text, item
from headcount.charts.per_head.selection import Selection
from headcount.charts.published import (
    cited,
    headline,
    known_as,
    publisher_of,
    rough,
    source_of,
    unhedged,
    whose_figures,
)
from headcount.core.wording import at, capital, cardinal, closed, either, listed
from headcount.figures.bases import base_name
from headcount.figures.dates import years
from headcount.figures.package import Package
from headcount.figures.quantity import Quantity, spoken
from headcount.figures.ranking import say
from headcount.figures.table import Row

_NAMED = 3  # as many may be first before the headline stops naming them
_LONG = 285
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
    whose = whose_figures(package, [selection.records[0], *selection.divisors])
    leaders = tuple(dict.fromkeys(who for one in selection.leaders for who in one))
    if not leaders:
        row = selection.subject
        many = row["amount"].many(selection.measure, at(_between(row["rates"])))
        return headline(*(f"{one} put {row['in_text']} {many}" for one in whose))
    full = _by_base(package, selection)
    together = all(selection.joint) and len(set(selection.leaders)) == 1
    who = _together(leaders) if together else _either(leaders)
    of = selection.count(selection.compared)
    put = [f"put {who} first {of_them}in {selection.measure}" for of_them in (f"of {of} ", "")]
    return headline(full, *(f"{one} {other}" for other in put for one in whose))


def _between(rates: Sequence[Quantity | None]) -> str:
    """Say in a headline from where to where the rates of one go, by the counts of population.

    Examples
    --------
    >>> one, other = (
    ...     Quantity(value=rate, qualifier="about", digits=4, unit="soldiers per 1,000 people")
    ...     for rate in (43.67, 32.4)
    ... )
    >>> _between([one]), _between([one, other])
    ('about 43.7', 'about 32.4 to 43.7')
    >>> least = Quantity(low=41, qualifier="more-than")
    >>> _between([least, Quantity(low=44, qualifier="more-than"), None])
    'more than 41'
    """
    said = [rough(rate).as_printed() for rate in rates if rate]
    low, high = (end(said, key=attrgetter("stated")) for end in (min, max))
    if low.words() == high.words():
        return low.words(bounds=False)
    if not math.isfinite(high.most):
        return low.words(bounds=False)
    if low.least == 0 and low.low is None and low.value is None:  # of limits, the highest holds
        return high.words(bounds=False)
    first, last = (one.value for one in (low, high))
    if first is None or last is None:
        return (
            f"{spoken(min(one.least for one in said))} to {spoken(max(one.most for one in said))}"
        )
    lead = "about " if "about" in (low.qualifier, high.qualifier) else ""
    return f"{lead}{spoken(first)} to {spoken(last)}"


def _by_base(package: Package, selection: Selection) -> str:
    """Say who is first, and by which population figures."""
    of = selection.count(selection.compared)
    firsts = _firsts(selection, f"first of {of} in {selection.measure} by", selection.counts)
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
    base = base_name(package, selection.bases[0])
    # whose count each mark is divided by, the key says
    text = (
        f"{capital(selection.measure)} ({people} {base}), {many}: latest figures from {source}, "
        f"{dated}."
    )
    if not selection.bearing.is_sound:
        return text
    are_several = len(selection.counts) > 1  # else the headline says whose count it is
    says_first = are_several and _headline(package, selection) != _by_base(package, selection)
    if says_first:
        text += f" First: {_firsts(selection, 'by', selection.counts)}."
    if selection.compared < selection.ranked and len(selection.bases) > 1:
        text += f" Ranks are among {selection.count(selection.compared)} in all counts."
    counted = all(None not in row["rates"] for row in selection.records)
    if len(text) <= _LONG or not (says_first and counted):
        return text
    # the headline says what is measured, and the source line in which edition
    whose = [count.removesuffix(f" {base}") for count in selection.counts]
    many = f"{cardinal(shown)} of {selection.count(selection.compared)} in all counts"
    return (
        f"{capital(many)}, {dated}; {base} of {people}. First: {_firsts(selection, 'by', whose)}."
    )


def _sentence(package: Package, selection: Selection) -> str:
    row = selection.subject
    by_rate: dict[tuple[str, str], list[str]] = {}
    for rate, place, count in zip(row["rates"], row["places"], selection.counts, strict=True):
        if rate:
            said = say(place, rate) if place else ""
            by_rate.setdefault((rough(rate).words(), said), []).append(count)
    first, of = next(iter(by_rate)), selection.measure
    parts = [
        f"{row['amount'].many(of, rate) if (rate, place) == first else rate} by {listed(counts)}"
        + (f" ({place})" if place else "")
        for (rate, place), counts in by_rate.items()
    ]
    base = f"{base_name(package, selection.bases[0])} of {years(selection.base['as_of'])}"
    text = (
        f"{capital(facts(package).dated(row))}, {row['in_text']} had {listed(parts)}, calculated "
        f"from {closed(cited(package, row))} and the {base}."
    )
    if any(row["places"]):
        text += f" Ranks are among {selection.count(selection.compared)}."
    return text


def _alt(package: Package, selection: Selection) -> str:
    rows = selection.records
    text = f"Dot plot of {selection.measure} in {selection.count(len(rows))}"
    if len(selection.bases) > 1:
        count = cardinal(len(selection.bases))
        text += f", by {count} counts of {base_name(package, selection.bases[0])}"
    named = {rows[0]["figure_id"], selection.subject["figure_id"]}
    ends = [
        f"{row['name']}: {_any([rate.words() for rate in row['rates'] if rate])}"
        for row in rows
        if row["figure_id"] in named
    ]
    return f"{text}. {'; '.join(ends)}."


def _any(rates: Sequence[str]) -> str:
    """Give rates of which one holds: ``about 43.7, 44.1 or 44.3``."""
    many = list(dict.fromkeys(rates))
    if all(one.startswith("about ") for one in many):
        return f"about {either([unhedged(one) for one in many])}"
    return either(many)


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
