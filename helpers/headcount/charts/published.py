"""Published figures in the words of a chart: whose, how known, and how far apart; headlines.

A headline attributes, has no brackets and no chain of clauses, and says the finding first; what it
has no room for, the deck and the notes say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from headcount.caveats.facts import facts
from headcount.core.wording import (
    article,
    aside,
    at,
    capital,
    closed,
    count_of,
    listed,
    noted,
    possessive,
)
from headcount.figures.dates import on, unsaid, years
from headcount.figures.names import running, short
from headcount.figures.package import Package
from headcount.figures.package.vocabulary import AHEAD
from headcount.figures.phrase import common, counted, parts, phrase, shortened, unit
from headcount.figures.provenance import denied, is_heard, sources, unnumbered, voices
from headcount.figures.quantity import Quantity, rounded
from headcount.figures.status import DENIED, kind
from headcount.figures.table import Row
from headcount.render.typesetting import described

LONGEST = 100
"""Characters of a drafted headline: two lines of a picture, three on a phone."""

ALT = 260
"""Characters of a drafted text alternative that leave room for the sources."""

_VERBS = {
    "claimed": "claimed",
    "offered": "spoke of an offer of",
    "planned": "said plans called for",
    "estimated": "estimated",
    "confirmed": "confirmed",
    "completed": "reported",
}
"""What a speaker did who gave a figure of each status; a denial's speaker denied reports of it."""

DENIALS = {"denied": ("Denies", "Denial"), "disavowed": ("Disavows", "Disavowal")}
"""By what a speaker did with a figure that is denied, what the speaker does, and its name."""

_REPORTED = {
    "claimed": "cited reports of",
    "offered": "reported an offer of",
    "planned": "reported plans for",
}
"""What a speaker did who had a figure of such a status from a source without a name."""

_NOUNS = {
    "claimed": "claim of",
    "offered": "offer of",
    "planned": "plan for",
    "estimated": "estimate of",
    "confirmed": "count of",
    "completed": "count of",
}

_WHOSE = re.compile(r" \(([A-Z][^)]*)\)")  # "asylum claims (Kenya)": whose they are
_IN_BRACKETS = re.compile(r" \([^\d)][^)]*\)")
_HEDGE = re.compile("^(?:about|an estimated) ")

_DIGITS, _LARGE, _RATE = 4, 1e6, 3
"""As many digits as a headline prints of millions, and of a number that was calculated."""

_LIMITS = {
    "up to ": "a maximum of ",
    "at most ": "a maximum of ",
    "at least ": "a minimum of ",
    "more than ": "a minimum of ",
}


def headline(*drafts: str) -> str:
    """Return the first draft that is short enough for a headline, else the shortest.

    Examples
    --------
    >>> headline("the long one " * 9, "the short one")
    'The short one'
    """
    drafts = tuple(_IN_BRACKETS.sub("", _WHOSE.sub(r" for \1", draft)) for draft in drafts)
    fits = (draft for draft in drafts if len(draft) <= LONGEST)
    return capital(next(fits, "") or min(drafts, key=len))


def amount(of: Quantity) -> str:
    """Say an amount in a headline: without the bounds around a value, which the picture shows.

    Examples
    --------
    >>> amount(Quantity(low=90, value=100, high=120, qualifier="about"))
    'about 100'
    >>> amount(Quantity(value=43_528_136)), amount(Quantity(high=9_876_543, qualifier="up-to"))
    ('43.53 million', 'up to 9.877 million')
    """
    return rough(of).words(bounds=False)


def rough(of: Quantity) -> Quantity:
    """Return an amount with no more digits than a headline prints; a bound is rounded outward."""
    if " per " in of.unit and of.qualifier != "exact":  # it was calculated
        return replace(of, digits=_RATE)
    return of.turned(lambda one, turn: rounded(one, _DIGITS, turn) if abs(one) >= _LARGE else one)


def headed(package: Package, who: str) -> str:
    """Name a speaker as a headline does: in the fewest words, and without an article.

    Examples
    --------
    >>> from headcount.figures.package import read
    >>> headed(read(), "International Institute for Strategic Studies")
    'IISS'
    >>> headed(read(), "Cho Tae-yong, South Korean intelligence")
    'Cho Tae-yong of South Korean intelligence'
    """
    return running(package, short(package, who)).removeprefix("the ")


