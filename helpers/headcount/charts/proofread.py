"""An editor's words held against the rows: numbers, places, names and verbs that they do not bear.

Nothing is forbidden: whoever wrote the words may know more than the rows. What is not in them is
told with the reason, so that nobody prints it unawares.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from headcount.core.wording import cardinal, ordinal
from headcount.desk.proof import judged
from headcount.desk.proof.amounts import COUNT, MULTIPLE, SHARE, Amount, scan
from headcount.desk.proof.discourse import Discourse
from headcount.desk.proof.draft import Draft
from headcount.desk.proof.index import Candidate, index
from headcount.desk.proof.language import Tokens, lexicon
from headcount.desk.proof.ratios import is_near
from headcount.desk.proof.reading import Reader, Reading
from headcount.desk.proof.stating import Statements
from headcount.desk.proof.verdict import MISQUOTED, Verdict
from headcount.figures.arithmetic import ratio
from headcount.figures.dates import words as date_words
from headcount.figures.phrase import phrase
from headcount.figures.provenance import chains, origins, sources
from headcount.figures.quantity import PER, Quantity, nearest, rounded, significant_digits
from headcount.figures.status import kind
from headcount.render.style import Scale
from headcount.render.typesetting import wrap

if TYPE_CHECKING:
    from headcount.caveats import Note
    from headcount.charts.form import Selection
    from headcount.figures.package import Package
    from headcount.figures.table import Row

LONGEST = 90
"""As many characters have room in a headline."""

_WIDTH, _LINES = 600, 2  # what a headline is measured for: an article's picture

_PLACES = {ordinal(number): number for number in range(1, 41)}
_ELSEWHERE = ("disputed", "base-decides")

_SMALL = {cardinal(number): number for number in range(1, 10)}
_OF_TIME = re.compile(r"[ -](?:days?|weeks?|months?|decades?)\b")
_MONTH = re.compile(r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*")
_YEAR = re.compile(r"(?<![\w.,$-])(?:1[89]|20)\d\d(?!\d|,\d|%| percent)")
_ENDS = re.compile(r"\s?-\s?|\s+(?:to|and|or)\s+")
_ORDINAL = re.compile(rf"\b({'|'.join(map(re.escape, _PLACES))})\b(?! (?:time|\d))", re.IGNORECASE)
_HEDGED = re.compile(r"\b(or|may|might|could|perhaps|possibly|open|doubt)\b|(?:th|st|nd|rd) to ")
_WORLD = re.compile(r"\b(?:the )?world's\b|\bin the world\b|\bon earth\b", re.IGNORECASE)
_SAID = re.compile(
    r"\b(claim|account|den[iy]|fake|sa(?:y|ys|id)\b|offer|plan|promis|pledg|told|accord|report|announc|would|could|may\b"
    r"|might|figure of|spoke|speak|expect|warn|sources|not the)",
    re.IGNORECASE,
)
_FLOORS = ("more-than", "at-least")
_LIMITS = {"more-than": _FLOORS, "at-least": _FLOORS, "up-to": ("up-to", "nearly")}
_LIMIT = re.compile(r"\b(?:exceed|above|below|minimum|low |limit|maximum|ceiling)")
_CAPITAL = re.compile(r"(?<![\w'’])[A-Z][\w-]+")
_BEGINS = re.compile(r"(?:^|[.;:!?]\s+|[\"“]\s*)$")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words of an editor that the rows do not bear.

    Parameters
    ----------
    part
        Which words: ``"headline"``, ``"deck"`` or ``"alt"``.
    words
        Those in doubt.
    why
        What the rows have instead.
    """

    part: str
    words: str
    why: str

    def __str__(self) -> str:
        """Say it in a line: where, what, why."""
        return f'{self.part}: "{self.words}": {self.why}.'


