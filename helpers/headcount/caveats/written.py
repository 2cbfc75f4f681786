"""The caveats that the data's curators wrote."""

from __future__ import annotations

from collections.abc import Iterable

from headcount.caveats.note import Note
from headcount.figures.package import Package
from headcount.figures.table import Row

REACHES = ("figure", "source", "category", "table")
"""What a caveat may apply to."""


def written(package: Package, rows: Iterable[Row]) -> list[Note]:
    """Return the caveats written in the data that apply to `rows`, not yet numbered.

    A caveat applies to a figure, a source, a category (``table.category``) or a table, as
    `caveat_targets` says; it is here once, with the rows in view that it touches.
    """
    within = _reach(rows)
    touched: dict[str, list[str]] = {}
    for row in package.tables.get("caveat_targets", []):
        if row["applies_to"] not in REACHES:
            raise ValueError(f"a caveat cannot apply to a {row['applies_to']!r}")
        hit = within.get((str(row["applies_to"]), str(row["target"])), [])
        touched.setdefault(str(row["caveat_id"]), []).extend(hit)
    caveats = {str(row["caveat_id"]): row for row in package.tables.get("caveats", [])}
    return [
        Note(
            number=None,
            text=str(caveats[caveat_id]["short"]),
            long=str(caveats[caveat_id]["long"]),
            figures=tuple(dict.fromkeys(figure_ids)),
            rule=caveat_id,
        )
        for caveat_id, figure_ids in touched.items()
        if figure_ids
    ]


def _reach(rows: Iterable[Row]) -> dict[tuple[str, str], list[str]]:
    """Return, for each thing that a caveat may apply to, the rows it would touch."""
    within: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        table = row["table"]
        names = (row["figure_id"], row["source_id"], f"{table}.{row['category']}", table)
        for target in zip(REACHES, names, strict=True):
            within.setdefault(target, []).append(row["figure_id"])
    return within
