"""Words on charts in a house's own spelling, or in another language than English.

What is drafted, and what a data folder says, is American and says "1.3 million". A house file asks
for another way, and every word that leaves goes through here, once or several times: what is
written so already stays. Names are left alone: the Department of Defense is called so in London.

Of another language a file holds, by the English, what stands instead: ``de.toml`` beside this for
what is drafted, ``words.de.toml`` in a data folder for what its record says. A text is written so
before it is measured (`headcount.render.typesetting.said`). What neither file has stays English,
and what is written already stays as it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from headcount.core.errors import UnknownWord
from headcount.core.wording import capital
from headcount.figures.dates import spelled_out
from headcount.figures.package import PackageError, Problem, tomlfile
from headcount.figures.package.problem import mend, shown

SPELLINGS = ("US", "UK")
MILLIONS = {"million": "1.3 million", "m": "1.3m"}
"""How a house writes large numbers, and what one of them then is."""

_ENDINGS = {
    "iz": ("e", "ed", "er", "ers", "es", "ing", "ation", "ations"),
    "or": ("", "s", "ed", "er", "ers", "ing", "able", "ful", "less", "ly", "hood", "hoods", "y"),
}
_WORD = re.compile(r"\b[A-Za-z]{4,}\b")

_MONTHS = {
    "Jan.": "January", "Feb.": "February", "Aug.": "August", "Sept.": "September",
    "Oct.": "October", "Nov.": "November", "Dec.": "December",
} | {name: name for name in ("March", "April", "May", "June", "July")}  # fmt: skip
_MONTH = "|".join(map(re.escape, _MONTHS))
_DAY = r"\d{1,2}(?![\d.]|,\d)"
_US_DATE = re.compile(
    rf"\b(?P<month>{_MONTH}) (?P<day>{_DAY})(?P<to> (?:to|and) {_DAY})?(?:, (?P<year>\d{{4}}))?"
)
_SCALES = (("million", "M", "m"), ("billion", "B", "bn"), ("trillion", "T", "tn"))
_INITIALS = re.compile(r"\b(U\.S|U\.N|U\.K|E\.U)\.(?P<end>['’]?$|['’]?)")


@lru_cache(maxsize=8)
def speller(spelling: str = "", million: str = "") -> Callable[[str], str]:
    """Return what writes words as a house does; without either, they stay as they are.

    Parameters
    ----------
    spelling
        One of `SPELLINGS`. With the British one come dates as they are written there.
    million
        One of `MILLIONS`.

    Examples
    --------
    >>> say = speller("UK", "m")
    >>> say("On Aug. 4, 2022, U.S. defense officials of the Department of Defense said 1.3 million")
    'On 4 August 2022, US defence officials of the Department of Defense said 1.3m'
    >>> say(say("Mobilized: 2.5 billion")), speller("US")("The colour of labour")
    ('Mobilised: 2.5bn', 'The color of labor')
    """
    steps = [_STEPS[one] for one in (spelling, million) if one]
    if not steps:
        return str

    @lru_cache(maxsize=8192)
    def say(text: str) -> str:
        for step in steps:
            text = step(text)
        return text

    return say


def _british(text: str) -> str:
    text = spelled_out(_US_DATE.sub(_dated, text))
    return _spelt(_INITIALS.sub(_initials, text), 0)


def _dated(found: re.Match[str]) -> str:
    year = f" {found['year']}" if found["year"] else ""
    return f"{found['day']}{found['to'] or ''} {_MONTHS[found['month']]}{year}"


def _initials(found: re.Match[str]) -> str:
    """Take the points out of initials; one that ends the text ends a sentence too."""
    ends = "." if found.end() == len(found.string) and not found["end"] else ""
    return found[1].replace(".", "") + ends + found["end"]


def _spelt(text: str, wrong: int) -> str:
    """Write words whose spelling is the American (0) or the British one (1) in the other."""
    others = _others(wrong)

    def change(found: re.Match[str]) -> str:
        word = found[0]
        right = others.get(word.lower())
        if right is None or word.islower():
            return right or word
        # a name keeps its own spelling
        return right.capitalize() if _begins(text, found.start(), found.end()) else word

    return _WORD.sub(change, text)


@cache
def _others(wrong: int) -> dict[str, str]:
    """Return each word in one spelling, and how the other one has it."""
    spelling = tomllib.loads((_HERE / "spelling.toml").read_text("utf-8"))
    pairs = [
        (f"{stem}{us}{end}", f"{stem}{uk}{end}")
        for us, uk in (("iz", "is"), ("or", "our"))
        for stem in spelling[us].split()
        for end in _ENDINGS[us]
    ]
    for us, uk in spelling["pairs"].items():
        pairs += [(us, uk), (f"{us}s", f"{uk}s")]
    return {pair[wrong]: pair[1 - wrong] for pair in pairs}


def _begins(text: str, start: int, end: int) -> bool:
    """Whether a word that is capital is so because a sentence begins with it, and no name does."""
    is_first = not text[:start].strip() or text[:start].rstrip()[-1] in ".:!?"
    return is_first and not re.match(r"\s+[A-Z]", text[end:])


def _short(text: str) -> str:
    for long, label, short in _SCALES:
        text = re.sub(rf"(?<=\d) {long}\b|(?<=\d){label}\b", short, text)
    return text


def _long(text: str) -> str:
    for long, label, short in _SCALES[1:]:  # "3m" alone may be meters
        text = re.sub(rf"(?<=\d)(?:{label}|{short})\b", f" {long}", text)
    return re.sub(r"(?<=\d)M\b", " million", text)


_STEPS: dict[str, Callable[[str], str]] = {
    "UK": _british,
    "US": partial(_spelt, wrong=1),
    "m": _short,
    "million": _long,
}


ENGLISH = "en"
_HERE = Path(__file__).parent

# A number with three decimals and no scale is German for thousands, and written already.
_SCALE = r"(?P<scale> (?:million|billion)|[MB]\b|%)?"
_PART = r"(?P<part>\.\d{1,2}(?!\d)|\.\d{3}(?= ?[mbMB]))?"
_NUMBER = re.compile(rf"(?P<whole>\d{{1,3}}(?:,\d{{3}})+|\d+){_PART}{_SCALE}")
_SLOT = re.compile(r"\\\{(\w+)\\\}")  # as a pattern has it
_SLOTS, _BRACES = re.compile(r"\{\w+\}"), re.compile(r"\{\w+\}|[{}]")
_TABLES = ("words", "texts", "parts")
_ENDS = re.compile(r"(?<=[.!?”]) (?=[A-ZÄÖÜ“„])")  # where one sentence ends and another begins
_TYPES = {
    "n": r"\d[\d,.]*|[A-Za-z]+",
    "year": r"\d{4}",
    "unit": "(?:[A-Z][a-z]+ ){0,2}[a-z].*",  # "North Korean soldiers"
}  # of slots


@lru_cache(maxsize=8)
def writer(language: str, folder: Path | None = None) -> Callable[[str], str]:
    """Return what writes English words in another language.

    Parameters
    ----------
    language
        As HTML names it: ``"de"``.
    folder
        A data folder; what its own file of words says goes first.

    Raises
    ------
    UnknownWord
        When there are no words in that language; the message names the languages there are.
    PackageError
        When the folder's file has faults; the error lists them all.

    Examples
    --------
    >>> say = writer("de")
    >>> say("Confirmed"), say("up to 1.14 million"), say("Aug. 11, 2022")
    ('Bestätigt', 'bis zu 1,14 Millionen', '11. August 2022')
    >>> say(say("Sources: CIA World Factbook, Aug. 4, 2022; NK News, August 2022 and five more"))
    'Quellen: CIA World Factbook, 4. August 2022; NK News, August 2022 und fünf weitere'
    >>> say("Nobody wrote this down.")
    'Nobody wrote this down.'
    """
    known = sorted(path.stem for path in _HERE.glob("??.toml"))
    if language not in known:
        said = f'Charts have no words in the language "{language}"'
        raise UnknownWord(said, language, [ENGLISH, *known])
    given = tomllib.loads((_HERE / f"{language}.toml").read_text(encoding="utf-8"))
    own, problems = _read(folder, f"words.{language}.toml") if folder else ({}, [])
    if problems:
        raise PackageError(problems)
    for table, texts in own.items():
        given[table] = {**texts, **given[table], **texts}  # it goes first, in order too
    return lru_cache(maxsize=8192)(_Language(given))


def check(folder: Path) -> list[Problem]:
    """List every fault of a folder's files of words at once; none where there is no such file.

    Examples
    --------
    >>> check(Path("no/such/folder"))
    []
    """
    names = sorted(path.name for path in folder.glob("words.??.toml"))
    return [problem for name in names for problem in _read(folder, name)[1]]


def _read(folder: Path, name: str) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """Read a folder's file of words: its tables, and what is wrong in it."""
    found, text, problems = tomlfile.load(folder, name, 'write each line as: "English" = "other"')
    for table, said in found.items():
        if table not in _TABLES or not isinstance(said, dict):
            row = tomlfile.line(text, table)
            problems.append(Problem(name, row, table, "no such table", mend(table, _TABLES, "")))
            continue
        for english, other in said.items():
            if wrong := _wrong(english, other, is_filled=table != "words"):
                row = tomlfile.line(text, table, english)
                problems.append(Problem(name, row, english[:40], *wrong))
    return found, problems


