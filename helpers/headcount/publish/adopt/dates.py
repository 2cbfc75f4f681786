"""Dates as people write them in a sheet, as EDTF: "Oct 2024", "Q1 2025", "31/12/2022"."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from functools import cache, partial

from headcount.figures import dates
from headcount.figures.package.problem import shown
from headcount.figures.written import clean, without_marks

# what databases and spreadsheets write where there is no date
_NEVER = re.compile(r"\b9999\b|^1900-01-00\b|^0?1/00?/(?:19)?00$|^00[./]01[./]1900$")
DAY_FIRST, MONTH_FIRST = "day-first", "month-first"

_BLANKS = {"", "-", "..", "...", "?", "n/a", "na", "n.d.", "tbc", "tbd", "unknown", "undated"}
_BLANKS |= {"n.k.", "not known", "no date", "s.d.", "o. d.", "ohne datum", "sans date", "sin fecha"}
_LANGUAGES = (
    "en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "tr", "sv", "ar", "hu", "ro", "da",
    "nb", "fi", "el", "id", "cs", "sk", "hr", "bg",
)  # fmt: skip
_WEEKDAY = re.compile(r"([^\W\d_]+)[.,]{0,2} (.*[0-9].*)")
_CLOCK_BEFORE = re.compile(
    r"^[0-9]{1,2}(?:[:.][0-9]{2}(?: ?[ap]\.?m\.?)?| ?[ap]\.?m\.?)(?: on)?,? (?=.)"
)
_CLOCK = re.compile(
    r"[ t,]+[0-9]{1,2}:[0-9]{2}(:[0-9.]+)?( ?[ap]\.?m\.?)?( ?(z|utc|gmt|[+-][0-9]{2}:?[0-9]{2}))?$"
)
_BESIDE = re.compile(
    r"^(?:(?:(?:position|situation|status|data) )?(?:as of|as at|at|on|dated)|le|el|am|den|au"
    r"|stand:?|état au|al|на|станом на|по состоянию на|stan na|per) (?=.*[0-9])"
    r"|(?<=[0-9]) ?(?:г|года?|р|року|r|roku)\.?$",  # noqa: RUF001
)
_YEAR = r"(?P<y>[0-9]{4})"
_MONTH = r"(?P<m>[^\W\d_]{3,})"
_DAY = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th|er|º)?"
_POINTS = [
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}(?:\.0)?",
        rf"{_YEAR}[-/.](?P<n>[0-9]{{1,2}})[-/.](?P<d>[0-9]{{1,2}})",
        rf"{_YEAR}(?:[-/](?P<n>[0-9]{{1,2}})|\.(?P<n2>[0-9]{{2}})|[- ]?m(?P<n3>[0-9]{{1,2}}))",
        rf"{_YEAR}(?P<n>[0-9]{{2}})(?P<d>[0-9]{{2}})",
        rf"(?P<n>[0-9]{{1,2}})[-/.]{_YEAR}",
        rf"{_MONTH}(?:[-,.]*| de| of) ?{_YEAR}",
        rf"{_MONTH}\.? '(?P<yy>[0-9]{{2}})",
        rf"{_YEAR},? {_MONTH}\.?",
        rf"(?:the )?{_DAY}(?:\.| of(?= )| de(?= )|-)?[ -]?{_MONTH}[.,]*(?: de| of)?[ -]{_YEAR}"
        r"(?: г\.)?",  # noqa: RUF001
        rf"{_MONTH}\.? {_DAY},? {_YEAR}",
        rf"{_DAY}(?P<m>[^\W\d_]{{3}}){_YEAR}",
        rf"{_DAY}-{_MONTH}-(?P<yy>[0-9]{{2}})",
        rf"{_YEAR}\. {_MONTH}\.?(?: (?P<d>[0-9]{{1,2}})\.?)?",
        rf"{_YEAR}[年년](?: ?(?P<n>[0-9]{{1,2}})[月월](?: ?(?P<d>[0-9]{{1,2}})[日일])?)?",
    )
]
_SLASHED = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})")
_PARTS = re.compile(
    rf"(?:q([1-4])[ /-]?{_YEAR}|(?P<y2>[0-9]{{4}})[ -]?q([1-4])|([1-4])q ?(?P<y3>[0-9]{{4}})"
    rf"|h([12])[ -]?(?P<y4>[0-9]{{4}}))"
)
_PART_ELSEWHERE = re.compile(
    r"(?:(i{1,3}|iv|[1-4])[.ºe]? ?(?:quartal|trimestre|kwartał|kw\.?|квартал)|([12])h|s([12]))"
    rf" ?(?:de |del )?{_YEAR}|{_YEAR.replace('<y>', '<y2>')}[ -]?h([12])"
)
_SHORT_PART = re.compile(r"^(?:([qh])([1-4])|([1-4])([qh]))[ -]?'?([0-9]{2})$")
_WEEK_AT = re.compile(
    r"(?:(?P<end>week end(?:ing|ed)?|week to|w/e|we)|week (?:beginning|commencing|starting|from|of)"
    r"|w/c|wc|w/b):? (?P<day>.+)"
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_SAID_PARTS = re.compile(rf"(?:the )?(first|second|third|fourth) (quarter|half) (?:of )?{_YEAR}")
_ORDER = ("first", "second", "third", "fourth")
_WEEK = re.compile(
    r"(?:([0-9]{4})-?w([0-9]{1,2})|(?:week |wk |kw |semaine |w)([0-9]{1,2})[ ,/of]+([0-9]{4}))"
)
_OPEN = [
    (re.compile(pattern), edtf)
    for pattern, edtf in (
        (r"(?:since|from) (.+)", "{}/.."),
        (r"(.+?) ?(?:(?:-|to) ?(?:present|now|today|ongoing)|-|onwards?|on)", "{}/.."),
        (r"(?:until|up to|-) ?(.+)", "../{}"),
    )
]
_MARKED = [
    (re.compile(pattern), mark)
    for pattern, mark in (
        (r"(?:c\.|ca\.?|circa|about|around|approx\.?|approximately|~) ?(.+)", "~"),
        (r"(.+?)~", "~"),
        (r"(?:possibly|perhaps) (.+)", "?"),
        (r"(.+?)\?", "?"),
    )
]
_THIRDS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_ELSEWHERE = [
    (re.compile(rf"^(?:{words})[ -](?:de |del |of )?(?=\d|\D+\d{{4}}$)"), english)
    for words, english in (
        ("fin|fines|finales|ende|fine|eind|koniec|конец|в конце|кінець", "end of "),
        ("début|principios|comienzos|anfang|inizio|begin|początek|начало|в начале|початок",
         "start of "),
        ("mi|mediados|mitte|metà|medio|połowa|середина|в середине", "mid-"),
        ("depuis|desde|seit|dal|sinds|od|с", "since "),  # noqa: RUF001
        ("vers|hacia|gegen|um|около", "about "),
    )
]  # fmt: skip
_SHORT_SPAN = re.compile(r"([0-9]{2})([0-9]{2}) ?[-/] ?([0-9]{2})")
_TO, _NUMBER = r" ?(?:-|to) ?", r"([0-9]{1,2})"
_SHARED = [
    # what one of two dates leaves to the other: Jan-Mar 2025; 1-15 March 2025; March 1-15, 2025
    (re.compile(pattern), first, last)
    for pattern, first, last in (
        (rf"([^\W\d_]{{3,}})\.?{_TO}{_MONTH}\.? {_YEAR}", "{0} {y}", "{m} {y}"),
        (rf"{_NUMBER}{_TO}{_DAY} {_MONTH}\.? {_YEAR}", "{0} {m} {y}", "{d} {m} {y}"),
        (rf"{_MONTH}\.? {_NUMBER}{_TO}{_DAY},? {_YEAR}", "{1} {m} {y}", "{d} {m} {y}"),
        (
            rf"{_NUMBER}\.? ([^\W\d_]{{3,}})\.?{_TO}{_DAY}\.? {_MONTH}\.? {_YEAR}",
            "{0} {1} {y}",
            "{d} {m} {y}",
        ),
        (
            rf"([^\W\d_]{{3,}})\.? {_NUMBER}{_TO}{_MONTH}\.? {_DAY},? {_YEAR}",
            "{1} {0} {y}",
            "{d} {m} {y}",
        ),
    )
]


PARTS = {
    "year": r"years?|yr|jahr|año|année|annee|anno|ano|jaar|rok|год|рік",
    "quarter": r"quarter|qtr|quartal|trimestre|kwartaal|kwartał|квартал",
    "month": r"months?|monat|mes|mois|mese|mês|maand|miesiąc|месяц|місяць",
    "day": r"day( of (the )?month)?|tag|día|jour|giorno|dia|dag|dzień|день",
    "start": r"(start|begin(ning)?|first|from|since|onset|von|début|inicio)( ?(date|day|year))?"
    r"|(date|day|year) (from|of start|started)",
    "end": r"(end|last|to|until|till|bis|fin)( ?(date|day|year))?|(date|day|year) (to|until|ended)",
}
"""What part of a date a column has, by its head."""


def part_of_date(head: str) -> str:
    """Return which part of a date a head names; empty where it names none."""
    plain = clean(head).casefold().rstrip(":.")
    return next((part for part, heads in PARTS.items() if re.fullmatch(heads, plain)), "")


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
    plain, _ = without_marks(_CLOCK.sub("", _CLOCK_BEFORE.sub("", plain)))
    plain = _BESIDE.sub("", re.sub(r"^\((.*)\)$", r"\1", plain))
    week = _WEEK_AT.fullmatch(plain)
    if week:
        return _week_at(_day(week["day"], cell, order), ends=bool(week["end"]))
    begun = _WEEKDAY.fullmatch(plain)
    if begun and begun[1] in _weekdays():
        may_be = set()
        for first in (order,) if order else (DAY_FIRST, MONTH_FIRST):
            with suppress(UnreadDateError):
                may_be.add(_day(begun[2], cell, first))
        fit = [day for day in may_be if day.weekday() in _weekdays()[begun[1]]]
        if len(fit) == 1:  # so a day of the week tells 07/06 from 06/07
            return fit[0].isoformat()
        if may_be:
            raise _WrongWeekdayError(cell)
    plain = _SHORT_PART.sub(_long_part, plain)
    for words, english in _ELSEWHERE:
        plain = words.sub(english, plain)
    try:
        for read in (partial(_slashed, order=order), *_READERS):
            found = read(plain)
            if found and _is_date(found):
                return found
    except UnreadDateError as error:
        raise UnreadDateError(cell, which=error.which) from None
    raise UnreadDateError(cell)


def _day(plain: str, cell: str, order: str | None) -> date:
    """Return a single day; no span, and no month."""
    read = _read(plain, cell, order)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", read):
        raise UnreadDateError(cell)
    return date.fromisoformat(read)


def _week_at(day: date, *, ends: bool) -> str:
    first = day - timedelta(days=6) if ends else day
    return f"{first}/{first + timedelta(days=6)}"


def _long_part(found: re.Match[str]) -> str:
    """Write 4Q23 and H1 '24 with all digits of their years."""
    return f"{found[1] or found[4]}{found[2] or found[3]} 20{found[5]}"


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
    for pattern in _POINTS:
        found = pattern.fullmatch(plain)
        if not found:
            continue
        parts = found.groupdict()
        digits = next(filter(None, map(parts.get, ("n", "n2", "n3"))), "")
        month = int(digits) if digits else months().get(parts.get("m") or "")
        if month is None and parts.get("m"):
            return ""
        year = parts.get("y") or f"20{parts['yy']}"
        return year + "".join(
            f"-{int(part):02}" for part in (month, parts.get("d")) if part and int(part)
        )
    return ""


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


