"""The form that a column asks of its texts: a pattern that is matched in one pass, whatever it is.

Data Package takes its patterns from XML Schema, where they have neither look-around nor references
back, so that each is an automaton. `re` tries one way through it after the other, of which there
may be more than atoms; this goes all ways at once (Glushkov, "The abstract theory of automata",
1961). A set of places in the pattern is a number here, with a bit for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

LONGEST = 250
"""Characters of a pattern, and places that its counts may make of them."""

_KEPT = 10_000  # steps that are remembered
_CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}


class _Part(NamedTuple):
    """A part of a pattern: its first places, its last ones, and whether it may be left out."""

    first: int
    last: int
    empty: bool


_NOTHING = _Part(0, 0, empty=True)


class _State(dict[str, "_State"]):
    """Places that a text has come to; where each character leads from there, once it is met."""

    def __init__(self, pattern: Pattern, places: int) -> None:
        super().__init__()
        self.pattern, self.places = pattern, places

    def __missing__(self, sign: str) -> _State:
        return self.pattern._step(self, sign)


class Pattern:
    """A pattern, ready to be held against texts.

    Parameters
    ----------
    pattern
        A regular expression of characters, classes, groups, alternatives and counts.

    Raises
    ------
    ValueError
        For what is none, needs more than that, or is too long.

    Examples
    --------
    >>> Pattern("^[a-z]+(-[a-z]+)*$").fits("two-words"), Pattern("(a+)+").fits("a" * 50 + "b")
    (True, False)
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._signs: list[Any] = []  # what stands at each place of the pattern
        self._after: list[int] = []  # the places that may follow it
        self._states: dict[int, _State] = {}
        self._kept = 0  # steps that are remembered
        self._read_parts = 0
        try:
            if len(pattern) > LONGEST:
                raise ValueError("it is too long")
            parsed = parser.parse(pattern)
            if parsed.state.flags & ~re.UNICODE:
                raise ValueError("it sets flags")
            whole = self._sequence(parsed, outermost=True)
        except (re.error, RecursionError, OverflowError) as error:
            raise ValueError(str(error)) from None
        self._end = self._place(None)
        self._follow(whole.last, self._end)
        self._start = self._state(whole.first | (self._end if whole.empty else 0))

    def fits(self, text: str) -> bool:
        """Whether the whole text has the form."""
        state = self._start
        for sign in text:
            state = state[sign]
        return bool(state.places & self._end)

    def _state(self, places: int) -> _State:
        return self._states.setdefault(places, _State(self, places))

    def _step(self, state: _State, sign: str) -> _State:
        found, rest = 0, state.places & ~self._end
        while rest:
            at = (rest & -rest).bit_length() - 1
            if _matches(self._signs[at], sign):
                found |= self._after[at]
            rest &= rest - 1
        if self._kept >= _KEPT:
            for one in self._states.values():
                one.clear()
            self._states, self._kept = {self._start.places: self._start}, 0
        self._kept += 1
        state[sign] = self._state(found)
        return state[sign]

    def _place(self, sign: Any) -> int:
        if len(self._signs) > LONGEST:
            raise ValueError("it is too long")
        self._signs.append(sign)
        self._after.append(0)
        return 1 << len(self._signs) - 1

    def _follow(self, places: int, later: int) -> None:
        while places:
            self._after[(places & -places).bit_length() - 1] |= later
            places &= places - 1

    def _join(self, one: _Part, other: _Part) -> _Part:
        self._follow(one.last, other.first)
        first = one.first | (other.first if one.empty else 0)
        last = other.last | (one.last if other.empty else 0)
        return _Part(first, last, one.empty and other.empty)

    def _sequence(self, parts: Iterable[Any], *, outermost: bool = False) -> _Part:
        found, parts = _NOTHING, list(parts)
        if outermost:  # a text is always held against the whole, with anchors and without
            while parts and parts[0] == (codes.AT, codes.AT_BEGINNING):
                del parts[0]
            while parts and parts[-1] == (codes.AT, codes.AT_END):
                del parts[-1]
        for part in parts:
            found = self._join(found, self._part(*part, outermost=outermost and len(parts) == 1))
        return found

    def _part(self, code: Any, what: Any, *, outermost: bool) -> _Part:
        self._read_parts += 1
        if self._read_parts > 10 * LONGEST:
            raise ValueError("it is too long")
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            return self._repeated(*what)
        if code is codes.SUBPATTERN and not any(what[1:3]):
            return self._sequence(what[3], outermost=outermost)
        if code is codes.BRANCH:
            found = [self._sequence(one, outermost=outermost) for one in what[1]]
            first = last = 0
            for one in found:
                first, last = first | one.first, last | one.last
            return _Part(first, last, any(one.empty for one in found))
        if code in (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN):
            at = self._place((code, what))
            return _Part(at, at, empty=False)
        raise ValueError(f"it needs {str(code).lower().replace('_', ' ')}")

    def _repeated(self, least: int, most: Any, part: Any) -> _Part:
        endless = most is codes.MAXREPEAT
        found = _NOTHING
        for number in range(max(least, 1) if endless else int(most)):
            one = self._sequence(part)
            if endless and number >= least - 1:
                self._follow(one.last, one.first)
            found = self._join(found, one._replace(empty=one.empty or number >= least))
        return found


def _matches(sign: Any, character: str) -> bool:
    """Whether a character is one of those that a sign stands for."""
    code, what = sign
    if code is codes.ANY:
        return character != "\n"
    if code is codes.LITERAL:
        return bool(ord(character) == what)
    if code is codes.NOT_LITERAL:
        return bool(ord(character) != what)
    negated = bool(what[0] == (codes.NEGATE, None))
    return negated != any(_among(kind, of, character) for kind, of in what)


def _among(code: Any, what: Any, character: str) -> bool:
    if code is codes.RANGE:
        return bool(what[0] <= ord(character) <= what[1])
    if code is codes.CATEGORY:
        return re.match(_CATEGORIES[what], character) is not None
    return code is codes.LITERAL and bool(ord(character) == what)
