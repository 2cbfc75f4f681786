"""One CSV file, from bytes to raw columns: encoding, header, quotes, widths.

What is wrong with the file as a whole (encoding, delimiter, header) is one fault, and its rows
are then not read: they would only repeat it.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path

from headcount.core.files import UnreadFile, read_plain
from headcount.core.wording import cardinal
from headcount.figures.package.cells import Fault
from headcount.figures.package.descriptor import DESCRIPTOR
from headcount.figures.package.loaded import Loaded
from headcount.figures.package.problem import mend, shown

# The csv module's own limit, which any other library may raise for the whole process.
LONGEST = 131_072
_TOO_LONG = f"a cell is longer than {LONGEST:,} characters", "a quote may be open; close it"

_EMPTY = "the line is empty", "delete it"
_NOTE = "this is a note under the table, not a row", "delete it, or make a caveat of it"
_TOTAL = "this is a total, not a row", "delete it"
_SUMS = re.compile(r"((grand |sub-?)?totals?|sum)\b[^,]*", re.IGNORECASE)
_FEW = 2  # columns: of a table of two, a row may have but its key
_FOOTER = re.compile(
    r"[*†‡§(\[¹²³]|(sources?|notes?|last updated|data)\b|(\S+\s+){4}", re.IGNORECASE
)
_HEAD_IN = 40  # lines: nobody puts more above a table

_BLOCK = 300  # rows: few enough for the cache of a processor
_SLAB = 1_000_000  # characters that are parted into lines at once

MOST_BYTES = 100_000_000
_MOST_PIECES = 1_000
_NAMED = 40  # columns that a message names
_ENOUGH = 1_000  # rows that cannot be read, or texts of a column that are not as it asks


def read_file(path: Path, folder: Path, loaded: Loaded) -> None:
    """Read a CSV file into the columns of its table, reporting each row that cannot be read.

    Parameters
    ----------
    path
        The file.
    folder
        The data folder, which it must lie in.
    loaded
        The table, whose columns are filled.

    Raises
    ------
    UnreadFile
        When no row can be, or so many cannot that it is no table as the descriptor says.
    """
    header = list(loaded.columns)
    text = _text(path, folder, header)
    taken: list[str] = []  # the lines of the row that is being read
    reader = csv.reader(_lines(text, taken), strict=True)
    try:
        found = next(reader)
    except csv.Error as error:
        right = f"write it as: {','.join(header)}"
        raise UnreadFile(f"the header cannot be read: {error}", right, row=1) from None
    if found != header:
        raise UnreadFile(*_header_fault(found, text, header), row=1)
    rows = _Rows(loaded, header)
    while not rows.spoiled:
        line = reader.line_num + 1
        taken.clear()
        try:
            rows.add(next(reader), line, taken)
        except StopIteration:
            break
        except csv.Error as error:
            rows.tear(_quote_fault(str(error), line, reader.line_num), line, taken)
    rows.end()
    if rows.spoiled:
        wrong = (
            f"was read to line {reader.line_num:,}: more than {_ENOUGH:,} of its rows have errors"
        )
        raise UnreadFile(wrong, "fix those, or read another file")


class _Rows:
    """The rows of a table as they are read: into its columns, or among its faults."""

    def __init__(self, loaded: Loaded, header: list[str]) -> None:
        self._loaded, self._header = loaded, header
        self._block: list[list[str]] = []
        self._blank: list[int] = []
        self._notes: list[int] = []
        self._torn = 0

    @property
    def spoiled(self) -> bool:
        """Whether so much is at fault that this is no table as the descriptor says."""
        wrong = 0 if self._block else self._loaded.wrong_texts
        return max(self._torn, len(self._blank), wrong) > _ENOUGH

    def add(self, cells: list[str], line: int, taken: list[str]) -> None:
        """Take the cells of a row that begins in a line, or say why they cannot be taken."""
        # a row of one short line with all cells, the first one filled, needs no closer look
        plain = len(taken) == 1 and len(cells) == len(self._header) and bool(cells[0].strip())
        plain = plain and len(taken[0]) <= LONGEST and bool(cells[1:2] and cells[1].strip())
        fault = None if plain else _row_fault(cells, taken, self._header)
        if fault is _EMPTY:
            self._blank.append(line)
        elif fault is _NOTE:
            self._notes.append(line)
        elif fault:
            self.tear(fault, line, taken)
        else:
            self._loaded.lines.append(line)
            self._block.append(cells)
            if len(self._block) == _BLOCK:
                self._extend()

    def tear(self, fault: Fault, line: int, taken: list[str]) -> None:
        """Report a row that cannot be read; what it holds is not unknown."""
        self._torn += 1
        self._loaded.report_line(line, *fault)
        self._loaded.torn.update(_pieces(taken))

    def end(self) -> None:
        """Take the last rows."""
        self._extend()
        _report_blank(self._loaded, self._blank, self._notes)

    def _extend(self) -> None:
        columns = self._loaded.columns.values()
        for column, texts in zip(columns, zip(*self._block, strict=True), strict=False):
            column.extend(texts)
        self._block = []


def _report_blank(loaded: Loaded, blank: list[int], notes: list[int]) -> None:
    """Report each run of empty lines once, and each footer with the empty lines in it."""
    for _, run in groupby(enumerate(sorted((*blank, *notes))), key=lambda at: at[1] - at[0]):
        numbers = [line for _, line in run]
        first, more = numbers[0], len(numbers) - 1
        noted = not set(notes).isdisjoint(numbers)
        if not more:
            loaded.report_line(first, *(_NOTE if noted else _EMPTY))
            continue
        lines_said = f"this line and the next {'one' if more == 1 else cardinal(more)}"
        if noted:
            wrong = f"{lines_said} are a note under the table, not rows"
            loaded.report_line(first, wrong, "delete them, or make caveats of them")
        else:
            wrong = f"{lines_said} {'is' if more == 1 else 'are'} empty"
            loaded.report_line(first, wrong, "delete them")


def _text(path: Path, folder: Path, header: list[str]) -> str:
    r"""Return the text of a file, each line ended by \n, the last one by nothing."""
    try:
        text = _decode(read_plain(path, MOST_BYTES, within=folder))
    except FileNotFoundError:
        right = f"put it back, or take it out of {DESCRIPTOR}"
        raise UnreadFile("is missing", right) from None
    if not text or text.isspace():
        right = f"its first line is the header: {','.join(header)}"
        raise UnreadFile("is empty", right)
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")


def _lines(text: str, taken: list[str]) -> Iterator[str]:
    """Yield the lines of a text, noting in `taken` each one that is taken."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start + _SLAB)
        end = len(text) if end < 0 else end
        for line in text[start:end].split("\n"):
            if len(line) > _SLAB:
                wrong = f"a line is longer than {_SLAB:,} characters"
                raise UnreadFile(wrong, "end each row with a line's end")
            taken.append(line)
            yield line
        start = end + 1


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadFile("is UTF-16, not UTF-8", "save it as CSV UTF-8", row=1)
    # What a spreadsheet writes as "CSV UTF-8" begins with a mark, which is no part of the header.
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\0" in data:
        row = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise UnreadFile("holds a NUL byte (0x00)", "save it again as CSV UTF-8", row)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start
        row = data.count(b"\n", 0, start) + 1
        column = start - data.rfind(b"\n", 0, start)
        meant = data[start : start + 1].decode("cp1252", "replace")
        guess = f" (in Windows-1252 it is {meant})" if meant.isprintable() else ""
        wrong = f"byte 0x{data[start]:02X} at byte {column} of the line is not UTF-8"
        raise UnreadFile(wrong, f"save the file as CSV UTF-8{guess}", row) from None


