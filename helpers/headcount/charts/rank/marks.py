"""The marks of a rank: bars from zero, with their bounds, laid out for a width."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from headcount.charts.axis import area
from headcount.charts.ends import RANGE
from headcount.charts.key import key
from headcount.charts.rank.selection import Selection
from headcount.figures.quantity import Quantity
from headcount.figures.status import KINDS, kind
from headcount.figures.table import each
from headcount.render.layout import Drawing
from headcount.render.style import BASELINE, HIGHLIGHT, INK, OTHERS, Scale, fill
from headcount.render.typesetting import LINE, plain, superscript, superscript_width, wrap
from headcount.render.typesetting import measure as text_width

TIGHTEST, LOOSEST = 1.45, 4.0
"""How far one bar may stand from the next, in sizes of its label's type."""


def draw(
    selection: Selection, hovers: Sequence[str], width: int, height: int | None = None
) -> Drawing:
    """Draw the marks of a rank; see `headcount.charts.form.Form`.

    A bar reaches from zero to the value, or to the lower bound; a pale band with a closing line
    reaches on to the upper bound, an arrow where there is none.
    """
    scale = Scale.for_width(width)
    records = each(selection.rows)
    bold = [row["figure_id"] in selection.focus for row in records]
    colours = [HIGHLIGHT if focused else OTHERS for focused in bold]
    labels = _Labels.lay_out(records, bold, width, scale, height)
    plot_width = width - labels.left - scale.margin
    ends = [_end(row["amount"]) for row in records]
    furthest = _furthest(records, ends, plot_width, scale.label, labels.numbers)
    pale = {kind(row["status"]) for row in records if _has_band(row["amount"])}
    traces = [
        *_bars(records, colours, hovers, labels),
        *_bounds(records, colours, ends, labels),
        *key(records, ranges=RANGE, pale=pale),
    ]
    height = sum(labels.heights)
    layout = area(height, labels.left, scale.margin, x=[0, furthest]) | {
        "shapes": [
            {
                "type": "line",
                "xref": "x",
                "x0": 0,
                "x1": 0,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {"color": BASELINE, "width": 1},
            }
        ],
        "annotations": [
            text
            for y, row in enumerate(records)
            for text in _texts(y, row, ends[y], labels, scale, bold=bold[y])
        ],
    }
    return {"data": traces, "layout": layout}


@dataclass(frozen=True)
class _Labels:
    """Where names stand: left of the bars, or above them where the picture is narrow.

    The y axis counts pixels from the top, so that rows may differ in height.
    """

    above: bool
    left: int
    texts: list[list[str]]
    numbers: list[str]
    heights: list[float]
    bar: float

    @classmethod
    def lay_out(
        cls,
        records: list[dict],
        bold: list[bool],
        width: int,
        scale: Scale,
        height: int | None,
    ) -> _Labels:
        size = scale.label

        marked = [superscript_width(row.get("note_numbers", ()), size) for row in records]
        widest = max(
            text_width(row["name"], size, bold=focused) + numbers
            for row, focused, numbers in zip(records, bold, marked, strict=True)
        )
        numbers = _numbers(records, width, size)
        longest = max(text_width(number, size, bold=True) for number in numbers)
        above = widest > 0.36 * width or width - widest - longest < 0.4 * width
        room = width - 2 * scale.margin if above else widest + 1
        texts = [
            wrap(row["name"], room - numbers, size, bold=focused)
            for row, focused, numbers in zip(records, bold, marked, strict=True)
        ]
        words = [len(lines) * size * LINE if above else 0 for lines in texts]
        bar, gap = round(size * 1.25), round(size * 0.85)
        if height is not None:
            pitch = (height - sum(words)) / len(records)
            pitch = min(max(pitch, size * TIGHTEST), size * LOOSEST)
            bar = round(pitch * bar / (bar + gap))
            gap = pitch - bar
        left = scale.margin if above else math.ceil(scale.margin + widest + 10)
        return cls(above, left, texts, numbers, [room + bar + gap for room in words], bar)

    def middle(self, y: int) -> float:
        """Return where the bar of row `y` has its middle, in pixels from the top."""
        top = sum(self.heights[:y])
        if not self.above:
            return top + self.heights[y] / 2
        return top + self.heights[y] - self.bar / 2 - 4

    def top(self, y: int) -> float:
        """Return where the name above row `y` begins."""
        return sum(self.heights[:y])


def _numbers(records: list[dict], width: int, size: float) -> list[str]:
    """Print the amounts; where one is too long for the picture, leave its drawn bounds unsaid."""
    full = [row["amount"].label() for row in records]
    if max(text_width(number, size, bold=True) for number in full) <= 0.4 * width:
        return full
    return [row["amount"].label(bounds=False) for row in records]


