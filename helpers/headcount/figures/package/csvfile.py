"""One CSV file, from bytes to raw columns: encoding, header, quotes, widths.

What is wrong with the file as a whole (encoding, delimiter, header) is one fault, and its rows
are then not read: they would only repeat it.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from headcount.figures.package.loaded import Column
from headcount.figures.package.problem import mend, shown

Fault = Callable[[int | None, str, str], None]
"""Takes a fault of the file at hand: the line or None, what is wrong, what would be right."""

# The csv module's own limit, which any other library may raise for the whole process.
LONGEST = 131_072
_TOO_LONG = f"a cell is longer than {LONGEST:,} characters", "a quote may be open; close it"

_BLOCK = 1000  # rows: what a column already knows of them need not be kept twice


@dataclass
class Rows:
    """The rows that could be read: the line of each, and of those that could not the pieces.

    A key that is found among the ``torn`` pieces is not unknown.
    """

    lines: list[int] = field(default_factory=list)
    torn: set[str] = field(default_factory=set)


def read_file(path: Path, columns: Mapping[str, Column], fault: Fault) -> Rows | None:
    """Read a CSV file into its columns, by name; None when it cannot be read at all."""
    header = list(columns)
    lines = _lines(path, header, fault)
    if lines is None:
        return None
    reader = csv.reader(lines, strict=True)
    try:
        found = next(reader)
    except csv.Error as error:
        fault(1, f"the header cannot be read: {error}", f"write it as: {','.join(header)}")
        return None
    if found != header:
        fault(1, *_header_fault(found, lines[0], header))
        return None
    rows, block = Rows(), []
    while reader.line_num < len(lines):
        line = reader.line_num + 1
        try:
            cells = next(reader)
            told = _row_fault(cells, line, reader.line_num, header)
        except csv.Error as error:
            told = _quote_fault(str(error), line, reader.line_num)
        if told:
            fault(line, *told)
            rows.torn.update(_pieces(lines[line - 1 : reader.line_num]))
            continue
        rows.lines.append(line)
        block.append(cells)
        if len(block) == _BLOCK:
            _extend(columns, block)
            block = []
    _extend(columns, block)
    return rows


def _extend(columns: Mapping[str, Column], block: list[list[str]]) -> None:
    for column, texts in zip(columns.values(), zip(*block, strict=True), strict=False):
        column.extend(texts)


def _lines(path: Path, header: list[str], fault: Fault) -> list[str] | None:
    r"""Return the lines of a file, each ended by \n, \r or \r\n, the last one also by nothing."""
    try:
        text = _decode(path.read_bytes(), fault)
    except OSError as error:
        fault(None, f"cannot be read: {error.strerror}", "mend its permissions")
        return None
    if text is None:
        return None
    if not text or text.isspace():
        fault(None, "is empty", f"its first line is the header: {','.join(header)}")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")


def _decode(data: bytes, fault: Fault) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        fault(1, "is UTF-16, not UTF-8", "save it as CSV UTF-8")
        return None
    # What a spreadsheet writes as "CSV UTF-8" begins with a mark, which is no part of the header.
    data = data.removeprefix(codecs.BOM_UTF8)
    nul = data.find(b"\0")
    if nul >= 0:
        row = data.count(b"\n", 0, nul) + 1
        fault(row, "holds a NUL byte (0x00)", "save it again as CSV UTF-8")
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start
        row = data.count(b"\n", 0, start) + 1
        column = start - data.rfind(b"\n", 0, start)
        meant = data[start : start + 1].decode("cp1252", "replace")
        guess = f" (in Windows-1252 it is {meant})" if meant.isprintable() else ""
        wrong = f"byte 0x{data[start]:02X} at byte {column} of the line is not UTF-8"
        fault(row, wrong, f"save the file as CSV UTF-8{guess}")
        return None


def _header_fault(found: list[str], line: str, header: list[str]) -> tuple[str, str]:
    """Say in one fault what is wrong with a header, and how to write it."""
    right = f"write it as: {','.join(header)}"
    for delimiter, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if line.count(delimiter) > line.count(","):
            return f"cells are parted by {name}", "save the file with commas"
    if sorted(found) == sorted(header):
        # Readers of Data Packages match columns by position: another order misreads the file.
        return "the columns are not in the descriptor's order", right.replace(
            "write it as", "put them in this order"
        )
    missing = [name for name in header if name not in found]
    extra = [name for name in dict.fromkeys(found) if name not in header]
    doubled = [name for name in dict.fromkeys(found) if found.count(name) > 1 and name in header]
    wrong = []
    if missing:
        wrong.append(f"lacks {_list(missing)}")
    if extra:
        wrong.append(f"has {_list(extra)}, which the descriptor does not name")
    if doubled:
        wrong.append(f"has {_list(doubled)} more than once")
    if len(extra) == 1 and missing:
        guess = mend(extra[0], missing, "")
        right = f"{guess} {right}" if guess.startswith("did") else right
    return f"the header {' and '.join(wrong)}", right


def _row_fault(cells: list[str], line: int, last: int, header: list[str]) -> tuple[str, str] | None:
    """Say what keeps a row from being read into the columns, if anything does."""
    wanted = len(header)
    if not any(map(str.strip, cells)):
        return "the line is empty", "delete it"
    if max(map(len, cells)) > LONGEST:
        return _TOO_LONG
    if last > line:
        wrong = "a cell runs over more than one line"
        return wrong, "close the quote that is open, or write the cell in one line"
    if len(cells) == wanted:
        return None
    right = "put quotes around a cell that holds a comma"
    if len(cells) < wanted:
        right = f"the cells from {header[len(cells)]} on are missing: one comma for each"
    elif not any(cells[wanted:]):
        right = f"delete the last {len(cells) - wanted} of its commas"
    split = re.search(r"(?:^|,)(-?[0-9]{1,3}(?:,[0-9]{3})+)(?=,|$)", ",".join(cells))
    if split and len(cells) > wanted:
        number = split.group(1)
        right = f"if {number} is one number, write it without separators: "
        right += number.replace(",", "")
    return f"{wanted} cells expected, {len(cells)} found", right


def _quote_fault(error: str, first: int, last: int) -> tuple[str, str]:
    if "limit" in error:
        return _TOO_LONG
    if last > first:
        wrong = f"a quote opens here and swallows the lines to {last}"
        return wrong, 'close it, or write a quote inside a cell as ""'
    if "end of data" in error:
        return "a quote opens here and is not closed", 'close it, or write it as ""'
    return "text follows a closed quote", 'write a quote inside a cell as ""'


def _pieces(lines: list[str]) -> list[str]:
    return [piece.strip() for line in lines for piece in re.split(r'[",;\t]', line)]


def _list(names: list[str]) -> str:
    quoted = [shown(name) for name in names]
    return ", ".join(quoted[:-1]) + (" and " if quoted[:-1] else "") + quoted[-1]
