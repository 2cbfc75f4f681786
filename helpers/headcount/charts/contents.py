"""What a chart is made of, as plain data, and the short id that stands for it.

The id is printed in the credit line of every picture, for the day when all that a file carried was
stripped from it. It is drawn from the content alone: the figures with the values used, the choice,
the sources, the notes, the words. The same content has the same id, and any other another one.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

from headcount.caveats import Note
from headcount.charts.form import Selection
from headcount.figures import provenance
from headcount.figures.package import Package
from headcount.figures.phrase import alone
from headcount.figures.table import Row

STATED = (
    "low", "value", "high", "qualifier", "unit", "status", "as_of", "reported", "source_id",
    "definition",
)  # fmt: skip
"""The columns of a figure that a correction is owed for when they change."""

# No vowels, so that no id is a word, and one alone of each pair that is misread: 2 and Z, 5 and S …
_LETTERS = "BCFGHJKMPQRTVWXY234579"
_LENGTH = 8
_ID = re.compile(rf"[{_LETTERS}]{{4}}-[{_LETTERS}]{{4}}")


def used(selection: Selection) -> list[dict[str, Any]]:
    """List every figure behind a chart: those drawn, then those they were divided by."""
    uses = (("drawn", selection.records), ("divided by", selection.divisors))
    return [{**row, "use": use} for use, rows in uses for row in rows]


def contents(
    package: Package,
    rows: Sequence[Row],
    notes: Iterable[Note],
    **words: Any,
) -> dict[str, Any]:
    """Say what a chart is made of.

    Parameters
    ----------
    package
        The data.
    rows
        The figures behind it, as `used` lists them.
    notes
        Its caveats.
    **words
        Its name, form, choice and words, as they are to stand.

    Returns
    -------
    dict
        Plain data: `words`, then ``figures`` (each with the values used), ``sources`` (each with
        its citation) and ``notes`` (each whole, with its rule and its figures).
    """
    known = provenance.sources(package)
    cited = dict.fromkeys(row["source_id"] for row in rows)
    return {
        **words,
        "figures": [figure(package, row) | {"use": row["use"]} for row in rows],
        "sources": [source(known[source_id]) for source_id in cited],
        "notes": [
            {name: getattr(note, name) for name in ("rule", "number", "text", "long")}
            | {"figures": list(note.figures)}
            for note in notes
        ],
    }


def figure(package: Package, row: Row) -> dict[str, Any]:
    """Return one figure as it is stated now: its id, its table, what it counts, `STATED`."""
    known = {name: row[name] for name in ("figure_id", "table")} | {"what": alone(package, row)}
    return known | {name: _plain(row[name]) for name in STATED}


def source(row: provenance.Source) -> dict[str, str]:
    """Return one source as it is cited now."""
    return {
        "source_id": row["source_id"],
        "name": provenance.title(row),
        "citation": provenance.citation(row),
    }


def canonical(content: Any) -> bytes:
    """Write plain data as the bytes that are hashed: one way for one content."""
    text = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8", "backslashreplace")


def digest(content: Any) -> str:
    """Return the SHA-256 of plain data."""
    return hashlib.sha256(canonical(content)).hexdigest()


def record_id(content: Any) -> str:
    """Return the short id of a chart's contents.

    Examples
    --------
    >>> record_id({"chart": "a"}) == record_id({"chart": "b"})
    False
    """
    number = int(digest(content), 16)
    letters = "".join(
        _LETTERS[number // len(_LETTERS) ** at % len(_LETTERS)] for at in range(_LENGTH)
    )
    half = _LENGTH // 2
    return f"{letters[:half]}-{letters[half:]}"


def as_record_id(text: str) -> str | None:
    """Read a record id as somebody typed it off a picture; None for what is none.

    Examples
    --------
    >>> as_record_id("bcfg hjkm"), as_record_id("fourth-largest")
    ('BCFG-HJKM', None)
    """
    solid = re.sub(r"[\s-]", "", text).upper()
    written = f"{solid[:4]}-{solid[4:]}"
    return written if _ID.fullmatch(written) else None


def _plain(cell: Any) -> Any:
    if isinstance(cell, float):
        return None if math.isnan(cell) else int(cell) if cell.is_integer() else cell
    return cell
