"""The words that Headcount itself understands, whatever a package is about.

A package may use fewer of them, never others: charts, sentences and rules depend on their
meaning. Units, measures and categories are the package's own.
"""

from __future__ import annotations

from typing import NamedTuple


class Demand(NamedTuple):
    """What a qualifier asks of low, value and high: each "required", "optional" or "empty"."""

    low: str
    value: str
    high: str


_POINT = Demand("optional", "required", "optional")
_FROM = Demand("required", "empty", "empty")

QUALIFIERS = {
    "exact": _POINT,
    "about": _POINT,
    "estimated": _POINT,
    "derived": _POINT,
    "nearly": Demand("empty", "required", "required"),
    "more-than": _FROM,
    "at-least": _FROM,
    "up-to": Demand("empty", "empty", "required"),
    "range": Demand("required", "empty", "required"),
    "statement": Demand("empty", "empty", "empty"),
}

SAID = ("offered", "planned", "claimed", "denied")
ESTIMATED = ("estimated",)
COUNTED = ("confirmed", "completed")
STATUSES = SAID + ESTIMATED + COUNTED
AHEAD = ("offered", "planned")
"""Statuses of a number that may lie in the future of the day it was said."""

PROMISES = ("offered", "planned", "claimed")
"""Statuses of a number of which something may come, or not."""

VERIFICATIONS = (
    "read-twice", "read-in-full", "read-in-excerpt", "document-in-hand", "said-to-us",
    "source-not-read",
)  # fmt: skip
"""How closely a figure was read, or how else it is known."""

FIGURE_ID = "figure_id"
COMMON = (
    FIGURE_ID, "low", "value", "high", "qualifier", "unit", "status", "as_of", "reported",
    "source_id", "locator", "definition", "verification", "evidence",
)  # fmt: skip
"""The columns of every table of figures."""

REQUIRED = tuple(name for name in COMMON if name not in ("low", "value", "high", "reported"))
DATES = ("as_of", "reported")
AMOUNTS = ("low", "value", "high")
CLOSED = {"qualifier": tuple(QUALIFIERS), "status": STATUSES, "verification": VERIFICATIONS}
SAME_TABLE = ("part_of", "answers")
"""Columns that, where a table of figures has them, name another figure of the same table."""

OVER = "over"
"""A column that, where a table of figures has it, gives the time that a flow was added up over."""

RELATIONS = ("base", "part")
"""How two measures may be related: the one is counted by the other, or is a part of it."""

NAMED = ("name", "in_text")
"""The columns of a table of names: as a list has a name, and as running text has it."""
