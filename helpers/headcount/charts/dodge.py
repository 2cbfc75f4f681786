"""Labels along an axis, moved apart as little as may be."""

from __future__ import annotations

import math
from collections.abc import Sequence


def dodge(
    wished: Sequence[float],
    sizes: Sequence[float],
    *,
    low: float = -math.inf,
    high: float = math.inf,
) -> list[float]:
    """Return where labels stand so that none overlaps another and all move least.

    Labels keep the order of their wished places; of two that wish for the same one, the first
    given stands first. What is least is the sum of the squares of the ways they are moved.

    Parameters
    ----------
    wished
        Where the middle of each label would stand if it were alone, in any order; pixels, as all
        else here.
    sizes
        How much of the axis each label takes, with the gap that it needs.
    low, high
        The ends of the axis, beyond which no label may reach.

    Returns
    -------
    list of float
        The middle of each label, in the order given.

    Raises
    ------
    ValueError
        When the labels need more room than there is between `low` and `high`.

    Examples
    --------
    >>> dodge([10, 12, 50], [10, 10, 10])
    [6.0, 16.0, 50.0]
    >>> dodge([2, 3], [10, 10], low=0)
    [5.0, 15.0]
    """
    need = math.fsum(sizes)
    if need > (high - low) * (1 + 1e-9):
        raise ValueError(f"labels need {need:g} pixels, and there are {high - low:g}")
    order = sorted(range(len(wished)), key=lambda at: wished[at])
    ahead = 0.0  # what the labels before this one take, with half of its own
    offsets = []
    for at in order:
        offsets.append(ahead + sizes[at] / 2)
        ahead += sizes[at]
    # Less its offset, a label may stand anywhere from the one before it on: what is left to find
    # is the nearest row of numbers that never falls, and the ends of the axis only clip it.
    rising = _rising([wished[at] - offset for at, offset in zip(order, offsets, strict=True)])
    places = [0.0] * len(wished)
    for at, offset, place in zip(order, offsets, rising, strict=True):
        places[at] = max(low, min(high - need, place)) + offset
    return places


def _rising(numbers: Sequence[float]) -> list[float]:
    """Return the numbers nearest to these that never fall: neighbors that do are pooled."""
    pools: list[tuple[float, int]] = []  # the mean of each, and how many it holds
    for number in numbers:
        mean, count = float(number), 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]
