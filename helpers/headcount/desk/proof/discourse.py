"""A draft's discourse, read once: who speaks, of whom, where and when, from sentence to sentence.

A pronoun, "the agency" and "the minister" stand for whoever spoke before; a line of a list stands
under its heading; a sentence that begins with "That was" tells more of the one before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from headcount.desk.proof.draft import Draft
from headcount.desk.proof.index import Index, Speaker
from headcount.desk.proof.language import Hit, lexicon, one_list
from headcount.desk.proof.speaking import Attribution, Voices
from headcount.desk.proof.times import DATELINE, Month, Times, When

_HEAD = 600  # characters: so near its beginning stands a draft's dateline
_ITEM = re.compile(r"[ \t]*(?:[-*•#>]|\d+[.)])[ \t]")
_ROW = re.compile(r"[^\n:.!?]{2,40}: (?=[^\n]*\d)[^\n.!?]{1,70}\n?")
_CHANGED = re.compile(r"(?:fallen|fell) (?:to|from|by|below|short|behind|off)\b")
_TELLS_MORE = re.compile(
    r"(?:That|This|Those|These|The (?:figure|number|count|tally|toll|total|estimate|claim)s?)"
    r"(?:['’]s| (?:is|was|are|were|comes?|came|dates?|stems?|according))\b"
)
_PRONOUN = re.compile(
    r"(?:^|\W)(he|she|it|they)(?: (?:had|has|have|also|then|later|now|would|did|itself))*$",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"\b(?:agency|service)$")
_KNOWN_BEFORE = re.compile(r"(?:the|this|that|both) ", re.IGNORECASE)
_OWNED = re.compile(r"(?:its|their|his|her) ", re.IGNORECASE)
_LEAD = 2  # sentences: whom they name first, a draft is about
_HEADLINE = 110  # characters: no longer is one
_NEAR = 6  # characters: so close to its beginning stands the subject of a sentence
_NEXT = 16  # characters: so close to a thing stands whose it is
_LONGEST = 60  # characters: no name goes on for more before or after a word of it
_REACH = 6  # sentences back: so far is looked for who is meant


@dataclass(frozen=True)
class ReadSentence:
    """A sentence as it is understood.

    Parameters
    ----------
    start, end, paragraph
        Where it stands.
    said
        Who says something in it; pronouns stand for whom they mean.
    places, things
        Hits of those whom it is about, and of what is counted: not those who speak.
    whens
        Its dates.
    head
        The number of the sentence that it is an item under; -1 for prose.
    """

    start: int
    end: int
    paragraph: int
    said: tuple[Attribution, ...]
    places: tuple[Hit, ...]
    things: tuple[Hit, ...]
    whens: tuple[When | Month, ...]
    head: int = -1

    def names(self) -> tuple[str, ...]:
        """Return the keys of the places that it is about."""
        return tuple(dict.fromkeys(name for hit in self.places for name in hit.names))

    def whose(self, plain: str) -> bool:
        """Whether it says whose those are who are counted: "North Korean soldiers"."""
        return any(
            0 <= thing.start - place.end <= _NEXT and plain[place.end : thing.start].count(" ") <= 2
            for place in self.places for thing in self.things
        )  # fmt: skip


class Discourse:
    """A draft, and all its sentences in their order."""

    def __init__(self, draft: Draft, known: Index) -> None:
        self.draft, self.known = draft, known
        tokens = draft.tokens
        self.speakers = list(known.speakers.find(tokens))
        self.places = self._with_heads(list(known.places.find(tokens)))
        self.verbs = [hit for hit in lexicon("verbs").find(tokens) if not self.is_a_name(hit)]
        self.things = [
            hit for hit in known.things.find(tokens)
            if not self._is_in_a_name(hit) and not _CHANGED.match(draft.plain, hit.start)
        ]  # fmt: skip

    def listed(self, *path: str) -> list[Hit]:
        """Return where the phrases of a list of `words.toml` stand."""
        key = ".".join(path)
        if key not in self._kept:
            self._kept[key] = list(one_list(*path).find(self.draft.tokens))
        return self._kept[key]

    @cached_property
    def _kept(self) -> dict[str, list[Hit]]:
        return {}

    def _with_heads(self, places: list[Hit]) -> list[Hit]:
        """Add those who head a state: "Kim's men" are of the state that Kim heads."""
        plain, heads = self.draft.plain, self.known.heads
        found: list[Hit] = []
        meant: dict[str, bool] = {}
        for number, word in enumerate(self.draft.tokens.written):
            start, end = self.draft.tokens.starts[number], self.draft.tokens.ends[number]
            if (
                word not in heads
                or within(places, start, end)
                or plain[end + 1 : end + 2].isupper()
            ):
                continue
            if word not in meant:
                named = (hit for hit in self.speakers if word in plain[hit.start : hit.end].split())
                meant[word] = all(self._heads(hit, word) for hit in named)
            if meant[word]:
                found.append(Hit(start, end, tuple(sorted(heads[word]))))
        return sorted([*places, *found])

    def _heads(self, hit: Hit, word: str) -> bool:
        return any(self.known.heads.get(name) == self.known.heads[word] for name in hit.names)

    def is_a_name(self, hit: Hit) -> bool:
        """Whether words are part of a name: United Nations."""
        return _lies_in(hit, self.places) or _lies_in(hit, self.speakers)

    def _is_in_a_name(self, hit: Hit) -> bool:
        """Whether words are part of a speaker's name: the New York Post is no post."""
        return self.draft.plain[hit.start].isupper() and _lies_in(hit, self.speakers)

    @cached_property
    def voices(self) -> Voices:
        """Who says what, sentence by sentence."""
        seats = [
            hit for hit in self.known.governments.find(self.draft.tokens)
            if not within(self.places, hit.start, hit.end)
        ]  # fmt: skip
        return Voices(
            self.draft.plain, self.draft.tokens, self.speakers, sorted([*self.places, *seats]),
            self.things, within, self.known.seats,
            frozenset(self.known.inside),
        )  # fmt: skip

    @cached_property
    def day(self) -> date | None:
        """The day of the draft, where its dateline tells it."""
        found = DATELINE.search(self.draft.plain, 0, _HEAD)
        whens = Times(self.draft.plain, None).within(*found.span("date")) if found else ()
        return next((one.span.latest for one in whens if isinstance(one, When)), None)

    @cached_property
    def sentences(self) -> list[ReadSentence]:
        """Every sentence, understood with those before it."""
        found: list[ReadSentence] = []
        past: list[Attribution] = []
        times = Times(self.draft.plain, self.day)
        for number, (start, end, paragraph) in enumerate(self.draft.sentences):
            said = []
            for one in self.voices.of(start, end):
                said.append(self._meant(one, past, found, start))
                past = [*past, *said[-1:]][-8:] if said[-1].speaker.is_somebody else past
            places, things = (
                tuple(hit for hit in within(hits, start, end) if not _is_by(hit, said))
                for hits in (self.places, self.things)
            )
            heard = self.voices.heard(start, end)
            places = tuple(
                hit for hit in places
                if not self._is_of_a_speaker(hit)
                and not any(first <= hit.start < last for first, last in heard)
            )  # fmt: skip
            whens = tuple(
                one for one in times.within(start, end)
                if isinstance(one, When) or not self._is_named(one.start)
            )  # fmt: skip
            head = self._head(number, found)
            found.append(
                ReadSentence(start, end, paragraph, tuple(said), places, things, whens, head)
            )
        return found

    def _is_of_a_speaker(self, hit: Hit) -> bool:
        """Whether a place says whose a body is: South Korea's National Intelligence Service."""
        is_owner = self.draft.plain.startswith(("'s ", "' "), hit.end)
        return is_owner and any(
            one.start <= hit.end + 3 for one in within(self.speakers, hit.end, hit.end + 70)
        )

    def _head(self, number: int, before: Sequence[ReadSentence]) -> int:
        """Return the sentence that a line of a list stands under."""
        start, end, paragraph = self.draft.sentences[number]
        is_item = bool(_ITEM.match(self.draft.plain, start))
        is_row = bool(_ROW.fullmatch(self.draft.plain, start, end))
        if not before or not (is_item or is_row):
            return -1
        last = before[-1]
        if last.head >= 0:
            return last.head if is_item or last.paragraph == paragraph else -1
        if is_item:
            return -1 if _ITEM.match(self.draft.plain, last.start) else number - 1
        line = self.draft.plain[last.start : last.end]
        is_heading = line.endswith("\n") and not re.search(r"[:.!?\n]", line.rstrip())
        return number - 1 if is_heading and last.paragraph == paragraph else -1

    def _meant(
        self,
        one: Attribution,
        past: Sequence[Attribution],
        before: Sequence[ReadSentence],
        start: int,
    ) -> Attribution:
        """Return who is meant by a pronoun, or by what somebody is, as named before."""
        speaker = one.speaker
        if speaker.keys or speaker.places:
            return one
        if speaker.classes:
            if _OWNED.match(speaker.text):
                is_one = not speaker.text.casefold().startswith("their")
                ahead = within(self.places, start, start + _NEXT) if is_one else []
                lead = self.draft.plain[start : ahead[0].start] if ahead else "-"
                is_subject = lead.strip(' "').casefold() in ("", "the")
                own = frozenset(ahead[0].names if is_subject else self._first_place(before))
                return replace(one, speaker=replace(speaker, places=own))
            if not _KNOWN_BEFORE.match(speaker.text):
                return one
            kinds = speaker.classes - {"official"}
            if _AGENCY.search(speaker.text):
                kinds = frozenset({"intelligence"})
            same = [it.speaker for it in reversed(past) if kinds & it.speaker.classes]
        elif pronoun := _PRONOUN.search(speaker.text):
            is_one = pronoun[1].casefold() in ("he", "she")
            every = [*(it.speaker for it in reversed(past)), *self._subject(before)]
            same = [it for it in every if is_one == bool(it.keys & self.known.persons)]
        else:
            return one
        if not same:
            return one
        meant = replace(same[0], classes=same[0].classes | speaker.classes, is_meant=True)
        return replace(one, speaker=meant)

    def _first_place(self, before: Sequence[ReadSentence]) -> tuple[str, ...]:
        """Return the place that the sentence before begins with: whom "its" is of."""
        first = before[-1].places[:1] if before else ()
        return first[0].names if first and first[0].start - before[-1].start < _NEAR else ()

    def _subject(self, before: Sequence[ReadSentence]) -> list[Speaker]:
        """Return who is named first in the sentence before, though not as speaking."""
        if not before:
            return []
        named = within(self.speakers, before[-1].start, before[-1].end)
        return [self.voices.named(named[0].start, named[0].end)] if named else []

    def before(self, at: int, reach: int = _REACH) -> Iterator[ReadSentence]:
        """Give the sentences that one goes on from: its heading, then those before, nearest first."""
        own = self.sentences[at]
        if own.head >= 0:
            yield self.sentences[own.head]
        elif _ITEM.match(self.draft.plain, own.start):
            return  # the lines of a list without a heading are no prose
        for back in range(at - 1, max(-1, at - 1 - reach), -1):
            if own.head < 0 or back < own.head:
                yield self.sentences[back]

    def after(self, at: int) -> ReadSentence | None:
        """Return the next sentence where it tells more of this one: "That was in" April."""
        if at + 1 >= len(self.sentences):
            return None
        following = self.sentences[at + 1]
        if self._is_headline(at):
            return following
        is_more = following.paragraph == self.sentences[at].paragraph and _TELLS_MORE.match(
            self.draft.plain, following.start
        )
        return following if is_more else None

    def credited(self, deck: ReadSentence) -> tuple[Attribution, ...]:
        """Return who is named under a headline, or a number, without a verb: its source."""
        hits = within(self.speakers, deck.start, deck.end)
        return tuple(
            Attribution(self.voices.named(hit.start, hit.end), hit.start, hit.end, (hit.start, hit.end))
            for hit in hits[:1]
        )  # fmt: skip

    def _is_headline(self, at: int) -> bool:
        """Whether a sentence is a line by itself, without a stop: what follows is its deck."""
        own = self.sentences[at]
        line = self.draft.plain[own.start : own.end]
        said = line.rstrip()
        is_line = "\n" in line[len(said) :] and "\n" not in said and not _ITEM.match(line)
        return is_line and len(said) <= _HEADLINE and said[-1:] not in '.!?:;"'

    @cached_property
    def subjects(self) -> list[list[str]]:
        """By sentence, those in it whom figures are about, and who do not speak."""
        return [
            [name for hit in self.whom(one) for name in hit.names if name in self.known.subjects]
            for one in self.sentences
        ]

    @cached_property
    def main(self) -> frozenset[str]:
        """Those whom the draft names most."""
        counts = Counter(key for keys in self.subjects for key in keys)
        first = next((keys for keys in self.subjects[:_LEAD] if keys), [])
        return frozenset((*(key for key, many in counts.most_common(3) if many > 1), *first))

    def whom(self, one: ReadSentence) -> list[Hit]:
        """Return the places of a sentence without capitals, which stand for who speaks."""
        plain, seats = self.draft.plain, self.known.seats
        return [hit for hit in one.places if plain[hit.start : hit.end] not in seats]

    def _is_named(self, start: int) -> bool:
        """Whether a month is part of a name: the Spring March."""
        return any(
            one.start <= start
            for one in within(self.places, max(0, start - 30), start + 12)
            if one.end > start
        )


def _is_by(hit: Hit, said: Iterable[Attribution]) -> bool:
    return any(one.start <= hit.start < one.end for one in said)


def _lies_in(hit: Hit, hits: list[Hit]) -> bool:
    """Whether a hit is part of another: of one that is not longer than names are."""
    near = within(hits, max(0, hit.start - _LONGEST), hit.end + _LONGEST)
    return any(one.start <= hit.start and hit.end <= one.end for one in near)


def within(hits: list[Hit], start: int, end: int) -> list[Hit]:
    """Return the hits that stand in a stretch of a draft."""
    found = []
    for at in range(bisect_left(hits, (start, -1, ())), len(hits)):
        if hits[at].start >= end:
            break
        if hits[at].end <= end:
            found.append(hits[at])
    return found
