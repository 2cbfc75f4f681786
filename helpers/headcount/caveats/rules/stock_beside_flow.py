"""The rule `stock-beside-flow`: what is there at one time beside what adds up over a time."""

from __future__ import annotations

from headcount.caveats.note import Note
from headcount.caveats.view import View
from headcount.core.wording import fitting

RULE = "stock-beside-flow"
_WEIGHT = 400.0


def stock_beside_flow(view: View) -> list[Note]:
    """Tell which figures add up over a time, when others are a number at one time."""
    flows = [row for row in view.numbered if view.facts.flow(row) == "flow"]
    stocks = [row for row in view.numbered if view.facts.flow(row) == "stock"]
    if not flows or not stocks:
        return []
    text = fitting(
        f"Added up over a time: {view.called(flows)}. There at one time: {view.called(stocks)}.",
        f"Added up over a time, beside a number at one time: {view.called(flows)}.",
        f"Added up over a time, beside a number at one time: {view.share(flows)}.",
    )
    long = (
        f"{text} A number that is added up keeps those who left, fell or came twice; a number at "
        "one time does not."
    )
    return [Note(None, text, long, tuple(row["figure_id"] for row in flows), RULE, _WEIGHT)]
