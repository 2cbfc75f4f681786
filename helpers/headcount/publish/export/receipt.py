"""The receipt: what a chart was made of, for a machine to compare with the data later.

It holds no time and no path, so that it changes only when what it speaks of changes. Each file of a
chart carries it, beside the fields that newsroom systems show. And since a kit is replaced by the
next one, while a printed record id stays printed, each receipt is kept by its id in the ledger, a
hidden folder beside the kits, where `headcount read` finds what an old picture was made of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from headcount.caveats.note import Note
from headcount.charts.chart import Chart
from headcount.charts.contents import digest, used
from headcount.core.files import read_plain, write_whole
from headcount.figures import provenance
from headcount.figures.package import Package, cached
from headcount.publish.export.words import caveats, in_full, long_description, maker, package_title
from headcount.publish.metadata import html
from headcount.publish.metadata.payload import MOST_PAYLOAD, Fields, Payload
from headcount.render import house

FORMAT = 2

LEDGER = ".records"


def receipt(
    chart: Chart, files: Mapping[str, bytes] | None = None, others: Sequence[Chart] = ()
) -> dict[str, Any]:
    """Say what a chart was made of.

    Parameters
    ----------
    chart
        The chart.
    files
        The files that were made from it, by name; None for the receipt that such a file carries
        inside itself, which cannot vouch for the file.
    others
        The other states of its switch.

    Returns
    -------
    dict
        ``record`` (the short id that the picture prints), all of `Chart.contents`, ``data``
        (name, version and hash of the data, and of each table), ``versions``, the SHA-256 of each
        of the ``files``, ``states`` (record and contents of each of the others), and ``check``,
        the SHA-256 of the receipt itself.
    """
    made: dict[str, Any] = {
        "receipt": FORMAT,
        "record": chart.record,
        **chart.contents,
        "data": data(chart.package),
        "versions": versions(chart.package),
    }
    if files is not None:
        hashes = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
        made["files"] = hashes
    if others:
        made["states"] = [{"record": one.record, **one.contents} for one in others]
    return made | {"check": digest(made)}


@cached
def data(package: Package) -> dict[str, Any]:
    """Name a package, its version, and the hash of what was read from it.

    The hash is of the content (descriptor and typed cells), not of the bytes on disk: it speaks of
    the figures that were really used, also when a file was edited after it was read, and a git
    that rewrites line ends does not change it.
    """
    tables = {name: digest(rows) for name, rows in sorted(package.tables.items())}
    return {
        "name": package.descriptor.get("name", package.path.name),
        "version": package.descriptor.get("version", ""),
        "sha256": digest({"descriptor": package.descriptor, "tables": tables}),
        "tables": tables,
    }


def as_json(content: Mapping[str, Any]) -> str:
    """Write a receipt as JSON that reads well and is the same each time."""
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def in_one_line(content: Mapping[str, Any]) -> str:
    """Write a receipt as JSON in ASCII, which no program that rewrites a file mistakes."""
    return json.dumps(content, separators=(",", ":"), allow_nan=False)


@cached
def versions(package: Package) -> dict[str, str]:
    """Name what a chart is made with: whoever has another cannot make the same again."""
    try:
        made_with = {"headcount": metadata.version("headcount")}
    except metadata.PackageNotFoundError:  # used from a folder, not installed
        made_with = {"headcount": "unknown"}
    if house.of(package) is not house.HOUSE:
        written = read_plain(package.path / house.FILE, MOST_PAYLOAD)
        made_with["house"] = hashlib.sha256(written).hexdigest()
    return made_with


def payload(chart: Chart) -> Payload:
    """Return what a picture or a PDF of the chart carries."""
    made = receipt(chart)
    return Payload(fields_of(made, long_description(chart)), in_one_line(made))


def fields_of(receipt: Mapping[str, Any], extended: str = "") -> Fields:
    """Return the words that newsroom systems show, as a receipt gives them.

    Parameters
    ----------
    receipt
        As `receipt` returns it.
    extended
        The long description, which no receipt has.
    """
    notes = [Note(**{**one, "figures": tuple(one["figures"])}) for one in receipt["notes"]]
    return Fields(
        title=receipt["chart"],
        headline=receipt["headline"],
        description=f"{receipt['sentence']} {receipt['source_line']}.",
        alt=receipt["alt"],
        extended=extended,
        author=receipt["credit"].rpartition(": ")[2],
        credit=f"{receipt['credit']} · Record {receipt['record']}".removeprefix(" · "),
        source=receipt["source_line"].partition(": ")[2],
        instructions=in_full(notes),
        identifier=receipt["record"],
    )


def in_page(page: str, chart: Chart, others: Sequence[Chart] = ()) -> str:
    """Put into a page what it carries of the chart and its other states: JSON-LD and receipt."""
    carried = in_one_line(receipt(chart, others=others))
    return html.put(page, data=json_ld(chart, others), receipt=carried)


def json_ld(chart: Chart, others: Sequence[Chart] = ()) -> dict[str, Any]:
    """Describe the plotted rows as a `Dataset` of schema.org, for search engines and libraries.

    The other states of a switch are its parts.
    """
    about = chart.package.descriptor
    licences = [one["path"] for one in about.get("licenses", []) if one.get("path")]
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        **_dataset(chart),
        "creator": {"@type": "Organization", "name": maker(chart)},
        "creditText": chart.credit_line,
        "includedInDataCatalog": {"@type": "DataCatalog", "name": package_title(chart)},
        "variableMeasured": list(dict.fromkeys(row["unit"] for row in used(chart.selection))),
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": f"{chart.name}-data.csv",
        },
    }
    parts = {"hasPart": [_dataset(one) for one in others]} if others else {}
    return made | parts | ({"license": licences[0]} if licences else {})


def _dataset(chart: Chart) -> dict[str, Any]:
    known = provenance.sources(chart.package)
    return {
        "@type": "Dataset",
        "name": chart.headline,
        "description": f"{chart.sentence} {caveats(chart)}".strip(),
        "identifier": chart.record,
        "isBasedOn": [_work(known[one["source_id"]]) for one in chart.contents["sources"]],
    }


def _work(source: provenance.Source) -> dict[str, Any]:
    work = {
        "@type": "CreativeWork",
        "name": source["title"],
        "publisher": {"@type": "Organization", "name": source["publisher"]},
        "datePublished": source["published"],
        "url": source["url"] if urlsplit(source["url"]).scheme in ("http", "https") else "",
    }
    return {name: value for name, value in work.items() if value}


def keep(out: Path, record: str, receipt: str) -> None:
    """Keep a receipt beside the kits in `out`; the same one again changes nothing.

    Raises
    ------
    OSError
        When the disk refuses.
    """
    target = kept(out, record)
    content = receipt.encode("utf-8")
    if target.is_file() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, content)


def kept(out: Path, record: str) -> Path:
    """Return where the receipt of a record is kept."""
    return out / LEDGER / f"{record}.json"
