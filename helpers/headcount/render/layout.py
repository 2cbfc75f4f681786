"""The words around a figure: headline, deck, key, notes, source line, credit and alt text.

They are part of the figure, so a copy of the picture by any route keeps them. Each width has its
own layout: text is wrapped by font metrics, and the figure grows to hold it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from headcount.caveats import Note
from headcount.figures.provenance import BETWEEN
from headcount.render.style import INK, MUTED, TEMPLATE, Scale
from headcount.render.typesetting import LINE, measure, plain, wrap_full

Drawing = dict[str, Any]
"""A plotly figure as plain data: `data` and `layout`.

To make a `plotly.graph_objects.Figure` takes as long as all the rest of a chart; an explorer, which
draws anew at each change, does without.
"""

# Plotly's measures of a key, in pixels, so that its own and an engraved one stand in one place.
KEY_GAP = 5  # around an entry, and between its sign and its name
KEY_SIGN = 30  # the room for the swatch or the sign
KEY_SIDE = 12  # of a swatch
KEY_INSET = KEY_GAP + (KEY_SIGN - KEY_SIDE) / 2  # how far inside its entry a swatch begins
_MEASURE = 68  # longest comfortable line of a note, in sizes of its type
_TWO_COLUMNS = 900  # pixels; in less, two columns are too narrow to read
_ONE_COLUMN = 3  # as many notes, or lines of sources, stand in one column at any width
_GUTTER = 32


@dataclass(frozen=True, slots=True)
class Words:
    """Every word of a chart that stands outside its marks."""

    headline: str
    deck: str
    notes: tuple[Note, ...]
    source_line: str
    credit: str
    alt: str


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one size and colour, with the space above them."""

    lines: list[str]
    size: int
    colour: str = INK
    bold: bool = False
    above: int = 0

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LINE


def frame(marks: Drawing, words: Words, width: int, height: int = 0) -> Drawing:
    """Return marks with their furniture, laid out for `width` pixels.

    Parameters
    ----------
    marks
        Marks alone, drawn for the same width: `layout.height` is the height of the marks, and
        `layout.margin` the room they need for their own labels. Traces that are in the key have
        `showlegend`.
    words
        The furniture.
    width
        Pixels; at least 280.
    height
        Pixels to fill: where marks and words leave some, they stand between the two.

    Returns
    -------
    dict
        A new drawing. `layout.width` and `layout.height` are set; `layout.meta` holds the words,
        so that they travel with its JSON, and as `labels` how many of its annotations, the first
        ones, are the marks' own.

    Raises
    ------
    ValueError
        When `width` is too small to set a line, or the source line is empty.
    """
    if width < 280:
        raise ValueError(f"a chart needs at least 280 pixels, not {width}")
    if not words.source_line:
        raise ValueError("a chart without a source cannot be shown")
    scale = Scale.for_width(width)
    room = width - 2 * scale.margin

    names = [trace["name"] for trace in marks["data"] if trace.get("showlegend")]
    key_rows = 1 + max((row for _, row in key_places(names, room, scale.label)), default=-1)
    head = [
        _block(words.headline, room, scale.headline, bold=True),
        _block(words.deck, room, scale.deck, colour=MUTED, above=round(scale.deck * 0.4)),
    ]
    rows = [
        _note_columns(words.notes, room, scale),
        _source_columns(words.source_line, room, scale),
        [[_small(words.credit, room, scale, above=0.25)]],
    ]
    heights = [max(map(_height, columns)) for columns in rows]

    key_top = scale.margin + _height(head) + scale.label * 0.7
    key_height = key_rows * scale.label * 1.7
    top = round(key_top + key_height + scale.label * (0.5 if key_rows else 0))
    bottom = math.ceil(round(sum(heights) + scale.margin, 3))

    own = marks["layout"]["margin"]
    tall = math.ceil(round(marks["layout"]["height"], 3))
    bottom = max(bottom, height - top - tall)
    left = scale.margin - own["l"]
    spare = sum(heights) + scale.margin - bottom
    labels = marks["layout"].get("annotations", [])
    layout = marks["layout"] | {
        "template": TEMPLATE,
        "width": width,
        "height": top + tall + bottom,
        "margin": own | {"t": top, "b": bottom, "pad": 0, "autoexpand": False},
        "meta": {
            **marks["layout"].get("meta", {}),
            "labels": len(labels),
            "headline": words.headline,
            "deck": words.deck,
            "notes": [{"number": note.number, "text": note.text} for note in words.notes],
            "source_line": words.source_line,
            "credit": words.credit,
            "alt": words.alt,
        },
        "legend": {
            "orientation": "h",
            # in shares of the plot area: only there does plotly give the key the whole width
            "x": (scale.margin - KEY_INSET - own["l"]) / (width - own["l"] - own["r"]),
            "xanchor": "left",
            "y": 1 + (top - key_top) / tall,
            "yanchor": "top",
            "font": {"size": scale.label, "color": INK},
            "itemclick": False,
            "itemdoubleclick": False,
            "itemsizing": "trace",
            "bgcolor": "rgba(0,0,0,0)",
        },
        "annotations": [
            *labels,
            *_set(head, left=left, offset=top - scale.margin, edge=1),
            *(
                text
                for at, columns in enumerate(rows)
                for place, blocks in enumerate(columns)
                for text in _set(
                    blocks,
                    left=left + place * (_half(room) + _GUTTER),
                    offset=spare - sum(heights[:at]),
                    edge=0,
                )
            ),
        ],
    }
    return {"data": marks["data"], "layout": layout}


