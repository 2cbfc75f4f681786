"""A figure in a drafted headline: who says it, how it is known, and what it states.

A headline attributes, has no brackets and no chain of clauses, and says the finding first; what it
has no room for, the deck and the notes say.
"""

from __future__ import annotations

from collections.abc import Sequence

from headcount.core.wording import aside, capital, possessive
from headcount.figures.dates import years
from headcount.figures.quantity import Quantity
from headcount.figures.status import DENIED, kind
from headcount.figures.table import Row

LONGEST = 100
"""Characters of a drafted headline: two lines of a picture, three on a phone."""

ALT = 260
"""Characters of a drafted text alternative that leave room for the sources."""

_VERBS = {
    "claimed": "claimed",
    "offered": "cited an offer of",
    "planned": "cited a plan for",
    DENIED: "denied reports of",
    "estimated": "estimated",
    "confirmed": "confirmed",
    "completed": "reported",
}
"""What a speaker did who gave a figure of each status; every status has one."""

_NOUNS = {
    "claimed": "claim of",
    "offered": "offer of",
    "planned": "plan for",
    "estimated": "estimate of",
    "confirmed": "count of",
    "completed": "count of",
}


def headline(*drafts: str) -> str:
    """Return the first draft that is short enough for a headline, else the shortest.

    Examples
    --------
    >>> headline("the long one " * 9, "the short one")
    'The short one'
    """
    fits = (draft for draft in drafts if len(draft) <= LONGEST)
    return capital(next(fits, "") or min(drafts, key=len))


def amount(of: Quantity) -> str:
    """Say an amount in a headline: without the bounds around a value, which the picture shows.

    Examples
    --------
    >>> amount(Quantity(low=90, value=100, high=120, qualifier="about"))
    'about 100'
    """
    return of.words(bounds=False)


def bare(of: Quantity) -> str:
    """Say an amount that is itself part of a rough sum: not "about 7 times about 15,000".

    Examples
    --------
    >>> bare(Quantity(value=15_000, qualifier="about")), bare(Quantity(high=9, qualifier="up-to"))
    ('15,000', 'up to 9')
    """
    return amount(of).removeprefix("about ").removeprefix("an estimated ")


def said(who: str, row: Row, what: str) -> str:
    """Say who gave a figure, as a sentence about the past.

    Parameters
    ----------
    who
        The speaker.
    row
        A figure with its `amount`.
    what
        What follows the amount.

    Examples
    --------
    >>> row = {"status": "estimated", "amount": Quantity(value=300, qualifier="estimated")}
    >>> said("The ministry", row, "beds"), said("The mayor", row | {"status": "offered"}, "beds")
    ('The ministry estimated 300 beds', 'The mayor cited an offer of an estimated 300 beds')
    >>> said("The mayor", {"status": "claimed", "amount": Quantity(qualifier="statement")}, "beds")
    'The mayor claimed beds without giving a number'
    """
    who, verb = aside(who), _VERBS[row["status"]]
    if not row["amount"].is_number:
        silent = "" if row["status"] == DENIED else " without giving a number"
        return f"{who} {verb} {what}{silent}"
    number = amount(row["amount"])
    if verb == "estimated":
        number = number.removeprefix("an estimated ")
    return f"{who} {verb} {row['amount'].many(what, number)}"


def called(row: Row, number: str) -> str:
    """Say that a number is a claim, an offer or a plan; any other stands by itself.

    Examples
    --------
    >>> called({"status": "planned"}, "300"), called({"status": "estimated"}, "300")
    ('a plan for 300', '300')
    """
    if kind(row["status"]) != "said":
        return number
    what = _NOUNS[row["status"]]
    return f"{'an' if what[0] == 'o' else 'a'} {what} {number}"


def whose(who: str, row: Row, what: str) -> str:
    """Say whose figure something is, as what a sentence is about.

    Examples
    --------
    >>> row = {"status": "estimated", "amount": Quantity(high=300, qualifier="up-to")}
    >>> whose("The ministry", row, "beds")
    "The ministry's estimate of up to 300 beds"
    """
    number = amount(row["amount"]).removeprefix("an estimated ")
    many = row["amount"].many(what, number) if what else number
    return f"{possessive(aside(who))} {_NOUNS[row['status']]} {many}"


def over(dates: Sequence[str]) -> str:
    """Say over which years, in a sentence.

    Examples
    --------
    >>> over(["2004", "2022-12"]), over(["2018"])
    ('from 2004 to 2022', 'in 2018')
    """
    span = years(dates)
    return f"from {span}" if " to " in span else f"in {span}"
