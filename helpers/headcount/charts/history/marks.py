"""The marks of a history: columns, one plot, or panels where one plot could not be read.

Amounts start at zero. A figure stands in the middle of a certain date and along the whole of an
uncertain one; a range is a bar from its low to its high end, an open end an arrow. Lines join
figures that count alike.

Panels are one for each origin, all to the same two axes. Where marks of many origins lie on one
another, letters and a list make a reader decode. So what the words are about stands first, over the
whole width; below, each origin that gave several figures has a panel, with the first line pale
behind its own; those that gave one share the last panel, each under its name.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, pairwise

from headcount.charts import shapes
from headcount.charts.axis import date_ticks, rule, ticks
from headcount.charts.history import columns
from headcount.charts.history.layout import TAIL, Flag, Layout, flags
from headcount.charts.history.names import Name, SeriesNames, name_all, set_list
from headcount.charts.history.selection import Selection, Series
from headcount.charts.published import gathered, notes_on
from headcount.charts.shapes import AmountAxis, dot_key, extent
from headcount.figures.quantity import compact
from headcount.render import scene
from headcount.render.style import HIGHLIGHT, INK, MUTED, OTHERS, PAPER, TINTS, Scale
from headcount.render.typesetting import LINE, measure, superscript_width, wrap_evenly, wrap_full

_FEWEST = 3  # lines of several figures: two are told apart by their names
_SINGLE = 8  # figures that stand alone: more find no room for their names in one panel
_ACROSS = {0: 2, 480: 3, 560: 5}  # panels side by side, from so many pixels on
_HEADROOM = 1.1
_WIDE, _SMALL = 0.28, 0.62  # the height of a plot, in its own widths
_LEAST, _MOST = 78, 210  # the same in pixels
_GUTTER = 1.2  # panels side by side, in sizes of a label's type
_TITLE = 7  # pixels from a title to its plot
_APART = 0.9  # one row of panels from the next
_TRIES = 3  # to fit a height
_BETWEEN = 0.5  # the least space between two dates, in sizes of their type


def draw(selection: Selection, width: int, height: int | None = None) -> scene.Plot:
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


def draw_on_card(selection: Selection, width: int, height: int) -> scene.Plot | None:
    """Draw a history for a card, where every series has its name in the plot: none needs a list."""
    drawn = draw(selection, width, height)
    names = {" ".join(text.words.split()) for text in drawn.labels}
    is_named = all(one.label in names for one in selection.series)
    return drawn if is_named or selection.are_columns else None


def _draw(selection: Selection, width: int, tall: float | None) -> tuple[scene.Plot, float, bool]:
    """Draw with a plot as high as `tall`, where that is enough.

    Return how high it is as well, and whether every series has its name in it.
    """
    scale = Scale.for_width(width)
    layout, names = name_all(selection, Layout.lay_out(selection, width, scale, tall), scale)
    return _plot(selection, layout, names, width, scale), layout.height, not names.listed


def _are_better(selection: Selection) -> bool:
    """Whether panels tell the lines apart: there are several, and not too many single figures."""
    lines = sum(len(one.figures) > 1 for one in selection.series)
    return lines >= _FEWEST and len(selection.series) - lines <= _SINGLE


def _draw_panels(selection: Selection, width: int) -> scene.Plot:
    """Draw the panels for a picture `width` pixels wide."""
    scale = Scale.for_width(width)
    base = Layout.lay_out(selection, width, scale, None)
    about = selection.highlighted
    many = [one for one in selection.series if len(one.figures) > 1 and one != about]
    few = [one for one in selection.series if len(one.figures) == 1 and one != about]
    blocks: list[scene.Plot] = []
    if about:
        blocks.append(_whole(selection, [about], base, width, scale))
    blocks.append(_grid(selection, many, base, width, scale))
    if few:
        blocks.append(_whole(selection, few, base, width, scale))
    return _under(blocks, scale.label * _APART)


def _under(blocks: Sequence[scene.Plot], gap: float) -> scene.Plot:
    """Set plots under each other."""
    put, top = [], 0.0
    for one in blocks:
        put.append(one.placed(scene.lowered(top)))
        top += one.height + gap
    return scene.together(put, top - gap)


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
) -> scene.Plot:
    """Draw a panel over the whole width, each series named beside its marks."""
    own = _of(selection, series)
    high = min(max(base.width * _WIDE, _LEAST * 1.6), _MOST)
    roomy = replace(base, most=base.most * _HEADROOM)  # for what stands over the highest mark
    layout, names = name_all(own, _to(roomy, own, high, scale), scale)
    return _plot(own, layout, names, width, scale)


def _grid(
    selection: Selection, series: Sequence[Series], base: Layout, width: int, scale: Scale
) -> scene.Plot:
    """Draw a panel for each series, side by side: numbers at the first, dates under the last."""
    across = max(many for least, many in _ACROSS.items() if width >= least)
    across = math.ceil(len(series) / math.ceil(len(series) / across))  # no panel alone in a row
    gap = scale.label * _GUTTER
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
            panel = _framed(own, layout, scale, **shown)
            behind = _reference(selection, base, layout)
            panel = replace(panel, ground=(*panel.ground, *behind))
            panels.append((_title(own, layout, scale), panel))
        blocks.append(_beside(panels))
    return _under(blocks, scale.label * _APART)


def _beside(panels: Sequence[tuple[list[scene.TextBlock], scene.Plot]]) -> scene.Plot:
    """Set panels side by side, their plots at one height under the highest title."""
    top = max(text.box[3] for title, _ in panels for text in title) + _TITLE
    titles = [scene.Plot(0, labels=tuple(title)) for title, _ in panels]
    plots = [one.placed(scene.lowered(top)) for _, one in panels]
    pairs = chain.from_iterable(zip(plots, titles, strict=True))
    return scene.together(list(pairs), top + max(one.height for _, one in panels))


def _title(own: Selection, layout: Layout, scale: Scale) -> list[scene.TextBlock]:
    """Return the name of a series, with the numbers of its notes, and how far it runs."""
    (series,) = own.series
    notes = notes_on(own.records)
    room = layout.width - superscript_width(notes, scale.note)
    name = wrap_evenly(series.label, room, scale.note, bold=True)
    run = wrap_full(extent([row["amount"] for row in own.records]), layout.width, scale.note)
    said = _described(own).get(series.figures, "")
    mine = {"figure_id": series.figures[-1], "description": said}
    foot = scale.note, len(name) * scale.note * LINE + scale.note  # raised numbers lower no name
    place = {"across": "foot", **mine}
    return [
        scene.TextBlock(
            scene.runs(name, bold=True, numbers=notes),
            layout.left,
            foot[0],
            scale.note,
            INK,
            **place,
        ),
        scene.TextBlock(scene.runs(run), layout.left, foot[1], scale.note, MUTED, **place),
    ]


def _reference(selection: Selection, base: Layout, layout: Layout) -> Iterator[scene.Line]:
    """Draw the line that the words are about, pale, behind that of another origin."""
    about = selection.highlighted
    whole = replace(layout, places=base.places)
    for link in selection.links:
        if about and link.start in about.figures:
            stroke = scene.Stroke(TINTS[HIGHLIGHT], 1, is_dotted=not link.is_alike)
            for (x0, y0), (x1, y1) in pairwise(whole.path(link)):
                yield scene.Line(layout.left + x0, y0, layout.left + x1, y1, stroke)


def _plot(
    selection: Selection, layout: Layout, names: SeriesNames, width: int, scale: Scale
) -> scene.Plot:
    """Draw one plot, its series named in it, with what begins at a break above and a list below."""
    begins, above = flags(selection, layout, scale)
    described = _described(selection)
    room = width - 2 * scale.margin
    entries, below = set_list(names.listed, described, scale.margin, room, scale)
    top = above + scale.label  # half a line for the words of the highest mark
    framed = _framed(selection, layout, scale)
    drawn = replace(
        framed,
        height=top + framed.height + (below + scale.label if below else 0),
        ground=(
            *framed.ground,
            *(_leader(layout, one.leader) for one in names.labels if one.leader),
            *(_flagpole(layout, one, above) for one in begins),
        ),
        labels=(
            *framed.labels,
            *(_name(layout, one, described.get(one.names, "")) for one in names.labels),
            *(_flag(layout, one, above, scale) for one in begins),
            *scene.placed(entries, scene.lowered(framed.height + scale.label)),
        ),
    )
    return drawn.placed(scene.lowered(top))


def _framed(
    selection: Selection,
    layout: Layout,
    scale: Scale,
    *,
    has_numbers: bool = True,
    has_dates: bool = True,
) -> scene.Plot:
    """Draw the figures on their two axes, with the words along these."""
    left, foot, under = layout.left, layout.height, layout.height + layout.sunk
    words = partial(scene.TextBlock, size=scale.label, color=MUTED)
    lines, texts = [], []
    for number in layout.numbers:
        y = layout.y(number)
        lines.append(scene.Line(left, y, left + layout.width, y, rule(number)))
        if has_numbers:
            number_words, x = scene.runs([compact(number)]), left - layout.dot / 2
            texts.append(words(number_words, x, y, hold="right", across="middle"))
    for text, tick, middle in _dates(layout, scale.label) if has_dates else ():
        x = left + tick
        lines.append(scene.Line(x, foot, x, under + 4, rule(0)))
        texts.append(words(scene.runs([text]), left + middle, under + 6, hold="center"))
    return scene.Plot(
        height=under + (scale.label * LINE + 6 if has_dates else 0),
        marks=tuple(_marks(selection, layout)),
        ground=tuple(lines),
        labels=tuple(texts),
        entries=tuple(dot_key((row["status"], row["amount"]) for row in selection.records)),
        axis=scene.Axis(foot, 0, layout.least, layout.most, is_upright=True),
    )


def _dates(layout: Layout, size: int) -> Iterator[tuple[str, float, float]]:
    """Yield dates, their ticks and the middles of their words, which move in before they are cut.

    Words that would lie on others are left out, with their tick.
    """
    taken = -math.inf
    room = layout.width - 2 * layout.dot
    for moment, words in date_ticks(layout.first, layout.last, room, size):
        x, half = layout.x(moment), measure(words, size) / 2
        # no further out than all other words: the margin is as wide on the left as on the right
        low, high = half - layout.left + layout.right, layout.width + layout.column - half
        middle = min(max(x, low), high)
        if middle - half >= taken:
            yield words, x, middle
            taken = middle + half + size * _BETWEEN


def _leader(layout: Layout, ends: tuple[scene.Point, scene.Point]) -> scene.Line:
    (x0, y0), (x1, y1) = ends
    return scene.Line(layout.left + x0, y0, layout.left + x1, y1, scene.Stroke(OTHERS, 0.7))


def _described(selection: Selection) -> dict[tuple[str, ...], str]:
    """Say which figures each series has, where it has several."""
    rows = selection.by_id
    return {
        series.figures: gathered(series.label, [rows[figure] for figure in series.figures])
        for series in selection.series
        if len(series.figures) > 1
    }


def _name(layout: Layout, one: Name, description: str) -> scene.TextBlock:
    return scene.TextBlock(
        scene.runs(one.lines, bold=one.is_bold, numbers=one.notes),
        layout.left + one.x,
        one.top,
        one.size,
        HIGHLIGHT if one.is_about else INK,
        background=PAPER,
        figure_id=one.names[-1],
        description=description,
    )


def _flagpole(layout: Layout, one: Flag, above: float) -> scene.Line:
    x, top = layout.left + one.x, one.top - above - layout.dot
    bottom = layout.y(one.place.amount.stated) - layout.dot
    return scene.Line(x, top, x, bottom, scene.Stroke(MUTED, is_dotted=True))


def _flag(layout: Layout, one: Flag, above: float, scale: Scale) -> scene.TextBlock:
    x, top = layout.left + one.x + one.side * 5, one.top - above - layout.dot
    hold = "right" if one.side < 0 else "left"
    own = {"hold": hold, "figure_id": one.place.figure_id}
    return scene.TextBlock(scene.runs(one.lines), x, top, scale.note, INK, **own)


def _marks(selection: Selection, layout: Layout) -> Iterator[scene.Mark]:
    """Draw the lines, and on top of them the figures; those the words are about come last."""
    about = selection.highlighted.figures if selection.highlighted else ()
    inside = layout.inside_lines(selection)
    status = {row["figure_id"]: row["status"] for row in selection.records}
    axis = AmountAxis(layout.y, layout.dot, TAIL, is_upright=True)
    for color, is_about in ((OTHERS, False), (HIGHLIGHT, True)):
        places = [one for one in layout.places if (one.figure_id in about) == is_about]
        own = {one.figure_id for one in places}
        yield from _lines(selection, layout, own, color, inside)
        drawn = [
            layout.shape(one, status[one.figure_id], color, layout.left)
            for one in places
            if one.figure_id not in inside
        ]
        yield from shapes.marks(drawn, axis)


def _lines(
    selection: Selection, layout: Layout, own: set[str], color: str, inside: set[str]
) -> Iterator[scene.Path]:
    """Draw a straight line between figures that count alike, and a dotted step between others.

    Through figures without a mark of their own it goes on as one line, of the figure before them.
    """
    for is_alike in (True, False):
        pieces: list[tuple[str, list[scene.Point]]] = []
        for link in selection.links:
            if link.is_alike != is_alike or link.start not in own:
                continue
            for at, pair in enumerate(pairwise(layout.path(link))):
                points = [(layout.left + x, y) for x, y in pair]
                if link.start in inside and pieces and pieces[-1][1][-1] == points[0]:
                    pieces[-1][1].append(points[1])
                else:
                    pieces.append((link.start if at == 0 else link.end, points))
        yield from scene.joined(pieces, scene.Stroke(color, 1.5, is_dotted=not is_alike))
