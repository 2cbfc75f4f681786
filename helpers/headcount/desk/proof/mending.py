"""The sentence that may be used instead: the draft's own, mended, or else the figure's.

The draft's sentence is mended where nothing but the number, or the word before it, is wrong, and
where the new one fits between the words around it. Otherwise the figure is said in a sentence of
its own, with who gives it, how it is known and of when it is. Where whom the draft names did not
say it, or it is about another place, there is none: the reason tells enough.
"""

from __future__ import annotations

import re

from headcount.caveats import View
from headcount.caveats.facts import facts
from headcount.core.wording import capital, cardinal, closed
from headcount.desk.proof.amounts import COUNT
from headcount.desk.proof.draft import Draft
from headcount.desk.proof.index import Candidate, is_person
from headcount.desk.proof.language import Tokens, one_list
from headcount.desk.proof.matching import Match
from headcount.desk.proof.reading import Reading
from headcount.desk.proof.verdict import DENIED, DISPUTED, MISQUOTED, OUTDATED, Verdict
from headcount.desk.quote import amount_and_subject
from headcount.figures.dates import on
from headcount.figures.package import Package
from headcount.figures.provenance import chains
from headcount.figures.quantity import spoken

_SPEAKS = {"offered": "an offer of ", "planned": "plans for ", "claimed": ""}
"""Of what there is none yet, its source only speaks."""
_NO_ROOM = re.compile(
    r"\b(?:an?|the|these|those|this|its|their|his|her|our|exactly|precisely|another|all|every"
    r"|other|first|last|next|to|or|and|between|of)\s+$|[\w$€£#.-]$",
    re.IGNORECASE,
)
"""Words before a number after which "about" or "up to" cannot stand."""
_NOT_OURS = re.compile(r"[\"“”]")
_NOT_PLAIN = re.compile(
    r"[()\[\]|;:?!#*\t\n]|--| [–—-] |[a-z]\. |, (?:and|but|while|though|which|who)\b"
    r"|\b(?:says?|said|according|reports?|reported|counts?|counted|by the)\b"
)
"""Signs of what no source can be put behind: brackets, lists, two clauses, a source of its own. A
quotation is changed by nobody."""


def mended(package: Package, draft: Draft, read: Reading, found: Verdict) -> str:
    """Return a sentence that may be used instead of the draft's; empty where there is none.

    Parameters
    ----------
    package
        The data.
    draft, read, found
        The draft, an amount of it, and the verdict on that.
    """
    match = found.match
    if match is None or read.amount.sort != COUNT or not _is_its_own(read, match):
        return ""
    held, own = match.held, _Sentence(draft, read)
    by = "" if read.speakers else f", according to {held.voice}"
    if found.word == DENIED:
        if held.status == "denied":
            return said(package, held)
        is_by = any(one.keys & held.speakers for one in read.speakers)
        first = own.whole if is_by else said(package, held)
        return f"{first} {_who(package, found.others[0])} denied it{_on(found.others[0])}."
    if not held.amount.is_number:
        return ""
    if found.word == OUTDATED:
        later = found.others[0]
        if later.voice != held.voice and any(one.keys for one in read.speakers):
            return ""  # the reason tells who has counted since
        is_now = match.bent or read.now or read.dates or later.voice != held.voice
        when = facts(package).dated_after_verb(later.row)
        return (not is_now and own.with_amount(later, f"{by}, {when}")) or said(package, later)
    if found.word == DISPUTED:
        others = [one.amount.stated for one in found.others]
        ends = [spoken(end) for end in sorted({turn(others) for turn in (min, max) if others})]
        span = f"between {' and '.join(ends)}" if len(ends) > 1 else "".join(ends)
        rest = f"; others put it at {span}" if span else ""
        mine = said(package, held).removesuffix(".")
        return own.with_amount(held, f"{by}{rest}") or f"{mine}{rest}."
    if found.word == MISQUOTED and match.bent and match.bent.keys() <= {"qualifier", "bare"}:
        return own.with_amount(held, by if "bare" in match.bent else "") or said(package, held)
    return said(package, held) if found.word == MISQUOTED else ""