def _parts(plain: str) -> str:
    """Read a quarter or a half of a year, a decade."""
    decade = re.fullmatch(r"([0-9]{3})0s", plain)
    if decade:
        return f"{decade[1]}0/{decade[1]}9"
    week = _WEEK.fullmatch(plain)
    if week:
        with suppress(ValueError):  # a year without a 53rd week
            first = date.fromisocalendar(int(week[1] or week[4]), int(week[2] or week[3]), 1)
            return f"{first}/{first + timedelta(days=6)}"
        return ""
    said = _SAID_PARTS.fullmatch(plain)
    if said:
        length = 3 if said[2] == "quarter" else 6
        return _months_of(said["y"], _ORDER.index(said[1]), length)
    other = _PART_ELSEWHERE.fullmatch(plain)
    if other and other[1]:
        return _months_of(other["y"], int(_ROMAN.get(other[1], other[1])) - 1, 3)
    if other:
        half = next(filter(None, (other[2], other[3], other[6])))
        return _months_of(other["y"] or other["y2"], int(half) - 1, 6)
    found = _PARTS.fullmatch(plain)
    if not found:
        return ""
    year = next(found[name] for name in ("y", "y2", "y3", "y4") if found[name])
    quarter = next((found[group] for group in (1, 4, 5) if found[group]), None)
    if quarter:
        return _months_of(year, int(quarter) - 1, 3)
    return _months_of(year, int(found[7]) - 1, 6)


