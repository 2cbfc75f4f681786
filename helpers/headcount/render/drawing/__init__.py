"""Pictures as files: a browser of our own makes PNG and PDF of what is engraved."""

from headcount.render.drawing.browser import BrowserError, NoBrowserError, Studio, shared_studio
from headcount.render.drawing.finding import find_chromium, missing
from headcount.render.drawing.image import pdf, png, svg

__all__ = [
    "BrowserError",
    "NoBrowserError",
    "Studio",
    "find_chromium",
    "missing",
    "pdf",
    "png",
    "shared_studio",
    "svg",
]
