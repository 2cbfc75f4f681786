"""A draft as it is read: its spaces, dashes and digits of one kind, its paragraphs and sentences.

Every character of it knows where it stood in what was given.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise

from headcount.core.errors import WrongChoice
from headcount.desk.proof.language import Tokens, pattern, words
from headcount.figures.written import COUNTED, TENS

MOST = 1_000_000
"""So many characters may a draft have: a long book's worth."""

_ENDLESS = re.compile(r"\S{80,}")  # no word, and an address at best
_LONGEST = 2000  # characters: so many has no sentence
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*•#>]|\d+[.)])[ \t])|\n(?=#)")
_ANSWER = re.compile(
    r"(?:A: \"?)?(?:(?:About|Some|Nearly|Almost|Around|Roughly|More than|At least|Up to|Over|Only|Just|That is) )?"
    rf"(?:\d|(?:{'|'.join((*COUNTED[1:], *TENS, 'hundred', 'thousand', 'a hundred', 'a thousand'))})\b)"
    r"|A: ",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…](?:[\"')\]*_]|\[\d{1,3}\])*\s+(?=[\"'(\[*_]*[A-Z0-9])|\n+")


@dataclass(frozen=True)
class Draft:
    """A text that is proofread.

    Parameters
    ----------
    source
        What was given.
    plain
        What is read of it: as many characters or fewer, spaces, dashes and digits of one kind.
    at
        Where each character of `plain` stood in `source`.
    """

    source: str
    plain: str
    at: array[int] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> Draft:
        """Take a plain text.

        Raises
        ------
        WrongChoice
            When it is longer than `MOST`.

        Examples
        --------
        >>> Draft.of("1\N{NO-BREAK SPACE}200\N{EN DASH}1\N{THIN SPACE}500 \N{LEFT DOUBLE QUOTATION MARK}men\N{ZERO WIDTH SPACE}").plain
        '1 200-1 500 "men'
        """
        return cls.mapped(text, text, None)

    @classmethod
    def mapped(cls, source: str, text: str, at: array[int] | None) -> Draft:
        """Take the text of a page, with where each of its characters stood in the source."""
        if len(text) > MOST:
            raise WrongChoice(
                f"The draft has {len(text):,} characters; at most {MOST:,} are read at once: "
                "give it in parts"
            )
        if text.isascii() and "  " not in text and "\t" not in text:
            plain = _ENDLESS.sub(_blank, text)
            return cls(source, plain, at or array("L", range(len(text))))
        kept, where, last = [], array("L"), ""
        for number, char in enumerate(text):
            plain = " " if char == "\t" else char if char.isascii() else _plain(char)
            if plain and not (plain == " " == last):
                last = plain
                kept.append(plain)
                where.append(at[number] if at else number)
        return cls(source, _ENDLESS.sub(_blank, "".join(kept)), where)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of `plain` stands in `source`."""
        if start >= end:
            return self.at[start], self.at[start]
        return self.at[start], self.at[end - 1] + 1

    @cached_property
    def tokens(self) -> Tokens:
        """The words of the draft."""
        return Tokens(self.plain)

    @cached_property
    def sentences(self) -> list[tuple[int, int, int]]:
        """Where each sentence begins and ends, and the number of its paragraph."""
        found, start = [], 0
        breaks = [(0, 0), *(match.span() for match in _PARAGRAPH.finditer(self.plain))]
        breaks.append((len(self.plain), len(self.plain)))
        for number, ((_, start), (stop, _)) in enumerate(pairwise(breaks)):
            at = start
            for match in _ENDS.finditer(self.plain, start, stop):
                if self._is_abbreviated(at, match):
                    continue
                found += _bounded(at, match.end(), number)
                at = match.end()
            if at < stop:
                found += _bounded(at, stop, number)
        return found

    def _is_abbreviated(self, start: int, match: re.Match[str]) -> bool:
        text = match[0]
        if text[0] == "?" and _ANSWER.match(self.plain, match.end()):
            return True  # "How many came? About 20,000, the police say."
        if text[0] == "\n":
            # a line that goes on: prose is broken where a line is full
            before, after = (
                self.plain[match.start() - 1 : match.start()],
                self.plain[match.end() : match.end() + 1],
            )
            return (
                bool(before) and before not in ".!?:\"')" and (after.islower() or after.isdigit())
            )
        if text[0] != ".":
            return False
        return bool(
            _abbreviations().search(self.plain, max(start, match.start() - 12), match.start() + 1)
        )

    def sentence_at(self, position: int) -> int:
        """Return the number of the sentence that a character stands in."""
        return max(0, bisect_right(self._starts, position) - 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _, _ in self.sentences]


def _blank(match: re.Match[str]) -> str:
    # no run of one kind: what is sought in it has an end
    return ("\N{CURRENCY SIGN} " * len(match[0]))[: len(match[0])]


def _bounded(start: int, end: int, number: int) -> list[tuple[int, int, int]]:
    """Cut a sentence without end into stretches that can be read."""
    return [(at, min(end, at + _LONGEST), number) for at in range(start, end, _LONGEST)]


@cache
def _abbreviations() -> re.Pattern[str]:
    short = pattern(one.removesuffix(".") for one in words()["abbreviations"]["words"])
    return re.compile(rf"(?:{short}|(?<![\w])[A-Z](?:\.[A-Z])*)\.$")


def _plain(char: str) -> str:
    """Return a character as it is read; nothing for what nobody sees."""
    if char in _ALIKE:
        return _ALIKE[char]
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.digit(char))
    if kind in ("Zs", "Zl", "Zp"):
        return " "
    if kind == "Pd":
        return "-"
    if kind in ("Cf", "Cc", "Mn"):
        return ""
    return char


_ALIKE = {
    "−": "-", "‘": "'", "’": "'", "\u201a": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "\uff0c": ",", "\uff0e": ".", "\uff05": "%", "…": "…", "\u2028": "\n", "\u2029": "\n",
}  # fmt: skip
