"""The marks of a promise chart: bars from zero under each promise, as parts of what was promised."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from helpers.arithmetic import ratio
from helpers.charts.ends import Ends
from helpers.charts.promise.choosing import Chosen, Promise
from helpers.furniture import Drawing
from helpers.status import KEY_WORDS, KINDS, kind
from helpers.style import BASELINE, GUIDE, HIGHLIGHT, INK, MUTED, OTHERS, Scale, fill
from helpers.typesetting import LINE, measure, plain, superscript, superscript_width, wrap
from helpers.wording import capital

LOOSEST = 2.2
"""How much further promises may stand apart to fill a height, in sizes of their label's type."""

BESIDE = 0.45
"""Labels stand to the left of their bars where the longest takes no more of the width."""


def draw(chosen: Chosen, hovers: Sequence[str], width: int, height: int | None = None) -> Drawing:
    """Draw the marks of a promise chart; see `helpers.charts.form.Form`.

    A bar reaches from zero to what every reading of the figure has; a pale band closed by a line
    reaches on to an upper bound, an arrow stands where there is none. The length of a promise is
    the number that it names.
    """
    page = _Page.lay_out(chosen, width, height)
    told = dict(zip(chosen.rows["figure_id"], hovers, strict=True))
    bars = [line for line in page.lines if line.ends is not None]
    layout = {
        "height": page.height,
        "margin": {"l": page.left, "r": page.scale.margin},
        "barmode": "overlay",
        "xaxis": {"range": [0, page.furthest], "visible": False, "fixedrange": True},
        "yaxis": {"range": [page.height, 0], "visible": False, "fixedrange": True},
        "shapes": [guide for group in page.groups for guide in _guides(group)],
        "annotations": [text for line in page.lines for text in _texts(page, line)],
    }
    traces = [trace for line in bars for trace in _marks(line, page.bar, told)]
    return {"data": [*traces, *_key(bars)], "layout": layout}


@dataclass(slots=True)
class _Line:
    """One line of words, with the bar that belongs to it, if any.

    Parameters
    ----------
    words
        What it says, wrapped; `notes` stand behind.
    figure, ends, kind, color
        Of its bar: the `figure_id`, its ends as parts of the promise, and its fill.
    share
        What stands at the end of the bar.
    top, middle
        Where the words begin and where the bar has its middle, in pixels from the top.
    """

    words: list[str]
    notes: tuple[int, ...] = ()
    bold: bool = False
    figure: str = ""
    ends: Ends | None = None
    kind: str = ""
    color: str = OTHERS
    share: str = ""
    top: float = 0.0
    middle: float = 0.0


@dataclass(slots=True)
class _Page:
    """Where every line stands; the y axis counts pixels from the top."""

    scale: Scale
    left: int
    beside: bool
    bar: float
    furthest: float
    height: int
    groups: list[list[_Line]] = field(default_factory=list)

    @property
    def lines(self) -> list[_Line]:
        return [line for group in self.groups for line in group]

    @classmethod
    def lay_out(cls, chosen: Chosen, width: int, height: int | None) -> _Page:
        scale = Scale.for_width(width)
        size = scale.label
        room = width - 2 * scale.margin
        rows = {row["figure_id"]: row for row in chosen.rows.to_dict("records")}
        longest = max(_wide(text, notes, size) for text, notes in _labels(chosen, rows))
        beside = longest <= BESIDE * width
        column = longest + 2 if beside else room
        groups = [
            _group(rows, one, one.figure == chosen.focus[0], column, room, size)
            for one in chosen.promises
        ]
        left = math.ceil(scale.margin + column + 10) if beside else scale.margin
        bar = round(size * 0.95)
        top, air = size * 0.5, size * 1.4
        high = sum(_high(line, beside, bar, size) for group in groups for line in group)
        if height is not None:
            spare = (height - top - high - air * (len(groups) - 1)) / max(1, len(groups) - 1)
            air += min(max(0.0, spare), size * LOOSEST)
        for group in groups:
            for line in group:
                _stand(line, top, beside, bar, size)
                top += _high(line, beside, bar, size)
            top += air
        plot = width - left - scale.margin
        furthest = _furthest([line for group in groups for line in group], plot, size)
        return cls(scale, left, beside, bar, furthest, math.ceil(top - air + 2), groups)


