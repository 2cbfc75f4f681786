"""The words that a figure is found by, where each of them stands, and what is found first.

Words are looked for in all that a figure's row says, in what a list prints of it, and in the names
of those who said it, passed it on and published it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from headcount.desk.record import summarize
from headcount.figures.cached import cached
from headcount.figures.package import Package
from headcount.figures.provenance import Source, chain, sources, voices
from headcount.figures.table import Row, records

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


def has(text: str, asked: str) -> bool:
    """Whether each of the words that are asked for stands in a text that is in small letters.

    Examples
    --------
    >>> has("said by igor korotchenko", "Korotchenko  said"), has("said by tass", "korotchenko")
    (True, False)
    """
    return all(word in text for word in asked.casefold().split())


@cached
def texts(package: Package) -> Mapping[str, str]:
    """Return by `figure_id` all that a figure is found by, in small letters.

    Examples
    --------
    >>> from headcount.figures import package
    >>> has(texts(package.read())["prk-volunteers-100k-business-insider-2022"], "korotchenko")
    True
    """
    return {
        figure: "\n".join(one.text for one in passages).casefold()
        for figure, passages in _passages(package).items()
    }


def shown_first(package: Package, found: Iterable[str], asked: str) -> list[str]:
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
    words = asked.casefold().split()

    def unseen(figure: str) -> int:
        printed = _passages(package)[figure][0].small
        return sum(word not in printed for word in words)

    return sorted(found, key=unseen)


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
    printed, *others = _passages(package)[figure]
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


@cached
def _passages(package: Package) -> Mapping[str, tuple[Passage, ...]]:
    """Return by `figure_id` the texts that it is found by; what a list prints comes first."""
    known = sources(package)
    titles = {
        table: {one["name"]: str(one.get("title", one["name"])) for one in package.fields(table)}
        for table in package.figure_tables
    }
    found = {}
    for row in records(package):
        source = known[row["source_id"]]
        pairs = [
            ("", _printed(package, row)),
            *_people(package, row["figure_id"], source),
            *_cells(row, titles[row["table"]]),
        ]
        found[row["figure_id"]] = tuple(Passage(where, text) for where, text in pairs if text)
    return found


def _printed(package: Package, row: Row) -> str:
    one = summarize(package, row)
    label = package.label((row["table"], "status"), one.status)
    return "\n".join([one.subject, one.amount, one.unit, one.as_of, label, one.source])


def _people(package: Package, figure: str, source: Source) -> Iterator[tuple[str, str]]:
    said = voices(package)[figure]
    for hop in chain(package, figure):
        yield "Said by" if not hop.number or hop.speaker == said else "Passed on by", hop.speaker
    yield "Published by", source["publisher"]
    yield "Written by", source["author"]


def _cells(row: Row, titles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column, cell in row.items():
        if cell == cell and cell != "":  # a number that is not given is NaN, which is not itself
            text = f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)
            yield f"{titles.get(column, 'Table')}:", text
