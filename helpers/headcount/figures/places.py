"""Countries as people name them in a sheet, and their codes of three letters.

Unicode's names in twenty-nine languages are known by `babel`; `places.csv` adds what people are
called, official and older names, and names that may mean several countries, for which whoever wrote
them is asked. Nothing is guessed: what is nearly a name is offered, never taken.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from contextlib import suppress
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path

from headcount.figures.package.problem import shown
from headcount.figures.written import clean, without_marks

_LANGUAGES = (
    "en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "ko", "zh", "ar", "ja", "tr", "sv",
    "cs", "sk", "hu", "ro", "bg", "hr", "el", "da", "nb", "fi", "he", "fa", "id",
)  # fmt: skip
_OFFERED = 3  # at most, of names that look like one
_FORM = (
    r"(?:(?:federal|islamic|united|kyrgyz|bolivarian|plurinational|co-?operative|people'?s?|socialist"
    r"|democratic|arab|federative|federated|oriental|independent)\s)*"
    r"(?:republic|rep|kingdom|principality|grand duchy|sultanate|commonwealth|union|states|emirate)"
)
_FORMS = re.compile(rf"{_FORM} of (?:the )?(.+)|(.+?) {_FORM} of(?: the)?")


class UnreadPlaceError(ValueError):
    """A name that is no country's, or may be several countries'.

    Parameters
    ----------
    text
        The cell.
    offered
        Codes that it may mean; the likeliest first.
    """

    def __init__(self, text: str, offered: tuple[str, ...]) -> None:
        may_be = f"; it may be {' or '.join(map(name_of, offered))}" if offered else ""
        super().__init__(f"{shown(text)} is not the name of one country{may_be}")
        self.text, self.offered = text, offered


@lru_cache(maxsize=4096)  # the same few stand in many rows
def read_place(text: str) -> str:
    """Return the code of a country: ISO 3166's three letters, XKX for Kosovo.

    Parameters
    ----------
    text
        A cell: a name in one of twenty-nine languages, a people, an official or older name, a code.

    Raises
    ------
    UnreadPlaceError
        When it is none, or may be several; what it may be is offered.

    Examples
    --------
    >>> read_place("N. Korea"), read_place("Korea, Rep."), read_place("Russians")
    ('PRK', 'KOR', 'RUS')
    >>> read_place("Korea")
    Traceback (most recent call last):
    headcount.figures.places.UnreadPlaceError: "Korea" is not the name of one country; it \
