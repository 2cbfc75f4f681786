"""Charts as plotly figures: what the figures of all forms share.

A form gives its rows as `Traces` on real axes; `drawing` sets the words of the chart around them.
Nothing is taken from the picture, and plotly itself is not needed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from headcount.charts.bars import Ends
from headcount.core.wording import capital
from headcount.figures.quantity import Quantity
from headcount.figures.status import DENIED, KEY_WORDS, kind
from headcount.figures.table import Row
from headcount.render import style
from headcount.render.layout import ChartWords
from headcount.render.style import HIGHLIGHT, INK, MUTED, OTHERS, PAPER, Scale
from headcount.render.typesetting import (
    LINE,
    measure,
    plain,
    setting,
    superscript,
    superscript_width,
    wrap,
    wrap_evenly,
    wrap_full,
)

Trace = dict[str, Any]
Name = tuple[str, tuple[int, ...], bool]
"""The name of a row, the numbers of its notes, and whether it is set bold."""

FIGURES = "figures"
"""The `meta` of a trace whose points are the rows themselves."""

CORRECTED = "corrected"
BAR = 0.62  # how thick a bar is, in rows
DAY = 86_400_000  # milliseconds, which plotly counts time in
PERCENT = {"ticksuffix": "%"}
COLUMN = 0.38  # of the width, at the most, for the names of rows
_SLIDER = 34  # pixels
_SIZE = 11  # of a point, in pixels
_ROW = 1.9  # the height of a row of one line, in sizes of its type
_TICKS = 7  # on an axis of amounts, at the most
_NARROWEST = 0.1  # of the plot, left for marks beside a very long text
_CAPITAL = 0.7  # the height of a capital, in sizes of its type, as plotly reckons it
_ENTRY = 46  # pixels of an entry in the legend beside its name

_OWN_SIGNS = {DENIED: "x-thin", CORRECTED: "diamond-cross-open"}
_ENTRIES = KEY_WORDS | {DENIED: "Denied", CORRECTED: "Corrected"}
_SHAPES = ["bar", "point", "range", "ceiling", "open", "most", "blank", "cross", "text"]
# an arrow where a point stands for all above it, or for all below; what names no number
_TURNED = {
    "x": {"open": "triangle-right", "most": "triangle-left", "blank": "diamond"},
    "y": {"open": "triangle-up", "most": "triangle-down", "blank": "diamond"},
}
_THIN = {"thickness": 1.5, "width": 4}
_IN_CORNER = {"xref": "container", "xanchor": "left", "yref": "container", "yanchor": "top"}
_UNDER_PLOT = {
    "x": 0,
    "xref": "paper",
    "xanchor": "left",
    "y": 0,
    "yref": "paper",
    "yanchor": "top",
}

# Plotly's default template adds 6.6 kB to each figure. Any other may stand in its place: the sizes
# and places of words are the figure's own, and their color is the template's.
_AXIS = {"gridcolor": style.GUIDE, "zerolinecolor": INK, "zerolinewidth": 1}
_HOVER = {"bgcolor": PAPER, "bordercolor": INK, "font": {"color": INK}, "align": "left"}
_GROUND = {"font": {"color": INK}, "paper_bgcolor": PAPER, "plot_bgcolor": PAPER}
_TEMPLATE = {"layout": _GROUND | {"hoverlabel": _HOVER, "xaxis": _AXIS, "yaxis": _AXIS}}


@dataclass(frozen=True)
class Traces:
    """What a form draws of its rows.

    Parameters
    ----------
    traces
        The marks. Those whose points are rows have `FIGURES` as their `meta` and the `figure_id`
        of each point as `customdata`.
    layout
        The axes, and whatever belongs to them, as plotly's plain data.
    left, height
        Pixels left of the plot, and how high it is at the least.
    deck
        The deck, where that of the picture tells how the picture is drawn.
    """

    traces: list[Trace]
    layout: dict[str, Any]
    left: float
    height: float
    deck: str = ""


@dataclass(frozen=True)
class Datum:
    """One figure on an axis of amounts.

    Parameters
    ----------
    figure_id, status, hover
        Which figure, how it is known, and its text on hover; without a `figure_id`, `text` alone
        stands there.
    at
        Where it stands on the other axis.
    ends
        Its amount in what the axis counts; None where it gives no number.
    color, text
        Of the mark, and what is written at its end.
    name
        What its trace is called; the words of its status by themselves.
    span, thick
        Where the other axis is one of time, the days around `at` that it covers; and how thick a
        bar is, on that axis.
    start
        Where it stands without an amount. A denial has none.
    symbol
        What a point looks like.
    is_row
        Whether it is a row, and not what is told of one beside it.
    """

    figure_id: str
    status: str
    hover: str
    at: Any
    ends: Ends | None
    color: str = OTHERS
    text: str = ""
    name: str = ""
    span: float = 0.0
    thick: float = BAR
    start: float = 0.0
    symbol: str = "circle"
    is_row: bool = True

    @classmethod
    def of(
        cls,
        row: Row,
        at: Any,
        ends: Ends | None,
        color: str = OTHERS,
        text: str = "",
        name: str = "",
        **more: Any,
    ) -> Self:
        """Return the datum of a row that says in `hover` what it says when it is pointed at."""
        own = row["figure_id"], row["status"], row["hover"]
        return cls(*own, at, ends, color, text, name, **more)

    @property
    def amount(self) -> Ends:
        """What is drawn of its amount."""
        if self.ends is None or self.status == DENIED:
            return Ends(None, self.start, None)
        return self.ends

    @property
    def stated(self) -> float:
        """Where a bar ends or a point stands: the value, else the end that is named."""
        value, low, high = self.amount.value, self.amount.low, self.amount.high
        return next((end for end in (value, low, high) if end is not None), 0.0)

    @property
    def beyond(self) -> tuple[float, float]:
        """How far its bounds lie from there, below and above."""
        least = next((n for n in self.amount[:2] if n is not None), min(0.0, self.stated))
        return self.stated - least, self.amount.most - self.stated

    def shape(self, *, lengths: bool) -> str:
        """How it is drawn, one of `_SHAPES`; a length begins at zero, and a denial is never one."""
        low, value, high = self.amount
        if not self.figure_id:
            return "text"
        if self.status == DENIED:
            return "cross"
        if self.ends is None:
            return "blank"
        if lengths:
            return "ceiling" if value is None and low is None else "bar"
        if value is None and low is not None and high is not None:
            return "range"
        if value is None and low is None:
            return "most"
        return "open" if self.ends.is_open else "point"


class _Look(NamedTuple):
    """What marks of one trace have in common; plotly puts the caps of bounds on those without."""

    name: str
    shape: str
    is_bounded: bool
    how: str
    color: str
    symbol: str

    @classmethod
    def of(cls, mark: Datum, *, lengths: bool) -> _Look:
        is_bounded = bool(mark.span or any(mark.beyond))
        drawn = (mark.shape(lengths=lengths), is_bounded, _kind(mark.status))
        return cls(mark.name or entry(mark.status), *drawn, mark.color, mark.symbol)


def _kind(status: str) -> str:
    """Return how a figure is drawn: by its kind of status, or as a denial or a correction."""
    return status if status in _OWN_SIGNS else kind(status)


def entry(status: str) -> str:
    """Return what the legend calls the figures of a status."""
    return _ENTRIES[_kind(status)]


def sign(symbol: str, how: str, color: str) -> dict[str, Any]:
    """Return the marker of a point: filled as it is known, a cross for a denial.

    Examples
    --------
    >>> sign("circle", "estimated", OTHERS)["color"], sign("circle", "denied", OTHERS)["symbol"]
    ('#c3ccd6', 'x-thin')
    """
    own = _OWN_SIGNS.get(how)
    look = {"color": color, "line": {"color": color, "width": 2}} if own else fill(how, color)
    return {"symbol": own or symbol, "size": _SIZE, **look}


def fill(how: str, color: str) -> dict[str, Any]:
    """Return the marker of a bar: paper when said, tinted when estimated, else full."""
    return {"color": style.fill(how, color).color, "line": {"color": color, "width": 1.5}}


def traces(marks: Iterable[Datum], along: str = "x", *, lengths: bool = False) -> list[Trace]:
    """Return the traces of some marks, one for each way they are drawn.

    Parameters
    ----------
    marks
        The figures.
    along
        The axis of amounts: ``"x"`` or ``"y"``.
    lengths
        Whether amounts are bars from zero; else they are points, and a range is a floating bar.
    """
    groups: dict[_Look, list[Datum]] = {}
    for mark in marks:
        groups.setdefault(_Look.of(mark, lengths=lengths), []).append(mark)
    entries = [*_ENTRIES.values(), *dict.fromkeys(one.name for one in groups)]
    found = []
    # the first of an entry is its sign in the legend
    for one in sorted(groups, key=lambda one: (entries.index(one.name), _SHAPES.index(one.shape))):
        if one.shape != "text":
            found.append(_trace(groups[one], one, along))
        if any(mark.text for mark in groups[one]):
            is_point = one.shape not in ("bar", "ceiling", "range")
            found.append(_texts(groups[one], one.name, along, is_point=is_point))
    return grouped(found)


def grouped(found: list[Trace]) -> list[Trace]:
    """Let the traces of one name be one entry of the legend, which turns them off together."""
    shown: set[str] = set()
    for trace in found:
        trace["legendgroup"] = trace["name"]
        trace["showlegend"] = "customdata" in trace and trace["name"] not in shown
        shown |= {trace["name"]} if trace["showlegend"] else set()
    return found


def _trace(those: Sequence[Datum], one: _Look, along: str) -> Trace:
    across = "y" if along == "x" else "x"
    is_bar = one.shape in ("bar", "ceiling", "range")
    is_solid = is_bar and one.how == "counted"
    trace: Trace = {
        "name": one.name,
        across: [mark.at for mark in those],
        along: [mark.stated for mark in those],
        "customdata": [mark.figure_id for mark in those],
        "hovertext": [mark.hover for mark in those],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "meta": FIGURES if those[0].is_row else "beside",
    }
    below, above = ([mark.beyond[side] for mark in those] for side in (0, 1))
    if one.shape == "range":
        trace |= {"base": trace[along], along: above}
    elif one.is_bounded and one.shape != "most":
        bounds = {"symmetric": False, "array": above, "arrayminus": below}
        trace[f"error_{along}"] = bounds | _THIN | {"color": INK if is_solid else one.color}
        days = [mark.span / 2 * DAY for mark in those]
        if any(days):
            trace[f"error_{across}"] = {"array": days, "color": one.color} | _THIN
    if is_bar:
        paler = {"opacity": 0.4} if one.shape == "ceiling" else {}
        thick = [mark.thick for mark in those]
        side = "h" if along == "x" else "v"
        marker = fill(one.how, one.color) | paler
        return trace | {"type": "bar", "orientation": side, "width": thick, "marker": marker}
    marker = sign(_TURNED[along].get(one.shape, one.symbol), one.how, one.color)
    return trace | {"type": "scatter", "mode": "markers", "marker": marker, "cliponaxis": False}


def _texts(those: Sequence[Datum], name: str, along: str, *, is_point: bool) -> Trace:
    """Write at the ends of marks: to the right, off the half of a point, or a line above.

    Above a column that is narrow beside the others it begins over its middle, so as not to reach
    into the one before.
    """
    space = "\u2003" if is_point else "\u2002"
    before, behind = (space, "") if along == "x" else ("", "<br>\u200b")
    narrow = 0.0 if is_point else max(mark.thick for mark in those) / 2
    over = ["top right" if mark.thick < narrow else "top center" for mark in those]
    return {
        "type": "scatter",
        "mode": "text",
        "name": name,
        along: [mark.amount.most for mark in those],
        "y" if along == "x" else "x": [mark.at for mark in those],
        "text": [f"{before}{plain(mark.text)}{behind}" for mark in those],
        "textposition": "middle right" if along == "x" else over,
        "hoverinfo": "skip",
    }


@dataclass(frozen=True)
class Rows:
    """The names of rows down the left of a plot, and where each row has its middle.

    `left` and `height` are pixels, `axis` is the layout of the axis, which counts in rows of one
    line.
    """

    at: list[float]
    left: int
    height: float
    axis: dict[str, Any]

    @classmethod
    def of(
        cls,
        names: Sequence[Name],
        width: int,
        *,
        lanes: Sequence[float] = (),
        share: float = COLUMN,
    ) -> Rows:
        """Set names for a picture `width` pixels wide, in so large a share of it at the most.

        `lanes` says how many lines of marks each row holds, where it is more than one.
        """
        scale = Scale.for_width(width)
        size, top = scale.label, 0.0
        longest = max(measure(n, size, bold=b) + superscript_width(m, size) for n, m, b in names)
        room = min(share * width, longest) + 1
        at, texts = [], []
        for (name, notes, bold), lane in zip(names, lanes or [1] * len(names), strict=True):
            beside = superscript_width(notes, size)
            lines = wrap(name, room, size, bold=bold)
            if measure(lines[-1], size, bold=bold) + beside > room:
                lines = wrap(name, room - beside, size, bold=bold)
            tall = max(1 + (len(lines) - 1) * LINE / _ROW, lane)
            at.append(round(top + tall / 2, 3))
            top += tall
            text = "<br>".join(map(plain, lines))
            texts.append((f"<b>{text}</b>" if bold else text) + superscript(notes))
        ticks = {"tickvals": at, "ticktext": texts, "tickfont": {"size": size}}
        unseen = {"ticks": "outside", "ticklen": 6, "tickcolor": "rgba(0,0,0,0)"}
        axis = {"range": [round(top, 3), 0], "showgrid": False, "zeroline": False}
        left = math.ceil(scale.margin + room + 7)
        return cls(at, left, top * size * _ROW, axis | ticks | unseen)


def least_of(marks: Iterable[Datum]) -> float:
    """Return where an axis of amounts begins: at zero, or somewhat below the lowest number."""
    return min(0.0, *(mark.stated - mark.beyond[0] for mark in marks)) * 1.06


def amount_axis(
    title: str, end: float, length: float, size: float, start: float = 0.0
) -> dict[str, Any]:
    """Return an axis of amounts, with its title set for its length in pixels.

    It begins at zero, or at a number below it.
    """
    longest = "0.0M" if end >= 1e6 else f"{end:,.0f}%"
    many = int(length // (measure(longest, size) + size))
    as_printed = {"separatethousands": True, "exponentformat": "B", "minexponent": 5}  # 500,000, 1M
    return as_printed | {
        "title": {"text": "<br>".join(map(plain, wrap_full(title, length, size)))},
        "range": [start, end],
        "rangemode": "normal" if start else "tozero",
        "nticks": min(max(3, many), _TICKS),
        "tickangle": 0,
        "zeroline": True,
    }


def date_axis(first: str, last: str) -> dict[str, Any]:
    """Return an axis of time with a range slider."""
    slider = {"visible": True, "range": [first, last], "borderwidth": 1}
    return {
        "type": "date",
        "title": {"text": "Date"},
        "range": [first, last],
        "rangeslider": slider,
    }


def names_of(selection: Any, words: Callable[[Row], str]) -> list[Name]:
    """Name the rows of a selection, each by its words; those in focus are bold."""
    return [
        (words(row), row.get("note_numbers", ()), row["figure_id"] in selection.focus)
        for row in selection.records
    ]


def amounts(selection: Any, width: int, title: str, deck: str = "") -> Traces:
    """Return the rows of a selection as bars from zero, each in the row of its name."""
    rows = Rows.of(names_of(selection, lambda row: capital(row["name"])), width)
    marks = [
        Datum.of(
            row,
            at,
            Ends.of(row["amount"]),
            HIGHLIGHT if row["figure_id"] in selection.focus else OTHERS,
            amount_text(row["amount"]),
        )
        for row, at in zip(selection.records, rows.at, strict=True)
    ]
    return across(marks, rows, capital(title), width, deck=deck)


def measured(selection: Any, width: int) -> Traces:
    """Return the rows of a selection by the one measure that it names."""
    return amounts(selection, width, selection.measure)


def across(
    marks: Sequence[Datum],
    rows: Rows,
    title: str,
    width: int,
    *,
    lengths: bool = True,
    axis: dict[str, Any] | None = None,
    deck: str = "",
    start: float | None = None,
) -> Traces:
    """Return a plot of amounts that run to the right, with room for what is written behind them.

    The axis begins at zero or at the least amount below it; points may have another `start`.
    """
    scale = Scale.for_width(width)
    plot = width - rows.left - scale.margin
    start = end = least_of(marks) if start is None else start
    for mark in marks:
        text = measure(f"\u2002{mark.text}", scale.label) * bool(mark.text) + _SIZE
        share = plot / max(plot - text, plot * _NARROWEST)
        end = max(end, 0.0, start + (mark.amount.most - start) * share)
    end = end or (0.0 if start else 1.0)
    xaxis = amount_axis(title, end, plot, scale.label, start) | (axis or {})
    layout = {"xaxis": xaxis, "yaxis": rows.axis, "barmode": "overlay"}
    return Traces(traces(marks, lengths=lengths), layout, rows.left, rows.height, deck)


def amount_text(amount: Quantity) -> str:
    """Return what stands at the end of a bar; an arrow goes on where there is no upper bound.

    Examples
    --------
    >>> amount_text(Quantity(low=5, qualifier="more-than")), amount_text(Quantity(value=5))
    ('→ more than 5', '5')
    """
    text = amount.label(bounds=False)
    return f"→ {text}" if amount.is_number and math.isinf(amount.most) else text


def drawing(
    plot: Traces, words: ChartWords, width: int, height: int | None, made_of: Mapping[str, Any]
) -> dict[str, Any]:
    """Set the words of a chart around its plot, laid out for `width` pixels.

    Parameters
    ----------
    plot
        Its rows on their axes.
    words
        What stands around them.
    width, height
        Pixels; the plot fills what the words leave of `height`, and is never lower than it needs.
    made_of
        What `layout.meta` says.

    Returns
    -------
    dict
        A plotly figure as plain data.
    """
    if width < 280:
        raise ValueError(f"a chart needs at least 280 pixels, not {width}")
    scale = Scale.for_width(width)
    room = width - 2 * scale.margin
    title, heading = _title(words.headline, plot.deck or words.deck, room, scale)
    legend, entries = _legend(plot.traces, width - plot.left - scale.margin, room, scale)
    legend_top = scale.margin + heading + scale.label * 0.6
    top = math.ceil(legend_top + entries + scale.label * 0.8)
    slider = plot.layout["xaxis"].get("rangeslider")
    lines = 2 + plot.layout["xaxis"]["title"]["text"].count("<br>")  # and one of ticks
    axis = lines * scale.label * LINE + 14 + (_SLIDER + 26 if slider else 0)
    below, bottom = _below(words, room, scale, scale.margin - plot.left, axis)
    tall = max(math.ceil(plot.height), (height or 0) - top - bottom)
    layout = plot.layout | {
        "template": _TEMPLATE,
        "width": width,
        "height": top + tall + bottom,
        "margin": {"l": plot.left, "r": scale.margin, "t": top, "b": bottom, "autoexpand": False},
        "font": {"family": setting().stack, "size": scale.label},
        "title": title,
        "legend": legend | {"x": 0.3 * scale.margin / width},
        "annotations": below,
        "hovermode": "closest",
        "modebar": {
            "remove": ["sendChartToCloud", "toImage"],
            # over a long headline it needs a ground of its own
            "bgcolor": PAPER,
            "color": MUTED,
            "activecolor": INK,
        },
        "meta": made_of,
    }
    layout["legend"]["y"] = 1 - legend_top / layout["height"]
    for name in ("xaxis", "yaxis"):
        if "title" in layout[name]:
            layout[name]["title"] |= {"font": {"size": scale.label}, "standoff": 6}
    if slider:
        slider["thickness"] = _SLIDER / tall
    return {"data": plot.traces, "layout": layout}


def turned(drawing: Any, colors: Mapping[str, str]) -> Any:
    """Return a plotly figure as plain data, or a part of one, in other colors.

    Examples
    --------
    >>> turned({"paper_bgcolor": PAPER, "font": {"size": 13}}, {PAPER: "#17191c"})
    {'paper_bgcolor': '#17191c', 'font': {'size': 13}}
    """
    if isinstance(drawing, str):
        return colors.get(drawing, drawing)
    if isinstance(drawing, dict):
        return {name: turned(one, colors) for name, one in drawing.items()}
    return (
        [turned(one, colors) for one in drawing] if isinstance(drawing, list | tuple) else drawing
    )


def _set(lines: list[str]) -> str:
    return "<br>".join(map(plain, lines))


def _title(headline: str, deck: str, room: float, scale: Scale) -> tuple[dict[str, Any], float]:
    """Return headline and deck as plotly's title and subtitle, and how high it sets them."""
    head = wrap_evenly(headline, room, scale.headline, bold=True)
    under = wrap_full(deck, room, scale.deck)
    gap = 2.5 if len(under) == 1 else 1.8 + LINE * (len(under) - 1)
    # plotly hangs one line by its capitals, and several by the first one's foot
    hung = _CAPITAL * scale.headline if len(head) > 1 else 0
    subtitle = {"text": _set(under), "font": {"size": scale.deck, "family": setting().stack}}
    return _IN_CORNER | {
        "text": f"<b>{_set(head)}</b>",
        "font": {"size": scale.headline, "family": setting().stack},
        "subtitle": subtitle,
        "x": 0,
        "y": 1,
        "pad": {"l": scale.margin, "t": scale.margin + hung},
    }, (0.9 + LINE * (len(head) - 1)) * scale.headline + gap * scale.deck


