"""The receipt: what a graphic was made of, for a machine to hold against the data later.

It holds no time and no path, so that it changes only when what it speaks of changes.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from importlib import metadata
from typing import Any

from helpers.drawing.plotlyjs import plotlyjs_version
from helpers.export.table import figures_used
from helpers.graphic import Graphic
from helpers.package import Package

FORMAT = 1
_STATED = ("low", "value", "high", "qualifier", "unit", "status", "as_of", "source_id")


def receipt(graphic: Graphic, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Say what a graphic was made of.

    Parameters
    ----------
    graphic
        The graphic.
    files
        The files that were made from it, by name.

    Returns
    -------
    dict
        ``data`` (name, version and hash of the data, and of each table), ``figures`` (each with
        the numbers used and whether it was drawn or divided by), ``sources``, ``notes`` (the
        caveat or the rule, its number, its figures), ``choice`` (what makes the graphic again),
        the words, ``versions``, and the SHA-256 of each file.
    """
    used = figures_used(graphic)
    return {
        "receipt": FORMAT,
        "chart": graphic.name,
        "form": graphic.form,
        "choice": dict(graphic.choice),
        "headline": graphic.headline,
        "alt": graphic.alt,
        "source_line": graphic.source_line,
        "credit": graphic.credit,
        "data": data(graphic.package),
        "figures": [_figure(row) for row in used],
        "sources": list(dict.fromkeys(row["source_id"] for row in used)),
        "notes": [
            {"rule": note.rule, "number": note.number, "figures": list(note.figures)}
            for note in graphic.notes
        ],
        "versions": {
            "headcount": _version("headcount"),
            "plotly": _version("plotly"),
            "plotly.js": plotlyjs_version(),
        },
        "files": {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)},
    }


def data(package: Package) -> dict[str, Any]:
    """Name a package, its version, and the hash of what was read from it.

    The hash is of the content (descriptor and typed cells), not of the bytes on disk: it speaks of
    the figures that were really used, also when a file was edited after it was read, and a git
    that rewrites line ends does not change it.
    """
    tables = {name: _hash(rows) for name, rows in sorted(package.tables.items())}
    return {
        "name": package.descriptor.get("name", package.path.name),
        "version": package.descriptor.get("version", ""),
        "sha256": _hash({"descriptor": package.descriptor, "tables": tables}),
        "tables": tables,
    }


def as_json(content: Mapping[str, Any]) -> str:
    """Write a receipt as JSON that reads well and is the same each time."""
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _figure(row: Mapping[str, Any]) -> dict[str, Any]:
    stated = {name: _plain(row[name]) for name in _STATED}
    return {"figure_id": row["figure_id"], "table": row["table"], "use": row["use"], **stated}


def _plain(cell: Any) -> Any:
    if isinstance(cell, float):
        return None if math.isnan(cell) else int(cell) if cell.is_integer() else cell
    return cell


def _hash(content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:  # used from a folder, not installed
        return "unknown"