def bare(of: Quantity) -> str:
    """Say an amount that is itself part of a rough sum: not "about 7 times about 15,000".

    Examples
    --------
    >>> bare(Quantity(value=15_000, qualifier="about")), bare(Quantity(high=9, qualifier="up-to"))
    ('15,000', 'a maximum of 9')
    """
    text = unhedged(amount(of))
    return next((now + text[len(was):] for was, now in _LIMITS.items() if text.startswith(was)),
                text)  # fmt: skip


def unhedged(number: str) -> str:
    """Say an amount where the sentence has said already that it is rough.

    Examples
    --------
    >>> unhedged("about 300"), unhedged("an estimated 300"), unhedged("nearly 300")
    ('300', '300', 'nearly 300')
    """
    return _HEDGE.sub("", number)


def gave(package: Package, who: str, row: Row, what: str) -> str:
    """Say who gave a figure of a package, as a sentence about the past: see `said`."""
    return said(who, row, what, heard=is_heard(package, row), did=denied(package, row))


def said(who: str, row: Row, what: str, *, heard: bool = False, did: str = "denied") -> str:
    """Say who gave a figure, as a sentence about the past.

    Parameters
    ----------
    who
        The speaker.
    row
        A figure with its `amount`.
    what
        What follows the amount.
    heard
        Whether the speaker had it from a source that is not named: see `is_heard`.
    did
        What the speaker did with a figure that is denied: see `denied`.

    Examples
    --------
    >>> row = {"status": "estimated", "amount": Quantity(value=300, qualifier="estimated")}
    >>> said("The ministry", row, "beds"), said("The mayor", row | {"status": "planned"}, "beds")
    ('The ministry estimated 300 beds', 'The mayor said plans called for an estimated 300 beds')
    >>> said("The Courier", row, "beds", heard=True)
    'The Courier reported an estimated 300 beds'
    >>> said("The Courier", row | {"status": "claimed"}, "beds", heard=True)
    'The Courier cited reports of an estimated 300 beds'
    >>> said("The mayor", {"status": "claimed", "amount": Quantity(qualifier="statement")}, "beds")
    'The mayor spoke of beds without giving a number'
    """
    who, status, of = aside(who), row["status"], row["amount"]
    verb = _VERBS.get(status, f"{did} reports of")
    if heard and status != DENIED:
        verb = _REPORTED.get(status, "reported")
    if not of.is_number:
        if status in AHEAD:
            what = f"{article(_NOUNS[status])} {what}"
        if status in ("claimed", *AHEAD):
            verb = "reported" if heard else "spoke of"
        elif status == "confirmed" and not heard:
            verb = "confirmed reports of"
        return f"{who} {verb} {what}{'' if status == DENIED else ' without giving a number'}"
    number = amount(of)
    if verb == "estimated":
        number = unhedged(number)
    return f"{who} {verb} {of.many(what, number)}"


def called(row: Row, number: str) -> str:
    """Say that a number is a claim, an offer or a plan; any other stands by itself.

    Examples
    --------
    >>> called({"status": "planned"}, "300"), called({"status": "estimated"}, "300")
    ('a plan for 300', '300')
    """
    if kind(row["status"]) != "said":
        return number
    return f"{article(_NOUNS[row['status']])} {number}"


def still_to_come(row: Row, what: str) -> str:
    """Say that what an offer or a plan counts is not there, unless the words have said so.

    Examples
    --------
    >>> row = {"status": "planned"}
    >>> still_to_come(row, "jobs cut"), still_to_come(row, "soldiers to be sent to Arland")
    ('planned jobs cut', 'soldiers to be sent to Arland')
    """
    is_said = row["status"] not in AHEAD or " to be " in what
    return what if is_said else f"{row['status']} {what}"


def whose(who: str, row: Row, what: str, *, heard: bool = False) -> str:
    """Say whose figure something is, as what a sentence is about.

    Examples
    --------
    >>> row = {"status": "estimated", "amount": Quantity(high=300, qualifier="up-to")}
    >>> whose("The ministry", row, "beds")
    "The ministry's estimate of up to 300 beds"
    >>> whose("The Courier", row | {"status": "planned"}, "beds", heard=True)
    "The Courier's figure of up to 300 planned beds"
    >>> whose("The Courier", row | {"status": "claimed"}, "beds", heard=True)
    'claim of up to 300 beds repeated by The Courier'
    """
    status, noun = row["status"], _NOUNS[row["status"]]
    hedged = amount(row["amount"])
    number = unhedged(hedged) if status == "estimated" else hedged
    if heard and status == "claimed":  # it is not the claim of whoever passes it on
        return f"claim of {row['amount'].many(what, number)} repeated by {aside(who)}"
    if status in AHEAD:  # who speaks of an offer or a plan need not be the one who makes it
        noun, what = "figure of", still_to_come(row, what)
    elif heard:
        noun = "figure of"
    return f"{possessive(aside(who))} {noun} {row['amount'].many(what, number)}"


