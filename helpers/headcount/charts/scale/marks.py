"""The marks of a scale: blocks of squares under their labels, laid out for a width.

A block is drawn as a few bars, and rules in the color of the paper cut them into squares: a
thousand squares weigh as much as ten.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headcount.charts.axis import area
from headcount.charts.ends import RANGE
from headcount.charts.key import key
from headcount.charts.scale.blocks import Block, Part, blocks
from headcount.charts.scale.selection import Selection
from headcount.charts.scale.squares import Grid, pieces
from headcount.figures.table import each
from headcount.render.layout import Drawing
from headcount.render.style import INK, MUTED, PAPER, Scale, fill
from headcount.render.typesetting import LINE, plain, superscript, superscript_width, wrap_full

COLUMNS = (10, 20, 25, 50, 100)
"""How many squares a line may hold: round numbers, so that a full line can be counted by."""

SMALLEST, SMALLEST_CARD, LARGEST = 5.0, 7.0, 26.0
"""How wide a square may be with its gap, in pixels; a card is looked at from further away."""

EDGE = 4
"""Pixels to the right of a full line, for the line that closes it."""

FULL = 0.7
"""Squares that take so much of the width fill it; fewer leave a hole beside them."""

LOOSEST = 2.0
"""How much further blocks may stand apart to fill a height, in sizes of their label's type."""

COMFORTABLE, HIGHEST = 0.62, 420
"""How high all squares should be where no height is given: widths of the picture, pixels."""


def draw(
    selection: Selection, hovers: Sequence[str], width: int, height: int | None = None
) -> Drawing:
    """Draw the marks of a scale; see `headcount.charts.form.Form`.

    Squares that every reading of a figure has are filled as its status asks; those up to an upper
    bound are pale and closed by a line; an arrow stands where there is no upper bound.
    """
    rows = each(selection.rows)
    page = _Page.lay_out(blocks(selection), rows, width, height)
    ids = [row["figure_id"] for row in rows]
    grid, places = page.grid, page.places
    layout = area(
        page.height,
        page.left,
        width - page.left - grid.columns * grid.pitch - EDGE,
        x=[0, grid.columns + EDGE / grid.pitch],
    ) | {
        "shapes": [rule for place in places for rule in _rules(grid, place)],
        "annotations": [text for place in places for text in _texts(page.scale, place, rows)],
    }
    traces = [trace for place in places for trace in _squares(grid, place, ids, hovers)]
    pale = {part.kind for place in places for part in place.block.parts if part.faint}
    return {"data": [*traces, *key(rows, ranges=RANGE, pale=pale)], "layout": layout}


@dataclass(frozen=True, slots=True)
class _Place:
    """A block, its wrapped words, and where it stands: the tops of label and squares in pixels."""

    block: Block
    title: list[str]
    said: list[str]
    top: float
    squares: float


@dataclass(frozen=True, slots=True)
class _Page:
    """Where every block stands, and in which squares."""

    grid: Grid
    left: int
    height: int
    scale: Scale
    places: list[_Place]

    @classmethod
    def lay_out(cls, found: list[Block], rows: list[dict], width: int, height: int | None) -> _Page:
        scale = Scale.for_width(width)
        room = width - 2 * scale.margin
        texts = [_wrapped(block, rows, room, scale) for block in found]
        words = [
            (len(title) * scale.label + len(said) * scale.note) * LINE + scale.label * 0.45
            for title, said in texts
        ]
        top, air = scale.label * 0.6, scale.label * 1.2
        needed = top + sum(words) + (air + LARGEST / 2) * (len(found) - 1)
        wished = min(width * COMFORTABLE, HIGHEST) if height is None else height - needed
        grid = _grid(found, room, wished, filled=height is not None)
        highs = [grid.lines(block.squares) * grid.pitch for block in found]
        if height is not None:
            spare = max(0.0, wished - sum(highs)) / max(1, len(found) - 1)
            air += min(spare, scale.label * LOOSEST)
        places = []
        for block, (title, said), head, high in zip(found, texts, words, highs, strict=True):
            # hatching repeats from the top of the picture: in step with it, all squares look alike
            squares = math.ceil((top + head) / grid.pitch) * grid.pitch
            places.append(_Place(block, title, said, squares - head, squares))
            top = squares - head
            # a label that heads the others stands nearer to them than they to each other
            top += head + high + (air if high else air / 2)
        return cls(grid, scale.margin, math.ceil(top - air + 2), scale, places)


def _grid(found: list[Block], room: float, wished: float, *, filled: bool) -> Grid:
    """Choose squares that fill the width, and together come near to a height, not far beyond it."""
    most = max(block.squares for block in found)
    least, beyond = (SMALLEST_CARD, 1.0) if filled else (SMALLEST, 1.4)
    grids = []
    for columns in COLUMNS:
        grid = Grid(columns, math.floor(min(room / columns, LARGEST) * 2) / 2)
        if grid.pitch >= least:
            high = sum(grid.lines(block.squares) for block in found) * grid.pitch
            has_hole = min(columns, most) * grid.pitch < FULL * room
            grids.append((high > wished * beyond, has_hole, abs(high - wished), columns, grid))
    return min(grids)[-1]


