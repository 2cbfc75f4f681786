"""What only shows when tables are held beside one another.

The tables are known by their columns, not by their names: a chain has ``figure_id`` and ``hop``,
a caveat's targets have ``applies_to`` and ``target``, outcomes ``promise`` and ``outcome``, a
record of corrections ``old`` and ``new``. A package that lacks one of them is not asked for it.
Where a table could not be read, nothing is said of what it might have held.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from headcount.figures.package import outcomes, relations
from headcount.figures.package.cells import Cell, plain
from headcount.figures.package.keys import tell_lost
from headcount.figures.package.loaded import Cells, Loaded, Say, Text
from headcount.figures.package.problem import mend, shown
from headcount.figures.package.vocabulary import FIGURE_ID


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

    def keys(self, name: str) -> _Keys:
        """Return the keys of all tables with this primary key."""
        return _Keys([loaded.columns[name].values for loaded in self.with_key(name)])

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


class _Keys(Collection[str]):
    """The keys of several tables, without a copy of them."""

    def __init__(self, tables: list[Collection[Cell]]) -> None:
        self._tables = tables

    def __contains__(self, key: object) -> bool:
        return any(key in table for table in self._tables)

    def __iter__(self) -> Iterator[str]:
        return map(str, chain.from_iterable(self._tables))

    def __len__(self) -> int:
        return sum(map(len, self._tables))

    def without(self, values: Iterable[Cell]) -> list[Cell]:
        """Return the values that are no key of theirs."""
        for table in self._tables:
            values = [value for value in values if value not in table]
        return list(values)


def check(tables: dict[str, Loaded | None], say: Say, *, described: bool) -> None:
    """Tell every fault that shows only across rows and tables.

    Where the descriptor itself is not `described` soundly, a table or a key may be missing from
    what is known, so nothing is called unknown or unused.
    """
    folder = Folder(tables, described=described)
    for loaded in folder.tables.values():
        if loaded.table.is_figures:
            relations.check(loaded, say)
    _check_sources(folder, say)
    _check_chains(folder, say)
    _check_outcomes(folder, say)
    _check_caveats(folder, say)
    _check_corrections(folder, say)


def _check_sources(folder: Folder, say: Say) -> None:
    """See that a source is used, relies on another, and says how that is known."""
    used = folder.used("source_id") | folder.torn
    for loaded in folder.with_key("source_id"):
        known = loaded.different("source_id") if folder.whole else []
        idle = {source for source in known if source[0] not in used}
        tell_lost(
            loaded,
            "source_id",
            [(place, str(source)) for place, (source,) in loaded.where(("source_id",), idle)],
            ("have nothing that rests on them", "put the figures back, or take the rows out"),
            lambda one: (
                f"nothing rests on {shown(one)}",
                "take it out, or name it where it is due",
            ),
            say,
        )
        words = "relies on", "a source relies on an earlier one"
        relations.tell_circles(loaded, "source_id", "relies_on", words, say)
        loaded.judge(("relies_on", "reliance"), _reliance_faults, say)


def _reliance_faults(relies_on: Cell, reliance: Cell) -> Iterator[Text]:
    if relies_on is not None and reliance is None:
        yield "reliance", "is empty beside relies_on", "say how it is known"
    if reliance is not None and relies_on is None:
        yield "relies_on", "is empty beside reliance", "name the source"


def _check_chains(folder: Folder, say: Say) -> None:
    """See that the hops of a figure's way to us start at 0 and leave none out."""
    figures = folder.keys(FIGURE_ID)
    for loaded in folder.with_columns(FIGURE_ID, "hop"):
        if folder.whole:
            unknown = figures.without(loaded.columns[FIGURE_ID].values)
            lost = {(figure,) for figure in unknown if figure not in folder.torn}
            _tell_lost(loaded, FIGURE_ID, "figure", loaded.where((FIGURE_ID,), lost), figures, say)
        _check_hops(loaded, say)


def _check_hops(loaded: Loaded, say: Say) -> None:
    hops = loaded.different(FIGURE_ID, "hop")
    before = {(figure, hop - 1) for figure, hop in hops if isinstance(hop, int) and hop}
    broken = {(figure,) for figure, _ in before - hops}
    chains: dict[str, list[tuple[int, int]]] = {}
    for place, (figure,) in loaded.where((FIGURE_ID,), broken):
        hop = loaded.columns["hop"].cells[place]
        if figure is not None and isinstance(hop, int):
            chains.setdefault(str(figure), []).append((hop, loaded.lines[place]))
    for figure, found in chains.items():
        expected = 0
        for hop, line in sorted(found) if figure not in loaded.torn else ():
            if hop > expected:
                wrong = f"the chain of {shown(figure)} has hop {hop} but no hop {expected}"
                right = "count from 0, the origin, and leave none out"
                say(loaded.table, line, "hop", wrong, right)
            expected = hop + 1


def _check_outcomes(folder: Folder, say: Say) -> None:
    """See that a promise and what came of it are figures, and fit each other."""
    if not folder.whole:
        return
    figures = folder.keys(FIGURE_ID)
    for loaded in folder.with_columns("promise", "outcome", "tie"):
        for column in ("promise", "outcome"):
            unknown = figures.without(loaded.columns[column].values)
            lost = {(figure,) for figure in unknown if figure not in folder.torn}
            _tell_lost(loaded, column, "figure", loaded.where((column,), lost), figures, say)
        outcomes.check(loaded, list(folder.with_key(FIGURE_ID)), say)


