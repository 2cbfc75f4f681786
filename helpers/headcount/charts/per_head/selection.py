"""Which rates are shown: one figure of each name, divided by every base that serves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headcount.charts import ranked
from headcount.charts.form import Options
from headcount.charts.ranked import Bearing, bearing
from headcount.core.errors import NothingFits
from headcount.figures.bases import base_name, base_sources, base_unit
from headcount.figures.names import Names, short
from headcount.figures.package import Package
from headcount.figures.provenance import sources
from headcount.figures.quantity import PER
from headcount.figures.ranking import Place, places, say
from headcount.figures.table import Row


@dataclass(frozen=True, kw_only=True)
class Selection(ranked.Selection):
    """The rows of a chart per head, best rate first, and how they were chosen.

    Its `rows` have besides, for each source of the base in turn, `rates` (a `Quantity`, None where
    that source has no figure) and `places` (a `Place` among those that every source has; None for
    the others). `amount` is the first rate that there is. The list of those compared bears the
    places of the leaders and of the row that the words are about, or none.

    Parameters
    ----------
    bases
        The sources of the base, by `source_id`, in the order of the lanes.
    counts
        What each of them counts, by whose count it is: ``World Bank population``.
    compared
        How many have one by every source: places are counted among these.
    leaders
        For each source who is first or may be, in the words of running text; nobody where the list
        bears no place.
    joint
        For each source whether several are first together.
    """

    bases: tuple[str, ...]
    counts: tuple[str, ...]
    compared: int
    leaders: tuple[tuple[str, ...], ...]
    joint: tuple[bool, ...]


def select(
    package: Package,
    *,
    measure: str,
    source: str,
    per: list[str] | None = None,
    only: list[str] | None = None,
    highlight: str | None = None,
    top: int | None = None,
) -> Selection:
    """Choose the source's latest whole figure of each name, and divide it by every base.

    Parameters
    ----------
    package
        The data.
    measure, source
        As `headcount.charts.ranked.one_of_each` takes them.
    per
        Sources of a base; all that count in the unit of the first where none is named.
    only
        Draw these alone, by their codes in the table of names. Places are still counted among all.
    highlight
        A code that is drawn whatever `top` says.
    top
        Draw this many, from the best rate.

    Raises
    ------
    UnknownWord
        For a word the data does not know; the message names what it knows.
    NothingFits
        When no rate is left.
    """
    names, rows, left_out = ranked.one_of_each(
        package, measure=measure, source=source, codes=[*(only or ()), highlight]
    )
    bases = _bases(package, names, per)
    rows, people = ranked.rated(package, names, rows, left_out, bases, highlight)
    if not rows:
        raise NothingFits(f"No {names.one} has a rate: {ranked.reasons(names, left_out)}")

    shared = [row for row in rows if None not in row["rates"]]
    standing = _places(shared)
    nowhere = (None,) * len(bases)
    rows = [
        {**row, "places": standing.get(row["whose"], nowhere)}
        for row in sorted(rows, key=lambda row: (-_most(row), row["name"]))
    ]
    drawn = ranked.largest(ranked.chosen(rows, only, highlight), top, highlight, by=_most)
    if not drawn:
        raise NothingFits(f"None of the {names.many} chosen has a rate")
    bears = _bearing(package, names, ranked.about(drawn, highlight), rows, bases)
    if not bears.is_sound:
        rows = [{**row, "places": nowhere} for row in rows]
        drawn = [{**row, "places": nowhere} for row in drawn]
    return Selection(
        records=tuple(drawn),
        divisors=_divisors(drawn, people),
        **ranked.of_whom("No rate", names, left_out, drawn, highlight),
        bases=bases,
        counts=_counts(package, bases),
        measure=f"{package.label('category', measure)} per {PER:,} {base_unit(package, bases[0])}",
        ranked=len(rows),
        compared=len(shared),
        leaders=tuple(
            tuple(row["in_text"] for row in _first(rows, at)) for at in range(len(bases))
        ),
        joint=tuple(
            any(row["places"][at].is_shared for row in _first(rows, at)) for at in range(len(bases))
        ),
        bearing=bears,
    )


def options(
    package: Package, *, measure: str, source: str, top: int | None = None, **_: Any
) -> Options:
    """List what each parameter of `select` can be, as pairs of a label and a value."""
    found = ranked.options(package, measure=measure, source=source, top=top)
    known = sources(package)
    bases = [(known[one]["short_title"], one) for _, one in found["per"] if one is not None]
    kept = {name: found[name] for name in ("measure", "source", "only", "highlight", "top")}
    return kept | {"per": bases}


def _bases(package: Package, names: Names, per: list[str] | None) -> tuple[str, ...]:
    if per is not None:
        if not per:
            raise NothingFits(f"Nothing to divide {names.many} by is chosen")
        return tuple(dict.fromkeys(per))
    found = base_sources(package, names)
    if not found:
        raise NothingFits(f"There is nothing to divide by: no base has figures of {names.many}")
    unit = base_unit(package, found[0])
    return tuple(one for one in found if base_unit(package, one) == unit)


def _counts(package: Package, bases: tuple[str, ...]) -> tuple[str, ...]:
    """Say whose count each base is: its publisher's, or its source's where two share one."""
    known = [sources(package)[one] for one in bases]
    shared = Counter(one["publisher"] for one in known)
    whose = [one["publisher" if shared[one["publisher"]] == 1 else "short_title"] for one in known]
    return tuple(
        f"{short(package, name)} {base_name(package, base)}"
        for name, base in zip(whose, bases, strict=True)
    )


def _places(shared: Sequence[Row]) -> dict[str, tuple[Place, ...]]:
    """Return the places of each name, one for each base in turn."""
    by_base = [places(rates) for rates in zip(*(row["rates"] for row in shared), strict=True)]
    return dict(zip((row["whose"] for row in shared), zip(*by_base, strict=True), strict=True))


def _bearing(
    package: Package, names: Names, about: Row, rows: Sequence[Row], bases: Sequence[str]
) -> Bearing:
    """Find out whether those who have a rate by every base bear the places that are said of them.

    Said are the places of the row that the words are about, and of those who may be first.
    """
    compared = [row["whose"] for row in rows if all(row["places"])]
    said = [
        bearing(package, names, {**row, "amount": row["rates"][at]}, compared, base)
        for at, base in enumerate(bases)
        for row in rows
        if row["places"][at] and (row["places"][at].best == 1 or row["whose"] == about["whose"])
    ]
    missing = dict.fromkeys(name for one in said for name in one.missing)
    left_out = any(one.left_out for one in said)
    return Bearing(names, len(compared), tuple(missing), left_out=left_out)


def _most(row: Row) -> float:
    """Return the best rate of a row, by which rows are ordered."""
    return max(float(rate.stated) for rate in row["rates"] if rate)


def _first(rows: Sequence[Row], at: int) -> list[Row]:
    """Return those who are first by one base, or may be."""
    return [row for row in rows if row["places"][at] and row["places"][at].best == 1]


def _divisors(rows: Sequence[Row], people: Sequence[Mapping[str, Row]]) -> tuple[Row, ...]:
    """Return the figures that the rows were divided by, with the rate that each gives."""
    drawn = {row["whose"]: row for row in rows}
    return tuple(
        {**base, "under": drawn[code]["figure_id"], "amount": drawn[code]["rates"][at]}
        for at, bases in enumerate(people)
        for code, base in bases.items()
        if code in drawn
    )


def standing(row: Row, at: int) -> str:
    """Say the place of a row by one base, where another base gives it another one."""
    places = [
        say(place, rate) if place else ""
        for place, rate in zip(row["places"], row["rates"], strict=True)
    ]
    return places[at] if len(set(places)) > 1 else ""
