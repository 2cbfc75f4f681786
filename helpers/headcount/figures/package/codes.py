"""Short codes and the names behind them: what was meant by one that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from headcount.figures.package.problem import mend, printable

NAME = "name"
"""The column that says in words what the key of its table stands for."""

_SHORT = 3
_OFFERED = 4


def by_name(names: Mapping[str, str]) -> dict[str, str]:
    """Return the code behind each name, for whatever case it is written in (`str.casefold`).

    Examples
    --------
    >>> by_name({"KOR": "South Korea", "PRK": "North Korea"})["north korea"]
    'PRK'
    """
    return {name.casefold(): code for code, name in reversed(names.items()) if name}


def mend_code(text: str, names: Mapping[str, str], otherwise: str) -> str:
    """Say which key may be meant; of short codes several, for each is like many others.

    Parameters
    ----------
    text
        What stands in the cell.
    names
        Every key, and its name or an empty text.
    otherwise
        What to say if nothing is like it.

    Examples
    --------
    >>> mend_code("NKO", {"CHN": "China", "KOR": "South Korea", "PRK": "North Korea"}, "add it")
    'did you mean KOR (South Korea) or PRK (North Korea)?'
    """
    if any(len(code) > _SHORT for code in names):
        return mend(text, names, otherwise)
    likely = sorted(list(dict.fromkeys(_likely(text[:100].casefold(), names)))[:_OFFERED])
    if not likely:
        return mend(text, names, otherwise)
    *some, last = (f"{code} ({names[code]})" if names[code] else code for code in likely)
    return printable(f"did you mean {', '.join(some)}{' or ' if some else ''}{last}?")


def _likely(text: str, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the codes of the same letters, then by names that are like or longer, then alike."""
    from difflib import get_close_matches  # only a fault needs it

    by_name = {name.casefold(): code for code, name in names.items() if name}
    by_code = {code.casefold(): code for code in names}
    yield from (by_code[code] for code in by_code if sorted(code) == sorted(text))
    yield from (by_name[near] for near in get_close_matches(text, by_name, n=_OFFERED))
    yield from (code for name, code in by_name.items() if _shortens(text, name))
    yield from (by_code[near] for near in get_close_matches(text, by_code, n=_OFFERED))


def _shortens(text: str, name: str) -> bool:
    """Whether the letters stand in the name in this order, from its first on."""
    letters = iter(name)
    return name[:1] == text[:1] and all(letter in letters for letter in text)
