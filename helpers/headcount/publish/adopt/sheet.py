"""A reporter's sheet as a table: where its head begins, what is no row, which line each cell is in.

Nothing is dropped in silence: each line of the file is a row, part of the head, or among `left`,
with why.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from headcount.core.errors import UnknownWord, WrongChoice
from headcount.core.files import UnreadFile, read_plain
from headcount.figures.package.cells import seen
from headcount.figures.package.problem import shown
from headcount.figures.package.schema import LONGEST_TEXT
from headcount.figures.places import is_spelled_as_place
from headcount.publish.adopt import described
from headcount.publish.adopt.book import Looks, as_text, read_book
from headcount.publish.adopt.lines import (
    FOOTNOTE,
    HEAD_IN,
    SAMPLE_LINES,
    head_in,
    is_second_head,
    plain_mark,
    refuse_repeats,
    refuse_two_abreast,
    said,
    why_no_row,
)

if TYPE_CHECKING:
    import pandas as pd

_BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_DELIMITERS = ",;\t|"
ABOVE = "is above the head"
NAMELESS = "column {}"  # what a column without a head is called
BEYOND = "column {}, beyond the head"  # a cell too many: a comma in a note, mostly
LINKED = "{} (link)"  # the head of the addresses that the cells of a column lead to
_ENCODINGS = ("cp1252", "cp1251", "cp1250", "gb18030", "shift_jis", "euc_kr", "mac_roman")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)+\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_EMPHASIS = re.compile(r"(\*\*|__|`)(.+?)\1")
_GAP = re.compile(r" {2,}|\t")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAMPLE = 1_000_000  # bytes: what is looked at to know the encoding
_MOST_COLUMNS = 1000
_MOST_BYTES = 100_000_000
csv.field_size_limit(_SAMPLE)  # a cell: whoever needs more has forgotten a quotation mark


@dataclass(frozen=True)
class SheetRow:
    """One row: the line of the file that it stands in, and its cells as texts."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class LeftLine:
    """A line, or a run of lines, that is no row: why, and what stands in it."""

    line: int
    why: str
    text: str = ""
    lines: int = 1


