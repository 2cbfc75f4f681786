"""What is written in a history: the names of series, and what begins at a break."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, pairwise, product

from helpers.charts.dodge import dodge
from helpers.charts.history.choosing import Chosen, Series
from helpers.charts.history.plan import Place, Plan, along
from helpers.charts.placing import Box, Crowd, Point, beside
from helpers.style import Scale
from helpers.typesetting import LINE, measure, superscript_width, wrap, wrap_evenly

_WIDEST = 13  # a name beside its mark, in sizes of its type
_SHARE = 0.4  # the same, in widths of the plot
_BEHIND = 14  # how far letters stand behind the plot
_APART = 4  # how far one of them from the other
_NEAR = (4, 14)  # how far a name may stand from its mark, the best first
_ABOUT = (3, 10, 18, 28)  # the same of the name that the words are about: its color is its own
_CLEARER = 3  # how much further off than its own the mark of any other must be from a name
_CLEAR = 2  # the same from a letter
_FAR = (
    3,
    10,
    14,
    18,
    23,
    28,
    34,
    40,
    50,
    60,
)  # a letter may stand further off than a name, with a line to it
_TOUCH = 1.5  # no nearer comes that line to what the label does not name
_STEP = 8  # from one place on the line of a series to the next that may be named there
_ALONE = 5  # how far off such a place is from all that is of others
_COVERED = 2  # how far marks lie on one another that are seen as one
_SPACE = 0.6  # between two labels side by side, in sizes of their type
_TRIES = 3
_FLAG = 17  # what begins at a break, in sizes of its type


@dataclass(frozen=True)
class Label:
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
    def width(self) -> float:
        """How wide it is, with its notes."""
        widths = [measure(line, self.size, bold=self.is_bold) for line in self.lines]
        return max(*widths, widths[-1] + superscript_width(self.notes, self.size))

    @property
    def height(self) -> float:
        """How high it is."""
        return len(self.lines) * self.size * LINE


Behind = list[tuple[Label, Series, Sequence[str]]]
"""Letters that stand behind the plot, each with the series and the figures of it that it names."""


@dataclass(frozen=True)
class Names:
    """The labels on a plot, and the series that are listed below it, with letter and notes each."""

    labels: list[Label]
    listed: list[tuple[str, Series, tuple[int, ...]]]


@dataclass(frozen=True)
class Flag:
    """What begins at a break: words above the plot, and a line from them down to the figure.

    `x` is where the line stands and where the words begin, or end for a `side` of -1; `top` counts
    from the first flag.
    """

    lines: list[str]
    x: float
    top: float
    side: int
    place: Place


def name_all(chosen: Chosen, plan: Plan, scale: Scale) -> tuple[Plan, Names]:
    """Name every series: beside its marks where there is room, else by a letter and in a list.

    Letters that find no room either stand behind the plot, which gives way to them, and grows
    where they need more height than it has.
    """
    room, names, behind = _fewest_behind(chosen, plan, scale)
    if behind:
        column = max(label.width for label, *_ in behind) + _BEHIND
        plan = replace(plan, column=column, width=plan.width - column)
        room, names, behind = _fewest_behind(chosen, plan, scale)
    while sum(label.height + _APART for label, *_ in behind) > plan.height:
        plan = replace(plan, height=plan.height * 1.1)
        room, names, behind = _fewest_behind(chosen, plan, scale)
    return plan, replace(names, labels=[*names.labels, *_behind(plan, room, behind)])


def _fewest_behind(chosen: Chosen, plan: Plan, scale: Scale) -> tuple[_Room, Names, Behind]:
    """Place the labels, and once more with those that found no room before the others."""
    first: set[str] = set()
    found = []
    for _ in range(_TRIES):
        room, names, behind = _try(chosen, plan, scale, first)
        found.append((room, names, behind))
        missed = {series.label for _, series, _ in behind}
        if missed <= first:
            break
        first |= missed
    return min(found, key=lambda one: len(one[-1]))


def _try(
    chosen: Chosen, plan: Plan, scale: Scale, first: Collection[str]
) -> tuple[_Room, Names, Behind]:
    """Place what finds room; return the room, what stands there, and the letters that find none."""
    room = _Room(chosen, plan)
    notes = dict(zip(chosen.rows["figure_id"], chosen.rows["note_numbers"], strict=True))
    names, behind = Names([], []), []
    by_need = sorted(_by_need(chosen, room.marks), key=lambda one: one.label not in first)
    for series in by_need:
        runs = _seen(chosen.runs(series), room.marks)
        bears = tuple(sorted({number for figure in series.figures for number in notes[figure]}))
        about = series.is_highlighted
        if len(runs) == 1 or about:
            labels = list(_labels(series, bears, plan, scale))
            gaps, clear = (_ABOUT, 0.0) if about else (_NEAR, _CLEARER)
            if put := room.put(labels, series, series.figures, gaps, clear):
                names.labels.append(put)
                continue
        letter = _letter(len(names.listed))
        names.listed.append((letter, series, bears))
        # one letter is enough where the color tells whose all the others are
        for run in [series.figures] if about else runs:
            # of a series it stands for all, and of what stands apart for that alone
            own = series.figures if len(run) > 1 else run
            code = Label([letter], (), scale.note, is_bold=True, is_about=about, names=own)
            if put := room.put([code], series, run, _FAR, _CLEAR):
                names.labels.append(put)
            else:
                behind.append((code, series, run))
    return room, names, behind


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


class _Room:
    """The room on a plot: `marks` by figure, and what words stand there already."""

    def __init__(self, chosen: Chosen, plan: Plan) -> None:
        edge = plan.width + (0 if plan.column else plan.right - 4)
        self.marks = {place.figure_id: plan.box(place) for place in plan.places}
        self._around = {one: box.grown(_TOUCH) for one, box in self.marks.items()}
        self._words: list[Box] = []
        self._all = Box(0, -plan.dot, edge, plan.height - 2)
        self._paths = [(link.start, plan.path(link)) for link in chosen.links]
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
        labels: Sequence[Label],
        series: Series,
        figures: Sequence[str],
        gaps: Sequence[float],
        clear: float,
    ) -> Label | None:
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
                for box in beside(anchors, *size, self._all, self._taken, gap):
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
    for start, end in pairwise(path):
        many = int(math.dist(start, end) // _STEP)
        for at in range(1, many):
            yield tuple(
                one + (other - one) * at / many for one, other in zip(start, end, strict=True)
            )


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
        middle = (max(low, first) + min(high, last)) / 2
        apart = first > high or low > last
        ends.append((high, first) if first > high else (low, last) if apart else (middle, middle))
    (x0, x1), (y0, y1) = ends
    return (x0, y0), (x1, y1)


def _by_need(chosen: Chosen, boxes: Mapping[str, Box]) -> Iterator[Series]:
    """Yield the series that the words are about, then the long ones, then those far from others."""
    middles = sorted(box.top for box in boxes.values())
    middle = middles[len(middles) // 2]
    yield from sorted(
        chosen.series,
        key=lambda one: (
            not one.is_highlighted,
            -len(one.figures),
            -abs(boxes[one.figures[-1]].top - middle),
            one.label,
        ),
    )


def _labels(series: Series, notes: tuple[int, ...], plan: Plan, scale: Scale) -> Iterator[Label]:
    """Set the name of a series in as few lines as can be, then in two; its words stay whole."""
    about = series.is_highlighted
    size = scale.label if about else scale.note
    room = min((plan.width + plan.column) * _SHARE, size * _WIDEST)
    room -= superscript_width(notes, size)
    lines = wrap_evenly(series.label, room, size, bold=about)
    if " ".join(lines) != " ".join(series.label.split()):
        return
    label = Label(lines, notes, size, is_bold=about, is_about=about, names=series.figures)
    yield label
    if len(lines) == 1:
        narrow = wrap_evenly(series.label, measure(*lines, size, bold=about) - 1, size, bold=about)
        if len(narrow) == 2 and " ".join(narrow) == " ".join(series.label.split()):
            yield replace(label, lines=narrow)


def _letter(number: int) -> str:
    """Return A to Z, then AA to AZ and so on."""
    more, last = divmod(number, 26)
    return (_letter(more - 1) if more else "") + chr(ord("A") + last)


def _behind(plan: Plan, room: _Room, labels: Behind) -> Iterator[Label]:
    """Set labels behind the plot, each as near to its mark's height as the others let it.

    The line to one begins where it crosses least of what it does not name.
    """
    found = [
        (one, run, [*room.seen(run), *room.between(series, run)]) for one, series, run in labels
    ]
    # of marks at one height the last in time comes first: so the lines to them do not cross
    found.sort(key=lambda one: -one[2][0].right)
    middles = [(marks[0].top + marks[0].bottom) / 2 for *_, marks in found]
    sizes = [label.height + _APART for label, *_ in found]
    places = dodge(middles, sizes, low=0, high=plan.height)
    for (label, run, marks), at in zip(found, places, strict=True):
        put = replace(label, x=plan.width + _BEHIND, top=at - label.height / 2)
        lines = [((one.right, (one.top + one.bottom) / 2), (put.x - 3, at)) for one in marks]
        crossed = [len(list(room.crossed(line, run))) for line in lines]
        yield replace(put, leader=lines[crossed.index(min(crossed))])


def flags(chosen: Chosen, plan: Plan, scale: Scale) -> tuple[list[Flag], float]:
    """Set what begins at each break above the plot; return how high that is as well."""
    places = {place.figure_id: place for place in plan.places}
    whole = plan.width + plan.column
    standing = [(plan.x(places[one.figure_id].middle), one) for one in chosen.breaks]
    standing.sort(key=lambda one: one[0])
    # the words stand where no line from above comes down: left ones first, then from the right
    first = [one for one in standing if one[0] <= whole / 2]
    last = [one for one in reversed(standing) if one[0] > whole / 2]
    free = first[-1][0] if first else 0.0
    found, top = [], 0.0
    for x, one in (*first, *last):
        side = -1 if x > whole / 2 else 1
        clear, most = (x - free, x) if side < 0 else (whole - x, whole - x)
        room = min(max(clear, scale.note * _FLAG / 2), most, scale.note * _FLAG) - 8
        lines = wrap(one.text, room, scale.note)
        found.append(Flag(lines, x, top, side, places[one.figure_id]))
        top += len(lines) * scale.note * LINE + 6
    return found, top
