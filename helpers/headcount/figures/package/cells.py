"""From the text of a cell to a typed value, and every fault of that text."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from headcount.core.escaping import MOST_MARKS, is_piled
from headcount.core.wording import slug
from headcount.figures.dates import DateError, parse
from headcount.figures.package.problem import mend, printable, shown
from headcount.figures.package.schema import Field

Cell = str | int | float | None
Fault = tuple[str, str]
"""What is wrong with a cell, and what would be right."""

_YEAR = re.compile("[0-9]{4}")
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}([,.'’_\s\u00a0\u2009\u202f][0-9]{3})+(\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"(-?[0-9]+),([0-9]+)")
_ZEROS = re.compile(r"(-?)0+([1-9][0-9]*(?:\.[0-9]+)?)")
_MOST_DIGITS = 15  # beyond 2**53 a browser no longer counts exactly
# What a spreadsheet runs instead of showing, with the full-width forms that some also run.
_FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20"
_LOST = "\ufffd"
_UNSEEN = re.compile(  # joiners have their place in words of other alphabets
    "[\u00ad\u180e\u200b\u200e\u200f\u2060-\u2064]|(?<=[\x00-\u024f])[\u200c\u200d]"
)
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_MIXED = re.compile("[a-zA-Z](?=[\u0370-\u052f])|[\u0370-\u052f](?=[a-zA-Z])")
_BETWEEN = re.compile(r"[\W\d_]")
_CONTROL = re.compile(
    f"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff{_LOST}"
    "\u061c\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_BROKEN: dict[str, tuple[Callable[[Any, Any], bool], str, str]] = {
    "minimum": (operator.lt, "below", "it is the least that is allowed"),
    "maximum": (operator.gt, "above", "it is the most that is allowed"),
    "exclusiveMinimum": (operator.le, "not above", "more than that is allowed"),
    "exclusiveMaximum": (operator.ge, "not below", "less than that is allowed"),
}


class Faulty(NamedTuple):
    """A text that is not as its column asks: its value, and each fault of it.

    A value that is not ``usable`` is not compared with anything else.
    """

    value: Cell
    faults: list[Fault]
    usable: bool


def read_cell(text: str, column: Field) -> Cell | Faulty:
    """Return the typed value of a cell, or what is wrong with its text.

    Examples
    --------
    >>> read_cell("1200", Field("value", "integer"))
    1200
    >>> read_cell("1,200", Field("value", "integer")).faults
    [('1,200 has thousands separators', 'write it without: 1200')]
    """
    stripped = text.strip()
    if column.is_free and stripped == text and _is_plain(text, column):
        return text
    value, faults = _read(stripped, column)
    if stripped != text:
        right = f"write {shown(stripped)}" if stripped else "leave the cell empty"
        blank = f"{shown(text)} begins or ends with a blank", right
        return Faulty(value, [blank, *faults], not faults)
    return Faulty(value, faults, usable=False) if faults else value


def _is_plain(text: str, column: Field) -> bool:
    """Whether a glance shows that nothing is wrong with a text; most texts are so."""
    return (
        len(text) <= column.longest
        and text.isprintable()
        and text[:1] not in _FORMULA  # nor is it empty
        and _LOST not in text
        and "  " not in text
        and (text.isascii() or not _look_alikes(text))
        and (not column.required or any(map(str.isalnum, text)))
        and (column.pattern is None or column.pattern.fits(text))
    )


def _read(text: str, column: Field) -> tuple[Cell, list[Fault]]:
    if not text:
        words = f": {_join(column.enum)}" if column.enum else ""
        return None, [("is empty", f"every row needs it{words}")] if column.required else []
    if len(text) > column.longest:
        wrong = f"has {len(text):,} characters"
        return None, [(wrong, f"say it in at most {column.longest:,}")]
    if control := _control(text):
        return None, [control]
    if column.type == "string":
        return text, [*_look_alikes(text), *_text_faults(text, column)]
    if fault := _number_fault(text, column.type):
        return None, [fault]
    value = float(text) if "." in text else int(text)
    return value, list(_limit_faults(value, column))


def hidden(text: str) -> Fault | None:
    """Say what of a text nobody sees, or a terminal obeys, or covers the lines beside it.

    Examples
    --------
    >>> hidden("Türkiye"), hidden("be\u202eds")[1]
    (None, 'type the text again without it')
    """
    return _control(text) or next(_unseen(text), None)


def seen(text: str) -> str:
    r"""Return what somebody sees of a text: without what is hidden or invisible in it.

    Examples
    --------
    >>> seen("be\u202eds\x1b[31m")
    'beds[31m'
    """
    return _UNSEEN.sub("", _CONTROL.sub(lambda found: found[0] if found[0] == _LOST else "", text))


def _control(text: str) -> Fault | None:
    # of a text that can be printed there is no need to look at each character
    found = None if text.isprintable() and _LOST not in text else _CONTROL.search(text)
    if not found:
        return None
    lost = "a character was lost here" if found[0] == _LOST else "a hidden character"
    wrong = f"{shown(text)} holds U+{ord(found[0]):04X}, {lost}"
    return wrong, "type the text again without it"


def _unseen(text: str) -> Iterator[Fault]:
    if unseen := _UNSEEN.search(text):
        what = f"{shown(text)} holds U+{ord(unseen[0]):04X}, an invisible character"
        yield what, "type the text again without it"
    if is_piled(text):
        wrong = f"{shown(text)} has more than {MOST_MARKS} accents on one letter"
        yield wrong, "type the text again without them"


def plain(amount: Cell) -> str:
    """Write an amount as the file must hold it.

    Examples
    --------
    >>> plain(1300000), plain(0.5)
    ('1300000', '0.5')
    """
    return "" if amount is None else str(amount)


def _look_alikes(text: str) -> list[Fault]:
    """Say what makes a text another one than it looks like, so that no search finds it."""
    faults = list(_unseen(text))
    if space := _SPACES.search(text):
        what = f"{shown(text)} holds U+{ord(space[0]):04X}, a space of another kind"
        faults.append((what, "type a plain space"))
    if "  " in text:
        one = re.sub(" +", " ", text)
        faults.append((f"{shown(text)} has two spaces in a row", f"write {shown(one)}"))
    if not unicodedata.is_normalized("NFC", text):
        composed = shown(unicodedata.normalize("NFC", text))
        what = f"{shown(text)} has accents apart from their letters"
        what += ", and is not found with them joined"
        faults.append((what, f"write {composed} (Unicode NFC)"))
    if mixed := _MIXED.search(text):
        at = mixed.end()
        word = _BETWEEN.split(text[:at])[-1] + _BETWEEN.split(text[at:])[0]
        what = f"{shown(text)} mixes letters of two alphabets in {shown(word)}"
        faults.append((what, "type the word again"))
    return faults


def _text_faults(text: str, column: Field) -> Iterator[Fault]:
    if text[0] in _FORMULA:
        yield f"a spreadsheet would run {shown(text)} as a formula", "begin it with a word"
    elif column.enum and text not in column.enum:
        hint = mend(text, column.enum, "use a value of the field's closed list")
        yield f"{shown(text)} is not in the closed list", hint
    elif column.edtf:
        yield from _date_faults(text)
    elif column.required and not any(map(str.isalnum, text)):
        yield f"{shown(text)} says nothing", "say it in words"
    elif column.uri and not is_address(text):
        yield f"{shown(text)} is not a web address", "write it from https:// on, without blanks"
    if column.pattern and (wrong := misformed(text, column)):
        yield wrong, form_right(text, column)
    for rule, limit in column.limits.items():
        if rule == "maxLength" and len(text) > limit:
            yield f"has {len(text)} characters", f"say it in at most {limit}"
        if rule == "minLength" and len(text) < limit:
            yield f"has too few characters ({len(text)})", f"say it in at least {limit}"


def _date_faults(text: str) -> Iterator[Fault]:
    zero = re.fullmatch(r"([0-9]{4}(?:-[0-9]{2})?)(?:-00)+", text)
    if zero:
        yield f"{shown(text)} has a {'day' if '-' in zero[1] else 'month'} 00", f"write {zero[1]}"
        return
    try:
        parse(text)
    except DateError as error:
        yield error.wrong, error.right


def misformed(text: str, column: Field) -> str | None:
    """Say that a text lacks the form that its column asks for, in the column's own words."""
    if not column.pattern or column.enum or column.pattern.fits(text):
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
    for guess in (text.lower(), text.upper(), slug(text)):
        if column.pattern and column.pattern.fits(guess):
            return guess
    return None


