"""Who stands where, when the amounts have bounds.

An amount with bounds has no single place: it has a best one, if it is as large as the statement
allows and the others as small as theirs do, and a worst one, the other way round.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from headcount.core.wording import ordinal
from headcount.figures.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an order, counted from 1.

    Parameters
    ----------
    best, worst
        The places that the bounds of the amounts allow.
    tied
        Whether another amount is stated as exactly the same number.
    """

    best: int
    worst: int
    tied: bool = False

    @property
    def spread(self) -> int:
        """How many places lie between the best and the worst; 0 where it is one place."""
        return self.worst - self.best

    @property
    def is_shared(self) -> bool:
        """Whether it is one place, and somebody else's as well."""
        return self.tied and not self.spread

    def words(self) -> str:
        """Say the place: ``fourth``, ``joint fourth``, ``third to fifth``.

        Examples
        --------
        >>> Place(4, 4).words(), Place(3, 5).words(), Place(2, 2, tied=True).words()
        ('fourth', 'third to fifth', 'joint second')
        """
        if self.spread:
            joiner = "or" if self.spread == 1 else "to"
            return f"{ordinal(self.best)} {joiner} {ordinal(self.worst)}"
        return f"joint {ordinal(self.best)}" if self.is_shared else ordinal(self.best)


def say(place: Place, amount: Quantity) -> str:
    """Say the place of an amount; one that rests on an open end is a bound itself.

    Examples
    --------
    >>> say(Place(3, 27), Quantity(high=1_300_000, qualifier="up-to"))
    'third at best'
    """
    if place.spread and amount.value is None and amount.low is None:
        return f"{ordinal(place.best)} at best"
    if place.spread and math.isinf(amount.most):
        return f"{ordinal(place.worst)} at worst"
    return place.words()


def places(amounts: Sequence[Quantity]) -> list[Place]:
    """Give each amount its best and worst place, largest first, in the order they came.

    The best place of an amount is one behind all that are certainly larger, the worst one behind
    all that may be. Amounts that are stated as one number share a place, and the next one is
    skipped. "More than 700,000" may be any larger number: that leaves its own best place open, but
    puts larger amounts in no doubt, for whoever says it means a number near it.

    Examples
    --------
    >>> force = [Quantity(value=2_000_000), Quantity(low=1_000_000, high=1_300_000,
    ...          qualifier="range"), Quantity(value=1_200_000)]
    >>> [place.words() for place in places(force)]
    ['first', 'second or third', 'second or third']
    >>> [place.words() for place in places([Quantity(value=9), Quantity(value=9)])]
    ['joint first', 'joint first']
    """
    spans = [_span(amount) for amount in amounts]
    least = sorted(low for low, _, _ in spans)
    reach = sorted(far for _, _, far in spans)
    alike = Counter(low for low, most, _ in spans if low == most)
    many = 1 + len(spans)
    return [
        Place(
            best=many - bisect_right(least, most),
            # its own reach is among those that were counted
            worst=many - bisect_right(reach, low) - (far > low),
            tied=low == most and alike[low] > 1,
        )
        for low, most, far in spans
    ]


_End = tuple[float, int]
"""A number, and whether what is meant is a little less (-1) or more (1, 2)."""


def _span(amount: Quantity) -> tuple[_End, _End, _End]:
    """Return the least that an amount may be, the most, and how far it counts against others."""
    least = amount.least, 1 if amount.qualifier == "more-than" else 0
    if math.isinf(amount.most):
        return least, (math.inf, 0), (amount.least, 2)
    most = amount.most, -1 if amount.qualifier == "nearly" else 0
    return min(least, most), most, most
