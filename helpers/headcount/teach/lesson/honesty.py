"""The honesty rules that every chart here keeps, held against one that may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from headcount.charts.chart import Chart
from headcount.figures import provenance
from headcount.figures.quantity import Quantity
from headcount.figures.status import kind
from headcount.teach.lesson.misleading import Variant


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
        Holds a chart against the one that its figures should give.
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
    axis = chart.drawing().axis
    return axis is None or axis.first <= 0


def _states_what_sources_state(chart: Chart, honest: Chart) -> bool:
    stated = _by_figure(honest, lambda row: Quantity.of(row))
    drawn = _by_figure(chart, lambda row: Quantity.of(row))
    return all(drawn[figure] == stated[figure] for figure in drawn.keys() & stated.keys())


def _tells_said_from_counted(chart: Chart, honest: Chart) -> bool:
    known = _by_figure(honest, lambda row: kind(row["status"]))
    drawn = _by_figure(chart, lambda row: kind(row["status"]))
    return all(drawn[figure] == known[figure] for figure in drawn.keys() & known.keys())


def _leaves_nothing_out(chart: Chart, honest: Chart) -> bool:
    return set(honest.rows["figure_id"]) <= set(chart.rows["figure_id"])


def _shows_where_counting_changed(chart: Chart, honest: Chart) -> bool:
    drawn, known = (_by_figure(one, lambda row: row["definition"]) for one in (chart, honest))
    lost = _breaks(honest) - _breaks(chart)
    return not lost & drawn.keys() and all(
        drawn[figure] == known[figure] for figure in drawn.keys() & known.keys()
    )


def _breaks(chart: Chart) -> set[str]:
    return {one.figure_id for one in getattr(chart.selection, "breaks", ())}


def _divides_by_each_base(chart: Chart, honest: Chart) -> bool:
    return _bases(honest) <= _bases(chart)


def _bases(chart: Chart) -> set[str]:
    return set(chart.base.get("source_id", ()))


def _headline_is_borne(chart: Chart, _: Chart) -> bool:
    return not isinstance(chart, Variant) or chart.headline == chart.drafted.headline


def _names_its_sources(chart: Chart, _: Chart) -> bool:
    sources = [*chart.rows["source_id"], *chart.base.get("source_id", ())]
    return chart.source_line == provenance.source_line(chart.package, sources)


def _bears_its_notes(chart: Chart, _: Chart) -> bool:
    return not isinstance(chart, Variant) or set(chart.notes) >= set(chart.drafted.notes)


def _by_figure(chart: Chart, told: Callable[[dict], object]) -> dict[str, object]:
    return {row["figure_id"]: told(row) for row in chart.rows.to_dict("records")}


RULES = (
    Rule(
        "zero",
        "A bar is read by its length. Is the bar that is twice as long also twice the number?",
        _begins_at_zero,
    ),
    Rule(
        "bounds",
        "Did the sources really say bare numbers? Look for “about”, “up to”, and ranges.",
        _states_what_sources_state,
    ),
    Rule(
        "status",
        "All of this looks counted. Who has counted it, and who has only said it?",
        _tells_said_from_counted,
    ),
    Rule(
        "rows",
        "There are more figures for this than you see. Which are gone, and whom does that help?",
        _leaves_nothing_out,
    ),
    Rule(
        "breaks",
        "Did they count the same thing in each year? Look for a jump that no army could make.",
        _shows_where_counting_changed,
    ),
    Rule(
        "base",
        "Divided by how many people, and who counted them? Might another count change the order?",
        _divides_by_each_base,
    ),
    Rule(
        "headline",
        "Read the headline aloud. Who says so, of when? Do the figures below it bear it?",
        _headline_is_borne,
    ),
    Rule(
        "source",
        "Say you doubt a number. Where would you look it up?",
        _names_its_sources,
    ),
    Rule(
        "notes",
        "What should a reader know before comparing these? It stands nowhere.",
        _bears_its_notes,
    ),
)
