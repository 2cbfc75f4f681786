"""The ends of an amount as marks draw them: what is sure, what it may reach, whether it is open."""

from __future__ import annotations

from typing import NamedTuple

from headcount.figures.quantity import Quantity

RANGE = "Range or ceiling stated"
"""What the pale part of a mark means, as the key has it."""


class Ends(NamedTuple):
    """Where an amount begins and ends, in whatever the marks count in; None where it names none."""

    low: float | None
    value: float | None
    high: float | None

    @classmethod
    def of(cls, amount: Quantity, unit: float) -> Ends:
        """Return the ends of an amount, so many of which make one of what the marks count in.

        Examples
        --------
        >>> Ends.of(Quantity(low=25_000, high=30_000, qualifier="range"), 1_000)
        Ends(low=25.0, value=None, high=30.0)
        """
        stated = (amount.low, amount.value, amount.high)
        return cls(*(None if end is None else end / unit for end in stated))

    @property
    def sure(self) -> float:
        """What every reading of the amount has."""
        return next((end for end in (self.low, self.value) if end is not None), 0.0)

    @property
    def most(self) -> float:
        """The furthest that the amount names."""
        return next((end for end in (self.high, self.value) if end is not None), self.sure)

    @property
    def is_open(self) -> bool:
        """Whether there may be more than it names."""
        return self.value is None and self.high is None

    @property
    def caps(self) -> tuple[float, ...]:
        """Where a line stands: at the source's own number within its bounds, and at the upper."""
        if self.most <= self.sure:
            return ()
        return tuple(end for end in dict.fromkeys((self.value, self.high)) if end is not None)
