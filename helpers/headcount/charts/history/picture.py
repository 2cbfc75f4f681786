"""The picture of a history: columns, one plot, or panels where one plot could not be read.

Panels are one for each origin, all to the same two axes. Where marks of many origins lie on one
another, letters and a list make a reader decode. So what the words are about stands first, over the
whole width; below, each origin that gave several figures has a panel, with the first line pale
behind its own; those that gave one share the last panel, each under its name.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from headcount.charts.axis import ticks
from headcount.charts.history import columns
from headcount.charts.history.layout import Layout
from headcount.charts.history.marks import described_series, frame, marks, plot, upright
from headcount.charts.history.names import name_all
from headcount.charts.history.selection import Selection, Series
from headcount.charts.shapes import dot_key, told
from headcount.render.scene import Line, Plot, Stroke, TextBlock, lowered, placed, runs
from headcount.render.style import HIGHLIGHT, INK, MUTED, TINTS, Scale
from headcount.render.typesetting import LINE, superscript_width, wrap_evenly, wrap_full

_FEWEST = 3  # lines of several figures: two are told apart by their names
_SINGLE = 8  # figures that stand alone: more find no room for their names in one panel
_ACROSS = {0: 2, 480: 3, 560: 5}  # panels side by side, from so many pixels on
_HEADROOM = 1.1
_WIDE, _SMALL = 0.28, 0.62  # the height of a plot, in its own widths
_LEAST, _MOST = 78, 210  # the same in pixels
_BETWEEN = 1.2  # panels side by side, in sizes of a label's type
_TITLE = 7  # pixels from a title to its plot
_APART = 0.9  # one row of panels from the next
_TRIES = 3  # to fit a height


def draw(selection: Selection, width: int, height: int | None = None) -> Plot:
    """Draw a history; see `headcount.charts.form.Form`.

    Flows are columns. All else is one plot, and panels by origin where marks of many origins would
    lie on one another so that letters had to name them.
    """
    if selection.are_columns:
        return columns.draw(selection.records, selection.focus, width, height)
    natural, tall, is_named = _draw(selection, width, None)
    if not is_named and _are_better(selection):
        return _draw_panels(selection, width)
    if height is None:
        return natural
    drawn = natural
    for _ in range(_TRIES):
        # what stands around the plot depends on how high it is: see where it comes out
        drawn, tall, _ = _draw(selection, width, tall + height - drawn.height)
        if drawn.height <= height:
            return drawn
    return min(drawn, natural, key=lambda one: one.height)


def draw_on_card(selection: Selection, width: int, height: int) -> Plot | None:
    """Draw a history for a card, where every series has its name in the plot: none needs a list."""
    drawn = draw(selection, width, height)
    names = {" ".join(text.words.split()) for text in drawn.labels}
    is_named = all(one.label in names for one in selection.series)
    return drawn if is_named or selection.are_columns else None


def _draw(selection: Selection, width: int, tall: float | None) -> tuple[Plot, float, bool]:
    """Draw with a plot as high as `tall`, where that is enough.

    Return how high it is as well, and whether every series has its name in it.
    """
    scale = Scale.for_width(width)
    layout, names = name_all(selection, Layout.lay_out(selection, width, scale, tall), scale)
    return plot(selection, layout, names, width, scale), layout.height, not names.listed


def _are_better(selection: Selection) -> bool:
    """Whether panels tell the lines apart: there are several, and not too many single figures."""
    lines = sum(len(one.figures) > 1 for one in selection.series)
    return lines >= _FEWEST and len(selection.series) - lines <= _SINGLE


def _draw_panels(selection: Selection, width: int) -> Plot:
    """Draw the panels for a picture `width` pixels wide."""
    scale = Scale.for_width(width)
    base = Layout.lay_out(selection, width, scale, None)
    about = selection.highlighted
    many = [one for one in selection.series if len(one.figures) > 1 and one != about]
    few = [one for one in selection.series if len(one.figures) == 1 and one != about]
    blocks: list[Plot] = []
    if about:
        blocks.append(_whole(selection, [about], base, width, scale))
    blocks.append(_grid(selection, many, base, width, scale))
    if few:
        blocks.append(_whole(selection, few, base, width, scale))
    return _under(blocks, scale.label * _APART)


def _under(blocks: Sequence[Plot], gap: float) -> Plot:
    """Set plots under each other."""
    put, top = [], 0.0
    for one in blocks:
        put.append(one.placed(lowered(top)))
        top += one.height + gap
    return _joined(put, top - gap)


def _joined(plots: Sequence[Plot], height: float) -> Plot:
    """Return plots as one, in which each keeps its axis."""
    return Plot(
        height=height,
        marks=tuple(mark for one in plots for mark in one.marks),
        ground=tuple(line for one in plots for line in one.ground),
        labels=tuple(text for one in plots for text in one.labels),
        entries=tuple(dict.fromkeys(entry for one in plots for entry in one.entries)),
        axes=tuple(axis for one in plots for axis in (one.axis, *one.axes) if axis),
    )


def _of(selection: Selection, series: Sequence[Series]) -> Selection:
    """Return what a selection has of some series."""
    own = {figure for one in series for figure in one.figures}
    return replace(
        selection,
        series=tuple(series),
        records=tuple(row for row in selection.records if row["figure_id"] in own),
        breaks=tuple(one for one in selection.breaks if one.figure_id in own),
    )


def _to(base: Layout, own: Selection, high: float, scale: Scale, **given: float) -> Layout:
    """Return the two axes of all panels, laid out for one of them."""
    numbers = ticks(base.most, high, lambda _: scale.label * 2.4, base.least)
    places = tuple(one for one in base.places if one.figure_id in own.by_id)
    return replace(base, places=places, height=high, numbers=tuple(numbers), **given)


def _whole(
    selection: Selection, series: Sequence[Series], base: Layout, width: int, scale: Scale
) -> Plot:
    """Draw a panel over the whole width, each series named beside its marks."""
    own = _of(selection, series)
    high = min(max(base.width * _WIDE, _LEAST * 1.6), _MOST)
    roomy = replace(base, most=base.most * _HEADROOM)  # for what stands over the highest mark
    layout, names = name_all(own, _to(roomy, own, high, scale), scale)
    return plot(own, layout, names, width, scale)


def _grid(
    selection: Selection, series: Sequence[Series], base: Layout, width: int, scale: Scale
) -> Plot:
    """Draw a panel for each series, side by side: numbers at the first, dates under the last."""
    across = max(many for least, many in _ACROSS.items() if width >= least)
    across = math.ceil(len(series) / math.ceil(len(series) / across))  # no panel alone in a row
    gap = scale.label * _BETWEEN
    wide = (base.width - gap * (across - 1)) / across
    high = min(max(wide * _SMALL, _LEAST), _MOST)
    rows = [series[at : at + across] for at in range(0, len(series), across)]
    blocks = []
    for at, row in enumerate(rows):
        # dates stand under a panel that has none below it
        below = len(rows[at + 1]) if at + 1 < len(rows) else 0
        panels = []
        for place, one in enumerate(row):
            own, left = _of(selection, [one]), base.left + place * (wide + gap)
            layout = _to(base, own, high, scale, left=left, width=wide)
            shown = {"has_numbers": place == 0, "has_dates": place >= below}
            panels.append(_panel(own, layout, _reference(selection, base, layout), scale, **shown))
        blocks.append(_beside(panels))
    return _under(blocks, scale.label * _APART)


def _panel(
    own: Selection, layout: Layout, behind: Iterable[Line], scale: Scale, **shown: bool
) -> tuple[list[TextBlock], Plot]:
    """Return the title of a panel, and its plot."""
    lines, words, foot = frame(layout, scale, **shown)
    entries = dot_key((row["status"], row["amount"]) for row in own.records)
    drawn = Plot(
        height=layout.height + foot,
        marks=tuple(marks(own, layout)),
        axis=upright(layout),
        ground=(*lines, *behind),
        labels=tuple(words),
        entries=tuple(entries),
    )
    return _title(own, layout, scale), drawn


def _beside(panels: Sequence[tuple[list[TextBlock], Plot]]) -> Plot:
    """Set panels side by side, their plots at one height under the highest title."""
    top = max(text.box[3] for title, _ in panels for text in title) + _TITLE
    return _joined(
        [replace(one, labels=(*one.labels, *placed(title, lowered(-top)))).placed(lowered(top))
         for title, one in panels],
        top + max(one.height for _, one in panels),
    )  # fmt: skip


def _title(own: Selection, layout: Layout, scale: Scale) -> list[TextBlock]:
    """Return the name of a series, with the numbers of its notes, and how far it runs."""
    (series,) = own.series
    notes = tuple(sorted({one for row in own.records for one in row.get("note_numbers", ())}))
    room = layout.width - superscript_width(notes, scale.note)
    name = wrap_evenly(series.label, room, scale.note, bold=True)
    run = wrap_full(told([row["amount"] for row in own.records]), layout.width, scale.note)
    said = described_series(own).get(series.figures, "")
    mine = {"figure_id": series.figures[-1], "description": said}
    foot = scale.note, len(name) * scale.note * LINE + scale.note  # raised numbers lower no name
    place = {"across": "foot", **mine}
    return [
        TextBlock(
            runs(name, bold=True, numbers=notes), layout.left, foot[0], scale.note, INK, **place
        ),
        TextBlock(runs(run), layout.left, foot[1], scale.note, MUTED, **place),
    ]


def _reference(selection: Selection, base: Layout, layout: Layout) -> Iterator[Line]:
    """Draw the line that the words are about, pale, behind that of another origin."""
    about = selection.highlighted
    whole = replace(layout, places=base.places)
    for link in selection.links:
        if about and link.start in about.figures:
            stroke = Stroke(TINTS[HIGHLIGHT], 1, is_dotted=not link.is_alike)
            for (x0, y0), (x1, y1) in pairwise(whole.path(link)):
                yield Line(layout.left + x0, y0, layout.left + x1, y1, stroke)
