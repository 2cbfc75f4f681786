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

from headcount.charts.relating import ReadNumber, related, steps
from headcount.core.wording import cardinal, ordinal
from headcount.desk.proof import judged
from headcount.desk.proof.amounts import COUNT, MULTIPLE, PLACE, SHARE, Amount, scan
from headcount.desk.proof.draft import Draft
from headcount.desk.proof.index import index
from headcount.desk.proof.reading import Reader
from headcount.desk.proof.verdict import MISQUOTED
from headcount.figures.arithmetic import ratio
from headcount.figures.dates import words as date_words
from headcount.figures.names import by_name, every, short
from headcount.figures.phrase import phrase
from headcount.figures.provenance import chains, origins, sources, voices
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
_NEAR = 0.15  # a fraction in words stands for what is this close to it
_ELSEWHERE = ("disputed", "base-decides")
_AHEAD = 1.5  # whoever is far ahead has so many times what the next one has

_SMALL = {cardinal(number): number for number in range(1, 10)}
_OF_TIME = re.compile(r"[ -](?:days?|weeks?|months?|decades?)\b")
_MONTHS = "Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec"
_DAY = re.compile(rf"\b(?:{_MONTHS})[a-z]*\.? \d{{1,2}}\b(?!,\d|\d)")
_YEAR = re.compile(r"(?<![\w.,$-])(?:1[89]|20)\d\d(?!\d|,\d|%| percent)")
_ENDS = re.compile(r"\s?-\s?|\s+(?:to|and|or)\s+")
_ORDINAL = re.compile(rf"\b({'|'.join(map(re.escape, _PLACES))})\b(?! (?:time|\d))", re.IGNORECASE)
_MOST = re.compile(
    r"\b(far ahead|largest|biggest|highest|the most|leads|tops)\b|\b(smallest|lowest|the fewest)\b",
    re.IGNORECASE,
)
_ONE_OF_SEVERAL = re.compile(rf"(\d|{'|'.join((*map(cardinal, range(2, 10)), *_PLACES))})[ -]$")
_HEDGED = re.compile(r"\b(or|may|might|could|perhaps|possibly|open|doubt)\b")
_WORLD = re.compile(r"\b(?:the )?world's\b|\bin the world\b|\bon earth\b", re.IGNORECASE)
_SURE = re.compile(
    r"\b(confirm(?:s|ed|ing)?|prov(?:e|es|ed|en)|verif(?:y|ies|ied)|reveal(?:s|ed)?"
    r"|admit(?:s|ted)?|acknowledge[sd]?|in fact)\b",
    re.IGNORECASE,
)
_DEAD = re.compile(r"\b(killed|died|dead|deaths?|dies?|slain|wounded)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(not|never|no|few|none|without|nobody)\b[^,;]{0,25}$", re.IGNORECASE)
_SAID = re.compile(
    r"\b(claim|sa(?:y|ys|id)\b|offer|plan|promis|pledg|told|accord|report|announc|would|could|may\b"
    r"|might|figure of|spoke|speak|expect|warn|sources|not the)",
    re.IGNORECASE,
)
_UPPER = r"up to|at most|as many as|maximum|limit|ceiling|no more than|less than|under|below"
_LOWER = r"at least|more than|over|above|exceed|minimum|or more|upward"
_NEARLY = rf"nearly|almost|about|close to|{_UPPER}"
_BOUNDS = {"up-to": _UPPER, "more-than": _LOWER, "at-least": _LOWER, "nearly": _NEARLY}
_FROM, _TO = re.compile(r"[\d,.]+( \w+)?,? (to|and) \d"), re.compile(r"\b(from|to|and) $")
_HAVE = re.compile(r"(\w+) (?:\w+ )?(?:have|has|with) (?:over|more than|at least) $", re.IGNORECASE)
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
        self.known = index(package).only({row["figure_id"] for row in self._all})

    def against(self, text: str, part: str) -> Iterator[tuple[str, str]]:
        """Give the words in doubt, each with the reason."""
        if part == "headline":
            yield from _length(text)
        numbers = list(self._numbers(text, part))
        if "rates" in self.rows[0]:
            for match in re.finditer(r"\bper (\d[\d,]*)", text):
                if match[1] != f"{PER:,}":
                    yield match[0], f"the rates are per {PER:,}"
        yield from numbers
        known = [words for words, _ in numbers]
        for words, why in self._readings(text, part):
            if not any(one in words for one in known):
                yield words, why
        yield from self._places(text)
        yield from self._names(text)
        yield from self._verbs(text)
        yield from self._dead(text)
        yield from related(text, self.rows, self._with_rows(text), self._beside, self._voice)
        yield from steps(
            text,
            self.numbered,
            [(one.at, one.at + len(one.words), one.number) for one in _read(text)],
        )

    def _with_rows(self, text: str) -> list[ReadNumber]:
        """Give the numbers of a text that rows give, with these."""
        found = ((one, self._stating(one.number)) for one in _read(text) if not one.is_ratio)
        drawn = {row["figure_id"] for row in self.rows}
        return [
            ReadNumber(one.at, one.number, rows)
            for one, those in found
            if (rows := [row for _, row, _ in those if row.get("figure_id") in drawn])
        ]

    def _beside(self, text: str) -> Row | None:
        """Return the row that a text ends with or begins with, whichever its names do."""
        return self._meant(text, len(text)) if text.endswith(" ") else self._meant(text, 0)

    def _voice(self, row: Row) -> str:
        return short(self.package, voices(self.package)[row["figure_id"]])

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

    @cached_property
    def noted(self) -> set[float]:
        """The numbers that names and notes give, and what one square stands for."""
        notes = (note.text for note in self.notes)
        texts = "; ".join([*notes, *(str(row["name"]) for row in self.rows)])
        extra = {float(PER), float(getattr(self.selection, "one", 0) or 0)}
        return extra | {one.number for one in _read(texts)}

    @cached_property
    def elsewhere(self) -> set[float]:
        """The numbers of figures that the chart does not show, as a rule tells of them."""
        texts = "; ".join(note.text for note in self.notes if note.rule in _ELSEWHERE)
        return {one.number for one in _read(texts)}

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

    def _numbers(self, text: str, part: str) -> Iterator[tuple[str, str]]:
        for one in _read(text):
            behind = text[one.at + len(one.words) :]
            if _OF_TIME.match(behind) or self._is_some_of_all(one.words):
                continue
            if not one.is_ratio and re.match(" times ", behind):
                one = replace(one, is_ratio=True, near=0.5 / 10 ** _decimals(one.words))
            if not one.is_ratio:
                if why := self._why_not(one, text, part):
                    yield one.words, why
            elif not self._is_ratio(one.number, one.near):
                share = " share" if one.words.split()[0].lower() in ("one", "1") else ""
                yield one.words, f"no two figures of this chart come to that{share}"

    def _is_some_of_all(self, words: str) -> bool:
        """Whether words count some of what the chart has so many of: "one of five claims"."""
        match = re.fullmatch(r"(\w+) of (\w+)", words.lower())
        some, many = (
            _SMALL.get(word, int(word) if word.isdigit() else 0)
            for word in (match.groups() if match else ("", ""))
        )
        return bool(many) and some <= many in self.counts

    def _readings(self, text: str, part: str) -> Iterator[tuple[str, str]]:
        """Give the numbers of this chart that are printed as something else: casualties as deaths.

        They are read as a draft's are. An alternative text lists marks, and repeats neither whose
        they are nor who says so; a denial is told by the chart itself.
        """
        reader = Reader(Draft.of(text), self.known)
        for read, one in judged(reader) if part != "alt" else ():
            if one.word == MISQUOTED and not self._ranges(text, read.amount.text):
                yield read.amount.text, one.why[:1].lower() + one.why[1:].rstrip(".")

    def _ranges(self, text: str, words: str) -> bool:
        """Whether a number is said to be an end of what all figures of the chart range between."""
        low, high = (end(row["amount"].stated for row in self.numbered) for end in (min, max))
        read = next(_read(words), None)
        is_end = read is not None and (read.number <= low or read.number >= high)
        return is_end and bool(re.search(r"\brang(?:e|es|ed|ing)\b", text))

    def _called_as(self, row: Row) -> set[str]:
        """Return what may name the speaker of a figure: a country in the name as well."""
        who = self._voice(row)
        there = [{name, *also} for name, also in self._also.items() if _names_any(also, who)]
        return {who}.union(*there)

    def _why_not(self, one: _Number, text: str, part: str) -> str:
        """Say why the rows do not bear a number; nothing where they do."""
        number = one.number
        fitting = self._stating(number)
        if (meant := self._meant(text, one.at)) and all(row is not meant for _, row, _ in fitting):
            # "Israel 18" is Israel's about 18.1, and not the 18 of another one
            fitting += [each for each in self.amounts if each[1] is meant
                        and _is_said(number, each[0])]  # fmt: skip
        held = [each for each in fitting if not _is_bare_bound(*each, text, one.at)]
        if held:
            is_claim = all(kind(row["status"]) == "said" for _, row, _ in held)
            if one.words.isalpha() and int(number) in self.counts:
                return ""  # "two steps": it counts what is shown
            if is_claim and part == "headline" and not _SAID.search(text):
                return "it is a claim, an offer or a plan: say so, and whose"
            return ""
        if fitting:
            return f"the figure is {fitting[0][2].words()}"
        # what others count, a note tells; a headline that gives it speaks of another figure
        noted = self.noted - (self.elsewhere if part == "headline" else set())
        if number in noted or number in self.years or number in self._steps:
            return ""
        if number % 1 == 0 and int(number) in self.counts:
            return ""
        if many := _HAVE.search(text[: one.at]):
            count = sum(row["amount"].least >= number for row in self.numbered)
            is_so = _SMALL.get(many[1].lower(), many[1]) in (count, str(count))
            return "" if is_so else f"{cardinal(count)} of this chart have so many"
        if 1800 <= number < 2100 and number % 1 == 0:
            return "no figure of this chart is of that year"
        return "no figure of this chart gives this number, and none follows from them"

    def _stating(self, number: float) -> list[tuple[float, Row, Quantity]]:
        """Return the figures that give a number, else those that do when they are rounded."""
        exact = [one for one in self.amounts if one[0] == number]
        return exact or [one for one in self.amounts if _is_said(number, one[0])]

    @cached_property
    def _steps(self) -> set[float]:
        """By how much each figure differs from the one before it."""
        stated = [row["amount"].stated for row in self.numbered]
        return {abs(later - earlier) for earlier, later in pairwise(stated)}

    def _is_ratio(self, number: float, near: float) -> bool:
        found = [one for ends in self.ratios for one in ends if one]
        return any(abs(one - number) <= near + 1e-9 for one in found)

    def _places(self, text: str) -> Iterator[tuple[str, str]]:
        if (match := _WORLD.search(text)) and hasattr(self.selection, "ranked"):
            many = cardinal(self.selection.ranked)
            yield match[0], f"the list has {many}, not all of the world"
        if any("place" in row or "places" in row for row in self.rows):
            for match in _ORDINAL.finditer(text):
                yield from self._place(text, match, _PLACES[match[1].lower()])
        for match in _MOST.finditer(text):
            if not _ONE_OF_SEVERAL.search(text[: match.start()]):
                yield from self._extreme(text, match)

    def _place(self, text: str, match: re.Match[str], said: int) -> Iterator[tuple[str, str]]:
        row = self._meant(text, match.start()) or self.selection.subject
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

    def _extreme(self, text: str, match: re.Match[str]) -> Iterator[tuple[str, str]]:
        """Hold a superlative against the amounts: of the number it stands by, else of the name."""
        if len(self.numbered) < 2:
            return
        turn = 1 if match[1] else -1
        ranked = sorted(self.numbered, key=lambda row: -turn * row["amount"].stated)
        top = ranked[0]
        row = self._meant(text, match.start())
        near = self._nearest(text, match) if "place" not in top else None
        if near is not None:
            ends = top["amount"].as_printed()
            is_top = any(_is_said(near, end) for end in (ends.low, ends.value, ends.high) if end)
        elif row is not None:
            is_top = self._of(row, top)
        else:
            return
        if is_top and match[0].lower() == "far ahead":
            others = [one for one in ranked[1:] if not self._of(one, top)]
            is_top = not others or top["amount"].least >= _AHEAD * others[0]["amount"].stated
        if not is_top:
            yield match[0], f"{top['name']} is at {top['amount'].words()}"

    def _of(self, row: Row, top: Row) -> bool:
        return bool(row["figure_id"] == top["figure_id"] or row["name"] == top["name"])

    def _nearest(self, text: str, match: re.Match[str]) -> float | None:
        found = [
            (abs(one.at - match.start()), one.number)
            for one in _read(text)
            if not one.is_ratio and self._stating(one.number)
        ]
        return min(found)[1] if found else None

    def _meant(self, text: str, at: int) -> Row | None:
        """Return the row whose name stands nearest before a place in a text, else after it."""
        found = []
        for row in self.numbered:
            for name in self._called(row):
                for match in re.finditer(rf"(?<!\bnot )\b{re.escape(name)}", text):
                    before = at - match.start()
                    # of two names in one another, "North Korea" and "Korea", the longer is meant
                    near = (0, before) if before > 0 else (1, -before)
                    found.append((*near, -len(name), -row["amount"].stated, row))
        return min(found, key=lambda one: one[:4])[4] if found else None

    def _called(self, row: Row) -> set[str]:
        names = {str(row[name]) for name in ("name", "in_text") if row.get(name)}
        for one in every(self.package):
            known = one.known.get(row.get(one.column, ""), {})
            names |= set(filter(None, known.values())) | set(self._also.get(known.get("name"), ()))
        return {name.removeprefix("the ") for name in names if name}

    @cached_property
    def _also(self) -> dict[Any, list[str]]:
        """By name, the other words for it that a table of names gives: capital, people."""
        return {
            str(row["name"]): [word.strip() for word in str(row["also"] or "").split(";") if word]
            for rows in self.package.tables.values()
            for row in rows
            if "also" in row and "name" in row
        }

    @cached_property
    def _vocabulary(self) -> str:
        """Every text of the chart, and the other words for the names in it."""
        known, ways = sources(self.package), chains(self.package)
        texts = [note.text for note in self.notes]
        texts += [who for few in getattr(self.selection, "leaders", ()) for who in few]
        for row in self._all:
            texts += [str(cell) for cell in row.values() if isinstance(cell, str)]
            texts += known[row["source_id"]].values()
            texts += [f"{hop.speaker} {hop.role}" for hop in ways.get(row["figure_id"], ())]
            texts += self._called(row)
            texts.append(date_words(row["as_of"]))
        text = " ".join(texts)
        texts += [word for row in self._all if row["figure_id"] in voices(self.package)
                  for word in self._called_as(row)]  # fmt: skip
        forms = by_name(self.package)
        texts += [word for name in forms if name in text for word in forms[name].values()]
        texts += [word for name, also in self._also.items() if name in text for word in also]
        return " ".join(texts)

    @cached_property
    def _stems(self) -> set[str]:
        return {_stem(word) for word in re.findall(r"[A-Z][\w-]+", self._vocabulary)}

    @cached_property
    def _speakers(self) -> list[str]:
        """Every named speaker of the record who has two names or more."""
        every_hop = (hop for way in chains(self.package).values() for hop in way)
        return sorted({hop.speaker for hop in every_hop if hop.named and " " in hop.speaker})

    def _names(self, text: str) -> Iterator[tuple[str, str]]:
        everywhere = {word for also in self._also.values() for one in also for word in one.split()}
        named = {word for name in by_name(self.package).values() for word in _words_of(name)}
        everywhere |= {word for word in named if word.lower() not in named}
        for name in self._speakers:
            if name in text and name not in self._vocabulary:
                yield name, "no figure, source or note of this chart names them"
        for match in _CAPITAL.finditer(text):
            word = match[0]
            begins = _BEGINS.search(text[: match.start()])
            if begins and word not in everywhere:
                continue
            if re.fullmatch(rf"(?:{_MONTHS})[a-z]*", word):
                continue
            if _stem(word) not in self._stems:
                yield word, "no figure, source or note of this chart names it"

    def _dead(self, text: str) -> Iterator[tuple[str, str]]:
        """Give who is said to be killed where the figures with that number count no dead."""
        for clause in re.split("[;:]", text):
            match = _DEAD.search(clause)
            rows = [row for one in _read(clause) if not one.is_ratio and one.number > 1
                    for _, row, _ in self._stating(one.number)]  # fmt: skip
            told = [
                f"{row['name']} {phrase(self.package, row)} {row['definition']}" for row in rows
            ]
            if match and rows and not any(_DEAD.search(one) for one in told):
                yield match[0], f"the figure counts {phrase(self.package, rows[0])}"

    def _verbs(self, text: str) -> Iterator[tuple[str, str]]:
        for clause in re.split(r"[;:]|[.,] ", _DAY.sub("", text)):
            match = _SURE.search(clause)
            if not match or _NOT.search(clause[: match.start()]):
                continue
            read = [one.number for one in _read(clause) if not one.is_ratio]
            rows = [row for number in read for _, row, _ in self._stating(number)]
            rows = rows or list(self.rows)
            if all(kind(row["status"]) != "counted" for row in rows):
                status = self.package.label((rows[0]["table"], "status"), rows[0]["status"])
                yield match[0], f"what it is about is {status}, not confirmed"


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a text: as written, where, and how near what it stands for must come."""

    number: float
    words: str
    at: int
    is_ratio: bool = False
    near: float = 0.0


def _read(text: str) -> Iterator[_Number]:
    """Give each number of a text, as the copy desk reads it, and the years."""
    found = [_Number(float(one[0]), one[0], one.start()) for one in _YEAR.finditer(text)]
    for one in scan(text):
        start, end = one.core
        words = text[start:end]
        if one.sort == COUNT and one.is_vague:
            continue  # "hundreds" is held against nothing
        if one.sort == COUNT:
            found += _counts(one, words, start)
        elif one.sort != PLACE and one.value is not None:
            found.append(
                _Number(one.value, words, start, is_ratio=True, near=_nearness(one, words))
            )
    yield from sorted(found, key=lambda one: one.at)


def _counts(one: Amount, words: str, start: int) -> Iterator[_Number]:
    """Give the number of an amount, or both ends of one that has two, each where it stands."""
    parts = _ENDS.split(words)
    if len(one.numbers) == 2 == len(parts) and one.value is None:
        low, high = one.numbers
        yield _Number(low, parts[0], start)
        yield _Number(high, parts[1], start + len(words) - len(parts[1]))
    else:
        yield _Number(one.stated, words, start)


def _nearness(one: Amount, words: str) -> float:
    """Return how near a figure must come to a share or a multiple."""
    digits = re.search(r"(\d[\d,]*(?:\.(\d+))?)", words)
    if one.sort == SHARE and words[:1].isdigit() and re.search("%|cent", words):
        return 0.005 / 10.0 ** len(digits[2] or "") if digits else 0.005
    if one.sort == MULTIPLE and digits:
        return 0.5 / 10.0 ** len(digits[2] or "")
    whole = one.sort == MULTIPLE and not re.search("twice|double|triple", words, re.IGNORECASE)
    return 0.5 if whole else (one.value or 0.0) * (_NEAR / 2 if " in " in words else _NEAR)


def _length(text: str) -> Iterator[tuple[str, str]]:
    scale = Scale.for_width(_WIDTH)
    lines = wrap(text, _WIDTH - 2 * scale.margin, scale.headline, bold=True)
    if len(text) > LONGEST or len(lines) > _LINES:
        room = f"there is room for {LONGEST}, in {cardinal(_LINES)} lines"
        yield f"{text[:30]}…", f"{len(text)} characters in {cardinal(len(lines))} lines; {room}"


def _is_bare_bound(stated: float, _: Row, amount: Quantity, text: str, at: int) -> bool:
    """Whether a number is one end of an amount, and the words around it do not say so."""
    if stated == amount.value and amount.qualifier != "nearly":
        return False
    lead = _BOUNDS.get(amount.qualifier, f"{_UPPER}|{_LOWER}")
    before, after = text[max(0, at - 32) : at], text[at : at + 40]
    is_end = amount.qualifier == "range" and (_FROM.match(after) or _TO.search(before))
    return not is_end and not re.search(lead, before + after, re.IGNORECASE)


def _is_said(number: float, stated: float) -> bool:
    """Whether a number is a stated one in fewer digits, of which it has two at the least."""
    if number == stated or not number or significant_digits(number) < 2:
        return number == stated
    digits = significant_digits(number)
    return any(rounded(stated, digits, turn) == number for turn in (nearest, math.floor, math.ceil))


def _names_any(names: Iterable[str], text: str) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in names)


def _decimals(words: str) -> int:
    return len(words.partition(".")[2])


def _words_of(called: Mapping[str, str]) -> list[str]:
    return " ".join(called.values()).split()


def _stem(word: str) -> str:
    """Return what a name shares with the words that are made of it: Ukraine, Ukrainian."""
    return word if len(word) < 4 else word[:4].lower()
