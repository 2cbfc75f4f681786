"""English as a newsroom writes it: places, counts, lists, paragraphs. The rules are AP style's."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from textwrap import fill

SHORT = 110
"""The longest note that fits under a chart, and the longest headline that is read at a glance."""

COLUMNS = 90
"""Characters a line of a paragraph: what a notebook shows without scrolling."""

COLUMNS_VARIABLE = "HEADCOUNT_COLUMNS"
"""Says another number of them: a page that breaks its lines itself asks for more than there are."""

_PADDED = (
    60  # characters up to which a column is filled, so that one long cell widens no other line
)

_CARDINALS = (
    *("zero", "one", "two", "three", "four"),
    *("five", "six", "seven", "eight", "nine"),
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)

_BRIEF = 60  # characters: a longer value is told by its kind

_ADDRESS = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,6}\b(?! ?[.(])")
_SMALL_FIRST = re.compile(r"[a-z]+\d*[A-Z]")  # eToday, i24NEWS, teleSUR
_BEFORE_MORE = re.compile(r" (?:of|in|on|at|by|for|from|to|with|without|under|per|who|that)\b|,")


_MASS = ("tion", "ment", "ance", "ence", "growth", "output", "turnout", "revenue")


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


def count_of(number: int, noun: str) -> str:
    """Say how many there are of something, in a sentence.

    Examples
    --------
    >>> count_of(1, "figure"), count_of(9, "figure"), count_of(28, "other figure")
    ('one figure', 'nine figures', '28 other figures')
    """
    return f"{cardinal(number)} {_of(number, noun)}"


def tally(number: int, noun: str) -> str:
    """Say how many there are of something, at a list.

    Examples
    --------
    >>> tally(1, "figure"), tally(1200, "figure")
    ('1 figure', '1,200 figures')
    """
    return f"{number:,} {_of(number, noun)}"


def _of(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"


def all_of(number: int, noun: str) -> str:
    """Say that what is said is said of all there are, in a sentence.

    Examples
    --------
    >>> all_of(1, "figure"), all_of(2, "figure"), all_of(12, "figure")
    ('the one figure', 'both figures', 'all 12 figures')
    """
    few = {1: "the one", 2: "both"}
    return f"{few.get(number, f'all {cardinal(number)}')} {_of(number, noun)}"


def closed(words: str) -> str:
    """Close a name that holds a comma outside brackets, where the sentence goes on.

    Examples
    --------
    >>> closed("boys in Arland"), closed("pupils in Arland, boys")
    ('boys in Arland', 'pupils in Arland, boys,')
    >>> closed("pupils in Arland, Belmar and Nipland")
    'pupils in Arland, Belmar and Nipland'
    """
    _, comma, last = re.sub(r"\([^)]*\)", "", words).rpartition(", ")
    return f"{words}," if comma and " and " not in last else words


def noted(numbers: Sequence[int]) -> str:
    """Name the notes that a figure bears, behind it; nothing where it bears none.

    Examples
    --------
    >>> noted((4,)), noted((1, 4)), noted(())
    (' (note 4)', ' (notes 1, 4)', '')
    """
    if not numbers:
        return ""
    return f" ({_of(len(numbers), 'note')} {', '.join(map(str, numbers))})"


def listed(names: Sequence[str]) -> str:
    """Join names as running text does, without a serial comma.

    Examples
    --------
    >>> listed(["China"]), listed(["China", "India", "the United States"])
    ('China', 'China, India and the United States')
    """
    return _joined(names, "and")


def either(names: Sequence[str]) -> str:
    """Join names of which each stands for some: ``claimed or planned``.

    Examples
    --------
    >>> either(["claimed"]), either(["claimed", "offered", "planned"])
    ('claimed', 'claimed, offered or planned')
    """
    return _joined(names, "or")


def _joined(names: Sequence[str], word: str) -> str:
    return f" {word} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def quoted(names: Sequence[str]) -> str:
    """Join names in quotation marks; a comma stands inside them, as American copy has it.

    Examples
    --------
    >>> quoted(["beds"]), quoted(["beds", "wards", "posts"])
    ('“beds”', '“beds,” “wards” and “posts”')
    """
    *others, last = names
    if not others:
        return f"“{last}”"
    return " ".join([*(f"“{name},”" for name in others[:-1]), f"“{others[-1]}” and “{last}”"])


def few(names: Sequence[str], most: int) -> str:
    """Join the first of many names and count the rest; a name that holds a comma asks for more.

    Examples
    --------
    >>> few(["China", "India", "Iran", "China", "Mali", "Peru"], 3)
    'China, India, Iran and two more'
    >>> few(["Peru, soldiers", "Mali, workers", "Mali, soldiers"], 3)
    'Peru, soldiers; Mali, workers; and Mali, soldiers'
    """
    every = list(dict.fromkeys(names))
    shown = every[:most]
    if more := len(every) - len(shown):
        shown.append(f"{cardinal(more)} more")
    if len(shown) > 2 and any(", " in name for name in shown):
        return f"{'; '.join(shown[:-1])}; and {shown[-1]}"
    return listed(shown)


def fitting(*drafts: str) -> str:
    """Return the first draft that is short enough to stand at a chart, else the shortest.

    An empty draft is none.

    Examples
    --------
    >>> fitting("long " * 30, "so long " * 30, "short")
    'short'
    """
    there = [draft for draft in drafts if draft]
    return next((draft for draft in there if len(draft) <= SHORT), min(there, key=len))


def at(amount: str) -> str:
    """Put something at an amount, without a second "at".

    Examples
    --------
    >>> at("about 100"), at("at least 100"), at("at most 9")
    ('at about 100', 'at no fewer than 100', 'at no more than 9')
    """
    limits = {"at least ": "no fewer than ", "at most ": "no more than "}
    said = next((f"{now}{amount[len(was):]}" for was, now in limits.items()
                 if amount.startswith(was)), amount)  # fmt: skip
    return f"at {said}"


def aside(name: str) -> str:
    """Close a name that holds a comma with another, where the sentence goes on.

    Examples
    --------
    >>> f"{aside('The Courier')} gives", f"{aside('The Courier, May 2')} gives"
    ('The Courier gives', 'The Courier, May 2, gives')
    """
    return f"{name}," if "," in name else name


def article(noun: str) -> str:
    """Put "a" or "an" before a noun in small letters.

    Examples
    --------
    >>> article("plan for"), article("offer of")
    ('a plan for', 'an offer of')
    """
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def possessive(name: str) -> str:
    """Say whose something is.

    Examples
    --------
    >>> possessive("the CIA"), possessive("Reuters"), possessive("IISS")
    ("the CIA's", "Reuters'", "IISS'")
    """
    return f"{name}'" if name[-1:] in "sS" else f"{name}'s"


def is_plural(name: str) -> bool:
    """Whether a name takes a verb for several, by the noun that leads it.

    Examples
    --------
    >>> [is_plural(one) for one in ("currency reserves", "calls reached on time", "coal in stock")]
    [True, True, False]
    >>> [is_plural(one) for one in ("sales tax", "mass of glaciers", "trees")]
    [False, False, True]
    """
    words = _BEFORE_MORE.split(name)[0].split()
    while len(words) > 1 and words[-1].endswith("ed"):
        words.pop()
    return bool(words) and words[-1].endswith("s") and not words[-1].endswith(("ss", "us", "is"))


def is_mass(name: str) -> bool:
    """Whether a name is of an amount, of which there are not so many: by the noun that leads it.

    Examples
    --------
    >>> [is_mass(one) for one in ("net migration", "unemployment in Arland", "active personnel")]
    [True, True, False]
    >>> [is_mass(one) for one in ("migration offices", "people in detention", "missions")]
    [False, False, False]
    """
    words = _BEFORE_MORE.split(name)[0].split()
    return bool(words) and words[-1].endswith(_MASS) and not any(map(is_plural, words))


def singular(name: str) -> str:
    """Say one of what a name has several of.

    Examples
    --------
    >>> [singular(one) for one in ("people at school", "staffed beds", "active personnel")]
    ['person at school', 'staffed bed', 'active personnel']
    """
    head = _BEFORE_MORE.split(name)[0]
    if head.endswith("people"):
        one = f"{head.removesuffix('people')}person"
    else:
        one = head.removesuffix("s") if is_plural(head) else head
    return one + name[len(head) :]


def are_several(name: str) -> bool:
    """Whether a name is of several people: ``South Korean officials``, but not ``Reuters``.

    Examples
    --------
    >>> [are_several(one) for one in ("South Korean officials", "Reuters", "the Joint Chiefs")]
    [True, False, True]
    >>> [are_several(one) for one in ("People with knowledge of it", "The Times", "Forbes")]
    [True, False, False]
    """
    head = (_BEFORE_MORE.split(name)[0].split() or [""])[-1]
    return head in ("People", "people", "Men", "men", "Chiefs") or (
        head[:1].islower() and is_plural(head)
    )


def capital(text: str) -> str:
    """Begin a text with a capital letter and leave the rest; an address and eToday have none.

    Examples
    --------
    >>> capital("the CIA"), capital("bbc.co.uk figures"), capital("eToday's figure")
    ('The CIA', 'bbc.co.uk figures', "eToday's figure")
    """
    is_written_so = _ADDRESS.match(text) or _SMALL_FIRST.match(text)
    return text if is_written_so else text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Begin a text with a small letter inside a sentence, unless its first word has more capitals.

    Examples
    --------
    >>> small("Workers abroad"), small("HIMARS launchers")
    ('workers abroad', 'HIMARS launchers')
    """
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def opened(text: str) -> str:
    """Begin a sentence with a text; no numeral is its first word.

    Examples
    --------
    >>> opened("both figures are claims"), opened("11 of 12 figures are claims")
    ('Both figures are claims', 'In all, 11 of 12 figures are claims')
    """
    return f"In all, {text}" if text[:1].isdigit() else capital(text)


