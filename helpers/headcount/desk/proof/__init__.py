"""The copy desk: every number of a draft is matched to the figures of the record, or flagged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from headcount.caveats.note import EFFECTS, Note
from headcount.core.errors import WrongChoice
from headcount.desk.proof.answer import Finding, Proof
from headcount.desk.proof.draft import Draft
from headcount.desk.proof.files import given
from headcount.desk.proof.index import Index, index
from headcount.desk.proof.judging import Judge
from headcount.desk.proof.mending import suggestions
from headcount.desk.proof.reading import Reader, Reading
from headcount.desk.proof.verdict import NO_RECORD, Verdict
from headcount.desk.record import notes
from headcount.figures.dates import parse
from headcount.figures.dates import words as date_words
from headcount.figures.package import Package, cached
from headcount.figures.phrase import phrase


def proof(package: Package, text: str | Path | Draft, *, date: str | None = None) -> Proof:
    """Hold every amount of a draft against the record.

    An amount counts things, or is a share, a multiple or a place in an order of such. Dates, times,
    ages, money, distances and names that hold a number are none.

    Parameters
    ----------
    package
        The data.
    text
        The draft, as text, as a file (`pathlib.Path`), or as `read_draft` gives it.
    date
        The day of the draft, as ``"2025-04-30"``: what was reported later makes no number of it
        outdated, disputed or denied. By default that of its dateline, or else today.

    Raises
    ------
    WrongChoice
        When it has more than a million characters or is the name of a file, or the date is none.

    Examples
    --------
    >>> import headcount as hc
    >>> found = hc.proof(hc.read(), "North Korea has offered Russia 100,000 troops.")
    >>> [(one.text, one.verdict) for one in found.findings]
    [('100,000', 'denied')]
    """
    draft = given(text)
    known = index(package)
    reader = Reader(draft, known)
    day = _day(date) if date else reader.discourse.day
    found = judged(reader, day)
    findings = tuple(
        _finding(package, draft, read, one, use)
        for (read, one), use in zip(found, suggestions(package, draft, found), strict=True)
    )
    return Proof(draft=draft.source, findings=findings, known=_known(known, day))


def judged(
    reader: Reader, day: dt.date | None = None, only: Collection[str] | None = None
) -> list[tuple[Reading, Verdict]]:
    """Judge each amount of a draft that is the record's business, by all figures or by some."""
    judge = Judge(reader.known, day, only)
    every = ((read, judge.judge(read)) for read in reader.readings())
    return [(read, one) for read, one in every if one is not None]


def _known(known: Index, day: dt.date | None) -> str:
    """Say as of when the record is that a draft is held against."""
    if day:
        return f"Checked against the record as of {date_words(day.isoformat())}."
    last = max((one.reported or one.as_of).earliest for one in known.held)
    return f"Checked against the whole record; its latest figure was given on {date_words(last.isoformat())}."


def _day(text: str) -> dt.date:
    try:
        return parse(text).latest
    except (TypeError, ValueError):
        raise WrongChoice(f"The draft's day, {text}, is not a date. Write 2025-04-30.") from None


def _finding(
    package: Package, draft: Draft, read: Reading, found: Verdict, suggestion: str
) -> Finding:
    start, end = draft.span(read.amount.start, read.amount.end)
    match = found.match
    caveats = _caveats(package, match.held.id) if match and found.word != NO_RECORD else ()
    return Finding(
        text=draft.source[start:end], start=start, end=end, amount=read.amount.words(),
        of=phrase(package, match.held.row) if match and not match.off_topic else "",
        suggestion=suggestion,
        sentence=" ".join(draft.plain[slice(*read.sentence)].split()),
        line=draft.source.count("\n", 0, start) + 1,
        figures=tuple(one.id for one in found.figures), verdict=found.word, why=found.why,
        caveats=tuple(note.text for note in caveats),
        grave=sum(note.effect == EFFECTS[0] for note in caveats),
    )  # fmt: skip


def _caveats(package: Package, figure_id: str) -> tuple[Note, ...]:
    """Return the caveats of a figure, looked up once; those that change the answer come first."""
    kept = _kept(package)
    if figure_id not in kept:
        found = sorted(notes(package, figure_id), key=lambda note: EFFECTS.index(note.effect))
        kept[figure_id] = tuple(found)
    return kept[figure_id]


@cached
def _kept(_: Package) -> dict[str, tuple[Note, ...]]:
    return {}


__all__ = ["Finding", "Proof", "proof"]
