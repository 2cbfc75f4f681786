"""Where figures come from: their sources, how to cite them, and how many origins are behind them.

A figure goes back to the first speaker in its chain who is named; where no chain is recorded, to
the source that its own source relies on in the end. Editions of one publisher are one origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from headcount.core.wording import capital, cardinal, count_of, listed
from headcount.figures.dates import parse, words
from headcount.figures.package import Package, cached
from headcount.figures.table import record_of, records

Source = dict[str, str]

BETWEEN = "; "
"""Parts the sources of a source line."""

_NUMBER = re.compile(r" \([0-9]+\)$")
EDITIONS = 3
"""So many sources of one publisher are named one by one in a source line."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a figure's way to us; 0 is the origin.

    Parameters
    ----------
    number
        Steps from the origin.
    speaker, role
        Who passed the figure on, and as what.
    named
        Whether the speaker is named, as against "a source" or "reports".
    interest
        The speaker's interest in the matter, a word of the package's closed list.
    """

    number: int
    speaker: str
    role: str
    named: bool
    interest: str


def chain(package: Package, figure_id: str) -> list[Hop]:
    """Return a figure's way to us, origin first; empty where nobody has traced it."""
    return chains(package).get(figure_id, [])


def voice(hops: Iterable[Hop], publisher: str) -> str:
    """Return whose word a figure is: the first named speaker on its way, else its publisher.

    Examples
    --------
    >>> reports = Hop(0, "reports", "unnamed origin", False, "unknown")
    >>> voice([reports, Hop(1, "The mayor", "official", True, "party")], "Daily")
    'The mayor'
    >>> voice([], "Daily")
    'Daily'
    """
    return next((hop.speaker for hop in hops if hop.named), publisher)


@cached
def chains(package: Package) -> dict[str, list[Hop]]:
    """Return the way to us of every figure that has one recorded, origin first."""
    found: dict[str, list[Hop]] = {}
    names = ("figure_id", "hop", "speaker", "role", "named", "interest")
    there = "attributions" in package.tables
    columns = [package.column("attributions", name) for name in names] if there else []
    for figure, number, speaker, role, named, interest in zip(*columns, strict=True):
        hop = Hop(int(number or 0), str(speaker), str(role), named == "yes", str(interest))
        found.setdefault(str(figure), []).append(hop)
    for hops in found.values():
        hops.sort(key=attrgetter("number"))
    return found


def is_heard(package: Package, row: Mapping[str, Any]) -> bool:
    """Whether whoever gave a figure had it from a source that is not named."""
    way = chains(package).get(row["figure_id"], [])
    return bool(way) and not way[0].named


def denied(package: Package, denial: Mapping[str, Any]) -> str:
    """Say what one did who denies a figure: who is named as its source has disavowed it.

    Examples
    --------
    >>> from headcount.figures import package
    >>> data = package.read()
    >>> ids = "prk-soldiers-plan-denied-hur-2025-07-13", "prk-volunteers-denied-putin-2023-09-15"
    >>> [denied(data, record_of(data, one)) for one in ids]
    ['disavowed', 'denied']
    """
    speakers = voices(package)
    is_own = speakers.get(denial.get("answers") or "") == speakers[denial["figure_id"]]
    return "disavowed" if is_own and not is_heard(package, denial) else "denied"


@cached
def voices(package: Package) -> dict[str, str]:
    """Return whose word each figure is; see `voice`.

    Examples
    --------
    >>> from headcount.figures import package
    >>> voices(package.read())["prk-volunteers-100k-business-insider-2022"]
    'Igor Korotchenko'
    """
    known, ways = sources(package), chains(package)
    return {
        row["figure_id"]: voice(
            ways.get(row["figure_id"], []), known[row["source_id"]]["publisher"]
        )
        for row in records(package)
    }


@cached
def sources(package: Package) -> dict[str, Source]:
    """Return the package's sources by `source_id`; empty cells are ``""``."""
    return {
        str(row["source_id"]): {name: str(cell or "") for name, cell in row.items()}
        for row in package.tables["sources"]
    }


