"""Which figures a rank shows: one a country, by a rule that can be stated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers import figures as table
from helpers.caveats import Note
from helpers.charts import form
from helpers.dates import parse
from helpers.package import Package
from helpers.provenance import sources
from helpers.quantity import PER, Quantity
from helpers.ranking import places
from helpers.refusals import NothingFits, UnknownWord
from helpers.wording import capital, cardinal

BASE_TABLE = "population"


@dataclass(frozen=True, kw_only=True)
class Chosen(form.Chosen):
    """The rows of a rank, and how they were chosen.

    Its `rows` come largest first and have besides `in_text`, `place` (a `Place` among all that the
    source ranks) and `ahead` (who is surely larger, in the words of running text).

    Parameters
    ----------
    ranked
        How many countries the source ranks in this package, drawn or not.
    measure
        What is ranked, in words.
    rule
        Which rule chose the rows, in one sentence.
    highlight
        The country that the words are about.
    """

    ranked: int
    measure: str
    rule: str
    highlight: str | None = None


def choose(
    package: Package,
    *,
    measure: str,
    source: str,
    year: int | None = None,
    countries: list[str] | None = None,
    highlight: str | None = None,
    per: str | None = None,
    top: int | None = None,
) -> Chosen:
    """Choose one figure a country: the source's latest whole figure for the measure.

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
    countries
        Draw these alone. Places are still counted among all that the source ranks: leaving a
        country out of the picture moves nobody up.
    highlight
        A country that is drawn whatever `top` says.
    per
        The `source_id` of population figures: divide by these, per 1,000 people.
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
        raise ValueError(f"top is a number of countries from 1, not {top}")
    every = table.figures(package)
    rows = table.select(every, category=measure, source=source, year=year, whole=True)
    if year is None:
        rows = table.latest(rows, by="country")
    rows, left_out = _one_each(rows)
    rows = _named(package, rows)
    rows["amount"] = [Quantity.of(row) for row in rows.to_dict("records")]
    label = package.label("category", measure)

    base = every.iloc[:0]
    if per is not None:
        base = _bases(every, per, rows)
        rows, without = _per_head(rows, base)
        left_out |= without
        label += f" per {PER:,} people"
    if highlight is not None:
        _refuse_unknown_countries(package, [highlight])
        if highlight not in {*rows["country"], *left_out}:
            left_out[highlight] = "no such figure in this source"
    left_out = {_name(package, country): why for country, why in left_out.items()}
    if rows.empty:
        raise NothingFits(f"no country can be ranked: {_reasons(left_out)}")

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

    if countries is not None:
        _refuse_unknown_countries(package, countries)
        rows = rows[rows["country"].isin([*countries, *([highlight] if highlight else [])])]
    if top is not None:
        rows = rows[(rows.index < top) | (rows["country"] == highlight)]
    if rows.empty:
        raise NothingFits("the source ranks none of the countries chosen")
    divided = dict(zip(rows["country"], rows["figure_id"], strict=True))
    base = base[base["country"].isin(divided)]
    return Chosen(
        rows=rows.reset_index(drop=True),
        base=base.assign(under=base["country"].map(divided)),
        focus=tuple(rows.loc[rows["country"] == highlight, "figure_id"]),
        asides=_aside(left_out, rows),
        ranked=ranked,
        measure=label,
        rule=_rule(package, source, year, per),
        highlight=highlight,
    )


