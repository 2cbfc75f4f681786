"""The marks of a scale, blocks of squares under their labels, and its plotly figure, of bars.

A block is drawn as a few bars, and rules in the color of the paper cut them into squares: a
thousand squares weigh as much as ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from headcount.charts import native
from headcount.charts.bars import RANGE, Ends, key
from headcount.charts.native import Datum, Rows, Traces
from headcount.charts.scale.layout import (
    TEN,
    Cut,
    Layout,
    Piece,
    PlacedBlock,
    blocks,
    lines,
    pieces,
)
from headcount.charts.scale.selection import HUNDRED, SHARE, Selection, of_hundred
from headcount.core.wording import capital, cardinal
from headcount.figures.table import Row
from headcount.render.scene import (
    Cuts,
    Fill,
    Mark,
    Path,
    Plot,
    Point,
    Rect,
    Sign,
    Stroke,
    TextBlock,
    runs,
)
from headcount.render.style import HIGHLIGHT, INK, MUTED, PAPER, fill
from headcount.render.typesetting import LINE


def draw(selection: Selection, width: int, height: int | None = None) -> Plot:
    """Draw the marks of a scale; see `headcount.charts.form.Form`.

    Squares that every reading of a figure has are filled as its status asks; those up to an upper
    bound are pale and closed by a line; an arrow stands where there is no upper bound.
    """
    rows = selection.records
    layout = Layout.lay_out(selection, width, height)
    ids = [row["figure_id"] for row in rows]
    pale = {part.kind for place in layout.places for part in place.block.parts if part.faint}
    words, size = runs([selection.square]), layout.scale.note
    square = TextBlock(words, layout.scale.margin, 0, size, MUTED)
    return Plot(
        height=layout.height,
        marks=tuple(mark for place in layout.places for mark in _marks(layout, place, ids)),
        signs=tuple(cuts for place in layout.places for cuts in _cuts(layout, place)),
        labels=(square, *(one for place in layout.places for one in _texts(layout, place, rows))),
        entries=tuple(key((row["status"] for row in rows), ranges=RANGE, pale=pale)),
    )


def _marks(layout: Layout, place: PlacedBlock, ids: list[str]) -> Iterator[Mark]:
    """Draw the parts of a figure as bars, its bounds as lines, an open end as an arrow."""
    block, grid = place.block, layout.grid
    pitch = grid.pitch

    def corner(at: int) -> Point:
        across, down = grid.origin(at)
        return place.first[0] + across, place.first[1] + down

    def area(at: int, piece: Piece, look: Fill, row: int) -> Rect:
        x, y = corner(at)
        left, top = x + piece.x * pitch, y + piece.line * pitch
        right, bottom = left + piece.wide * pitch, top + piece.lines * pitch
        return Rect(left, top, right, bottom, look, figure_id=ids[row])

    for part in block.parts:
        found = [
            (at, piece)
            for at, start, stop in blocks(part.start, part.stop)
            for piece in pieces(start, stop, TEN)
        ]
        # the largest piece comes first
        for at, piece in sorted(found, key=lambda one: -one[1].wide * one[1].lines):
            # without an outline: each square has its own edges
            look = Fill(fill(part.kind, part.color, faint=part.faint).color)
            yield area(at, piece, look, part.row)
    color = block.parts[0].color if block.parts else INK
    for cap in block.ends.caps:
        at, _, stop = list(blocks(0, cap))[-1]
        line = max(0, lines(stop) - 1)
        x, y = corner(at)
        # the cut beside the last square would cover a line on the very end
        last = cap == block.ends.most
        x += (stop - line * TEN) * pitch + (grid.gap / 2 + 1.5 if last else 0)
        y += line * pitch
        stroke = Stroke(color, 3 if last else grid.gap + 3)
        yield Path((((x, y - 1.5), (x, y + pitch + 1.5)),), stroke, ids[block.owner])
    if block.ends.is_open:
        at, start, _ = next(blocks(block.arrow, block.arrow + 1))
        down, column = divmod(start, TEN)
        x, y = corner(at)
        size = max(9.0, pitch * 0.7)
        middle = x + (column + 0.5) * pitch, y + (down + 0.5) * pitch
        yield Sign("right", *middle, size, Fill(color), ids[block.owner])


def _cuts(layout: Layout, place: PlacedBlock) -> Iterator[Cuts]:
    """Cut the bars into squares: each has its own edges, and the paper shows between two."""
    parts, grid = place.block.parts, layout.grid

    def cuts(found: Iterable[tuple[int, Iterable[Cut]]], stroke: Stroke) -> Cuts:
        placed: list[Cut] = []
        pitch = grid.pitch
        for at, those in found:
            across, down = grid.origin(at)
            left, top = place.first[0] + across, place.first[1] + down
            placed += [
                ((left + x * pitch, top + y * pitch), (left + u * pitch, top + v * pitch))
                for (x, y), (u, v) in those
            ]
        return Cuts(tuple(placed), stroke)

    for part in parts:
        if not part.faint and part.stop > part.start:
            edges = [
                (at, grid.edges(start, stop)) for at, start, stop in blocks(part.start, part.stop)
            ]
            yield cuts(edges, Stroke(part.color))
    if parts and parts[-1].stop:
        between = [(at, grid.between(stop)) for at, _, stop in blocks(0, parts[-1].stop)]
        yield cuts(between, Stroke(PAPER, grid.gap))


def _texts(layout: Layout, place: PlacedBlock, rows: Sequence[Row]) -> Iterator[TextBlock]:
    """Set the number of a figure, what it counts, and under it how that is known."""
    row, scale, block = rows[place.block.row], layout.scale, place.block
    own = {"figure_id": row["figure_id"], "across": "foot"}
    foot = place.top + scale.headline
    yield TextBlock(runs([block.number], bold=True), place.left, foot, scale.headline, INK, **own)
    title = runs(place.title, bold=block.bold, numbers=row.get("note_numbers", ()))
    x = place.left + place.beside
    if not place.beside:
        foot += scale.label * LINE
    yield TextBlock(title, x, foot, scale.label, INK, **own)
    under = foot + (len(place.title) - 1) * scale.label * LINE + scale.note * LINE
    yield TextBlock(runs(place.said), place.left, under, scale.note, MUTED, **own)


def figure(selection: Selection, width: int) -> Traces:
    """Return the rows of a scale on an axis of amounts, or of percent."""
    if selection.show == SHARE:
        return _shares(selection, width)
    deck = f"Lengths from zero, in {selection.unit}."
    return native.amounts(selection, width, selection.unit, deck)


def _shares(selection: Selection, width: int) -> Traces:
    """Draw each yardstick as a bar of 100%, and the first figure's share at its beginning."""
    first, *others = selection.records
    names = [
        (capital(f"{part.percent()} of {row['counted']}"), row.get("note_numbers", ()), False)
        for row, part in zip(others, selection.shares, strict=True)
    ]
    rows = Rows.of(names, width)
    shares = [of_hundred(part) for part in selection.shares]
    name = f"{capital(first['counted'])} ({first['status']})"
    marks = [
        Datum.of(first, at, ends, HIGHLIGHT, name=name)
        for ends, at in zip(shares, rows.at, strict=True)
    ]
    rest = [
        Datum.of(row, at, Ends(ends.most, None, HUNDRED))
        for row, ends, at in zip(others, shares, rows.at, strict=True)
    ]
    axis = native.PERCENT | {"range": [0, 1.02 * HUNDRED]}
    deck = (
        f"Each of {cardinal(len(others))} yardsticks is a bar of 100%, and begins with the share "
        f"that {first['counted']} are of it."
    )
    plot = native.across(marks, rows, "Share", width, axis=axis, deck=deck)
    for trace in plot.traces:
        trace["notes"] = first.get("note_numbers", ())
    plot.traces.extend(native.traces(rest))
    return plot