may be North Korea or South Korea
    """
    key = _key(text)
    known, offered = _names()
    code = _known(key)
    if code:
        return code
    if key in offered:
        raise UnreadPlaceError(text, offered[key])
    last, comma, first = text.partition(",")
    if comma and (code := _known(_key(f"{first} {last}")) or _known(_key(f"{first} of {last}"))):
        return code  # as an index has it: "Hong Kong SAR, China", "Tanzania, United Republic"
    raise UnreadPlaceError(text, tuple(dict.fromkeys(known[name] for name in _near(key))))


def _near(key: str) -> list[str]:
    """Return names that a key is nearly: only those that have a quarter of its pairs are compared.

    A sheet may have ten thousand names that are no country's, and there are five thousand names.
    """
    pairs = _pairs(key)
    having = _having()
    shared = Counter(name for pair in pairs for name in having.get(pair, ()))
    alike = [name for name, many in shared.items() if 4 * many >= len(pairs)]
    return get_close_matches(key, alike, n=_OFFERED, cutoff=0.8) if len(key) > 3 else []


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)}


@cache
def _having() -> dict[str, list[str]]:
    """Return by each pair of letters the names that have it."""
    found: dict[str, list[str]] = {}
    for name in _names()[0]:
        for pair in _pairs(name):
            found.setdefault(pair, []).append(name)
    return found


def is_place(text: str) -> bool:
    """Tell whether a text is the name of one country, or may be of several."""
    return bool(_known(_key(text))) or _key(text) in _names()[1]


@lru_cache(maxsize=4096)
def aggregate(text: str) -> bool:
    """Tell whether a text is what tables call several countries together: World, High income."""
    return _key(without_marks(clean(text))[0]) in _aggregates()


@cache
def _aggregates() -> frozenset[str]:
    file = Path(__file__).with_name("aggregates.txt")
    return frozenset(map(_key, file.read_text("utf-8").splitlines()))


def _known(key: str) -> str:
    """Return the code of a name, also of several people, and with the form of state beside it."""
    known, offered = _names()
    form = _FORMS.fullmatch(key)
    bare = (form[1] or form[2]) if form and key not in offered else ""
    whole = re.sub(r"\brep\b", "republic", re.sub(r"\bfed\b", "federation", key))
    many = key.removesuffix("s") if len(key) > 4 else ""  # Russians, and not YE for Yes
    tried = (key, many, bare, whole)
    return next((known[name] for name in tried if name in known), "")


def is_spelled_as_place(text: str) -> bool:
    """Tell whether a text is a name of a country to the letter, accents and all."""
    return text.casefold() in _spelled()


@cache
def _spelled() -> frozenset[str]:
    from babel import Locale

    every = (Locale(language).territories.values() for language in _LANGUAGES)
    return frozenset(name.casefold() for names in every for name in names)


def name_of(code: str) -> str:
    """Return the plain English name of a country."""
    from babel import Locale

    return str(Locale("en").territories.get(_twos().get(code, ""), code))


def in_text(code: str) -> str:
    """Return the name of a country as running text has it, with its article."""
    article = next((row["article"] for row in _rows() if row["code"] == code), "")
    return f"{article} {name_of(code)}".strip()


@cache
def _twos() -> dict[str, str]:
    """Return codes of two letters by those of three."""
    from babel import Locale
    from babel.core import get_global

    there = Locale("en").territories
    aliases = get_global("territory_aliases")
    twos = {
        code: two[0]
        for code, two in aliases.items()
        if len(code) == 3 and code.isalpha() and len(two) == 1 and two[0] in there
    }
    listed = {row["code"] for row in _rows()}
    kept = {two: code for code, two in twos.items() if code not in listed}
    kept |= {two: code for code, two in twos.items() if code in listed}  # FRA, not the old FXX
    # codes in Q and X are for what is no country, such as QUU, the European Union
    return {code: two for two, code in kept.items() if code[0] not in "QXZ" or code in listed} | {
        "XKX": "XK"
    }


@cache
def _rows() -> list[dict[str, str]]:
    with Path(__file__).with_name("places.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _names() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return the code by every name, and the codes by every name that may mean several."""
    from babel import Locale

    threes = {two: code for code, two in _twos().items()}
    known = {two.casefold(): code for two, code in threes.items()}
    known |= {code.casefold(): code for code in _twos()}
    for language in reversed(_LANGUAGES):
        names = Locale(language).territories
        known |= {_key(names[two]): code for two, code in threes.items() if two in names}
    offered: dict[str, tuple[str, ...]] = {}
    for row in _rows():
        known |= {_key(name): row["code"] for name in row["also"].split("|") if name}
        for name in filter(None, row["offered"].split("|")):
            offered[_key(name)] = (*offered.get(_key(name), ()), row["code"])
    return {name: code for name, code in known.items() if name not in offered}, offered


def _key(text: str) -> str:
    """Return a name without what people write in different ways, and without flags."""
    plain = unicodedata.normalize("NFKD", clean(text).casefold())
    plain = "".join(
        char for char in plain
        if not unicodedata.combining(char) and unicodedata.category(char) != "So"
    )  # fmt: skip
    plain = unicodedata.normalize("NFKC", re.sub(r"[.,'()-]+", " ", plain.replace(".", "")))
    return " ".join(plain.split()).removeprefix("the ").replace(" and ", " & ")


@cache
def seats() -> dict[str, str]:
    """Return by code the city that running English says for a country's government.

    Examples
    --------
    >>> seats()["NOR"], seats()["NLD"]
    ('Oslo', 'The Hague')
    """
    return {row["code"]: row["seat"] for row in _rows() if row["seat"]}


@cache
def demonyms() -> dict[str, tuple[str, ...]]:
    """Return by code what running English calls a country and its people.

    Examples
    --------
    >>> {"Norway", "Norwegian", "Norwegians"} <= set(demonyms()["NOR"])
    True
    """
    found: dict[str, list[str]] = {}
    with suppress(ImportError):  # a browser's Python has no babel: what `places.csv` adds is left
        from babel import Locale

        names = Locale("en").territories
        found = {code: [names[two]] for code, two in _twos().items() if two in names}
    for row in _rows():
        said = [name for name in row["also"].split("|") if name]
        said += [f"{name}s" for name in said if name.endswith(("an", "i", "ic"))]
        said += [form for name in row["offered"].split("|") if name for form in (name, f"{name}ns")]
        found.setdefault(row["code"], []).extend(said)
    return {code: tuple(dict.fromkeys(said)) for code, said in found.items()}
