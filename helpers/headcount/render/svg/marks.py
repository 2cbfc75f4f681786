"""Marks: bars, lines and points, each with its figure and its words."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headcount.render.svg.box import Box
from headcount.render.svg.element import element, number
from headcount.render.svg.hatching import Hatching
from headcount.render.svg.markup import told
from headcount.render.svg.plane import Plane, SvgError

Trace = Mapping[str, Any]
Strokes = list[list[tuple[float, float]]]

_DASHES = {"solid": None, "dot": 1.0}  # the length of a dash and of a gap, in widths of the line
_LEAST_DASH = 3.0  # pixels, even of a finer line


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark.

    Parameters
    ----------
    figure, words
        Whose it is, by `figure_id`, and what it says when it is pointed at; either may be empty.
    name, attributes
        Its element.
    """

    figure: str
    words: str
    name: str
    attributes: Mapping[str, Any]

    def markup(self, title: str = "", figure: str = "") -> str:
        """Write it; `title` is an element, `figure` the id that it is to name."""
        return element(self.name, title, data_figure=figure, **self.attributes)


def marks(traces: Sequence[Trace], plane: Plane, hatching: Hatching) -> list[Mark]:
    """Return the marks of traces, from the one that lies lowest: all bars lie under all points.

    Raises
    ------
    SvgError
        For a mode, a dash, a hatch or a symbol that is not known.
    """
    bars = [mark for one in traces if one["type"] == "bar" for mark in _bars(one, plane, hatching)]
    others = [mark for one in traces if one["type"] != "bar" for mark in _scattered(one, plane)]
    return bars + others


def point(marker: Mapping[str, Any], x: float, y: float) -> tuple[str, dict[str, Any]]:
    """Return the name of a point's element, and its attributes."""
    symbol, half = marker.get("symbol", "circle"), marker["size"] / 2
    line = marker.get("line", {})
    if symbol == "circle":
        name, form = "circle", {"cx": x, "cy": y, "r": half}
    elif symbol in _SYMBOLS:
        name, form = "path", {"d": _outline(_SYMBOLS[symbol](half), x, y)}
    else:
        raise SvgError(f"no point looks like {symbol!r}: {', '.join(_SYMBOLS)} are known")
    if symbol.endswith("-open"):
        return name, form | _line(marker["color"], line.get("width", 1)) | {"fill": "none"}
    return name, form | {"fill": marker["color"]} | _line(line.get("color"), line.get("width"))


def swatch(marker: Mapping[str, Any], box: Box, radius: float, hatching: Hatching) -> dict:
    """Return the attributes of a rectangle that is filled as a marker says."""
    line = marker.get("line", {})
    return {
        "x": box.left,
        "y": box.top,
        "width": box.right - box.left,
        "height": box.bottom - box.top,
        "rx": min(radius, (box.right - box.left) / 2, (box.bottom - box.top) / 2) or None,
        "fill": hatching.paint(marker),
        **_line(line.get("color"), line.get("width")),
    }


def dashes(line: Mapping[str, Any]) -> str | None:
    """Return a line's dashes, as the value of ``stroke-dasharray``."""
    dash = line.get("dash", "solid")
    if dash not in _DASHES:
        raise SvgError(f"no line is dashed {dash!r}: {', '.join(_DASHES)} are known")
    long = _DASHES[dash]
    return long and ",".join([number(long * max(line["width"], _LEAST_DASH))] * 2)


def _bars(trace: Trace, plane: Plane, hatching: Hatching) -> Iterator[Mark]:
    lying = trace.get("orientation", "v") == "h"
    ends, middles = (trace["x"], trace["y"]) if lying else (trace["y"], trace["x"])
    along, across = (plane.x, plane.y) if lying else (plane.y, plane.x)
    radius = trace["marker"].get("cornerradius", 0)
    for at, (long, middle) in enumerate(zip(ends, middles, strict=True)):
        if long is None or middle is None:  # an entry of the key, which has no mark
            continue
        base, half = _each(trace.get("base", 0), at), _each(trace["width"], at) / 2
        one, other = sorted((along(base), along(base + long)))
        near, far = sorted((across(middle - half), across(middle + half)))
        box = Box(one, near, other, far) if lying else Box(near, one, far, other)
        yield Mark(*_told(trace, at), "rect", swatch(trace["marker"], box, radius, hatching))


