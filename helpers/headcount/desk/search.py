"""The words that a figure is found by, where each of them stands, and what is found first.

Words are looked for in all that a figure's row says, in what a list prints of it, and in the names
of those who said it, passed it on and published it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from typing import Any, NamedTuple

import numpy as np

from headcount.desk.record import summarize
from headcount.figures.dates import words as date_words
from headcount.figures.package import Package, cached
from headcount.figures.package.vocabulary import AMOUNTS
from headcount.figures.phrase import heading, own_columns, unit
from headcount.figures.provenance import chain, chains, sources, title, voice
from headcount.figures.quantity import Quantity
from headcount.figures.table import Row, column, names, record_of

_BESIDE = 30
"""Characters of a long text that are quoted on each side of a word that stands in it."""


class Passage(NamedTuple):
    """A text that a figure is found by.

    Parameters
    ----------
    where
        What the text is, as a reader is told: "Said by"; "" for what a list prints in any case.
    text
        The text.
    """

    where: str
    text: str

    @property
    def small(self) -> str:
        """The text in small letters."""
        return self.text.casefold()


@cached
def texts(package: Package) -> Texts:
    """Return all that the figures of a package are found by."""
    return Texts(package)


class Texts:
    """All that figures are found by, column by column, and where words stand in it.

    Figures share most of what stands in a column: a word is looked for in each text once, and what
    was looked for is kept. So a hundred thousand figures are searched while somebody types.

    Parameters
    ----------
    package
        The data.

    Examples
    --------
    >>> from headcount.figures import package
    >>> found = Texts(package.read()).having("Korotchenko  volunteers")
    >>> bool(0 < found.sum() < len(found))
    True
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._printed_in: dict[str, np.ndarray] = {}
        self._found_in: dict[str, np.ndarray] = {}

    def having(self, asked: str) -> np.ndarray:
        """Tell of each figure, in file order, whether it has every one of some words."""
        found = [self._anywhere(word) for word in asked.casefold().split()]
        size = len(column(self._package, "figure_id")) if not found else 0
        return np.logical_and.reduce(found) if found else np.ones(size, dtype=bool)

    def unseen(self, asked: str) -> np.ndarray:
        """Tell of each figure how many of some words a list does not print of it."""
        words = asked.casefold().split()
        found: np.ndarray = np.sum([~self._printed(word) for word in words], axis=0, dtype=int)
        return found

    def _printed(self, word: str) -> np.ndarray:
        if word not in self._printed_in:
            self._printed_in[word] = _any(self._list, word)
        return self._printed_in[word]

    def _anywhere(self, word: str) -> np.ndarray:
        if word not in self._found_in:
            found = self._printed(word).copy()
            for texts, codes in self._rest:
                if not found.all():
                    found |= _in(texts, codes, word)
            self._found_in[word] = found
        return self._found_in[word]

    @cached_property
    def _list(self) -> list[Column]:
        """The columns that a list prints: what is counted, how much, when, what sort, by whom."""
        package, get = self._package, partial(column, self._package)
        heads = _says_what(package)
        of = {
            "subject": coded_cells(zip(*map(get, heads), strict=True)),
            "amount": coded_cells(zip(*map(get, (*AMOUNTS, "qualifier", "unit")), strict=True)),
            "unit": coded_cells(zip(get("table"), get("unit"), get("qualifier"), strict=True)),
            "status": coded_cells(zip(get("table"), get("status"), strict=True)),
            "as_of": coded(package, "as_of"),
            "source": coded(package, "source_id"),
        }
        known = sources(package)
        say: dict[str, Callable[[Any], str]] = {
            "subject": lambda cells: heading(package, dict(zip(heads, cells, strict=True))),
            "amount": _amount,
            "unit": lambda cells: _unit(package, *cells),
            "status": lambda cells: package.label((cells[0], "status"), cells[1]),
            "as_of": date_words,
            "source": lambda source: title(known[source]),
        }
        return [(_small(map(say[name], texts)), codes) for name, (texts, codes) in of.items()]

    @cached_property
    def _rest(self) -> list[Column]:
        """All other columns, those with the fewest texts first; who said it and passed it on."""
        package = self._package
        known, ways = sources(package), chains(package)
        figures = column(package, "figure_id")
        said = coded_cells("\n".join(hop.speaker for hop in ways[one]) if one in ways else ""
                      for one in figures)  # fmt: skip
        texts, codes = coded(package, "source_id")
        by = [f"{known[one]['publisher']}\n{known[one]['author']}" for one in texts]
        found = [(_small(said[0]), said[1]), (_small(by), codes)]
        for name in names(package):
            texts, codes = coded(package, name)
            found.append((_small(map(_text, texts)), codes))
        return sorted(found, key=lambda one: len(one[0]))

    def warm(self) -> None:
        """Make ready what the first word would wait for."""
        self.having("\0")


Column = tuple[list[str], "np.ndarray"]
"""The texts of a column, each once, and which of them each figure has."""


def coded(package: Package, name: str) -> Column:
    """Return what stands in a column of all figures, each text once, and which stands where."""
    return _columns(package)(name)


@cached
def _columns(package: Package) -> Callable[[str], Column]:
    return cache(lambda name: coded_cells(column(package, name)))


