"""What kind of knowledge a status is: said, estimated or counted; and which figures are amounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headcount.figures.package.vocabulary import COUNTED, ESTIMATED, SAID

# Ordered from the least to the most that stands behind a figure. Charts draw the three kinds
# in paper, tint and full color, so that a claim never looks like a count.
KINDS: dict[str, tuple[str, ...]] = {"said": SAID, "estimated": ESTIMATED, "counted": COUNTED}

_KIND_OF = {status: kind for kind, group in KINDS.items() for status in group}

KEY_WORDS = {
    "said": "Claimed, offered or planned",
    "estimated": "Estimated",
    "counted": "Confirmed",
}


DENIED = "denied"


def is_amount(row: Mapping[str, Any]) -> bool:
    """Whether a figure states an amount, which may be ranked, ranged or held against another.

    A denial is a statement about a number, whatever number it repeats, and never an amount.

    Examples
    --------
    >>> is_amount({"qualifier": "exact", "status": "claimed"})
    True
    >>> is_amount({"qualifier": "up-to", "status": "denied"})
    False
    """
    return bool(row["qualifier"] != "statement" and row["status"] != DENIED)


def kind(status: str) -> str:
    """Return ``"said"``, ``"estimated"`` or ``"counted"``.

    Examples
    --------
    >>> kind("claimed"), kind("confirmed")
    ('said', 'counted')
    """
    return _KIND_OF[status]
