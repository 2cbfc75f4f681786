"""The marks of a promise chart: bars from zero, each a part of the promise that it stands by."""

from __future__ import annotations

from collections.abc import Iterator

from headcount.charts.ends import RANGE
from headcount.charts.key import key
from headcount.charts.promise.layout import ARROW, Bar, Layout, Line, lay_out
from headcount.charts.promise.selection import Selection
from headcount.figures.table import each
from headcount.render import scene
from headcount.render.scene import Fill, Mark, Path, Plot, Rect, Sign, Stroke, Text, runs
from headcount.render.style import BASELINE, GUIDE, INK, MUTED, fill


def draw(selection: Selection, width: int, height: int | None = None) -> Plot:
    """Draw the marks of a promise chart; see `headcount.charts.form.Form`.

    A bar reaches from zero to what every reading of the figure has; a pale band closed by a line
    reaches on to an upper bound, an arrow stands where there is none. The length of a promise is
    the number that it names, and what came of it has the same scale.
    """
    layout = lay_out(selection, width, height)
    drawn = [(line.bar, line.middle) for line in layout.lines if line.bar]
    numbered = [row["status"] for row in each(selection.rows) if row["amount"].is_number]
    pale = {bar.kind for bar, _ in drawn if bar.ends.most > bar.ends.sure}
    return Plot(
        height=layout.height,
        marks=tuple(mark for bar, middle in drawn for mark in _marks(bar, middle, layout)),
        ground=tuple(guide for _, middle in drawn for guide in _guides(middle, layout)),
        labels=tuple(text for line in layout.lines for text in _texts(line, layout)),
        entries=tuple(key(numbered, ranges=RANGE, pale=pale)),
        axis=layout.axis,
    )


def _marks(bar: Bar, middle: float, layout: Layout) -> Iterator[Mark]:
    ends, own = bar.ends, {"figure_id": bar.figure}
    top, bottom = middle - layout.bar / 2, middle + layout.bar / 2
    zero, sure, most = (layout.axis.at(end) for end in (0, ends.sure, ends.most))
    pale = ends.most > ends.sure
    if ends.sure or not pale:
        yield Rect(zero, top, sure, bottom, fill(bar.kind, bar.color), **own)
    if pale:
        yield Rect(sure, top, most, bottom, fill(bar.kind, bar.color, faint=True), **own)
    for x in map(layout.axis.at, ends.caps):
        yield Path((((x, top), (x, bottom)),), Stroke(bar.color, 2.5), **own)
    if ends.is_open:
        yield Sign("right", most + ARROW / 2, middle, 11, Fill(bar.color), **own)


def _guides(middle: float, layout: Layout) -> Iterator[scene.Line]:
    """Draw at a bar where zero is, and where the promise ends."""
    top, bottom = middle - layout.bar / 2 - 3, middle + layout.bar / 2 + 3
    for x, color in ((layout.axis.at(0), BASELINE), (layout.axis.at(1), GUIDE)):
        yield scene.Line(x, top, x, bottom, Stroke(color))


def _texts(line: Line, layout: Layout) -> Iterator[Text]:
    """Set the words of a line, and at the end of its bar which part of the promise it is."""
    own = {"size": layout.scale.label, "figure_id": line.figure}
    color = INK if line.bold or line.bar else MUTED
    words = runs(line.words, bold=line.bold, numbers=line.notes)
    yield Text(words, layout.scale.margin, line.top, color=color, **own)
    if line.bar and line.bar.share:
        x = layout.axis.at(line.bar.ends.most) + 6 + line.bar.behind
        yield Text(runs([line.bar.share]), x, line.middle, color=INK, across="middle", **own)
