"""A question whose answer is a number, right within a tolerance."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from headcount.core.errors import NotAnAnswer
from headcount.teach.lesson.choice import NO, YES
from headcount.teach.lesson.question import Keeper, Question, Verdict
from headcount.teach.lesson.seal import seal, unseal

_NUMBER = re.compile(r"(-?)(\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)?(\.\d+)?\s*([a-z%]*)")
_SCALES = {
    "": 1,
    "%": 1,
    "percent": 1,
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}


def parse(text: object) -> Decimal:
    """Read a number as people write it.

    Raises
    ------
    NotAnAnswer
        When it is none, or could be two: ``1,5`` is neither 15 nor 1.5.

    Examples
    --------
    >>> print(parse("1,140,000"), parse("about 1.14 million"), parse(" 9 %"), parse(0.5))
    1140000 1140000.00 9 0.5
    """
    words = str(text).strip().lower().removeprefix("about").strip()
    found = _NUMBER.fullmatch(words)
    if not found or not (found[2] or found[3]) or found[4] not in _SCALES:
        raise NotAnAnswer(f"{str(text)!r} is no number I can read: write it like 1,250,000 or 12.5")
    sign, whole, part, scale = found.groups()
    digits = re.sub(r"\D", "", whole or "0")
    return Decimal(f"{sign}{digits}{part or ''}") * _SCALES[scale]


class Number(Question):
    """Answer with a number.

    An answer is rounded to a grid, and each number of the grid that is near enough has its
    envelope. So the notebook tells how fine the grid is, and not where on it the answer lies.

    Parameters
    ----------
    keeper, key, prompt
        As `Question`.
    unit
        What stands behind the number: ``"percent"``, ``"people"``.
    step
        The grid: answers are rounded to it.
    hint
        What is said to a number that nothing else is said to.
    """

    kind = "number"

    def __init__(
        self, keeper: Keeper, key: str, prompt: str, *, unit: str, step: float, hint: str
    ) -> None:
        if step <= 0:
            raise ValueError(f"{key}: the step of a grid is more than 0, not {step}")
        self.unit, self.hint = unit, hint
        self._step = Decimal(str(step))
        self._envelopes = keeper.envelopes(key)
        super().__init__(keeper, key, prompt)

    def solution(
        self,
        right: float,
        because: str,
        *,
        within: float = 0,
        slips: Mapping[float, str] | None = None,
    ) -> None:
        """Say which number is right, and what to say to it and to common slips; then give it.

        Parameters
        ----------
        right
            The number, best taken from the data.
        because
            Why it is right.
        within
            How far off a right answer may be, in the same unit.
        slips
            Wrong numbers that people arrive at, each with a hint.

        Raises
        ------
        ValueError
            When a slip counts as right.
        """
        replies = {
            self._cell(Decimal(str(slip))): NO + hint for slip, hint in (slips or {}).items()
        }
        low, high = (self._cell(Decimal(str(right + off))) for off in (-within, within))
        good = range(int(low), int(high) + 1)
        clash = [slip for slip in replies if int(slip) in good]
        if clash:
            raise ValueError(f"{self.key}: a slip is within the tolerance of the right answer")
        self._envelopes = seal(
            self.salt, {**replies, **{str(cell): YES + because for cell in good}}
        )
        self.teach(right)

    def read(self, answer: Any) -> str:
        """Take a number as people write it."""
        return format(parse(answer).normalize(), "f")

    def judge(self, given: str) -> Verdict:
        """Open the envelope of the number that the answer is rounded to."""
        if not self._envelopes:
            raise NotAnAnswer("this copy holds no answers: open the one that `make lessons` wrote")
        reply = unseal(self.salt, self._cell(Decimal(given)), self._envelopes) or NO + self.hint
        return Verdict(reply[0] == YES, (("", reply[1:]),))

    def sealed(self) -> list[str]:
        """Return an envelope for each right number of the grid, and each slip."""
        return self._envelopes

    def shown(self) -> dict[str, Any]:
        """Return what stands behind the number."""
        return {"unit": self.unit}

    def plain_words(self) -> str:
        """Return the question with its unit."""
        return f"{self.prompt} (in {self.unit})\nTo answer in code: {self.key}.answer(…)"

    def _cell(self, number: Decimal) -> str:
        return str(int((number / self._step).quantize(Decimal(1), ROUND_HALF_UP)))
