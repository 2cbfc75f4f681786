"""The rank: countries by one measure, from one source, largest first, with their bounds.

`choose` takes the rows by a rule it can state, `draw` turns them into marks, and `words` says what
the rows say. None of them knows more than the rows it is given.
"""

from helpers.charts.rank import words
from helpers.charts.rank.choosing import Chosen, choose, options, reasons
from helpers.charts.rank.marks import draw

__all__ = ["Chosen", "choose", "draw", "options", "reasons", "words"]
