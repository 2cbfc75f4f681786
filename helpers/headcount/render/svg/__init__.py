"""Drawings set as SVG by Python alone: no browser, no network, the same bytes each time.

A drawing says in plotly's language where everything stands, so all that is left is to write it
down. What the engraver does not know it refuses: no mark is ever left out or drawn as another.
"""

from headcount.render.svg.picture import size, to_svg
from headcount.render.svg.plane import SvgError
from headcount.render.svg.still import still

__all__ = ["SvgError", "size", "still", "to_svg"]
