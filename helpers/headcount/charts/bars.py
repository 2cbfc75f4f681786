"""Bars from zero, with what their figures leave open; squares; and what their fills mean in a key.

Rank, timeline and promise are such lists: of each row its words, its bar beside or under them, its
number. What stands left of the words, and how far rows are apart, is the form's own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from headcount.charts.axis import furthest
from headcount.figures.quantity import Quantity
from headcount.figures.status import DENIED, KEY_WORDS, KINDS, kind
from headcount.render.scene import (
    NONE,
    Axis,
    Entry,
    Fill,
    Line,
    Mark,
    Path,
    Plot,
    Rect,
    Sign,
    Stroke,
    TextBlock,
    runs,
)
from headcount.render.style import BASELINE, INK, MUTED, OTHERS, Scale, fill
from headcount.render.typesetting import LINE, measure, superscript_width, wrap_full

SIDE = 13.0
"""How wide and how high the square of a figure is, in pixels."""


def tile(
    figure_id: str, status: str, x: float, y: float, color: str, side: float = SIDE
) -> Rect | Sign:
    """Return a figure as a square: paper, tinted or full; crossed out where it is a denial.

    `x` and `y` are its middle, `color` is one of those that have a tint.
    """
    if status == DENIED:
        return Sign("crossed", x, y, side, _crossed(color), figure_id)
    half = side / 2
    return Rect(x - half, y - half, x + half, y + half, fill(kind(status), color), 0, figure_id)


def key(
    statuses: Iterable[str],
    *,
    ranges: str = "",
    pale: Collection[str] = (),
    color: str = OTHERS,
) -> Iterator[Entry]:
    """Yield an entry for each kind of status in view, and one for the pale bands.

    Parameters
    ----------
    statuses
        Those of what is drawn.
    ranges
        What a pale band means, in words.
    pale
        The kinds of status that have one.
    color
        One of those that have a tint.

    Examples
    --------
    >>> [entry.name for entry in key(["claimed"], ranges="Range stated", pale={"said"})]
    ['Claimed, offered or planned', 'Range stated']
    """
    present = {kind(status) for status in statuses}
    yield from (Entry(KEY_WORDS[one], fill(one, color)) for one in KINDS if one in present)
    if pale:
        yield Entry(ranges, fill("said", color, faint=True))


_SAYING = {"said": r"claim|offer|plan|said|say", "estimated": "estimat", "counted": "confirm"}


def needed(entries: Sequence[Entry], words: str) -> tuple[Entry, ...]:
    """Return the entries of a key, but none for a status that is the only one and that words say.

    Examples
    --------
    >>> needed([*key(["estimated"])], "CIA estimates put North Korea fourth")
    ()
    >>> len(needed([*key(["estimated"])], "North Korea is fourth"))
    1
    """
    kinds = [one for one in KINDS if KEY_WORDS[one] in {entry.name for entry in entries}]
    if len(kinds) != 1 or not re.search(_SAYING[kinds[0]], words, re.IGNORECASE):
        return tuple(entries)
    shapes = [entry for entry in entries if entry.shape]
    told = [entry for entry in entries if entry.name != KEY_WORDS[kinds[0]]]
    return tuple(entries if shapes else told)


def tile_key(statuses: Iterable[str], color: str) -> Iterator[Entry]:
    """Yield an entry for each kind of square in view, one for denials among them.

    Examples
    --------
    >>> [entry.name for entry in tile_key(["claimed", "denied"], OTHERS)]
    ['Claimed, offered or planned', 'Denied']
    """
    present = set(statuses)
    yield from key(present - {DENIED}, color=color)
    if DENIED in present:
        yield Entry("Denied", _crossed(color), "crossed", SIDE)


def _crossed(color: str) -> Fill:
    return Fill(NONE, color, 1.5)


RANGE = "Range or limit stated"
"""What the pale part of a mark means, as the key has it."""


class Ends(NamedTuple):
    """Where an amount begins and ends, in whatever the marks count in; None where it names none."""

    low: float | None
    value: float | None
    high: float | None

    @classmethod
    def of(cls, amount: Quantity, unit: float = 1.0) -> Ends | None:
        """Return the ends of an amount, so many of which make one of what the marks count in.

        None where it gives no number.

        Examples
        --------
        >>> Ends.of(Quantity(low=25_000, high=30_000, qualifier="range"), 1_000)
        Ends(low=25.0, value=None, high=30.0)
        """
        if not amount.is_number:
            return None
        stated = (amount.low, amount.value, amount.high)
        return cls(*(None if end is None else end / unit for end in stated))

    @property
    def sure(self) -> float:
        """What every reading of the amount has."""
        return next((end for end in (self.low, self.value) if end is not None), 0.0)

    @property
    def most(self) -> float:
        """The furthest that the amount names."""
        return next((end for end in (self.high, self.value) if end is not None), self.sure)

    @property
    def is_open(self) -> bool:
        """Whether there may be more than it names."""
        return self.value is None and self.high is None

    @property
    def caps(self) -> tuple[float, ...]:
        """Where a line stands: at the source's own number within its bounds, and at the upper."""
        if self.most <= self.sure:
            return ()
        return tuple(end for end in dict.fromkeys((self.value, self.high)) if end is not None)


