"""The formats that a chart leaves in: how wide it is laid out, and how high it should be."""

from __future__ import annotations

from dataclasses import dataclass

from headcount.core.errors import UnknownWord
from headcount.core.wording import count_of


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Parameters
    ----------
    name
        What a reporter calls it; the ending of its file's name.
    width
        Pixels that it is laid out for.
    height
        Pixels it is to fill, where the place it goes to sets them; `None` where it may be as high
        as its words and marks need. What cannot be held grows beyond it: nothing is ever cut.
    """

    name: str
    width: int
    height: int | None = None

    def outgrown(self, height: float, notes: int) -> str:
        """Say that a picture is higher than its place, and why; empty where it is not.

        Parameters
        ----------
        height
            Pixels that the picture is high.
        notes
            How many notes it bears.

        Examples
        --------
        >>> FORMATS["social"].outgrown(916, notes=12)
        "social: 1200x916, taller than the card's 628: 12 notes; ask for fewer rows"
        >>> FORMATS["social"].outgrown(628, notes=3), FORMATS["web"].outgrown(916, notes=12)
        ('', '')
        """
        if self.height is None or height <= self.height:
            return ""
        many = f": {count_of(notes, 'note')}" if notes else ""
        size = f"{self.width}x{height:.0f}"
        return (
            f"{self.name}: {size}, taller than the card's {self.height}{many}; ask for fewer rows"
        )


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("web", 1200),
        Format("article", 600),
        Format("square", 600, 600),
        Format("social", 1200, 628),
        Format("phone", 375),
        Format("print", 600),
    )
}

NARROWEST, WIDEST = 280, 4000
"""Pixels that a picture can be laid out for."""

PRINT = "print"
"""The format that is a PDF; all others are pictures for a screen."""


def asked(words: str) -> tuple[Format, ...]:
    """Read what somebody asks for: names of formats or widths in pixels, parted by commas.

    Raises
    ------
    UnknownWord
        For what is neither; the message names the formats.
    ValueError
        For a width that cannot be laid out.

    Examples
    --------
    >>> [(one.name, one.width) for one in asked("phone,800")]
    [('phone', 375), ('800', 800)]
    """
    return tuple(dict.fromkeys(_asked(word.strip()) for word in words.split(",")))


def _asked(word: str) -> Format:
    if not (word.isascii() and word.isdigit()):
        if word not in FORMATS:
            raise UnknownWord(f"no format and no width in pixels is {word!r}", word, FORMATS)
        return FORMATS[word]
    if not NARROWEST <= int(word[:6]) <= WIDEST:
        raise ValueError(f"no picture can be {word} wide: give {NARROWEST} to {WIDEST} pixels")
    return Format(str(int(word)), int(word))
