"""Charts as plotly figures: what the figures of all forms share.

A form gives its rows as a `Plot`, traces on real axes; `figure` sets the words of the chart around
it. Nothing is taken from the picture, and plotly itself is only needed at the end.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from headcount.charts.ends import Ends
from headcount.figures.quantity import Quantity
from headcount.figures.status import KEY_WORDS, kind
from headcount.render.style import (
    BASELINE,
    GUIDE,
    HIGHLIGHT,
    INK,
    OTHERS,
    PAPER,
    TINTS,
    Scale,
    as_dark,
)
from headcount.render.typesetting import (
    FONT_STACK,
    LINE,
    measure,
    plain,
    superscript,
    superscript_width,
    wrap,
    wrap_full,
)

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from headcount.charts.chart import Chart

Trace = dict[str, Any]

FIGURES = "figures"
"""The `meta` of a trace whose points are the rows themselves."""

DENIED = "denied"
BAR = 0.62  # how thick a bar is, in rows
DAY = 86_400_000  # milliseconds, which plotly counts time in
SLIDER = 34  # pixels
_ENTRIES = [*KEY_WORDS.values(), "Denied"]
_SHAPES = ["bar", "point", "range", "ceiling", "open", "blank", "cross", "text"]
_SIGNS = {"said": "-open", "estimated": "-open-dot", "counted": ""}
_SIZE = 11  # of a point, in pixels
_ROW = 1.9  # the height of a row of one line, in sizes of its type
COLUMN = 0.38  # of the width, at the most, for the names of rows
_TICKS = 7  # on an axis of amounts, at the most
_CAPITAL = 0.7  # the height of a capital, in sizes of its type, as plotly reckons it
_ENTRY = 46  # pixels of an entry in the legend beside its name
_NARROWEST = 0.1  # of the plot, left for marks beside a very long text
PERCENT = {"ticksuffix": "%"}
_HOVER = "%{hovertext}<extra></extra>"


@dataclass(frozen=True)
class Plot:
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
    slider
        Whether a range slider stands under it.
    deck
        The deck, where that of the picture tells how the picture is drawn.
    """

    traces: list[Trace]
    layout: dict[str, Any]
    left: float
    height: float
    slider: bool = False
    deck: str = ""


@dataclass(frozen=True)
class Mark:
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
    span
        Where the other axis is one of time, the days around `at` that it covers.
    thick
        How thick a bar is, on the other axis.
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

    @property
    def entry(self) -> str:
        """What the legend calls it."""
        return self.name or entry(self.status)

    @property
    def look(self) -> str:
        """How it is filled: its kind of status, or a denial."""
        return look(self.status)

    @property
    def is_bounded(self) -> bool:
        """Whether error bars are drawn around it."""
        if self.span:
            return True
        if self.ends is None or self.look == DENIED:
            return False
        return len({end for end in self.ends if end is not None}) > 1 or self.ends.high is not None

    def shape(self, *, lengths: bool) -> str:
        """How it is drawn, one of `_SHAPES`; a length begins at zero, and a denial is never one."""
        if not self.figure_id:
            return "text"
        if self.look == DENIED:
            return "cross"
        if self.ends is None:
            return "blank"
        value, low, high = self.ends.value, self.ends.low, self.ends.high
        if lengths:
            return "ceiling" if value is None and low is None else "bar"
        if value is None and low is not None and high is not None:
            return "range"
        return "open" if self.ends.is_open else "point"

    @property
    def stated(self) -> float:
        """Where a bar ends or a point stands: the value, else the end that is named."""
        return 0.0 if self.ends is None or self.look == DENIED else _stated(self.ends)

    @property
    def furthest(self) -> float:
        """The furthest that is drawn of it."""
        return self.stated if self.ends is None or self.look == DENIED else self.ends.most

    @property
    def middle(self) -> float:
        """The middle of all that is drawn of a range; else where the point stands."""
        is_range = self.shape(lengths=False) == "range"
        return (self.stated + self.furthest) / 2 if is_range else self.stated


def _stated(ends: Ends) -> float:
    return next((end for end in (ends.value, ends.low, ends.high) if end is not None), 0.0)


def entry(status: str) -> str:
    """Return what the legend calls the figures of a status."""
    return "Denied" if status == DENIED else KEY_WORDS[kind(status)]


def look(status: str) -> str:
    """Return how a figure is drawn: by its kind of status, or as a denial."""
    return DENIED if status == DENIED else kind(status)


