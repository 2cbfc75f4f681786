"""One stated amount: what a source says, with its bounds and the word it used.

Nothing here invents a midpoint. A range has no value, "more than" has no upper end, "up to" has no
lower one, and what is computed from such an amount is as open as the amount was.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from headcount.core.wording import is_mass, singular
from headcount.figures.package.vocabulary import AMOUNTS, QUALIFIERS

# A round number is read as meant to two digits: nobody who says 100,000 means 60,000.
LEAST_DIGITS = 2

PER = 1000
"""How many of a base a rate is stated for: soldiers per 1,000 people."""

_SPOKEN = {12: " trillion", 9: " billion", 6: " million"}
_SHORT = {12: "T", 9: "B", 6: "M"}
_KEPT = 65536  # amounts that are kept: the same ones stand in many rows, and are asked for again
_LEAD = {
    "about": "about ",
    "estimated": "an estimated ",
    "nearly": "nearly ",
    "more-than": "more than ",
    "at-least": "at least ",
    "up-to": "up to ",
}


_OF_RATES = 4
"""Significant digits of a rate, at most."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as its source states it.

    Parameters
    ----------
    low, value, high
        Numbers in `unit`; `None` where the source states none.
    qualifier
        One of `headcount.figures.package.vocabulary.QUALIFIERS`.
    unit
        What is counted, such as ``"people"``.
    digits
        How many significant digits may be printed; `None` prints the numbers as they are.
    measured
        How one and many of the unit are said, where it is measured: "6.4 percent". What is counted
        is said by its name, "300 beds", and has none.

    Raises
    ------
    ValueError
        When the qualifier is unknown, or does not fit the numbers that are given.

    Examples
    --------
    >>> Quantity(value=1_140_000, qualifier="about").words()
    'about 1.14 million'
    >>> Quantity(low=1_000_000, high=1_200_000, qualifier="range").words()
    '1 million to 1.2 million'
    """

    low: float | None = None
    value: float | None = None
    high: float | None = None
    qualifier: str = "exact"
    unit: str = "people"
    digits: int | None = None
    measured: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        if self.qualifier not in QUALIFIERS:
            raise ValueError(
                f"unknown qualifier {self.qualifier!r}; one of {', '.join(QUALIFIERS)}"
            )
        for name, demand in zip(AMOUNTS, QUALIFIERS[self.qualifier], strict=True):
            number = getattr(self, name)
            if demand == "required" and number is None:
                raise ValueError(f"{self.qualifier} needs {name}")
            if demand == "empty" and number is not None:
                raise ValueError(f"{self.qualifier} has no {name}, but {name} is {number}")
        if any(one > other for one, other in pairwise(self.numbers)):
            raise ValueError(f"low, value and high must not fall: {self.numbers}")

    @staticmethod
    def of(row: Mapping[str, Any]) -> Quantity:
        """Take the amount out of a row of a table of figures (`NaN` counts as not given)."""
        low, value, high = _number(row["low"]), _number(row["value"]), _number(row["high"])
        return _stated(low, value, high, row["qualifier"], row["unit"])

    @property
    def is_number(self) -> bool:
        """Whether the source gives any number at all."""
        return self.qualifier != "statement"

    @property
    def numbers(self) -> list[float]:
        """The numbers that it names, from the lowest on."""
        return [n for n in (self.low, self.value, self.high) if n is not None]

    @property
    def least(self) -> float:
        """The smallest amount the statement allows: 0 where it names no lower end.

        What lies below zero altogether has no such end.
        """
        least = self.low if self.low is not None else self.value
        if least is None:
            return -math.inf if self.most < 0 else 0.0
        return least

    @property
    def most(self) -> float:
        """The largest amount the statement allows: infinite where it names no upper end."""
        most = self.high if self.high is not None else self.value
        return math.inf if most is None else most

    @property
    def stated(self) -> float:
        """The number a reader would see first: the value, else the upper end, else the lower.

        It orders the bars of a chart and sets its scale. It is never printed without its qualifier.
        """
        return next((n for n in (self.value, self.high, self.low) if n is not None), 0.0)

    def words(self, *, bounds: bool = True) -> str:
        """Say the amount as a newsroom would print it, never a bound as if it were a point.

        Without `bounds`, a value is said without those around it: for where they are drawn.
        """
        return self._say(spoken, bounds=bounds)

    def label(self, *, bounds: bool = True) -> str:
        """Say the amount in the short form that stands beside a bar.

        Without `bounds`, a value is said without those around it: for where they are drawn.
        """
        return self._say(compact, bounds=bounds)

    def _say(self, printed: Callable[[float], str], *, bounds: bool = True) -> str:
        if not self.is_number:
            return "no number given"
        shown = self.as_printed()
        low, value, high = shown.low, shown.value, shown.high
        if value is None and low is not None and high is not None:
            return self._with_unit(f"{printed(low)} to {printed(high)}")
        text = self._with_unit(_LEAD.get(self.qualifier, "") + printed(shown.stated), shown.stated)
        # "nearly" already says that its number is the upper end
        if value is None or self.qualifier == "nearly" or not bounds:
            return text
        if low is not None and high is not None:
            return f"{text} ({printed(low)} to {printed(high)})"
        if low is not None:
            return f"{text} (at least {printed(low)})"
        return f"{text} (at most {printed(high)})" if high is not None else text

    def end(self, number: float) -> str:
        """Say one of its numbers as running text does."""
        return self._with_unit(spoken(number), number)

    def many(self, what: str, number: str = "") -> str:
        """Say how many, or how much, of what; `number` is the amount in words of one's own.

        Examples
        --------
        >>> Quantity(value=300).many("beds")
        '300 beds'
        >>> Quantity(value=6.4, measured=("percent", "percent")).many("the absence rate")
        '6.4 percent for the absence rate'
        >>> Quantity(value=300).many("all beds")  # what a list calls "all beds" is so many of them
        '300 beds'
        >>> Quantity(value=1).many("staffed beds in the North")
        '1 staffed bed in the North'
        >>> Quantity(value=45_000).many("net migration")  # it is an amount, and so many of nothing
        'net migration of 45,000'
        """
        if self.measured:
            return f"{number or self.words()} for {what}"
        number = number or self.words()
        what = what.removeprefix("all ")
        if is_mass(what) and number != "1":
            return f"{what} of {number}"
        return f"{number} {singular(what) if number == '1' else what}"

    def _with_unit(self, text: str, number: float = 0) -> str:
        if self.measured is None:
            return text
        return f"{text} {self.measured[abs(number) != 1]}"

    def as_printed(self) -> Quantity:
        """Return the amount with its numbers as they are printed: the bounds rounded outward.

        What is ranked as it is printed has no label that contradicts its place.
        """
        if self.digits is None:
            return self
        digits = self.digits
        return replace(self.turned(lambda one, turn: rounded(one, digits, turn)), digits=None)

    def turned(self, to: Callable[[float, Callable[[float], float]], float]) -> Quantity:
        """Return the amount with each number as `to` gives it, which is told which way to round."""
        turns: tuple[Callable[[float], float], ...] = (math.floor, nearest, math.ceil)
        ends = zip((self.low, self.value, self.high), turns, strict=True)
        low, value, high = (None if one is None else to(one, turn) for one, turn in ends)
        return replace(self, low=low, value=value, high=high)

    @property
    def _is_count(self) -> bool:
        return self.qualifier == "exact" and self.least == self.most

    @property
    def precision(self) -> int:
        """How many significant digits the amount was stated with, at the least `LEAST_DIGITS`."""
        stated = max(significant_digits(n) for n in self.numbers)
        return self.digits or max(LEAST_DIGITS, stated)

    @property
    def grain(self) -> float:
        """The step its numbers were rounded to: 10,000 for 1.14 million."""
        return min(map(_grain, self.numbers))

    def per(self, base: Quantity, each: int = PER) -> Quantity:
        """Divide by `base` and state the result for `each` of its units.

        The bounds of both amounts are carried through and an open end stays open. What is printed
        of the result has no more significant digits than the less precise of the two amounts, and
        never more than four: both are estimates, or are of two days.

        Raises
        ------
        ValueError
            When either amount states no number, or `base` may be zero or is open-ended.

        Examples
        --------
        >>> force = Quantity(value=1_140_000, qualifier="about")
        >>> people = Quantity(value=25_955_138, qualifier="estimated")
        >>> force.per(people).words()
        'about 43.9'
        >>> Quantity(low=150_000, high=200_000, qualifier="range").per(people).words()
        '5.7 to 7.8'
        """
        if not self.is_number:
            raise ValueError("cannot divide a statement that gives no number")
        if not base.is_number or base.least <= 0 or math.isinf(base.most):
            raise ValueError(f"cannot divide by {base.words()}")
        qualifier, value = self.qualifier, None
        digits = min(self.precision, base.precision, _OF_RATES)

        def ends(number: float) -> list[float]:
            return sorted((number / base.least * each, number / base.most * each))

        low = None if self.low is None else ends(self.low)[0]
        high = None if self.high is None else ends(self.high)[1]
        if self.value is not None and base.least != base.most:
            low, high = ends(self.least)[0], ends(self.most)[1]
        if self.value is not None and base.value is None:
            qualifier = "range"
        elif self.value is not None and base.value is not None:
            value = self.value / base.value * each
            # A count divided by an estimate is no count, and what is rounded neither. "Nearly"
            # keeps its upper end.
            is_count = self._is_count and base._is_count
            if not is_count or value != rounded(value, digits, nearest):
                qualifier = "about"
        return replace(
            self,
            low=low,
            value=value,
            high=high,
            qualifier=qualifier,
            unit=f"{self.unit} per {compact(each)} {base.unit}",
            digits=digits,
        )


NO_NUMBER = Quantity(qualifier="statement")
"""What a statement gives that names no amount."""


def significant_digits(number: float) -> int:
    """Count the digits a number was stated with; trailing zeros of a whole number do not count.

    Examples
    --------
    >>> significant_digits(1_140_000), significant_digits(702_373), significant_digits(0.5)
    (3, 6, 1)
    """
    text = written_out(abs(number))
    digits = text.replace(".", "").replace(",", "").lstrip("0")
    return max(1, len(digits if "." in text else digits.rstrip("0")))


def spoken(number: float) -> str:
    """Print a number as running text does, without losing a digit of it.

    Examples
    --------
    >>> spoken(1_140_000), spoken(1_436_547), spoken(600_000), spoken(43.9)
    ('1.14 million', '1,436,547', '600,000', '43.9')
    >>> spoken(31_400_000_000_000), spoken(-5)
    ('31.4 trillion', 'minus 5')
    """
    return _scaled(number, _SPOKEN, "minus ")


def compact(number: float) -> str:
    """Print a number as a chart label does; above a million, four digits are enough beside a bar.

    Examples
    --------
    >>> compact(1_140_000), compact(625_000), compact(1_304_720), compact(850_123)
    ('1.14M', '625,000', '1.305M', '850,123')
    >>> compact(1_500_000_000_000), compact(-5)
    ('1.5T', '−5')
    """
    return _scaled(rounded(number, 4, nearest) if abs(number) >= 1e6 else number, _SHORT, "−")


def _scaled(number: float, names: dict[int, str], minus: str) -> str:
    if number < 0:
        return minus + _scaled(-number, names, minus)
    for power, name in names.items():
        size = 10.0**power
        if number >= size and significant_digits(number) <= 4:
            return written_out(float(f"{number / size:.4g}")) + name
    return written_out(number)


def written_out(number: float) -> str:
    """Write a number with all its digits: no reader knows what 9e-08 is.

    Examples
    --------
    >>> written_out(1_140_000), written_out(-3_100_000_000_000), written_out(0.00000009)
    ('1,140,000', '-3,100,000,000,000', '0.00000009')
    """
    text = f"{number:,.12g}"
    return f"{number:,.18f}".rstrip("0").rstrip(".") if "e" in text else text


def nearest(number: float) -> float:
    """Round to a whole number, halves away from zero, as readers do: 650 in hundreds is 700."""
    return math.copysign(math.floor(abs(number) + 0.5), number)


def rounded(number: float, digits: int, turn: Callable[[float], float]) -> float:
    """Round to so many significant digits; `turn` is `nearest`, `math.floor` or `math.ceil`.

    Examples
    --------
    >>> rounded(43.92, 2, nearest), rounded(43.2, 2, math.ceil)
    (44.0, 44.0)
    """
    if number == 0:
        return number
    step = _step(number, digits)
    # A quotient carries binary dust (43.90000000000001); twelve digits shed it before it can push
    # an outward rounding one step too far.
    return float(f"{turn(float(f'{number / step:.12g}')) * step:.12g}")


def _step(number: float, digits: int) -> float:
    """Return the value of the last of so many significant digits."""
    return 10.0 ** (math.floor(math.log10(abs(number))) - digits + 1) if number else 1.0


@lru_cache(maxsize=_KEPT)
def _grain(number: float) -> float:
    return _step(number, significant_digits(number))


@lru_cache(maxsize=_KEPT)
def _stated(*amount: Any) -> Quantity:
    return Quantity(*amount)


def _number(cell: Any) -> float | None:
    return None if cell is None or math.isnan(cell) else float(cell)
