"""What is wrong with a data folder, one fault at a time, in words that mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from headcount.core.errors import Answer

_LONGEST = 60
_LISTED = 15


@dataclass(frozen=True)
class Problem:
    """One fault: where it is, what is wrong, what would be right.

    ``row`` is the line of the file, the header being line 1. ``row`` and ``field`` are None
    where the fault belongs to the whole file or the whole line.

    Examples
    --------
    >>> str(Problem("beds.csv", 14, "low", "1,100 has thousands separators", "write 1100"))
    'beds.csv:14:low: 1,100 has thousands separators; write 1100'
    >>> str(Problem("beds.csv", None, None, "is missing", "put it back"))
    'beds.csv: is missing; put it back'
    """

    file: str
    row: int | None
    field: str | None
    wrong: str
    right: str

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.row, self.field) if part)
        return printable(f"{where}: {self.wrong}; {self.right}")


class PackageError(Answer, ValueError):
    """A data folder that is not sound. ``problems`` holds every fault; the text lists them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def printable(text: str) -> str:
    r"""Escape what would break a line or a terminal: control, bidi and lone surrogate characters.

    Examples
    --------
    >>> printable("two\nlines")
    'two\\nlines'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def shown(value: object) -> str:
    """Quote a value for a message, cut short if it is long.

    Examples
    --------
    >>> shown("Nort Korea")
    '"Nort Korea"'
    """
    text = str(value)
    return '"' + printable(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…") + '"'


def mend(value: str, choices: Iterable[str], otherwise: str) -> str:
    """Say what would be right: the nearest valid choice, else all of them, else `otherwise`.

    Examples
    --------
    >>> mend("ofered", ["offered", "planned"], "add it")
    'did you mean "offered"?'
    >>> mend("sent", ["offered", "planned"], "add it")
    'use one of: offered, planned'
    """
    from difflib import get_close_matches  # only a fault needs it

    listed = [choice for choice in choices if choice]
    folded = {choice.casefold().replace("_", "-"): choice for choice in listed}
    near = get_close_matches(value[:100].casefold().replace("_", "-"), folded, n=1)
    if near:
        return f"did you mean {shown(folded[near[0]])}?"
    if listed and len(listed) <= _LISTED:
        return "use one of: " + printable(", ".join(listed))
    return otherwise
