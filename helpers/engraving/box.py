"""Where something stands in a picture, in pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """The four edges of what is drawn."""

    left: float
    top: float
    right: float
    bottom: float

    def gap(self, other: Box) -> float:
        """Return how far the nearest points of two boxes are apart.

        Examples
        --------
        >>> Box(0, 0, 10, 10).gap(Box(13, 14, 20, 20))
        5.0
        """
        across = max(self.left - other.right, other.left - self.right, 0)
        down = max(self.top - other.bottom, other.top - self.bottom, 0)
        return math.hypot(across, down)
