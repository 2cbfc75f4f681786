"""The rule of sources that were not read themselves: it says in which page they were read."""

from __future__ import annotations

from headcount.caveats.note import Note
from headcount.caveats.view import View
from headcount.core.wording import capital, cardinal, fitting, listed
from headcount.figures.names import running, short
from headcount.figures.provenance import Source
from headcount.figures.table import Row

_RULE = "secondhand"
_EACH = 9


def secondhand(view: View) -> list[Note]:
    """Tell which figures, or what they are divided by, were read only where others quote them.

    It speaks of our reading and not of the figures: two that were read so compare as well as any,
    and `compare` gives them the verdict that it would give without this note.
    """
    found = [(row, source) for row in view.rows if (source := _unread(view, row))]
    if not found:
        return []
    rows = [row for row, _ in found]
    wheres: dict[str, list[str]] = {}
    for _, source in found:
        whose = short(view.package, source["publisher"])
        known = wheres.setdefault(running(view.package, source["read_in"]), [])
        if whose not in known:
            known.append(whose)
    each = "; ".join(
        f"{listed([running(view.package, one) for one in whose])}, in {where}"
        for where, whose in wheres.items()
    )
    one = [
        f"{capital(listed(whose))}: read via {where}, not in the original."
        for where, whose in wheres.items()
    ]
    all_read = len(rows) == len(view.rows)
    share = "all figures"
    if not all_read:
        share = f"{cardinal(len(rows))} of {cardinal(len(view.rows))} figures"
    text = fitting(
        *(one if len(one) == 1 else []),
        f"Read secondhand: {each}.",
        f"We read {share} where others quote them, not in the original.",
    )
    titles = {source["short_title"]: source["read_in"] for _, source in found}
    long = " ".join(
        f"We read {running(view.package, title)} as quoted by {running(view.package, where)}, "
        "not in the original."
        for title, where in list(titles.items())[:_EACH]
    )
    return [Note.on(rows, text, long, _RULE)]


def _unread(view: View, row: Row) -> Source | None:
    """Return the source of a row, or else of its base, if it was read only in another one."""
    base = view.base.get(row["figure_id"])
    both = [row, *([base] if base is not None else [])]
    sources = (view.facts.sources[one["source_id"]] for one in both)
    return next((source for source in sources if source.get("read_in")), None)
