"""One CSV file, from bytes to raw columns: encoding, header, quotes, widths.

What is wrong with the file as a whole (encoding, delimiter, header) is one fault, and its rows
are then not read: they would only repeat it.
"""

from __future__ import annotations

import codecs
import csv
import re
from itertools import groupby
from pathlib import Path

from headcount.core.wording import cardinal
from headcount.figures.package.cells import Fault
from headcount.figures.package.loaded import Loaded
from headcount.figures.package.problem import mend, shown

# The csv module's own limit, which any other library may raise for the whole process.
LONGEST = 131_072
_TOO_LONG = f"a cell is longer than {LONGEST:,} characters", "a quote may be open; close it"

_EMPTY = "the line is empty", "delete it"
_HEAD_IN = 40  # lines: nobody puts more above a table

_BLOCK = 300  # rows: few enough for the cache of a processor


class UnreadableFile(Exception):  # noqa: N818  (as StopIteration is none)
    """A file whose rows cannot be read: its line or None, what is wrong, what would be right."""


def read_file(path: Path, loaded: Loaded) -> None:
    """Read a CSV file into the columns of its table, reporting each row that cannot be read.

    Raises
    ------
    UnreadableFile
        When no row can be.
    """
    header = list(loaded.columns)
    lines = _lines(path, header)
    reader = csv.reader(lines, strict=True)
    try:
        found = next(reader)
    except csv.Error as error:
        right = f"write it as: {','.join(header)}"
        raise UnreadableFile(1, f"the header cannot be read: {error}", right) from None
    if found != header:
        raise UnreadableFile(1, *_header_fault(found, lines, header))
    block: list[list[str]] = []
    blank: list[int] = []
    while reader.line_num < len(lines):
        line = reader.line_num + 1
        try:
            cells = next(reader)
            # a row of one short line with all cells, the first one filled, needs no closer look
            plain = reader.line_num == line and len(cells) == len(header) and cells[0].strip()
            plain = plain and len(lines[line - 1]) <= LONGEST
            fault = None if plain else _row_fault(cells, lines[line - 1 : reader.line_num], header)
        except csv.Error as error:
            fault = _quote_fault(str(error), line, reader.line_num)
        if fault is _EMPTY:
            blank.append(line)
            continue
        if fault:
            loaded.report_line(line, *fault)
            loaded.torn.update(_pieces(lines[line - 1 : reader.line_num]))
            continue
        loaded.lines.append(line)
        block.append(cells)
        if len(block) == _BLOCK:
            _extend(loaded, block)
            block = []
    _extend(loaded, block)
    _report_blank(loaded, blank)


def _report_blank(loaded: Loaded, lines: list[int]) -> None:
    """Report each run of empty lines once."""
    for _, run in groupby(enumerate(lines), key=lambda at: at[1] - at[0]):
        numbers = [line for _, line in run]
        first, more = numbers[0], len(numbers) - 1
        if not more:
            loaded.report_line(first, *_EMPTY)
        else:
            lines_said = "one is" if more == 1 else f"{cardinal(more)} are"
            loaded.report_line(first, f"this line and the next {lines_said} empty", "delete them")


def _extend(loaded: Loaded, block: list[list[str]]) -> None:
    for column, texts in zip(loaded.columns.values(), zip(*block, strict=True), strict=False):
        column.extend(texts)


def _lines(path: Path, header: list[str]) -> list[str]:
    r"""Return the lines of a file, each ended by \n, \r or \r\n, the last one also by nothing."""
    try:
        text = _decode(path.read_bytes())
    except OSError as error:
        wrong = f"cannot be read: {error.strerror}"
        raise UnreadableFile(None, wrong, "mend its permissions") from None
    if not text or text.isspace():
        right = f"its first line is the header: {','.join(header)}"
        raise UnreadableFile(None, "is empty", right)
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile(1, "is UTF-16, not UTF-8", "save it as CSV UTF-8")
    # What a spreadsheet writes as "CSV UTF-8" begins with a mark, which is no part of the header.
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\0" in data:
        row = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise UnreadableFile(row, "holds a NUL byte (0x00)", "save it again as CSV UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start
        row = data.count(b"\n", 0, start) + 1
        column = start - data.rfind(b"\n", 0, start)
        meant = data[start : start + 1].decode("cp1252", "replace")
        guess = f" (in Windows-1252 it is {meant})" if meant.isprintable() else ""
        wrong = f"byte 0x{data[start]:02X} at byte {column} of the line is not UTF-8"
        raise UnreadableFile(row, wrong, f"save the file as CSV UTF-8{guess}") from None


def _header_fault(found: list[str], lines: list[str], header: list[str]) -> Fault:
    """Say in one fault what is wrong with a header, and how to write it."""
    for number, line in enumerate(lines[1:_HEAD_IN], 2):
        if line.split(",") == header:
            return f"the header stands in line {number}", "delete the lines above it"
    line = lines[0]
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


def _row_fault(cells: list[str], lines: list[str], header: list[str]) -> Fault | None:
    """Say what keeps a row from being read into the columns, if anything does."""
    wanted = len(header)
    if not any(map(str.strip, cells)):
        return _EMPTY
    if sum(map(len, lines)) > LONGEST and max(map(len, cells)) > LONGEST:
        return _TOO_LONG
    if len(lines) > 1:
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


def _quote_fault(error: str, first: int, last: int) -> Fault:
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
