"""Amounts as people write them in a cell: "approx. 3,000", "10-12k", "up to 2m", "1,300*".

A wrong number is worse than none. What could be meant in two ways is not read, and whoever asked
is told why: a footnote's number is no part of an amount, "1,20" is no hundred and twenty, and of
"1,200, revised from 1,500" nobody but its writer knows which one stands.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from headcount.figures.package.problem import shown

_SAID = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_BLANKS = frozenset(_SAID["blanks"])
COUNTED = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
"""The numbers from zero that have a word of their own."""

TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: Decimal(number) for number, word in enumerate(COUNTED)}
_SMALL |= {word: Decimal(10 * number) for number, word in enumerate(TENS, 2)}
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_SMALL |= _FRACTIONS
_BIG = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_AS_DIGITS = [
    (re.compile(r"\bhalf an? "), "½ "),
    (re.compile(r"\b(?:an?|one) quarter of an? "), "¼ "),
    (re.compile(r"\bthree quarters of an? "), "¾ "),
    (re.compile(r" and a half\b"), " ½"),
    (re.compile(r"\ban? (?=dozen|hundred|thousand|million|billion)"), "one "),
]
_WORDS = frozenset({*_SMALL, *_BIG, "half", "third", "thirds", "quarter"})
_PLAIN = {"\uff0c": ",", "\uff0e": ".", "\uff05": "%", "\u2019": "'", "…": "..."}
_PLAIN |= {"\uff08": "(", "\uff09": ")", "\u066c": "'", "\u066b": "."}  # what parts Arabic digits
_UNSURE = frozenset(
    {"m", "st", "nd", "rd", "th", "mil", "mill", "kk", "to", "and", "or", "of", "x", "times"}
    | {"여", "余", "餘", "多", "数"}  # somewhat more than the number
)
_MOST = Decimal(10) ** 18  # more than anybody counts: a telephone number, or keys that stuck


class UnreadAmountError(ValueError):
    """A cell in which a number may be meant, and that cannot be read with certainty.

    Parameters
    ----------
    text
        The cell.
    why
        What stands in the way, as the end of a sentence.
    """

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"{shown(text)} {why}")
        self.text, self.why = text, why


@dataclass(frozen=True, slots=True)
class WrittenAmount:
    """What a cell says.

    Parameters
    ----------
    low, value, high
        Numbers as they are written, with the meaning they have in a table of figures.
    qualifier
        One of `headcount.figures.package.vocabulary.QUALIFIERS`; empty for a cell that says that
        no amount is given.
    rest
        The words that stand with the number: a unit, a currency, what is included.
    marks
        Marks of footnotes, as they are written.
    """

    low: Decimal | None = None
    value: Decimal | None = None
    high: Decimal | None = None
    qualifier: str = ""
    rest: str = ""
    marks: str = ""


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first; words end where letters do.

    East Asian words need no space behind them.
    """
    return "|".join(
        re.escape(word) + (r"(?!\w)" if word[-1].isalpha() and word[-1] < "\u2e80" else "")
        for word in sorted(words, key=len, reverse=True)
    )


def _named(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: name for name, words in groups.items() for word in words}


