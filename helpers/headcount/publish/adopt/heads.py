"""What a head says beside its name: a scale, a unit, a footnote; a date, or a part of one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from headcount.figures.written import clean, without_marks
from headcount.publish.adopt.dates import UnreadDateError, months, read_date

MEASURES = re.compile(
    r"%|per ?cent|(?:current |constant )?(?:US|A|C)?[$€£¥₩₽₹]|Rs\.?|[A-Z]{3}|[kmc]?m[23²³]?|km/h"
    r"|[kmµ]?g|[µm]g/l|ha|[kMG]?t|tons?|tonnes?|[kMGT]?Wh?|[Ee]uros?|[Dd]ollars?"
)
"""Units that measure and do not count."""

_SAID = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_SCALES = {int(factor): "|".join(words) for factor, words in _SAID["scales"].items()}
_SHORT = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000, "b": 1_000_000_000}
_CURRENCY = r"(?:US|A|C|NZ|HK|R)?[$€£¥₩₽₹₴₺]|Kč|zł|kr|Rs\.?|[A-Z]{3}"
_WORD = "|".join(f"(?P<s{factor}>{words})" for factor, words in _SCALES.items())
_OF = r"(?:\s(?:of |de |d')?|(?<=[万萬만億亿억천千]))(?P<of>\S.*?)"
_PHRASE = rf"(?:in |en |w )?(?:(?P<money>{_CURRENCY})\s?(?:in )?)?(?:{_WORD})(?:{_OF})?"
_SCALED = (
    re.compile(rf"[(\[]\s*{_PHRASE}\s*[)\]]$", re.IGNORECASE),
    re.compile(rf"(?:(?<![0-9]),\s*(?:in )?|\s(?:in|en)\s|:\s|\s-\s){_PHRASE}$", re.IGNORECASE),
    re.compile(r"\s(?P<s1000>['’]?000s?)(?P<money>)(?P<of>)$"),
)
_SCALED_LINE = (
    re.compile(rf"[(\[]\s*{_PHRASE}\s*[)\]]", re.IGNORECASE),
    re.compile(
        rf"\b(?:figures|numbers|values|amounts|data|all|unit|einheit|unité|unidad)\b[^.(]{{0,30}}?"
        rf"(?:\bin |\ben |: ){_PHRASE}(?=[.,;)]|$| (?!\w))",
        re.IGNORECASE,
    ),
)
_FACTOR = re.compile(
    r"(?:[(\[]\s*(?:in )?[x×*]?|,\s*(?:in )?[x×*]|\s[x×*])\s?"
    r"(?P<factor>1[., ]?000(?:[., ]?000)?)s?\s*[)\]]?$"
)
_KILO = re.compile(r"[(\[]\s*(?:in )?k\s*[)\]]$")  # K may be kelvin
_UNSURE = re.compile(r"[(\[]\s*(?:in )?(miles|mil|mill|[mMK])\.?\s*[)\]]$")
_MAY_BE = {
    "miles": "miles or, in Spanish, thousands", "mil": "thousands or millions",
    "mill": "thousands or millions", "m": "meters or millions", "K": "thousands or kelvin",
}  # fmt: skip
_HINT = re.compile(
    rf"(?<![0-9.,])\b(?:{'|'.join(_SCALES.values())})(?!\w)"
    r"|\bin 1[., ]?000\b|^1[., ]?000 |\b10(?:\^?[369]|[³⁶⁹])",
    re.IGNORECASE,
)
_RATE = re.compile(r"\b(?:per|pro|por|par|je|na|на)\b|/", re.IGNORECASE)
_FIRST = re.compile(rf"(?:{_WORD})\s(?:(?P<by>of|de)\s)?(?P<of>\S.*)", re.IGNORECASE)
_MONEY = re.compile(rf"[(\[,]\s*(?P<money>{_CURRENCY})\s?(?P<short>k|m|bn|b)\s*[)\]]?$")
_SHORT_UNIT = re.compile(  # m EUR, €m, USD bn
    rf"(?P<a>k|m|bn|b) ?(?P<by>{_CURRENCY})|(?P<of>{_CURRENCY}) ?(?P<b>k|m|bn|b)"
)
_OF_MONEY = re.compile(rf"[(\[]\s*(?:in )?(?:{_CURRENCY})\s+[^\W\d_]{{3,}}\.?\s*[)\]]$")
_UNIT = re.compile(r"[(\[]\s*(?:in )?([^()\[\]]+?)\s*[)\]]$|(%)$")


@dataclass(frozen=True)
class Head:
    """A head, parted.

    Parameters
    ----------
    name
        What its column has, without all that follows.
    times
        What each of its numbers is written in: 1000 under "Troops (thousands)".
    unit
        The unit that it names; empty where it names none.
    marks
        Marks of footnotes beside it.
    unsure
        Two things that its unit may mean: "meters or millions"; empty where it means one.
    """

    name: str
    times: int = 1
    unit: str = ""
    marks: str = ""
    unsure: str = ""


def read_head(text: str) -> Head:
    """Part a head into its name, its scale, its unit and its marks.

    A rate ("per thousand") is no scale: its numbers are as they are written.

    Examples
    --------
    >>> read_head("Troops (thousands)*")
    Head(name='Troops', times=1000, unit='', marks='*', unsure='')
    >>> read_head("Aid, in millions of euros").times, read_head("Deaths per million").times
    (1000000, 1)
    """
    plain = clean(text)
    unsure = _UNSURE.search(plain)
    if unsure:
        said = _MAY_BE.get(unsure[1]) or _MAY_BE[unsure[1].casefold()]
        return Head(plain[: unsure.start()].strip() or plain, unsure=said)
    kilo = _KILO.search(plain)
    if kilo:
        return Head(plain[: kilo.start()].strip() or plain, 1000)
    bare, marks = without_marks(plain)
    found = _scaled(bare.replace("_", " "))
    if found:
        return replace(found, marks=marks)
    if _HINT.search(bare.replace("_", " ")) and not _RATE.search(bare):
        return Head(bare, marks=marks, unsure="written in thousands or more, as the head may say")
    if _OF_MONEY.search(bare) and not _RATE.search(bare):
        return Head(bare, marks=marks, unsure="written in thousands or more, as the head may say")
    unit = _UNIT.search(bare)
    if unit and MEASURES.fullmatch(unit[1] or unit[2]):
        return Head(bare[: unit.start()].strip() or bare, 1, unit[1] or unit[2], marks)
    return Head(bare, marks=marks)


def _scaled(bare: str) -> Head | None:
    """Return a head that says what its numbers are written in; nothing where it does not."""
    factor = _FACTOR.search(bare)
    if factor and factor.start():
        return Head(bare[: factor.start()].strip(), int(re.sub(r"\D", "", factor["factor"])))
    for pattern in (*_SCALED, _FIRST):
        found = pattern.fullmatch(bare) if pattern is _FIRST else pattern.search(bare)
        if not found or re.search(r"\bper$", bare[: found.start()].strip(), re.IGNORECASE):
            continue
        parts = found.groupdict()
        unit = parts.get("money") or parts["of"] or ""
        if pattern is _FIRST and not (parts["by"] or MEASURES.fullmatch(unit)):
            continue
        name = bare[: found.start()].strip() or parts["of"] or bare
        return Head(name, _times(parts), unit if MEASURES.fullmatch(unit) else "")
    money = _MONEY.search(bare)
    if money:
        return Head(bare[: money.start()].strip(), _SHORT[money["short"]], money["money"])
    return None


def read_unit(text: str) -> tuple[int, str]:
    """Part a unit that stands with its row into what its numbers are written in, and the unit.

    Examples
    --------
    >>> read_unit("million people"), read_unit("thousand"), read_unit("beds")
    ((1000000, 'people'), (1000, ''), (1, 'beds'))
    """
    found = re.fullmatch(_PHRASE, clean(text), re.IGNORECASE)
    short = _SHORT_UNIT.fullmatch(clean(text))
    if short:
        return _SHORT[short["a"] or short["b"]], short["by"] or short["of"]
    if not found:
        return 1, text
    return _times(found.groupdict()), found["money"] or found["of"] or ""


def times_in(titles: Iterable[str]) -> int:
    """Return what the numbers of a table are written in, as lines around it say; else 1.

    Examples
    --------
    >>> times_in(["Beds by region (thousands)"]), times_in(["Note: all figures are in thousands."])
    (1000, 1000)
    """
    for title in titles:
        for pattern in (*_SCALED, *_SCALED_LINE):
            found = pattern.search(clean(title))
            if found:
                return _times(found.groupdict())
    return 1


def _times(parts: dict[str, str | None]) -> int:
    return next(factor for factor in _SCALES if parts.get(f"s{factor}"))


WHICH = "which"  # of two days


def without_date(name: str, order: str | None = None) -> tuple[str, str]:
    """Part a head such as "Beds 2019", "Beds (Q1 2024)" or "Jan 2024" into what it counts and when.

    Either part may be empty. A day that may be two is given as `WHICH`.

    Parameters
    ----------
    name
        A head.
    order
        As for `read_date`.

    Examples
    --------
    >>> without_date("Beds 2019"), without_date("Beds (Jan 2024)"), without_date("Beds")
    (('Beds', '2019'), ('Beds', '2024-01'), ('Beds', ''))
    """
    remark = remark_in(name)
    bare = name[: name.rindex(remark) - 1] if remark else name
    words = _COLUMN_OF.sub(r"\1", without_marks(bare)[0]).split()
    behind = [(at, len(words)) for at in range(max(0, len(words) - _MOST_WORDS), len(words))]
    before = [(0, end) for end in range(min(len(words), _MOST_WORDS), 0, -1)]
    for start, end in (*behind, *before):
        said = " ".join(words[start:end])
        inside = re.fullmatch(r"\((.*)\)|\[(.*)\]", said)
        if not _HAS_YEAR.search(said):
            continue
        try:
            when = read_date(next(filter(None, inside.groups())) if inside else said, order)
        except UnreadDateError as error:
            if not error.which:
                continue
            when = WHICH
        what = " ".join((*words[:start], *words[end:]))
        return re.sub(r"(^| )(in|for|of|at|on)$", "", what.strip(" ,:-")).strip(), when
    return name, ""


def remark_in(name: str) -> str:
    """Return what stands in brackets behind the date that a head is: "2023 (provisional)".

    Examples
    --------
    >>> remark_in("2023 (provisional)"), remark_in("Cases 2023 (confirmed)")
    ('provisional', '')
    """
    found = _REMARK.fullmatch(clean(name))
    return found[2] if found and without_date(found[1])[0] == "" else ""


def part_in(name: str) -> tuple[str, str]:
    """Part a head such as "Q1", "Jan" or "Cases, H2" into what it counts and the part of a year.

    Examples
    --------
    >>> part_in("Q1"), part_in("Cases, Feb"), part_in("Cases")
    (('', 'q1'), ('Cases', 'feb'), ('Cases', ''))
    """
    what, _, last = name.rpartition(" ")
    plain = clean(last).casefold().strip("().")
    if re.fullmatch(r"[qh][1-4]|[1-4][qh]", plain) or plain in months():
        return what.rstrip(" ,:-("), plain
    return name, ""


def spelled_out(texts: Sequence[str]) -> list[str]:
    """Return heads or cells in which months with two digits of a year have all four.

    "Jan-24" beside "Feb-24" is January 2024; where all are of one month, it may be a day.

    Examples
    --------
    >>> spelled_out(["Jan-24", "Feb-24"]), spelled_out(["Jan-24", "Jan-25"])
    (['jan 2024', 'feb 2024'], ['Jan-24', 'Jan-25'])
    """
    found = [_SHORT_MONTH.fullmatch(clean(text).casefold()) for text in texts]
    named = {one[1] for one in found if one and one[1] in months()}
    if len(named) < 2:
        return list(texts)
    return [
        f"{one[1]} 20{one[2]}" if one and one[1] in named else text
        for one, text in zip(found, texts, strict=True)
    ]


def is_dated(name: str) -> bool:
    """Tell whether a head has a date in it, or a month with two digits of its year."""
    short = _SHORT_MONTH.fullmatch(clean(name).casefold())
    return bool(without_date(name)[1]) or bool(short and short[1] in months())


_HAS_YEAR = re.compile(
    r"(1[5-9]|20)[0-9]{2}|\b([qh][1-4]|[1-4][qh])[ -]?'?[0-9]{2}\b", re.IGNORECASE
)
_SHORT_MONTH = re.compile(r"([^\W\d_]{3,})\.?[- ]'?([0-9]{2})")
_REMARK = re.compile(r"([^()]*[0-9]{4}\w*) ?\(([^()0-9]{2,})\)")
_COLUMN_OF = re.compile(  # of the FAO, of pandas, of the World Bank
    r"^(?:[Yy](?=(?:1[5-9]|20)[0-9]{2}$))?(.*?)((?<=[0-9])\.0| \[YR[0-9]{4}\])?$"
)
_MOST_WORDS = 5  # of a date: "first quarter of 2025"
