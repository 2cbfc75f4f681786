"""What each amount of a draft is of: things, places, who says so, what was done, and when.

It is read from the words around the amount, then from its clause and sentence, then from what the
sentences before it were about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from headcount.desk.proof.amounts import COUNT, PERCENT, PLACE, Amount, scan
from headcount.desk.proof.clauses import Clause, Clauses
from headcount.desk.proof.discourse import Discourse, ReadSentence, within
from headcount.desk.proof.draft import Draft
from headcount.desk.proof.index import Index, Speaker, Things, content, span_of
from headcount.desk.proof.language import Hit, changes, pattern, words
from headcount.desk.proof.speaking import Attribution
from headcount.desk.proof.times import Month, When
from headcount.figures.dates import Span
from headcount.figures.quantity import significant_digits

_CLAUSE = re.compile(r"[;:()\"]|\s-{1,2}\s|-{2}|,(?=[ \"'])")
_NEAR = 60  # characters: so far from an amount a noun may stand
_FOLLOWS = re.compile(
    r"(?!.*\b(?:to|in|for|against|by|into|at|on)\b)(?: ?-?[a-z-]+){0,3} ?(?:(?:of|from) (?:the )?)?"
)
_LEADS = re.compile(
    r"(?!.*\b(?:that|but)\b)(?:['’]s?)? (?:[a-z-]+ ){0,3}(?:of |is |at |has |had |have |with )?(?:[a-z]+ )?"
)
_OWNS = re.compile(r"['’]s? ")
_WHO = re.compile(r"\b(?:who|that|which)\b")
_ASIDE = re.compile(r", (?:[a-z]+ ){0,2}[\w,.]+ of (?:them|whom|those|which)\b[^,;.]*, ")
_GOES = re.compile(r"\b(?:to|into|for|toward|towards) (?:the )?$")
_OBLIQUE = re.compile(r"\b(?:by|in|to|for|against|at|into) (?:the )?$")
_IS_IN = re.compile(
    r"\b(?:in|at|by|inside|across|within) (?:the )?(?:region|province|area|city|town)? ?(?:of )?$"
)
_THEM = re.compile(
    r"(?:of (?:them|those|these|whom|its|his|their|the)|had|have|were|was|are|died|more|others|in \d{4})\b|$"
)
_OF_THEM = re.compile(r"of (?:them|those|these|whom|which)\b")
_IN_A_RACE = re.compile(r"No\b|number|#|rank|plac|com|cam", re.IGNORECASE)
_DENOMINATOR = re.compile(
    rf"(?:\d|¤|%|\b(?:{pattern(words()['parts']['words'])})) of (?:the |its |some |about |an? )*$",
    re.IGNORECASE,
)
_THE_SAME = re.compile(r"\b(?:them|those|these|theirs)\b")
_BY = re.compile(rf"\b(?:{changes()}) by (?:about |some |nearly )?$")
_AGED = re.compile(
    r"\b(?:died|dies) (?:at|aged) $|\b(?:pupil|boy|girl|man|woman|child|student|youth|lad|son|daughter|soldier) of $"
)
_OF_ITS = re.compile(r" of (?:its|his|her|their|our) ")
_DIFFERS = re.compile(
    r"(?:more|fewer|less) than (?:last|in|the|a|before|it|they|he|she|at|on|during)\b|when (?:he|she|I)\b"
)
_EXACTLY = re.compile(r"\b(?:exactly|precisely) $", re.IGNORECASE)
_WHOLE = re.compile(r" (?:out )?of (?:the |its |some |about )*\d[\d,.]*")
_SENT_HOME = re.compile(
    r"\b(?:sent|sends?|sending|brought|took|taken|flew|flown|shipped) (?:[^.;:,]|,(?=\d)){3,60} (?:home|back)\b"
)
_RELATIVE = re.compile(r"\b(?:that|who|which) (?:ha(?:d|s|ve) )?$|\bwho \w+ $")
_IS_THERE = re.compile(
    r"\b(?:are|is|were|was|remain(?:s|ed)?|stay(?:s|ed)?) (?:\w+ly |already |now |still |also )*"
    r"(?:in|on|at|inside|near|there|here|among|aboard)\b|\bthere are (?!the\b|plans|reports|talk)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[\s,]*(?:and|or)?\s*")
_PREPOSITIONS = pattern(words()["prepositions"]["words"])
_ADJECTIVES = re.compile(
    r"(?:\s+(?:of|from)(?:\s+(?:the|its|his|their|those|these|our|them))?)?(?:(?:[\s-]+(?!(?:"
    rf"{_PREPOSITIONS}|and|or|but|were|was|are|is|puts?|said|says|follow|estimates?|counts?|figures?|reports?|sources?|kinds?|ways?|parts?|lines?|lists?"
    r")\b)[\w'.-]+){0,4})?[\s-]*"
)
_LATER = re.compile(
    r"\b(?:an?|the|one|two|three|four|five|six|ten|\d+) (?:year|month|week|day|decade)s? (?:later|earlier|before|after|ago|on(?=[ ,]))\b"
)
_FUNCTION = re.compile(
    rf"(?:{_PREPOSITIONS}|{pattern(words()['no_nouns']['words'])}|[a-z]+ing|[a-z]+ed|{_LATER.pattern})\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:^|[,;:.!?\n\"'(-]\s?|\b(?:and|or|of|to|at|by|with|only|just|some|was|were|is|are|be|than|been|had|has|have|put|from|reached|hit|total|totaled|totalled|all|least|most|other|another|further|the|its|their|toll|that|some|these|those|if|about|for|as|nor|but|whom|which|then|now|[a-z]+ed|[a-z]+s|sent|lost|gave|saw|made|came to|said)\s)$",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    r"(?:more |other |full |long |short |consecutive |straight |[a-z]+-|(?-i:[A-Z][a-z]+ ))?"
    rf"(?!foot soldier)(?:{pattern(words()['not_counted']['words'])})",
    re.IGNORECASE,
)
_LIKE_PEOPLE = re.compile(
    r"[a-z]+ly\b|[A-Z]\w+s\b|[A-Z]\.|(?:[a-z]+ )?[a-z]{2,}(?:(?<!n)(?<!ain)ers|ors|ists|men|ees|ants|ians|folk|lads|guys|heads|pairs of|sets of)\b"
)
_NEGATED = re.compile(pattern(words()["verbs"]["negated"]["words"]), re.IGNORECASE)
_NOT_YET = re.compile(r"\bto $|\bwould $|\bwill $|\bcould $|\bmay $|\bmight $|\bbe $")
_FROM = re.compile(
    r"\b(?:up|down|rose|grew|fell|dropped|increase|revised|raised) from $|\bfrom $|\bafter (?:only |just )?$",
    re.IGNORECASE,
)
_HOLDS = re.compile(r"\b(?:has|have|had) (?:now |already |all )?$")
_PEOPLE = re.compile(r"(?:ns|is|ese|sh|ch)$")
_APART = re.compile(r"[;\n]|,(?! (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d{4}))")
_HAS_DONE = re.compile(
    r"(?:\b(?:has|have|had)|['’]ve) (?:\w+ly |already |now |just |since |also |all )*(?:been )?"
    rf"(?!{pattern(words()['intent']['words'])})(?:\w{{3,}}(?:ed|en|wn|un|ught|ne|me|nt|ut)|paid|laid|cut|shut|hit|met|run|won|lost|led|fed|held|built|sold|left)\b",
    re.IGNORECASE,
)
_DID = re.compile(
    r"(?<!to )(?<!will )(?<!would )(?<!could )(?<!may )(?<!might )"
    rf"\b(?!(?:{pattern(words()['intent']['words'])}|{pattern(words()['said']['verbs'])})\b)"
    r"(?:\w{3,}ed|cut|built|sent|paid|shut|flew|took) (?:about |some |nearly |over |its |the |their )*$"
)
_FEW = 10
_DECIMAL = re.compile(r"(?<![\d.])\d+\.\d{1,2}$")
_TELLING = 4  # digits: so many has no number by chance
_ARTICLES = ("", "the", "its", "a")
_FACETS = ("who", "measure", "event", "unit", "what")


@dataclass(frozen=True)
class Reading:
    """One amount, and what it was read to be of.

    Parameters
    ----------
    amount
        The amount.
    sentence
        Where its sentence stands in the draft.
    things
        What it counts; by the words nearest to it.
    beside
        Keys of places right beside it: "10,000 North Korean soldiers".
    to, at
        Keys of places that it goes to, and that it is in.
    places
        Keys of the places of the sentence, or else of those before it.
    speaking
        Keys of the places that stand for who speaks.
    topic
        Keys of those whom the draft, and the paragraph, are about.
    carried
        Whether the places come from an earlier sentence alone.
    modes
        What was done, by the verbs of the clause: ``offered``, ``planned``, ``done``, ``denied``,
        ``confirmed``, ``present``.
    speakers
        Who says so; nobody where the sentence states it as a fact.
    named
        What speakers are called whom the sentence, its heading or those beside it name.
    said_before
        Whether the sentence before says who speaks.
    hedged
        Whether the sentence says that it is only said.
    dates, months
        The dates that it is of, and months without a year.
    now
        Whether the sentence speaks of the present.
    likely
        The dates that it may be of, by the year that the draft was in.
    is_sure
        Whether it surely is of what the record counts; else only a figure can tell.
    others
        The other counts of the sentence.
    every
        All that the sentence speaks of.
    then
        Whether it speaks of a time that was named before.
    was
        Whether it is what another amount was before: "up from 600".
    is_carried
        Whether what it counts was said before it: a guess.
    close
        The facets of what it counts that the words right behind it name; the others are a guess.
    is_exact
        Whether the draft says that it is so to the last digit.
    seats
        Keys of the places that the sentence names by their capitals alone: they may be who speaks.
    span
        The time that it was counted over, where the sentence says so: ``week``, ``whole``.
    told
        Its sentence, its heading and those before it.
    """

    amount: Amount
    sentence: tuple[int, int]
    things: Things
    beside: frozenset[str]
    to: frozenset[str]
    at: frozenset[str]
    places: tuple[str, ...]
    speaking: tuple[str, ...]
    topic: frozenset[str]
    carried: bool
    modes: frozenset[str]
    speakers: tuple[Speaker, ...]
    said_before: bool
    hedged: bool
    dates: tuple[When, ...]
    months: frozenset[int]
    now: bool
    then: bool
    was: bool = False
    is_carried: bool = False
    close: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    is_exact: bool = False
    seats: frozenset[str] = frozenset()
    span: str = ""
    told: tuple[str, ...] = ("",)
    likely: tuple[Span, ...] = ()
    is_sure: bool = True
    others: tuple[Amount, ...] = ()
    every: Things = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Whether anything that the record counts was found beside it."""
        return any(self.things.values())

    @cached_property
    def all_things(self) -> frozenset[str]:
        """All that the sentence speaks of, whatever the facet."""
        return frozenset[str]().union(*self.every.values())

    @cached_property
    def near_things(self) -> frozenset[str]:
        """What the words right behind the amount name."""
        return frozenset[str]().union(*(self.things.get(facet, ()) for facet in self.close))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its sentence that tell something."""
        return frozenset(content(self.told[0]))

    @cached_property
    def is_only(self) -> bool:
        """Whether its sentence has no other amount."""
        return not any(self.sentence[0] <= one.start < self.sentence[1] for one in self.others)

    @property
    def is_alone(self) -> bool:
        """Whether its sentence tells nothing of it: not what, whom, who says so, or when."""
        is_told = self.speakers or self.dates or self.months
        return self.is_carried and self.carried and not is_told


class Reader:
    """A draft, read with the words of a record."""

    def __init__(self, draft: Draft, known: Index) -> None:
        self.draft, self.known = draft, known
        self.discourse = Discourse(draft, known)
        self._all: list[Amount] = []

    def readings(self) -> list[Reading]:
        """Return what each amount of the draft is of, in its order."""
        self._all = scan(self.draft.plain)
        if self.known.percent:
            self._all = [one.times(100, PERCENT) if one.is_in_percent else one for one in self._all]
        self._clauses = Clauses(self.discourse, self._all)
        found = [self._read(one) for one in self._clauses.every]
        return [one for one in found if one is not None]

    def _read(self, spot: Clause) -> Reading | None:
        amount = spot.amount
        things, noun, close = self._counted(spot)
        if amount.sort == COUNT and self.known.is_whole and _DECIMAL.search(amount.text):
            return None  # nobody counts 12.99 people
        is_bare = self._is_bare(spot, noun)
        is_carried = is_bare and set().union(*things.values()) <= self.known.percent
        if is_carried:
            is_small = amount.stated < 10 and amount.sort == COUNT and not _THEM.match(noun)
            is_a_race = amount.sort == PLACE and _IN_A_RACE.match(amount.text)
            if is_small or (is_a_race and not noun.startswith("in the world")):
                return None
            things = self._carried_things(spot, noun)
        elif is_bare and things.keys() == {"measure"}:
            things = {**self._carried_things(spot, noun), **things}
        is_sure = self._is_of_the_record(spot, noun, things, is_carried=is_carried)
        is_like = is_bare or (
            not _NOT_COUNTED.match(noun)
            and bool(_LIKE_PEOPLE.match(noun) or self._is_credited(spot))
        )
        may_be = is_like and amount.sort == COUNT and amount.stated >= 100 and not things
        if not (is_sure or may_be):
            return None
        is_ratio = amount.sort not in (COUNT, PERCENT)
        is_guess = is_carried and (is_ratio or not self._is_named_before(spot))
        if amount.sort == PERCENT:
            things = {**things, "unit": self.known.percent}
        reading = replace(self._of(spot, things, is_sure=is_sure), is_carried=is_guess, close=close)
        is_about = {*reading.places, *reading.topic, *reading.speaking} & self.known.subjects
        is_by = any(one.keys or one.classes for one in reading.speakers)
        return reading if is_sure or is_about or is_by else None

    def _is_credited(self, spot: Clause) -> bool:
        """Whether those are named beside a number whose figure has it, whatever it is called."""
        number = spot.amount.stated
        named = self._named(spot.at)
        return any(named & held.speakers for held in self.known.near(number, number))

    def _of(self, spot: Clause, things: Things, *, is_sure: bool) -> Reading:
        """Return a reading whose things are known."""
        sentence, listed = spot.sentence, self.discourse.listed
        start, end = sentence.start, sentence.end
        beside, to, inside, places = self._where(spot)
        seats, speakers = self._seats(sentence), self._speaking(spot)
        is_seat = bool(places) and (seats - beside - to).issuperset(places)
        if is_seat:  # a capital by itself is who speaks
            own = frozenset(places)
            speakers = speakers or (Speaker(places=own, is_place=True, is_meant=True),)
            places = (*self._carried_places(spot.at), *places)
        carried = not places
        whens = self._when(spot)
        dates = tuple(one for one in whens if isinstance(one, When))
        others = [
            one for one in self._all[max(0, spot.number - 4) : spot.number + 5] if one.sort == COUNT
        ]
        return Reading(
            amount=spot.amount, sentence=(start, end), things=things, beside=beside, to=to, at=inside,
            places=self._carried_places(spot.at) if carried else places, carried=carried or is_seat,
            speaking=tuple(dict.fromkeys(key for one in spot.said for key in sorted(one.speaker.places))),
            topic=self._topic(spot.at), modes=self._modes(spot), speakers=speakers,
            said_before=self._is_said_before(spot.at),
            hedged=bool(within(listed("said", "hedges"), start, end)),
            dates=dates, months=frozenset(one.month for one in whens if isinstance(one, Month)),
            likely=tuple(one.guess for one in whens if isinstance(one, Month) and one.guess),
            now=bool(within(listed("now"), start, end)), then=self._is_then(spot, dates), was=self._was(spot),
            is_sure=is_sure, others=tuple(one for one in others if one is not spot.amount),
            every=self._by_facet(sentence.things), seats=seats,
            is_exact=bool(_EXACTLY.search(self.draft.plain, max(start, spot.amount.start - 12), spot.amount.start)),
            told=self._told(spot), span=span_of(self.draft.plain[start:end]), named=self._named(spot.at),
        )  # fmt: skip

    def _told(self, spot: Clause) -> tuple[str, ...]:
        """Return the words of a sentence, of its heading and of those before it in its paragraph."""
        every, own = self.discourse.sentences, spot.sentence
        before = [
            it for it in every[max(0, spot.at - 2) : spot.at] if it.paragraph == own.paragraph
        ]
        head = [every[own.head]] if own.head >= 0 else []
        return tuple(self.draft.plain[it.start : it.end] for it in (own, *head, *before))

    def _seats(self, sentence: ReadSentence) -> frozenset[str]:
        """Return the places that a sentence names by their capitals alone."""
        named = {
            (key, self.draft.plain[hit.start : hit.end])
            for hit in sentence.places
            for key in hit.names
        }
        others = {key for key, text in named if text not in self.known.seats}
        return frozenset(key for key, _ in named) - others

    # ── who says so ─────────────────────────────────────────────────────────────────────────────

    def _speaking(self, spot: Clause) -> tuple[Speaker, ...]:
        """Return who says an amount; a guess beyond a semicolon, or by another sentence."""
        near = self._clauses.told(spot, spot.said, lambda one: one.verb[0])
        near = [one for one in near if not self._is_denial(one)] or near
        behind = [one for one in near if spot.amount.end <= one.verb[0]]
        # "the service said 250, according to a lawmaker"
        if any(self.discourse.voices.is_credit(one) for one in behind):
            near = behind
        if not near:
            far = spot.said or self._said_elsewhere(spot.at)
            return tuple(replace(one.speaker, is_meant=True) for one in far)
        return tuple(self._as_far_as(spot, one) for one in near)

    def _is_denial(self, one: Attribution) -> bool:
        """Whether somebody denies it: that is nobody who says so."""
        return any("denied" in hit.names for hit in within(self.discourse.verbs, *one.verb))

    def _as_far_as(self, spot: Clause, one: Attribution) -> Speaker:
        """Return who speaks; beyond another amount it is a guess that this one is meant as well."""
        before = self._all[spot.number - 1] if spot.number else spot.amount
        is_few = before.stated < _FEW and self.draft.plain.endswith(" in ", 0, before.start)
        is_near = (is_few or spot.before <= one.verb[1]) and one.verb[0] < spot.after
        return one.speaker if is_near else replace(one.speaker, is_meant=True)

    def _said_elsewhere(self, at: int) -> Sequence[Attribution]:
        """Return who says so by the heading of a list, or by a sentence that tells more."""
        every, more = self.discourse.sentences, self.discourse.after(at)
        own = every[at]
        if own.head >= 0:
            return every[own.head].said
        if self.draft.plain.count('"', own.start, own.end) % 2 and at + 1 < len(every):
            return every[at + 1].said  # a quote goes on, and who speaks is named behind it
        if more:
            return more.said or self.discourse.credited(more)
        for one in every[at + 1 : at + 3]:  # "15,000 went. Seoul's spies did the sums."
            if one.paragraph != own.paragraph or self._counts(one):
                break
            if found := one.said or self.discourse.credited(one):
                return found
        return ()

    def _named(self, at: int) -> frozenset[str]:
        """Return what speakers are called whom a sentence names, or those beside it, or its heading."""
        every = self.discourse.sentences
        beside = [
            it for it in every[max(0, at - 1) : at + 2] if it.paragraph == every[at].paragraph
        ]
        beside += [every[every[at].head]] if every[at].head >= 0 else []
        hits = (hit for it in beside for hit in within(self.discourse.speakers, it.start, it.end))
        return frozenset(name for hit in hits for name in hit.names)

    def _is_said_before(self, at: int) -> bool:
        """Whether the sentence before, in the same paragraph, says who speaks."""
        every = self.discourse.sentences
        before = (every[back] for back in range(max(0, at - 4), at))
        return any(one.said and one.paragraph == every[at].paragraph for one in before)

    # ── when ────────────────────────────────────────────────────────────────────────────────────

    def _when(self, spot: Clause) -> tuple[When | Month, ...]:
        """Return the dates of an amount: its own, or those that its sentence tells of it."""
        whens = spot.sentence.whens
        if not whens:
            head, more = spot.sentence.head, self.discourse.after(spot.at)
            if head >= 0:
                return self.discourse.sentences[head].whens
            return more.whens if more and not self._counts(more) else ()
        own = self._clauses.told(spot, whens, lambda one: one.start)
        own = [one for one in own if not self._is_anothers(spot, one.start)]
        right = [
            one for one in own
            if spot.amount.end <= one.start and not _APART.search(self.draft.plain, spot.amount.end, one.start)
        ]  # fmt: skip
        return tuple(right[:1] or own)

    def _is_anothers(self, spot: Clause, date: int) -> bool:
        """Whether a date is that of another's work: "the service's 2025 edition says 600, Rome 700"."""
        first, last = spot.own[0], spot.amount.start
        is_by = any(
            within(hits, first, last) for hits in (self.discourse.speakers, self.discourse.places)
        )
        return is_by and any(by.start <= date < by.verb[0] < first for by in spot.said)

    def _counts(self, sentence: ReadSentence) -> bool:
        return any(sentence.start <= one.start < sentence.end for one in self._all)

    def _was(self, spot: Clause) -> bool:
        start = spot.amount.start
        return bool(_FROM.search(self.draft.plain[max(spot.sentence.start, start - 16) : start]))

    def _is_then(self, spot: Clause, dates: Sequence[When]) -> bool:
        """Whether an amount is of a time named before, or is what another one was before."""
        amount, start, end = spot.amount, spot.sentence.start, spot.sentence.end
        near = (max(start, amount.start - 40), min(end, amount.end + 40))
        if self._was(spot) or _LATER.search(self.draft.plain, *near):
            return True
        then = self.discourse.listed("then")
        if within(then, *near) or (not dates and within(then, start, end)):
            return True
        if dates or not spot.at:
            return False
        is_now = within(self.discourse.listed("now"), start, end)
        before = self.discourse.sentences[max(0, spot.at - (1 if is_now else 4)) : spot.at]
        return any(
            it.paragraph == spot.sentence.paragraph
            and any(isinstance(one, When) or not is_now for one in it.whens)
            for it in before
        )

    # ── what is counted ─────────────────────────────────────────────────────────────────────────

    def _is_of_the_record(
        self, spot: Clause, noun: str, things: Things, *, is_carried: bool
    ) -> bool:
        """Whether an amount is of what the record counts; see `headcount.desk.proof.amounts`."""
        amount = spot.amount
        if amount.sort != COUNT:
            return any(things.values())
        measure = _NOT_COUNTED.match(noun)
        if not any(things.values()) or (measure and not self._is_unit(spot, measure.end())):
            return False
        lead = self.draft.plain[max(0, amount.start - 30) : amount.start]
        if _DIFFERS.match(noun):
            return False  # "2,000 more than last year", "23 when he flew"
        if _BY.search(lead) or (amount.stated < 100 and _AGED.search(lead)):
            return False  # "rose by 90,000" is no count, nor is "a pupil of 14"
        if amount.stated == 1 and amount.text.isalpha():
            return False
        is_plain = is_carried and amount.stated < 1000 and amount.qualifier == "exact"
        is_plain = is_plain and (amount.stated < 100 or not self._is_named_before(spot))
        if is_plain and not self._may_stand_bare(spot, noun):
            return False
        is_small = amount.stated < 10 and amount.qualifier == "exact"
        lead = self.draft.plain[max(0, amount.start - 6) : amount.start].casefold()
        # "the two generals" are no count of generals
        return not (is_small and re.search(r"\b(?:the|these|those|both|all) $", lead))

    def _is_unit(self, spot: Clause, length: int) -> bool:
        """Whether a measure behind an amount is a unit of the record: minutes of delay."""
        first = self._noun_from(spot)
        return any(
            name.startswith("own:") and self.known.facets.get(name) == "unit"
            for hit in within(self.discourse.things, first, first + length + 2) for name in hit.names
        )  # fmt: skip

    def _may_stand_bare(self, spot: Clause, noun: str) -> bool:
        """Whether a small number without its noun may be a count: "13 of them", "Kuwait 904"."""
        start = spot.amount.start
        if _OF_THEM.match(noun) or _BEFORE.search(self.draft.plain[max(0, start - 24) : start]):
            return True
        return any(hit.end == start - 1 for hit in within(self.discourse.places, start - 30, start))

    def _counted(self, spot: Clause) -> tuple[Things, str, frozenset[str]]:
        """Return what is counted, the noun behind the amount, and the facets that this names."""
        amount, plain = spot.amount, self.draft.plain
        stop = min(spot.after, amount.end + _NEAR)
        clause = _CLAUSE.search(plain, amount.end, stop)
        near = clause.start() if clause else stop
        noun = plain[self._noun_from(spot) : near].strip(" -")
        hits = [
            hit for hit in within(self.discourse.things, *self._whole_part(spot))
            if not any(one.start <= hit.start < one.end for one in spot.said)
            and not plain.endswith("whose ", 0, hit.start)
        ]  # fmt: skip
        if (
            amount.sort == COUNT
            and not self._is_bare(spot, noun)
            and not self._is_noun(self._noun_from(spot), near, hits)
        ):
            others = {facet: frozenset(names) for facet, names in self._others(spot, near).items()}
            return others, noun, frozenset()
        taken = _Taken(plain, self.known.facets, hits)
        taken.take(amount.end, near, _FACETS)
        close = frozenset(taken.found)
        if not taken.found.keys() & {"who", "unit"}:
            taken.found |= self._others(spot, near) or self._people(amount, near)
        self._take_behind(spot, near, taken)
        self._take_ahead(spot, noun, taken)
        return taken.things(), noun, close

    def _take_behind(self, spot: Clause, near: int, taken: _Taken) -> None:
        """Take what stands further behind an amount."""
        amount, plain = spot.amount, self.draft.plain
        far: tuple[str, ...] = ("event", "measure", "unit") if taken.found else _FACETS
        if self._is_whole(amount) and not _WHO.search(plain, amount.end, near):
            # what befell a part befell not all
            far = tuple(facet for facet in far if facet != "event")
        taken.take(near, min(spot.part[1], spot.after), far)
        if aside := _ASIDE.match(plain, near):  # "742 people, 288 of them children, had died"
            taken.take(aside.end(), spot.part[1], ("event",))

    def _take_ahead(self, spot: Clause, noun: str, taken: _Taken) -> None:
        """Take what stands before an amount."""
        amount = spot.amount
        first = max(spot.part[0], spot.before)
        if self._is_whole(amount) or amount.sort == PLACE:
            first = amount.start  # an order is of what stands behind it
        if amount.sort == PLACE and not taken.found and self._is_bare(spot, noun):
            first = spot.part[0]  # "its army, the fourth largest in the world"
        for facet in _FACETS if not taken.found else ("event", "measure"):
            if facet not in taken.found:
                taken.take(first, amount.start, (facet,), back=True)
        if not taken.found and first < amount.start:  # "of the men, it said, 300 died"
            taken.take(self._from(spot), first, _FACETS, back=True)
        if "event" not in taken.found and self._is_of_them(spot):  # of those lost, 12 were women
            taken.take(spot.sentence.start, amount.start, ("event",), back=True)

    def _from(self, spot: Clause) -> int:
        """Return where the words begin that no amount parts from one."""
        before = self._all[spot.number - 1].end if spot.number else 0
        return max(before, spot.part[0])

    def _whole_part(self, spot: Clause) -> tuple[int, int]:
        """Return the clause of an amount; of "12 of them" from where the sentence begins."""
        start, end = spot.part
        return (spot.sentence.start if self._is_of_them(spot) else start), end

    def _others(self, spot: Clause, near: int) -> dict[str, set[str]]:
        """Return people of another kind where the very number is some figure's, to the last digit."""
        amount = spot.amount
        is_telling = amount.value is not None and significant_digits(amount.value) >= _TELLING
        if not is_telling or not any(True for _ in self.known.near(amount.stated, amount.stated)):
            return {}
        found = within(self.discourse.listed("others"), amount.end, near)
        is_it = found and _ADJECTIVES.fullmatch(self.draft.plain, amount.end, found[0].start)
        return {"who": {"others"}} if is_it else {}

    def _is_bare(self, spot: Clause, noun: str) -> bool:
        """Whether no noun stands behind an amount, or a verb: what it counts was said before."""
        start = self._noun_from(spot) + 1
        does = any(hit.start == start for hit in within(self.discourse.verbs, start, start + 20))
        return does or not noun or bool(_FUNCTION.match(noun)) or not noun[0].isalpha()

    def _noun_from(self, spot: Clause) -> int:
        """Return where the noun of an amount begins: of "4 of 20 drones" behind the 20."""
        whole = _WHOLE.match(self.draft.plain, spot.amount.end, spot.sentence.end)
        return whole.end() if whole else spot.amount.end

    def _is_named_before(self, spot: Clause) -> bool:
        """Whether the sentence says before an amount what it counts, or that it is the same."""
        start, end = spot.sentence.start, spot.amount.start
        ahead = any(hit.end <= end for hit in spot.sentence.things)
        return ahead or bool(_THE_SAME.search(self.draft.plain, start, end))

    def _is_whole(self, amount: Amount) -> bool:
        """Whether an amount is what a part is of: "12 of 500"."""
        lead = self.draft.plain[max(0, amount.start - 30) : amount.start]
        return bool(_DENOMINATOR.search(lead))

    def _is_noun(self, start: int, stop: int, hits: list[Hit]) -> bool:
        """Whether the words behind an amount begin with what the record counts, or with a people."""
        ends = [hit.start for hit in hits if start <= hit.start < stop]
        ends += [hit.start for hit in within(self.discourse.places, start, stop)]
        return any(_ADJECTIVES.fullmatch(self.draft.plain, start, end) for end in ends)

    def _people(self, amount: Amount, near: int) -> dict[str, set[str]]:
        """Return people where "North Koreans" stand behind an amount."""
        plain = self.draft.plain
        is_it = any(
            _PEOPLE.search(plain[hit.start : hit.end])
            and _ADJECTIVES.fullmatch(plain, amount.end, hit.start)
            for hit in within(self.discourse.places, amount.end, near)
        )
        return {"who": {"people"}} if is_it else {}

    def _by_facet(self, hits: Iterable[Hit]) -> Things:
        found: dict[str, set[str]] = {}
        for name in (name for hit in hits for name in hit.names):
            found.setdefault(self.known.facets.get(name, "who"), set()).add(name)
        return {facet: frozenset(names) for facet, names in found.items()}

    def _people_in(self, sentence: ReadSentence) -> Things:
        """Return people where a sentence speaks of such only as of a country's: North Koreans."""
        said = (self.draft.plain[hit.start : hit.end] for hit in sentence.places)
        return {"who": frozenset({"people"})} if any(map(_PEOPLE.search, said)) else {}

    def _carried_things(self, spot: Clause, noun: str) -> Things:
        """Return what the sentence, or one before it, was about, where an amount stands bare."""
        ahead = [hit for hit in spot.sentence.things if hit.end <= spot.amount.start]
        things = self._by_facet(ahead)
        is_far = spot.amount.stated >= 100 or bool(_THEM.match(noun)) or spot.sentence.head >= 0
        is_large = spot.amount.stated >= 1000
        for one in (
            self.discourse.before(spot.at, 6 if is_large else 2) if is_far and not things else ()
        ):
            if one.paragraph < spot.sentence.paragraph - 1 - is_large and spot.sentence.head < 0:
                break
            things = self._by_facet(one.things) or self._people_in(one)
            if things:
                break
        things = things or self._by_facet(spot.sentence.things) or self._people_in(spot.sentence)
        moved = self._modes(spot) & {"done", "offered"}
        is_of_some = self._is_whole(spot.amount) or (moved and not ahead)
        no_unit = self.known.percent if spot.amount.sort == COUNT else frozenset()
        return {
            facet: names - no_unit for facet, names in things.items()
            if names - no_unit and not (facet == "event" and is_of_some)
        }  # fmt: skip

    # ── where, and whom ─────────────────────────────────────────────────────────────────────────

    def _where(
        self, spot: Clause
    ) -> tuple[frozenset[str], frozenset[str], frozenset[str], tuple[str, ...]]:
        """Return the places beside an amount, where it goes, what it is in, and all there are."""
        plain, start = self.draft.plain, spot.sentence.start
        hits = self._places_of(spot)
        beside: set[str] = set()
        to: set[str] = set()
        inside: set[str] = set()
        for hit in hits:
            lead = plain[max(start, hit.start - 24) : hit.start]
            if self._is_beside(hit, spot, lead):
                beside.update(hit.names)
            if _GOES.search(lead):
                to.update(hit.names)
            elif _IS_IN.search(lead):
                inside.update(hit.names)
        if _OF_ITS.match(plain, spot.amount.end):
            beside |= self._owner(spot)
        if self._is_of_them(spot):
            beside = set(self._beside_before(spot)) or beside
        # of the items of a list, each has its own place
        is_item = beside and not beside & self.known.subjects
        hits = [
            hit for hit in hits
            if (not is_item and hit.end <= spot.amount.start) or self._is_beside_none(hit, spot)
        ]  # fmt: skip
        every = tuple(dict.fromkeys(name for hit in hits for name in hit.names))
        return frozenset(beside), frozenset(to), frozenset(inside), every

    def _owner(self, spot: Clause) -> frozenset[str]:
        """Return whose "its citizens" and "our soldiers" are: of who says so, else of the subject."""
        start = spot.amount.start
        ahead = [one for one in spot.said if one.start < start and one.speaker.places]
        first = [hit for hit in spot.sentence.places if hit.end <= start]
        if ahead and not (first and first[0].start < ahead[-1].start):
            return ahead[-1].speaker.places
        return frozenset(first[0].names) if first else frozenset()

    def _is_of_them(self, spot: Clause) -> bool:
        """Whether an amount is a part of the one before it: "26 of them"."""
        return bool(_OF_THEM.match(self.draft.plain[spot.amount.end :][:12].lstrip()))

    def _beside_before(self, spot: Clause) -> frozenset[str]:
        """Return the places beside the amount before one in its sentence: whose a part of it is."""
        if not spot.number or self._all[spot.number - 1].start < spot.sentence.start:
            return frozenset()
        return self._where(self._clauses.every[spot.number - 1])[0]

    def _is_beside_none(self, hit: Hit, spot: Clause) -> bool:
        """Whether a place stands right before no other amount of the sentence."""
        return not any(
            one.start != spot.amount.start and hit.end <= one.start <= hit.end + 2
            for one in self._all[max(0, spot.number - 6) : spot.number + 7]
        )  # fmt: skip

    def _places_of(self, spot: Clause) -> list[Hit]:
        plain, sentence = self.draft.plain, spot.sentence
        abroad = [
            hit.end for hit in within(self.discourse.listed("attributed_abroad"), sentence.start, sentence.end)
        ]  # fmt: skip
        return [
            hit for hit in sentence.places
            if (
                _OWNS.fullmatch(plain, hit.end, spot.amount.start)
                or not any(one <= hit.start and plain[one : hit.start].strip() in _ARTICLES for one in abroad)
            )
            and not any(one.start <= hit.start < one.end for one in spot.said)
        ]  # fmt: skip

    def _is_beside(self, hit: Hit, spot: Clause, lead: str) -> bool:
        plain, amount = self.draft.plain, spot.amount
        if hit.start >= amount.end:
            return hit.start < spot.after and bool(
                _FOLLOWS.fullmatch(plain[amount.end : hit.start])
            )
        is_near = hit.start >= spot.before and not _OBLIQUE.search(lead)
        return is_near and bool(_LEADS.fullmatch(plain[hit.end : amount.start]))

    def _topic(self, at: int) -> frozenset[str]:
        """Return whom the draft names most, and whom the sentences before it in its paragraph do."""
        found = set(self.discourse.main)
        for back in range(at - 1, max(-1, at - 6), -1):
            if self.discourse.sentences[back].paragraph != self.discourse.sentences[at].paragraph:
                break
            found.update(self.discourse.subjects[back])
        if more := self.discourse.after(at):
            found.update(name for name in more.names() if name in self.known.subjects)
        return frozenset(found)

    def _carried_places(self, at: int) -> tuple[str, ...]:
        """Return whom the sentences before were about, the nearest of them."""
        every = [one for one in self.discourse.before(at, 7) if one.places]
        every = [one for one in every if self.discourse.whom(one)] or every
        whose = [one for one in every if one.whose(self.draft.plain)]
        more = self.discourse.after(at)
        every += [more] if more and more.places else []
        return next((one.names() for one in (*whose, *every)), ())

    # ── what was done ───────────────────────────────────────────────────────────────────────────

    def _modes(self, spot: Clause) -> frozenset[str]:
        """Return what was done, by the verbs of a clause."""
        every, at = self.discourse.sentences, spot.at
        hits = within(self.discourse.verbs, spot.sentence.start, spot.sentence.end)
        here = [hit for hit in hits if spot.part[0] <= hit.start < spot.part[1]]
        has_own = any(spot.part[0] <= one.verb[0] < spot.part[1] for one in spot.said)
        here = here or ([] if has_own and spot.part[0] > spot.sentence.start else hits)
        found = {mode for hit in hits for mode in self._mode(hit, spot, is_here=hit in here)}
        lead = self.draft.plain[
            max(spot.sentence.start, spot.amount.start - 16) : spot.amount.start
        ]
        last = min(spot.part[1], spot.after)
        gives = any(0 <= spot.amount.start - one.end <= len(lead) for one in spot.said)
        is_done = _HAS_DONE.search(self.draft.plain, spot.before, last) or _DID.search(lead)
        if is_done or (_HOLDS.search(lead) and not gives):
            found.add("has done")
        if is_done:
            found.add("is done")
        if _SENT_HOME.search(self.draft.plain, *spot.part):
            found.add("returned")
        near = (max(spot.before, spot.part[0]), spot.after)
        if within(self.discourse.listed("present"), *near) or _IS_THERE.search(
            self.draft.plain, *near
        ):
            found.add("present")
        for other in (*every[max(0, at - 1) : at], *every[at + 1 : at + 3]):
            if any(
                "denied" in hit.names
                for hit in within(self.discourse.verbs, other.start, other.end)
            ):
                found.add("denied nearby")
        return frozenset(found)

    def _mode(self, hit: Hit, spot: Clause, *, is_here: bool) -> Iterator[str]:
        """Give what a verb says was done; of another clause only that it was denied."""
        lead = self.draft.plain[max(spot.sentence.start, hit.start - 24) : hit.start]
        names = set(hit.names) - {"negated"}
        if not is_here:
            names &= {"denied"}
        if not spot.part[0] <= hit.start < spot.part[1]:
            names -= {"confirmed"}
        if "done" in names and _NOT_YET.search(lead):
            names = names - {"done"} | {"planned"}
        if "returned" in names and _RELATIVE.search(lead) and not _NEGATED.search(lead):
            names = names - {"returned"} | {"were back"}  # "of 1,000 that came home"
        if names & {"confirmed", "done", "returned"} and _NEGATED.search(lead):
            return
        yield from names