def sign(shape: str, how: str, color: str, size: float = _SIZE) -> dict[str, Any]:
    """Return the marker of a point: open, dotted or full as it is known, a cross for a denial.

    Examples
    --------
    >>> sign("circle", "estimated", OTHERS)["symbol"], sign("circle", "denied", OTHERS)["symbol"]
    ('circle-open-dot', 'x-thin')
    """
    symbol = "x-thin" if how == DENIED else f"{shape}{_SIGNS[how]}"
    return {"symbol": symbol, "size": size, "color": color, "line": {"color": color, "width": 2}}


def fill(how: str, color: str) -> dict[str, Any]:
    """Return the marker of a bar: hollow when said, hatched when estimated, else solid."""
    ground = {"said": "rgba(0,0,0,0)", "estimated": TINTS[color], "counted": color}[how]
    hatched = {"shape": "/", "fgcolor": color, "bgcolor": ground, "size": 6, "solidity": 0.25}
    return {
        "color": ground,
        "line": {"color": color, "width": 1.5},
        **({"pattern": hatched} if how == "estimated" else {}),
    }


def points(marks: Sequence[Any], **named: Any) -> Trace:
    """Return what a trace has of the figures it shows: their ids, and their texts on hover."""
    return {
        "customdata": [mark.figure_id for mark in marks],
        "hovertext": [mark.hover for mark in marks],
        "hovertemplate": _HOVER,
        "meta": FIGURES,
        **named,
    }


def traces(marks: Iterable[Mark], along: str = "x", *, lengths: bool = False) -> list[Trace]:
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
    groups: dict[tuple[Any, ...], list[Mark]] = {}
    for mark in marks:
        drawn = mark.shape(lengths=lengths), mark.is_bounded  # plotly puts caps on what has none
        groups.setdefault((mark.entry, mark.look, mark.color, *drawn), []).append(mark)
    entries = [*_ENTRIES, *dict.fromkeys(entry for entry, *_ in groups)]
    # the first of an entry is its sign in the legend
    order = sorted(groups, key=lambda one: (entries.index(one[0]), _SHAPES.index(one[3])))
    found: list[Trace] = []
    for group in order:
        (_, how, color, shape, _), those = group, groups[group]
        if shape != "text":
            found.append(_trace(those, shape, how, color, along))
        if any(mark.text for mark in those):
            found.append(_texts(those, along))
    return grouped(found)


def grouped(found: list[Trace]) -> list[Trace]:
    """Let the traces of one name be one entry of the legend, which turns them off together."""
    shown: set[str] = set()
    for trace in found:
        name = trace["name"]
        trace["legendgroup"] = name
        trace["showlegend"] = "customdata" in trace and name not in shown
        shown |= {name} if trace["showlegend"] else set()
    return found


def _trace(those: Sequence[Mark], shape: str, how: str, color: str, along: str) -> Trace:
    across = "y" if along == "x" else "x"
    common = points(those, name=those[0].entry) | {across: [mark.at for mark in those]}
    if shape == "range":
        ends = [mark.ends for mark in those if mark.ends]
        return common | {
            "type": "bar",
            "orientation": "h" if along == "x" else "v",
            "base": [one.low for one in ends],
            along: [one.high - one.low for one in ends],
            "width": [mark.thick for mark in those],
            "marker": fill(how, color),
        }
    is_bar = shape in ("bar", "ceiling")
    bounds = _bounds(those, along, INK if is_bar else color)
    common |= {along: [mark.stated for mark in those]} | bounds
    if is_bar:
        return common | {
            "type": "bar",
            "orientation": "h",
            "width": [mark.thick for mark in those],
            "marker": fill(how, color) | ({"opacity": 0.4} if shape == "ceiling" else {}),
        }
    symbol = {"open": "triangle-right" if along == "x" else "triangle-up", "blank": "diamond"}
    marker = sign(symbol.get(shape, "circle"), how, color)
    return common | {"type": "scatter", "mode": "markers", "marker": marker, "cliponaxis": False}


def _bounds(those: Sequence[Mark], along: str, color: str) -> Trace:
    """Return the bounds around marks as error bars, and the days that they cover."""
    ends = [mark.ends if mark.look != DENIED else None for mark in those]
    most = [one.most - _stated(one) if one else 0 for one in ends]
    least = [_stated(one) - (one.low or one.value or 0) if one else 0 for one in ends]
    across = "y" if along == "x" else "x"
    bars = {}
    if any(most) or any(least):
        sides = {"symmetric": False, "array": most, "arrayminus": least}
        bars[f"error_{along}"] = sides | {"color": color, "thickness": 1.5, "width": 4}
    if any(mark.span for mark in those):
        days = [mark.span / 2 * DAY for mark in those]
        bars[f"error_{across}"] = {"array": days, "color": color, "thickness": 1.5, "width": 4}
    return bars


