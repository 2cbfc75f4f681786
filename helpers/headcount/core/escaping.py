"""Text on its way to another program: what a terminal would obey, or a spreadsheet run, is shown.

Whatever prints goes through here, for what it prints comes from data. A control character could
clear the screen, name the window or ring; a bidi override turns a sentence round; forty accents on
one letter cover the lines above.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break. Such a
text gets an apostrophe in front; so does a ``=`` (``+``, ``-``, ``@``) behind a semicolon, a tab or
a line break inside a cell, since a spreadsheet set to another separator would cut the cell there.
Nothing is taken away: `restore` gives back each text as it was.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

MOST_MARKS = 4
"""Accents on one letter: no alphabet needs more, when they are joined with their letters."""

# All but a line's end and a tab; a return alone would write over the line that stands there.
_OBEYED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]|\r(?!\n)"
)


NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""What no XML can hold, written in whatever way."""


def printed(text: str) -> str:
    r"""Write what a terminal would obey as its number.

    Examples
    --------
    >>> print(printed("one two \x1b[2J\u202e"))
    one two \u001b[2J\u202e
    >>> print(printed("z" + 9 * "\u0301") == "z" + 4 * "\u0301" + 5 * r"\u0301")
    True
    """
    text = _OBEYED.sub(lambda found: _number(found[0]), text)
    if not _has_marks(text):
        return text
    pairs = zip(text, _marks(text), strict=True)
    return "".join(one if marks <= MOST_MARKS else _number(one) for one, marks in pairs)


def is_piled(text: str) -> bool:
    r"""Whether a letter bears more accents than any alphabet needs.

    Examples
    --------
    >>> is_piled("Việt Nam"), is_piled("z" + 9 * "\u0301")
    (False, True)
    """
    return _has_marks(text) and any(marks > MOST_MARKS for marks in _marks(text))


def _has_marks(text: str) -> bool:
    return not text.isascii() and any(map(_is_mark, set(text)))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me")


def _marks(text: str) -> Iterator[int]:
    """Count for each character how many marks up to it lie on one letter."""
    marks = 0
    for character in text:
        marks = marks + 1 if _is_mark(character) else 0
        yield marks


def _number(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


# bold, dim, italic, underlined, and back: what our own tables are set in, and hides nothing
_STYLE = re.compile(r"(\x1b\[(?:[0-4]|2[234])(?:;[1-4])*m)")


class Screen:
    """A stream that takes text as `printed` writes it, and is the stream behind it in all else.

    A terminal's own bold and italics go through.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def flush(self) -> None:
        """Send what was written on its way."""
        self._stream.flush()

    def write(self, text: str, /) -> int:
        """Write a text."""
        parts = _STYLE.split(text) if self._stream.isatty() else [text]
        parts[::2] = map(printed, parts[::2])
        return self._stream.write("".join(parts))

    def writelines(self, lines: list[str]) -> None:
        """Write several."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


# Where a spreadsheet may begin a cell, the quotes and spaces it skips, the apostrophes there.
_RUN = re.compile(
    r"(^[^\S\t\r\n]*|(?<=[;\t\r\n])(?:\"|[^\S\t\r\n])*)('*)(?=[=+\-@＝＋－＠])"  # noqa: RUF001
    r"|^('*)(?=[\t\r\n])"
)


def harmless(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run.

    Examples
    --------
    >>> print(harmless('=HYPERLINK("http://x")'), harmless("North Korea"), harmless("a;@b"))
    '=HYPERLINK("http://x") North Korea a;'@b
    """
    return _RUN.sub(_guard, text)


def restore(text: str) -> str:
    """Give back the text that `harmless` was given.

    Examples
    --------
    >>> restore(harmless("'=1+1")), restore(harmless("a;@b")), restore("North Korea's")
    ("'=1+1", 'a;@b', "North Korea's")
    """
    return _RUN.sub(_unguard, text)


def _guard(found: re.Match[str]) -> str:
    return f"{found[1] or ''}'{found[2] or found[3] or ''}"


def _unguard(found: re.Match[str]) -> str:
    return f"{found[1] or ''}{(found[2] or found[3] or '')[1:]}"


def as_csv(rows: Iterable[Iterable[Any]], end: str = "\n", between: str = ",") -> str:
    r"""Write rows as CSV: `end` ends a line, `between` stands between two cells.

    Examples
    --------
    >>> as_csv([("beds", 1200), ("a, b", "")])
    'beds,1200\n"a, b",\n'
    """
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=between, lineterminator=end).writerows(rows)
    return text.getvalue()
