"""Where something stands in a picture, in pixels."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """The four edges of what is drawn."""

    left: float
    top: float
    right: float
    bottom: float
