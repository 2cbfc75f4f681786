"""The rule `overlap`: figures in which some are counted twice must not be added up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from headcount.caveats.facts import Thing
from headcount.caveats.kinship import crosses, is_one_publisher, is_part
from headcount.caveats.note import Note
from headcount.caveats.view import View
from headcount.core.wording import cardinal, fitting
from headcount.figures.table import Row


def overlap(view: View) -> list[Note]:
    """Tell which figures in view count some of the same, where the one is no share of the other.

    Two cuts of one whole by different dimensions; two spans that share months; a part by one
    publisher beside a whole by another. A part beside its whole by one publisher is a share.
    """
    pairs = list(_pairs(view))
    if not pairs:
        return []
    first, *rest = (f"{view.call(one)} and {view.call(other)}" for one, other in pairs)
    more = f", or {rest[0]}" if len(rest) == 1 else ""
    others = f" So do {cardinal(len(rest))} more pairs." if len(rest) > 1 else ""
    text = fitting(
        f"Do not add {first}{more}: they overlap.{others}",
        "Do not add these figures: some of them overlap.",
    )
    each = "; ".join(f"{view.name(a)} and {view.name(b)}" for a, b in pairs[:9])
    rows = {row["figure_id"]: row for pair in pairs for row in pair}
    return [Note.on(rows.values(), text, f"{text} {each}.", "overlap")]


def _pairs(view: View) -> Iterator[tuple[Row, Row]]:
    """Yield each two figures that count some of the same.

    Only figures of one unit, or of measures that belong together, can: others are not asked.
    """
    groups: dict[object, list[Row]] = {}
    for row in view.numbered:
        if not view.facts.is_ahead(row):
            groups.setdefault(_group(view, row), []).append(row)
    for rows in groups.values():
        counts = [_count(view, row) for row in rows]
        for (one, a), (other, b) in combinations(zip(rows, counts, strict=True), 2):
            if a and a == b:
                continue
            part = is_part(view.facts, one, other) or is_part(view.facts, other, one)
            parted = part and not is_one_publisher(view.facts, one, other)
            if parted or crosses(view.facts, one, other):
                yield one, other


def _count(view: View, row: Row) -> Thing | None:
    """Return what a stock counts: of two stocks of one thing neither is in the other."""
    is_stock = not row.get("part_of") and view.facts.flow(row) != "flow"
    return view.facts.thing(row) if is_stock else None


def _group(view: View, row: Row) -> object:
    """Return what two figures have in common, one of which may hold some of the other."""
    if view.is_pair:
        return ""
    cuts = view.facts.cuts[row["table"]]
    return (row["table"], row["unit"], *(row[name] for name, whole in cuts.items() if not whole))
