"""Which lists can bear a place: those of five or more that lack nobody who would stand above."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from operator import itemgetter

from headcount.caveats.facts import facts
from headcount.caveats.kinship import days_apart
from headcount.core.wording import few
from headcount.figures.bases import base_rows, base_sources
from headcount.figures.cached import cached
from headcount.figures.dates import parse
from headcount.figures.names import Names, every
from headcount.figures.package import Package
from headcount.figures.quantity import Quantity
from headcount.figures.status import is_amount
from headcount.figures.table import Row, named_records

FEWEST = 5
"""A place among fewer says nothing."""

_counted = itemgetter("named_in", "table", "unit")  # alike in figures that are held together
_NAMED = 3  # as many of those that are missing are named


@dataclass(frozen=True, slots=True)
class Bearing:
    """Whether a list can bear the place of one who is in it.

    Parameters
    ----------
    names
        Whom the list is about.
    listed
        How many it ranks; 0 where they are from several sources, which no place can be said of.
    missing
        Who is not ranked in it though another source of the same measure, near in time, puts them
        above: in the words of running text, the largest first.
    left_out
        Whether one of them is in the source itself, and could not be ranked.
    level
        Whether the same number is stated of all: none of them is before another.
    """

    names: Names
    listed: int
    missing: tuple[str, ...] = ()
    left_out: bool = False
    level: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether it can."""
        return self.listed >= FEWEST and not self.missing and not self.level

    @property
    def unasked(self) -> frozenset[str]:
        """The rules that ask what changes a place: none is said where the list bears none."""
        return frozenset() if self.is_sound else frozenset({"base-decides"})

    def reason(self) -> str:
        """Say as a sentence why it cannot; nothing where it can.

        Examples
        --------
        >>> regions = Names("regions", "region", "region", "regions", {})
        >>> Bearing(regions, 2).reason()
        'No rank is given: we have figures for only two regions from this source.'
        >>> Bearing(regions, 9, ("the South",)).reason().partition(": ")[2]
        'this source does not list the South, which others put higher.'
        >>> Bearing(regions, 9, level=True).reason()
        'No rank is given: all nine regions have the same number.'
        """
        if self.is_sound:
            return ""
        if not self.listed:
            return "No rank is given: the figures are from several sources."
        many = self.names.count(self.listed)
        if self.listed >= FEWEST and self.level:
            return f"No rank is given: all {many} have the same number."
        if not self.missing:
            return f"No rank is given: we have figures for only {many} from this source."
        who = few(self.missing, _NAMED)
        if self.left_out:
            return f"No rank is given: we could not rank {who}, which other figures put higher."
        return f"No rank is given: this source does not list {who}, which others put higher."


def bearing(
    package: Package,
    names: Names,
    row: Row,
    listed: Collection[str],
    per: str | None = None,
) -> Bearing:
    """Find out whether a list can bear the place of one row of it.

    Where another source has both, its own order counts; where it has only the one who is missing,
    its figure is held against the row's. A range counts with its upper end, by which charts order
    it: who may be above is missing as well. For rates, figures are divided by those of `per`, or of
    another base where `per` has none.

    Parameters
    ----------
    package
        The data.
    names
        Whom the list is about.
    row
        Whose place it is: a figure with `whose`, and its `amount` as it is ranked.
    listed
        The codes of all that are ranked.
    per
        The `source_id` of the base that amounts were divided by.
    """
    bases = _bases(package, names, per)
    days, when = facts(package).steady_days(row), parse(row["as_of"])
    above: dict[str, float] = {}
    here: set[str] = set()  # in the source itself
    for rows in by_measure(package)[row["category"]].values():
        near = [
            one
            for one in rows
            if _counted(one) == _counted(row) and days_apart(when, parse(one["as_of"])) <= days
        ]
        mine = [one for one in near if one["whose"] == row["whose"]]
        own = [amount for one in mine for amount in _amounts(one, bases)] or [row["amount"]]
        most = max(amount.most for amount in own)
        for one in near:
            for amount in _amounts(one, bases) if one["whose"] not in listed else ():
                if amount.stated > most:
                    here |= {one["whose"]} if one["source_id"] == row["source_id"] else set()
                    above[one["whose"]] = max(amount.stated, above.get(one["whose"], 0.0))
    order = sorted(above, key=lambda code: (-above[code], code))
    missing = tuple(names.known[code]["in_text"] for code in order)
    return Bearing(names, len(listed), missing, left_out=bool(here))


@cached
def by_measure(package: Package) -> dict[str, dict[str, list[Row]]]:
    """Return all whole amounts that have a measure and a name, by measure and source."""
    found: dict[str, dict[str, list[Row]]] = {}
    for row in named_records(package):
        if row["category"] and not row["part_of"] and is_amount(row):
            by_source = found.setdefault(row["category"], {})
            by_source.setdefault(row["source_id"], []).append(row)
    return found


def _bases(package: Package, names: Names, per: str | None) -> list[dict[str, Quantity]] | None:
    """Return what figures are divided by, by whose it is; the base that was asked for first."""
    if per is None:
        return None
    found = _divisors(package)[names.table]
    return [found[one] for one in dict.fromkeys([per, *found])]


@cached
def _divisors(package: Package) -> dict[str, dict[str, dict[str, Quantity]]]:
    """Return what can be divided by, by table of names, source and code."""
    return {
        names.table: {
            source: {row["whose"]: Quantity.of(row) for row in base_rows(package, source, names)}
            for source in base_sources(package, names)
        }
        for names in every(package)
    }


def _amounts(row: Row, bases: Iterable[dict[str, Quantity]] | None) -> list[Quantity]:
    """Return what a figure comes to in a list: itself, or its rate; nothing where it has none."""
    amount = Quantity.of(row)
    if bases is None:
        return [amount]
    found = [base[row["whose"]] for base in bases if row["whose"] in base][:1]
    return [amount.per(base).as_printed() for base in found]