def _end(amount: Quantity) -> float:
    """Where the last mark of a row stands: its upper end, or the lower one when that is open."""
    return amount.most if math.isfinite(amount.most) else amount.least


def _arrow(amount: Quantity) -> int:
    return 16 if math.isinf(amount.most) else 0


def _furthest(
    records: list[dict], ends: list[float], plot_width: float, size: float, numbers: list[str]
) -> float:
    """Return the end of the x axis at which the longest bar and its number both fit."""
    furthest = 0.0
    for row, end, number in zip(records, ends, numbers, strict=True):
        text = text_width(number, size, bold=True) + 10 + _arrow(row["amount"])
        furthest = max(furthest, end * plot_width / max(plot_width - text, plot_width * 0.1))
    return furthest or 1.0


def _bars(
    records: list[dict], colours: list[str], hovers: Sequence[str], labels: _Labels
) -> Iterator[dict]:
    kinds = [kind(row["status"]) for row in records]
    # plotly ignores a list of hatching colours, so each fill is a trace of its own
    for group, colour in product(KINDS, (HIGHLIGHT, OTHERS)):
        at = [y for y in range(len(records)) if (kinds[y], colours[y]) == (group, colour)]
        if at:
            yield {
                "type": "bar",
                "orientation": "h",
                "x": [_solid(records[y]["amount"]) for y in at],
                "y": [labels.middle(y) for y in at],
                "width": labels.bar,
                "marker": fill(group, colour),
                "customdata": [records[y]["figure_id"] for y in at],
                "hovertext": [hovers[y] for y in at],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "showlegend": False,
            }


def _solid(amount: Quantity) -> float:
    """How far the bar itself reaches: the value, else the lower bound, else nowhere."""
    return amount.value if amount.value is not None else (amount.low or 0)


def _bounds(
    records: list[dict], colours: list[str], ends: list[float], labels: _Labels
) -> Iterator[dict]:
    """Draw what lies between the bounds: a pale band closed by a line, or open with an arrow."""
    for y, row in enumerate(records):
        amount: Quantity = row["amount"]
        middle, half = labels.middle(y), labels.bar / 2
        own = {"hoverinfo": "skip", "showlegend": False}
        if math.isinf(amount.most):
            yield {
                "type": "scatter",
                "mode": "markers",
                "x": [amount.least],
                "y": [middle],
                "marker": {"symbol": "triangle-right", "size": 11, "color": colours[y]},
                "cliponaxis": False,
                "customdata": [row["figure_id"]],
                **own,
            }
            continue
        if amount.high is None and amount.low is None:
            continue
        low = _solid(amount) if amount.low is None else amount.low
        caps = [end for end in (amount.low, amount.high) if end is not None]
        yield {
            "type": "bar",
            "orientation": "h",
            "base": [low],
            "x": [ends[y] - low],
            "y": [middle],
            "width": labels.bar * (0.5 if amount.value is not None else 1),
            "marker": fill(kind(row["status"]), colours[y], faint=True),
            "customdata": [row["figure_id"]],
            **own,
        }
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [x for cap in caps for x in (cap, cap, None)],
            "y": [end for _ in caps for end in (middle - half, middle + half, None)],
            "line": {"color": colours[y], "width": 2.5},
            "cliponaxis": False,
            "customdata": [row["figure_id"]] * 3 * len(caps),
            **own,
        }


def _has_band(amount: Quantity) -> bool:
    return amount.high is not None and amount.high != _solid(amount)


def _texts(
    y: int, row: dict, end: float, labels: _Labels, scale: Scale, *, bold: bool
) -> Iterator[dict]:
    """Set the name of a row and its amount."""
    name = "<br>".join(plain(line) for line in labels.texts[y])
    name = (f"<b>{name}</b>" if bold else name) + superscript(row.get("note_numbers", ()))
    number = plain(labels.numbers[y])
    where = (
        {"xanchor": "left", "y": labels.top(y), "yanchor": "top"}
        if labels.above
        else {"xanchor": "right", "xshift": -10, "y": labels.middle(y), "yanchor": "middle"}
    )
    common = {"showarrow": False, "borderpad": 0, "font": {"size": scale.label, "color": INK}}
    common["name"] = row["figure_id"]  # whose label it is
    yield {"text": name, "x": 0, "align": "left", **where, **common}
    yield {
        "text": f"<b>{number}</b>" if bold else number,
        "x": end,
        "xanchor": "left",
        "xshift": 5 + _arrow(row["amount"]),
        "y": labels.middle(y),
        "yanchor": "middle",
        **common,
    }
