"""A drawing is set as one SVG element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from headcount.render.layout import Drawing
from headcount.render.svg.element import SVG_NAMESPACE, element, number, text
from headcount.render.svg.hatching import Hatching
from headcount.render.svg.key import key
from headcount.render.svg.marks import Mark, dashes, marks
from headcount.render.svg.plane import Plane, SvgError
from headcount.render.svg.text import TextElement
from headcount.render.svg.vocabulary import refuse_unknown

_NUMBER = re.compile(r"-?[\d.]+(?:e-?\d+)?")


def to_svg(
    drawing: Drawing,
    *,
    title: str = "",
    description: str = "",
    label: str = "",
    prefix: str = "",
    named: bool = True,
) -> str:
    """Set a drawing as an SVG.

    1. The same drawing gives the same bytes, on each machine.
    2. No text from the data is ever markup.
    3. A mark names its figure as ``data-figure``; a text that the drawing calls a figure's label,
       by the `name` of its annotation, as ``data-label``. Of a label that names several it is the
       last of them; what it says of all is its `hovertext`.
    4. Its layers have ids, for whoever goes on with it in a drawing program: ``ground``, ``marks``,
       ``signs`` (lines that lie over marks), ``key`` and ``words``.
    5. Styles are attributes: they hold under a Content-Security-Policy that forbids inline styles.

    Parameters
    ----------
    drawing
        A drawing that has its size (`Chart.drawing`).
    title, description
        Texts, never markup, for a picture that is a file.
    label
        One text instead of both, for a picture inside a page. There a title hangs over what it
        names as a tooltip, so there alone each mark has its own.
    prefix
        Stands before each id, for pictures that share a page: each has its own.
    named
        Whether marks and labels name their figures.

    Returns
    -------
    str
        One SVG element.

    Raises
    ------
    SvgError
        When the drawing holds what the engraver does not know; nothing is left out in silence.

    Examples
    --------
    >>> import headcount as hc
    >>> from headcount.figures import package
    >>> shown = hc.named(package.read(), "fourth-largest")
    >>> to_svg(shown.drawing(600), title=shown.headline)[:61]
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="5'
    """
    refuse_unknown(drawing)
    data, layout = drawing["data"], drawing["layout"]
    plane, hatching = Plane.of(layout), Hatching(prefix)
    width, height = size(drawing)
    house = layout["template"]["layout"]

    drawn = marks(data, plane, hatching)
    letters = [TextElement.of(one, plane) for one in layout.get("annotations", ())]
    shapes = layout.get("shapes", ())
    words, titled = _words(drawn), bool(label)
    groups = {
        "ground": [_shape(one, plane) for one in shapes if one.get("layer") == "below"],
        "marks": _marks(drawn, words, named=named, titled=titled),
        "signs": [_shape(one, plane) for one in shapes if one.get("layer") != "below"],
        "key": [key(data, layout, plane, hatching)],
        "words": _letters(letters, drawn, words, named=named, titled=titled),
    }
    layers = [element("g", "".join(those), id=prefix + name) for name, those in groups.items()]
    named_by = {} if label else {"title": title, "desc": description}
    said = {tag: words for tag, words in named_by.items() if words}
    content = [
        *(element(tag, text(words), id=prefix + tag) for tag, words in said.items()),
        hatching.defs(),
        element("rect", width=width, height=height, fill=house["paper_bgcolor"]),
        *layers,
    ]
    return element(
        "svg",
        "".join(content),
        xmlns=SVG_NAMESPACE,
        width=width,
        height=height,
        viewBox=f"0 0 {number(width)} {number(height)}",
        font_family=house["font"]["family"],
        role="img",
        aria_label=label,
        aria_labelledby=" ".join(prefix + tag for tag in said),
    )


def size(drawing: Drawing) -> tuple[int, int]:
    """Return width and height of a drawing that has its size, in points.

    Examples
    --------
    >>> import headcount as hc
    >>> from headcount.figures import package
    >>> size(hc.named(package.read(), "fourth-largest").drawing(600, 800))
    (600, 800)
    """
    return drawing["layout"]["width"], drawing["layout"]["height"]


def _marks(
    drawn: Sequence[Mark], words: Mapping[str, str], *, named: bool, titled: bool
) -> Iterator[str]:
    for mark in drawn:
        said = mark.words or words.get(mark.figure, "")
        yield mark.markup(_title(said) if titled else "", mark.figure if named else "")


def _letters(
    letters: Sequence[TextElement],
    drawn: Sequence[Mark],
    words: Mapping[str, str],
    *,
    named: bool,
    titled: bool,
) -> Iterator[str]:
    figures = {mark.figure for mark in drawn}
    for one in letters:
        figure = one.name if one.name in figures or one.words else ""
        said = one.words or words.get(figure, "")
        yield one.markup(_title(said) if titled else "", figure if named else "")


def _words(drawn: Sequence[Mark]) -> dict[str, str]:
    """Return the words of each figure: its bounds and its labels have none of their own."""
    return {mark.figure: mark.words for mark in reversed(drawn) if mark.words}


def _title(words: str) -> str:
    return element("title", text(words)) if words else ""


def _shape(shape: Mapping[str, Any], plane: Plane) -> str:
    """Write a line, a rectangle or a path that the marks stand on."""
    x_ref, y_ref, line = shape.get("xref", "x"), shape.get("yref", "y"), shape["line"]
    look = {
        "fill": shape.get("fillcolor", "none"),
        **({"stroke": line["color"], "stroke_width": line["width"]} if line["width"] else {}),
        "stroke_dasharray": dashes(line) if line["width"] else None,
    }
    if shape["type"] == "path":
        return element("path", d=_path(shape["path"], plane, x_ref, y_ref), **look)
    left, right = (plane.x(shape[end], x_ref) for end in ("x0", "x1"))
    top, bottom = (plane.y(shape[end], y_ref) for end in ("y0", "y1"))
    if shape["type"] == "line":
        return element("line", x1=left, y1=top, x2=right, y2=bottom, **(look | {"fill": None}))
    (left, right), (top, bottom) = sorted((left, right)), sorted((top, bottom))
    return element("rect", x=left, y=top, width=right - left, height=bottom - top, **look)


def _path(strokes: str, plane: Plane, x_ref: str, y_ref: str) -> str:
    """Turn the numbers of a path into pixels: straight strokes alone, told by where they end."""
    turned = []
    for command, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", strokes):
        values = [float(one) for one in _NUMBER.findall(numbers)]
        match command, values:
            case (("M" | "L"), [x, y]):
                ends = [plane.x(x, x_ref), plane.y(y, y_ref)]
            case "H", [x]:
                ends = [plane.x(x, x_ref)]
            case "V", [y]:
                ends = [plane.y(y, y_ref)]
            case "Z", []:
                ends = []
            case _:
                raise SvgError(f"no stroke is {command}{numbers}: M, L, H, V, Z are known")
        turned.append(command + ",".join(map(number, ends)))
    return "".join(turned)
