"""The words around a figure: headline, deck, key, notes, source line, credit and alt text.

They are part of the figure, so a copy of the picture by any route keeps them. Each width has its
own layout: text is wrapped by font metrics, and the figure grows to hold it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from headcount.caveats import Note
from headcount.figures.provenance import BETWEEN
from headcount.render.scene import (
    DIAMOND,
    Drawn,
    Entry,
    Mark,
    Plot,
    Rect,
    Scene,
    Sign,
    TextBlock,
    runs,
)
from headcount.render.style import BLACK, INK, MUTED, Scale
from headcount.render.typesetting import LINE, measure, wrap_evenly, wrap_full

KEY_GAP = 5  # around an entry of the key, and between its sign and its name
KEY_SIGN = 14  # the room for the swatch or the sign
KEY_SIDE = 12  # of a swatch
KEY_INSET = KEY_GAP + (KEY_SIGN - KEY_SIDE) / 2  # how far inside its entry a swatch begins
_FOOT = 0.37  # how far under the middle of a row its letters stand, in sizes of their type
_AIR = 3  # under a row
_LEAST = 16  # the height of a row, at least
_MEASURE = 68  # longest comfortable line of a note, in sizes of its type
_TWO_COLUMNS = 900  # pixels; in less, two columns are too narrow to read
_ONE_COLUMN = 3  # as many notes, or lines of sources, stand in one column at any width
_GUTTER = 32
_STEP, _PART, _NOTES, _SOURCE = 8, 16, 20, 12  # see `headcount.render.style.Scale`


@dataclass(frozen=True, slots=True)
class ChartWords:
    """Every word of a chart that stands outside its marks."""

    headline: str
    deck: str
    notes: tuple[Note, ...]
    source_line: str
    credit: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one size and color, with the space above them."""

    lines: list[str]
    size: int
    color: str = INK
    bold: bool = False
    above: int = 0
    number: str = ""
    hang: float = 0.0

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LINE