def over(dates: Sequence[str]) -> str:
    """Say over which years, in a sentence.

    Examples
    --------
    >>> over(["2004", "2022-12"]), over(["2018"])
    ('from 2004 to 2022', 'in 2018')
    """
    span = years(dates)
    return f"from {span}" if " to " in span else f"in {span}"


_KINDS = {"estimated": "estimates", "counted": "counts"}

_MANY = 8  # as many figures have a line each where a label stands for several


def source_of(package: Package, row: Row) -> str:
    """Return the source of a figure, as a chart prints it."""
    return sources(package)[row["source_id"]]["short_title"]


def cited(package: Package, row: Row) -> str:
    """Return the source of a figure, as a sentence names it: ``the CIA World Factbook, 2025``.

    A number in brackets tells the pages of one publisher apart in lists; no sentence has it.
    """
    return running(package, unnumbered(sources(package)[row["source_id"]]))


def publisher_of(package: Package, row: Row) -> str:
    """Return who published a figure, as a headline says it."""
    return short(package, sources(package)[row["source_id"]]["publisher"])


def whose_figures(package: Package, rows: Sequence[Row]) -> tuple[str, ...]:
    """Name in a headline those whose figures a number is made of, in full and in brief.

    A rate that is calculated from two sources is neither one's alone.
    """
    names = list(dict.fromkeys(publisher_of(package, row) for row in rows))
    if len(names) == 1:
        return f"{names[0]} figures", "published figures"
    return f"{listed(names)} data", f"{names[0]} and other data", "published figures"


def originator(package: Package, row: Row) -> str:
    """Return whose number a figure is: who counted or spoke, and not the outlet that printed it.

    An estimate that others drew from a census is theirs, and not the census taker's.

    Examples
    --------
    >>> from headcount.figures import package
    >>> from headcount.charts.rows import rows_of
    >>> data = package.read()
    >>> row, = rows_of(data, figures=["prk-volunteers-100k-business-insider-2022"])
    >>> originator(data, row)
    'Igor Korotchenko'
    """
    voice = voices(package).get(row["figure_id"])
    return short(package, voice) if voice else publisher_of(package, row)


def status_of(package: Package, row: Row) -> str:
    """Return the status of a figure in words."""
    return package.label((row["table"], "status"), row["status"])


def known_as(package: Package, row: Row) -> str:
    """Say how a figure is known, and of when it is: ``Estimated as of April 2025``."""
    return capital(facts(package).known(row, row["amount"].qualifier))


def defined(package: Package, row: Row) -> tuple[str, ...]:
    """Say of a figure, when it is pointed at, whose it is, how it is known and what it counts."""
    return (
        f"{source_of(package, row)}: {row['amount'].words()}",
        known_as(package, row),
        row["definition"],
    )


def notes_on(rows: Iterable[Row]) -> tuple[int, ...]:
    """Return the numbers of the notes that some figures bear."""
    return tuple(sorted({number for row in rows for number in row.get("note_numbers", ())}))


def noun(rows: Sequence[Row]) -> str:
    """Say what figures are together: claims, plans, estimates, counts, or just figures.

    Examples
    --------
    >>> noun([{"status": "claimed"}]), noun([{"status": "claimed"}, {"status": "planned"}])
    ('claims', 'figures')
    """
    statuses = {row["status"] for row in rows}
    if len(statuses) == 1 and kind(*statuses) == "said":
        return f"{_NOUNS[statuses.pop()].split()[0]}s"
    kinds = {kind(status) for status in statuses}
    return _KINDS.get(kinds.pop(), "figures") if len(kinds) == 1 else "figures"


def ends(rows: Sequence[Row]) -> tuple[Row, Row]:
    """Return the figure with the lowest number stated, and the one with the highest.

    Of two that name one number, "nearly 1.3 million" is no higher than 1.3 million.
    """

    def height(row: Row) -> tuple[float, bool, float]:
        of = row["amount"]
        return of.numbers[-1], of.qualifier not in ("nearly", "less-than"), of.least

    return min(rows, key=lambda row: row["amount"].numbers[0]), max(rows, key=height)


