"""Which figures a rank shows: one of each name, by a rule that can be stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers import figures as table
from helpers.bases import base_name, base_rows, base_sources, base_unit
from helpers.caveats import Note
from helpers.charts import form
from helpers.dates import parse
from helpers.names import Names, whose
from helpers.package import Package
from helpers.provenance import sources
from helpers.quantity import PER, Quantity
from helpers.ranking import places
from helpers.refusals import NothingFits
from helpers.wording import capital, cardinal

TOPS = (5, 10, 15, 20)


@dataclass(frozen=True, kw_only=True)
class Chosen(form.Chosen):
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


def choose(
    package: Package,
    *,
    measure: str,
    source: str,
    year: int | None = None,
    only: list[str] | None = None,
    highlight: str | None = None,
    per: str | None = None,
    top: int | None = None,
) -> Chosen:
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
    rows["amount"] = [Quantity.of(row) for row in rows.to_dict("records")]
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
    return Chosen(
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
    """List what each parameter of `choose` can be, as pairs of a label and a value.

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
    every = table.named(package)
    whole = every[(every["part_of"] == "") & (every["category"] != "")]
    spread = whole.groupby(["category", "source_id"], sort=False)["whose"].nunique()
    spread = spread[spread > 1]
    measured = whole[whole["category"] == measure]
    names = names_of(package, measured if len(measured) else every)
    known = sources(package)
    here = measured[measured["source_id"] == source]
    years = sorted(
        {
            year
            for text in here["as_of"]
            for year in (parse(text).earliest.year, parse(text).latest.year)
        },
        reverse=True,
    )
    codes = sorted({(names.known[code]["name"], code) for code in here["whose"]})
    counts = spread[measure].items() if measure in spread else ()
    return {
        "measure": [
            (capital(package.label("category", name)), name)
            for name in dict.fromkeys(spread.index.get_level_values(0))
        ],
        "source": sorted(
            (f"{known[name]['short_title']} ({count} {names.many})", name) for name, count in counts
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


def nearest(package: Package, choice: Mapping[str, Any]) -> dict[str, Any]:
    """Give way with a source that does not have the measure.

    Of those that have it, the one with the most names is taken, those with the highlighted one
    first.
    """
    offered = [source for _, source in options(package, **choice)["source"]]
    if not offered or choice["source"] in offered:
        return dict(choice)

    def worth(source: str) -> tuple[bool, int]:
        there = [code for _, code in options(package, **{**choice, "source": source})["only"]]
        return choice.get("highlight") in there, len(there)

    return {**choice, "source": max(offered, key=worth)}


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
    heads = {row["whose"]: Quantity.of(row) for row in base.to_dict("records")}
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
    text = f"Each {names.one}’s {when} in {known[source]['short_title']}."
    if per is None:
        return text
    return f"{text} {capital(base_name(package, per))} figures: {known[per]['short_title']}."


def _reasons(left_out: dict[str, str]) -> str:
    return "; ".join(f"{name} ({why})" for name, why in left_out.items())
