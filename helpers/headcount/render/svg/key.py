"""The key: what the fills and the signs mean, in rows above the marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from headcount.render.layout import KEY_GAP, KEY_INSET, KEY_SIDE, KEY_SIGN, key_places
from headcount.render.svg.box import Box
from headcount.render.svg.element import element
from headcount.render.svg.element import text as as_text
from headcount.render.svg.hatching import Hatching
from headcount.render.svg.marks import point, swatch
from headcount.render.svg.plane import Plane
from headcount.render.typesetting import LINE

# As in `headcount.render.layout`, plotly's measures.
_FOOT = 0.37  # how far under the middle of a row its letters stand, in sizes of their type
_AIR = 3  # under a row
_LEAST = 16  # the height of a row, at least


def key(
    traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any], plane: Plane, hatching: Hatching
) -> str:
    """Write the entries of the traces that have `showlegend`; `furniture.key_places` sets them."""
    entries = [trace for trace in traces if trace.get("showlegend")]
    if not entries:
        return ""
    legend = layout["legend"]
    size = legend["font"]["size"]
    left, top = plane.x(legend["x"], "paper"), plane.y(legend["y"], "paper")
    high = max(size * LINE, _LEAST) + _AIR
    room = layout["width"] - 2 * (left + KEY_INSET)
    first = top + KEY_GAP + high / 2  # the middle of the first row
    places = key_places([entry["name"] for entry in entries], room, size)
    return "".join(
        _entry(entry, left + across, first + down * high, legend["font"], hatching)
        for entry, (across, down) in zip(entries, places, strict=True)
    )


def _entry(
    trace: Mapping[str, Any],
    left: float,
    middle: float,
    font: Mapping[str, Any],
    hatching: Hatching,
) -> str:
    """Write an entry that begins at `left`: its sign, and its name."""
    x, half = left + KEY_GAP + KEY_SIGN / 2, KEY_SIDE / 2
    if trace["type"] == "bar":
        box = Box(x - half, middle - half, x + half, middle + half)
        sign = element("rect", **swatch(trace["marker"], box, 0, hatching))
    else:
        name, attributes = point(trace["marker"], x, middle)
        sign = element(name, **attributes)
    words = element(
        "text",
        as_text(trace["name"]),
        x=left + KEY_GAP + KEY_SIGN + KEY_GAP,
        y=middle + _FOOT * font["size"],
        fill=font["color"],
        font_size=font["size"],
    )
    return sign + words
