"""The dates of a draft: days, months, years, and the spans that a record's totals are of.

A day or a month without its year is of the year that the draft was in before it. That is a guess:
it may tell that a figure is of that day, and never that it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from headcount.figures.dates import Span, parse
from headcount.figures.written import COUNTED

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = "Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC"
_YEAR = r"(?:1[5-9]|20)\d\d"
_ORDER = ["first", "second", "third", "fourth"]
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}  # the months that they begin with
_MANY = "|".join(COUNTED[2:12])
_SPAN = re.compile(
    rf"(?:(?:the )?(?P<which>first|second|third|fourth|last) (?P<part>half|quarter|week)"
    r"|in the (?P<next>second|third|fourth)(?=[,;.]|$| (?!half|quarter)(?:and|of)\b)"
    rf"|(?:the )?first (?P<many>{_MANY}|\d\d?) months|Q(?P<q>[1-4])"
    rf"|\b(?P<season>spring|summer|autumn|fall)\b"
    rf"|(?:\b(?P<from>{_MONTH})[a-z]*\.? (?:to|until|till|through|and|-) ?(?P<to>{_MONTH})[a-z]*\.?)(?! \d{{1,2}}\b))"
    rf"(?:,? (?:of |in )?(?:the )?(?:(?P<month>{_MONTH})[a-z]*\.?,? ?)?(?P<year>{_YEAR})?)?",
)
_DATE = re.compile(
    rf"(?<![\w-])(?:(?:mid|early|late)-)?(?:(?P<m1>{_MONTH})(?:\.|[A-Za-z]*)(?: (?:the )?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: (?:to|and) (?P<last>\d{{1,2}})\b)?(?![\d,]\d))?(?:,? (?P<y1>{_YEAR}))?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m2>{_MONTH})[A-Za-z]*\.?(?:,? (?P<y2>{_YEAR}))?"
    rf"|(?P<d3>\d{{1,2}})\.(?P<m3>\d{{1,2}})\.(?P<y3>{_YEAR})"
    rf"|(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<year>{_YEAR})(?P<decade>(?<=0)s)?)(?![\w]|,\d)"
)
_SAID_ON = re.compile(
    r"\b(?:told|said|wrote|announced|reported|testified|stated|claimed|recalled|estimated)\b[^;:\d]{0,40}\b(?:in|on) $"
)
_THAT = re.compile(r",? that\b")
_PART_OF_YEAR = re.compile(r"\b(end|close|start|beginning) of $", re.IGNORECASE)
_OPEN_END = re.compile(
    r"\b(?:since|after|until|before|started|began|start of|beginning of) (?:the |early |late |mid-?)?(?:(?!in )\w+ ){0,1}$",
    re.IGNORECASE,
)
_DAY = rf"(?:(?:{_MONTH})[a-z]*\.? \d{{1,2}},? {_YEAR}|\d{{1,2}} (?:{_MONTH})[a-z]*\.?,? {_YEAR}|{_YEAR}-\d\d-\d\d)"
DATELINE = re.compile(
    rf"^[ \t]*(?:(?:[A-Z][A-Z' .-]{{2,30}}(?:, [A-Z][\w .]{{2,20}})?|(?i:published|posted|updated|date|dated)(?: on)?),?:? )?"
    rf"\(?(?P<date>{_DAY})\)?(?: \([\w ]{{2,20}}\))?[ \t]*(?:-|$)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class When:
    """A date in a sentence, and where it stands.

    Parameters
    ----------
    start, end
        Where.
    span
        What it means.
    is_bound
        Whether something began or ended with it.
    is_said
        Whether it is when something was said, not when it was so.
    """

    start: int
    end: int
    span: Span
    is_bound: bool = False
    is_said: bool = False


@dataclass(frozen=True)
class Month:
    """A month, or a span of them, without its year, and where it stands; the year may be guessed."""

    start: int
    end: int
    month: int
    guess: Span | None = None


class Times:
    """The dates of a text, from one to the next.

    Parameters
    ----------
    text
        The text, its spaces and dashes of one kind.
    day
        The day that it is of, where it tells it.
    """

    def __init__(self, text: str, day: date | None) -> None:
        self._text, self._day, self._last = text, day, day
        self._part = ""  # of a year, as it was called last

    def within(self, start: int, end: int) -> Iterator[When | Month]:
        """Give the dates of a stretch; those of what stands before it were given before."""
        at = start
        for match in _SPAN.finditer(self._text, start, end):
            if found := self._span(match):
                yield from self._points(at, match.start())
                yield found
                at = match.end()
        yield from self._points(at, end)

    def _span(self, match: re.Match[str]) -> When | Month | None:
        self._part = match["part"] or self._part
        first, months = _months(match, self._part)
        is_week = match["part"] == "week"
        if not first or bool(match["month"]) != is_week or (is_week and match["which"] != "first"):
            return None
        text = (
            f"{{0}}-{first:02}-01/{{0}}-{first:02}-07"
            if is_week
            else f"{{0}}-{first:02}/{{0}}-{first + months - 1:02}"
        )
        year = match["year"]
        if match["next"] and self._last:
            year = str(self._last.year)
        return self._placed(*match.span(), text, year, first)

    def _points(self, start: int, end: int) -> Iterator[When | Month]:
        for match in _DATE.finditer(self._text, start, end):
            year = match["y1"] or match["y2"] or match["y3"] or match["year"]
            named, day = match["m1"] or match["m2"], match["d1"] or match["d2"] or match["d3"]
            month = int(match["m3"] or 0) if not named else 1 + _MONTHS.index(named[:3].casefold())
            lead = self._text[max(start, match.start() - 50) : match.start()]
            if match["year"] and (part := _PART_OF_YEAR.search(lead)):
                month = 12 if part[1].casefold() in ("end", "close") else 1
            if named == "May" and not (year or day):
                continue
            parts = ["{0}", f"{month:02}" if month else "", f"{int(day):02}" if day else ""]
            text = match["iso"] or "-".join(filter(None, parts))
            if match["decade"]:
                text = f"{match['year']}/{int(match['year']) + 9}"
            if match["last"]:
                text += f"/{{0}}-{month:02}-{int(match['last']):02}"
            found = self._placed(*match.span(), text, year or (match["iso"] or "")[:4], month)
            if isinstance(found, When):
                is_said = bool(_SAID_ON.search(lead) and _THAT.match(self._text, match.end()))
                is_bound = bool(_OPEN_END.search(lead))
                found = replace(found, is_bound=is_bound, is_said=is_said)
            if found:
                yield found

    def _placed(
        self, start: int, end: int, text: str, year: str | None, month: int
    ) -> When | Month | None:
        """Return a date in its year, or in the year that the one before it makes likely."""
        if year:
            span = _parsed(text.format(year))
            if span and month:
                self._last = span.latest
            return When(start, end, span) if span else None
        if not self._last:
            return Month(start, end, month)
        last = self._last
        years = (last.year - 1, last.year, last.year + 1)[: 2 if self._day else 3]
        spans = [span for one in years if (span := _parsed(text.format(one)))]
        spans = [one for one in spans if not self._day or one.earliest <= self._day] or spans
        guess = min(spans, key=lambda one: abs((one.latest - last).days), default=None)
        return Month(start, end, month, guess)


def _months(match: re.Match[str], part: str) -> tuple[int, int]:
    """Return the first month of a span, and how many it has; nothing where it is none."""
    if match["season"]:
        return _SEASONS[match["season"]], 3
    if match["next"] and not part:
        return 0, 0
    if match["from"]:
        first, last = (1 + _MONTHS.index(match[one][:3].casefold()) for one in ("from", "to"))
        return (first, last - first + 1) if first < last else (0, 0)
    if match["many"]:
        many = match["many"]
        return 1, int(many) if many.isdigit() else COUNTED.index(many)
    if part == "week":
        return (1 + _MONTHS.index(match["month"][:3].casefold()) if match["month"] else 0), 1
    size, which = 6 if part == "half" else 3, match["which"] or match["next"]
    number = (
        int(match["q"])
        if match["q"]
        else 12 // size
        if which == "last"
        else 1 + _ORDER.index(which)
    )
    return (1 + size * (number - 1), size) if size * number <= 12 else (0, 0)


def _parsed(text: str) -> Span | None:
    try:
        return parse(text)
    except ValueError:
        return None
