"""Text of a picture: how wide it is, where its lines break, how it stays text.

Charts are laid out before anything is drawn, so text has to be measured without a browser. The
faces used (Arial, Helvetica, Liberation Sans) share their metrics; `metrics.json` holds the
advance widths of Liberation Sans 1.07 in 1/2048 of the type size, so a line measured here is the
same length on each machine. A newsroom with a face of its own brings its widths (`Setting`).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

FONT_STACK = "Arial, Helvetica, 'Liberation Sans', sans-serif"

RAISED, LEAST_RAISED = 0.7, 10.0
"""The size of a raised number, of that of its line; and in pixels, which it is never under."""

LINE = 1.3  # from line to line, in sizes of type

GOES_ON = "<br>\u200b"
"""Breaks a line of a hover for plotly, which breaks none; whoever can is told that it goes on."""

_HOVER = (320, 13)  # the width of a hover, and its size of type

_EM = 2048
# A character that the metrics do not know is taken to be as wide as the widest Cyrillic one, or a
# full em where Unicode calls it wide (Hangul, Han, kana): too much room is better than cut text.
_UNKNOWN = 1.0

# "1.14 million", "Aug. 4, 2022", "4. August 2022" and "2024 to 2025" read badly when a line break
# splits them.
_YEAR = r"(?:1[89]|20)\d\d\b"
_HELD_TOGETHER = re.compile(
    r"(?<=\d) (?=(?:million|billion|per|of)\b)|(?<=[A-Z][a-z]{2}\.) (?=\d)|(?<=Sept\.) (?=\d)"
    r"|(?<=\bMay) (?=\d)|(?<=\b(?:June|July)) (?=\d)|(?<=\b(?:March|April)) (?=\d)"
    r"|(?<=\bAugust) (?=\d)|(?<=\b(?:January|October)) (?=\d)|(?<=\bSeptember) (?=\d)"
    r"|(?<=\b(?:February|November|December)) (?=\d)"
    r"|(?<=\d) (?=(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December) \d)"
    rf"|(?<=[a-z.] \d,) (?={_YEAR})|(?<=[a-z.] \d\d,) (?={_YEAR})"
    rf"|(?<=\d\d) (?=to {_YEAR})|(?<=\d\d to) (?={_YEAR})"
    r"|(?<=\d) (?=Mi(?:llion(?:en)?\b|o\.))|(?<=\d\.) (?=(?:Januar|Februar|März|April|Mai|Juni|Juli"
    r"|August|September|Oktober|November|Dezember)\b)"
)
_HOLD = "\u00a0"
_IN_A_NAME, _BEHIND_A_SHORT_WORD = 0.08, 0.03
"""How uneven lines may be to spare such a break: two, by 40% or a quarter of their width."""


@dataclass(frozen=True, eq=False, slots=True)
class Setting:
    """How the text of a picture is set.

    Parameters
    ----------
    stack
        The faces, the first that a reader has, as ``font-family`` lists them.
    files
        The regular and the bold one, where the face is no one's that a machine has by itself.
    widths
        Of the ``regular`` and the ``bold`` one: each letter's advance, in sizes of the type.
    say
        Writes words as the house does.
    """

    stack: str = FONT_STACK
    files: tuple[Path, ...] = ()
    widths: Mapping[str, Mapping[str, float]] | None = None
    say: Callable[[str], str] = str


PLAIN = Setting()
"""How text is set where nobody has a house file."""

_NOW: ContextVar[Setting] = ContextVar("setting", default=PLAIN)


@contextmanager
def set_in(wanted: Setting) -> Iterator[None]:
    """Measure, break and write text as this setting does, until the block ends.

    Examples
    --------
    >>> with set_in(Setting(say=lambda words: words.replace("color", "colour"))):
    ...     print(said("no color"))
    no colour
    """
    before = _NOW.set(wanted)
    try:
        yield
    finally:
        _NOW.reset(before)


def setting() -> Setting:
    """Return how text is set now."""
    return _NOW.get()


def said(text: str) -> str:
    """Return a text as the house writes it; what it has written already stays."""
    return _NOW.get().say(text)


@cache
def _widths(weight: str) -> dict[str, float]:
    table = json.loads((files("headcount.render") / "metrics.json").read_text(encoding="utf-8"))[
        weight
    ]
    return {char: int(width) / _EM for width, chars in table.items() for char in chars}


def _em_width(char: str, known: Mapping[str, float], others: Mapping[str, float]) -> float:
    char = " " if char == _HOLD else char
    wide = known.get(char, others.get(char))
    if wide is None:
        return 0.0 if unicodedata.combining(char) else _UNKNOWN
    return wide


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in pixels of one line of `text` set at `size` pixels.

    Examples
    --------
    >>> round(measure("North Korea", 14), 1)
    75.5
    >>> measure("", 14)
    0
    """
    return _ems(text, "bold" if bold else "regular", _NOW.get()) * size


