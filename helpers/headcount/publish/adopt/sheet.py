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
from headcount.figures.places import is_spelled_as_place
from headcount.figures.written import UnreadAmountError, clean, read_amount
from headcount.publish.adopt import described
from headcount.publish.adopt.book import as_text, read_book
from headcount.publish.adopt.dates import without_date

if TYPE_CHECKING:
    import pandas as pd

_BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_DELIMITERS = ",;\t|"
_TOTAL = re.compile(
    r"(?:grand |sub-?)?total(?:es)?\b|sum(?:me|ma)?\b|all (?:countries|rows)\b|together\b"
    r"|insgesamt\b|gesamt\b|ensemble\b|totale\b|totaux\b|totaal\b|razem\b|ogółem\b|celkem\b"
    r"|toplam\b|итого\b|всего\b|разом\b|المجموع|الإجمالي|合计|合計|总计|總計|小计|小計|합계|계$|Σ",
    re.IGNORECASE,
)
_MEAN = re.compile(
    r"(?:\w+ )?(?:average|mean|median)\b|durchschnitt\b|mittelwert\b|moyenne\b|promedio\b",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"([*†‡§#]+|\[[0-9a-z]{1,2}\]|\(?[a-z]\)|[¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉ])\s*(\S.*)", re.DOTALL
)
_RAISED = str.maketrans("ᵃᵇᶜᵈᵉ", "abcde")
_YEAR = re.compile(r"(1[5-9]|20)[0-9]{2}(\.0)?|(1[5-9]|20)[0-9]{2} \[YR[0-9]{4}\]")
ABOVE = "is above the head"
NAMELESS = "column {}"  # what a column without a head is called
_HEAD_IN = 40  # lines: nobody puts more above a table
_ENCODINGS = ("cp1252", "cp1251", "cp1250", "gb18030", "shift_jis", "euc_kr", "mac_roman")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)+\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_GAP = re.compile(r" {2,}|\t")
_SAMPLE_LINES = 200
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAMPLE = 1_000_000  # bytes: what is looked at to know the encoding
_MOST_COLUMNS = 1000
_MOST_BYTES = 100_000_000
_HEAD_LINES = 4  # at most: merged cells above merged cells
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
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    left: tuple[LeftLine, ...] = ()
    footnotes: dict[str, str] = field(default_factory=dict)
    encoding: str = ""
    facts: Mapping[str, described.Facts] = field(default_factory=dict)
    decimal: str | None = None
    merged: frozenset[tuple[int, int]] = frozenset()

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
    try:
        text, encoding = _decoded(read_plain(path, _MOST_BYTES))
    except UnreadFile as error:
        raise WrongChoice(f"{path.name}: {error}") from None
    found = _table(seen(" ".join(path.name.split())), _split(text))
    return replace(found, encoding=encoding, facts={**found.facts, **described.beside(path)})


def _resource(one: described.Resource) -> Sheet:
    """Return a table of a Data Package, read as its description says."""
    text = _plain_lines(_decoded(one.path.read_bytes())[0])
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
    if any(_RULE.fullmatch(line) for line in lines[:_HEAD_IN]):  # Markdown
        return [
            [] if _RULE.fullmatch(line) else _PIPE.split(line.strip().strip("|")) for line in lines
        ]
    mark, alike = _delimiter(lines)
    spaced = [_GAP.split(line.strip()) for line in lines[:_SAMPLE_LINES] if line.strip()]
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
    sample = [line for line in lines[:_SAMPLE_LINES] if line.strip()]

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
            found.append(_table(label, one.rows, merged))
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
    name: str, lines: Sequence[Sequence[str]], merged: Iterable[tuple[int, int]] = ()
) -> Sheet:
    """Find the table in the lines of a file; `merged` cells are one with the cell above."""
    width = max((len(line) for line in lines), default=0)
    if width > _MOST_COLUMNS:
        raise WrongChoice(f"{name} has {width:,} columns; remove those that are not figures")
    grid = [
        # letters are joined with their accents, as every table of a data folder has them
        tuple(normalize("NFC", seen(" ".join(cell.split()))) for cell in line)
        + ("",) * (width - len(line))
        for line in lines
    ]
    head = _head(grid)
    if head is None:
        raise WrongChoice(f"{name} has no table: no line with names of columns above rows")
    first, last = head
    used = [place for place in range(width) if any(line[place] for line in grid[first:])]
    columns = _columns([[line[place] for place in used] for line in grid[first : last + 1]])
    left = [LeftLine(at + 1, ABOVE, _said(grid[at])) for at in range(first) if any(grid[at])]
    rows, footnotes = [], {}
    blank = 0
    for at in range(last + 1, len(grid)):
        cells = tuple(grid[at][place] for place in used)
        if not any(cells):
            blank += 1
            continue
        if blank:
            left.append(LeftLine(at + 1 - blank, "is blank", lines=blank))
            blank = 0
        why = _no_row(cells, columns)
        if why:
            left.append(LeftLine(at + 1, why, _said(cells)))
            note = _FOOTNOTE.fullmatch(_said(cells))
            if note and why == "is a footnote":
                footnotes[note_mark(note[1])] = note[2]
        else:
            rows.append(SheetRow(at + 1, cells))
    if blank:
        left.append(LeftLine(len(grid) + 1 - blank, "is blank", lines=blank))
    if not rows:
        raise WrongChoice(f"{name} has a head in line {first + 1}, and no rows under it")
    tops = (tuple(filter(None, grid[at])) for at in range(first))
    marked = frozenset((line, used.index(place)) for line, place in merged if place in used)
    facts = described.above(tops)
    return Sheet(name, columns, tuple(rows), tuple(left), footnotes, facts=facts, merged=marked)


