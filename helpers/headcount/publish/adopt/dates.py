"""Dates as people write them in a sheet, as EDTF: "Oct 2024", "Q1 2025", "31/12/2022"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from headcount.figures import dates
from headcount.figures.package.problem import shown
from headcount.figures.written import clean, without_marks

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"

_SAID = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_BLANKS = frozenset(_SAID["blanks"])
_STAND_FOR = {
    "YEAR": "(?P<y>[0-9]{4})",
    "MONTH": r"(?P<m>[^\W\d_]{3,})",
    "DAY": "(?P<d>[0-9]{1,2})(?:st|nd|rd|th|er|º)?",
    "TO": " ?(?:-|to) ?",
}


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub("|".join(_STAND_FOR), lambda name: _STAND_FOR[name[0]], pattern))


_NEVER, _WEEK_FROM = re.compile(_SAID["never"]), re.compile(_SAID["weeks_from"])
_BESIDE, _AROUND = [*map(re.compile, _SAID["beside"])], re.compile(_SAID["around"])
_POINTS, _PARTS = ([*map(_compiled, _SAID[name])] for name in ("points", "parts"))
_SPANS = [(_compiled(pattern), edtf) for pattern, edtf in _SAID["spans"]]
_ELSEWHERE = [
    (re.compile(rf"^(?:{words})[ -](?:de |del |of )?(?=\d|\D+\d{{4}}$)"), english)
    for english, words in _SAID["elsewhere"].items()
]
_LANGUAGES = (
    "en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "tr", "sv", "ar", "hu", "ro", "da",
    "nb", "fi", "el", "id", "cs", "sk", "hr", "bg",
)  # fmt: skip
_WEEKDAY = re.compile(r"([^\W\d_]+)[.,]{0,2} (.*[0-9].*)")
_SLASHED = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})")
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}


def part_of_date(head: str) -> str:
    """Return which part of a date a head names; empty where it names none."""
    plain = clean(head).casefold().rstrip(":.")
    return next((part for part, heads in _SAID["heads"].items() if re.fullmatch(heads, plain)), "")


def read_parts(parts: dict[str, str], order: str | None = None) -> str:
    """Return the EDTF of a date whose parts are in columns of their own.

    Parameters
    ----------
    parts
        Cells by part: "year", "quarter", "month", "day"; or "start" and "end".
    order
        As for `read_date`.

    Examples
    --------
    >>> read_parts({"year": "2023", "month": "March", "day": "7"})
    '2023-03-07'
    >>> read_parts({"start": "2023-04-15", "end": ""})
    '2023-04-15/..'
    """
    if "start" in parts or "end" in parts:
        ends = [read_date(parts.get(end, ""), order) for end in ("start", "end")]
        if not any(ends) or ends[0] == ends[1]:
            return ends[0]
        span = f"{ends[0] or '..'}/{ends[1] or '..'}"
        if not _is_date(span):
            raise UnreadDateError(span)
        return span
    year, month, day = (clean(parts.get(name, "")) for name in ("year", "month", "day"))
    quarter = clean(parts.get("quarter", ""))
    if quarter and not month:
        return read_date(f"Q{quarter.lstrip('Qq')} {year}", order)
    if month.removesuffix(".0").isdecimal() and day and not day.removesuffix(".0").isdecimal():
        raise UnreadDateError(f"{year}, month {month}, day {day}")
    if month.removesuffix(".0").isdecimal():
        text = f"{year}-{int(float(month)):02}" + (f"-{int(float(day)):02}" if day else "")
        return read_date(text, order)
    if day and not month:
        raise UnreadDateError(f"{year}, day {day}")
    return read_date(" ".join(filter(None, (day, month, year))), order)


class UnreadDateError(ValueError):
    """A cell that is no date, or that may be two: `which` is set where day or month may be first.

    Parameters
    ----------
    text
        The cell.
    which
        Whether it would be read if it were known which of day and month comes first.
    """

    def __init__(self, text: str, *, which: bool = False) -> None:
        why = "may have the day or the month first" if which else "is not a date that can be read"
        super().__init__(f"{shown(text)} {why}")
        self.text, self.which = text, which


class _WrongWeekdayError(Exception):
    """A day of the week that its date is not."""


def read_date(text: str, order: str | None = None) -> str:
    """Return the EDTF of a date as somebody typed it; an empty text where nobody gave one.

    Parameters
    ----------
    text
        A cell.
    order
        ``"day-first"`` or ``"month-first"`` for dates such as 04/08/2022; `None` where nobody has
        said it: then only those are read that can have but one meaning.

    Raises
    ------
    UnreadDateError
        When it is no date, or may be two.

    Examples
    --------
    >>> read_date("Q1 2025"), read_date("early 2024"), read_date("04/08/2022", "day-first")
    ('2025-01/2025-03', '2024-01/2024-04~', '2022-08-04')
    >>> read_date("04/08/2022")
    Traceback (most recent call last):
    headcount.publish.adopt.dates.UnreadDateError: "04/08/2022" may have the day or the month first
    """
    plain = clean(text).casefold()
    if plain in _BLANKS:
        return ""
    if _NEVER.search(plain):
        raise UnreadDateError(text)
    try:
        return _read(plain, text, order)
    except _WrongWeekdayError:
        raise UnreadDateError(text) from None


def _read(plain: str, cell: str, order: str | None) -> str:
    for words in _BESIDE:
        plain = words.sub("", plain)
    plain = _AROUND.sub("", re.sub(r"^\((.*)\)$", r"\1", without_marks(plain)[0]))
    week = _WEEK_FROM.fullmatch(plain)
    if week:
        return _week_at(_day(week["day"], cell, order), ends=bool(week["end"]))
    begun = _WEEKDAY.fullmatch(plain)
    if begun and begun[1] in _weekdays() and (day := _on_weekday(begun, cell, order)):
        return day
    for words, english in _ELSEWHERE:
        plain = words.sub(english, plain)
    try:
        return next(found for found in _readings(plain, order) if found and _is_date(found))
    except UnreadDateError as error:
        raise UnreadDateError(cell, which=error.which) from None
    except StopIteration:
        raise UnreadDateError(cell) from None


def _readings(plain: str, order: str | None) -> Iterator[str]:
    """Give what a text may be; empty for what it is not."""
    yield _slashed(plain, order)
    yield _point(plain)
    yield from _parts(plain)
    yield from _spans(plain)


def _on_weekday(begun: re.Match[str], cell: str, order: str | None) -> str:
    """Return the day that is this day of the week, which tells 07/06 from 06/07."""
    may_be = set()
    for first in (order,) if order else (DAY_FIRST, MONTH_FIRST):
        with suppress(UnreadDateError):
            may_be.add(_day(begun[2], cell, first))
    fit = [day for day in may_be if day.weekday() in _weekdays()[begun[1]]]
    if may_be and len(fit) != 1:
        raise _WrongWeekdayError(cell)
    return fit[0].isoformat() if fit else ""


def _day(plain: str, cell: str, order: str | None) -> date:
    """Return a single day; no span, and no month."""
    read = _read(plain, cell, order)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", read):
        raise UnreadDateError(cell)
    return date.fromisoformat(read)


def _week_at(day: date, *, ends: bool) -> str:
    first = day - timedelta(days=6) if ends else day
    return f"{first}/{first + timedelta(days=6)}"


def _slashed(plain: str, order: str | None) -> str:
    if re.fullmatch(r"1[34][0-9]{2}/[0-9]{1,2}/[0-9]{1,2}", plain):
        raise UnreadDateError(plain)  # by the calendar of Iran or of Islam, and not of the 1400s
    found = _SLASHED.fullmatch(plain)
    if not found:
        return ""
    first, second, year = (int(part) for part in found.groups())
    if len(found[3]) == 2:
        year += 2000 if year < 70 else 1900
    if "." in plain:
        order = DAY_FIRST  # nobody writes months first with points
    readings = {}
    for name, day, month in ((DAY_FIRST, first, second), (MONTH_FIRST, second, first)):
        if order in (None, name):
            text = f"{year:04}-{month:02}-{day:02}"
            if _is_date(text):
                readings[name] = text
    if len(set(readings.values())) == 1:
        return next(iter(readings.values()))
    raise UnreadDateError(plain, which=bool(readings))


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except dates.DateError:
        return False
    return True


def _point(plain: str) -> str:
    """Return the year, month or day that a text is; empty where it is none."""
    for pattern in _POINTS:
        if found := pattern.fullmatch(plain):
            parts = found.groupdict()
            month = parts.get("n") or months().get(parts.get("m") or "")
            if month is None and parts.get("m"):
                return ""
            behind = (int(part) for part in (month, parts.get("d")) if part)
            return _year(parts) + "".join(f"-{part:02}" for part in behind if part)
    return ""


def _year(parts: Mapping[str, str]) -> str:
    return f"20{parts['yy']}" if parts.get("yy") else parts["y"]


@cache
def months() -> dict[str, int]:
    """Return the number of each month by its name, whole and short, in each language."""
    from babel import Locale

    found: dict[str, int] = {"sept": 9}
    for language in reversed(_LANGUAGES):
        for usage in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in usage.get(width, {}).items():
                    found[name.casefold().rstrip(".")] = number
    return found


@cache
def _weekdays() -> dict[str, set[int]]:
    """Return which days of the week a name, whole or short, may be; Monday is 0."""
    from babel import Locale

    found: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in Locale(language).days["format"][width].items():
                found.setdefault(name.casefold().rstrip("."), set()).add(number)
                if language == "en":
                    found.setdefault(name[:4].casefold(), set()).add(number)
    return found


def _parts(plain: str) -> Iterator[str]:
    """Give what a text is as a quarter, a half or a week of a year."""
    for pattern in _PARTS:
        if found := pattern.fullmatch(plain):
            parts = found.groupdict()
            year = _year(parts)
            if "w" in parts:
                with suppress(ValueError):  # a year without a 53rd week
                    yield _week_at(date.fromisocalendar(int(year), int(parts["w"]), 1), ends=False)
                continue
            length, said = (3, parts["q"]) if "q" in parts else (6, parts["h"])
            last = length * (_NUMBERS.get(said) or int(said))
            yield f"{year}-{last - length + 1:02}/{year}-{last:02}"


def _spans(plain: str) -> Iterator[str]:
    """Give what a text is as a date that is uncertain, open, or has two ends."""
    for pattern, edtf in _SPANS:
        if found := pattern.fullmatch(plain):
            ends = {name: _end(name, said) for name, said in found.groupdict().items()}
            if all(ends.values()):
                yield edtf.format(**ends)


def _end(name: str, said: str) -> str:
    """Return a part of a date as EDTF has it, by its name in a pattern; empty where it is none."""
    if name in ("a", "b"):
        return _point(said)
    if name in ("m", "m1"):
        return f"{months()[said]:02}" if said in months() else ""
    return said.zfill(2)
