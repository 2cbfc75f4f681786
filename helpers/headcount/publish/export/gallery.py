"""The contact sheet: every chart in every format on one page, to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

from headcount.charts.chart import Chart
from headcount.render.drawing import Studio, png
from headcount.render.formats import FORMATS
from headcount.render.svg import size

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Contact sheet</title>
<style>
body {{ margin: 2rem; font: 15px/1.4 Arial, Helvetica, "Liberation Sans", sans-serif;
  background: #e9e9e6; color: #1a1a1a; }}
section {{ display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start;
  margin-bottom: 3rem; }}
h2 {{ width: 100%; margin: 0; }}
figure {{ margin: 0; }}
figcaption {{ color: #595959; }}
img {{ display: block; max-width: 100%; box-shadow: 0 1px 6px #0003; }}
</style>
</head>
<body>
<h1>Contact sheet</h1>
{charts}
</body>
</html>
"""


def gallery(
    graphics: Iterable[Chart],
    out: Path,
    studio: Studio,
    progress: Callable[[str], object] = str,
) -> Path:
    """Draw graphics in every format, by day and by night, onto one page.

    Parameters
    ----------
    graphics
        What to draw.
    out
        The folder for the page and its pictures; what it holds under the same names is replaced.
    studio
        Draws them.
    progress
        Is told the name of each picture before it is drawn.

    Returns
    -------
    pathlib.Path
        The page.
    """
    out.mkdir(parents=True, exist_ok=True)
    sections = []
    for chart in graphics:
        shown = []
        for one in FORMATS.values():
            for dark in (False, True) if one.name == "article" else (False,):
                drawing = chart.drawing(one.width, one.height, dark=dark)
                file = f"{chart.name}-{one.name}{'-dark' if dark else ''}.png"
                progress(file)
                (out / file).write_bytes(png(studio, drawing))
                width, height = size(drawing)
                laid_out = one.outgrown(height, len(chart.notes)) or f"{width} × {height}"
                shown.append(
                    f'<figure><img src="{file}" width="{width}" '
                    f'alt="{escape(chart.alt)}"><figcaption>{file}, {laid_out}'
                    "</figcaption></figure>"
                )
        sections.append(
            f'<section id="{chart.name}"><h2>{chart.name} ({chart.form})</h2>'
            f"{''.join(shown)}</section>"
        )
    page = out / "index.html"
    page.write_text(_PAGE.format(charts="\n".join(sections)), encoding="utf-8")
    return page
