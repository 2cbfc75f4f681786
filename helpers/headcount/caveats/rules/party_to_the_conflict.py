"""The rule `party-to-the-conflict`: the origin is a side in the matter, or speaks for one."""

from __future__ import annotations

from headcount.caveats.note import Note
from headcount.caveats.view import Row, View
from headcount.core.wording import capital, few, fitting
from headcount.figures.names import short

RULE = "party-to-the-conflict"
_WEIGHT = 4.0
_UNKNOWN = "unknown"
_NAMED = 3


def party_to_the_conflict(view: View) -> list[Note]:
    """Tell which figures come from somebody who takes a side, and who that is.

    The first in the chain whose stake is known counts; where no chain is recorded, the kind of
    source.
    """
    sides = ((row, _side(view, row)) for row in view.numbered)
    found = [(row, short(view.package, who)) for row, who in sides if who]
    if not found:
        return []
    rows = [row for row, _ in found]
    who, which = few([name for _, name in found], _NAMED), view.called(rows)
    drafts = [who, which, view.share(rows)]
    if all(name not in view.call(row) for row, name in found):
        drafts.insert(0, f"{who} ({which})")
    text = fitting(*(f"The origin has a side in it: {draft}." for draft in drafts))
    each = "; ".join(f"{view.name(row)}: {name}" for row, name in found[:9])
    long = f"{capital(each)}. Who takes a side has a stake in the number."
    return [Note(None, text, long, tuple(row["figure_id"] for row in rows), RULE, _WEIGHT)]


def _side(view: View, row: Row) -> str:
    """Return who takes a side, or nothing."""
    interests = view.facts.lists.get(("attributions", "interest"), {})
    hops = view.hops(row)
    known = next((hop for hop in hops if hop.interest != _UNKNOWN), None)
    if known is not None:
        return known.speaker if interests.get(known.interest, {}).get("takes_sides") else ""
    kinds = view.facts.lists.get(("sources", "kind"), {})
    source = view.facts.sources[row["source_id"]]
    speaks = not hops and kinds.get(source["kind"], {}).get("takes_sides")
    return source["publisher"] if speaks else ""
