"""What a sentence says of several figures at once, held against them: order, direction, how many.

Each rule speaks only where the figures say the opposite: what they leave open, nobody is told of.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice, pairwise, product

from headcount.core.wording import cardinal, ordinal
from headcount.desk.proof.amounts import COUNT, MULTIPLE, SHARE, Amount
from headcount.desk.proof.discourse import Discourse, ReadSentence
from headcount.desk.proof.index import Candidate, Speaker
from headcount.desk.proof.language import pattern, words
from headcount.desk.proof.matching import meet
from headcount.desk.proof.ratios import is_near
from headcount.desk.proof.times import Month, When
from headcount.figures.arithmetic import has_ratio, ratio
from headcount.figures.dates import Span, on
from headcount.figures.dates import words as date_words
from headcount.figures.phrase import phrase
from headcount.figures.status import is_amount

Stretch = tuple[int, int]
"""Where a part of a text begins and ends."""
Told = Iterator[tuple[str, str]]
"""Words of a text, and what the figures say instead."""

_AHEAD = (
    r"ahead of|above|exceed(?:s|ed)?|outnumber(?:s|ed)?|surpass(?:es|ed)?|outrank(?:s|ed)?|top(?:s|ped)"
    r"|overtakes?|overtook|pass(?:es|ed)|beats?|edge[sd](?: out)?|dwarf(?:s|ed)?|(?:more|larger|bigger|higher|greater)\b[^,;:]{0,60}? than"
)
_BEHIND = (
    r"behind|trail(?:s|ed)?|lag(?:s|ged)?|below|(?:fewer|smaller|less|lower)\b[^,;:]{0,60}? than"
)
_ORDER = re.compile(rf"\b(?:({_AHEAD})|({_BEHIND}))(?! by\b)(?!\w)", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:may|might|could|perhaps|possibly|likely|at best|or)\b", re.IGNORECASE)
_FOR = re.compile(r"\b(?:for|to|into) (?:the )?$")
_FAR = re.compile(r"\b(?:far|well|dwarf\w*)\b", re.IGNORECASE)
_CLOSE = re.compile(r"\b(?:edge[sd]|narrowly|slightly|barely|just)\b", re.IGNORECASE)
_NEAR = 0.05
_WIDE, _NARROW = 1.5, 1.25  # who is far ahead has so many times as many; who is just ahead, no more
_UP, _DOWN = (
    pattern(one for one in words()["changes"][way] if one != way) for way in ("up", "down")
)
_TURN = re.compile(
    rf"\b(?:({_UP}|adds?|added|up(?= from))|({_DOWN}|loses?|lost|down(?= from)))(?!\w)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|since|after|between) ", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|at|until|and) ", re.IGNORECASE)
_TIMES = {"doubled": 2, "tripled": 3, "quadrupled": 4, "halved": 1 / 2}
_TIMES_BY = re.compile(rf"\b(?:(more than|over) )?({'|'.join(_TIMES)})\b", re.IGNORECASE)
_LOOSE = 0.2
_CLAUSE = re.compile(r"[;:]|, (?=(?:but|while|and|then) )")
_MOST = re.compile(
    r"\b(?:(far ahead|largest|biggest|highest|the most|leads|tops)|(smallest|lowest|the fewest)"
    r"|(no(?:ne|body)?\b[^,;:]{0,40}?\b(?:more|higher|larger|bigger)\b[^,;:]{0,60}? than))\b",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    rf"(?:\d|{'|'.join((*map(cardinal, range(2, 10)), *map(ordinal, range(1, 10))))}|nd|rd|th)[ -]$"
)
_SURE = re.compile(
    r"\b(?:(confirm(?:s|ed|ing)?|prov(?:e|es|ed|en)|verif(?:y|ies|ied)|reveal(?:s|ed)?|admit(?:s|ted)?|acknowledge[sd]?|in fact)"
    r"|(den(?:y|ies|ied|ying)|dismiss(?:es|ed)?|reject(?:s|ed)?|refute[sd]?|rebut(?:s|ted)?))\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|no|few|none|without|nobody|nor|yet to|declined to)\b[^,;]{0,25}$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)(?: \w+ly)? $")
_NOTHING = re.compile(r" (?:nothing|neither|none)\b")
_BY = re.compile(r"(?: \w+)? by (?:the )?")
_PART = re.compile(r"[;:]|, (?!\d)|,? (?:but|while|and then|then) ")
_BEFORE = re.compile(r"\b(before|after) (?=(?:the )?[A-Z])")
_ASIDE = re.compile(r"\b(?:includ\w+|not|no|nor|without)\b[^,;:]{0,20}$", re.IGNORECASE)
_BEYOND = {"more-than", "at-least", "up-to", "nearly"}
_DONE = {"confirmed", "completed"}
_STATUS = {  # by how a word begins, which figures it may be said of: as the data have it, and loosely
    "claim": ({"claimed"}, {"claimed", "offered", "planned"}), "offer": ({"offered"},) * 2,
    "plan": ({"planned"},) * 2, "estimat": ({"estimated"},) * 2, "confirm": ({"confirmed"}, _DONE),
    "deni": ({"denied"},) * 2,
}  # fmt: skip
_ARE = re.compile(
    rf"(?: of)?(?:(?: (?!(?:that|which|who|than|times|source|link)\b)[\w'’.-]+){{0,8}})"
    r" (?:is|are|was|were|remains?) (?:only |just |merely |still |all |an? )*"
    rf"((?:(?:{'|'.join(_STATUS)})\w*(?:,? (?:and |or )?(?:an? )?)?)+)",
    re.IGNORECASE,
)
_SMALL = {cardinal(number): number for number in range(1, 13)}
_HOW_MANY = re.compile(
    r"(?<![\w,.])(?:(nearly all|almost all|all|every|each|both)|(most|the majority|more than half)|(none|no|neither)|(few|a minority)"
    rf"|(\d\d?|{'|'.join(_SMALL)})(?: of (?:the )?(?:\d\d?|{'|'.join(_SMALL)}))?)(?![\w,-])(?! (?:million|thousand|times|percent))",
    re.IGNORECASE,
)
_HAVING = re.compile(
    r"\b(?:have|has|with|exceeds?|tops?|keeps?|fields?|list|stands? at|numbers?|is|are|was|were|puts? [^,;:\d]{3,60}) $",
    re.IGNORECASE,
)
_COME = re.compile(r"(?: [\w'’.-]+){0,8}? (?:come|comes|came|are|is|were) from (?=(?:the )?[A-Z])")
_THAN = re.compile(r"\b(?:than|of|from|against|like|for|by)\b")
_FIRST = re.compile(r"\bfirst(?: \w+)? to (\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class Statements:
    """The statements of a text, held against some figures.

    Parameters
    ----------
    discourse, amounts
        The text as it is read, and its amounts.
    held
        The figures, each with the amount that it is shown with.
    giving
        Returns those that give a number.
    """

    discourse: Discourse
    amounts: Sequence[Amount]
    held: Sequence[Candidate]
    giving: Callable[[float], list[Candidate]]

    def told(self) -> Told:
        """Give the words that the figures contradict, each with what they say."""
        for sentence in self.discourse.sentences:
            yield from self._reports(sentence)
            yield from self._befell(sentence)
        rules = (self._order, self._whose, self._multiple, self.turned, self._step)
        for clause, rule in product(self.clauses, (*rules, self._extreme, self._many, self._first)):
            yield from rule(*clause)

    @cached_property
    def clauses(self) -> list[Stretch]:
        """Where each clause begins and ends."""
        return [it for one in self.discourse.sentences for it in self._parted(_CLAUSE, one)]

    def _parted(self, edge: re.Pattern[str], one: ReadSentence) -> Iterator[Stretch]:
        cuts = [at for hit in edge.finditer(self._plain, one.start, one.end) for at in hit.span()]
        ends = [one.start, *cuts, one.end]
        return zip(ends[::2], ends[1::2], strict=True)

    @property
    def _plain(self) -> str:
        return self.discourse.draft.plain

    # ── who and what is meant ───────────────────────────────────────────────────────────────────

    def meant(self, start: int, end: int) -> list[Candidate]:
        """Return the figures that a stretch is of: those of its numbers, else of its names and dates."""
        return self._given(start, end) or self.named(start, end)

    def _given(self, start: int, end: int) -> list[Candidate]:
        return [it for number in self._numbers(start, end) for it in self.giving(number)]

    def _numbers(self, start: int, end: int) -> list[float]:
        counts = (one for one in self.amounts if one.sort == COUNT and start <= one.core[0] < end)
        return [number for one in counts for number in one.numbers if self.giving(number)]

    def named(self, start: int, end: int) -> list[Candidate]:
        """Return the figures of those whom a stretch names, and of its dates: none where all are."""
        by, found = self.discourse.voices.named(start, end), [*self.held]
        whom = [one for one in found if one.whom & by.places]
        whom = whom or [one for one in found if one.where & by.places]
        for few in (whom, _by(by, self.held)):
            if few and len(few) < len(self.held):
                found = [one for one in found if one in few] or few
        for when in self._whens(start, end):
            found = _at(when, found) or found
        return found if len(found) < len(self.held) else []

    def nearest(self, at: int) -> list[Candidate]:
        """Return the figures of whoever is named nearest before a place in the text, else after it."""
        hits = {*self.discourse.voices.spots, *self.discourse.speakers}
        near = sorted(hits, key=lambda it: (it.start > at, abs(it.start - at)))
        those = (it for it in near if not self._plain.endswith("not ", 0, it.start))
        return next(filter(None, (self.named(it.start, it.end) for it in those)), [])

    def placed(self, at: int) -> list[Candidate]:
        """Return the figures of whom a place is: "A edges B for third" is of A."""
        ahead = [*_ORDER.finditer(self._plain, 0, at)]
        is_won = ahead and _FOR.search(self._plain, 0, at)
        return self.nearest(ahead[-1].start() if is_won else at)

    def _whens(self, start: int, end: int) -> list[When | Month]:
        every = (one for sentence in self.discourse.sentences for one in sentence.whens)
        return [one for one in every if start <= one.start < end]

    @cached_property
    def _numbered(self) -> list[Candidate]:
        """The amounts, by their dates."""
        return sorted(
            (it for it in self.held if it.amount.is_number and is_amount(it.row)), key=_day
        )

    def _name(self, one: Candidate) -> str:
        return str(one.row.get("name") or phrase(self.discourse.known.package, one.row))

    def _says(self, *those: Candidate) -> str:
        return ", ".join(f"{self._name(one)} is at {one.amount.words()}" for one in those)

    # ── two figures ─────────────────────────────────────────────────────────────────────────────

    def _order(self, start: int, end: int) -> Told:
        """Hold who is said to be ahead of whom, or to have more, and by how much."""
        for match in _ORDER.finditer(self._plain, start, end):
            if any(one.start < match.end() and match.start() < one.end for one in self.amounts):
                continue  # "more than 16,000"
            said = self._plain[max(start, match.start() - 12) : match.end()]
            left, right = self.meant(start, match.end()), self.meant(match.end(), end)
            for whom in dict.fromkeys(one.whom for one in right):
                few = [one for one in right if one.whom == whom and one not in left]
                pairs = [*(product(left, few) if match[1] else product(few, left))]
                times = [a.amount.stated / (b.amount.stated or 1) for a, b in pairs]
                is_open = _OPEN.search(self._plain, start, end)
                is_so = any(
                    a.amount.most >= b.amount.least
                    if is_open
                    else a.amount.least >= b.amount.stated
                    for a, b in pairs
                )
                is_wide = not _FAR.search(said) or max(times, default=_WIDE) >= _WIDE
                is_close = not _CLOSE.search(said) or min(times, default=0) <= _NARROW
                if pairs and not (is_so and is_wide and is_close):
                    yield match[0], self._says(left[0], few[0])

    def _whose(self, start: int, end: int) -> Told:
        """Hold who is said to have a number, or to have given it, against whose it is."""
        for one in self.amounts:
            given = (
                self.giving(one.stated) if one.sort == COUNT and start <= one.start < end else []
            )
            before = max([start, *(it.end for it in self.amounts if it.end <= one.start)])
            whom = self.discourse.voices.named(before, one.start).places if given else frozenset()
            own = {key for it in given for key in (*it.whom, *it.where, *it.origin, *it.voices)}
            others = [it.amount.stated for it in self.held if it.whom & whom]
            is_round = any(abs(it - one.stated) <= _NEAR * it for it in others)
            if (
                others
                and not is_round
                and not own & whom
                and not _THAN.search(self._plain, before, one.start)
            ):
                yield self._plain[one.start : one.end], self._says(given[0])
        for said in (it for sentence in self.discourse.sentences for it in sentence.said):
            is_alone = all(it.sort == COUNT for it in self.amounts if start <= it.start < end)
            number = self._given(start, end) if is_alone and start <= said.verb[0] < end else []
            mine = [it for it in _by(said.speaker, self.held) if it.amount.is_number]
            if (
                number
                and mine
                and not any(it in mine or it.voices & said.speaker.places for it in number)
            ):
                yield self._plain[said.start : said.verb[1]], f"it is from {number[0].voice}"

    def _multiple(self, start: int, end: int) -> Told:
        """Hold what is said to be a part or a multiple of what."""
        for one in self.amounts:
            found = self.compared(one) if start <= one.start < end else []
            if found and not any(is_near(one, number) for *_, number in found):
                yield self._plain[slice(*one.core)], self._says(*found[0][:2])

    def compared(self, one: Amount) -> list[tuple[Candidate, Candidate, float]]:
        """Return the figures that a part or a multiple is said of, with what they come to."""
        if one.sort not in (MULTIPLE, SHARE):
            return []
        start, end = next(it for it in self.clauses if it[0] <= one.start < it[1])
        pairs = product(self.meant(start, one.start), self.meant(one.end, end))
        found = [(a, b) for a, b in pairs if a.id != b.id and has_ratio(a.amount, b.amount)]
        every = [(a, b, ratio(a.amount, b.amount)) for a, b in found]
        return [(a, b, it) for a, b, of in every for it in (of.low, of.value, of.high) if it]

    # ── one after the other ─────────────────────────────────────────────────────────────────────

    def turned(self, start: int, end: int) -> Told:
        """Hold what is said to rise or fall, from what, to what and when."""
        for match in islice(_TURN.finditer(self._plain, start, end), 1):
            sign, (was, now) = 1 if match[1] else -1, self._ends(match, start, end)
            old, new = self._numbers(*was)[:1], self._numbers(*now)[:1]
            pairs = self._turns(match, was, now, start)
            if old and new and (new[0] - old[0]) * sign < 0:
                than = "less" if sign > 0 else "more"
                yield match[0], f"{new[0]:,.0f} is {than} than {old[0]:,.0f}"
            elif pairs and all(_rise(a, b) * sign <= 0 for a, b in pairs):
                yield match[0], self._says(*pairs[-1])
            elif old and new and pairs and all(_day(a) > _day(b) for a, b in pairs):
                a, b = pairs[0]
                before = f"before {old[0]:,.0f} of {_when(a)}"
                yield match[0], f"{new[0]:,.0f} is of {_when(b)}, {before}"
        for match in islice(_TIMES_BY.finditer(self._plain, start, end), 1):
            pairs = self._turns(match, *self._ends(match, start, end), start)
            want = _TIMES[match[2].lower()]
            most = math.inf if match[1] else want * (1 + _LOOSE)
            times = [b.amount.stated / a.amount.stated for a, b in pairs if a.amount.stated > 0]
            if times and not any(want * (1 - _LOOSE) <= one <= most for one in times):
                yield match[2], self._says(*pairs[-1])

    def _turns(
        self, turn: re.Match[str], was: Stretch, now: Stretch, start: int
    ) -> list[tuple[Candidate, Candidate]]:
        """Return what is said to have turned into what: of those who are named, else of all."""
        first, last = self.meant(*was), self.meant(*now)
        subject = self.named(start, turn.start())
        first = [one for one in first if one in subject] or first
        by = last or first or subject
        series = [it for it in self._numbered if not by or any(_is_by_one(it, one) for one in by)]
        last = last or [one for one in series[-1:] if one not in first]
        if first and not self._numbers(*now):
            since = max(map(_day, first))
            last = [one for one in last if _day(one) > since] or series[-1:]
        if not first and last:
            first = [one for one in series if _day(one) < min(map(_day, last))]
            # what rose in a year did so since the year before; what rose to a number, or at all, ever
            first = first[-1:] if self._whens(*now) and not self._numbers(*now) else first
        return [(a, b) for a, b in product(first, last) if a.id != b.id and _is_one_thing(a, b)]

    def _ends(self, turn: re.Match[str], start: int, end: int) -> tuple[Stretch, Stretch]:
        """Return where a clause says what there was before a turn, and what after it."""
        since, to = (edge.search(self._plain, turn.end(), end) for edge in (_FROM, _TO))
        if since is None:
            return (end, end), (to.end() if to else turn.end(), end)
        if to is None:
            return (since.end(), end), (start, turn.start())
        if to.start() < since.start():
            return (since.end(), end), (to.end(), since.start())
        return (since.end(), to.start()), (to.end(), end)

    def _step(self, start: int, end: int) -> Told:
        """Hold by how much something is said to have grown, and when: "added 90,000 in 2016"."""
        for one in self.amounts:
            if one.sort != COUNT or not start <= one.start < end or self.giving(one.stated):
                continue
            steps = [(a, b) for a, b in self._steps if abs(_rise(a, b)) == one.stated]
            turn = _TURN.search(self._plain, start, one.start) if steps else None
            if turn and all((_rise(a, b) > 0) != bool(turn[1]) for a, b in steps):
                yield turn[0], f"the number {'fell' if turn[1] else 'rose'} by {one.stated:,.0f}"
            for when in self._whens(one.end, end) if turn else ():
                if not _at(when, [b for _, b in steps]):
                    why = f"the step of {one.stated:,.0f} is of {_when(steps[0][1])}"
                    yield self._plain[when.start : when.end], why

    @cached_property
    def _steps(self) -> list[tuple[Candidate, Candidate]]:
        """Each figure, and the next of the same thing."""
        return [(a, b) for a, b in pairwise(self._numbered) if _is_one_thing(a, b)]

    # ── all of them ─────────────────────────────────────────────────────────────────────────────

    def _extreme(self, start: int, end: int) -> Told:
        """Hold a superlative against the amounts: of the number it stands by, else of the name."""
        ranked = sorted(self._numbered, key=lambda one: one.amount.stated)
        for match in _MOST.finditer(self._plain, start, end) if len(ranked) > 1 else ():
            if _ONE_OF.search(self._plain, start, match.start()):
                continue
            top = ranked[0 if match[2] else -1]
            if len(top.row.get("rates", ())) > 1 and not match[3]:
                continue  # by another base another one may be
            counts = [
                one
                for one in self.amounts
                if one.sort == COUNT and self._numbers(one.core[0], one.end)
            ]
            near = min(counts, key=lambda one: abs(one.start - match.start()), default=None)
            if near is None or "place" in top.row:
                few = self.named(match.end(), end) if match[3] else self.nearest(match.start())
            else:
                few = self.giving(near.stated)
            level = {self._name(one) for one in ranked if one.amount.stated == top.amount.stated}
            is_top = any(self._name(one) in level or one.id == top.id for one in few)
            others = [one.amount.stated for one in ranked if self._name(one) not in level]
            if is_top and _FAR.search(match[0]):
                is_top = top.amount.least >= _WIDE * max(others, default=0)
            if few and not is_top:
                yield match[0], self._says(top)

    def _many(self, start: int, end: int) -> Told:
        """Hold how many figures are said to be claims or confirmed, or to be above a number."""
        quantity = _HOW_MANY.search(self._plain, start, end)
        if quantity is None or quantity[0].lower().startswith("one of"):
            return
        if are := _ARE.match(self._plain, quantity.end(), end):
            said = [kinds for stem, kinds in _STATUS.items() if stem in are[1].lower()]
            strict, loose = (
                sum(one.status in set().union(*kinds) for one in self.held)
                for kinds in zip(*said, strict=True)
            )
            every = (len(self.held), sum(one.status != "denied" for one in self.held))
            if not any(_is_so(quantity, *each) for each in product((strict, loose), every)):
                so_many = f"{cardinal(strict)} of {cardinal(len(self.held))} figures here"
                yield quantity[0], f"{so_many} {'is' if strict == 1 else 'are'} {are[1].strip()}"
        if come := _COME.match(self._plain, quantity.end(), end):
            theirs = _by(self.discourse.voices.named(come.end(), end), self.held)
            if theirs and not quantity[5] and not _is_so(quantity, len(theirs), len(self.held)):
                yield (
                    quantity[0],
                    f"{cardinal(len(theirs))} of {cardinal(len(self.held))} figures here do",
                )
        for one in self.limits(start, end):
            beyond = sum(_is_beyond(it, one) for it in self._numbered)
            if not _is_so(quantity, beyond, len(self._numbered)):
                yield (
                    self._plain[slice(*one.core)],
                    f"{cardinal(beyond)} of this chart have so many",
                )

    def limits(self, start: int, end: int) -> list[Amount]:
        """Return the numbers that some figures are said to be above or below: "four have over 1 million"."""
        quantity = _HOW_MANY.search(self._plain, start, end)
        return [
            one for one in self.amounts
            if quantity and one.sort == COUNT and one.qualifier in _BEYOND and quantity.end() < one.start < end
            and _HAVING.search(self._plain, quantity.end(), one.start)
        ]  # fmt: skip

    def _first(self, start: int, end: int) -> Told:
        """Hold who is said to be the first to say, confirm or deny something."""
        for match in _FIRST.finditer(self._plain, start, end):
            verb = match[1].lower().replace("deny", "denied")
            said = next(
                (kinds[1] for stem, kinds in _STATUS.items() if verb.startswith(stem)), None
            )
            those = [one for one in self.held if said is None or one.status in said]
            first = min(those, key=_said_on, default=None)
            named = self.nearest(match.start())
            if first and named and not any(_said_on(one) == _said_on(first) for one in named):
                yield match[0], _did(first)

    # ── who confirmed, who denied, and when ─────────────────────────────────────────────────────

    def _reports(self, sentence: ReadSentence) -> Told:
        """Hold who is said to have confirmed or denied something, and when."""
        by = Speaker()
        for hit in _SURE.finditer(self._plain, sentence.start, sentence.end):
            start, end = self._part(hit.start(), sentence)
            by = self._subject(hit, sentence, start) or by
            status = _DONE if hit[1] else {"denied"}
            those = [one for one in (*self.held, *self._answers) if one.status in status]
            mine = _by(by, those) if by.keys or by.places else those
            given = self._given(start, end)
            no = _NOT.search(self._plain, sentence.start, hit.start())
            if no or _NOTHING.match(self._plain, hit.end()):
                if no and hit[2] and mine and not given:
                    yield self._plain[no.start() : hit.end()], _did(mine[0])
                continue
            if hit[1] and given:
                mine = [one for one in given if one.status in status]
            whens = self._whens(start, end) if not given else []
            if not mine and hit[1] and given:
                table = given[0].row["table"]
                label = self.discourse.known.package.label((table, "status"), given[0].status)
                yield hit[0], f"what it is about is {label}, not confirmed"
            elif not mine:
                yield hit[0], "; ".join(dict.fromkeys(map(_did, those))) or "no figure here is"
            elif (other := self._earlier(hit, sentence.end, mine)) is not None:
                yield hit[0], f"{_did(mine[0])}; {_did(other)}"
            elif whens and not any(_at(when, mine) for when in whens):
                yield self._plain[whens[0].start : whens[0].end], _did(mine[0])

    def _earlier(self, hit: re.Match[str], end: int, mine: Sequence[Candidate]) -> Candidate | None:
        """Return who spoke on the wrong side of a "before" or an "after"."""
        match = _BEFORE.search(self._plain, hit.end(), end)
        every = (*self.held, *self._answers)
        theirs = _by(self.discourse.voices.named(match.end(), end), every) if match else []
        if match is None or not theirs or theirs[0] in mine:
            return None
        own, other = (min(few, key=_said_on) for few in (mine, theirs))
        ordered = (own, other) if match[1] == "before" else (other, own)
        return other if _said_on(ordered[0]) > _said_on(ordered[1]) else None

    @cached_property
    def _answers(self) -> list[Candidate]:
        """The denials that answer the figures."""
        known = self.discourse.known
        rows = (row for one in self.held for row in known.facts.denials.get(one.id, ()))
        answers = {row["figure_id"] for row in rows}
        return [one for one in known.denials if one.id in answers]

    def _subject(self, hit: re.Match[str], sentence: ReadSentence, start: int) -> Speaker | None:
        """Return who confirms or denies: by a verb, behind "by", or named before the verb."""
        voices = self.discourse.voices
        if by := _BY.match(self._plain, hit.end()):
            return voices.named(by.end(), sentence.end)
        if _PASSIVE.search(self._plain, start, hit.start()):
            return Speaker()
        own = (
            one for one in sentence.said if one.verb[0] < hit.end() and hit.start() < one.verb[1]
        )
        named = (*(one.speaker for one in own), voices.named(start, hit.start()))
        return next((one for one in named if one.keys or one.places), None)

    def _befell(self, sentence: ReadSentence) -> Told:
        """Hold what is said to have befallen those who are counted: of its numbers, else of all."""
        known = self.discourse.known
        every = {name for hit in sentence.things for name in hit.names}
        for hit in sentence.things:
            is_event = any(known.facets.get(name) in ("event", "unit") for name in hit.names)
            is_both = "dead" in hit.names and every & {"wounded", "casualties"}
            if is_both or not is_event or _ASIDE.search(self._plain, sentence.start, hit.start):
                continue
            those = self._given(*self._part(hit.start, sentence)) or self.held
            if not any(self._tells(one) & {*hit.names} for one in those):
                why = f"the figures count {phrase(known.package, those[0].row)}"
                yield self._plain[hit.start : hit.end], why

    def _tells(self, one: Candidate) -> set[str]:
        """Return what a figure counts, and what its definition tells besides of those in it."""
        own = set().union(*one.things.values())
        return own if "event" in one.things else own | self.discourse.known.also(one)

    def _part(self, at: int, sentence: ReadSentence) -> Stretch:
        """Return the part of a sentence that a word stands in."""
        return next(it for it in self._parted(_PART, sentence) if at < it[1])


def _by(speaker: Speaker, those: Sequence[Candidate]) -> list[Candidate]:
    """Return the figures that somebody gave, or passed on: a person, a body, or else a state."""
    own = [one for one in those if one.speakers & speaker.keys]
    return own or [one for one in those if (one.origin or one.voices) & speaker.places]


def _at(when: When | Month, those: Sequence[Candidate]) -> list[Candidate]:
    """Return which figures are of a date, else which were reported then."""
    for name in ("as_of", "reported"):
        spans = [(one, getattr(one, name)) for one in those if getattr(one, name)]
        if found := [one for one, span in spans if _meets(when, span)]:
            return found
    return []


def _meets(when: When | Month, span: Span) -> bool:
    if isinstance(when, When):
        return meet([when.span], [span])
    return span.start is not None and span.start.month == when.month


def _is_so(quantity: re.Match[str], many: int, every: int) -> bool:
    """Whether some of all are as many as is said."""
    all_, most, none, few, number = quantity.groups()
    if all_:
        return many >= every * (0.8 if "nearly" in all_ or "almost" in all_ else 1)
    if most or few:
        return many * 2 > every if most else many * 2 < every
    return many == (0 if none else _SMALL.get(number.lower()) or int(number))


def _is_beyond(one: Candidate, limit: Amount) -> bool:
    if limit.qualifier not in ("more-than", "at-least"):
        return one.amount.most <= limit.stated
    # "more than 6,000" is more than 6,000
    is_over = limit.qualifier == "more-than" and one.amount.qualifier != "more-than"
    return one.amount.least > limit.stated if is_over else one.amount.least >= limit.stated


def _is_one_thing(one: Candidate, two: Candidate) -> bool:
    return bool(one.row["table"] == two.row["table"] and one.row["unit"] == two.row["unit"])


def _is_by_one(one: Candidate, two: Candidate) -> bool:
    """Whether two figures are of one voice, or of the same side."""
    return one.voice == two.voice or bool(one.origin & two.origin)


def _rise(one: Candidate, two: Candidate) -> float:
    return two.amount.stated - one.amount.stated


def _day(one: Candidate) -> date:
    return one.as_of.latest


def _said_on(one: Candidate) -> date:
    return (one.reported or one.as_of).earliest


def _when(one: Candidate) -> str:
    return date_words(str(one.row["as_of"]))


def _did(one: Candidate) -> str:
    return f"{one.voice} did{on(str(one.row['as_of']))}"
