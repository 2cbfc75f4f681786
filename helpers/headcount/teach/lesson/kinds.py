"""A question, and the kinds that are answered by a letter, a number or a sentence."""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from numbers import Real
from typing import Any, Protocol

from headcount.core.errors import NotAnAnswer
from headcount.figures.package.problem import shown
from headcount.teach.lesson.seal import seal, unseal
from headcount.teach.words import Words


class Keeper(Protocol):
    """What a question needs of its lesson: a name, words, envelopes, and a place for the answer."""

    name: str
    say: Words

    def envelopes(self, key: str) -> list[str]:
        """Return the envelopes that this copy holds for a question."""

    def keep(self) -> None:
        """Keep what is answered so far."""

    def show_key(self) -> None:
        """Take note that this copy gives the answers itself."""


MOST_TRIED = 50
"""How many of the last answers to a question are kept."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is said to an answer.

    Parameters
    ----------
    right
        Whether the question is answered.
    lines
        What to say: the reason where it is right, else hints that teach. Each is one line; a mark
        (``+`` or ``-``) before it says what of the answer is well already and what is not.
    say
        The words of the lesson.
    """

    right: bool
    lines: tuple[tuple[str, str], ...]
    say: Words = field(default_factory=Words, compare=False, repr=False)

    def text(self) -> str:
        """Return the verdict as lines to print."""
        shown = [f"{mark} {line}".strip() for mark, line in self.lines]
        return "\n".join([self.say("Right." if self.right else "Not yet."), *shown])


class Question(ABC):
    """A question that is answered by mouse, by keyboard, or by a line of code.

    Parameters
    ----------
    keeper
        Keeps its answer: the lesson it belongs to.
    key
        Its name: a slug that is unique in the lesson.
    prompt
        What is asked.
    """

    kind: str
    example: str  # of an answer, as code has it

    def __init__(self, keeper: Keeper, key: str, prompt: str) -> None:
        self.keeper = keeper
        self.say = keeper.say
        self.key = key
        self.prompt = prompt
        self.given: Any = None
        self.verdict: Feedback | None = None
        self.tries = 0
        self.tried: list[Any] = []  # each answer, in order: what the slips of a class were
        self._view: Any = None  # a `QuestionView`, which needs ipywidgets

    @property
    def right(self) -> bool:
        """Whether it is answered, and well."""
        return self.verdict is not None and self.verdict.right

    @property
    def salt(self) -> str:
        """What this question's envelopes are locked with, beside the answer."""
        return f"{self.keeper.name}/{self.key}"

    @abstractmethod
    def read(self, answer: Any) -> Any:
        """Return an answer as it is kept.

        Raises
        ------
        NotAnAnswer
            When it cannot be one.
        """

    @abstractmethod
    def judge(self, given: Any) -> Feedback:
        """Check an answer that was read."""

    @abstractmethod
    def content(self) -> dict[str, Any]:
        """Return what a page needs to show the question, beside its prompt."""

    def sealed(self) -> list[str]:
        """Return the envelopes that a student's copy needs; none where the rules are open."""
        return []

    @abstractmethod
    def checking(self) -> dict[str, Any]:
        """Return what a page without Python needs to check an answer, and no answer."""

    def answer(self, answer: Any) -> Feedback:
        """Give an answer, check it, keep it, and return what is said to it.

        Raises
        ------
        NotAnAnswer
            When it cannot be an answer to this question; nothing is kept then.
        """
        given = self.read(answer)
        if given != self.given:
            self.tries += 1
            self.tried = [*self.tried, given][-MOST_TRIED:]
        verdict = self.judge(given)
        self.take(given, verdict)
        self.keeper.keep()
        return verdict

    def teach(self, answer: Any) -> None:
        """Give the answer of a teacher's copy: it is shown, and not kept."""
        self.keeper.show_key()
        given = self.read(answer)
        self.take(given, self.judge(given))

    def take(self, given: Any, verdict: Feedback) -> None:
        """Set an answer with its verdict, and show both where the question is shown."""
        self.given, self.verdict = given, verdict
        if self._view is not None:
            self._view.show_verdict()

    def view(self) -> Any:
        """Return the widget of this question: one, wherever it is shown."""
        if self._view is None:
            from headcount.teach.lesson.view import QuestionView

            self._view = QuestionView(self)
        return self._view

    def widget(self) -> Any:
        """Return what a page shows."""
        return self.view()

    @abstractmethod
    def lines(self) -> list[str]:
        """Return the question as plain text."""

    def plain_words(self) -> str:
        """Return the question as plain text, with how to answer it in code."""
        code = f"{self.key}.answer({self.example})"
        return "\n".join([*self.lines(), self.say("To answer in code: {code}", code=code)])

    def _repr_mimebundle_(
        self, **options: object
    ) -> dict[str, Any] | tuple[dict[str, Any], dict[str, Any]]:
        """Show the widget where there is one, with the question in words for where there is not."""
        try:
            bundle = self.widget()._repr_mimebundle_(**options)
        except ImportError:
            return {"text/plain": self.plain_words()}
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**(data or {}), "text/plain": self.plain_words()}, metadata


