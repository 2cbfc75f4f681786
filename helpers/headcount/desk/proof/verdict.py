"""The verdict on an amount that was read: which figures it may be, and what became of them.

Each figure that states the number is held against what was read: whom and what it is of, how it is
hedged, who says so, what was done, when. The one that fits best decides.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from headcount.caveats.facts import facts
from headcount.caveats.rules.disputed import rivals
from headcount.core.wording import capital, listed
from headcount.desk.proof.amounts import Amount
from headcount.desk.proof.index import Held, Index, Things
from headcount.desk.proof.language import Tokens, lexicon
from headcount.desk.proof.reading import Reading
from headcount.figures.dates import words as date_words
from headcount.figures.names import short
from headcount.figures.phrase import phrase
from headcount.figures.provenance import voices
from headcount.figures.quantity import Quantity, significant_digits, spoken
from headcount.figures.status import is_amount

SUPPORTED, DISPUTED, OUTDATED = "supported", "disputed", "outdated"
DENIED, MISQUOTED, NO_RECORD = "denied", "misquoted", "no record"
VERDICTS = (SUPPORTED, DISPUTED, OUTDATED, DENIED, MISQUOTED, NO_RECORD)

_APART = 1.1  # so many times another figure: more than rounding
_TOPIC = ("place", "measure", "unit")
_WEIGHTS = {
    "place": 1.5, "measure": 1.2, "unit": 1.2, "qualifier": 0.8, "status": 0.8, "speaker": 0.8,
    "time": 0.9,
}  # fmt: skip
_UNFIT = 9.0


@dataclass
class Match:
    """A figure that an amount may be, and in what they differ.

    Parameters
    ----------
    held
        The figure.
    cost
        How far they are apart: 0 for the same thing in the same words.
    bent
        By aspect (`_WEIGHTS`), what is printed otherwise than the record has it.
    """

    held: Held
    cost: float = 0.0
    bent: dict[str, str] = field(default_factory=dict)
    rounded: bool = False

    def bend(self, aspect: str, why: str) -> None:
        """Note what is printed otherwise."""
        self.bent.setdefault(aspect, why)
        self.cost += _WEIGHTS[aspect]

    @property
    def off_topic(self) -> int:
        """In how many ways it is about something else."""
        return sum(aspect in self.bent for aspect in _TOPIC)


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
    other
        The figure that supersedes, denies or disputes it; None where none does.
    """

    word: str
    why: str
    match: Match | None = None
    figures: tuple[Held, ...] = ()
    other: Held | None = None


