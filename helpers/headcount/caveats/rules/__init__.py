"""The rules that derive caveats from what is shown together: one idea a file, kin in one.

A rule takes a `View` and returns the notes that it must bear; none where all is fair. It knows no
more of a package than the package's descriptor says.
"""

from collections.abc import Callable

from headcount.caveats.kinship import are_unlike
from headcount.caveats.note import Note
from headcount.caveats.rules.origin import (
    disputed,
    hearsay,
    one_origin,
    party_to_the_conflict,
    secondhand,
)
from headcount.caveats.rules.ratio import base_decides, open_bound, overlap
from headcount.caveats.rules.unlike import (
    claim_beside_count,
    different_dates,
    different_measures,
    different_periods,
    different_units,
    stock_beside_flow,
)
from headcount.caveats.view import View

RULES: dict[str, Callable[[View], list[Note]]] = {
    "claim-beside-count": claim_beside_count,
    "different-measures": different_measures,
    "different-units": different_units,
    "stock-beside-flow": stock_beside_flow,
    "different-periods": different_periods,
    "different-dates": different_dates,
    "one-origin": one_origin,
    "disputed": disputed,
    "party-to-the-conflict": party_to_the_conflict,
    "hearsay": hearsay,
    "open-bound": open_bound,
    "overlap": overlap,
    "base-decides": base_decides,
    "secondhand": secondhand,
}

WHO_SAYS_IT = ("disputed", "party-to-the-conflict", "hearsay", "secondhand")
"""Rules that are asked of a denial too, which has no amount."""

OF_STRANGERS = ("different-measures", *WHO_SAYS_IT)
"""Rules that are asked of two kinds of thing: what else would spoil a ratio, spoils none."""


def derived(view: View) -> list[Note]:
    """Return every note that the rules derive from a view, the weightiest first."""
    found = [note for name in _asked(view) for note in RULES[name](view)]
    return sorted(found, key=lambda note: -note.weight)


def _asked(view: View) -> tuple[str, ...]:
    """Return the rules that have something to say of what is in view."""
    if view.is_pair and any(row["status"] == "denied" for row in view.rows):
        return WHO_SAYS_IT
    if view.is_pair and are_unlike(view.facts, view.numbered):
        return OF_STRANGERS
    return tuple(RULES)


__all__ = ["RULES", "derived"]
