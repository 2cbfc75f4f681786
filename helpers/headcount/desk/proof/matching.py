"""Which figures an amount may be, and in what it is printed otherwise than they have it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from headcount.caveats.facts import overlaps
from headcount.core.wording import capital
from headcount.desk.proof.amounts import Amount
from headcount.desk.proof.index import Candidate, Index, Speaker, Things
from headcount.desk.proof.reading import Reading
from headcount.desk.proof.times import When
from headcount.figures.dates import Span
from headcount.figures.phrase import phrase
from headcount.figures.quantity import Quantity, significant_digits

TOPIC = ("place", "measure", "unit")
"""In what a figure may be about something else; the other aspects are how it is told."""

_WEIGHTS = {
    "place": 1.5, "measure": 1.2, "unit": 1.2, "qualifier": 0.8, "status": 0.8, "speaker": 0.8,
    "time": 0.9, "bare": 0.6, "flow": 0.5,
}  # fmt: skip
_PRECISE = {"intelligence", "lawmaker", "ministry", "leader", "army"}
_SERVING = {"active", "reserve"}  # which of two words for them a definition has, it says apart
_PERSONS = {"people", "others"}  # they are no beds, and no doses
_STATE = {"official", "ministry", "intelligence", "leader"}
_DEEDS = {"fought", "worked", "has done", "returned"}
_THERE = {"done", "has done", "present", "fought", "worked"}
_SIDES = {"police", "organizers"}
_FOUGHT, _WORKED = {"armed", "soldiers"}, {"labor", "workers", "builders", "it"}
_SAME_TIME = timedelta(days=30)
_DAYS = {"day": 2, "night": 2, "week": 9, "month": 32}  # so long may a total be of one, at most
_OLD = timedelta(days=4 * 366)
_LONG_AGO = (0.2, 0.9)  # costs of an old number, undated or as of now
_HERE, _YEAR = timedelta(days=20), timedelta(days=366)
_SINCE = timedelta(days=2)  # so long after its last day a total may be told
_PIECES = re.compile(r"\b(?:by|per|each|every) (?:quarter|month|week|day|season)\b")
_LOOSE = {"measure", "what", "who"}  # what befell whom is told anywhere in a sentence
_GUESS = 0.6  # cost of a word that may be another amount's
_BROAD = frozenset({"casualties"})


def _amount_of(held: Candidate) -> str:
    return f"the record has {held.amount.words()}"


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
        By aspect, how to say what is printed otherwise than the record has it.
    rounded
        Whether the number is the figure's in fewer digits.
    """

    held: Candidate
    cost: float = 0.0
    bent: dict[str, Callable[[], str]] = field(default_factory=dict)
    rounded: bool = False
    is_graver: bool = False

    def bend(self, aspect: str, why: Callable[[], str]) -> None:
        """Note what is printed otherwise; the reason is said only if it is asked for."""
        if aspect not in self.bent:
            self.bent[aspect] = why
            self.cost += _WEIGHTS[aspect]

    def why(self) -> str:
        """Say what is printed otherwise, in a sentence."""
        return capital("; ".join(reason() for reason in self.bent.values())) + "."

    @property
    def off_topic(self) -> int:
        """In how many ways it is about something else."""
        return sum(aspect in self.bent for aspect in TOPIC)


