"""The caveats that the rows in view must bear: those written in the data, and those derived."""

from helpers.caveats.disputed import disputed
from helpers.caveats.note import Note, marks, number
from helpers.caveats.written import written

__all__ = ["Note", "disputed", "marks", "number", "written"]
