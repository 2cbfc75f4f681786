"""The English of `words.toml`, and finding its words, and a package's, in a text."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_TOKEN = re.compile(r"[^\W_]+")
_LEAST_STEM = 2


@cache
def words() -> Mapping[str, Any]:
    """Return what `words.toml` says."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def pattern(phrases: Iterable[str]) -> str:
    """Return a pattern for any of some phrases, the longest first; a trailing * is any ending.

    Examples
    --------
    >>> found = re.compile(pattern(["worker*", "work permit"]))
    >>> found.findall("a work permit, two workers, a workshop")
    ['work permit', 'workers']
    """
    parts = []
    for phrase in sorted(phrases, key=len, reverse=True):
        bare, star, _ = phrase.partition("*")
        said = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", bare)))
        before = r"(?<![\w-])" if bare[:1].isalnum() else ""
        after = r"(?!\w)" if star or bare[-1:].isalnum() else ""
        parts.append(before + said + (r"\w*" if star else "") + after)
    return "|".join(parts)


def changes() -> str:
    """Return a pattern for the words that say that a number has changed."""
    return pattern(phrase for phrases in words()["changes"].values() for phrase in phrases)


class Hit(NamedTuple):
    """A phrase in a text: where it stands, in characters, and what it stands for."""

    start: int
    end: int
    names: tuple[str, ...]


class Tokens:
    """The words of a text, and where each stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(_TOKEN.finditer(text))
        self.starts = [one.start() for one in found]
        self.ends = [one.end() for one in found]
        self.written = [one[0] for one in found]
        self.small = [one.casefold() for one in self.written]

    def between(self, start: int, end: int) -> range:
        """Return which words stand between two characters."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


class Lexicon:
    """Phrases that stand for names of one's own, found in a text from left to right.

    Of phrases that begin alike the longest is taken. A phrase with a capital letter is found only
    where the text has one as well.

    Parameters
    ----------
    phrases
        By phrase, what it stands for; a trailing * is any ending.

    Examples
    --------
    >>> known = Lexicon({"work permit*": ["permits"], "worker*": ["workers"], "US": ["USA"]})
    >>> [hit.names for hit in known.find(Tokens("Work permits for US workers, and for us"))]
    [('permits',), ('USA',), ('workers',)]
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], bool, bool, tuple[str, ...]]]] = {}
        self._stems: dict[str, tuple[str, ...]] = {}
        for phrase, names in phrases.items():
            bare, star, _ = phrase.partition("*")
            said = tuple(one[0] for one in _TOKEN.finditer(bare))
            if not said:
                continue
            small = tuple(one.casefold() for one in said)
            if star and len(small) == 1:
                self._stems[small[0]] = tuple(names)
                continue
            # of several words the first may begin small: "the coalition of the willing"
            cased = said[0][:1].isupper() if len(said) == 1 else said[-1][:1].isupper()
            one = (small, bool(star), cased, tuple(names))
            self._by_first.setdefault(small[0], []).append(one)
        self._heads = {stem[:3] for stem in self._stems}  # most words begin with no stem
        for those in self._by_first.values():
            those.sort(key=lambda one: -len(one[0]))

    def find(self, tokens: Tokens, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Give each phrase of a stretch of a text."""
        many = len(tokens.small)
        at = bisect_left(tokens.starts, start)
        last = many if end is None else bisect_left(tokens.starts, end)
        firsts, heads, small = self._by_first, self._heads, tokens.small
        while at < last:
            if small[at] not in firsts and small[at][:3] not in heads:
                at += 1
                continue
            names, taken = self._at(tokens, at, last)
            if taken:
                yield Hit(tokens.starts[at], tokens.ends[at + taken - 1], names)
            at += taken or 1

    def _at(self, tokens: Tokens, at: int, last: int) -> tuple[tuple[str, ...], int]:
        small = tokens.small
        for said, star, cased, names in self._by_first.get(small[at], ()):
            many = len(said)
            if at + many > last or (cased and not tokens.written[at + many - 1][:1].isupper()):
                continue
            if cased and many == 1 and len(said[0]) <= 3 and not tokens.written[at].isupper():
                continue  # "us" and "Us" are no United States
            if star:
                same = tuple(small[at : at + many - 1]) == said[:-1] and small[
                    at + many - 1
                ].startswith(said[-1])
            else:
                same = tuple(small[at : at + many]) == said
            if same and (many == 1 or _are_near(tokens, at, at + many - 1)):
                return names, many
        word = small[at]
        for length in range(len(word), _LEAST_STEM, -1):
            if word[:length] in self._stems:
                return self._stems[word[:length]], 1
        return (), 0


def _are_near(tokens: Tokens, first: int, last: int) -> bool:
    """Whether words follow one another with no more than a space, a dot or a hyphen between."""
    return all(
        tokens.starts[at + 1] - tokens.ends[at] <= 2
        and not set(",;:()\n") & set(tokens.text[tokens.ends[at] : tokens.starts[at + 1]])
        for at in range(first, last)
    )


@cache
def lexicon(section: str, key: str = "words") -> Lexicon:
    """Return the phrases of a section with subsections, each standing for its subsection.

    Examples
    --------
    >>> [hit.names for hit in lexicon("verbs").find(Tokens("It sent them, and denied it."))]
    [('done',), ('denied',)]
    """
    phrases: dict[str, list[str]] = {}
    for name, said in words()[section].items():
        for phrase in said[key] if isinstance(said, dict) else said:
            phrases.setdefault(phrase, []).append(name)
    return Lexicon(phrases)


@cache
def one_list(section: str, key: str = "words") -> Lexicon:
    """Return the phrases of one list, each standing for the section."""
    return Lexicon({phrase: [key] for phrase in words()[section][key]})
