"""The misleading twin of a chart: the same figures, told falsely in ways that are known.

A twin is drawn from a spoilt copy of the data by the form's own code, so that every form has one.
It says of itself that it is wrong on purpose, in its credit line; it is never exported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from headcount.charts import rank
from headcount.charts.chart import Chart, make_chart
from headcount.figures.package import Package
from headcount.figures.package.vocabulary import AMOUNTS, COUNTED
from headcount.figures.quantity import Quantity, compact
from headcount.figures.status import KEY_WORDS, kind
from headcount.render.scene import Plot

MANNERS: dict[str, frozenset[str]] = {
    "eager": frozenset({"zero", "headline", "notes"}),
    "certain": frozenset({"bounds", "status", "notes"}),
    "choosy": frozenset({"rows", "headline", "notes"}),
    "bare": frozenset({"source", "headline", "notes"}),
    "blind": frozenset({"status", "headline", "source"}),
    "smooth": frozenset({"bounds", "status"}),
    "steady": frozenset({"breaks", "source"}),
    "narrow": frozenset({"base", "headline", "notes"}),
}
"""How a twin misleads: what is wrong with it, by an adjective that gives nothing away."""

CREDIT = "Wrong on purpose, to be mended in class. Not for print."
NO_SOURCE = "Source: media reports"
ONE_FORM = {"zero": "rank", "breaks": "history", "base": "per-head"}
"""Ways to mislead that only one form has."""

CUT = 0.9
"""Where the bars of a twin begin: this share of the shortest one."""


@dataclass(frozen=True)
class Variant(Chart):
    """A chart with things wrong with it.

    Parameters
    ----------
    drafted
        The chart that its rows would give, were they told as they are.
    begins
        Where its bars begin.
    """

    drafted: Chart | None = None
    begins: float = 0

    @property
    def credit_line(self) -> str:
        """The credit, without a record: nothing true is recorded here."""
        return self.credit

    def _plot(self, width: int, height: float | None = None) -> Plot:
        """Draw the marks; bars begin where the twin says."""
        if not self.begins:
            return super()._plot(width, height)
        return rank.draw(self.selection, width, height, begins=self.begins)

    def as_code(self) -> str:
        """Return nothing: no line of code makes a chart wrong."""
        return ""


def misleading_variant(chart: Chart, wrong: Iterable[str], headline: str) -> Chart:
    """Return a chart with things wrong with it; the chart itself where nothing is.

    Parameters
    ----------
    chart
        An honest one.
    wrong
        Any of ``"zero"``, ``"bounds"``, ``"status"``, ``"rows"``, ``"breaks"``, ``"base"``,
        ``"headline"``, ``"source"`` and ``"notes"``.
    headline
        What a wrong headline says.
    """
    wrong = set(wrong)
    if not wrong:
        return chart
    ids = list(chart.rows["figure_id"])
    gone = set(_smaller(chart)) if "rows" in wrong else set()
    choice = dict(chart.choice)
    if gone and choice.keys() & {"figures", "where"}:
        # Not asked for is enough: others may answer to those that are gone, or be chosen with them.
        choice["figures"] = [one for one in choice.get("figures", ids) if one not in gone]
        choice.pop("where", None)
        gone = set()
    if "base" in wrong:
        choice["per"] = [_surest_base(chart)]
    data = _spoilt(chart.package, set(ids), gone, wrong)
    if "breaks" in wrong:
        data = _without_breaks(data, chart)
    drafted = make_chart(data, **{**choice, "name": chart.name})
    begins = _begin(drafted) if "zero" in wrong else 0
    selection = drafted.selection
    if "notes" in wrong:
        unmarked = [()] * len(drafted.rows)
        selection = replace(selection, rows=drafted.rows.assign(note_numbers=unmarked), asides=())
    parts: dict[str, Any] = {one.name: getattr(drafted, one.name) for one in fields(Chart)}
    parts |= {
        "selection": selection,
        "sentence": "",
        "credit": CREDIT,
        "headline": headline if "headline" in wrong else drafted.headline,
        "source_line": NO_SOURCE if "source" in wrong else drafted.source_line,
        "notes": () if "notes" in wrong else drafted.notes,
    }
    variant = Variant(**parts, drafted=drafted, begins=begins)
    return replace(variant, alt=_alt(variant))


def _smaller(chart: Chart) -> list[str]:
    """Choose what a twin leaves out: the smaller half, but never what the words are about."""
    named = set(chart.choice.get("figures", chart.rows["figure_id"]))
    rows = [row for row in chart.rows.to_dict("records") if row["figure_id"] in named]
    others = [row for row in rows if row["figure_id"] not in chart.selection.focus]
    others.sort(key=lambda row: row["amount"].stated)
    return [row["figure_id"] for row in others[: len(rows) // 2]]


def _surest_base(chart: Chart) -> str:
    """Choose the base by which the fewest may be first: it leaves the least doubt."""
    leaders = dict(zip(chart.selection.bases, chart.selection.leaders, strict=True))
    return min(leaders, key=lambda base: len(leaders[base]))


def _without_breaks(package: Package, chart: Chart) -> Package:
    """Tell the figures as if all of them had been counted in one way."""
    hushed = {one.caveat for one in chart.selection.breaks}
    ids = list(chart.rows["figure_id"])
    one_way = chart.rows["definition"].iloc[0]
    tables = dict(package.tables.items())
    tables["caveat_targets"] = [
        row for row in tables["caveat_targets"] if row["caveat_id"] not in hushed
    ]
    for name in package.figure_tables:
        tables[name] = [
            row | {"definition": one_way} if row["figure_id"] in ids else row
            for row in tables[name]
        ]
    return replace(package, tables=tables)


def _spoilt(package: Package, ids: set[str], gone: set[str], wrong: set[str]) -> Package:
    def told(row: Mapping[str, Any]) -> dict[str, Any]:
        if row["figure_id"] not in ids:
            return dict(row)
        changed = dict(row)
        if "bounds" in wrong:
            changed |= _pointed(row)
        if "status" in wrong and kind(row["status"]) != "counted":
            changed["status"] = COUNTED[0]
        return changed

    tables = dict(package.tables.items())
    for name in package.figure_tables:
        tables[name] = [told(row) for row in tables[name] if row["figure_id"] not in gone]
    return replace(package, tables=tables)


def _pointed(row: Mapping[str, Any]) -> dict[str, Any]:
    """Make one bare number of what was stated: the middle of a range, the end of an open one."""
    if row["qualifier"] == "statement":
        return {}
    given = [row[name] for name in AMOUNTS if row[name] is not None]
    value = row["value"] if row["value"] is not None else sum(given) / len(given)
    return {"low": None, "value": value, "high": None, "qualifier": "exact"}


def _begin(chart: Chart) -> float:
    shortest = min(amount.stated for amount in chart.rows["amount"])
    return float(f"{shortest * CUT:.2g}")


def _alt(variant: Variant) -> str:
    """Say what the picture shows, wrong as it is, to whoever cannot see it."""
    rows = [
        f"{row['name']}: {_said(row['amount'])}, drawn as “{KEY_WORDS[kind(row['status'])]}”"
        for row in variant.rows.to_dict("records")
    ]
    axis = f" The bars begin at {compact(variant.begins)}, not at zero." if variant.begins else ""
    notes = f" Notes: {len(variant.notes)}." if variant.notes else " There are no notes."
    return f"{variant.headline}. {'; '.join(rows)}.{axis}{notes} {variant.source_line}."


def _said(amount: Quantity) -> str:
    return amount.words() if amount.is_number else "no number"
