"""What figures can be looked for by, and what each filter still offers under the others.

A filter is one word of a facet (`FACETS`) or several, of which a figure has any; a first or a last
year (`YEARS`); or words that a figure is found by (`TEXT`). Filters narrow together; None asks for
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

import numpy as np

from headcount.core.errors import UnknownWord, WrongChoice
from headcount.core.wording import capital
from headcount.desk import search
from headcount.figures.dates import parse
from headcount.figures.names import every, leading
from headcount.figures.package import Package, cached
from headcount.figures.package.vocabulary import STATUSES
from headcount.figures.phrase import own_columns, parts, unit
from headcount.figures.phrase import word as cell_words
from headcount.figures.provenance import sources
from headcount.figures.table import Row, column

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
        unseen = search.texts(package).unseen(asked[TEXT])[places]
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
            self.words[facet], codes = search.coded(package, name)
            self.pairs[facet] = np.arange(len(codes)), codes
        for facet, said in zip(("whose", "counted"), _said_of_all(package), strict=True):
            at = {word: place for place, word in enumerate(dict.fromkeys(chain(*said)))}
            figures = np.repeat(np.arange(len(said)), np.fromiter(map(len, said), int))
            codes = np.fromiter((at[word] for one in said for word in one), int)
            self.words[facet], self.pairs[facet] = list(at), (figures, codes)
        dates, codes = search.coded(package, "as_of")
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
            found = search.texts(self.package).having(asked)
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
    cells, codes = search.coded_cells(zip(*(column(package, name) for name in heads), strict=True))
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
