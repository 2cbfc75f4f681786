"""Pictures: PNG as the browser draws it, and SVG made fit to leave.

Plotly's own SVG has no title and no description, random ids, and classes and data attributes
that only plotly reads. `tidy` names it, numbers its ids in order, and takes out what is not drawn,
so that two exports of one figure are the same to the byte, and less than half the size.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection
from xml.etree import ElementTree

from helpers.drawing.browser import Studio
from helpers.furniture import Drawing

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"

# What a plotly picture is made of. Anything else (a script, a foreign object) has no business in
# a picture that goes into a page, and is refused rather than passed on.
_ELEMENTS = {
    "a", "circle", "clipPath", "defs", "desc", "ellipse", "g", "image", "line", "linearGradient",
    "marker", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "stop", "svg",
    "text", "title", "tspan",
}  # fmt: skip

# CSS properties that SVG also has as attributes. As attributes they hold under a
# Content-Security-Policy that forbids inline styles.
_PRESENTATION = {
    "clip-path", "fill", "fill-opacity", "fill-rule", "font-family", "font-size", "font-style",
    "font-weight", "opacity", "stop-color", "stop-opacity", "stroke", "stroke-dasharray",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width",
    "text-anchor", "visibility",
}  # fmt: skip
_CHANGES_NOTHING = {
    "opacity": re.compile("1"),
    "transform": re.compile(r"rotate\(0(,[^)]*)?\)"),
}
_INERT = {"cursor", "pointer-events", "vector-effect", "shape-rendering"}

# Whose mark or label it is; see `named.js`.
_NAMES = {"data-figure", "data-label"}

# A picture brings along what it shows; only a link that a reader follows may lead elsewhere.
_ADDRESSES = defaultdict(
    lambda: re.compile(r"(?!)"),
    image=re.compile(r"data:image/(png|jpeg|svg\+xml)[;,]"),
    a=re.compile(r"https?://"),
)

_DECLARATION = re.compile(r"""\s*([\w-]+)\s*:\s*((?:"[^"]*"|'[^']*'|\([^)]*\)|[^;"'(])+);?""")
_RGB = re.compile(r"rgb\((\d+), (\d+), (\d+)\)")

# Inherited properties, with what holds where nothing is said. A clip is none of them, but what was
# clipped by it once is not changed by it again.
_INHERITED = {
    "clip-path": "none",
    "fill": "#000000",
    "fill-opacity": "1",
    "font-family": "",
    "font-size": "",
    "font-style": "normal",
    "font-weight": "normal",
    "stroke": "none",
    "stroke-opacity": "1",
    "stroke-width": "1px",
    "text-anchor": "start",
}
_REFERENCE = re.compile(r"""url\(["']?#([^"')]+)["']?\)""")


def png(studio: Studio, drawing: Drawing, scale: float = 2) -> bytes:
    """Draw a drawing that has its size (`Graphic.drawing`) as PNG, 2 pixels a point."""
    return studio.png(json.dumps(drawing), *size(drawing), scale)


def svg(
    studio: Studio, drawing: Drawing, *, title: str, description: str, named: bool = True
) -> str:
    """Draw a drawing that has its size as an SVG file; what it takes is told by `tidy`."""
    drawn = studio.svg(json.dumps(drawing), *size(drawing))
    return tidy(drawn, title=title, description=description, named=named) + "\n"


def pdf(studio: Studio, drawing: Drawing, *, title: str, description: str) -> bytes:
    """Print a drawing that has its size as a PDF of one page that is just as large.

    Patterns become lines, text stays text. The PDF holds the time of its making, until
    `carriers.pdf.put` takes that out.
    """
    picture = svg(studio, drawing, title=title, description=description)
    return studio.pdf(picture, title, *size(drawing))


def size(drawing: Drawing) -> tuple[int, int]:
    """Return width and height of a drawing that has its size, in points."""
    return drawing["layout"]["width"], drawing["layout"]["height"]


def tidy(
    drawn: str,
    *,
    title: str = "",
    description: str = "",
    label: str = "",
    prefix: str = "",
    named: bool = True,
) -> str:
    """Make plotly's SVG fit to leave.

    1. It has a title, a description and the role of an image.
    2. The ids that are used are ``i1``, ``i2`` … in order of appearance, all others are gone.
    3. What plotly keeps for itself is gone: classes, data attributes, empty groups. A mark keeps
       the id of its figure, ``data-figure``, and a text beside it has that as ``data-label``.
    4. What is drawn does not change by a pixel.

    Parameters
    ----------
    drawn
        The SVG as plotly writes it.
    title, description
        Texts, never markup, for a picture that is a file.
    label
        One text instead of both, for a picture inside a page. There a title hangs over what it
        names as a tooltip, so there alone each mark keeps its own.
    prefix
        Stands before each id, for pictures that share a page.
    named
        Whether marks and labels keep the ids of their figures.

    Returns
    -------
    str
        One SVG element.

    Raises
    ------
    ValueError
        When the picture holds something that is no part of a picture, such as a script.

    Examples
    --------
    >>> raw = '<svg xmlns="http://www.w3.org/2000/svg" class="main-svg"><g class="empty"/></svg>'
    >>> print(tidy(raw, title="R&D"))  # doctest: +NORMALIZE_WHITESPACE
    <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title"><title
    id="title">R&amp;D</title></svg>
    """
    root = ElementTree.fromstring(drawn)  # noqa: S314  made by our own browser, not read from afar
    if not label:
        _drop_hit_areas(root)
    _localise(root, _NAMES if named else frozenset())
    if not label:
        _drop_titles(root)
    _simplify(root)
    _drop_unseen(root)
    _join_groups(root)
    _number_ids(root, prefix)
    root.attrib["role"] = "img"
    if label:
        root.attrib["aria-label"] = _legal(label)
    else:
        _name(root, {"title": title, "desc": description}, prefix)
    return ElementTree.tostring(root, encoding="unicode")


def _localise(root: ElementTree.Element, names: Collection[str]) -> None:
    """Write names without ElementTree's namespaces; refuse what is no part of a picture."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG_NAMESPACE}}}")
        if element.tag not in _ELEMENTS:
            raise ValueError(f"a picture cannot hold <{element.tag}>")
        attributes = {
            name.replace(f"{{{_XLINK}}}", "xlink:").replace(f"{{{_XML}}}", "xml:"): value
            for name, value in element.attrib.items()
        }
        element.attrib.clear()
        element.attrib.update(
            (name, value)
            for name, value in attributes.items()
            if name in names or (name != "class" and not name.startswith(("data-", "on")))
        )
        for name in {"href", "xlink:href"} & element.attrib.keys():
            address = element.attrib[name]
            if not address.startswith("#") and not _ADDRESSES[element.tag].match(address):
                raise ValueError(f"a picture cannot lead to {address[:80]!r}")
    linked = any("xlink:href" in element.attrib for element in root.iter())
    own = dict(root.attrib)
    root.attrib.clear()
    root.attrib["xmlns"] = SVG_NAMESPACE
    if linked:
        root.attrib["xmlns:xlink"] = _XLINK
    root.attrib.update(own)


def _drop_titles(root: ElementTree.Element) -> None:
    for parent in list(root.iter()):
        for title in parent.findall("title"):
            parent.remove(title)


def _drop_hit_areas(root: ElementTree.Element) -> None:
    """Take out the unseen boxes around texts: in a file there is no pointer to catch."""
    for parent in list(root.iter()):
        for box in parent.findall(f"{{{SVG_NAMESPACE}}}rect"):
            style = set(re.split(r";\s*", box.get("style", "")))
            unlined = {"stroke-opacity: 0", "stroke-width: 0px"} & style
            if "fill-opacity: 0" in style and (unlined or box.get("class") == "legendtoggle"):
                parent.remove(box)


def _simplify(root: ElementTree.Element) -> None:
    """Write styles as attributes, and leave out what holds anyway."""
    for element in root.iter():
        _as_attributes(element)
        _leave_out_idle(element)
    fonts = {text.get("font-family") for text in root.iter("text")}
    if len(fonts) == 1 and (font := fonts.pop()):
        root.attrib["font-family"] = font
    _leave_out_inherited(root, _INHERITED)


def _as_attributes(element: ElementTree.Element) -> None:
    kept = {}
    for name, value in _DECLARATION.findall(element.attrib.pop("style", "")):
        if name in _PRESENTATION:
            element.attrib[name] = value.strip()
        elif name == "white-space":
            if _has_wide_space(element):
                element.attrib["xml:space"] = "preserve"
        elif name not in _INERT:
            kept[name] = value.strip()
    if kept:
        element.attrib["style"] = "; ".join(f"{name}: {value}" for name, value in kept.items())
    for name in _PRESENTATION & element.attrib.keys():
        element.attrib[name] = _RGB.sub(_hex, element.attrib[name])


def _leave_out_idle(element: ElementTree.Element) -> None:
    for name in _INERT & element.attrib.keys():
        del element.attrib[name]
    for name in _CHANGES_NOTHING.keys() & element.attrib.keys():
        if _CHANGES_NOTHING[name].fullmatch(element.attrib[name]):
            del element.attrib[name]
    if element.get("fill-opacity") == "0":
        element.attrib.pop("fill-rule", None)


def _hex(rgb: re.Match[str]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*map(int, rgb.groups()))


def _leave_out_inherited(element: ElementTree.Element, held: dict[str, str]) -> None:
    held = dict(held)
    if "transform" in element.attrib:  # which moves its own clip as well
        held["clip-path"] = "none"
    for name in _INHERITED.keys() & element.attrib.keys():
        if element.attrib[name] == held[name]:
            del element.attrib[name]
        else:
            held[name] = element.attrib[name]
    for child in element:
        # A definition is drawn where it is used, and inherits nothing from there.
        _leave_out_inherited(child, _INHERITED if child.tag == "defs" else held)


def _has_wide_space(element: ElementTree.Element) -> bool:
    text = "".join(element.itertext())
    return text != " ".join(text.split(" ")) or "  " in text or text != text.strip()


def _drop_unseen(root: ElementTree.Element) -> None:
    """Take out groups with nothing in them, and definitions that nothing uses."""
    used = _used(root)
    changed = True
    while changed:
        changed = False
        for parent in list(root.iter()):
            for place, child in reversed(list(enumerate(parent))):
                if _is_unseen(child, used):
                    parent.remove(child)
                    changed = True
                elif child.tag == "g" and not child.attrib.keys() - {"id"} and parent.tag != "text":
                    parent[place : place + 1] = list(child)
                    changed = True
        used = _used(root)


def _join_groups(root: ElementTree.Element) -> None:
    """Make one group of those that follow each other under the same clip."""
    for parent in root.iter():
        before = None
        for child in list(parent):
            is_clip = child.tag == "g" and child.attrib.keys() == {"clip-path"}
            if is_clip and before is not None and before.attrib == child.attrib:
                before.extend(child)
                parent.remove(child)
            else:
                before = child if is_clip else None


def _is_unseen(element: ElementTree.Element, used: set[str]) -> bool:
    match element.tag:
        case "g" | "defs":
            return len(element) == 0 and element.get("id") not in used
        case "path":
            return not element.get("d")
        case "clipPath" | "linearGradient" | "radialGradient" | "pattern":
            return element.get("id") not in used
        case "text":
            return not "".join(element.itertext()).strip()
    return False


def _used(root: ElementTree.Element) -> set[str]:
    used = set()
    for element in root.iter():
        for name, value in element.attrib.items():
            used.update(_REFERENCE.findall(value))
            if name in {"href", "xlink:href"} and value.startswith("#"):
                used.add(value[1:])
    return used


def _number_ids(root: ElementTree.Element, prefix: str) -> None:
    """Give ids their numbers in order of appearance; definitions that are the same become one."""
    used = _used(root)
    numbered: dict[str, str] = {}
    known: dict[bytes, str] = {}
    for parent in list(root.iter()):
        for element in list(parent):
            old = element.attrib.pop("id", None)
            if old not in used:
                continue
            content = ElementTree.tostring(element)
            if parent.tag == "defs" and content in known:
                numbered[old] = known[content]
                parent.remove(element)
                continue
            numbered[old] = known[content] = f"{prefix}i{len(known) + 1}"
            element.attrib["id"] = numbered[old]
    for element in root.iter():
        for name, value in element.attrib.items():
            element.attrib[name] = _REFERENCE.sub(
                lambda found: f"url(#{numbered[found[1]]})" if found[1] in numbered else "none",
                value,
            )
            if name in {"href", "xlink:href"} and value.startswith("#"):
                element.attrib[name] = f"#{numbered.get(value[1:], '')}"


def _name(root: ElementTree.Element, texts: dict[str, str], prefix: str) -> None:
    named = {tag: text for tag, text in texts.items() if text}
    root.attrib["aria-labelledby"] = " ".join(f"{prefix}{tag}" for tag in named)
    for place, (tag, text) in enumerate(named.items()):
        element = ElementTree.Element(tag, {"id": f"{prefix}{tag}"})
        element.text = _legal(text)
        root.insert(place, element)


def _legal(text: str) -> str:
    """Leave out the control characters that XML cannot hold."""
    return re.sub(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]", "", text)
