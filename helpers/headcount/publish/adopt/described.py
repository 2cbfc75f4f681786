"""What lies beside a table, or above it, and says what it is: titles, units, who published it.

Three such descriptions are known: a Data Package (``datapackage.json``), the ``.metadata.json``
that Our World in Data hands out with a CSV, and the lines on top of a table of the World Bank.
Nothing is fetched: a description that names an address has its table read from disk or not at all.

Who publishes at a web address is as a reporter says it, as is well known, or not known yet:
`publishers.csv` has hosts that belong to one publisher alone, and none at which anybody publishes,
such as a social network's.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from headcount.core.errors import UnknownWord, WrongChoice
from headcount.core.files import UnreadFile, read_plain
from headcount.figures.package.cells import is_address
from headcount.figures.package.problem import shown

PACKAGE = "datapackage.json"
_MOST = 4_000_000  # bytes of a description
_PROCESSED = re.compile(r"(.+?) [–-] (?:processed|with (?:minor|major) processing) by (.+)")


@dataclass(frozen=True)
class ColumnFacts:
    """What is said of a column, or of the whole table.

    Parameters
    ----------
    title
        What it is called; empty where only its head says so.
    type
        What its cells are, in the words of a Table Schema; empty where nobody says it.
    unit
        The unit of its numbers.
    says
        What it counts, as a sentence.
    publisher, link, reported
        Who published it, where, and on which day.
    origin
        Whose numbers they are, where the publisher took them from others.
    """

    title: str = ""
    type: str = ""
    unit: str = ""
    says: str = ""
    publisher: str = ""
    link: str = ""
    reported: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Resource:
    """A table of a Data Package: its file, how that is written, and what is said of it."""

    path: Path
    delimiter: str | None
    decimal: str | None
    encoding: str
    missing: frozenset[str]
    facts: Mapping[str, ColumnFacts]


def read_resource(file: Path, name: str | None) -> Resource:
    """Return the table that a Data Package describes.

    Parameters
    ----------
    file
        A ``datapackage.json``, or the folder that it is in.
    name
        Which of its tables; the only one where it is not said.

    Raises
    ------
    WrongChoice
        When it is no Data Package, has several tables, or names no file beside it.
    UnknownWord
        When it has no such table.
    """
    file = file / PACKAGE if file.is_dir() else file
    described = _json(file)
    resources = [_dict(one) for one in _list(described.get("resources"))]
    tables = {str(one.get("name")): one for one in resources if _is_table(one)}
    if not tables:
        raise WrongChoice(f"{file.name} describes no table that is a file")
    if name is not None and name not in tables:
        raise UnknownWord(f"{file.name} has no table {shown(name)}", name, tables)
    if name is None and len(tables) > 1:
        raise WrongChoice(f"{file.name} has several tables: {', '.join(tables)}; name one of them")
    one = tables[name] if name is not None else next(iter(tables.values()))
    schema, dialect = _dict(one.get("schema")), _dict(one.get("dialect"))
    fields = [_dict(field) for field in _list(schema.get("fields"))]
    decimals = {str(field["decimalChar"]) for field in fields if field.get("decimalChar")}
    source = next((_dict(it) for of in (one, described) for it in _list(of.get("sources"))), {})
    whole = ColumnFacts(
        title=_text(one, "title"),
        says=_text(one, "description"),
        publisher=_text(source, "title"),
        link=_link(_text(source, "path")),
        reported=_text(described, "created")[:10],
    )
    return Resource(
        path=_beside(file, str(one["path"])),
        delimiter=_one_of(dialect.get("delimiter"), ",;|:\t "),
        decimal=_one_of(decimals.pop(), ".,") if len(decimals) == 1 else None,
        encoding=str(one.get("encoding") or "utf-8"),
        missing=frozenset(map(str, _list(schema.get("missingValues")))),
        facts={"": whole} | {_text(field, "name"): _column(field) for field in fields},
    )


def _column(field: Mapping[str, Any]) -> ColumnFacts:
    named = {"title": "title", "type": "type", "unit": "unit", "says": "description"}
    return ColumnFacts(**{fact: _text(field, key) for fact, key in named.items()})


def beside(table: Path) -> dict[str, ColumnFacts]:
    """Return what the metadata of Our World in Data beside a CSV says of its columns."""
    file = table.with_name(f"{table.stem}.metadata.json")
    if not file.is_file():
        return {}
    described = _json(file)
    link = _link(_text(_dict(described.get("chart")), "originalChartUrl").partition("?")[0])
    return {
        str(name): ColumnFacts(
            title=_text(_dict(said), "titleShort"),
            unit=_text(_dict(said), "shortUnit") or _text(_dict(said), "unit"),
            says=_text(_dict(said), "descriptionShort"),
            **_cited(_text(_dict(said), "citationShort")),
            link=link,
            reported=_text(_dict(said), "lastUpdated")[:10],
        )
        for name, said in _dict(described.get("columns")).items()
    }


def _cited(citation: str) -> dict[str, str]:
    """Part a citation into who publishes the numbers, and whose they are: both are printed."""
    found = _PROCESSED.fullmatch(citation)
    return {"publisher": found[2], "origin": found[1]} if found else {"publisher": citation}


def above(lines: Iterable[tuple[str, ...]]) -> dict[str, ColumnFacts]:
    """Return what the lines on top of a table say: who published it, and when it was made."""
    said = {cells[0].casefold().rstrip(":"): cells[1] for cells in lines if len(cells) == 2}
    publisher = said.get("data source") or said.get("source") or said.get("publisher") or ""
    reported = said.get("last updated date") or said.get("last updated") or ""
    return (
        {"": ColumnFacts(publisher=publisher, reported=reported)} if publisher or reported else {}
    )


def _json(file: Path) -> dict[str, Any]:
    try:
        return _dict(json.loads(read_plain(file, _MOST).decode("utf-8-sig")))
    except UnreadFile as error:
        raise WrongChoice(f"{shown(file.name)} {error}") from None
    except (ValueError, RecursionError) as error:
        raise WrongChoice(f"{shown(file.name)} is not JSON that can be read: {error}") from None


def _is_table(resource: Mapping[str, Any]) -> bool:
    path = resource.get("path")
    return isinstance(path, str) and path.lower().endswith((".csv", ".tsv", ".txt"))


def _beside(file: Path, path: str) -> Path:
    """Return a file in the folder of a description; refuse every other place."""
    inside = PurePosixPath(path)
    out = (
        "://" in path
        or "\0" in path
        or inside.is_absolute()
        or ".." in inside.parts
        or "\\" in path
    )
    if out or not (file.parent / inside).resolve().is_relative_to(file.parent.resolve()):
        raise WrongChoice(
            f"{file.name} names {shown(path)}: put the table next to it. Nothing else is read."
        )
    return file.parent / inside


def _one_of(given: Any, marks: str) -> str | None:
    return given if isinstance(given, str) and len(given) == 1 and given in marks else None


def _dict(given: Any) -> dict[str, Any]:
    return given if isinstance(given, dict) else {}


def _list(given: Any) -> list[Any]:
    return given if isinstance(given, list) else []


def _text(of: Mapping[str, Any], key: str) -> str:
    given = of.get(key)
    return " ".join(given.split()) if isinstance(given, str) else ""


def _link(given: str) -> str:
    return given if given.startswith(("https://", "http://")) else ""


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
