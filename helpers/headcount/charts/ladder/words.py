"""What a ladder says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from headcount.caveats import View
from headcount.charts.form import Item, Text, item
from headcount.charts.ladder.selection import Rung, Selection
from headcount.charts.published import DENIALS, amount, headed, headline, stated, still_to_come
from headcount.core.wording import (
    are_several,
    capital,
    cardinal,
    closed,
    count_of,
    listed,
    possessive,
)
from headcount.desk.quote import reported, says_no
from headcount.figures.names import running, short
from headcount.figures.package import Package
from headcount.figures.phrase import counted, phrase, shortened
from headcount.figures.provenance import Hop, voice
from headcount.figures.quantity import Quantity
from headcount.figures.status import DENIED
from headcount.figures.table import Row

_OWN = {"claimed": "claim", "estimated": "estimate", "confirmed": "count", "completed": "count"}
"""What a figure of each status is to its first speaker; an offer may be another's."""


def describe(package: Package, selection: Selection) -> Text:
    """Draft every word of a ladder from its rows."""
    row = selection.subject
    return Text(
        headline=_headline(package, selection, row),
        deck=_deck(selection),
        sentence=_sentence(package, selection, row),
        alt=_alt(package, selection, row),
        hovers=tuple(_hover(one) for one in selection.records),
        facts=tuple(_facts(selection)),
    )


def detail(hop: Hop, selection: Selection) -> str:
    """Say a speaker's role and interest."""
    interest = selection.interests.get(hop.interest, {}).get("label", hop.interest)
    return f"{hop.role}; {interest}"


def items(package: Package, selection: Selection) -> Iterator[Item]:
    """Yield the lines of a card: the first figure's way, its end, who denies it, who else spoke."""
    row = selection.subject
    for hop in row["way"][:-1]:
        told = "" if hop.named else "not named"
        says = detail(hop, selection)
        yield Item(row["figure_id"], hop.speaker, told, "", "", is_step=True, detail=says)
    last = row["way"][-1:]
    name, says = (last[0].speaker, detail(last[0], selection)) if last else (row["publisher"], "")
    yield replace(item(package, row, name), ends=None, is_step=True, detail=says)
    others = [one for one in selection.records if one is not row and one["amount"].is_number]
    for other in sorted(others, key=lambda one: one["status"] != "denied"):
        name = voice(other["way"], other["publisher"])
        yield replace(item(package, other, name), ends=None)


def _headline(package: Package, selection: Selection, row: Row) -> str:
    way = _short(row, partial(headed, package))
    denials = _denials(selection, row)
    who = [short(package, voice(one["way"], one["publisher"])) for one in denials]
    did = denials[0]["did"] if len(denials) == 1 else "denied"
    denied = f"; {listed(who)} {did} it" if who else ""
    name = _page(row)
    says = dict.fromkeys((phrase(package, row), _own(package, row), shortened(package, row),
                          counted(package, row)))  # fmt: skip
    few = _whose(name, row, counted(package, row))
    # what a draft leaves out, the rungs and the ends of the ladder say
    return headline(
        *(f"{_whose(name, row, what)} {way}{denied}" for what in says),
        f"{few} {way}{f'; it was {did}' if who else ''}",
        *(f"{_whose(name, row, what)} {way}" for what in says),
        *(f"{_noun(row)} {closed(_amount(row, what))} {way}" for what in says),
        f"a figure {way}",
    )


def _own(package: Package, row: Row) -> str:
    """Say what a figure counts within a sentence, where a list would say it with a comma."""
    return row["own"] if ", " not in row["own"] else phrase(package, row)


def _whose(publisher: str, row: Row, what: str) -> str:
    return f"{possessive(publisher)} {_noun(row)} {closed(_amount(row, what))}"


def _noun(row: Row) -> str:
    if row["status"] == DENIED:
        noun = DENIALS[row["did"]][1].lower()
        lead = noun if _is_own(row) else f"report of a {noun}"
        return f"{lead} {'of' if row['amount'].is_number else 'about'}"
    return "figure of" if row["amount"].is_number else "report on"


def _amount(row: Row, what: str) -> str:
    number: Quantity = row["amount"]
    what = still_to_come(row, what)
    brief = amount(number).removeprefix("an estimated ")  # the status says it
    return number.many(what, brief) if number.is_number else what


def _page(row: Row) -> str:
    """Say who passed a figure on last, where its publisher is its origin, else who published it."""
    way = row["way"]
    is_own = len(way) > 1 and row["published_by"] == way[0].speaker
    return str(way[-1].speaker if is_own else row["publisher"])