def _texts(those: Sequence[Mark], along: str) -> Trace:
    across = "y" if along == "x" else "x"
    return {
        "type": "scatter",
        "mode": "text",
        "name": those[0].entry,
        along: [mark.furthest for mark in those],
        across: [mark.at for mark in those],
        # off the mark: to the right of it, or a line above it
        "text": [
            f"\u2002{plain(mark.text)}" if along == "x" else f"{plain(mark.text)}<br>\u200b"
            for mark in those
        ],
        "textposition": "middle right" if along == "x" else "top center",
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
    axis: dict[str, Any] = field(repr=False)

    @classmethod
    def of(
        cls,
        names: Sequence[tuple[str, tuple[int, ...], bool]],
        width: int,
        *,
        lanes: Sequence[float] = (),
        share: float = COLUMN,
    ) -> Rows:
        """Set names for a picture `width` pixels wide.

        Parameters
        ----------
        names
            Of each row its name, the numbers of its notes, and whether it is set bold.
        width
            Pixels.
        lanes
            How many lines of marks each row holds, where it is more than one.
        share
            How much of the width names may take.
        """
        scale = Scale.for_width(width)
        size, top = scale.label, 0.0
        most = share * width
        room = min(
            most, max(measure(n, size, bold=b) + superscript_width(m, size) for n, m, b in names)
        )
        at, texts, pitch = [], [], size * _ROW
        for at_row, (name, notes, bold) in enumerate(names):
            beside = superscript_width(notes, size)
            lines = wrap(name, room + 1, size, bold=bold)
            if measure(lines[-1], size, bold=bold) + beside > room + 1:
                lines = wrap(name, room - beside + 1, size, bold=bold)
            tall = max(1 + (len(lines) - 1) * LINE / _ROW, lanes[at_row] if lanes else 1)
            at.append(round(top + tall / 2, 3))
            top += tall
            text = "<br>".join(map(plain, lines))
            texts.append((f"<b>{text}</b>" if bold else text) + superscript(notes))
        axis = {
            "range": [round(top, 3), 0],
            "tickvals": at,
            "ticktext": texts,
            "ticklen": 6,
            "ticks": "outside",
            "tickcolor": "rgba(0,0,0,0)",
            "tickfont": {"size": size},
            "showgrid": False,
            "zeroline": False,
        }
        return cls(at, math.ceil(scale.margin + room + 8), top * pitch, axis)


def name_of(row: Mapping[str, Any], *, bold: bool = False) -> tuple[str, tuple[int, ...], bool]:
    """Return the name of a row with the numbers of its notes, as `Rows.of` takes it."""
    return row["name"], row.get("note_numbers", ()), bold


def amount_axis(title: str, end: float, length: float, size: float) -> dict[str, Any]:
    """Return an axis of amounts from zero, with its title set for its length in pixels."""
    longest = "0.0M" if end >= 1e6 else f"{end:,.0f}%"
    return {
        "title": {"text": "<br>".join(map(plain, wrap_full(title, length, size)))},
        "range": [0, end],
        "rangemode": "tozero",
        "nticks": min(max(3, int(length // (measure(longest, size) + size))), _TICKS),
        "tickangle": 0,
        "separatethousands": True,
        "exponentformat": "B",
        "minexponent": 5,  # 1.5M, but 500,000
        "zeroline": True,
    }


def date_axis(first: str, last: str) -> dict[str, Any]:
    """Return an axis of time with a range slider."""
    return {
        "type": "date",
        "title": {"text": "Date"},
        "range": [first, last],
        "rangeslider": {"visible": True, "range": [first, last], "borderwidth": 1},
    }


def bars(
    marks: Sequence[Mark],
    rows: Rows,
    title: str,
    width: int,
    *,
    lengths: bool = True,
    axis: Mapping[str, Any] | None = None,
    deck: str = "",
) -> Plot:
    """Return a plot of amounts that run to the right, each in the row of its name."""
    scale = Scale.for_width(width)
    plot = width - rows.left - scale.margin
    end = max(_room(mark, plot, scale.label) for mark in marks) or 1.0
    across = amount_axis(title, end, plot, scale.label) | dict(axis or {})
    return Plot(
        traces(marks, lengths=lengths),
        {"xaxis": across, "yaxis": rows.axis, "barmode": "overlay"},
        rows.left,
        rows.height,
        deck=deck,
    )


def _room(mark: Mark, plot: float, size: float) -> float:
    """Return the end of an axis at which a mark and its text fit."""
    text = measure(f"\u2002{mark.text}", size) + _SIZE if mark.text else _SIZE
    return mark.furthest * plot / max(plot - text, plot * _NARROWEST)


def amount_text(amount: Quantity) -> str:
    """Return what stands at the end of a bar; an arrow goes on where there is no upper bound.

    Examples
    --------
    >>> amount_text(Quantity(low=5, qualifier="more-than")), amount_text(Quantity(value=5))
    ('→ more than 5', '5')
    """
    text = amount.label(bounds=False)
    return f"→ {text}" if amount.is_number and math.isinf(amount.most) else text


def ends_of(amount: Quantity, unit: float = 1.0) -> Ends | None:
    """Return the ends of an amount in so many of its units; None where it gives no number."""
    return Ends.of(amount, unit) if amount.is_number else None


def nearest(amount: Quantity) -> float:
    """Return the least number that an amount names."""
    return min(n for n in (amount.low, amount.value, amount.high) if n is not None)


def furthest(amount: Quantity) -> float:
    """Return the largest number that an amount names."""
    return max(n for n in (amount.low, amount.value, amount.high) if n is not None)


def color_of(row: Mapping[str, Any], focus: Iterable[str]) -> str:
    """Return the color of a row: the words of the chart are about some of them."""
    return HIGHLIGHT if row["figure_id"] in focus else OTHERS


def figure(
    chart: Chart, plot: Plot, width: int, height: int | None, *, dark: bool = False
) -> go.Figure:
    """Set the words of a chart around its plot, laid out for `width` pixels.

    Parameters
    ----------
    chart
        The chart.
    plot
        Its rows on their axes.
    width, height
        Pixels; the plot fills what the words leave of `height`, and is never lower than it needs.
    dark
        Draw it on a dark ground.
    """
    import plotly.graph_objects as go

    if width < 280:
        raise ValueError(f"a chart needs at least 280 pixels, not {width}")
    scale = Scale.for_width(width)
    room = width - 2 * scale.margin
    head = wrap_full(chart.headline, room, scale.headline, bold=True)
    deck = wrap_full(plot.deck or chart.deck, room, scale.deck)
    plot_width = width - plot.left - scale.margin
    legend, entries = _legend(plot.traces, plot_width, room, scale)
    legend_top = scale.margin + _heading(head, deck, scale) + scale.label * 0.6
    top = math.ceil(legend_top + entries + scale.label * 0.8)
    axis = (2 + plot.layout["xaxis"]["title"]["text"].count("<br>")) * scale.label * LINE + 14
    axis += SLIDER + 26 if plot.slider else 0
    left = scale.margin - plot.left
    below, end = _below(chart, room, scale, left, axis + scale.note * 0.8)
    bottom = math.ceil(end + scale.margin)
    tall = max(math.ceil(plot.height), (height or 0) - top - bottom)
    layout = plot.layout | {
        "template": _TEMPLATE,
        "width": width,
        "height": top + tall + bottom,
        "margin": {
            "l": plot.left, "r": scale.margin, "t": top, "b": bottom, "pad": 0, "autoexpand": False,
        },
        "font": {"family": FONT_STACK, "size": scale.label},
        "title": {
            "text": f"<b>{'<br>'.join(map(plain, head))}</b>",
            "font": {"size": scale.headline, "family": FONT_STACK},
            "subtitle": {
                "text": "<br>".join(map(plain, deck)),
                "font": {"size": scale.deck, "family": FONT_STACK},
            },
            "x": 0, "xref": "container", "xanchor": "left",
            "y": 1, "yref": "container", "yanchor": "top",
            # plotly hangs one line by its capitals, and several by the first one's foot
            "pad": {
                "l": scale.margin, "t": scale.margin + (len(head) > 1) * _CAPITAL * scale.headline,
            },
            "automargin": False,
        },
        "legend": legend | {"y": 1 - legend_top / (top + tall + bottom)},
        "annotations": [*plot.layout.get("annotations", ()), *below],
        "hovermode": "closest",
        "dragmode": "zoom",
        "modebar": {"remove": ["sendChartToCloud", "toImage"], "orientation": "h"},
        "meta": {
            "figures": list(chart.rows["figure_id"]),
            "record": chart.record,
            "headline": chart.headline,
            "deck": plot.deck or chart.deck,
            "notes": [{"number": note.number, "text": note.text} for note in chart.notes],
            "source_line": chart.source_line,
            "credit": chart.credit_line,
            "alt": chart.alt,
        },
    }  # fmt: skip
    for axis in ("xaxis", "yaxis"):
        if title := layout[axis].get("title"):
            layout[axis] = layout[axis] | {"title": title | {"font": {"size": scale.label}}}
    if plot.slider:
        slider = layout["xaxis"]["rangeslider"] | {"thickness": SLIDER / tall}
        layout["xaxis"] = layout["xaxis"] | {"rangeslider": slider}
    drawing = {"data": plot.traces, "layout": layout}
    return go.Figure(as_dark(drawing) if dark else drawing)


def _heading(head: list[str], deck: list[str], scale: Scale) -> float:
    """Return how high plotly sets a title of so many lines with a subtitle of so many."""
    title = (0.9 + LINE * (len(head) - 1)) * scale.headline
    beneath = 2.5 if len(deck) == 1 else 1.8 + LINE * (len(deck) - 1)
    return title + beneath * scale.deck


def _legend(
    found: Sequence[Trace], plot: float, room: float, scale: Scale
) -> tuple[dict[str, Any], float]:
    """Set the names of traces, side by side as far as the plot is wide, which is plotly's rule.

    Returns
    -------
    tuple
        The legend, and how high it is.
    """
    size = scale.label
    names = []
    for trace in found:
        notes = trace.pop("notes", ())
        lines = wrap(trace["name"], room - _ENTRY - superscript_width(notes, size), size)
        trace["name"] = "<br>".join(map(plain, lines)) + superscript(notes)
        if trace["showlegend"]:
            names.append((lines, superscript_width(notes, size)))
    wide = [max(measure(line, size) for line in lines) + more + _ENTRY for lines, more in names]
    many = len(wide) if sum(wide) < plot else max(1, int(plot // max(wide)))
    deep = [len(lines) for lines, _ in names]
    tall = sum(max(deep[at : at + many]) * size * LINE + 5 for at in range(0, len(names), many))
    legend = {
        "orientation": "h",
        "x": (scale.margin - 8) / (room + 2 * scale.margin),
        "xref": "container",
        "xanchor": "left",
        "yref": "container",
        "yanchor": "top",
        "traceorder": "normal",
        "font": {"size": size, "family": FONT_STACK},
        "bgcolor": "rgba(0,0,0,0)",
        "maxheight": math.ceil(tall + 30),
    }
    if many < len(wide):  # so that there are as many columns in each browser
        legend["entrywidth"] = math.ceil(max(max(wide) + 4, plot // many)) - _ENTRY
    return legend, tall


def _below(
    chart: Chart, room: float, scale: Scale, left: float, offset: float
) -> tuple[list[dict[str, Any]], float]:
    """Set notes, source line and credit under the plot; return them and where they end."""
    notes = [
        f"{note.number} {note.text}" if note.number is not None else note.text
        for note in chart.notes
    ]
    texts = [*(("note", text) for text in notes), ("source", chart.source_line)]
    found = []
    for name, text in [*texts, ("credit", chart.credit_line)]:
        lines = wrap_full(text, room, scale.note)
        offset += scale.note * (0.7 if name == "source" else 0.25)
        found.append(
            {
                "name": name,
                "text": "<br>".join(map(plain, lines)),
                "font": {"size": scale.note, "family": FONT_STACK},
                "x": 0, "xref": "paper", "xanchor": "left", "xshift": left,
                "y": 0, "yref": "paper", "yanchor": "top", "yshift": -offset,
                "align": "left",
                "showarrow": False,
                "borderpad": 0,
            }
        )  # fmt: skip
        offset += len(lines) * scale.note * LINE
    return found, offset


# Plotly's default template adds 6.6 kB to each figure. Any other may stand in its place: the sizes
# and places of words are the figure's own.
_AXIS = {
    "gridcolor": GUIDE,
    "linecolor": BASELINE,
    "zerolinecolor": BASELINE,
    "zerolinewidth": 1,
    "title": {"standoff": 6},
}
_TEMPLATE = {
    "layout": {
        "font": {"color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": INK,
            "font": {"color": INK},
            "align": "left",
        },
        "xaxis": _AXIS,
        "yaxis": _AXIS,
    }
}
