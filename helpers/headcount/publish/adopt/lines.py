"""What a line of a sheet is: the head, the head of another table, a total, a footnote, or a row."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from headcount.core.errors import WrongChoice
from headcount.figures.package.problem import shown
from headcount.figures.written import (
    UnreadAmountError,
    WrittenAmount,
    clean,
    read_amount,
    without_marks,
)
from headcount.publish.adopt.dates import part_of_date
from headcount.publish.adopt.heads import is_dated

_TOTAL, _TOTAL_LAST, _MEAN, DITTO = (
    re.compile("|".join(words), re.IGNORECASE)
    for words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).values()
)
FOOTNOTE = re.compile(
    r"([*†‡§#]+|[\[(]?(?:note )?(?:[0-9]{1,2}|[a-z])[\]).](?![0-9])|[¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉ])\s*(\S.*)",
    re.DOTALL | re.IGNORECASE,
)
_RAISED = str.maketrans("ᵃᵇᶜᵈᵉ¹²³⁴⁵⁶⁷⁸⁹", "abcde123456789")
_CLOCK = re.compile(
    r"[0-9]{1,2}[:.h][0-9]{2}( ?[ap]\.?m\.?)?|[0-9]{1,2} ?[ap]\.?m\.?", re.IGNORECASE
)
_YEAR = re.compile(r"(1[5-9]|20)[0-9]{2}(\.0)?|(1[5-9]|20)[0-9]{2} \[YR[0-9]{4}\]")
HEAD_IN = 40  # lines: nobody puts more above a table
SAMPLE_LINES = 200
_LONGEST_NAME = 120
_HEAD_LINES = 4  # at most: merged cells above merged cells


def head_in(grid: Sequence[tuple[str, ...]]) -> tuple[int, int] | None:
    """Return the first and last line of the head, from 0; `None` where there is no table.

    Parameters
    ----------
    grid
        The cells of all lines, each with the same number.
    """
    best, score = None, 0.0
    for at, line in enumerate(grid[:HEAD_IN]):
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
    if len(cell) > _LONGEST_NAME:
        return False
    cell = without_marks(clean(cell))[0] or cell
    if _YEAR.fullmatch(cell) or cell in ("#", "№", "%", "±") or is_dated(cell):
        return True
    if _CLOCK.fullmatch(cell):
        return True
    is_words, amount = bool(re.search(r"[^\W\d_]", cell)), _amount(cell)
    if amount is None:
        return is_words and "://" not in cell
    return is_words and not amount.qualifier


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


def why_no_row(cells: tuple[str, ...], columns: tuple[str, ...], *, first: bool) -> str:
    """Say why a line under the head is no row; nothing where it is one."""
    filled = [cell for cell in cells if cell]
    if cells == columns:
        return "repeats the heading"
    if first and _numbers_columns(cells):
        return "numbers the columns"
    name = cells[0] or filled[0]
    if _TOTAL.match(name) or _TOTAL_LAST.fullmatch(name):
        return "is a total"
    if _MEAN.match(cells[0] or filled[0]) and not _MEAN.match(columns[0]):
        return "is an average"
    if len(filled) == 1 and len(cells) > 1:
        if FOOTNOTE.fullmatch(filled[0]):
            return "is a footnote"
        if re.match(r"(sources?|notes?|last updated|data)\b", filled[0], re.IGNORECASE):
            return "is a note under the table"
        if cells[0] and len(clean(cells[0]).split()) > 6:
            return "is a note under the table"
        if cells[0]:
            return "is a heading between rows, or a row of which all is missing but its name"
    return ""


def _numbers_columns(cells: tuple[str, ...]) -> bool:
    """Tell whether cells are (1), (2), (3), as offices number their columns; or A, 1, 2, 3.

    Without brackets, three cells may as well be a row.
    """
    plain = [cell.strip("()[].").casefold() for cell in cells]
    counted = [str(number) for number in range(1, len(plain) + 1)]
    if len(cells) < (3 if cells[0].startswith(("(", "[")) else 4):
        return False
    letters = list("abcdefghijklmnopqrstuvwxyz"[: len(plain)])
    return plain in (counted, letters) or (plain[0] in ("a", "а") and plain[1:] == counted[:-1])  # noqa: RUF001


def refuse_two_abreast(name: str, grid: list[tuple[str, ...]], used: list[int]) -> None:
    """Refuse two tables side by side: columns of words and of numbers on both sides of a gap."""

    def sorts(places: Iterable[int]) -> set[bool]:
        cells = [[line[at] for line in grid[1:] if line[at]][:SAMPLE_LINES] for at in places]
        return {sum(map(_is_number, of)) > len(of) / 2 for of in cells if of}

    for gap in set(range(used[0], used[-1])) - set(used):
        if all(sorts(side) == {True, False} for side in (
            [at for at in used if at < gap], [at for at in used if at > gap]
        )):  # fmt: skip
            raise WrongChoice(
                f"{name} has two tables side by side, parted by an empty column: "
                "put each into a sheet of its own"
            )


def refuse_repeats(name: str, heads: Sequence[str]) -> None:
    """Refuse a head that has its dates twice: a table that goes on beside itself."""
    dates = [head for head in heads if part_of_date(head) in ("year", "quarter", "month")]
    twice = next((head for head in dates if dates.count(head) > 1), None)
    if twice:
        raise WrongChoice(
            f"{name} has the column {shown(twice)} more than once: put its blocks of columns one "
            "below the other, or give each a name"
        )


def _amount(cell: str) -> WrittenAmount | None:
    """Return the amount that a cell is; none where it cannot be read as one."""
    with suppress(UnreadAmountError):
        return read_amount(cell)
    return None


def _is_number(cell: str) -> bool:
    amount = _amount(cell)
    return amount is not None and bool(amount.qualifier)


def is_second_head(cells: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether a line below a blank or a title is the head of another table.

    It has words in every column that has digits in the rows above.
    """
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or not all(map(_is_name, filled)):
        return False
    digits = [
        at for at in range(len(cells))
        if any(row[at] for row in rows)
        and all(re.search("[0-9]", row[at]) for row in rows if row[at])
    ]  # fmt: skip
    words = [at for at in digits if cells[at] and not re.search("[0-9]", cells[at])]
    return bool(words) and all(not cells[at] or at in words for at in digits) and all(
        _amount(cells[at]) is None for at in words
    )  # fmt: skip


def plain_mark(mark: str) -> str:
    """Return a footnote's mark without what people write around it: "a" of "(a)", "a.", "[a]"."""
    plain = re.sub(r"^note (?=\w)", "", mark.translate(_RAISED).strip("[]().").casefold())
    return plain or mark


def said(cells: Iterable[str]) -> str:
    """Return what cells say, side by side."""
    return " ".join(filter(None, cells))