def _is_its_own(read: Reading, match: Match) -> bool:
    """Whether a figure is by whom the draft names, or it names nobody, and of the same place."""
    if match.bent.keys() & {"place", "speaker"}:
        return False
    if "status" in match.bent and "confirmed" in read.modes:  # by whoever is its subject
        return False
    by, held = read.speakers, match.held
    if not by or any(one.keys & held.speakers for one in by):
        return True
    is_named = match.off_topic and any(one.keys for one in by)
    return not is_named and any(one.places & (held.origin or held.voices) for one in by)


def said(package: Package, held: Candidate) -> str:
    """Say a figure in a sentence of its own: who, how it is known, how many of what, and when.

    Examples
    --------
    >>> import headcount as hc
    >>> from headcount.desk.proof.index import index
    >>> data = hc.read()
    >>> (one,) = [it for it in index(data).held if it.id == "prk-killed-nis-2025-04-30"]
    >>> print(said(data, one))
    South Korean intelligence put the number of people killed among North Korea's forces at about \
600 as of April 30, 2025.
    """
    what, words = amount_and_subject(View(package, (held.row,)), held.row), held.amount.words()
    of, is_count = what.removeprefix(f"{words} "), what.startswith(f"{words} ")
    if words in map(str, range(2, 10)) and is_count:  # as running text has it
        words = cardinal(int(words))
        what = f"{words} {of}"
    who, when = _who(package, held), facts(package).dated_after_verb(held.row)
    if held.status == "denied":
        what = f"that there were {what}" if held.amount.is_number else f"a figure for {what}"
        return f"{closed(f'{who} denied{_on(held)}')} {what}."
    if held.status in _SPEAKS:
        return f"{who} spoke of {_SPEAKS[held.status]}{what}{_on(held)}."
    if not is_count or held.amount.value == 1 or held.amount.measured:
        return f"{who} reported {what} {when}."
    if held.is_flow and held.status != "estimated":
        return f"{who} reported a total of {what} {when}."
    number = "total number" if held.is_flow else "number"
    at = words.removeprefix("an estimated ")
    at = f"no fewer than {at.removeprefix('at least ')}" if at.startswith("at least ") else at
    return f"{who} put the {number} of {of} at {at} {when}."


def _who(package: Package, held: Candidate) -> str:
    """Say who gives a figure, as a sentence begins: a person with an office."""
    hops = (hop for hop in chains(package).get(held.id, ()) if hop.speaker == held.voice)
    role = next(
        (re.split("[,;]", hop.role)[0] for hop in hops if is_person(hop.speaker, hop.role)), ""
    )
    has_office = any(True for _ in one_list("offices").find(Tokens(role)))
    return f"{held.voice}, {role}," if has_office else capital(held.voice)


def _on(held: Candidate) -> str:
    return on(str(held.row["reported"] or held.row["as_of"]))


class _Sentence:
    """The draft's own sentence, with the amount in it."""

    def __init__(self, draft: Draft, read: Reading) -> None:
        start, end = read.sentence
        self._before = draft.plain[start : read.amount.start]
        self._amount = read.amount.text
        self._after = draft.plain[read.amount.end : end].rstrip()
        self._is_alone = not any(start <= one.start < end for one in read.others)

    @property
    def whole(self) -> str:
        """The sentence as it is."""
        text = " ".join((self._before + self._amount + self._after).split())
        return text if text.endswith((".", "!", "?", '"', "”")) else f"{text}."

    def with_amount(self, held: Candidate, added: str = "") -> str:
        """Return it with a figure's amount, and more at its end; nothing where that is no sentence."""
        text, whole = held.amount.words(), self._before + self._amount + self._after
        if _NO_ROOM.search(self._before) or _NOT_OURS.search(whole) or whole.isupper():
            return ""
        if added and (_NOT_PLAIN.search(whole) or not self._is_alone):
            return ""
        if self._amount.casefold().startswith(("a further", "another", "an additional")):
            text = f"another {text}"
        body = self._after.rstrip(".!")
        text = text if self._before.strip() else capital(text)
        return " ".join(f"{self._before}{text}{body}{added}{self._after[len(body) :]}".split())
