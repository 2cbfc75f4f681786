"""What is wrong with a data folder, one fault at a time, in words that mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from headcount.core.errors import UserError
from headcount.core.files import UnreadFile

MOST = 200
"""So many faults are told; whoever has mended them may ask for more."""

_LONGEST = 60
_LISTED = 15
_COMPARED = 2_000  # words: of more, looking for the nearest takes longer than a reader does
_SHORT = 3
_OFFERED = 4


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
        where = ":".join(_cut(str(part)) for part in (self.file, self.row, self.field) if part)
        return printable(f"{where}: {self.wrong}; {self.right}")


def unread(file: str, error: UnreadFile) -> Problem:
    """Return why a file cannot be read."""
    return Problem(file, error.row, None, error.wrong, error.right)


class Faults:
    """Faults as they are found: the first of them in an order, and how many there are.

    Parameters
    ----------
    order
        What faults are sorted by.

    Examples
    --------
    >>> faults = Faults(lambda one: (one.row,))
    >>> for row in range(500, 0, -1):
    ...     faults.append(Problem("beds.csv", row, None, "is wrong", "mend it"))
    >>> faults.count, len(faults.first), faults.first[0].row
    (500, 200, 1)
    """

    def __init__(self, order: Callable[[Problem], tuple[int, ...]]) -> None:
        self.count = 0
        self._order = order
        self._kept: list[Problem] = []

    def append(self, problem: Problem) -> None:
        """Add a fault."""
        self.count += 1
        self._kept.append(problem)
        if len(self._kept) > 2 * MOST:
            self._kept = self.first

    @property
    def first(self) -> list[Problem]:
        """The first `MOST` of them, in order."""
        return sorted(self._kept, key=self._order)[:MOST]


def lines(problems: Iterable[Problem], count: int = 0) -> list[str]:
    """Write faults a line each, `MOST` at most, and say how many more there are of `count`.

    Examples
    --------
    >>> lines([Problem("beds.csv", None, None, "is missing", "put it back")], 300)
    ['beds.csv: is missing; put it back', 'and 299 more errors']
    """
    every = list(problems)
    told = [str(one) for one in every[:MOST]]
    more = max(count, len(every)) - len(told)
    return [*told, *([f"and {more:,} more error{'s' if more > 1 else ''}"] if more else [])]


class PackageError(UserError, ValueError):
    """A data folder that is not sound; its text lists the faults.

    Attributes
    ----------
    problems
        The first faults, each with its file, row and column.
    count
        How many there are.

    Examples
    --------
    >>> import headcount as hc
    >>> try:
    ...     hc.read("no-such-folder")
    ... except hc.PackageError as error:
    ...     print(len(error.problems))
    1
    """

    def __init__(self, problems: Iterable[Problem], count: int = 0) -> None:
        self.problems = tuple(problems)
        self.count = max(count, len(self.problems))
        super().__init__(self.problems, self.count)

    def __str__(self) -> str:
        return "\n".join(lines(self.problems, self.count))


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


def _cut(text: str, longest: int = 4 * _LONGEST) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def shown(value: object) -> str:
    """Quote a value for a message, cut short if it is long.

    Examples
    --------
    >>> shown("Nort Korea")
    '"Nort Korea"'
    """
    return f'"{printable(_cut(str(value), _LONGEST))}"'


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
    if len(listed) > _COMPARED:
        return otherwise
    folded = {choice.casefold().replace("_", "-"): choice for choice in listed}
    near = get_close_matches(value[:100].casefold().replace("_", "-"), folded, n=1)
    if near:
        return f"did you mean {shown(folded[near[0]])}?"
    if listed and len(listed) <= _LISTED:
        return "use one of: " + printable(", ".join(listed))
    return otherwise


def by_name(names: Mapping[str, str]) -> dict[str, str]:
    """Return the code behind each name, for whatever case it is written in (`str.casefold`).

    Examples
    --------
    >>> by_name({"KOR": "South Korea", "PRK": "North Korea"})["north korea"]
    'PRK'
    """
    return {name.casefold(): code for code, name in reversed([*names.items()]) if name}


def mend_code(text: str, names: Mapping[str, str], otherwise: str) -> str:
    """Say which key may be meant; of short codes several, for each is like many others.

    Parameters
    ----------
    text
        What stands in the cell.
    names
        Every key, and its name or an empty text.
    otherwise
        What to say if nothing is like it.

    Examples
    --------
    >>> mend_code("NKO", {"CHN": "China", "KOR": "South Korea", "PRK": "North Korea"}, "add it")
    'did you mean KOR (South Korea) or PRK (North Korea)?'
    """
    if len(names) > _COMPARED or any(len(code) > _SHORT for code in names):
        return mend(text, names, otherwise)
    likely = sorted(list(dict.fromkeys(_likely(text[:100].casefold(), names)))[:_OFFERED])
    if not likely:
        return mend(text, names, otherwise)
    *some, last = (f"{code} ({names[code]})" if names[code] else code for code in likely)
    return printable(f"did you mean {', '.join(some)}{' or ' if some else ''}{last}?")


def _likely(text: str, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the codes of the same letters, then by names that are like or longer, then alike."""
    from difflib import get_close_matches

    by_name = {name.casefold(): code for code, name in names.items() if name}
    by_code = {code.casefold(): code for code in names}
    yield from (by_code[code] for code in by_code if sorted(code) == sorted(text))
    yield from (by_name[near] for near in get_close_matches(text, by_name, n=_OFFERED))
    yield from (code for name, code in by_name.items() if _shortens(text, name))
    yield from (by_code[near] for near in get_close_matches(text, by_code, n=_OFFERED))


def _shortens(text: str, name: str) -> bool:
    """Whether the letters stand in the name in this order, from its first on."""
    letters = iter(name)
    return name[:1] == text[:1] and all(letter in letters for letter in text)
