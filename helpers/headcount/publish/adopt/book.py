"""A workbook: its sheets, and what it shows of cells that no table of them says.

It is read by a process of its own that gets no more than it should need.

A workbook is packed: a small one may unpack to gigabytes, or have one cell in its last row and
column, and whatever reads it makes room for all cells before that. The process is given an end
(`MOST_MEMORY`, `MOST_SECONDS`) where the system can set one; on Windows it has only the time.

A number that is struck through was withdrawn; a row that is hidden is not seen by whoever hands the
sheet on. Both are known of xlsx and ods, in which they are written beside the cells; not of xls.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from posixpath import join, normpath
from typing import Any, Literal
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile, is_zipfile

from headcount.core.errors import WrongChoice
from headcount.core.files import environment

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
        ET.ParseError,
        KeyError,
        ValueError,
        OSError,
        EOFError,
        RuntimeError,
        zlib.error,
    ):
        return {}  # its cells could be read all the same, and that no more is known is told


_WEB = ("https://", "http://")
_COMMENT = re.compile(r"\[Threaded comment\].*?Comment:\s*", re.DOTALL)
_MOST = 200_000  # cells or rows of one sort, one after the other: more is what fills a sheet up

Cell = tuple[int, int]
"""Row and column, from 0."""


@dataclass(slots=True)
class Looks:
    """How the cells of a sheet look.

    Parameters
    ----------
    struck
        Cells that are struck through, all of their text or a part.
    rows, columns
        Those that are hidden, from 0.
    comments
        What somebody wrote beside a cell.
    links
        Where a cell leads whose text is no address.
    """

    struck: list[Cell] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    comments: list[tuple[int, int, str]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)


def read_looks(path: Path) -> dict[str, Looks]:
    """Return how the cells of each sheet look, by its name; nothing for a file that does not say.

    Raises
    ------
    ET.ParseError, KeyError, ValueError
        When the workbook is broken.
    """
    if not is_zipfile(path):
        return {}
    with ZipFile(path) as book:
        names = set(book.namelist())
        if "xl/workbook.xml" in names:
            return {name: _looks_of(book, part) for name, part in _sheets(book).items()}
        if "content.xml" in names:
            return _open_document(book)
    return {}


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _attributes(element: ET.Element) -> dict[str, str]:
    return {name.rpartition("}")[2]: said for name, said in element.items()}


def _named(root: ET.Element, tag: str) -> Iterator[ET.Element]:
    return (one for one in root.iter() if _tag(one) == tag)


def _elements(
    book: ZipFile, part: str, events: Iterable[Literal["start", "end"]] = ("end",)
) -> Iterator[tuple[Any, ET.Element]]:
    """Give the elements of a part as they end; none where the book has no such part."""
    if part in book.namelist():
        with book.open(part) as file:
            yield from ET.iterparse(file, events)  # noqa: S314 (expat bounds what entities grow to)


def _parsed(book: ZipFile, part: str) -> ET.Element:
    root = ET.Element("none")
    for _, one in _elements(book, part):
        root = one  # the last to end
    return root


def _text(element: ET.Element) -> str:
    return "".join(one.text or "" for one in element.iter() if _tag(one) in ("t", "p", "text"))


def _related(book: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return what a part leads to, by id: its kind, and its path in the book or its address."""
    folder, _, name = part.rpartition("/")
    found = {}
    for one in _named(_parsed(book, f"{folder}/_rels/{name}.rels"), "Relationship"):
        target = one.attrib["Target"]
        if one.get("TargetMode") != "External":
            target = normpath(join(folder, target)).lstrip("/")
        found[one.attrib["Id"]] = one.attrib["Type"].rpartition("/")[2], target
    return found


def _sheets(book: ZipFile) -> dict[str, str]:
    parts = _related(book, "xl/workbook.xml")
    sheets = [_attributes(one) for one in _named(_parsed(book, "xl/workbook.xml"), "sheet")]
    return {one["name"]: parts[one["id"]][1] for one in sheets if one.get("id") in parts}


def _looks_of(book: ZipFile, part: str) -> Looks:
    looks = Looks()
    if part not in book.namelist():  # a sheet that is a chart
        return looks
    styles, texts, related = _struck_styles(book), _struck_texts(book), _related(book, part)
    addresses = {name: to for name, (_, to) in related.items() if to.startswith(_WEB)}
    if styles or texts or _mentions(book, part, (b"hidden=", b"strike", b"<hyperlink")):
        _read_cells(_elements(book, part), looks, styles, texts, addresses)
    for beside in (to for kind, to in related.values() if kind == "comments"):
        for one in _named(_parsed(book, beside), "comment"):
            said = _COMMENT.sub("", _text(one)).strip()
            looks.comments += [(*_place(one.get("ref", "")), said)] if said else []
    return looks


def _mentions(book: ZipFile, part: str, words: tuple[bytes, ...]) -> bool:
    """Tell whether a part has one of some words: most sheets have none, and need no parsing."""
    longest, before = max(map(len, words)), b""
    with book.open(part) as file:
        while chunk := file.read(1 << 20):
            if any(word in before + chunk for word in words):
                return True
            before = chunk[-longest:]
    return False


