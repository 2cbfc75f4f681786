"""The sentence that may be used instead: the draft's own, mended, or else the figure's."""

from __future__ import annotations

from headcount.core.wording import capital
from headcount.desk.proof.draft import Draft
from headcount.desk.proof.index import Candidate
from headcount.desk.proof.reading import Reading
from headcount.desk.proof.verdict import DENIED, DISPUTED, MISQUOTED, OUTDATED, Verdict
from headcount.figures.dates import words as date_words
from headcount.figures.package import Package
from headcount.figures.phrase import phrase
from headcount.figures.quantity import spoken

_MENDED = {"qualifier", "bare"}
"""What can be mended in the draft's own sentence; for all else the figure's is given."""

_SAYS = {
    "claimed": "claimed that there were", "estimated": "estimated that there were",
    "offered": "spoke of an offer of", "planned": "spoke of plans for",
    "confirmed": "confirmed", "completed": "recorded", "denied": "denied that there were",
}  # fmt: skip


def mended(package: Package, draft: Draft, read: Reading, found: Verdict) -> str:
    """Return a sentence that may be used instead of the draft's; empty where that may stand.

    Parameters
    ----------
    package
        The data.
    draft, read, found
        The draft, an amount of it, and the verdict on that.
    """
    if found.match is None or found.word not in (DENIED, DISPUTED, MISQUOTED, OUTDATED):
        return ""
    held = found.match.held
    own = _Sentence(draft, read)
    if found.word == DENIED:
        return f"{own.whole()} {found.why}"
    if found.word == OUTDATED:
        later = found.others[0]
        when = date_words(later.row["as_of"])
        return own.with_amount(_amount(later), f", as of {when}, according to {later.voice}")
    if found.word == DISPUTED:
        if not found.others:  # a place in an order: its reason tells the lists
            return found.why
        low, high = (turn(one.amount.stated for one in found.others) for turn in (min, max))
        span = spoken(low) if low == high else f"between {spoken(low)} and {spoken(high)}"
        return own.with_amount(
            _amount(held), f", according to {held.voice}; others put it at {span}"
        )
    if read.amount.sort == "count" and found.match.bent and set(found.match.bent) <= _MENDED:
        by = f", according to {held.voice}" if "bare" in found.match.bent else ""
        return own.with_amount(_amount(held), by)
    return said(package, held) if held.amount.is_number else found.why


def said(package: Package, held: Candidate) -> str:
    """Say a figure in a sentence of its own: who, how it is known, how many of what, and when.

    Examples
    --------
    >>> import headcount as hc
    >>> from headcount.desk.proof.index import index
    >>> data = hc.read()
    >>> (one,) = [it for it in index(data).held if it.id == "prk-killed-nis-2025-04-30"]
    >>> said(data, one)[:61]
    'South Korean intelligence estimated that there were about 600'
    """
    when = date_words(held.row["as_of"])
    verb = _SAYS.get(held.status, "spoke of")
    return (
        f"{capital(held.voice)} {verb} {_amount(held)} {phrase(package, held.row)}, as of {when}."
    )


class _Sentence:
    """The draft's own sentence, with the amount in it."""

    def __init__(self, draft: Draft, read: Reading) -> None:
        start, end = read.sentence
        self._before = draft.plain[start : read.amount.start]
        self._amount = read.amount.text
        self._after = draft.plain[read.amount.end : end].rstrip()

    def whole(self) -> str:
        return _tidy(self._before + self._amount + self._after)

    def with_amount(self, words: str, added: str = "") -> str:
        """Return it with another amount, and more before its end."""
        words = words if self._before.strip() else capital(words)
        if self._amount.casefold().startswith(("a further", "another", "an additional")):
            words = f"another {words}"
        after = self._after
        closing = ""
        while after and after[-1] in ".!?\"')]":
            closing, after = after[-1] + closing, after[:-1]
        return _tidy(f"{self._before}{words}{after}{added}{closing or '.'}")


def _tidy(text: str) -> str:
    text = " ".join(text.split()).strip()
    return text if text.endswith((".", "!", "?", '"')) else f"{text}."


def _amount(held: Candidate) -> str:
    return held.amount.words()
