"""The formats that a graphic leaves in: how wide it is laid out, and how high it should be."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.refusals import UnknownWord


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
