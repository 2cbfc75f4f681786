"""A figure without its furniture, for a page that sets the words itself."""

from __future__ import annotations

from headcount.render.layout import Drawing

_EDGE = 6
"""Pixels of air above the key and below the marks."""

_FURNITURE = ("headline", "deck", "notes", "source_line", "credit", "alt", "labels")


def bare(drawing: Drawing) -> Drawing:
    """Take headline, deck, notes, source line and credit off a framed drawing.

    Marks, their labels and the key stay where they were to each other; the drawing becomes as high
    as they are.

    Parameters
    ----------
    drawing
        As `headcount.render.layout.frame` makes it.

    Returns
    -------
    Drawing
        A new one; `layout.meta` keeps what the furniture did not put there.
    """
    layout = drawing["layout"]
    meta = layout["meta"]
    margin = layout["margin"]
    marks = layout["height"] - margin["t"] - margin["b"]
    has_key = any(trace.get("showlegend") for trace in drawing["data"])
    # The key hangs on the plot area, so it moves with the marks when the margins shrink.
    key = round((layout["legend"]["y"] - 1) * marks) if has_key else 0
    top = max(key, 0) + _EDGE
    own = {
        "annotations": layout["annotations"][: meta["labels"]],
        "meta": {name: meta[name] for name in meta if name not in _FURNITURE},
        "height": top + marks + _EDGE,
        "margin": margin | {"t": top, "b": _EDGE},
    }
    return drawing | {"layout": layout | own}