def _number_fault(text: str, kind: str) -> Fault | None:
    """Say what keeps a text from being read as a number, if anything does."""
    if kind == "year":
        if _YEAR.fullmatch(text):
            return None
        return f"{shown(text)} is not a year", "write four digits, such as 2022"
    form = _NUMBER if kind == "number" else _INTEGER
    if not form.fullmatch(text):
        return _mend_number(text, kind)
    if len(text) > _MOST_DIGITS and sum(c.isdigit() for c in text) > _MOST_DIGITS:
        return f"{shown(text)} is too long a number", f"at most {_MOST_DIGITS} digits"
    return None


def _mend_number(text: str, kind: str) -> Fault:
    """Say what is wrong with a text that is no number, and how to write it."""
    comma = _DECIMAL_COMMA.fullmatch(text)
    if kind == "integer" and _NUMBER.fullmatch(text) and _GROUPED.fullmatch(text):
        right = f"write {_ungrouped(text)} if its point separates thousands, else whole units"
        return f"{text} is not a whole number", right
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
    return f"{shown(text)} is not {what}", _as_cells(text)


def _as_cells(text: str) -> str:
    """Say into which cells an amount goes that somebody wrote into one, words and all."""
    from headcount.figures.written import UnreadAmountError, read_amount  # only a fault needs it

    try:
        amount = read_amount(text)
    except UnreadAmountError:
        amount = None
    if amount is None or amount.qualifier in ("", "statement") or amount.rest or amount.marks:
        return "write digits only, such as 1300000, or nothing"
    cells = [
        f"{number:f} into {name}"
        for name, number in (("low", amount.low), ("value", amount.value), ("high", amount.high))
        if number is not None
    ]
    if amount.qualifier == "exact":
        return f"write {amount.value:f}"
    return f"write {' and '.join(cells)}, and {amount.qualifier} into qualifier"


def _ungrouped(text: str) -> str:
    """Take the separators out of a number, keeping a decimal point that follows other ones."""
    whole, dot, rest = text.rpartition(".")
    if not dot or not re.search(r"[^0-9.-]", text):
        whole, dot, rest = text, "", ""
    digits = re.sub("[^0-9]", "", whole).lstrip("0") or "0"
    rest = rest.rstrip("0")
    return f"{'-' if text.startswith('-') else ''}{digits}{dot if rest else ''}{rest}"


def _limit_faults(value: int | float, column: Field) -> Iterator[Fault]:
    if column.enum and value not in column.enum:
        yield f"{value} is not in the closed list", f"use one of: {_join(column.enum)}"
    for rule, limit in column.limits.items():
        broken, how, right = _BROKEN[rule]
        if broken(value, limit):
            yield f"{plain(value)} is {how} {limit}", right


def is_address(text: str) -> bool:
    """Whether a text is an address of the web, whole and without blanks.

    Examples
    --------
    >>> is_address("https://example.org/1"), is_address("javascript:alert(1)")
    (True, False)
    """
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
    except ValueError:
        return False


def _join(values: tuple[Any, ...]) -> str:
    return ", ".join(str(value) for value in values)