def proofread(
    package: Package, selection: Selection, notes: Sequence[Note], words: Mapping[str, Any]
) -> Iterator[Doubt]:
    r"""Give what an editor wrote that the rows of a chart do not bear.

    Parameters
    ----------
    package
        The data.
    selection, notes
        What the chart draws, and its caveats.
    words
        What was written: ``headline``, ``deck``, ``alt``; anything else is left alone.

    Examples
    --------
    >>> import headcount as hc
    >>> shown = hc.named(hc.read(), "killed", headline="South Korea counts 9,999 dead")
    >>> print(*shown.doubts, sep="\n")
    headline: "9,999": no figure of this chart gives this number, and none follows from them.
    """
    written = {part: words[part] for part in ("headline", "deck", "alt") if words.get(part)}
    held = _Held(package, selection, notes) if written else None
    for part, text in written.items():
        for doubtful, why in held.against(text, part) if held else ():
            yield Doubt(part, doubtful, why)


class _Held:
    """What the rows of a chart can bear, each looked up once."""

    def __init__(self, package: Package, selection: Selection, notes: Sequence[Note]) -> None:
        self.package, self.selection, self.notes = package, selection, notes
        self.rows = selection.records
        self.numbered = [row for row in self.rows if row["amount"].is_number]
        self.known = index(package)
        figures = {one.id: one for one in self.known.held}
        self.held = [
            replace(figures[row["figure_id"]], row=row, amount=row["amount"]) for row in self.rows
        ]

    def against(self, text: str, part: str) -> Iterator[tuple[str, str]]:
        """Give the words in doubt, each with the reason."""
        if part == "headline":
            yield from _length(text)
        for match in re.finditer(r"\bper (\d[\d,]*)", text) if "rates" in self.rows[0] else ():
            if match[1] != f"{PER:,}":
                yield match[0], f"the rates are per {PER:,}"
        reader, amounts = Reader(Draft.of(text), self.known), scan(text)
        stated = Statements(reader.discourse, amounts, self.held, self._giving)
        drawn = {row["figure_id"] for row in self._all}
        limits, numbers = stated.limits(0, len(text)), [*self._numbers(text, part, stated)]
        yield from numbers
        # an alternative text lists marks, and repeats neither whose they are nor who says so
        for read, one in judged(reader, only=drawn) if part != "alt" else ():
            words = _of_it(text, read, one)
            # a plan that was denied, and is printed as done, is first of all no more than a plan
            is_ahead = (
                one.match
                and one.match.held.status in ("offered", "planned")
                and "status" in one.match.bent
            )
            why = one.match.why() if one.match and is_ahead else one.why
            is_wrong = one.word == MISQUOTED or is_ahead
            # a share is of the figures of this chart, and a limit is no figure's number
            is_other = read.amount.sort in (SHARE, MULTIPLE) or read.amount in limits
            is_told = is_other or any(said in read.amount.text for said, _ in numbers)
            if is_wrong and not is_told and not self._ranges(text, read.amount):
                yield words, why[:1].lower() + why[1:].rstrip(".")
        yield from self._places(text, stated)
        yield from self._names(text, reader.discourse)
        yield from stated.told()

    @cached_property
    def amounts(self) -> list[tuple[float, Row, Quantity]]:
        """Every number that a row states or a mark shows, with its row and its amount."""
        every_row = (*self.rows, *self.selection.divisors)
        found = []
        for row in every_row:
            rates = [one for one in row.get("rates", ()) if one]
            for amount in (row.get("amount"), Quantity.of(row), *rates):
                if amount is not None and amount.is_number:
                    shown = amount.as_printed()
                    numbers = (shown.low, shown.value, shown.high)
                    found += [(number, row, amount) for number in numbers if number is not None]
        return found

    def _giving(self, number: float) -> list[Candidate]:
        """Return the figures drawn that give a number, else those that do when it is rounded."""
        given = [row["figure_id"] for _, row, _ in self._stating(number)]
        return [one for one in self.held if one.id in given]

    @cached_property
    def noted(self) -> set[float]:
        """The numbers that names and notes give, and what one square stands for."""
        notes = (note.text for note in self.notes)
        texts = "; ".join(
            [*notes, *(f"{row['name']}; {phrase(self.package, row)}" for row in self.rows)]
        )
        extra = {float(PER), float(getattr(self.selection, "one", 0) or 0)}
        return extra.union(*(one.numbers for one in scan(texts)))

    @cached_property
    def elsewhere(self) -> set[float]:
        """The numbers of figures that the chart does not show, as a rule tells of them."""
        texts = "; ".join(note.text for note in self.notes if note.rule in _ELSEWHERE)
        return {number for one in scan(texts) for number in one.numbers}

    @cached_property
    def counts(self) -> set[int]:
        """How many there are of whatever can be counted in the chart."""
        chosen, rows = self.selection, self.rows
        known, ways = sources(self.package), chains(self.package)
        families = origins(self.package, rows)
        found = {len(rows), len(self.numbered), len(families), len(rows) - 1}
        found |= {len(one.publishers) for one in families}
        given = vars(chosen).values()
        found |= {value for value in given if isinstance(value, int)}  # how many were asked for
        found |= {many for value in given if isinstance(value, Mapping) for many in value.values()
                  if isinstance(many, int)}  # fmt: skip
        found |= {len(getattr(chosen, name, ())) for name in ("promises", "series", "bases")}
        for few in (rows, self.numbered):
            begins = {ways[one["figure_id"]][0] for one in few if one["figure_id"] in ways}
            unnamed = {hop.speaker for hop in begins if not hop.named}
            found |= {len({hop.speaker for hop in begins}), len(unnamed)}
            found.add(len({known[one["source_id"]]["publisher"] for one in few}))
            kinds = Counter(kind(one["status"]) for one in few if one["status"] != "denied")
            found |= set(kinds.values())
        found |= {ways[row["figure_id"]][-1].number for row in rows if row["figure_id"] in ways}
        for column in rows[0]:
            cells = [row.get(column) for row in rows]
            found |= set(Counter(cell for cell in cells if cell and isinstance(cell, str)).values())
        return found

    @cached_property
    def ratios(self) -> list[tuple[float | None, float | None, float | None]]:
        """What the figures that the chart is about are to the others, both ways."""
        chosen = self.selection
        pairs: list[tuple[float | None, float | None, float | None]] = []
        about = set(chosen.focus) or {self.rows[0]["figure_id"]}
        for one in self.numbered:
            for other in self.numbered:
                ids = {one["figure_id"], other["figure_id"]}
                if one is not other and ids & about and other["amount"].most > 0:
                    found = ratio(one["amount"], other["amount"])
                    pairs.append((found.low, found.value, found.high))
        return pairs

    @cached_property
    def years(self) -> set[int]:
        """The years that the chart speaks of."""
        known = sources(self.package)
        texts = [str(cell) for row in self._all for cell in row.values() if isinstance(cell, str)]
        texts += [" ".join(known[row["source_id"]].values()) for row in self._all]
        texts += [note.text for note in self.notes]
        return {int(year) for year in re.findall(r"\b(?:1[89]|20)\d\d\b", " ".join(texts))}

    @property
    def _all(self) -> tuple[Row, ...]:
        return (*self.rows, *self.selection.divisors)

    def _numbers(self, text: str, part: str, stated: Statements) -> Iterator[tuple[str, str]]:
        for match in _YEAR.finditer(text):
            if int(match[0]) not in self.years and not self._stating(float(match[0])):
                yield match[0], "no figure of this chart is of that year"
        limits = stated.limits(0, len(text))
        for one in stated.amounts:
            words = text[slice(*one.core)]
            if one in limits or one.is_vague or self._is_of_some_of_all(words):
                continue
            if one.sort == COUNT and not _OF_TIME.match(text[one.end :]):
                for number, said, at in _ends_of(one, words):
                    if why := self._why_not(number, said, at, text, part, stated):
                        yield said, why
            elif one.sort in (SHARE, MULTIPLE) and not (
                stated.compared(one) or self._is_ratio(one)
            ):
                share = " share" if words.split()[0].lower() in ("one", "1") else ""
                yield words, f"no two figures of this chart come to that{share}"

    def _is_of_some_of_all(self, words: str) -> bool:
        """Whether words count some of what the chart has so many of: "one of five claims"."""
        match = re.fullmatch(r"(\w+) of (\w+)", words.lower())
        some, many = (
            _SMALL.get(word, int(word) if word.isdigit() else 0)
            for word in (match.groups() if match else ("", ""))
        )
        return bool(many) and some <= many in self.counts

    def _ranges(self, text: str, amount: Amount) -> bool:
        """Whether a number is said to be an end of what all figures of the chart range between."""
        low, high = (end(row["amount"].stated for row in self.numbered) for end in (min, max))
        is_end = amount.stated <= low or amount.stated >= high
        return is_end and bool(re.search(r"\brang(?:e|es|ed|ing)\b", text))

    def _why_not(
        self, number: float, words: str, at: int, text: str, part: str, stated: Statements
    ) -> str:
        """Say why the rows do not bear a number; nothing where they do."""
        fitting = self._stating(number)
        meant = {one.id for one in stated.nearest(at)}
        if not any(row["figure_id"] in meant for _, row, _ in fitting):
            # "Israel 18" is Israel's about 18.1, and not the 18 of another one
            fitting += [each for each in self.amounts if each[1]["figure_id"] in meant
                        and _is_said(number, each[0])]  # fmt: skip
        held = [each for each in fitting if not _is_bare_limit(each[2], text, at, stated.amounts)]
        if held:
            is_claim = all(kind(row["status"]) == "said" for _, row, _ in held)
            is_count = words.isalpha() and number in self.counts  # "two steps": of what is shown
            if is_claim and not is_count and part == "headline" and not _SAID.search(text):
                return "it is a claim, an offer or a plan: say so, and whose"
            return ""
        if fitting:
            return f"the figure is {fitting[0][2].words()}"
        # what others count, a note tells; a headline that gives it speaks of another figure
        noted = self.noted - (self.elsewhere if part == "headline" else set())
        if number in noted | self.years | self.counts | self._steps or self._is_part(
            number, stated
        ):
            return ""
        return "no figure of this chart gives this number, and none follows from them"

    def _is_part(self, number: float, stated: Statements) -> bool:
        """Whether a figure that is in the text as well tells a number in its definition."""
        numbers = (it for one in stated.amounts for it in one.numbers)
        told = re.compile(rf"(?<![\d,.]){number:,.0f}(?![\d,]*\d)")
        return any(
            told.search(row["definition"]) for it in numbers for _, row, _ in self._stating(it)
        )

    def _stating(self, number: float) -> list[tuple[float, Row, Quantity]]:
        """Return the figures that give a number, else those that do when they are rounded."""
        exact = [one for one in self.amounts if one[0] == number]
        return exact or [one for one in self.amounts if _is_said(number, one[0])]

    @cached_property
    def _steps(self) -> set[float]:
        """By how much each figure differs from the one before it."""
        stated = [row["amount"].stated for row in self.numbered]
        return {abs(later - earlier) for earlier, later in pairwise(stated)}

    def _is_ratio(self, amount: Amount) -> bool:
        return any(is_near(amount, one) for ends in self.ratios for one in ends if one)

    def _places(self, text: str, stated: Statements) -> Iterator[tuple[str, str]]:
        if (match := _WORLD.search(text)) and hasattr(self.selection, "ranked"):
            many = cardinal(self.selection.ranked)
            yield match[0], f"the list has {many}, not all of the world"
        if any("place" in row or "places" in row for row in self.rows):
            for match in _ORDINAL.finditer(text):
                yield from self._place(text, match, stated)

    def _place(
        self, text: str, match: re.Match[str], stated: Statements
    ) -> Iterator[tuple[str, str]]:
        said = _PLACES[match[1].lower()]
        row = next((one.row for one in stated.placed(match.start())), self.selection.subject)
        places = [one for one in row.get("places", (row.get("place"),)) if one]
        if any(one.best == one.worst == said for one in places):
            return
        at_best = "at best" in text[match.end() : match.end() + 30]
        for one in places:
            hedged = _HEDGED.search(text) and one.best <= said <= one.worst
            if hedged or (at_best and one.best == said):
                return
        leaders = {who for few in getattr(self.selection, "leaders", ()) for who in few}
        if not places or (said == 1 and _names_any(leaders, text[: match.start()])):
            return
        best, worst = places[0].best, places[0].worst
        where = ordinal(best) if best == worst else f"{ordinal(best)} to {ordinal(worst)}"
        yield match[0], f"by the figures, {row['name']} is {where}"

    @cached_property
    def _vocabulary(self) -> str:
        """Every text of the chart."""
        known, ways = sources(self.package), chains(self.package)
        texts = [note.text for note in self.notes]
        texts += [who for few in getattr(self.selection, "leaders", ()) for who in few]
        for row in self._all:
            texts += [str(cell) for cell in row.values() if isinstance(cell, str)]
            texts += known[row["source_id"]].values()
            texts += [f"{hop.speaker}; {hop.role}" for hop in ways.get(row["figure_id"], ())]
            texts.append(date_words(row["as_of"]))
        return "; ".join(texts)

    @cached_property
    def _named(self) -> set[str]:
        """The keys of all that the chart names."""
        known, tokens = self.known, Tokens(self._vocabulary)
        lexicons = (known.places, known.governments, known.speakers)
        hits = (hit for each in lexicons for hit in each.find(tokens))
        own = (one.whom | one.where | one.speakers | one.voices | one.origin for one in self.held)
        return {name for hit in hits for name in hit.names}.union(*own)

    @cached_property
    def _stems(self) -> set[str]:
        return {_stem(word) for word in re.findall(r"[A-Z][\w-]+", self._vocabulary)}

    def _names(self, text: str, discourse: Discourse) -> Iterator[tuple[str, str]]:
        why = "no figure, source or note of this chart names it"
        hits = [*discourse.voices.spots, *discourse.speakers]
        for hit in hits:
            word = text[hit.start : hit.end]
            if not word.islower() and not self._named.intersection(hit.names):
                yield word, why
        for match in _CAPITAL.finditer(text):
            is_known = any(hit.start <= match.start() < hit.end for hit in hits)
            is_word = _BEGINS.search(text[: match.start()]) or _MONTH.fullmatch(match[0])
            is_free = is_known or is_word or any(lexicon("classes").find(Tokens(match[0])))  # TV
            if not is_free and _stem(match[0]) not in self._stems:
                yield match[0], why