def _wrapped(
    block: Block, rows: list[dict], room: float, scale: Scale
) -> tuple[list[str], list[str]]:
    numbers = rows[block.row].get("note_numbers", ())
    beside = room - superscript_width(numbers, scale.label)
    title = wrap_full(block.title, beside, scale.label, bold=block.bold)
    return title, wrap_full(block.said, room, scale.note)


def _squares(grid: Grid, place: _Place, ids: list[str], hovers: Sequence[str]) -> Iterator[dict]:
    """Draw the parts of a block as bars, its bounds as lines, an open end as an arrow."""
    block = place.block
    for part in block.parts:
        # the largest piece speaks for all: who steps through the marks hears each row once
        found = sorted(
            pieces(part.start, part.stop, grid.columns), key=lambda one: -one.wide * one.lines
        )
        speaks = {"hovertext": [hovers[part.row]], "hovertemplate": "%{hovertext}<extra></extra>"}
        for some, own in ((found[:1], speaks), (found[1:], _SILENT)):
            if some:
                yield {
                    "type": "bar",
                    "orientation": "h",
                    "base": [piece.x for piece in some],
                    "x": [piece.wide for piece in some],
                    "y": [
                        place.squares + (piece.line + piece.lines / 2) * grid.pitch
                        for piece in some
                    ],
                    "width": [piece.lines * grid.pitch for piece in some],
                    "marker": _filled(part, grid),
                    "customdata": [ids[part.row]] * len(some),
                    "showlegend": False,
                    **(_SILENT if part.faint and part.start else own),
                }
    common = {"type": "scatter", "cliponaxis": False, "showlegend": False, **_SILENT}
    color = block.parts[0].color if block.parts else INK
    for cap in block.ends.caps:
        line = max(0, grid.lines(cap) - 1)
        top = place.squares + line * grid.pitch
        # the cut beside the last square would cover a line on the very end
        last = cap == block.ends.most
        aside = (grid.gap / 2 + 1.5) / grid.pitch if last else 0
        yield {
            "mode": "lines",
            "x": [cap - line * grid.columns + aside] * 2,
            "y": [top - 1.5, top + grid.pitch + 1.5],
            "line": {"color": color, "width": 3 if last else grid.gap + 3},
            "customdata": [ids[block.owner]] * 2,
            **common,
        }
    if block.ends.is_open:
        line, column = divmod(block.arrow, grid.columns)
        free = block.arrow >= block.parts[-1].stop
        size = max(9.0, grid.pitch * 0.7) if free else grid.pitch * 0.7
        if not free:  # the square under it is cleared: on a hatched one it would be lost
            yield {
                "type": "bar",
                "orientation": "h",
                "base": [column],
                "x": [1],
                "y": [place.squares + (line + 0.5) * grid.pitch],
                "width": [grid.pitch],
                "marker": {"color": PAPER, "line": {"width": 0}},
                "customdata": [ids[block.row]],
                "showlegend": False,
                **_SILENT,
            }
        yield {
            "mode": "markers",
            "x": [column + 0.5],
            "y": [place.squares + (line + 0.5) * grid.pitch],
            "marker": {"symbol": "triangle-right", "size": size, "color": color},
            "customdata": [ids[block.owner]],
            **common,
        }


_SILENT = {"hoverinfo": "skip"}


def _filled(part: Part, grid: Grid) -> dict:
    """Fill squares as their status asks, each with the same hatching, and without an outline."""
    marker = fill(part.kind, part.color, faint=part.faint)
    # plotly repeats a hatching of size 1 after the diagonal of a square of size 1
    period = marker["pattern"]["size"] * math.sqrt(2)
    size = grid.pitch / max(1, round(grid.pitch / period)) / math.sqrt(2)
    pattern = {**marker["pattern"], "size": round(size, 3)}
    return {**marker, "line": {"width": 0}, "pattern": pattern}


def _rules(grid: Grid, place: _Place) -> Iterator[dict]:
    """Cut the bars into squares: each has its own edges, and the paper shows between two."""
    parts = place.block.parts
    for part in parts:
        if not part.faint and part.stop > part.start:
            path = grid.edges(part.start, part.stop, place.squares)
            yield {"type": "path", "path": path, "line": {"color": part.color, "width": 1}}
    if parts and parts[-1].stop:
        path = grid.between(parts[-1].stop, place.squares)
        yield {"type": "path", "path": path, "line": {"color": PAPER, "width": grid.gap}}


def _texts(scale: Scale, place: _Place, rows: list[dict]) -> Iterator[dict]:
    """Set the label of a block: what it counts, and under it how that is known."""
    numbers = rows[place.block.row].get("note_numbers", ())
    title = "<br>".join(plain(line) for line in place.title)
    title = f"<b>{title}</b>" if place.block.bold else title
    common = {"x": 0, "xanchor": "left", "yanchor": "top", "align": "left"}
    common |= {"showarrow": False, "borderpad": 0, "name": rows[place.block.row]["figure_id"]}
    yield {
        "text": title + superscript(numbers),
        "y": place.top,
        "font": {"size": scale.label, "color": INK},
        **common,
    }
    yield {
        "text": "<br>".join(plain(line) for line in place.said),
        "y": place.top + len(place.title) * scale.label * LINE,
        "font": {"size": scale.note, "color": MUTED},
        **common,
    }
