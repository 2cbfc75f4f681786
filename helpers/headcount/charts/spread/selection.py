"""Which figures a spread shows, gathered by origin, and which of them is ringed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from headcount.charts import form
from headcount.charts.form import Options
from headcount.charts.offering import offer_things
from headcount.charts.rows import age, in_order, one_thing
from headcount.core.errors import NothingFits
from headcount.figures.names import short
from headcount.figures.package import Package
from headcount.figures.package.problem import shown
from headcount.figures.provenance import Origin, origins, sources
from headcount.figures.table import Row

ASKED = ""
LATEST = "the latest figure"
REPEATED = "the latest from the source that most publishers repeat"


ROWS = 12
"""As many origins are read from a picture; the table has those of more."""


@dataclass(frozen=True, slots=True)
class Family:
    """The figures of one origin, drawn together.

    Parameters
    ----------
    label
        The source, where all of them are from one; else the origin.
    origin
        Whom they go back to, and through which publishers; its figures are the oldest first.
    """

    label: str
    origin: Origin


@dataclass(frozen=True, kw_only=True)
class Selection(form.Selection):
    """The rows of a spread: every figure, family by family, the largest amounts at the top.

    Parameters
    ----------
    families
        The figures by origin, as they are drawn.
    phrase
        What is counted, as it follows an amount in a sentence.
    alone
        The same, where no amount goes before it.
    ringed
        The `figure_id` that is ringed.
    rule
        The rule that chose it.
    """

    families: tuple[Family, ...]
    phrase: str
    alone: str
    ringed: str
    rule: str

    @property
    def members(self) -> list[tuple[Family, list[Row]]]:
        """Each family with its rows."""
        return [
            (one, [self.by_id[figure] for figure in one.origin.figures]) for one in self.families
        ]

    @property
    def drawn(self) -> list[tuple[Family, list[Row]]]:
        """Those of them that the picture has, each with its rows."""
        return [one for one in self.members if one[0].origin.figures[0] not in self.folded]

    @property
    def ringed_family(self) -> Family:
        """The family of the figure that is ringed."""
        return next(one for one in self.families if self.ringed in one.origin.figures)


def select(package: Package, *, highlight: str | None = None, **which: Any) -> Selection:
    """Take every figure for one thing, and gather those that go back to one origin.

    Parameters
    ----------
    package
        The data.
    highlight
        The figure that is ringed. By itself, the latest one of the origin that the most publishers
        go back to, in its own publication if that is in view.
    **which
        Which figures, as `headcount.charts.rows.rows_of` takes it. All must count one thing.

    Raises
    ------
    UnknownWord
        For a column or a word that the data does not know.
    NothingFits
        When no figure is left, when they count several things, or `highlight` is not among them.
    """
    found = one_thing(package, **which)
    known = {row["figure_id"]: row for row in found.rows}
    if highlight is not None and highlight not in known:
        raise NothingFits(f"The figure {shown(highlight)} is not among those that are shown")
    families = _families(package, known)
    ringed, rule = (highlight, ASKED) if highlight is not None else _ring(package, families, known)
    order = [figure for family in families for figure in family.origin.figures]
    left_out = _folded(families, ringed)
    return Selection(
        records=tuple(in_order(found.rows, order)),
        focus=(ringed,),
        asides=found.asides,
        folded=frozenset(figure for one in left_out for figure in one.origin.figures),
        families=families,
        phrase=found.phrase,
        alone=found.alone,
        ringed=ringed,
        rule=rule,
    )


def options(package: Package, **choice: Any) -> Options:
    """List what each parameter of `select` can be, as pairs of a label and a value."""
    found, chosen = offer_things(package, **choice), choice.get("figures")
    shown = [one for one in found["figures"] if chosen is None or one[1] in chosen]
    return found | {"highlight": [("by the rule", None), *shown]}


def _families(package: Package, known: Mapping[str, Row]) -> tuple[Family, ...]:
    """Gather figures by origin, by the middle one of their amounts, the largest first."""
    found = []
    for origin in origins(package, known.values()):
        rows = sorted((known[figure] for figure in origin.figures), key=age)
        titles = {sources(package)[row["source_id"]]["short_title"] for row in rows}
        label = titles.pop() if len(titles) == 1 else short(package, origin.name)
        middle = median(row["amount"].stated for row in rows)
        oldest_first = replace(origin, figures=tuple(row["figure_id"] for row in rows))
        found.append(((-middle, -len(rows), label), Family(label, oldest_first)))
    return tuple(family for _, family in sorted(found, key=lambda one: one[0]))


def _folded(families: Sequence[Family], ringed: str) -> list[Family]:
    """Return the origins that the picture leaves to the table, where there are more than `ROWS`.

    That of the ringed figure stays, those at both ends, and then those of the most figures.
    """
    order = sorted(
        families,
        key=lambda one: (
            ringed not in one.origin.figures,
            one not in (families[0], families[-1]),
            -len(one.origin.figures),
        ),
    )
    return order[ROWS:]


def _ring(
    package: Package, families: Sequence[Family], known: Mapping[str, Row]
) -> tuple[str, str]:
    """Choose the figure that is ringed where none was asked for, and name the rule."""
    shared = [family.origin for family in families if family.origin.is_shared]
    if not shared:
        return max(known.values(), key=age)["figure_id"], LATEST
    most = max(shared, key=lambda one: (len(one.publishers), len(one.figures)))
    rows = [known[figure] for figure in most.figures]
    own = [row for row in rows if sources(package)[row["source_id"]]["publisher"] == most.name]
    return (own or rows)[-1]["figure_id"], REPEATED
