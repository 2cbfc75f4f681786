"""Who stands where, when the amounts have bounds.

An amount with bounds has no single place: it has a best one, if it is as large as the statement
allows and the others as small as theirs do, and a worst one, the other way round.
"""

from __future__ import annotations

import math
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

    def words(self) -> str:
        """Say the place: ``fourth``, ``joint fourth``, ``third to fifth``.

        Examples
        --------
        >>> Place(4, 4).words(), Place(3, 5).words(), Place(2, 2, tied=True).words()
        ('fourth', 'third to fifth', 'joint second')
        """
        if self.best != self.worst:
            joiner = "or" if self.worst == self.best + 1 else "to"
            return f"{ordinal(self.best)} {joiner} {ordinal(self.worst)}"
        return f"joint {ordinal(self.best)}" if self.tied else ordinal(self.best)


def say(place: Place, amount: Quantity) -> str:
    """Say the place of an amount; one that rests on an open end is a bound itself.

    Examples
    --------
    >>> say(Place(3, 27), Quantity(high=1_300_000, qualifier="up-to"))
    'third at best'
    """
    if place.best != place.worst and amount.least == 0:
        return f"{ordinal(place.best)} at best"
    if place.best != place.worst and math.isinf(amount.most):
        return f"{ordinal(place.worst)} at worst"
    return place.words()


def places(amounts: Sequence[Quantity]) -> list[Place]:
    """Give each amount its best and worst place, largest first, in the order they came.

    Amounts that state the same number and no bounds share a place. "More than 700,000" may be any
    larger number: that leaves its own best place open, but does not put every larger amount in
    doubt.

    Examples
    --------
    >>> force = [Quantity(value=2_000_000), Quantity(low=1_000_000, high=1_300_000,
    ...          qualifier="range"), Quantity(value=1_200_000)]
    >>> [place.words() for place in places(force)]
    ['first', 'second or third', 'second or third']
    """
    result = []
    for mine in amounts:
        others = [other for other in amounts if other is not mine]
        result.append(
            Place(
                best=1 + sum(other.least > mine.most for other in others),
                worst=1 + sum(_reach(other) > mine.least for other in others),
                tied=any((other.least, other.most) == (mine.least, mine.most) for other in others),
            )
        )
    return result


def _reach(amount: Quantity) -> float:
    """Return how high an amount counts against others: no higher than what is stated."""
    return amount.most if math.isfinite(amount.most) else amount.least