def _labels(
    chosen: Chosen, rows: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Give the words beside each bar."""
    for promise in chosen.promises:
        yield capital(rows[promise.figure]["known"]), _notes(rows[promise.figure])
        for one in promise.outcomes:
            if one.figure and rows[one.figure]["amount"].is_number:
                yield f"{one.lead}: {rows[one.figure]['known']}", _notes(rows[one.figure])


def _notes(row: Mapping[str, Any]) -> tuple[int, ...]:
    return row.get("note_numbers", ())


def _wide(text: str, notes: tuple[int, ...], size: float) -> float:
    return measure(text, size) + superscript_width(notes, size)


def _group(
    rows: Mapping[str, Mapping[str, Any]],
    promise: Promise,
    about: bool,
    column: float,
    room: float,
    size: float,
) -> list[_Line]:
    """Set one promise: whom it is of, what was promised, and a line for each outcome."""
    row = rows[promise.figure]
    whole = row["amount"].stated or 1.0
    color = HIGHLIGHT if about else OTHERS

    def line(row: Mapping[str, Any], text: str, share: str = "") -> _Line:
        notes = _notes(row)
        if not row["amount"].is_number:
            return _Line(wrap(text, room - superscript_width(notes, size), size), notes)
        words = wrap(text, column - superscript_width(notes, size), size)
        ends = Ends.of(row["amount"], whole)
        known = kind(row["status"])
        return _Line(words, notes, False, row["figure_id"], ends, known, color, share)

    lines = [
        _Line(wrap(row["whom"], room, size, bold=True), bold=True),
        line(row, capital(row["known"])),
    ]
    for one in promise.outcomes:
        if not one.figure:
            lines.append(_Line(wrap(one.reason, room, size)))
            continue
        come = rows[one.figure]
        lines.append(line(come, f"{one.lead}: {come['known']}", _share(come, row)))
    return lines


def _share(come: Mapping[str, Any], promised: Mapping[str, Any]) -> str:
    """Say which part of the promise came; nothing where the bounds leave all open."""
    if not (come["amount"].is_number and promised["amount"].is_number):
        return ""
    if promised["amount"].most <= 0:
        return ""
    found = ratio(come["amount"], promised["amount"])
    return "" if found.is_open else found.percent()


def _high(line: _Line, beside: bool, bar: float, size: float) -> float:
    words = len(line.words) * size * LINE
    if line.ends is None:
        return words + size * 0.25
    return max(words, bar) + size * 0.35 if beside else words + bar + size * 0.75


def _stand(line: _Line, top: float, beside: bool, bar: float, size: float) -> None:
    words = len(line.words) * size * LINE
    line.top = top
    line.middle = top + (max(words, bar) / 2 if beside else words + size * 0.2 + bar / 2)


def _furthest(lines: list[_Line], plot: float, size: float) -> float:
    """Return the end of the x axis at which each bar and what stands at its end fit."""
    furthest = 1.0
    for line in lines:
        if line.ends is not None:
            text = (measure(line.share, size) + 8 if line.share else 0) + _arrow(line.ends) + 3
            furthest = max(furthest, line.ends.most * plot / max(plot - text, plot * 0.1))
    return furthest


def _arrow(ends: Ends) -> int:
    return 16 if ends.is_open else 0


def _marks(line: _Line, bar: float, told: Mapping[str, str]) -> Iterator[dict]:
    ends = line.ends or Ends(None, 0.0, None)
    own = {"customdata": [line.figure], "showlegend": False}
    silent = {"hoverinfo": "skip"}
    speaks = {"hovertext": [told[line.figure]], "hovertemplate": "%{hovertext}<extra></extra>"}
    laid = {"type": "bar", "orientation": "h", "y": [line.middle], "width": bar}
    if ends.sure or ends.most <= ends.sure:
        yield {**laid, "x": [ends.sure], "marker": fill(line.kind, line.color), **own, **speaks}
    if ends.most > ends.sure:
        yield {
            **laid,
            "base": [ends.sure],
            "x": [ends.most - ends.sure],
            "marker": fill(line.kind, line.color, faint=True),
            **own,
            **(silent if ends.sure else speaks),
        }
    if ends.caps:
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [x for cap in ends.caps for x in (cap, cap, None)],
            "y": [
                y for _ in ends.caps for y in (line.middle - bar / 2, line.middle + bar / 2, None)
            ],
            "line": {"color": line.color, "width": 2.5},
            **own | {"customdata": [line.figure] * 3 * len(ends.caps)},
            **silent,
        }
    if ends.is_open:
        yield {
            "type": "scatter",
            "mode": "markers",
            "x": [ends.most],
            "y": [line.middle],
            "marker": {"symbol": "arrow-right", "size": 11, "color": line.color},
            "cliponaxis": False,
            **own,
            **silent,
        }


def _guides(group: list[_Line]) -> Iterator[dict]:
    """Draw the zero of a promise and, behind what came, how long the promise is."""
    bars = [line for line in group if line.ends is not None]
    ends = {"y0": bars[0].middle - 8, "y1": bars[-1].middle + 8}
    for x, color in ((0, BASELINE), (1, GUIDE)):
        line = {"color": color, "width": 1}
        yield {"type": "line", "x0": x, "x1": x, "layer": "below", "line": line, **ends}


def _key(lines: list[_Line]) -> Iterator[dict]:
    """Say what the fills mean, for the kinds in view: entries of the key without a mark."""
    present = {line.kind for line in lines}
    entries = {KEY_WORDS[of]: fill(of, OTHERS) for of in KINDS if of in present}
    if any(line.ends and line.ends.most > line.ends.sure for line in lines):
        entries["Range or ceiling stated"] = fill("estimated", OTHERS, faint=True)
    for name, marker in entries.items():
        yield {
            "type": "bar",
            "x": [None],
            "y": [None],
            "name": name,
            "showlegend": True,
            "marker": marker,
        }


def _texts(page: _Page, line: _Line) -> Iterator[dict]:
    """Set the words of a line to the left of its bar or above it, and its share at the end."""
    size = page.scale.label
    common = {"showarrow": False, "borderpad": 0, "font": {"size": size, "color": INK}}
    words = "<br>".join(plain(part) for part in line.words)
    yield {
        **common,
        "text": (f"<b>{words}</b>" if line.bold else words) + superscript(line.notes),
        "x": 0,
        "xanchor": "left",
        "xshift": page.scale.margin - page.left,
        "align": "left",
        "y": line.top,
        "yanchor": "top",
        "font": {"size": size, "color": INK if line.bold or line.ends else MUTED},
    }
    if line.share and line.ends is not None:
        yield {
            **common,
            "text": plain(line.share),
            "x": line.ends.most,
            "xanchor": "left",
            "xshift": 6 + _arrow(line.ends),
            "y": line.middle,
            "yanchor": "middle",
        }
