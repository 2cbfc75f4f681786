"""A figure without its furniture, for a page that sets the words itself."""

from __future__ import annotations

import re

from helpers.engraving.markup import said
from helpers.furniture import Drawing

_EDGE = 6
"""Pixels of air above the key and below the marks."""


def bare(drawing: Drawing) -> Drawing:
    """Take headline, deck, notes, source line and credit off a framed drawing.

    Marks, their labels and the key stay where they were to each other; the drawing becomes as high
    as they are. What is furniture is told by `layout.meta`, which holds the words of the figure.

    Parameters
    ----------
    drawing
        As `helpers.furniture.frame` makes it.

    Returns
    -------
    Drawing
        A new one; `layout.meta` keeps what is not words.
    """
    layout = drawing["layout"]
    meta = layout["meta"]
    words = _words(meta)
    margin = layout["margin"]
    marks = layout["height"] - margin["t"] - margin["b"]
    has_key = any(trace.get("showlegend") for trace in drawing["data"])
    # The key hangs on the plot area, so it moves with the marks when the margins shrink.
    key = round((layout["legend"]["y"] - 1) * marks) if has_key else 0
    top = max(key, 0) + _EDGE
    own = {
        "annotations": [
            one for one in layout["annotations"] if _solid(said(one["text"])) not in words
        ],
        "meta": {name: meta[name] for name in meta if name not in _WORDS},
        "height": top + marks + _EDGE,
        "margin": margin | {"t": top, "b": _EDGE},
    }
    return drawing | {"layout": layout | own}


_WORDS = ("headline", "deck", "notes", "source_line", "credit", "alt")


def _words(meta: dict) -> set[str]:
    texts = [meta.get(name) or "" for name in ("headline", "deck", "source_line", "credit")]
    for note in meta.get("notes", ()):
        mark = f"{note['number']}" if note["number"] is not None else ""
        texts += [note["text"], mark + note["text"]]
    return {_solid(text) for text in texts if text}


def _solid(text: str) -> str:
    """Take all space out of a text: where its lines break, another width breaks them otherwise."""
    return re.sub(r"\s+", "", text)