def _block(text: str, room: float, size: int, **style: object) -> _Block:
    bold = bool(style.get("bold"))
    return _Block(wrap_full(text, room, size, bold=bold) if text else [], size, **style)


def _small(text: str, room: float, scale: Scale, *, above: float) -> _Block:
    """Set the source line or the credit; `above` is in sizes of its type."""
    width = min(room, scale.note * _MEASURE)
    return _block(text, width, scale.note, colour=MUTED, above=round(scale.note * above))


def _half(room: float) -> float:
    """Return how wide one of two columns is."""
    return (room - _GUTTER) / 2


def _note_columns(notes: Sequence[Note], room: float, scale: Scale) -> list[list[_Block]]:
    """Set the notes in one column, or in two of even height where the picture is wide."""
    is_wide = room >= _TWO_COLUMNS and len(notes) > _ONE_COLUMN
    width = min(_half(room) if is_wide else room, scale.note * _MEASURE)
    blocks = [
        _block(
            f"{note.number} {note.text}" if note.number is not None else note.text,
            width,
            scale.note,
            above=round(scale.note * 0.25),
        )
        for note in notes
    ]
    if blocks:
        blocks[0] = replace(blocks[0], above=round(scale.note * 1.0))
    if not is_wide:
        return [blocks]
    cut = min(
        range(1, len(blocks)),
        key=lambda at: max(_height(blocks[:at]), _height(blocks[at:])),
    )
    second = [replace(blocks[cut], above=blocks[0].above), *blocks[cut + 1 :]]
    return [blocks[:cut], second]


def _source_columns(line: str, room: float, scale: Scale) -> list[list[_Block]]:
    """Set the source line in one column; a long one in two as even as whole sources make them."""
    whole = _small(line, room, scale, above=0.9)
    sources = line.split(BETWEEN)
    if room < _TWO_COLUMNS or len(whole.lines) <= _ONE_COLUMN or len(sources) == 1:
        return [[whole]]
    halves = (
        (BETWEEN.join(sources[:at]), BETWEEN.join(sources[at:])) for at in range(1, len(sources))
    )
    first, second = min(halves, key=lambda both: abs(len(both[0]) - len(both[1])))
    texts = (f"{first}{BETWEEN}", second)
    return [[_small(text, _half(room), scale, above=0.9)] for text in texts]


def _height(blocks: list[_Block]) -> float:
    return sum(block.above + block.height for block in blocks)


def _set(blocks: list[_Block], *, left: float, offset: float, edge: int) -> Iterator[dict]:
    """Hang blocks of text under each other, from the top (1) or bottom (0) edge of the plot."""
    for block in blocks:
        offset -= block.above
        text = "<br>".join(plain(line) for line in block.lines)
        if text:
            yield {
                "text": f"<b>{text}</b>" if block.bold else text,
                "x": 0,
                "xref": "paper",
                "xanchor": "left",
                "xshift": left,
                "y": edge,
                "yref": "paper",
                "yanchor": "top",
                "yshift": offset,
                "align": "left",
                "showarrow": False,
                "borderpad": 0,
                "font": {"size": block.size, "color": block.colour},
            }
        offset -= block.height


def key_width(name: str, size: int) -> float:
    """Return how wide an entry of the key is: its sign, its name, and what is around them."""
    return measure(name, size) + KEY_SIGN + 3 * KEY_GAP


def key_places(names: Sequence[str], room: float, size: int) -> list[tuple[float, int]]:
    """Return where the entries of a key stand: how far from its left edge, and in which row.

    They stand side by side at their own widths if they all fit `room`; else in columns as wide as
    the widest, which is what plotly does.

    Examples
    --------
    >>> [row for _, row in key_places(["Confirmed", "Estimated", "Claimed"], 250, 13)]
    [0, 0, 1]
    """
    wide = [key_width(name, size) for name in names]
    if sum(wide) <= room:
        return [(sum(wide[:at]), 0) for at in range(len(wide))]
    many = max(1, int(room // max(wide)))
    return [(at % many * max(wide), at // many) for at in range(len(wide))]
