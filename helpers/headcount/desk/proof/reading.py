"""What each amount of a draft is of: things, places, who says so, what was done, and when.

It is read from the words around the amount, then from its clause and sentence, then from what the
sentences before it were about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from headcount.desk.proof.amounts import COUNT, PLACE, Amount, scan
from headcount.desk.proof.draft import Draft
from headcount.desk.proof.index import Index, Speaker, Things
from headcount.desk.proof.language import Hit, lexicon, one_list, pattern, words
from headcount.desk.proof.speaking import Attribution, Voices
from headcount.figures.dates import Span, parse

_CLAUSE = re.compile(
    r"[;:()]|\s-{1,2}\s|-{2}|, (?=(?:and|but|while|whereas|although|though|with|of whom|of which|who|which|including|as|nor|after|before|when|because)\b)|,(?=[ \"'])|\""
)
_PARTS = re.compile(
    r"[;:]|\s-{1,2}\s|, (?=(?:and|but|while|whereas|although|though|with|up from|down from|compared|against|not|more than|less than|plus|including)\b)| (?:while|whereas|but|compared with|against) "
)
_NEAR = 60  # characters: so far from an amount a noun may stand
_DATE = re.compile(
    r"(?<![\w-])(?:(?P<m1>Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?: (?P<d1>\d{1,2})(?:st|nd|rd|th)?(?![\d,]\d))?(?:,? (?P<y1>(?:1[5-9]|20)\d\d))?"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<m2>Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?:,? (?P<y2>(?:1[5-9]|20)\d\d))?"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})|(?P<year>(?:1[5-9]|20)\d\d))(?![\w]|,\d)"
)
_FOLLOWS = re.compile(
    r"(?!.*\b(?:to|in|for|against|by|into|at|on)\b)(?: ?-?[a-z-]+){0,3} ?(?:(?:of|from) (?:the )?)?"
)
_LEADS = re.compile(
    r"(?:['’]s?)? (?:[a-z-]+ ){0,3}(?:of |is |at |has |had |have |with )?(?:[a-z]+ )?"
)
_GOES = re.compile(r"\b(?:to|into|for|toward|towards) (?:the )?$")
_OBLIQUE = re.compile(r"\b(?:by|in|to|for|against|at|into) (?:the )?$")
_IS_IN = re.compile(r"\b(?:in|at|by|inside|across|within) (?:the )?$")
_THEM = re.compile(
    r"(?:of (?:them|those|these|whom|its|his|their|the)|had|have|were|was|are|died|more|others|in \d{4})\b|$"
)
_DENOMINATOR = re.compile(r"\bof (?:the |its |some |about |an? )*$")
_LISTED = re.compile(r"[\s,]*(?:and|or)?\s*")
_ADJECTIVES = re.compile(
    r"(?:\s+(?:of|from)(?:\s+(?:the|its|his|their|those|these|our|them))?)?(?:(?:[\s-]+(?!(?:of|to|in|for|against|by|into|at|on|from|with|since|after|before|and|or|but|were|was|are|is|puts?|said|says|follow|estimates?|counts?|figures?|reports?|sources?|kinds?|ways?|parts?|lines?|lists?)\b)[\w'.-]+){0,4})?[\s-]*"
)
_FUNCTION = re.compile(
    r"(?:had|have|has|were|was|are|is|of|more|others|in|by|to|from|on|at|for|and|or|would|will|could|may|might|as|who|that|which|with|than|since|during|last|this|so|but|be|been|arrived|sent|went|came|a year|before|after|the|when|if|while|because|according|per|each|every|still|now|then|there|here|it|they|he|she|we|only|also|alone|all|together|dead|out|over|strong|along|across|through|inside|near|around|under|above|took|take|takes|joined|[a-z]+ing|[a-z]+ed|gone|left|lost|fell|rose)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:^|[,;:.!?\n\"'(-]\s?|\b(?:and|or|of|to|at|by|with|only|just|some|was|were|is|are|be|than|had|has|have|put|from|reached|hit|total|totaled|totalled|all|least|most|other|another|further|the|its|their|toll|that|some|these|those|if|about|for|as|nor|but|whom|which|then|now|[a-z]+ed|[a-z]+s|sent|lost|gave|saw|made|came to|said)\s)$",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    r"(?:more |other |full |long |short |consecutive |straight |[a-z]+-)?"
    rf"(?:{pattern(words()['not_counted']['words'])})",
    re.IGNORECASE,
)
_NEGATED = re.compile(pattern(words()["verbs"]["negated"]["words"]), re.IGNORECASE)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_OPEN_END = re.compile(
    r"\b(?:since|after|until|before|started|began|start of|beginning of) (?:the |early |late |mid-?)?(?:(?!in )\w+ ){0,1}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class When:
    """A date in a sentence, and where it stands."""

    start: int
    end: int
    span: Span
    is_bound: bool = False


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
        ``confirmed``.
    speakers
        Who says so; nobody where the sentence states it as a fact.
    said_before
        Whether the sentence before says who speaks.
    hedged
        Whether the sentence says that it is only said.
    dates, months
        The dates of the sentence, and its months without a year.
    now
        Whether the sentence speaks of the present.
    is_sure
        Whether it surely is of what the record counts; else only a figure can tell.
    others
        The other counts of the sentence.
    every
        All that the sentence speaks of.
    then
        Whether it speaks of a time that was named before.
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
    is_sure: bool = True
    others: tuple[Amount, ...] = ()
    every: Things = field(default_factory=dict)
    noun: str = ""
    spans: dict[str, tuple[int, int]] = field(default_factory=dict, compare=False)

    @property
    def is_known(self) -> bool:
        """Whether anything that the record counts was found beside it."""
        return any(self.things.values())


class Reader:
    """A draft, read with the words of a record."""

    def __init__(self, draft: Draft, known: Index) -> None:
        self.draft, self.known = draft, known

    def readings(self) -> list[Reading]:
        """Return what each amount of the draft is of, in its order."""
        amounts = scan(self.draft.plain)
        self._all = amounts
        found = [self._read(number, amount) for number, amount in enumerate(amounts)]
        return [one for one in found if one is not None]

    @cached_property
    def _places(self) -> list[Hit]:
        return list(self.known.places.find(self.draft.tokens))

    @cached_property
    def _things(self) -> list[Hit]:
        hits = self.known.things.find(self.draft.tokens)
        return [hit for hit in hits if not self._is_in_a_name(hit)]

    def _is_in_a_name(self, hit: Hit) -> bool:
        """Whether words are part of a speaker's name: the New York Post is no post."""
        if not self.draft.plain[hit.start].isupper():
            return False
        return any(
            one.start <= hit.start and hit.end <= one.end
            for one in _within(self._speakers, max(0, hit.start - 60), hit.end + 60)
        )

    @cached_property
    def _verbs(self) -> list[Hit]:
        return list(lexicon("verbs").find(self.draft.tokens))

    @cached_property
    def _speakers(self) -> list[Hit]:
        return list(self.known.speakers.find(self.draft.tokens))

    @cached_property
    def _voices(self) -> Voices:
        return Voices(
            self.draft.plain, self.draft.tokens, self._speakers, self._places, self._things, _within
        )

    @cached_property
    def _then(self) -> list[Hit]:
        return list(one_list("then").find(self.draft.tokens))

    @cached_property
    def _present(self) -> list[Hit]:
        return list(one_list("present").find(self.draft.tokens))

    @cached_property
    def _hedges(self) -> list[Hit]:
        return list(one_list("said", "hedges").find(self.draft.tokens))

    @cached_property
    def _now(self) -> list[Hit]:
        return list(one_list("now").find(self.draft.tokens))

    @cached_property
    def _abroad(self) -> list[Hit]:
        return list(one_list("attributed_abroad").find(self.draft.tokens))

    def _read(self, number: int, amount: Amount) -> Reading | None:
        draft = self.draft
        at = draft.sentence_at(amount.start)
        start, end, paragraph = draft.sentences[at]
        before = max(
            [start, *(one.end for one in self._all[max(0, number - 3) : number] if one.end > start)]
        )
        after = min([end, *(one.start for one in self._all[number + 1 : number + 4])])
        part = self._part(amount, start, end)
        said = [*self._voices.of(start, end), *self._voices.aside(part[0], amount.start)]
        things, noun, spans = self._counted(amount, before, after, part, said)
        is_carried = not things and _is_bare(noun)
        if is_carried and amount.stated < 10 and not _THEM.match(noun):
            return None
        if is_carried:
            things = self._carried_things(
                at, paragraph, said, far=amount.stated >= 100 or bool(_THEM.match(noun))
            )
            if _DENOMINATOR.search(draft.plain, max(start, amount.start - 20), amount.start):
                things = {facet: names for facet, names in things.items() if facet != "event"}
        is_sure = self._is_of_the_record(amount, noun, things, is_carried=is_carried)
        if not is_sure and not (
            _is_bare(noun) and amount.sort == COUNT and amount.stated >= 100 and not things
        ):
            return None
        beside, to, inside, places = self._where(amount, start, end, before, after, said)
        carried = not places
        if carried:
            places = self._carried_places(at)
        speakers = self._speaking(amount, start, end, part, said, after)
        dates = tuple(self._dates(start, end))
        if not is_sure and not set(places) & self.known.subjects:
            return None
        return Reading(
            is_sure=is_sure,
            others=tuple(one for one in self._all[max(0, number - 4) : number + 5] if one is not amount and one.sort == COUNT),
            amount=amount, sentence=(start, end), things=things, beside=beside, to=to, at=inside,
            places=places, speaking=tuple(dict.fromkeys(name for one in said for name in sorted(one.speaker.places))),
            topic=self._topic(at, paragraph),
            carried=carried, modes=self._modes(at, part), speakers=speakers,
            said_before=self._is_said_before(at), hedged=_any(self._hedges, start, end), dates=dates, months=frozenset(self._months(start, end)),
            now=_any(self._now, start, end), then=self._is_then(amount, at, dates), every=self._named_things(start, end, said), noun=noun, spans=spans,
        )  # fmt: skip

    def _speaking(
        self,
        amount: Amount,
        start: int,
        end: int,
        part: tuple[int, int],
        said: Sequence[Attribution],
        after: int,
    ) -> tuple[Speaker, ...]:
        """Return who says an amount: in its clause, else in what no semicolon parts from it."""
        near = [one for one in said if part[0] <= one.verb[0] < part[1]]
        if not near:
            first = self.draft.plain.rfind(";", start, amount.start)
            last = self.draft.plain.find(";", amount.end, end)
            near = [one for one in said if first < one.verb[0] < (last if last > 0 else end)]
        behind = [one for one in near if amount.end <= one.verb[0] < after]
        ahead = [one for one in near if one.verb[1] <= amount.start]
        # "250, according to one, or 350, according to another"
        if behind and (not ahead or any(self._voices.is_credit(one) for one in behind)):
            near = behind
        elif ahead and any(self._voices.is_credit(one) for one in near if one not in ahead):
            near = ahead
        return tuple(one.speaker for one in near)

    def _is_then(self, amount: Amount, at: int, dates: Sequence[When]) -> bool:
        """Whether an amount is of a time named before, or is what another one was before."""
        start, end, paragraph = self.draft.sentences[at]
        lead = self.draft.plain[max(start, amount.start - 16) : amount.start]
        if re.search(
            r"\b(?:up|down|rose|grew|fell|dropped|increase|revised|raised) from $|\bfrom $", lead
        ):
            return True
        near = (max(start, amount.start - 40), min(end, amount.end + 40))
        if _any(self._then, *near) or (not dates and _any(self._then, start, end)):
            return True
        if dates or not at:
            return False
        first, last, where = self.draft.sentences[at - 1]
        return where == paragraph and bool(tuple(self._dates(first, last)))

    def _part(self, amount: Amount, start: int, end: int) -> tuple[int, int]:
        """Return the clause that an amount stands in."""
        plain = self.draft.plain
        cuts = [match.span() for match in _PARTS.finditer(plain, start, end)]
        first = max([start, *(stop for _, stop in cuts if stop <= amount.start)])
        last = min([end, *(begin for begin, _ in cuts if begin >= amount.end)])
        return first, last

    def _is_of_the_record(
        self, amount: Amount, noun: str, things: Things, *, is_carried: bool
    ) -> bool:
        """Whether an amount is of what the record counts; see `headcount.desk.proof.amounts`."""
        if not any(things.values()) and amount.sort != PLACE:
            return False
        if amount.sort != COUNT:
            return bool(any(things.values()))
        if _NOT_COUNTED.match(noun):
            return False
        lead = self.draft.plain[max(0, amount.start - 24) : amount.start]
        if (
            amount.stated < 1000
            and amount.qualifier == "exact"
            and is_carried
            and not _BEFORE.search(lead)
        ):
            return False
        if amount.stated == 1 and amount.text.isalpha():
            return False
        is_small = amount.stated < 10 and amount.qualifier == "exact"
        lead = self.draft.plain[max(0, amount.start - 6) : amount.start].casefold()
        # "the two generals" are no count of generals
        return not (is_small and re.search(r"\b(?:the|these|those|both|all) $", lead))

    def _counted(
        self,
        amount: Amount,
        before: int,
        after: int,
        part: tuple[int, int],
        said: Sequence[Attribution],
    ) -> tuple[Things, str, dict[str, tuple[int, int]]]:
        """Return what is counted, the noun behind the amount, and where the words stand."""
        plain = self.draft.plain
        stop = min(after, amount.end + _NEAR)
        clause = _CLAUSE.search(plain, amount.end, stop)
        near = clause.start() if clause else stop
        noun = plain[amount.end : near].strip(" -")
        found: dict[str, set[str]] = {}
        spans: dict[str, tuple[int, int]] = {}
        hits = [
            hit for hit in _within(self._things, part[0], part[1])
            if not any(one.start <= hit.start < one.end for one in said)
        ]  # fmt: skip

        def take(first: int, last: int, facets: Iterable[str], *, back: bool = False) -> None:
            those = [hit for hit in hits if first <= hit.start and hit.end <= last]
            for hit in reversed(those) if back else those:
                for name in hit.names:
                    facet = self.known.facets.get(name, "who")
                    if facet not in facets:
                        continue
                    known = spans.get(facet)
                    if (
                        known
                        and known != (hit.start, hit.end)
                        and not _LISTED.fullmatch(plain, known[1], hit.start)
                    ):
                        continue
                    found.setdefault(facet, set()).add(name)
                    spans[facet] = (known[0] if known else hit.start, hit.end)

        every = ("who", "measure", "event", "unit", "what")
        is_bare = _is_bare(noun)
        if amount.sort == COUNT and not is_bare and not self._is_noun(amount.end, near, hits):
            return {}, noun, {}
        take(amount.end, near, every)
        self._take_people(amount, near, found, spans)
        take(near, min(part[1], after), ("event", "measure", "unit") if found else every)
        first = max(part[0], before)
        if _DENOMINATOR.search(plain, max(0, amount.start - 20), amount.start):
            first = amount.start
        if amount.sort == PLACE:
            first = amount.start  # an order is of what stands behind it
        for facet in every if not found else ("event", "measure"):
            if facet not in found:
                take(first, amount.start, (facet,), back=True)
        return {facet: frozenset(names) for facet, names in found.items()}, noun, spans

    def _is_noun(self, start: int, stop: int, hits: list[Hit]) -> bool:
        """Whether the words behind an amount begin with what the record counts, or with a people."""
        plain = self.draft.plain
        ends = [hit.start for hit in hits if start <= hit.start < stop]
        ends += [hit.start for hit in _within(self._places, start, stop)]
        return any(_ADJECTIVES.fullmatch(plain, start, end) for end in ends)

    def _take_people(
        self,
        amount: Amount,
        near: int,
        found: dict[str, set[str]],
        spans: dict[str, tuple[int, int]],
    ) -> None:
        """Take "North Koreans" for people, where nothing else says who is counted."""
        if "who" in found or "unit" in found:
            return
        plain = self.draft.plain
        for hit in _within(self._places, amount.end, near):
            if re.search(
                r"(?:ns|is|ese|sh|ch)$", plain[hit.start : hit.end]
            ) and _ADJECTIVES.fullmatch(plain, amount.end, hit.start):
                found["who"] = {"people"}
                spans["who"] = (hit.start, hit.end)
                return

    def _named_things(self, start: int, end: int, said: Sequence[Attribution]) -> Things:
        """Return all that a sentence speaks of."""
        found: dict[str, set[str]] = {}
        for hit in _within(self._things, start, end):
            if not any(one.start <= hit.start < one.end for one in said):
                for name in hit.names:
                    found.setdefault(self.known.facets.get(name, "who"), set()).add(name)
        return {facet: frozenset(names) for facet, names in found.items()}

    def _carried_things(
        self, at: int, paragraph: int, said: Sequence[Attribution], *, far: bool
    ) -> Things:
        """Return what the sentence, or the one before it, was about, where an amount stands bare."""
        for back in range(at, max(-1, at - 3) if far else at - 1, -1):
            start, end, where = self.draft.sentences[back]
            if where < paragraph - 1:
                break
            found: dict[str, set[str]] = {}
            others = said if back == at else self._voices.of(start, end)
            for hit in _within(self._things, start, end):
                if any(one.start <= hit.start < one.end for one in others):
                    continue
                for name in hit.names:
                    found.setdefault(self.known.facets.get(name, "who"), set()).add(name)
            if not found and any(
                re.search(r"(?:ns|is|ese)$", self.draft.plain[hit.start : hit.end])
                for hit in _within(self._places, start, end)
            ):
                found = {"who": {"people"}}
            if found:
                return {facet: frozenset(names) for facet, names in found.items()}
        return {}

    def _where(
        self,
        amount: Amount,
        start: int,
        end: int,
        before: int,
        after: int,
        said: Sequence[Attribution],
    ) -> tuple[frozenset[str], frozenset[str], frozenset[str], tuple[str, ...]]:
        """Return the places beside an amount, where it goes, what it is in, and all there are."""
        plain = self.draft.plain
        abroad = [hit.end for hit in _within(self._abroad, start, end)]
        hits = [
            hit for hit in _within(self._places, start, end)
            if not any(0 <= hit.start - one <= 5 for one in abroad)
            and not any(one.start <= hit.start < one.end for one in said)
        ]  # fmt: skip
        beside: set[str] = set()
        to: set[str] = set()
        inside: set[str] = set()
        for hit in hits:
            lead = plain[max(start, hit.start - 14) : hit.start]
            if hit.start >= amount.end:
                if hit.start < after and _FOLLOWS.fullmatch(plain[amount.end : hit.start]):
                    beside.update(hit.names)
            elif (
                hit.start >= before
                and not _OBLIQUE.search(lead)
                and _LEADS.fullmatch(plain[hit.end : amount.start])
            ):
                beside.update(hit.names)
            if _GOES.search(lead):
                to.update(hit.names)
            elif _IS_IN.search(lead):
                inside.update(hit.names)
        every = tuple(dict.fromkeys(name for hit in hits for name in hit.names))
        return frozenset(beside), frozenset(to), frozenset(inside), every

    def _topic(self, at: int, paragraph: int) -> frozenset[str]:
        """Return whom the draft names most, and whom the sentences before it in its paragraph do."""
        found = set(self._main)
        for back in range(at - 1, max(-1, at - 6), -1):
            if self.draft.sentences[back][2] != paragraph:
                break
            found.update(self._subjects[back])
        return frozenset(found)

    @cached_property
    def _main(self) -> frozenset[str]:
        counts = Counter(key for keys in self._subjects for key in keys)
        return frozenset(key for key, many in counts.most_common(3) if many > 1)

    @cached_property
    def _subjects(self) -> list[list[str]]:
        """By sentence, those in it whom figures are about, and who do not speak."""
        found = []
        for start, end, _ in self.draft.sentences:
            others = self._voices.of(start, end)
            found.append([
                name for hit in _within(self._places, start, end) for name in hit.names
                if name in self.known.subjects
                and not any(one.start <= hit.start < one.end for one in others)
            ])  # fmt: skip
        return found

    def _carried_places(self, at: int) -> tuple[str, ...]:
        """Return whom the sentences before were about, the nearest of them."""
        for back in range(at - 1, max(-1, at - 8), -1):
            start, end, _ = self.draft.sentences[back]
            others = self._voices.of(start, end)
            here = [
                name for hit in _within(self._places, start, end) for name in hit.names
                if not any(one.start <= hit.start < one.end for one in others)
            ]  # fmt: skip
            if here:
                return tuple(dict.fromkeys(here))
        return ()

    def _modes(self, at: int, part: tuple[int, int]) -> frozenset[str]:
        """Return what was done, by the verbs of a clause that are part of no name."""
        plain = self.draft.plain
        start, end, _ = self.draft.sentences[at]
        hits = [hit for hit in _within(self._verbs, start, end) if not self._is_a_name(hit)]
        here = [hit for hit in hits if part[0] <= hit.start < part[1]] or hits
        found = set()
        for hit in hits:
            names = set(hit.names) - {"negated"}
            if hit not in here:
                names &= {"denied", "confirmed"}
            lead = plain[max(start, hit.start - 24) : hit.start]
            if "done" in names and re.search(
                r"\bto $|\bwould $|\bwill $|\bcould $|\bmay $|\bmight $|\bbe $", lead
            ):
                names = names - {"done"} | {"planned"}
            if names & {"confirmed", "done"} and _NEGATED.search(lead):
                continue
            found |= names
        if _any(self._present, *part):
            found.add("present")
        for back in (at - 1, at + 1):
            if 0 <= back < len(self.draft.sentences):
                near = self.draft.sentences[back]
                if any("denied" in hit.names for hit in _within(self._verbs, near[0], near[1])):
                    found.add("denied nearby")
        return frozenset(found)

    def _is_a_name(self, hit: Hit) -> bool:
        near = (max(0, hit.start - 60), hit.end + 60)
        return any(
            one.start <= hit.start and hit.end <= one.end
            for hits in (self._places, self._speakers) for one in _within(hits, *near)
        )  # fmt: skip

    def _is_said_before(self, at: int) -> bool:
        """Whether the sentence before, in the same paragraph, says who speaks."""
        if not at or self.draft.sentences[at - 1][2] != self.draft.sentences[at][2]:
            return False
        return bool(self._voices.of(*self.draft.sentences[at - 1][:2]))

    def _months(self, start: int, end: int) -> Iterable[int]:
        """Give the months of a sentence that stand without a year."""
        for match in _DATE.finditer(self.draft.plain, start, end):
            month = match["m1"] or match["m2"]
            if (
                month
                and not (match["y1"] or match["y2"])
                and (month != "May" or match["d1"] or match["d2"])
            ):
                yield 1 + _MONTHS.index(month[:3].casefold())

    def _dates(self, start: int, end: int) -> Iterable[When]:
        plain = self.draft.plain
        for match in _DATE.finditer(plain, start, end):
            year = match["y1"] or match["y2"] or match["year"]
            month = match["m1"] or match["m2"]
            day = match["d1"] or match["d2"]
            if match["iso"]:
                text = match["iso"]
            elif not year:
                continue
            else:
                text = year
                if month:
                    text += f"-{1 + _MONTHS.index(month[:3].casefold()):02}"
                    text += f"-{int(day):02}" if day else ""
            try:
                span = parse(text)
            except ValueError:
                continue
            yield When(
                match.start(),
                match.end(),
                span,
                bool(_OPEN_END.search(plain[max(start, match.start() - 30) : match.start()])),
            )


def _is_bare(noun: str) -> bool:
    """Whether no noun stands behind an amount: what it counts was said before."""
    return not noun or bool(_FUNCTION.match(noun)) or not noun[0].isalpha()


def _any(hits: list[Hit], start: int, end: int) -> bool:
    return any(True for _ in _within(hits, start, end))


def _within(hits: list[Hit], start: int, end: int) -> Iterable[Hit]:
    first = bisect_left(hits, (start, -1, ()))
    for at in range(first, len(hits)):
        if hits[at].start >= end:
            return
        if hits[at].end <= end:
            yield hits[at]
