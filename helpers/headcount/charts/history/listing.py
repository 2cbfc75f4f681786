"""The list below a history: what its letters mean, in columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from headcount.charts.axis import label
from headcount.charts.history.selection import Series
from headcount.render.style import INK, Scale
from headcount.render.typesetting import LINE, measure, plain, superscript, superscript_width, wrap

_COLUMN = 24  # at least so wide, in sizes of type
_BETWEEN = 1.5

Listed = tuple[str, Series, tuple[int, ...]]


def set_list(
    listed: Sequence[Listed], told: Mapping[tuple[str, ...], str], width: float, scale: Scale
) -> tuple[list[dict[str, Any]], float]:
    """Set letters and the names of series in columns.

    Parameters
    ----------
    listed
        Of each entry the letter, the series and its notes.
    told
        What is said of the figures of a series, where it has several.
    width
        Pixels across.
    scale
        The sizes of type.

    Returns
    -------
    tuple
        Annotations whose `x` and `y` are pixels from the top left corner of the list, and how high
        it is.
    """
    if not listed:
        return [], 0.0
    size = scale.note
    columns = max(1, min(len(listed), int(width // (size * _COLUMN))))
    indent = max(measure(letter, size, bold=True) for letter, _, _ in listed) + size * 0.6
    room = width / columns - size * _BETWEEN
    deep = -(-len(listed) // columns)
    texts, lowest = [], 0.0
    for column in range(columns):
        top = 0.0
        for letter, series, notes in listed[column * deep : (column + 1) * deep]:
            wide = max(room - indent - superscript_width(notes, size), room / 3)
            lines = wrap(series.label, wide, size)
            words = "<br>".join(plain(line) for line in lines) + superscript(notes)
            texts.append(
                {
                    "text": f"<b>{letter}</b>\u2002{words}",
                    "x": column * width / columns,
                    "y": top,
                    "xanchor": "left",
                    "yanchor": "top",
                    "align": "left",
                    **label(size, INK, series.figures[-1], told.get(series.figures, "")),
                }
            )
            top += len(lines) * size * LINE + size * 0.25
        lowest = max(lowest, top)
    return texts, lowest