def _is_struck(font: ET.Element) -> bool:
    return any(_tag(one) == "strike" and one.get("val") not in ("0", "false") for one in font)


def _struck_styles(book: ZipFile) -> set[str]:
    """Return the numbers of the styles whose font has a line through it."""
    root = _parsed(book, "xl/styles.xml")
    fonts = next(_named(root, "fonts"), ET.Element("fonts"))
    struck = {str(at) for at, font in enumerate(fonts) if _is_struck(font)}
    styles = next(_named(root, "cellXfs"), ET.Element("cellXfs"))
    return {str(at) for at, style in enumerate(styles) if style.get("fontId") in struck}


def _struck_texts(book: ZipFile) -> set[str]:
    """Return the numbers of the shared texts of which a part is struck through."""
    found, at = set(), 0
    for _, one in _elements(book, "xl/sharedStrings.xml"):
        if _tag(one) == "si":
            found |= {str(at)} if any(map(_is_struck, _named(one, "rPr"))) else set()
            at += 1
            one.clear()
    return found


def _place(reference: str) -> Cell:
    """Return the row and column of B2."""
    letters = reference.rstrip("0123456789").upper()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(reference[len(letters) :]) - 1, column - 1


def _read_cells(
    cells: Iterator[tuple[Any, ET.Element]], looks: Looks, styles: set[str], texts: set[str],
    addresses: Mapping[str, str],
) -> None:  # fmt: skip
    for _, one in cells:
        tag = _tag(one)
        if tag == "col" and one.get("hidden") in ("1", "true"):
            last = min(int(one.get("max", "0")), 1 << 14)
            looks.columns += range(int(one.get("min", "1")) - 1, last)
        elif tag == "row":
            if one.get("hidden") in ("1", "true") and one.get("r"):
                looks.rows.append(int(one.get("r", "1")) - 1)
            one.clear()
        elif tag == "c" and one.get("r"):
            value = next((part.text or "" for part in one if _tag(part) == "v"), "")
            shared = one.get("t") == "s" and value in texts
            inline = any(map(_is_struck, _named(one, "rPr")))
            if (one.get("s") in styles and (value or _text(one))) or shared or inline:
                looks.struck.append(_place(one.get("r", "")))
        elif tag == "hyperlink":
            said = _attributes(one)
            if address := addresses.get(said.get("id", "")):
                looks.links.append((*_place(said["ref"].partition(":")[0]), address))


def _open_document(book: ZipFile) -> dict[str, Looks]:
    """Read an OpenDocument: runs of equal cells and rows stand in it once, with their number."""
    struck = _struck_names(book, "styles.xml") | _struck_names(book, "content.xml")
    found: dict[str, Looks] = {}
    row = column = columns = 0
    for event, one in _elements(book, "content.xml", ("start", "end")):
        tag, said = _tag(one), _attributes(one)
        if event == "start":
            if tag == "table":
                looks = found.setdefault(said.get("name", ""), Looks())
                row = column = columns = 0
            elif tag == "table-row":
                column = 0
            continue
        hidden = said.get("visibility") in ("collapse", "filter")
        if tag == "table-column":
            times = _times(said, "number-columns-repeated")
            looks.columns += range(columns, columns + times) if hidden else ()
            columns += times
        elif tag in ("table-cell", "covered-table-cell"):
            times = _times(said, "number-columns-repeated")
            _read_open_cell(one, looks, (row, column), times, struck)
            column += times
        elif tag == "table-row":
            times = _times(said, "number-rows-repeated")
            looks.rows += range(row, row + times) if hidden else ()
            row += times
            one.clear()
    return found


def _times(said: Mapping[str, str], name: str) -> int:
    return min(int(said.get(name, "1")), _MOST)


def _read_open_cell(
    one: ET.Element, looks: Looks, at: Cell, times: int, struck: set[str]
) -> None:  # fmt: skip
    row, column = at
    for note in [part for part in one if _tag(part) == "annotation"]:
        said = " ".join(filter(None, ("".join(p.itertext()) for p in _named(note, "p"))))
        looks.comments += [(row, column, said)] if said else []
        one.remove(note)
    texts = [part for part in one if _tag(part) == "p"]
    for text in texts:
        for part in _named(text, "a"):
            address = _attributes(part).get("href", "")
            looks.links += [(row, column, address)] if address.startswith(_WEB) else []
    inside = {_attributes(part).get("style-name") for text in texts for part in text.iter()}
    if texts and struck & {_attributes(one).get("style-name"), *inside}:
        looks.struck += [(row, column + more) for more in range(times)]


def _struck_names(book: ZipFile, part: str) -> set[str]:
    """Return the names of the styles that have a line through their text."""
    found = set()
    for _, one in _elements(book, part):
        if _tag(one) == "style":
            for text in _named(one, "text-properties"):
                said = _attributes(text)
                if {said.get("text-line-through-style", "none"),
                    said.get("text-line-through-type", "none")} != {"none"}:  # fmt: skip
                    found.add(_attributes(one).get("name", ""))
        elif _tag(one) in ("automatic-styles", "body", "table-row"):
            one.clear()
    return found
