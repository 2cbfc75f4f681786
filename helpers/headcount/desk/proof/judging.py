"""The verdict on an amount that was read: which figures it may be, and what became of them.

Each figure that states the number is held against what was read (`headcount.desk.proof.matching`);
the one that fits best decides. What fits in everything may still have been denied since, been
followed by another, or stand bare where others count otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from headcount.caveats import View
from headcount.caveats.kinship import fit_in_time
from headcount.caveats.rules.origin import denied_by
from headcount.core.wording import capital, listed
from headcount.desk.proof.amounts import COUNT, PERCENT, PLACE, SHARE
from headcount.desk.proof.index import Candidate, Index
from headcount.desk.proof.matching import Match, Matcher, meet
from headcount.desk.proof.ratios import Ratios
from headcount.desk.proof.reading import Reading
from headcount.desk.proof.verdict import (
    DENIED,
    DISPUTED,
    MISQUOTED,
    NO_RECORD,
    OUTDATED,
    SUPPORTED,
    Verdict,
)
from headcount.figures.phrase import phrase
from headcount.figures.quantity import spoken
from headcount.figures.status import is_amount

_APART = 1.1  # so many times another figure: more than rounding
_SOON = 92  # days: so long after a claim a denial of its number is one of it
_YEARS, _EVER = 3 * 366, 100_000  # days: so long a bare number holds, and a claim
_COUNTED_OUT = 10  # "two of them": so few are counted of anything
_TELLING = 13  # so large is a number that tells by itself which figure's it is
_UNSURE = 1.0  # so little may a figure cost where nothing says what is counted
_DONE = ("confirmed", "completed")
_ALIKE = 0.3  # so much more may figures cost that fit as well as the best


class Judge:
    """Judges the amounts of a draft by a record, as it was on the draft's day, or by some figures of it."""

    def __init__(
        self, known: Index, day: date | None = None, only: Collection[str] | None = None
    ) -> None:
        self.known, self.package, self.facts = known, known.package, known.facts
        self.day = day or date.max
        self.matcher = Matcher(known, self.day, only)
        self._ratios = Ratios(known, self.matcher)

    def judge(self, read: Reading) -> Verdict | None:
        """Judge an amount; None where it is none of the record's business."""
        if read.amount.sort == PERCENT:
            found = self.judge(replace(read, amount=replace(read.amount, sort=COUNT)))
            if found is not None and found.match is not None and not found.match.off_topic:
                return found
            share = self._ratios.share(replace(read, amount=read.amount.times(0.01, SHARE)))
            # what no figure has and no two figures give is another share: "shares lost 3 percent"
            is_guess = found is None or read.is_carried
            return None if is_guess and share and share.word != SUPPORTED else share
        if read.amount.sort == COUNT:
            if self._is_nobodys(read):
                return None
            found = self._carried(read, self.count(read))
            is_meant = found.match is not None and self.matcher.is_credited(read, found.match)
            if found.word in (MISQUOTED, NO_RECORD) and not is_meant and (told := self._told(read)):
                return told
            if found.match is not None and not found.match.off_topic:
                is_near = read.is_sure or found.match.cost < _UNSURE
                return (
                    found if is_near and not (read.amount.is_vague and found.match.bent) else None
                )
            least = _COUNTED_OUT * 10 if read.is_carried else _COUNTED_OUT
            is_small = found.word == NO_RECORD and (read.amount.stated < least or read.is_alone)
            if not read.is_sure or is_small or not self._is_told(read, found):
                return None
            return found if found.why else self._none(read)
        is_place = read.amount.sort == PLACE
        told = self._ratios.place(read) if is_place else self._ratios.share(read)
        # what it is of was said before it: that no figures give it tells nothing
        is_lost = (
            told and read.is_carried and told.word in (NO_RECORD, *[MISQUOTED] * (not is_place))
        )
        return None if is_lost else told

    @staticmethod
    def _is_nobodys(read: Reading) -> bool:
        """Whether people are counted, and nothing tells whose: 1,000 people at a funeral."""
        named = {*read.beside, *read.places, *read.speaking, *read.topic}
        counted = set().union(*read.things.values())
        is_by = any(one.keys or one.classes for one in read.speakers)
        is_bare = not (named or is_by or read.modes or read.said_before)
        return counted == {"people"} and is_bare

    def _carried(self, read: Reading, found: Verdict) -> Verdict:
        """Return what fits where what an amount counts was said before it, and fits not."""
        match = found.match
        is_by = match is None or "speaker" not in match.bent
        if not read.is_carried or (match is not None and not match.off_topic and is_by):
            return found
        is_told = read.things.keys() & read.every.keys() & {"event"}  # in its own sentence
        for facets in (("who", "unit", "what"), ()) if not is_told else ():
            things = {one: names for one, names in read.things.items() if one in facets}
            again = self.count(replace(read, things=things))
            match = again.match
            if match is not None and (not match.bent or self.matcher.is_credited(read, match)):
                return again
        return found

    def _told(self, read: Reading) -> Verdict | None:
        """Judge a number that the definition of another figure of the sentence tells."""
        start, end = read.sentence
        near = {n for one in read.others if start <= one.start < end for n in one.numbers}
        if read.amount.stated < _TELLING or not near:
            return None
        befell = read.things.get("event", frozenset())
        whole = r"(?<!\bof )(?<!\bof about )" if befell else ""  # what befell a part befell not all
        number = re.compile(rf"(?<![\d,.]){whole}{read.amount.stated:,.0f}(?![\d,]*\d)")
        for held in self.known.held:
            text, own = str(held.row["definition"]), held.amount
            is_other = near & {own.low, own.value, own.high}
            is_so = not befell or befell & self.known.also(held)
            if is_other and is_so and number.search(text) and self._is_by(read, held):
                why = f"{capital(held.voice)}: {text}"
                return Verdict(SUPPORTED, why, Match(held), (held,))
        return None

    def _is_by(self, read: Reading, held: Candidate) -> bool:
        """Whether the sentence names whose figure it is, and no other time."""
        is_named = any(
            by.keys & held.speakers or (by.places & held.origin and by.classes & held.classes)
            for by in read.speakers
        )
        return is_named and not self.matcher.is_other(read, held)

    def _is_told(self, read: Reading, found: Verdict) -> bool:
        """Whether more is told of what is counted than that they are people, or whose people."""
        counted = set().union(*read.things.values())
        mine = read.beside & self.known.subjects
        return found.match is not None or counted != {"people"} or bool(mine)

    def count(self, read: Reading) -> Verdict:
        """Judge an amount of things."""
        fitting = self.matcher.matches(read)
        if not fitting:
            return self._span(read) or Verdict(NO_RECORD, "")
        best = fitting[0]
        near = tuple(one.held for one in fitting if one.cost <= best.cost + _ALIKE)[:6]
        denied = self._denied(read, [one for one in fitting if not one.off_topic], near)
        if denied and (not best.bent or best.off_topic == 0):
            return denied
        others = self._rivals(best.held) or (
            [] if read.dates else self._rivals(best.held, within=_YEARS)
        )
        if set(best.bent) == {"bare"} and (others or self._rivals(best.held, within=_EVER)):
            return self._disputed(best, near, others or self._rivals(best.held, within=_EVER))
        if set(best.bent) <= {"flow"} and (late := self._outdated(read, best, near)):
            return late
        if best.bent:
            return Verdict(MISQUOTED, best.why(), best, near)
        if not read.is_carried and (kin := self._of_that_kind(read, best.held)):
            why = f"{capital(kin.voice)} gave {kin.amount.words()} {self._phrase(kin)}."
            return Verdict(
                MISQUOTED,
                f"{why} {best.held.amount.words()} are {self._phrase(best.held)}.",
                best,
                near,
            )
        return self._standing(read, best, near, others)

    def _of_that_kind(self, read: Reading, held: Candidate) -> Candidate | None:
        """Return another figure of the same voice that is of the very kind a draft names: convicts."""
        said = read.things.get("who", frozenset()) - held.things.get("who", frozenset())
        kinds = {one for one in said if one in self.known.wider}
        for one in self.known.held if kinds else ():
            who = one.things.get("who", frozenset())
            is_like = one.whom == held.whom and one.things.keys() == held.things.keys() == {"who"}
            is_it = is_like and who & kinds and one.voice == held.voice
            is_then = is_it and is_amount(one.row) and fit_in_time(self.facts, held.row, one.row)
            if is_then and one.status == held.status and _are_apart(one, held):
                return one
        return None

    def _span(self, read: Reading) -> Verdict | None:
        """Judge a range of two figures' numbers: "estimates from 500,000 to 1.3 million"."""
        low, high = read.amount.low, read.amount.high
        if low is None or high is None or read.amount.is_vague:
            return None
        ends = []
        for number in (low, high):
            amount = replace(read.amount, low=None, value=number, high=None, qualifier="exact")
            fitting = self.matcher.matches(replace(read, amount=amount))
            ends += [one for one in fitting if not one.off_topic][:1]
        if len(ends) < 2:
            return None
        said = [f"{capital(it.voice)}: {it.amount.words()}" for it in (one.held for one in ends)]
        held = tuple(one.held for one in ends)
        return Verdict(SUPPORTED, f"{'; '.join(said)} {self._phrase(held[0])}.", ends[0], held)

    def _standing(
        self, read: Reading, best: Match, near: tuple[Candidate, ...], others: Sequence[Candidate]
    ) -> Verdict:
        """Judge what is printed as the record has it."""
        held = best.held
        is_bare = not (read.speakers or read.hedged or read.said_before)
        if is_bare and others and not self.matcher.is_named(read, held):
            return self._disputed(best, near, others)
        why = f"{capital(held.voice)}: {held.amount.words()} {self._phrase(held)}, {self.facts.dated(held.row)}."
        return Verdict(SUPPORTED, why, best, near)

    def _outdated(self, read: Reading, best: Match, near: tuple[Candidate, ...]) -> Verdict | None:
        """Judge a number that was followed by another one, where it is printed as of now."""
        held = best.held
        is_ahead = held.status in ("offered", "planned") or held.is_ahead
        is_plan = is_ahead and read.modes & {"planned", "offered"} and not read.now
        if is_plan or read.then or held.status == "denied" or self._is_of_its_day(read, held):
            return None
        later = self._later(held, is_now=read.now)
        if later is None:
            return None
        when = self.facts.dated(later.row)
        why = f"{capital(later.voice)} gave {later.amount.words()} {when}."
        return Verdict(OUTDATED, why, best, near, (later,))

    @staticmethod
    def _is_of_its_day(read: Reading, held: Candidate) -> bool:
        """Whether a sentence places a number in its time: no reader takes it for today's."""
        days = [held.as_of, *([held.reported] if held.reported else [])]
        near = meet([*(when.span for when in read.dates), *read.likely], days)
        return near or (bool(read.dates or read.months) and not read.now)

    def _disputed(
        self, best: Match, near: tuple[Candidate, ...], others: Sequence[Candidate]
    ) -> Verdict:
        held = best.held
        alike = [one for one in others if one.is_like(held)]
        who = listed(list(dict.fromkeys(one.voice for one in alike or others))[:3])
        ends = sorted({one.amount.stated for one in alike})
        span = (
            " to ".join(spoken(end) for end in dict.fromkeys((ends[0], ends[-1]))) if ends else ""
        )
        rest = f"{who} put it at {span}" if span else f"{who} counted otherwise"
        why = f"{capital(held.voice)} is the source of {held.amount.words()}; {rest}."
        return Verdict(DISPUTED, why, best, near, tuple(alike))

    # ── denials ─────────────────────────────────────────────────────────────────────────────────

    def _denied(
        self, read: Reading, fitting: Sequence[Match], near: tuple[Candidate, ...]
    ) -> Verdict | None:
        """Judge a number that was denied, where the draft does not say so."""
        if not fitting or read.modes & {"denied", "denied nearby"}:
            return None
        best = fitting[0]
        alike = [
            one for one in fitting
            if one.cost <= best.cost + _ALIKE and one.held.row["table"] == best.held.row["table"]
        ]  # fmt: skip
        if self.matcher.is_credited(read, best):
            alike = [one for one in alike if self.matcher.is_credited(read, one)]
        for match in alike:
            denial = self._denial(match.held)
            if denial is not None:
                who, did, when = denied_by(View(self.package, (denial.row,)), denial.row)
                why = f"{capital(who)} {did} it {when}."
                return Verdict(DENIED, why, match, near, (denial,))
            if match is best and not best.bent:
                return None
        return None

    def _denial(self, held: Candidate) -> Candidate | None:
        if held.status == "denied":
            return held
        if not is_amount(held.row):
            return None
        answered = {row["figure_id"] for row in self.facts.denials.get(held.id, ())}
        for one in self.known.denials:
            if not one.is_known_by(self.day):
                continue
            if one.id in answered and not self._is_disproved(one):
                return one
            same = one.amount.is_number and one.amount.stated == held.amount.stated
            same = same and one.whom == held.whom and one.where == held.where
            if same and 0 <= (one.as_of.latest - held.as_of.earliest).days <= _SOON:
                return one
        return None

    def _is_disproved(self, denial: Candidate) -> bool:
        """Whether what was denied altogether was confirmed later: that it is so, in any number."""
        if denial.amount.is_number:
            return False
        return any(
            one.status in ("confirmed", "completed")
            and one.row["table"] == denial.row["table"]
            and one.whom == denial.whom
            and one.where == denial.where
            and one.as_of.earliest > denial.as_of.latest
            and self._phrase(one) == self._phrase(denial)
            for one in self.known.held
        )

    # ── what came later, and who counts otherwise ───────────────────────────────────────────────

    def _later(self, held: Candidate, *, is_now: bool) -> Candidate | None:
        """Return the latest figure of the same thing by the same voice or side, if it is another."""
        found = [
            one for one in self._like(held)
            if one.amount.is_number and is_amount(one.row) and one.is_known_by(self.day)
            and not one.row.get("part_of")
            and (self._goes_on(held, one) or self._adds(held, one))
        ]  # fmt: skip
        if not found:
            return None
        last = max(found, key=lambda one: (one.as_of.latest, one.voice == held.voice))
        ends = sorted((last.amount.stated, held.amount.stated))
        is_own = is_now and last.voice == held.voice and ends[1] >= _APART * ends[0] > 0
        return last if is_own or _are_apart(last, held) else None

    def _goes_on(self, held: Candidate, one: Candidate) -> bool:
        """Whether a figure is the next one of the same voice, or of the same side."""
        of_one = one.origin & held.origin and (not held.classes or held.classes & one.classes)
        is_side = bool(of_one or self._bodies(one) & self._bodies(held))
        is_same = one.voice == held.voice or (one.status == held.status and is_side)
        goes_on = one.is_flow and one.as_of.earliest == held.as_of.earliest < held.as_of.latest
        is_later = one.as_of.latest > held.as_of.latest and (
            goes_on or one.as_of.earliest > held.as_of.latest
        )
        has_grown = (
            not held.is_flow or one.amount.most >= held.amount.least
        )  # a sum does not shrink
        is_done = "planned" not in {one.status, held.status} or one.status == held.status
        return is_same and is_later and has_grown and is_done and one.is_flow == held.is_flow

    @staticmethod
    def _adds(held: Candidate, one: Candidate) -> bool:
        """Whether more of what was delivered is reported later, by whomever: things add up."""
        is_of_things = held.things.keys() >= {"unit", "what"} and held.status in _DONE
        is_later = one.as_of.latest >= held.as_of.earliest and one.status in (*_DONE, "estimated")
        return is_of_things and is_later and one.amount.least > held.amount.most

    def _bodies(self, held: Candidate) -> frozenset[str]:
        """Return the bodies that a figure's speakers speak for: no outlets."""
        stands = self.known.stands_for
        return frozenset(
            key for key in held.speakers if key in stands and "media" not in stands[key].classes
        )

    def _rivals(self, held: Candidate, *, within: int = 0) -> list[Candidate]:
        """Return what others give for the same thing at the same time, apart by more than rounding."""
        kept = self.known.rivals
        if (held.id, within) not in kept:
            is_one = is_amount(held.row) and "unit" not in held.things
            kept[held.id, within] = [
                one for one in (self._like(held) if is_one else ())
                if one.voice != held.voice and is_amount(one.row) and not one.row.get("part_of")
                and (one.status in ("offered", "planned")) == (held.status in ("offered", "planned"))
                and self._is_of_its_time(held, one, within) and _are_apart(one, held)
            ]  # fmt: skip
        return [one for one in kept[held.id, within] if one.is_known_by(self.day)]

    def _is_of_its_time(self, held: Candidate, one: Candidate, within: int) -> bool:
        """Whether two figures are of one time; of a stock that holds for long, within some days."""
        if fit_in_time(self.facts, held.row, one.row):
            return True
        is_long = self.facts.steady_days(held.row) >= 366 or within == _EVER
        return is_long and abs((held.as_of.latest - one.as_of.latest).days) <= within

    def _like(self, held: Candidate) -> list[Candidate]:
        parts = self.known.parts(held)
        return [
            one for one in self.known.alike[held.row["table"], held.whom, held.where, held.kind]
            if all(one.row[column] == held.row[column] for column in parts)
        ]  # fmt: skip

    def _none(self, read: Reading) -> Verdict:
        about = [one.held for one in self.matcher.topical(read) if is_amount(one.held.row)][:3]
        if not about:
            return Verdict(NO_RECORD, "The record has no figure for this.")
        if read.is_carried or not read.is_sure:  # what it is of is a guess, and would mislead
            return Verdict(NO_RECORD, "No figure gives this number.", None, tuple(about))
        those = "; ".join(
            f"{one.amount.words()} ({one.voice}, {self.facts.time(one.row)})" for one in about
        )
        why = f"No figure gives this number. For {self._phrase(about[0])} the record has {those}."
        return Verdict(NO_RECORD, why, None, tuple(about))

    def _phrase(self, held: Candidate) -> str:
        return phrase(self.package, held.row)


def _are_apart(one: Candidate, other: Candidate) -> bool:
    """Whether two amounts differ by more than rounding: neither reaches the other."""
    low, high = sorted((one.amount, other.amount), key=lambda amount: amount.stated)
    if low.most >= high.least and (low.value is None or high.value is None):
        return False
    return low.stated <= 0 or high.stated / low.stated >= _APART
