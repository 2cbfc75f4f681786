"""What a place in a rank depends on: the place by each definition, source, year and denominator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from headcount.charts.chart import Chart
from headcount.charts.published import source_of
from headcount.charts.rank.selection import select
from headcount.charts.ranked import options
from headcount.core.errors import NothingFits
from headcount.core.rich import Rich, Section
from headcount.core.wording import aligned, capital
from headcount.desk.compare import Assessment, assess
from headcount.figures.bases import base_name
from headcount.figures.package import Package
from headcount.figures.provenance import sources


@dataclass(frozen=True, slots=True)
class Alternative:
    """One choice, and the place it gives.

    Parameters
    ----------
    changed
        What differs from the choice that was asked about: ``"definition"``, ``"source"``,
        ``"year"``, ``"denominator"`` or, for that choice itself, nothing.
    choice
        What `headcount.charts.rank.selection.select` takes.
    measure, source
        Measure, with its denominator, and source, in words.
    place
        The place, in words; empty where the list bears none, and `reason` says why.
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
    reason: str = ""


@dataclass(frozen=True)
class Sensitivity(Rich):
    """One name in a rank, and its place by every alternative.

    Parameters
    ----------
    name
        Whose place it is.
    alternatives
        The choice itself, then those that change one thing in it.
    assessment
        What must be said of the rows of the chart, where a chart was asked about.
    """

    name: str
    alternatives: tuple[Alternative, ...]
    assessment: Assessment | None = None

    def sentence(self) -> str:
        """Say how often the place holds: ``fourth in 6 of 9 rankings``.

        A ranking is a measure by a source; years and denominators are not included.
        """
        mine = self.alternatives[0].place
        places = Counter(
            one.place for one in self.alternatives if one.changed in ("", "definition", "source")
        )
        text = f"{self.name} ranks {mine} in {places[mine]} of {places.total()} rankings"
        others = [(place, often) for place, often in places.most_common() if place != mine]
        rest = ", ".join(f"{place} in {often}" for place, often in others)
        return f"{text}; {rest}." if rest else f"{text}."

    def text(self) -> str:
        """Return the alternatives as a table, and the sentence under it."""
        chart = ["", self.assessment.text()] if self.assessment else []
        return "\n".join([*aligned(self._cells), "", self.sentence(), *chart])

    def blocks(self) -> list[Section]:
        """Return the sentence, and the alternatives as a table, as a notebook shows them."""
        chart = self.assessment.blocks() if self.assessment else []
        return [Section(paragraphs=[self.sentence()], table=self._cells), *chart]

    @property
    def _cells(self) -> list[tuple[str, ...]]:
        """The alternatives, a line each, under a head."""
        head: tuple[str, ...] = ("changed", "measure", "source", "place", "of", "")
        return [head] + [
            (
                one.changed or "(as asked)",
                one.measure,
                one.source,
                one.place,
                str(one.among),
                "changes" if one.flips else "",
            )
            for one in self.alternatives
        ]

    def as_json(self) -> dict[str, Any]:
        """Return the alternatives as plain data."""
        return {
            "name": self.name,
            "sentence": self.sentence(),
            "turns": [asdict(one) for one in self.alternatives],
            "chart": self.assessment.as_json() if self.assessment else None,
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

    Examples
    --------
    >>> import headcount as hc
    >>> found = hc.sensitivity(hc.named(hc.read(), "fourth-largest"))
    >>> found.name, found.alternatives[0].place
    ('North Korea', 'fourth')
    """
    if chart.form != "rank":
        raise NothingFits(f'"{chart.name}" is not a ranking chart.')
    whose = highlight or chart.choice.get("highlight")
    if not whose:
        raise NothingFits(f'"{chart.name}" highlights no one. Name someone with --highlight.')
    if not chart.choice.get("source"):
        raise NothingFits(f'"{chart.name}" has figures from several sources: it gives no place.')
    names = ("measure", "source", "per", "year")
    asked: dict[str, Any] = {name: chart.choice.get(name) for name in names}
    found = of_rank(chart.package, highlight=whose, **asked)
    return replace(found, assessment=assess(chart.view))


def of_rank(
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
        The rank, as `headcount.charts.rank.selection.select` takes it.

    Raises
    ------
    UnknownWord
        For a word the data does not know.
    NothingFits
        When that rank does not hold it.

    Examples
    --------
    >>> from headcount.figures import package
    >>> found = of_rank(package.read(), highlight="PRK", measure="active",
    ...                 source="cia-factbook-2022-08-04")
    >>> found.alternatives[0].place, found.sentence().startswith("North Korea ranks fourth in ")
    ('fourth', True)
    """
    asked = _given(measure=measure, source=source, per=per, year=year)
    name, mine = _alternative(package, "", asked, highlight)
    if mine is None:
        raise NothingFits(f"That rank has no place for {highlight}")
    if not mine.place:
        raise NothingFits(f"That rank has no place for {name}. {mine.reason}")
    others = [_alternative(package, *one, highlight)[1] for one in _others(package, asked)]
    placed = [one for one in others if one is not None and one.place]
    flips = (replace(one, flips=one.place != mine.place) for one in placed)
    return Sensitivity(name, (mine, *flips))


def _others(package: Package, asked: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each choice that changes the definition, the source, the year or the denominator."""
    here = options(package, measure=asked["measure"], source=asked["source"])
    for _, measure in here["measure"]:
        there = options(package, measure=measure, source=asked["source"])
        for _, source in there["source"]:
            choice = _given(measure=measure, source=source, per=asked.get("per"))
            if measure != asked["measure"]:
                yield "definition", choice
            elif source != asked["source"]:
                yield "source", choice
    for _, year in here["year"]:
        if year != asked.get("year"):
            yield "year", _given(**asked | {"year": year})
    for _, base in here["per"]:
        if base != asked.get("per"):
            yield "denominator", _given(**asked | {"per": base})


def _alternative(
    package: Package, changed: str, choice: dict[str, Any], highlight: str
) -> tuple[str, Alternative | None]:
    """Return whose place it is, and the place by one choice; None where that ranks it nowhere."""
    try:
        found = select(package, **choice, only=[highlight], highlight=highlight)
    except NothingFits:
        return "", None
    (row,) = found.records
    source = source_of(package, row)
    if "year" in choice:
        source += f", figures for {choice['year']}"
    if "per" in choice:
        base = sources(package)[choice["per"]]["short_title"]
        source += f"; {base_name(package, choice['per'])}: {base}"
    return row["name"], Alternative(
        changed,
        choice,
        capital(found.measure),
        source,
        found.place(),
        found.ranked,
        flips=False,
        reason=found.bearing.reason(),
    )


def _given(**choice: Any) -> dict[str, Any]:
    return {name: value for name, value in choice.items() if value is not None}
