"""What may be said of an amount in a draft: the words, and the answer."""

from __future__ import annotations

from dataclasses import dataclass

from headcount.desk.proof.index import Candidate
from headcount.desk.proof.matching import Match

SUPPORTED, DISPUTED, OUTDATED = "supported", "disputed", "outdated"
DENIED, MISQUOTED, NO_RECORD = "denied", "misquoted", "no record"
VERDICTS = (SUPPORTED, DISPUTED, OUTDATED, DENIED, MISQUOTED, NO_RECORD)


@dataclass(frozen=True)
class Verdict:
    """What is found of an amount.

    Parameters
    ----------
    word
        One of `VERDICTS`.
    why
        The reason, as a sentence.
    match
        The figure that decides; None where there is none.
    figures
        The figures that it may be, the likeliest first.
    others
        The figures that supersede, deny or dispute it.
    """

    word: str
    why: str
    match: Match | None = None
    figures: tuple[Candidate, ...] = ()
    others: tuple[Candidate, ...] = ()