Slips = Mapping[float, str]

YES, NO = "+", "-"

NO_ENVELOPES = "this copy has no answers: open the one that `make lessons` wrote"
SHORTEST = 5  # words: less is a list, not a sentence


class Sealed(Question):
    """A question whose replies lie in envelopes, so that a student's copy tells no answer.

    Parameters
    ----------
    keeper, key, prompt
        As `Question`.
    other
        The hint for an answer that has no reply of its own; None where each has one.
    """

    def __init__(self, keeper: Keeper, key: str, prompt: str, other: str | None = None) -> None:
        self._envelopes = keeper.envelopes(key)
        self._other = None if other is None else NO + other
        super().__init__(keeper, key, prompt)

    def sealed(self) -> list[str]:
        """Return an envelope for each reply."""
        return self._envelopes

    def checking(self) -> dict[str, Any]:
        """Return the envelopes, and what is said to an answer that has none."""
        return {"salt": self.salt, "envelopes": self._envelopes, "other": self._other}

    def judge(self, given: str) -> Feedback:
        """Open the envelope of an answer."""
        reply = unseal(self.salt, self.address(given), self._envelopes) or self._other
        if reply is None or not self._envelopes:
            raise NotAnAnswer(self.say(NO_ENVELOPES))
        return Feedback(reply[0] == YES, (("", reply[1:]),), self.say)

    def address(self, given: Any) -> str:
        """Return what the envelope of an answer is locked with."""
        return str(given)

    def _seal(self, right: Iterable[str], because: str, hints: Mapping[str, str]) -> None:
        replies = {answer: NO + hint for answer, hint in hints.items()}
        self._envelopes = seal(self.salt, replies | dict.fromkeys(right, YES + because))


