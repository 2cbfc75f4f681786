"""Where figures come from: their sources, and how to cite them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from headcount.core.wording import listed
from headcount.figures.cached import cached
from headcount.figures.dates import parse, words
from headcount.figures.package import Package
from headcount.figures.table import records

Source = dict[str, str]

BETWEEN = "; "
"""Parts the sources of a source line."""

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
    for row in package.tables.get("attributions", []):
        speaker, role, interest = (str(row[name]) for name in ("speaker", "role", "interest"))
        hop = Hop(int(row["hop"] or 0), speaker, role, row["named"] == "yes", interest)
        found.setdefault(str(row["figure_id"]), []).append(hop)
    return {figure: sorted(hops, key=lambda hop: hop.number) for figure, hops in found.items()}


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


def source_line(package: Package, source_ids: Iterable[str]) -> str:
    """Name each source once, in the order given, with the one it is known to repeat.

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
            names += [source["short_title"] + _after(known, [source]) for source in those]
    if not names:
        raise ValueError("a chart without a source cannot be shown")
    return f"Source{'s' if len(names) > 1 else ''}: {BETWEEN.join(names)}"


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
    parts = [
        source["author"],
        source["publisher"],
        source["title"],
        when,
    ]
    text = " ".join(f"{part.rstrip('.')}." for part in parts if part)
    return f"{text} {source['url']}".strip()
