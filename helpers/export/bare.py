"""A figure without its furniture, for a page that sets the words itself."""

from __future__ import annotations

import html
import re

import plotly.graph_objects as go

_EDGE = 6
"""Pixels of air above the key and below the marks."""


def bare(figure: go.Figure) -> go.Figure:
    """Take headline, deck, notes, source line and credit off a framed figure.

    Marks, their labels and the key stay where they were to each other; the figure becomes as high
    as they are. What is furniture is told by `layout.meta`, which holds the words of the figure.

    Parameters
    ----------
    figure
        As `helpers.furniture.frame` makes it.

    Returns
    -------
    plotly.graph_objects.Figure
        A new figure; `layout.meta` keeps what is not words.
    """
    layout = figure.layout
    meta = dict(layout.meta or {})
    words = _words(meta)
    kept = [note for note in layout.annotations if _said(note.text) not in words]

    margin = layout.margin
    marks = layout.height - margin.t - margin.b
    has_key = any(trace.showlegend for trace in figure.data)
    # The key hangs on the plot area, so it moves with the marks when the margins shrink.
    key = round((layout.legend.y - 1) * marks) if has_key else 0
    top = max(key, 0) + _EDGE

    plain = go.Figure(figure)
    plain.layout.annotations = kept
    plain.layout.meta = {name: meta[name] for name in meta if name not in _WORDS}
    plain.update_layout(height=top + marks + _EDGE, margin={"t": top, "b": _EDGE})
    return plain


_WORDS = ("headline", "deck", "notes", "source_line", "credit", "alt")


def _words(meta: dict) -> set[str]:
    texts = [meta.get(name) or "" for name in ("headline", "deck", "source_line", "credit")]
    for note in meta.get("notes", ()):
        mark = f"{note['number']}" if note["number"] is not None else ""
        texts += [note["text"], mark + note["text"]]
    return {_solid(text) for text in texts if text}


def _said(text: str) -> str:
    """Read what an annotation says, without its markup and its line breaks."""
    return _solid(html.unescape(re.sub(r"</?\w[^<>]*>", "", text)))


def _solid(text: str) -> str:
    return re.sub(r"\s+", "", text)
