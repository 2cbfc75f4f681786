"""A figure as one line of a list: whose number, how much, how it is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from headcount.charts.ends import Ends
from headcount.charts.published import publisher_of, status_of
from headcount.core.wording import capital, cardinal
from headcount.figures.dates import words as date_words
from headcount.figures.names import short
from headcount.figures.package import Package
from headcount.figures.provenance import voices
from headcount.figures.quantity import Quantity
from headcount.figures.table import Row


@dataclass(frozen=True)
class Item:
    """One line.

    Parameters
    ----------
    figure_id
        Whose mark it is.
    name, value
        What stands before the mark, and its number in words.
    status
        How it is known; of several kinds in view, each line says its own as `known`. A speaker who
        only passed a number on has none.
    ends
        What is drawn; None for a denial, which is no amount, and where there is no number.
    unit
        What it counts in: lengths are drawn where all lines share one.
    group
        Lines of one group leave together or not at all.
    is_step
        Whether it is a step of a way: lines join it to the one before.
    point
        Its amount, where it is a point on an axis that need not begin at zero, and no length.
    detail
        What is said of it in smaller type, where there is room for that.
    """

    figure_id: str
    name: str
    value: str
    status: str
    known: str
    ends: Ends | None = None
    unit: str = ""
    group: str = ""
    is_step: bool = False
    point: Quantity | None = None
    detail: str = ""


def originator(package: Package, row: Row) -> str:
    """Return whose number a figure is: who counted or spoke, and not the outlet that printed it.

    An estimate that others drew from a census is theirs, and not the census taker's.

    Examples
    --------
    >>> from headcount.figures import package
    >>> from headcount.charts.rows import rows_of
    >>> data = package.read()
    >>> row, = rows_of(data, figures=["prk-volunteers-100k-business-insider-2022"])
    >>> originator(data, row)
    'Igor Korotchenko'
    """
    voice = voices(package).get(row["figure_id"])
    return short(package, voice) if voice else publisher_of(package, row)


def rest(many: int) -> str:
    """Say how many figures a card leaves out.

    Examples
    --------
    >>> rest(4)
    'and four more in the full chart'
    """
    return f"and {cardinal(many)} more in the full chart"


def item(package: Package, row: Row, name: str) -> Item:
    """Return a figure as a line that begins with `name`."""
    amount, is_denied = row["amount"], row["status"] == "denied"
    return Item(
        row["figure_id"],
        capital(name),
        amount.label(bounds=False) if amount.is_number else "no number",
        row["status"],
        status_of(package, row),
        Ends.of(amount, 1) if amount.is_number and not is_denied else None,
        row["unit"],
    )


def named(package: Package, selection: Any) -> Sequence[Item]:
    """Return each figure under the name of its row, with its source where each has another."""
    return [item(package, row, row.get("label") or row["name"]) for row in selection.records]


def spoken(package: Package, selection: Any) -> Iterator[Item]:
    """Yield each figure under its originator and its date."""
    for row in selection.records:
        yield item(package, row, f"{originator(package, row)}, {date_words(row['as_of'])}")


def pointed(package: Package, selection: Any) -> Iterator[Item]:
    """Yield each figure as `spoken` does, as a point where it is an amount."""
    for row, one in zip(selection.records, spoken(package, selection), strict=True):
        yield replace(one, point=row["amount"] if one.ends else None)
