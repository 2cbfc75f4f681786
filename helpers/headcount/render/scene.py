"""What a chart draws: a small scene of areas, lines, signs and texts, in points.

A form draws a `Plot`: its marks, what they stand on, their labels and the entries of its key. The
words around it (`headcount.render.layout`) make it a `Scene`, which is set as SVG.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, Self, TypeVar

from headcount.render.typesetting import (
    LINE,
    PLAIN,
    RAISED,
    Setting,
    measure,
    raised,
    said,
)

NONE = "none"
"""The color of what is not filled."""

Point = tuple[float, float]

Places = Callable[[float], float]
"""Where a height of a plot is in a picture."""

# Liberation Sans, in sizes of its type; browsers round both to pixels before they set a line.
_ASCENT, _DESCENT = 0.905, 0.212

RAISE = 0.42
"""How far a raised number stands above the line, in sizes of its type."""

SHARES = {"left": 0.0, "center": 0.5, "right": 1.0, "top": 0.0, "middle": 0.5, "bottom": 1.0}
"""The sides of a text, as shares of its width or its height."""

_EDGE = 6  # points of air around a plot that stands without words


@dataclass(frozen=True, slots=True)
class Fill:
    """How an area looks: its color, and its outline where it has one."""

    color: str
    outline: str = ""
    width: float = 0


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line looks."""

    color: str
    width: float = 1
    is_dotted: bool = False


@dataclass(frozen=True, slots=True)
class Rect:
    """An area between four edges, with rounded corners where there is a radius.

    Like all marks, and all texts, it names by `figure_id` the figure that it draws, if any.
    """

    left: float
    top: float
    right: float
    bottom: float
    fill: Fill
    radius: float = 0
    figure_id: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line that says nothing by itself: of an axis, of a guide."""

    x0: float
    y0: float
    x1: float
    y1: float
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Cuts:
    """Many lines across and down that part squares, each as the two points it runs between."""

    lines: tuple[tuple[Point, Point], ...]
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Path:
    """Lines through points that draw a figure; all of them are one mark."""

    strokes: tuple[tuple[Point, ...], ...]
    stroke: Stroke
    figure_id: str = ""


DIAMOND = 1.3
"""How far the corners of a diamond reach, in its size: it looks as large as a circle of that."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A circle, a diamond, the head of an arrow (``up`` and so on), or a crossed square."""

    shape: str
    x: float
    y: float
    size: float
    fill: Fill
    figure_id: str = ""


class Run(NamedTuple):
    """Letters of one weight at one height."""

    words: str
    is_bold: bool = False
    is_raised: bool = False

    def width(self, size: float) -> float:
        """Return how wide it is in a text of this size."""
        own = raised(size) if self.is_raised else size
        return measure(self.words, own, bold=self.is_bold)


Lines = tuple[tuple[Run, ...], ...]
"""The runs of a text, line by line."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines of text.

    Parameters
    ----------
    lines
        Its runs, line by line.
    x, y
        Where it hangs.
    size, color
        Of its letters.
    hold, across
        The sides by which it hangs: left, center or right, and top, middle or bottom; or foot,
        that of its first line's letters.
    align
        The side that its lines keep, where that is not the one by which it hangs.
    background
        The color under it, where it must cover what lies there.
    figure_id
        Whose label it is.
    description
        What it says when it is pointed at, where that is not what its figure says.
    """

    lines: Lines
    x: float
    y: float
    size: float
    color: str
    hold: str = "left"
    across: str = "top"
    align: str = ""
    background: str = ""
    figure_id: str = ""
    description: str = ""

    @property
    def words(self) -> str:
        """Its letters alone; a line feed stands between two lines."""
        return "\n".join("".join(run.words for run in line) for line in self.lines)

    @property
    def foot(self) -> float:
        """Where the letters of its first line stand."""
        return self.y if self.across == "foot" else self.box[1] + self._rise

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Its left, top, right and bottom edge."""
        wide = max(sum(run.width(self.size) for run in line) for line in self.lines)
        high = (len(self.lines) - 1) * self.size * LINE + self._rise + round(_DESCENT * self.size)
        left = self.x - wide * SHARES[self.hold]
        top = self.y - (self._rise if self.across == "foot" else high * SHARES[self.across])
        return left, top, left + wide, top + high

    @property
    def _rise(self) -> float:
        """How far the first line reaches above the letters' foot."""
        plain = round(_ASCENT * self.size)
        if not any(run.is_raised for run in self.lines[0]):
            return plain
        # Numbers that are set larger than a share of a small line do not push it down.
        return max(plain, RAISE * self.size + round(_ASCENT * RAISED * self.size))


