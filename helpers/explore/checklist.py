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
        The summary, which is also the name of the group of boxes.
    options
        Pairs of a label and a text value.
    ticked
        The values that are ticked, in the order of `options`.

    Examples
    --------
    >>> Checklist(title="Days", options=[("Monday", "mo"), ("Tuesday", "tu")], ticked=["mo"]).ticked
    ['mo']
    """

    _esm = _HERE / "checklist.js"

    title = traitlets.Unicode().tag(sync=True)
    options = traitlets.List().tag(sync=True)
    ticked = traitlets.List(traitlets.Unicode()).tag(sync=True)
