"""Who says what a sentence says: by a verb, by "according to", by a passive, by a possessive.

Whoever is named is looked up among the record's speakers; a place stands for its government, and
"officials", "a lawmaker" or "the newspaper" for speakers of that kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from headcount.desk.proof.index import Speaker
from headcount.desk.proof.language import Hit, Tokens, lexicon, one_list
from headcount.figures.written import COUNTED, TENS

_REACH = 110  # characters: so far from its verb a speaker may stand
_EDGE = re.compile(
    r"[;:\"()?!]|\s-{1,2}\s|\b(?:that|whom?|which|while|whereas|because|as|when|but)\s|,\s"
)
_STOP = re.compile(
    r"[,;:()\"?!]|\s-{1,2}\s|\b(?:that|which|who|said|in (?:19|20)\d\d|on|as of|has|have|had|is|are|was|were)\b"
)
_NOUN = re.compile(
    r"(?:\b(?:the|a|an|of|its|his|her|their|this|that|no|some|by|in|from)|['’]s?)\s$",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(r"\b(?:latest|new|own|official|public)\s$", re.IGNORECASE)
_NOUNS = re.compile(
    r"(?:count|claim|report|estimate|forecast|project|record|post|boast|rate|place|guess|judge|state|rank|run|file"
    r"|note|answer|comment|reason|fear|document|detail|measure|brief|release|show|account)s?$"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|not|widely|also|last|officially|previously|first|never)\s$",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"\s(?:(?:the|a|an|one|its|his) )?(?:[A-Z]|\w+ (?:official|officer|minister|lawmaker|expert|analyst|spokes))|\s(?:he|she|it|they)(?=[,.;:!?\"]|$)"
)
_OWNS = re.compile(
    r"['’]s? (?:own |latest |count of |estimate of |estimated )?(?:about |some |nearly |roughly )?\d"
)
_NUMBER = "|".join(
    (r"\d", *(rf"{one}\b" for one in (*COUNTED[1:], *TENS, "an? (?:hundred|thousand|dozen)")))
)
_GIVES = re.compile(
    r"(?: of (?:that year|\w+ ?\d{4}))? (?:(?:has|had|have|knows|knew|gave|gives|named|names|evokes|st(?:ands|ood)"
    r"|stay(?:s|ed)|remain(?:s|ed)|(?:went|goes|came|comes|got|gets) to) )?(?:at |it at |of )?(?:now |just |only )?"
    rf"(?:(?:about|some|nearly|around|up to|at least|over|the|(?:more|fewer|less) than) )?(?:{_NUMBER})",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(r" of (?:19|20)\d\d\b")
_OWNED = re.compile(r"(?:['’]s?)?(?: [\w-]+){0,2} ")
_PRONOUN = re.compile(r"(?:^|\W)(?:he|she|it|they|who|we|I|which)\s$", re.IGNORECASE)
_COUNTED = re.compile(r"\d|\b(?:number|total|sum|share|half|majority|rest|toll) of\b")
_WHO = re.compile(r"([^,;.:]{3,80}),? (?:which|who) $")
_NO_MORE = re.compile(r"['’]s |[ ,\"']*$")
_HAS = re.compile(
    r"(?:count|counts|lists|records|gives) (?:about |some |nearly |over |up to |more than |around )?\d"
)
_IN_RANKS = re.compile(r"\b(?:in|within|among|inside|into) (?:the )?[A-Z]\w+\s$")
_PUTS_IT = re.compile(r" (?:it|them|the)\b")  # "Ukraine's puts it at 3,000"
_WAS_TOLD = re.compile(
    r"\b(?:were|was|have been|has been|had been) (?:told|briefed|informed|assured)\b"
)
_AUDIENCE = re.compile(
    r"\b(?:told|tells?|telling|informed|informs|briefed|briefs|assured|reassured) (?!of\b)"
    r"[^,;:.\"\d]{2,60}?(?=[,;:.\"\d]|\b(?:that|of|about|on|how|what|in (?:19|20)\d\d)\b)"
)
_ALL_BY = re.compile(r"(?:, |\()(?:all |both |each )?by (?:its |the |their |a |an )")
_QUOTED = re.compile(
    r"\b(?:quot|cit)(?:ed|es|ing) ([^,;:.\"]{3,80}?) as saying\b"
    r"|([^,;:.\"]{3,80}?) (?:was|were|is|are|been) (?:quoted|cited) as saying\b"
)
_NAMED = 20  # characters: so far behind "by" stands who it is
_BARE_BY = re.compile(r"\b(?:by|via) (?:the |a |an |its )?", re.IGNORECASE)


@dataclass(frozen=True)
class Attribution:
    """One who says something in a sentence.

    Parameters
    ----------
    speaker
        Who.
    start, end
        Where the names for the speaker stand.
    verb
        Where the words stand that say so.
    """

    speaker: Speaker
    start: int
    end: int
    verb: tuple[int, int]


class Voices:
    """The speakers of a draft.

    Parameters
    ----------
    text
        The draft.
    tokens
        Its words.
    speakers, places, things
        Where the record's speakers, places and what it counts stand in it.
    within
        Gives the hits of a stretch.
    seats
        The names of capitals.
    parts
        Keys of the parts of countries: none of them speaks.
    """

    def __init__(
        self,
        text: str,
        tokens: Tokens,
        speakers: list[Hit],
        places: list[Hit],
        things: list[Hit],
        within: Callable[[list[Hit], int, int], list[Hit]],
        seats: frozenset[str],
        parts: frozenset[str],
    ) -> None:
        self.text, self._within, self._seats, self._parts = text, within, seats, parts
        self._speakers, self.spots, self._things = speakers, places, things
        self._kept: dict[tuple[int, int], list[Attribution]] = {}
        self._classes = list(lexicon("classes").find(tokens))
        self._verbs = self._bare(one_list("said", "verbs").find(tokens))
        self._before = list(one_list("said", "before").find(tokens))
        self._nouns = self._bare(one_list("said", "nouns").find(tokens))

    def _bare(self, hits: Iterable[Hit]) -> list[Hit]:
        """Return words that are part of no name: "United States" says nothing."""
        return [
            hit
            for hit in hits
            if not any(
                one.start <= hit.start and hit.end <= one.end
                for names in (self._speakers, self.spots)
                for one in self._within(names, max(0, hit.start - 60), hit.end + 60)
            )
        ]

    def of(self, start: int, end: int) -> list[Attribution]:
        """Return who says what a sentence says, in its order."""
        if (start, end) not in self._kept:
            self._kept[start, end] = self._of(start, end)
        return self._kept[start, end]

    def _of(self, start: int, end: int) -> list[Attribution]:
        found = [
            *self._heading(start, end),
            *self._according(start, end),
            *self._saying(start, end),
            *self._owning(start, end),
            *self._bracketed(start, end),
            *self._passive(start, end),
            *self._quoted(start, end),
            *self._told(start, end),
            *self._by_whom(start, end),
            *self._giving(start, end),
        ]
        kept: list[Attribution] = []
        found = [self._narrowed(one) for one in found]
        for one in sorted(found, key=lambda each: each.start):
            if not kept or one.start >= kept[-1].end or one.speaker.keys - kept[-1].speaker.keys:
                kept.append(one)
        return kept

    def _according(self, start: int, end: int) -> Iterator[Attribution]:
        for hit in self._within(self._before, start, end):
            stop = _STOP.search(self.text, hit.end + 1, end)
            last = min(stop.start() if stop else end, hit.end + _REACH)
            speaker = self.named(hit.end, last)
            # "according to Kim, a minister": what follows the comma is the same one
            if stop and stop[0] == "," and not speaker.keys:
                more = _STOP.search(self.text, stop.end() + 1, end)
                further = self.named(
                    stop.end(), min(more.start() if more else end, stop.end() + 60)
                )
                if further.classes:
                    speaker = Speaker(
                        speaker.keys | further.keys,
                        speaker.places | further.places,
                        speaker.classes | further.classes,
                        speaker.text,
                    )
            yield Attribution(speaker, hit.end, last, (hit.start, hit.end))

    def _saying(self, start: int, end: int) -> Iterator[Attribution]:
        for hit in self._within(self._verbs, start, end):
            if not self._is_said(hit, self.text[max(start, hit.start - 14) : hit.start]):
                continue
            self._verb_end = hit.end
            first = self._subject(start, hit.start)
            if first is not None:
                speaker = self.named(first, hit.start)
                ahead = None if speaker.is_somebody else _WHO.search(self.text, start, first)
                if ahead:  # "the agency, which in April had put"
                    speaker, first = self.named(*ahead.span(1)), ahead.start(1)
                if _PRONOUN.search(self.text, first, hit.start):
                    speaker, first = Speaker(text=self.text[first : hit.start].strip()), hit.start
                elif self._is_counted(first, hit.start) and not (
                    speaker.keys or speaker.classes - self._counted_by(hit)
                ):
                    continue
                yield Attribution(speaker, first, hit.start, (hit.start, hit.end))
                continue
            stop = _STOP.search(self.text, hit.end + 1, end)
            last = min(stop.start() if stop else end, hit.end + 80)
            speaker = self.named(hit.end, last)
            if not speaker.keys and not speaker.classes and self._is_counted(hit.end, last):
                continue
            yield Attribution(speaker, hit.end, last, (hit.start, hit.end))

    def _counted_by(self, hit: Hit) -> set[str]:
        """Return the kinds that say nothing with a verb: an army that counts 10,000 has as many."""
        return {"army", "official"} if _HAS.match(self.text, hit.start) else set()

    def _told(self, start: int, end: int) -> Iterator[Attribution]:
        """Give who was told something: whoever told it is none of those who are counted."""
        for hit in _WAS_TOLD.finditer(self.text, start, end):
            first = self._subject(start, hit.start())
            if first is not None:
                speaker = replace(self.named(first, hit.start()), is_meant=True)
                yield Attribution(speaker, first, hit.start(), hit.span())

    def heard(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return where those stand whom somebody tells something: "told lawmakers in Seoul"."""
        return [hit.span() for hit in _AUDIENCE.finditer(self.text, start, end)]

    def _is_said(self, hit: Hit, lead: str) -> bool:
        """Whether a verb has who says so as its subject: no noun, no passive, no participle."""
        word = self.text[hit.start : hit.end]
        if _OF_SOMEBODY.search(lead) and _NOUNS.match(word):
            return False
        if _NOUN.search(lead) and not (lead.endswith("s ") and _PUTS_IT.match(self.text, hit.end)):
            return False
        if word == "saying" and lead.endswith(" as "):
            return False  # who is quoted as saying it stands before that
        if _IN_RANKS.search(lead) and word.endswith("s"):
            return False  # "in Russian ranks"
        if word.endswith("ing") and word not in ("saying", "estimating"):
            return bool(_PASSIVE.search(lead))  # "were counting" is none
        return not _PASSIVE.search(lead) or bool(re.search(r"\bnot\s$|also\s$", lead))

    def _subject(self, start: int, verb: int) -> int | None:
        """Return where the words before a verb begin that may be who says; None where there are none."""
        edges = list(_EDGE.finditer(self.text, max(start, verb - _REACH), verb))
        at = verb
        for edge in reversed(edges):
            said = self.text[edge.end() : at].strip(" ,\"'")
            if said:
                if at == verb or edge[0].strip() != ",":
                    return edge.end()
                # an apposition between commas: who it is stands before it
                at = edge.start()
                continue
            if edge[0].strip() != "," or _INVERTED.match(self.text, self._verb_end):
                return None
            at = edge.start()
        begin = max(start, verb - _REACH)
        return begin if self.text[begin:verb].strip(" ,\"'") else None

    def _is_counted(self, start: int, end: int) -> bool:
        """Whether words hold a number, or what is counted: that is nobody who says so."""
        text = re.sub(r"\b(?:1[89]|20)\d\d\b", "", self.text[start:end])
        return bool(_COUNTED.search(text)) or any(
            True for _ in self._within(self._things, start, end)
        )

    def _narrowed(self, one: Attribution) -> Attribution:
        """Return an attribution whose place is that of the names in it."""
        names = [
            hit
            for hits in (self._speakers, self.spots, self._classes)
            for hit in self._within(hits, one.start, one.end)
        ]
        if not names:
            return replace(one, end=one.start)
        return replace(
            one, start=min(hit.start for hit in names), end=max(hit.end for hit in names)
        )

    def _heading(self, start: int, end: int) -> Iterator[Attribution]:
        """Give who stands before a colon, as headlines have it."""
        colon = self.text.find(":", start, min(end, start + 60))
        speaker = self.named(start, colon) if colon > 0 else Speaker()
        if speaker.keys or self._is_place_that_speaks(start, colon, end):
            names = self._within(self._speakers if speaker.keys else self.spots, start, colon)
            last = max(hit.end for hit in names)
            yield Attribution(speaker, start, last, (colon, colon + 1))

    def _is_place_that_speaks(self, start: int, colon: int, end: int) -> bool:
        """Whether a place stands before a colon, and whom it speaks of behind it."""
        named = self._within(self.spots, start, colon) if colon > 0 else []
        others = self._within(self.spots, colon, min(end, colon + 40)) if named else []
        is_all = named and not self.text[start : named[0].start].strip(' -*"')
        if is_all and re.search(r"\bour\b", self.text[colon:end]):
            return True
        return (
            bool(is_all and others)
            and not self._is_counted(start, colon)
            and not self._parts.issuperset(named[-1].names)
            and named[-1].end >= colon - 2
            and (set(others[0].names) != set(named[-1].names))
        )

    def _bracketed(self, start: int, end: int) -> Iterator[Attribution]:
        """Give who stands in brackets behind an amount, or right before one: the Pentagon's 11,000."""
        for hit in self._within(self._speakers, start, end):
            bracket = self.text.rfind("(", max(start, hit.start - 40), hit.start)
            is_open = bracket >= 0 and ")" not in self.text[bracket : hit.start]
            if is_open or _OWNS.match(self.text, hit.end):
                verb = (bracket, bracket + 1) if is_open else (hit.end, hit.end + 2)
                yield Attribution(self.named(hit.start, hit.end), hit.start, hit.end, verb)
        for hit in self._within(self.spots, start, end):
            is_seat = self.text[hit.start : hit.end] in self._seats
            if (
                is_seat
                and self.text[hit.start - 1] == "("
                and self.text[hit.end : hit.end + 1] in ",)"
            ):
                verb = (hit.start - 1, hit.start)
                yield Attribution(self.named(hit.start, hit.end), hit.start, hit.end, verb)

    def _owning(self, start: int, end: int) -> Iterator[Attribution]:
        for hit in self._within(self._nouns, start, end):
            first = max(start, hit.start - 50)
            edges = [match.end() for match in _EDGE.finditer(self.text, first, hit.start)]
            first = max([first, *edges])
            speaker = self.named(first, hit.start)
            names = [
                one.end
                for hits in (self._speakers, self.spots, self._classes)
                for one in self._within(hits, first, hit.start)
            ]
            is_near = names and _OWNED.fullmatch(self.text, max(names), hit.start)
            if is_near and not self._is_counted(first, hit.start):
                yield Attribution(speaker, first, hit.start, (hit.start, hit.end))

    def _passive(self, start: int, end: int) -> Iterator[Attribution]:
        for by in _BARE_BY.finditer(self.text, start, end):
            near = [
                hit
                for hit in self._within(self._speakers, by.end(), min(end, by.end() + 70))
                if hit.start == by.end()
            ]
            if near:
                yield Attribution(
                    self.named(near[0].start, near[0].end), near[0].start, near[0].end, by.span()
                )

    def _quoted(self, start: int, end: int) -> Iterator[Attribution]:
        """Give who is quoted as saying something."""
        for hit in _QUOTED.finditer(self.text, start, end):
            who = hit.span(hit.lastindex or 0)
            yield Attribution(self.named(*who), *who, (who[1], hit.end()))

    def _by_whom(self, start: int, end: int) -> Iterator[Attribution]:
        """Give who is named behind a comma and "by": "all by its defense ministry"."""
        for by in _ALL_BY.finditer(self.text, start, end):
            kinds = self._within(self._classes, by.end(), min(end, by.end() + 40))
            if kinds and kinds[0].start - by.end() <= _NAMED:
                last = kinds[0].end
                yield Attribution(self.named(by.end(), last), by.end(), last, by.span())

    def _giving(self, start: int, end: int) -> Iterator[Attribution]:
        """Give who has a number: "London had 6,000"; and a work of a year: "the table of 2018"."""
        bodies = [
            hit for hit in self._within(self._classes, start, end)
            if "army" not in hit.names or not self._within(self._things, hit.start, hit.end)
        ]  # fmt: skip
        seats = [
            hit for hit in self._within(self.spots, start, end)
            if self.text[hit.start : hit.end] in self._seats
        ]  # fmt: skip
        for hit in (*self._within(self._speakers, start, end), *bodies, *seats):
            if _GIVES.match(self.text, hit.end, end):
                edges = _EDGE.finditer(self.text, max(start, hit.start - 50), hit.start)
                first = max([max(start, hit.start - 50), *(edge.end() for edge in edges)])
                if not self._is_counted(first, hit.start):
                    speaker = self.named(first, hit.end)
                    speaker = replace(speaker, is_meant=not speaker.keys)
                    yield Attribution(speaker, first, hit.end, (hit.end, hit.end + 2))
        for hit in self._within(self._nouns, start, end):
            if _OF_YEAR.match(self.text, hit.end) or _GIVES.match(self.text, hit.end, end):
                speaker = self.named(hit.start, hit.end)
                yield Attribution(speaker, hit.start, hit.end, (hit.end, hit.end + 2))

    def is_credit(self, one: Attribution) -> bool:
        """Whether it follows what it is of: "according to"."""
        return any(hit.start == one.verb[0] for hit in self._within(self._before, *one.verb))

    def aside(self, start: int, end: int) -> list[Attribution]:
        """Return who stands before an amount and a comma: "the mayor, on the same day, 3,000"."""
        if any(True for _ in self._within(self._verbs, start, end)):
            return []
        last = max((hit.end for hit in self._within(self._speakers, start, end)), default=start)
        if self.text[last : last + 1] != ",":
            return []
        return [Attribution(self.named(start, last), start, last, (start, last))]

    def named(self, start: int, end: int) -> Speaker:
        """Return who is named in a stretch: names, places and kinds."""
        keys, places, classes = (
            frozenset(name for hit in self._within(hits, start, end) for name in hit.names)
            for hits in (self._speakers, self.spots, self._classes)
        )
        hits = self._within(self.spots, start, end)
        is_place = bool(hits) and bool(_NO_MORE.match(self.text, hits[-1].end, end))
        return Speaker(keys, places, classes, self.text[start:end].strip(), is_place=is_place)
