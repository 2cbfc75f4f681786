"""What a classroom says, in the language of the class.

English stands in the code and in the lessons. One file a language holds, by the English words,
what is said instead: ``de.toml`` beside this for the room's own words, one of that name beside the
texts of any topic, and one beside the lessons for theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from headcount.core.errors import UnknownWord
from headcount.core.files import UnreadFile, read_plain
from headcount.figures.package import tomlfile

ENGLISH = "en"
TEXT = re.compile(r"(?<=>)[^<>\s$][^<>$]*(?=<)|(?<=aria-label=\")[^\"]+")
"""A text of a page as it is written, between its marks."""

_HERE = Path(__file__).parent

# How numbers are written: what parts thousands, the decimal mark, and the words for scales.
_NUMBERS: dict[str, Any] = {
    "thousands": ",",
    "decimal": ".",
    "about": ["about"],
    "scales": {
        "": 1, "%": 1, "percent": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000,
        "million": 1_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000,
    },
}  # fmt: skip


class Words:
    """The words of one language.

    Parameters
    ----------
    language
        As HTML names it: ``"en"``, ``"de"``.
    said
        By the English words, those of this language: a text, or one for a single thing and one for
        several.
    numbers
        How numbers are written.
    page
        Those of `said` that scripts of a page say.

    Examples
    --------
    >>> german = words("de")
    >>> german("Right."), german.count(2, "{n} question", "{n} questions")
    ('Richtig.', '2 Fragen')
    >>> german.number(1140000.5), words("en")("Right.")
    ('1.140.000,5', 'Right.')
    """

    def __init__(
        self,
        language: str = ENGLISH,
        said: Mapping[str, Any] | None = None,
        numbers: Mapping[str, Any] | None = None,
        page: Mapping[str, Any] | None = None,
    ) -> None:
        self.language = language
        self.said = said or {}
        self.page = page or {}
        numbers = numbers or _NUMBERS
        self.decimal, self.about = numbers["decimal"], numbers["about"]
        self.thousands = numbers["thousands"]
        self.scales: dict[str, int] = numbers["scales"]

    def __call__(self, text: str, /, **parts: object) -> str:
        """Say a text; each ``{name}`` in it stands for a part."""
        said: str = self.said.get(text, text)
        return said.format(**parts) if parts else said

    def fill(self, page: str) -> str:
        """Say each text of a page."""
        return TEXT.sub(lambda found: self(found[0]), page)

    def count(self, number: int, one: str, several: str) -> str:
        """Say a text with a number ``{n}`` in it: of one thing, or of several."""
        forms = self.said.get(several, (one, several))
        return str(forms[number != 1]).format(n=number)

    def number(self, number: float) -> str:
        """Write a number."""
        signs = {",": self.thousands, ".": self.decimal}
        return re.sub("[,.]", lambda sign: signs[sign[0]], f"{number:,.10g}")

    @property
    def lessons(self) -> dict[str, str]:
        """What lessons of any topic say; a site for students has no file of it."""
        told: dict[str, str] = read(_HERE.parent / "topic" / f"{self.language}.toml")["words"]
        return told

    @property
    def separator(self) -> str:
        """What parts the cells of a table that a spreadsheet in this language opens."""
        return ";" if self.decimal == "," else ","

    @property
    def pattern(self) -> str:
        """How a number is written, as one regular expression: sign, whole, part, scale."""
        apart, mark = re.escape(self.thousands), re.escape(self.decimal)
        return (
            rf"(-?)(\d{{1,3}}(?:[{apart} \u00a0\u202f]\d{{3}})+|\d+)?({mark}\d+)?"
            r"\s*([^\s\d.,%-]*\.?|%)"
        )


class Said(str):
    """A text in English that knows what it is made of, to be said in another language as well.

    Examples
    --------
    >>> fault = Said("{file} is not there", file="ada.json")
    >>> print(fault, fault.by(words("de")), sep="; ")
    ada.json is not there; ada.json ist nicht da
    """

    parts: dict[str, str]
    template: str

    def __new__(cls, template: str, /, **parts: str) -> Said:  # noqa: D102
        said = super().__new__(cls, template.format(**parts))
        said.template, said.parts = template, parts
        return said

    def by(self, say: Words) -> str:
        """Say it in a language, what is ``wrong`` with a file too; names stay."""
        parts = {name: say(part) if name == "wrong" else part for name, part in self.parts.items()}
        return say(self.template, **parts)


@cache
def words(language: str) -> Words:
    """Return the room's own words in a language.

    Raises
    ------
    UnknownWord
        When there are none; the message names the languages there are.
    """
    if language == ENGLISH:
        return Words()
    known = [ENGLISH, *sorted(path.stem for path in _HERE.glob("*.toml"))]
    if language not in known:
        raise UnknownWord(f'There are no words in the language "{language}"', language, known)
    found = read(_HERE / f"{language}.toml")
    said = found["page"] | found["room"]
    return Words(language, said, found["numbers"], found["page"])


def read(path: Path) -> dict[str, Any]:
    """Read a file of words.

    Raises
    ------
    ValueError
        When it is no TOML; the message tells the line.
    """
    try:
        return {**tomlfile.parsed(read_plain(path, tomlfile.MOST_BYTES).decode())}
    except (UnreadFile, ValueError, RecursionError) as error:
        raise ValueError(f"{path}: {error}") from error
