"""The marks of a ladder, rung under rung or ladder beside ladder, and its plotly figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from headcount.charts import bars, native
from headcount.charts.bars import SIDE, Ends, tile, tile_key
from headcount.charts.ladder.selection import UNKNOWN, Rung, Selection, Step
from headcount.charts.ladder.words import of_end, of_rung
from headcount.charts.native import Datum, Rows, Traces
from headcount.figures.table import Row
from headcount.render.scene import (
    Entry,
    Fill,
    Plot,
    Point,
    Sign,
    Stroke,
    TextBlock,
    grouped,
    joined,
)
from headcount.render.style import OTHERS, PAPER, Scale
from headcount.render.typesetting import LINE, hover

RADIUS = SIDE / 2
"""Half the width of a rung's mark, which is as wide as the tile at the end of a way."""

NARROWEST = 20
"""The narrowest column whose words are still read with ease, in sizes of its type."""

_LANE = 2 * RADIUS + 9
_BETWEEN = 1.8
"""How far columns stand apart, in sizes of type."""

_WISHED, _TIGHT, _LOOSE = 0.5, 0.25, 4.5
"""The gap between two rungs, in sizes of type; three of them part one ladder from the next."""

_APART = 3
_ABOVE = 0.3
"""What parts the first rung from the key, in sizes of type."""


@dataclass
class Layout:
    """A ladder laid out; x and y in pixels from the top left corner of the marks.

    Parameters
    ----------
    height
        Pixels.
    rungs
        Each speaker's mark: whose, and where its middle is.
    ends
        The mark at the end of each way: of which row, and where its middle is.
    links
        The lines from one mark to the next: of which figure, and its corners.
    texts
        Everything that is written.
    """

    height: float = 0
    rungs: list[tuple[Rung, Point]] = field(default_factory=list)
    ends: list[tuple[Row, Point]] = field(default_factory=list)
    links: list[tuple[str, list[Point]]] = field(default_factory=list)
    texts: list[TextBlock] = field(default_factory=list)


@dataclass(frozen=True)
class _Ladder:
    """One tree of ways, and the labels of its steps set for the width of a column."""

    steps: list[Step]
    labels: list[bars.SetRow]

    @cached_property
    def tall(self) -> float:
        return sum(label.words for label in self.labels)

    def height(self, gap: float) -> float:
        return self.tall + gap * (len(self.steps) - 1)


