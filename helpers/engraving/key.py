"""The key: what the fills and the signs mean, in rows above the marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from helpers.engraving.box import Box
from helpers.engraving.element import element
from helpers.engraving.element import text as as_text
from helpers.engraving.hatching import Hatching
from helpers.engraving.marks import point, swatch
from helpers.engraving.plane import Plane
from helpers.furniture import key_places
from helpers.typesetting import LINE

# Plotly's measures, in pixels, so that a key of its own stands in the same place.
_GAP = 5  # around an entry
_SIGN = 30  # the room for the swatch or the sign
_SIDE = 12  # of a swatch
_INSET = _GAP + (_SIGN - _SIDE) / 2  # how far inside its entry a swatch begins
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
    room = layout["width"] - 2 * (left + _INSET)
    places = key_places([entry["name"] for entry in entries], room, size)
    return "".join(
        _entry(entry, left + across, top + _GAP + down * high + high / 2, legend["font"], hatching)
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
    x, half = left + _GAP + _SIGN / 2, _SIDE / 2
    if trace["type"] == "bar":
        box = Box(x - half, middle - half, x + half, middle + half)
        sign = element("rect", **swatch(trace["marker"], box, 0, hatching))
    else:
        name, attributes = point(trace["marker"], x, middle)
        sign = element(name, **attributes)
    words = element(
        "text",
        as_text(trace["name"]),
        x=left + _GAP + _SIGN + _GAP,
        y=middle + _FOOT * font["size"],
        fill=font["color"],
        font_size=font["size"],
    )
    return sign + words
