"""The rule `disputed`: another publisher's figure for the same thing lies outside the bounds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pandas as pd

from helpers.caveats.note import Note
from helpers.dates import parse
from helpers.package import Package
from helpers.provenance import sources
from helpers.quantity import Quantity, spoken

# Two counts of one force may differ because it grew: only those within a year of each other are
# held to be of the same thing.
NEAR = timedelta(days=366)


def disputed(
    package: Package, figures: pd.DataFrame, row: Mapping[str, Any], name: str
) -> Note | None:
    """Return a note when other publishers disagree with a figure, and say by how much.

    Parameters
    ----------
    package
        The data.
    figures
        Every figure of the package.
    row
        The figure in view.
    name
        What the note calls its subject.

    Returns
    -------
    Note or None
        `None` when each other figure for the same country, category, unit and time, from another
        publisher, overlaps this one's bounds. A figure that differs only by how it was rounded
        overlaps. `None` too for a category whose meaning varies by source, and for what has no
        country and category: the dead of two months are no rival counts.
    """
    if not row["country"] or not row["category"] or _varies(package, row):
        return None
    mine = Quantity.of(row)
    known = sources(package)
    publisher = known[row["source_id"]]["publisher"]
    rivals = []
    for other in figures[
        (figures["table"] == row["table"])
        & (figures["country"] == row["country"])
        & (figures["category"] == row["category"])
        & (figures["unit"] == row["unit"])
        & (figures["part_of"] == "")
    ].to_dict("records"):
        theirs = Quantity.of(other)
        rival = known[other["source_id"]]["publisher"]
        near = _near(row["as_of"], other["as_of"])
        if rival != publisher and near and mine.is_number and _apart(mine, theirs):
            rivals.append((rival, theirs, other))
    if not rivals:
        return None
    low = min(theirs.least or theirs.stated for _, theirs, _ in rivals)
    high = max(theirs.stated for _, theirs, _ in rivals)
    span = rivals[0][1].words() if low == high else f"{spoken(low)} to {spoken(high)}"
    # never "six others": some of them may only repeat one another
    publishers = {rival for rival, _, _ in rivals}
    who = publishers.pop() if len(publishers) == 1 else "others"
    text = f"{name}: {who} put it at {span} at about that time."
    each = "; ".join(
        f"{known[other['source_id']]['short_title']}: {theirs.words()}"
        for _, theirs, other in rivals
    )
    long = f"{name}, by others, at about that time. {each}."
    return Note(None, text, long, (row["figure_id"],), "disputed")


def _varies(package: Package, row: Mapping[str, Any]) -> bool:
    """Whether the descriptor says of a category that its word means different things by source."""
    categories = package.field(row["table"], "category").get("categories", [])
    return any(one["value"] == row["category"] and one.get("varies") for one in categories)


def _near(one: str, other: str) -> bool:
    mine, theirs = parse(one), parse(other)
    return mine.earliest - theirs.latest <= NEAR and theirs.earliest - mine.latest <= NEAR


def _apart(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two amounts cannot both be true, allowing each its rounding."""
    if not theirs.is_number:
        return False
    slack = max(mine.grain, theirs.grain) / 2
    return theirs.least > mine.most + slack or mine.least > theirs.most + slack
