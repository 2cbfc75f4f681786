"""What only shows when tables are held beside one another.

The tables are known by their columns, not by their names: a chain has ``figure_id`` and ``hop``,
a caveat's targets have ``applies_to`` and ``target``, a record of corrections has ``old`` and
``new``. A package that lacks one of them is not asked for it. Where a table could not be read,
nothing is said of what it might have held.
"""

from __future__ import annotations

from collections.abc import Iterator

from helpers.package import relations
from helpers.package.cells import Row, plain
from helpers.package.keys import Loaded, Say, tell_lost
from helpers.package.problem import mend, shown
from helpers.package.vocabulary import FIGURE_ID


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

    def rows(self, key: str) -> dict[str, Row]:
        """Return the rows of all tables with this primary key, by its value."""
        return {
            str(row.values[key]): row
            for loaded in self.with_key(key)
            for row in loaded.rows
            if row.values.get(key) is not None
        }

    def used(self, name: str) -> set[str]:
        """Return every value of the columns that lead to the primary key of this name."""
        return {
            str(row.values[column])
            for loaded in self.tables.values()
            for key in loaded.table.foreign_keys
            for column, target in zip(key.fields, key.targets, strict=True)
            if target == name
            for row in loaded.rows
            if row.values.get(column) is not None
        }


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
    _check_caveats(folder, say)
    _check_corrections(folder, say)


def _check_sources(folder: Folder, say: Say) -> None:
    """See that a source is used, relies on another, and says how that is known."""
    used = folder.used("source_id") | folder.torn
    for loaded in folder.with_key("source_id"):
        relies_on = relations.links(loaded, "source_id", "relies_on")
        idle = []
        for row in loaded.rows:
            source = row.values.get("source_id")
            if folder.whole and row.has("source_id") and source not in used:
                idle.append((row, str(source)))
            if relations.circles(str(source), relies_on):
                wrong = f"{shown(source)} relies on itself"
                say(loaded.table, row, "relies_on", wrong, "a source relies on an earlier one")
            if row.sound("relies_on", "reliance"):
                _check_reliance(loaded, row, say)
        tell_lost(
            loaded,
            "source_id",
            idle,
            ("have nothing that rests on them", "put the figures back, or take the rows out"),
            lambda one: (
                f"nothing rests on {shown(one)}",
                "take it out, or name it where it is due",
            ),
            say,
        )


def _check_reliance(loaded: Loaded, row: Row, say: Say) -> None:
    if row.has("relies_on") and not row.has("reliance"):
        say(loaded.table, row, "reliance", "is empty beside relies_on", "say how it is known")
    if row.has("reliance") and not row.has("relies_on"):
        say(loaded.table, row, "relies_on", "is empty beside reliance", "name the source")


def _check_chains(folder: Folder, say: Say) -> None:
    """See that the hops of a figure's way to us start at 0 and leave none out."""
    figures = folder.rows(FIGURE_ID)
    for loaded in folder.with_columns(FIGURE_ID, "hop"):
        chains: dict[str, list[tuple[int, Row]]] = {}
        lost = []
        for row in loaded.rows:
            figure, hop = row.values[FIGURE_ID], row.values["hop"]
            if not row.has(FIGURE_ID):
                continue
            if folder.whole and figure not in figures and figure not in folder.torn:
                lost.append((row, str(figure)))
            if isinstance(hop, int):
                chains.setdefault(str(figure), []).append((hop, row))
        _tell_lost(loaded, FIGURE_ID, "figure", lost, list(figures), say)
        for figure, hops in chains.items():
            if figure not in loaded.torn:
                _check_hops(loaded, figure, hops, say)


def _check_hops(loaded: Loaded, figure: str, hops: list[tuple[int, Row]], say: Say) -> None:
    expected = 0
    for hop, row in sorted(hops, key=lambda one: (one[0], one[1].line)):
        if hop > expected:
            wrong = f"the chain of {shown(figure)} has hop {hop} but no hop {expected}"
            say(loaded.table, row, "hop", wrong, "count from 0, the origin, and leave none out")
        expected = hop + 1


