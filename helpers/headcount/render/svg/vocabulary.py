"""What a drawing may say: the part of plotly's language that the engraver knows.

Plotly passes over a word that it does not know. Here it is refused, so that nothing which a chart
asks for is ever left out of a picture in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from headcount.render.svg.plane import SvgError

# A word with the values it may have, the words inside it, or None where any value will do.
Words = dict[str, Any]

_LINE: Words = {"color": None, "width": None}
_FONT: Words = {"size": None, "color": None}
_PATTERN: Words = dict.fromkeys(("shape", "fgcolor", "bgcolor", "size", "solidity", "fgopacity"))
_MARKER: Words = {"color": None, "line": _LINE}
_TOLD: Words = dict.fromkeys(
    ("customdata", "hoverinfo", "hovertemplate", "hovertext", "name", "showlegend", "x", "y")
)
_AXIS: Words = {"range": None, "visible": {False}, "fixedrange": None}

_TRACES: dict[str, Words] = {
    "bar": _TOLD
    | {
        "type": None,
        "orientation": {"h", "v"},
        "base": None,
        "width": None,
        "cliponaxis": None,
        "marker": _MARKER | {"pattern": _PATTERN, "cornerradius": None},
    },
    "scatter": _TOLD
    | {
        "type": None,
        "mode": {"lines", "markers"},
        "cliponaxis": None,
        "line": _LINE | {"dash": None},
        "marker": _MARKER | {"symbol": None, "size": None},
    },
}
_SHAPE: Words = {
    "type": {"line", "rect", "path"},
    "layer": {"below", "above"},
    "line": _LINE | {"dash": None},
    **dict.fromkeys(("fillcolor", "path", "x0", "x1", "xref", "y0", "y1", "yref")),
}
_ANNOTATION: Words = {
    "font": _FONT,
    "showarrow": {False},
    "borderpad": {0},
    "align": {"left", "center", "right"},
    "xanchor": {"left", "center", "right"},
    "yanchor": {"top", "middle", "bottom"},
    **dict.fromkeys(
        ("text", "name", "hovertext", "bgcolor", "x", "xref", "xshift", "y", "yref", "yshift")
    ),
}
_LAYOUT: Words = {
    "barmode": {"overlay"},
    "xaxis": _AXIS,
    "yaxis": _AXIS,
    **dict.fromkeys(
        ("annotations", "height", "legend", "margin", "meta", "shapes", "template", "width")
    ),
}


def refuse_unknown(drawing: Mapping[str, Any]) -> None:
    """Refuse a drawing that says what the engraver does not know.

    Raises
    ------
    SvgError
        With a line for each word, or each value of one, that is not known.

    Examples
    --------
    >>> refuse_unknown({"data": [{"type": "pie"}], "layout": {}})
    Traceback (most recent call last):
    headcount.render.svg.plane.SvgError: trace 1: type 'pie' is not known; bar and scatter are
    """
    faults = "\n".join(_faults(drawing))
    if faults:
        raise SvgError(faults)


def _faults(drawing: Mapping[str, Any]) -> Iterator[str]:
    for at, trace in enumerate(drawing["data"], start=1):
        if trace.get("type") not in _TRACES:
            known = " and ".join(_TRACES)
            yield f"trace {at}: type {trace.get('type')!r} is not known; {known} are"
        else:
            yield from _unknown(f"trace {at}", trace, _TRACES[trace["type"]])
    layout = drawing["layout"]
    yield from _unknown("layout", layout, _LAYOUT)
    for name, words in (("shapes", _SHAPE), ("annotations", _ANNOTATION)):
        for at, one in enumerate(layout.get(name, ()), start=1):
            yield from _unknown(f"{name} {at}", one, words)


def _unknown(where: str, said: Mapping[str, Any], words: Words) -> Iterator[str]:
    for word, value in said.items():
        if word not in words:
            yield f"{where}: {word!r} is not known; {', '.join(sorted(words))} are"
        elif isinstance(words[word], dict):
            yield from _unknown(f"{where}, {word}", value, words[word])
        elif isinstance(words[word], set) and value not in words[word]:
            known = ", ".join(sorted(map(repr, words[word])))
            yield f"{where}: {word} {value!r} is not known; {known} may stand there"
