"""The rule `hearsay`: two or more hops from origin to page, or an origin that nobody names."""

from __future__ import annotations

from headcount.caveats.note import Note
from headcount.caveats.view import Row, View
from headcount.core.wording import cardinal, fitting

RULE = "hearsay"
_WEIGHT = 2.0
_FAR = 2


def hearsay(view: View) -> list[Note]:
    """Tell which figures came to us through others, and through how many."""
    found = [(row, how) for row in view.numbered if (how := _way(view, row))]
    if not found:
        return []
    rows = [row for row, _ in found]
    each = "; ".join(f"{view.call(row)}, {how}" for row, how in found[:9])
    # of all figures, a few names and "four more" would hide that it is all of them
    names = [view.called(rows)] if len(rows) < len(view.numbered) else []
    text = fitting(*(f"Hearsay: {draft}." for draft in (each, *names, view.share(rows))))
    ways = "; ".join(
        f"{view.name(row)}: {' > '.join(hop.speaker for hop in view.hops(row))}" for row in rows[:9]
    )
    ids = tuple(row["figure_id"] for row in rows)
    return [Note(None, text, f"From origin to page: {ways}.", ids, RULE, _WEIGHT)]


def _way(view: View, row: Row) -> str:
    hops = view.hops(row)
    if not hops:
        return ""
    steps = hops[-1].number
    unnamed = "" if hops[0].named else "origin not named"
    through = f"{cardinal(steps)} hops" if steps >= _FAR else ""
    return ", ".join(filter(None, (through, unnamed)))