class Choice(Sealed):
    """Choose one answer of several.

    Every answer has its own reply in an envelope of its own, so that none stands out.

    Parameters
    ----------
    keeper, key, prompt
        As `Question`.
    options
        Letter to text.
    """

    kind = "choice"

    def __init__(self, keeper: Keeper, key: str, prompt: str, options: dict[str, str]) -> None:
        if len(options) < 2:
            raise ValueError(f"{key}: a choice needs two answers or more")
        self.options = options
        self.example = f'"{next(iter(options))}"'
        super().__init__(keeper, key, prompt)

    def solution(self, right: str, because: str, **hints: str) -> None:
        """Say which answer is right, and what to say to each; then give it.

        For the teacher's copy: a student's copy holds the envelopes that this makes.

        Parameters
        ----------
        right
            The letter of the right answer.
        because
            Why it is right.
        **hints
            For each other letter, a hint that teaches.

        Raises
        ------
        ValueError
            When an answer has no reply, or a reply has no answer.
        """
        if {right, *hints} != set(self.options) or right in hints:
            given = ", ".join(sorted({right, *hints}))
            raise ValueError(
                f"{self.key}: replies to {given}; answers are {', '.join(self.options)}"
            )
        self._seal([right], because, hints)
        self.teach(right)

    def read(self, answer: Any) -> str:
        """Take a letter, in either case."""
        letter = str(answer).strip().lower()
        if letter not in self.options:
            options = f" {self.say('or')} ".join(self.options)
            wrong = "{answer} is not an answer here. Choose {options}"
            raise NotAnAnswer(self.say(wrong, answer=shown(answer), options=options))
        return letter

    def content(self) -> dict[str, Any]:
        """Return the answers."""
        return {"options": [[letter, text] for letter, text in self.options.items()]}

    def lines(self) -> list[str]:
        """Return the question with its answers."""
        return [self.prompt, *(f"  {letter}  {text}" for letter, text in self.options.items())]


def parse(text: object, say: Words | None = None) -> Decimal:
    """Read a number as people write it in a language: English, where none is given.

    Raises
    ------
    NotAnAnswer
        When it is none, or could be two: ``1,5`` is neither 15 nor 1.5.

    Examples
    --------
    >>> print(parse("1,140,000"), parse("about 1.14 million"), parse(" 9 %"), parse(0.5))
    1140000 1140000.00 9 0.5
    """
    if say is None or (isinstance(text, Real) and not isinstance(text, bool)):
        say = Words()  # a number of the program's own is written as programs do
    words = re.sub(rf"^(?:{'|'.join(map(re.escape, say.about))})\s*", "", str(text).strip().lower())
    found = re.fullmatch(say.pattern, words)
    if not found or not (found[2] or found[3]) or found[4] not in say.scales:
        wrong = "{text} is not a number I can read. Write it like 1,250,000 or 12.5"
        raise NotAnAnswer(say(wrong, text=shown(str(text))))
    sign, whole, part, scale = found.groups()
    digits, rest = re.sub(r"\D", "", whole or "0"), (part or "").replace(say.decimal, ".")
    return Decimal(f"{sign}{digits}{rest}") * say.scales[scale]


class Number(Sealed):
    """Answer with a number.

    An answer is rounded to a grid, and each number of the grid that is near enough has its
    envelope. So the notebook tells how fine the grid is, and not where on it the answer lies.

    Parameters
    ----------
    keeper, key, prompt
        As `Question`.
    unit
        What stands behind the number: ``"percent"``, ``"people"``.
    step
        The grid: answers are rounded to it.
    hint
        What is said to a number that nothing else is said to.
    """

    kind = "number"
    example = "…"

    def __init__(
        self, keeper: Keeper, key: str, prompt: str, *, unit: str, step: float, hint: str
    ) -> None:
        if step <= 0:
            raise ValueError(f"{key}: the step of a grid is more than 0, not {step}")
        self.unit = unit
        self.within: float = 0
        self._step = Decimal(str(step))
        super().__init__(keeper, key, prompt, hint)

    def solution(
        self, right: float, because: str, *, within: float = 0, slips: Slips | None = None
    ) -> None:
        """Say which number is right, and what to say to it and to common slips; then give it.

        Parameters
        ----------
        right
            The number, best taken from the data.
        because
            Why it is right.
        within
            How far off a right answer may be, in the same unit.
        slips
            Wrong numbers that people arrive at, each with a hint.

        Raises
        ------
        ValueError
            When a slip counts as right.
        """
        self.within = within
        hints = {self.address(slip): hint for slip, hint in (slips or {}).items()}
        low, high = self.address(right - within), self.address(right + within)
        good = [str(cell) for cell in range(int(low), int(high) + 1)]
        if not hints.keys().isdisjoint(good):
            raise ValueError(f"{self.key}: a slip is within the tolerance of the right answer")
        self._seal(good, because, hints)
        self.teach(right)

    def read(self, answer: Any) -> str:
        """Take a number as people write it; it is kept so."""
        return format(parse(answer, self.say).normalize(), "f").replace(".", self.say.decimal)

    def value(self, given: Any) -> Decimal:
        """Return the number that an answer is.

        Raises
        ------
        NotAnAnswer
            When it is none.
        """
        return parse(given, self.say)

    def address(self, given: Any) -> str:
        """Return the number of the grid that the answer is rounded to."""
        return str(int((self.value(given) / self._step).quantize(Decimal(1), ROUND_HALF_UP)))

    def checking(self) -> dict[str, Any]:
        """Return the envelopes with the grid that they lie on."""
        return super().checking() | {"step": float(self._step)}

    def content(self) -> dict[str, Any]:
        """Return what stands behind the number."""
        return {"unit": self.unit}

    def lines(self) -> list[str]:
        """Return the question with its unit."""
        return [f"{self.prompt} ({self.say('in {unit}', unit=self.unit)})"]