def _check_caveats(folder: Folder, say: Say) -> None:
    """See that a caveat applies to something, and that this something is there."""
    if not folder.whole:
        return
    torn = folder.torn
    named = set(torn)
    targets = list(folder.with_columns("caveat_id", "applies_to", "target"))
    choices = {
        "figure": list(folder.rows(FIGURE_ID)),
        "source": list(folder.rows("source_id")),
        "table": list(folder.tables),
        "category": _categories(folder),
    }
    for loaded in targets:
        lost: dict[str, list[tuple[Row, str]]] = {kind: [] for kind in choices}
        for row in loaded.rows:
            named.add(str(row.values["caveat_id"]))
            target = str(row.values["target"])
            if not (row.has("applies_to") and row.has("target")):
                continue
            kind = str(row.values["applies_to"])
            if kind not in choices:
                wrong = f"a caveat cannot apply to a {shown(kind)}"
                say(loaded.table, row, "applies_to", wrong, f"use one of: {', '.join(choices)}")
            elif not {target, target.rpartition(".")[2]} & torn and target not in choices[kind]:
                lost[kind].append((row, target))
        for kind, rows in lost.items():
            _tell_lost(loaded, "target", kind, rows, choices[kind], say)
    if targets:
        where = targets[0].table.path
        for loaded in folder.with_key("caveat_id"):
            _tell_idle(loaded, named, where, say)


def _tell_idle(loaded: Loaded, named: set[str], where: str, say: Say) -> None:
    """Tell of the caveats that no target names."""
    caveats = [(row, str(row.values["caveat_id"])) for row in loaded.rows if row.has("caveat_id")]
    idle = [(row, caveat) for row, caveat in caveats if caveat not in named]
    right = f"say in {where} what it applies to"
    whole = "are caveats that apply to nothing", right.replace("it applies", "they apply")
    tell_lost(
        loaded,
        "caveat_id",
        idle,
        whole,
        lambda caveat: (f"{shown(caveat)} applies to nothing", right),
        say,
    )


def _tell_lost(
    loaded: Loaded,
    column: str,
    kind: str,
    lost: list[tuple[Row, str]],
    choices: list[str],
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
        lost,
        (f"name a {kind} that is not there", "put its table back, or take the rows out"),
        lambda one: (f"there is no {kind} {shown(one)}", mend(one, choices, otherwise)),
        say,
    )


def _categories(folder: Folder) -> list[str]:
    found = (
        f"{name}.{row.values['category']}"
        for name, loaded in folder.tables.items()
        if loaded.table.is_figures and loaded.table.field("category")
        for row in loaded.rows
    )
    return list(dict.fromkeys(found))


def _check_corrections(folder: Folder, say: Say) -> None:
    """See that a correction names a cell, and that the newest of a cell says what it holds now.

    A figure that is withdrawn has a correction of its ``figure_id`` with nothing as new.
    """
    if not folder.whole or folder.torn:
        return
    for loaded in folder.with_columns("table", FIGURE_ID, "field", "old", "new"):
        newest: dict[tuple[str, ...], Row] = {}
        for row in loaded.rows:
            if row.sound("table", FIGURE_ID, "field", "new"):
                cell = tuple(str(row.values[name]) for name in ("table", FIGURE_ID, "field"))
                newest[cell] = row
        for (table, figure, column), row in newest.items():
            fault = _correction_fault(folder, table, figure, column, plain(row.values["new"]))
            if fault:
                say(loaded.table, row, *fault)


def _correction_fault(
    folder: Folder, table: str, figure: str, column: str, new: str
) -> tuple[str, str, str] | None:
    corrected = folder.tables.get(table)
    if corrected is None:
        right = mend(table, folder.tables, "name a table of this package")
        return "table", f"there is no table {shown(table)}", right
    if column not in corrected.table.header:
        right = mend(column, corrected.table.header, "name one of its columns")
        return "field", f"{table} has no column {shown(column)}", right
    key = corrected.table.key
    rows = {str(row.values[key[0]]): row for row in corrected.rows} if len(key) == 1 else {}
    withdrawn = column == FIGURE_ID and not new
    if withdrawn and figure in rows:
        return FIGURE_ID, f"{shown(figure)} is still there", "take the withdrawn figure out"
    if withdrawn:
        return None
    if figure not in rows:
        right = mend(figure, rows, "name a figure of that table")
        return FIGURE_ID, f"{table} has no figure {shown(figure)}", right
    now = plain(rows[figure].values[column])
    if now != new:
        wrong = f"says {shown(new)}, but {column} of {shown(figure)} is {shown(now)}"
        return "new", wrong, "mend the one that is wrong"
    return None