ARROW = 16
"""Pixels that the arrow of an open end takes behind its bar."""

_CAP = 2.5
_STANDS_OUT = 3  # pixels of the line where bars begin, over and under its bar


def zero(axis: Axis, middle: float, high: float) -> Line:
    """Return the line where one bar begins: it leaves a name that stands above the bar alone."""
    half = high / 2 + _STANDS_OUT
    return Line(axis.start, middle - half, axis.start, middle + half, Stroke(BASELINE))


def bar(
    figure: str, ends: Ends, how: str, color: str, axis: Axis, middle: float, high: float
) -> Iterator[Mark]:
    """Draw a figure as a bar, filled as its kind of status, `how`, asks.

    It reaches from zero to what every reading of the figure has. A pale band closed by a line goes
    on to an upper bound, an arrow stands where there is none; a figure that is nothing but an upper
    bound is a bar of half the height, closed by a line.
    """
    top, bottom = middle - high / 2, middle + high / 2
    zero, sure, most = (axis.at(max(end, axis.first)) for end in (0, ends.sure, ends.most))
    if ends.sure or not ends.most:
        yield Rect(zero, top, sure, bottom, fill(how, color), figure_id=figure)
    if ends.most > ends.sure:
        look = fill(how, color, faint=bool(ends.sure))
        yield Rect(sure, middle - high / 4, most, middle + high / 4, look, figure_id=figure)
    for x in map(axis.at, ends.caps):
        yield Path((((x, top), (x, bottom)),), Stroke(color, _CAP), figure)
    if ends.is_open:
        yield Sign("right", most + ARROW / 2, middle, 11, Fill(color), figure)


UNDER = 4.0
"""Pixels from words to the bar under them."""

_BEHIND = 5  # pixels from a bar to the number behind it
_EDGE = 3  # pixels that the line that closes a bar stands over its end


@dataclass(frozen=True)
class Row:
    """A row.

    Parameters
    ----------
    figure_id
        The figure that it is about, if it is about any.
    title
        Its words. Those that begin it and are its `lead` are bold, or all where it `is_bold`.
    rest
        What is said under them, in smaller type.
    notes
        The numbers of the notes that stand behind its title.
    ends
        Those of its bar; None where it has none.
    status, color
        How the bar is filled.
    number
        What stands behind its bar.
    """

    figure_id: str
    title: str = ""
    rest: str = ""
    notes: tuple[int, ...] = ()
    is_bold: bool = False
    lead: str = ""
    ends: Ends | None = None
    status: str = ""
    color: str = OTHERS
    number: str = ""

    @property
    def _is_heavy(self) -> bool:
        return self.is_bold or bool(self.lead)

    def _title(self, scale: Scale) -> float:
        title = measure(self.title, scale.label, bold=self._is_heavy)
        return title + superscript_width(self.notes, scale.label)

    def wide(self, scale: Scale) -> float:
        """Return how wide its words are where they need not be broken, with its notes."""
        return max(self._title(scale), measure(self.rest, scale.note))

    def within(self, room: float, scale: Scale, *, beside: bool = False) -> SetRow:
        """Break its words into lines up to `room` wide; `beside`: into one, where all fits."""
        width = room - superscript_width(self.notes, scale.label)
        title = wrap_full(self.title, width, scale.label, bold=self._is_heavy) if self.title else []
        behind = self._title(scale) + scale.label * 0.6
        if beside and behind + measure(self.rest, scale.note) <= room:
            words = len(title) * scale.label * LINE
            return SetRow(self, tuple(title), (self.rest,), words, scale, behind)
        rest = wrap_full(self.rest, room, scale.note) if self.rest else []
        high = (len(title) * scale.label + len(rest) * scale.note) * LINE
        return SetRow(self, tuple(title), tuple(rest), high, scale)


