"""Scenes set as SVG by Python alone: no browser, no network, the same bytes each time."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import quote

from headcount.core.escaping import NOT_IN_XML
from headcount.render.scene import (
    DIAMOND,
    NONE,
    RAISE,
    SHARES,
    Cuts,
    Element,
    Line,
    Path,
    Point,
    Rect,
    Run,
    Scene,
    Sign,
    Stroke,
    TextBlock,
)
from headcount.render.style import PAPER
from headcount.render.typesetting import LINE, raised, set_in

SVG_NAMESPACE = "http://www.w3.org/2000/svg"


# Everything but what ends the address or an attribute: percent signs are dear in a notebook's file,
# and so a picture's own attributes stand in the other quotes.
_PLAIN = " !$'()*+,-./0123456789:;<=>?@[]^_`{|}~"
_TAG = re.compile(r"<[^>]+>")
_QUOTED = re.compile(r'="([^"\']*)"')
_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"  # from right to left
_RIGHT_TO_LEFT = re.compile(f"{_LETTER}(?:[ ]*{_LETTER})*")

_ANCHORS = {"left": "", "center": "middle", "right": "end"}
_LEAST_DOT = 3.0  # the length of a dot of a line, at least: it is as long as the line is wide


def to_svg(
    scene: Scene,
    *,
    title: str = "",
    description: str = "",
    label: str = "",
    prefix: str = "",
    named: bool = True,
    short: Mapping[str, str] | None = None,
    style: str = "",
) -> str:
    """Set a scene as an SVG.

    1. The same scene gives the same bytes, on each machine.
    2. No text from the data is ever markup.
    3. A mark names its figure as ``data-figure``; a text that is a figure's label does so as
       ``data-label``, and so does the group of a text and the numbers raised behind it.
    4. Its layers have ids, for whoever goes on with it in a drawing program: ``ground``, ``marks``,
       ``signs`` (lines that lie over marks), ``key`` and ``words``.
    5. Styles are attributes: they hold under a Content-Security-Policy that forbids inline styles.

    Parameters
    ----------
    scene
        What `Chart.drawing` returns.
    title, description
        Texts, never markup, for a picture that is a file.
    label
        One text instead of both, for a picture inside a page. There a title hangs over what it
        names as a tooltip, so there alone each mark has its own.
    prefix
        Stands before each id, for pictures that share a page: each has its own.
    named
        Whether marks and labels name their figures.
    short
        For a picture that a script makes whole: shorter names, by `figure_id`, and of the words
        that several marks and labels share, one alone has them.
    style
        A style sheet to stand inside it: the face of a house (`headcount.render.house`).

    Returns
    -------
    str
        One SVG element.

    Examples
    --------
    >>> import headcount as hc
    >>> from headcount.figures import package
    >>> shown = hc.named(package.read(), "fourth-largest")
    >>> to_svg(shown.drawing(600), title=shown.headline)[:51]
    '<svg xmlns="http://www.w3.org/2000/svg" width="600"'
    """
    writer = _Writer(scene, named=named, titled=bool(label), short=short)
    groups = {
        "ground": scene.ground,
        "marks": scene.marks,
        "signs": scene.signs,
        "key": scene.key,
        "words": (*scene.labels, *scene.words),
    }
    with set_in(scene.setting):  # texts are measured to hang them
        layers = [
            element("g", "".join(map(writer.write, those)), id=prefix + name)
            for name, those in groups.items()
        ]
    named_by = {} if label else {"title": title, "desc": description}
    given = {tag: words for tag, words in named_by.items() if words}
    content = [
        *(element(tag, text(words), id=prefix + tag) for tag, words in given.items()),
        style and element("style", text(style)),
        element("rect", width=scene.width, height=scene.height, fill=writer.color(PAPER)),
        *layers,
    ]
    return element(
        "svg",
        "".join(content),
        xmlns=SVG_NAMESPACE,
        width=scene.width,
        height=scene.height,
        viewBox=f"0 0 {number(scene.width)} {number(scene.height)}",
        font_family=scene.setting.stack,
        role="img",
        aria_label=label,
        aria_labelledby=" ".join(prefix + tag for tag in given),
    )


def size(scene: Scene) -> tuple[int, float]:
    """Return width and height of a scene, in points."""
    return scene.width, scene.height


def still(scene: Scene, *, title: str, description: str, style: str = "") -> str:
    """Set a scene as an HTML image with its alt text, the SVG inside it.

    JupyterLab shows an SVG of a notebook that it does not trust only in this form.

    Parameters
    ----------
    scene
        What `Chart.drawing` returns.
    title, description
        What it shows, in a line and in a text; the description is the alt text.
    style
        See `to_svg`.

    Examples
    --------
    >>> import headcount as hc
    >>> from headcount.figures import package
    >>> shown = hc.named(package.read(), "fourth-largest")
    >>> still(shown.drawing(680), title=shown.headline, description="Nine bars.")[:26]
    '<p><img alt="Nine bars." w'
    """
    # No mark of an image can be asked whose it is, and the alt text need not be said twice.
    svg = to_svg(scene, title=title, named=False, style=style)
    picture = _TAG.sub(lambda tag: _QUOTED.sub(r"='\1'", tag[0]), svg)
    return (
        f'<p><img alt="{html.escape(description)}" width="{scene.width:g}" '
        f'height="{scene.height:g}" src="data:image/svg+xml,{quote(picture, safe=_PLAIN)}"></p>'
    )


def element(name: str, content: str = "", **attributes: object) -> str:
    """Write an element; of its attributes, those that are None or empty are left out.

    In a name of an attribute an underscore stands for the hyphen. Numbers keep two digits behind
    the point: a hundredth of a pixel is never seen. `content` is markup, attributes are text.

    Examples
    --------
    >>> element("path", d="M0,0", stroke_width=1.0, fill="")
    '<path d="M0,0" stroke-width="1"/>'
    >>> element("title", text("R&D"), id='"')
    '<title id="&quot;">R&amp;D</title>'
    """
    given = "".join(
        f' {key.replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None and value != ""
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def text(words: str) -> str:
    """Write words as they stand, without the control characters that XML cannot hold."""
    return html.escape(NOT_IN_XML.sub("", words), quote=False)


def number(value: float) -> str:
    """Write a number of pixels.

    Examples
    --------
    >>> number(12.0), number(0.3333), number(-0.001)
    ('12', '0.33', '0')
    """
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _value(value: object) -> str:
    if isinstance(value, int | float):
        return number(value)
    return html.escape(NOT_IN_XML.sub("", str(value)))


class _Writer:
    """Writes the elements of one scene."""

    def __init__(
        self, scene: Scene, *, named: bool, titled: bool, short: Mapping[str, str] | None
    ) -> None:
        self._scene = scene
        self._named = named
        self._titled = titled
        self._short = short
        self._said: set[str] = set()

    def write(self, one: Element) -> str:
        """Write one element."""
        match one:
            case TextBlock():
                return self._text(one)
            case Rect():
                return self._mark("rect", one.figure_id, **self._rect(one))
            case Sign():
                return self._mark(
                    "circle" if one.shape == "circle" else "path",
                    one.figure_id,
                    **self._sign(one),
                )
            case Path():
                look = self._outline(one.stroke.color, one.stroke.width) | {"fill": NONE}
                strokes = "".join(map(_stroke, one.strokes))
                dots = _dots(one.stroke)
                return self._mark("path", one.figure_id, d=strokes, **look, stroke_dasharray=dots)
            case Line():
                ends = {"x1": one.x0, "y1": one.y0, "x2": one.x1, "y2": one.y1}
                return element("line", "", **ends, **self._stroke(one.stroke))
            case Cuts():
                strokes = "".join(_cut(*line) for line in one.lines)
                return element("path", "", d=strokes, fill=NONE, **self._stroke(one.stroke))
        raise TypeError(f"no element of a scene: {one!r}")

    def color(self, color: str) -> str:
        """Return a color as it is in the theme of the scene."""
        return self._scene.colors.get(color, color)

    def _mark(self, name: str, figure: str, **attributes: object) -> str:
        title = self._title(self._scene.descriptions.get(figure, ""))
        return element(name, title, data_figure=self._name(figure), **attributes)

    def _name(self, figure: str) -> str:
        return (self._short or {}).get(figure, figure) if self._named else ""

    def _title(self, words: str) -> str:
        if not words or not self._titled or (self._short and words in self._said):
            return ""
        self._said.add(words)
        return element("title", text(words))

    def _rect(self, one: Rect) -> dict[str, object]:
        wide, high = one.right - one.left, one.bottom - one.top
        return {
            "x": one.left,
            "y": one.top,
            "width": wide,
            "height": high,
            "rx": min(one.radius, wide / 2, high / 2) or None,
            "fill": self.color(one.fill.color),
            **self._outline(one.fill.outline, one.fill.width),
        }

    def _sign(self, one: Sign) -> dict[str, object]:
        half, outline = one.size / 2, self._outline(one.fill.outline, one.fill.width)
        if one.shape == "circle":
            form: dict[str, object] = {"cx": one.x, "cy": one.y, "r": half}
        else:
            form = {"d": _shape(one, half)}
        if one.fill.color == NONE:
            return form | outline | {"fill": NONE}
        return form | {"fill": self.color(one.fill.color)} | outline

    def _outline(self, color: str, width: float) -> dict[str, object]:
        if not color or not width:
            return {}
        return {"stroke": self.color(color), "stroke_width": None if width == 1 else width}

    def _stroke(self, stroke: Stroke) -> dict[str, object]:
        return {
            "stroke": self.color(stroke.color),
            "stroke_width": stroke.width,
            "stroke_dasharray": _dots(stroke),
        }

    def _text(self, one: TextBlock) -> str:
        """Write a text over its background.

        What follows in a line at another weight or height is a text of its own, at a measured
        place: many programs put a shifted part of a text that hangs by its end or its middle
        elsewhere, and lose the space between two parts.
        """
        left, top, right, bottom = one.box
        # A text that hangs by the side its lines keep needs no measure of ours to stand there.
        side = one.hold if len(one.lines) == 1 else one.align or one.hold
        edge = one.x if side == one.hold else left + SHARES[side] * (right - left)
        ground = one.background and element(
            "rect",
            x=left,
            y=top,
            width=right - left,
            height=bottom - top,
            fill=self.color(one.background),
        )
        known = one.figure_id in self._scene.descriptions
        title = self._title(one.description or self._scene.descriptions.get(one.figure_id, ""))
        own = {
            "fill": self.color(one.color),
            "data_label": self._name(one.figure_id) if known else "",
        }
        lines = [_hung(line, edge, SHARES[side], one.size) for line in one.lines]
        foot, step = one.foot, LINE * one.size
        letters = "".join(
            element("tspan", line.letters, x=line.x, dy=step) if place else line.letters
            for place, line in enumerate(lines)
        )
        look = {
            "x": lines[0].x,
            "y": foot,
            "font_size": one.size,
            "text_anchor": _ANCHORS[side],
            "xml:space": "preserve" if _is_wide(one) else None,
        }
        others = "".join(
            _behind(part, x, foot + place * step, one.size)
            for place, line in enumerate(lines)
            for part, x in line.behind
        )
        if len(lines) > 1 and _RIGHT_TO_LEFT.search(one.words):
            # resvg mixes up the letters of two lines of one text
            letters = lines[0].letters
            others += "".join(
                element("text", line.letters, **look | {"x": line.x, "y": foot + place * step})
                for place, line in enumerate(lines[1:], 1)
            )
        if others:
            return ground + element("g", title + element("text", letters, **look) + others, **own)
        return ground + element("text", title + letters, **look, **own)


def _dots(stroke: Stroke) -> str | None:
    return ",".join([number(max(stroke.width, _LEAST_DOT))] * 2) if stroke.is_dotted else None


def _stroke(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in points)


def _cut(start: Point, end: Point) -> str:
    """Write a line across or down in as few letters as can be."""
    (x, y), (to_x, to_y) = start, end
    return f"M{number(x)},{number(y)}" + (f"H{number(to_x)}" if y == to_y else f"V{number(to_y)}")


def _shape(sign: Sign, half: float) -> str:
    """Return the path of a sign around its middle; its first stroke closes."""
    first, *others = (
        _stroke((sign.x + across, sign.y + down) for across, down in stroke)
        for stroke in _strokes(sign.shape, half)
    )
    return "".join([first, "Z", *others])


def _strokes(shape: str, half: float) -> list[list[Point]]:
    match shape:
        case "diamond":
            reach = half * DIAMOND
            return [[(reach, 0), (0, reach), (-reach, 0), (0, -reach)]]
        case "crossed":
            return [
                [(half, half), (-half, half), (-half, -half), (half, -half)],
                [(half, half), (-half, -half)],
                [(half, -half), (-half, half)],
            ]
    # an even triangle whose head points to where `shape` says
    right, down = {"right": (1, 0), "left": (-1, 0), "up": (0, -1), "down": (0, 1)}[shape]
    wide = half * 2 / math.sqrt(3)
    corners = [(-half / 2, -wide), (half, 0.0), (-half / 2, wide)]
    return [[(x * right - y * down, x * down + y * right) for x, y in corners]]


class _Line(NamedTuple):
    """How a line of a text begins, and where that hangs; what stands behind it, and from where."""

    letters: str
    x: float
    behind: tuple[tuple[Run, float], ...] = ()


def _hung(line: Sequence[Run], edge: float, share: float, size: float) -> _Line:
    """Hang a line so that `edge` lies at this share of its width."""
    if len(line) < 2:
        return _Line("".join(map(_run, line)), edge)
    widths = [run.width(size) for run in line]
    start = edge - share * sum(widths)
    # The air between two parts is of neither.
    behind = tuple(
        (run._replace(words=run.words.lstrip()), place + _air(run, size))
        for run, place in zip(line, accumulate(widths, initial=start), strict=False)
        if run.words.strip()
    )
    return _Line(_run(line[0]), start + share * widths[0], behind[1:])


def _air(run: Run, size: float) -> float:
    """Return how wide the space is that a run begins with."""
    spaces = run.words[: len(run.words) - len(run.words.lstrip())]
    return run._replace(words=spaces).width(size)


def _closed(words: str) -> str:
    """Write words, those from right to left closed by a mark that nobody sees.

    Else a number behind an Arabic name goes before it, and two lines of it run into one another.
    """
    return _RIGHT_TO_LEFT.sub("\\g<0>\u200e", text(words))


def _behind(run: Run, x: float, foot: float, size: float) -> str:
    """Write a run that stands behind others in its line, as a text of its own."""
    if run.is_raised:
        return element("text", text(run.words), x=x, y=foot - RAISE * size, font_size=raised(size))
    weight = "bold" if run.is_bold else None
    return element("text", _closed(run.words), x=x, y=foot, font_size=size, font_weight=weight)


def _is_wide(one: TextBlock) -> bool:
    words = one.words
    return "  " in words or words != words.strip()


def _run(run: Run) -> str:
    written = _closed(run.words)
    return element("tspan", written, font_weight="bold") if run.is_bold else written