@dataclass(frozen=True, slots=True)
class SentenceRule:
    """One thing that a sentence must say, or must not say.

    Words are whole words, in either case. In them ``*`` stands for the rest of a word; ``...`` for
    a few words of the same clause; ``+`` for what only joins: *killed, injured or been wounded*.

    Parameters
    ----------
    label
        What it asks for, as the student reads it.
    words
        Any of these says it.
    hint
        What is said where the rule is not kept.
    wanted
        Whether the sentence must say it, or must not.
    unless
        Where these say it, it is not said: *nobody offered* is no offer.
    """

    label: str
    words: tuple[str, ...]
    hint: str
    wanted: bool
    unless: tuple[str, ...] = ()

    def pattern(self, words: Sequence[str]) -> str:
        """Return words as one regular expression, which scripts of a page read as well."""
        each = "|".join(_SPACE.join(map(_part, one.split())) for one in words)
        return rf"(?<!\w)(?:{each})(?!\w)".replace(f"{_SPACE}{_FEW}{_SPACE}", _FEW).replace(
            f"{_SPACE}{_JOINED}{_SPACE}", _JOINED
        )

    def patterns(self) -> dict[str, str]:
        """Return the patterns of what says it and of what excuses it."""
        return {
            "says": self.pattern(self.words),
            "excused": self.pattern(self.unless) if self.unless else "",
        }

    def is_kept(self, sentence: str) -> bool:
        """Whether a sentence keeps the rule.

        Examples
        --------
        >>> must("Says who spoke", ["commentator*"], "Who said it?").is_kept("Commentators say so.")
        True
        >>> rule = must_not("No fact", ["is offering"], "A claim.", unless=["nobody ... offering"])
        >>> rule.is_kept("The North is  offering them."), rule.is_kept("Nobody is offering them.")
        (False, True)
        """
        plain = sentence.replace("’", "'").replace("\u00a0", " ")
        if self.unless:
            plain = re.sub(self.pattern(self.unless), " ", plain, flags=re.IGNORECASE)
        return bool(re.search(self.pattern(self.words), plain, re.IGNORECASE)) == self.wanted


_SPACE = r"\s+"
_FEW = r"(?:\s+(?:[^\s.;:]|\.\d)+){0,8}?\s+"  # 6.000 is a word
_JOINED = (  # what stands between two words of one list, in English and in German
    r"(?:,?\s+(?:or|and|been|both|either|have|has|were|the|as|well|injured|hurt|dead"
    r"|oder|und|sowie|wurden|worden|waren|sind|seien))*,?\s+"
)


def _part(word: str) -> str:
    if word in ("...", "+"):
        return _FEW if word == "..." else _JOINED
    return re.sub(r"[.^$+?(){}\[\]\\|]", r"\\\g<0>", word).replace("*", r"\w*")


