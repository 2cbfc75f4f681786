"""Who publishes at a web address: as a reporter says it, as is well known, or not known yet.

`publishers.csv` has hosts that belong to one publisher alone, and none at which anybody publishes,
such as a social network's.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from headcount.figures.package.cells import is_address


@dataclass(frozen=True)
class Publisher:
    """Who publishes at an address.

    Parameters
    ----------
    name
        The name as a source line has it; the host where nobody has said a name.
    in_text
        The name as running text has it: with its article, or as a website.
    short
        The name as a headline has it.
    is_named
        Whether it is a name, and not a host.
    """

    name: str
    in_text: str
    short: str
    is_named: bool = True


def host_of(link: str) -> str:
    """Return the host of a web address; empty where it is none.

    Examples
    --------
    >>> host_of("https://www.bbc.co.uk/news/1"), host_of("see the memo")
    ('bbc.co.uk', '')
    """
    address = link if is_address(link) else ""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def publisher_at(host: str, said: Mapping[str, str]) -> Publisher:
    """Return who publishes at a host.

    Parameters
    ----------
    host
        As `host_of` returns it.
    said
        Names by host, as a reporter says them: "Herald", or "the Herald" where running text needs
        the article. They hold for a host that ends in one of them, too.

    Examples
    --------
    >>> publisher_at("news.bbc.co.uk", {}).in_text, publisher_at("a.example", {}).in_text
    ('the BBC', 'the website a.example')
    >>> publisher_at("a.example", {"a.example": "the Herald"}).name
    'Herald'
    """
    above = [host[at:] for at in _starts(host)]
    name = next((said[one].strip() for one in above if said.get(one, "").strip()), "")
    if name:
        bare = name.removeprefix("the ")
        return Publisher(bare, name, bare)
    known = next((_known()[one] for one in above if one in _known()), None)
    return known or Publisher(host, f"the website {host}", f"website {host}", is_named=False)


def unnamed(links: Iterable[tuple[str, str]], said: Mapping[str, str]) -> list[str]:
    """Return the hosts of which nobody has said who publishes there, each once.

    Parameters
    ----------
    links
        Publisher and address of each row.
    said
        As for `publisher_at`.
    """
    hosts = dict.fromkeys(host_of(link) for name, link in links if link and not name)
    return [host for host in hosts if host and not publisher_at(host, said).is_named]


def _starts(host: str) -> list[int]:
    return [0, *(at + 1 for at, char in enumerate(host) if char == ".")]


@cache
def _known() -> dict[str, Publisher]:
    with Path(__file__).with_name("publishers.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["host"]: Publisher(
                row["publisher"], row["in_text"] or row["publisher"], row["publisher"]
            )
            for row in csv.DictReader(file)
        }