class Judge:
    """Judges the amounts of a draft by a record."""

    def __init__(self, known: Index) -> None:
        self.known, self.package = known, known.package
        self.facts = facts(known.package)
        self._modes: dict[str, frozenset[str]] = {}

    def count(self, read: Reading) -> Verdict:
        """Judge an amount of things."""
        matches = sorted(self._matches(read), key=lambda one: one.cost)
        fitting = [one for one in matches if self._may_be(read, one)]
        if not fitting:
            return self._none(read)
        best = fitting[0]
        near = [one.held for one in fitting if one.cost <= best.cost + 0.3][:6]
        if best.bent:
            return Verdict(MISQUOTED, self._bent(best), best, tuple(near))
        return self._standing(read, best, tuple(near), [one for one in fitting if not one.bent])

    # ── which figures it may be ─────────────────────────────────────────────────────────────────

    def _matches(self, read: Reading) -> Iterator[Match]:
        amount = read.amount
        seen: set[str] = set()
        for number in amount.numbers:
            room = _grain(number) if significant_digits(number) > 1 else number * 0.1
            is_vague = amount.low and amount.high and not amount.value
            low, high = (amount.low, amount.high) if is_vague else (number - room, number + room)
            for held in self.known.near(low or 0.0, high or number):
                if held.id in seen:
                    continue
                seen.add(held.id)
                match = Match(held)
                if self._amount(amount, match):
                    self._topic(read, match)
                    self._said(read, match)
                    self._done(read, match)
                    self._when(read, match)
                    yield match

    def _amount(self, amount: Amount, match: Match) -> bool:
        """Hold an amount against a figure's; tell whether it may be the same number at all."""
        said, own = amount.qualifier, match.held.amount
        words = own.words()
        if amount.low is not None and amount.high is not None and amount.value is None:
            if own.low == amount.low and own.high == amount.high:
                return True
            if _is_vague(amount):
                match.cost += 0.2
                return amount.low <= own.stated <= amount.high
            return False
        number = amount.stated
        if own.value == number:
            return self._hedge(said, own, words, match)
        if own.high == number:
            if own.qualifier == "nearly" or said in ("up-to", "nearly"):
                match.cost += 0.0 if own.low is None else 0.2
            else:
                match.bend("qualifier", f"the record has {words}, not the bare number")
            return True
        if own.low == number:
            if said not in ("more-than", "at-least"):
                match.bend("qualifier", f"the record has {words}, not the bare number")
            match.cost += 0.0 if own.high is None else 0.2
            return True
        if own.value is None:
            return False
        return self._rounded(said, number, own.value, match)

    def _hedge(self, said: str, own: Quantity, words: str, match: Match) -> bool:
        if said == "up-to" and own.qualifier != "nearly":
            match.bend("qualifier", f"the record has {words}, which is no upper limit")
        elif said == "more-than":
            match.bend("qualifier", f"the record has {words}, not more")
        elif said == "at-least" and own.qualifier == "nearly":
            match.bend("qualifier", f"the record has {words}, which is no lower limit")
        elif said == "nearly" and own.qualifier not in ("nearly", "about", "estimated"):
            match.cost += 0.3
        elif said != own.qualifier:
            match.cost += 0.05
        return True

    def _rounded(self, said: str, number: float, own: float, match: Match) -> bool:
        """Whether a number is a figure's in fewer digits, or a bound close to it."""
        match.rounded = True
        match.cost += 0.35
        if significant_digits(number) >= significant_digits(own):
            return False
        if said in ("more-than", "at-least"):
            return number < own <= number * 1.1
        if said in ("nearly", "up-to"):
            return number * 0.9 <= own < number
        digits = significant_digits(number)
        near = abs(own - number) <= _grain(number) / 2
        return near and (digits > 1 or (said == "about" and abs(own - number) <= number * 0.05))

    def _topic(self, read: Reading, match: Match) -> None:
        held = match.held
        self._place(read, match)
        cost, aspect, why = _things_apart(self.known, read.things, held.things)
        match.cost += cost
        if aspect:
            match.bend(aspect, why or f"the record has it for {self._phrase(held)}")
        elif not read.things:
            match.cost += 0.4

    def _place(self, read: Reading, match: Match) -> None:
        held = match.held
        where = f"the record has it for {self._phrase(held)}"
        if read.beside:
            if read.beside & held.whom:
                pass
            elif read.beside & held.where and (set(read.places) & held.whom or not held.whom):
                match.cost += 0.2
            elif read.beside & held.where:
                match.cost += 0.5
            else:
                match.bend("place", where)
        elif not held.whom:
            match.cost += 0.1
        elif read.places:
            if set(read.places) & held.whom:
                match.cost += 0.15 if read.carried else 0.05
            elif set(read.places) & held.where:
                match.cost += 0.35
            else:
                match.bend("place", where)
        else:
            match.cost += 0.25
        goes = {one for one in read.to if one.isupper()} - held.whom
        reach = {one for one in held.where if one.isupper()}
        if goes and reach and not goes & reach and "place" not in match.bent:
            match.bend("place", where)

    def _done(self, read: Reading, match: Match) -> None:
        """Hold the verbs against a figure's status."""
        held, modes = match.held, read.modes
        label = self.package.label((held.row["table"], "status"), held.status)
        ahead = held.status in ("offered", "planned")
        if "denied" in modes:
            return
        if "confirmed" in modes and held.status not in ("confirmed", "completed"):
            match.bend("status", f"it is {label}, not confirmed")
        elif ahead and "done" in modes and not modes & {"offered", "planned"}:
            match.bend("status", f"it is {label}: nothing says that it has happened")
        elif modes == {"offered"} and not ahead and "offered" not in self._own_modes(held):
            match.bend("status", f"it is {label}, not offered")
        elif modes and not ahead and not modes & {"done", "confirmed"} and held.status != "claimed":
            match.cost += 0.15
        elif (
            not ahead
            and "done" in modes
            and held.status == "claimed"
            and not read.hedged
            and read.speaker is None
        ):
            match.cost += 0.0

    def _own_modes(self, held: Held) -> frozenset[str]:
        if held.id not in self._modes:
            hits = lexicon("verbs").find(
                Tokens(f"{held.row['definition']} {held.row.get('what', '')}")
            )
            self._modes[held.id] = frozenset(name for hit in hits for name in hit.names)
        return self._modes[held.id]

    def _said(self, read: Reading, match: Match) -> None:
        """Hold who says so against who said it."""
        held, by = match.held, read.speaker
        voice = short(self.package, voices(self.package)[held.id])
        if by is None:
            if held.status == "claimed" and not read.hedged:
                match.bend("speaker", f"it is a claim by {voice}, printed as a fact")
            return
        if by.keys & held.speakers:
            match.cost -= 0.2
        elif by.keys and not (by.places & held.voices and by.classes & held.classes):
            match.bend("speaker", f"the record has it from {voice}")
        elif by.places and held.voices:
            if not by.places & held.voices:
                match.bend("speaker", f"the record has it from {voice}")
            elif by.classes and not by.classes & held.classes:
                match.cost += 0.2
        elif "official" in by.classes and "official" not in held.classes:
            match.bend(
                "speaker", f"no official is known to have said it: the record has it from {voice}"
            )
        elif not by.classes & held.classes:
            match.cost += 0.2

    def _when(self, read: Reading, match: Match) -> None:
        """Hold the dates of the sentence against a figure's."""
        dates = [one for one in read.dates if not one.is_bound]
        if not dates:
            return
        held = match.held
        slack = timedelta(days=min(self.facts.steady_days(held.row), 366))
        last = max(held.as_of.latest, held.reported.latest if held.reported else held.as_of.latest)
        if any(
            one.span.earliest <= last and one.span.latest >= held.as_of.earliest for one in dates
        ):
            match.cost -= 0.2
        elif all(
            one.span.earliest > last + slack or one.span.latest < held.as_of.earliest - slack
            for one in dates
        ):
            if not any(str(one.span.text)[:4] in held.row["definition"] for one in dates):
                match.bend("time", f"the record has it as of {date_words(held.row['as_of'])}")
        else:
            match.cost += 0.1

    def _may_be(self, read: Reading, match: Match) -> bool:
        """Whether a figure is what an amount was meant to be, rather than a number that is alike."""
        if match.off_topic > 1 or len(match.bent) > 2:
            return False
        if not read.things and not match.held.things:
            return True
        if match.off_topic:
            if match.rounded or not read.things:
                return False
            telling = significant_digits(read.amount.stated) > 1
            if "place" in match.bent:
                return telling and bool(read.places) and len(match.bent) == 1
            return telling or bool(read.beside & match.held.whom)
        if not read.places and not read.things:
            return False
        return not (match.rounded and match.bent.keys() & {"speaker", "status", "time"})

    # ── what became of it ───────────────────────────────────────────────────────────────────────

    def _standing(
        self, read: Reading, best: Match, near: tuple[Held, ...], clean: Sequence[Match]
    ) -> Verdict:
        held = best.held
        denial = self._denial(held)
        if denial and "denied" not in read.modes:
            who = short(self.package, voices(self.package)[denial.id])
            when = date_words(denial.row["reported"] or denial.row["as_of"])
            return Verdict(DENIED, f"{capital(who)} denied it, {when}.", best, near, denial)
        if not read.dates or read.now:
            later = self._later(held)
            if later is not None:
                who = short(self.package, voices(self.package)[later.id])
                when = date_words(later.row["as_of"])
                return Verdict(
                    OUTDATED,
                    f"{capital(who)} gave {later.amount.words()} as of {when}.",
                    best,
                    near,
                    later,
                )
        if read.speaker is None and not read.hedged:
            others = self._rivals(held)
            if others:
                who = listed(
                    list(dict.fromkeys(short(self.package, one.publisher) for one in others))[:3]
                )
                low = min(one.amount.stated for one in others)
                high = max(one.amount.stated for one in others)
                span = spoken(low) if low == high else f"{spoken(low)} to {spoken(high)}"
                return Verdict(DISPUTED, f"{who} put it at {span} at that time.", best, near)
        voice = short(self.package, voices(self.package)[held.id])
        return Verdict(
            SUPPORTED,
            f"{capital(voice)}: {held.amount.words()} {self._phrase(held)}, as of {date_words(held.row['as_of'])}.",
            best, near,
        )  # fmt: skip

    def _denial(self, held: Held) -> Held | None:
        if held.status == "denied":
            return held
        if not is_amount(held.row) or held.status not in ("claimed", "offered", "planned"):
            return None
        answered = {row["figure_id"] for row in self.facts.denials.get(held.id, ())}
        for one in self._denials:
            if one.id in answered:
                return one
            same = one.amount.is_number and one.amount.stated == held.amount.stated
            if same and one.whom == held.whom and one.where == held.where and _close(one, held):
                return one
        return None

    @property
    def _denials(self) -> list[Held]:
        return [one for one in self.known.held if one.status == "denied"]

    def _later(self, held: Held) -> Held | None:
        """Return the latest figure of the same thing by the same voice, where it is another."""
        every = voices(self.package)
        found = [
            one for one in self.known.held
            if one.row["table"] == held.row["table"] and one.whom == held.whom and one.where == held.where
            and one.things == held.things and every[one.id] == every[held.id]
            and one.amount.is_number and one.status == held.status
            and one.as_of.earliest > held.as_of.latest
        ]  # fmt: skip
        if not found:
            return None
        last = max(found, key=lambda one: one.as_of.latest)
        ends = sorted((last.amount.stated, held.amount.stated))
        return last if ends[0] > 0 and ends[1] / ends[0] >= _APART else None

    def _rivals(self, held: Held) -> list[object]:
        found = rivals(self.facts, held.row)
        return [one for one in found if one.amount.is_number]

    def _none(self, read: Reading) -> Verdict:
        about = self.alike(read)
        if not about:
            return Verdict(NO_RECORD, "The record has no figure for this.")
        those = "; ".join(
            f"{one.amount.words()} ({short(self.package, voices(self.package)[one.id])}, {date_words(one.row['as_of'])})"
            for one in about[:3]
        )
        return Verdict(
            NO_RECORD,
            f"No figure gives this number. For {self._phrase(about[0])} the record has {those}.",
            None,
            tuple(about[:3]),
        )

    def alike(self, read: Reading) -> list[Held]:
        """Return the figures of what an amount was read to be of, the latest first."""
        places = set(read.beside) or set(read.places)
        if not places or not read.things:
            return []
        found = [
            one for one in self.known.held
            if one.whom & places and is_amount(one.row) and _things_apart(self.known, read.things, one.things)[:2] < (0.2, "a")
        ]  # fmt: skip
        return sorted(found, key=lambda one: one.as_of.latest, reverse=True)

    def _bent(self, match: Match) -> str:
        return capital("; ".join(match.bent.values())) + "."

    def _phrase(self, held: Held) -> str:
        return phrase(self.package, held.row)


