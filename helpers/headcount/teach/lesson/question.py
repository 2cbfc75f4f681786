"""A question: what every kind of it shares."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any, Protocol

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