def title(source: Source) -> str:
    """Name a source as it is printed: by its short title, and where it was read if not itself.

    Examples
    --------
    >>> from headcount.figures import package
    >>> title(sources(package.read())["iiss-mb-2022"])
    'IISS Military Balance 2022, via CNN'
    >>> title(sources(package.read())["cia-factbook-2022"])
    'CIA World Factbook, 2022 edition'
    """
    name, where = source["short_title"], source.get("read_in", "")
    return name if where in name else f"{name}, via {where}"


def unnumbered(source: Source) -> str:
    """Return the short title of a source without the number that only tells it from others.

    Pages of one publisher that have no title are "Herald", "Herald (2)" and so on in lists; no
    sentence and no source line has that number.

    Examples
    --------
    >>> unnumbered({"publisher": "Herald", "short_title": "Herald (2)"})
    'Herald'
    """
    bare = _NUMBER.sub("", source["short_title"])
    return bare if bare == source["publisher"] else source["short_title"]


def source_line(package: Package, source_ids: Iterable[str]) -> str:
    """Name each source once, in the order given, with the one it is known to repeat.

    A source that was read only where another quotes it is named with that other: ``via``.

    A reliance that is only inferred is a matter for a note, not for the line: it is not named.
    A publisher of whom there are more than `EDITIONS` sources is named once for all of them.

    Raises
    ------
    ValueError
        When there is no source: nothing may be shown without one.

    Examples
    --------
    >>> from headcount.figures import package
    >>> source_line(package.read(), ["wb-ms-mil-totl-p1"])
    'Source: World Bank armed forces data, after IISS Military Balance'
    """
    known = sources(package)
    of_publisher: dict[str, list[Source]] = {}
    for source_id in dict.fromkeys(source_ids):
        of_publisher.setdefault(known[source_id]["publisher"], []).append(known[source_id])
    names = []
    for publisher, those in of_publisher.items():
        if len(those) > EDITIONS:
            names.append(f"{publisher} ({_editions(those)}){_after(known, those)}")
        else:
            untitled = [source for source in those if unnumbered(source) == publisher]
            if len(untitled) > 1:
                names.append(f"{publisher} ({_editions(untitled)}){_after(known, untitled)}")
                those = [source for source in those if source not in untitled]
            bare = ({**source, "short_title": unnumbered(source)} for source in those)
            names += [title(source) + _after(known, [source]) for source in bare]
    if not names:
        raise ValueError("a chart without a source cannot be shown")
    return f"Source{'s' if len(names) > 1 else ''}: {BETWEEN.join(names)}"


def few(line: str, most: int) -> str:
    """Name some of the sources of a source line, and count the others.

    Examples
    --------
    >>> few("Sources: A; B; C", 3), few("Sources: A; B; C; D", 3)
    ('Sources: A; B; C', 'Sources: A; B and two more')
    """
    sources = line.split(BETWEEN)
    if len(sources) <= most:
        return line
    rest = cardinal(len(sources) - most + 1)
    return f"{BETWEEN.join(sources[: most - 1])} and {rest} more"


def _editions(those: list[Source]) -> str:
    """Say how many sources of one publisher there are, and of which years."""
    dates = [parse(source["published"]) for source in those if source["published"]]
    years = sorted(year for date in dates for year in (date.earliest.year, date.latest.year))
    text = f"{len(those)} publications"
    if not years:
        return text
    return f"{text}, {years[0]}" + (f" to {years[-1]}" if years[-1] > years[0] else "")


def _after(known: dict[str, Source], those: list[Source]) -> str:
    """Say which sources these are known to repeat."""
    stated = [source["relies_on"] for source in those if source["reliance"] == "stated"]
    origins = list(dict.fromkeys(known[one]["short_title"] for one in stated if one in known))
    return f", after {listed(origins)}" if origins else ""


