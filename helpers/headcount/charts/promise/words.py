"""What a promise chart says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from headcount.caveats import View
from headcount.caveats.facts import facts
from headcount.charts.form import Item, Text, item
from headcount.charts.promise.selection import Outcome, Promise, Selection
from headcount.charts.published import (
    amount,
    gave,
    headed,
    headline,
    originator,
    source_of,
    unhedged,
)
from headcount.core.wording import capital, cardinal, listed
from headcount.desk.compare import compare
from headcount.desk.quote import reported
from headcount.figures.dates import parse
from headcount.figures.dates import words as date_words
from headcount.figures.package import Package
from headcount.figures.phrase import counted, phrase, shortened
from headcount.figures.provenance import denied, is_heard
from headcount.figures.table import Row

_RESULTS = {
    "claimed": "claim",
    "offered": "offer",
    "planned": "plan",
    "estimated": "estimate",
    "confirmed": "count",
    "completed": "count",
}
"""What a number is that a headline gives as an outcome without whose it is."""

_NAMED = 2
"""As many promises are named in the text alternative."""


def describe(package: Package, selection: Selection) -> Text:
    """Draft every word of a promise chart from its rows."""
    rows = selection.by_id
    about = next(one for one in selection.promises if one.figure == selection.focus[0])
    return Text(
        headline=_headline(package, rows, about),
        deck=_deck(selection),
        sentence=_sentence(package, rows, about),
        alt=_alt(rows, selection, about),
        hovers=tuple(_hover(package, selection, row) for row in rows.values()),
    )


def best(rows: Mapping[str, Row], promise: Promise) -> Outcome | None:
    """Return the outcome that the words name: the firmest and latest that gives a number."""
    found = [one for one in promise.outcomes if one.figure]
    numbered = [one for one in found if rows[one.figure]["amount"].is_number]
    return next(reversed(numbered or found), None)


def items(package: Package, selection: Selection) -> Iterator[Item]:
    """Yield the lines of a card: each promise, then what stands beside it."""
    rows, seen = selection.by_id, set()
    for promise in selection.promises:
        for one in promise.lines:
            if one.figure and one.figure not in seen:
                row, lead = rows[one.figure], one.lead and f"{one.lead}: "
                name = f"{lead}{row['name']} ({originator(package, row)})"
                yield replace(item(package, row, name), group=promise.figure)
            seen.add(one.figure)


def _headline(package: Package, rows: Mapping[str, Row], about: Promise) -> str:
    row = rows[about.figure]
    whole, part, few = (say(package, row) for say in (phrase, shortened, counted))
    who, outcome = headed(package, originator(package, row)), best(rows, about)
    texts = [gave(package, who, row, what) for what in dict.fromkeys((whole, part, few))]
    if denials := facts(package).denials.get(row["figure_id"]):
        they = list(dict.fromkeys(headed(package, originator(package, one)) for one in denials))
        (did, *others) = {denied(package, one) for one in denials}
        did = "denied" if others else did
        but = f", then {did} it" if they == [who] else f"; {listed(they)} {did} it"
        return headline(*(f"{text}{but}" for text in texts), *texts)
    if outcome is None:
        return headline(
            *(f"{text}; we found no report of an outcome" for text in texts),
            f"{texts[-1]}; we found no outcome",
            texts[-1],
        )
    come = rows[outcome.figure]
    later = " later" if parse(come["as_of"]).earliest > parse(row["as_of"]).latest else ""
    other, what_came = headed(package, originator(package, come)), counted(package, come)
    it = f"{'it' if other == who else other}{later}"
    came = is_heard(package, come)
    results = [gave(package, it, come, what_came)]
    if come["amount"].is_number:
        number = amount(come["amount"])
        noun = _RESULTS[come["status"]]
        number = unhedged(number) if noun == "estimate" and not came else number
        many = [come["amount"].many(what_came, number)]
        many += [number] if counted(package, row) == what_came else []
        was = "was" if come["amount"].most == 1 or come["amount"].measured else "were"
        an = f"a{later} {noun}" if later else f"one {noun}"
        results += [f"{one} {was}{later} reported" if came else f"{an} was {one}" for one in many]
    # whom they are about, the labels say
    return headline(
        *(f"{text}; {result}" for text in texts for result in results),
        *texts,
    )


def _deck(selection: Selection) -> str:
    shown, recorded = len(selection.promises), selection.recorded
    many = cardinal(recorded) if shown == recorded else f"{cardinal(shown)} of {cardinal(recorded)}"
    noun = "claim, offer or plan" if recorded == 1 else "claims, offers and plans"
    return f"{_scale(selection)} Shown: {many} {noun} whose outcome we searched for."


def _scale(selection: Selection) -> str:
    units = {row["unit"] for row in selection.records if row["amount"].is_number}
    return "All bars share one scale." if len(units) < 2 else "Bars of one unit share one scale."


def _sentence(package: Package, rows: Mapping[str, Row], about: Promise) -> str:
    outcome = best(rows, about)
    row = rows[about.figure]
    if outcome is not None:
        return compare(package, row["figure_id"], rows[outcome.figure]["figure_id"]).sentence
    reason = " ".join(one.reason for one in about.outcomes)
    return f"{reported(View(package, (row,)), row)} {capital(reason)}"


def _alt(rows: Mapping[str, Row], selection: Selection, about: Promise) -> str:
    shown = [about, *(one for one in selection.promises if one is not about)][:_NAMED]
    each = "; ".join(_pair(rows, one) for one in shown)
    shown_many = len(selection.promises)
    noun = "claim, offer or plan" if shown_many == 1 else "claims, offers and plans"
    return f"Bars for {cardinal(shown_many)} {noun} and the reported outcomes: {each}."


def _pair(rows: Mapping[str, Row], one: Promise) -> str:
    outcome = best(rows, one)
    come = "nothing found" if outcome is None else _dated(rows[outcome.figure])
    return f"{rows[one.figure]['counted']}, {come}"


def _dated(row: Row) -> str:
    return f"{row['known']}, {date_words(row['as_of'])}"


def _hover(package: Package, selection: Selection, row: Row) -> tuple[str, ...]:
    ties = [
        f"{one.lead}: {one.reason}"
        for promise in selection.promises
        for one in promise.outcomes
        if one.figure == row["figure_id"]
    ]
    return (
        capital(row["counted"]),
        f"{capital(row['known'])}, {row['by']}",
        source_of(package, row),
        *ties,
    )