def lay_out(selection: Selection, width: int, scale: Scale, height: float | None) -> Layout:
    """Lay ladders out in as many columns as make the picture lowest, fewer where it is all one.

    Parameters
    ----------
    selection
        The rows and their ways.
    width
        Pixels of the whole picture.
    scale
        The sizes of type.
    height
        Pixels to fill, as far as the gaps stay legible.
    """
    ladders = selection.ladders
    room, between = width - 2 * scale.margin, scale.label * _BETWEEN
    most = max(1, int((room + between) // (scale.label * NARROWEST + between)))
    best: list[list[_Ladder]] = []
    for count in range(1, min(most, len(ladders)) + 1):
        across = (room - between * (count - 1)) / count
        labelled = [_labelled(steps, selection, across, scale) for steps in ladders]
        columns = _packed(labelled, count, scale.label * _WISHED)
        if not best or _tallest(columns, scale) < _tallest(best, scale):
            best = columns
    above = scale.label * _ABOVE
    left = None if height is None else height - above
    gap = min(_gap(column, scale, left) for column in best)
    pitch = (room + between) / len(best)
    layout = Layout(height=above + max(_height(column, gap) for column in best))
    for at, column in enumerate(best):
        top = above
        for ladder in column:
            _place(ladder, scale.margin + at * pitch, top, gap, layout)
            top += ladder.height(gap) + _APART * gap
    return layout


def _labelled(steps: list[Step], selection: Selection, width: float, scale: Scale) -> _Ladder:
    labels = []
    for step in steps:
        room = width - (step.lane + 1) * _LANE
        if isinstance(step.thing, Rung):
            row = bars.Row(step.figure, *of_rung(selection, step.thing))
        else:  # a number is bold, and who passes it on is not
            notes = tuple(step.thing.get("note_numbers", ()))
            row = bars.Row(step.figure, *of_end(step.thing), notes, is_bold=True)
        labels.append(row.within(room, scale, beside=True))
    return _Ladder(steps, labels)


def _packed(ladders: Sequence[_Ladder], count: int, gap: float) -> list[list[_Ladder]]:
    """Part ladders, in their order, into so many columns that the tallest is as low as may be."""
    runs = combinations(range(len(ladders) + 1), 2)
    heights = sorted(_height(ladders[first:last], gap) for first, last in runs)
    filled = (_filled(ladders, height, gap) for height in heights)
    return next(columns for columns in filled if len(columns) <= count)


def _filled(ladders: Sequence[_Ladder], height: float, gap: float) -> list[list[_Ladder]]:
    """Fill one column after the other up to `height`, give or take a hundredth of a pixel."""
    columns: list[list[_Ladder]] = [[]]
    left = height = height + 0.01
    for ladder in ladders:
        if columns[-1] and ladder.height(gap) > left:
            columns.append([])
            left = height
        columns[-1].append(ladder)
        left -= ladder.height(gap) + _APART * gap
    return columns


def _height(column: Sequence[_Ladder], gap: float) -> float:
    return sum(one.height(gap) for one in column) + _APART * gap * (len(column) - 1)


def _tallest(columns: Sequence[Sequence[_Ladder]], scale: Scale) -> float:
    return max(_height(column, scale.label * _WISHED) for column in columns)


def _gap(column: Sequence[_Ladder], scale: Scale, height: float | None) -> float:
    """Return the gap at which a column fills `height`, as far as it stays legible."""
    gaps = _height(column, 1) - _height(column, 0)
    if height is None or not gaps:
        return scale.label * (_WISHED if height is None else _LOOSE)
    gap = (height - _height(column, 0)) / gaps
    return min(max(gap, scale.label * _TIGHT), scale.label * _LOOSE)


def _place(ladder: _Ladder, left: float, top: float, gap: float, layout: Layout) -> None:
    """Set one ladder into the layout, its first line at `top`."""
    middles: list[Point] = []
    for step, label in zip(ladder.steps, ladder.labels, strict=True):
        x, y = left + RADIUS + step.lane * _LANE, top + label.scale.label * LINE / 2
        middles.append((x, y))
        if isinstance(step.thing, Rung):
            layout.rungs.append((step.thing, (x, y)))
        else:
            layout.ends.append((step.thing, (x, y)))
        if step.after is not None:
            layout.links.append((step.figure, _link(middles[step.after], (x, y))))
        layout.texts += label.texts(x - RADIUS + _LANE, top, y)
        top += label.words + gap


def _link(one: Point, other: Point) -> list[Point]:
    """Return the line from mark to mark: straight down, or down and to the side."""
    (x, y), (to_x, to_y) = one, other
    if x == to_x:
        return [(x, y + RADIUS), (x, to_y - RADIUS)]
    return [(x, y + RADIUS), (x, to_y), (to_x - RADIUS, to_y)]


_SHAPES = {False: "circle", True: "diamond"}
_KEY = {
    (True, False): "",
    (False, False): "Not named",
    (True, True): "Takes a side",
    (False, True): "Takes a side, not named",
}


def draw(selection: Selection, width: int, height: int | None = None) -> Plot:
    """Draw the marks of a ladder; see `headcount.charts.form.Form`.

    Who takes a side is a diamond, who is not named is hollow; at the end of each way stands the
    figure, paper, tinted or full as everywhere, crossed out where it is a denial.
    """
    layout = lay_out(selection, width, Scale.for_width(width), height)
    ends = [tile(row["figure_id"], row["status"], x, y, OTHERS) for row, (x, y) in layout.ends]
    return Plot(
        height=layout.height,
        marks=(
            *joined(layout.links, Stroke(OTHERS, 1.5)),
            *_rungs(layout, selection),
            *grouped(ends),
        ),
        labels=tuple(layout.texts),
        entries=tuple(_key(layout, selection)),
    )


def _sign(look: tuple[bool, bool]) -> tuple[str, float, Fill]:
    """Return the shape of a speaker, its size, and how it is filled."""
    named, side = look
    return _SHAPES[side], 2 * RADIUS - 1 + side, Fill(OTHERS if named else PAPER, OTHERS, 2)


def _rungs(layout: Layout, selection: Selection) -> Iterator[Sign]:
    for look in _KEY:
        shape, size, fill = _sign(look)
        for rung, (x, y) in layout.rungs:
            if selection.look(rung) == look:
                yield Sign(shape, x, y, size, fill, rung.figures[0])


def _key(layout: Layout, selection: Selection) -> Iterator[Entry]:
    """Say what shapes and fills mean, for those in view."""
    looks = {selection.look(rung) for rung, _ in layout.rungs}
    for look, name in _KEY.items():
        if name and look in looks:
            shape, size, fill = _sign(look)
            yield Entry(name, fill, shape, size)
    yield from tile_key((row["status"] for row, _ in layout.ends), OTHERS)


_SPEAKERS = {
    (True, False): "Speaker",
    (False, False): "Speaker, not named",
    (True, True): "Speaker who takes a side",
    (False, True): "Takes a side, not named",
}


def figure(selection: Selection, width: int) -> Traces:
    """Return the ways of a ladder: speakers by their hop, and at the end of each way its figure."""
    ladders = selection.ladders
    steps = [step for those in ladders for step in those]
    rows = Rows.of([_name(step) for step in steps], width, share=0.5)
    marks = [
        _speaker(step.thing, selection, at, Ends(None, step.hops, None))
        if isinstance(step.thing, Rung)
        else Datum.of(step.thing, at, Ends(None, step.hops, None), start=step.hops, symbol="square")
        for step, at in zip(steps, rows.at, strict=True)
    ]
    traces = [_links(ladders, rows.at), *native.traces(marks)]
    first, last = min(step.hops for step in steps), max(1, *(step.hops for step in steps))
    xaxis = {
        "title": {"text": "Hops from the origin"},
        "range": [first - 0.4, last + 0.4],
        "dtick": 1,
        "zeroline": False,
    }
    if first == UNKNOWN:
        numbers = range(last + 1)
        xaxis |= {"tickvals": [first, *numbers], "ticktext": ["not recorded", *map(str, numbers)]}
    return Traces(traces, {"xaxis": xaxis, "yaxis": rows.axis}, rows.left, rows.height)


def _name(step: Step) -> native.Name:
    if isinstance(step.thing, Rung):
        return step.thing.hop.speaker, (), False
    return of_end(step.thing)[0], step.thing.get("note_numbers", ()), True


def _speaker(rung: Rung, selection: Selection, at: float, ends: Ends) -> Datum:
    """Point a speaker: a diamond takes a side, and who is not named is hollow."""
    named, side = selection.look(rung)
    return Datum(
        rung.figures[0],
        "confirmed" if named else "claimed",
        hover(of_rung(selection, rung)),
        at,
        ends,
        name=_SPEAKERS[named, side],
        symbol="diamond" if side else "circle",
        is_row=False,
    )


def _links(ladders: Sequence[Sequence[Step]], at: Sequence[float]) -> native.Trace:
    """Lead from each row to those that came from it."""
    x, y, first = [], [], 0
    for steps in ladders:
        own = at[first : first + len(steps)]
        for step, here in zip(steps, own, strict=True):
            if step.after is not None:
                hops = steps[step.after].hops
                x += [hops, hops, step.hops, None]
                y += [own[step.after], here, here, None]
        first += len(steps)
    line = {"color": OTHERS, "width": 1.5}
    trace = {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "name": "Way"}
    return trace | {"hoverinfo": "skip", "showlegend": False}
