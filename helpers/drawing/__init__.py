"""Pictures of a figure: a browser of our own that draws them, and an SVG fit to leave."""

from helpers.drawing.browser import DRAW_NAMED, BrowserError, Studio, shared_studio
from helpers.drawing.finding import find_chromium, missing
from helpers.drawing.image import pdf, png, size, svg, tidy
from helpers.drawing.still import still

__all__ = [
    "DRAW_NAMED",
    "BrowserError",
    "Studio",
    "find_chromium",
    "missing",
    "pdf",
    "png",
    "shared_studio",
    "size",
    "still",
    "svg",
    "tidy",
]