@lru_cache(maxsize=65536)  # words come again with every drawing
def _ems(text: str, weight: str, setting: Setting) -> float:
    ours = _widths(weight)
    known = setting.widths[weight] if setting.widths else ours
    return sum(_em_width(char, known, ours) for char in setting.say(text))


def unmeasured(text: str) -> str:
    """Return the letters of a text, each once, that the faces used here are not known to have.

    Examples
    --------
    >>> unmeasured("Корея, Türkiye, 한국")
    '한국'
    """
    own = _NOW.get().widths or {"regular": {}}
    known = _widths("regular").keys() | own["regular"].keys()
    strange = (
        letter
        for letter in text
        if letter not in known and not unicodedata.combining(letter) and letter.isprintable()
    )
    return "".join(dict.fromkeys(strange))


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break `text` into lines no wider than `width` pixels when set at `size` pixels.

    Lines break at spaces; within a date only where the line has no room for it. A single word wider
    than the line is broken between characters, so nothing ever runs out of the picture.

    Examples
    --------
    >>> wrap("By the page of 4 August 2022 it is fourth at 1.14 million", 200, 14)
    ['By the page of 4 August 2022 it', 'is fourth at 1.14 million']
    """
    held = _held(text)
    lines: list[str] = []
    line, used = "", 0.0
    space = measure(" ", size, bold=bold)
    for word in _words(held, width, size, bold=bold):
        needed = measure(word, size, bold=bold)
        if (used + space if line else 0.0) + needed <= width:
            used += (space if line else 0.0) + needed
            line = f"{line} {word}" if line else word
            continue
        if line:
            lines.append(line)
        *full, line = _break_word(word, width, size, bold=bold)
        used = measure(line, size, bold=bold)
        lines.extend(full)
    lines.append(line)
    return [part.replace(_HOLD, " ") for part in lines]


def _held(text: str) -> str:
    return _HELD_TOGETHER.sub(_HOLD, " ".join(said(text).split()))


def _words(held: str, width: float, size: float, *, bold: bool) -> Iterator[str]:
    for word in held.split(" "):
        fits = _HOLD not in word or measure(word, size, bold=bold) <= width
        yield from [word] if fits else word.split(_HOLD)


def wrap_evenly(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break `text` into as few lines as `wrap` does, of about the same length.

    A line ends inside a name, or behind a word as short as "to", only where all else is uneven.

    Examples
    --------
    >>> wrap("South Korea raises estimate of North Korean soldiers", 400, 20, bold=True)
    ['South Korea raises estimate of North', 'Korean soldiers']
    >>> wrap_evenly("South Korea raises estimate of North Korean soldiers", 400, 20, bold=True)
    ['South Korea raises estimate', 'of North Korean soldiers']
    """
    lines = wrap(text, width, size, bold=bold)
    words = list(_words(_held(text), width, size, bold=bold))
    if any(measure(word, size, bold=bold) > width for word in words):
        return lines
    # of the first words: in how many lines, how uneven, and where the last of these begins
    best = [(0, 0.0, 0)]
    for end in range(1, len(words) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            wide = measure(" ".join(words[start:end]), size, bold=bold)
            if wide > width:
                break
            many, uneven, _ = best[start]
            ways.append(
                (many + 1, uneven + wide**2 + _torn(words[end - 1 : end + 1]) * width**2, start)
            )
        best.append(min(ways))
    lines, end = [], len(words)
    while end:
        start = best[end][2]
        lines.insert(0, " ".join(words[start:end]).replace(_HOLD, " "))
        end = start
    return lines or [""]


def _torn(words: list[str]) -> float:
    """Return how ill a break between two words reads, as the square of a share of the width."""
    if len(words) < 2:
        return 0.0
    before, behind = words
    if before[0].isupper() and behind[0].isupper() and before[-1].isalnum():
        return _IN_A_NAME
    return _BEHIND_A_SHORT_WORD if before.islower() and len(before) <= 3 else 0.0


def wrap_full(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break `text` into as many lines as `wrap` does, with no word alone on the last of them.

    The word before it comes down too, where both fit on a line.

    Examples
    --------
    >>> wrap("Strength before the invasion of February 2022, by the army", 312, 12)
    ['Strength before the invasion of February 2022, by the', 'army']
    >>> wrap_full("Strength before the invasion of February 2022, by the army", 312, 12)
    ['Strength before the invasion of February 2022, by', 'the army']
    """
    *above, last = wrap(text, width, size, bold=bold)
    if not above or " " in last:
        return [*above, last]
    rest, parted, down = _HELD_TOGETHER.sub(_HOLD, above[-1]).rpartition(" ")
    both = f"{down} {last}".replace(_HOLD, " ")
    if not parted or measure(both, size, bold=bold) > width:
        return [*above, last]
    return [*above[:-1], rest.replace(_HOLD, " "), both]


def _break_word(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and measure(pieces[-1] + char, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def plain(text: str) -> str:
    """Escape a text so that plotly prints it as it stands: labels are text, never markup.

    Examples
    --------
    >>> plain("<script>R&D</script>")
    '&lt;script&gt;R&amp;D&lt;/script&gt;'
    """
    return said(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def described(lines: Iterable[str]) -> str:
    r"""Set lines of text as what is said when something is pointed at.

    Examples
    --------
    >>> described(["R&D", "1  million"])
    'R&D\n1 million'
    """
    return "\n".join(" ".join(line.split()) for line in lines)


def hover(lines: Iterable[str]) -> str:
    r"""Set lines of text as plotly says them when something is pointed at.

    Examples
    --------
    >>> hover(["R&D", "A line that is longer than a hover is wide goes on below it"])
    'R&amp;D<br>A line that is longer than a hover is wide goes on below<br>\u200bit'
    """
    broken = ([plain(part) for part in wrap(line, *_HOVER)] for line in lines)
    return "<br>".join(GOES_ON.join(parts) for parts in broken)


def superscript(numbers: tuple[int, ...]) -> str:
    """Return note numbers as plotly raises them behind a label."""
    return f" <sup>{','.join(map(str, numbers))}</sup>" if numbers else ""


def superscript_width(numbers: tuple[int, ...], size: float) -> float:
    """Return the width in pixels of raised numbers behind a label of `size` pixels."""
    if not numbers:
        return 0
    return measure(" ", size) + measure(",".join(map(str, numbers)), raised(size))


def raised(size: float) -> float:
    """Return the size of the raised numbers in a line of `size` pixels; letters are no larger.

    Examples
    --------
    >>> raised(20), raised(13), raised(9)
    (14.0, 10.0, 9)
    """
    return min(size, max(RAISED * size, LEAST_RAISED))
