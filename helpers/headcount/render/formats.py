"""The formats that a chart leaves in: how wide it is laid out, and how high it should be."""

from __future__ import annotations

from dataclasses import dataclass

from headcount.core.errors import UnknownWord


@dataclass(frozen=True, slots=True)
class Card:
    """How large a card is, and its type, in pixels of the file: a card has one a point.

    Platforms name the pixels that they show, and scale whatever has others; so a card has exactly
    those. A feed shows one 360 to 500 pixels wide: type of 28 on a card of 1,200 is then 8 to 12
    pixels high, which is as small as is still read, and `small` is never under that.

    Parameters
    ----------
    width, height, margin
        Its edges, and the room left at both sides.
    headline, least, lines
        The headline's type; how small a long one may be set so that it takes no more lines.
    label, small, rows
        The type of a line and of what stands under all; and how many lines there are at most.
    above, below
        The room left at the top and at the bottom: in a story the platform puts its own there.
    """

    width: int
    height: int
    margin: int
    headline: int
    least: int
    lines: int
    label: int
    small: int
    rows: int
    above: int
    below: int

    @property
    def room(self) -> int:
        """How wide what stands on it may be."""
        return self.width - 2 * self.margin


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
        Pixels that it has, where the place it goes to sets them; `None` where it may be as high as
        its words and marks need.
    card
        How it is set, where its height is set: as a card (`headcount.charts.card`).
    """

    name: str
    width: int
    height: int | None = None
    card: Card | None = None

    @property
    def is_print(self) -> bool:
        """Whether it is a PDF for paper, with all text in black; all others are for a screen."""
        return self.name.startswith("print")


SOCIAL = Card(1200, 628, 40, 54, 42, 2, 32, 28, 5, 36, 32)
SQUARE = Card(1080, 1080, 48, 56, 46, 3, 34, 30, 7, 48, 44)
STORY = Card(1080, 1920, 64, 72, 56, 4, 44, 36, 8, 250, 340)

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("web", 1200),
        Format("article", 600),
        Format("social", SOCIAL.width, SOCIAL.height, SOCIAL),
        Format("square", SQUARE.width, SQUARE.height, SQUARE),
        Format("story", STORY.width, STORY.height, STORY),
        Format("phone", 375),
        Format("print", 673),  # 178 mm, a page of a magazine
        Format("print-column", 325),  # 86 mm
    )
}

NARROWEST, WIDEST = 280, 4000
"""Pixels that a picture can be laid out for."""


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
            raise UnknownWord(f'"{word}" is not a format or a width in pixels', word, FORMATS)
        return FORMATS[word]
    if not NARROWEST <= int(word[:6]) <= WIDEST:
        raise ValueError(f"A picture cannot be {word} pixels wide. Give {NARROWEST} to {WIDEST}.")
    return Format(str(int(word)), int(word))