@dataclass(frozen=True)
class Sheet:
    """A table as it was found in a file.

    Parameters
    ----------
    name
        The file's name, with the sheet's behind it where a book has several.
    columns
        The head: a name for each column.
    rows
        The rows, each with the line that it stands in; lines count from 1.
    left
        What is no row: titles, blank runs, totals, footnotes.
    footnotes
        The text of each footnote by its mark.
    encoding
        What the file was taken to be written in, where that is not Unicode.
    facts
        What is said of its columns by what lies beside it or above it; of the whole under "".
    decimal
        The decimal mark, where its description says it.
    merged
        Line and column, from 0, of cells that are one with the cell above them.
    second
        The line in which the head of another table begins; 0 where there is none.
    struck
        Line and column, from 0, of cells that are struck through.
    comments
        Line, column and text of what somebody wrote beside a cell.
    is_seen
        Whether it is known what is struck through, hidden or said beside a cell; a text has none.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    left: tuple[LeftLine, ...] = ()
    footnotes: dict[str, str] = field(default_factory=dict)
    encoding: str = ""
    facts: Mapping[str, described.ColumnFacts] = field(default_factory=dict)
    decimal: str | None = None
    merged: frozenset[tuple[int, int]] = frozenset()
    second: int = 0
    struck: frozenset[tuple[int, int]] = frozenset()
    comments: tuple[tuple[int, str, str], ...] = ()
    is_seen: bool = True

    def note(self, mark: str) -> str:
        """Return the text of a footnote; empty where the sheet has none for its mark."""
        return self.footnotes.get(mark) or self.footnotes.get(plain_mark(mark), "")

    def column(self, place: int) -> list[str]:
        """Return the cells of a column."""
        return [row.cells[place] for row in self.rows]


def read_sheet(source: str | Path | pd.DataFrame, sheet: str | None = None) -> Sheet:
    r"""Read a table as somebody keeps it: CSV in any encoding, a spreadsheet, a frame.

    Parameters
    ----------
    source
        A file or a Data Package, which is only read, a DataFrame, or a table as it was pasted: a
        text of several lines.
    sheet
        Which sheet of a book, or table of a Data Package; the only one that has a table where it is
        not said.

    Raises
    ------
    OSError
        When the file cannot be read.
    WrongChoice
        When there is no table in it, or several sheets have one.
    UnknownWord
        When the book has no such sheet.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "beds.csv")
    ...     _ = file.write_text("Beds, 2024;\nWard;Beds\nNorth;1.200\nTotal;1.200\n")
    ...     beds = read_sheet(file)
    >>> beds.columns, beds.rows
    (('Ward', 'Beds'), (SheetRow(line=3, cells=('North', '1.200')),))
    >>> [left.why for left in beds.left]
    ['is above the head', 'is a total']
    """
    if not isinstance(source, (str, Path)):
        return _table("the frame", _framed(source))
    if isinstance(source, str) and "\n" in source.strip():
        return _table("the pasted text", _split(source))
    path = Path(source)
    if path.suffix.lower() in _BOOKS and path.is_file():
        return _book(path, sheet)
    if path.suffix.lower() == ".json" or path.is_dir():
        return _resource(described.read_resource(path, sheet))
    text, encoding = _decoded(_read(path))
    found = _table(seen(" ".join(path.name.split())), _split(text))
    return replace(found, encoding=encoding, facts={**found.facts, **described.beside(path)})


def _read(path: Path) -> bytes:
    try:
        return read_plain(path, _MOST_BYTES)
    except UnreadFile as error:
        raise WrongChoice(f"{shown(path.name)}: {error}") from None


def _resource(one: described.Resource) -> Sheet:
    """Return a table of a Data Package, read as its description says."""
    text = _plain_lines(_decoded(_read(one.path))[0])
    lines = _parsed(text, one.delimiter) if one.delimiter else _split(text)
    kept = [["" if cell in one.missing else cell for cell in line] for line in lines]
    return replace(_table(one.path.name, kept), facts=one.facts, decimal=one.decimal)


def _framed(frame: pd.DataFrame) -> list[list[str]]:
    """Return a frame's head and rows as texts, its index with them where it names the rows."""
    import pandas as pd

    named = not isinstance(frame.index, pd.RangeIndex) and frame.index.has_duplicates is False
    plain = frame.reset_index() if named or frame.index.nlevels > 1 else frame
    head = [" ".join(map(str, name)).strip() if isinstance(name, tuple) else str(name)
            for name in plain.columns]  # fmt: skip
    cells = plain.astype(object).where(plain.notna(), None).itertuples(index=False, name=None)
    return [head, *([as_text(cell) for cell in row] for row in cells)]


def _split(text: str) -> list[list[str]]:
    """Return a text's lines, each split into cells."""
    text = _plain_lines(text)
    first, _, rest = text.partition("\n")
    if re.fullmatch(r"sep=.", first.strip()):  # what Excel writes for itself
        return _parsed("\n" + rest, first.strip()[-1])
    lines = text.split("\n")
    if any(_RULE.fullmatch(line) for line in lines[:HEAD_IN]):  # Markdown
        cells = [_PIPE.split(line.strip().strip("|")) for line in lines]
        return [
            [] if _RULE.fullmatch(line) else [_EMPHASIS.sub(r"\2", cell) for cell in row]
            for line, row in zip(lines, cells, strict=True)
        ]
    mark, alike = _delimiter(lines)
    spaced = [_GAP.split(line.strip()) for line in lines[:SAMPLE_LINES] if line.strip()]
    if sum(len(parts) > 1 for parts in spaced) > alike:
        return _set_by_spaces(lines)
    return _parsed(text, mark)


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _parsed(text: str, mark: str) -> list[list[str]]:
    """Return the lines of a text whose cells a mark parts.

    A quotation mark that nobody closed makes one cell of many lines: it is refused by its line.
    """
    reader = csv.reader(io.StringIO(text), delimiter=mark)
    lines: list[list[str]] = []
    begun = last = 1
    try:
        for line in reader:
            inside = [part for cell in line if "\n" in cell for part in cell.split("\n")[1:-1]]
            whole = len(lines) > 0 and len(lines[0]) > 1
            if whole and any(part.count(mark) >= len(lines[0]) - 1 for part in inside):
                raise _unclosed(begun)
            lines.append(line)
            last, begun = begun, reader.line_num + 1
    except csv.Error:
        raise _unclosed(begun) from None
    if text.count('"') % 2 and lines and "\n" in "".join(lines[-1]).rstrip("\n"):
        raise _unclosed(last)
    return lines


