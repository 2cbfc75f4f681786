"""Dates in the heads of columns: "Beds 2019", "Jan-24" beside "Feb-24", "Q1" over years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headcount.figures.written import clean, without_marks
from headcount.publish.adopt.dates import UnreadDateError, months, read_date

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
