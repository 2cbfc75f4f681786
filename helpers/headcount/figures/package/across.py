"""What only shows when rows and tables are held beside one another: part and whole, chains, uses.

The tables are known by their columns, not by their names: a chain has ``figure_id`` and ``hop``,
a caveat's targets have ``applies_to`` and ``target``, outcomes ``promise`` and ``outcome``, a
record of corrections ``old`` and ``new``. A package that lacks one of them is not asked for it.
Where a table could not be read, nothing is said of what it might have held.

Reading a folder asks no clock, so that the same bytes are the same package on each day; checking it
does (`days_to_come`): nothing was published, reported or corrected on a day that is still to come.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from headcount.figures.dates import DateError, parse
from headcount.figures.package.cells import Cell, Fault, is_address, plain
from headcount.figures.package.keys import report_lost
from headcount.figures.package.loaded import Cells, Loaded, RowFault
from headcount.figures.package.problem import Problem, mend, shown
from headcount.figures.package.vocabulary import AMOUNTS, FIGURE_ID, PROMISES

_ROUNDING = 1.05  # rounded parts may add up to a little more than their rounded whole


def _check_relations(loaded: Loaded) -> None:
    """Report parts above their whole, and parts that are counted twice."""
    for name, how in (("part_of", "is part of"), ("answers", "answers")):
        _report_circles(loaded, FIGURE_ID, name, (how, "name another figure, or leave it empty"))
    if loaded.table.field("part_of"):
        _check_parts(loaded)


def _report_circles(loaded: Loaded, key: str, column: str, words: tuple[str, str]) -> None:
    """Report the rows that lead back to themselves by what `column` says of `key`."""
    if column not in loaded.columns:
        return
    how, right = words
    circle = circling({one: other for one, other in loaded.rows(key, column) if other is not None})
    for index, one in enumerate(loaded.columns[key].cells if circle else ()):
        if one in circle:
            loaded.report(index, column, f"{shown(one)} {how} itself", right)


def circling(chain: dict[Cell, Cell]) -> set[Cell]:
    """Return what leads back to itself when the chain is followed from it.

    Examples
    --------
    >>> circling({"a": "b", "b": "b"}), circling({"a": "b", "b": "c"})
    ({'b'}, set())
    """
    found: set[Cell] = set()
    done: set[Cell] = set()
    for here in chain:
        way: dict[Cell, int] = {}
        while here in chain and here not in done and here not in way:
            way[here] = len(way)
            here = chain[here]
        if here in way:
            found.update(list(way)[way[here] :])
        done.update(way)
    return found


class _Figure:
    """One row of a table of figures, as a part or a whole of another."""

    def __init__(self, loaded: Loaded, index: int) -> None:
        self._loaded, self.index = loaded, index

    def cell(self, name: str) -> Cell:
        """Return a cell; None where the column is not there."""
        column = self._loaded.columns.get(name)
        return column.cells[self.index] if column else None

    def sound(self, *names: str) -> bool:
        """Whether the columns are all there and none of the cells is faulty."""
        columns = self._loaded.columns
        return all(name in columns and self.index not in columns[name].faulty for name in names)

    def amount(self, *names: str) -> float | None:
        """Return the first of these amounts that is given, if all amounts are sound."""
        amounts = map(self.cell, names) if self.sound(*AMOUNTS) else ()
        return next((one for one in amounts if isinstance(one, int | float)), None)

    @property
    def least(self) -> float | None:
        """The lower end."""
        return self.amount("low", "value")

    @property
    def most(self) -> float | None:
        """The upper end."""
        return self.amount("high", "value")


def _check_parts(loaded: Loaded) -> None:
    parts: dict[str, list[_Figure]] = {}
    # Of a name that is there twice, which is reported elsewhere, the first row counts.
    for index, cell in enumerate(loaded.columns["part_of"].cells):
        name = str(cell)
        at = index if cell is None else loaded.index_of.get(name, index)
        if at == index:
            continue
        part, whole = _Figure(loaded, index), _Figure(loaded, at)
        fault = _part_fault(part, whole)
        if fault:
            loaded.report(index, *fault)
        elif all(part.cell(name) == whole.cell(name) for name in ("source_id", "as_of")):
            parts.setdefault(name, []).append(part)
    for name, rows in parts.items():
        whole = _Figure(loaded, loaded.index_of[name])
        total = sum(part.least or 0 for part in rows)
        if whole.most is not None and len(rows) > 1 and total > whole.most * _ROUNDING:
            wrong = f"its parts add up to {plain(total)}, more than the whole's {plain(whole.most)}"
            right = "one of them overlaps another, or is not part of it"
            loaded.report(whole.index, FIGURE_ID, wrong, right)


def _part_fault(part: _Figure, whole: _Figure) -> RowFault | None:
    """Say why a part cannot be inside its whole: another unit, or too large."""
    units = part.cell("unit"), whole.cell("unit")
    given = part.sound("unit") and whole.sound("unit") and None not in units
    if given and units[0] != units[1]:
        wrong = f"the part counts {shown(units[0])}, its whole {shown(units[1])}"
        return "unit", wrong, "fix one, or part_of"
    least, most = part.least, whole.most
    if least is not None and most is not None and least > most:
        name = shown(whole.cell(FIGURE_ID))
        wrong = f"the part is {plain(least)}, its whole {name} only {plain(most)}"
        return "part_of", wrong, "fix one of them, or part_of"
    return None


def _check_promises(loaded: Loaded, tables: Iterable[Loaded]) -> None:
    """Report promises that promise nothing, and outcomes that are none of theirs.

    Parameters
    ----------
    loaded
        A table of outcomes.
    tables
        The tables of figures.
    """
    pairs = list(loaded.rows("promise", "outcome"))
    known: dict[Cell, Cells] = {
        figure: (row.cell("status"), row.cell("unit"))
        for table in tables
        for figure in table.index_of.keys() & {figure for pair in pairs for figure in pair}
        if (row := _Figure(table, table.index_of[figure])).sound("status", "unit")
    }
    seen: set[Cells] = set()
    for index, pair in enumerate(pairs):
        if pair in seen:
            wrong = "the promise has this outcome twice"
            loaded.report(index, "outcome", wrong, "take one of the rows out")
        elif fault := _outcome_fault(pair[0], pair[1], known):
            loaded.report(index, *fault)
        seen.add(pair)


def _outcome_fault(promise: Cell, outcome: Cell, known: dict[Cell, Cells]) -> RowFault | None:
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


ELSEWHERE = ("charts", "datapackage")
"""What corrections call the charts of a folder and its descriptor."""

_DOI = re.compile(r"(doi:)?10\.[0-9]{4,9}/\S+", re.IGNORECASE)
_REASON = 10  # letters of English at least, half of them different


class Folder:
    """All tables that could be read, and what they hold between them."""

    def __init__(self, tables: dict[str, Loaded | None], *, described: bool) -> None:
        self.tables = {name: loaded for name, loaded in tables.items() if loaded}
        self.whole = described and len(self.tables) == len(tables)
        self.torn = {piece for loaded in self.tables.values() for piece in loaded.torn}

    def with_columns(self, *names: str) -> Iterator[Loaded]:
        """Yield the tables that have all these columns and are no tables of figures."""
        for loaded in self.tables.values():
            if not loaded.table.is_figures and set(names) <= set(loaded.table.header):
                yield loaded

    def with_key(self, name: str) -> Iterator[Loaded]:
        """Yield the tables whose primary key is this one column."""
        return (loaded for loaded in self.tables.values() if loaded.table.key == (name,))

    @cached_property
    def figures(self) -> dict[str, None]:
        """Every figure, in order."""
        return {key: None for loaded in self.with_key(FIGURE_ID) for key in loaded.index_of}

    def used(self, name: str) -> set[str]:
        """Return every value of the columns that lead to the primary key of this name."""
        return {
            str(value)
            for loaded in self.tables.values()
            for key in loaded.table.foreign_keys
            for column, target in zip(key.fields, key.targets, strict=True)
            if target == name
            for value in loaded.columns[column].values
        }


def check(tables: dict[str, Loaded | None], *, described: bool) -> None:
    """Report every fault that shows only across rows and tables.

    Where the descriptor itself is not `described` soundly, a table or a key may be missing from
    what is known, so nothing is called unknown or unused.
    """
    folder = Folder(tables, described=described)
    for loaded in folder.tables.values():
        if loaded.table.is_figures:
            _check_relations(loaded)
    _check_sources(folder)
    for loaded in folder.with_columns(FIGURE_ID, "hop"):
        if folder.whole:
            _check_figures(folder, loaded, FIGURE_ID)
        _check_hops(loaded)
    if folder.whole:
        _check_outcomes(folder)
        _check_caveats(folder)
        _check_corrections(folder)


def _check_sources(folder: Folder) -> None:
    """See that a source is used, relies on another, and says how that is known."""
    used = folder.used("source_id") | folder.torn
    for loaded in folder.with_key("source_id"):
        if folder.whole:
            whole = "have nothing that rests on them", "put the figures back, or take the rows out"
            each = "nothing rests on {}", "take it out, or name it where it is due"
            _check_idle(loaded, used, whole, each)
        words = "relies on", "a source relies on an earlier one"
        _report_circles(loaded, "source_id", "relies_on", words)
        loaded.judge(("relies_on", "reliance"), _reliance_faults)
        loaded.judge(("url",), _address_faults)


def _reliance_faults(relies_on: Cell, reliance: Cell) -> Iterator[RowFault]:
    if relies_on is not None and reliance is None:
        yield "reliance", "is empty although relies_on is not", "say how it is known"
    if reliance is not None and relies_on is None:
        yield "relies_on", "is empty although reliance is not", "name the source"


def _address_faults(url: Cell) -> Iterator[RowFault]:
    """See that what readers are led to is the web, or a name that the web resolves."""
    if isinstance(url, str) and not (is_address(url) or _DOI.fullmatch(url)):
        right = "write it from https:// on, or a DOI such as doi:10.1000/182"
        yield "url", f"{shown(url)} is not a web address", right


def _check_hops(loaded: Loaded) -> None:
    """See that the hops of a figure's way to us start at 0 and leave none out."""
    chains: dict[Cell, list[tuple[int, int]]] = {}
    faulty = loaded.columns[FIGURE_ID].faulty
    for index, (figure, hop) in enumerate(loaded.rows(FIGURE_ID, "hop")):
        if isinstance(hop, int) and index not in faulty and str(figure) not in loaded.torn:
            chains.setdefault(figure, []).append((hop, index))
    for figure, found in chains.items():
        expected = 0
        for hop, index in sorted(found) if figure is not None else ():
            if hop > expected:
                wrong = f"the chain of {shown(figure)} has hop {hop} but no hop {expected}"
                right = "count from 0, the origin, and leave none out"
                loaded.report(index, "hop", wrong, right)
            expected = hop + 1


