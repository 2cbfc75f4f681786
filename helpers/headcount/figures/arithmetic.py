"""What two amounts give together: a ratio, a share, a difference, with their bounds.

An open end stays open, a bound is never said as a point, and nothing is printed with more digits
than the less precise of the two amounts was stated with.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from headcount.figures.quantity import (
    LEAST_DIGITS,
    Quantity,
    nearest,
    rounded,
    significant_digits,
    spoken,
)

_ONE_IN = 0.06  # how far "one in 11" may stand from 1 in 11.4
_PARTLY = 1 / 3  # above a third, "one in two" says less than a percentage
_FEW = 2  # percent, below which a whole one is too coarse
_LEAST_SHARE = 1e-4  # a smaller one is no percentage that anybody reads
_HARDLY = 0.05  # below that, a multiple to two digits would be 1 time
_TENTH = 0.1  # so much more a multiple to two digits must say of a lower bound
_ALMOST = 0.995  # what would be said as 100%
_ALIKE = 0.02  # this close to 1, two amounts are as large as each other


@dataclass(frozen=True, slots=True)
class Result:
    """What is computed from two amounts.

    Parameters
    ----------
    low, high
        The least and the most that the two statements allow; `None` where they leave it open.
    value
        The result of the two values; `None` where either amount states none.
    digits
        How many significant digits of a ratio may be printed.
    grain
        The finest step in which a difference may be printed.
    exact
        Whether both amounts are bare points, so that nothing but rounding blurs the result.
    apart
        Whether the amounts differ by more than their rounding.
    strict_low, strict_high
        Whether the bound itself is excluded: "more than", not "at least".
    """

    low: float | None
    value: float | None
    high: float | None
    digits: int = LEAST_DIGITS
    grain: float = 1.0
    exact: bool = False
    apart: bool = False
    strict_low: bool = False
    strict_high: bool = False

    @property
    def numbers(self) -> list[float]:
        """The numbers that it names."""
        return [end for end in (self.low, self.value, self.high) if end is not None]

    @property
    def is_open(self) -> bool:
        """Whether the two statements allow every result."""
        return not self.numbers

    def _bounded(self, printed: Callable[[float, Callable[[float], float]], str]) -> str:
        """Say the result: its value, else both bounds, else the one bound that there is."""
        if self.value is not None:
            text = printed(self.value, nearest)
            low, high = self.low, self.high
            if low is not None and high is not None and low < self.value < high:
                both = printed(low, math.floor), printed(high, math.ceil)
                return f"about {text} (between {both[0]} and {both[1]})"
            return text if self._is_said_whole(printed) else f"about {text}"
        if self.low is not None and self.high is not None:
            return f"between {printed(self.low, math.floor)} and {printed(self.high, math.ceil)}"
        if self.low is not None:
            lead = "more than" if self.strict_low else "at least"
            return f"{lead} {printed(self.low, math.floor)}"
        if self.high is not None:
            lead = "less than" if self.strict_high else "at most"
            return f"{lead} {printed(self.high, math.ceil)}"
        return "open at both ends"

    def _is_said_whole(self, printed: Callable[[float, Callable[[float], float]], str]) -> bool:
        """Whether rounding took nothing from an exact result: both ways give the same words."""
        if not self.exact or self.value is None:
            return False
        return printed(self.value, math.floor) == printed(self.value, math.ceil)


@dataclass(frozen=True, slots=True)
class Ratio(Result):
    """How many times one amount goes into another, or which part of it it is."""

    def percent(self) -> str:
        """Say it as a share: ``about 8%``, ``between 8% and 14%``, ``at least 9%``.

        Whole percents are enough for a newsroom; below one, a single digit.
        """
        return self._bounded(_percent)

    def one_in(self) -> str:
        """Say it as ``about 1 in 13``; empty where that would be clumsy, or a bound."""
        if not self.value or self.value > _PARTLY:
            return ""
        parts = 1 / self.value
        count = rounded(round(parts), min(self.digits, LEAST_DIGITS), nearest)
        if abs(count - parts) / parts > _ONE_IN:
            return ""
        lead = "" if self.exact and count * self.value == 1 else "about "
        return f"{lead}1 in {spoken(count)}"

    def times(self) -> str:
        """Say it as a multiple: ``about 13 times``, ``between 1.1 and 1.5 times``."""
        return f"{self._bounded(self._multiple)} times"

    def words(self, many: str = "many") -> str:
        """Say what the first amount is to the second, so that the second may follow.

        What is counted is as many, what is measured as much; with neither it is a multiple of the
        very same thing. Nothing where a bound says no more than that the two may be equal, or that
        the first is not below zero.

        Examples
        --------
        >>> army = Quantity(value=1_300_000, high=1_300_000, qualifier="nearly")
        >>> ratio(Quantity(value=100_000), army).words()
        'about 8%, or 1 in 13, of'
        >>> ratio(Quantity(value=100_000), Quantity(low=700_000, high=1_250_000,
        ...       qualifier="range")).words()
        'between 8% and 15% of'
        >>> ratio(Quantity(value=100), Quantity(value=1_000_000_000)).words()
        '1 in 10 million of'
        >>> ratio(Quantity(value=1_469_000), Quantity(value=1_280_000)).words()
        'about 1.1 times as many as'
        >>> ratio(Quantity(value=10), Quantity(value=5)).words("much")
        'twice as much as'
        """
        if self.is_open:
            return ""
        match self.numbers:
            case [end] if self.value is None:  # a bound, which may say next to nothing
                if not end or -_ALIKE < end - 1 < _HARDLY:
                    return ""
                if self.low and 1 < end < 1 + _TENTH:  # a tenth is lost in a multiple
                    return f"at least {_percent(end - 1, math.floor)} more than"
        hardly = _TENTH if self.digits > LEAST_DIGITS else _HARDLY  # 1.05 times is not 1.1 times
        if self.value is not None and _ALMOST <= self.value < 1 + hardly:
            return self._hardly_more()
        ceiling = self.high if self.high is not None else self.value or self.low or 0.0
        if 0 < ceiling < _LEAST_SHARE:
            part = self.one_in()
            tiny = f"less than {_percent(_LEAST_SHARE, nearest)} of"
            return f"{part} of" if part else tiny if self.value or self.high else ""
        if ceiling <= 1:
            percent, part = self.percent(), self.one_in()
            if percent.startswith("about "):  # it stands for both
                part = part.removeprefix("about ")
            return f"{percent}, or {part}, of" if part else f"{percent} of"
        times = re.sub(
            r"(^|(?:about|more than|less than|at least|at most) )2 times$", r"\1twice", self.times()
        )
        return f"{times} as {many} as" if many else times

    def _hardly_more(self) -> str:
        """Say what is as large, or by how little it is larger where both are known well enough."""
        if self.exact and self.value == 1:
            return "equal to"
        more = round((self.value or 1) * 100) - 100
        return f"about {more}% more than" if more and self.apart else "about equal to"

    def scaled(self, by: int) -> str:
        """Say how many of the one come to so many of the other: ``about 15``."""
        return self._bounded(lambda number, turn: self._multiple(number * by, turn))

    def _multiple(self, number: float, turn: Callable[[float], float]) -> str:
        return spoken(rounded(number, min(self.digits, LEAST_DIGITS), turn))


@dataclass(frozen=True, slots=True)
class Difference(Result):
    """By how much one amount exceeds another; negative where it falls short."""

    def words(self) -> str:
        """Say how much more or fewer: ``about 140,000 more``, ``at least 85,000 fewer``.

        Examples
        --------
        >>> difference(Quantity(value=1_280_000), Quantity(value=1_140_000)).words()
        '140,000 more'
        >>> difference(Quantity(value=600), Quantity(low=6_000, qualifier="more-than")).words()
        'more than 5,400 fewer'
        """
        if self.is_open:
            return "an unknown number more or fewer"
        if max(self.numbers) <= 0 and (self.value, self.high) != (None, None):
            return self._turned()._bounded(self._printed) + " fewer"
        if min(self.numbers) >= 0 and (self.value, self.low) != (None, None):
            return self._bounded(self._printed) + " more"
        return "more or fewer: the bounds allow both"

    def as_height(self, what: str) -> str:
        """Say how much higher or lower: ``4.3 percentage points lower than``.

        Nothing where the bounds allow both.

        Examples
        --------
        >>> difference(Quantity(value=5.1), Quantity(value=6.3)).as_height("percentage points")
        '1.2 percentage points lower than'
        """
        words = self.words()
        for end, height in ((" fewer", "lower"), (" more", "higher")):
            if words.endswith(end):
                number = words.removesuffix(end)
                what = what.removesuffix("s") if re.fullmatch("(about )?1", number) else what
                return f"{number} {what} {height} than"
        return ""

    def _turned(self) -> Difference:
        ends = (self.high, self.value, self.low)
        low, value, high = (None if end is None else -end for end in ends)
        strict = {"strict_low": self.strict_high, "strict_high": self.strict_low}
        return replace(self, low=low, value=value, high=high, **strict)

    def _printed(self, number: float, turn: Callable[[float], float]) -> str:
        return spoken(turn(float(f"{number / self.grain:.12g}")) * self.grain)


def has_ratio(a: Quantity, b: Quantity) -> bool:
    """Whether the one can be said as a part or a multiple of the other.

    Not where either gives no number or may be negative, nor of nothing.

    Examples
    --------
    >>> has_ratio(Quantity(value=5), Quantity(value=4)), has_ratio(Quantity(value=-5),
    ...           Quantity(value=4)), has_ratio(Quantity(value=5), Quantity(value=0))
    (True, False, False)
    """
    return a.is_number and b.is_number and min(a.least, b.least) >= 0 and b.most > 0


def ratio(a: Quantity, b: Quantity) -> Ratio:
    """Divide one amount by another and carry the bounds of both through.

    "Nearly 1.3 million" as a base has no lower end, so its ratio has no upper one.

    Raises
    ------
    ValueError
        When either states no number or a negative one, or `b` is zero: see `has_ratio`.

    Examples
    --------
    >>> part = ratio(Quantity(value=100_000), Quantity(high=702_373, qualifier="up-to"))
    >>> round(part.low, 3), part.value, part.high
    (0.142, None, None)
    """
    _refuse_statements(a, b)
    if not has_ratio(a, b):
        raise ValueError(f"cannot divide {a.words()} by {b.words()}")
    value = a.value / b.value if a.value is not None and b.value else None
    low_a, high_a, low_b, high_b = _least(a), _most(a), _least(b), _most(b)
    low = None if low_a is None or high_b is None else low_a / high_b
    high = None if high_a is None or not low_b else high_a / low_b
    return Ratio(
        low,
        value,
        high,
        digits=min(a.precision, b.precision),
        exact=_is_bare(a) and _is_bare(b),
        apart=not agree(a, b),
        strict_low=a.qualifier == "more-than",
        strict_high=b.qualifier == "more-than",
    )


def share(part: Quantity, whole: Quantity) -> Ratio:
    """Return which part of `whole` an amount is.

    Raises
    ------
    ValueError
        As `ratio`, and when the part is larger than the whole can be.

    Examples
    --------
    >>> share(Quantity(value=350), Quantity(value=4_300)).percent()
    'about 8%'
    """
    if part.least > whole.most:
        raise ValueError(f"{part.words()} is not part of {whole.words()}")
    return ratio(part, whole)


def difference(a: Quantity, b: Quantity) -> Difference:
    """Subtract one amount from another and carry the bounds of both through.

    What is printed is no finer than the coarser of the two: 1.28 million less 702,373 is about
    580,000.

    Raises
    ------
    ValueError
        When either states no number.
    """
    _refuse_statements(a, b)
    low_a, high_a, low_b, high_b = _least(a), _most(a), _least(b), _most(b)
    low = None if low_a is None or high_b is None else low_a - high_b
    high = None if high_a is None or low_b is None else high_a - low_b
    value = None if a.value is None or b.value is None else a.value - b.value
    return Difference(
        low,
        value,
        high,
        grain=max(_grain(a), _grain(b)) or 1.0,
        exact=_is_bare(a) and _is_bare(b),
        strict_low=a.qualifier == "more-than",
        strict_high=b.qualifier == "more-than",
    )


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts can both be true, allowing each its rounding.

    A round number is meant to two digits, so that its ends are known to half a step of the second:
    100,000 is 95,000 to 105,000.

    Examples
    --------
    >>> agree(Quantity(value=100_000), Quantity(value=104_000))
    True
    >>> agree(Quantity(value=100_000), Quantity(value=149_999))
    False
    >>> agree(Quantity(value=1_280_000), Quantity(high=1_300_000, qualifier="up-to"))
    True
    """
    _refuse_statements(a, b)
    (low_a, high_a), (low_b, high_b) = _reach(a), _reach(b)
    return low_a <= high_b and low_b <= high_a


