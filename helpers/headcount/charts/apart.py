"""What figures that are drawn together have in common, and what each has of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from headcount.core.wording import capital
from headcount.figures.package import Package
from headcount.figures.phrase import common, counted, parts, phrase


class Apart(NamedTuple):
    """What figures share, what each has of its own, and whether all of them share it.

    Parameters
    ----------
    shared
        What they say, as the head of a list has it; empty where they share nothing.
    own
        Of each figure what it counts, with whatever sets it apart from the others.
    by_all
        Whether all share it. Where only most do, `shared` says so, and the others are said in full.
    """

    shared: str
    own: list[str]
    by_all: bool = True


def apart(package: Package, rows: Iterable[Mapping[str, Any]]) -> Apart:
    """Say once what all figures share, and of each what follows its amount.

    Where all share nothing, most may: those of one table. What shares nothing is said in full.

    Parameters
    ----------
    package
        The data.
    rows
        Figures, with their `table` and all of its columns.

    Examples
    --------
    >>> from headcount.figures import package
    >>> from headcount.charts.rows import rows_of
    >>> data = package.read()
    >>> rows = rows_of(data, figures=["prk-active-cfr-via-bi-2022", "prk-reserve-cfr-via-bi-2022"])
    >>> apart(data, rows)[:2]
    ('North Korea', ['active personnel', 'reserve personnel'])
    """
    records = list(rows)
    if found := _shared(package, records):
        return Apart(*found)
    table, many = Counter(row["table"] for row in records).most_common(1)[0]
    most = [row for row in records if row["table"] == table]
    if len(records) / 2 < many < len(records) and (found := _shared(package, most)):
        own = iter(found[1])
        said = [next(own) if row["table"] == table else phrase(package, row) for row in records]
        return Apart(f"{found[0]}, unless said otherwise", said, by_all=False)
    return Apart("", [phrase(package, row) for row in records])


def _shared(package: Package, records: Sequence[Mapping[str, Any]]) -> tuple[str, list[str]] | None:
    """Return what figures share and what each has of its own; nothing where they share nothing."""
    said = [parts(package, row, "short") for row in records]
    shared = {
        column: word
        for column, word in said[0].items()
        if word and all(one.get(column) == word for one in said)
    }
    if not shared:
        return None
    own = []
    for row, one in zip(records, said, strict=True):
        what = counted(package, row)
        besides = (one[name] for name in one if name not in shared and one[name] != what)
        own.append(", ".join(dict.fromkeys(word for word in (what, *besides) if word)))
    return common(package, records[0], shared), own


def stated(row: Mapping[str, Any]) -> str:
    """Say what a figure states, as the title of a mark: the amount with what it counts.

    Parameters
    ----------
    row
        A figure with its `amount`, its `status` and `own`, what follows the amount.

    Examples
    --------
    >>> from headcount.figures.quantity import Quantity
    >>> row = {"amount": Quantity(high=300, qualifier="up-to"), "own": "beds", "status": "planned"}
    >>> stated(row), stated(row | {"status": "denied"})
    ('Up to 300 beds', 'Denies up to 300 beds')
    """
    amount, own = row["amount"], row["own"]
    many = amount.many(own, amount.label())
    if row["status"] == "denied":
        return f"Denies {many}" if amount.is_number else f"Denial about {own}"
    return capital(many if amount.is_number else f"{own}, no number given")