def coded_cells(cells: Iterable[Any]) -> tuple[list[Any], np.ndarray]:
    """Return what stands in a column, each once, and which of it stands where."""
    cells = list(cells)
    texts = list(dict.fromkeys(cells))
    codes = dict(zip(texts, range(len(texts)), strict=True))
    return texts, np.fromiter(map(codes.__getitem__, cells), dtype=np.int32, count=len(cells))


def _small(texts: Iterable[str]) -> list[str]:
    return [text.casefold() for text in texts]


def _in(texts: list[str], codes: np.ndarray, word: str) -> np.ndarray:
    having = np.fromiter((word in text for text in texts), dtype=bool, count=len(texts))
    found: np.ndarray = having[codes]
    return found


def _any(columns: list[Column], word: str) -> np.ndarray:
    found: np.ndarray = np.logical_or.reduce([_in(*column, word) for column in columns])
    return found


def _says_what(package: Package) -> list[str]:
    """Return the columns that say what figures count, of all tables."""
    own = (name for table in package.figure_tables for name in own_columns(package, table))
    return list(dict.fromkeys(("table", "unit", *own)))


def _unit(package: Package, table: str, word: str, qualifier: str) -> str:
    return "" if qualifier == "statement" else unit(package, {"table": table, "unit": word})


def _amount(cells: tuple[Any, ...]) -> str:
    return Quantity.of(dict(zip((*AMOUNTS, "qualifier", "unit"), cells, strict=True))).words()


def _text(cell: Any) -> str:
    """Return a cell as it is searched; a number that is not given is NaN, which is not itself."""
    if cell != cell:
        return ""
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)


def shown_first(package: Package, found: Sequence[str], asked: str) -> list[str]:
    """Put figures whose lines in a list have the words before those found by what no list prints.

    Parameters
    ----------
    package
        The data.
    found
        The `figure_id` of each figure that is found.
    asked
        The words that were searched for; of several, the more a line has, the earlier it stands.

    Returns
    -------
    list of str
        The same figures; those with as many of the words stay in the order they came in.

    Examples
    --------
    >>> from headcount.figures import package
    >>> by_definition, by_name = "pol-active-poland-mod-2023", "hist-chn-korea-official-1953"
    >>> shown_first(package.read(), [by_definition, by_name], "volunteers")[0]
    'hist-chn-korea-official-1953'
    """
    if not asked.split():
        return list(found)
    unseen = texts(package).unseen(asked)
    at = {figure: place for place, figure in enumerate(column(package, "figure_id"))}
    return sorted(found, key=lambda figure: int(unseen[at[figure]]))


def why(package: Package, figure: str, asked: str) -> str:
    """Say where the words stand that a figure is found by and a list does not print.

    Parameters
    ----------
    package
        The data.
    figure
        The `figure_id` of a figure that is found.
    asked
        The words that were searched for.

    Returns
    -------
    str
        For each such word the first place that has it: whoever said the figure or passed it on,
        its publisher, then the columns of its row. Empty where the list prints all of the words.

    Examples
    --------
    >>> from headcount.figures import package
    >>> why(package.read(), "prk-volunteers-100k-business-insider-2022", "volunteers korotchenko")
    'Said by Igor Korotchenko'
    """
    printed, *others = _passages(package, figure)
    quotes: dict[Passage, str] = {}
    for word in asked.casefold().split():
        if word not in printed.small:
            passage = next(one for one in others if word in one.small)
            quoted = quotes.get(passage, "")
            if word not in quoted.casefold():
                quotes[passage] = f"{quoted} {_around(passage, word)}"
    return "; ".join(f"{passage.where}{quoted}" for passage, quoted in quotes.items())


def _around(passage: Passage, word: str) -> str:
    """Quote a text, or of a long one what stands beside the word."""
    text, begin = passage.text, passage.small.index(word)
    end = begin + len(word)
    if len(text) <= 3 * _BESIDE:
        return text
    before = text[max(0, begin - _BESIDE) : begin]
    after = text[end : end + _BESIDE]
    if begin > _BESIDE:
        before = f"… {before.partition(' ')[2] or before}"
    if end + _BESIDE < len(text):
        after = f"{after.rpartition(' ')[0] or after} …"
    return f"{before}{text[begin:end]}{after}"


def _passages(package: Package, figure: str) -> tuple[Passage, ...]:
    """Return the texts that a figure is found by; what a list prints comes first."""
    row = record_of(package, figure)
    titles = {
        one["name"]: str(one.get("title", one["name"])) for one in package.fields(row["table"])
    }
    pairs = [
        ("", _printed(package, row)),
        *_people(package, row),
        *_cells(row, titles),
    ]
    return tuple(Passage(where, text) for where, text in pairs if text)


def _printed(package: Package, row: Row) -> str:
    one = summarize(package, row)
    label = package.label((row["table"], "status"), one.status)
    return "\n".join([one.subject, one.amount, one.unit, one.as_of, label, one.source])


def _people(package: Package, row: Row) -> Iterator[tuple[str, str]]:
    hops, source = chain(package, row["figure_id"]), sources(package)[row["source_id"]]
    said = voice(hops, source["publisher"])
    for hop in hops:
        yield "Said by" if not hop.number or hop.speaker == said else "Passed on by", hop.speaker
    yield "Published by", source["publisher"]
    yield "Written by", source["author"]


def _cells(row: Row, titles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, cell in row.items():
        if text := _text(cell):
            yield f"{titles.get(name, 'Table')}:", text
