"""Drawings set as SVG by Python alone: no browser, no network, the same bytes each time.

A drawing says in plotly's language where everything stands, so all that is left is to write it
down. What the engraver does not know it refuses: no mark is ever left out or drawn as another.
"""

from helpers.engraving.engrave import engrave, size
from helpers.engraving.plane import EngravingError
from helpers.engraving.still import still

__all__ = ["EngravingError", "engrave", "size", "still"]
