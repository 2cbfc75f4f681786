"""What figures are looked for by, and what each filter still offers under the others.

A filter is one word of a facet (`FACETS`) or several, of which a figure has any; a first or a last
year (`YEARS`); or words that a figure is found by (`TEXT`). Filters narrow together; None asks for
nothing. Words are looked for in all that a figure's row says, in what a list prints of it, and in
the names of those who said it, passed it on and published it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial
from typing import Any, NamedTuple

import numpy as np

from headcount.core.errors import UnknownWord, WrongChoice
from headcount.core.wording import capital
from headcount.desk.record import summarize
from headcount.figures.dates import parse
from headcount.figures.dates import words as date_words
from headcount.figures.names import every, leading
from headcount.figures.package import Package, cached
from headcount.figures.package.vocabulary import AMOUNTS, STATUSES
from headcount.figures.phrase import heading, own_columns, parts, unit
from headcount.figures.phrase import word as cell_words
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


FACETS = ("table", "whose", "counted", "source", "status")
YEARS = ("since", "until")
TEXT = "text"
FILTERS = (*FACETS, *YEARS, TEXT)

Filters = Mapping[str, Any]

_NOBODY = {"whose": "No subject is named", "counted": "No figure counts"}


@dataclass(frozen=True, slots=True)
class Matches:
    """What some filters find.

    Parameters
    ----------
    figures
        The `figure_id` of each figure that fits, in file order; of a search, those first whose
        lines in a list have the words.
    offered
        By facet and year, what can be asked for beside the other filters: a label, the word or the
        year, and a number. A year, or a word of a facet that is not asked about, would leave so
        many figures; a word that is asked for has so many; one beside those asked for would add so
        many.
    without
        By filter, how many figures would fit if this one alone were taken back.
    """

    figures: tuple[str, ...]
    offered: Mapping[str, list[tuple[str, Any, int]]]
    without: Mapping[str, int]


def find(package: Package, filters: Filters, within: Set[str] | None = None) -> Matches:
    """Find the figures that fit every filter.

    Parameters
    ----------
    package
        The data.
    filters
        By name, one of `FILTERS`; of a facet, several words. What is None or empty is not asked.
    within
        The `figure_id` of each figure to look among; None looks among all.

    Examples
    --------
    >>> from headcount.figures import package
    >>> found = find(package.read(), {"whose": ["North Korea"], "source": ["iiss-mb-2021"]})
    >>> found.figures
    ('prk-active-iiss-mb-2021',)
    >>> found.offered["counted"]
    [('Active personnel', 'active personnel', 1)]
    """
    asked = {name: value for name, value in filters.items() if value}
    every = _index(package)
    among = every.among(within)
    fits = {name: every.fits(name, value) for name, value in asked.items()}
    against = np.zeros(among.size, dtype=int)
    for one in fits.values():
        against += ~one
    fitting = among & (against == 0)
    beside = {
        name: among & (against == 1) & ~fits[name] if name in fits else np.zeros_like(among)
        for name in FILTERS
    }
    offered: dict[str, list[tuple[str, Any, int]]] = {
        name: _words(package, name, fitting, beside[name], frozenset(asked.get(name, ())))
        for name in FACETS
    }
    offered |= {
        name: _years(name, every.years[name][fitting | beside[name]], asked.get(name))
        for name in YEARS
    }
    places = np.flatnonzero(fitting)
    if asked.get(TEXT):
        unseen = texts(package).unseen(asked[TEXT])[places]
        places = places[np.argsort(unseen, kind="stable")]
    return Matches(
        figures=tuple(every.ids[places].tolist()),
        offered=offered,
        without={name: int(fitting.sum() + beside[name].sum()) for name in asked},
    )


@cached
def labels(package: Package) -> Mapping[str, Mapping[str, str]]:
    """Return, by facet, how a menu names each of its words, in the order of the menu.

    Examples
    --------
    >>> from headcount.figures import package
    >>> labels(package.read())["status"]["estimated"]
    'Estimated'
    """
    there = {facet: _index(package).words[facet] for facet in FACETS}
    known = sources(package)
    named = {
        "table": {one: str(package.resource(one).get("title", one)) for one in there["table"]},
        "whose": {one: one for one in sorted(there["whose"], key=_order)},
        "counted": {one: one for one in sorted(there["counted"], key=_order)},
        "source": dict(
            sorted(
                ((one, known[one]["short_title"]) for one in there["source"]),
                key=lambda one: _order(one[1]),
            )
        ),
        "status": {one: package.label("status", one) for one in STATUSES if one in there["status"]},
    }
    return {facet: {one: capital(label) for one, label in named[facet].items()} for facet in FACETS}


def words(package: Package, facet: str, asked: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return the words of a facet that are asked for, each once; see `word`.

    Raises
    ------
    UnknownWord
        As `word`.
    WrongChoice
        For what is neither a text nor several.

    Examples
    --------
    >>> from headcount.figures import package
    >>> words(package.read(), "whose", ["PRK", "Russia", "north korea"])
    ('North Korea', 'Russia')
    """
    given = () if asked is None else [asked] if isinstance(asked, str) else asked
    several = list(given) if isinstance(given, Iterable) else [given]
    if not all(isinstance(one, str) for one in several):
        raise WrongChoice(f"{facet}: {asked!r} is not a text, nor a list of texts")
    return tuple(dict.fromkeys(word(package, facet, one) for one in several))


