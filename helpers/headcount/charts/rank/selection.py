"""Which figures a rank shows: one of each name, by a rule that can be stated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from headcount.charts import ranked
from headcount.charts.published import publisher_of
from headcount.charts.ranked import Bearing, bearing
from headcount.core.errors import NothingFits
from headcount.core.wording import capital
from headcount.figures.bases import base_name, base_unit
from headcount.figures.dates import words
from headcount.figures.names import Names, running
from headcount.figures.package import Package
from headcount.figures.provenance import sources
from headcount.figures.quantity import PER
from headcount.figures.ranking import places, say
from headcount.figures.table import Row


@dataclass(frozen=True, kw_only=True)
class Selection(ranked.Selection):
    """The rows of a rank, and how they were chosen.

    Its `rows` come largest first and have besides `place` (a `Place` among all that the source
    ranks), `ahead` (who is surely larger, in the words of running text) and `beside` (who shares
    the place).

    Parameters
    ----------
    rule
        Which rule chose the rows, in one sentence.
    """

    rule: str

    def place(self) -> str:
        """Say the place of the row that the words are about; nothing where the list bears none."""
        row = self.subject
        return say(row["place"], row["amount"]) if self.bearing.is_sound else ""


def select(
    package: Package,
    *,
    measure: str,
    source: str | None = None,
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
    measure, source, year
        As `headcount.charts.ranked.one_of_each` takes them.
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
    names, rows, left_out = ranked.one_of_each(
        package, measure=measure, source=source, year=year, codes=[*(only or ()), highlight]
    )
    label = package.label("category", measure)
    if per is not None:
        label += f" per {PER:,} {base_unit(package, per)}"
    rows, people = ranked.rated(package, names, rows, left_out, [per] if per else [], highlight)
    if not rows:
        raise NothingFits(f"No {names.one} can be ranked: {ranked.reasons(names, left_out)}")

    if len({row["source_id"] for row in rows}) > 1:
        rows = [
            {**row, "label": f"{row['name']} ({publisher_of(package, row)}, {words(row['as_of'])})"}
            for row in rows
        ]
    rows.sort(key=lambda row: (-row["amount"].stated, row["name"]))
    standing = places([row["amount"] for row in rows])
    rows = [
        {
            **row,
            "place": place,
            "ahead": tuple(
                one["in_text"] for one in rows if one["amount"].least > row["amount"].most
            ),
            "beside": _beside(rows, row) if place.is_shared else (),
        }
        for row, place in zip(rows, standing, strict=True)
    ]
    drawn = ranked.chosen(ranked.largest(rows, top, highlight), only, highlight)
    if not drawn:
        raise NothingFits(f"The source ranks none of the {names.many} chosen")
    divided = {row["whose"]: row["figure_id"] for row in drawn}
    bears = Bearing(names, 0)
    if source:
        listed = {row["whose"] for row in rows}
        bears = bearing(package, names, ranked.about(drawn, highlight), listed, per)
        bears = replace(bears, level=len(rows[0]["beside"]) == len(rows) - 1)
    return Selection(
        records=tuple(drawn),
        divisors=tuple(
            {**row, "under": divided[code]}
            for bases in people
            for code, row in bases.items()
            if code in divided
        ),
        **ranked.of_whom("Not ranked", names, left_out, drawn, highlight),
        ranked=len(rows),
        measure=label,
        rule=_rule(package, names, source, year, per),
        bearing=bears,
    )


def _beside(rows: Sequence[Row], mine: Row) -> tuple[str, ...]:
    """Name the others of whom the same number is stated."""
    ends = mine["amount"].least, mine["amount"].most
    return tuple(
        row["in_text"]
        for row in rows
        if (row["amount"].least, row["amount"].most) == ends and row["whose"] != mine["whose"]
    )


def _rule(
    package: Package, names: Names, source: str | None, year: int | None, per: str | None
) -> str:
    known = sources(package)
    when = f"figure for {year}" if year else "latest figure"
    by = "from the source named with it"
    if source:
        title = known[source]["short_title"]
        # a book has it in it; a publisher of whom no title is known gave it
        by = f"{'from' if title == known[source]['publisher'] else 'in'} {running(package, title)}"
    text = f"Each {names.one}'s {when} {by}."
    if per is None:
        return text
    return f"{text} {capital(base_name(package, per))} figures: {known[per]['short_title']}."
