"""What a head says beside its name: that its numbers are thousands, their unit, a footnote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from headcount.figures.written import clean, without_marks

MEASURES = re.compile(
    r"%|per ?cent|(?:current |constant )?(?:US|A|C)?[$€£¥₩₽₹]|[A-Z]{3}|[kmc]?m[23²³]?|km/h|[kmµ]?g"
    r"|[µm]g/l|ha|t|tons?|tonnes?|[kMGT]?Wh?|euros?|dollars?"
)
"""Units that measure and do not count."""

_SCALES = {
    1_000: r"thousands?|['’]?000s?|tsd\.?|tausend|milliers|miles|mila|тыс\.?",
    1_000_000: r"millions?|mn|mio\.?|mill?\.?|mln\.?|millionen|millones|milioni|млн\.?",
    1_000_000_000: r"billions?|bn|mrd\.?|milliarden|milliards|млрд\.?",
}
_SHORT = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000, "b": 1_000_000_000}
_CURRENCY = r"(?:US|A|C|NZ|HK)?[$€£¥₩₽₹]|[A-Z]{3}"
_WORD = "|".join(f"(?P<s{factor}>{words})" for factor, words in _SCALES.items())
_SAID = (
    rf"(?:in |en |w )?(?:(?P<money>{_CURRENCY})\s?)?(?:{_WORD})"
    r"(?:\s(?:of |de |d')?(?P<of>\S.*?))?"
)
_SCALED = (
    re.compile(rf"[(\[]\s*{_SAID}\s*[)\]]$", re.IGNORECASE),
    re.compile(rf"(?:,\s*(?:in )?|\s(?:in|en)\s){_SAID}$", re.IGNORECASE),
)
_FIRST = re.compile(rf"(?:{_WORD})\s(?:of|de)\s(?P<of>\S.*)", re.IGNORECASE)
_MONEY = re.compile(rf"[(\[,]\s*(?P<money>{_CURRENCY})\s?(?P<short>k|m|bn|b)\s*[)\]]?$")
_UNIT = re.compile(r"[(\[]\s*(?:in )?([^()\[\]]+?)\s*[)\]]$|(%)$")


@dataclass(frozen=True)
class Head:
    """A head, parted.

    Parameters
    ----------
    name
        What its column has, without all that follows.
    times
        What each of its numbers is written in: 1000 under "Troops (thousands)".
    unit
        The unit that it names; empty where it names none.
    marks
        Marks of footnotes beside it.
    """

    name: str
    times: int = 1
    unit: str = ""
    marks: str = ""


def read_head(text: str) -> Head:
    """Part a head into its name, its scale, its unit and its marks.

    A rate ("per thousand") is no scale: its numbers are as they are written.

    Examples
    --------
    >>> read_head("Troops (thousands)*")
    Head(name='Troops', times=1000, unit='', marks='*')
    >>> read_head("Aid, in millions of euros").times, read_head("Deaths per million").times
    (1000000, 1)
    """
    bare, marks = without_marks(clean(text))
    for pattern in (*_SCALED, _FIRST):
        found = pattern.fullmatch(bare) if pattern is _FIRST else pattern.search(bare)
        if found and not re.search(r"\bper$", bare[: found.start()].strip(), re.IGNORECASE):
            parts = found.groupdict()
            unit = parts.get("money") or parts["of"] or ""
            name = bare[: found.start()].strip() or parts["of"] or bare
            return Head(name, _times(parts), unit if MEASURES.fullmatch(unit) else "", marks)
    money = _MONEY.search(bare)
    if money:
        return Head(bare[: money.start()].strip(), _SHORT[money["short"]], money["money"], marks)
    unit = _UNIT.search(bare)
    if unit and MEASURES.fullmatch(unit[1] or unit[2]):
        return Head(bare[: unit.start()].strip() or bare, 1, unit[1] or unit[2], marks)
    return Head(bare, 1, "", marks)


def times_in(titles: Iterable[str]) -> int:
    """Return what the numbers of a table are written in, as a title above it says; else 1."""
    for title in titles:
        for pattern in _SCALED:
            found = pattern.search(clean(title))
            if found:
                return _times(found.groupdict())
    return 1


def _times(parts: dict[str, str | None]) -> int:
    return next(factor for factor in _SCALES if parts.get(f"s{factor}"))
