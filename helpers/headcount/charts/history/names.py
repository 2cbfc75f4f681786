"""The names of the series in a history: beside their marks, or a letter, and a list below."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, pairwise, product

from headcount.charts.history.layout import Layout, along
from headcount.charts.history.selection import Selection, Series
from headcount.charts.placing import Box, Crowd, beside, dodge
from headcount.charts.published import notes_on
from headcount.render.scene import Point, TextBlock, runs
from headcount.render.style import HIGHLIGHT, INK, Scale
from headcount.render.typesetting import LINE, measure, superscript_width, wrap, wrap_evenly

_TOUCH = 1.5  # no nearer comes that line to what the label does not name
_STEP = 8  # from one place on the line of a series to the next that may be named there
_ALONE = 5  # how far off such a place is from all that is of others
_SPACE = 0.6  # between two labels side by side, in sizes of their type


@dataclass(frozen=True)
class Name:
    """The name of a series, or its letter: its lines, its notes, and where it stands.

    `is_about` is said of the series that the words are about. `names` are the figures that it
    names, the oldest first. `x` and `top` are pixels of the plot. `leader` is the thin line to it
    from its mark, where it stands off.
    """

    lines: list[str]
    notes: tuple[int, ...]
    size: int
    is_bold: bool
    is_about: bool
    names: tuple[str, ...]
    x: float = 0.0
    top: float = 0.0
    leader: tuple[Point, Point] | None = None

    @property
    def is_letter(self) -> bool:
        """Whether it is the letter of a series and not its name."""
        return len(self.lines) == 1 and len(self.lines[0]) <= 2

    @property
    def width(self) -> float:
        """How wide it is, with its notes."""
        widths = [measure(line, self.size, bold=self.is_bold) for line in self.lines]
        return max(*widths, widths[-1] + superscript_width(self.notes, self.size))

    @property
    def height(self) -> float:
        """How high it is."""
        return len(self.lines) * self.size * LINE


class Space:
    """The space on a plot: `marks` by figure, and what words stand there already."""

    def __init__(self, selection: Selection, layout: Layout) -> None:
        self.marks = {place.figure_id: layout.box(place) for place in layout.places}
        self._around = {one: box.grown(_TOUCH) for one, box in self.marks.items()}
        self._words: list[Box] = []
        self._all = Box(0, -layout.dot, layout.width, layout.height - 2)
        edge = layout.width + (0 if layout.column else layout.right - 4)
        self._for_letters = self._all._replace(right=edge)  # one letter may stand in the margin
        self._paths = [(link.start, layout.path(link)) for link in selection.links]
        self._taken = Crowd(self.marks.values())
        for _, path in self._paths:
            self._taken.add(along(path))

    def others(self, series: Series) -> list[Box]:
        """Return the marks that are of other series."""
        return [box for one, box in self.marks.items() if one not in series.figures]

    def seen(self, figures: Sequence[str]) -> list[Box]:
        """Return the marks of some figures, the best to name first: the last, then the first."""
        return [self.marks[one] for one in dict.fromkeys((figures[-1], *figures))]

    def between(self, series: Series, figures: Sequence[str]) -> list[Box]:
        """Return where a line between some figures of a series runs alone.

        They may be named there: the marks themselves may be hidden under others.
        """
        if not any(start in figures for start, _ in self._paths):
            return []
        away = Crowd(box.grown(_ALONE) for box in self.others(series))
        for start, path in self._paths:
            if start not in series.figures:
                away.add(along(path, clear=_ALONE))
        points = (
            Box(x, y, x, y)
            for start, path in self._paths
            if start in figures
            for x, y in _points(path)
        )
        return [point for point in points if not away.touches(point)]

    def crossed(self, leader: tuple[Point, Point], figures: Sequence[str]) -> Iterator[Box]:
        """Yield what a leader comes too near to, for it would seem to name that."""
        others = (box for one, box in self._around.items() if one not in figures)
        yield from (box for box in chain(self._words, others) if box.is_crossed(leader))

    def put(
        self,
        labels: Sequence[Name],
        series: Series,
        figures: Sequence[str],
        gaps: Sequence[float],
        clear: float,
    ) -> Name | None:
        """Give a label the best place beside figures of a series; there may be none.

        Parameters
        ----------
        labels
            The label in as many ways as it can be set, the best first.
        series, figures
            Whose label it is, and which figures of it are named.
        gaps
            How far it may stand from what it names, the best first. Further than that there is a
            line to it.
        clear
            How much further off than its own, or than the line to it, all other marks must be.
        """
        others = self.others(series)
        for find in (self.seen, partial(self.between, series)):
            anchors = find(figures)
            for gap, label in product(gaps if anchors else (), labels):
                size = label.width, label.height
                room = self._for_letters if label.is_letter else self._all
                for box in beside(anchors, *size, room, self._taken, gap):
                    leader = _shortest(anchors, box) if gap > gaps[0] else None
                    reach = box.grown(clear if leader else gap + clear)
                    if clear and any(reach.touches(one) for one in others):
                        continue
                    if leader and any(self.crossed(leader, figures)):
                        continue
                    self._words.append(box.grown(_TOUCH))
                    self._taken.add([_apart(box, label.size)])
                    if leader:
                        self._words.extend(along(leader, clear=_TOUCH))
                        self._taken.add(along(leader))
                    return replace(label, x=box.left, top=box.top, leader=leader)
        return None


def _shortest(anchors: Sequence[Box], label: Box) -> tuple[Point, Point]:
    """Return the shortest line to a label from what it names."""
    return min((_leader(one, label) for one in anchors), key=lambda line: math.dist(*line))


def _points(path: Sequence[Point]) -> Iterator[Point]:
    """Yield points along a line, its ends left out."""
    for (x, y), (to_x, to_y) in pairwise(path):
        many = int(math.dist((x, y), (to_x, to_y)) // _STEP)
        for at in range(1, many):
            yield x + (to_x - x) * at / many, y + (to_y - y) * at / many


def _apart(box: Box, size: float) -> Box:
    """Return a label's box with the space that parts it from the words beside it."""
    return Box(box.left - size * _SPACE, box.top, box.right + size * _SPACE, box.bottom)


