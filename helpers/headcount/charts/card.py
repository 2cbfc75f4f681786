"""A chart as a card: what can be read of it in a feed, at exactly the size that is shown there.

A card is a layout of its own and no smaller chart: the headline, the status in words, one group of
a few lines with bars to one scale, the weightiest caveat, the source and the record. What it leaves
out it counts, and the record leads to all of it. Nothing in it is set smaller than its format's
`small`, whatever the words: lines are left out first, then a long headline is set smaller, and only
words that no size could hold end in an ellipsis.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise, product

from headcount.caveats import Note
from headcount.caveats.note import EFFECTS
from headcount.charts.bars import ARROW, bar, needed, tile, tile_key
from headcount.charts.form import Item
from headcount.charts.form import rest as left_out
from headcount.charts.shapes import DotAxis, Shape, begins, marks
from headcount.core.wording import capital, cardinal
from headcount.figures.provenance import BETWEEN
from headcount.figures.quantity import Quantity, compact, spoken
from headcount.figures.status import kind
from headcount.render.formats import Card
from headcount.render.layout import ChartWords, is_over_areas, set_key
from headcount.render.scene import (
    Axis,
    Entry,
    Fill,
    Line,
    Mark,
    Path,
    Plot,
    Rect,
    Scene,
    Sign,
    Stroke,
    TextBlock,
    magnified,
    runs,
)
from headcount.render.style import GUIDE, HIGHLIGHT, INK, MUTED, OTHERS, PAPER, Scale
from headcount.render.typesetting import LINE, measure, wrap, wrap_evenly, wrap_full

_TIGHT = 1.16  # from line to line of a headline, in sizes of its type
_BESIDE = 0.3  # of the width, at the most, for names beside their bars
_BESIDE_WIDE = 0.42  # the same where the card is wider than high, and lines are what it lacks
_LEAST_BAR = 0.16  # of the width, for the longest bar beside a name
_DOT = 0.6  # the width of a point, in sizes of a line's type
_BAR = 0.45  # the height of a bar under its name, in sizes of a line's type
_APART = 0.2  # between two lines at the least, in sizes of their type
_GAP = 0.5  # between two parts, in sizes of the type of a line
DENIED = "denied"
_MONTH = re.compile(r"([A-Z][a-z]+\.?) (?:\d+, )?(\d{4})$")
_STRIP = 0.35  # of its width, the height of a plot with an axis at the least
_LINES = 2  # that a name takes, at the most
_ENOUGH = 3  # lines, for which a headline is set smaller: one alone is held against nothing
_LOOSEST = 1.1  # how far two lines may drift apart, in sizes of their type


def lay_out(items: Sequence[Item], focus: Sequence[str], words: ChartWords, card: Card) -> Scene:
    """Lay a card out.

    Parameters
    ----------
    items
        What the form has to show, in its order.
    focus
        The figures that the words are about: of what does not fit, they stay.
    words
        Those of the chart.
    card
        The size, and how large its type is.
    """
    scene, many = _laid_out(items, focus, words, card)
    while many < min(_ENOUGH, len(items)) and card.headline > card.least:
        card = replace(card, headline=card.headline - 2)
        other, more = _laid_out(items, focus, words, card)
        if more > many:
            scene, many = other, more
    return scene


def _laid_out(
    items: Sequence[Item], focus: Sequence[str], words: ChartWords, card: Card
) -> tuple[Scene, int]:
    """Lay a card out, and say how many lines it shows."""
    texts, top, bottom = _around(words, card)
    kinds = {one.known for one in items}
    said_by: list[Mark] = []
    first = items[0]
    if len(kinds) == 1 and needed(list(tile_key([first.status], OTHERS)), words.headline):
        said_by.append(_tile(first, card.margin, top + card.small * LINE / 2, card.small * 0.8))
        said = runs([capital(first.known)], bold=True)
        texts.append(TextBlock(said, card.margin + card.small * 1.2, top, card.small, INK))
        top += card.small * LINE + card.label * 0.3
    listed = _List(items, set(focus), card, is_mixed=len(kinds) > 1, headline=words.headline)
    many = listed.fill(top, bottom)
    scene = Scene(
        height=card.height,
        width=card.width,
        top=round(top),
        bottom=round(bottom),
        key_top=top,
        marks=(*said_by, *listed.marks),
        ground=tuple(listed.ground),
        labels=tuple(listed.texts),
        words=tuple(texts),
    )
    return scene, many


def lay_out_plot(
    draw: Callable[[int, int], Plot | None], words: ChartWords, card: Card
) -> Scene | None:
    """Lay out a card with the plot of the chart itself, so large that its type is the card's.

    Parameters
    ----------
    draw
        Draws it for a width and a height in pixels of a picture, without the numbers of notes.
    words, card
        See `lay_out`.

    Returns
    -------
    Scene or None
        None where not all of the plot fits.
    """
    scale = Scale.for_width(0)
    by = card.small / scale.note
    width = round(card.room / by) + 2 * scale.margin
    seen = draw(width, 0)
    if seen is None:
        return None
    told = " ".join(text.words for text in seen.labels).split()
    if words.notes and words.notes[0].text in " ".join(told):
        words = replace(words, notes=())  # it stands in the plot
    texts, top, bottom = _around(words, card)

    def keyed(entries: Sequence[Entry]) -> tuple[Sequence[Rect | Sign | TextBlock], float]:
        key, high = set_key(entries, width - 2 * scale.margin, 0, scale)
        return key, (high + card.label * _GAP / by) * bool(key)

    left = (bottom - top) / by - keyed(seen.entries)[1]
    plot = draw(width, int(left))
    if plot is None or plot.height > left or (plot.axis and left < _STRIP * width):
        return None
    key, high = keyed(plot.entries)
    across = card.margin - scale.margin * by
    start = top + high * by
    return Scene(
        height=card.height,
        width=card.width,
        top=round(start),
        bottom=round(start + plot.height * by),
        key_top=top,
        key=magnified(key, by, across, top),
        marks=magnified(sorted(plot.marks, key=is_over_areas), by, across, start),
        ground=magnified(plot.ground, by, across, start),
        signs=magnified(plot.signs, by, across, start),
        labels=magnified(plot.labels, by, across, start),
        words=tuple(texts),
    )


def is_wide(card: Card) -> bool:
    """Whether a card lacks height: a plot would be a strip of it."""
    return card.width > card.height


def weightiest(notes: Sequence[Note], focus: Sequence[str]) -> Note | None:
    """Return the one caveat that a card bears: the first of those that weigh most.

    Of two that weigh the same, that of a figure in focus comes first.
    """
    about = set(focus)
    gravest = min((EFFECTS.index(one.effect) for one in notes), default=0)
    those = [one for one in notes if EFFECTS.index(one.effect) == gravest]
    return max(those, key=lambda one: (bool(about & set(one.figures)), one.weight), default=None)


def told(items: Sequence[Item], about: Sequence[Item], headline: str) -> list[Item]:
    """Return the lines whose number, or month, a headline gives: as many as it gives it times.

    Of several, those first that it is `about`, then those that share the most words with it.
    """

    def shared(one: Item) -> int:
        words = (
            re.findall(r"[A-Z]\w+|\w{4,}", text)
            for text in (headline, f"{one.name} {one.value} {one.known}")
        )
        return len(set.intersection(*map(set, words)))

    found = []
    for one in sorted(items, key=lambda one: (one not in about, -shared(one))):
        numbers = [spoken(end) for end in (one.ends.sure, one.ends.most)] if one.ends else []
        shares = re.findall(r"[\d.]+%", one.name)
        for text in (*numbers, *shares, *map(" ".join, _MONTH.findall(one.name))):
            rest = re.sub(rf"(?<![\d.,]){re.escape(text)}(?![.,]?\d)", "", headline, count=1)
            if rest != headline:
                headline = rest
                found.append(one)
                break
    return found


def pick(items: Sequence[Item], focus: set[str], many: int, headline: str = "") -> list[Item]:
    """Take so many lines, in their order: those in focus, the extremes, then from the top down.

    1. Behind those in focus stand those that the headline tells of, then the extremes: the most
       and the least, the first and the last. What stands under a first line in focus stays too: it
       is what that one is held against.
    2. Where there are denials one stays: no claim stands without it.
    3. Lines that read alike are taken once.
    4. Of lines in groups whole groups are taken, the one in focus first.
    """
    if len(items) <= many:
        return list(items)
    about = [one for one in items if one.status and one.figure_id in focus]
    drawn = [(one, one.ends) for one in items if one.ends]
    order = [
        *about,
        *told(items, about, headline),
        *[one for one in items if one.status == DENIED][:1],
        *(items[1:2] if items[0] in about else ()),
        *(one for one, _ in sorted(drawn, key=lambda one: -one[1].most)[:1]),
        *(one for one, _ in sorted(drawn, key=lambda one: one[1].sure or one[1].most)[:1]),
        items[0],
        *(one for one in items if one.is_step),
        items[-1],
        *items,
    ]
    if any(one.group for one in items):
        order = [*about, *(one for one in items if one not in about)]
        while many > len(about) and order[many].group == order[many - 1].group:
            many -= 1
    first: dict[tuple[str, str], Item] = {}
    for one in order:
        first.setdefault((one.name, one.value), one)
    kept = list(map(id, first.values()))[:many]
    return [one for one in items if id(one) in kept]


def _around(words: ChartWords, card: Card) -> tuple[list[TextBlock], float, float]:
    """Set the headline above and the rest below; return from where to where there is room."""
    headline, foot = _headline(words.headline, card), _foot(words, card)
    under = card.height - card.below - sum(_height([text]) for text in foot)
    top, bottom = card.above + _height(headline, _TIGHT), under
    texts = [replace(text, x=card.margin, y=text.y + card.above) for text in headline]
    for text in foot:
        texts.append(replace(text, x=card.margin, y=under))
        under += _height([text])
    return texts, top + card.label * _GAP, bottom - card.label * _GAP


def _headline(text: str, card: Card) -> list[TextBlock]:
    """Set the headline as large as it takes its lines, and in as many as a small one needs."""
    for size in range(card.headline, card.least - 1, -2):
        lines = wrap_evenly(text, card.room, size, bold=True)
        if len(lines) <= card.lines:
            break
    else:
        while len(lines) > card.lines + 1 and size > card.small:
            size -= 2
            lines = wrap_evenly(text, card.room, size, bold=True)
        lines = _cut(lines, card.lines + 2, card.room, size, bold=True)
    return [
        TextBlock(runs([line], bold=True), 0, at * size * _TIGHT, size, INK)
        for at, line in enumerate(lines)
    ]


def _foot(words: ChartWords, card: Card) -> list[TextBlock]:
    """Set the caveat, the source and the credit, each in as few lines as hold it."""
    texts, room = [], card.room
    if words.notes:
        lines = _cut(wrap_full(words.notes[0].text, room, card.small), 3, room, card.small)
        texts.append(TextBlock(runs(lines), 0, 0, card.small, INK))
    source = _few(words.source_line, room, card.small)
    for text in (source, words.credit):
        lines = _cut(wrap_full(text, room, card.small), 2, room, card.small)
        texts.append(TextBlock(runs(lines), 0, 0, card.small, MUTED))
    return texts


def _few(line: str, room: float, size: float) -> str:
    """Name as many sources as a line holds, and count the others."""
    sources = line.split(BETWEEN)
    for many in range(len(sources), 0, -1):
        rest = len(sources) - many
        more = f" and {cardinal(rest)} more" if rest else ""
        text = f"{BETWEEN.join(sources[:many])}{more}"
        if measure(text, size) <= room:
            break
    return text


def _cut(lines: list[str], most: int, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Keep so many lines; the last of more ends in an ellipsis."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(f"{last}…", size, bold=bold) > room:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _height(texts: Sequence[TextBlock], line: float = LINE) -> float:
    return sum(len(text.lines) * text.size * line for text in texts)


def _tile(one: Item, left: float, middle: float, side: float, color: str = OTHERS) -> Mark:
    if not one.status:
        look = Fill(PAPER if one.value else color, color, 3)  # hollow for whom nobody names
        return Sign("circle", left + side / 2, middle, side * 0.9, look, one.figure_id)
    return tile(one.figure_id, one.status, left + side / 2, middle, color, side)


@dataclass
class _List:
    """The lines of a card: names beside their bars, or above them where they are long.

    Each is as high as its own words and bar need, and what is left over parts them all alike: a bar
    stands nearer to its own name than to the next.
    """

    items: Sequence[Item]
    focus: set[str]
    card: Card
    is_mixed: bool
    headline: str
    marks: list[Mark] = field(default_factory=list)
    texts: list[TextBlock] = field(default_factory=list)
    ground: list[Line] = field(default_factory=list)
    is_stacked: bool = False
    lines: int = _LINES
    has_details: bool = False
    names: float = 0.0
    """How wide names beside their bars are; none where they stand above them."""

    def fill(self, top: float, bottom: float) -> int:
        """Draw as many lines as fit between two heights, count the others; return how many fit."""
        card, size = self.card, self.card.label
        drawn = [one for one in self.items if one.ends]
        has_bars = len({one.unit for one in drawn}) == 1 and any(
            one.ends and one.ends.most for one in drawn
        )
        has_bars = has_bars and not any(one.is_step for one in self.items)
        more = card.small * 1.4
        # as many lines as fit by their own names: a long one that is left out costs nothing
        has_points = has_bars and any(one.point for one in self.items)
        ways = (True, False) if has_bars and not has_points else (False,)
        for many, is_beside in product(range(min(card.rows, len(self.items)), 0, -1), ways):
            shown = pick(self.items, self.focus, many, self.headline)
            rest = len(self.items) - len(shown)
            left = bottom - top - (more if rest or has_points else 0)
            self.names = self._names(shown) if is_beside else 0.0
            if is_beside and not self.names:
                continue
            self.is_stacked = not self.names and not all(map(self._fits, shown))
            most = int((left / size - _BAR - _APART) / LINE) - self.is_stacked
            self.lines = max(1, min(_LINES + self.is_stacked, most))
            self.has_details = any(one.detail for one in shown)
            high = [self._height(one, has_bars=has_bars) for one in shown]
            if self.has_details and sum(high) > left:
                self.has_details = False
                high = [self._height(one, has_bars=has_bars) for one in shown]
            if sum(high) <= left:
                break
        spare = min((left - sum(high)) / len(shown), size * _LOOSEST)
        points = [one.point for one in shown if one.point]
        dots = self._dots(points) if has_bars and points else None
        axis = self._axis(shown) if has_bars else None
        for one, tall in zip(shown, high, strict=True):
            if axis and self.names:
                self._beside(one, top, tall + spare, axis)
            else:
                self._above(one, top, tall + spare, dots or axis)
            top += tall + spare
        self._chain(shown)
        said = [left_out(rest)] if rest else []
        if dots and dots.nearest > 0:
            said.append(f"the axis begins at {compact(dots.nearest)}")
        if said:
            line = runs(["; ".join(said) if rest else capital(said[0])])
            self.texts.append(TextBlock(line, card.margin, top + more * 0.1, card.small, MUTED))
        return len(shown)

    def _names(self, shown: Sequence[Item]) -> float:
        """Return how wide names beside their bars are, or nothing where they stand above."""
        card, size = self.card, self.card.label
        is_broad = is_wide(card)
        if self.is_mixed and not is_broad:
            return 0.0
        most = self.card.room * (_BESIDE_WIDE if is_broad else _BESIDE)
        broken = [self._broken(one.name, most, one) for one in shown]
        if max(map(len, broken)) > (_LINES if is_broad else 1):
            return 0.0
        widest = max(self._measure(line, one) for one, own in zip(shown, broken, strict=True)
                     for line in own)  # fmt: skip
        said = max(measure(self._said(one), size, bold=True) for one in shown)
        fits = widest <= most and widest + said + size * 2 <= self.card.room * (1 - _LEAST_BAR)
        return widest if fits else 0.0

    def _measure(self, line: str, one: Item) -> float:
        return measure(line, self.card.label, bold=self._is_about(one))

    def _broken(self, name: str, room: float, one: Item) -> list[str]:
        return wrap_evenly(name, room, self.card.label, bold=self._is_about(one))

    def _height(self, one: Item, *, has_bars: bool) -> float:
        """Return how high a line is at the least, with what parts it from the next."""
        size = self.card.label
        if self.names:
            return size * (LINE * len(self._broken(one.name, self.names + 1, one)) + _APART)
        name = len(self._name(one)) + (self.is_stacked and bool(self._said(one)))
        bar = (_DOT if one.point else _BAR) if has_bars and one.ends else 0
        return size * (LINE * name + bar + _APART) + _height(self._detail(one))

    def _detail(self, one: Item) -> list[TextBlock]:
        """Set what is said of a line in smaller type, where there is room for it."""
        if not (self.has_details and one.detail):
            return []
        small = self.card.small
        lines = wrap_full(one.detail, self.card.room - self.card.label, small)
        return [TextBlock(runs(lines), 0, 0, small, MUTED, figure_id=one.figure_id)]

    def _axis(self, shown: Sequence[Item]) -> Axis:
        """Return the scale that all bars share: the longest reaches its number, or the edge."""
        names, size = self.names and self.names + self.card.label * 0.6, self.card.label
        start, width = self.card.margin + names, self.card.room - names
        furthest = 1e-9
        for one, ends in ((one, one.ends) for one in shown if one.ends):
            behind: float = (ARROW if ends.is_open else 0) + 4
            if names:
                behind += measure(self._said(one), size, bold=True) + size * 0.4
            most = one.of.ends.most if one.of and one.of.ends else ends.most
            furthest = max(furthest, most * width / max(width - behind, width * 0.2))
        return Axis(start, start + width, 0, furthest)

    def _dots(self, amounts: Sequence[Quantity]) -> DotAxis:
        """Return the axis that points share: it begins where that of the chart would."""
        dot, first = round(self.card.label * _DOT), begins(amounts)
        last = max(one.numbers[-1] for one in amounts)
        inner = self.card.room - 4 * dot  # dots and arrows stay between the margins
        return DotAxis(
            self.card.margin + dot * 2 * (first > 0),
            self.card.room,
            dot,
            furthest=first + ((last - first) or 1.0) * self.card.room / inner,
            nearest=first,
        )

    def _said(self, one: Item) -> str:
        known = one.known if self.is_mixed and one.known not in one.value else ""
        return ", ".join(filter(None, (one.value, known)))

    def _color(self, one: Item) -> str:
        return HIGHLIGHT if one.figure_id in self.focus else OTHERS

    def _beside(self, one: Item, y: float, tall: float, axis: Axis) -> None:
        """Set a name, its bar and its number in one line."""
        size, middle, bold = self.card.label, y + tall / 2, self._is_about(one)
        own = partial(TextBlock, size=size, color=INK, across="middle", figure_id=one.figure_id)
        name = runs(self._broken(one.name, self.names + 1, one), bold=bold)
        self.texts.append(own(name, self.card.margin, middle))
        end = axis.at(0)
        if one.ends:
            high = min(tall * 0.62, size * 1.5)
            look = kind(one.status), self._color(one)
            self.marks += bar(one.figure_id, one.ends, *look, axis, middle, high)
            end = axis.at(one.ends.most) + (ARROW if one.ends.is_open else 0)
        elif one.status:
            self.marks.append(_tile(one, end, middle, size * 0.7, self._color(one)))
            end += size * 0.7
        value = runs([self._said(one)], bold=bold)
        self.texts.append(own(value, end + size * 0.4, middle))

    def _is_about(self, one: Item) -> bool:
        """Whether its words are bold; of a group, those of the first line alone."""
        heads = one.group in ("", one.figure_id)
        return bool(one.status) and one.figure_id in self.focus and heads

    def _beside_value(self, one: Item) -> float:
        """Return how much room a name has in the line of its number."""
        size = self.card.label
        taken = size * (1.6 if self.is_mixed else 0.6)
        return self.card.room - taken - measure(self._said(one), size, bold=True)

    def _fits(self, one: Item) -> bool:
        """Whether a name takes no more than two lines beside its number."""
        size, bold, room = self.card.label, self._is_about(one), self._beside_value(one)
        words = one.name.split()
        narrow = max((measure(word, size, bold=bold) for word in words), default=0.0) > room
        return not narrow and len(wrap_full(one.name, room, size, bold=bold)) <= _LINES

    def _name(self, one: Item) -> list[str]:
        """Break a name into lines, beside its number or over it."""
        size, bold = self.card.label, self._is_about(one)
        room = self.card.room - size if self.is_stacked else self._beside_value(one)
        lines = wrap_full(one.name, room, size, bold=bold)
        return _cut(lines, self.lines, room, size, bold=bold)

    def _above(self, one: Item, y: float, tall: float, axis: Axis | DotAxis | None) -> None:
        """Set a name and its number, and the bar or the point under them."""
        card, size, bold = self.card, self.card.label, self._is_about(one)
        left, right = card.margin, card.width - card.margin
        own = partial(TextBlock, size=size, color=INK, figure_id=one.figure_id)
        if self.is_mixed:
            color = self._color(one) if one.status else OTHERS
            self.marks.append(_tile(one, left, y + size * LINE / 2, size * 0.7, color))
            left += size
        name, said = self._name(one), self._said(one)
        self.texts.append(own(runs(name, bold=bold), left, y))
        under = y + size * LINE * len(name)
        if said and self.is_stacked:
            number = _cut(wrap(said, right - left, size, bold=True), 1, right - left, size)
            self.texts.append(own(runs(number, bold=True), left, under))
            under += size * LINE
        elif said:
            self.texts.append(own(runs([said], bold=True), right, y, hold="right"))
        for text in self._detail(one):
            self.texts.append(replace(text, x=left, y=under))
            under += _height([text])
        if isinstance(axis, DotAxis):
            if one.point:
                middle = under + axis.dot / 2
                x = self.card.margin
                self.ground.append(Line(x, middle, x + self.card.room, middle, Stroke(GUIDE, 2)))
                shape = Shape(one.figure_id, one.point, one.status, self._color(one), middle)
                self.marks += marks([shape], axis.amounts)
        elif axis and one.ends:
            high = min(max(size * _BAR * 0.8, (y + tall - under) * 0.45), size * 0.7)
            for each in filter(None, (one.of, one)):
                if each.ends:
                    look = kind(each.status), OTHERS if each is one.of else self._color(each)
                    self.marks += bar(
                        each.figure_id, each.ends, *look, axis, under + high / 2, high
                    )

    def _chain(self, shown: Sequence[Item]) -> None:
        """Join the steps of a way by lines; a dotted one says that some between are left out."""
        way = [one for one in self.items if one.is_step]
        there = [one for one in shown if one.is_step]
        signs = [mark for mark in self.marks if isinstance(mark, Sign | Rect)][: len(there)]
        for (one, above), (other, below) in pairwise(zip(there, signs, strict=True)):
            (x, _, foot), (_, head, _) = _middle_of(above), _middle_of(below)
            skips = way.index(other) > way.index(one) + 1
            line = ((x, foot), (x, head))
            self.marks.append(Path((line,), Stroke(OTHERS, 3, skips), other.figure_id))


def _middle_of(mark: Rect | Sign) -> tuple[float, float, float]:
    """Return where the middle of a mark is across, and its upper and lower edge."""
    if isinstance(mark, Rect):
        return (mark.left + mark.right) / 2, mark.top, mark.bottom
    return mark.x, mark.y - mark.size / 2, mark.y + mark.size / 2
