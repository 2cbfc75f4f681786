"""The marks of a scale: blocks of squares under their labels.

A block is drawn as a few bars, and rules in the color of the paper cut them into squares: a
thousand squares weigh as much as ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from headcount.charts.ends import RANGE
from headcount.charts.key import key
from headcount.charts.scale.layout import Cut, Layout, Part, PlacedBlock, pieces
from headcount.charts.scale.selection import Selection
from headcount.render.scene import Cuts, Fill, Mark, Path, Plot, Rect, Sign, Stroke, Text, runs
from headcount.render.style import INK, MUTED, PAPER, fill
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
    return Plot(
        height=layout.height,
        marks=tuple(mark for place in layout.places for mark in _marks(layout, place, ids)),
        signs=tuple(cuts for place in layout.places for cuts in _cuts(layout, place)),
        labels=tuple(text for place in layout.places for text in _texts(layout, place, rows)),
        entries=tuple(key((row["status"] for row in rows), ranges=RANGE, pale=pale)),
    )


def _marks(layout: Layout, place: PlacedBlock, ids: list[str]) -> Iterator[Mark]:
    """Draw the parts of a block as bars, its bounds as lines, an open end as an arrow."""
    block, grid = place.block, layout.grid

    def squares(x: float, wide: float, line: float, lines: float, look: Fill, row: int) -> Rect:
        top = place.squares + line * grid.pitch
        left, right = layout.x(x), layout.x(x + wide)
        return Rect(left, top, right, top + lines * grid.pitch, look, figure_id=ids[row])

    for part in block.parts:
        # the largest piece comes first
        found = pieces(part.start, part.stop, grid.columns)
        for one in sorted(found, key=lambda one: -one.wide * one.lines):
            yield squares(*one, _filled(part), part.row)
    color = block.parts[0].color if block.parts else INK
    for cap in block.ends.caps:
        line = max(0, grid.lines(cap) - 1)
        top = place.squares + line * grid.pitch
        # the cut beside the last square would cover a line on the very end
        last = cap == block.ends.most
        aside = grid.gap / 2 + 1.5 if last else 0
        x = layout.x(cap - line * grid.columns) + aside
        stroke = Stroke(color, 3 if last else grid.gap + 3)
        yield Path((((x, top - 1.5), (x, top + grid.pitch + 1.5)),), stroke, ids[block.owner])
    if block.ends.is_open:
        line, column = divmod(block.arrow, grid.columns)
        free = block.arrow >= block.parts[-1].stop
        size = max(9.0, grid.pitch * 0.7) if free else grid.pitch * 0.7
        if not free:  # the square under it is cleared: on a full one it would be lost
            yield squares(column, 1, line, 1, Fill(PAPER), block.row)
        y = place.squares + (line + 0.5) * grid.pitch
        yield Sign("right", layout.x(column + 0.5), y, size, Fill(color), ids[block.owner])


def _filled(part: Part) -> Fill:
    """Fill squares as their status asks, without an outline: each has its own edges."""
    return Fill(fill(part.kind, part.color, faint=part.faint).color)


def _cuts(layout: Layout, place: PlacedBlock) -> Iterator[Cuts]:
    """Cut the bars into squares: each has its own edges, and the paper shows between two."""
    parts, grid = place.block.parts, layout.grid

    def cuts(lines: Iterable[Cut], stroke: Stroke) -> Cuts:
        found = tuple(tuple((layout.x(x), y) for x, y in line) for line in lines)
        return Cuts(found, stroke)

    for part in parts:
        if not part.faint and part.stop > part.start:
            edges = grid.edges(part.start, part.stop, place.squares)
            yield cuts(edges, Stroke(part.color))
    if parts and parts[-1].stop:
        yield cuts(grid.between(parts[-1].stop, place.squares), Stroke(PAPER, grid.gap))


def _texts(layout: Layout, place: PlacedBlock, rows: list[dict]) -> Iterator[Text]:
    """Set the label of a block: what it counts, and under it how that is known."""
    row, scale = rows[place.block.row], layout.scale
    own = {"figure_id": row["figure_id"]}
    title = runs(place.title, bold=place.block.bold, numbers=row.get("note_numbers", ()))
    yield Text(title, layout.left, place.top, scale.label, INK, **own)
    under = place.top + len(place.title) * scale.label * LINE
    yield Text(runs(place.said), layout.left, under, scale.note, MUTED, **own)