def _is_own(row: Row, called: Callable[[str], str] = str) -> bool:
    """Whether who published a figure is its origin: "BBC News" has the BBC's own."""
    way = row["way"]
    if not way or way[-1].number or not way[0].named:
        return False
    origin, publisher = called(way[0].speaker), called(row["publisher"])
    return origin == publisher or publisher.startswith(f"{origin} ")


def _short(row: Row, called: Callable[[str], str]) -> str:
    """Say how long a way is and where it begins; `called` names a speaker."""
    way = row["way"]
    if not way:
        return "has no earlier source on record"
    first = way[0]
    origin = called(first.speaker) if first.named else "an unnamed source"
    hops = way[-1].number
    if not hops:
        if not _is_own(row, called) or row["status"] not in _OWN:
            return f"comes straight from {origin}"
        return f"is {'their' if are_several(origin) else 'its'} own {_OWN[row['status']]}"
    if hops == 1:
        return f"comes from {origin}"
    return f"traces to {origin} in {count_of(hops, 'step')}"


def _denials(selection: Selection, row: Row) -> list[Row]:
    return [
        one
        for one in selection.records
        if one["answers"] == row["figure_id"] and one["status"] == "denied"
    ]


def _deck(selection: Selection) -> str:
    rows = selection.records
    about = f"{selection.shared}: " if selection.shared else ""
    many = f"{count_of(len(rows), 'figure')} of {selection.years}"
    text = f"{about}how {many} got from the source to the page, as far as recorded"
    answers = [row for row in rows if row["answered"]]
    if answers:
        answer, denials = len(answers), sum(row["status"] == "denied" for row in answers)
        text += f"; {cardinal(answer)} answer{'s another' if answer == 1 else ' others'}"
        who = "" if denials == answer else f"{cardinal(denials)} "
        text += f", {who}by denying {'it' if answer == 1 else 'them'}" if denials else ""
    return f"{capital(text)}."


def _facts(selection: Selection) -> Iterator[str]:
    if selection.asked > selection.drawn:
        many = cardinal(selection.drawn)
        yield f"Only the {many} of {selection.asked:,} figures with the most steps are shown."


def _sentence(package: Package, selection: Selection, row: Row) -> str:
    view = View(package, (row,))
    text = reported(view, row)
    way = row["way"]
    if len(way) > 1:
        speakers = [running(package, short(package, hop.speaker)) for hop in way]
        through = f" through {listed(speakers[1:-1])}" if len(speakers) > 2 else ""
        what = "statement" if row["status"] == DENIED or not row["amount"].is_number else "number"
        text += f" The {what} passed from {speakers[0]}{through} to {speakers[-1]}."
    elif not way:
        text += " The chain of sources is not recorded."
    denials = (says_no(view, denial, "it") for denial in _denials(selection, row))
    return " ".join([text, *denials])


def _alt(package: Package, selection: Selection, row: Row) -> str:
    whose = capital(_whose(running(package, _page(row)), row, _own(package, row)))
    way = _short(row, lambda who: running(package, short(package, who)))
    text = f"Diagram of how a figure was passed on. {whose} {way}."
    others = len(selection.records) - 1
    if not others:
        return text
    denied = sum(one["status"] == "denied" and one is not row for one in selection.records)
    more = f" It also shows {count_of(others, 'other figure')}"
    them = "a denial" if denied == 1 else "denials"
    which = f"{cardinal(denied)} of them {them}"
    if denied == others:
        which = them if others == 1 else "both denials" if others == 2 else "all denials"
    return f"{text}{more}{f', {which}' if denied else ''}."


def _hover(row: Row) -> tuple[str, ...]:
    way = " > ".join(hop.speaker for hop in row["way"]) or "No chain of sources is recorded"
    said = f"{capital(row['said'])} {row['dated']}"
    return (capital(_amount(row, row["own"])), said, way, row["source"])


def of_rung(selection: Selection, rung: Rung) -> tuple[str, str]:
    """Return what stands at a rung: the speaker, and the role with the interest."""
    return rung.hop.speaker, detail(rung.hop, selection)


def of_end(row: Row) -> tuple[str, str]:
    """Return what stands at the end of a way: the amount, and how and where it is stated."""
    said = [] if row["status"] == "denied" else [row["said"]]
    if not row["way"]:
        said.append("no chain of sources is recorded")
    elif hops := row["way"][-1].number:
        said.append(f"after {count_of(hops, 'hop')}")
    if row["answered"]:
        said.append(f"in answer to {row['answered']}")
    return stated(row), capital(f"{', '.join(said)}; {row['source']}".removeprefix("; "))
