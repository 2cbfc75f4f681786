"""The contact sheet: every chart in every format on one page, to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

from headcount.charts.chart import Chart
from headcount.publish.export.embed import filled
from headcount.render.formats import FORMATS
from headcount.render.pictures import PictureError, Pictures
from headcount.render.svg import size, to_svg


def gallery(charts: Iterable[Chart], out: Path, progress: Callable[[str], object] = str) -> Path:
    """Draw charts in every format, by day and by night, onto one page.

    Parameters
    ----------
    charts
        What to draw.
    out
        The folder for the page and its pictures; what it holds under the same names is replaced.
    progress
        Is given the name of each picture before it is written.

    Returns
    -------
    pathlib.Path
        The page.

    Raises
    ------
    PictureError
        When there is no face to set them in, or a picture fails.
    """
    with Pictures() as pictures:
        if pictures.missing:
            raise PictureError(pictures.missing)
        out.mkdir(parents=True, exist_ok=True)
        sections = [_section(chart, out, pictures, progress) for chart in charts]
    page = out / "index.html"
    page.write_text(filled("gallery.html", charts="\n".join(sections)), encoding="utf-8")
    return page


def _section(chart: Chart, out: Path, pictures: Pictures, progress: Callable[[str], object]) -> str:
    drawings = {
        f"{chart.name}-{one.name}{'-dark' if dark else ''}.png": (
            one,
            chart.picture(one, dark=dark),
        )
        for one in FORMATS.values()
        for dark in ((False, True) if one.name == "article" else (False,))
    }
    drawn = {
        file: pictures.png(
            to_svg(drawing, named=False),
            *size(drawing),
            scale=1 if one.card else 2,
            fonts=chart.house.setting.files,
        )
        for file, (one, drawing) in drawings.items()
    }
    shown = []
    for file, (_, drawing) in drawings.items():
        progress(file)
        (out / file).write_bytes(drawn[file].result())
        width, height = size(drawing)
        shown.append(
            f'<figure><img src="{file}" width="{width}" alt="{escape(chart.alt)}">'
            f"<figcaption>{file}, {width} × {height}</figcaption></figure>"
        )
    return (
        f'<section id="{chart.name}"><h2>{chart.name} ({chart.form})</h2>{"".join(shown)}</section>'
    )
