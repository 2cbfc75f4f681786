"""The words of a draft that belong to each of its amounts, and what they take from those beside them.

A sentence is parted once: at semicolons, dashes, brackets and conjunctions, and between two amounts
at the weightiest of what stands between them. What an amount's own words do not tell (when, who says
so, what was done) is told by those before it, where it stands ahead of their amount, or by those
after it, where it stands behind theirs: "In May Seoul said 300 were killed and 2,700 wounded".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from headcount.desk.proof.amounts import MULTIPLE, Amount
from headcount.desk.proof.discourse import Discourse, ReadSentence, within
from headcount.desk.proof.speaking import Attribution

_Told = TypeVar("_Told")

_PARTS = re.compile(
    r"[;:]|\s-{1,2}\s|, (?=(?:and|but|while|whereas|although|though|with|up from|down from|compared|against|not|more than|less than|plus|including|when)\b)| (?:while|whereas|but|compared with|against) "
)
_EDGES = tuple(
    re.compile(one)
    for one in (
        r";\s|\n", r"\s-{1,2}\s",
        r"\)?, (?:and|or|but|while|whereas|against|plus|up from|down from|compared with)\s|: ",
        r"[()]", r"\s(?:and|or|but|while|whereas|against|plus|versus|compared with)\s",
        r",\s(?!(?:who|whom|whose|which|where|when|after|before|as|(?:19|20)\d\d)\b)", r"\sto\s$",
    )
)  # fmt: skip
_AGAINST = re.compile(r"\b(?:from|than|against|with|to) (?:the |about |some |just |only )*$")
_VERB = re.compile(r"\b(?:has|had|have|is|are|was|were|\w{2,}ed) ")
_SHORT = 12  # characters: so few before an amount are no clause of its own
_LABEL = 30  # characters: so long is what stands before a colon of a row
_PART_OF = re.compile(r" (?:out )?of (?:the |its |some |about )*")


@dataclass(frozen=True)
class Clause:
    """An amount and the stretches of the draft that it is read from.

    Parameters
    ----------
    amount, number
        The amount, and its number among those of the draft.
    at, sentence
        The number of its sentence, and that.
    before, after
        Where the words of the amount before it end, and those of the next begin, in its sentence.
    part
        What punctuation and conjunctions part from the rest of its sentence.
    said
        Who says something in its sentence.
    """

    amount: Amount
    number: int
    at: int
    sentence: ReadSentence
    before: int
    after: int
    part: tuple[int, int]
    said: tuple[Attribution, ...]

    @property
    def own(self) -> tuple[int, int]:
        """Its own words."""
        return max(self.before, self.part[0]), min(self.after, self.part[1])


class Clauses:
    """The amounts of a draft, each with its words."""

    def __init__(self, discourse: Discourse, amounts: Sequence[Amount]) -> None:
        self._discourse, self._plain, self._amounts = discourse, discourse.draft.plain, amounts
        self.every = [self._clause(number) for number in range(len(amounts))]

    def _clause(self, number: int) -> Clause:
        amount = self._amounts[number]
        at = self._discourse.draft.sentence_at(amount.start)
        sentence = self._discourse.sentences[at]
        start, end = sentence.start, sentence.end
        before, after = start, end
        if number and self._amounts[number - 1].end > start:
            before = self._edge(number - 1)[1]
        following = self._amounts[number + 1 : number + 3]
        if following and _PART_OF.fullmatch(self._plain, amount.end, following[0].start):
            # "4,000 of 11,000 killed": so were the 4,000
            after = min([end, *(one.start for one in following[1:])])
        elif following and following[0].start < end:
            after = self._edge(number)[0]
        cuts = [match.span() for match in _PARTS.finditer(self._plain, start, end)]
        # what is twice as many is another thing: nothing that is told of one is told of both
        near = (*self._amounts[max(0, number - 2) : number], *following)
        cuts = sorted([*cuts, *((it.start, it.end) for it in near if it.sort == MULTIPLE)])
        first = max([start, *(stop for _, stop in cuts if stop <= amount.start)])
        if before < first <= before + _LABEL and self._plain[first - 1] == ":":
            first = before  # "2022: 1,117"
        last = min([end, *(begin for begin, _ in cuts if begin >= amount.end)])
        said = (*sentence.said, *self._discourse.voices.aside(first, amount.start))
        return Clause(amount, number, at, sentence, before, after, (first, last), said)

    def _edge(self, number: int) -> tuple[int, int]:
        """Return where the words of an amount end, and those of the next one begin."""
        first, last = self._amounts[number].end, self._amounts[number + 1].start
        for edge in _EDGES:
            cuts = [cut.span() for cut in edge.finditer(self._plain, first, last)]
            if cuts := [cut for cut in cuts if not self._is_in_a_list(*cut)]:
                return cuts[-1]
        return last, first  # what stands between may be of either

    def _is_in_a_list(self, start: int, end: int) -> bool:
        """Whether what joins two words joins what is counted: killed and wounded."""
        things = self._discourse.things
        return any(it.end == start for it in within(things, start - 20, start)) and any(
            it.start == end for it in within(things, end, end + 30)
        )

    def told(self, one: Clause, those: Iterable[_Told], at: Callable[[_Told], int]) -> list[_Told]:
        """Return which of the words of a sentence tell of an amount.

        Its own do; else those of the amounts before it that stand ahead of them, or of the amounts
        after it that stand behind them; else those that are no amount's.

        Parameters
        ----------
        one
            The amount's clause.
        those
            What there is in its sentence: dates, speakers, verbs.
        at
            Gives where each stands.
        """
        left = list(those)
        own = [it for it in left if one.own[0] <= at(it) < one.own[1]]
        if own or not left:
            return own
        for other in self._beside(one, -1):
            if found := [it for it in left if other.own[0] <= at(it) < other.amount.start]:
                return found
        is_joined = True
        for other in self._beside(one, 1):
            is_joined = is_joined and self._goes_on(other)
            behind = [it for it in left if other.amount.end <= at(it) < other.own[1]]
            # who says so at the end of a sentence says all of it, and when
            if found := [it for it in behind if is_joined or self._is_said(other, at(it))]:
                return found
        if len(left) == 1 and self._goes_on(one):
            near = self._beside(one, -1)
            if any(it.own[0] <= at(left[0]) < it.own[1] for it in near):
                return left  # "70 of them women in 2022, the ministry says, of 98"
        every = [
            it for it in self.every[max(0, one.number - 9) : one.number + 10] if it.at == one.at
        ]
        return [it for it in left if not any(by.own[0] <= at(it) < by.own[1] for by in every)]

    @staticmethod
    def _is_said(one: Clause, position: int) -> bool:
        """Whether between an amount and what stands behind it somebody says so."""
        return any(one.amount.end <= it.verb[0] <= position for it in one.said)

    def _goes_on(self, one: Clause) -> bool:
        """Whether an amount stands right behind what parts it from the one before: "and 2,700"."""
        lead = self._plain[one.own[0] : one.amount.start]
        is_against = _AGAINST.search(self._plain, one.sentence.start, one.amount.start)
        return len(lead) <= _SHORT and not is_against and not _VERB.search(lead)

    def _beside(self, one: Clause, step: int) -> Iterator[Clause]:
        """Give the other clauses of a sentence, the nearest first, as far as a semicolon."""
        number = one.number + step
        while 0 <= number < len(self.every) and self.every[number].at == one.at:
            other = self.every[number]
            first, last = sorted((one, other), key=lambda it: it.number)
            is_compared = other.amount.sort == MULTIPLE
            if is_compared or ";" in self._plain[first.amount.end : last.amount.start]:
                return
            yield other
            number += step
