"""What each column of a sheet is for: guessed from its head and its cells, and answered once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from headcount.figures.package.problem import shown
from headcount.figures.package.vocabulary import STATUSES
from headcount.figures.places import aggregate, is_place
from headcount.figures.written import (
    UnreadAmountError,
    clean,
    decimal_mark,
    read_amount,
    without_marks,
)
from headcount.publish.adopt.dates import (
    UnreadDateError,
    part_of_date,
    read_date,
    read_parts,
)
from headcount.publish.adopt.described import ColumnFacts
from headcount.publish.adopt.heads import is_dated
from headcount.publish.adopt.sheet import BEYOND, Sheet, is_nameless

_SAID = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
ROLES: dict[str, str] = _SAID["roles"]
"""What a column may be for, and how that is said."""

_HEADS, _SURELY = (
    {role: "|".join([*heads, *_SAID["elsewhere"].get(role, ())]) for role, heads in said.items()}
    for said in (_SAID["heads"], _SAID["surely"])
)
_CLASSES = "|".join(_SAID["classes"]["heads"])
ONE_EACH = (
    "place", "low", "high", "margin", "as_of", "reported", "link", "publisher", "what", "unit",
    "status", "notes",
)  # fmt: skip
_DATES = ("date", "datetime", "year", "yearmonth")
_NO_AMOUNTS = ("string", "boolean", "object", "array", "geopoint", "geojson")
_WORDS = "its cells are words"
_SEEN = 200  # cells of a column
_PLACES = 0.6  # of the cells are countries: the others are told
_READS = 0.8  # of the cells that say something: fewer, and a column is not what it looks like


@dataclass(frozen=True)
class Guess:
    """What a column seems to be for.

    Parameters
    ----------
    column
        Its name.
    role
        One of `ROLES`.
    why
        What speaks for it, for whoever may change it.
    examples
        Its first three cells that say something.
    """

    column: str
    role: str
    why: str
    examples: tuple[str, ...]

    @property
    def has_unread_numbers(self) -> bool:
        """Whether it was taken for words, though most of its cells have digits."""
        return self.why == _WORDS and _digits(list(self.examples)) > len(self.examples) / 2


def guess(sheet: Sheet) -> list[Guess]:
    """Guess what each column of a sheet is for, in the order of the columns.

    Every role but "amount" and "group" is given once, to the column that it fits best.

    Parameters
    ----------
    sheet
        What `read_sheet` found.
    """
    cells = {
        name: [cell for cell in sheet.column(at) if cell] for at, name in enumerate(sheet.columns)
    }
    shares = {name: _shares(filled) for name, filled in cells.items()}
    roles: dict[str, tuple[str, str]] = {}
    _take_types(sheet, shares)
    for role in ONE_EACH:
        best = max(sheet.columns, key=lambda name: _fit(role, name, cells[name], shares[name]))
        if best not in roles and _fit(role, best, cells[best], shares[best]) > 0:
            roles[best] = role, _why(role, best, shares[best])
    for name in _parted(sheet, roles):
        roles[name] = "as_of", "it has a part of the date"
    for name in sheet.columns:
        if name not in roles:
            roles[name] = _left_over(name, cells[name], shares[name])
    _leave_years_out(roles, shares)
    _take_side_notes(sheet.columns, cells, roles, shares)
    dated = [name for name in sheet.columns if is_dated(name)]
    if any(_digits(cells[name]) for name in dated):  # also years of which little can be read
        found = {name for name in dated if roles[name][0] == "group" and _digits(cells[name])}
        roles |= dict.fromkeys(found, ("amount", "its head is a time, as others are"))
    if not any(role == "amount" for role, _ in roles.values()):
        bounds = [name for name, (role, _) in roles.items() if role in ("low", "high")]
        groups = [name for name, given in roles.items() if given == ("group", _WORDS)]
        likely = max(groups, key=lambda name: _digits(cells[name]), default="")
        if len(bounds) == 1:
            roles[bounds[0]] = "amount", "the only column of numbers"
        elif not bounds and likely and _digits(cells[likely]):
            roles[likely] = "amount", "more digits stand in it than elsewhere"
    return [Guess(name, *roles[name], tuple(cells[name][:3])) for name in sheet.columns]


def _leave_years_out(
    roles: dict[str, tuple[str, str]], shares: dict[str, dict[str, float]]
) -> None:
    """Leave out a column of years, or months, beside one that has the whole date."""
    date = next((name for name, (role, _) in roles.items() if role == "as_of"), "")
    for name, (role, _) in roles.items():
        surely = re.fullmatch(_SURELY["as_of"], clean(name).casefold())
        if date and role == "amount" and surely and shares[name]["as_of"] >= _READS:
            roles[name] = "nothing", f"the date is in {shown(date)}"


def _take_side_notes(
    columns: tuple[str, ...], cells: dict[str, list[str]], roles: dict[str, tuple[str, str]],
    shares: dict[str, dict[str, float]],
) -> None:  # fmt: skip
    """Take words that stand at the side, without a head, for notes; never cells beyond the head."""
    beyond = any(re.fullmatch(BEYOND.format(r"\d+"), name) for name in columns)
    if beyond or any(role == "notes" for role, _ in roles.values()):
        return
    for name in columns:
        if is_nameless(name) and cells[name] and not shares[name]["amount"]:
            roles[name] = "notes", "words at the side, without a head"
            return


def _take_types(sheet: Sheet, shares: dict[str, dict[str, float]]) -> None:
    """Take what the description of a sheet says of its columns: dates, and what is no amount."""
    for name in sheet.columns:
        kind = sheet.facts.get(name, ColumnFacts()).type
        if kind in _NO_AMOUNTS or (kind in _DATES and not _head("as_of", name)):
            shares[name]["amount"] = 0.0
            shares[name]["as_of"] += kind in _DATES


def _parted(sheet: Sheet, roles: dict[str, tuple[str, str]]) -> list[str]:
    """Return the columns that have the other parts of the date: month and day, or the end."""
    first = next((name for name, (role, _) in roles.items() if role == "as_of"), "")
    part = part_of_date(first)
    others = {"year": ("quarter", "month", "day"), "start": ("end",), "end": ("start",)}.get(
        part, ()
    )
    found = {part_of_date(name): name for name in sheet.columns
             if roles.get(name, ("",))[0] in ("", "low", "high", "place", "reported")}  # fmt: skip
    return [found[part] for part in others if part in found and _dates_in(sheet, part, found[part])]


def _dates_in(sheet: Sheet, part: str, name: str) -> bool:
    """Tell whether most cells of a column can be this part of a date."""
    cells = [cell for cell in sheet.column(sheet.columns.index(name)) if cell][:_SEEN]
    whole = {part: ""} if part in ("start", "end") else {"year": "2000", "month": "1"}
    read = sum(_reads(lambda cell: read_parts(whole | {part: cell}), UnreadDateError, cell)
               for cell in cells)  # fmt: skip
    return bool(cells) and read >= _READS * len(cells)


def _all_numbers(cells: list[str]) -> bool:
    """Tell whether each cell with a digit is a number, or at least no word: others are told."""
    seen = [cell for cell in cells[:_SEEN] if any(char.isdigit() for char in cell)]
    mark = decimal_mark(seen) or "."
    return all(
        _reads(lambda cell: read_amount(cell, mark), UnreadAmountError, cell)
        or re.fullmatch(r"[\d\s.,'/()<>~≈%–—-]+", cell)
        for cell in seen
    )


def _digits(cells: list[str]) -> int:
    return sum(any(char.isdigit() for char in cell) for cell in cells)


def _shares(cells: list[str]) -> dict[str, float]:
    """Return what share of some cells can be read as each thing."""
    # what a spreadsheet could not reckon tells nothing of its column
    seen = [cell for cell in cells[:_SEEN] if not re.fullmatch(r"#[A-Z/0]+[!?]?", cell)]
    if not seen:
        return dict.fromkeys(("amount", "as_of", "place", "link"), 0.0)
    mark = decimal_mark(seen) or "."
    readers: dict[str, tuple[Callable[[str], object], type[ValueError]]] = {
        "amount": (lambda cell: read_amount(cell, mark), UnreadAmountError),
        "as_of": (_date, UnreadDateError),
    }
    shares = {
        name: sum(_reads(*reader, cell) for cell in seen) / len(seen)
        for name, reader in readers.items()
    }
    shares["place"] = sum(map(_place, seen)) / len(seen)
    shares["link"] = sum(bool(re.match(r"(https?://|www\.)\S+$", cell)) for cell in seen) / len(
        seen
    )
    return shares


def _place(cell: str) -> bool:
    bare, _ = without_marks(clean(cell))
    if len(bare) == 2 and not bare.isupper():  # it, no, in
        return False
    return is_place(bare) or aggregate(bare)


def _reads(read: Callable[[str], object], error: type[ValueError], cell: str) -> bool:
    try:
        read(cell)
    except error:
        return False
    return True


def _date(cell: str) -> str:
    try:
        return read_date(cell)
    except UnreadDateError as error:
        if error.which:
            return cell
        raise


def _head(role: str, name: str) -> bool:
    words = clean(name).casefold().replace("_", " ").rstrip(":.)")
    return bool(re.fullmatch(rf"({_HEADS[role]})( \d+)?|.*\b({_HEADS[role]})", words))


def _fit(role: str, name: str, cells: list[str], shares: dict[str, float]) -> float:
    """Return how well a column fits a role; nothing where it does not."""
    named = _head(role, name)
    if role in _SURELY and cells and re.fullmatch(_SURELY[role], clean(name).casefold()):
        return 1 + shares[role]
    if role == "place":
        return _fit_place(name, cells, shares["place"], named=named)
    if role == "link":
        return shares[role] + named if shares[role] >= _READS else 0
    if role in ("as_of", "reported"):
        if shares["as_of"] < _READS or (role == "reported" and not named):
            return 0
        # years alone may as well be amounts: then the head has to say it
        years = all(re.fullmatch(r"[0-9]{1,4}", cell) for cell in cells)
        later = _head("reported", name) and role == "as_of"
        years = years and shares["as_of"] <= 1  # above it, its description says that they are dates
        return 0 if years and not named else shares["as_of"] + named - later / 2
    if role == "status":
        known = [cell.casefold() in STATUSES for cell in cells]
        return float(named and bool(known) and sum(known) >= _READS * len(known))
    if role in ("low", "high", "margin"):
        bare = shares if role != "margin" else _shares([cell.lstrip("±+/- ") for cell in cells])
        return float(named and bare["amount"] >= _READS)
    if role == "publisher":
        return float(named and bool(cells) and not shares["link"])
    if role == "notes":
        words = sum(len(cell.split()) for cell in cells) / max(len(cells), 1)
        return float(named) + (words > 5 and shares["amount"] < _READS) / 2
    return float(named and bool(cells) and shares["amount"] < _READS)


def _fit_place(name: str, cells: list[str], share: float, *, named: bool) -> float:
    """Return how well a column is one of countries: codes alone may be of units, or yes and no."""
    codes = all(len(cell) <= 3 and cell.isascii() for cell in cells)
    called = named or re.match(r"iso|geo|(country )?code", clean(name).casefold())
    return share + named if share >= _PLACES and (called or not codes) else 0


def _why(role: str, name: str, shares: dict[str, float]) -> str:
    if shares.get(role, 0) >= _READS:
        read = {"as_of": "dates", "place": "countries", "link": "addresses"}[role]
        return f"{shares[role]:.0%} of its cells are {read}"
    return f"its head is {shown(name)}"


def _left_over(name: str, cells: list[str], shares: dict[str, float]) -> tuple[str, str]:
    if not cells:
        return "nothing", "it is empty"
    if is_nameless(name):
        return "nothing", "it has no head"
    if re.fullmatch(_CLASSES, clean(name).casefold().rstrip(":.")):
        return "group", "its head names a class, not a count"
    for role in ("name", "nothing"):
        if _head(role, name):
            return role, f"its head is {shown(name)}"
    if not any(without_marks(clean(cell))[0] for cell in cells):
        return "nothing", "its cells are marks of footnotes"
    if shares["amount"] >= _READS and not _head("group", name):
        return "amount", f"{shares['amount']:.0%} of its cells are numbers"
    digits = _digits(cells)
    if (
        shares["amount"]
        and digits >= len(cells) / 2
        and not _head("group", name)
        and (_all_numbers(cells) or (digits == len(cells) and shares["amount"] > 1 / 2))
    ):
        return "amount", f"{digits / len(cells):.0%} of its cells are numbers"
    if _head("group", name):
        return "group", f"its head is {shown(name)}"
    return "group", _WORDS


def check_roles(roles: dict[str, str], columns: Iterable[str]) -> list[str]:
    """Say what is wrong with answers to what the columns are for; nothing where all is well."""
    wrong = [
        f"{shown(role)} is not a use for a column; choose from {', '.join(ROLES)}"
        for role in roles.values()
        if role not in ROLES
    ]
    unknown = [name for name in roles if name not in set(columns)]
    wrong += [f"the sheet has no column {shown(name)}" for name in unknown]
    for role in ONE_EACH:
        named = [name for name, given in roles.items() if given == role]
        parts = {part_of_date(name) for name in named} if role == "as_of" else set()
        if len(named) > 1 and (len(parts) < len(named) or "" in parts):
            wrong.append(f"{' and '.join(named)} are both {ROLES[role]}")
    if "amount" not in roles.values() and not {"low", "high"} <= set(roles.values()):
        wrong.append("no column has the numbers")
    return wrong
