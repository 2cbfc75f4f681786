"""The hatches of a picture: each kind is defined once, and used by its id.

An id is the mark of what it stands for: pictures that are put into one page and have one in common
mean the same by it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any
from zlib import crc32

from headcount.render.svg.element import element, number
from headcount.render.svg.plane import SvgError


class Hatching:
    """The hatches that a picture uses, in the order in which they were asked for.

    Parameters
    ----------
    prefix
        Stands before each id, for pictures that share a page.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._ids: dict[str, str] = {}

    def paint(self, marker: Mapping[str, Any]) -> str:
        """Return what a mark is filled with, as the value of ``fill``."""
        pattern = marker.get("pattern") or {}
        shape = pattern.get("shape", "")
        if not shape:
            return "none" if marker["color"] == "rgba(0,0,0,0)" else marker["color"]
        if shape != "/":
            raise SvgError(f"no hatch looks like {shape!r}: only '/' is known")
        tile = _tile(pattern)
        known = self._ids.setdefault(tile, f"{self._prefix}i{crc32(tile.encode()):08x}")
        return f"url(#{known})"

    def defs(self) -> str:
        """Return the definitions of all that were asked for."""
        defined = (
            tile.replace("<pattern ", f'<pattern id="{known}" ', 1)
            for tile, known in self._ids.items()
        )
        return element("defs", "".join(defined)) if self._ids else ""


def _tile(pattern: Mapping[str, Any]) -> str:
    """Draw the tile of a hatch that rises to the right, its lines ``size`` pixels apart."""
    side = pattern["size"] * math.sqrt(2)
    q = round(side / 4, 2)  # the strokes of the corners meet those of the next tiles
    one, two, three, four, five = (number(q * many) for many in range(1, 6))
    strokes = f"M-{one},{one}l{two},-{two}M0,{four}L{four},0M{three},{five}l{two},-{two}"
    theme = element("rect", width=4 * q, height=4 * q, fill=pattern["bgcolor"])
    lines = element(
        "path",
        d=strokes,
        stroke=pattern["fgcolor"],
        stroke_width=pattern["size"] * pattern["solidity"],
        opacity=None if pattern.get("fgopacity", 1) == 1 else pattern["fgopacity"],
    )
    return element(
        "pattern", theme + lines, width=4 * q, height=4 * q, patternUnits="userSpaceOnUse"
    )
