"""What several figures of one thing are to each other, in a headline.

Figures that time sets apart do not differ: a series rises or falls, a month is part of its year, a
revision replaces what it revises, a plan is not yet there. Only what is left has a range.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from headcount.caveats.facts import Facts, facts
from headcount.caveats.kinship import is_one_publisher, is_part
from headcount.charts.published import (
    amount,
    headed,
    noun,
    of_what,
    one_said,
    over,
    publisher_of,
    rough,
    said,
    span,
    unhedged,
)
from headcount.core.wording import all_of, are_several, at, capital, cardinal, closed, singular
from headcount.figures.arithmetic import agree
from headcount.figures.dates import on, years
from headcount.figures.dates import words as date_words
from headcount.figures.package import Package
from headcount.figures.phrase import counted, phrase, shortened
from headcount.figures.provenance import is_heard, sources, voices
from headcount.figures.quantity import Quantity, rounded, significant_digits
from headcount.figures.status import kind
from headcount.figures.table import Row

_TO_COME = {"planned": "plans called for", "offered": "offers were for"}

_ALIKE = 0.1
"""Two times whose lengths differ by no more than this share are of one length: two quarters."""


def headlines(
    package: Package, rows: Sequence[Row], what: str, alone: str, brief: str
) -> tuple[str, ...]:
    """Draft the headline about several figures of one thing, the longest draft first.

    `what` says what they count as it follows an amount, `brief` does so in the fewest words, and
    `alone` where no amount goes before it.
    """
    known = facts(package)
    ahead = [row for row in rows if known.is_ahead(row)]
    if ahead and len(ahead) < len(rows):
        there = [row for row in rows if not known.is_ahead(row)]
        when = _exactly(known, there[0])
        drafts = (
            headlines(package, there, what, alone, brief)
            if len(there) > 1
            else (one_said(package, there[0], alone, when), one_said(package, there[0], alone))
        )
        words = {_TO_COME[row["status"]] for row in ahead}
        lead = words.pop() if len(words) == 1 else "offers and plans were for"
        of = span([{**row, "amount": rough(row["amount"])} for row in ahead])
        more = of.removeprefix("from ").removeprefix("at ")
        # whom figures are about is not left out to make room for what is planned
        full = [draft for draft in drafts if alone.lower() in draft.lower()]
        return (*(f"{draft}; {lead} {more}" for draft in full), *drafts)
    drafts = set_apart(package, rows, alone) or (*_series(package, rows, alone),)
    return drafts or _range(package, rows, what, alone, brief)


def set_apart(package: Package, rows: Sequence[Row], alone: str) -> tuple[str, ...]:
    """Draft the headline about figures that one word ties: a part, a revision, a total that grew.

    Nothing where none of them does, and only a series or a range is left.
    """
    ways = (_claims, _agreement, _growth, _part, _revision)
    return next((drafts for way in ways if (drafts := (*way(package, rows, alone),))), ())


def wholes(package: Package, rows: Sequence[Row]) -> list[Row]:
    """Return the figures that have a lowest and a highest: no part of another and nothing to come.

    What was added up over a time with a start is a part beside totals that have none.
    """
    known = facts(package)
    there = [row for row in rows if not known.is_ahead(row)] or [*rows]
    totals = [row for row in there if known.flow(row) == "flow" and known.covers(row) is None]
    kept = [
        row
        for row in there
        if not any(is_part(known, row, one) for one in there)
        and not (totals and known.covers(row) is not None)
    ]
    return kept or there


def _range(
    package: Package, rows: Sequence[Row], what: str, alone: str, brief: str
) -> tuple[str, ...]:
    # how many: what all who ever published said, no chart knows
    known, whole = facts(package), wholes(package, rows)
    if len(whole) > 1 and _are_of_one_length(known, whole):
        rows = whole
    name, run = noun(rows), span([{**row, "amount": rough(row["amount"])} for row in rows])
    many, of = cardinal(len(rows)), of_what(rows, closed(alone))
    if run.startswith("at "):
        all_put = f"{all_of(len(rows), name.removesuffix('s'))} put {closed(alone)}"
        return (capital(f"{all_put} {run.replace('at an estimated ', 'at ')}"),)
    if not _are_of_one_length(known, rows):
        drafts: tuple[str, ...] = tuple(
            f"{one} cover periods of different lengths" for one in (f"published {of}", of)
        )
    else:
        when = years(row["as_of"] for row in rows)
        drafts = (
            *([f"published {of}, {when}, range {run}"] if " to " in when else []),
            f"published {of} range {run}",
            f"{of} range {run}",
            *(f"{name} range {rows[0]['amount'].many(one, run)}" for one in (what, brief)),
        )
    return tuple(capital(f"{many} {draft}") for draft in drafts)


def _claims(package: Package, rows: Sequence[Row], _: str) -> Iterator[str]:
    """Set the claims of two sides against each other, the higher one first."""
    rows = sorted(rows, key=_first_number, reverse=True)
    who = [headed(package, voices(package)[row["figure_id"]]) for row in rows]
    if len(rows) != 2 or {row["status"] for row in rows} != {"claimed"} or len({*who}) == 1:
        return
    first, last = (amount(row["amount"]) for row in rows)
    if first != last and not any(is_heard(package, row) for row in rows):
        for say in (phrase, shortened, counted):
            yield f"{said(who[0], rows[0], say(package, rows[0]))}; {who[1]} claimed {last}"


def _agreement(package: Package, rows: Sequence[Row], alone: str) -> Iterator[str]:
    """Say that figures of one time are one number, which some of them round."""
    coarse: Quantity = max((row["amount"] for row in rows), key=lambda one: one.grain)
    amounts = {one.value if one.low is one.high is None else None
               for one in (row["amount"] for row in rows)}  # fmt: skip
    if len(amounts) == 1 or coarse.value is None or not _are_of_one_time(facts(package), rows):
        return
    digits = significant_digits(coarse.value)
    if all(one is not None and rounded(one, digits, round) == coarse.value for one in amounts):
        every = all_of(len(rows), noun(rows).removesuffix("s"))
        yield capital(f"{every} put {closed(alone)} at about {unhedged(amount(coarse))}")


def _growth(package: Package, rows: Sequence[Row], alone: str) -> Iterator[str]:
    """Say from what to what a total grew that goes on being added up since one start."""
    known, rows = facts(package), _in_time(package, rows)
    since = {covers and covers.earliest for covers in map(known.covers, rows)}
    if len(since) > 1 or any(
        known.flow(row) != "flow" or kind(row["status"]) == "said" for row in rows
    ):
        return
    ends = [known.when(row).latest for row in rows]
    first, last = rows[0], next(
        (row for row, end in zip(rows, ends, strict=True)
         if end == ends[-1] and is_one_publisher(known, row, rows[0])), rows[-1])  # fmt: skip
    grew = all(
        agree(one["amount"], other["amount"])
        or (ends[at] < ends[to] and one["amount"].most < other["amount"].least)
        for (at, one), (to, other) in combinations(enumerate(rows), 2)
    )
    if ends[0] == ends[-1] or not grew or agree(first["amount"], last["amount"]):
        return
    start, end = (
        f"{amount(row['amount'])} by {date_words(known.when(row).text.rpartition('/')[2])}"
        for row in (first, last)
    )
    yield capital(f"{of_what(rows, closed(alone))} rose from {closed(start)} to {end}")


def _part(package: Package, rows: Sequence[Row], alone: str) -> Iterator[str]:
    """Say of two figures of one publisher how much of the one the other is."""
    known, (part, *others) = facts(package), sorted(rows, key=_first_number)
    if len(others) != 1 or part["amount"].least < 0 or not is_part(known, part, others[0]):
        return
    (whole,) = others
    counts = known.said_of(part, "unit").get("counts", True)
    when = known.dated_after_verb(part).removesuffix(f" {known.time(whole)}").removesuffix(",")
    of = f"{amount(part['amount'])} of {'them' if counts else 'that'} {when}"
    for who in (headed(package, publisher_of(package, part)), "Figures"):
        number = at(amount(whole["amount"]))
        yield f"{who} put {closed(alone)} {number} {known.dated_after_verb(whole)}, {of}"


def _revision(package: Package, rows: Sequence[Row], alone: str) -> Iterator[str]:
    """Say that one publisher has raised or lowered its number of one time."""
    known, dates = facts(package), [_published(package, row) for row in rows]
    if len(rows) != 2 or len({*dates}) == 1 or "" in dates or known.is_ahead(rows[0]):
        return
    (_, was), (_, now) = sorted(zip(dates, rows, strict=True), key=lambda one: one[0])
    if not _are_of_one_time(known, rows) or not is_one_publisher(known, was, now):
        return
    if agree(was["amount"], now["amount"]) and was["amount"].words() == now["amount"].words():
        return
    who, first, last = (headed(package, publisher_of(package, now)), amount(was["amount"]),
                        amount(now["amount"]))  # fmt: skip
    verb = "raised" if _first_number(now) > _first_number(was) else "lowered"
    whose, what = "their" if are_several(who) else "its", singular(noun(rows))
    yield f"{who} {verb} {whose} {what} of {alone} from {first} to {last}"


def _series(package: Package, rows: Sequence[Row], alone: str) -> Iterator[str]:
    """Say where a series of one publisher begins and ends."""
    known, rows = facts(package), _in_time(package, rows)
    times = [known.when(row) for row in rows]
    first, last = rows[0], rows[-1]
    if not all(one.latest < other.earliest for one, other in pairwise(times)):
        return
    if any(kind(row["status"]) == "said" or not is_one_publisher(known, first, row)
           for row in rows) or not _are_of_one_length(known, rows):  # fmt: skip
        return
    who = headed(package, (_only(voices(package)[row["figure_id"]] for row in rows))
                 or publisher_of(package, last))  # fmt: skip
    ends = [amount(row["amount"]).removeprefix("an estimated ") for row in (first, last)]
    verb = _moved([row["amount"] for row in rows])
    says = "estimated" if last["status"] == "estimated" else "said"
    is_move = verb and len({row["definition"] for row in rows}) == 1
    days, in_years = ([say(known, row) for row in (first, last)] for say in (_exactly, _in_years))
    for start, end in (days, in_years) if len({*in_years}) > 1 else (days, ("", "")):
        one, other = (f"{number}{when}" for number, when in zip(ends, (start, end), strict=True))
        if is_move:
            yield capital(f"{closed(alone)} {verb} from {closed(one)} to {other}, {who} {says}")
        same = f"the same{end}" if ends[0] == ends[1] else f"{'' if end else 'later '}{at(other)}"
        for whose in (who, "Figures"):
            yield f"{whose} put {closed(alone)} {closed(at(one))} and {same}"


def _exactly(known: Facts, row: Row) -> str:
    return f" {known.dated_after_verb(row)}" if known.covers(row) else on(row["as_of"])


def _in_years(_: Facts, row: Row) -> str:
    return f" {over([row['as_of']])}"


def _only(names: Iterable[str]) -> str:
    """Return the one name that all are, else nothing."""
    return one.pop() if len(one := {*names}) == 1 else ""


def _moved(amounts: Sequence[Quantity]) -> str:
    """Say whether amounts rose or fell, where all of them lie between the first and the last."""
    first, last = amounts[0], amounts[-1]
    low, high = sorted((first.stated, last.stated))
    if agree(first, last) or low < 0 or not all(low <= one.stated <= high for one in amounts):
        return ""
    return "rose" if first.stated < last.stated else "fell"


def _in_time(package: Package, rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: facts(package).when(row).latest)


def _first_number(row: Row) -> float:
    return float(row["amount"].numbers[0])


def _published(package: Package, row: Row) -> str:
    return str(row["reported"] or sources(package)[row["source_id"]]["published"] or "")


def _are_of_one_time(known: Facts, rows: Sequence[Row]) -> bool:
    return len({(known.when(row).earliest, known.when(row).latest) for row in rows}) == 1


def _are_of_one_length(known: Facts, rows: Sequence[Row]) -> bool:
    """Whether no figure is added up over longer than another; what is not added up, has none."""
    times = [covers for row in rows if (covers := known.covers(row))]
    days = [(one.latest - one.earliest).days + 1 for one in times]
    return not days or (len(days) == len(rows) and min(days) >= max(days) * (1 - _ALIKE))
