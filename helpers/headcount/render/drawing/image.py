"""Pictures of a drawing as files: PNG, SVG and PDF."""

from __future__ import annotations

from headcount.render.drawing.browser import Studio
from headcount.render.scene import Scene
from headcount.render.svg import size, to_svg


def png(studio: Studio, drawing: Scene, scale: float = 2) -> bytes:
    """Draw a drawing that has its size (`Chart.drawing`) as PNG, 2 pixels a point."""
    return studio.png(to_svg(drawing, named=False), *size(drawing), scale)


def svg(drawing: Scene, *, name: str, title: str, description: str) -> str:
    r"""Write a drawing that has its size as an SVG file.

    Pages hold such files as they are, several of them together: so each id in one begins with the
    file's name, and names the same thing for as long as the file keeps its name.

    Parameters
    ----------
    drawing
        A drawing that has its size (`Chart.drawing`).
    name
        What the file is called, without its ending.
    title, description
        What it shows, in a line and in a text; screen readers say both.

    Examples
    --------
    >>> import headcount as hc
    >>> from headcount.figures import package
    >>> shown = hc.named(package.read(), "fourth-largest")
    >>> told = {"title": shown.headline, "description": shown.alt}
    >>> picture = svg(shown.drawing(600), name="fourth-largest-article", **told)
    >>> 'id="fourth-largest-article-title"' in picture, picture[-7:]
    (True, '</svg>\n')
    """
    return to_svg(drawing, title=title, description=description, prefix=f"{name}-") + "\n"


def pdf(studio: Studio, drawing: Scene, *, title: str, description: str) -> bytes:
    """Print a drawing that has its size as a PDF of one page that is just as large.

    Patterns become lines, text stays text. The PDF holds the time of its making, until
    `carriers.pdf.put` takes that out.
    """
    picture = to_svg(drawing, title=title, description=description, named=False)
    return studio.pdf(picture, title, *size(drawing))
