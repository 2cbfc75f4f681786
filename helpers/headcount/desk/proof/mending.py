"""The sentence that may be used instead: the draft's own, mended, or else the figure's.

The draft's sentence is mended where what is wrong is a number, the word before it, a date, a verb
that has a plan done or a word for the dead (`headcount.desk.proof.edits`). Otherwise the figure is
said in a sentence of its own (`headcount.desk.quote.reported`). Where whom the draft names did not
say it, or it is about another place, there is none: the reason tells enough.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from headcount.caveats import View
from headcount.caveats.facts import facts
from headcount.core.wording import capital
from headcount.desk.proof.amounts import COUNT
from headcount.desk.proof.draft import Draft
from headcount.desk.proof.edits import Edit, OwnSentence
from headcount.desk.proof.index import Candidate, is_person
from headcount.desk.proof.language import Tokens, one_list
from headcount.desk.proof.matching import Match
from headcount.desk.proof.reading import Reading
from headcount.desk.proof.verdict import DENIED, DISPUTED, MISQUOTED, OUTDATED, SUPPORTED, Verdict
from headcount.desk.quote import reported
from headcount.figures.dates import on
from headcount.figures.package import Package
from headcount.figures.provenance import chains
from headcount.figures.quantity import spoken


def suggestions(
    package: Package, draft: Draft, found: Sequence[tuple[Reading, Verdict]]
) -> list[str]:
    """Return for each amount a sentence that may be used instead of the draft's, or nothing.

    What is wrong in one sentence is mended together: a suggestion leaves no other number wrong.

    Parameters
    ----------
    package
        The data.
    draft, found
        The draft, and each amount of it with its verdict.
    """
    edits: dict[tuple[int, int], list[list[Edit] | None]] = defaultdict(list)
    for read, one in found:
        own = OwnSentence(draft, read)
        edits[read.sentence].append(_edits(package, own, read, one) if own.is_open else None)
    use = []
    for read, one in found:
        own, those = OwnSentence(draft, read), edits[read.sentence]
        if one.word == SUPPORTED:
            use.append("")
        else:
            every = [] if None in those else [edit for them in those for edit in them or ()]
            mended = own.edited(every) if every else ""
            use.append(mended or _instead(package, own, read, one))
    return use


def _edits(package: Package, own: OwnSentence, read: Reading, found: Verdict) -> list[Edit] | None:
    """Return what mends an amount in its own sentence: nothing to do where it may stand."""
    match = found.match
    if found.word == SUPPORTED:
        return []
    if match is None or read.amount.sort != COUNT or not _is_its_own(read, match):
        return None
    held, bent = match.held, match.bent.keys()
    if not held.amount.is_number:
        return None
    by = "" if read.speakers else f", according to {held.voice}"
    if found.word == OUTDATED:
        return own.since(found.others[0], facts(package)) if _may_follow(found) else None
    if found.word == DISPUTED:
        return _both(own.amount(held), own.tail(by + _rest(found)))
    if found.word != MISQUOTED:
        return None
    if bent and bent <= {"qualifier", "bare"}:
        return _both(own.amount(held), own.tail(by if "bare" in bent else ""))
    amount = own.amount(held) if "qualifier" in bent else []
    rest = bent - {"qualifier"}
    if rest == {"measure"} and match.is_graver:
        return _both(amount, own.dead_or_wounded())
    if rest == {"status"} and held.status == "planned":
        return _both(amount, own.planned())
    return _both(amount, own.dated(held)) if rest == {"time"} else None


def _both(first: list[Edit] | None, then: list[Edit] | None) -> list[Edit] | None:
    return None if first is None or then is None else first + then


def _may_follow(found: Verdict) -> bool:
    """Whether a later figure may stand in the sentence: not where the draft names another speaker."""
    match, later = found.match, found.others[0]
    return match is not None and not match.bent and later.voice == match.held.voice


def _rest(found: Verdict) -> str:
    """Say what others put a disputed number at."""
    others = [one.amount.stated for one in found.others]
    ends = [spoken(end) for end in sorted({turn(others) for turn in (min, max) if others})]
    span = f"between {' and '.join(ends)}" if len(ends) > 1 else "".join(ends)
    return f"; others put it at {span}" if span else ""


def _instead(package: Package, own: OwnSentence, read: Reading, found: Verdict) -> str:
    """Return the figure in a sentence of its own, where it is of whom the draft names."""
    match = found.match
    if match is None or read.amount.sort != COUNT or not _is_its_own(read, match):
        return ""
    held = match.held
    if found.word == DENIED:
        if held.status == "denied":
            return said(package, held)
        is_by = any(one.keys & held.speakers for one in read.speakers)
        first = own.whole if is_by and own.is_whole else said(package, held)
        return f"{first} {_who(package, found.others[0])} denied it{_on(found.others[0])}."
    is_another = match.off_topic and not (match.is_graver or held.things.get("unit"))
    if not held.amount.is_number or is_another:
        return ""  # a number that is alike, of something else
    if found.word == OUTDATED:
        later = found.others[0]
        is_others = later.voice != held.voice and any(one.keys for one in read.speakers)
        return "" if is_others else said(package, later)  # the reason tells who has counted since
    if found.word == DISPUTED:
        return f"{said(package, held).removesuffix('.')}{_rest(found)}."
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
    """Say a figure in a sentence of its own, by whom the draft may name with the office.

    Examples
    --------
    >>> import headcount as hc
    >>> from headcount.desk.proof.index import index
    >>> data = hc.read()
    >>> (one,) = [it for it in index(data).held if it.id == "prk-killed-nis-2025-04-30"]
    >>> print(said(data, one))
    South Korean intelligence estimated the number of North Korean soldiers killed at \
about 600 as of April 30, 2025, KBS World reported.
    """
    return reported(View(package, (held.row,)), held.row, _who(package, held))


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
