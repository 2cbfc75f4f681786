"""The marks of a spread, and where they stand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from headcount.charts.axis import ticks, width_of
from headcount.charts.published import gathered
from headcount.charts.shapes import (
    ASIDE,
    DOT,
    INDENT,
    NARROW,
    RING,
    DotAxis,
    Shape,
    dot_plot,
    numbers_of,
    row_gap,
    told,
)
from headcount.charts.spread.selection import Family, Selection
from headcount.core.wording import cardinal, count_of
from headcount.figures.dates import words as date_words
from headcount.figures.dates import years
from headcount.figures.quantity import Quantity, compact
from headcount.render.scene import Plot, Text, runs
from headcount.render.style import HIGHLIGHT, INK, MUTED, OTHERS, PAPER, Scale
from headcount.render.typesetting import LINE, measure, superscript_width, wrap_full

SHARE = 0.36  # of the width, for labels beside the marks
_TIGHTEST, _LOOSEST = 0.35, 2.0  # between two rows, in sizes of a label's type
_GAP = 0.7
_FAR = 0.25  # of the highest number: the lowest, from which on the axis begins near it

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """One row of a spread: an origin with its figures.

    `lanes` says of each figure how many lie under it. `top` and `height` are the whole row's,
    `text_top` is where the label begins, `middle` where the figures are centred. `span` says the
    amounts, before the figures or behind them. `stands_for` names the figures, where they are
    several.
    """

    records: Sequence[Record]
    is_ringed: bool
    label: list[str]
    meta: list[str]
    notes: tuple[int, ...]
    lanes: list[int]
    stands_for: str = ""
    span: str = ""
    span_before: bool = True
    top: float = 0.0
    height: float = 0.0
    text_top: float = 0.0
    middle: float = 0.0


@dataclass(frozen=True)
class Layout(DotAxis):
    """The rows of a spread, and the axis that they share.

    `indent` is how far labels stand off the line at zero where they are above the marks.
    """

    height: float = 0.0
    indent: float = 0.0
    rows: tuple[Row, ...] = ()

    @classmethod
    def lay_out(
        cls, selection: Selection, width: int, scale: Scale, height: float | None
    ) -> Layout:
        """Lay the rows out for a picture `width` pixels wide, as high as `height` if they can."""
        above = width < NARROW
        indent = INDENT if above else 0
        column = width - 2 * scale.margin - indent if above else SHARE * width - scale.margin
        left = scale.margin if above else math.ceil(SHARE * width + scale.label)
        plot, dot = width - left - scale.margin, round(scale.label * DOT)
        start = _start(_numbers(selection))
        frame = cls(left, plot, dot, furthest=0.0, nearest=start, indent=indent)
        members = selection.drawn
        spans = [told([row["amount"] for row in rows]) for _, rows in members]
        needs = [
            measure(text, scale.label, bold=True)
            + frame.aside(is_ringed=family is selection.ringed_family)
            for text, (family, _) in zip(spans, members, strict=True)
        ]
        frame, before = _fit(frame, [rows for _, rows in members], needs)
        placed = [
            replace(
                _row(
                    frame,
                    family,
                    rows,
                    column,
                    scale,
                    selection.by_id[selection.ringed]["amount"]
                    if family is selection.ringed_family
                    else None,
                ),
                span=text,
                span_before=ahead,
            )
            for (family, rows), text, ahead in zip(members, spans, before, strict=True)
        ]
        return _stacked(frame, placed, scale, height, above=above)

    def middles(self, row: Row) -> list[float]:
        """Return how far down each figure of a row stands."""
        lowest = row.middle + max(row.lanes) * self.pitch / 2
        return [lowest - lane * self.pitch for lane in row.lanes]

    def span_at(self, row: Row) -> float:
        """Return where the amounts of a row end, before its figures, or begin, behind them."""
        ends = [self.reach(row["amount"]) for row in row.records]
        aside = self.aside(is_ringed=row.is_ringed)
        if row.span_before:
            return min(start for start, _ in ends) - aside
        return max(end for _, end in ends) + aside

    def aside(self, *, is_ringed: bool) -> float:
        """Return how far the amounts of a row stand off its figures, or off the ring around one."""
        return ASIDE + (self.dot * RING if is_ringed else 0)

    @property
    def pitch(self) -> float:
        """How far one figure stands above the other."""
        return self.dot + 1


def _fit(
    frame: Layout, rows: list[Sequence[Record]], needs: list[float]
) -> tuple[Layout, list[bool]]:
    """Find the end of the axis at which every row has room for its amounts, on one side or other.

    An amount stands before its marks where it can: what lies between zero and the smallest figure
    is empty anyway.
    """
    tops = [n for those in rows for row in those for n in numbers_of(row["amount"])]
    nearest = frame.nearest
    furthest = max(0.0, *tops) * 1.02 or (0.0 if nearest else 1.0)
    before = [True] * len(rows)
    while True:
        laid = replace(frame, nearest=nearest, furthest=furthest)
        ends = [[laid.reach(row["amount"]) for row in those] for those in rows]
        before = [
            ahead and min(start for start, _ in those) - need >= 4
            for ahead, those, need in zip(before, ends, needs, strict=True)
        ]
        over = max(
            max(end for _, end in those) + (0 if ahead else need)
            for those, need, ahead in zip(ends, needs, before, strict=True)
        )
        if over <= frame.plot + 0.5:
            return laid, before
        furthest += (furthest - nearest) * max(over - frame.plot, 1.0) / frame.plot


def _numbers(selection: Selection) -> list[float]:
    """Return every number that the picture draws."""
    return [n for _, rows in selection.drawn for row in rows for n in numbers_of(row["amount"])]


def _start(numbers: Sequence[float]) -> float:
    """Return where the axis begins: a dot is no length, and needs no zero where all lie far off."""
    least, most = min(numbers), max(numbers)
    if least <= 0:
        return least * 1.02
    if least < _FAR * most:
        return 0.0
    step = 10.0 ** math.floor(math.log10(least))
    start = math.floor(0.9 * least / step) * step
    return start if start else math.floor(9 * least / step) * step / 10


def _row(
    frame: Layout,
    family: Family,
    rows: Sequence[Record],
    column: float,
    scale: Scale,
    ringed: Quantity | None,
) -> Row:
    is_ringed = ringed is not None
    notes = tuple(sorted({number for row in rows for number in row.get("note_numbers", ())}))
    room = column - superscript_width(notes, scale.label)
    meta = _meta(family, rows)
    if ringed is not None and len(rows) > 1:
        meta += f"; circled: {ringed.label(bounds=False)}"
    return Row(
        records=rows,
        is_ringed=is_ringed,
        label=wrap_full(family.label, max(room, column / 2), scale.label, bold=is_ringed),
        meta=wrap_full(meta, column, scale.note) if meta else [],
        notes=notes,
        lanes=_lanes(rows, [frame.reach(row["amount"]) for row in rows]),
        stands_for=gathered(family.label, rows) if len(rows) > 1 else "",
    )


def _meta(family: Family, rows: Sequence[Record]) -> str:
    """Say how many figures a row holds, through whom they came, and of when they are."""
    if len(rows) == 1:
        as_of = rows[0]["as_of"]
        when = date_words(as_of)
        return "" if when[-4:] in family.label and "/" not in as_of else f"as of {when}"
    many = f"{cardinal(len(rows))} figures"
    publishers = len(family.origin.publishers)
    if publishers > 1:
        inferred = len(family.origin.inferred)
        many += f" by {cardinal(publishers)} publishers"
        many += f" ({cardinal(inferred)} by inference)" if inferred else ""
    return f"{many}, {years(row['as_of'] for row in rows)}"


def _lanes(rows: Sequence[Record], ends: Sequence[tuple[float, float]]) -> list[int]:
    """Give each figure the lowest lane in which it touches no other; ranges lie above numbers."""
    ranges = [row["amount"].qualifier == "range" for row in rows]
    order = sorted(range(len(ends)), key=lambda at: (ranges[at], ends[at]))
    taken: list[list[tuple[float, float]]] = []
    lanes = [0] * len(ends)
    for at in order:
        start, end = ends[at]
        lane = next(
            (
                number
                for number, those in enumerate(taken)
                if all(end + 1 <= left or right + 1 <= start for left, right in those)
            ),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((start, end))
        lanes[at] = lane
    return lanes


def _stacked(
    frame: Layout, rows: list[Row], scale: Scale, height: float | None, *, above: bool
) -> Layout:
    """Set the rows under one another, with the gap that fills the height."""
    texts = [(len(one.label) * scale.label + len(one.meta) * scale.note) * LINE for one in rows]
    marks = [max(one.lanes) * frame.pitch + frame.dot for one in rows]
    needs = [
        text + 5 + mark if above else max(text, mark)
        for text, mark in zip(texts, marks, strict=True)
    ]
    least, wished, most = (scale.label * share for share in (_TIGHTEST, _GAP, _LOOSEST))
    gap = row_gap(needs, height, least=least, wished=wished, most=most)
    top, placed = 0.0, []
    for one, text, mark, need in zip(rows, texts, marks, needs, strict=True):
        text_top = top + gap / 2 + (0 if above else (need - text) / 2)
        middle = top + gap / 2 + (need - mark / 2 if above else need / 2)
        placed.append(replace(one, top=top, height=need + gap, text_top=text_top, middle=middle))
        top += need + gap
    return replace(frame, rows=tuple(placed), height=top)


def draw(selection: Selection, width: int, height: int | None = None) -> Plot:
    """Draw the marks of a spread; see `headcount.charts.form.Form`.

    The axis begins at zero, or says where: dots have no length. One ring alone marks what the words
    are about. The figures of an origin lie side by side, and on top of one another where they would
    touch: a crowd is as high as it has figures.
    """
    scale = Scale.for_width(width)
    # above the rows stands the axis, and a line that says where it begins if that is not zero
    nearest = _start(_numbers(selection))
    head = round(scale.label * LINE + 10 + scale.note * LINE * (nearest > 0))
    foot = _foot(selection, width - 2 * scale.margin, scale)
    under = (len(foot) * LINE * scale.note + 0.6 * scale.label) * bool(foot)
    rest = None if height is None else height - head - under
    layout = Layout.lay_out(selection, width, scale, rest)
    shapes = list(_shapes(selection, layout, head))
    numbers = ticks(layout.furthest, layout.plot, width_of(scale.label), layout.nearest)
    total = head + layout.height
    plot = dot_plot(
        shapes,
        layout,
        numbers,
        scale,
        head=head,
        height=total,
        labels=(text for row in layout.rows for text in _texts(row, layout, head, scale)),
    )
    small = partial(Text, size=scale.note, color=MUTED)
    said = []
    if foot:
        said.append(small(runs(foot), scale.margin, total + under, across="bottom"))
    if nearest > 0:
        words = runs([f"The axis begins at {compact(nearest)}."])
        right, under_axis = width - scale.margin, round(scale.label * LINE)
        is_narrow = layout.left == scale.margin
        x, hold = (layout.left, "left") if is_narrow else (right, "right")
        said.append(small(words, x, under_axis, hold=hold))
    return replace(plot, height=total + under, labels=(*plot.labels, *said))


def _foot(selection: Selection, room: float, scale: Scale) -> list[str]:
    """Say what the picture leaves to the table, and by which rule."""
    if not selection.folded:
        return []
    drawn, every = len(selection.drawn), count_of(len(selection.families), "origin")
    text = (
        f"{drawn} of {every}: that of the circled figure, those at both ends and those of the most "
        "figures. The table has all."
    )
    return wrap_full(text, room, scale.note)


def _shapes(selection: Selection, layout: Layout, head: float) -> Iterator[Shape]:
    for row in layout.rows:
        for record, middle in zip(row.records, layout.middles(row), strict=True):
            yield Shape(
                figure_id=record["figure_id"],
                amount=record["amount"],
                status=record["status"],
                color=HIGHLIGHT if row.is_ringed else OTHERS,
                middle=head + middle,
                is_ringed=record["figure_id"] == selection.ringed,
            )


def _texts(row: Row, layout: Layout, head: float, scale: Scale) -> Iterator[Text]:
    """Set the label of a row, what it rests on, and its amounts."""
    size, left, top = scale.label, scale.margin + layout.indent, head + row.text_top
    own = {
        "figure_id": row.records[-1]["figure_id"],
        "description": row.stands_for,
        "background": PAPER,  # over the thin lines
    }
    name = runs(row.label, bold=row.is_ringed, numbers=row.notes)
    yield Text(name, left, top, size, INK, **own)
    if row.meta:
        under = top + len(row.label) * size * LINE
        yield Text(runs(row.meta), left, under, scale.note, MUTED, **own)
    x, hold = layout.left + layout.span_at(row), "right" if row.span_before else "left"
    span = runs([row.span], bold=row.is_ringed)
    yield Text(span, x, head + row.middle, size, INK, hold, "middle", **own)
