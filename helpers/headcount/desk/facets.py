"""What figures can be looked for by, and what each filter still offers under the others.

A filter is one word of a facet (`FACETS`) or several, of which a figure has any; a first or a last
year (`YEARS`); or words that a figure is found by (`TEXT`). Filters narrow together; None asks for
nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from headcount.core.errors import UnknownWord, WrongChoice
from headcount.core.wording import capital
from headcount.desk import search
from headcount.figures.cached import cached
from headcount.figures.dates import parse
from headcount.figures.names import every, leading
from headcount.figures.package import Package
from headcount.figures.package.vocabulary import STATUSES
from headcount.figures.phrase import parts, unit
from headcount.figures.phrase import word as cell_words
from headcount.figures.provenance import sources
from headcount.figures.table import Row, records

FACETS = ("table", "whose", "counted", "source", "status")
YEARS = ("since", "until")
TEXT = "text"
FILTERS = (*FACETS, *YEARS, TEXT)

Filters = Mapping[str, Any]

_NOBODY = {"whose": "No subject is named", "counted": "No figure counts"}


@dataclass(frozen=True, slots=True)
class Terms:
    """What one figure is looked for by.

    Parameters
    ----------
    figure
        Its `figure_id`.
    words
        By facet, the words that it is found under.
    first, last
        The first and the last year that it may be true of.
    text
        All that it is found by, in small letters; see `headcount.desk.search`.
    """

    figure: str
    words: Mapping[str, tuple[str, ...]]
    first: int
    last: int
    text: str

    def fits(self, name: str, asked: Any) -> bool:
        """Whether it fits one filter."""
        if name == "since":
            return bool(self.last >= asked)
        if name == "until":
            return bool(self.first <= asked)
        if name == TEXT:
            return search.has(self.text, asked)
        return not asked.isdisjoint(self.words[name])


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
    asked = {
        name: frozenset(value) if name in FACETS else value
        for name, value in filters.items()
        if value
    }
    fitting: list[Terms] = []
    but_one: dict[str, list[Terms]] = {name: [] for name in FILTERS}
    for entry in _terms(package):
        if within is not None and entry.figure not in within:
            continue
        against = [name for name, value in asked.items() if not entry.fits(name, value)]
        if not against:
            fitting.append(entry)
        elif len(against) == 1:
            but_one[against[0]].append(entry)
    beside = {name: [*fitting, *more] for name, more in but_one.items()}
    offered = {
        name: _words(package, name, fitting, but_one[name], asked.get(name, frozenset()))
        for name in FACETS
    }
    offered |= {name: _years(name, beside[name], asked.get(name)) for name in YEARS}
    found = [entry.figure for entry in fitting]
    return Matches(
        figures=tuple(search.shown_first(package, found, asked.get(TEXT, ""))),
        offered=offered,
        without={name: len(beside[name]) for name in asked},
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
    terms = _terms(package)
    there = {
        facet: dict.fromkeys(one for entry in terms for one in entry.words[facet])
        for facet in FACETS
    }
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
    raise UnknownWord(f'{what} "{asked}"', asked, [*codes, *known])


def _order(label: str) -> tuple[bool, str]:
    """Put what begins with a number behind what begins with a name."""
    return label[:1].isdigit(), label.casefold()


@cached
def _terms(package: Package) -> tuple[Terms, ...]:
    rows, texts = records(package), search.texts(package)
    return tuple(_terms_of(package, row, texts[row["figure_id"]]) for row in rows)


def _terms_of(package: Package, row: Row, text: str) -> Terms:
    words = parts(package, row)
    columns = list(leading(package).get(row["table"], {})) or list(words)[1:]
    counted = [what for column, what in words.items() if column not in columns]
    when = parse(row["as_of"])
    return Terms(
        figure=row["figure_id"],
        words={
            "table": (row["table"],),
            "whose": tuple(filter(None, (cell_words(package, row, column) for column in columns))),
            "counted": (next(filter(None, counted), "") or unit(package, row),),
            "status": (row["status"],),
            "source": (row["source_id"],),
        },
        first=when.earliest.year,
        last=when.latest.year,
        text=text,
    )


def _words(
    package: Package,
    facet: str,
    fitting: list[Terms],
    more: list[Terms],
    asked: Set[str],
) -> list[tuple[str, Any, int]]:
    """List the words of the figures that fit, and of those more that only this facet leaves out."""
    there = Counter(one for entry in fitting for one in set(entry.words[facet]))
    besides = Counter(one for entry in more for one in set(entry.words[facet]))
    return [
        (label, one, there[one] if not asked or one in asked else besides[one])
        for one, label in labels(package)[facet].items()
        if one in there or one in besides or one in asked
    ]


def _years(name: str, entries: list[Terms], asked: int | None) -> list[tuple[str, Any, int]]:
    """List the years at which something is left out that the year before them leaves in."""
    of_all = sorted(entry.last if name == "since" else entry.first for entry in entries)
    known = {*of_all, *([asked] if asked else [])} - {date.min.year, date.max.year}  # open ends
    if name == "since":
        counts = {year: len(of_all) - bisect_left(of_all, year) for year in sorted(known)}
    else:
        counts = {year: bisect_right(of_all, year) for year in sorted(known, reverse=True)}
    return [(str(year), year, count) for year, count in counts.items()]
