"""What figures that are drawn together have in common, and what each has of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from helpers.package import Package
from helpers.phrase import common, counted, parts, phrase
from helpers.wording import capital


def apart(package: Package, rows: Iterable[Mapping[str, Any]]) -> tuple[str, list[str]]:
    """Say once what all figures share, and of each what follows its amount.

    What shares nothing is said in full.

    Parameters
    ----------
    package
        The data.
    rows
        Figures, with their `table` and all of its columns.

    Returns
    -------
    tuple
        What all of them say, as the head of a list has it, empty where they share nothing; and for
        each figure what it counts, with whatever sets it apart from the others.

    Examples
    --------
    >>> from helpers import package
    >>> from helpers.charts.rows import rows_of
    >>> data = package.read()
    >>> rows = rows_of(data, figures=["prk-active-cfr-via-bi-2022", "prk-reserve-cfr-via-bi-2022"])
    >>> apart(data, rows.to_dict("records"))
    ('North Korea', ['active personnel', 'reserve personnel'])
    """
    records = list(rows)
    said = [parts(package, row, "short") for row in records]
    shared = {
        column: word
        for column, word in said[0].items()
        if word and all(one.get(column) == word for one in said)
    }
    if not shared:
        return "", [phrase(package, row) for row in records]
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
    >>> from helpers.quantity import Quantity
    >>> row = {"amount": Quantity(high=300, qualifier="up-to"), "own": "beds", "status": "planned"}
    >>> stated(row), stated(row | {"status": "denied"})
    ('Up to 300 beds', 'Denies up to 300 beds')
    """
    amount, own = row["amount"], row["own"]
    if row["status"] == "denied":
        return f"Denies {amount.label()} {own}" if amount.is_number else f"Denial about {own}"
    return capital(f"{amount.label()} {own}" if amount.is_number else f"{own}, no number given")