def _legend(
    found: Sequence[Trace], plot: float, room: float, scale: Scale
) -> tuple[dict[str, Any], float]:
    """Set the names of traces, as many side by side as the plot is wide, which is plotly's rule.

    Returns
    -------
    tuple
        The legend, and how high it is.
    """
    size = scale.label
    wide, deep = [], []
    for trace in found:
        notes = trace.pop("notes", ())
        beside = superscript_width(notes, size)
        lines = wrap(trace["name"], room - _ENTRY - beside, size)
        trace["name"] = _set(lines) + superscript(notes)
        if trace["showlegend"]:
            wide.append(max(measure(line, size) for line in lines) + beside + _ENTRY)
            deep.append(len(lines))
    many = len(wide) if sum(wide) < plot else max(1, int(plot // max(wide)))
    rows = [max(deep[at : at + many]) for at in range(0, len(deep), many)]
    tall = sum(lines * size * LINE + 5 for lines in rows)
    legend = _IN_CORNER | {
        "orientation": "h",
        "traceorder": "normal",
        "font": {"size": size, "family": setting().stack},
        "bgcolor": "rgba(0,0,0,0)",
        "maxheight": math.ceil(tall + 30),
    }
    if len(rows) > 1:  # so that there are as many columns in each browser
        legend["entrywidth"] = math.ceil(max(max(wide) + 4, plot // many)) - _ENTRY
    return legend, tall


def _below(
    words: ChartWords, room: float, scale: Scale, left: float, axis: float
) -> tuple[list[dict[str, Any]], int]:
    """Set notes, source line and credit under the plot and its axis; return them and their end."""
    offset, found = axis + scale.note * 0.8, []
    notes = [("note", f"{note.number or ''} {note.text}".strip()) for note in words.notes]
    for name, text in [*notes, ("source", words.source_line), ("credit", words.credit)]:
        lines = wrap_full(text, room, scale.note)
        offset += scale.note * (0.7 if name == "source" else 0.25)
        font = {"size": scale.note, "family": setting().stack}
        what = {"name": name, "text": _set(lines), "font": font, "align": "left"}
        place = _UNDER_PLOT | {"xshift": left, "yshift": -offset, "showarrow": False}
        found.append(what | place | {"borderpad": 0})
        offset += len(lines) * scale.note * LINE
    return found, math.ceil(offset + scale.margin)
