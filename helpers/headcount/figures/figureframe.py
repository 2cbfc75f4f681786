"""A DataFrame that a merge with somebody's own table does not make forget its `attrs`.

Kept by itself, because it needs pandas when it is imported.
"""

from __future__ import annotations

from typing import Any

import pandas as pd


class FigureFrame(pd.DataFrame):  # type: ignore[misc]  # pandas brings no types
    """A DataFrame in all but this: what it is merged with need not have the same `attrs`.

    Pandas itself keeps `attrs` through a merge only where both sides have the same.
    """

    @property
    def _constructor(self) -> type[FigureFrame]:
        return FigureFrame

    def __finalize__(self, other: Any, method: str | None = None, **given: Any) -> FigureFrame:
        """Take over what the sides of an operation carry, as pandas does; of a merge, all of it."""
        super().__finalize__(other, method=method, **given)
        if method == "merge":
            for side in reversed(other.input_objs):
                self.attrs.update(side.attrs)
        return self
