"""One CSV file, from bytes to raw columns: encoding, header, quotes, widths.

What is wrong with the file as a whole (encoding, delimiter, header) is one fault, and its rows
are then not read: they would only repeat it.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from headcount.figures.package.problem import mend, shown
from headcount.figures.package.split import part

Fault = Callable[[int | None, str, str], None]
"""Takes a fault of the file at hand: the line or None, what is wrong, what would be right."""

# The csv module's own limit, which any other library may raise for the whole process.
LONGEST = 131_072
_TOO_LONG = f"a cell is longer than {LONGEST:,} characters", "a quote may be open; close it"

# So few characters that the processor's cache holds them, and a few hundred rows.
_BLOCK = 32_768


class Growing(Protocol):
    """A column that takes the cells of further rows."""

    def extend(self, texts: Sequence[str], /) -> None:
        """Put them below."""


@dataclass
class Rows:
    """The rows that could be read into columns: the line that each stands in.

    ``torn`` holds the pieces of the rows that could not: a key found there is not unknown.
    """

    columns: Mapping[str, Growing]
    lines: list[int] = field(default_factory=list)
    torn: set[str] = field(default_factory=set)

    def extend(self, line: int, columns: list[list[str]]) -> None:
        """Put further rows below, given by column: one row a line, from this line on."""
        self.lines.extend(range(line, line + len(columns[0])))
        for column, cells in zip(self.columns.values(), columns, strict=True):
            column.extend(cells)


def read_file(path: Path, columns: Mapping[str, Growing], fault: Fault) -> Rows | None:
    """Read a CSV file into its columns, by name; None when it cannot be read at all."""
    header = tuple(columns)
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
    text = _with_plain_ends(text)
    try:
        found = next(csv.reader(_Lines(text, 0), strict=True))
    except csv.Error as error:
        fault(1, f"the header cannot be read: {error}", f"write it as: {','.join(header)}")
        return None
    start = text.index("\n") + 1
    if tuple(found) != header:
        fault(1, *_header_fault(found, text[: start - 1], header))
        return None
    rows, line = Rows(columns), 2
    while start < len(text):
        end = text.find("\n", start + _BLOCK) + 1 or len(text)
        block = text[start:end]
        cells = part(block, len(header)) if len(block) <= LONGEST else None
        if cells:
            rows.extend(line, cells)
            start, line = end, line + len(cells[0])
        else:
            start, line = _read_singly(text, start, end, line, rows, fault)
    return rows


def _with_plain_ends(text: str) -> str:
    r"""End each line in \n, the last one too, where it ended in \n, \r, \r\n or not at all."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") else text + "\n"


class _Lines(Iterator[str]):
    """The lines of a text; `place` is where the next one begins."""

    def __init__(self, text: str, place: int) -> None:
        self.place = place
        self._text = text

    def __next__(self) -> str:
        begin = self.place
        if begin == len(self._text):
            raise StopIteration
        self.place = self._text.index("\n", begin) + 1
        return self._text[begin : self.place]


def _read_singly(
    text: str, start: int, end: int, line: int, rows: Rows, fault: Fault
) -> tuple[int, int]:
    """Read a block of lines row by row, telling every fault; return where the next row begins."""
    header, lines = list(rows.columns), _Lines(text, start)
    reader = csv.reader(lines, strict=True)
    while (begin := lines.place) < end:
        first = line + reader.line_num
        try:
            cells = next(reader)
            whole = _check_row(cells, first, line + reader.line_num - 1, header, fault)
        except csv.Error as error:
            whole = False
            fault(first, *_quote_fault(str(error), first, line + reader.line_num - 1))
        if whole:
            rows.extend(first, [[cell] for cell in cells])
        else:
            rows.torn.update(_pieces(text[begin : lines.place - 1]))
    return begin, line + reader.line_num


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