def _wrong(english: str, other: object, *, is_filled: bool) -> tuple[str, str] | None:
    """Say what is wrong with what stands for an English text, and what would be right."""
    if not isinstance(other, str) or not other:
        return f"{shown(other)} is not a text", "write what it says in the other language"
    if is_filled and (strange := {*_BRACES.findall(other)} - {*_SLOTS.findall(english)}):
        return f"{sorted(strange)[0]} is not in the English", "fill in what is filled in there"
    return None


class _Language:
    """The words of one language: those that stand as they are, and those around others."""

    def __init__(self, given: Mapping[str, Mapping[str, Any]]) -> None:
        self.words, self.numbers, self.months = given["words"], given["numbers"], given["months"]
        leads = given["amounts"]
        self.leads = {**leads, **{capital(one): capital(said) for one, said in leads.items()}}
        months, known = ("|".join(map(re.escape, some)) for some in (self.months, self.leads))
        number = re.sub(r"\?P<\w+>", "?:", _NUMBER.pattern)
        self.amount = re.compile(rf"((?:{known}) )?({number})(?: to ({number}))?")
        self.date = re.compile(rf"({months})(?: (\d{{1,2}})(?!\d))?(?:,? (\d{{4}}))?")
        slots = {
            **_TYPES,
            "amount": _bare(self.amount),
            "day": _bare(self.date),
            "date": rf"{_bare(self.date)}|\d{{4}}",
        }
        self.texts = [*_patterns(given["texts"], slots)]
        self.parts = [*_patterns(given["parts"], slots)]

    def __call__(self, text: str) -> str:
        """Write a text; the same where it has no words."""
        if "\n" in text:
            return "\n".join(map(self, text.split("\n")))
        sentences = _ENDS.split(text)
        if text in self.words or len(sentences) == 1 or not any(map(self._whole, sentences)):
            return self._whole(text) or text
        return " ".join(map(self._part, sentences))

    def _whole(self, text: str) -> str:
        """Write a text that has words; nothing where it has none."""
        is_ended = text.endswith(".") and text not in self.words
        said = self._known(text[:-1] if is_ended else text, self.texts)
        return f"{said.removesuffix('.')}." if said and is_ended else said

    def _part(self, text: str) -> str:
        """Write what stands within a text; names have no article there."""
        return self._whole(text) or self._known(text, self.parts) or text.removeprefix("the ")

    def _known(self, text: str, patterns: list[tuple[re.Pattern[str], str]]) -> str:
        said: str = self.words.get(text, "") or self.words.get(re.sub("^[Tt]he ", "", text), "")
        if not said and text[:1].isupper():
            said = capital(self.words.get(text[0].lower() + text[1:], ""))
        return said or self._amount(text) or self._date(text) or self._filled(text, patterns)

    def _filled(self, text: str, patterns: list[tuple[re.Pattern[str], str]]) -> str:
        for pattern, said in patterns:
            if found := pattern.fullmatch(text):
                slots = {name: self._part(part) for name, part in found.groupdict().items()}
                return capital(said.format(**slots)) if text[0].isupper() else said.format(**slots)
        return ""

    def _amount(self, text: str) -> str:
        if not (found := self.amount.fullmatch(text)):
            return ""
        lead, first, last = found[1] or "", found[2], found[3]
        said = _NUMBER.sub(self._number, first)
        if last:
            said = f"{said} {self.leads['to']} {_NUMBER.sub(self._number, last)}"
        return f"{self.leads[lead.strip()]} {said}" if lead else said

    def _number(self, found: re.Match[str]) -> str:
        whole, part = found["whole"].replace(",", self.numbers["thousands"]), found["part"] or ""
        scale = self.numbers["scales"].get(found["scale"], "")
        if isinstance(scale, list):  # of one thing, and of several
            scale = scale[(whole, part) != ("1", "")]
        return f"{whole}{part.replace('.', self.numbers['decimal'])}{scale}"

    def _date(self, text: str) -> str:
        if not (found := self.date.fullmatch(text)):
            return ""
        month, day, year = found.groups()
        parts = {
            "day": self.numbers["day"].format(day) if day else "",
            "month": self.months[month][bool(year)],
            "year": year or "",
        }
        return " ".join(filter(None, (parts[name] for name in self.numbers["date"])))


def _patterns(
    given: Mapping[str, str], slots: Mapping[str, str]
) -> Iterator[tuple[re.Pattern[str], str]]:
    """Give each text around others as what finds it, and what stands instead."""

    def slot(found: re.Match[str]) -> str:
        kind = found[1].rstrip("0123456789")
        return f"(?P<{found[1]}>{slots.get(kind, '.+?')})"

    for english, said in given.items():
        yield re.compile(_SLOT.sub(slot, re.escape(english).replace(r"\ ", " "))), said


def _bare(pattern: re.Pattern[str]) -> str:
    """Return a pattern that keeps nothing, to stand within another."""
    return re.sub(r"\((?!\?)", "(?:", pattern.pattern)
