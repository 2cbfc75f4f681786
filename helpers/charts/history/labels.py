"""What is written in a history: the names of series, and what begins at a break."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from helpers.charts.dodge import dodge
from helpers.charts.history.choosing import Chosen, Series
from helpers.charts.history.plan import Place, Plan, along
from helpers.charts.placing import Box, Crowd, beside
from helpers.style import Scale
from helpers.typesetting import LINE, measure, superscript_width, wrap, wrap_evenly

_WIDEST = 13  # a name beside its mark, in sizes of its type
_SHARE = 0.4  # the same, in widths of the plot
_BEHIND = 14  # how far letters stand behind the plot
_APART = 4  # how far one of them from the other
_NEAR = (4, 14)  # how far a name may stand from its mark, the best first
_CLEARER = 3  # how much further off than its own any other mark must be from a name
_FAR = (3, 10, 18, 28, 40, 60)  # a letter may stand further off: it is sure to be understood
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
    leader: tuple[tuple[float, float], tuple[float, float]] | None = None

    @property
    def width(self) -> float:
        """How wide it is, with its notes."""
        widths = [measure(line, self.size, bold=self.is_bold) for line in self.lines]
        return max(*widths, widths[-1] + superscript_width(self.notes, self.size))

    @property
    def height(self) -> float:
        """How high it is."""
        return len(self.lines) * self.size * LINE


Behind = list[tuple[Label, Box]]
"""Letters that stand behind the plot, each with the mark that it names."""


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
    names, behind = _fewest_behind(chosen, plan, scale)
    if behind:
        column = max(label.width for label, _ in behind) + _BEHIND
        plan = replace(plan, column=column, width=plan.width - column)
        names, behind = _fewest_behind(chosen, plan, scale)
    while sum(label.height + _APART for label, _ in behind) > plan.height:
        plan = replace(plan, height=plan.height * 1.1)
        names, behind = _fewest_behind(chosen, plan, scale)
    return plan, replace(names, labels=[*names.labels, *_behind(plan, behind)])


def _fewest_behind(chosen: Chosen, plan: Plan, scale: Scale) -> tuple[Names, Behind]:
    """Place the labels, and once more with those that found no room before the others."""
    first: set[str] = set()
    found = []
    for _ in range(_TRIES):
        names, behind = _try(chosen, plan, scale, first)
        found.append((names, behind))
        letters = {label.lines[0] for label, _ in behind}
        missed = {series.label for letter, series, _ in names.listed if letter in letters}
        if missed <= first:
            break
        first |= missed
    return min(found, key=lambda one: len(one[1]))


def _try(chosen: Chosen, plan: Plan, scale: Scale, first: Collection[str]) -> tuple[Names, Behind]:
    """Place what finds room; return it, and the letters that find none with their marks."""
    room = _Room(chosen, plan)
    notes = dict(zip(chosen.rows["figure_id"], chosen.rows["note_numbers"], strict=True))
    names, behind = Names([], []), []
    by_need = sorted(_by_need(chosen, room.marks), key=lambda one: one.label not in first)
    for series in by_need:
        runs = chosen.runs(series)
        bears = tuple(sorted({number for figure in series.figures for number in notes[figure]}))
        label = _label(series, bears, plan, scale)
        if label and (len(runs) == 1 or series.is_highlighted):
            # its color tells whose a highlighted name is; others must stand apart
            gaps, clear = (_FAR, None) if series.is_highlighted else (_NEAR, _CLEARER)
            if put := room.put(label, series.figures, gaps, clear):
                names.labels.append(put)
                continue
        letter = _letter(len(names.listed))
        names.listed.append((letter, series, bears))
        for run in runs:
            about = series.is_highlighted
            # of a series it stands for all, and of one figure that stands apart for that alone
            own = series.figures if len(run) > 1 else tuple(run)
            code = Label([letter], (), scale.note, is_bold=True, is_about=about, names=own)
            if put := room.put(code, run, _FAR):
                names.labels.append(put)
            else:
                behind.append((code, room.marks[run[-1]]))
    return names, behind


class _Room:
    """The room on a plot: `marks` by figure, and what words stand there already."""

    def __init__(self, chosen: Chosen, plan: Plan) -> None:
        edge = plan.width + (0 if plan.column else plan.right - 4)
        self.marks = {place.figure_id: plan.box(place) for place in plan.places}
        self._all = Box(0, -plan.dot, edge, plan.height - 2)
        self._words: list[Box] = []
        self._taken = Crowd(self.marks.values())
        for link in chosen.links:
            self._taken.add(along(plan.path(link)))

    def put(
        self,
        label: Label,
        figures: Sequence[str],
        gaps: Sequence[float],
        clear: float | None = None,
    ) -> Label | None:
        """Give a label the best place beside its figures; there may be none.

        Without a line to its mark it stands so many pixels further off from others, if `clear`.
        """
        # the last mark of a run is the best to name, then the first
        anchors = [self.marks[one] for one in dict.fromkeys((figures[-1], *figures))]
        others = [box for one, box in self.marks.items() if one not in figures]
        width, height = label.width, label.height
        for gap in gaps:
            for box in beside(anchors, width, height, self._all, self._taken, gap):
                line = _leader(min(anchors, key=lambda one: math.dist(*_leader(one, box))), box)
                leader = line if gap > gaps[0] else None
                if leader and _crosses(leader, [*others, *self._words]):
                    continue
                if clear and not leader and _is_near(box, others, gap + clear):
                    continue
                self._words.append(box)
                self._taken.add([_apart(box, label.size), *(along(line) if leader else [])])
                return replace(label, x=box.left, top=box.top, leader=leader)
        return None


def _crosses(line: Sequence[tuple[float, float]], others: Sequence[Box]) -> bool:
    """Whether a leader runs over what it does not name: it would seem to name that."""
    return any(step.touches(one) for step in along(line, clear=0.5) for one in others)


def _is_near(label: Box, others: Sequence[Box], reach: float) -> bool:
    """Whether a name stands as near to another mark: it would seem to name that."""
    around = Box(label.left - reach, label.top - reach, label.right + reach, label.bottom + reach)
    return any(around.touches(one) for one in others)


def _apart(box: Box, size: float) -> Box:
    """Return a label's box with the space that parts it from the words beside it."""
    return Box(box.left - size * _SPACE, box.top, box.right + size * _SPACE, box.bottom)