def lay_out(
    plot: Plot,
    words: ChartWords,
    width: int,
    height: int = 0,
    *,
    descriptions: Mapping[str, str] | None = None,
) -> Scene:
    """Return a plot with the words around it, laid out for `width` pixels.

    Parameters
    ----------
    plot
        Drawn for the same width.
    words
        What stands around it.
    width
        Pixels; at least 280.
    height
        Pixels to fill: where plot and words leave some, they stand between the two.
    descriptions
        What each figure says when it is pointed at, by its `figure_id`.

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

    head = [
        _block(words.headline, room, scale.headline, bold=True),
        _block(words.deck, room, scale.deck, color=MUTED, above=_STEP),
    ]
    rows = [
        _note_columns(words.notes, room, scale),
        _source_columns(words.source_line, room, scale),
        [[_small(words.credit, room, scale, above=3)]],
    ]
    heights = [max(map(_height, columns)) for columns in rows]

    key_top = scale.margin + _height(head) + _PART - KEY_GAP
    key, key_height = set_key(plot.entries, room, key_top, scale)
    top = round(key_top + (key_height + _PART - KEY_GAP if key else KEY_GAP))
    tall = math.ceil(round(plot.height, 3))
    bottom = top + tall
    height = max(bottom + math.ceil(round(sum(heights) + scale.margin, 3)), height)

    def at(y: float) -> float:
        """Spread the plot over whole points, from its foot up."""
        return top + (1 - (plot.height - y) / plot.height) * tall

    under = height - scale.margin - sum(heights)
    texts = [*_set(head, scale.margin, scale.margin)]
    for columns, high in zip(rows, heights, strict=True):
        for place, blocks in enumerate(columns):
            texts += _set(blocks, scale.margin + place * (_half(room) + _GUTTER), under)
        under += high
    marks = tuple(sorted(plot.marks, key=is_over_areas))
    return Scene(
        **vars(replace(plot, marks=marks).placed(at)) | {"height": height},
        width=width,
        top=top,
        bottom=bottom,
        key_top=key_top,
        key=key,
        words=tuple(texts),
        descriptions=descriptions or {},
    )


def in_black(scene: Scene) -> Scene:
    """Return a scene with all of its text in black alone, as paper needs it.

    Grey type is printed as dots, and loses its edges.
    """

    def black(those: Sequence[Drawn]) -> tuple[Drawn, ...]:
        return tuple(
            replace(one, color=BLACK) if isinstance(one, TextBlock) else one for one in those
        )

    return replace(
        scene, labels=black(scene.labels), words=black(scene.words), key=black(scene.key)
    )


def is_over_areas(mark: Mark) -> bool:
    """Whether a mark lies over the areas of its plot, as all do that are none."""
    return not isinstance(mark, Rect)


def _block(
    text: str, room: float, size: int, *, color: str = INK, bold: bool = False, above: int = 0
) -> _Block:
    set_in_lines = wrap_evenly if bold else wrap_full  # a headline's lines are of one length
    lines = set_in_lines(text, room, size, bold=bold) if text else []
    return _Block(lines, size, color, bold, above)


def _small(text: str, room: float, scale: Scale, *, above: int) -> _Block:
    """Set the source line or the credit."""
    width = min(room, scale.note * _MEASURE)
    return _block(text, width, scale.note, color=MUTED, above=above)


def _half(room: float) -> float:
    """Return how wide one of two columns is."""
    return (room - _GUTTER) / 2


def _note_columns(notes: Sequence[Note], room: float, scale: Scale) -> list[list[_Block]]:
    """Set the notes in one column, or in two of even height where the picture is wide."""
    is_wide = room >= _TWO_COLUMNS and len(notes) > _ONE_COLUMN
    width = min(_half(room) if is_wide else room, scale.note * _MEASURE)
    widest = max((note.number or 0 for note in notes), default=0)
    hang = measure(f"{widest} ", scale.note) + 2 if widest else 0.0
    blocks = [
        replace(
            _block(note.text, width - hang * bool(note.number), scale.note, above=3),
            number=str(note.number or ""),
            hang=hang if note.number else 0.0,
        )
        for note in notes
    ]
    if blocks:
        blocks[0] = replace(blocks[0], above=_NOTES)
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
    whole = _small(line, room, scale, above=_SOURCE)
    sources = line.split(BETWEEN)
    if room < _TWO_COLUMNS or len(whole.lines) <= _ONE_COLUMN or len(sources) == 1:
        return [[whole]]
    halves = (
        (BETWEEN.join(sources[:at]), BETWEEN.join(sources[at:])) for at in range(1, len(sources))
    )
    first, second = min(halves, key=lambda both: abs(len(both[0]) - len(both[1])))
    texts = (f"{first}{BETWEEN}", second)
    return [[_small(text, _half(room), scale, above=_SOURCE)] for text in texts]


def _height(blocks: list[_Block]) -> float:
    return sum(block.above + block.height for block in blocks)


def _set(blocks: list[_Block], left: float, top: float) -> Iterator[TextBlock]:
    """Hang blocks of text under each other."""
    for block in blocks:
        top += block.above
        if block.number:
            yield TextBlock(runs([block.number]), left, top, block.size, block.color)
        if any(block.lines):
            yield TextBlock(
                runs(block.lines, bold=block.bold), left + block.hang, top, block.size, block.color
            )
        top += block.height


def set_key(
    entries: Sequence[Entry], room: float, top: float, scale: Scale
) -> tuple[tuple[Rect | Sign | TextBlock, ...], float]:
    """Set the entries of a key, of each its swatch or sign and its name; say how high that is."""
    size, left = scale.label, scale.margin - KEY_INSET
    high = max(size * LINE, _LEAST) + _AIR
    places = key_places([entry.name for entry in entries], room, size)
    found: list[Rect | Sign | TextBlock] = []
    for entry, (across, row) in zip(entries, places, strict=True):
        start, middle = left + across + KEY_GAP, top + KEY_GAP + high / 2 + row * high
        x, half = start + KEY_SIGN / 2, KEY_SIDE / 2
        if entry.shape:  # a diamond reaches further than its size
            side = min(entry.size, KEY_SIGN / (DIAMOND if entry.shape == "diamond" else 1))
            found.append(Sign(entry.shape, x, middle, side, entry.fill))
        else:
            box = (x - half, middle - half, x + half, middle + half)
            found.append(Rect(*box, entry.fill))
        foot = middle + _FOOT * size
        name = runs([entry.name])
        found.append(TextBlock(name, start + KEY_SIGN + KEY_GAP, foot, size, INK, across="foot"))
    rows = 1 + max((row for _, row in places), default=-1)
    return tuple(found), rows * high + KEY_GAP


def key_width(name: str, size: int) -> float:
    """Return how wide an entry of the key is: its sign, its name, and what is around them."""
    return measure(name, size) + KEY_SIGN + 3 * KEY_GAP


def key_places(names: Sequence[str], room: float, size: int) -> list[tuple[float, int]]:
    """Return where the entries of a key stand: how far from its left edge, and in which row.

    They stand side by side at their own widths, in as few rows as hold them.

    Examples
    --------
    >>> [row for _, row in key_places(["Confirmed", "Estimated", "Claimed"], 250, 13)]
    [0, 0, 1]
    """
    places: list[tuple[float, int]] = []
    across, row = 0.0, 0
    for name in names:
        wide = key_width(name, size)
        if across and across + wide > room:
            across, row = 0.0, row + 1
        places.append((across, row))
        across += wide
    return places
