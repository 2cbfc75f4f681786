"""What would flip a rank: a place by each definition, source, year and denominator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from headcount.charts import rank
from headcount.charts.chart import Chart
from headcount.core.errors import NothingFits
from headcount.core.wording import capital
from headcount.desk.compare import Together, together
from headcount.figures.bases import base_name
from headcount.figures.package import Package
from headcount.figures.provenance import sources
from headcount.figures.ranking import say

ENOUGH = 5
"""A place among fewer says nothing."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One choice, and the place it gives.

    Parameters
    ----------
    changed
        What differs from the choice that was asked about: ``"definition"``, ``"source"``,
        ``"year"``, ``"denominator"`` or, for that choice itself, nothing.
    choice
        What `headcount.charts.rank.select` takes.
    measure, source
        Measure, with its denominator, and source, in words.
    place
        The place, in words.
    among
        How many the source ranks.
    flips
        Whether the place is another one than by the choice that was asked about.
    """

    changed: str
    choice: dict[str, Any]
    measure: str
    source: str
    place: str
    among: int
    flips: bool


@dataclass(frozen=True)
class Sensitivity:
    """All turns of one rank for one name in it.

    Parameters
    ----------
    name
        Whose place it is.
    turns
        The choice itself, then those that change one thing in it.
    together
        What must be said of the rows of the chart, where a chart was asked about.
    """

    name: str
    turns: tuple[Turn, ...]
    together: Together | None = None

    def sentence(self) -> str:
        """Say how often the place holds: ``fourth under 6 of 9 definitions``.

        A definition is a measure by a source; years and denominators are told apart.
        """
        definitions = [t for t in self.turns if t.changed in ("", "definition", "source")]
        mine = self.turns[0].place
        count = sum(turn.place == mine for turn in definitions)
        text = f"{self.name} is {mine} under {count} of {len(definitions)} definitions"
        others = Counter(turn.place for turn in definitions if turn.place != mine)
        rest = ", ".join(f"{place} under {often}" for place, often in others.most_common())
        return f"{text}; {rest}." if rest else f"{text}."

    def text(self) -> str:
        """Return the turns as a table, and the sentence under it."""
        head = ("changed", "measure", "source", "place", "of", "")
        cells = [head] + [
            (
                turn.changed or "(as asked)",
                turn.measure,
                turn.source,
                turn.place,
                str(turn.among),
                "flips" if turn.flips else "",
            )
            for turn in self.turns
        ]
        widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in cells
        ]
        bears = ["", self.together.text()] if self.together else []
        return "\n".join([*lines, "", self.sentence(), *bears])

    def as_json(self) -> dict[str, Any]:
        """Return the turns as plain data."""
        return {
            "name": self.name,
            "sentence": self.sentence(),
            "turns": [asdict(turn) for turn in self.turns],
            "chart": self.together.as_json() if self.together else None,
        }


def of_chart(chart: Chart, *, highlight: str | None = None) -> Sensitivity:
    """Find what would change a place in a chart, and what its rows must bear.

    Parameters
    ----------
    chart
        A rank.
    highlight
        Whose place, by the code in the table of names; the chart's own where none is given.

    Raises
    ------
    NothingFits
        When the chart is no rank, nobody is named, or the chart does not hold the one who is.
    """
    if chart.form != rank.FORM.name:
        raise NothingFits(f"{chart.name} is no rank: nobody has a place in it that could flip")
    whose = highlight or chart.choice.get("highlight")
    if not whose:
        raise NothingFits(f"{chart.name} highlights nobody; name one with --highlight")
    asked = {name: chart.choice.get(name) for name in ("measure", "source", "per", "year")}
    turned = flip(chart.package, highlight=whose, **asked)
    return replace(turned, together=together(chart.view))


def flip(
    package: Package,
    *,
    highlight: str,
    measure: str,
    source: str,
    per: str | None = None,
    year: int | None = None,
) -> Sensitivity:
    """Find what would change a place in a rank.

    Parameters
    ----------
    package
        The data.
    highlight
        Whose place, by the code in the table of names.
    measure, source, per, year
        The rank, as `headcount.charts.rank.select` takes it.

    Raises
    ------
    UnknownWord
        For a word the data does not know.
    NothingFits
        When that rank does not hold it.

    Examples
    --------
    >>> from headcount.figures import package
    >>> turned = flip(package.read(), highlight="PRK", measure="active",
    ...               source="cia-factbook-2022-08-04")
    >>> turned.turns[0].place, turned.sentence().startswith("North Korea is fourth under ")
    ('fourth', True)
    """
    asked = _given(measure=measure, source=source, per=per, year=year)
    found = _place(package, asked, highlight)
    if found is None:
        raise NothingFits(f"that rank has no place for {highlight}")
    mine, among, name, measured = found
    turns = [_turn(package, "", asked, (mine, among, name, measured), mine)]
    for changed, choice in _others(package, asked):
        other = _place(package, choice, highlight)
        if other is not None and other[1] >= ENOUGH:
            turns.append(_turn(package, changed, choice, other, mine))
    return Sensitivity(name, tuple(turns))


def _others(package: Package, asked: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each choice that changes the definition, the source, the year or the denominator."""
    here = rank.options(package, measure=asked["measure"], source=asked["source"])
    per = _given(per=asked.get("per"))
    for _, measure in here["measure"]:
        there = rank.options(package, measure=measure, source=asked["source"])
        for _, source in there["source"]:
            if measure != asked["measure"]:
                yield "definition", {"measure": measure, "source": source, **per}
            elif source != asked["source"]:
                yield "source", {"measure": measure, "source": source, **per}
    for _, year in here["year"]:
        if year != asked.get("year"):
            yield "year", {**{k: v for k, v in asked.items() if k != "year"}, **_given(year=year)}
    for _, base in here["per"]:
        if base != asked.get("per"):
            kept = {k: v for k, v in asked.items() if k != "per"}
            yield "denominator", {**kept, **_given(per=base)}


def _place(
    package: Package, choice: dict[str, Any], highlight: str
) -> tuple[str, int, str, str] | None:
    """Return the place in words, among how many, the name and the measure."""
    try:
        selection = rank.select(package, **choice, only=[highlight], highlight=highlight)
    except NothingFits:
        return None
    row = selection.rows.iloc[0]
    return say(row["place"], row["amount"]), selection.ranked, str(row["name"]), selection.measure


def _turn(
    package: Package,
    changed: str,
    choice: dict[str, Any],
    found: tuple[str, int, str, str],
    mine: str,
) -> Turn:
    place, among, _, measure = found
    known = sources(package)
    source = known[choice["source"]]["short_title"]
    if "year" in choice:
        source += f", figures for {choice['year']}"
    if "per" in choice:
        base = base_name(package, choice["per"])
        source += f"; {base}: {known[choice['per']]['short_title']}"
    return Turn(changed, choice, capital(measure), source, place, among, place != mine)


def _given(**choice: Any) -> dict[str, Any]:
    return {name: value for name, value in choice.items() if value is not None}
