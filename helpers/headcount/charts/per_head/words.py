"""What a chart per head says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headcount.charts.form import Told
from headcount.charts.per_head.selecting import Chosen
from headcount.core.wording import capital, cardinal, fitting, listed
from headcount.figures.bases import base_name
from headcount.figures.dates import words as date_words
from headcount.figures.dates import years
from headcount.figures.names import short
from headcount.figures.package import Package
from headcount.figures.provenance import sources
from headcount.figures.ranking import say
from headcount.figures.table import each

_NAMED = 3  # as many may be first before the headline stops naming them

Row = Mapping[str, Any]


def tell(package: Package, chosen: Chosen) -> Told:
    """Draft every word of a chart per head from its rows."""
    rows = each(chosen.rows)
    return Told(
        headline=_headline(package, chosen),
        deck=_deck(package, chosen),
        sentence=_sentence(package, chosen),
        alt=_alt(package, chosen),
        hovers=tuple(_hover(package, row, chosen) for row in rows),
    )


def standing(row: Row, at: int) -> str:
    """Say the place of a row by one base, where another base gives it another one."""
    told = [
        say(place, rate) if place else ""
        for place, rate in zip(row["places"], row["rates"], strict=True)
    ]
    return told[at] if len(set(told)) > 1 else ""


def _headline(package: Package, chosen: Chosen) -> str:
    full = _by_base(package, chosen)
    leaders = tuple(dict.fromkeys(who for one in chosen.leaders for who in one))
    if not leaders:
        return full
    whose = f"{_publisher(package, chosen)} figures"
    return fitting(full, f"{whose} put {_either(leaders)} first in {chosen.measure}")


def _by_base(package: Package, chosen: Chosen) -> str:
    """Say who is first, and by which population figures."""
    firsts = _firsts(chosen, f"first in {chosen.measure} by")
    return f"{_publisher(package, chosen)} figures put {firsts}"


def _publisher(package: Package, chosen: Chosen) -> str:
    return short(package, sources(package)[chosen.rows["source_id"].iloc[0]]["publisher"])


def _firsts(chosen: Chosen, by: str) -> str:
    """Say who is first by which population figures; `by` follows the first who are."""
    by_leaders: dict[tuple[str, ...], list[str]] = {}
    for who, count in zip(chosen.leaders, chosen.counts, strict=True):
        by_leaders.setdefault(who, []).append(count)
    (first, counts), *others = by_leaders.items()
    text = f"{_either(first)} {by} {listed(counts)}"
    return ", ".join([text, *(f"{_either(who)} by {listed(named)}" for who, named in others)])


def _either(who: tuple[str, ...]) -> str:
    if not who:
        return "nobody"
    if len(who) > _NAMED:
        return f"one of {cardinal(len(who))}"
    return " or ".join(filter(None, [", ".join(who[:-1]), who[-1]]))


def _deck(package: Package, chosen: Chosen) -> str:
    shown = len(chosen.rows)
    many = chosen.names.count(chosen.ranked)
    if shown < chosen.ranked:
        many = f"{cardinal(shown)} of {many}"
    source = sources(package)[chosen.rows["source_id"].iloc[0]]["short_title"]
    # whose count each mark is divided by, the key says
    text = (
        f"{capital(chosen.measure)} of {years(chosen.base['as_of'])}, {many}: latest figures in "
        f"{source}, as of {years(chosen.rows['as_of'])}."
    )
    if _headline(package, chosen) != _by_base(package, chosen):
        text += f" First: {_firsts(chosen, 'by')}."
    if chosen.compared < chosen.ranked and len(chosen.bases) > 1:
        text += f" Places are among the {cardinal(chosen.compared)} in all counts."
    return text


def _sentence(package: Package, chosen: Chosen) -> str:
    row = _subject(chosen)
    source = sources(package)[row["source_id"]]["short_title"]
    parts = [
        f"{rate.words()} by {count}" + (f" ({say(place, rate)})" if place else "")
        for rate, place, count in zip(row["rates"], row["places"], chosen.counts, strict=True)
        if rate
    ]
    text = (
        f"{capital(chosen.measure)} of {row['in_text']} as of {date_words(row['as_of'])}, reckoned "
        f"from {source}: {listed(parts)}"
    )
    if any(row["places"]):
        text += f", of {chosen.names.count(chosen.compared)} compared here"
    return f"{text}."


def _alt(package: Package, chosen: Chosen) -> str:
    rows = each(chosen.rows)
    text = f"Dot plot of {chosen.measure} in {chosen.names.count(len(rows))}"
    if len(chosen.bases) > 1:
        count = cardinal(len(chosen.bases))
        text += f", by {count} counts of {base_name(package, chosen.bases[0])}"
    told = list(dict.fromkeys([rows[0]["figure_id"], _subject(chosen)["figure_id"]]))
    ends = [
        f"{row['name']}: {' or '.join(rate.words() for rate in row['rates'] if rate)}"
        for row in rows
        if row["figure_id"] in told
    ]
    return f"{text}. {'; '.join(ends)}."


def _hover(package: Package, row: Row, chosen: Chosen) -> tuple[str, ...]:
    rates = [
        f"{rate.words()} by {count}" + (f", {say(place, rate)}" if place else "")
        for rate, place, count in zip(row["rates"], row["places"], chosen.counts, strict=True)
        if rate
    ]
    status = package.label((row["table"], "status"), row["status"])
    return (
        f"{row['name']}, {chosen.measure}:",
        *rates,
        f"{capital(status)}, as of {date_words(row['as_of'])}",
        sources(package)[row["source_id"]]["short_title"],
    )


def _subject(chosen: Chosen) -> Row:
    """Return the row that the sentence is about: the highlighted one, else the first."""
    rows = each(chosen.rows)
    return next((row for row in rows if row["figure_id"] in chosen.focus), rows[0])