def _months_of(year: str, before: int, length: int) -> str:
    first = before * length + 1
    return f"{year}-{first:02}/{year}-{first + length - 1:02}"


def _about(plain: str) -> str:
    """Read what is uncertain, and parts of a year or a month that have no sharp ends."""
    third = re.fullmatch(rf"(early|mid|late)[ -](?:in )?{_YEAR}", plain)
    if third:
        first, last = _THIRDS[third[1]]
        return f"{third['y']}-{first:02}/{third['y']}-{last:02}~"
    end = re.fullmatch(rf"(end|beginning|start)(?: of)?[ -]{_YEAR}", plain)
    if end:
        return f"{end['y']}-{'12' if end[1] == 'end' else '01'}~"
    month = re.fullmatch(r"(?:early|mid|late|end|end of|beginning of|start of)[ -](\D.+)", plain)
    if month and (found := _point(month[1])):
        return f"{found}~"
    for pattern, mark in _MARKED:
        marked = pattern.fullmatch(plain)
        if marked and (found := _point(marked[1])):
            return f"{found}{mark}"
    return ""


def _span(plain: str) -> str:
    short = _SHORT_SPAN.fullmatch(plain)
    if short:
        return f"{short[1]}{short[2]}/{short[1]}{short[3]}"
    for pattern, first, last in _SHARED:
        found = pattern.fullmatch(plain)
        if found:
            ends = [
                _point(end.format(*found.groups(), **found.groupdict())) for end in (first, last)
            ]
            return "/".join(ends) if all(ends) else ""
    plain = plain.removeprefix("from ")
    for between in (" to ", " - ", "-", "/"):
        start, is_there, end = plain.partition(between)
        if is_there:
            ends = [_point(one.strip()) for one in (start, end)]
            if all(ends):
                return "/".join(ends)
    return ""


def _open(plain: str) -> str:
    for pattern, edtf in _OPEN:
        found = pattern.fullmatch(plain)
        if found and (point := _point(found[1])):
            return edtf.format(point)
    return ""


_READERS = (_point, _parts, _about, _span, _open)


def from_day(number: float) -> str:
    """Return the day that a spreadsheet keeps as a number: days since the end of 1899.

    Examples
    --------
    >>> from_day(44777)
    '2022-08-04'
    """
    return (date(1899, 12, 30) + timedelta(days=int(number))).isoformat()
