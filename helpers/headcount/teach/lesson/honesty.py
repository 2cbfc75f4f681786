"""The honesty rules that every chart here keeps, for one that may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from headcount.charts.chart import Chart
from headcount.figures import provenance
from headcount.figures.quantity import Quantity
from headcount.figures.status import kind
from headcount.figures.table import Row
from headcount.teach.lesson.misleading import ONE_FORM, Variant

Kept = Callable[[Chart, Chart], bool]


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
    is_kept: Kept


RULES: list[Rule] = []


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


def _rule(name: str, hint: str) -> Callable[[Kept], Kept]:
    """Make a rule of a function that says whether it is kept."""

    def make(is_kept: Kept) -> Kept:
        RULES.append(Rule(name, hint, is_kept))
        return is_kept

    return make


@_rule(
    "zero", "A bar is read by its length. Is the bar that is twice as long also twice the number?"
)
def _begins_at_zero(chart: Chart, _: Chart) -> bool:
    axis = chart.drawing().axis  # dots and lines are read by their place, and may begin elsewhere
    return chart.form != ONE_FORM["zero"] or axis is None or axis.first <= 0


@_rule("bounds", "Did the sources really say bare numbers? Look for “about,” “up to,” and ranges.")
def _states_what_sources_state(chart: Chart, honest: Chart) -> bool:
    return _agree(chart, honest, lambda row: Quantity.of(row))


@_rule(
    "status", "All of this looks counted. Which numbers were counted, and which were only claimed?"
)
def _tells_said_from_counted(chart: Chart, honest: Chart) -> bool:
    return _agree(chart, honest, lambda row: kind(row["status"]))


@_rule(
    "rows",
    "There are more figures for this than you see. Which are gone, and whom does that help?",
)
def _leaves_nothing_out(chart: Chart, honest: Chart) -> bool:
    return honest.selection.by_id.keys() <= chart.selection.by_id.keys()


@_rule(
    "breaks",
    "Did they count the same thing in each year? Look for a jump that cannot be real.",
)
def _shows_where_counting_changed(chart: Chart, honest: Chart) -> bool:
    drawn, known = (
        {one.figure_id for one in getattr(shown.selection, "breaks", ())}
        for shown in (chart, honest)
    )
    lost = (known - drawn).intersection(chart.selection.by_id)
    return not lost and _agree(chart, honest, lambda row: row["definition"])


@_rule(
    "base",
    "Divided by how many people, and who counted them? Might another count change the order?",
)
def _divides_by_each_base(chart: Chart, honest: Chart) -> bool:
    return _bases(honest) <= _bases(chart)


@_rule(
    "headline",
    "Read the headline aloud. Who says so, of when? Do the figures below support it?",
)
def _headline_is_borne(chart: Chart, _: Chart) -> bool:
    return not isinstance(chart, Variant) or chart.headline == chart.drafted.headline


@_rule("source", "Say you doubt a number. Where would you look it up?")
def _names_its_sources(chart: Chart, _: Chart) -> bool:
    sources = [row["source_id"] for row in chart.selection.records]
    sources += [row["source_id"] for row in chart.selection.divisors]
    return chart.source_line == chart.house.say(provenance.source_line(chart.package, sources))


@_rule("notes", "What should a reader know before comparing these? The chart does not say.")
def _bears_its_notes(chart: Chart, _: Chart) -> bool:
    return not isinstance(chart, Variant) or set(chart.notes) >= set(chart.drafted.notes)


def _bases(chart: Chart) -> set[str]:
    return {row["source_id"] for row in chart.selection.divisors}


def _agree(chart: Chart, honest: Chart, value: Callable[[Row], object]) -> bool:
    """Whether both show the same of each figure that both of them draw."""
    drawn, known = chart.selection.by_id, honest.selection.by_id
    return all(value(drawn[one]) == value(known[one]) for one in drawn.keys() & known.keys())