def word(package: Package, facet: str, asked: str) -> str:
    """Return the word of a facet that is asked for, however it is written.

    Whom a figure is about may be asked for by a code, or by any form of a name.

    Raises
    ------
    UnknownWord
        For a word that no figure is found under; the message names those there are.

    Examples
    --------
    >>> from headcount.figures import package
    >>> word(package.read(), "whose", "prk"), word(package.read(), "counted", "Active personnel")
    ('North Korea', 'active personnel')
    """
    known = labels(package)[facet]
    if asked in known:
        return asked
    small = asked.casefold()
    forms = {one.casefold(): one for one in known}
    if small in forms:
        return forms[small]
    codes = {}
    if facet == "whose":
        for names in every(package):
            for code, called in names.known.items():
                codes[code] = called["name"]
                if small in {one.casefold() for one in (code, *called.values())}:
                    return called["name"]
    what = _NOBODY.get(facet, f"No figure has {facet}")
    raise UnknownWord(f'{what} "{asked}"', asked, dict.fromkeys([*codes.values(), *known, *codes]))


def _order(label: str) -> tuple[bool, str]:
    """Put what begins with a number behind what begins with a name."""
    return label[:1].isdigit(), label.casefold()


@cached
def _index(package: Package) -> _Index:
    return _Index(package)


class _Index:
    """What figures are looked for by, column by column, in file order.

    Parameters
    ----------
    package
        The data.

    Attributes
    ----------
    ids
        The `figure_id` of each figure.
    words
        By facet, its words.
    pairs
        By facet, which figure has which word: their places, a pair for each word that a figure has.
    years
        The last year that a figure may be true of, by "since", and the first, by "until".
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.ids = np.array(column(package, "figure_id"), dtype=object)
        self.words: dict[str, list[str]] = {}
        self.pairs: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        for facet, name in _COLUMNS.items():
            self.words[facet], codes = coded(package, name)
            self.pairs[facet] = np.arange(len(codes)), codes
        for facet, said in zip(("whose", "counted"), _said_of_all(package), strict=True):
            there = dict.fromkeys(word for one in said for word in one)
            at = {word: place for place, word in enumerate(there)}
            figures = np.repeat(np.arange(len(said)), np.fromiter(map(len, said), int))
            codes = np.fromiter((at[word] for one in said for word in one), int)
            self.words[facet], self.pairs[facet] = list(at), (figures, codes)
        dates, codes = coded(package, "as_of")
        spans = [parse(one) for one in dates]
        self.years = {
            "since": np.array([span.latest.year for span in spans])[codes],
            "until": np.array([span.earliest.year for span in spans])[codes],
        }

    def among(self, within: Set[str] | None) -> np.ndarray:
        """Tell which figures are looked among."""
        if within is None:
            return np.ones(len(self.ids), dtype=bool)
        return np.array([one in within for one in self.ids], dtype=bool)

    def fits(self, name: str, asked: Any) -> np.ndarray:
        """Tell which figures fit one filter."""
        found: np.ndarray
        if name == "since":
            found = self.years[name] >= asked
        elif name == "until":
            found = self.years[name] <= asked
        elif name == TEXT:
            found = texts(self.package).having(asked)
        else:
            wanted = [at for at, word in enumerate(self.words[name]) if word in set(asked)]
            figures, codes = self.pairs[name]
            found = np.zeros(len(self.ids), dtype=bool)
            found[figures[np.isin(codes, wanted)]] = True
        return found

    def count(self, facet: str, among: np.ndarray) -> dict[str, int]:
        """Count the figures that have each word."""
        figures, codes = self.pairs[facet]
        words = self.words[facet]
        total = np.bincount(codes[among[figures]], minlength=len(words))
        return {word: int(number) for word, number in zip(words, total, strict=True) if number}


_COLUMNS = {"table": "table", "source": "source_id", "status": "status"}


def _said_of_all(package: Package) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return whom each figure is about, and what it counts, each word once."""
    own = (name for table in package.figure_tables for name in own_columns(package, table))
    heads = list(dict.fromkeys(("table", "unit", *own)))
    cells, codes = coded_cells(zip(*(column(package, name) for name in heads), strict=True))
    said = [_said(package, dict(zip(heads, one, strict=True))) for one in cells]
    return [said[code][0] for code in codes], [said[code][1] for code in codes]


def _said(package: Package, row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return whom a figure is about, and what it counts."""
    words = parts(package, row)
    columns = list(leading(package).get(row["table"], {})) or list(words)[1:]
    counted = [what for name, what in words.items() if name not in columns]
    whose = dict.fromkeys(cell_words(package, row, name) for name in columns)
    what = next(filter(None, counted), "") or unit(package, row)
    return tuple(filter(None, whose)), (what,) if what else ()


def _words(
    package: Package, facet: str, fitting: np.ndarray, more: np.ndarray, asked: Set[str]
) -> list[tuple[str, Any, int]]:
    """List the words of the figures that fit, and of those more that only this facet leaves out."""
    there, besides = (_index(package).count(facet, among) for among in (fitting, more))
    return [
        (label, one, there.get(one, 0) if not asked or one in asked else besides.get(one, 0))
        for one, label in labels(package)[facet].items()
        if one in there or one in besides or one in asked
    ]


def _years(name: str, years: np.ndarray, asked: int | None) -> list[tuple[str, Any, int]]:
    """List the years at which something is left out that the year before them leaves in."""
    of_all = np.sort(years)
    known = {*np.unique(of_all).tolist(), *([asked] if asked else [])}
    known -= {date.min.year, date.max.year}  # open ends
    if name == "since":
        counts = {year: len(of_all) - np.searchsorted(of_all, year) for year in sorted(known)}
    else:
        counts = {
            year: np.searchsorted(of_all, year, side="right")
            for year in sorted(known, reverse=True)
        }
    return [(str(year), year, int(count)) for year, count in counts.items()]
