"""The rule `one-origin`: sources that look independent rest on the same one."""

from __future__ import annotations

from headcount.caveats.note import Note
from headcount.caveats.view import Row, Thing, View
from headcount.core.wording import cardinal, fitting, listed
from headcount.figures.names import short
from headcount.figures.origins import Origin, origins

RULE = "one-origin"
_WEIGHT = 5.0


def one_origin(view: View) -> list[Note]:
    """Tell which publishers in view repeat one origin about one and the same subject.

    One source for two countries is no flaw but the best that a comparison can have.
    """
    groups: dict[Thing, list[Row]] = {}
    for row in view.numbered:
        groups.setdefault(view.facts.whose(row), []).append(row)
    return [
        _note(view, origin)
        for rows in groups.values()
        if len(rows) > 1
        for origin in origins(view.package, rows)
        if origin.is_shared
    ]


def _note(view: View, origin: Origin) -> Note:
    whose = short(view.package, origin.name)
    names = listed([short(view.package, one) for one in origin.publishers if one != origin.name])
    count = cardinal(len(origin.publishers))
    goes = "go" if len(set(origin.publishers) - {origin.name}) > 1 else "goes"
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
    return Note(None, text, long, origin.figures, RULE, _WEIGHT)
