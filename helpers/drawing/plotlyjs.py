"""The plotly.js that goes into pictures and embeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

VENDORED = Path(__file__).resolve().parent.parent / "vendor" / "plotly-basic.min.js"
"""Plotly's basic bundle, fetched by ``make``; a third of the full one."""

BASIC_TRACES = frozenset({"bar", "pie", "scatter"})
"""What the basic bundle can draw."""


@cache
def plotlyjs(*, full: bool = False) -> str:
    """Read the source of plotly.js.

    Parameters
    ----------
    full
        Take the full bundle even where the basic one is at hand.

    Returns
    -------
    str
        The basic bundle where it is at hand, else the full one inside the ``plotly`` package.

    Examples
    --------
    >>> "plotly.js" in plotlyjs()[:200]
    True
    """
    if not full and VENDORED.is_file():
        return VENDORED.read_text(encoding="utf-8")
    from plotly.offline import get_plotlyjs

    return get_plotlyjs()


def plotlyjs_for(traces: Iterable[Mapping[str, Any]]) -> str:
    """Read the smallest bundle that draws these traces.

    The basic bundle does not refuse a kind of trace that it lacks: it draws a scatter in its place.
    So the kinds are asked here, before the wrong chart is drawn.

    Examples
    --------
    >>> plotlyjs_for([{"type": "heatmap"}]) == plotlyjs(full=True)
    True
    """
    kinds = {trace.get("type", "scatter") for trace in traces}
    return plotlyjs(full=not kinds <= BASIC_TRACES)


def plotlyjs_version() -> str:
    """Read the version of the plotly.js that `plotlyjs` gives.

    Examples
    --------
    >>> plotlyjs_version().split(".")[0].isdigit()
    True
    """
    head = plotlyjs()[:400]
    return head.partition(" v")[2].split()[0].strip("*/") if " v" in head else "unknown"
