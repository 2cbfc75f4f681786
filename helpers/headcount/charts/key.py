"""What the fills and the signs mean: figures as small squares, and the entries of the key."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from headcount.figures.status import DENIED, KEY_WORDS, KINDS, kind
from headcount.render.scene import NONE, Entry, Fill, Rect, Sign
from headcount.render.style import OTHERS, fill

SIDE = 13.0
"""How wide and how high the square of a figure is, in pixels."""


def tile(
    figure_id: str, status: str, x: float, y: float, color: str, side: float = SIDE
) -> Rect | Sign:
    """Return a figure as a square: paper, tinted or full; crossed out where it is a denial.

    `x` and `y` are its middle, `color` is one of those that have a tint.
    """
    if status == DENIED:
        return Sign("crossed", x, y, side, _crossed(color), figure_id)
    half = side / 2
    return Rect(x - half, y - half, x + half, y + half, fill(kind(status), color), 0, figure_id)


def key(
    statuses: Iterable[str],
    *,
    ranges: str = "",
    pale: Collection[str] = (),
    color: str = OTHERS,
) -> Iterator[Entry]:
    """Yield an entry for each kind of status in view, and one for the pale bands.

    Parameters
    ----------
    statuses
        Those of what is drawn.
    ranges
        What a pale band means, in words.
    pale
        The kinds of status that have one.
    color
        One of those that have a tint.

    Examples
    --------
    >>> [entry.name for entry in key(["claimed"], ranges="Range stated", pale={"said"})]
    ['Claimed, offered or planned', 'Range stated']
    """
    present = {kind(status) for status in statuses}
    yield from (Entry(KEY_WORDS[one], fill(one, color)) for one in KINDS if one in present)
    if pale:
        yield Entry(ranges, fill("said", color, faint=True))


_SAYING = {"said": r"claim|offer|plan|said|say", "estimated": "estimat", "counted": "confirm"}


def needed(entries: Sequence[Entry], words: str) -> tuple[Entry, ...]:
    """Return the entries of a key, but none for a status that is the only one and that words say.

    Examples
    --------
    >>> needed([*key(["estimated"])], "CIA estimates put North Korea fourth")
    ()
    >>> len(needed([*key(["estimated"])], "North Korea is fourth"))
    1
    """
    kinds = [one for one in KINDS if KEY_WORDS[one] in {entry.name for entry in entries}]
    if len(kinds) != 1 or not re.search(_SAYING[kinds[0]], words, re.IGNORECASE):
        return tuple(entries)
    shapes = [entry for entry in entries if entry.shape]
    told = [entry for entry in entries if entry.name != KEY_WORDS[kinds[0]]]
    return tuple(entries if shapes else told)


def tile_key(statuses: Iterable[str], color: str) -> Iterator[Entry]:
    """Yield an entry for each kind of square in view, one for denials among them.

    Examples
    --------
    >>> [entry.name for entry in tile_key(["claimed", "denied"], OTHERS)]
    ['Claimed, offered or planned', 'Denied']
    """
    present = set(statuses)
    yield from key(present - {DENIED}, color=color)
    if DENIED in present:
        yield Entry("Denied", _crossed(color), "crossed", SIDE)


def _crossed(color: str) -> Fill:
    return Fill(NONE, color, 1.5)