class Matcher:
    """Holds amounts against the figures of a record."""

    def __init__(
        self, known: Index, day: date = date.max, only: Collection[str] | None = None
    ) -> None:
        self.known, self.package, self.facts = known, known.package, known.facts
        self._day, self._only = day, only
        self._today = min(day, max(one.as_of.latest for one in known.held))
        self._kept_things: dict[tuple[object, ...], tuple[float, str]] = {}

    def matches(self, read: Reading) -> list[Match]:
        """Return the figures that an amount may be, the likeliest first."""
        found = [one for one in self._every(read) if self._may_be(read, one)]
        voices = {one.held.voice for one in found if not (one.rounded or one.off_topic)}
        is_exact = any(
            not one.rounded and not one.off_topic and one.bent.keys() <= {"qualifier"}
            for one in found
        )  # to the digit, if it can be; of one voice in any case
        found = [
            one for one in found if not one.rounded or not (is_exact or one.held.voice in voices)
        ]
        return sorted(
            found,
            key=lambda one: (
                not self.is_credited(read, one),
                not self._is_of_the_state(read, one),
                not (read.named & one.held.speakers and one.bent.keys() <= {"bare"}),
                round(one.cost, 3),
                -one.held.as_of.latest.toordinal(),
            ),
        )

    @staticmethod
    def _is_of_the_state(read: Reading, match: Match) -> bool:
        """Whether a figure is of the state that the draft says it is from, or of such a body."""
        held = match.held
        is_by = any(
            not by.keys and (by.places & held.origin or by.classes & held.classes & _PRECISE)
            and (not by.classes or by.classes & held.classes)
            for by in read.speakers
        )  # fmt: skip
        is_of_it = not match.off_topic or match.is_graver
        return is_by and is_of_it and not match.bent.keys() & {"time", "speaker"}

    @staticmethod
    def is_credited(read: Reading, match: Match) -> bool:
        """Whether the draft names who gave a figure, of its thing and time: that one is meant."""
        is_by = any(by.keys & match.held.speakers for by in read.speakers)
        is_of_it = not match.off_topic or match.is_graver
        return is_by and is_of_it and "time" not in match.bent

    def is_named(self, read: Reading, held: Candidate) -> bool:
        """Whether those who gave a figure are named beside an amount, whether or not as speakers."""
        places = {*read.places, *read.speaking} - held.whom - held.where
        is_by_name = read.named & held.speakers or read.words & self.known.telling[held.voice]
        return bool(is_by_name or (not read.carried and places & held.origin))

    def topical(self, read: Reading) -> list[Match]:
        """Return the figures of what an amount was read to be of, whatever their numbers."""
        places = set(read.beside) or set(read.places) | read.topic or set(read.speaking)
        if not places or not read.things:
            return []
        found = []
        for held in self.known.at(places):
            if not self._things(read.things, held)[1]:
                match = Match(held)
                self._topic(read, match)
                if not match.off_topic:
                    self._said(read, match)
                    self._when(read, match)
                    found.append(match)
        return sorted(found, key=lambda one: (one.cost, -one.held.as_of.latest.toordinal()))

    def tell(self, read: Reading, match: Match) -> None:
        """Hold who says it, and when, against a figure's."""
        self._said(read, match)
        self._when(read, match)

    def is_other(self, read: Reading, held: Candidate) -> bool:
        """Whether a figure is by others than a sentence names, or of another time."""
        match = Match(held)
        self.tell(read, match)
        return bool(match.bent.keys() & {"speaker", "time"})

    def _every(self, read: Reading) -> Iterator[Match]:
        amount = read.amount
        seen: set[str] = set()
        for number in amount.numbers:
            room = grain(number) if significant_digits(number) > 1 else number * 0.1
            vague = amount.is_vague
            low, high = (amount.low, amount.high) if vague else (number - room, number + room)
            for held in self.known.near(low or 0.0, high or number):
                if held.id in seen or (self._only is not None and held.id not in self._only):
                    continue
                seen.add(held.id)
                match = Match(held)
                if self._amount(amount, match):
                    if read.is_exact and held.amount.qualifier != "exact":
                        match.bend("qualifier", partial(_amount_of, held))
                    self._topic(read, match)
                    self._said(read, match)
                    self._done(read, match)
                    self._when(read, match)
                    yield match

    # ── the number ──────────────────────────────────────────────────────────────────────────────

    def _amount(self, amount: Amount, match: Match) -> bool:
        """Hold an amount against a figure's; tell whether it may be the same number at all."""
        said, own = amount.qualifier, match.held.amount
        bare = lambda: f"the record has {own.words()}, not the number alone"  # noqa: E731
        if amount.low is not None and amount.high is not None and amount.value is None:
            if own.low == amount.low and own.high == amount.high:
                return True
            if amount.is_vague:
                match.cost += 0.2
                return amount.low <= own.stated <= amount.high
            return False
        number = amount.stated
        if own.value == number:
            self._hedge(said, own, match)
            return True
        if own.high == number:
            if said in ("up-to", "nearly"):
                match.cost += 0.0 if own.low is None else 0.2
            else:
                match.bend("qualifier", bare)
            return True
        if own.low == number:
            is_floor = said in ("more-than", "at-least")
            if said in ("up-to", "nearly") or not (is_floor or own.high is None):
                match.bend("qualifier", bare)
            # a floor that is printed bare is short of a word, and not wrong
            match.cost += 0.2 if own.high is not None else 0.0 if is_floor else 0.1
            return True
        return own.value is not None and self._rounded(said, number, own.value, match)

    def _hedge(self, said: str, own: Quantity, match: Match) -> None:
        """Hold the words before a number against those of a figure with the same value."""

        def has(rest: str) -> Callable[[], str]:
            return lambda: f"the record has {own.words()}, {rest}"

        if said == "up-to" and own.qualifier != "nearly":
            match.bend("qualifier", has("which is not an upper limit"))
        elif said == "more-than":
            match.bend("qualifier", has("not more"))
        elif said == "at-least" and own.qualifier == "nearly":
            match.bend("qualifier", has("which is not a lower limit"))
        elif said in ("at-least", "nearly") and own.qualifier == "exact":
            match.cost += 0.3
        elif said != own.qualifier:
            match.cost += 0.05

    def _rounded(self, said: str, number: float, own: float, match: Match) -> bool:
        """Whether a number is a figure's in fewer digits, or a bound close to it."""
        match.rounded = True
        match.cost += 0.35
        digits = significant_digits(number)
        if digits >= significant_digits(own):
            return False
        if said in ("more-than", "at-least"):
            return number < own <= number * 1.1
        if said in ("nearly", "up-to"):
            return number * 0.9 <= own < number
        near = abs(own - number)
        return near <= grain(number) / 2 and (digits > 1 or near <= number * 0.05)

    # ── what it is of ───────────────────────────────────────────────────────────────────────────

    def _topic(self, read: Reading, match: Match) -> None:
        held = match.held
        self._place(read, match)
        cost, facet = self._things(read.things, held)
        match.cost += cost + self._does(read, held.things)
        if facet in _LOOSE and facet in read.things and facet not in read.close:
            match.cost += _GUESS  # a word from further off may be of another amount
        elif facet:
            match.is_graver = (
                facet == "event"
                and not match.rounded
                and bool(
                    "dead" in read.things["event"] and "casualties" in held.things.get("event", ())
                )
                if "event" in read.things
                else False
            )
            aspect = "unit" if facet == "unit" else "measure"
            match.bend(aspect, lambda: f"the record has it for {self._phrase(held)}")
        elif not read.things:
            match.cost += 0.4
        if not match.off_topic and (
            self._is_another_part(read, held) or self._is_another_measure(read, held)
        ):
            match.bend("measure", lambda: f"the record has it for {self._phrase(held)}")

    def _is_another_part(self, read: Reading, held: Candidate) -> bool:
        """Whether a figure is of a part that the draft does not name, or of all where it names one."""
        is_alone = read.is_only
        for column, parts in self.known.parts(held).items():
            own = parts.get(str(held.row[column]))
            if own is not None and not any(map(own.search, read.told)):
                return True
            named = {
                one for one, said in parts.items() if own is None and said.search(read.told[0])
            }
            if is_alone and named & self.known.parted[held.row["table"], held.whom, column]:
                return True
        return False

    def _is_another_measure(self, read: Reading, held: Candidate) -> bool:
        """Whether the draft has a package's own word for another measure of the same, and none for it."""
        said = read.all_things if read.is_only else read.near_things
        own = self.known.measured[held.id]
        return any(
            said & (other - own) and not read.all_things & (own - other)
            for other in self.known.measures[held.row["table"], held.whom, held.row["unit"]]
        )

    def _place(self, read: Reading, match: Match) -> None:
        """Hold the places of a sentence against whom a figure is about, and where."""
        held = match.held
        cost = self._beside(read, held) if read.beside else self._around(read, held)
        if cost is None and self._is_seat(read, held):
            match.cost += 0.3
            return
        if cost is None or self._is_elsewhere(read, held) or self._is_of_a_part(read, held):
            match.bend("place", lambda: f"the record has it for {self._phrase(held)}")
        match.cost += cost or 0.0

    @staticmethod
    def _is_seat(read: Reading, held: Candidate) -> bool:
        """Whether a sentence names but the capital of who speaks: "Seoul remained at 4,700"."""
        named = read.beside or frozenset(read.places)
        if named & held.whom or not named & (held.voices | held.origin):
            return False
        is_whose = not read.beside and any(by.keys & held.speakers for by in read.speakers)
        return named <= read.seats or (is_whose and named <= held.voices | held.origin)

    def _is_of_a_part(self, read: Reading, held: Candidate) -> bool:
        """Whether a sentence is of a part of a country for which the same voice has another number."""
        parts = _parts(read.at | read.to) & set(self.known.inside)
        if not parts or _parts(held.where) or held.where & (read.at | read.to):
            return False
        is_told = bool(parts & self.known.told(held))
        same = self.known.by_voice[held.row["table"], held.whom, held.kind, held.voice]
        return any(
            one.where & parts and one.amount.stated != held.amount.stated
            and abs(one.as_of.latest - held.as_of.latest) <= (timedelta(0) if is_told else _SAME_TIME)
            for one in same
        )  # fmt: skip

    @staticmethod
    def _alien(read: Reading, held: Candidate) -> set[str]:
        return set(read.places) - held.where - held.whom - set(read.speaking)

    def _beside(self, read: Reading, held: Candidate) -> float | None:
        """Return how far the places right beside an amount are from a figure's; None: others."""
        if read.beside & held.whom:
            return 0.0
        is_alien = held.whom and not read.carried and self._alien(read, held)
        if not read.beside & held.where or is_alien:
            return None if held.whom or held.where else 0.0
        return 0.2 if set(read.places) & held.whom or not held.whom or read.carried else 0.5

    def _around(self, read: Reading, held: Candidate) -> float | None:
        """Return how far the places of the sentence, or the draft, are from a figure's."""
        every = set(read.places)
        if not held.whom:
            if every & held.where or not held.where:
                return 0.1
            is_by = any(by.keys & held.speakers or by.places & held.origin for by in read.speakers)
            return None if every & self.known.subjects and not (read.carried or is_by) else 0.4
        for near, cost in (
            (every & held.whom, 0.15 if read.carried else 0.05),
            (set(read.speaking) & held.whom, 0.2),
            (read.topic & held.whom, 0.25),
            (every & held.where and not self._alien(read, held), 0.35),
        ):
            if near:
                return cost
        is_by = self._is_by(read, held) and not any(
            (held.row["table"], frozenset({one})) in self.known.elsewhere for one in every
        )
        if every and not read.carried and not is_by:
            return None
        return 0.45 if every else 0.25

    def _is_elsewhere(self, read: Reading, held: Candidate) -> bool:
        """Whether a sentence names another place that such figures are about, and not this one's."""
        here, inside = read.at | read.to, self.known.inside
        others = self.known.elsewhere[held.row["table"], held.whom]
        if not held.where:
            return bool(_lands(here, inside) - held.whom & _lands(others, inside))
        if not here and not read.carried:
            here = frozenset(read.places) - held.whom - set(read.speaking)
        parts, own = _parts(here), _parts(held.where)
        if parts & own:
            return False
        if parts & set(inside) and own:
            return True
        lands = _lands(here, inside) - held.whom
        reach = _lands(held.where, inside)
        known = _lands(parts & read.at, inside)
        if known and reach and not known & reach:
            return True
        if not lands or not reach or lands & reach:
            return False
        return bool(lands & (read.to | _lands(others, inside)))

    def _things(self, said: Things, held: Candidate) -> tuple[float, str]:
        """Return how far what was read is from what a figure counts, and in which facet it differs."""
        key = (frozenset(said.items()), held.id)
        if key not in self._kept_things:
            self._kept_things[key] = self._compared(said, held)
        return self._kept_things[key]

    def _compared(self, said: Things, held: Candidate) -> tuple[float, str]:
        own = held.things
        if not said:
            return 0.0, ""
        what, mine = said.get("what", frozenset()), own.get("what", frozenset())
        if what - mine and mine - what and what & mine:  # core beds are not acute beds
            return 0.0, "what"
        if own.get("unit") and what & mine:
            return 0.0, ""
        if what and "who" not in said and "who" in own and not mine:
            return 0.0, "what"  # people are no beds
        for step in (self._unit, self._event, self._measure):
            cost, facet, is_decided = step(said, own, held)
            if facet or is_decided:
                return cost, facet
        more, facet = self._who(said, own)
        return cost + more, facet

    @staticmethod
    def _does(read: Reading, own: Things) -> float:
        """Return how little a verb is of those who are counted: soldiers fight, workers toil."""
        if read.things.get("who", frozenset()) - {"people"}:
            return 0.0
        who, modes = own.get("who", frozenset()), read.modes
        is_odd = ("fought" in modes and who & _WORKED and not who & _FOUGHT) or (
            "worked" in modes and "fought" not in modes and who & _FOUGHT and not who & _WORKED
        )
        return 0.8 if is_odd else 0.0

    def _unit(self, said: Things, own: Things, held: Candidate) -> tuple[float, str, bool]:
        here, there = said.get("unit", frozenset()), own.get("unit", frozenset())
        if not here and self.known.is_of_all(held, "unit"):
            is_people = there and "who" not in own and said.get("who", frozenset()) & _PERSONS
            return 0.0, "unit" if is_people else "", False
        if here & there:
            own_words = {one for one in there if one.startswith("own:")} == set(there)
            return 0.0, "", not own_words
        is_own = there and all(one.startswith("own:") for one in there)
        if here and not there and here & self.known.also(held):
            return 0.15, "", True  # headstones, by which the dead were counted
        if is_own and not here and _events(said) & own.get("event", frozenset()):
            return 0.15, "", True  # "742 deaths", of cholera deaths
        return 0.0, "unit" if here or there else "", False

    def _event(self, said: Things, own: Things, held: Candidate) -> tuple[float, str, bool]:
        if self.known.is_of_all(held, "unit"):  # "cholera deaths" are deaths, and portraits none
            said, own = ({**things, "unit": frozenset()} for things in (said, own))
        here, there = _events(said), _events(own)
        if not here and self.known.is_of_all(held, "event"):
            return 0.0, "", False
        if "lost" in here:
            is_a_thing = held.things.get("unit")  # hectares are lost, and nobody died
            here = here - {"lost"} or there & (_BROAD | {"dead"}) or (there if is_a_thing else here)
        if here == there:
            return 0.0, "", bool(here)
        if here and there and (here & there & _BROAD):
            return 0.15, "", True
        return 0.0, "event", False

    def _measure(self, said: Things, own: Things, held: Candidate) -> tuple[float, str, bool]:
        here, there = said.get("measure", frozenset()), own.get("measure", frozenset())
        if here & there or here == there:
            return 0.0, "", False
        if here and there:
            if here & self.known.also(held) - _SERVING:
                return 0.3, "", False
            return 0.0, "measure", False
        if there:
            is_plain = all(one == "active" or one.startswith("own:") for one in there)
            return (0.1, "", False) if is_plain else (0.0, "measure", False)
        if here & {"total"}:
            return 0.1, "", False
        return (
            (0.3, "", False)
            if here & {"active"} or here & self.known.also(held)
            else (0.0, "measure", False)
        )

    def _who(self, said: Things, own: Things) -> tuple[float, str]:
        here, there = said.get("who", frozenset()), own.get("who", frozenset())
        if not here or not there or here & there:
            return 0.0, ""
        if here == {"people"} or there == {"people"}:
            return 0.05, ""
        here -= {"people"}
        wider = self.known.wider
        wide = {wider.get(one, one) for one in here}, {wider.get(one, one) for one in there}
        if not wide[0] & wide[1]:
            return 0.0, "who"
        is_wider = bool(wide[0] & there or wide[1] & here)
        return (0.1 if is_wider else 0.25), ""

    # ── how it is told ──────────────────────────────────────────────────────────────────────────

    def _done(self, read: Reading, match: Match) -> None:
        """Hold the verbs against a figure's status."""
        held, modes = match.held, read.modes

        def label() -> str:
            return self.package.label((held.row["table"], "status"), held.status)

        ahead = held.status in ("offered", "planned")
        if "denied" in modes:
            return
        is_back = "returned" in modes
        if (
            is_back != held.is_back
            and (
                "returned" not in held.modes
                if is_back
                else (modes & _THERE or read.at & held.where) and "were back" not in modes
            )
            and not ({"event", "unit"} & {*held.things, *read.things})
        ):
            match.bend("status", lambda: f"the record has it for {self._phrase(held)}")
        is_there = (
            read.now
            and held.things.keys() == {"who"}
            and not modes & {"done", "has done", "returned"}
        )
        if held.is_flow and not ahead and ("present" in modes or is_there):
            match.bend(
                "flow",
                lambda: (
                    f"it is a total over time: {self._phrase(held)}, not the number on one date"
                ),
            )
        if "confirmed" in modes and held.status not in ("confirmed", "completed"):
            match.bend("status", lambda: f"it is {label()}, not confirmed")
        elif ahead and (
            "is done" in modes
            or (not modes & {"offered", "planned"} and (modes & _THERE or read.now))
        ):
            match.bend("status", lambda: f"it is {label()}: nothing says that it has happened")
        elif modes - _DEEDS == {"offered"} and not ahead and "offered" not in held.modes:
            match.bend("status", lambda: f"it is {label()}, not offered")
        elif held.is_ahead and modes & {"done", "present"} and not modes & {"offered", "planned"}:
            match.bend(
                "status", lambda: f"the record has it thus: {held.row['definition'].rstrip('.')}"
            )
        elif (
            modes - _DEEDS
            and not ahead
            and not modes & {"done", "confirmed"}
            and held.status != "claimed"
        ):
            match.cost += 0.15

    def _said(self, read: Reading, match: Match) -> None:
        """Hold who says so against who said it."""
        held = match.held
        if not read.speakers:
            is_bare = not (read.hedged or read.said_before or self.is_named(read, held))
            if held.status == "claimed" and is_bare:
                match.bend("bare", lambda: f"it is a claim by {held.voice}, printed as a fact")
            return
        if any(by.keys & held.speakers for by in read.speakers):
            match.cost -= 0.2
        if (
            read.was
            and "speaker" not in match.bent
            and not any(by.keys & held.speakers for by in read.speakers)
        ):
            match.cost += 0.3  # what a number was before, another may have said
            return
        own = [
            by for by in read.speakers
            if by.keys & held.speakers
            or (by.is_somebody and not by.is_meant and not self._is_another(by, held))
        ]  # fmt: skip
        stands = self.known.stands_for
        is_beside = (len(read.speakers) > 1 and own) or any(
            key in stands and "media" not in stands[key].classes
            and not stands[key].places & held.whom  # who is counted is named in any case
            for key in read.named & held.speakers
        )  # fmt: skip
        if is_beside and "confirmed" not in read.modes:
            return  # the others are of other numbers, or of the figure itself
        for by in read.speakers:
            self._by(by, match)

    def _by(self, by: Speaker, match: Match) -> None:
        """Hold one who says it against those who said it."""
        held = match.held
        if by.keys & held.speakers or (not by.places - held.voices and held.is_described(by)):
            return
        if not by.is_meant and self._has_another(by, held):
            match.bend("speaker", lambda: f"the record has it from {held.voice}")
        elif by.is_meant:  # whom "it" and "the agency" mean is a guess
            match.cost += 0.0 if by.places & held.origin else 0.2
        elif self._is_another(by, held):
            match.bend("speaker", lambda: f"the record has it from {held.voice}")
        elif (
            "official" in by.classes
            and not (by.places and held.voices)
            and ("official" not in held.classes)
        ):
            said = "no official is known to have said it: the record has it from"
            match.bend("speaker", lambda: f"{said} {held.voice}")
        elif (by.classes or not (by.places and held.voices)) and not by.classes & held.classes:
            match.cost += 0.2

    def _has_another(self, by: Speaker, held: Candidate) -> bool:
        """Whether somebody has a figure of the very thing and time, and this is not it."""

        def is_of(one: Candidate) -> bool:
            is_body = by.places & (one.origin or one.voices) and by.classes & one.classes
            return bool(by.keys & one.speakers or is_body)

        return not is_of(held) and any(map(is_of, self.known.beside(held)))

    def _is_another(self, by: Speaker, held: Candidate) -> bool:
        """Whether somebody is surely none of those who gave a figure: named, a state, a side."""
        known = [self.known.stands_for[key] for key in by.keys if key in self.known.stands_for]
        places = by.places | {place for one in known for place in one.places}
        classes = by.classes | {name for one in known for name in one.classes}
        same_place = places & (held.origin or held.voices)
        is_all = any("overnment" in key for key in by.keys) and "official" in held.classes
        if by.keys and not (same_place and (is_all or classes & held.classes & _PRECISE)):
            return True
        if self._is_a_state_for_another(by, held):
            return True
        if by.places and held.voices:
            own = held.voices if "media" in by.classes else held.origin or held.voices
            return not by.places & own
        return bool(by.classes & _SIDES and held.classes and not held.classes & by.classes)

    @staticmethod
    def _is_a_state_for_another(by: Speaker, held: Candidate) -> bool:
        """Whether a state speaks, and none is known behind a figure, nor a state's own media."""
        if held.classes & _STATE or (by.places & held.voices and "media" in held.classes):
            return False
        if not held.voices:
            return bool(by.places and by.classes & _STATE)
        return bool(by.is_state and by.places & held.voices and (held.classes or by.classes))

    def _when(self, read: Reading, match: Match) -> None:
        """Hold the dates of the sentence against a figure's."""
        held = match.held
        if not held.is_known_by(self._day):
            match.cost += 0.6
        own = {span.start.month for span in (held.as_of, held.reported) if span and span.start}
        if read.months:
            match.cost += -0.15 if read.months & own else 0.1
        is_span = read.span and read.span != held.span and "event" in held.things
        covered = self.facts.covers(held.row)
        days = (covered.latest - covered.earliest).days if covered else 0
        is_longer = days > _DAYS.get(read.span, days)
        if is_longer or (is_span and (held.span or read.span != "whole")):
            match.bend(
                "time", lambda: f"the record has it thus: {held.row['definition'].rstrip('.')}"
            )
        dates = [
            one for one in read.dates
            if not one.is_bound
            and not (one.is_said and not held.reported and one.span.latest >= held.as_of.earliest)
        ]  # fmt: skip
        spans = [held.as_of] + ([held.reported] if held.reported else [])
        if not dates and meet(read.likely, spans):
            match.cost -= 0.2
        elif not dates or read.then:
            is_old = self._today - held.as_of.latest > _OLD and not read.months
            if is_old and not read.speakers:
                match.cost += _LONG_AGO[read.now or "present" in read.modes]
            elif is_old and not any(by.classes & held.classes for by in read.speakers):
                match.cost += _LONG_AGO[0]
        else:
            self._dated(read, dates, spans, match)

    def _dated(self, read: Reading, dates: list[When], spans: list[Span], match: Match) -> None:
        """Hold the dates that a sentence gives an amount against a figure's."""
        held = match.held
        own_months = read.months & {one.start.month for one in spans if one.start}
        steady = self.facts.steady_days(held.row)
        is_day = held.as_of.start is not None and held.as_of.start.day is not None
        is_long = steady >= _YEAR.days and not is_day
        slack = timedelta(0) if held.is_flow else _YEAR if is_long else _HERE
        near = [
            max(
                one.span.earliest - span.latest
                - (_SINCE if held.is_flow and one.span.start and one.span.start.month else timedelta(0)),
                span.earliest - one.span.latest,
            )
            for one in dates for span in spans
        ]  # fmt: skip
        if min(near) <= timedelta(0):
            match.cost -= 0.2
            is_listed = _PIECES.search(read.told[0])
            if held.is_flow and not is_listed and self._is_of_another_span(dates, held):
                match.bend("time", lambda: f"the record has it {self.facts.dated(held.row)}")
        elif (
            min(near) > slack
            and not (
                own_months  # the other date may be another number's
                or any(self._tells(held, one.span.text[:4]) for one in dates)
            )
        ):
            match.bend("time", lambda: f"the record has it {self.facts.dated(held.row)}")
        else:
            match.cost += 0.1

    def _is_of_another_span(self, dates: Iterable[When], held: Candidate) -> bool:
        """Whether a total is printed for a time for which the same voice has another total."""
        said = {(one.span.start, one.span.end) for one in dates}
        if (held.as_of.start, held.as_of.end) in said:
            return False
        same = self.known.by_voice[held.row["table"], held.whom, held.kind, held.voice]
        return any(
            one.is_flow and (one.as_of.start, one.as_of.end) in said
            and one.amount.stated != held.amount.stated and one.where == held.where
            for one in same
        )  # fmt: skip

    @staticmethod
    def _tells(held: Candidate, year: str) -> bool:
        """Whether a definition speaks of a year that is not the figure's own."""
        days = f"{held.row['as_of']} {held.row['reported'] or ''}"
        return year in held.row["definition"] and year not in days

    # ── whether it is meant ─────────────────────────────────────────────────────────────────────

    def _may_be(self, read: Reading, match: Match) -> bool:
        """Whether a figure is what an amount was meant to be, rather than a number that is alike."""
        told = len(match.bent) - match.off_topic - ("flow" in match.bent)
        digits = significant_digits(read.amount.stated)
        if match.off_topic > 1 or told > max(2, min(digits - 1, 3)):
            return False
        if match.off_topic:
            if match.rounded or not read.things or "time" in match.bent or read.amount.is_vague:
                return False
            held, named = match.held, {*read.beside, *read.places, *read.speaking, *read.topic}
            own = held.whom | held.where
            is_near = "place" in match.bent or not own or named & own
            if not is_near and not self._is_by(read, held):
                return False  # a number that is alike, of nobody who is named
            telling = digits > 1
            if read.amount.stated < 10 and "unit" in match.bent:
                return False  # "in two deployments"
            if "place" in match.bent:
                is_whose = bool((read.beside or set(read.places)) & match.held.whom)
                is_known = is_whose or self._is_alike(read, match.held) or self._is_by(read, held)
                if not is_known:
                    return False
                telling = telling or bool(read.dates and "time" not in match.bent)
                near = set(read.places) & match.held.whom
                return (telling and bool(read.places) and told < 1) or bool(near)
            return telling or bool((read.beside or set(read.places)) & match.held.whom)
        if not read.places and not read.speaking and not read.things:
            return self._is_by(read, match.held) and not match.bent
        held, named = match.held, {*read.beside, *read.places, *read.speaking, *read.topic}
        is_nobodys = held.whom and not named & (held.whom | held.where)
        is_thing = any(
            read.things.get(one, frozenset()) & held.things.get(one, frozenset())
            for one in ("unit", "what")
        )  # launchers are nobody else's
        if read.topic and not read.close and is_nobodys and not is_thing:
            return self._is_by(read, held)
        return not (match.rounded and match.bent.keys() & {"speaker", "status", "time"})

    @staticmethod
    def _is_by(read: Reading, held: Candidate) -> bool:
        return any(
            by.keys & held.speakers or by.classes & held.classes & _SIDES for by in read.speakers
        )

    @staticmethod
    def _is_alike(read: Reading, held: Candidate) -> bool:
        """Whether what is counted, or where, is told so closely that only whom is another."""
        facets = ("measure", "event", "unit", "what")
        same = any(
            read.things.get(one, frozenset()) & held.things.get(one, frozenset()) for one in facets
        )
        return same or bool(held.where & {*read.places, *read.at, *read.to})

    def _phrase(self, held: Candidate) -> str:
        return phrase(self.package, held.row)


def meet(these: Iterable[Span], those: Iterable[Span]) -> bool:
    """Whether any two spans have a day in common."""
    found = list(those)
    return any(overlaps(a, b) for a in these for b in found)


def _parts(places: Iterable[str]) -> set[str]:
    """Return the keys of what is no country."""
    return {one for one in places if not one.isupper()}


def _lands(places: Iterable[str], inside: Mapping[str, frozenset[str]]) -> set[str]:
    """Return the keys of countries, and of those that parts of a country are in."""
    return {land for one in places for land in ({one} if one.isupper() else inside.get(one, ()))}


def _events(things: Things) -> frozenset[str]:
    """Return what befell those who are counted: killed and wounded are casualties."""
    found = things.get("event", frozenset())
    if things.get("unit"):
        return frozenset()
    if {"dead", "wounded"} <= found:
        found = found - {"dead", "wounded"} | _BROAD
    return found


def grain(number: float) -> float:
    """Return the value of the last digit that a number is stated with."""
    if not number:
        return 1.0
    return 10.0 ** (math.floor(math.log10(abs(number))) + 1 - significant_digits(number))
