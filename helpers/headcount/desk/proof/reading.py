"""What each amount of a draft is of: things, places, who says so, what was done, and when.

It is read from the words around the amount, then from its clause and sentence, then from what the
sentences before it were about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from headcount.desk.proof.amounts import COUNT, Amount, scan
from headcount.desk.proof.draft import Draft
from headcount.desk.proof.index import Index, Speaker, Things
from headcount.desk.proof.language import Hit, lexicon, one_list, pattern, words
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
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_OPEN_END = re.compile(
    r"\b(?:since|from|after|until|before|started|began|start of|beginning of) (?:the |early |late |mid-?)?(?:\w+ ){0,2}$",
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
    places
        Keys of all places of the sentence, then of those before it.
    carried
        Whether the places come from an earlier sentence alone.
    modes
        What was done, by the verbs of the clause: ``offered``, ``planned``, ``done``, ``denied``,
        ``confirmed``.
    speaker
        Who says so; None where the sentence states it as a fact.
    hedged
        Whether the sentence says that it is only said.
    dates
        The dates of the sentence.
    now
        Whether the sentence speaks of the present.
    """

    amount: Amount
    sentence: tuple[int, int]
    things: Things
    beside: frozenset[str]
    to: frozenset[str]
    places: tuple[str, ...]
    carried: bool
    modes: frozenset[str]
    speaker: Speaker | None
    hedged: bool
    dates: tuple[When, ...]
    now: bool
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
    def _classes(self) -> list[Hit]:
        return list(lexicon("classes").find(self.draft.tokens))

    @cached_property
    def _said(self) -> list[Hit]:
        return list(one_list("said", "verbs").find(self.draft.tokens))

    @cached_property
    def _by(self) -> list[Hit]:
        return list(one_list("said", "before").find(self.draft.tokens))

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
        things, noun, spans = self._counted(amount, before, after, start, end, part)
        if amount.sort == COUNT and not self._is_counted(amount, noun, things):
            return None
        if amount.sort == COUNT and not things:
            things = self._carried_things(at, paragraph, noun)
        beside, to, here = self._where(amount, start, end, before, after)
        places, carried = here, False
        if not places:
            places, carried = self._carried_places(at, paragraph), True
        speaker = self._speaker(start, end, at, paragraph)
        modes = self._modes(amount, start, end, part)
        dates = tuple(self._dates(start, end))
        hedged = any(True for _ in _within(self._hedges, start, end))
        now = any(True for _ in _within(self._now, start, end))
        return Reading(
            amount, (start, end), things, beside, to, places, carried, modes, speaker, hedged, dates,
            now, noun, spans,
        )  # fmt: skip

    def _part(self, amount: Amount, start: int, end: int) -> tuple[int, int]:
        """Return the clause that an amount stands in."""
        plain = self.draft.plain
        cuts = [match.span() for match in _PARTS.finditer(plain, start, end)]
        first = max([start, *(stop for _, stop in cuts if stop <= amount.start)])
        last = min([end, *(begin for begin, _ in cuts if begin >= amount.end)])
        return first, last

    def _is_counted(self, amount: Amount, noun: str, things: Things) -> bool:
        """Whether a number counts things; see the rule of `headcount.desk.proof.amounts`."""
        small = amount.stated < 13 and amount.qualifier == "exact"
        if any(things.values()) and not (_not_counted().match(noun) and not small):
            return True
        if _not_counted().match(noun):
            return False
        spelled = amount.text[:1].isalpha() and amount.qualifier == "exact"
        if small and spelled and amount.text.casefold() not in ("a dozen", "dozen", "half a dozen"):
            return bool(any(things.values()))
        if small and not noun:
            return bool(any(things.values()))
        return True

    def _counted(
        self, amount: Amount, before: int, after: int, start: int, end: int, part: tuple[int, int]
    ) -> tuple[Things, str, dict[str, tuple[int, int]]]:
        """Return what is counted, the noun behind the amount, and where the words stand."""
        plain = self.draft.plain
        stop = min(after, amount.end + _NEAR)
        clause = _CLAUSE.search(plain, amount.end, stop)
        near = clause.start() if clause else stop
        noun = plain[amount.end : near].strip(" -")
        found: dict[str, set[str]] = {}
        spans: dict[str, tuple[int, int]] = {}

        def take(hits: Iterable[Hit], facets: tuple[str, ...]) -> None:
            for hit in hits:
                for name in hit.names:
                    facet = self.known.facets.get(name, "who")
                    if facet in facets and (
                        facet not in spans or spans[facet] == (hit.start, hit.end)
                    ):
                        found.setdefault(facet, set()).add(name)
                        spans[facet] = (hit.start, hit.end)

        every = ("who", "measure", "event", "unit")
        take(_within(self._things, amount.end, near), every)
        last = min(part[1], after)
        take(_within(self._things, near, last), ("event", "measure", "unit") if found else every)
        first = max(part[0], before)
        if not found:
            back = list(_within(self._things, first, amount.start))
            take(reversed(back), every)
        elif "event" not in found:
            take(reversed(list(_within(self._things, first, amount.start))), ("event",))
        if "measure" not in found:
            take(reversed(list(_within(self._things, first, amount.start))), ("measure",))
        return {facet: frozenset(names) for facet, names in found.items()}, noun, spans

    def _carried_things(self, at: int, paragraph: int, noun: str) -> Things:
        """Return what the sentence, or the one before it, was about, where an amount stands bare."""
        if re.match(r"[a-z]{4,}", noun) and not re.match(
            r"(?:had|have|has|were|was|are|of|more|others|in|by|to|from|on|at|for|and|or|would|will|could|may|might|as|who|that|which|with|than|since|during|last|this|so|but|is|be|been|arrived|sent|went|came)\b",
            noun,
        ):
            return {}
        for back in range(at, max(-1, at - 3), -1):
            start, end, where = self.draft.sentences[back]
            if where < paragraph - 1:
                break
            found: dict[str, set[str]] = {}
            for hit in _within(self._things, start, end):
                for name in hit.names:
                    found.setdefault(self.known.facets.get(name, "who"), set()).add(name)
            if found:
                return {facet: frozenset(names) for facet, names in found.items()}
        return {}

    def _where(
        self, amount: Amount, start: int, end: int, before: int, after: int
    ) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
        """Return the places beside an amount, where it goes, and all of its sentence."""
        plain = self.draft.plain
        abroad = [hit.end for hit in _within(self._abroad, start, end)]
        hits = [
            hit for hit in _within(self._places, start, end)
            if not any(0 <= hit.start - one <= 5 for one in abroad)
        ]  # fmt: skip
        beside, to = set(), set()
        for hit in hits:
            lead = plain[max(start, hit.start - 14) : hit.start]
            gap = plain[amount.end : hit.start] if hit.start >= amount.end else None
            if (
                gap is not None
                and hit.start < after
                and re.fullmatch(r"(?: ?-?[a-z-]+){0,2} ?(?:(?:of|from) (?:the )?)?", gap)
                and not re.search(r"\b(?:to|in|for|against|by|into|at)\b", gap)
            ) or (
                hit.end <= amount.start
                and hit.start >= before
                and re.fullmatch(
                    r"(?:['’]s?)? (?:[a-z-]+ ){0,3}(?:of |is |at |has |had |have |with )?(?:[a-z]+ )?",
                    plain[hit.end : amount.start],
                )
            ):
                beside.update(hit.names)
            if re.search(r"\b(?:to|into|for|toward|towards) (?:the )?$", lead):
                to.update(hit.names)
        return (
            frozenset(beside),
            frozenset(to),
            tuple(dict.fromkeys(name for hit in hits for name in hit.names)),
        )

    def _carried_places(self, at: int, paragraph: int) -> tuple[str, ...]:
        """Return the places that the sentences before were about: the paragraph's, then the draft's."""
        for back in range(at - 1, max(-1, at - 8), -1):
            start, end, _ = self.draft.sentences[back]
            found = tuple(
                dict.fromkeys(
                    name for hit in _within(self._places, start, end) for name in hit.names
                )
            )
            if found:
                return found
        return ()

    def _speaker(self, start: int, end: int, at: int, paragraph: int) -> Speaker | None:
        """Return who says what a sentence says."""
        plain = self.draft.plain
        for by in _within(self._by, start, end):
            stop = re.compile(r"[,;()]|\b(?:that|which|who|said)\b").search(plain, by.end + 1, end)
            return self._named(by.end, min(stop.start() if stop else end, by.end + 90))
        for verb in _within(self._said, start, end):
            cut = max(
                [
                    start,
                    *(
                        match.end()
                        for match in re.finditer(r"[;:\"]|, (?=[a-z])", plain[start : verb.start])
                    ),
                ][:1]
            )
            found = self._named(max(start, verb.start - 90), verb.start)
            if found.keys or found.places or found.classes:
                return found
            after = self._named(verb.end, min(end, verb.end + 60))
            if (after.keys or after.classes) and re.match(
                r'["\', ]', plain[verb.start - 2 : verb.start - 1] or " "
            ):
                return Speaker(after.keys, after.places, after.classes, after.text)
            del cut
            return Speaker(text=plain[max(start, verb.start - 40) : verb.end])
        return None

    def _named(self, start: int, end: int) -> Speaker:
        keys = frozenset(name for hit in _within(self._speakers, start, end) for name in hit.names)
        places = frozenset(name for hit in _within(self._places, start, end) for name in hit.names)
        classes = frozenset(
            name for hit in _within(self._classes, start, end) for name in hit.names
        )
        return Speaker(keys, places, classes, self.draft.plain[start:end].strip())

    def _modes(self, amount: Amount, start: int, end: int, part: tuple[int, int]) -> frozenset[str]:
        hits = list(_within(self._verbs, *part)) or list(_within(self._verbs, start, end))
        found = {name for hit in hits for name in hit.names if name != "negated"}
        found |= {
            name
            for hit in _within(self._verbs, start, end)
            for name in hit.names
            if name in ("denied", "confirmed")
        }
        return frozenset(found)

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


def _within(hits: list[Hit], start: int, end: int) -> Iterable[Hit]:
    from bisect import bisect_left

    first = bisect_left(hits, (start, -1, ()))
    for at in range(first, len(hits)):
        if hits[at].start >= end:
            return
        if hits[at].end <= end:
            yield hits[at]


def _not_counted() -> re.Pattern[str]:
    if not _NOT_COUNTED:
        _NOT_COUNTED.append(
            re.compile(
                rf"(?:more |other |full |long |short |consecutive |straight |[a-z]+-)?(?:{pattern(words()['not_counted']['words'])})",
                re.IGNORECASE,
            )
        )
    return _NOT_COUNTED[0]


_NOT_COUNTED: list[re.Pattern[str]] = []
