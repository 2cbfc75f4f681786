"""How many independent origins stand behind how many sources.

A figure goes back to the first speaker in its chain who is named; where no chain is recorded, to
the source that its own source relies on in the end. Editions of one publisher are one origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from headcount.core.wording import count_of, listed
from headcount.figures.package import Package
from headcount.figures.provenance import Hop, Source, chains, sources, voice


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


def words(found: list[Origin]) -> str:
    """Say how many origins stand behind how many sources.

    Examples
    --------
    >>> words([Origin("Census", ("a", "b"), ("Daily", "Weekly"), ("Weekly",))])
    'one origin behind two publishers: Daily and Weekly go back to Census (inferred for Weekly)'
    """
    publishers = {name for origin in found for name in origin.publishers}
    text = f"{count_of(len(found), 'origin')} behind {count_of(len(publishers), 'publisher')}"
    shared = "; ".join(
        f"{listed(origin.publishers)} go back to {origin.name}"
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
