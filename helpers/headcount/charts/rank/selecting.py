"""Which figures a rank shows: one of each name, by a rule that can be stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from headcount.caveats import Note
from headcount.charts import form
from headcount.core.errors import NothingFits
from headcount.core.wording import capital, cardinal
from headcount.figures import table
from headcount.figures.bases import base_name, base_rows, base_sources, base_unit
from headcount.figures.cached import cached
from headcount.figures.dates import parse
from headcount.figures.names import Names, whose
from headcount.figures.package import Package
from headcount.figures.provenance import sources
from headcount.figures.quantity import PER, Quantity
from headcount.figures.ranking import places

TOPS = (5, 10, 15, 20)


@dataclass(frozen=True, kw_only=True)
class Selection(form.Selection):
    """The rows of a rank, and how they were chosen.

    Its `rows` come largest first and have besides `whose` (a code in the table of names),
    `in_text`, `place` (a `Place` among all that the source ranks) and `ahead` (who is surely
    larger, in the words of running text).

    Parameters
    ----------
    ranked
        How many the source ranks in this package, drawn or not.
    measure
        What is ranked, in words.
    rule
        Which rule chose the rows, in one sentence.
    """

    ranked: int
    measure: str
    rule: str


def select(
    package: Package,
    *,
    measure: str,
    source: str,
    year: int | None = None,
    only: list[str] | None = None,
    highlight: str | None = None,
    per: str | None = None,
    top: int | None = None,
) -> Selection:
    """Choose one figure of each name: the source's latest whole figure for the measure.

    Parameters
    ----------
    package
        The data.
    measure
        A category, such as ``"active"``.
    source
        A `source_id`: one edition of one source, so that like stands beside like.
    year
        Take the figures of this year instead of the latest.
    only
        Draw these alone, by their codes in the table of names. Places are still counted among all
        that the source ranks: leaving one out of the picture moves nobody up.
    highlight
        A code that is drawn whatever `top` says.
    per
        The `source_id` of a base, such as population: divide by its figures, per 1,000.
    top
        Draw this many, from the largest.

    Raises
    ------
    UnknownWord
        For a word the data does not know; the message names what it knows.
    NothingFits
        When no figure is left.
    """
    if top is not None and top < 1:
        raise ValueError(f"top is a whole number from 1, not {top}")
    rows = table.select(
        table.named(package), category=measure, source=source, year=year, whole=True
    )
    names = names_of(package, rows)
    for code in (*(only or ()), *([highlight] if highlight else ())):
        names.refuse_unknown(code)
    rows = rows[rows["named_in"] == names.table]
    if year is None:
        rows = table.latest(rows, by="whose")
    rows, left_out = one_each(rows)
    rows["amount"] = [Quantity.of(row) for row in table.each(rows)]
    label = package.label("category", measure)

    base = rows.iloc[:0]
    if per is not None:
        base = base_rows(package, per, names)
        base = base[base["whose"].isin(rows["whose"])]
        rows, without = _per_head(rows, base, f"no {base_name(package, per)} figure")
        left_out |= without
        label += f" per {PER:,} {base_unit(package, per)}"
    if highlight is not None and highlight not in {*rows["whose"], *left_out}:
        left_out[highlight] = "no such figure in this source"
    left_out = {names.known[code]["name"]: why for code, why in left_out.items()}
    if rows.empty:
        raise NothingFits(f"no {names.one} can be ranked: {_reasons(left_out)}")

    rows["place"] = places(list(rows["amount"]))
    rows["order"] = [
        (-amount.stated, name) for amount, name in zip(rows["amount"], rows["name"], strict=True)
    ]
    rows = rows.sort_values("order").drop(columns="order").reset_index(drop=True)
    rows["ahead"] = [
        tuple(
            name
            for name, other in zip(rows["in_text"], rows["amount"], strict=True)
            if other.least > amount.most
        )
        for amount in rows["amount"]
    ]
    ranked = len(rows)

    if only is not None:
        rows = rows[rows["whose"].isin([*only, *([highlight] if highlight else [])])]
    if top is not None:
        rows = rows[(rows.index < top) | (rows["whose"] == highlight)]
    if rows.empty:
        raise NothingFits(f"the source ranks none of the {names.many} chosen")
    divided = dict(zip(rows["whose"], rows["figure_id"], strict=True))
    base = base[base["whose"].isin(divided)]
    return Selection(
        rows=rows.reset_index(drop=True),
        base=base.assign(under=base["whose"].map(divided)),
        focus=tuple(rows.loc[rows["whose"] == highlight, "figure_id"]),
        asides=aside("Not ranked", left_out, rows),
        ranked=ranked,
        measure=label,
        rule=_rule(package, names, source, year, per),
    )


def options(
    package: Package, *, measure: str, source: str, top: int | None = None, **_: Any
) -> dict[str, list[tuple[str, Any]]]:
    """List what each parameter of `select` can be, as pairs of a label and a value.

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
    ranked = _ranked(package)
    of_measure = ranked.get(measure, {})
    here = of_measure.get(source, [])
    first = next((rows[0] for rows in of_measure.values()), None)
    names = names_of(package, pd.DataFrame([first]) if first else table.named(package))
    known = sources(package)
    years = sorted(
        {
            year
            for row in here
            for year in (parse(row["as_of"]).earliest.year, parse(row["as_of"]).latest.year)
        },
        reverse=True,
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
            ("heads, not per head", None),
            *(
                (f"per {PER:,} {base_unit(package, name)}, {known[name]['short_title']}", name)
                for name in base_sources(package, names)
            ),
        ],
        "top": [
            ("all", None),
            *((f"the top {n}", n) for n in sorted({*TOPS, top} - {None}) if n < len(codes)),
        ],
    }