def _leader(mark: Box, label: Box) -> tuple[Point, Point]:
    """Return the shortest line from a mark to its label."""
    ends = []
    for low, high, first, last in (
        (mark.left, mark.right, label.left, label.right),
        (mark.top, mark.bottom, label.top, label.bottom),
    ):
        begin, end = max(low, first), min(high, last)
        middle = (begin + end) / 2
        apart = (end, begin) if first > high else (begin, end)
        ends.append((middle, middle) if begin <= end else apart)
    (x0, x1), (y0, y1) = ends
    return (x0, y0), (x1, y1)


_WIDEST = 13  # a name beside its mark, in sizes of its type
_SHARE = 0.4  # the same, in widths of the plot
_WIDER = 0.65  # the same of a name that would else take more than two lines
_BEHIND = 14  # how far letters stand behind the plot
_APART = 4  # how far one of them from the other
_NEAR = (4, 14)  # how far a name may stand from its mark, the best first
_ABOUT = (3, 10, 18, 28)  # the same of the name that the words are about: its color is its own
_CLEARER = 3  # how much further off than its own the mark of any other must be from a name
_CLEAR = 2  # the same of a letter
_FAR = (3, 10, 14, 18, 23, 28, 34, 40, 50, 60)  # the same of a letter, with a line to it
_COVERED = 2  # how far marks lie on one another that are seen as one
_END = (3, 6, 12)  # the same of the number at an end of a line
_DOT = "●"  # stands before the name of the series whose marks its color tells
_TRIES = 3
_LIST_COLUMN = 24  # at least so wide is a column of the list, in sizes of its type
_LIST_BETWEEN = 1.5


Listed = tuple[str, Series, tuple[int, ...]]
"""An entry of the list: a letter, its series, and the notes of that."""


@dataclass(frozen=True)
class SeriesNames:
    """The labels on a plot, and the series that are listed below it, with letter and notes each.

    `behind` are letters that find no room in its `space`, each with its series and the figures of
    it that it names.
    """

    space: Space
    labels: list[Name] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    behind: list[tuple[Name, Series, Sequence[str]]] = field(default_factory=list)


