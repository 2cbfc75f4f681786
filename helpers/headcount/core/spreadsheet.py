"""What a spreadsheet would run, it shows: text in CSV files, on whatever separator it is cut.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break. Such a
text gets an apostrophe in front; so does a ``=`` (``+``, ``-``, ``@``) behind a semicolon, a tab or
a line break inside a cell, since a spreadsheet set to another separator would cut the cell there.
Nothing is taken away: `restore` gives back each text as it was.
"""

from __future__ import annotations

import re

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
