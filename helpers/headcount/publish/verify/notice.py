"""A correction notice, drafted from what changed and from the reason that the data gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headcount.figures import dates
from headcount.figures.package.vocabulary import AMOUNTS
from headcount.figures.quantity import Quantity
from headcount.publish.verify.receipt import Receipt
from headcount.publish.verify.since import Change

_AMOUNT = (*AMOUNTS, "qualifier", "unit")


def notices(receipt: Receipt, changes: Iterable[Change], now: Mapping[str, Any]) -> list[str]:
    """Draft a notice for each figure that the data corrects or withdraws.

    Parameters
    ----------
    receipt
        What the chart was made of.
    changes
        What is not as it was.
    now
        Each figure as it is stated today, by `figure_id`.

    Returns
    -------
    list of str
        A sentence or two each, to be edited: what was said, what is right, and why.
    """
    of_figure: dict[str, list[Change]] = {}
    for change in changes:
        of_figure.setdefault(change.figure["figure_id"], []).append(change)
    return [
        _notice(receipt, told, now.get(figure_id))
        for figure_id, told in of_figure.items()
        if any(change.reasons for change in told)
    ]


def _notice(receipt: Receipt, told: list[Change], now: Mapping[str, Any] | None) -> str:
    reasons = list(dict.fromkeys(one for change in told for one in change.reasons))
    when = dates.words(max(date for date, _ in reasons))
    said = " ".join(_said(told, now))
    why = " ".join(f"{reason.rstrip('.')}." for _, reason in reasons)
    chart = f"this graphic (record {receipt['record']})"
    return f"Correction, {when}: An earlier version of {chart} {said} {why}"


def _said(told: list[Change], now: Mapping[str, Any] | None) -> Iterator[str]:
    was = told[0].figure
    if now is None:
        yield f"gave {was['what']} as {_amount(was)}. The figure has been withdrawn."
        return
    if _amount(was) != _amount(now):
        yield f"gave {was['what']} as {_amount(was)}. It is {_amount(now)}."
    else:
        yield f"misstated a detail of {was['what']}."
    for change in told:
        if change.field not in _AMOUNT:
            name = change.field.removesuffix("_id").replace("_", " ")
            was_said, is_now = change.was or "nothing", change.now or "nothing"
            yield f"Its {name} was given as {was_said}; it is {is_now}."


def _amount(row: Mapping[str, Any]) -> str:
    amount = Quantity.of(row)
    unit = f" {row['unit'].replace('-', ' ')}" if amount.is_number else ""
    return f"{amount.words()}{unit}"