def fallback(package: Package, choice: Mapping[str, Any]) -> dict[str, Any]:
    """Give way with a source that does not have the measure.

    Of those that have it, the one with the most names is taken, those with the highlighted one
    first.
    """
    by_source = _ranked(package).get(choice["measure"], {})
    there = {
        source: {row["whose"] for row in rows}
        for source, rows in sorted(by_source.items())
        if _is_several(rows)
    }
    if not there or choice["source"] in there:
        return dict(choice)
    highlight = choice.get("highlight")
    return {
        **choice,
        "source": max(there, key=lambda source: (highlight in there[source], len(there[source]))),
    }


@cached
def _ranked(package: Package) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return all whole figures that have a measure and a name, by measure and source."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for row in table.each(table.named(package)):
        if row["category"] and not row["part_of"]:
            by_source = found.setdefault(row["category"], {})
            by_source.setdefault(row["source_id"], []).append(row)
    return found


def _is_several(rows: list[dict[str, Any]]) -> bool:
    return len({row["whose"] for row in rows}) > 1


def names_of(package: Package, rows: pd.DataFrame) -> Names:
    """Return the names of whom rows are about: those of the first row's table.

    Raises
    ------
    NothingFits
        When the rows are about nobody whom the package has a name for.
    """
    names = whose(package, rows["table"].iloc[0]) if len(rows) else None
    if names is None:
        raise NothingFits("nothing here can be ranked: no figure leads to a table of names")
    return names


def one_each(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """Part those that have one figure from those that cannot be ranked, with the reason."""
    left_out = {}
    numbered = rows[rows["qualifier"] != "statement"]
    for code in sorted(set(rows["whose"]) - set(numbered["whose"])):
        left_out[code] = "no number given"
    counts = numbered["whose"].value_counts()
    for code, count in counts[counts > 1].items():
        left_out[str(code)] = f"{cardinal(int(count))} figures for one date"
    return numbered[~numbered["whose"].isin(list(left_out))].copy(), left_out


def aside(lead: str, left_out: dict[str, str], rows: pd.DataFrame) -> tuple[Note, ...]:
    """Note who is left out and why, to every row."""
    if not left_out:
        return ()
    text = f"{lead}: {_reasons(left_out)}."
    return (Note(None, text, text, tuple(rows["figure_id"]), "left-out"),)


def _per_head(
    rows: pd.DataFrame, base: pd.DataFrame, why: str
) -> tuple[pd.DataFrame, dict[str, str]]:
    heads = {row["whose"]: Quantity.of(row) for row in table.each(base)}
    missing = {code: why for code in rows["whose"] if code not in heads}
    rows = rows[rows["whose"].isin(list(heads))].copy()
    rows["amount"] = [
        amount.per(heads[code]).as_printed()
        for amount, code in zip(rows["amount"], rows["whose"], strict=True)
    ]
    return rows, missing


def _rule(package: Package, names: Names, source: str, year: int | None, per: str | None) -> str:
    known = sources(package)
    when = f"figure for {year}" if year else "latest figure"
    text = f"Each {names.one}'s {when} in {known[source]['short_title']}."
    if per is None:
        return text
    return f"{text} {capital(base_name(package, per))} figures: {known[per]['short_title']}."


def _reasons(left_out: dict[str, str]) -> str:
    return "; ".join(f"{name} ({why})" for name, why in left_out.items())
