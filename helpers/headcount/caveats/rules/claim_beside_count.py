"""The rule `claim-beside-count`: what is only said stands beside what is estimated or counted."""

from __future__ import annotations

from headcount.caveats.note import Note
from headcount.caveats.view import View
from headcount.core.wording import fitting, listed
from headcount.figures.status import kind

RULE = "claim-beside-count"
_WEIGHT = 100.0


def claim_beside_count(view: View) -> list[Note]:
    """Tell which figures are only claimed, offered, planned or denied, when others are more."""
    said = [row for row in view.numbered if kind(row["status"]) == "said"]
    more = [row for row in view.numbered if kind(row["status"]) != "said"]
    if not said or not more:
        return []
    how, what = (_statuses(view, rows) for rows in (said, more))
    text = fitting(
        f"Said, not counted: {view.called(said)} ({how}) beside {view.called(more)} ({what}).",
        f"Said, not counted: {view.called(said)} ({how}).",
        f"Said, not counted: {view.share(said)} are only {how}.",
    )
    each = "; ".join(f"{view.name(row)}: {row['status']}" for row in (*said[:9], *more[:9]))
    long = f"{text} What is said is no evidence that it exists or came. {each}."
    return [Note(None, text, long, tuple(row["figure_id"] for row in said), RULE, _WEIGHT)]


def _statuses(view: View, rows: list) -> str:
    found = dict.fromkeys((row["table"], row["status"]) for row in rows)
    words = (view.package.label((table, "status"), status) for table, status in found)
    return listed(list(dict.fromkeys(words)))
