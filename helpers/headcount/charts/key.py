"""What the fills mean, in the key: entries without a mark."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from headcount.figures.status import KEY_WORDS, KINDS, kind
from headcount.render.style import OTHERS, fill


def key(
    rows: Iterable[Mapping[str, Any]],
    *,
    ranges: str = "",
    pale: Collection[str] = (),
    color: str = OTHERS,
) -> Iterator[dict[str, Any]]:
    """Yield an entry for each kind of status in view, and one for the pale bands.

    Parameters
    ----------
    rows
        What is drawn, each with its `status`.
    ranges
        What a pale band means, in words.
    pale
        The kinds of status that have one.
    color
        One of those that have a tint.

    Examples
    --------
    >>> claimed = [{"status": "claimed"}]
    >>> [entry["name"] for entry in key(claimed, ranges="Range stated", pale={"said"})]
    ['Claimed, offered or planned', 'Range stated']
    """
    present = {kind(row["status"]) for row in rows}
    entries = {KEY_WORDS[group]: fill(group, color) for group in KINDS if group in present}
    if pale:
        # bands of estimates are hatched, all others alike
        look = "estimated" if "estimated" in pale else "said"
        entries[ranges] = fill(look, color, faint=True)
    for name, marker in entries.items():
        yield {
            "type": "bar",
            "x": [None],
            "y": [None],
            "name": name,
            "showlegend": True,
            "marker": marker,
        }
