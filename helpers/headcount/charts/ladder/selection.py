"""Which figures a ladder shows: those asked for, with every figure that answers one of them.

The ways they came by, from origin to page, are joined as trees: hops that several figures came by
are one rung.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from headcount.caveats.facts import facts
from headcount.charts import form
from headcount.charts.form import Options
from headcount.charts.offering import offer
from headcount.charts.published import apart, publisher_of, source_of, status_of
from headcount.charts.rows import in_order, rows_of
from headcount.figures.package import Package
from headcount.figures.provenance import Hop, chains, denied, sources
from headcount.figures.table import Row, records

MOST = 40
"""As many figures are drawn; of more, those with the longest ways."""

UNKNOWN = -1
"""How many hops a figure has whose way is not recorded."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One speaker on the way of one figure or of several.

    Parameters
    ----------
    hop
        Who spoke.
    figures
        The `figure_id` of each that came this way.
    ends
        Those of them whose way ends here: their page.
    after
        Who passed them on.
    """

    hop: Hop
    figures: tuple[str, ...]
    ends: tuple[str, ...]
    after: tuple[Rung, ...]


class Step(NamedTuple):
    """One line of a ladder, from the top.

    Parameters
    ----------
    thing, figure
        A speaker, or the row at the end of a way; and whose mark it has.
    hops
        How many from the origin; `UNKNOWN` for a figure whose way is not recorded.
    lane
        How many lines of other ways lie to its left: where ways part, each has one of its own.
    after
        Which of the lines above it leads to it.
    """

    thing: Rung | Row
    figure: str
    hops: int = UNKNOWN
    lane: int = 0
    after: int | None = None


@dataclass(frozen=True, kw_only=True)
class Selection(form.Selection):
    """The rows of a ladder, and the ways they came.

    Its `rows` come in the order in which the ladders are read and have besides `own` (what follows
    the amount), `said` (the status in words), `source` (as a chart names it), `publisher` (of that
    source), `way` (the hops, none where no way is recorded) and `answered` (the publisher of the
    row in view that it answers, empty where it answers none).

    Parameters
    ----------
    rungs
        The ways, joined where they are the same.
    interests
        What the descriptor says of each interest: its `label`, and whether it `takes_sides`.
    shared
        What all rows are about, in words.
    asked, drawn
        How many figures were asked for, and how many of them are drawn.
    """

    rungs: tuple[Rung, ...]
    interests: Mapping[str, Mapping[str, Any]]
    shared: str
    asked: int
    drawn: int

    @property
    def ladders(self) -> list[list[Step]]:
        """The lines of each ladder: first those of the ways, then the figures that have none."""
        ladders: list[list[Step]] = [[] for _ in self.rungs]
        for rung, steps in zip(self.rungs, ladders, strict=True):
            self._climb(rung, 0, None, steps)
        return ladders + [[Step(row, one)] for one, row in self.by_id.items() if not row["way"]]

    def _climb(self, rung: Rung, lane: int, after: int | None, steps: list[Step]) -> None:
        """Add a rung, the figures whose way ends there, and all that comes after."""
        here, hops = len(steps), rung.hop.number
        steps.append(Step(rung, rung.figures[0], hops, lane, after))
        lane += len(rung.ends) + len(rung.after) > 1
        steps += [Step(self.by_id[figure], figure, hops, lane, here) for figure in rung.ends]
        for higher in rung.after:
            self._climb(higher, lane, here, steps)

    def look(self, rung: Rung) -> tuple[bool, bool]:
        """Return whether a speaker is named, and whether they take a side."""
        interest = self.interests.get(rung.hop.interest, {})
        return rung.hop.named, bool(interest.get("takes_sides"))


def select(package: Package, **which: Any) -> Selection:
    """Choose the figures asked for, and those that deny, confirm or otherwise answer them.

    A claim never stands without its denial: answers are drawn unasked.

    Parameters
    ----------
    package
        The data.
    **which
        Which figures, as `headcount.charts.rows.rows_of` takes it.

    Raises
    ------
    UnknownWord
        For a word the data does not know; the message names what it knows.
    NothingFits
        When no figure is left.
    """
    asked = rows_of(package, **which)
    recorded = chains(package)
    hops = {row["figure_id"]: len(recorded.get(row["figure_id"], ())) for row in asked}
    longest = set(sorted(hops, key=lambda figure: -hops[figure])[:MOST])
    drawn = [row for row in asked if row["figure_id"] in longest]
    rows: list[Row] = [*drawn, *_answers(package, drawn)]
    ways = {row["figure_id"]: recorded.get(row["figure_id"], []) for row in rows}
    rungs = trees({figure: way for figure, way in ways.items() if way})
    rows = in_order(rows, [*leaves(rungs), *ways])
    return Selection(
        records=tuple(_described(package, rows, ways)),
        focus=(drawn[0]["figure_id"],),
        rungs=tuple(rungs),
        interests=facts(package).lists.get(("attributions", "interest"), {}),
        shared=apart(package, rows).shared,
        asked=len(asked),
        drawn=len(drawn),
    )


def options(package: Package, **choice: Any) -> Options:
    """List what each parameter of `select` can be, as pairs of a label and a value.

    Returns
    -------
    dict
        `figures`: those with the longest ways first.
    """
    recorded = chains(package)
    found = offer(package, records(package), **choice)
    found["figures"].sort(key=lambda entry: -len(recorded.get(entry[1], ())))
    return found


def _answers(package: Package, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return the figures that answer one of these, and are not among them."""
    ids = {row["figure_id"] for row in rows}
    found = [
        row["figure_id"]
        for row in records(package)
        if row["answers"] in ids and row["figure_id"] not in ids
    ]
    return rows_of(package, figures=found) if found else []


