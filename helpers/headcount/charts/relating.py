"""An editor's words about two figures held against the rows: order, direction, year, part, denial.

Each rule speaks only where the rows say the opposite: what they leave open, nobody is told of.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from headcount.figures.dates import parse
from headcount.figures.dates import words as date_words
from headcount.figures.table import Row

Told = Iterator[tuple[str, str]]

_AHEAD = r"ahead of|above|exceeds?|outnumbers?|surpass(?:es|ed)?|outranks?|(?:larger|bigger) than"
_BEHIND = r"behind|trails?|trailed|lags?|lagged|smaller than"
_ORDER = re.compile(rf"\b(?:({_AHEAD})|({_BEHIND}))\b", re.IGNORECASE)
_UP = r"r[io]ses?|risen|raise[sd]?|grew|grows?|grown|climb(?:s|ed)?|increase[sd]?|jump(?:s|ed)?"
_DOWN = r"fall(?:s|en)?|fell|drop(?:s|ped)?|cuts?|lower(?:s|ed)|decline[sd]?|shr[aiu]nks?"
_TURN = re.compile(rf"\b(?:({_UP}|up(?= from))|({_DOWN}|down(?= from)))\b", re.I)
_LEAD = r"(?:about |at least |nearly |more than |over |up to |some |an estimated )?$"
_FROM, _TO = (re.compile(rf"\b{word} {_LEAD}", re.IGNORECASE) for word in ("from", "to"))
_IN_YEAR = re.compile(r"^[^,;:.\d]{0,40}?\bin (?:the |[A-Z][a-z]+\.? )?((?:19|20)\d\d)(s?)\b")
_ADD = re.compile(rf"\b(?:(add(?:s|ed)?|{_UP})|({_DOWN}|lost|lose[sd]?))\b", re.IGNORECASE)
_TIMES = {"doubled": 2, "tripled": 3, "quadrupled": 4, "halved": 1 / 2}
_TIMES_BY = re.compile(rf"\b(?:(more than|over|nearly|almost) )?({'|'.join(_TIMES)})\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PARTS = {"half": 1 / 2, "a third": 1 / 3, "a quarter": 1 / 4, "a fifth": 1 / 5, "a tenth": 1 / 10}
_PART = re.compile(rf"\b({'|'.join(_PARTS)})\b(?: of)?[^,;:.\d]{{0,30}}$", re.IGNORECASE)
_UNDENIED = re.compile(r"\b(?:never denie[sd]|did not deny|has not denied)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]|, (?=but|while|and )")
_NEAR = 0.2


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number of a text where it stands, with the rows that give it."""

    at: int
    number: float
    rows: Sequence[Row]


def related(
    text: str,
    rows: Sequence[Row],
    read: Sequence[ReadNumber],
    named: Callable[[str], Row | None],
    voice: Callable[[Row], str],
) -> Told:
    """Give the words of a text that say of two figures what the rows contradict, each with why.

    Parameters
    ----------
    text
        A headline, a deck or a text alternative.
    rows
        What the chart draws.
    read
        The numbers in the text that rows give, in their order.
    named
        Returns the row whose name ends a text, or else begins it.
    voice
        Whose figure a row is.
    """
    if any("place" in row or "places" in row for row in rows):
        yield from _order(text, named)
    begin = 0
    for end in [*(found.start() for found in _CLAUSE.finditer(text)), len(text)]:
        here = [one for one in read if begin <= one.at < end]
        yield from _direction(text, begin, end, here, rows, voice)
        begin = end
    yield from _years(text, read)
    yield from _parts(text, read, rows)
    denials = [row for row in rows if row["status"] == "denied"]
    if denials and (match := _UNDENIED.search(text)):
        yield match[0], f"{voice(denials[0])} denied it, {date_words(denials[0]['as_of'])}"


def _order(text: str, named: Callable[[str], Row | None]) -> Told:
    """Hold who is said to be ahead of whom against the amounts."""
    for match in _ORDER.finditer(text):
        one, other = named(text[: match.start()]), named(text[match.end() :])
        if one is None or other is None or one is other:
            continue
        first, last = (one, other) if match[1] else (other, one)
        if first["amount"].most < last["amount"].least:
            is_at = (f"{row['name']} is at {row['amount'].words()}" for row in (one, other))
            yield match[0], ", ".join(is_at)