def _check_caveats(folder: Folder, say: Say) -> None:
    """See that a caveat applies to something, and that this something is there."""
    if not folder.whole:
        return
    targets = list(folder.with_columns("caveat_id", "applies_to", "target"))
    choices = {
        "figure": folder.keys(FIGURE_ID),
        "source": folder.keys("source_id"),
        "table": folder.tables,
        "category": _categories(folder),
    }
    named = set(folder.torn)
    for loaded in targets:
        named.update(map(str, loaded.columns["caveat_id"].values))
        _check_targets(loaded, choices, folder.torn, say)
    if targets:
        where = targets[0].table.path
        for loaded in folder.with_key("caveat_id"):
            _tell_idle(loaded, named, where, say)


def _check_targets(
    loaded: Loaded, choices: dict[str, Collection[str]], torn: set[str], say: Say
) -> None:
    columns = "applies_to", "target"
    lost: dict[str, set[Cells]] = {kind: set() for kind in choices}
    astray: dict[Cells, tuple[str, str]] = {}
    for cells in loaded.different(*columns):
        kind, target = map(str, cells)
        if None in cells:
            continue
        if kind not in choices:
            wrong = f"a caveat cannot apply to a {shown(kind)}"
            astray[cells] = wrong, f"use one of: {', '.join(choices)}"
        elif not {target, target.rpartition(".")[2]} & torn and target not in choices[kind]:
            lost[kind].add(cells)
    for place, cells in loaded.where(columns, astray.keys()):
        say(loaded.table, loaded.lines[place], "applies_to", *astray[cells])
    for kind, some in lost.items():
        gone = ((place, cells[1:]) for place, cells in loaded.where(columns, some))
        _tell_lost(loaded, "target", kind, gone, choices[kind], say)


def _tell_idle(loaded: Loaded, named: set[str], where: str, say: Say) -> None:
    """Tell of the caveats that no target names."""
    known = loaded.different("caveat_id")
    idle = {caveat for caveat in known if str(caveat[0]) not in named}
    right = f"say in {where} what it applies to"
    whole = "are caveats that apply to nothing", right.replace("it applies", "they apply")
    tell_lost(
        loaded,
        "caveat_id",
        [(place, str(caveat)) for place, (caveat,) in loaded.where(("caveat_id",), idle)],
        whole,
        lambda caveat: (f"{shown(caveat)} applies to nothing", right),
        say,
    )


def _tell_lost(
    loaded: Loaded,
    column: str,
    kind: str,
    lost: Iterable[tuple[int, Cells]],
    choices: Iterable[str],
    say: Say,
) -> None:
    """Tell of what is named in a column and is not there."""
    otherwise = {
        "category": "write table.category, of a category that has rows",
        "table": "name a table of this package",
    }.get(kind, f"name a {kind} of this package")
    tell_lost(
        loaded,
        column,
        [(place, str(one)) for place, (one,) in lost],
        (f"name a {kind} that is not there", "put its table back, or take the rows out"),
        lambda one: (f"there is no {kind} {shown(one)}", mend(one, choices, otherwise)),
        say,
    )


def _categories(folder: Folder) -> dict[str, None]:
    return {
        f"{name}.{category}": None
        for name, loaded in folder.tables.items()
        if loaded.table.is_figures and loaded.table.field("category")
        for category in loaded.columns["category"].values
    }


def _check_corrections(folder: Folder, say: Say) -> None:
    """See that a correction names a cell, and that the newest of a cell says what it holds now.

    A figure that is withdrawn has a correction of its ``figure_id`` with nothing as new.
    """
    if not folder.whole or folder.torn:
        return
    for loaded in folder.with_columns("table", FIGURE_ID, "field", "old", "new"):
        names = "table", FIGURE_ID, "field", "new"
        newest: dict[tuple[str, ...], tuple[int, str]] = {}
        for place, (*cell, new) in loaded.where(names, loaded.different(*names)):
            newest[tuple(map(str, cell))] = place, plain(new)
        places = {
            name: corrected.find({figure for table, figure, _ in newest if table == name})
            for name, corrected in folder.tables.items()
            if len(corrected.table.key) == 1
        }
        for cell, (place, new) in newest.items():
            fault = _correction_fault(folder, *cell, new, places.get(cell[0], {}))
            if fault:
                say(loaded.table, loaded.lines[place], *fault)


def _correction_fault(
    folder: Folder, table: str, figure: str, column: str, new: str, places: dict[str, int]
) -> Text | None:
    corrected = folder.tables.get(table)
    if corrected is None:
        right = mend(table, folder.tables, "name a table of this package")
        return "table", f"there is no table {shown(table)}", right
    if column not in corrected.table.header:
        right = mend(column, corrected.table.header, "name one of its columns")
        return "field", f"{table} has no column {shown(column)}", right
    withdrawn = column == FIGURE_ID and not new
    if withdrawn and figure in places:
        return FIGURE_ID, f"{shown(figure)} is still there", "take the withdrawn figure out"
    if withdrawn:
        return None
    if figure not in places:
        key = corrected.table.key
        known = map(str, corrected.columns[key[0]].values) if len(key) == 1 else ()
        right = mend(figure, known, "name a figure of that table")
        return FIGURE_ID, f"{table} has no figure {shown(figure)}", right
    now = plain(corrected.columns[column].cells[places[figure]])
    if now != new:
        wrong = f"says {shown(new)}, but {column} of {shown(figure)} is {shown(now)}"
        return "new", wrong, "mend the one that is wrong"
    return None