def _unclosed(line: int) -> WrongChoice:
    return WrongChoice(
        f"line {line}: a quotation mark opens a cell that holds whole lines; "
        "close it, or take it out"
    )


def _set_by_spaces(lines: list[str]) -> list[list[str]]:
    """Return the cells of lines in which columns stand one under the other, as print has them.

    A column begins behind two spaces or more that all lines have in the same place: so a cell that
    is empty moves no other.
    """
    tabled = [line.expandtabs() for line in lines if len(_GAP.split(line.strip())) > 1]
    wide = max(map(len, tabled))
    free = "".join("_" if all(line[at : at + 1] in (" ", "") for line in tabled) else "x"
                   for at in range(wide))  # fmt: skip
    starts = [0, *(gap.end() for gap in re.finditer("__+", free) if gap.start() > 0)]
    ends = [*starts[1:], wide]
    kept = set(tabled)
    return [
        [line.expandtabs()[a:b] for a, b in zip(starts, ends, strict=True)]
        if line.expandtabs() in kept else [line]
        for line in lines
    ]  # fmt: skip


def _decoded(data: bytes) -> tuple[str, str]:
    """Return a file's text, and the encoding that it was taken for; empty for Unicode."""
    with suppress(UnicodeDecodeError):
        return data.decode(_unicode(data)), ""
    # the names of countries tell more than the letters of a short file
    known = {encoding: _places(data, encoding) for encoding in _ENCODINGS}
    best = max(known, key=known.__getitem__)
    if not known[best]:
        from charset_normalizer import from_bytes

        found = from_bytes(data[:_SAMPLE], cp_isolation=list(_ENCODINGS)).best()
        if found is None:
            raise WrongChoice("The file is not text. Save it as CSV (UTF-8) or as xlsx")
        best = found.encoding
    return data.decode(best, errors="replace"), best


def _unicode(data: bytes) -> str:
    """Return which form of Unicode a file may be in: letters of two bytes have zeros in between."""
    if data[:2] in _WIDE:
        return "utf-16"
    sample = data[:1000]
    if sample.count(0) > len(sample) // 4:
        return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    return "utf-8-sig"


def _places(data: bytes, encoding: str) -> int:
    """Return how many names of countries a file has, if it is in an encoding."""
    try:
        text = data[:_SAMPLE].decode(
            encoding, errors="strict" if len(data) <= _SAMPLE else "ignore"
        )
    except UnicodeDecodeError:
        return 0
    foreign = {cell for cell in re.findall(r"[^\W\d_][^,;\t|\n\"]+", text) if not cell.isascii()}
    return sum(is_spelled_as_place(cell.strip()) for cell in foreign)


