"""The rules that derive caveats from what is shown together: one short file each.

A rule takes a `View` and returns the notes that it must bear; none where all is fair. It knows no
more of a package than the package's descriptor says.
"""

from collections.abc import Callable

from headcount.caveats.note import Note
from headcount.caveats.rules.base_decides import base_decides
from headcount.caveats.rules.claim_beside_count import claim_beside_count
from headcount.caveats.rules.different_dates import different_dates
from headcount.caveats.rules.different_measures import different_measures
from headcount.caveats.rules.different_units import different_units
from headcount.caveats.rules.disputed import disputed
from headcount.caveats.rules.hearsay import hearsay
from headcount.caveats.rules.one_origin import one_origin
from headcount.caveats.rules.open_bound import open_bound
from headcount.caveats.rules.overlap import overlap
from headcount.caveats.rules.party_to_the_conflict import party_to_the_conflict
from headcount.caveats.rules.stock_beside_flow import stock_beside_flow
from headcount.caveats.view import View

RULES: dict[str, Callable[[View], list[Note]]] = {
    "claim-beside-count": claim_beside_count,
    "different-measures": different_measures,
    "different-units": different_units,
    "stock-beside-flow": stock_beside_flow,
    "different-dates": different_dates,
    "one-origin": one_origin,
    "disputed": disputed,
    "party-to-the-conflict": party_to_the_conflict,
    "hearsay": hearsay,
    "open-bound": open_bound,
    "overlap": overlap,
    "base-decides": base_decides,
}


def derived(view: View) -> list[Note]:
    """Return every note that the rules derive from a view, the weightiest first."""
    found = [note for rule in RULES.values() for note in rule(view)]
    return sorted(found, key=lambda note: -note.weight)


__all__ = ["RULES", "derived"]
