"""Amounts in running text: where one stands, what it says, and what sort it is.

Which numbers are amounts is decided by one rule: an amount counts things (people, machines,
houses), or is a share, a multiple or a place in an order of such. Dates, times, durations, ages,
money, distances, weights, scores, names that hold a number (T-72, Channel One, Resolution 2397),
telephone numbers and the furniture of a page are none, unless the record has figures in that unit.

What a span says is read by `headcount.figures.written`, as it reads a cell of a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from headcount.core.errors import WrongChoice
from headcount.desk.proof.language import changes, pattern, words
from headcount.figures.written import COUNTED, TENS, UnreadAmountError, qualifiers, read_amount

MOST = 3_000
"""So many amounts are read at once."""

COUNT, SHARE, MULTIPLE, PLACE, PERCENT = "count", "share", "multiple", "place", "percent"

_LONGEST = 40
"""So many characters at most may an amount in digits have: keys that stuck are none."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as it stands in a text.

    Parameters
    ----------
    start, end
        Where it stands, in characters.
    text
        As it is written.
    low, value, high, qualifier
        What it says, as in a table of figures. A share is of 1, a place counts from 1.
    sort
        ``"count"``, ``"share"``, ``"multiple"`` or ``"place"``; ``"percent"`` where the record has
        figures in percent: it may be one of those, or a share.
    core
        Where its number stands, without the words that hedge it.
    """

    start: int
    end: int
    text: str
    low: float | None
    value: float | None
    high: float | None
    qualifier: str
    sort: str = COUNT
    core: tuple[int, int] = (0, 0)

    @property
    def numbers(self) -> tuple[float, ...]:
        """The numbers that it gives."""
        return tuple(one for one in (self.low, self.value, self.high) if one is not None)

    @property
    def is_vague(self) -> bool:
        """Whether it gives no number: dozens, several hundred."""
        return self.qualifier == "range" and not any(char.isdigit() for char in self.text)

    @property
    def stated(self) -> float:
        """The number that a reader sees first."""
        for number in (self.value, self.high, self.low):
            if number is not None:
                return number
        return 0.0

    @property
    def is_in_percent(self) -> bool:
        """Whether it is written in percent."""
        return self.sort == SHARE and bool(_IN_PERCENT.search(self.text))

    def times(self, factor: float, sort: str) -> Amount:
        """Return it as another sort: a share of 0.08 is 8 in percent."""
        low, value, high = (
            None if one is None else float(f"{one * factor:.12g}")
            for one in (self.low, self.value, self.high)
        )
        return replace(self, low=low, value=value, high=high, sort=sort)

    def words(self) -> dict[str, float | str | None]:
        """Return what it says as plain data."""
        return {
            "low": self.low,
            "value": self.value,
            "high": self.high,
            "qualifier": self.qualifier,
        }


_IN_PERCENT = re.compile(r"%|cent|pct")
_ONES = list(COUNTED[1:])
_BIG = ["hundred", "thousand", "million", "billion", "trillion", "dozen"]
_WORD = "|".join((*_ONES, *TENS, *_BIG))
_JOIN = r"(?:[ -]|,? and )"
_DIGITS = r"\d{1,3}(?:[ ,.'’]\d{3}){1,5}(?!\d)(?:\.\d+)?|\d+,\d{1,2}(?= (?:thousand|(?:m|b|tr)illion))|\d+(?:\.\d+)?"
_SCALE = r"thousand|million|billion|trillion|hundred|mn|bn|mln|lakh|crore"
_NUMBER = (
    rf"(?:(?:{_DIGITS})(?:[ -](?:{_SCALE})(?![\w])|(?:k|m|M|K|bn|mn)(?!\w)){{0,3}}"
    rf"|half a (?:million|billion|thousand|dozen|hundred)(?!\w)"
    rf"|(?:(?:an? )(?:{'|'.join(_BIG)})|(?:{_WORD}))(?!\w)(?:{_JOIN}(?:a half|{_WORD})(?!\w)){{0,9}})"
)
_VAGUE = (
    r"(?:(?:many|several|a few|a couple of|some|low|high|mid) )?(?:tens of thousands|hundreds of thousands"
    r"|dozens|hundreds|thousands|millions|scores)(?![\w-])|(?:several|a few|few|a couple of) "
    r"(?:dozen|hundred|thousand|million)(?![\w-])"
)
_VAGUE_SIZES = {  # the least and the most that a reader takes it for, the longest words first
    "hundreds of thousand": (200_000, 999_999), "tens of thousand": (20_000, 99_999),
    "million": (2_000_000, 9_999_999), "thousand": (2000, 9999), "hundred": (200, 999),
    "dozen": (24, 99), "score": (40, 99),
}  # fmt: skip
_MONTH = (  # no full name has a stop: "in December. 26 were killed"
    r"(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:\.|[a-z]*)"
    r"|(?:JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)(?:\.|[A-Z]*))"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_NAMED_MONTH = rf"(?<![\w-]){_MONTH}(?![\w])"
_ORDINAL = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
            "tenth", "eleventh", "twelfth"]  # fmt: skip

_FRACTION = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6,
             "seventh": 1 / 7, "eighth": 1 / 8, "ninth": 1 / 9, "tenth": 1 / 10}  # fmt: skip
_TIMES = {"once": 1, "twice": 2, "double": 2, "triple": 3, "treble": 3, "quadruple": 4, "half": 0.5}

_NO_AMOUNTS = re.compile(
    "|".join(
        (
            r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w.-]{1,100}\.\w+",  # addresses
            r"(?<![\w.])\d+(?:\.\d+){2,}",  # versions, IP addresses
            r"`[^`\n]{1,200}`",  # code
            rf"{_NAMED_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:\s?-\s?\d{{1,2}}| (?:to|and) \d{{1,2}}(?!\d|,\d))?(?:,? {_YEAR})?(?![\d,]\d|\w)",
            rf"(?<![\w])\d{{1,2}}(?:st|nd|rd|th)?(?:\s?-\s?\d{{1,2}})?(?: of)? {_NAMED_MONTH}(?:,? {_YEAR})?(?![\d])",
            rf"{_NAMED_MONTH},? {_YEAR}(?!\d)",
            r"(?<!\d)\d{4}-\d{2}(?:-\d{2})?(?!\d)|(?<![\d/])\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])|(?<!\d)\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})(?!\d)",
            rf"(?<![\w.,$€£-]){_YEAR}\s?[-/]\s?(?:{_YEAR}|\d\d)(?![\d,]\d|\w)",
            r"(?<!\d)\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?|GMT|UTC|CET|EST|EDT|h\b)|(?<![\d:])\d{1,2}:\d{1,2}(?::\d{2})?(?![\d:])",
            r"(?<![\w])\d{1,2}\s?(?:a|p)\.?m\.?(?!\w)|(?<![\w])\d{3,4} hours(?: (?:GMT|local))",
            r"(?<![\w])(?:\+\d{1,3}[ .-]?)?(?:\(\d{1,4}\)[ .-]?)\d[\d .-]{4,}\d|\+\d[\d .()-]{6,}\d|(?<![\w,.-])\d{2,4}-\d{3,4}-\d{3,4}(?![\w-])|(?<![\w,.-])\d{3}-\d{4}(?![\w-])",
            r"(?<![\w])(?:aged?|ages) (?:of )?\d{1,3}(?:(?: to | and |-)\d{1,3})?(?!\w)|(?<![\w,])\d{1,3}[- ](?:year|month|week|day)s?[- ]olds?",
            r"(?<=[a-z]), \d{2}(?=, [a-z])",  # Kim, 41, said
            rf"(?<!\w)(?:{pattern(words()['young']['words'])}|people|those|adults|men|women) (?:(?:under|over|below|above) \d{{1,3}}|(?:between|from) \d{{1,2}} (?:and|to) \d{{1,2}})(?![\d,.]*\d| (?:percent|thousand|million))",
            r"(?:US|A|C|NZ|HK)?[$€£¥₩₽₹]\s?\d[\d,.]*(?:\s?-\s?[$€£]?\d[\d,.]*)?(?:[ -](?:thousand|million|billion|trillion|bn|mn|m|k)(?!\w)|[kKmMbB]n?(?!\w))?(?: (?:to|and) [$€£]?\d[\d,.]*(?: (?:million|billion|trillion))?)?",
            r"(?<![\w-])(?=\w*[A-Za-z])(?=\w*-?\d)[A-Za-z]{1,6}-?\d+[A-Za-z0-9-]*",  # T-72, M142, G7
            r"(?<![\w,.-])\d+[A-Z]{1,3}\d*(?![\w])(?<![kKmM])|(?<![\w,.-])\d+(?:mm|cm|km|kg|mph|kph|kW|MW|GB|MB|th|st|nd|rd|s)(?![\w])",
            r"(?<!\w)['’]\d\ds?\b|\b(?:turn(?:s|ed|ing)?|aged?) \d{1,3}(?! (?:thousand|million|percent))(?![\d,])|(?<![\w,])\d{4}s\b|(?:early|mid|late)-\d{4}s?",
            r"(?<![\w.,])(?<!\d )0\d+(?:[ -]\d{2,4}){0,4}",  # telephones; no amount begins with a nought
            r"\[\d{1,3}\]|(?m:^[ \t]*(?:\(?\d{1,3}[.)]|#\d+)[ \t])",  # notes, lists
            r"(?<![\w])24/7(?![\w])|(?<![\w])50[ -]50(?![\w])|(?<!\w)9/11(?!\w)",
            r"(?<![\w,.-])\d{1,2}-\d{1,2}(?= (?:win|defeat|loss|draw|victory|lead|vote))",
            r"(?<![\w.,])-?\d+(?:\.\d+)?\s?°",
            r"(?<![\w])one (?:of|another|day|by one|side|hand|thing|way|more|time|can|could|might|may|should|must|would|who|that|such)(?!\w)|(?<![\w])(?:(?i:no|any|every|some|the|this|that|each|which|only|another|day|version|channel|number)) (?i:one)(?!\w)",
        )
    ),
)
_VERBS = {"estimated", "exceeds", "exceeding", "minimum", "maximum", "min.", "max."}  # in prose
_QUALIFIER = (
    rf"(?:(?:{pattern(word for word in qualifiers() if word not in _VERBS)})\s+|[~≈<>≥≤]\s?)"
)
_MORE = rf"(?:(?:{pattern(words()['more']['words'])})\s+)"
_ON_TOP = r"(?<!\w)(?:a further|another|an additional|an extra)(?!\w)"
_AHEAD = re.compile(
    rf"(?<!\w)(?P<lead>{_MORE}{{0,3}}{_QUALIFIER}{{0,3}}(?:{_ON_TOP}\s+)?{_QUALIFIER}?)"
    r"(?P<between>(?:anywhere |anything |somewhere )?(?:between|from) )?$",
    re.IGNORECASE,
)
_HEDGING = frozenset(
    said.split()[-1].casefold()
    for said in (*qualifiers(), *words()["more"]["words"], "further", "another", "additional",
                 "extra", "between", "from", *"~≈<>≥≤")
)  # fmt: skip
_LABELING = frozenset(said.split()[-1] for said in (*words()["labels"]["words"], "and", "or", "to"))
_STRONG = "|".join(words()["strong"]["words"])
_COUNT = re.compile(
    rf"(?P<core>(?<![\w.,/:#+$€£¥₩-])(?:{_VAGUE}|{_NUMBER}"
    rf"(?:(?:\s?-\s?|\s+(?:to|and|or)\s+)(?:perhaps |maybe |even |possibly |as many as )?{_NUMBER})?))"
    rf"(?P<after>-some(?!\w)|[ -](?:odd|or so|or more|and more|or over|or fewer|or less|plus|at (?:the )?(?:least|most)|tops)(?!\w)|\+)?"
    rf"(?P<strong>-(?:{_STRONG})(?!\w))?",
    re.IGNORECASE,
)
_SHARE_OF = rf"(?P<n>{_NUMBER})(?P<unit>\s?%|[ -]per ?cent(?!\w)|\s?pct(?!\w))"
_SHARE = re.compile(
    rf"(?P<core>(?<![\w.,/:#$€£¥₩-])(?:{_NUMBER}(?:\s?%|[ -]per ?cent)?(?:\s?-\s?|\s+(?:to|and)\s+))?{_SHARE_OF})",
    re.IGNORECASE,
)
_PARTS = "|".join(_FRACTION)
_FRACTION_OF = re.compile(
    rf"(?P<core>(?<![\w-])(?:(?P<many>a|an|one|two|three|four|five|nine|\d)[ -])?(?P<part>{_PARTS})s?)"
    r"(?= (?:of|the|its|as|that|his|her|their|this)\b|[,.;)]| were| had| have| are)",
    re.IGNORECASE,
)
_ONE_IN = re.compile(
    rf"(?P<core>(?<![\w.,-])(?:one|1|two|2|three|3|four|4) (?P<in>in|out of|of)(?: every| each)? (?P<n>{_NUMBER}))(?!\w| (?:days?|weeks?|months?|years?|hours?))",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(
    rf"(?P<core>(?<![\w.,-])(?:(?P<n>{_NUMBER})(?: times|-fold|fold)|(?P<word>twice|double|triple|treble|quadruple))"
    r"(?= (?:as|an?(?! (?:day|night|week|month|year|season))|more|larger|bigger|higher|greater|the|its|their|her|our|what|those|over|his|of|smaller|that (?:of|number|many|figure))\b| that[:,.;]| (?-i:[A-Z])|(?<=fold)(?:[,;.]|$)))",
    re.IGNORECASE,
)
_SUPERLATIVE = "|".join((*words()["ranks"]["largest"], *words()["ranks"]["smallest"]))
_RANK = "|".join(_ORDINAL)
_PLACE = re.compile(
    rf"(?P<core>(?<![\w-])(?:(?P<ordinal>{_RANK}|\d{{1,3}}(?:st|nd|rd|th))[ -](?P<by>{_SUPERLATIVE})(?!\w)"
    rf"|(?:No\.? ?|number |#)(?P<number>\d{{1,3}}|{'|'.join(_ONES)})(?= (?:in|on|by|among|for|worldwide|globally|army|military)\b|[:!])"
    rf"|(?P<stands>{_RANK})(?=(?: in size)?,? (?:in the world|on earth|worldwide|globally|behind)\b)"
    rf"|(?:rank(?:s|ed|ing)?|plac(?:es|ed|ing)|comes?|came) (?:it )?(?:joint )?(?P<ranks>{_RANK}|\d{{1,3}}(?:st|nd|rd|th)|No\.? ?\d{{1,3}}|number (?:{'|'.join(_ONES)}))(?!\w)"
    rf"|(?P<top>(?:world|earth|region|globe|asia|europe|africa)['’]s (?:single |very )?(?P<topmost>{_SUPERLATIVE}))(?!\w)))",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"s? of (?:the |that |this |last )?(?:\W?(?:19|20)\d|year|month|week|decade|century|game|match)"
)
_WHICH = re.compile(r"\b(?:first|second|latter|last) $", re.IGNORECASE)
_HEDGES = re.compile(rf"^(?:{_MORE})+|(?:perhaps|maybe|even|possibly|{_ON_TOP})\s+", re.IGNORECASE)
_CHANGES = re.compile(rf"\b(?:{changes()})\b[^.;:,]*$", re.IGNORECASE)
_LABEL = re.compile(
    rf"(?<!\w)(?:{pattern(words()['labels']['words'])})\s(?:[\d¤]+(?:, [\d¤]+)* (?:and|or|to) )?$",
    re.IGNORECASE,
)
_FURNITURE = [
    re.compile(one, re.IGNORECASE | re.MULTILINE) for one in words()["furniture"]["patterns"]
]
_BLANK = "¤"
_MOST_STARTS = 30_000  # numbers, and words that numbers begin with
_WINDOW = 60  # characters before a number in which its hedges stand
_STARTING = re.compile(r"[^\W_]+|#(?=\d)")
_FIRST_WORDS = frozenset(
    (*_ONES, *TENS, *_BIG, *_FRACTION, *_ORDINAL, *_TIMES, *words()["starts"]["words"])
)
_GROUPED = re.compile(r"\d{1,3},\d{3}|.*(?:thousand|million)")  # no name is written so
_PART_OF = re.compile(r"(?<![\d,.])\d{1,2} of $")
_YEAR_FIRST = re.compile(rf"{_YEAR} (?:to|and|or) (?!{_YEAR}\b)")
_BARE = ("exact", "about", "range")  # as years are hedged too


def scan(text: str) -> list[Amount]:
    """Find the amounts of a text, in its order; no two of them share a character.

    Parameters
    ----------
    text
        Running text, its spaces, dashes and digits of one kind.

    Raises
    ------
    WrongChoice
        When it holds more than `MOST`.

    Examples
    --------
    >>> [one.text for one in scan("On Aug. 11, 2022, up to 100,000 men, one in 13, with T-72s")]
    ['up to 100,000', 'one in 13']
    >>> [(one.sort, one.value) for one in scan("the world's fourth largest, 8 per cent of it")]
    [('place', 4.0), ('share', 0.08)]
    """
    bare = _without_furniture(text)
    bare = _NO_AMOUNTS.sub(_blank, bare)
    found: list[Amount] = []
    starts = _starts(bare)
    for pattern_, read in (
        (_PLACE, _place), (_ONE_IN, _one_in), (_MULTIPLE, _multiple), (_SHARE, _share),
        (_FRACTION_OF, _fraction), (_COUNT, _count),
    ):  # fmt: skip
        taken = list(islice(_found(pattern_, read, bare, starts), MOST + 1))
        bare = _blanked(bare, taken)
        found += [replace(one, text=text[one.start : one.end]) for one in taken]
        if len(found) > MOST:
            raise WrongChoice(f"The draft holds more than {MOST:,} amounts: give it in parts.")
    return sorted(found, key=lambda one: one.start)


class _Found:
    """A number in a text, with the words before it that hedge it.

    They are looked for only where a number stands: a text has few numbers and many words.
    """

    def __init__(self, match: re.Match[str], text: str) -> None:
        self.match, self.text = match, text
        start = match.start("core")
        # of the words before it, as many as hedge it; they end where it begins
        is_hedged = _last_word(text[max(0, start - _WINDOW) : start]) in _HEDGING
        self._ahead = _AHEAD.search(text, max(0, start - _WINDOW), start) if is_hedged else None

    def __getitem__(self, name: str) -> str:
        found = self._ahead if name in ("lead", "between") else self.match
        return (found[name] or "") if found is not None else ""

    def start(self, name: str) -> int:
        found = self._ahead if name in ("lead", "between") else self.match
        return found.start(name) if found is not None else self.match.start("core")

    @property
    def end(self) -> int:
        return self.match.end()

    @property
    def is_labeled(self) -> bool:
        """Whether the word before it makes it a name: Route 9."""
        start = self.match.start("core")
        near = self.text[max(0, start - 24) : start]
        last = _last_word(near)
        may_be = last in _LABELING and (last == "per" or not _GROUPED.match(self.match["core"]))
        return may_be and bool(_LABEL.search(near))


def _last_word(text: str) -> str:
    """Return the last word of a stretch, or the sign that it ends with."""
    said = text.split()[-1:]
    return said[0].lstrip("([{\"'-/").casefold() if said else ""


def _found(
    pattern_: re.Pattern[str], read: Callable[[_Found], Amount | None], text: str, starts: list[int]
) -> Iterator[Amount]:
    """Give what a pattern finds; where an amount is shorter than a match, what follows is read."""
    last = 0
    for start in starts:
        if start < last or not (match := pattern_.match(text, start)):
            continue
        amount = read(_Found(match, text))
        if amount:
            last = amount.end
            yield amount


def _starts(text: str) -> list[int]:
    """Return where an amount may begin: at digits, and at words that numbers begin with."""
    found = [
        match.start()
        for match in _STARTING.finditer(text)
        if match[0][0] in "0123456789#" or match[0].casefold() in _FIRST_WORDS
    ]
    if len(found) > _MOST_STARTS:
        raise WrongChoice(f"The draft holds more than {_MOST_STARTS:,} numbers: give it in parts.")
    return found


def _blanked(text: str, taken: list[Amount]) -> str:
    parts, at = [], 0
    for one in taken:
        parts += [text[at : one.start], _BLANK * (one.end - one.start)]
        at = one.end
    return "".join([*parts, text[at:]])


def _without_furniture(text: str) -> str:
    for line in _FURNITURE:
        text = line.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    return _BLANK * len(match[0])


def _place(match: _Found) -> Amount | None:
    said = match["ordinal"] or match["number"] or match["ranks"] or match["stands"]
    if not said:
        place = 1.0
    else:
        bare = re.sub(r"(?i)^(?:no\.?|number)\s?", "", said).casefold()
        digits = re.match(r"\d+", bare)
        names = _ORDINAL if bare in _ORDINAL else _ONES
        if not digits and bare not in names:
            return None
        place = float(digits[0]) if digits else 1.0 + names.index(bare)
    span = match.match.span()
    return Amount(*span, "", None, place, None, "exact", PLACE, span)


def _one_in(match: _Found) -> Amount | None:
    if match.is_labeled:
        return None
    part = {"one": 1, "two": 2, "three": 3, "four": 4}.get(
        match["core"].split()[0].casefold()
    ) or int(match["core"][0])
    whole = _number(match["n"])
    if not whole or whole <= part or (match["in"].casefold() == "of" and whole > 100):
        return None
    return _of(match, None, part / whole, None, _lead(match["lead"]) or "about", SHARE)


def _multiple(match: _Found) -> Amount | None:
    number = _TIMES[match["word"].casefold()] if match["word"] else _number(match["n"])
    return None if not number else _of(match, None, number, None, _lead(match["lead"]), MULTIPLE)


def _share(match: _Found) -> Amount | None:
    text = re.sub(r"(?i)\s?%|[ -]per ?cent|\s?pct", "", match["core"])
    read = _read(_HEDGES.sub("", match["lead"]) + text)
    if read is None:
        return None
    low, value, high = (None if one is None else one / 100 for one in read[:3])
    return _of(match, low, value, high, read[3], SHARE)


def _fraction(match: _Found) -> Amount | None:
    part, many = match["part"].casefold(), match["many"].casefold()
    if part != "half" and not many:
        return None  # "the third of them"
    if _PERIOD.match(match.text, match.end) or _WHICH.search(
        match.text[: match.start("core")][-9:]
    ):
        return None  # "the first half of 2024"
    number = {"a": 1, "an": 1, "": 1, "one": 1}.get(many) or (
        int(many) if many.isdigit() else 1 + _ONES.index(many)
    )
    share = number * _FRACTION[part]
    return (
        _of(match, None, share, None, _lead(match["lead"]) or "about", SHARE) if share < 1 else None
    )


def _count(match: _Found) -> Amount | None:
    core, lead = match["core"], match["lead"]
    if len(core) > _LONGEST and any(char.isdigit() for char in core):
        return None
    if match.is_labeled:
        return None
    if _PART_OF.search(match.text, max(0, match.start("core") - 8), match.start("core")):
        return None  # 3 of 12
    vague = re.fullmatch(_VAGUE, core, re.IGNORECASE)
    if vague:
        least, most = _vague_size(core)
        return _of(match, least, None, most, "range", COUNT)
    changes = match["between"] and _CHANGES.search(
        match.text, max(0, match.start("between") - 70), match.start("between")
    )
    if changes or _YEAR_FIRST.match(core):
        return _first(match)  # from what it was to what it is, "of 2022 to 40,800": no range
    said = " ".join(_HEDGES.sub("", part) for part in (lead, match["between"]) if part)
    bare = re.sub(r"(?i)(?<=\s)(?:perhaps|maybe|even|possibly|as many as)\s", "", core)
    bare = re.sub(r"(\d),(\d{1,2})(?= (?:thousand|(?:m|b|tr)illion))", r"\1.\2", bare)
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", bare):  # as other languages group digits
        bare = bare.replace(".", ",")
    if re.search(r" or ", bare):
        bare = bare.replace(" or ", " to ")
    after = re.sub(r"^ plus|^-plus", " or more", match["after"]).removesuffix("-some")
    read = _read(f"{said} {bare}{after}") or _two(bare, "and|to" if match["between"] else "to")
    if read is None:  # two numbers side by side are no range
        return _first(match)
    low, value, high, qualifier = read
    if qualifier in _BARE and _is_years(core, low, value, high):
        return None
    return _of(match, low, value, high, qualifier, COUNT)


def _first(match: _Found) -> Amount | None:
    """Read the first of two numbers; what follows is read for itself."""
    first = re.match(_NUMBER, match["core"], re.IGNORECASE)
    read = _read(f"{_HEDGES.sub('', match['lead'])} {first[0]}") if first else None
    if read is None or first is None or (read[3] in _BARE and _is_years(first[0], *read[:3])):
        return None
    core = (match.start("core"), match.start("core") + first.end())
    return Amount(core[0] if match["between"] else _begin(match), core[1], "", *read, COUNT, core)


def _two(text: str, joined: str) -> tuple[float | None, float | None, float | None, str] | None:
    """Read two ends that are each in a unit of their own: 900,000 to 1 million."""
    shared = re.fullmatch(rf"(\d[\d.]*)\s?(?:-|{joined})\s?(\d[\d.]*)([ -]\w+)", text)
    if (
        shared
        and shared[1].count(".") < 2 > shared[2].count(".")
        and float(shared[1]) < float(shared[2])
    ):
        text = f"{shared[1]}{shared[3]} to {shared[2]}{shared[3]}"
    ends = re.split(rf"\s?-\s?|\s+(?:{joined})\s+", text)
    if len(ends) != 2 or not re.search(r",\d{3}|thousand|million", ends[0]):
        return None
    low, high = map(_number, ends)
    return (low, None, high, "range") if 0 < low < high else None


def _is_years(core: str, *numbers: float | None) -> bool:
    """Whether bare numbers are years: whoever counts writes 2,022."""
    given = [one for one in numbers if one is not None]
    return (
        bool(re.search(r"\d{4}", core))
        and not re.search(r"[,.a-z]", core.casefold().replace("to", "").replace("and", ""))
        and all(1500 <= one < 2100 for one in given)
    )


def _vague_size(core: str) -> tuple[float, float]:
    plain = core.casefold()
    for name, (low, high) in _VAGUE_SIZES.items():
        if name in plain:
            return float(low), float(high)
    return 0.0, float("inf")


def _begin(match: _Found) -> int:
    """Return where an amount begins: with its hedges, without an article."""
    lead = match["lead"]
    hedged = re.search(rf"(?i){_QUALIFIER}|{_ON_TOP}", lead)
    if hedged:
        return match.start("lead") + hedged.start()
    is_range = match["between"] and re.search(r"-|\b(?:to|and)\b", match["core"])
    return match.start("between") if is_range else match.start("core")


def _of(
    match: _Found,
    low: float | None,
    value: float | None,
    high: float | None,
    qualifier: str,
    sort: str,
) -> Amount:
    core = (match.start("core"), match.match.end("core"))
    return Amount(_begin(match), match.end, "", low, value, high, qualifier or "exact", sort, core)


def _lead(lead: str | None) -> str:
    """Return the qualifier that hedges an amount."""
    read = _read((_HEDGES.sub("", lead or "") + " 5").strip())
    return "" if read is None or read[3] == "exact" else read[3]


def _number(text: str) -> float:
    read = _read(text)
    return 0.0 if read is None or read[1] is None else read[1]


def _read(text: str) -> tuple[float | None, float | None, float | None, str] | None:
    """Read a span as a cell of a sheet is read; None where it is no amount."""
    plain = " ".join(text.replace("’", "'").split())
    plain = re.sub(r"(?i)^(?:anywhere|anything|somewhere) (?=between|from)", "", plain)
    plain = re.sub(r"(?<=[\w])-(?=(?:thousand|million|billion|hundred|dozen)\b)", " ", plain)
    try:
        read = read_amount(plain)
    except UnreadAmountError:
        return None
    ends = [None if one is None else float(one) for one in (read.low, read.value, read.high)]
    if not any(one is not None for one in ends) or read.rest:
        return None
    return ends[0], ends[1], ends[2], read.qualifier
