"""What kind of knowledge a status is: said, estimated or counted."""

from __future__ import annotations

from headcount.figures.package.vocabulary import COUNTED, ESTIMATED, SAID

# Ordered from the least to the most that stands behind a figure. Charts draw the three kinds
# in paper, tint and full color, so that a claim never looks like a count.
KINDS: dict[str, tuple[str, ...]] = {"said": SAID, "estimated": ESTIMATED, "counted": COUNTED}

KEY_WORDS = {
    "said": "Claimed, offered or planned",
    "estimated": "Estimated",
    "counted": "Confirmed",
}


def kind(status: str) -> str:
    """Return ``"said"``, ``"estimated"`` or ``"counted"``.

    Raises
    ------
    ValueError
        For a status that is in none of them.

    Examples
    --------
    >>> kind("claimed"), kind("confirmed")
    ('said', 'counted')
    """
    for name, group in KINDS.items():
        if status in group:
            return name
    raise ValueError(f"unknown status {status!r}; one of {', '.join(sum(KINDS.values(), ()))}")