def _check_outcomes(folder: Folder) -> None:
    """See that a promise and what came of it are figures, and fit each other."""
    for loaded in folder.with_columns("promise", "outcome", "tie"):
        for column in ("promise", "outcome"):
            _check_figures(folder, loaded, column)
        _check_promises(loaded, folder.with_key(FIGURE_ID))


def _check_caveats(folder: Folder) -> None:
    """See that a caveat applies to something, and that this something is there."""
    targets = list(folder.with_columns("caveat_id", "applies_to", "target"))
    choices = {
        "figure": folder.figures,
        "source": {key for loaded in folder.with_key("source_id") for key in loaded.index_of},
        "table": folder.tables,
        "category": _categories(folder),
    }
    named = set(folder.torn)
    for loaded in targets:
        named.update(map(str, loaded.columns["caveat_id"].values))
        _check_targets(loaded, choices, folder.torn)
    if targets:
        right = f"say in {targets[0].table.path} what it applies to"
        whole = "are caveats that apply to nothing", right.replace("it applies", "they apply")
        for loaded in folder.with_key("caveat_id"):
            _check_idle(loaded, named, whole, ("{} applies to nothing", right))


def _check_targets(loaded: Loaded, choices: dict[str, Collection[str]], torn: set[str]) -> None:
    columns = "applies_to", "target"
    given = {cells for cells in loaded.rows(*columns) if None not in cells}
    for index, (kind, _) in loaded.where(columns, {one for one in given if one[0] not in choices}):
        wrong = f"a caveat cannot apply to a {shown(kind)}"
        loaded.report(index, "applies_to", wrong, f"use one of: {', '.join(choices)}")
    for kind, known in choices.items():
        lost = {
            (one, target)
            for one, target in given
            if one == kind
            and str(target) not in known
            and not {str(target), str(target).rpartition(".")[2]} & torn
        }
        _report_named(loaded, "target", kind, known, loaded.where(columns, lost))


