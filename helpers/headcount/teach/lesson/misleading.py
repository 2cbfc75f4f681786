"""The misleading variant of a chart: the same figures, shown falsely in ways that are known.

It is drawn from a falsified copy of the data by the form's own code, so that every form has one.
It says of itself that it is wrong on purpose, in its credit line; it is never exported. Which
of the honesty rules it breaks is told by what it draws and says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any

from headcount.charts.chart import Chart, make_chart
from headcount.charts.history.selection import Selection as History
from headcount.charts.per_head.selection import Selection as PerHead
from headcount.charts.rank.marks import draw
from headcount.charts.rank.selection import Selection as Rank
from headcount.figures import provenance
from headcount.figures.package import Package
from headcount.figures.package.vocabulary import AMOUNTS, COUNTED
from headcount.figures.quantity import Quantity, compact
from headcount.figures.status import KEY_WORDS, kind
from headcount.figures.table import Row
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
"""What is wrong with a variant, by an adjective for its manner that gives nothing away."""

CREDIT = "Wrong on purpose, to be fixed in class. Not for publication."
NO_SOURCE = "Source: media reports"
ONE_FORM = {"zero": "rank", "breaks": "history", "base": "per-head"}
"""Ways to mislead that only one form has."""

_IN_THE_DATA = frozenset({"bounds", "status", "rows", "breaks", "base"})  # the rest is laid over

CUT = 0.9
"""Where the bars of a variant begin: this share of the shortest one."""


@dataclass(frozen=True)
class Variant(Chart):
    """A chart with things wrong with it.

    Parameters
    ----------
    drafted
        The chart that its rows would give, were they shown as they are.
    begins
        Where its bars begin.
    """

    drafted: Chart = field(kw_only=True)
    begins: float = 0

    @property
    def credit_line(self) -> str:
        """The credit, without a record: nothing true is recorded here."""
        return self.credit

    def _plot(self, width: int, height: float | None = None) -> Plot:
        """Draw the marks; bars begin where the variant says."""
        if not self.begins or not isinstance(self.selection, Rank):
            return super()._plot(width, height)
        return draw(self.selection, width, height, begins=self.begins)

    def as_code(self) -> str:
        """Return nothing: no line of code makes a chart wrong."""
        return ""


Drafter = Callable[[frozenset[str]], Chart]


def drafter(chart: Chart) -> Drafter:
    """Return what drafts the charts that a chart's falsified data give, each of them once."""

    @cache
    def draft(wrong: frozenset[str]) -> Chart:
        ids = list(chart.selection.by_id)
        gone = set(_smaller(chart)) if "rows" in wrong else set()
        choice = dict(chart.choice)
        if gone and choice.keys() & {"figures", "where"}:
            # Not asked for is enough: others may answer to those that are gone, or be chosen with
            # them.
            choice["figures"] = [one for one in choice.get("figures", ids) if one not in gone]
            choice.pop("where", None)
            gone = set()
        if "base" in wrong:
            choice["per"] = [_surest_base(chart)]
        return make_chart(_falsified(chart, gone, wrong), **{**choice, "name": chart.name})

    return draft


def misleading_variant(
    chart: Chart, wrong: Iterable[str], headline: str, drafts: Drafter | None = None
) -> Chart:
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
    drafts
        The drafter of this chart, where several of its variants are made.
    """
    wrong = frozenset(wrong)
    if not wrong:
        return chart
    drafted = (drafts or drafter(chart))(wrong & _IN_THE_DATA)
    begins = 0.0
    if "zero" in wrong:
        shortest = min(row["amount"].stated for row in drafted.selection.records)
        begins = float(f"{shortest * CUT:.2g}")
    selection = drafted.selection
    if "notes" in wrong:
        unmarked = tuple({**row, "note_numbers": ()} for row in selection.records)
        selection = replace(selection, records=unmarked, asides=())
    write = drafted.house.say
    parts: dict[str, Any] = {one.name: getattr(drafted, one.name) for one in fields(Chart)}
    parts |= {
        "selection": selection,
        "sentence": "",
        "credit": write(CREDIT),
        "headline": headline if "headline" in wrong else drafted.headline,
        "source_line": write(NO_SOURCE) if "source" in wrong else drafted.source_line,
        "notes": () if "notes" in wrong else drafted.notes,
    }
    variant = Variant(**parts, drafted=drafted, begins=begins)
    return replace(variant, alt=_alt(variant))


def _smaller(chart: Chart) -> list[str]:
    """Choose what a variant leaves out: the smaller half, but never what the words are about."""
    named = set(chart.choice.get("figures", chart.selection.by_id))
    rows = [row for row in chart.selection.records if row["figure_id"] in named]
    others = [row for row in rows if row["figure_id"] not in chart.selection.focus]
    others.sort(key=lambda row: row["amount"].stated)
    return [row["figure_id"] for row in others[: len(rows) // 2]]


def _surest_base(chart: Chart) -> str:
    """Choose the base by which the fewest may be first: it leaves the least doubt."""
    selection = chart.selection
    if not isinstance(selection, PerHead):
        raise TypeError(f"{chart.name} divides by nothing")
    leaders = dict(zip(selection.bases, selection.leaders, strict=True))
    return min(leaders, key=lambda base: len(leaders[base]))


class _Tables(dict[str, Any]):
    """Tables whose columns are each put together once, as those of a folder are read once."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        super().__init__(tables.items())
        self.column = cache(lambda table, name: [row[name] for row in self[table]])


