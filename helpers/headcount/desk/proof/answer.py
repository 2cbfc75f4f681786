"""What proofreading gives: each amount with its verdict, as data, as lines and as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from headcount.core.rich import Rich, Section
from headcount.core.wording import paragraph, tally
from headcount.desk.proof.verdict import (
    DENIED,
    DISPUTED,
    MISQUOTED,
    NO_RECORD,
    OUTDATED,
    SUPPORTED,
    VERDICTS,
)

_CAVEATS = 2  # of a figure, beside its number: the gravest; the record has all
GRAVEST = (MISQUOTED, DENIED, OUTDATED, DISPUTED, NO_RECORD, SUPPORTED)
"""The verdicts in the order in which a desk works through them."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One amount of a draft, held against the record.

    Parameters
    ----------
    text
        The amount as it is written.
    start, end
        Where it stands, in characters of the input.
    amount
        What it says: ``low``, ``value``, ``high``, ``qualifier``; a share is of 1.
    of
        What it was read to be of.
    figures
        The ids of the figures that it may be, the likeliest first.
    verdict
        ``"supported"``, ``"disputed"``, ``"outdated"``, ``"denied"``, ``"misquoted"`` or
        ``"no record"``.
    why
        The reason, in a sentence.
    suggestion
        A sentence that may be used instead; empty where the draft's own may stand.
    caveats
        What a careful reporter would add.
    sentence
        The sentence that it stands in, with single spaces.
    waved
        Why it was waved through; empty where it was not.
    """

    text: str
    start: int
    end: int
    amount: dict[str, float | str | None]
    of: str
    figures: tuple[str, ...]
    verdict: str
    why: str
    suggestion: str = ""
    caveats: tuple[str, ...] = ()
    sentence: str = ""
    waved: str = ""

    @property
    def is_flag(self) -> bool:
        """Whether it asks for a look: not supported, and not waved through."""
        return self.verdict != SUPPORTED and not self.waved

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        names = ("text", "start", "end", "amount", "of", "figures", "verdict", "why", "suggestion")
        found = {name: getattr(self, name) for name in names}
        return {**found, "figures": list(self.figures)}


@dataclass(frozen=True, kw_only=True)
class Proof(Rich):
    """A draft, proofread.

    Parameters
    ----------
    draft
        What was given.
    findings
        Each amount, in the order of the draft.
    stale
        Amounts that were waved through once, and whose sentences are no longer there.
    """

    draft: str = field(repr=False)
    findings: tuple[Finding, ...]
    stale: tuple[str, ...] = ()

    @property
    def flags(self) -> tuple[Finding, ...]:
        """The findings that ask for a look."""
        return tuple(one for one in self.findings if one.is_flag)

    def as_json(self) -> list[dict[str, Any]]:
        """Return the findings as plain data; offsets are in characters of the draft."""
        return [one.as_json() for one in self.findings]

    def summary(self) -> str:
        """Say how many amounts there are, and how many of each verdict."""
        if not self.findings:
            return "We found no amounts that the record could be about."
        counts = Counter(one.verdict for one in self.findings)
        waved = sum(bool(one.waved) for one in self.findings)
        parts = [f"{counts[word]} {word}" for word in VERDICTS if counts[word]]
        parts += [f"{waved} waved through"] * bool(waved)
        return f"{tally(len(self.findings), 'amount')}: {', '.join(parts)}."

    def blocks(self) -> Iterable[Section]:
        """Return the findings as a notebook and a terminal show them, the gravest verdict first."""
        yield Section(paragraphs=self.remarks())
        for word, those in self.by_verdict():
            yield Section(word.capitalize(), entries=[_line(one) for one in those])

    def by_verdict(self) -> Iterable[tuple[str, list[Finding]]]:
        """Give the findings by verdict, the gravest first; what was waved through comes last."""
        for word in GRAVEST:
            those = [one for one in self.findings if one.verdict == word and not one.waved]
            if those:
                yield word, those
        if waved := [one for one in self.findings if one.waved]:
            yield "waved through", waved

    def text(self) -> str:
        """Return the findings as lines, in the order of the draft."""
        lines = self.remarks()
        for one in self.findings:
            word = f"{one.verdict}, waved through" if one.waved else one.verdict
            lines += [
                "",
                f"{word.upper()}: {one.text}",
                *(paragraph(part, first="  ", rest="  ") for part in _parts(one)),
            ]
        return "\n".join(lines)

    def remarks(self) -> list[str]:
        """Return what is said of the draft as a whole."""
        return [self.summary(), *self._stale()]

    def _stale(self) -> list[str]:
        return [f"Waved through once and no longer there: {', '.join(self.stale)}."] * bool(
            self.stale
        )


def _parts(one: Finding) -> list[str]:
    """Say all there is to say of a finding, a sentence each."""
    parts = [one.why]
    parts += [f"Use: {one.suggestion}"] * bool(one.suggestion)
    parts += [f"Caveat: {text}" for text in one.caveats[:_CAVEATS]]
    parts += [f"Waved through: {one.waved}"] * bool(one.waved)
    return parts


def _line(one: Finding) -> str:
    return " ".join([f"{one.text}: {one.why}", *_parts(one)[1:]])
