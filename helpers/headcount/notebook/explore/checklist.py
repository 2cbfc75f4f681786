"""A list to tick, folded away until it is wanted."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets

_HERE = Path(__file__).parent


class Checklist(anywidget.AnyWidget):
    """Boxes to tick under one summary: one model, where ipywidgets would need one for each box.

    Parameters
    ----------
    title
        What the list is of, which is also the name of the group of boxes.
    summary
        How much of it is ticked; it stands beside the title when the list is folded away, too.
    options
        Pairs of a label and a text value.
    ticked
        The values that are ticked, in the order of ticking.

    Examples
    --------
    >>> days = [("Monday", "mo"), ("Tuesday", "tu")]
    >>> Checklist(title="Days", summary="1 of 2", options=days, ticked=["mo"]).ticked
    ['mo']
    """

    _esm = _HERE / "checklist.js"

    title = traitlets.Unicode().tag(sync=True)
    summary = traitlets.Unicode().tag(sync=True)
    options = traitlets.List().tag(sync=True)
    ticked = traitlets.List(traitlets.Unicode()).tag(sync=True)
