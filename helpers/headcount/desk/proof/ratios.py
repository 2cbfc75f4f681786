"""Shares, multiples and places in an order: held against the figures that they are of, not looked up.

A share that a figure's own definition gives ("a quarter of them killed") is held against that. Any
other is worked out from the figures of what the sentence speaks of, by `figures.arithmetic`; a
place in an order by `figures.ranking`, source by source.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import permutations

from headcount.core.wording import capital, ordinal
from headcount.desk.proof.amounts import MULTIPLE, SHARE, Amount, scan
from headcount.desk.proof.index import Candidate, Index
from headcount.desk.proof.matching import Match, Matcher, meet
from headcount.desk.proof.reading import Reading
from headcount.desk.proof.verdict import DISPUTED, MISQUOTED, NO_RECORD, SUPPORTED, Verdict
from headcount.figures.arithmetic import has_ratio, ratio
from headcount.figures.names import whose
from headcount.figures.package import Package, cached
from headcount.figures.phrase import phrase
from headcount.figures.ranking import Place, places
from headcount.figures.status import is_amount

_FEWEST = 5  # a list that can bear a place has so many
_LOOSE = 0.15  # a fraction in words stands for what is this close to it
_PAIRS = 4000
_PLAIN = frozenset({"people", "armed", "soldiers"})  # of such, a share tells nothing by itself
_SHARING = re.compile(
    r"%|cent\b|half|third|quarter|fifth|tenth|times|twice|double|triple|\b(?:one|1) (?:in|out)"
)


class Ratios:
    """Holds what is no count against the figures of a record."""

    def __init__(self, known: Index, matcher: Matcher) -> None:
        self.known, self.package, self.matcher = known, known.package, matcher

    # ── places in an order ──────────────────────────────────────────────────────────────────────

    def place(self, read: Reading) -> Verdict | None:
        """Judge a place in an order."""
        subject = [
            one
            for one in (*sorted(read.beside), *read.places, *read.speaking)
            if one in self._ranked
        ]
        if not subject:
            return None
        said = int(read.amount.stated)
        lists = [(rows, at) for one in subject[:1] for rows, at in self._lists(read, one)]
        if not lists:
            return (
                None
                if not read.things
                else Verdict(NO_RECORD, "No list in the record supports a place in this order.")
            )
        fitting = [(rows, at) for rows, at in lists if at.best <= said <= at.worst]
        sure = [(rows, at) for rows, at in fitting if at.best == at.worst]
        shown = (fitting or lists)[0]
        mine = next(one for one in shown[0] if subject[0] in one.whom)
        figures = tuple(
            next(one for one in rows if subject[0] in one.whom)
            for rows, _ in (fitting or lists)[:6]
        )
        told = sorted({at.best for _, at in lists} | {at.worst for _, at in lists})
        span = ordinal(told[0]) if len(told) == 1 else f"{ordinal(told[0])} to {ordinal(told[-1])}"
        what = f"{self._phrase(mine)}, {self.known.facts.dated(mine.row)}"
        if not fitting:
            return Verdict(
                MISQUOTED,
                f"By the figures it is {span}, not {ordinal(said)}: {what}.",
                Match(mine),
                figures,
            )
        named = bool(read.speakers or read.dates or read.hedged or read.said_before)
        if sure and (named or len(fitting) == len(lists)):
            return Verdict(
                SUPPORTED,
                f"{capital(ordinal(said))} by {mine.voice}: {what}.",
                Match(mine),
                figures,
            )
        if sure and len(sure) * 2 >= len(lists):
            return Verdict(
                SUPPORTED,
                f"{capital(ordinal(said))} in {len(sure)} of {len(lists)} lists: {what}.",
                Match(mine),
                figures,
            )
        return Verdict(
            DISPUTED,
            f"{capital(ordinal(said))} in {len(fitting)} of {len(lists)} lists; in others {span}.",
            Match(mine),
            figures,
        )

    @cached_property
    def _ranked(self) -> set[str]:
        """Return whom the lists of the record are about."""
        return {
            key
            for one in self.known.held
            if whose(self.package, one.row["table"])
            for key in one.whom
        }

    def _lists(self, read: Reading, subject: str) -> Iterator[tuple[list[Candidate], Place]]:
        """Give each list that may bear the place: one source, measure and time, with the place in it."""
        measures = read.things.get("measure", frozenset())
        groups: dict[tuple[str, ...], list[Candidate]] = {}
        for one in self.known.held:
            if (
                not is_amount(one.row)
                or one.row.get("part_of")
                or not whose(self.package, one.row["table"])
            ):
                continue
            own = one.things.get("measure", frozenset())
            if measures and not measures & own and not (measures <= {"total"} and not own):
                continue
            if not measures and own and not own & {"active"}:
                continue
            if self.matcher.is_other(read, one):
                continue
            groups.setdefault((one.row["table"], one.row["source_id"], *sorted(own)), []).append(
                one
            )
        for rows in groups.values():
            latest = _one_each(rows)
            if len(latest) >= _FEWEST and any(subject in one.whom for one in latest):
                if not self._fits(read, latest):
                    continue
                found = places([one.amount for one in latest])
                yield (
                    latest,
                    next(at for one, at in zip(latest, found, strict=True) if subject in one.whom),
                )

    def _fits(self, read: Reading, rows: list[Candidate]) -> bool:
        """Whether a list is by who is named, and of the time that is named."""
        keys = {key for by in read.speakers for key in by.keys}
        if keys and not any(keys & one.speakers for one in rows):
            return False
        dates = [one for one in read.dates if not one.is_bound]
        if not dates:
            return True
        spans = [span for one in rows for span in (one.as_of, one.reported) if span]
        return meet((one.span for one in dates), spans)

    # ── shares and multiples ────────────────────────────────────────────────────────────────────

    def share(self, read: Reading) -> Verdict | None:
        """Judge a share or a multiple."""
        if told := self._of_two(read) or self._stated(read) or self._given(read):
            return told
        pairs = list(self._pairs(read))
        for one, other in pairs:
            if self._is(read.amount, one, other):
                why = f"{capital(one.amount.words())} {self._phrase(one)} to {other.amount.words()} {self._phrase(other)}."
                return Verdict(SUPPORTED, why, Match(one), (one, other))
        if not pairs:
            if read.all_things <= _PLAIN and not read.others:
                return None
            about = [one for one in self.matcher.topical(read) if not one.bent]
            if not about:
                return (
                    Verdict(NO_RECORD, "The record has no figures that give this.")
                    if read.is_known
                    else None
                )
            return Verdict(
                NO_RECORD,
                "No two figures of the record were found that this is of.",
                None,
                tuple(m.held for m in about[:3]),
            )
        if read.amount.sort == SHARE and "event" not in read.every and "unit" not in read.every:
            return Verdict(NO_RECORD, "No two figures of the record come to this.", None, pairs[0])
        one, other = pairs[0]
        found = ratio(one.amount, other.amount).words()
        why = f"{capital(one.amount.words())} {self._phrase(one)} ({one.voice}) is {found} {other.amount.words()} {self._phrase(other)} ({other.voice})."
        named = {held.id: held for pair in pairs[:3] for held in pair}
        return Verdict(MISQUOTED, why, Match(one), tuple(named.values()))

    def _of_two(self, read: Reading) -> Verdict | None:
        """Judge a share or multiple by two numbers near it, each a figure's."""
        for one, other in permutations(read.others, 2):
            if other.stated and is_near(read.amount, one.stated / other.stated):
                ends = [self._has(read, it.stated) for it in (one, other)]
                if ends[0] and ends[1]:
                    why = f"{one.text} to {other.text} ({ends[0].voice}; {ends[1].voice})."
                    return Verdict(SUPPORTED, why, Match(ends[0]), (ends[0], ends[1]))
        return None

    def _given(self, read: Reading) -> Verdict | None:
        """Judge a share or multiple of a figure that a number of the same sentence is."""
        is_plain = read.all_things <= _PLAIN
        start, end = read.sentence
        others = [one for one in read.others if not is_plain or start <= one.start < end]
        for held in self.known.held if others else ():
            if not is_amount(held.row) or not self._is_about(read, held) or not held.amount.stated:
                continue
            for other in others:
                if other.stated and is_near(read.amount, other.stated / held.amount.stated):
                    why = f"{other.text} to {held.amount.words()} {self._phrase(held)} ({held.voice})."
                    return Verdict(SUPPORTED, why, Match(held), (held,))
        return None

    def _has(self, read: Reading, number: float) -> Candidate | None:
        """Return the figure that a number near a share is: of those who are spoken of, or by them."""
        whom = {*read.places, *read.beside, *read.speaking, *read.topic}
        return next(
            (
                held for held in self.known.near(number, number)
                if held.whom & whom or not held.whom or held.speakers & read.named
            ),
            None,
        )  # fmt: skip

    def _stated(self, read: Reading) -> Verdict | None:
        """Judge by a share that a figure's own definition gives."""
        found = [
            (match, own)
            for match in self._sharing(read)
            for own in self._shares(match.held)
            if own.sort == read.amount.sort
        ]
        for match, own in found:
            if _near(own, read.amount):
                why = f"{capital(match.held.voice)}: {match.held.row['definition']}"
                return Verdict(SUPPORTED, why, match, (match.held,))
        is_told = bool(read.speakers or read.dates)
        sure = [(match, own) for match, own in found if match.cost < 0.1 and is_told]
        if sure:
            match, own = sure[0]
            return Verdict(
                MISQUOTED,
                f"The record has {own.text}: {match.held.row['definition']}",
                match,
                (match.held,),
            )
        return None

    def _sharing(self, read: Reading) -> Iterator[Match]:
        """Give the figures whose definitions may give a share of what is spoken of."""
        keys = {key for by in read.speakers for key in by.keys}
        spots = {place for by in read.speakers for place in by.places}
        whom = set(read.beside) or set(read.places) | set(read.speaking)
        found = []
        for held in self.known.held:
            if (
                not (held.whom & whom or (not whom and keys & held.speakers))
                or not self._shares(held)
                or ("event" in read.things and "event" not in held.things)
            ):
                continue
            match = Match(held)
            self.matcher.tell(read, match)
            if "time" in match.bent or "speaker" in match.bent:
                continue
            if not (keys & held.speakers or spots & held.origin or not (keys or spots)):
                match.cost += 0.5
            found.append(match)
        yield from sorted(found, key=lambda one: one.cost)

    def _shares(self, held: Candidate) -> list[Amount]:
        """Return the shares and multiples that a figure's definition gives."""
        kept = _kept_shares(self.package)
        if held.id not in kept:
            text = str(held.row["definition"])
            found = scan(text) if _SHARING.search(text) else []
            kept[held.id] = [one for one in found if one.sort in (SHARE, MULTIPLE)]
        return kept[held.id]

    def _pairs(self, read: Reading) -> Iterator[tuple[Candidate, Candidate]]:
        """Give the pairs of figures that a share or multiple may be of: the first over the second."""
        groups = self._groups(read)
        many = 0
        for first, second in groups:
            for one in first:
                for other in second:
                    if one.id != other.id and self._can_be(read, one, other):
                        many += 1
                        if many > _PAIRS:
                            return
                        yield one, other

    def _groups(self, read: Reading) -> Iterator[tuple[list[Candidate], list[Candidate]]]:
        whom = [
            one
            for one in dict.fromkeys((*read.places, *read.speaking))
            if one in self.known.subjects
        ]
        fitting = [
            one for one in self.known.held if is_amount(one.row) and self._is_about(read, one)
        ]
        by = [frozenset(speaker.keys) for speaker in read.speakers if speaker.keys]
        if read.amount.sort == MULTIPLE and len(by) > 1:
            yield (
                [one for one in fitting if one.speakers & by[0]],
                [one for one in fitting if one.speakers & by[1]],
            )
        elif read.amount.sort == MULTIPLE and len(whom) > 1:
            yield (
                [one for one in fitting if whom[0] in one.whom],
                [one for one in fitting if whom[1] in one.whom],
            )
        elif read.amount.sort == SHARE and not read.all_things <= _PLAIN:
            yield fitting, fitting

    def _is_about(self, read: Reading, held: Candidate) -> bool:
        whom = set(read.places) | set(read.beside) | (set() if read.places else set(read.speaking))
        if not held.whom & whom:
            return False
        own, said = held.things, read.every
        named = set().union(*said.values()) if said else set()
        counted = set().union(*own.values()) if own else set()
        if (
            named
            and counted
            and not (named | {self.known.wider.get(one) for one in named}) & counted
        ):
            return False
        return not self.matcher.is_other(read, held)

    def _can_be(self, read: Reading, one: Candidate, other: Candidate) -> bool:
        if not has_ratio(one.amount, other.amount):
            return False
        if read.amount.sort == SHARE and one.whom != other.whom:
            return False
        same = one.row["table"] == other.row["table"]
        if read.amount.sort == MULTIPLE:
            return same and one.things == other.things
        days = abs((one.as_of.latest - other.as_of.latest).days)
        return (
            (one.things != other.things or not same)
            and days <= 800
            and one.amount.stated <= other.amount.stated
        )

    def _is(self, amount: Amount, one: Candidate, other: Candidate) -> bool:
        found = ratio(one.amount, other.amount)
        middle = found.value if found.value is not None else None
        ends = [end for end in (found.low, middle, found.high) if end is not None]
        return any(is_near(amount, end) for end in ends)

    def _phrase(self, held: Candidate) -> str:
        return phrase(self.package, held.row)