def span(rows: Sequence[Row]) -> str:
    """Say from where to where figures range: ``from a claim of 400,000 to 1.3 million``.

    An end that is open is said to be, and one that is a claim, an offer or a plan is called so,
    where others are more than that. Of one figure that holds all others, its two ends are said.
    """
    low, high = ends(rows)
    alike = low["amount"].words() == high["amount"].words()
    is_one = len({row["amount"].words() for row in rows}) == 1
    if is_one or (alike and low["amount"].numbers[0] == high["amount"].numbers[-1]):
        return at(low["amount"].words())
    first = low["amount"].end(low["amount"].numbers[0])
    if low["amount"].qualifier == "up-to":
        first = f"no more than {first}"
    elif low["amount"].qualifier in ("more-than", "at-least"):
        first = low["amount"].words()
    highest, is_said = high["amount"].numbers[-1], kind(high["status"]) == "said"
    is_open = high["amount"].most > highest or (is_said and high["amount"].qualifier == "up-to")
    last = high["amount"].words() if is_open else high["amount"].end(highest)
    if noun(rows) == f"{_NOUNS[low['status']].split()[0]}s" and kind(low["status"]) == "said":
        return f"from {first} to {last}"
    if is_said and low["status"] == high["status"]:
        what, of = _NOUNS[low["status"]].split()
        return f"from {what}s {of} {first} to {last}"
    return f"from {called(low, first)} to {called(high, last)}"


def number_of(package: Package, row: Row, alone: str) -> str:
    """Say what is put at an amount: what is counted, and has no name of its own, by its number."""
    counts = facts(package).said_of(row, "unit").get("counts", True)
    is_named = alone != phrase(package, row)
    return alone if is_named or not counts else f"the number of {alone}"


def of_what(rows: Sequence[Row], alone: str) -> str:
    """Say what figures are, and of what: ``estimates of Arland's beds``, ``figures for beds``."""
    what = noun(rows)
    return f"{what} {'for' if what in ('figures', 'plans') else 'of'} {alone}"


def when_said(package: Package, row: Row) -> str:
    """Say of when a figure is, at the end of a headline; a total that has no start, by its day."""
    if row["status"] == DENIED:
        return on(row["reported"] or row["as_of"])
    known = facts(package)
    if row["status"] in ("planned", "completed") and row["amount"].is_number:
        return f" {known.dated(row)}"
    return f" {known.dated_after_verb(row)}" if known.flow(row) == "flow" else on(row["as_of"])


def with_date(text: str, when: str) -> str:
    """End a draft with when; a name that holds a comma is closed before it.

    Examples
    --------
    >>> with_date("It put beds, North at 9", " in 2024"), with_date("It has 9", ", 2022 to 2024")
    ('It put beds, North at 9, in 2024', 'It has 9, 2022 to 2024')
    """
    return f"{closed(text) if when[:1] == ' ' else text}{when}"


def one_said(package: Package, row: Row, alone: str, when: str = "") -> str:
    """Draft the headline about one figure: who says what, never the outlet that passed it on.

    Parameters
    ----------
    package
        The data.
    row
        The figure, with its `amount`.
    alone
        What it counts, where no amount goes before it.
    when
        Of when it is, where the headline has room for it.
    """
    who = headed(package, voices(package)[row["figure_id"]])
    full = gave(package, who, row, phrase(package, row))
    number = amount(row["amount"]).removeprefix("an estimated ")
    put = f"{aside(who)} put {closed(alone)} {at(number)}"
    is_put = not is_heard(package, row) and kind(row["status"]) != "said" and " at " not in alone
    texts = [put, full] if is_put else [full]
    brief = [gave(package, who, row, say(package, row)) for say in (shortened, counted)]
    if is_put:  # whose it is, the source line says; whom it counts, nothing else
        brief.insert(0, f"Figures put {closed(alone)} {at(number)}")
    dated = [text + when if " put " in text else with_date(text, when) for text in (*texts, *brief)]
    if facts(package).flow(row) == "flow":  # how much it is, depends on over which time
        return headline(*dated)
    return headline(*dated[: len(texts)], *texts, *brief)


def gathered(label: str, rows: Sequence[Row]) -> str:
    r"""Say which figures a label stands for, where it names several.

    Parameters
    ----------
    label
        What it says.
    rows
        The figures, the oldest first.

    Returns
    -------
    str
        A line for each figure with its source, its amount and bounds, whether it
        is only said, its date and the numbers of its notes. Of many, the lowest, the highest and
        the latest have one.

    Examples
    --------
    >>> print(gathered("CIA", [
    ...     {"name": name, "amount": Quantity(value=5), "as_of": "2022"} | {
    ...      "dated": "as of 2022", "status": status, "note_numbers": notes}
    ...     for name, status, notes in (("June", "claimed", ()), ("In 2022", "confirmed", (1, 4)))
    ... ]))
    CIA: two figures, 2022
    June: 5 (claimed), as of 2022
    In 2022: 5 (notes 1, 4)
    """
    head = f"{label}: {count_of(len(rows), 'figure')}, {years(row['as_of'] for row in rows)}"
    if len(rows) <= _MANY:
        return described([head, *map(_line, rows)])
    named = zip(("Lowest", "Highest", "Latest"), (*ends(rows), rows[-1]), strict=True)
    return described([head, *(f"{which}: {_line(row)}" for which, row in named)])