@dataclass(frozen=True)
class SetRow:
    """A row with its words in lines, which are `words` pixels high.

    `beside` is how far behind the beginning of its title the rest stands; 0 where it stands below.
    """

    row: Row
    title: tuple[str, ...]
    rest: tuple[str, ...]
    words: float
    scale: Scale
    beside: float = 0.0

    def high(self, bar: float, *, is_above: bool) -> float:
        """Return how high it is, with a bar so high beside its words or under them."""
        if not self.row.ends:
            return self.words
        return self.words + UNDER + bar if is_above else max(self.words, bar)

    def middle(self, top: float, bar: float, *, is_above: bool) -> float:
        """Return where the middle of its bar is: beside the first line of its words."""
        if is_above:
            return top + self.words + UNDER + bar / 2
        return top + max(self.scale.label * LINE, bar) / 2

    def texts(self, left: float, top: float, middle: float) -> Iterable[TextBlock]:
        """Set its words; a single line beside a bar has its middle where the bar has."""
        row, size = self.row, self.scale.label
        own = partial(TextBlock, x=left, figure_id=row.figure_id)
        if self.title:
            lines = list(self.title)
            has_lead = bool(row.lead) and lines[0].startswith(row.lead)
            lead = row.lead if has_lead else ""
            lines[0] = lines[0].removeprefix(lead)
            is_bold = row.is_bold or (bool(row.lead) and not has_lead)
            title = runs(lines, bold=is_bold, numbers=row.notes, lead=lead)
            is_centered = len(lines) == 1 and not self.rest and middle < top + self.words + UNDER
            if is_centered and row.ends:
                yield own(title, y=middle, size=size, color=INK, across="middle")
            else:
                yield own(title, y=top, size=size, color=INK)
        if self.rest:
            small, deep = self.scale.note, len(self.title)
            down = (size - small) * LINE * 0.6 if self.beside else deep * size * LINE
            yield own(runs(self.rest), x=left + self.beside, y=top + down, size=small, color=MUTED)


def axis_of(rows: Sequence[Row], left: float, right: float, size: float, first: float = 0) -> Axis:
    """Return the one axis on which every bar and the number behind it end before `right`."""
    behind = (
        (
            row.ends.most,
            (measure(row.number, size, bold=True) + 2 * _BEHIND if row.number else _EDGE)
            + ARROW * row.ends.is_open,
        )
        for row in rows
        if row.ends
    )
    return Axis(left, right, first, furthest(behind, right - left) or 1.0)


def drawn(
    one: SetRow, axis: Axis, left: float, top: float, bar_high: float, *, is_above: bool
) -> Plot:
    """Draw a row: its bar, the line where that begins, and its words and number.

    Parameters
    ----------
    one, axis
        The row, and what its bar is drawn to.
    left, top
        Where its words begin, and where the row does.
    bar_high, is_above
        How high bars are, and whether words stand above them.
    """
    row, ends, high = one.row, one.row.ends, one.high(bar_high, is_above=is_above)
    middle = one.middle(top, bar_high, is_above=is_above)
    texts = [*one.texts(left, top, middle)]
    if not ends:
        return Plot(high, labels=tuple(texts))
    if row.number:
        x = axis.at(ends.most) + _BEHIND + ARROW * ends.is_open
        number = runs([row.number], bold=row.is_bold)
        own = {"across": "middle", "figure_id": row.figure_id}
        texts.append(TextBlock(number, x, middle, one.scale.label, INK, **own))
    marks = bar(row.figure_id, ends, kind(row.status), row.color, axis, middle, bar_high)
    return Plot(high, tuple(marks), (zero(axis, middle, bar_high),), labels=tuple(texts))