@cached
def _kept_shares(_: Package) -> dict[str, list[Amount]]:
    return {}


def _one_each(rows: Iterable[Candidate]) -> list[Candidate]:
    """Return the latest row of each of those that a list is about."""
    latest: dict[frozenset[str], Candidate] = {}
    for one in rows:
        if one.whom not in latest or one.as_of.latest >= latest[one.whom].as_of.latest:
            latest[one.whom] = one
    return list(latest.values())


def _near(own: Amount, said: Amount) -> bool:
    return any(is_near(said, number) for number in own.numbers)


def is_near(said: Amount, number: float) -> bool:
    """Whether a number is what a share or a multiple says, to the digits that it is said in."""
    if said.value is None:
        low = -math.inf if said.low is None else said.low
        high = math.inf if said.high is None else said.high
        return bool(low <= number <= high)
    if said.sort == SHARE and re.search(r"\d", said.text) and re.search(r"%|cent", said.text):
        digits = len(f"{said.value * 100:.6g}".partition(".")[2])
        return abs(number - said.value) <= 0.5 / 100 / 10.0**digits + 1e-9
    if said.qualifier == "up-to" and said.value / 2 <= number <= said.value:
        return True
    if said.qualifier in ("more-than", "at-least") and said.value <= number <= said.value * 2:
        return True
    whole = said.sort == MULTIPLE and said.value >= 2
    return abs(number - said.value) <= (
        max(0.25 if said.value < 3 else 0.35, said.value * 0.08) if whole else said.value * _LOOSE
    )
