"""The marks of a ladder: who spoke, in which order, and the figure at the end."""

from __future__ import annotations

from collections.abc import Iterator

from headcount.charts.key import tile, tile_key
from headcount.charts.ladder.layout import RADIUS, Layout, lay_out
from headcount.charts.ladder.selection import Rung, Selection
from headcount.render.scene import Entry, Fill, Plot, Sign, Stroke, grouped, joined
from headcount.render.style import ACCENT, HIGHLIGHT, OTHERS, PAPER, Scale

_SHAPES = {False: ("circle", OTHERS), True: ("diamond", HIGHLIGHT)}
_KEY = {
    (True, False): "",
    (False, False): "Not named",
    (True, True): "Takes a side",
    (False, True): "Takes a side, not named",
}


def draw(selection: Selection, width: int, height: int | None = None) -> Plot:
    """Draw the marks of a ladder; see `headcount.charts.form.Form`.

    Who takes a side is a diamond, who is not named is hollow; at the end of each way stands the
    figure, hollow, hatched or solid as everywhere, crossed out where it is a denial.
    """
    layout = lay_out(selection, width, Scale.for_width(width), height)
    ends = [tile(row["figure_id"], row["status"], x, y, ACCENT) for row, (x, y) in layout.ends]
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


def _look(rung: Rung, selection: Selection) -> tuple[bool, bool]:
    """Return whether a speaker is named, and whether he takes a side."""
    interest = selection.interests.get(rung.hop.interest, {})
    return rung.hop.named, bool(interest.get("takes_sides"))


def _sign(look: tuple[bool, bool]) -> tuple[str, float, Fill]:
    """Return the shape of a speaker, its size, and how it is filled."""
    named, side = look
    shape, color = _SHAPES[side]
    return shape, 2 * RADIUS - 1 + side, Fill(color if named else PAPER, color, 2)


def _rungs(layout: Layout, selection: Selection) -> Iterator[Sign]:
    for look in _KEY:
        shape, size, fill = _sign(look)
        for rung, (x, y) in layout.rungs:
            if _look(rung, selection) == look:
                yield Sign(shape, x, y, size, fill, rung.figures[0])


def _key(layout: Layout, selection: Selection) -> Iterator[Entry]:
    """Say what shapes and fills mean, for those in view."""
    looks = {_look(rung, selection) for rung, _ in layout.rungs}
    for look, name in _KEY.items():
        if name and look in looks:
            shape, size, fill = _sign(look)
            yield Entry(name, fill, shape, size)
    yield from tile_key((row["status"] for row, _ in layout.ends), ACCENT)
