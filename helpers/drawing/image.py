"""Pictures of a drawing as files: PNG, SVG and PDF."""

from __future__ import annotations

from helpers.drawing.browser import Studio
from helpers.engraving import engrave, size
from helpers.furniture import Drawing


def png(studio: Studio, drawing: Drawing, scale: float = 2) -> bytes:
    """Draw a drawing that has its size (`Graphic.drawing`) as PNG, 2 pixels a point."""
    return studio.png(engrave(drawing, named=False), *size(drawing), scale)


def svg(drawing: Drawing, *, title: str, description: str) -> str:
    r"""Write a drawing that has its size as an SVG file; what it takes is told by `engrave`.

    Examples
    --------
    >>> from helpers import graphic, package
    >>> shown = graphic.named(package.read(), "fourth-largest")
    >>> svg(shown.drawing(600), title=shown.headline, description=shown.alt)[-7:]
    '</svg>\n'
    """
    return engrave(drawing, title=title, description=description) + "\n"


def pdf(studio: Studio, drawing: Drawing, *, title: str, description: str) -> bytes:
    """Print a drawing that has its size as a PDF of one page that is just as large.

    Patterns become lines, text stays text. The PDF holds the time of its making, until
    `carriers.pdf.put` takes that out.
    """
    picture = engrave(drawing, title=title, description=description, named=False)
    return studio.pdf(picture, title, *size(drawing))
