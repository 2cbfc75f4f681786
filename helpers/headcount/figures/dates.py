"""Dates as reports really give them: a year, a month, a day, a span, "about", "perhaps".

The notation is a strict part of EDTF (ISO 8601-2): ``2022``, ``2022-08``, ``2022-08-04``, each
with ``?`` (uncertain), ``~`` (about) or ``%`` (both) at its end; a span ``2019/2021``; a span
with an open end ``2019/..``. Anything else is refused, with the words that mend it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)")
_HOW = "write it as 2022, 2022-08, 2022-08-04, 2024-10~ (about), 2017? (uncertain) or 2019/2021"
_EARLIEST = "say it in the definition: dates begin with 0001"

# The Associated Press abbreviates a month only where a day follows, and never the short ones.
_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip
_WITH_DAY = {
    "January": "Jan.", "February": "Feb.", "August": "Aug.", "September": "Sept.",
    "October": "Oct.", "November": "Nov.", "December": "Dec.",
}  # fmt: skip
_LONG = re.compile("|".join(rf"\b{month}\b" for month in _WITH_DAY))
_IN_FULL = {short: month for month, short in _WITH_DAY.items()}
_BEFORE_A_YEAR = re.compile(rf"\b(?:{'|'.join(map(re.escape, _IN_FULL))})(?= [0-9]{{4}}\b)")
_SHORT = [_WITH_DAY.get(month, month) for month in _MONTHS]
_MONTH = "|".join(map(re.escape, _SHORT))
_GOES_ON = re.compile(  # what makes another date of the one behind it
    rf"\b(?:(?:{_MONTH})(?: [0-9]{{1,2}},)?|about|possibly|since|until|to) $"
)


class DateError(ValueError):
    """A text that is no date: ``wrong`` says what is the matter, ``right`` what would mend it."""

    def __init__(self, wrong: str, right: str = _HOW) -> None:
        super().__init__(wrong, right)
        self.wrong, self.right = wrong, right

    def __str__(self) -> str:
        return f"{self.wrong}; {self.right}"


@dataclass(frozen=True)
class PartialDate:
    """One date, as precise as it was given: ``month`` and ``day`` may be None."""

    year: int
    month: int | None = None
    day: int | None = None
    mark: str = ""

    @property
    def earliest(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def words(self) -> str:
        """Say it in Associated Press style; a year of three digits would read as a number."""
        year = self.year if self.year > 999 else f"A.D. {self.year}"
        prefix = {"": "", "~": "about ", "?": "possibly ", "%": "possibly about "}[self.mark]
        if self.month is None:
            return f"{prefix}{year}"
        month = _MONTHS[self.month - 1]
        if self.day is None:
            return f"{prefix}{month} {year}"
        return f"{prefix}{_SHORT[self.month - 1]} {self.day}, {year}"


@dataclass(frozen=True)
class Span:
    """What a date text means: its two ends, the same point twice for a single date.

    An end that is None is open. ``earliest`` and ``latest`` are the outermost days that it can
    mean (``date.min`` and ``date.max`` for open ends); ``sure`` is False when a ``?``, ``~`` or
    ``%`` makes those days a matter of judgement.
    """

    text: str
    start: PartialDate | None
    end: PartialDate | None

    @cached_property
    def earliest(self) -> date:
        """The first day it can mean."""
        return self.start.earliest if self.start else date.min

    @cached_property
    def latest(self) -> date:
        """The last day it can mean."""
        return self.end.latest if self.end else date.max

    @property
    def sure(self) -> bool:
        """Whether its days hold without judgement."""
        return not any(point and point.mark for point in (self.start, self.end))


@lru_cache(maxsize=65536)  # the same few stand in many rows
def parse(text: str) -> Span:
    """Read a date text.

    Parameters
    ----------
    text
        A date in the part of EDTF that this module's docstring lists.

    Returns
    -------
    Span
        Its ends, with the first and last day that it can mean.

    Raises
    ------
    DateError
        If it is no such date.

    Examples
    --------
    >>> parse("2022-08").latest
    datetime.date(2022, 8, 31)
    >>> parse("2019/2021").earliest
    datetime.date(2019, 1, 1)
    >>> parse("4 August 2022")
    Traceback (most recent call last):
        ...
    headcount.figures.dates.DateError: "4 August 2022" is not a date; write it as 2022, 2022-08, \