def _direction(
    text: str,
    begin: int,
    end: int,
    here: Sequence[ReadNumber],
    rows: Sequence[Row],
    voice: Callable[[Row], str],
) -> Told:
    """Hold what is said to rise or fall against the amounts, and against when they are of."""
    match = _TURN.search(text, begin, end)
    if not match:
        return
    sign = 1 if match[1] else -1
    start = next((one for one in here if _FROM.search(text[begin : one.at])), None)
    to = next((one for one in here if _TO.search(text[begin : one.at])), None)
    if start and to:
        if (to.number - start.number) * sign < 0:
            than = "less" if sign > 0 else "more"
            yield match[0], f"{to.number:,.0f} is {than} than {start.number:,.0f}"
        elif all(_day(a) > _day(b) for a in start.rows for b in to.rows):
            first, last = to.rows[0], start.rows[0]
            when = f"{to.number:,.0f} is of {date_words(first['as_of'])}, before "
            yield match[0], f"{when}{start.number:,.0f} of {date_words(last['as_of'])}"
    elif to:
        by = {voice(row) for row in to.rows}
        day = min(_day(row) for row in to.rows)
        before = [
            row["amount"].stated
            for row in rows
            if row["amount"].is_number and voice(row) in by and _day(row) < day
        ]
        if before and all((to.number - one) * sign < 0 for one in before):
            yield match[0], f"every earlier figure is {'higher' if sign > 0 else 'lower'}"


def _day(row: Row) -> str:
    return parse(row["as_of"]).latest.isoformat()


def _years(text: str, read: Sequence[ReadNumber]) -> Told:
    """Hold the year that is said right behind a number against those of the rows that give it."""
    for one in read:
        rest = re.sub(r"^[\d,.]+(?: (?:million|billion))?", "", text[one.at :])
        match = _IN_YEAR.search(rest)
        if not match:
            continue
        spans = [parse(str(row[name])) for row in one.rows for name in ("as_of", "reported", "over")
                 if row.get(name)]  # fmt: skip
        first = int(match[1])
        last = first + 9 if match[2] else first
        if all(span.latest.year < first or span.earliest.year > last for span in spans):
            yield match[1], f"{one.number:,.0f} is of {date_words(one.rows[0]['as_of'])}"


def _parts(text: str, read: Sequence[ReadNumber], rows: Sequence[Row]) -> Told:
    """Hold "half of 50,000" against the amounts, where it is so the other way about."""
    for one in read:
        match = _PART.search(text[: one.at])
        if not match:
            continue
        stated = [each.number for each in read if each is not one]
        stated = stated or [row["amount"].stated for row in rows if row["amount"].is_number]
        part = _PARTS[match[1].lower()]
        is_so, is_turned = (
            any(abs(each - want) <= _NEAR * want for each in stated)
            for want in (one.number * part, one.number / part)
        )
        if is_turned and not is_so:
            yield match[1], f"{one.number:,.0f} is that part of another figure, not the whole"


def steps(text: str, rows: Sequence[Row], read: Iterable[tuple[int, int, float]]) -> Told:
    """Hold what is said to be added, lost, doubled or halved against one figure after another.

    Parameters
    ----------
    text
        A headline, a deck or a text alternative.
    rows
        What the chart draws, with numbers; those of one thing follow each other by their dates.
    read
        The numbers in the text: where each begins and ends, and what it is.
    """
    ordered = sorted(rows, key=_day)
    found = [(one, two) for one, two in pairwise(ordered) if _is_one_thing(one, two)]
    stated = {row["amount"].stated for row in rows}
    for at, end, number in read:
        pairs = [(a, b) for a, b in found if abs(_rise(a, b)) == number]
        match = _ADD.search(text[:at]) if pairs and number not in stated else None
        if match and all((_rise(a, b) > 0) != bool(match[1]) for a, b in pairs):
            turn = "rose" if _rise(*pairs[0]) > 0 else "fell"
            yield match[0], f"the number {turn} by {number:,.0f}"
        year = _YEAR.search(text[end:]) if match else None
        if year and all(year[0] not in _day(b)[:4] for _, b in pairs):
            yield year[0], f"the step of {number:,.0f} is of {date_words(pairs[0][1]['as_of'])}"
    yield from _multiples(text, found, ordered)


def _multiples(text: str, found: Sequence[tuple[Row, Row]], rows: Sequence[Row]) -> Told:
    """Hold "doubled" against each figure and those before it; in a year, those of that year."""
    match = _TIMES_BY.search(text)
    if not match or not found:
        return
    want, year = _TIMES[match[2].lower()], _YEAR.search(text[match.end() :])
    last = [row for row in rows if not year or _day(row).startswith(year[0])]
    since = year and re.search(r"\bsince $", text[: match.end() + year.start()])
    pairs = [(a, b) for b in (rows if since else last) for a in rows if _day(a) < _day(b)]
    times = [b["amount"].stated / a["amount"].stated for a, b in pairs if a["amount"].stated > 0]
    loose = {"more than": math.inf, "over": math.inf}.get((match[1] or "").lower(), 1 + _NEAR)
    low, high = sorted((want * (1 - _NEAR), want * loose if want > 1 else want * (1 + _NEAR)))
    if times and not any(low <= one <= high for one in times):
        yield match[2], "no figure of this chart is that many times an earlier one"


def _is_one_thing(one: Row, two: Row) -> bool:
    return bool(one["table"] == two["table"] and one["unit"] == two["unit"])


def _rise(one: Row, two: Row) -> float:
    return float(two["amount"].stated - one["amount"].stated)