def _described(
    package: Package, rows: Sequence[Row], ways: Mapping[str, Sequence[Hop]]
) -> list[Row]:
    """Add to each row the words that stand at the end of its way."""
    publishers = {row["figure_id"]: publisher_of(package, row) for row in rows}
    return [
        {
            **row,
            "own": own,
            "did": denied(package, row),
            "name": f"{publishers[row['figure_id']]} ({own})",
            "said": status_of(package, row),
            "source": source_of(package, row),
            "publisher": publishers[row["figure_id"]],
            "published_by": sources(package)[row["source_id"]]["publisher"],
            "way": tuple(ways[row["figure_id"]]),
            "answered": publishers.get(row["answers"], ""),
        }
        for row, own in zip(rows, apart(package, rows).own, strict=True)
    ]


def trees(ways: Mapping[str, Sequence[Hop]]) -> list[Rung]:
    """Join ways as far as they are the same from the origin on.

    Two speakers whom nobody names may be two people: they are one rung only where the next named
    speaker is the same one as well.

    Parameters
    ----------
    ways
        The hops of each figure, origin first, by `figure_id`; none may be empty.

    Examples
    --------
    >>> reports = Hop(0, "reports", "unnamed origin", False, "unknown")
    >>> daily, weekly = (Hop(1, name, "paper", True, "none") for name in ("Daily", "Weekly"))
    >>> one = trees({"a": [reports, daily], "b": [reports, daily], "c": [reports, weekly]})
    >>> [(rung.figures, [after.hop.speaker for after in rung.after]) for rung in one]
    [(('a', 'b'), ['Daily']), (('c',), ['Weekly'])]
    """
    return _rungs({figure: tuple(hops) for figure, hops in ways.items()}, 0)


def leaves(rungs: Sequence[Rung]) -> Iterator[str]:
    """Give every figure in the order in which the trees are read, from the top."""
    for rung in rungs:
        yield from rung.ends
        yield from leaves(rung.after)


def _rungs(ways: Mapping[str, tuple[Hop, ...]], depth: int) -> list[Rung]:
    """Join the ways that have a hop at this depth."""
    together: dict[object, list[str]] = {}
    for figure, hops in ways.items():
        if len(hops) > depth:
            together.setdefault(_alike(figure, hops, depth), []).append(figure)
    return [
        Rung(
            hop=ways[figures[0]][depth],
            figures=tuple(figures),
            ends=tuple(figure for figure in figures if len(ways[figure]) == depth + 1),
            after=tuple(_rungs({figure: ways[figure] for figure in figures}, depth + 1)),
        )
        for figures in together.values()
    ]


def _alike(figure: str, hops: Sequence[Hop], depth: int) -> object:
    """Return what two ways must have in common to be one at this depth."""
    named = next((at for at in range(depth, len(hops)) if hops[at].named), None)
    return tuple(hops[depth : named + 1]) if named is not None else figure
