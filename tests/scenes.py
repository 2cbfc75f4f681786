"""What a scene holds, asked by figure, by kind of mark and by words."""

from __future__ import annotations

from functools import cache
from itertools import groupby

from headcount.charts.chart import Chart, named_chart
from headcount.figures import package
from headcount.render.formats import FORMATS
from headcount.render.scene import Axis, Entry, Path, Rect, Run, Scene, Sign, TextBlock
from headcount.render.style import BANDS

ARROWS = {"left", "right", "up", "down"}
"""The shapes of an arrow's head."""


@cache
def shown(chart: str) -> Chart:
    """Return a named chart of the bundle, made once."""
    return named_chart(package.read(), chart)


@cache
def drawn(chart: str, name: str) -> Scene:
    """Return its scene in a format, drawn once."""
    return shown(chart).picture(FORMATS[name])


def written(text: TextBlock) -> str:
    """Return a text in one line, bold words as ``<b>`` and raised ones as ``<sup>``."""
    runs: list[Run] = []
    for line in text.lines:
        if runs:
            runs.append(Run(" ", runs[-1].is_bold, runs[-1].is_raised))
        runs += line
    found = ""
    for (is_bold, is_raised), those in groupby(runs, key=lambda run: run[1:]):
        words = "".join(run.words for run in those)
        words = f"<sup>{words}</sup>" if is_raised else words
        found += f"<b>{words}</b>" if is_bold else words
    return found


def texts(scene: Scene) -> list[str]:
    """Return every text of a scene but its key's, as `written` has it."""
    return [written(text) for text in (*scene.labels, *scene.words)]


def key(scene: Scene) -> list[str]:
    """Return the names of the entries of the key."""
    return [entry.name for entry in scene.entries]


def figures(scene: Scene) -> set[str]:
    """Return whose marks there are."""
    return {mark.figure_id for mark in scene.marks}


def areas(scene: Scene, figure: str | None = None, *, pale: bool | None = None) -> list[Rect]:
    """Return the areas, of one figure or all; pale ones are the bands between bounds."""
    return [
        mark
        for mark in scene.marks
        if isinstance(mark, Rect)
        and figure in (None, mark.figure_id)
        and pale in (None, is_pale(mark))
    ]


def lines(scene: Scene, figure: str | None = None) -> list[Path]:
    """Return the lines, of one figure or all."""
    return [
        mark for mark in scene.marks if isinstance(mark, Path) and figure in (None, mark.figure_id)
    ]


def signs(scene: Scene, figure: str | None = None) -> list[Sign]:
    """Return the signs, of one figure or all."""
    return [
        mark for mark in scene.marks if isinstance(mark, Sign) and figure in (None, mark.figure_id)
    ]


def is_pale(mark: Rect | Entry) -> bool:
    """Whether an area is the band between two bounds: pale, without an outline."""
    return not mark.fill.outline and mark.fill.color in BANDS.values()


def look(mark: Rect) -> str:
    """Return what an area is filled with."""
    return mark.fill.color


def axes(scene: Scene) -> list[Axis]:
    """Return its axis of amounts, or those of its panels."""
    return [axis for axis in (scene.axis, *scene.axes) if axis]


def number_at(axis: Axis, place: float) -> float:
    """Return which number stands at a place of an axis."""
    return Axis(axis.first, axis.last, axis.start, axis.end).at(place)


def reach(scene: Scene, mark: Rect, axis: Axis | None = None) -> tuple[float, float]:
    """Return from which amount to which an area reaches along an axis, or along the only one."""
    axis = axis or scene.axis
    ends = (mark.bottom, mark.top) if axis.is_upright else (mark.left, mark.right)
    low, high = (number_at(axis, end) for end in ends)
    return low, high