def sentence(text: str) -> str:
    """Begin a text with a capital letter and end it as a sentence.

    Examples
    --------
    >>> sentence("name a chart"), sentence('did you mean "rank"?')
    ('Name a chart.', 'Did you mean "rank"?')
    """
    return capital(text) if text.endswith((".", "?", "…")) else f"{capital(text)}."


def unaccented(text: str) -> str:
    """Return a text in plain letters: accents gone, and whatever has no such letter.

    Examples
    --------
    >>> unaccented("Édith, 김")
    'Edith, '
    """
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def slug(text: str, between: str = "-") -> str:
    """Return a text as a name of small letters and digits; whatever else is in it parts them.

    Examples
    --------
    >>> slug("CIA World Factbook, 2022"), slug("Troops sent", "_")
    ('cia-world-factbook-2022', 'troops_sent')
    """
    return re.sub("[^a-z0-9]+", between, text.lower()).strip(between)


def aligned(lines: Sequence[Sequence[str]]) -> list[str]:
    """Set lines of cells in columns that are as wide as their widest cells, up to `_PADDED`.

    A longer cell pushes what follows it in its own line to the right, and in no other.

    Examples
    --------
    >>> aligned([("beds", "1,200"), ("theatres", "9")])
    ['beds      1,200', 'theatres  9']
    """
    widths = [min(max(map(len, column)), _PADDED) for column in zip(*lines, strict=True)]
    return ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]


def paragraph(text: str, first: str = "", rest: str = "", columns: int | None = None) -> str:
    """Break a text into lines that a notebook and a terminal show without scrolling.

    A path, an id or an address is never broken, so that it can be copied; its line may be longer.

    Parameters
    ----------
    text
        The text.
    first, rest
        What stands before its first line, and before every other.
    columns
        Characters a line; by itself as many as a notebook shows.

    Examples
    --------
    >>> len(paragraph("One census, two readings. " * 8).splitlines())
    3
    >>> print(paragraph("A figure of " + "a-long-name-" * 8, first="- ", rest="  "))
    - A figure of
      a-long-name-a-long-name-a-long-name-a-long-name-a-long-name-a-long-name-a-long-name-a-long-name-
    """
    return fill(
        text,
        columns or int(os.environ.get(COLUMNS_VARIABLE, COLUMNS)),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def brief(value: object) -> str:
    """Write a value in one line, and what would take more by its kind alone."""
    text = repr(value)
    return text if len(text) <= _BRIEF and "\n" not in text else f"a {type(value).__name__}"