Mark = Rect | Path | Sign
Element = Mark | Line | Cuts | TextBlock


Drawn = TypeVar("Drawn", bound=Element)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the key: what a fill means, or a sign, where a `shape` is given."""

    name: str
    fill: Fill
    shape: str = ""
    size: float = 0


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis along which a place means an amount: its ends in points, and the numbers there."""

    start: float
    end: float
    first: float
    last: float
    is_upright: bool = False

    def at(self, number: float) -> float:
        """Return where a number stands."""
        share = (number - self.first) / (self.last - self.first)
        return self.start + share * (self.end - self.start)

    def placed(self, at: Places) -> Axis:
        """Return it where `at` says that its heights are now."""
        if not self.is_upright:
            return self
        return replace(self, start=at(self.start), end=at(self.end))


@dataclass(frozen=True)
class Plot:
    """What a form draws, from the top edge of its marks down and as wide as the picture.

    Parameters
    ----------
    height
        As high as its marks and labels need; in a scene it is whole points, and all places are
        spread over them.
    marks, ground, signs, labels
        The marks, what they stand on, the lines that lie over them, and their labels. Areas lie
        under all other marks.
    entries
        Those of its key.
    axis
        What a place means, where it means an amount.
    axes
        The same for each of its panels, where it has several.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    ground: tuple[Rect | Line, ...] = ()
    signs: tuple[Line | Cuts, ...] = ()
    labels: tuple[TextBlock, ...] = ()
    entries: tuple[Entry, ...] = ()
    axis: Axis | None = None
    axes: tuple[Axis, ...] = ()

    def placed(self, at: Places) -> Self:
        """Return it where `at` says that its heights are now."""
        return replace(
            self,
            marks=placed(self.marks, at),
            ground=placed(self.ground, at),
            signs=placed(self.signs, at),
            labels=placed(self.labels, at),
            axis=self.axis and self.axis.placed(at),
            axes=tuple(one.placed(at) for one in self.axes),
        )


def together(plots: Sequence[Plot], height: float) -> Plot:
    """Return plots as one, in which each keeps its place and its axis."""
    return Plot(
        height=height,
        marks=tuple(mark for one in plots for mark in one.marks),
        ground=tuple(line for one in plots for line in one.ground),
        labels=tuple(text for one in plots for text in one.labels),
        entries=tuple(dict.fromkeys(entry for one in plots for entry in one.entries)),
        axes=tuple(axis for one in plots for axis in (one.axis, *one.axes) if axis),
    )


@dataclass(frozen=True, kw_only=True)
class Scene(Plot):
    """A picture, from its top left corner: a plot, its key, and the words around them.

    Parameters
    ----------
    width
        How wide it is.
    top, bottom, key_top
        Where plot and key stand.
    key
        The key, drawn.
    words
        What stands around the plot.
    descriptions
        What each figure says when it is pointed at, by its `figure_id`.
    colors
        What each color of ours is in it; without, it is as it is.
    setting
        How its text is set.
    """

    width: int
    top: float
    bottom: float
    key_top: float
    key: tuple[Rect | Sign | TextBlock, ...] = ()
    words: tuple[TextBlock, ...] = ()
    descriptions: Mapping[str, str] = field(default_factory=dict)
    colors: Mapping[str, str] = field(default_factory=dict)
    setting: Setting = PLAIN

    def without_layout(self) -> Scene:
        """Return plot and key alone, for a page that sets the words itself.

        They stay where they were to each other; the scene becomes as high as they are.
        """
        above = _EDGE + (round(self.top - self.key_top) if self.key else 0)
        up = lowered(above - self.top)
        return replace(
            self.placed(up),
            height=up(self.bottom) + _EDGE,
            top=above,
            bottom=up(self.bottom),
            key_top=up(self.key_top),
            key=placed(self.key, up),
            words=(),
        )


def placed(elements: Iterable[Drawn], at: Places) -> tuple[Drawn, ...]:
    """Return elements where `at` says that their heights are now; their sizes stay."""
    return _moved(elements, lambda x: x, at)


def lowered(by: float) -> Places:
    """Return what moves a height further down."""
    return lambda y: y + by


def magnified(
    elements: Iterable[Drawn], by: float, across: float, down: float
) -> tuple[Drawn, ...]:
    """Return elements so many times as large, and moved: type and lines with all the rest.

    Examples
    --------
    >>> (one,) = magnified([Line(1, 2, 3, 4, Stroke("#000", 1))], 2, 100, 10)
    >>> one.x0, one.y0, one.stroke.width
    (102, 14, 2)
    """
    return _moved(elements, lambda x: x * by + across, lambda y: y * by + down, by)


def _moved(
    elements: Iterable[Drawn], across: Places, down: Places, by: float = 1
) -> tuple[Drawn, ...]:
    """Return elements where two functions say that their places are, so many times as large."""

    def value(name: str, own: Any) -> Any:
        if name in ("left", "right", "x", "x0", "x1"):
            return across(own)
        if name in ("top", "bottom", "y", "y0", "y1"):
            return down(own)
        if name in ("size", "radius"):
            return own * by
        return replace(own, width=own.width * by) if isinstance(own, Fill | Stroke) else own

    def whole(one: Drawn) -> Drawn:
        found = {own.name: value(own.name, getattr(one, own.name)) for own in fields(one)}
        for name in {"lines", "strokes"} & found.keys() if not isinstance(one, TextBlock) else ():
            found[name] = tuple(
                tuple((across(x), down(y)) for x, y in line) for line in found[name]
            )
        return type(one)(**found)

    return tuple(map(whole, elements))


def runs(
    lines: Sequence[str], *, bold: bool = False, numbers: Sequence[int] = (), lead: str = ""
) -> Lines:
    """Set lines of text, bold where asked for, with raised numbers of notes behind the last.

    A `lead` stands in bold before the first.

    Examples
    --------
    >>> [run.words for run in runs(["North", "Korea"], numbers=(1, 2))[1]]
    ['Korea', ' ', '1,2']
    """
    found = [[Run(said(line), bold)] if line else [] for line in lines]
    if lead:
        found[0].insert(0, Run(said(lead), is_bold=True))
    if numbers:
        found[-1] += [Run(" "), Run(",".join(map(str, numbers)), is_raised=True)]
    return tuple(map(tuple, found))


def grouped(marks: Iterable[Rect | Sign]) -> list[Rect | Sign]:
    """Return marks so that those which look alike follow one another."""
    groups: dict[object, list[Rect | Sign]] = {}
    for one in marks:
        form = one.radius if isinstance(one, Rect) else one.shape
        groups.setdefault((one.fill, form), []).append(one)
    return [one for group in groups.values() for one in group]


def joined(lines: Iterable[tuple[str, Sequence[Point]]], stroke: Stroke) -> Iterator[Path]:
    """Yield lines of figures, given by `figure_id`; those of one that follow are one mark."""
    for figure, those in groupby(lines, key=itemgetter(0)):
        yield Path(tuple(tuple(points) for _, points in those), stroke, figure)
