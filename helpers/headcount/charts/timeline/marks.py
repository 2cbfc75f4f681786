"""The marks of a timeline: a list in the order of time, with bars to one scale."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from headcount.charts.bars import ARROW, bar
from headcount.charts.ends import Ends
from headcount.charts.key import SIDE, tile, tile_key
from headcount.charts.timeline.events import CORRECTED, Event
from headcount.charts.timeline.selection import Selection
from headcount.charts.timeline.tally import largest, lay_out
from headcount.core.wording import count_of
from headcount.figures.dates import parse
from headcount.figures.dates import words as date_words
from headcount.figures.status import kind
from headcount.render.scene import Axis, Entry, Fill, Line, Mark, Plot, Sign, Stroke, Text, runs
from headcount.render.style import GUIDE, HIGHLIGHT, INK, MUTED, OTHERS, PAPER, Scale
from headcount.render.typesetting import LINE, measure, superscript_width, wrap, wrap_full

NARROW = 480
"""Below this width bars stand under their words, not beside them."""

_WIDE = 900  # pixels, from which a tally has its words beside it
_DATES = 76  # pixels of the column of dates
_WORDS = 0.5  # of the rest, for words beside bars
_GAP, _TIGHT, _LOOSE = 0.75, 0.4, 2.0  # between two rows, in sizes of a label's type
_BAR = 0.75  # how high a bar is, in sizes of a label's type
_SQUARE = 0.85  # of a tally, in sizes of a label's type
_BELOW = 1.5  # from a tally to the rows under it, in sizes of a label's type
_DIAMOND = Fill(PAPER, OTHERS, 1.5)


@dataclass(frozen=True)
class _Row:
    """An event in its lines; `year` is written above it where it is the first of that year."""

    event: Event
    year: str
    when: list[str]
    title: list[str]
    rest: list[str]
    notes: tuple[int, ...]
    ends: Ends | None
    is_focus: bool

    @property
    def color(self) -> str:
        return HIGHLIGHT if self.is_focus else OTHERS

    def words(self, scale: Scale) -> float:
        """Return how high its words are."""
        text = len(self.title) * scale.label + len(self.rest) * scale.note
        return max(text, len(self.when) * scale.note) * LINE

    def wide(self, scale: Scale) -> float:
        """Return how wide its words are, with the numbers of its notes."""
        marked = superscript_width(self.notes, scale.label)
        titles = (measure(line, scale.label, bold=True) + marked for line in self.title)
        return max(*titles, *(measure(line, scale.note) for line in self.rest), 0.0)

    def head(self, scale: Scale) -> float:
        """Return how much the year above it takes."""
        return scale.label * 1.9 if self.year else 0.0


def draw(selection: Selection, width: int, height: int | None = None) -> Plot:
    """Draw the marks of a timeline; see `headcount.charts.form.Form`.

    Each row has its date, a tile filled as its status asks (crossed out for a denial, a diamond for
    a correction), its words, and a thin bar: all bars begin at one zero and have one scale. Rows of
    another unit than most have none, and a denial never has one.
    """
    scale = Scale.for_width(width)
    size, left = scale.label, scale.margin + _DATES + SIDE + 8
    is_narrow = width < NARROW
    room = width - scale.margin - left
    words = room if is_narrow else room * _WORDS
    rows = list(_rows(selection, words, scale))
    words = min(words, max(row.wide(scale) for row in rows) + size)
    start = left if is_narrow else left + words + size
    end = width - scale.margin - ARROW
    axis = Axis(start, end, 0, max((row.ends.most for row in rows if row.ends), default=0) or 1)
    high = size * _BAR
    needs = [_high(row, scale, high if is_narrow else 0.0) for row in rows]
    which = runs(_which(selection, width - 2 * scale.margin, scale))
    said = len(which) * scale.note * LINE + (size * 0.6 if which else 0)
    marks: list[Mark] = []
    ground: list[Line] = []
    texts: list[Text] = []
    top, side = 0.0, size * _SQUARE
    if selection.is_counted:
        is_beside = width >= _WIDE
        tally = lay_out(selection.events, selection.focus, width, scale, side, is_beside=is_beside)
        marks, ground, texts = [*tally.marks], [*tally.ground], [*tally.labels]
        top = tally.height + size * _BELOW
        texts.append(Text(which, scale.margin, top, scale.note, MUTED))
        top += said
    gap = size * _GAP
    if height is not None:
        gap = (height - (top or said) - sum(needs)) / len(rows)
        gap = min(max(gap, size * _TIGHT), size * _LOOSE)
    for row, need in zip(rows, needs, strict=True):
        if row.year:
            ground.append(Line(scale.margin, top, width - scale.margin, top, Stroke(GUIDE)))
            year = runs([row.year], bold=True)
            texts.append(Text(year, scale.margin, top + size * 0.35, scale.note, INK))
            top += row.head(scale)
        own = {"figure_id": row.event.figure_id}
        when = runs(row.when)
        texts.append(Text(when, scale.margin, top + 1, scale.note, MUTED))
        marks.append(_tile(row, left - 8 - SIDE / 2, top + size * LINE / 2))
        title = runs(row.title, bold=True, numbers=row.notes)
        texts.append(Text(title, left, top, size, INK, **own))
        if row.rest:
            below = top + len(row.title) * size * LINE
            texts.append(Text(runs(row.rest), left, below, scale.note, MUTED, **own))
        if row.ends:
            middle = top + size * LINE / 2
            if is_narrow:
                middle = top + row.words(scale) + high / 2 + 1
            status = kind(row.event.sign)
            marks += bar(row.event.figure_id, row.ends, status, row.color, axis, middle, high)
        top += need - row.head(scale) + gap
    top -= gap
    if which and not selection.is_counted:
        texts.append(Text(which, scale.margin, top + size * 0.6, scale.note, MUTED))
        top += said
    return Plot(
        height=top + 2,
        marks=tuple(marks),
        ground=tuple(ground),
        labels=tuple(texts),
        entries=tuple(_key(rows, is_named=selection.is_counted)),
    )


def draw_on_card(selection: Selection, width: int, height: int) -> Plot | None:
    """Draw the tally of a long timeline for a card, with squares as large as its height lets."""
    if not selection.is_counted:
        return None
    scale = Scale.for_width(0)
    tally = largest(selection.events, selection.focus, width, scale, height or math.inf)
    return Plot(tally.height, tally.marks, tally.ground, labels=tally.labels) if tally else None


def _rows(selection: Selection, room: float, scale: Scale) -> Iterator[_Row]:
    """Set the words of every event that is drawn, and the year above the first of each."""
    known = selection.by_id
    events = [one for one in selection.events if one.figure_id not in selection.folded]
    units = Counter(known[one.figure_id]["unit"] for one in events if _is_length(known, one))
    unit = units.most_common(1)[0][0] if units else ""
    written = ""
    for one in events:
        row = known[one.figure_id]
        year = str(date.fromordinal(one.day).year)
        is_one = len({day.year for day in (one.first, one.last) if day}) == 1
        notes = tuple(row.get("note_numbers", ())) if one.sign != CORRECTED else ()
        has_bar = _is_length(known, one) and row["unit"] == unit
        yield _Row(
            event=one,
            year=year if year != written else "",
            when=wrap(_when(row, one, is_one=is_one), _DATES - 6, scale.note),
            title=wrap_full(
                one.title, room - superscript_width(notes, scale.label), scale.label, bold=True
            ),
            rest=wrap_full(one.rest, room, scale.note) if one.rest else [],
            notes=notes,
            ends=Ends.of(row["amount"], 1) if has_bar else None,
            is_focus=one.figure_id in selection.focus,
        )
        written = year


def _is_length(known: Mapping[str, Mapping[str, Any]], one: Event) -> bool:
    return one.sign not in (CORRECTED, "denied") and known[one.figure_id]["amount"].is_number


def _when(row: Mapping[str, Any], one: Event, *, is_one: bool) -> str:
    """Say when an event is; the year above it need not be said again."""
    when = one.first.isoformat() if one.sign == CORRECTED and one.first else row["as_of"]
    text = date_words(when)
    if not is_one:
        return text
    year = parse(when).earliest.year
    short = re.sub(rf",? ?\b{year}$", "", text).strip()
    return short if re.search("[A-Z]", short) else text  # a month is left


def _high(row: _Row, scale: Scale, bar_under: float) -> float:
    below = bar_under + 2 if row.ends and bar_under else 0.0
    return row.head(scale) + max(row.words(scale) + below, SIDE + 2)


def _which(selection: Selection, room: float, scale: Scale) -> list[str]:
    """Say which figures are written out, where not all are, and by which rule."""
    many, left_out = len(selection.by_id), len(selection.folded)
    if not left_out:
        return []
    rule = " of each kind" if selection.is_counted else ", and what was said twice once"
    text = (
        f"{many - left_out} of {count_of(many, 'figure')}: the first, the last and the largest"
        f"{rule}. The table has all."
    )
    return wrap_full(text, room, scale.note)


def _tile(row: _Row, x: float, y: float) -> Mark:
    figure, sign = row.event.figure_id, row.event.sign
    if sign == CORRECTED:
        return Sign("diamond", x, y, SIDE, _DIAMOND, figure)
    return tile(figure, sign, x, y, row.color)


def _key(rows: Sequence[_Row], *, is_named: bool) -> Iterator[Entry]:
    """Yield the entries of the key; a tally names each status at its squares."""
    signs = [row.event.sign for row in rows]
    if not is_named:
        yield from tile_key((sign for sign in signs if sign != CORRECTED), OTHERS)
    if CORRECTED in signs:
        yield Entry("Corrected", _DIAMOND, "diamond", SIDE)
