"""Read a data folder: every fault of it, or all of its tables."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from headcount.core.files import UnreadFile, is_there, read_plain
from headcount.core.rich import Rich, Section
from headcount.core.wording import paragraph, tally
from headcount.figures.package import across, rules
from headcount.figures.package.cells import Cell
from headcount.figures.package.csvfile import read_file
from headcount.figures.package.descriptor import DESCRIPTOR, Descriptor, read_descriptor
from headcount.figures.package.keys import check_figure_ids, check_foreign, check_unique
from headcount.figures.package.loaded import Column, Loaded
from headcount.figures.package.package import Package
from headcount.figures.package.problem import (
    MOST,
    Faults,
    PackageError,
    Problem,
    lines,
    printable,
    shown,
    unread,
)
from headcount.figures.package.properties import check_flow_caveats
from headcount.figures.package.schema import Table

VARIABLE = "HEADCOUNT_DATA"
"""The environment variable that names the data folder."""

# What may lie beside the tables without being named in the descriptor.
_BESIDE = {
    DESCRIPTOR, "README.md", "LICENSE", "LICENSE.md", "LICENSE.txt", "charts.toml", "adopt.toml",
    "house.toml",
}  # fmt: skip
_FONTS = "fonts/"  # a house's own, and their licenses
# What lessons say of it, in which language, and what its record says in another.
_LESSONS = re.compile(r"(lessons(\.[a-z]{2})?|words\.[a-z]{2})\.toml")
# What computers and spreadsheets leave in any folder.
_DROPPINGS = re.compile(r"(desktop\.ini|Thumbs\.db|~\$.*|.*~)", re.IGNORECASE)


def find_folder(path: str | os.PathLike[str] | None = None) -> Path:
    """Return the data folder that is meant.

    1. The one given, or the folder of the descriptor that is given.
    2. ``$HEADCOUNT_DATA``, where that is set.
    3. ``data`` in the working directory, where it has a descriptor.
    4. The ``data`` of this bundle.
    """
    if path is None:
        named = os.environ.get(VARIABLE)
        if named:
            return find_folder(named)
        # A wheel carries the data inside the package, a checkout beside `helpers`.
        installed = Path(__file__).resolve().parents[2]
        for folder in (Path("data"), installed / "data"):
            if is_there(folder / DESCRIPTOR):
                return folder
        return installed.parents[1] / "data"
    given = Path(path)
    return given.parent if given.name == DESCRIPTOR else given


def check(path: str | os.PathLike[str] | None = None) -> list[Problem]:
    """Report every fault of a data folder at once; none means that it is sound.

    Never raises for what is in the folder, whatever bytes that is.

    Parameters
    ----------
    path
        The folder, or its ``datapackage.json``; None is the project's own (`find_folder`).

    Returns
    -------
    list of Problem
        In the order of the descriptor, then of the lines.

    Examples
    --------
    >>> [str(problem) for problem in check("no/such/folder")]
    ['datapackage.json: is not in "no/such/folder"; name a folder that has one']
    """
    return load(path).problems


def read(path: str | os.PathLike[str] | None = None, *, language: str = "en") -> Package:
    """Read a sound data folder.

    Parameters
    ----------
    path
        The folder, or its ``datapackage.json``; None is the project's own (`find_folder`).
    language
        Of the words on its charts, for a class: ``"de"`` for German, as far as there are words
        (`headcount.render.language`). Such a chart is shown, and is not exported.

    Raises
    ------
    PackageError
        If it has any fault; the error lists them all.

    Examples
    --------
    >>> import headcount as hc
    >>> "sources" in hc.read().tables
    True
    """
    return replace(load(path).package(), language=language)


@dataclass(frozen=True)
class Findings(Rich):
    """What one pass over a data folder finds: its faults, and what could be read.

    ``problems`` are the first `headcount.figures.package.problem.MOST` faults of ``count``.
    """

    folder: Path
    promise: Descriptor
    tables: dict[str, Loaded | None]
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def beside(self, more: list[Problem]) -> Findings:
        """Return the findings with further faults."""
        every = [*self.problems, *more]
        return replace(self, problems=every[:MOST], count=self.count + len(more))

    def package(self) -> Package:
        """Return what was read; raise `PackageError` with every fault where there is any."""
        if self.problems:
            raise PackageError(self.problems, self.count)
        return Package(self.folder, self.promise.json, _Tables(self.tables))

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    @property
    def counts(self) -> dict[str, dict[str, Any]]:
        """For each table its file, its number of rows, and whether the rows are figures."""
        return {
            name: {
                "file": table.path if table else None,
                "rows": len(loaded.lines) if loaded else None,
                "figures": table.is_figures if table else None,
            }
            for name, loaded in self.tables.items()
            for table in [self.promise.tables[name]]
        }

    def text(self) -> str:
        """Return the findings as lines: each fault, and what they come to."""
        told = [*self.lines, self.summary]
        return "\n".join(paragraph(line, rest="  ") for line in told)

    def blocks(self) -> list[Section]:
        """Return the findings as a notebook shows them."""
        return [Section(paragraphs=[self.summary], entries=self.lines)]

    @property
    def lines(self) -> list[str]:
        """The faults, a line each, and how many more there are."""
        return lines(self.problems, self.count)

    @property
    def summary(self) -> str:
        """The findings in one line."""
        if self.problems:
            files = len({problem.file for problem in self.problems})
            return f"{tally(self.count, 'error')} found in {tally(files, 'file')}."
        read = [loaded for loaded in self.tables.values() if loaded]
        figures = sum(len(loaded.lines) for loaded in read if loaded.table.is_figures)
        sources = sum(len(loaded.lines) for loaded in read if loaded.table.key == ("source_id",))
        counts = (len(read), "table"), (figures, "figure"), (sources, "source")
        return f"No errors found: {', '.join(tally(number, noun) for number, noun in counts)}."


class _Tables(Mapping[str, list[dict[str, Cell]]]):
    """The rows of each table, made when they are first asked for."""

    def __init__(self, loaded: Mapping[str, Loaded | None]) -> None:
        self._loaded = {name: one for name, one in loaded.items() if one}

    def __getitem__(self, name: str) -> list[dict[str, Cell]]:
        return self._loaded[name].records

    def column(self, table: str, name: str) -> list[Cell]:
        """Return a column as it was read: who needs no row does not wait for the rows."""
        return self._loaded[table].columns[name].cells

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded)

    def __len__(self) -> int:
        return len(self._loaded)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the collector from going through new cells again and again: none can be garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_without_collector()
def load(path: str | os.PathLike[str] | None = None) -> Findings:
    """Read and check a data folder in one pass.

    Parameters
    ----------
    path
        The folder, or its ``datapackage.json``; None is the project's own.

    Returns
    -------
    Findings
        Every fault with its file, line and column, and what would be right; `text` says them.

    Examples
    --------
    >>> import headcount as hc
    >>> hc.check().problems
    []
    """
    astray = _astray() if path is None else None
    folder = find_folder(path)
    if astray:
        return Findings(folder, Descriptor({}, {}, None, [astray]), {}).beside([astray])
    promise = read_descriptor(folder)
    order = {table.path: i for i, table in enumerate(promise.tables.values()) if table}
    columns = {
        (table.path, name): i
        for table in promise.tables.values()
        if table
        for i, name in enumerate(table.header)
    }

    def place(problem: Problem) -> tuple[int, ...]:
        column = columns.get((problem.file, problem.field or ""), -1)
        return order.get(problem.file, len(order)), problem.row or 0, column

    faults = Faults(place)
    tables = {
        name: _read_table(folder, table, faults) if table else None
        for name, table in promise.tables.items()
    }
    read = [loaded for loaded in tables.values() if loaded]
    figures = [loaded for loaded in read if loaded.table.is_figures]
    for loaded in figures:
        rules.check_figures(loaded)
    for loaded in read:
        check_unique(loaded)
        check_foreign(loaded, tables)
    check_figure_ids(figures)
    across.check(tables, described=not promise.problems)
    written = {key: None for one in read if one.table.key == ("caveat_id",) for key in one.index_of}
    if len(read) == len(tables) and not promise.problems:
        check_flow_caveats(promise.json, [*map(str, written)], promise.report)
    rest = [*_outdated(folder, promise), *_strangers(folder, promise.files)]
    found = Findings(folder, promise, tables).beside(promise.problems)
    found = replace(found.beside(faults.first), count=found.count + faults.count)
    return found.beside(rest)


def _astray() -> Problem | None:
    """Report a variable that leads to no data folder: it was set elsewhere, or long ago."""
    named = os.environ.get(VARIABLE)
    folder = find_folder(named) if named else None
    if folder is None or is_there(folder / DESCRIPTOR):
        return None
    is_folder = is_there(folder) and folder.is_dir()
    wrong = f"{shown(named)} {'holds no ' + DESCRIPTOR if is_folder else 'is not a folder'}"
    return Problem(f"${VARIABLE}", None, None, wrong, "set it to a data folder, or unset it")


def _read_table(folder: Path, table: Table, faults: Faults) -> Loaded | None:
    # The form of a cell that leads to another table is reported with what it leads to (`keys`).
    leading = {key.fields[0] for key in table.foreign_keys if len(key.fields) == 1}
    columns = {
        one.name: Column(replace(one, pattern=None) if one.name in leading else one)
        for one in table.fields
    }
    loaded = Loaded(table, columns, faults)
    try:
        read_file(folder / table.path, folder, loaded)
        whole = True
    except UnreadFile as error:
        loaded.report_line(error.row, error.wrong, error.right)
        whole = False
    for name, column in columns.items():
        column.close(lambda index, *fault, name=name: loaded.report(index, name, *fault))
    return loaded if whole else None


def _outdated(folder: Path, promise: Descriptor) -> Iterator[Problem]:
    """Report each schema file that no longer holds what the descriptor's columns give."""
    for name, text in promise.made.items() if not promise.problems else ():
        try:
            if read_plain(folder / name, len(text) * 4, within=folder) == text.encode():
                continue
        except FileNotFoundError:
            pass
        except UnreadFile as error:
            yield unread(name, error)
            continue
        wrong = f"is not what the columns in {DESCRIPTOR} give"
        yield Problem(name, None, None, wrong, "run headcount dictionary --write")


def _strangers(folder: Path, named: set[str] | None) -> list[Problem]:
    """Report each file in the folder that the descriptor does not name."""
    if named is None:
        return []
    found: list[Problem] = []

    def closed(error: OSError) -> None:
        place = Path(error.filename).relative_to(folder).as_posix()
        why = f"cannot be read: {error.strerror}"
        found.append(Problem(printable(place), None, None, why, "fix its permissions"))

    for parent, folders, files in os.walk(folder, onerror=closed):
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted([*files, *linked]):
            path = Path(parent, name).relative_to(folder).as_posix()
            if (
                name.startswith(".")
                or path in named
                or path in _BESIDE
                or path.startswith(_FONTS)
                or _LESSONS.fullmatch(path)
                or _DROPPINGS.fullmatch(name)
            ):
                continue
            wrong = f"{DESCRIPTOR} names no such file"
            right = "name it in a resource, or take it out of the folder"
            found.append(Problem(printable(path), None, None, wrong, right))
    return found
