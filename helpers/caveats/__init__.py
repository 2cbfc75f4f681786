"""The caveats that the rows in view must bear: those written in the data, and those derived."""

from helpers.caveats.note import Note, in_full, marks, number
from helpers.caveats.rules import RULES, derived
from helpers.caveats.rules.disputed import disputed
from helpers.caveats.view import View
from helpers.caveats.written import written

__all__ = [
    "RULES",
    "Note",
    "View",
    "derived",
    "disputed",
    "in_full",
    "marks",
    "number",
    "written",
]