class _Taken:
    """What is counted, word by word, each facet from the words nearest to the amount."""

    def __init__(self, plain: str, facets: dict[str, str], hits: list[Hit]) -> None:
        self._plain, self._facets, self._hits = plain, facets, hits
        self._spans: dict[str, tuple[int, int]] = {}
        self.found: dict[str, set[str]] = {}

    def take(self, first: int, last: int, facets: Iterable[str], *, back: bool = False) -> None:
        """Take the words of a stretch, from its end where they stand before the amount."""
        those = [hit for hit in self._hits if first <= hit.start < last]
        for hit in reversed(those) if back else those:
            for name in hit.names:
                facet = self._facets.get(name, "who")
                if facet in facets and self._goes_on(facet, hit):
                    self.found.setdefault(facet, set()).add(name)

    def _goes_on(self, facet: str, hit: Hit) -> bool:
        """Whether words are the first of a facet, or go on in one list with those: killed and wounded."""
        known = self._spans.get(facet)
        if (
            known
            and known != (hit.start, hit.end)
            and not _LISTED.fullmatch(self._plain, known[1], hit.start)
        ):
            return False
        self._spans[facet] = (known[0] if known else hit.start, hit.end)
        return True

    def things(self) -> Things:
        return {facet: frozenset(names) for facet, names in self.found.items()}