def _falsified(chart: Chart, gone: set[str], wrong: frozenset[str]) -> Package:
    """Return a chart's data without some figures, and with what is wrong in the others."""
    ids = set(chart.selection.by_id)
    first = chart.selection.records[0]["definition"]

    def falsified(row: Mapping[str, Any]) -> dict[str, Any]:
        changed = dict(row)
        if row["figure_id"] in ids:
            if "bounds" in wrong:
                changed |= _without_bounds(row)
            if "status" in wrong and kind(row["status"]) != "counted":
                changed["status"] = COUNTED[0]
            if "breaks" in wrong:  # as if all of them had been counted in one way
                changed["definition"] = first
        return changed

    tables = _Tables(chart.package.tables)
    for name in chart.package.figure_tables:
        tables[name] = [falsified(row) for row in tables[name] if row["figure_id"] not in gone]
    if "breaks" in wrong and isinstance(chart.selection, History):
        caveats = {one.caveat for one in chart.selection.breaks}
        targets = tables["caveat_targets"]
        tables["caveat_targets"] = [one for one in targets if one["caveat_id"] not in caveats]
    return replace(chart.package, tables=tables)


def _without_bounds(row: Mapping[str, Any]) -> dict[str, Any]:
    """Make one bare number of what was stated: the middle of a range, the end of an open one."""
    if row["qualifier"] == "statement":
        return {}
    given = [row[name] for name in AMOUNTS if row[name] is not None]
    value = row["value"] if row["value"] is not None else sum(given) / len(given)
    return {"low": None, "value": value, "high": None, "qualifier": "exact"}


def _alt(variant: Variant) -> str:
    """Say what the picture shows, wrong as it is, to whoever cannot see it."""
    write = variant.house.say
    rows = [
        write(
            f"{row['name']}: {row['amount'].words() if row['amount'].is_number else 'no number'}, "
            f"drawn as “{KEY_WORDS[kind(row['status'])]}”"
        )
        for row in variant.selection.records
    ]
    axis = [f"The bars begin at {compact(variant.begins)}, not at zero."] if variant.begins else []
    notes = f"Notes: {len(variant.notes)}." if variant.notes else "There are no notes."
    told = map(write, [*axis, notes, f"{variant.source_line}."])
    return " ".join([f"{variant.headline}. {'; '.join(rows)}.", *told])


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, and what to think about where a chart breaks it.

    Parameters
    ----------
    name
        A slug.
    hint
        A question that leads to the fault.
    is_kept
        Compares a chart with the one that its figures should give.
    """

    name: str
    hint: str
    is_kept: Callable[[Chart, Chart], bool]


def broken(chart: Chart, honest: Chart) -> list[Rule]:
    """Return the rules that a chart breaks: by what it draws and says, however it was made.

    Examples
    --------
    >>> import headcount as hc
    >>> from headcount.figures import package
    >>> honest = hc.named(package.read(), "fourth-largest")
    >>> broken(honest, honest)
    []
    """
    return [rule for rule in RULES if not rule.is_kept(chart, honest)]


def _begins_at_zero(chart: Chart, _: Chart) -> bool:
    axis = chart.drawing().axis  # dots and lines are read by their place, and may begin elsewhere
    return chart.form != ONE_FORM["zero"] or axis is None or axis.first <= 0


def _shows_where_counting_changed(chart: Chart, honest: Chart) -> bool:
    drawn, known = (
        {one.figure_id for one in getattr(shown.selection, "breaks", ())}
        for shown in (chart, honest)
    )
    lost = (known - drawn).intersection(chart.selection.by_id)
    return not lost and _agree(chart, honest, lambda row: row["definition"])


def _names_its_sources(chart: Chart, _: Chart) -> bool:
    rows = [*chart.selection.records, *chart.selection.divisors]
    named = provenance.source_line(chart.package, [row["source_id"] for row in rows])
    return chart.source_line == chart.house.say(named)


def _bases(chart: Chart) -> set[str]:
    return {row["source_id"] for row in chart.selection.divisors}


def _agree(chart: Chart, honest: Chart, value: Callable[[Row], object]) -> bool:
    """Whether both show the same of each figure that both of them draw."""
    drawn, known = chart.selection.by_id, honest.selection.by_id
    return all(value(drawn[one]) == value(known[one]) for one in drawn.keys() & known.keys())


RULES = [
    Rule(
        "zero",
        "A bar is read by its length. Is the bar that is twice as long also twice the number?",
        _begins_at_zero,
    ),
    Rule(
        "bounds",
        "Did the sources really say bare numbers? Look for “about,” “up to,” and ranges.",
        lambda chart, honest: _agree(chart, honest, Quantity.of),
    ),
    Rule(
        "status",
        "All of this looks counted. Which numbers were counted, and which were only claimed?",
        lambda chart, honest: _agree(chart, honest, lambda row: kind(row["status"])),
    ),
    Rule(
        "rows",
        "There are more figures for this than you see. Which are gone, and whom does that help?",
        lambda chart, honest: honest.selection.by_id.keys() <= chart.selection.by_id.keys(),
    ),
    Rule(
        "breaks",
        "Did they count the same thing in each year? Look for a jump that cannot be real.",
        _shows_where_counting_changed,
    ),
    Rule(
        "base",
        "Divided by how many people, and who counted them? Might another count change the order?",
        lambda chart, honest: _bases(honest) <= _bases(chart),
    ),
    Rule(
        "headline",
        "Read the headline aloud. Who says so, of when? Do the figures below support it?",
        lambda chart, _: not isinstance(chart, Variant) or chart.headline == chart.drafted.headline,
    ),
    Rule(
        "source",
        "Say you doubt a number. Where would you look it up?",
        _names_its_sources,
    ),
    Rule(
        "notes",
        "What should a reader know before comparing these? The chart does not say.",
        lambda chart, _: (
            not isinstance(chart, Variant) or set(chart.notes) >= set(chart.drafted.notes)
        ),
    ),
]
"""The honesty rules that every chart here keeps, for one that may not."""