def _delimiter(lines: list[str]) -> tuple[str, int]:
    """Return the delimiter that parts the most lines alike, and how many."""
    sample = [line for line in lines[:SAMPLE_LINES] if line.strip()]

    def alike(mark: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=mark)]
        except csv.Error:  # told where the whole is parsed
            return 0, 0
        usual = max(set(widths), key=lambda width: (width > 1, widths.count(width)), default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    best = max(_DELIMITERS, key=alike)
    return best, alike(best)[0]


def _book(path: Path, sheet: str | None) -> Sheet:
    books = {one.name: one for one in read_book(path)}
    if sheet is not None and sheet not in books:
        raise UnknownWord(f'{path.name} has no sheet "{sheet}"', sheet, books)
    hidden = [one.name for one in books.values() if not one.is_shown]
    if sheet is not None or len(hidden) == len(books):
        hidden = []
    found, problems = [], []
    for one in [books[sheet]] if sheet is not None else books.values():
        if one.name in hidden:
            continue
        merged = list(_fill(one.rows, one.merged))
        label = f"{path.name}, {one.name}" if len(books) > 1 else path.name
        try:
            is_seen = one.looks is not None
            found.append(replace(_table(label, one.rows, merged, one.looks), is_seen=is_seen))
        except WrongChoice as error:
            problems.append(error)
    if len(found) > 1:
        have = ", ".join(one.name.removeprefix(f"{path.name}, ") for one in found)
        raise WrongChoice(f"{path.name} has several sheets with a table: {have}; name one of them")
    if not found:
        raise problems[0]
    unread = tuple(LeftLine(1, f"the sheet {name} is hidden, and was not read") for name in hidden)
    return replace(found[0], left=(*unread, *found[0].left))


def _fill(
    cells: list[list[str]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> Iterator[tuple[int, int]]:
    """Write into cells that are merged downwards what the first of them says, and give them."""
    for (top, left), (bottom, right) in ranges:
        for line in range(top + 1, min(bottom + 1, len(cells))) if left == right else ():
            if left < len(cells[line]) and cells[top][left]:
                cells[line][left] = cells[top][left]
                yield line + 1, left


def _table(
    name: str,
    lines: Sequence[Sequence[str]],
    merged: Iterable[tuple[int, int]] = (),
    looks: Looks | None = None,
) -> Sheet:
    """Find the table in the lines of a file; `merged` cells are one with the cell above.

    What is hidden is not read: whoever hands the sheet on does not see it, and it is told.
    """
    width = max((len(line) for line in lines), default=0)
    if width > _MOST_COLUMNS:
        raise WrongChoice(f"{name} has {width:,} columns; remove those that are not figures")
    for at, line in enumerate(lines, 1):
        if max(map(len, line), default=0) > LONGEST_TEXT:
            raise WrongChoice(
                f"{name}, line {at}: a cell has more than {LONGEST_TEXT:,} characters. Shorten it, "
                "or look for a quotation mark that is missing"
            )
    grid = [
        # letters are joined with their accents, as every table of a data folder has them
        tuple(normalize("NFC", seen(" ".join(cell.split()))) for cell in line)
        + ("",) * (width - len(line))
        for line in lines
    ]
    looks = looks or Looks()
    grid = _with_links(grid, looks.links)
    width = len(grid[0]) if grid else 0
    hidden = {at for at in looks.rows if at < len(grid) and any(grid[at])}
    unseen = _hide(grid, hidden, looks.columns)
    head = head_in(grid)
    if head is None:
        raise WrongChoice(f"{name} has no table: no line with names of columns above rows")
    first, last = head
    used = [place for place in range(width) if any(line[place] for line in grid[first:])]
    ends = max(len(line) for line in lines[first : last + 1])
    columns = _columns([[line[place] for place in used] for line in grid[first : last + 1]],
                       sum(place < ends for place in used))  # fmt: skip
    refuse_two_abreast(name, grid[first:], used)
    refuse_repeats(name, [grid[last][place] for place in used] if first == last else [])
    rows, left, second = _rows(grid, last + 1, used, columns, hidden)
    above = [LeftLine(at + 1, ABOVE, said(grid[at])) for at in range(first) if any(grid[at])]
    if not rows:
        raise WrongChoice(f"{name} has a head in line {first + 1}, and no rows under it")
    tops = (tuple(filter(None, grid[at])) for at in range(first))
    marked = frozenset((line, used.index(place)) for line, place in merged if place in used)
    facts = described.above(tops)
    return Sheet(
        name, columns, tuple(rows), (*unseen, *above, *left), _footnotes(left), facts=facts,
        merged=marked, second=second,
        struck=frozenset((line + 1, used.index(at)) for line, at in looks.struck if at in used),
        comments=tuple(
            (line + 1, columns[used.index(at)] if at in used else "", text)
            for line, at, text in looks.comments
        ),
    )  # fmt: skip


def _with_links(
    grid: list[tuple[str, ...]], links: Iterable[tuple[int, int, str]]
) -> list[tuple[str, ...]]:
    """Add a column of addresses behind the others for each whose cells lead somewhere."""
    by_column: dict[int, dict[int, str]] = {}
    for line, column, address in links:
        if line < len(grid) and column < len(grid[line]) and "://" not in grid[line][column]:
            by_column.setdefault(column, {})[line] = address
    for column, found in sorted(by_column.items()):
        above = [at for at in range(min(found)) if grid[at][column]]
        grid = [
            (*line, found.get(at) or (LINKED.format(line[column]) if above[-1:] == [at] else ""))
            for at, line in enumerate(grid)
        ]
    return grid


def _hide(
    grid: list[tuple[str, ...]], rows: Iterable[int], columns: Iterable[int]
) -> list[LeftLine]:
    """Empty the cells that are hidden, and tell which columns were."""
    width = len(grid[0]) if grid else 0
    hidden = {at for at in columns if at < width}
    named = {at: next((line[at] for line in grid if line[at]), "") for at in sorted(hidden)}
    for at in rows:
        grid[at] = ("",) * width
    if hidden:
        grid[:] = [
            tuple("" if at in hidden else cell for at, cell in enumerate(line)) for line in grid
        ]
    return [
        LeftLine(1, f"the column {shown(name)} is hidden, and was not read")
        for name in named.values()
        if name
    ]


def _rows(
    grid: list[tuple[str, ...]],
    begin: int,
    used: list[int],
    columns: tuple[str, ...],
    hidden: set[int],
) -> tuple[list[SheetRow], list[LeftLine], int]:
    """Return the rows under a head, what is none, and the line of another table's head, or 0."""
    rows: list[SheetRow] = []
    left: list[LeftLine] = []
    blank = second = 0
    for at in range(begin, len(grid)):
        cells = tuple(grid[at][place] for place in used)
        if not any(cells) and at not in hidden:
            blank += 1
            continue
        if blank:
            left.append(LeftLine(at + 1 - blank, "is blank", lines=blank))
            blank = 0
        if at in hidden:
            left.append(LeftLine(at + 1, "is hidden, and was not read"))
            continue
        why = why_no_row(cells, columns, first=not rows and at + 1 < len(grid))
        if why:
            left.append(LeftLine(at + 1, why, said(cells)))
            continue
        if rows and not second and sum(map(bool, grid[at - 1])) < 2:
            above = [row.cells for row in rows[-SAMPLE_LINES:]]
            second = at + 1 if is_second_head(cells, above) else 0
        rows.append(SheetRow(at + 1, cells))
    if blank:
        left.append(LeftLine(len(grid) + 1 - blank, "is blank", lines=blank))
    return rows, left, second


def _footnotes(left: Iterable[LeftLine]) -> dict[str, str]:
    """Return the text of each footnote by its mark, as it is written and as others write it."""
    found: dict[str, str] = {}
    for one in left:
        note = FOOTNOTE.fullmatch(one.text)
        if note and one.why == "is a footnote":
            found[note[1]] = note[2]
            found.setdefault(plain_mark(note[1]), note[2])
    return found


def is_nameless(column: str) -> bool:
    """Tell whether a column has no head of its own."""
    return bool(re.fullmatch(f"{NAMELESS}|{BEYOND}".replace("{}", r"\d+"), column))


def _columns(head: list[list[str]], wide: int) -> tuple[str, ...]:
    """Return a name for each column: of a head in several lines, all of them; no name twice."""
    names = list(head[-1])
    for line in reversed(head[:-1]):
        running = ""
        for place, cell in enumerate(line):
            running = cell or (running if names[place] else "")
            if running != names[place]:
                names[place] = said((running, names[place]))
    taken: dict[str, int] = {}
    unique = []
    for place, name in enumerate(names, 1):
        base = name or (NAMELESS if place <= wide else BEYOND).format(place)
        taken[base] = taken.get(base, 0) + 1
        unique.append(base if taken[base] == 1 else f"{base} {taken[base]}")
    return tuple(unique)
