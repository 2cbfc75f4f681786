"""Which rates are shown: one figure of each name, divided by every base that serves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd

from headcount.charts import form
from headcount.charts.rank import selecting as rank
from headcount.core.errors import NothingFits
from headcount.figures import table
from headcount.figures.bases import base_name, base_rows, base_sources, base_unit
from headcount.figures.names import Names, short
from headcount.figures.package import Package
from headcount.figures.provenance import sources
from headcount.figures.quantity import PER, Quantity
from headcount.figures.ranking import Place, places


@dataclass(frozen=True, kw_only=True)
class Selection(form.Selection):
    """The rows of a chart per head, best rate first, and how they were chosen.

    Its `rows` have besides `whose`, `in_text`, and, for each source of the base in turn, `rates` (a
    `Quantity`, None where that source has no figure) and `places` (a `Place` among those that every
    source has; None for the others). `amount` is the first rate that there is.

    Parameters
    ----------
    bases
        The sources of the base, by `source_id`, in the order of the lanes.
    counts
        What each of them counts, by whose count it is: ``World Bank population``.
    names
        Whom the rows are about.
    measure
        What is measured, in words, with what it is divided by.
    ranked
        How many have a rate, drawn or not.
    compared
        How many have one by every source: places are counted among these.
    leaders
        For each source who is first or may be, in the words of running text.
    """

    bases: tuple[str, ...]
    counts: tuple[str, ...]
    names: Names
    measure: str
    ranked: int
    compared: int
    leaders: tuple[tuple[str, ...], ...]


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
    measure
        A category, such as ``"active"``.
    source
        A `source_id`: one edition of one source, so that like stands beside like.
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
    rows = table.select(table.named(package), category=measure, source=source, whole=True)
    names = rank.names_of(package, rows)
    for code in (*(only or ()), *([highlight] if highlight else ())):
        names.refuse_unknown(code)
    rows = table.latest(rows[rows["named_in"] == names.table], by="whose")
    rows, left_out = rank.one_each(rows)
    bases = _bases(package, names, per)
    people = {
        one: base_rows(package, one, names)[lambda base: base["whose"].isin(rows["whose"])]
        for one in bases
    }
    rates = _rates(rows, people)
    for code in rows["whose"]:
        if not any(rates[code]):
            left_out[code] = f"no {base_name(package, bases[0])} figure"
    rows = rows[~rows["whose"].isin(list(left_out))]
    told = {names.known[code]["name"]: why for code, why in left_out.items()}
    if rows.empty:
        why = "; ".join(f"{name} ({reason})" for name, reason in told.items())
        raise NothingFits(f"no {names.one} has a rate: {why}")
    rows = rows.assign(
        rates=[rates[code] for code in rows["whose"]],
        amount=[next(filter(None, rates[code])) for code in rows["whose"]],
    )
    shared = rows[[None not in found for found in rows["rates"]]]
    standing = _places(shared)
    rows["places"] = [standing.get(code, (None,) * len(bases)) for code in rows["whose"]]
    rows = rows.iloc[sorted(range(len(rows)), key=lambda at: _order(rows.iloc[at]))]
    ranked, leaders = len(rows), _leaders(rows, len(bases))

    if only is not None:
        rows = rows[rows["whose"].isin([*only, *([highlight] if highlight else [])])]
    if top is not None:
        rows = rows[(pd.RangeIndex(len(rows)) < top) | (rows["whose"] == highlight)]
    if rows.empty:
        raise NothingFits(f"none of the {names.many} chosen has a rate")
    unit = base_unit(package, bases[0])
    return Selection(
        rows=rows.reset_index(drop=True),
        base=_under(rows, people),
        focus=tuple(rows.loc[rows["whose"] == highlight, "figure_id"]),
        asides=rank.aside("No rate", told, rows),
        bases=bases,
        counts=_counts(package, bases),
        names=names,
        measure=f"{package.label('category', measure)} per {PER:,} {unit}",
        ranked=ranked,
        compared=len(shared),
        leaders=leaders,
    )


def options(
    package: Package, *, measure: str, source: str, top: int | None = None, **_: Any
) -> dict[str, list[tuple[str, Any]]]:
    """List what each parameter of `select` can be, as pairs of a label and a value."""
    found = rank.options(package, measure=measure, source=source, top=top)
    known = sources(package)
    bases = [(known[one]["short_title"], one) for _, one in found["per"] if one is not None]
    kept = {name: found[name] for name in ("measure", "source", "only", "highlight", "top")}
    return kept | {"per": bases}


def _bases(package: Package, names: Names, per: list[str] | None) -> tuple[str, ...]:
    if per is not None:
        if not per:
            raise NothingFits(f"nothing to divide {names.many} by is chosen")
        return tuple(dict.fromkeys(per))
    found = base_sources(package, names)
    if not found:
        raise NothingFits(f"there is nothing to divide by: no base has figures of {names.many}")
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


def _rates(
    rows: pd.DataFrame, people: dict[str, pd.DataFrame]
) -> dict[str, tuple[Quantity | None, ...]]:
    """Return the rates of each name, one for each base in turn, with the numbers as printed."""
    heads = [
        {row["whose"]: Quantity.of(row) for row in table.each(base)} for base in people.values()
    ]
    return {
        row["whose"]: tuple(
            Quantity.of(row).per(base[row["whose"]]).as_printed() if row["whose"] in base else None
            for base in heads
        )
        for row in table.each(rows)
    }


def _places(shared: pd.DataFrame) -> dict[str, tuple[Place, ...]]:
    """Return the places of each name, one for each base in turn."""
    if shared.empty:
        return {}
    by_base = [places(list(column)) for column in zip(*shared["rates"], strict=True)]
    return dict(zip(shared["whose"], zip(*by_base, strict=True), strict=True))


def _order(row: pd.Series) -> tuple[float, str]:
    return -max(rate.stated for rate in row["rates"] if rate), row["name"]


def _leaders(rows: pd.DataFrame, count: int) -> tuple[tuple[str, ...], ...]:
    records = table.each(rows)
    return tuple(
        tuple(
            row["in_text"] for row in records if row["places"][at] and row["places"][at].best == 1
        )
        for at in range(count)
    )


def _under(rows: pd.DataFrame, people: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the figures that the rows were divided by, with the rate that each gives."""
    figure = dict(zip(rows["whose"], rows["figure_id"], strict=True))
    rates = dict(zip(rows["whose"], rows["rates"], strict=True))
    parts = []
    for at, base in enumerate(people.values()):
        mine = base[base["whose"].isin(figure)]
        given = [rates[code][at] for code in mine["whose"]]
        parts.append(mine.assign(under=mine["whose"].map(figure), amount=given))
    return pd.concat(parts, ignore_index=True)
