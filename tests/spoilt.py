"""The bundle's data with its words made as hard to set as words can be.

Charts of it are made through the same door as any other. What a chart is chosen by (codes,
parties, categories) stays as it is; names, titles, speakers and caveats do not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from headcount.figures.package import Package, read

HOSTILE = '<script>alert("1")</script> <b>R&D</b> $x^2$ =HYPERLINK("http://127.0.0.1")'
LONG = (
    "A caveat of three hundred characters, which goes on about what was counted and by whom, and "
    "about what was left out of the count, by whom it was left out, for how long and why, until "
    "nobody who reads it at the foot of a chart can still remember how it began or what it was "
    "that it wanted to say of it."
)
NAME = "The United Kingdom of Great Britain and Northern Ireland, all"

# The columns of names and titles, by table.
NAMES = {
    "countries": ("name", "in_text"),
    "names": ("in_text", "short"),
    "sources": ("publisher", "short_title"),
    "attributions": ("speaker", "role"),
}


def renamed(name: Callable[[str, int], str]) -> Callable[[Package], Package]:
    """Give every name and title another one, made from it and from its place in its table."""

    def spoil(package: Package) -> Package:
        tables = dict(package.tables)
        for table, columns in NAMES.items():
            tables[table] = [
                row | {column: name(str(row[column]), at) for column in columns if row[column]}
                for at, row in enumerate(tables[table])
            ]
        return replace(package, tables=tables)

    return spoil


def noted(package: Package) -> Package:
    """Let every figure bear two caveats of 300 characters, one of them its own alone."""
    caveats: list[dict[str, Any]] = [{"caveat_id": "every", "short": LONG, "long": LONG}]
    targets: list[dict[str, Any]] = []
    for table in package.figure_tables:
        targets.append({"caveat_id": "every", "applies_to": "table", "target": table})
        for at, row in enumerate(package.tables[table]):
            name = f"{table}-{at % 9}"
            if at < 9:
                caveats.append({"caveat_id": name, "short": f"{name}: {LONG}", "long": LONG})
            target = {"applies_to": "figure", "target": row["figure_id"]}
            targets.append({"caveat_id": name} | target)
    tables = {**package.tables, "caveats": caveats, "caveat_targets": targets}
    return replace(package, tables=tables)


SPOILS: dict[str, Callable[[Package], Package]] = {
    "as it is": lambda package: package,
    "short names": renamed(lambda name, at: name[:2]),
    "names of 60 characters": renamed(lambda name, at: f"{NAME} {at}"[-60:]),
    "names without spaces": renamed(lambda name, at: f"{'W' * 57}{at:03}"),
    "Korean and Cyrillic": renamed(
        lambda name, at: ("조선민주주의인민공화국", "Российская Федерация")[at % 2] + f" {at}"
    ),
    "markup": renamed(lambda name, at: f"{HOSTILE} {at}"),
    "every row noted": noted,
}


@cache
def spoilt(spoil: str) -> Package:
    """Return the bundle's data so spoilt: one package for all, whose rows are looked up once."""
    return SPOILS[spoil](read())
