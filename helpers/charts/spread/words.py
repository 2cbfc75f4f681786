"""What a spread says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from helpers.charts.form import Told
from helpers.charts.one_thing import years
from helpers.charts.spread.choosing import Chosen, Family
from helpers.dates import words as date_words
from helpers.figures import each
from helpers.package import Package
from helpers.provenance import sources
from helpers.quantity import Quantity, spoken
from helpers.status import kind
from helpers.wording import capital, cardinal

_KINDS = {"said": "claims", "estimated": "estimates", "counted": "counts"}

Row = Mapping[str, Any]


def tell(package: Package, chosen: Chosen) -> Told:
    """Draft every word of a spread from its rows."""
    rows = each(chosen.rows)
    ringed = next(row for row in rows if row["figure_id"] == chosen.ringed)
    return Told(
        headline=_headline(chosen, rows),
        deck=_deck(chosen, ringed),
        sentence=_sentence(package, chosen, rows, ringed),
        alt=_alt(chosen, rows, ringed),
        hovers=tuple(
            _hover(package, family, row) for family, those in chosen.members for row in those
        ),
    )


def ends(rows: Sequence[Row]) -> tuple[Row, Row]:
    """Return the figure with the lowest number stated, and the one with the highest."""
    return (
        min(rows, key=lambda row: _lowest(row["amount"])),
        max(rows, key=lambda row: (_highest(row["amount"]), row["amount"].least)),
    )


def span(rows: Sequence[Row]) -> str:
    """Say from where to where the figures run: ``from 400,000 to 1.3 million``."""
    low, high = ends(rows)
    if low["amount"].words() == high["amount"].words():
        return f"at {low['amount'].words()}"
    first = spoken(_lowest(low["amount"]))
    if low["amount"].qualifier == "up-to":
        first = f"no more than {first}"
    are_all_said = all(kind(row["status"]) == "said" for row in rows)
    first, last = (
        f"a claimed {text}" if kind(row["status"]) == "said" and not are_all_said else text
        for row, text in ((low, first), (high, _open_or(high["amount"])))
    )
    return f"from {first} to {last}"


def _open_or(amount: Quantity) -> str:
    """Say the highest number of an amount, and that it is open where it is."""
    return amount.words() if amount.most > _highest(amount) else spoken(_highest(amount))


def _lowest(amount: Quantity) -> float:
    return min(n for n in (amount.low, amount.value, amount.high) if n is not None)


def _highest(amount: Quantity) -> float:
    return max(n for n in (amount.low, amount.value, amount.high) if n is not None)


def _headline(chosen: Chosen, rows: list[Row]) -> str:
    what = f"{_noun(rows)} for {chosen.phrase}"
    if len(rows) == 1:
        return f"{rows[0]['name']} puts {chosen.phrase} at {rows[0]['amount'].words()}"
    text = f"Published {what} run {span(rows)}"
    if span(rows).startswith("at "):
        text = f"All published {what} stand {span(rows)}"
    family = chosen.ringed_family
    if not family.origin.is_shared:
        return text
    share = "seem to share" if family.origin.inferred else "share"
    return f"{text}; {cardinal(len(family.origin.publishers))} publishers {share} one origin"


def _noun(rows: Sequence[Row]) -> str:
    kinds = {kind(row["status"]) for row in rows}
    return _KINDS[kinds.pop()] if len(kinds) == 1 else "figures"


def _deck(chosen: Chosen, ringed: Row) -> str:
    count, behind = len(chosen.rows), len(chosen.families)
    figures = "One figure" if count == 1 else f"{capital(cardinal(count))} figures"
    origins = "one origin" if behind == 1 else f"{cardinal(behind)} origins"
    text = f"{figures}, {years(chosen.rows)}, from {origins}, a row each."
    return f"{text} Ringed: {ringed['name']}, {chosen.rule}."


def _sentence(package: Package, chosen: Chosen, rows: list[Row], ringed: Row) -> str:
    text = (
        f"{sources(package)[ringed['source_id']]['short_title']} gives {chosen.phrase} as "
        f"{ringed['amount'].words()} as of {date_words(ringed['as_of'])}"
    )
    if len(rows) == 1:
        return f"{text}."
    low, high = ends(rows)
    return (
        f"{text}; published figures run from {low['amount'].words()} ({low['name']}) to "
        f"{high['amount'].words()} ({high['name']})."
    )


def _alt(chosen: Chosen, rows: list[Row], ringed: Row) -> str:
    many = "one figure" if len(rows) == 1 else f"{cardinal(len(rows))} figures"
    text = f"Dot plot of {many} for {chosen.phrase}, {span(rows)}."
    text += f" Ringed: {ringed['amount'].words()}, {ringed['name']}"
    family = chosen.ringed_family
    if family.origin.is_shared:
        text += f"; {cardinal(len(family.origin.publishers))} publishers go back to its origin"
    return f"{text}."


def _hover(package: Package, family: Family, row: Row) -> tuple[str, ...]:
    amount: Quantity = row["amount"]
    status = package.label((row["table"], "status"), row["status"])
    source = sources(package)[row["source_id"]]
    lines = (
        f"{source['short_title']}: {amount.words()}",
        f"{capital(status)}, as of {date_words(row['as_of'])}",
        row["definition"],
    )
    if family.origin.name == source["publisher"]:
        return lines
    inferred = " (by our inference)" if source["publisher"] in family.origin.inferred else ""
    return (*lines, f"Goes back to {family.origin.name}{inferred}")
