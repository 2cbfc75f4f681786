"""English as a newsroom writes it: places, counts, lists, paragraphs. The rules are AP style's."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

COLUMNS = 90
"""Characters a line of a paragraph: what a notebook shows without scrolling."""

_CARDINALS = (
    *("zero", "one", "two", "three", "four"),
    *("five", "six", "seven", "eight", "nine"),
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)


def ordinal(number: int) -> str:
    """Say a place as AP does: words up to tenth, figures above.

    Examples
    --------
    >>> ordinal(4), ordinal(11), ordinal(22), ordinal(103)
    ('fourth', '11th', '22nd', '103rd')
    """
    if 1 <= number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    suffix = (
        "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{suffix}"


def cardinal(number: int) -> str:
    """Say a small count as AP does: words up to nine, figures above.

    Examples
    --------
    >>> cardinal(9), cardinal(28)
    ('nine', '28')
    """
    return _CARDINALS[number] if 0 <= number < len(_CARDINALS) else f"{number:,}"


def listed(names: Sequence[str]) -> str:
    """Join names as running text does, without a serial comma.

    Examples
    --------
    >>> listed(["China"]), listed(["China", "India", "the United States"])
    ('China', 'China, India and the United States')
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def capital(text: str) -> str:
    """Begin a text with a capital letter and leave the rest as it is.

    Examples
    --------
    >>> capital("the CIA")
    'The CIA'
    """
    return text[:1].upper() + text[1:]


def paragraph(text: str) -> str:
    """Break a text into lines that a notebook shows without scrolling.

    Examples
    --------
    >>> len(paragraph("One census, two readings. " * 8).splitlines())
    3
    """
    return fill(text, COLUMNS)