def _check_idle(loaded: Loaded, used: Collection[str], whole: Fault, each: Fault) -> None:
    """Report the keys of a table that nothing names: what is wrong with `each`, in braces which."""
    (key,), (wrong, right) = loaded.table.key, each
    idle = {(one,) for one in loaded.columns[key].values if str(one) not in used}
    lost = loaded.where((key,), idle)
    report_lost(loaded, key, lost, whole, lambda one: (wrong.format(shown(*one)), right))


def _check_figures(folder: Folder, loaded: Loaded, column: str) -> None:
    """Report figures that a column names and that are not there."""
    there = folder.figures.keys() | folder.torn
    lost = {(one,) for one in loaded.columns[column].values if str(one) not in there}
    _report_named(loaded, column, "figure", folder.figures, loaded.where((column,), lost))


def _report_named(
    loaded: Loaded,
    column: str,
    kind: str,
    known: Iterable[str],
    lost: Iterable[tuple[int, Cells]],
) -> None:
    """Report what rows name, in the last of the cells that are given, and is not there."""
    otherwise = {
        "category": "write table.category, of a category that has rows",
        "table": "name a table of this package",
    }.get(kind, f"name a {kind} of this package")
    report_lost(
        loaded,
        column,
        ((index, cells[-1:]) for index, cells in lost),
        (f"name a {kind} that is not there", "put its table back, or take the rows out"),
        lambda one: (f"there is no {kind} {shown(*one)}", mend(str(*one), known, otherwise)),
    )


