"""A question with a few answers to choose from."""

from __future__ import annotations

from typing import Any

from headcount.core.errors import NotAnAnswer
from headcount.teach.lesson.question import Keeper, Question, Verdict
from headcount.teach.lesson.seal import seal, unseal

YES, NO = "+", "-"


class Choice(Question):
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
        self._envelopes = keeper.envelopes(key)
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
            told = ", ".join(sorted({right, *hints}))
            raise ValueError(
                f"{self.key}: replies to {told}; answers are {', '.join(self.options)}"
            )
        replies = {letter: NO + hint for letter, hint in hints.items()}
        self._envelopes = seal(self.salt, {**replies, right: YES + because})
        self.teach(right)

    def read(self, answer: Any) -> str:
        """Take a letter, in either case."""
        letter = str(answer).strip().lower()
        if letter not in self.options:
            raise NotAnAnswer(f"{answer!r} is no answer here: choose {' or '.join(self.options)}")
        return letter

    def judge(self, given: str) -> Verdict:
        """Open the envelope of an answer."""
        reply = unseal(self.salt, given, self._envelopes)
        if reply is None:
            raise NotAnAnswer("this copy holds no answers: open the one that `make lessons` wrote")
        return Verdict(reply[0] == YES, (("", reply[1:]),))

    def sealed(self) -> list[str]:
        """Return an envelope for each answer."""
        return self._envelopes

    def shown(self) -> dict[str, Any]:
        """Return the answers."""
        return {"options": [[letter, text] for letter, text in self.options.items()]}

    def plain_words(self) -> str:
        """Return the question with its answers."""
        lines = [f"  {letter}  {text}" for letter, text in self.options.items()]
        first = next(iter(self.options))
        return "\n".join([self.prompt, *lines, f'To answer in code: {self.key}.answer("{first}")'])