def _things_apart(known: Index, said: Things, own: Things) -> tuple[float, str, str]:
    """Return how far what was read is from what a figure counts, and in which aspect."""
    cost = 0.0
    for facet, aspect in (("event", "measure"), ("unit", "unit"), ("measure", "measure")):
        here, there = said.get(facet, frozenset()), own.get(facet, frozenset())
        if here & there:
            continue
        if here and there:
            return 0.0, aspect, ""
        if there and said:
            if facet == "measure":
                plain = all(one == "active" or one.startswith("own:") for one in there)
                if not plain:
                    return 0.0, aspect, ""
                cost += 0.1
            elif not (
                facet == "event" and own.get("unit", frozenset()) & said.get("unit", frozenset())
            ):
                return 0.0, aspect, ""
        if here and facet == "measure":
            if here & {"total"}:
                cost += 0.1
            elif here & {"active"}:
                cost += 0.4
            else:
                return 0.0, aspect, ""
        elif here and not (facet == "event" and own.get("unit")):
            return 0.0, aspect, ""
    here, there = said.get("who", frozenset()), own.get("who", frozenset())
    if here and there and not here & there:
        wide = (
            {known.wider.get(one, one) for one in here},
            {known.wider.get(one, one) for one in there},
        )
        if not wide[0] & wide[1]:
            return cost, "measure", ""
        is_wider = any(one in there for one in wide[0]) or any(one in here for one in wide[1])
        cost += 0.1 if is_wider else 0.25
    return cost, "", ""


def _is_vague(amount: Amount) -> bool:
    return not any(char.isdigit() for char in amount.text) and amount.qualifier == "range"


def _grain(number: float) -> float:
    return (
        10.0 ** (math.floor(math.log10(abs(number))) + 1 - significant_digits(number))
        if number
        else 1.0
    )


def _close(one: Held, other: Held) -> bool:
    return abs((one.as_of.latest - other.as_of.latest).days) <= 92