2022-08-04, 2024-10~ (about), 2017? (uncertain) or 2019/2021
    """
    first, slash, second = text.partition("/")
    if not slash:
        point = _point(text, text)
        return Span(text, point, point)
    start = None if first in ("", "..") else _point(first, text)
    end = None if second in ("", "..") else _point(second, text)
    if start is None and end is None:
        raise DateError(f"{_shown(text)} is open at both ends", _HOW)
    span = Span(text, start, end)
    if span.earliest > span.latest:
        raise DateError(f"{_shown(text)} ends before it begins", f"write {second}/{first}")
    return span


def words(text: str) -> str:
    """Say a date text in words, in Associated Press style.

    Parameters
    ----------
    text
        A date that `parse` reads; an empty text gives an empty one.

    Returns
    -------
    str
        Words that fit after "as of" or in a source line.

    Examples
    --------
    >>> words("2022-08-04"), words("2022-08"), words("2017~")
    ('Aug. 4, 2022', 'August 2022', 'about 2017')
    >>> words("2024-10/2024-12"), words("2024-10-29/2024-10-31"), words("2022/..")
    ('October to December 2024', 'Oct. 29 to 31, 2024', 'since 2022')
    >>> words("2022-02-24/2024-01-04")
    'Feb. 24, 2022, to Jan. 4, 2024'
    >>> words("0476-09-04"), words("0476/0480")
    ('Sept. 4, A.D. 476', 'A.D. 476 to A.D. 480')
    """
    if not text:
        return ""
    span = parse(text)
    start, end = span.start, span.end
    if start is None:
        return f"until {end.words()}" if end else ""
    if end is None:
        return f"since {start.words()}"
    if start == end:
        return start.words()
    first = _short_start(start, end)
    comma = "," if start.day and first == start.words() else ""  # a year inside a text is closed
    return f"{first}{comma} to {_short_end(start, end)}"


def unsaid(text: str, before: str) -> str:
    """Say a date text in words, or nothing where the words before it end with that very date.

    Parameters
    ----------
    text
        A date that `parse` reads.
    before
        What stands before it, such as the title of a source.

    Examples
    --------
    >>> unsaid("2022-08-04", "KBS, Aug. 4, 2022"), unsaid("2022-08", "KBS, August 2022")
    ('', '')
    >>> unsaid("2022", "KBS, August 2022"), unsaid("2022-08-04", "KBS, August 2022")
    ('2022', 'Aug. 4, 2022')
    """
    said = words(text)
    title, date = _abbreviated(before).removesuffix(")"), _abbreviated(said)
    is_said = title.endswith(date) and not _GOES_ON.search(title.removesuffix(date))
    return "" if is_said else said


def on(text: str) -> str:
    """Say when, after the verb of a sentence.

    Examples
    --------
    >>> on("2022-08-11"), on("2022-08"), on("2022/2024"), on("2017~")
    (' on Aug. 11, 2022', ' in August 2022', ', 2022 to 2024', ', about 2017')
    >>> on("2024-12?")
    ', possibly in December 2024'
    """
    start, end = parse(text).start, parse(text).end
    if start is None or start != end or start.mark:
        said = words(text)
        if start is not None and start == end and start.mark == "?":
            said = said.replace("possibly ", f"possibly {'on' if start.day else 'in'} ")
        return f", {said}"
    return f" {'on' if start.day else 'in'} {words(text)}"


def years(texts: Iterable[str]) -> str:
    """Say which years dates span, from the first day that one can mean to the last.

    Examples
    --------
    >>> years(["2022-08", "2024/2025"]), years(["2022-08-04"])
    ('2022 to 2025', '2022')
    """
    spans = [parse(text) for text in texts]
    first = min(when.earliest for when in spans).year
    last = max(when.latest for when in spans).year
    return str(first) if first == last else f"{first} to {last}"


def spelled_out(text: str) -> str:
    """Write in full each month that stands before a year alone, as the Associated Press does.

    Examples
    --------
    >>> spelled_out("KBS, Aug. 2022"), spelled_out("KBS, Aug. 4, 2022")
    ('KBS, August 2022', 'KBS, Aug. 4, 2022')
    """
    return _BEFORE_A_YEAR.sub(lambda month: _IN_FULL[month[0]], text)


def _abbreviated(said: str) -> str:
    """Write every month as before a day, for a title may have it either way."""
    return _LONG.sub(lambda month: _WITH_DAY[month[0]], said)


def _short_start(start: PartialDate, end: PartialDate) -> str:
    """Say the start, without the year when the end says it."""
    said = start.words()
    alike = start.year == end.year and bool(start.month) == bool(end.month) and start.month
    same_precision = bool(start.day) == bool(end.day)
    return re.sub(r",? (A\.D\. )?[0-9]+$", "", said) if alike and same_precision else said


def _short_end(start: PartialDate, end: PartialDate) -> str:
    """Say the end, without the month when the start has said it."""
    same_month = (start.year, start.month) == (end.year, end.month)
    if start.day and end.day and same_month and not end.mark:
        return end.words().partition(" ")[2]
    return end.words()


def _point(text: str, whole: str) -> PartialDate:
    if re.fullmatch(r"[-−][0-9]{4}.*|.*\b[Bb]\.?[Cc]\b.*", text):
        raise DateError(f"{_shown(whole)} is a year before Christ, which is not read", _EARLIEST)
    match = _POINT.fullmatch(text)
    if not match:
        raise DateError(f"{_shown(whole)} is not a date")
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    if not year:
        raise DateError(f"{_shown(whole)} is not a date: there is no year 0000")
    if month is not None and not 1 <= month <= 12:
        raise DateError(f"{_shown(whole)} is not a date: there is no month {month:02}")
    if day is not None and month is not None and not 1 <= day <= monthrange(year, month)[1]:
        raise DateError(f"{_shown(whole)} is not a date: {year}-{month:02} has no day {day:02}")
    return PartialDate(year, month, day, match.group(4))


def _shown(text: str) -> str:
    return f'"{text if len(text) <= 40 else text[:39] + "…"}"'