def citation(source: Source, *, short: bool = False) -> str:
    """Cite a source, its producer first; the short form is producer and date.

    Examples
    --------
    >>> from headcount.figures import package
    >>> citation(sources(package.read())["cia-factbook-2022-08-04"], short=True)
    'US Central Intelligence Agency, Aug. 4, 2022'
    >>> citation(sources(package.read())["cia-factbook-2022-08-04"])  # doctest: +ELLIPSIS
    'US Central Intelligence Agency. The World Factbook... Aug. 4, 2022. https://...'
    """
    when = words(source["published"]) if source["published"] else "undated"
    if short:
        return f"{source['publisher']}, {when}"
    parts = (source["author"], source["publisher"], source["title"], capital(when))
    text = " ".join(f"{part.rstrip('.')}." for part in parts if part)
    return f"{text} {source['url']}".strip()


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent origin, and what rests on it.

    Parameters
    ----------
    name
        The publisher or speaker that the figures go back to.
    figures
        The `figure_id` of each, in the order they came.
    publishers
        Whose sources print them, each once.
    inferred
        The publishers of which it is only inferred that they rest on this origin.
    """

    name: str
    figures: tuple[str, ...]
    publishers: tuple[str, ...]
    inferred: tuple[str, ...]

    @property
    def is_shared(self) -> bool:
        """Whether sources that look independent of each other rest on it."""
        return len(self.publishers) > 1


class Origins(dict[str, str]):
    """Whom a figure goes back to, by its id: found when it is first asked for.

    That is its first named speaker, or what its source rests on.

    Examples
    --------
    >>> from headcount.figures import package
    >>> Origins(package.read())["prk-total-wb-2018"]
    'International Institute for Strategic Studies'
    """

    def __init__(self, package: Package) -> None:
        super().__init__()
        self._known, self._ways, self._package = sources(package), chains(package), package

    def __missing__(self, figure: str) -> str:
        source = self._known[record_of(self._package, figure)["source_id"]]
        self[figure] = _origin(self._known, source, self._ways.get(figure, []))[0]
        return self[figure]


def origins(package: Package, rows: Iterable[Mapping[str, Any]]) -> list[Origin]:
    """Gather figures by the origin they go back to, in the order they came.

    Parameters
    ----------
    package
        The data.
    rows
        Figures, with `figure_id` and `source_id`.

    Examples
    --------
    >>> from headcount.figures import table as figures, package
    >>> data = package.read()
    >>> rows = figures.select(figures.figures(data), figure_id=["prk-total-wb-2018",
    ...                       "prk-active-iiss-mb-2021", "prk-active-cia-factbook-2022"])
    >>> [(origin.name, len(origin.publishers)) for origin in origins(data, rows.to_dict("records"))]
    [('International Institute for Strategic Studies', 2), ('US Central Intelligence Agency', 1)]
    """
    known, ways = sources(package), chains(package)
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for row in rows:
        source = known[row["source_id"]]
        name, inferred = _origin(known, source, ways.get(row["figure_id"], []))
        found.setdefault(name, []).append((row["figure_id"], source["publisher"], inferred))
    return [
        Origin(
            name,
            tuple(figure for figure, _, _ in behind),
            tuple(dict.fromkeys(publisher for _, publisher, _ in behind)),
            tuple(dict.fromkeys(publisher for _, publisher, inferred in behind if inferred)),
        )
        for name, behind in found.items()
    ]


def origin_words(found: Sequence[Origin]) -> str:
    """Say to how many origins how many publishers trace.

    Examples
    --------
    >>> origin_words([Origin("Census", ("a", "b"), ("Daily", "Weekly"), ("Weekly",))])
    'two publishers trace to one origin: Daily and Weekly to Census (inferred for Weekly)'
    """
    publishers = {name for origin in found for name in origin.publishers}
    trace = "traces" if len(publishers) == 1 else "trace"
    text = f"{count_of(len(publishers), 'publisher')} {trace} to {count_of(len(found), 'origin')}"
    shared = "; ".join(
        f"{listed(origin.publishers)} to {origin.name}"
        + (f" (inferred for {listed(origin.inferred)})" if origin.inferred else "")
        for origin in found
        if origin.is_shared
    )
    return f"{text}: {shared}" if shared else text


def _origin(known: Mapping[str, Source], source: Source, hops: list[Hop]) -> tuple[str, bool]:
    """Return whom a figure goes back to, and whether that is only inferred."""
    speaker = voice(hops, source["publisher"])
    if speaker != source["publisher"]:
        return speaker, False
    inferred = False
    while source["relies_on"]:
        inferred = inferred or source["reliance"] == "inferred"
        source = known[source["relies_on"]]
    return source["publisher"], inferred