def _categories(folder: Folder) -> dict[str, None]:
    return {
        f"{name}.{category}": None
        for name, loaded in folder.tables.items()
        if loaded.table.is_figures and loaded.table.field("category")
        for category in loaded.columns["category"].values
    }


def _check_corrections(folder: Folder) -> None:
    """See that a correction names a cell, and that the newest of a cell says what it holds now.

    A figure that is withdrawn has a correction of its ``figure_id`` with nothing as new.
    """
    for loaded in folder.with_columns("old", "new", "reason"):
        loaded.judge(("reason",), _reason_faults)
    names = "table", FIGURE_ID, "field", "new"
    for loaded in folder.with_columns(*names, "old") if not folder.torn else ():
        newest: dict[tuple[str, str, str], tuple[int, str]] = {}
        for index, (table, figure, field, new) in loaded.where(names, set(loaded.rows(*names))):
            newest[str(table), str(figure), str(field)] = index, plain(new)
        for (name, key, column), (index, now) in newest.items():
            if fault := _correction_fault(folder, name, key, column, now):
                loaded.report(index, *fault)


def _reason_faults(reason: Cell) -> Iterator[RowFault]:
    letters = [one for one in str(reason or "") if one.isalpha()]
    few = len(letters) < _REASON or len(set(letters)) < _REASON // 2
    if letters and "".join(letters).isascii() and few:
        yield "reason", f"{shown(reason)} gives no reason", "say in a sentence what was wrong"


def _correction_fault(
    folder: Folder, table: str, figure: str, column: str, new: str
) -> RowFault | None:
    if table in ELSEWHERE:
        return None  # what does not stand in a table is held against what stood there by `changes`
    corrected, field = folder.tables.get(table), column
    column = re.split("[. ]", field, maxsplit=1)[0]  # "speaker of 0", "category.label"
    if corrected is None:
        right = mend(table, folder.tables, "name a table of this package")
        return "table", f"there is no table {shown(table)}", right
    if figure == table or (column != field and column in corrected.table.header):
        return None
    if column not in corrected.table.header:
        right = mend(column, corrected.table.header, "name one of its columns")
        return "field", f"{table} has no column {shown(column)}", right
    index_of = corrected.index_of if len(corrected.table.key) == 1 else {}
    withdrawn = (column,) == corrected.table.key and not new
    if withdrawn and figure in index_of:
        return FIGURE_ID, f"{shown(figure)} is still there", "take the withdrawn figure out"
    if withdrawn:
        return None
    if figure not in index_of:
        right = mend(figure, index_of, "name a figure of that table")
        kind = "figure" if corrected.table.is_figures else "row"
        return FIGURE_ID, f"{table} has no {kind} {shown(figure)}", right
    now = plain(corrected.columns[column].cells[index_of[figure]])
    if now != new:
        wrong = f"says {shown(new)}, but {column} of {shown(figure)} is {shown(now)}"
        return "new", wrong, "fix the one that is wrong"
    return None


PAST = {"reported": "reported", "published": "published", "date": "corrected"}
"""By column, what happened on its days."""


def days_to_come(
    tables: Iterable[Loaded], descriptor: Mapping[str, Any], today: date
) -> Iterator[Problem]:
    """Report each row that is dated after the day of the check.

    Parameters
    ----------
    tables
        The tables that could be read.
    descriptor
        Its ``created`` is a day too: a clock that is behind it is wrong.
    today
        The day. One more is allowed, for it is tomorrow elsewhere.

    Yields
    ------
    Problem
        One for each such cell.
    """
    last = max(today, _day(descriptor.get("created"))) + timedelta(days=1)
    for loaded in tables:
        names = PAST if loaded.table.is_figures or "source_id" in loaded.table.key else {}
        names = {"date": PAST["date"]} if {"old", "new"} <= set(loaded.table.header) else names
        for name in names.keys() & loaded.columns.keys():
            late = {(cell,) for cell in loaded.columns[name].values if _earliest(cell) > last}
            for index, (cell,) in loaded.where((name,), late):
                wrong = f"{shown(cell)} is still to come"
                right = f"write the day on which it was {names[name]}"
                yield Problem(loaded.table.path, loaded.lines[index], name, wrong, right)


def _earliest(cell: Cell) -> date:
    try:
        return parse(str(cell)).earliest
    except DateError:  # reported with its cell
        return date.min


def _day(created: object) -> date:
    try:
        return date.fromisoformat(str(created)[:10])
    except ValueError:
        return date.min
