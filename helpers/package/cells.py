"""One cell at a time: from text to a typed value, and every fault of that text."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from helpers.dates import DateError, parse
from helpers.package.problem import mend, printable, shown
from helpers.package.schema import Field

Cell = str | int | float | None
Say = Callable[[str, str, str], None]
"""Takes a fault of the row at hand: the column, what is wrong, what would be right."""

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_GROUPED = re.compile(r"-?[0-9]{1,3}([,.'’_\s\u00a0\u2009\u202f][0-9]{3})+(\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"(-?[0-9]+),([0-9]+)")
_ZEROS = re.compile(r"(-?)0+([1-9][0-9]*(?:\.[0-9]+)?)")
_MOST_DIGITS = 15  # beyond 2**53 a browser no longer counts exactly
# What a spreadsheet runs instead of showing, with the full-width forms that some also run.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffd]")
_BROKEN: dict[str, tuple[Callable[[Any, Any], bool], str, str]] = {
    "minimum": (operator.lt, "below", "it is the least that is allowed"),
    "maximum": (operator.gt, "above", "it is the most that is allowed"),
    "exclusiveMinimum": (operator.le, "not above", "more than that is allowed"),
    "exclusiveMaximum": (operator.ge, "not below", "less than that is allowed"),
}


@dataclass
class Row:
    """One row of a file: its line, its typed values, and the columns whose cells are faulty."""

    line: int
    values: dict[str, Cell] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)

    def has(self, name: str) -> bool:
        """Whether the column is there, not faulty and not empty."""
        return name not in self.faulty and self.values.get(name) is not None

    def sound(self, *names: str) -> bool:
        """Whether the columns are all there and none is faulty."""
        return all(name in self.values and name not in self.faulty for name in names)


def read_cell(text: str, column: Field, row: Row, say: Say) -> None:
    """Put the typed value of a cell into its row, telling what is wrong with its text."""
    name, stripped = column.name, text.strip()
    row.values[name] = None

    def fault(wrong: str, right: str) -> None:
        row.faulty.add(name)
        say(name, wrong, right)

    if stripped != text:
        right = f"write {shown(stripped)}" if stripped else "leave the cell empty"
        say(name, f"{shown(text)} begins or ends with a blank", right)
    if not stripped:
        if column.required:
            fault("is empty", "every row needs it")
        return
    hidden = _CONTROL.search(stripped)
    if hidden:
        code = f"U+{ord(hidden.group()):04X}"
        lost = "a character was lost here" if hidden.group() == "\ufffd" else "a hidden character"
        fault(f"{shown(stripped)} holds {code}, {lost}", "type the text again without it")
        return
    if column.type == "string":
        row.values[name] = stripped
        _check_text(stripped, column, fault)
        return
    value = _number(stripped, column.type, fault)
    row.values[name] = value
    if value is not None:
        _check_limits(value, column, fault)


def plain(amount: Cell) -> str:
    """Write an amount as the file must hold it.

    Examples
    --------
    >>> plain(1300000), plain(0.5)
    ('1300000', '0.5')
    """
    return "" if amount is None else str(amount)


def _check_text(text: str, column: Field, fault: Callable[[str, str], None]) -> None:
    if text.startswith(_FORMULA):
        fault(f"a spreadsheet would run {shown(text)} as a formula", "begin it with a word")
    elif column.enum and text not in column.enum:
        hint = mend(text, column.enum, "use a value of the field's closed list")
        fault(f"{shown(text)} is not in the closed list", hint)
    elif column.edtf:
        try:
            parse(text)
        except DateError as error:
            fault(error.wrong, error.right)
    elif column.uri and not _is_address(text):
        fault(f"{shown(text)} is not a web address", "write it from https:// on, without blanks")
    wrong = misformed(text, column)
    if wrong:
        fault(wrong, form_right(text, column))
    least, most = column.limits.get("minLength"), column.limits.get("maxLength")
    if most is not None and len(text) > most:
        fault(f"has {len(text)} characters", f"say it in at most {most}")
    if least is not None and len(text) < least:
        fault(f"has too few characters ({len(text)})", f"say it in at least {least}")


def misformed(text: str, column: Field) -> str | None:
    """Say that a text lacks the form that its column asks for, in the column's own words."""
    if not column.pattern or column.enum or column.pattern.fullmatch(text):
        return None
    if column.form:
        return f"{shown(text)} is not {column.form}"
    return f"{shown(text)} does not have the form {column.pattern.pattern}"


def form_right(text: str, column: Field) -> str:
    """Say how a text would have the form that its column asks for."""
    guess = formed(text, column)
    if guess:
        return f"write {guess}"
    return "write one" if column.form else "write it in that form"


def formed(text: str, column: Field) -> str | None:
    """Return the text in the form that its column asks for, where only case or signs differ."""
    slug = re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")
    for guess in (text.lower(), text.upper(), slug):
        if column.pattern and column.pattern.fullmatch(guess):
            return guess
    return None


def _number(text: str, kind: str, fault: Callable[[str, str], None]) -> int | float | None:
    if kind == "year":
        if re.fullmatch("[0-9]{4}", text):
            return int(text)
        fault(f"{shown(text)} is not a year", "write four digits, such as 2022")
        return None
    form = _NUMBER if kind == "number" else _INTEGER
    if form.fullmatch(text):
        if sum(c.isdigit() for c in text) > _MOST_DIGITS:
            fault(f"{shown(text)} is too long a number", f"at most {_MOST_DIGITS} digits")
            return None
        return float(text) if "." in text else int(text)
    fault(*_mend_number(text, kind))
    return None


def _mend_number(text: str, kind: str) -> tuple[str, str]:
    """Say what is wrong with a text that is no number, and how to write it."""
    comma = _DECIMAL_COMMA.fullmatch(text)
    if _GROUPED.fullmatch(text):
        right = f"write it without: {_ungrouped(text)}"
        return f"{printable(text)} has thousands separators", right
    if comma and kind == "number":
        return f"{text} has a decimal comma", f"write {comma.group(1)}.{comma.group(2)}"
    if kind == "integer" and (comma or _NUMBER.fullmatch(text)):
        whole = re.fullmatch(r"(-?[0-9]+)[.,]0+", text)
        right = f"write {whole.group(1)}" if whole else "write it in whole units"
        return f"{text} is not a whole number", right
    zeros = _ZEROS.fullmatch(text)
    if zeros:
        return f"{text} begins with a zero", f"write {zeros.group(1)}{zeros.group(2)}"
    what = "a whole number" if kind == "integer" else "a number"
    return f"{shown(text)} is not {what}", "write digits only, such as 1300000, or nothing"


def _ungrouped(text: str) -> str:
    """Take the separators out of a number, keeping a decimal point that follows other ones."""
    whole, dot, rest = text.rpartition(".")
    if not dot or not re.search(r"[^0-9.-]", text):
        whole, dot, rest = text, "", ""
    digits = re.sub("[^0-9]", "", whole).lstrip("0") or "0"
    return f"{'-' if text.startswith('-') else ''}{digits}{dot}{rest}"


def _check_limits(value: int | float, column: Field, fault: Callable[[str, str], None]) -> None:
    if column.enum and value not in column.enum:
        fault(f"{value} is not in the closed list", f"use one of: {_join(column.enum)}")
    for rule, (broken, how, right) in _BROKEN.items():
        limit = column.limits.get(rule)
        if limit is not None and broken(value, limit):
            fault(f"{plain(value)} is {how} {limit}", right)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
    except ValueError:
        return False


def _join(values: tuple[Any, ...]) -> str:
    return ", ".join(str(value) for value in values)