def name_all(selection: Selection, layout: Layout, scale: Scale) -> tuple[Layout, SeriesNames]:
    """Name every series: beside its marks where there is room, else by a letter and in a list.

    Letters that find no room either stand behind the plot, which gives way to them, and grows
    where they need more height than it has.
    """
    names = _fewest_behind(selection, layout, scale)
    if names.behind:
        column = max(label.width for label, *_ in names.behind) + _BEHIND
        layout = replace(layout, column=column, width=layout.width - column)
        names = _fewest_behind(selection, layout, scale)
    while sum(label.height + _APART for label, *_ in names.behind) > layout.height:
        layout = replace(layout, height=layout.height * 1.1)
        names = _fewest_behind(selection, layout, scale)
    names.labels.extend(_behind(layout, names))
    return layout, names


def _fewest_behind(selection: Selection, layout: Layout, scale: Scale) -> SeriesNames:
    """Place the labels, and once more with those that found no room before the others."""
    first: set[str] = set()
    found = []
    for _ in range(_TRIES):
        found.append(_try(selection, layout, scale, first))
        missed = {series.label for _, series, _ in found[-1].behind}
        if missed <= first:
            break
        first |= missed
    return min(found, key=lambda one: len(one.behind))


def _try(selection: Selection, layout: Layout, scale: Scale, first: Collection[str]) -> SeriesNames:
    """Place what finds room; those that are to come first before the others."""
    names = SeriesNames(space := Space(selection, layout))
    for series in _by_need(selection, space.marks, first):
        runs = _seen(selection.runs(series), space.marks)
        bears = notes_on(selection.by_id[figure] for figure in series.figures)
        about = series.is_highlighted
        if len(runs) == 1 or about:
            labels = list(_labels(series, bears, layout, scale))
            gaps, clear = (_ABOUT, 0.0) if about else (_NEAR, _CLEARER)
            if put := space.put(labels, series, series.figures, gaps, clear):
                names.labels.append(put)
                continue
        if about:  # its color tells which marks are its
            names.listed.insert(0, (_DOT, series, bears))
            continue
        letter = nth_letter(sum(one != _DOT for one, *_ in names.listed))
        names.listed.append((letter, series, bears))
        for run in runs:
            # of a series it stands for all, and of what stands apart for that alone
            own = series.figures if len(run) > 1 else run
            code = Name([letter], (), scale.note, is_bold=True, is_about=False, names=own)
            if put := space.put([code], series, run, _FAR, _CLEAR):
                names.labels.append(put)
            else:
                names.behind.append((code, series, run))
    names.labels.extend(_ends(selection, space, scale))
    return names


def _ends(selection: Selection, space: Space, scale: Scale) -> Iterator[Name]:
    """Say the first and the last number of the series that the words are about, or of the only one.

    Where there is no room for one the axis has to do.
    """
    series = selection.highlighted
    for figure in dict.fromkeys((series.figures[-1], series.figures[0]) if series else ()):
        amount = selection.by_id[figure]["amount"]
        value = [amount.label(bounds=False)]
        label = Name(value, (), scale.note, is_bold=True, is_about=True, names=(figure,))
        put = amount.is_number and series and space.put([label], series, [figure], _END, _CLEAR)
        if put:
            yield put


def _seen(runs: Sequence[tuple[str, ...]], marks: Mapping[str, Box]) -> list[tuple[str, ...]]:
    """Gather runs whose marks lie on one another: who looks sees one."""
    found: list[tuple[str, ...]] = []
    for run in runs:
        inner = [marks[one].grown(-_COVERED) for one in run]
        if found and any(marks[one].touches(box) for one in found[-1] for box in inner):
            found[-1] += run
        else:
            found.append(run)
    return found


