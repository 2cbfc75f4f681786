"""A house's spelling, its dates and its millions: words as it prints them.

What is drafted, and what a data folder says, is American and says "1.3 million". A house file asks
for another way, and every word that leaves goes through here, once or several times: what is
written so already stays. Names are left alone: the Department of Defense is called so in London.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache, lru_cache, partial
from pathlib import Path

SPELLINGS = ("US", "UK")
MILLIONS = {"million": "1.3 million", "m": "1.3m"}
"""How a house writes large numbers, and what one of them then is."""

_ENDINGS = {
    "iz": ("e", "ed", "er", "ers", "es", "ing", "ation", "ations"),
    "or": ("", "s", "ed", "er", "ers", "ing", "able", "ful", "less", "ly", "hood", "hoods", "y"),
}
_WORD = re.compile(r"\b[A-Za-z]{4,}\b")

_MONTHS = {
    "Jan.": "January", "Feb.": "February", "Aug.": "August", "Sept.": "September",
    "Oct.": "October", "Nov.": "November", "Dec.": "December",
} | {name: name for name in ("March", "April", "May", "June", "July")}  # fmt: skip
_MONTH = "|".join(map(re.escape, _MONTHS))
_DAY = r"\d{1,2}(?![\d.]|,\d)"
_US_DATE = re.compile(
    rf"\b(?P<month>{_MONTH}) (?P<day>{_DAY})(?P<to> (?:to|and) {_DAY})?(?:, (?P<year>\d{{4}}))?"
)
_LONE_MONTH = re.compile(rf"\b({_MONTH}) (?=\d{{4}}\b)")
_SCALES = (("million", "M", "m"), ("billion", "B", "bn"), ("trillion", "T", "tn"))
_INITIALS = re.compile(r"\b(U\.S|U\.N|U\.K|E\.U)\.(?P<end>['’]?$|['’]?)")


@lru_cache(maxsize=8)
def writer(spelling: str = "", million: str = "") -> Callable[[str], str]:
    """Return what writes words as a house does; without either, they stay as they are.

    Parameters
    ----------
    spelling
        One of `SPELLINGS`. With the British one come dates as they are written there.
    million
        One of `MILLIONS`.

    Examples
    --------
    >>> say = writer("UK", "m")
    >>> say("On Aug. 4, 2022, U.S. defense officials of the Department of Defense said 1.3 million")
    'On 4 August 2022, US defence officials of the Department of Defense said 1.3m'
    >>> say(say("Mobilized: 2.5 billion")), writer("US")("The colour of labour")
    ('Mobilised: 2.5bn', 'The color of labor')
    """
    steps = [_STEPS[one] for one in (spelling, million) if one]
    if not steps:
        return str

    @lru_cache(maxsize=8192)
    def say(text: str) -> str:
        for step in steps:
            text = step(text)
        return text

    return say


def _british(text: str) -> str:
    text = _LONE_MONTH.sub(lambda month: f"{_MONTHS[month[1]]} ", _US_DATE.sub(_dated, text))
    return _spelt(_INITIALS.sub(_initials, text), 0)


def _dated(found: re.Match[str]) -> str:
    year = f" {found['year']}" if found["year"] else ""
    return f"{found['day']}{found['to'] or ''} {_MONTHS[found['month']]}{year}"


def _initials(found: re.Match[str]) -> str:
    """Take the points out of initials; one that ends the text ends a sentence too."""
    ends = "." if found.end() == len(found.string) and not found["end"] else ""
    return found[1].replace(".", "") + ends + found["end"]


def _spelt(text: str, wrong: int) -> str:
    """Write words whose spelling is the American (0) or the British one (1) in the other."""
    others = _others(wrong)

    def change(found: re.Match[str]) -> str:
        word = found[0]
        right = others.get(word.lower())
        if right is None or word.islower():
            return right or word
        # a name keeps its own spelling
        return right.capitalize() if _begins(text, found.start(), found.end()) else word

    return _WORD.sub(change, text)


@cache
def _others(wrong: int) -> dict[str, str]:
    """Return each word in one spelling, and how the other one has it."""
    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    pairs = [
        (f"{stem}{us}{end}", f"{stem}{uk}{end}")
        for us, uk in (("iz", "is"), ("or", "our"))
        for stem in told[us].split()
        for end in _ENDINGS[us]
    ]
    for us, uk in told["pairs"].items():
        pairs += [(us, uk), (f"{us}s", f"{uk}s")]
    return {pair[wrong]: pair[1 - wrong] for pair in pairs}


def _begins(text: str, start: int, end: int) -> bool:
    """Whether a word that is capital is so because a sentence begins with it, and no name does."""
    is_first = not text[:start].strip() or text[:start].rstrip()[-1] in ".:!?"
    return is_first and not re.match(r"\s+[A-Z]", text[end:])


def _short(text: str) -> str:
    for long, label, short in _SCALES:
        text = re.sub(rf"(?<=\d) {long}\b|(?<=\d){label}\b", short, text)
    return text


def _long(text: str) -> str:
    for long, label, short in _SCALES[1:]:  # "3m" alone may be meters
        text = re.sub(rf"(?<=\d)(?:{label}|{short})\b", f" {long}", text)
    return re.sub(r"(?<=\d)M\b", " million", text)


_STEPS: dict[str, Callable[[str], str]] = {
    "UK": _british,
    "US": partial(_spelt, wrong=1),
    "m": _short,
    "million": _long,
}
