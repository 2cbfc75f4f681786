"""The receipt: what a chart was made of, for a machine to hold against the data later.

It holds no time and no path, so that it changes only when what it speaks of changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib import metadata
from typing import Any

from headcount.charts.chart import Chart
from headcount.charts.contents import digest
from headcount.figures.cached import cached
from headcount.figures.package import Package

FORMAT = 2


def receipt(chart: Chart, files: Mapping[str, bytes] | None = None) -> dict[str, Any]:
    """Say what a chart was made of.

    Parameters
    ----------
    chart
        The chart.
    files
        The files that were made from it, by name; None for the receipt that such a file carries
        inside itself, which cannot vouch for the file.

    Returns
    -------
    dict
        ``record`` (the short id that the picture prints), all of `Chart.contents`, ``data``
        (name, version and hash of the data, and of each table), ``versions``, the SHA-256 of each
        of the ``files``, and ``check``, the SHA-256 of the receipt itself.
    """
    made: dict[str, Any] = {
        "receipt": FORMAT,
        "record": chart.record,
        **chart.contents,
        "data": data(chart.package),
        "versions": {"headcount": _version("headcount")},
    }
    if files is not None:
        hashes = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
        made["files"] = hashes
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


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:  # used from a folder, not installed
        return "unknown"