def note_mark(mark: str) -> str:
    """Return a footnote's mark as one writes it who has no raised letters: "(a)", also of "a)"."""
    letter = re.fullmatch(r"\(?([a-z])\)?", mark.translate(_RAISED))
    return f"({letter[1]})" if letter else mark


def _said(cells: Iterable[str]) -> str:
    return " ".join(filter(None, cells))


def _head(grid: list[tuple[str, ...]]) -> tuple[int, int] | None:
    """Return the first and last line of the head."""
    best, score = None, 0.0
    for at, line in enumerate(grid[:_HEAD_IN]):
        filled = [cell for cell in line if cell]
        names = [cell for cell in filled if _is_name(cell)]
        below = next((later for later in grid[at + 1 :] if any(later)), None)
        if (
            below is None
            or len(names) < len(filled)
            or not filled
            or len(set(names)) < len(names) / 2
        ):
            continue
        under = sum(bool(cell) for cell in below)
        if len(filled) == 1 and under > 1:
            continue  # a title
        points = min(len(filled), under) + sum(not _is_name(cell) for cell in below if cell) / 2
        if points >= score + (best is not None):  # the first, where another is hardly better
            best, score = at, points
    if best is None:
        return None
    first = best
    while (
        first
        and best - first + 1 < _HEAD_LINES
        and _spans(grid[first - 1], grid[first], deep=first < best)
    ):
        first -= 1
    return first, best


def _is_name(cell: str) -> bool:
    """Tell whether a cell may name a column: words, or a year, a quarter, a month."""
    if _YEAR.fullmatch(cell) or cell in ("#", "№", "%") or without_date(cell)[0] != cell:
        return True
    try:
        amount = read_amount(cell)
    except UnreadAmountError:
        return bool(re.search(r"[^\W\d_]", cell)) and "://" not in cell and len(cell) <= 120
    return not amount.qualifier and bool(re.search(r"[^\W\d_]", cell))


def _spans(above: tuple[str, ...], head: tuple[str, ...], *, deep: bool) -> bool:
    """Tell whether a line is the upper half of a head: cells merged over several columns."""
    filled = [place for place, cell in enumerate(above) if cell]
    if len(filled) == 1 and filled[0] and deep and _is_name(above[filled[0]]):
        return True
    if len(filled) < 2 or not all(_is_name(above[place]) for place in filled):
        return False
    # a title with a comma in it fills cells side by side from the first; what is merged leaves gaps
    gaps = filled[0] > 0 or filled != list(range(filled[0], filled[-1] + 1))
    return gaps or any(not head[place] for place in filled)


def _columns(head: list[list[str]]) -> tuple[str, ...]:
    """Return a name for each column: of a head in several lines, all of them; no name twice."""
    names = list(head[-1])
    for line in reversed(head[:-1]):
        running = ""
        for place, cell in enumerate(line):
            running = cell or (running if names[place] else "")
            if running != names[place]:
                names[place] = _said((running, names[place]))
    taken: dict[str, int] = {}
    unique = []
    for place, name in enumerate(names, 1):
        base = name or NAMELESS.format(place)
        taken[base] = taken.get(base, 0) + 1
        unique.append(base if taken[base] == 1 else f"{base} {taken[base]}")
    return tuple(unique)


def _no_row(cells: tuple[str, ...], columns: tuple[str, ...]) -> str:
    """Say why a line under the head is no row; nothing where it is one."""
    filled = [cell for cell in cells if cell]
    if cells == columns:
        return "is the head once more"
    if _TOTAL.match(cells[0] or filled[0]):
        return "is a total"
    if _MEAN.match(cells[0] or filled[0]) and not _MEAN.match(columns[0]):
        return "is an average"
    if len(filled) == 1 and len(cells) > 1:
        if _FOOTNOTE.fullmatch(filled[0]):
            return "is a footnote"
        if re.match(r"(sources?|notes?|last updated|data)\b", filled[0], re.IGNORECASE):
            return "is a note under the table"
        if cells[0] and len(clean(cells[0]).split()) > 6:
            return "is a note under the table"
        if cells[0]:
            return "is a heading between rows, or a row of which all is missing but its name"
    return ""