def _of_it(text: str, read: Reading, found: Verdict) -> str:
    """Return the words of an amount, as far as the date or the speaker that is not its own."""
    spots = [(read.amount.start, read.amount.end)]
    bent = found.match.bent if found.match else {}
    spots += [(when.start, when.end) for when in read.dates if "time" in bent]
    said = (text.find(by.text) for by in read.speakers if by.text and "speaker" in bent)
    spots += [(at, at + 1) for at in said if at >= 0]
    return text[min(start for start, _ in spots) : max(end for _, end in spots)]


def _ends_of(one: Amount, words: str) -> Iterator[tuple[float, str, int]]:
    """Give the number of an amount, or both ends of one that has two, each where it stands."""
    parts = _ENDS.split(words)
    if len(one.numbers) == 2 == len(parts) and one.value is None:
        yield one.numbers[0], parts[0], one.core[0]
        yield one.numbers[1], parts[1], one.core[1] - len(parts[1])
    else:
        yield one.stated, words, one.core[0]


def _length(text: str) -> Iterator[tuple[str, str]]:
    scale = Scale.for_width(_WIDTH)
    lines = wrap(text, _WIDTH - 2 * scale.margin, scale.headline, bold=True)
    if len(text) > LONGEST or len(lines) > _LINES:
        room = f"there is room for {LONGEST}, in {cardinal(_LINES)} lines"
        yield f"{text[:30]}…", f"{len(text)} characters in {cardinal(len(lines))} lines; {room}"


def _is_bare_limit(amount: Quantity, text: str, at: int, said: Sequence[Amount]) -> bool:
    """Whether a limit is printed as a number: a headline may not be short of that word."""
    own = next((one.qualifier for one in said if one.core[0] <= at < one.core[1]), "")
    is_limit = own in _LIMITS.get(amount.qualifier, (own,))
    return not is_limit and not _LIMIT.search(text, max(0, at - 32), at + 40)


def _is_said(number: float, stated: float) -> bool:
    """Whether a number is a stated one in fewer digits, of which it has two at the least."""
    if number == stated or not number or significant_digits(number) < 2:
        return number == stated
    digits = significant_digits(number)
    return any(rounded(stated, digits, turn) == number for turn in (nearest, math.floor, math.ceil))


def _names_any(names: Iterable[str], text: str) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in names)


def _stem(word: str) -> str:
    """Return what a name shares with the words that are made of it: Ukraine, Ukrainian."""
    return word if len(word) < 4 else word[:4].lower()
