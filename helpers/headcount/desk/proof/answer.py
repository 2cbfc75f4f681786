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

_NEAR = 60  # characters: so many before and behind an amount tell which it is
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
    grave
        How many of them, the first ones, change the answer: they are told with a right number, too.
    sentence
        The sentence that it stands in, with single spaces.
    line
        The line of the draft that it stands in, from 1.
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
    grave: int = 0
    sentence: str = ""
    line: int = 1
    waved: str = ""

    @property
    def is_flag(self) -> bool:
        """Whether it asks for a look: not supported, and not waved through."""
        return self.verdict != SUPPORTED and not self.waved

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        names = ("text", "start", "end", "amount", "of", "figures", "verdict", "why", "suggestion")
        found = {
            name: getattr(self, name) for name in (*names, "caveats", "sentence", "line", "waved")
        }
        return {**found, "figures": list(self.figures), "caveats": list(self.caveats)}


@dataclass(frozen=True, kw_only=True)
class Proof(Rich):
    """A draft, proofread.

    Parameters
    ----------
    draft
        What was given.
    findings
        Each amount, in the order of the draft.
    known
        Of when the record is that it was held against, in words.
    name
        What the draft is called: the name of its file.
    stale
        Amounts that were waved through once, and whose sentences are no longer there.
    """

    draft: str = field(repr=False)
    findings: tuple[Finding, ...]
    known: str = ""
    name: str = ""
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
        """Return the findings as a notebook shows them, the gravest verdict first."""
        yield Section(paragraphs=self.remarks())
        said: set[str] = set()
        for word, those in self.by_verdict():
            entries = [
                "\n".join([self.where(one), *parts]) for one, parts in self._told(those, said)
            ]
            yield Section(word.capitalize(), entries=entries)

    def by_verdict(self) -> Iterable[tuple[str, list[Finding]]]:
        """Give the findings by verdict, the gravest first; what was waved through comes last."""
        for word in GRAVEST:
            those = [one for one in self.findings if one.verdict == word and not one.waved]
            if those:
                yield word, those
        if waved := [one for one in self.findings if one.waved]:
            yield "waved through", waved

    def text(self) -> str:
        """Return the findings as lines: flags first, the gravest on top, what may stand a line each."""
        lines = self.remarks()
        said: set[str] = set()
        for word, those in self.by_verdict():
            lines += ["", word.upper()]
            for one, parts in self._told(those, said):
                lines += [paragraph(self.where(one), rest="    ")]
                lines += [paragraph(part, first="  ", rest="  ") for part in parts]
        return "\n".join(lines)

    def where(self, one: Finding) -> str:
        """Say where a finding stands, and the words around it; of what may stand, who gives it.

        Examples
        --------
        >>> import headcount as hc
        >>> found = hc.proof(hc.read(), "North Korea has offered Russia 100,000 troops.")
        >>> print(found.where(found.findings[0]))
        line 1: North Korea has offered Russia [100,000] troops.
        """
        place = f"{self.name}:{one.line}:" if self.name else f"line {one.line}:"
        if one.verdict == SUPPORTED:
            return f"{place} {one.text} ({one.why.removesuffix('.')})"
        return f"{place} {_around(self.draft, one)}"

    def remarks(self) -> list[str]:
        """Return what is said of the draft as a whole."""
        stale = f"Waved through once and no longer there: {', '.join(self.stale)}."
        return [self.summary(), *[self.known] * bool(self.known), *[stale] * bool(self.stale)]

    def _told(
        self, those: Iterable[Finding], said: set[str]
    ) -> Iterable[tuple[Finding, list[str]]]:
        """Give what there is to say of each, a sentence each; a caveat of several is said once."""
        for one in those:
            may_stand = one.verdict == SUPPORTED
            caveats = one.caveats[: one.grave] if may_stand else one.caveats
            new = [text for text in caveats if text not in said][:_CAVEATS]
            parts = [] if may_stand else [one.why]
            parts += [f"Use: {one.suggestion}"] * bool(one.suggestion)
            parts += [f"Caveat: {text}" for text in new]
            parts += [f"Waved through: {one.waved}"] * bool(one.waved)
            said.update(new)
            yield one, parts


def _around(draft: str, one: Finding) -> str:
    """Return the words around an amount, in its own line of the draft, and the amount in brackets."""
    before, after = draft[: one.start].rpartition("\n")[2], draft[one.end :].partition("\n")[0]
    lead = before if len(before) <= _NEAR else f"…{before[-_NEAR:].partition(' ')[2]}"
    rest = after if len(after) <= _NEAR else f"{after[:_NEAR].rpartition(' ')[0]}…"
    return " ".join(f"{lead}[{one.text}]{rest}".split())
