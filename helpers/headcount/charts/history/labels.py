"""The names of the series in a history: beside their marks, or a letter and a list."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from headcount.charts.dodge import dodge
from headcount.charts.history.plan import Plan
from headcount.charts.history.room import Label, Room
from headcount.charts.history.selection import Selection, Series
from headcount.charts.placing import Box
from headcount.render.style import Scale
from headcount.render.typesetting import measure, superscript_width, wrap_evenly

_WIDEST = 13  # a name beside its mark, in sizes of its type
_SHARE = 0.4  # the same, in widths of the plot
_BEHIND = 14  # how far letters stand behind the plot
_APART = 4  # how far one of them from the other
_NEAR = (4, 14)  # how far a name may stand from its mark, the best first
_ABOUT = (3, 10, 18, 28)  # the same of the name that the words are about: its color is its own
_CLEARER = 3  # how much further off than its own the mark of any other must be from a name
_CLEAR = 2  # the same of a letter
_FAR = (3, 10, 14, 18, 23, 28, 34, 40, 50, 60)  # the same of a letter, with a line to it
_COVERED = 2  # how far marks lie on one another that are seen as one
_TRIES = 3


Behind = list[tuple[Label, Series, Sequence[str]]]
"""Letters that stand behind the plot, each with the series and the figures of it that it names."""


@dataclass(frozen=True)
class Names:
    """The labels on a plot, and the series that are listed below it, with letter and notes each."""

    labels: list[Label]
    listed: list[tuple[str, Series, tuple[int, ...]]]


def name_all(selection: Selection, plan: Plan, scale: Scale) -> tuple[Plan, Names]:
    """Name every series: beside its marks where there is room, else by a letter and in a list.

    Letters that find no room either stand behind the plot, which gives way to them, and grows
    where they need more height than it has.
    """
    room, names, behind = _fewest_behind(selection, plan, scale)
    if behind:
        column = max(label.width for label, *_ in behind) + _BEHIND
        plan = replace(plan, column=column, width=plan.width - column)
        room, names, behind = _fewest_behind(selection, plan, scale)
    while sum(label.height + _APART for label, *_ in behind) > plan.height:
        plan = replace(plan, height=plan.height * 1.1)
        room, names, behind = _fewest_behind(selection, plan, scale)
    return plan, replace(names, labels=[*names.labels, *_behind(plan, room, behind)])


def _fewest_behind(selection: Selection, plan: Plan, scale: Scale) -> tuple[Room, Names, Behind]:
    """Place the labels, and once more with those that found no room before the others."""
    first: set[str] = set()
    found = []
    for _ in range(_TRIES):
        room, names, behind = _try(selection, plan, scale, first)
        found.append((room, names, behind))
        missed = {series.label for _, series, _ in behind}
        if missed <= first:
            break
        first |= missed
    return min(found, key=lambda one: len(one[-1]))


def _try(
    selection: Selection, plan: Plan, scale: Scale, first: Collection[str]
) -> tuple[Room, Names, Behind]:
    """Place what finds room; return the room, what stands there, and the letters that find none."""
    room = Room(selection, plan)
    notes = dict(zip(selection.rows["figure_id"], selection.rows["note_numbers"], strict=True))
    names, behind = Names([], []), []
    by_need = sorted(_by_need(selection, room.marks), key=lambda one: one.label not in first)
    for series in by_need:
        runs = _seen(selection.runs(series), room.marks)
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


def _by_need(selection: Selection, boxes: Mapping[str, Box]) -> Iterator[Series]:
    """Yield the series that the words are about, then the long ones, then those far from others."""
    middles = sorted(box.top for box in boxes.values())
    middle = middles[len(middles) // 2]
    yield from sorted(
        selection.series,
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


def _behind(plan: Plan, room: Room, labels: Behind) -> Iterator[Label]:
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
