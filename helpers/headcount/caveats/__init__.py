"""The caveats that the rows in view must bear: those written in the data, and those derived."""

from headcount.caveats.kinship import are_unlike
from headcount.caveats.note import Note, Notes, gravest, marks, number, written
from headcount.caveats.rules import RULES, derived
from headcount.caveats.rules.origin import disputed, secondhand
from headcount.caveats.view import View

__all__ = [
    "RULES",
    "Note",
    "Notes",
    "View",
    "are_unlike",
    "derived",
    "disputed",
    "gravest",
    "marks",
    "number",
    "secondhand",
    "written",
]
