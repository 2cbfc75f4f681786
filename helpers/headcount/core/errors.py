"""What a question is refused with: a word nobody knows, or conditions that nothing fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate

from headcount.core.escaping import printed
from headcount.core.wording import either, sentence

_MANY = 30
_ROOM = 300  # characters: the codes of all countries fit, hundreds of figure ids do not


def hint(word: str, known: Iterable[str]) -> str:
    """Name the known words that are close to `word`, else all; of many, as many as a glance takes.

    Examples
    --------
    >>> hint("highlite", ["highlight", "top"])
    'did you mean "highlight"?'
    >>> hint("colour", ["highlight", "top"])
    'choose from: highlight, top'
    """
    words = list(known)
    if close := _close(word, words):
        return f"did you mean {either([*map(quoted, close)])}?"
    if not words:
        return "there are none"
    shown = words
    if len(words) > _MANY:
        ends = accumulate(len(word) + 2 for word in words)
        shown = [word for word, end in zip(words, ends, strict=True) if end <= _ROOM]
    more = "" if shown == words else f" and {len(words) - len(shown)} more"
    return f"choose from: {', '.join(shown)}{more}"


def _close(word: str, known: list[str]) -> list[str]:
    from difflib import get_close_matches  # only a refusal needs it

    return get_close_matches(word, known, n=3)


def quoted(word: object) -> str:
    """Quote a word that somebody typed, in a message.

    Examples
    --------
    >>> print(quoted("Nort Korea"))
    "Nort Korea"
    """
    return f'"{word}"'


_ENDS = re.compile(r"\n|[.?…]$|^\S+\.\w+:|headcount [^.;,]*$")


def message(error: Exception) -> str:
    r"""End an error as a sentence, as a terminal and a notebook show it; a list stays a list.

    It may begin with the name of a folder, so its first letter is left as it is. A fault at its
    place in a file, and a command to copy, get no period.

    Examples
    --------
    >>> message(ValueError("No figure is chosen")), message(ValueError("Name one:\n  a\n  b"))
    ('No figure is chosen.', 'Name one:\n  a\n  b')
    """
    text = str(error)
    if isinstance(error, OSError) and error.strerror:  # without its number
        text = ": ".join(filter(None, (error.filename and str(error.filename), error.strerror)))
    return text if _ENDS.search(text) else f"{text}."


class UserError:
    """An error in what was asked for, not in the code: a notebook shows its message alone."""

    def _render_traceback_(self) -> list[str]:
        return [printed(message(self))]  # type: ignore[arg-type]  # it is mixed into exceptions


class UnknownWord(UserError, ValueError):  # noqa: N818  (as StopIteration is none)
    """The package or the bundle does not know a word that was asked for.

    Parameters
    ----------
    what
        What is wrong, in a sentence without its period: ``'"fifth" is not a chart'``.
    word
        The word.
    known
        What could have been asked for; the message names the close ones, else all.
    """

    def __init__(self, what: str, word: str, known: Iterable[str]) -> None:
        super().__init__(f"{what}. {sentence(hint(word, known))}")


class UnknownFigure(UnknownWord):
    """No figure has this ID; the message names those with a similar one, else how to search.

    Examples
    --------
    >>> print(UnknownFigure("beds-2032", ["beds-2022", "nurses"]))
    No figure has the ID "beds-2032". Did you mean "beds-2022"?
    >>> print(UnknownFigure("wards", ["beds-2022", "nurses"]))
    No figure has the ID "wards". Search: hc.find(data), or headcount figures --text …
    """

    def __init__(self, figure: str, known: Iterable[str]) -> None:
        what, words = f'No figure has the ID "{figure}"', list(known)
        if _close(figure, words):
            super().__init__(what, figure, words)
        else:
            ValueError.__init__(
                self, f"{what}. Search: hc.find(data), or headcount figures --text …"
            )


class WrongChoice(UserError, ValueError):  # noqa: N818  (as StopIteration is none)
    """What was asked for cannot be asked so; the message tells every fault, a line each."""


class NotThere(UserError, LookupError):  # noqa: N818  (as StopIteration is none)
    """What was asked for by its name is not there; the message says what was looked for."""


class NothingFits(UserError, LookupError):  # noqa: N818  (as StopIteration is none)
    """Each word is known, but no figure fits them together; the message says what was asked."""


class SeveralFit(UserError, LookupError):  # noqa: N818  (as StopIteration is none)
    """One figure was asked for and several fit; the message lists them.

    Parameters
    ----------
    what
        What was asked for.
    found
        The figures that fit, a line each.
    """

    def __init__(self, what: str, found: Iterable[str]) -> None:
        lines = list(found)
        shown = "\n".join(f"  {line}" for line in lines[:_MANY])
        more = "" if len(lines) <= _MANY else f"\n  and {len(lines) - _MANY} more"
        super().__init__(f"{len(lines)} figures fit {what}. Name one:\n{shown}{more}")


class NotAnAnswer(UserError, ValueError):  # noqa: N818  (as StopIteration is none)
    """What was given cannot answer a question of a lesson; the message says what can."""