def must(label: str, words: Sequence[str], hint: str) -> SentenceRule:
    """Ask that a sentence says something, in any of these words."""
    return SentenceRule(label, tuple(words), hint, wanted=True)


def must_not(
    label: str, words: Sequence[str], hint: str, unless: Sequence[str] = ()
) -> SentenceRule:
    """Ask that a sentence does not say something, in none of these words."""
    return SentenceRule(label, tuple(words), hint, wanted=False, unless=tuple(unless))


class Sentence(Question):
    """Write a sentence that claims what is known and no more.

    What is asked of it is shown; which words do it lies in an envelope that opens without an
    answer, so that nobody reads them by chance. They find words, not sense, so a sentence that
    keeps every rule can still be a bad one; a reader must look.

    Parameters
    ----------
    keeper, key, prompt
        As `Question`.
    start
        The sentence to improve.
    """

    kind = "sentence"
    example = '"…"'

    def __init__(self, keeper: Keeper, key: str, prompt: str, *, start: str) -> None:
        self.start = start
        self._envelopes = keeper.envelopes(key)
        super().__init__(keeper, key, prompt)

    @cached_property
    def rules(self) -> tuple[SentenceRule, ...]:
        """What the sentence must and must not say; none in a copy without envelopes."""
        held = unseal(self.salt, _OPEN, self._envelopes)
        return tuple(
            SentenceRule(
                one["label"], tuple(one["words"]), one["hint"], one["wanted"], tuple(one["unless"])
            )
            for one in json.loads(held or "[]")
        )

    def solution(self, model: str, rules: Sequence[SentenceRule]) -> None:
        """Give the rules, and a sentence that keeps every one.

        Raises
        ------
        ValueError
            When it does not, or the sentence to improve does.
        """
        held = [asdict(rule) | rule.patterns() for rule in rules]
        self._envelopes = seal(self.salt, {_OPEN: json.dumps(held)})
        self.__dict__["rules"] = tuple(rules)
        if all(rule.is_kept(self.start) for rule in rules):
            raise ValueError(f"{self.key}: the sentence to improve keeps every rule already")
        verdict = self.judge(self.read(model))
        if not verdict.right:
            raise ValueError(f"{self.key}: {verdict.text()}")
        self.teach(model)

    def sealed(self) -> list[str]:
        """Return the envelope of the rules."""
        return self._envelopes

    def read(self, answer: Any) -> str:
        """Take a sentence; line breaks in it are spaces."""
        text = " ".join(str(answer).split())
        if len(text.split()) < SHORTEST:
            wrong = "write a whole sentence: {n} words or more"
            raise NotAnAnswer(self.say(wrong, n=SHORTEST))
        return text

    def judge(self, given: str) -> Feedback:
        """Check a sentence by each rule, and report on them all."""
        if not self.rules:
            raise NotAnAnswer(self.say(NO_ENVELOPES))
        kept = {rule: rule.is_kept(given) for rule in self.rules}
        lines = [
            ("+", rule.label) if good else ("-", f"{rule.label}. {rule.hint}")
            for rule, good in kept.items()
        ]
        return Feedback(all(kept.values()), tuple(lines), self.say)

    def checking(self) -> dict[str, Any]:
        """Return the envelope of the rules, and what opens it."""
        return {"salt": self.salt, "envelopes": self._envelopes, "open": _OPEN}

    def content(self) -> dict[str, Any]:
        """Return the sentence to begin with, and what is asked of a better one."""
        return {"start": self.start, "asks": [rule.label for rule in self.rules]}

    def lines(self) -> list[str]:
        """Return the question with what is asked of the sentence."""
        return [self.prompt, f"  {self.start}", *(f"  - {rule.label}" for rule in self.rules)]


_OPEN = "rules"  # what their envelope is locked with: no answer has to be guessed