def _reach(amount: Quantity) -> tuple[float, float]:
    """Return the ends of what an amount can mean, with its rounding."""
    low = -math.inf if amount.qualifier == "up-to" else amount.least
    high = amount.most
    return low - _half(low), high + _half(high)


def _half(number: float) -> float:
    """Return half of the step that a number was rounded to."""
    if not number or math.isinf(number):
        return 0.0
    step = 10.0 ** math.floor(math.log10(abs(number)))
    digits = significant_digits(abs(number))
    known = digits if number % 1 else max(digits, LEAST_DIGITS)
    return float(step / 10 ** (known - 1) / 2)


def _least(amount: Quantity) -> float | None:
    """Return the lower end that the statement names; "up to" and "nearly" name none."""
    return None if amount.qualifier in ("up-to", "nearly") else amount.least


def _most(amount: Quantity) -> float | None:
    return amount.most if math.isfinite(amount.most) else None


def _is_bare(amount: Quantity) -> bool:
    return amount.qualifier in ("exact", "derived") and amount.least == amount.most


def _grain(amount: Quantity) -> float:
    """Return the step an amount was stated in, a round number being meant to two digits.

    Nothing is no coarser than what it is held against.
    """
    number = abs(amount.stated)
    return min(amount.grain, 10.0 ** (math.floor(math.log10(number)) - 1)) if number else 0.0


def _percent(number: float, turn: Callable[[float], float]) -> str:
    percents = float(f"{number * 100:.12g}")
    if _FEW <= percents < 100:
        return f"{spoken(turn(percents))}%"
    return f"{spoken(rounded(percents, 1 if percents < 1 else LEAST_DIGITS, turn))}%"


def _refuse_statements(*amounts: Quantity) -> None:
    if not all(amount.is_number for amount in amounts):
        raise ValueError("cannot calculate with a statement that gives no number")
