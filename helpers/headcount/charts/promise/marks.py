"""The marks of a promise chart: bars from zero, each a part of the promise that it stands by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from headcount.charts.axis import area
from headcount.charts.ends import RANGE
from headcount.charts.key import key
from headcount.charts.promise.layout import ARROW, Bar, Line, Page, lay_out
from headcount.charts.promise.selection import Selection
from headcount.figures.table import each
from headcount.render.layout import Drawing
from headcount.render.style import BASELINE, GUIDE, INK, MUTED, fill
from headcount.render.typesetting import plain, superscript

_SILENT = {"hoverinfo": "skip"}


def draw(
    selection: Selection, hovers: Sequence[str], width: int, height: int | None = None
) -> Drawing:
    """Draw the marks of a promise chart; see `headcount.charts.form.Form`.

    A bar reaches from zero to what every reading of the figure has; a pale band closed by a line
    reaches on to an upper bound, an arrow stands where there is none. The length of a promise is
    the number that it names, and what came of it has the same scale.
    """
    page = lay_out(selection, width, height)
    told = dict(zip(selection.rows["figure_id"], hovers, strict=True))
    drawn = [(line.bar, line.middle) for line in page.lines if line.bar]
    numbered = [row for row in each(selection.rows) if row["amount"].is_number]
    pale = {bar.kind for bar, _ in drawn if bar.ends.most > bar.ends.sure}
    traces = [trace for bar, middle in drawn for trace in _marks(bar, middle, page, told)]
    layout = area(page.height, page.left, page.scale.margin, x=[0, page.furthest]) | {
        "shapes": [guide for _, middle in drawn for guide in _guides(middle, page.bar)],
        "annotations": [text for line in page.lines for text in _texts(line, page, told)],
    }
    return {"data": [*traces, *key(numbered, ranges=RANGE, pale=pale)], "layout": layout}


def _marks(bar: Bar, middle: float, page: Page, told: Mapping[str, str]) -> Iterator[dict]:
    ends = bar.ends
    own = {"customdata": [bar.figure], "showlegend": False}
    speaks = {"hovertext": [told[bar.figure]], "hovertemplate": "%{hovertext}<extra></extra>"}
    laid = {"type": "bar", "orientation": "h", "y": [middle], "width": page.bar}
    pale = ends.most > ends.sure
    if ends.sure or not pale:
        yield {**laid, "x": [ends.sure], "marker": fill(bar.kind, bar.color), **own, **speaks}
    if pale:
        yield {
            **laid,
            "base": [ends.sure],
            "x": [ends.most - ends.sure],
            "marker": fill(bar.kind, bar.color, faint=True),
            **own,
            **(_SILENT if ends.sure else speaks),
        }
    half = page.bar / 2
    for cap in ends.caps:
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [cap, cap],
            "y": [middle - half, middle + half],
            "line": {"color": bar.color, "width": 2.5},
            **own | {"customdata": [bar.figure] * 2},
            **_SILENT,
        }
    if ends.is_open:
        yield {
            "type": "scatter",
            "mode": "markers",
            "x": [ends.most + ARROW / 2 * page.pixel],
            "y": [middle],
            "marker": {"symbol": "triangle-right", "size": 11, "color": bar.color},
            "cliponaxis": False,
            **own,
            **_SILENT,
        }


def _guides(middle: float, bar: float) -> Iterator[dict]:
    """Draw at a bar where zero is, and where the promise ends."""
    ends = {"y0": middle - bar / 2 - 3, "y1": middle + bar / 2 + 3}
    for x, color in ((0, BASELINE), (1, GUIDE)):
        line = {"color": color, "width": 1}
        yield {"type": "line", "x0": x, "x1": x, "layer": "below", "line": line, **ends}


def _texts(line: Line, page: Page, told: Mapping[str, str]) -> Iterator[dict]:
    """Set the words of a line, and at the end of its bar which part of the promise it is.

    A figure without a number has no bar: its words say what a bar would when it is pointed at.
    """
    size = page.scale.label
    common = {"showarrow": False, "borderpad": 0, "xanchor": "left"}
    common |= {"name": line.figure} if line.figure else {}
    words = "<br>".join(plain(part) for part in line.words)
    yield {
        **common,
        "text": (f"<b>{words}</b>" if line.bold else words) + superscript(line.notes),
        "x": 0,
        "xshift": page.scale.margin - page.left,
        "align": "left",
        "y": line.top,
        "yanchor": "top",
        "font": {"size": size, "color": INK if line.bold or line.bar else MUTED},
        **({"hovertext": told[line.figure]} if line.figure and not line.bar else {}),
    }
    if line.bar and line.bar.share:
        yield {
            **common,
            "text": plain(line.bar.share),
            "x": line.bar.ends.most,
            "xshift": 6 + line.bar.behind,
            "y": line.middle,
            "yanchor": "middle",
            "font": {"size": size, "color": INK},
        }
