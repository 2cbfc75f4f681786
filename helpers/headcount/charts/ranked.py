"""One figure of each name, by one measure from one source: what is ranked, by number or by rate.

A list can bear a place if it has five or more, and lacks nobody who would stand above.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from headcount.caveats import Note
from headcount.caveats.facts import facts
from headcount.caveats.kinship import days_apart
from headcount.charts import form
from headcount.charts.form import Options
from headcount.core.errors import NothingFits
from headcount.core.wording import capital, cardinal, few
from headcount.figures.bases import base_name, base_rows, base_sources, base_unit
from headcount.figures.dates import parse
from headcount.figures.names import Names, every, whose
from headcount.figures.package import Package, cached
from headcount.figures.phrase import amount as amount_of
from headcount.figures.provenance import sources
from headcount.figures.quantity import PER, Quantity
from headcount.figures.status import DENIED, is_amount
from headcount.figures.table import Row, latest, named_records, select_records

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


TOPS = (5, 10, 15, 20)

NO_FIGURE = "no such figure in this source"


@dataclass(frozen=True, kw_only=True)
class Selection(form.Selection):
    """The rows of one measure from one source, each of a name; each form adds what it needs.

    Its `rows` have besides `whose`, a code in the table of names, and `in_text`.

    Parameters
    ----------
    measure
        What is measured, in words, with what it is divided by.
    ranked
        How many the source has in this package, drawn or not.
    bearing
        Whether the list of them can bear the places that are said.
    absent
        Who was to be highlighted and is not there, with the reason; else empty.
    """

    measure: str
    ranked: int
    bearing: Bearing
    absent: str = ""

    @property
    def unasked(self) -> frozenset[str]:
        """The rules whose question these rows do not raise."""
        return self.bearing.unasked

    def count(self, number: int) -> str:
        """Say so many of those whom the rows are about: ``nine countries``."""
        return self.bearing.names.count(number)

    def facts(self) -> Iterator[str]:
        """Say who is not shown, and why nobody has a place."""
        if self.absent:
            yield f"Not shown: {self.absent}."
        if reason := self.bearing.reason():
            yield reason


def names_of(package: Package, rows: Sequence[Row]) -> Names:
    """Return the names of whom rows are about: those of the first row's table.

    Raises
    ------
    NothingFits
        When the rows are about nobody whom the package has a name for.
    """
    names = whose(package, rows[0]["table"]) if rows else None
    if names is None:
        raise NothingFits("Nothing here can be ranked: no figure leads to a table of names")
    return names


def one_of_each(
    package: Package,
    *,
    measure: str,
    source: str | None,
    codes: Iterable[str | None],
    year: int | None = None,
) -> tuple[Names, list[Row], dict[str, str]]:
    """Take one figure of each name: the source's latest whole figure for the measure.

    Parameters
    ----------
    package
        The data.
    measure
        A category, such as ``"active"``.
    source
        A `source_id`: one edition of one source, so that like stands beside like; `None` for the
        latest figure of each from any source.
    codes
        Those who are asked for; a code that the table of names does not have is refused.
    year
        Take the figures of this year instead of the latest.

    Returns
    -------
    tuple
        Whom the rows are about, the rows as `headcount.figures.table.named` has them, and by
        code who cannot be ranked, with the reason.
    """
    wanted = {"category": measure} | ({"source": source} if source else {})
    rows = select_records(named_records(package), wanted, year=year, whole=True)
    names = names_of(package, rows)
    for code in filter(None, codes):
        names.refuse_unknown(code)
    rows = [row for row in rows if row["named_in"] == names.table]
    named = {row["whose"] for row in rows}
    rows = [row for row in rows if row["status"] != DENIED]
    denied = sorted(named - {row["whose"] for row in rows})
    if year is None:
        rows = latest(rows, by="whose")
    numbered = [row for row in rows if is_amount(row)]
    counts = Counter(row["whose"] for row in numbered)
    silent = sorted({row["whose"] for row in rows} - set(counts))
    left_out = (
        dict.fromkeys(denied, "only a denial")
        | dict.fromkeys(silent, "no number given")
        | {
            code: f"{cardinal(count)} figures for one date"
            for code, count in counts.most_common()
            if count > 1
        }
    )
    return names, [row for row in numbered if row["whose"] not in left_out], left_out


def rated(
    package: Package,
    names: Names,
    rows: Sequence[Row],
    left_out: dict[str, str],
    per: Sequence[str] = (),
    highlight: str | None = None,
) -> tuple[list[Row], list[dict[str, Row]]]:
    """Give each row the `amount` that it is ranked by; `left_out` takes in those that have none.

    Parameters
    ----------
    package, names, rows, left_out
        As `one_of_each` gives them.
    per
        Sources of a base: amounts are divided by the figures of each, with the numbers as printed.
    highlight
        Who is asked for.

    Returns
    -------
    tuple
        The rows, which have besides, where they are divided, `rates`, one for each base in turn;
        `amount` is the first that there is. And the figures of each base, by whose they are.
    """
    people = [{row["whose"]: row for row in base_rows(package, one, names)} for one in per]
    found: list[Row] = []
    for row in rows:
        stated, code = amount_of(package, row), row["whose"]
        rates = tuple(
            stated.per(Quantity.of(base[code])).as_printed() if code in base else None
            for base in people
        )
        if any(rates):
            found.append({**row, "rates": rates, "amount": next(filter(None, rates))})
        elif per:
            left_out[code] = f"no {base_name(package, per[0])} figure"
        else:
            found.append({**row, "amount": stated})
    if highlight is not None and highlight not in {*left_out, *(row["whose"] for row in found)}:
        left_out[highlight] = NO_FIGURE
    return found, people


def chosen(rows: list[Row], only: Sequence[str] | None, highlight: str | None) -> list[Row]:
    """Keep those who are named, and the one who is highlighted; all where none is named."""
    if only is None:
        return rows
    return [row for row in rows if row["whose"] in {*only, highlight}]


def largest(
    rows: list[Row],
    top: int | None,
    highlight: str | None,
    by: Callable[[Row], float] = lambda row: row["amount"].stated,
) -> list[Row]:
    """Keep so many from the top, whoever has as much as the last of them, and the highlighted."""
    if top is None or top >= len(rows):
        return rows
    least = by(rows[top - 1])
    return [
        row
        for at, row in enumerate(rows)
        if at < top or by(row) == least or row["whose"] == highlight
    ]


def reasons(names: Names, left_out: Mapping[str, str]) -> str:
    """Say who is left out and why."""
    return "; ".join(f"{names.known[code]['name']} ({why})" for code, why in left_out.items())


def about(rows: Sequence[Row], highlight: str | None) -> Row:
    """Return whom the words are about: the one who is highlighted, else the first."""
    return next((row for row in rows if row["whose"] == highlight), rows[0])


def of_whom(
    lead: str,
    names: Names,
    left_out: Mapping[str, str],
    rows: Sequence[Row],
    highlight: str | None,
) -> dict[str, Any]:
    """Return what a selection says of who is highlighted, and of who is left out and why."""
    text = f"{lead}: {reasons(names, left_out)}."
    note = Note(None, text, text, tuple(row["figure_id"] for row in rows), "left-out")
    absent = {code: why for code, why in left_out.items() if code == highlight}
    return {
        "focus": tuple(row["figure_id"] for row in rows if row["whose"] == highlight),
        "asides": (note,) if left_out else (),
        "absent": reasons(names, absent),
    }


def options(
    package: Package, *, measure: str, source: str | None = None, top: int | None = None, **_: Any
) -> Options:
    """List what each parameter can be, as pairs of a label and a value.

    Parameters
    ----------
    package
        The data.
    measure, source, top
        What is chosen now. A source that has no figures of the measure gives no years and no
        names.

    Returns
    -------
    dict
        `measure`: those that some source has of two names or more. `source`: those that have this
        measure of two or more. `year`, `only` and `highlight`: those of this source. `per`: the
        sources of bases. `top`: how many to draw.
    """
    ranked = by_measure(package)
    of_measure = ranked.get(measure, {})
    every = [row for rows in of_measure.values() for row in rows]
    here = of_measure.get(source, []) if source else every
    names = names_of(package, next(iter(of_measure.values()), named_records(package)))
    known = sources(package)
    dates = [parse(row["as_of"]) for row in here]
    years = sorted(
        {one.year for when in dates for one in (when.earliest, when.latest)}, reverse=True
    )
    codes = sorted({(names.known[row["whose"]]["name"], row["whose"]) for row in here})
    counts = {name: len({row["whose"] for row in rows}) for name, rows in of_measure.items()}
    return {
        "measure": [
            (capital(package.label("category", name)), name)
            for name, by_source in ranked.items()
            if any(_is_several(rows) for rows in by_source.values())
        ],
        "source": sorted(
            (f"{known[name]['short_title']} ({count} {names.many})", name)
            for name, count in counts.items()
            if count > 1
        ),
        "year": [(f"latest of each {names.one}", None), *((str(year), year) for year in years)],
        "only": codes,
        "highlight": [("none", None), *codes],
        "per": [
            ("total, not per person", None),
            *(
                (f"per {PER:,} {base_unit(package, name)}, {known[name]['short_title']}", name)
                for name in base_sources(package, names)
            ),
        ],
        "top": [
            ("all", None),
            *((f"the top {n}", n) for n in sorted(filter(None, {*TOPS, top})) if n < len(codes)),
        ],
    }


def fallback(package: Package, choice: Mapping[str, Any]) -> dict[str, Any]:
    """Give way with a source that does not have the measure.

    Of those that have it, the one with the most names is taken, those with the highlighted one
    first.
    """
    by_source = by_measure(package).get(choice["measure"], {})
    there = {
        source: {row["whose"] for row in rows}
        for source, rows in sorted(by_source.items())
        if _is_several(rows)
    }
    if not there or choice.get("source") in (None, *there):
        return dict(choice)
    highlight = choice.get("highlight")
    return {
        **choice,
        "source": max(there, key=lambda source: (highlight in there[source], len(there[source]))),
    }


def _is_several(rows: list[Row]) -> bool:
    return len({row["whose"] for row in rows}) > 1