_FACTORS = {word: Decimal(factor) for factor, words in _SAID["scales"].items() for word in words}
_FACTORS |= dict.fromkeys("mM", Decimal(10**6))
_ENGLISH, _AFTER_WORDS = _named(_SAID["before"]), _named(_SAID["after"])
_BEFORE_WORDS = _ENGLISH | _named(_SAID["elsewhere"])
_ENDS: dict[str, list[str]] = _SAID["between"]
_BEFORE_PATTERN = re.compile(rf"({_any(_BEFORE_WORDS)})\s*", re.IGNORECASE)
_AFTER_PATTERN = re.compile(rf"\s*({_any(_AFTER_WORDS)})$", re.IGNORECASE)
_MARKS = re.compile(
    r"\s*(\[(?:note )?[0-9a-z]{1,2}\]|\([a-z]\)|(?<=\w )[0-9]{1,2}\)|(?<=[0-9])\s*#"
    r"|(?<![0-9 ]m)(?<!km)(?<!cm)[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉ]+)$"
)
_MARK_BEFORE = re.compile(r"^([*†‡§]+)\s*")
_CURRENCY = re.compile(
    r"((?:US|A|C|NZ|HK)?\s?\$|[€£¥₩₽₹₴₺₪₫₦]|Rs\.?(?=\s?[0-9])|(?:USD|EUR|GBP|CHF|JPY|CNY|RUB|UAH|INR"
    r"|KRW|SEK|NOK|DKK|PLN|CZK|TRY|CAD|AUD|NZD|BRL|ZAR|HKD)(?=\s?[0-9]))\s*"
)
_OF_MONEY = re.compile(r"([0-9])\s?(b|t|mm)(?!\w)", re.IGNORECASE)  # $1.2B, and never a unit
_SHORT_OF_MONEY = {"b": "bn", "t": "tn", "mm": "mn"}
_SCALE = (
    rf"(?:\s*(?P<scale{{0}}>{_any(word for word in _FACTORS if word not in 'mM')}"
    r"|(?<=[0-9])m(?!\w)|(?-i:M)(?!\w)))?"
)
_NUMBER = (
    r"(?:(?P<minus{0}>-\s?|minus\s)|\+(?=[0-9.]))?"
    r"(?P<number{0}>[0-9][0-9.,' ]*[0-9]|[0-9]|\.[0-9]+|(?=[½¼¾]))"
    r"(?P<power{0}>e[+-]?[0-9]{{1,3}}(?![0-9a-z]))?(?P<half{0}>[½¼¾])?"
)
_ONE = re.compile(_NUMBER.format(1) + _SCALE.format(1), re.IGNORECASE)
_TWO = re.compile(
    _NUMBER.format(1)
    + _SCALE.format(1)
    + rf"(?P<to>\s*-\s*|\s+(?:{_any({end for ends in _ENDS.values() for end in ends})})\s+)"
    + rf"(?:(?:{_any(_SAID['before']['about'])})\s*)?(?:{_CURRENCY.pattern})?"
    + _NUMBER.format(2)
    + _SCALE.format(2),
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    r"(?<![0-9.,])([0-9]{1,4})([만万萬]) ?([0-9][0-9,]*)([천千])?(?![0-9.,천千만万萬])"
)
_BESIDE = re.compile(r"(?<=[0-9+]) ?(\([^()0-9]{2,}\))$")
_SAYS_SCALE = re.compile(
    rf"[0-9½¼¾]\s*(?:{_any([*_FACTORS])})|\b(?:{'|'.join(_BIG)})s?\b", re.IGNORECASE
)
_QUOTED = re.compile(r"['‘“\"](.+?)['”\"]?")
_IN_DIGITS = re.compile(r"[0-9](?:[0-9.,' ]*[0-9])?(?![^\W\d_]+[0-9])")
_AMONG_DIGITS = re.compile(r"[0-9](?!(?:k?m|co)[23]|e[0-9])[^\W\d_]+[0-9]", re.IGNORECASE)
_BETWEEN = re.compile(rf"({_any(filter(None, _ENDS))})\s+", re.IGNORECASE)
_TWO_LIMITS = re.compile(r",? (?:and|but) ")
_SLASHED = re.compile(r"(?:(?<![0-9/.,])([0-9]+) )?(?<![0-9/.,])([13])/([24])(?= ?[^\W\d_])")
_OF_SLASHED = {"1/2": "½", "1/4": "¼", "3/4": "¾"}
_VAGUE = re.compile(
    r"(an?\s+|some\s+)?((few|several|couple of|many)\s+)*"
    r"((tens|hundreds|dozens|thousands|millions)(\s+of\s+(thousands|millions))?"
    r"|(?:(?<=few )|(?<=several )|(?<=couple of )|(?<=many ))(dozen|hundred|thousand|million)s?)"
    r"|(?:several|a (?:few|couple|handful|number)|scores)(?: of)?(?!\w)",
    re.IGNORECASE,
)
_OWED = re.compile(
    rf"\(((?:{_CURRENCY.pattern})?[0-9][0-9.,' ]*(?:{_any(_FACTORS)})?)\)", re.IGNORECASE
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:([., '])[0-9]{3})(?:\1[0-9]{3})*$")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}$")


def read_amount(text: str, decimal: str = ".") -> WrittenAmount:
    """Read an amount as somebody typed it.

    Parameters
    ----------
    text
        A cell.
    decimal
        The decimal mark of the sheet, ``"."`` or ``","``: what `decimal_mark` finds.

    Raises
    ------
    UnreadAmountError
        When it may say a number, and could mean two.

    Examples
    --------
    >>> read_amount("10-12k men")
    WrittenAmount(low=Decimal('10000'), value=None, high=Decimal('12000'), qualifier='range', \
rest='men', marks='')
    >>> read_amount("1,200, revised from 1,500")
    Traceback (most recent call last):
    headcount.figures.written.UnreadAmountError: "1,200, revised from 1,500" holds a second number
    """
    plain = _unquoted(clean(text))
    if "://" in plain or (plain.startswith(("=", "#")) and plain.casefold() != "#n/a"):
        raise UnreadAmountError(text, "is not an amount")
    bare, marks = without_marks(plain)
    if _is_blank(bare) or _is_blank(re.sub(r"^\((.*)\)$", r"\1", bare).strip()):
        return WrittenAmount(marks=marks)
    inside = _OWED.fullmatch(bare)
    if inside:  # as bookkeepers write what is owed
        owed = read_amount(inside[1], decimal)
        return replace(owed, value=owed.value and whole(-owed.value), marks=marks)
    if limits := _limits(bare, decimal):
        return replace(limits, marks=marks)
    bare, beside = _without_words_beside(_COMPOUND.sub(_in_digits, bare))
    qualifier, bare = _qualified(_SLASHED.sub(_unslashed, bare))
    vague = _VAGUE.match(bare)
    if vague and (not qualifier or qualifier == "about"):
        return WrittenAmount(qualifier="statement", rest=bare[vague.end() :].strip(), marks=marks)
    minus = re.match(r"-\s?(?=\D)", bare)
    currency = _CURRENCY.match(bare, minus.end() if minus else 0)
    if currency:
        bare = _OF_MONEY.sub(
            lambda found: f"{found[1]} {_SHORT_OF_MONEY[found[2].casefold()]}",
            (minus[0] if minus else "") + bare[currency.end() :],
        )
    found = _numbers(bare, decimal, text)
    rest = " ".join(filter(None, (found.rest, beside)))
    _check_rest(rest, text)
    rest = " ".join(filter(None, (currency and currency[1], rest)))
    if not found.qualifier and found.value is not None:
        return _as_said(found.value, qualifier or "exact", rest, marks)
    if qualifier in ("", "about", "estimated"):
        return replace(found, rest=rest, marks=marks)
    raise UnreadAmountError(text, f"has limits and says {shown(qualifier.replace('-', ' '))}, too")


def qualifiers() -> list[str]:
    """Return the English words that may stand before an amount and say how exact it is.

    Examples
    --------
    >>> {"nearly", "no fewer than", "up to"} <= set(qualifiers())
    True
    """
    return [word for word in _ENGLISH if word[0].isalpha()]


def decimal_mark(cells: Iterable[str]) -> str | None:
    """Find out which decimal mark a column is written with.

    Parameters
    ----------
    cells
        What stands in the column.

    Returns
    -------
    str or None
        ``"."`` or ``","``; `None` where the cells would be read in two ways, such as a single
        1.200: whoever wrote them has to be asked. A column without such cells is read with ``"."``.

    Examples
    --------
    >>> decimal_mark(["1.200,5", "800"]), decimal_mark(["1,200", "800"]), decimal_mark(["1.200"])
    (',', '.', None)
    """
    found = Counter(_marked(number) for cell in cells for number in _IN_DIGITS.findall(clean(cell)))
    if found[",", "decimal"]:  # one slip of the finger must not turn 642,107 into six hundred
        return None if found[".", "decimal"] or found[",", "group"] else ","
    if found[".", "decimal"]:
        return "."
    if found[",", "slip"] and not found[",", "group"]:
        return None
    # 1,200 is a thousand and more to most; 1.200 may be either
    return None if found[".", "group"] and found[".", "slip"] < 2 else "."


def _marked(number: str) -> tuple[str, str]:
    """Return the mark that says most of how a number is written, and what it is taken for."""
    last = max(".,", key=number.rfind)
    if last not in number:
        return "", ""
    other = "." if last == "," else ","
    if number.count(last) > 1 and other not in number:
        return other, "decimal"
    if re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", number):
        return last, "group"
    if re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{4,}", number):
        return last, "slip"  # 1,2009 may be 1,200 with a digit too many
    return last, "decimal"


def clean(text: str) -> str:
    """Return a cell without what nobody sees, its spaces, dashes and digits of one kind.

    Examples
    --------
    >>> clean("1\N{NO-BREAK SPACE}200\N{EN DASH}1\N{THIN SPACE}500\N{ZERO WIDTH SPACE}")
    '1 200-1 500'
    """
    kept = []
    for char in text:
        kind = unicodedata.category(char)
        if kind == "Nd":
            kept.append(str(unicodedata.digit(char)))
        elif kind == "Zs" or char in "\t\r\n":
            kept.append(" ")
        elif kind == "Pd" or char == "−":
            kept.append("-")
        elif kind not in ("Cf", "Cc"):
            kept.append(_PLAIN.get(char, char))
    return " ".join("".join(kept).split())


def _unquoted(text: str) -> str:
    """Return a cell without the marks that a spreadsheet or a typist puts around a number."""
    quoted = _QUOTED.fullmatch(text)
    return quoted[1] if quoted else text


def _is_blank(text: str) -> bool:
    plain = re.sub(r"^: [a-z]$", ":", text.casefold().rstrip("."))  # with Eurostat's flag
    return plain in _BLANKS or text in _BLANKS


def _without_words_beside(text: str) -> tuple[str, str]:
    """Take words in brackets from behind an amount: "1,200+ (unconfirmed)"; not a qualifier."""
    found = None if _AFTER_PATTERN.search(text) else _BESIDE.search(text)
    return (text[: found.start()], found[1]) if found else (text, "")


def _in_digits(found: re.Match[str]) -> str:
    """Write 1만 2천 and 1万2000, ten thousands and what is left of them, in digits."""
    big, small = _FACTORS[found[2]], Decimal(found[3].replace(",", ""))
    small *= _FACTORS.get(found[4] or "", 1)
    return f"{int(found[1]) * big + small:f}" if small < big else found[0]


def _unslashed(found: re.Match[str]) -> str:
    """Write 1 1/2 million as 1½ million."""
    sign = _OF_SLASHED.get(f"{found[2]}/{found[3]}")
    return f"{found[1] or ''}{sign}" if sign else found[0]


def _limits(text: str, decimal: str) -> WrittenAmount | None:
    """Read "at least 5,000 and not more than 6,000"."""
    ends = _TWO_LIMITS.split(text)
    if len(ends) != 2:
        return None
    with suppress(UnreadAmountError):
        low, high = (read_amount(end, decimal) for end in ends)
        is_range = low.qualifier in ("at-least", "more-than") and high.qualifier == "up-to"
        if is_range and low.low is not None and high.high is not None and low.low < high.high:
            return WrittenAmount(low.low, None, high.high, "range", low.rest or high.rest)
    return None


def says_scale(text: str) -> bool:
    """Tell whether a cell says by itself how large its number is: 11 million, 3k, a dozen."""
    return bool(_SAYS_SCALE.search(clean(text)))


def without_marks(text: str) -> tuple[str, str]:
    """Take marks of footnotes from both ends of a cleaned text: the text, and the marks.

    Examples
    --------
    >>> without_marks("Norway*")
    ('Norway', '*')
    """
    marks = ""
    before = _MARK_BEFORE.match(text)
    if before:
        marks, text = before[1], text[before.end() :]
    while after := _MARKS.search(text):
        marks, text = after[1] + marks, text[: after.start()]
    return text, marks


def _qualified(text: str) -> tuple[str, str]:
    """Return the qualifier that stands before or after a number, and the text without it."""
    found: list[str] = []
    while before := _BEFORE_PATTERN.match(text):
        found.append(_BEFORE_WORDS[before[1].casefold()])
        text = text[before.end() :]
    while after := _AFTER_PATTERN.search(text):
        found.append(_AFTER_WORDS[after[1].casefold()])
        text = text[: after.start()]
    strict = [name for name in found if name not in ("about", "estimated")]
    if len(set(strict)) > 1:
        raise UnreadAmountError(text, "says two things of its number")
    return next(iter([*strict, *found]), ""), text.strip()


def _numbers(text: str, decimal: str, cell: str) -> WrittenAmount:
    """Return the numbers at the start of a text, and what is left; bounds say what they are."""
    between = _BETWEEN.match(text)
    two = _TWO.match(text, between.end() if between else 0)
    joins = two and two["to"].strip().casefold()
    if between:
        if not two or joins not in (*_ENDS[between[1].casefold()], "-"):
            raise UnreadAmountError(cell, f"says {shown(between[1])} without two ends")
    elif joins and joins not in (*_ENDS[""], "-"):
        raise UnreadAmountError(cell, "holds a second number")
    if two:
        return _from_to(*_range(two, decimal, cell), text[two.end() :].strip())
    one = _ONE.match(text)
    if not one:
        number, rest = _in_words(text)
        if number is None:
            raise UnreadAmountError(cell, "is not an amount")
        return WrittenAmount(value=number, rest=rest)
    value, rest = _scaled(one, 1, decimal, cell), text[one.end() :].strip()
    if around := _around(value, rest, decimal, cell):
        return around
    bounds = re.match(r"[(\[](.*)[)\]]$", rest)
    if bounds and (two := _TWO.fullmatch(bounds[1])):
        low, high = _range(two, decimal, cell)
        if not low <= value <= high:
            raise UnreadAmountError(cell, "lies outside the bounds that stand with it")
        return WrittenAmount(low, value, high, "estimated")
    return WrittenAmount(value=value, rest=rest)


def _from_to(low: Decimal, high: Decimal, rest: str) -> WrittenAmount:
    """Return a range, or the one number that is both of its ends."""
    if low == high:
        return WrittenAmount(value=low, rest=rest)
    return WrittenAmount(low, None, high, "range", rest)


def _around(value: Decimal, rest: str, decimal: str, cell: str) -> WrittenAmount | None:
    """Read what follows "1,200 ± 50": the bounds, and what is left."""
    sign = re.match(r"(?:±|\+/-)\s*", rest)
    by = sign and _ONE.match(rest, sign.end())
    if not by:
        return None
    left = rest[by.end() :].strip()
    if left.startswith("%"):
        raise UnreadAmountError(cell, "may mean a share of its number, or percentage points")
    half = _scaled(by, 1, decimal, cell)
    return WrittenAmount(value - half, value, value + half, "estimated", left)


def _range(two: re.Match[str], decimal: str, cell: str) -> tuple[Decimal, Decimal]:
    """Return the two ends: a scale that is said once, behind them, is of both."""
    high = _scaled(two, 2, decimal, cell)
    low = _scaled(two, 1, decimal, cell)
    if two["scale2"] and not two["scale1"]:
        shared = low * _factor(two["scale2"])
        # "900-1.2k" is nine hundred and more, "1-1.3 million" is a million and more
        if low >= 100 or shared > high:
            raise UnreadAmountError(
                cell, "does not say whether its first number is in the same unit"
            )
        low = whole(shared)
    if low > 0 and low * 1000 <= high and high % 1000 == 0 and not two["scale1"]:
        # "12-15,000" is twelve thousand to some, and twelve to others
        raise UnreadAmountError(cell, "does not say whether its first number is in thousands, too")
    if low > high:
        raise UnreadAmountError(cell, "has its lower end behind the upper one")
    return low, high


def _factor(scale: str) -> Decimal:
    return _FACTORS[scale.casefold()]


def _scaled(found: re.Match[str], which: int, decimal: str, cell: str) -> Decimal:
    number = _number(found[f"number{which}"], decimal, cell)
    if found[f"half{which}"]:
        number += _FRACTIONS[found[f"half{which}"]]
    power = found[f"power{which}"]
    if power:
        number = number.scaleb(int(power[1:]))
    if found[f"scale{which}"]:
        number *= _factor(found[f"scale{which}"])
    if number >= _MOST:
        raise UnreadAmountError(cell, "is more than anybody counts")
    return whole(-number if found[f"minus{which}"] else number)


def whole(number: Decimal) -> Decimal:
    """Return a number without zeros behind its decimal mark."""
    return number.normalize() if number % 1 else number.quantize(Decimal(1))


def _number(text: str, decimal: str, cell: str) -> Decimal:
    """Return a number in digits; `cell` is told where its groups make no sense."""
    groups = "," if decimal == "." else "."
    whole, mark, part = text.rpartition(decimal)
    if not mark or text.count(decimal) > 1:  # 1.200.000 has no decimals, whatever the sheet's mark
        whole, part = text, ""
    grouped = _GROUPED.match(whole)
    if grouped and grouped[1] == decimal and part:
        grouped = None
    if whole and not whole.isdigit() and not grouped and not _INDIAN.match(whole):
        why = f"has no groups of three digits, and {shown(decimal)} is its column's decimal mark"
        raise UnreadAmountError(cell, why)
    if part and (groups in part or not part.isdigit()):
        raise UnreadAmountError(cell, f"has {shown(groups)} behind its decimal mark")
    return Decimal(f"{re.sub(r'[^0-9]', '', whole) or 0}.{part or 0}")


def _in_words(text: str) -> tuple[Decimal | None, str]:
    """Return a number that is spelled out at the start of a text, and what is left."""
    plain = text.casefold().replace("-", " ")
    for pattern, digits in _AS_DIGITS:
        plain = pattern.sub(digits, plain)
    words = plain.split()
    total = current = Decimal(0)
    taken = 0
    for word in words:
        if word in _BIG and current:
            current *= _BIG[word]
            if word not in ("dozen", "hundred"):
                total, current = total + current, Decimal(0)
        elif word in _SMALL:
            current += _SMALL[word]
        elif not (word == "and" and taken):
            break
        taken += 1
    if not taken:
        return None, text
    if total + current >= _MOST:
        raise UnreadAmountError(text, "is more than anybody counts")
    return whole(total + current), " ".join(words[taken:])


def _check_rest(rest: str, cell: str) -> None:
    """Refuse words behind a number that may change it."""
    if re.search(r"(?<![a-z])[0-9]", rest, re.IGNORECASE):
        raise UnreadAmountError(cell, "holds a second number")
    words = re.findall(r"[^\W\d_]+", rest.casefold())
    if rest and not re.match(r"[%‰(\[°$€£¥₩₽₹₴]|(?:/ ?)?[^\W\d_]{1,}(?![-:])", rest):
        raise UnreadAmountError(cell, "continues with something that is not a unit")
    if re.match(r"[oOlISBZ]+(?!\w)", rest) or _AMONG_DIGITS.search(_COMPOUND.sub("", cell)):
        raise UnreadAmountError(cell, "has a letter where a digit may be meant")
    if "?" in rest:
        raise UnreadAmountError(cell, "is in doubt")
    if _WORDS.intersection(words):
        raise UnreadAmountError(cell, "holds a second number")
    if words[:1] and (words[0] in _UNSURE or re.match(r"(MM|B|T)(?!\w)", rest)):
        raise UnreadAmountError(cell, f"may mean two things by {shown(words[0])}")


def _as_said(number: Decimal, qualifier: str, rest: str, marks: str) -> WrittenAmount:
    """Put one number where its qualifier wants it."""
    if qualifier in ("more-than", "at-least"):
        return WrittenAmount(number, None, None, qualifier, rest, marks)
    if qualifier == "up-to":
        return WrittenAmount(None, None, number, qualifier, rest, marks)
    high = number if qualifier == "nearly" else None
    return WrittenAmount(None, number, high, qualifier, rest, marks)