def _by_need(
    selection: Selection, boxes: Mapping[str, Box], first: Collection[str]
) -> list[Series]:
    """Sort the series: first what the words are about, the long ones, those far from others."""
    middles = sorted(box.top for box in boxes.values())
    middle = middles[len(middles) // 2]
    return sorted(
        selection.series,
        key=lambda one: (
            one.label not in first,
            not one.is_highlighted,
            -len(one.figures),
            -abs(boxes[one.figures[-1]].top - middle),
            one.label,
        ),
    )


def _labels(series: Series, notes: tuple[int, ...], layout: Layout, scale: Scale) -> Iterator[Name]:
    """Set the name of a series in one line or two, else in more; its words stay whole."""
    about = series.is_highlighted
    size = scale.label if about else scale.note
    whole, raised = layout.width + layout.column, superscript_width(notes, size)
    set_in = partial(wrap_evenly, series.label, size=size, bold=about)
    ways = [set_in(min(whole * _SHARE, size * _WIDEST) - raised)]
    if len(ways[0]) == 1:
        ways.append(set_in(measure(ways[0][0], size, bold=about) - 1))
    elif len(ways[0]) > 2:  # a tall name looks like a column of a table
        ways.insert(0, set_in(min(whole * _WIDER, size * 2 * _WIDEST) - raised))
    for lines in ways:
        if " ".join(lines) == " ".join(series.label.split()):
            yield Name(lines, notes, size, is_bold=about, is_about=about, names=series.figures)


def nth_letter(number: int) -> str:
    """Return A to Z, then AA to AZ and so on."""
    more, last = divmod(number, 26)
    return (nth_letter(more - 1) if more else "") + chr(ord("A") + last)


def _behind(layout: Layout, names: SeriesNames) -> Iterator[Name]:
    """Set labels behind the plot, each as near to its mark's height as the others let it.

    The line to one begins where it crosses least of what it does not name.
    """
    space = names.space
    found = [
        (one, run, [*space.seen(run), *space.between(series, run)])
        for one, series, run in names.behind
    ]
    # of marks at one height the last in time comes first: so the lines to them do not cross
    found.sort(key=lambda one: -one[2][0].right)
    middles = [(marks[0].top + marks[0].bottom) / 2 for *_, marks in found]
    sizes = [label.height + _APART for label, *_ in found]
    places = dodge(middles, sizes, low=0, high=layout.height)
    for (label, run, marks), at in zip(found, places, strict=True):
        put = replace(label, x=layout.width + _BEHIND, top=at - label.height / 2)
        lines = [((one.right, (one.top + one.bottom) / 2), (put.x - 3, at)) for one in marks]
        crossed = [len(list(space.crossed(line, run))) for line in lines]
        yield replace(put, leader=lines[crossed.index(min(crossed))])


def set_list(
    listed: Sequence[Listed],
    described: Mapping[tuple[str, ...], str],
    left: float,
    width: float,
    scale: Scale,
) -> tuple[list[TextBlock], float]:
    """Set letters and the names of series in columns.

    Parameters
    ----------
    listed
        Of each entry the letter, the series and its notes.
    described
        What is said of the figures of a series, where it has several.
    left, width
        Where the list begins, and how wide it is.
    scale
        The sizes of type.

    Returns
    -------
    tuple
        The texts, from the top of the list, and how high it is.
    """
    if not listed:
        return [], 0.0
    size = scale.note
    columns = max(1, min(len(listed), int(width // (size * _LIST_COLUMN))))
    indent = max(measure(letter, size, bold=True) for letter, _, _ in listed) + size * 0.6
    room = width / columns - size * _LIST_BETWEEN
    deep = -(-len(listed) // columns)
    texts, lowest = [], 0.0
    for column in range(columns):
        top = 0.0
        for letter, series, notes in listed[column * deep : (column + 1) * deep]:
            wide = max(room - indent - superscript_width(notes, size), room / 3)
            lines = wrap(series.label, wide, size)
            words = runs(
                [f"  {lines[0]}", *lines[1:]],
                bold=series.is_highlighted,
                numbers=notes,
                lead=letter,
            )
            x, figure = left + column * width / columns, series.figures[-1]
            own = {"figure_id": figure, "description": described.get(series.figures, "")}
            color = HIGHLIGHT if series.is_highlighted else INK
            texts.append(TextBlock(words, x, top, size, color, **own))
            top += len(lines) * size * LINE + size * 0.25
        lowest = max(lowest, top)
    return texts, lowest
