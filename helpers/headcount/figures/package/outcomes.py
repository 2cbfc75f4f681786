"""A promise and what came of it: two figures of one unit, each pair told once."""

from __future__ import annotations

from collections.abc import Iterable

from headcount.figures.package.cells import Cell
from headcount.figures.package.loaded import Cells, Loaded, Say, Text
from headcount.figures.package.problem import shown
from headcount.figures.package.vocabulary import PROMISES


def check(loaded: Loaded, tables: Iterable[Loaded], say: Say) -> None:
    """Tell of promises that promise nothing, and of outcomes that are none of theirs.

    Parameters
    ----------
    loaded
        A table of outcomes.
    tables
        The tables of figures.
    say
        Takes each fault.
    """
    pairs = list(loaded.rows("promise", "outcome"))
    known = _known(tables, {str(figure) for pair in pairs for figure in pair if figure})
    seen: set[Cells] = set()
    for line, pair in zip(loaded.lines, pairs, strict=True):
        if pair in seen:
            wrong = "the promise has this outcome twice"
            say(loaded.table, line, "outcome", wrong, "take one of the rows out")
        elif fault := _fault(pair, known):
            say(loaded.table, line, *fault)
        seen.add(pair)


def _known(tables: Iterable[Loaded], figures: set[str]) -> dict[Cell, Cells]:
    """Return status and unit of these figures, where both are sound."""
    return {
        figure: tuple(table.columns[name].cells[place] for name in ("status", "unit"))
        for table in tables
        for figure, place in table.find(figures).items()
        if not any(place in table.columns[name].faulty for name in ("status", "unit"))
    }


def _fault(pair: Cells, known: dict[Cell, Cells]) -> Text | None:
    promise, outcome = pair
    if promise not in known:
        return None
    status, unit = known[promise]
    if status not in PROMISES:
        wrong = f"{shown(promise)} is {status}, so it promises nothing"
        return "promise", wrong, f"name a figure that is {', '.join(PROMISES)}"
    if promise == outcome:
        return "outcome", "the promise is its own outcome", "name another figure"
    other = known.get(outcome, (None, unit))[1]
    if other != unit:
        wrong = f"the outcome counts {shown(other)}, its promise {shown(unit)}"
        return "outcome", wrong, "name a figure of the same unit"
    return None
