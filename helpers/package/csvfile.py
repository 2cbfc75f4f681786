"""One CSV file, from bytes to raw columns: encoding, header, quotes, widths.

What is wrong with the file as a whole (encoding, delimiter, header) is one fault, and its rows
are then not read: they would only repeat it.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from helpers.package.problem import mend, shown

Fault = Callable[[int | None, str, str], None]
"""Takes a fault of the file at hand: the line or None, what is wrong, what would be right."""

# The csv module's own limit, which any other library may raise for the whole process.
LONGEST = 131_072
_TOO_LONG = f"a cell is longer than {LONGEST:,} characters", "a quote may be open; close it"

# Few enough rows that neither the processor's cache nor the garbage collector feels them.
_BLOCK = 256


class Growing(Protocol):
    """A column that takes the cells of further rows."""

    def extend(self, texts: Iterable[str], /) -> None:
        """Put them below."""


@dataclass
class Rows:
    """The rows that could be read into columns: the line that each stands in.

    ``torn`` holds the pieces of the rows that could not: a key found there is not unknown.
    """

    columns: Mapping[str, Growing]
    lines: list[int] = field(default_factory=list)
    torn: set[str] = field(default_factory=set)

    def extend(self, lines: range, columns: Iterable[Iterable[str]]) -> None:
        """Put the rows of some lines below, given by column."""
        self.lines.extend(lines)
        for column, cells in zip(self.columns.values(), columns, strict=True):
            column.extend(cells)


def read_file(path: Path, columns: Mapping[str, Growing], fault: Fault) -> Rows | None:
    """Read a CSV file into its columns, by name; None when it cannot be read at all."""
    header = tuple(columns)
    try:
        data = path.read_bytes()
    except OSError as error:
        fault(None, f"cannot be read: {error.strerror}", "mend its permissions")
        return None
    text = _decode(data, fault)
    if text is None:
        return None
    if not text or text.isspace():
        fault(None, "is empty", f"its first line is the header: {','.join(header)}")
        return None
    lines = _lines(text)
    reader = csv.reader((f"{line}\n" for line in lines), strict=True)
    try:
        found = next(reader)
    except csv.Error as error:
        fault(1, f"the header cannot be read: {error}", f"write it as: {','.join(header)}")
        return None
    if tuple(found) != header:
        fault(1, *_header_fault(found, lines[0], header))
        return None
    rows = Rows(columns)
    done = reader.line_num
    while done < len(lines):
        block = lines[done : done + _BLOCK]
        cells = _cells(block, len(header))
        if cells:
            rows.extend(range(done + 1, done + 1 + len(block)), cells)
            done += len(block)
        else:
            done = _read_singly(lines, done, rows, fault)
    return rows


def _lines(text: str) -> list[str]:
    r"""Part a text at \n, \r and \r\n and nowhere else."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    return lines if lines[-1] else lines[:-1]


def _cells(lines: list[str], wanted: int) -> list[tuple[str, ...]] | None:
    """Return the cells of so many columns, or None unless each line is plainly one row of them."""
    try:
        rows = list(csv.reader(lines, strict=True))
    except csv.Error:
        return None
    if len(rows) < len(lines) or set(map(len, rows)) != {wanted}:
        return None
    columns = list(zip(*rows, strict=True))
    # A row whose first cell is not blank is not blank.
    filled = all(map(str.strip, columns[0])) or all(map(str.strip, map("".join, rows)))
    return columns if filled and max(map(len, lines)) <= LONGEST else None


def _read_singly(lines: list[str], done: int, rows: Rows, fault: Fault) -> int:
    """Read a block of lines row by row, telling every fault; return how many lines are done."""
    reader = csv.reader(map(lines.__getitem__, range(done, len(lines))), strict=True)
    header, until = list(rows.columns), min(done + _BLOCK, len(lines))
    while (first := done + reader.line_num) < until:
        line = first + 1
        try:
            cells = next(reader)
            end = done + reader.line_num
            whole = _check_row(cells, line, end, header, fault)
        except csv.Error as error:
            end = done + reader.line_num
            whole = False
            fault(line, *_quote_fault(str(error), line, end))
        if whole:
            rows.extend(range(line, line + 1), [(cell,) for cell in cells])
        else:
            rows.torn.update(_pieces("\n".join(lines[first:end])))
    return first


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


def _header_fault(found: list[str], line: str, header: tuple[str, ...]) -> tuple[str, str]:
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


def _check_row(cells: list[str], line: int, last: int, header: list[str], fault: Fault) -> bool:
    wanted = len(header)
    if not any(cell.strip() for cell in cells):
        fault(line, "the line is empty", "delete it")
    elif any(len(cell) > LONGEST for cell in cells):
        fault(line, *_TOO_LONG)
    elif last > line:
        wrong = "a cell runs over more than one line"
        fault(line, wrong, "close the quote that is open, or write the cell in one line")
    elif len(cells) > wanted:
        right = "put quotes around a cell that holds a comma"
        if not any(cells[wanted:]):
            right = f"delete the last {len(cells) - wanted} of its commas"
        split = re.search(r"(?:^|,)(-?[0-9]{1,3}(?:,[0-9]{3})+)(?=,|$)", ",".join(cells))
        if split:
            number = split.group(1)
            right = f"if {number} is one number, write it without separators: "
            right += number.replace(",", "")
        fault(line, f"{wanted} cells expected, {len(cells)} found", right)
    elif len(cells) < wanted:
        right = f"the cells from {header[len(cells)]} on are missing: one comma for each"
        fault(line, f"{wanted} cells expected, {len(cells)} found", right)
    else:
        return True
    return False


def _quote_fault(error: str, first: int, last: int) -> tuple[str, str]:
    if "limit" in error:
        return _TOO_LONG
    if last > first:
        wrong = f"a quote opens here and swallows the lines to {last}"
        return wrong, 'close it, or write a quote inside a cell as ""'
    if "end of data" in error:
        return "a quote opens here and is not closed", 'close it, or write it as ""'
    return "text follows a closed quote", 'write a quote inside a cell as ""'


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in re.split(r'[",;\t\r\n]', text)]


def _list(names: list[str]) -> str:
    quoted = [shown(name) for name in names]
    return ", ".join(quoted[:-1]) + (" and " if quoted[:-1] else "") + quoted[-1]