def _scattered(trace: Trace, plane: Plane) -> Iterator[Mark]:
    modes = {"lines": _lines, "markers": _points}
    if trace["mode"] not in modes:
        raise SvgError(f"no points are drawn as {trace['mode']!r}: write lines or markers")
    yield from modes[trace["mode"]](trace, plane)


def _points(trace: Trace, plane: Plane) -> Iterator[Mark]:
    for at, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        if x is not None and y is not None:
            yield Mark(*_told(trace, at), *point(trace["marker"], plane.x(x), plane.y(y)))


def _lines(trace: Trace, plane: Plane) -> Iterator[Mark]:
    """Yield the lines between the gaps of a trace; one figure's lines that follow are one mark."""
    line = trace["line"]
    look = _line(line["color"], line["width"]) | {
        "fill": "none",
        "stroke_dasharray": dashes(line),
    }
    pieces: list[tuple[str, str, Strokes]] = []
    is_new = True
    for at, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        if x is None or y is None:
            is_new = True
            continue
        figure, words = _told(trace, at)
        if is_new:
            if not pieces or pieces[-1][0] != figure:
                pieces.append((figure, words, []))
            pieces[-1][2].append([])
        elif pieces[-1][0] != figure:  # a line between two figures is neither's
            pieces[-1] = ("", "", pieces[-1][2])
        pieces[-1][2][-1].append((plane.x(x), plane.y(y)))
        is_new = False
    for figure, words, strokes in pieces:
        yield Mark(figure, words, "path", {"d": "".join(map(_stroke, strokes))} | look)


def _told(trace: Trace, at: int) -> tuple[str, str]:
    """Return whose mark it is, and its words."""
    figures, hovers = trace.get("customdata"), trace.get("hovertext")
    words = told(hovers[at]) if hovers else ""
    return figures[at] if figures else "", words


def _each(value: Any, at: int) -> float:
    return value[at] if isinstance(value, list | tuple) else value


def _line(color: str | None, width: float | None) -> dict[str, Any]:
    if not color or not width:
        return {}
    return {"stroke": color, "stroke_width": None if width == 1 else width}


def _stroke(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in points)


def _outline(strokes: Strokes, x: float, y: float) -> str:
    """Return the path of strokes around a middle; the first one closes."""
    first, *others = (
        _stroke((x + across, y + down) for across, down in stroke) for stroke in strokes
    )
    return "".join([first, "Z", *others])


def _triangle(right: float, down: float) -> Callable[[float], Strokes]:
    """Return an even triangle whose head points to where the two say, in halves of its size."""

    def strokes(half: float) -> Strokes:
        wide = half * 2 / math.sqrt(3)
        corners = [(-half / 2, -wide), (half, 0.0), (-half / 2, wide)]
        return [[(x * right - y * down, x * down + y * right) for x, y in corners]]

    return strokes


def _diamond(half: float) -> Strokes:
    reach = half * 1.3
    return [[(reach, 0), (0, reach), (-reach, 0), (0, -reach)]]


def _crossed_square(half: float) -> Strokes:
    return [
        [(half, half), (-half, half), (-half, -half), (half, -half)],
        [(half, half), (-half, -half)],
        [(half, -half), (-half, half)],
    ]


_SYMBOLS: dict[str, Callable[[float], Strokes]] = {
    "triangle-right": _triangle(1, 0),
    "triangle-left": _triangle(-1, 0),
    "triangle-up": _triangle(0, -1),
    "triangle-down": _triangle(0, 1),
    "diamond": _diamond,
    "square-x-open": _crossed_square,
}
