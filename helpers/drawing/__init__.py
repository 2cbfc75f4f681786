"""Pictures as files: a browser of our own makes PNG and PDF of what is engraved."""

from helpers.drawing.browser import BrowserError, NoBrowserError, Studio, shared_studio
from helpers.drawing.finding import find_chromium, missing
from helpers.drawing.image import pdf, png, svg

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
