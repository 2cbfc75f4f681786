"""The sheets of a workbook, read by a process of its own that gets no more than it should need.

A workbook is packed: a small one may unpack to gigabytes, or have one cell in its last row and
column, and whatever reads it makes room for all cells before that. The process is given an end
(`MOST_MEMORY`, `MOST_SECONDS`) where the system can set one; on Windows it has only the time.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from headcount.core.child import environment
from headcount.core.errors import WrongChoice
from headcount.publish.adopt.looks import Looks, read_looks

MOST_MEMORY = 2_000_000_000
"""Bytes: a hundred times what the cells of a full sheet of 100,000 rows take."""

MOST_SECONDS = 60

_MOST_TEXT = 30_000_000  # characters and cells of a workbook: the same text may stand in each cell

_CHILD = "from headcount.publish.adopt.book import main; main()"

Corners = tuple[tuple[int, int], tuple[int, int]]
"""Where merged cells begin and end: row and column, counted from zero."""


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet of a workbook: its name, its rows as texts, which cells are merged, who sees it.

    `looks` is `None` where the workbook does not say how its cells look in a way that is known.
    """

    name: str
    rows: list[list[str]]
    merged: list[Corners]
    is_shown: bool = True
    looks: Looks | None = None


def read_book(path: Path) -> list[BookSheet]:
    """Read every sheet of a workbook.

    Raises
    ------
    WrongChoice
        When it is no workbook, or takes more memory or time than any should.
    """
    from headcount.figures.package.schema import LONGEST_TEXT  # the child does without it

    try:
        ran = subprocess.run(
            [sys.executable, "-P", "-c", _CHILD, str(path), str(LONGEST_TEXT + 1)],
            check=False,
            capture_output=True,
            env=environment(),
            timeout=MOST_SECONDS,
        )
        answer = json.loads(ran.stdout)
    except (subprocess.TimeoutExpired, ValueError):  # it was ended, and says nothing
        raise WrongChoice(
            f"{path.name} takes more memory or time to read than a table should. Copy the cells of "
            "the table alone into a new workbook"
        ) from None
    if "error" in answer:
        raise WrongChoice(f"{path.name} is not a spreadsheet that can be read: {answer['error']}")
    return [
        BookSheet(name, rows, merged, is_shown, Looks(**looks) if looks else None)
        for name, rows, merged, is_shown, looks in answer["sheets"]
    ]


def as_text(cell: Any) -> str:
    """Return a cell of a spreadsheet or a frame as somebody would type it.

    Examples
    --------
    >>> as_text(1200.0), as_text(datetime(2022, 8, 4)), as_text(None)
    ('1200', '2022-08-04', '')
    """
    if cell is None or cell != cell:  # NaN, NaT
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    if isinstance(cell, (date, datetime)):
        return cell.isoformat()
    return str(cell)


def main() -> None:
    """Print the sheets of a workbook as JSON, or why it has none."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_path(sys.argv[1])
        looks = _looks(Path(sys.argv[1]))
        sheets: list[Any] = []
        left, longest = _MOST_TEXT, int(sys.argv[2])
        for said in book.sheets_metadata:
            one = book.get_sheet_by_name(said.name)
            read = one.to_python(skip_empty_area=False)
            rows = [[as_text(cell)[:longest] for cell in row] for row in read]
            left -= sum(len(row) + sum(map(len, row)) for row in rows)
            if left < 0:
                raise MemoryError
            is_shown = said.visible == SheetVisibleEnum.Visible
            merged = one.merged_cell_ranges or []
            sheets.append((said.name, rows, merged, is_shown, looks.get(said.name)))
        answer: dict[str, Any] = {"sheets": sheets}
    except CalamineError as error:
        answer = {"error": str(error)}
    json.dump(answer, sys.stdout)


def _looks(path: Path) -> dict[str, dict[str, Any]]:
    try:
        return {name: asdict(one) for name, one in read_looks(path).items()}
    except (
        BadZipFile,
        ParseError,
        KeyError,
        ValueError,
        OSError,
        EOFError,
        RuntimeError,
        zlib.error,
    ):
        return {}  # its cells could be read all the same, and that no more is known is told