def _line(row: Row) -> str:
    known = f" ({row['status']})" if kind(row["status"]) == "said" else ""
    dated = unsaid(row["as_of"], row["name"]) and f", {row['dated']}"
    return f"{row['name']}: {row['amount'].words()}{known}{dated}{noted(row['note_numbers'])}"


class Apart(NamedTuple):
    """What figures share, what each has of its own, and whether all of them share it.

    Parameters
    ----------
    shared
        What they say, as the head of a list has it; empty where they share nothing.
    own
        Of each figure what it counts, with whatever sets it apart from the others.
    by_all
        Whether all share it. Where only most do, `shared` says so, and the others are said in full.
    """

    shared: str
    own: list[str]
    by_all: bool = True


def apart(package: Package, rows: Iterable[Mapping[str, Any]]) -> Apart:
    """Say once what all figures share, and of each what follows its amount.

    Where all share nothing, most may: those of one table. What shares nothing is said in full.

    Parameters
    ----------
    package
        The data.
    rows
        Figures, with their `table` and all of its columns.

    Examples
    --------
    >>> from headcount.figures import package
    >>> from headcount.charts.rows import rows_of
    >>> data = package.read()
    >>> rows = rows_of(data, figures=["prk-active-cfr-via-bi-2022", "prk-reserve-cfr-via-bi-2022"])
    >>> apart(data, rows)[:2]
    ('North Korea', ['active personnel', 'reserve personnel'])
    """
    records = list(rows)
    if found := _shared(package, records):
        return Apart(*found)
    table, many = Counter(row["table"] for row in records).most_common(1)[0]
    most = [row for row in records if row["table"] == table]
    if len(records) / 2 < many < len(records) and (found := _shared(package, most)):
        own = iter(found[1])
        said = [next(own) if row["table"] == table else phrase(package, row) for row in records]
        return Apart(f"{found[0]}, unless said otherwise", said, by_all=False)
    return Apart("", [phrase(package, row) for row in records])


def _shared(package: Package, records: Sequence[Mapping[str, Any]]) -> tuple[str, list[str]] | None:
    """Return what figures share and what each has of its own; nothing where they share nothing."""
    said = [parts(package, row, "short") for row in records]
    shared = {
        column: word
        for column, word in said[0].items()
        if word and all(one.get(column) == word for one in said)
    }
    if not shared:
        return None
    own = []
    for row, one in zip(records, said, strict=True):
        what = counted(package, row)
        besides = (one[name] for name in one if name not in shared and one[name] != what)
        own.append(", ".join(dict.fromkeys(word for word in (what, *besides) if word)))
    if len({phrase(package, row) for row in records}) == 1:
        return phrase(package, records[0]), own
    text = common(package, records[0], shared)
    words = tuple(filter(None, said[0].values()))
    if text[:1].islower() and not text.startswith(words):  # "from Arland": of whom, but not what
        units = {unit(package, row) for row in records}
        text = f"{units.pop() if len(units) == 1 else 'figures'} {text}"
    return text, own


def stated(row: Mapping[str, Any]) -> str:
    """Say what a figure states, as the title of a mark: the amount with what it counts.

    Parameters
    ----------
    row
        A figure with its `amount`, its `status`, `own`, what follows the amount, and of a denial
        `did`, what its speaker did.

    Examples
    --------
    >>> from headcount.figures.quantity import Quantity
    >>> row = {"amount": Quantity(high=300, qualifier="up-to"), "own": "beds", "status": "planned"}
    >>> stated(row), stated(row | {"status": "denied", "did": "denied"})
    ('Up to 300 beds', 'Denies up to 300 beds')
    """
    amount, own = row["amount"], row["own"]
    many = amount.many(own, amount.label())
    if row["status"] == DENIED:
        does, noun = DENIALS[row["did"]]
        return f"{does} {many}" if amount.is_number else f"{noun} about {own}"
    return capital(many if amount.is_number else f"{own}, no number given")