def options(
    package: Package, *, measure: str, source: str, **_: Any
) -> dict[str, list[tuple[str, Any]]]:
    """List what each parameter of `choose` can be, as pairs of a label and a value.

    Parameters
    ----------
    package
        The data.
    measure, source
        What is chosen now. A source that has no figures of the measure gives no years and no
        countries.

    Returns
    -------
    dict
        `measure`: those that some source has of two countries or more. `source`: those that have
        this measure of two countries or more. `year`, `countries` and `highlight`: those of this
        source. `per`: the population sources. `top`: how many to draw.
    """
    every = table.figures(package)
    whole = every[(every["part_of"] == "") & (every["category"] != "")]
    spread = whole.groupby(["category", "source_id"], sort=False)["country"].nunique()
    spread = spread[spread > 1]
    known = sources(package)
    here = whole[(whole["category"] == measure) & (whole["source_id"] == source)]
    years = sorted(
        {
            year
            for text in here["as_of"]
            for year in (parse(text).earliest.year, parse(text).latest.year)
        },
        reverse=True,
    )
    countries = sorted((_name(package, code), code) for code in set(here["country"]))
    bases = every.loc[every["table"] == BASE_TABLE, "source_id"].unique()
    counts = spread[measure].items() if measure in spread else ()
    return {
        "measure": [
            (capital(package.label("category", name)), name)
            for name in dict.fromkeys(spread.index.get_level_values(0))
        ],
        "source": [
            (f"{known[name]['short_title']} ({count} countries)", name) for name, count in counts
        ],
        "year": [("latest of each country", None), *((str(year), year) for year in years)],
        "countries": countries,
        "highlight": [("none", None), *countries],
        "per": [
            ("heads, not per head", None),
            *((f"per {PER:,} people, {known[name]['short_title']}", name) for name in bases),
        ],
        "top": [
            ("all", None),
            *((f"the top {n}", n) for n in (5, 10, 15, 20) if n < len(countries)),
        ],
    }


def _one_each(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """Part the countries that have one figure from those that cannot be ranked, with the reason."""
    left_out = {}
    numbered = rows[rows["qualifier"] != "statement"]
    for country in set(rows["country"]) - set(numbered["country"]):
        left_out[country] = "no number given"
    counts = numbered["country"].value_counts()
    for country, count in counts[counts > 1].items():
        left_out[str(country)] = f"{cardinal(int(count))} figures for one date"
    return numbered[~numbered["country"].isin(list(left_out))].copy(), left_out


def _bases(every: pd.DataFrame, per: str, rows: pd.DataFrame) -> pd.DataFrame:
    base = table.select(every[every["table"] == BASE_TABLE], source=per)
    return table.latest(base[base["country"].isin(rows["country"])], by="country")


def _per_head(rows: pd.DataFrame, base: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    people = {row["country"]: Quantity.of(row) for row in base.to_dict("records")}
    missing = {c: "no population figure" for c in rows["country"] if c not in people}
    rows = rows[rows["country"].isin(list(people))].copy()
    rows["amount"] = [
        amount.per(people[country]).as_printed()
        for amount, country in zip(rows["amount"], rows["country"], strict=True)
    ]
    return rows, missing


def _named(package: Package, rows: pd.DataFrame) -> pd.DataFrame:
    names = {row["country"]: row for row in package.tables["countries"]}
    return rows.assign(
        name=[str(names[code]["name"]) for code in rows["country"]],
        in_text=[str(names[code]["in_text"]) for code in rows["country"]],
    )


def _name(package: Package, country: str) -> str:
    return next(str(r["name"]) for r in package.tables["countries"] if r["country"] == country)


def _refuse_unknown_countries(package: Package, countries: list[str]) -> None:
    known = sorted(str(row["country"]) for row in package.tables["countries"])
    for country in countries:
        if country not in known:
            raise UnknownWord(f"no country {country!r}", country, known)


def _rule(package: Package, source: str, year: int | None, per: str | None) -> str:
    known = sources(package)
    when = f"figure for {year}" if year else "latest figure"
    text = f"Each country’s {when} in {known[source]['short_title']}."
    return f"{text} Population figures: {known[per]['short_title']}." if per else text


def _aside(left_out: dict[str, str], rows: pd.DataFrame) -> tuple[Note, ...]:
    if not left_out:
        return ()
    text = f"Not ranked: {_reasons(left_out)}."
    return (Note(None, text, text, tuple(rows["figure_id"]), "left-out"),)


def _reasons(left_out: dict[str, str]) -> str:
    return "; ".join(f"{name} ({why})" for name, why in left_out.items())
