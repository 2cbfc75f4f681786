"""The rule `different-measures`: the figures do not count the same kind of thing."""

from __future__ import annotations

from headcount.caveats.note import Note
from headcount.caveats.rules.overlap import overlap
from headcount.caveats.view import Row, View
from headcount.core.wording import fitting, listed

RULE = "different-measures"
_WEIGHT = 500.0


def different_measures(view: View) -> list[Note]:
    """Tell of measures that are mixed, and of one word that means different things by source.

    A part held against its own whole is no mixing: it is the share that a whole is counted for.
    """
    if view.is_pair and overlap(view):
        return []
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in view.numbered:
        for column in view.facts.measures[row["table"]]:
            if row[column]:
                groups.setdefault((row["table"], column), []).append(row)
    return [
        note
        for (table, column), rows in groups.items()
        for note in (_mixed(view, table, column, rows) or _moving(view, column, rows))
    ]


def _mixed(view: View, table: str, column: str, rows: list[Row]) -> list[Note]:
    labels = list(
        dict.fromkeys(view.package.label((table, column), value) for value in _values(column, rows))
    )
    if len(labels) < 2:
        return []
    quoted = [f"“{label}”" for label in labels]
    text = fitting(
        f"Different measures: {listed(quoted)}.",
        f"Different measures: {quoted[0]} beside {quoted[1]}.",
        f"Different measures: {len(labels)} kinds are mixed.",
    )
    meant = {row[column]: view.facts.said_of(row, column).get("description", "") for row in rows}
    each = " ".join(f"{label}: {what}" for label, what in zip(labels, meant.values(), strict=True))
    return [_note(text, f"{text} {each}", rows)]


def _moving(view: View, column: str, rows: list[Row]) -> list[Note]:
    """Tell of one word with several definitions, where the descriptor warns of that."""
    if not any(view.facts.said_of(row, column).get("varies") for row in rows):
        return []
    meanings: dict[str, Row] = {}
    for row in rows:
        meanings.setdefault(row["definition"], row)
    if len(meanings) < 2:
        return []
    label = view.facts.said_of(rows[0], column)["label"]
    text = fitting(
        f"“{label}” means {len(meanings)} different things here: {view.called(meanings.values())}.",
        f"“{label}” means {len(meanings)} different things here.",
    )
    each = " ".join(f"{view.short_title(row)}: {what}" for what, row in list(meanings.items())[:9])
    return [_note(text, f"{text} {each}", rows)]


def _values(column: str, rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(row[column] for row in rows))


def _note(text: str, long: str, rows: list[Row]) -> Note:
    return Note(None, text, long, tuple(row["figure_id"] for row in rows), RULE, _WEIGHT)
