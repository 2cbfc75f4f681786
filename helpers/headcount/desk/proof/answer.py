"""What proofreading gives: each amount with its verdict, as data, as lines and as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from headcount.core.rich import Block, Rich
from headcount.core.wording import count_of, paragraph
from headcount.desk.proof.verdict import SUPPORTED, VERDICTS


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
    """

    draft: str = field(repr=False)
    findings: tuple[Finding, ...]

    @property
    def flags(self) -> tuple[Finding, ...]:
        """The findings that ask for a look."""
        return tuple(one for one in self.findings if one.is_flag)

    def as_json(self) -> list[dict[str, Any]]:
        """Return the findings as plain data; offsets are in characters of the draft."""
        return [one.as_json() for one in self.findings]

    def summary(self) -> str:
        """Say how many amounts there are, and how many of each verdict."""
        counts = Counter(one.verdict for one in self.findings)
        parts = [f"{counts[word]} {word}" for word in VERDICTS if counts[word]]
        return (
            f"{count_of(len(self.findings), 'amount')}: {', '.join(parts)}."
            if parts
            else "No amounts found."
        )

    def blocks(self) -> Iterable[Block]:
        """Return the findings as a notebook shows them, by verdict."""
        yield Block(paragraphs=[self.summary()])
        for word in reversed(VERDICTS):
            those = [one for one in self.findings if one.verdict == word]
            if those:
                yield Block(word.capitalize(), entries=[_line(one) for one in those])

    def text(self) -> str:
        """Return the findings as lines."""
        lines = [self.summary()]
        for one in self.findings:
            lines += [
                "",
                f"{one.verdict.upper()}  {one.text}",
                paragraph(one.why, first="  ", rest="  "),
            ]
            if one.suggestion:
                lines.append(paragraph(f"Use: {one.suggestion}", first="  ", rest="  "))
        return "\n".join(lines)


def _line(one: Finding) -> str:
    use = f" Use: {one.suggestion}" if one.suggestion else ""
    return f"{one.text}: {one.why}{use}"
