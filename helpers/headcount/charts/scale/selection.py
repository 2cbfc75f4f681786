"""Which figures a scale shows, and how many of what one square stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from headcount.charts import form
from headcount.charts.bars import Ends
from headcount.charts.form import Options
from headcount.charts.offering import entries
from headcount.charts.published import known_as, originator
from headcount.charts.rows import rows_of
from headcount.core.errors import NothingFits
from headcount.core.wording import listed
from headcount.desk.compare import compare
from headcount.figures.arithmetic import Ratio, has_ratio, share
from headcount.figures.package import Package
from headcount.figures.phrase import phrase, unit
from headcount.figures.quantity import Quantity, spoken
from headcount.figures.status import DENIED, is_amount
from headcount.figures.table import Row, records

UNITS, SHARE = "units", "share"
"""What the squares can be: so many people each, or a hundredth of what is held against."""

MOST = 1_200
"""As many squares of one figure are still seen as squares; the round unit keeps to it."""

CROWD = 2_500
"""Beyond so many squares there is only a gray wall, whatever unit is asked for."""

YARDSTICKS = 20
"""Of so many figures the first is still seen beside the last."""

HUNDRED = 100


@dataclass(frozen=True, kw_only=True)
class Selection(form.Selection):
    """The rows of a scale: the first is what the words are about, the others its yardsticks.

    Its `rows` have besides `counted` (amount and subject in words) and `known` (status, date and
    who counted or spoke).

    Parameters
    ----------
    one
        How many one square stands for.
    unit
        What is counted, in words.
    show
        `UNITS` or `SHARE`.
    shares
        What part the first row is of each yardstick; empty where units are shown.
    """

    one: int
    unit: str
    show: str
    shares: tuple[Ratio, ...] = ()

    @property
    def square(self) -> str:
        """What one square stands for; the picture says so itself, whatever its deck says."""
        if self.show == SHARE:
            return "Each square is 1% of the whole."
        if self.one == 1 and not self.records[0]["amount"].measured:
            return f"Each square is one of the {self.unit} counted."
        return f"Each square is {self.one:,} {self.unit}."


def select(
    package: Package,
    *,
    figures: Sequence[str],
    one: int | None = None,
    show: str = UNITS,
) -> Selection:
    """Choose the figures to show, and the round number that one square stands for.

    Parameters
    ----------
    package
        The data.
    figures
        Two figures or more, by `figure_id`: what the words are about, then its yardsticks.
    one
        How many one square stands for. Left out, it is the smallest of 1, 2, 5, 10, 20 … of which
        the largest figure needs at most `MOST` squares.
    show
        ``"units"``, or ``"share"``: a hundred squares are each yardstick, and the first figure's
        part of them is marked.

    Raises
    ------
    UnknownWord
        For a figure or a way to show it that there is not.
    NothingFits
        When figures cannot share one kind of square: other units, no number, no second figure,
        too many squares, or a share of what is smaller, or may not be divided by.
    """
    rows = rows_of(package, figures=figures)
    if len(rows) > YARDSTICKS:
        raise NothingFits(
            f"{len(rows)} figures are too many to compare. Choose {YARDSTICKS} or fewer"
        )
    if len(rows) < 2:
        raise NothingFits("One figure has nothing to be compared with. Name a second one.")
    for row in rows:
        if row["status"] == DENIED:
            raise NothingFits(
                f"{row['figure_id']} is a denial, which is not an amount and has no squares. "
                f"name what it denies"
            )
        if not is_amount(row):
            raise NothingFits(f"{row['figure_id']} gives no number, so it has no squares")
    units = list(dict.fromkeys(unit(package, row) for row in rows))
    if len(units) > 1:
        raise NothingFits(
            f"No square can stand for {listed(units)} alike (rule different-units); "
            "name figures of one unit"
        )
    amounts: list[Quantity] = [row["amount"] for row in rows]
    largest = max(amount.numbers[-1] for amount in amounts)
    if one is not None and largest / one > CROWD:
        raise NothingFits(
            f"{largest / one:,.0f} squares are too many to see: one square should stand for "
            f"{round_unit(largest):,} or more"
        )
    return Selection(
        records=tuple(_described(package, row) for row in rows),
        focus=(rows[0]["figure_id"],),
        one=one or round_unit(largest),
        unit=units[0],
        show=show,
        shares=_shares(package, rows) if show == SHARE else (),
    )


def options(
    package: Package,
    *,
    figures: Sequence[str] | None = None,
    one: int | None = None,
    **_: Any,
) -> Options:
    """List what each parameter of `select` can be, as pairs of a label and a value.

    Parameters
    ----------
    package
        The data.
    figures, one
        What is chosen now: with a first figure, only those of its unit can join it.
    """
    known = {row["figure_id"]: row for row in records(package) if is_amount(row)}
    selection = [known[figure] for figure in figures or () if figure in known]
    amounts = [Quantity.of(row) for row in selection]
    largest = max((amount.numbers[-1] for amount in amounts), default=MOST)
    steps = {round_unit(largest) * step for step in (1, 10, 100)}
    if one is not None and largest / one <= CROWD:
        steps.add(one)
    shows = [("squares to count", None), ("a share of each", SHARE)]
    return {
        "figures": [
            entries(package)[figure]
            for figure, row in known.items()
            if not selection or row["unit"] == selection[0]["unit"]
        ],
        "one": [
            ("a round number that fits", None),
            *((spoken(step), step) for step in sorted(steps)),
        ],
        "show": shows if _can_be_shared(package, selection) else shows[:1],
    }


def round_unit(largest: float) -> int:
    """Return the smallest of 1, 2, 5, 10, 20 … of which `largest` holds at most `MOST`.

    Examples
    --------
    >>> round_unit(1_140_000), round_unit(318_000), round_unit(30)
    (1000, 500, 1)
    """
    rounds = (digit * 10**power for power in count() for digit in (1, 2, 5))
    return next(int(number) for number in rounds if largest <= number * MOST)


def of_hundred(part: Ratio) -> Ends:
    """Return a share in squares; a value of which only one bound is known stands by itself."""
    low, value, high = (
        None if end is None else min(end, 1.0) * HUNDRED
        for end in (part.low, part.value, part.high)
    )
    if value is not None and (low is None or high is None or low == high):
        return Ends(None, value, None)
    return Ends(low, value, high)


def _can_be_shared(package: Package, rows: Sequence[Row]) -> bool:
    try:
        _shares(package, rows)
    except (NothingFits, ValueError):
        return False
    return True


def _shares(package: Package, rows: Sequence[Row]) -> tuple[Ratio, ...]:
    """Return which part of each other figure the first one is, where that may be printed."""
    first, *others = (Quantity.of(row) for row in rows)
    for row, other in zip(rows[1:], others, strict=True):
        if first.stated > other.stated or not has_ratio(first, other):
            raise NothingFits(
                f"{first.words()} is not a share of {other.words()}. Compare it with larger "
                "figures, or show units"
            )
        found = compare(package, rows[0]["figure_id"], row["figure_id"])
        if found.ratio is None:
            why = found.reason
            raise NothingFits(f"No share of {row['figure_id']} may be printed. {why} Show units")
    return tuple(share(first, other) for other in others)


def _described(package: Package, row: Row) -> Row:
    """Add to a row the words that stand at its squares."""
    what = phrase(package, row)
    return {
        **row,
        "name": what,
        "counted": row["amount"].many(what),
        "known": f"{known_as(package, row)}; {originator(package, row)}",
    }