def _leader(mark: Box, label: Box) -> tuple[tuple[float, float], tuple[float, float]]:
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


def _label(series: Series, notes: tuple[int, ...], plan: Plan, scale: Scale) -> Label | None:
    """Set the name of a series in lines; none where a word of it is too long for that."""
    about = series.is_highlighted
    size = scale.label if about else scale.note
    room = min((plan.width + plan.column) * _SHARE, size * _WIDEST)
    room -= superscript_width(notes, size)
    if max(measure(word, size, bold=about) for word in series.label.split()) > room:
        return None
    lines = wrap_evenly(series.label, room, size, bold=about)
    return Label(lines, notes, size, is_bold=about, is_about=about, names=series.figures)


def _letter(number: int) -> str:
    """Return A to Z, then AA to AZ and so on."""
    more, last = divmod(number, 26)
    return (_letter(more - 1) if more else "") + chr(ord("A") + last)


def _behind(plan: Plan, labels: Behind) -> Iterator[Label]:
    """Set labels behind the plot, each as near to its mark's height as the others let it."""
    # of marks at one height the last in time comes first: so the lines to them do not cross
    labels = sorted(labels, key=lambda one: -one[1].right)
    middles = [(box.top + box.bottom) / 2 for _, box in labels]
    sizes = [label.height + _APART for label, _ in labels]
    places = dodge(middles, sizes, low=0, high=plan.height)
    for (label, mark), at in zip(labels, places, strict=True):
        put = replace(label, x=plan.width + _BEHIND, top=at - label.height / 2)
        yield replace(put, leader=((mark.right, (mark.top + mark.bottom) / 2), (put.x - 3, at)))


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