def _header_fault(found: list[str], text: str, header: list[str]) -> Fault:
    """Say in one fault what is wrong with a header, and how to write it."""
    first, *others = islice(_lines(text, []), _HEAD_IN)
    for number, line in enumerate(others, 2):
        if line.split(",", len(header)) == header:
            return f"the header is in line {number}", "delete the lines above it"
    right = f"write it as: {','.join(header)}"
    for delimiter, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if first.count(delimiter) > first.count(","):
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
    if len(lines) == 1 and wanted > _FEW and (fault := _footer(cells, wanted)):
        return fault
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


def _footer(cells: list[str], wanted: int) -> Fault | None:
    """Say that a line is a note or a total under a table, where it is one."""
    first = cells[0].strip()
    if _SUMS.fullmatch(first) and sum(map(bool, cells)) <= wanted / 2:
        return _TOTAL
    # who has only begun a row has written an id or a name
    alone = first and not any(map(str.strip, cells[1:]))
    return _NOTE if alone and _FOOTER.match(first) else None


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
    text = "\n".join(lines)[:LONGEST]
    return [piece.strip() for piece in re.split(r'[",;\t\n]', text, maxsplit=_MOST_PIECES)]


def _list(names: list[str]) -> str:
    quoted = [shown(name) for name in names[:_NAMED]]
    if more := len(names) - len(quoted):
        quoted.append(f"{more:,} more")
    return ", ".join(quoted[:-1]) + (" and " if quoted[:-1] else "") + quoted[-1]
