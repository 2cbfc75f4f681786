"""The rules of where figures come from: one origin for several, a side in the matter, hearsay."""

from __future__ import annotations

from headcount.caveats.note import WEIGHTS, Note
from headcount.caveats.view import Row, View
from headcount.core.wording import capital, cardinal, few, fitting, listed
from headcount.figures.names import short
from headcount.figures.provenance import Origin, origins

_UNKNOWN = "unknown"
_NAMED = 3
_FAR = 2  # hops


def one_origin(view: View) -> list[Note]:
    """Tell which publishers in view repeat one origin about one and the same subject.

    One source for two countries is no flaw but the best that a comparison can have.
    """
    return [
        _one_origin(view, origin)
        for rows in view.by_whose().values()
        if len(rows) > 1
        for origin in origins(view.package, rows)
        if origin.is_shared
    ]


def _one_origin(view: View, origin: Origin) -> Note:
    whose = short(view.package, origin.name)
    others = [one for one in origin.publishers if one != origin.name]
    names = listed([short(view.package, one) for one in others])
    count = cardinal(len(origin.publishers))
    goes = "go" if len(others) > 1 else "goes"
    how = " (by our inference)" if origin.inferred else ""
    text = fitting(
        f"One origin, not {count}: {names} {goes} back to {whose}{how}.",
        f"One origin, not {count}: {whose}{how}.",
        f"One origin behind {count} publishers{how}.",
    )
    long = (
        f"{names} {goes} back to {whose}{how}. That they agree proves nothing: it is one "
        "estimate, printed several times."
    )
    return Note(None, text, long, origin.figures, "one-origin", WEIGHTS["one-origin"])


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
    return [Note.on(rows, text, long, "party-to-the-conflict")]


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


def hearsay(view: View) -> list[Note]:
    """Tell which figures came to us through two or more others, or from nobody who is named."""
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
    return [Note.on(rows, text, f"From origin to page: {ways}.", "hearsay")]


def _way(view: View, row: Row) -> str:
    hops = view.hops(row)
    if not hops:
        return ""
    steps = hops[-1].number
    unnamed = "" if hops[0].named else "origin not named"
    through = f"{cardinal(steps)} hops" if steps >= _FAR else ""
    return ", ".join(filter(None, (through, unnamed)))
