"""The marks of a history: a dot or a bar for each figure, and lines where they count alike."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from headcount.charts import timeaxis
from headcount.charts.axis import area, label
from headcount.charts.history.flags import Flag, flags
from headcount.charts.history.labels import name_all
from headcount.charts.history.listing import set_list
from headcount.charts.history.plan import BAR, TAIL, Place, Plan
from headcount.charts.history.room import Label
from headcount.charts.history.selection import Selection
from headcount.charts.key import key
from headcount.charts.pills import Pill, heads, lines
from headcount.charts.pills import traces as pill_traces
from headcount.charts.published import gathered
from headcount.charts.shapes import RANGE, has_band
from headcount.figures.quantity import compact
from headcount.figures.status import kind
from headcount.figures.table import each
from headcount.render.layout import Drawing
from headcount.render.style import BASELINE, GUIDE, HIGHLIGHT, INK, MUTED, OTHERS, PAPER, Scale
from headcount.render.typesetting import LINE, measure, plain, superscript

_TRIES = 3
_BETWEEN = 0.5  # the least space between two dates, in sizes of their type


def draw(
    selection: Selection, hovers: Sequence[str], width: int, height: int | None = None
) -> Drawing:
    """Draw the marks of a history; see `headcount.charts.form.Form`.

    Amounts start at zero. A figure stands in the middle of a certain date and along the whole of
    an uncertain one; a range is a bar from its low to its high end, an open end an arrow.
    """
    natural, tall = _draw(selection, hovers, width, None)
    if height is None:
        return natural
    drawn = natural
    for _ in range(_TRIES):
        # what stands around the plot depends on how high it is: see where it comes out
        drawn, tall = _draw(selection, hovers, width, tall + height - drawn["layout"]["height"])
        if drawn["layout"]["height"] <= height:
            return drawn
    return min(drawn, natural, key=lambda one: one["layout"]["height"])


def _draw(
    selection: Selection, hovers: Sequence[str], width: int, tall: float | None
) -> tuple[Drawing, float]:
    """Draw with a plot as high as `tall`, where that is enough; return how high it is as well."""
    scale = Scale.for_width(width)
    plan, names = name_all(selection, Plan.lay_out(selection, width, scale, tall), scale)
    begins, above = flags(selection, plan, scale)
    told = _told(selection)
    entries, below = set_list(names.listed, told, width - 2 * scale.margin, scale)
    top = above + scale.label  # half a line for the words of the highest mark
    foot = plan.sunk + scale.label * LINE + 6  # the dates
    total = top + plan.height + foot + (below + scale.label if below else 0)
    sheet = _Sheet(plan, top, total)
    dates = _placed(plan, scale.label)
    layout = area(total, plan.left, plan.right, x=sheet.times, y=sheet.amounts) | {
        "shapes": [
            *(sheet.line((0, plan.y(n)), (plan.width, plan.y(n)), _rule(n)) for n in plan.numbers),
            *(_tick(sheet, date.tick) for date in dates),
            *(_leader(sheet, one) for one in names.labels if one.leader),
            *(_flagpole(sheet, one, above) for one in begins),
        ],
        "annotations": [
            *(_number(sheet, number, scale) for number in plan.numbers),
            *(_date(sheet, date, scale) for date in dates),
            *(_name(sheet, one, told.get(one.names, "")) for one in names.labels),
            *(_flag(sheet, one, above, scale) for one in begins),
            *(_listed(sheet, one, plan.height + foot + scale.label, scale) for one in entries),
        ],
    }
    data = [*_traces(selection, hovers, plan), *_key(selection)]
    return {"data": data, "layout": layout}, plan.height


class _Sheet:
    """Turns pixels of the plot into the units of its axes.

    The axes reach over the labels around the plot: plotly draws no word that stands off them.
    """

    def __init__(self, plan: Plan, top: float, total: float) -> None:
        self.plan = plan
        self.times = [plan.moment(0), plan.moment(plan.width + plan.column)]
        self.amounts = [plan.number(total - top), plan.number(-top)]

    def at(self, x: float, y: float) -> dict[str, float]:
        return {"x": self.plan.moment(x), "y": self.plan.number(y)}

    def line(
        self, start: tuple[float, float], end: tuple[float, float], line: dict[str, Any]
    ) -> dict[str, Any]:
        return {
            "type": "line",
            "layer": "below",
            "x0": self.plan.moment(start[0]),
            "y0": self.plan.number(start[1]),
            "x1": self.plan.moment(end[0]),
            "y1": self.plan.number(end[1]),
            "line": line,
        }


def _rule(number: float) -> dict[str, Any]:
    return {"color": GUIDE if number else BASELINE, "width": 1}


def _tick(sheet: _Sheet, x: float) -> dict[str, Any]:
    y = sheet.plan.height
    return sheet.line((x, y), (x, y + sheet.plan.sunk + 4), _rule(0))


def _number(sheet: _Sheet, number: float, scale: Scale) -> dict[str, Any]:
    return {
        "text": plain(compact(number)),
        **sheet.at(0, sheet.plan.y(number)),
        "xanchor": "right",
        "xshift": -sheet.plan.dot / 2,
        "yanchor": "middle",
        **label(scale.label, MUTED),
    }


class _Date(NamedTuple):
    """A date on the axis: its words, where its tick stands, and the middle of the words."""

    text: str
    tick: float
    middle: float


def _placed(plan: Plan, size: int) -> list[_Date]:
    """Set dates under their ticks; words that would be cut move in, or the tick goes with them."""
    placed: list[_Date] = []
    taken = -math.inf
    for moment, text in timeaxis.ticks(plan.first, plan.last, plan.width - 2 * plan.dot, size):
        x, half = plan.x(moment), measure(text, size) / 2
        # no further out than all other words: the margin is as wide on the left as on the right
        low, high = half - plan.left + plan.right, plan.width + plan.column - half
        middle = min(max(x, low), high)
        if middle - half >= taken:
            placed.append(_Date(text, x, middle))
            taken = middle + half + size * _BETWEEN
    return placed


def _date(sheet: _Sheet, date: _Date, scale: Scale) -> dict[str, Any]:
    return {
        "text": plain(date.text),
        **sheet.at(0, sheet.plan.height + sheet.plan.sunk + 6),
        "xshift": date.middle,
        "xanchor": "center",
        "yanchor": "top",
        **label(scale.label, MUTED),
    }


def _listed(sheet: _Sheet, entry: dict[str, Any], top: float, scale: Scale) -> dict[str, Any]:
    return (
        entry
        | sheet.at(0, top + entry["y"])
        | {"xshift": scale.margin - sheet.plan.left + entry["x"]}
    )


def _leader(sheet: _Sheet, one: Label) -> dict[str, Any]:
    return sheet.line(*one.leader, {"color": OTHERS, "width": 0.7})


def _told(selection: Selection) -> dict[tuple[str, ...], str]:
    """Say which figures each series has, where it has several."""
    rows = {row["figure_id"]: row for row in each(selection.rows)}
    return {
        series.figures: gathered(series.label, [rows[figure] for figure in series.figures])
        for series in selection.series
        if len(series.figures) > 1
    }


def _name(sheet: _Sheet, one: Label, says: str) -> dict[str, Any]:
    text = "<br>".join(plain(line) for line in one.lines)
    return {
        "text": (f"<b>{text}</b>" if one.is_bold else text) + superscript(one.notes),
        **sheet.at(one.x, one.top),
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "bgcolor": PAPER,
        **label(one.size, HIGHLIGHT if one.is_about else INK, one.names[-1], says),
    }


def _flagpole(sheet: _Sheet, one: Flag, above: float) -> dict[str, Any]:
    plan = sheet.plan
    start = (one.x, one.top - above - sheet.plan.dot)
    end = (one.x, plan.y(one.place.amount.stated) - plan.dot)
    return sheet.line(start, end, {"color": MUTED, "width": 1, "dash": "dot"})


def _flag(sheet: _Sheet, one: Flag, above: float, scale: Scale) -> dict[str, Any]:
    side = "right" if one.side < 0 else "left"
    return {
        "text": "<br>".join(plain(line) for line in one.lines),
        **sheet.at(one.x + one.side * 5, one.top - above - sheet.plan.dot),
        "xanchor": side,
        "yanchor": "top",
        "align": side,
        **label(scale.note, INK, one.place.figure_id),
    }


def _traces(selection: Selection, hovers: Sequence[str], plan: Plan) -> Iterator[dict[str, Any]]:
    """Draw the lines, and on top of them the figures; those the words are about come last."""
    about = selection.highlighted.figures if selection.highlighted else ()
    told = dict(zip(selection.rows["figure_id"], hovers, strict=True))
    statuses = dict(zip(selection.rows["figure_id"], selection.rows["status"], strict=True))
    for color, is_about in ((OTHERS, False), (HIGHLIGHT, True)):
        places = [one for one in plan.places if (one.figure_id in about) == is_about]
        yield from _lines(selection, plan, {one.figure_id for one in places}, color)
        yield from pill_traces(
            pill
            for one in places
            for pill in _pills(one, plan, told[one.figure_id], kind(statuses[one.figure_id]), color)
        )
        yield from _open_ends(places, plan, color)


def _lines(selection: Selection, plan: Plan, own: set[str], color: str) -> Iterator[dict[str, Any]]:
    """Draw a straight line between figures that count alike, and a dotted step between others."""
    for is_alike, dash in ((True, "solid"), (False, "dot")):
        ends = [
            (link.start if at == 0 else link.end, plan.moment(x), plan.number(y))
            for link in selection.links
            if link.is_alike == is_alike and link.start in own
            for at, pair in enumerate(pairwise(plan.path(link)))
            for x, y in pair
        ]
        if ends:
            yield lines(color, ends, dash=dash, width=1.5)


def _pills(place: Place, plan: Plan, hover: str, how: str, color: str) -> Iterator[Pill]:
    """Yield the bar of a range, the dot of a number, and the band between its bounds."""
    amount = place.amount
    radius = round(plan.dot / 2)

    def pill(low: float, high: float, thick: float, text: str, *, faint: bool = False) -> Pill:
        left, right = (plan.moment(x) for x in plan.across(place, thick=thick))
        middle, tall = (low + high) / 2, high - low
        corners = min(radius, round(plan.dot * thick / 2))
        fill = (how, color, faint)
        return Pill(place.figure_id, text, left, right, middle, tall, corners, *fill)

    if place.is_range:
        yield pill(amount.low, amount.high, BAR, hover)
        return
    if amount.least < amount.most and not place.turn:
        yield pill(amount.least, amount.most, BAR, "", faint=True)
    half = plan.dot / 2 * (1 if place.is_point else BAR) * plan.most / plan.height
    yield pill(amount.stated - half, amount.stated + half, 1.0, hover)


def _open_ends(places: Iterable[Place], plan: Plan, color: str) -> Iterator[dict[str, Any]]:
    """Draw an arrow where an amount is open, and a line where the bounds of a value end."""
    each = list(places)
    unit = plan.dot * plan.most / plan.height
    for turn, symbol in ((1, "triangle-up"), (-1, "triangle-down")):
        tails = [
            (one.figure_id, one.middle, one.amount.stated + turn * unit * far)
            for one in each
            if one.turn == turn
            for far in (0.5, TAIL + 0.2)
        ]
        if tails:
            yield lines(color, tails)
            yield heads(color, tails[1::2], symbol, plan.dot * 0.7)
    caps = [
        (one.figure_id, plan.moment(x), bound)
        for one in each
        if one.amount.value is not None
        for bound in dict.fromkeys(n for n in (one.amount.low, one.amount.high) if n is not None)
        for x in plan.across(one, thick=1.2)
    ]
    if caps:
        yield lines(color, caps)


def _key(selection: Selection) -> Iterator[dict[str, Any]]:
    rows = each(selection.rows)
    pale = {kind(row["status"]) for row in rows if has_band(row["amount"])}
    yield from key(rows, ranges=RANGE, pale=pale)
