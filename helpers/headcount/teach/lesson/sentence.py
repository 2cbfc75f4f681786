"""A sentence to improve: checked by what it must and must not claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from headcount.core.errors import NotAnAnswer
from headcount.teach.lesson.question import Keeper, Question, Verdict

SHORTEST = 5  # words: less is a list, not a sentence


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a sentence must say, or must not say.

    Parameters
    ----------
    label
        What it asks for, as the student reads it.
    words
        Any of these says it: whole words, in either case; ``*`` stands for the rest of a word.
    hint
        What is said where the rule is not kept.
    wanted
        Whether the sentence must say it, or must not.
    """

    label: str
    words: tuple[str, ...]
    hint: str
    wanted: bool

    def is_kept(self, sentence: str) -> bool:
        """Whether a sentence keeps the rule.

        Examples
        --------
        >>> must("Says who spoke", ["commentator*"], "Who said it?").is_kept("Commentators say so.")
        True
        >>> must_not("No fact", ["is offering"], "A claim.").is_kept("The North is  offering them.")
        False
        """
        said = any(_says(sentence, word) for word in self.words)
        return said == self.wanted


def must(label: str, words: Sequence[str], hint: str) -> Rule:
    """Ask that a sentence says something, in any of these words."""
    return Rule(label, tuple(words), hint, wanted=True)


def must_not(label: str, words: Sequence[str], hint: str) -> Rule:
    """Ask that a sentence does not say something, in none of these words."""
    return Rule(label, tuple(words), hint, wanted=False)


class Sentence(Question):
    """Write a sentence that claims what is known and no more.

    Its rules are open: they are what is taught. They find words, not sense, so a sentence that
    keeps them all can still be a bad one; a reader must look.

    Parameters
    ----------
    keeper, key, prompt
        As `Question`.
    start
        The sentence to improve.
    rules
        What it must and must not say.
    """

    kind = "sentence"

    def __init__(
        self, keeper: Keeper, key: str, prompt: str, *, start: str, rules: Sequence[Rule]
    ) -> None:
        self.start, self.rules = start, tuple(rules)
        if all(rule.is_kept(start) for rule in self.rules):
            raise ValueError(f"{key}: the sentence to improve keeps every rule already")
        super().__init__(keeper, key, prompt)

    def solution(self, model: str) -> None:
        """Give a sentence that keeps every rule.

        Raises
        ------
        ValueError
            When it does not.
        """
        verdict = self.judge(self.read(model))
        if not verdict.right:
            raise ValueError(f"{self.key}: {verdict.text()}")
        self.teach(model)

    def read(self, answer: Any) -> str:
        """Take a sentence; line breaks in it are spaces."""
        text = " ".join(str(answer).split())
        if len(text.split()) < SHORTEST:
            raise NotAnAnswer(f"write a whole sentence: {SHORTEST} words or more")
        return text

    def judge(self, given: str) -> Verdict:
        """Hold a sentence against each rule, and tell them all."""
        kept = {rule: rule.is_kept(given) for rule in self.rules}
        lines = [
            ("+", rule.label) if good else ("-", f"{rule.label}. {rule.hint}")
            for rule, good in kept.items()
        ]
        return Verdict(all(kept.values()), tuple(lines))

    def shown(self) -> dict[str, Any]:
        """Return the sentence to begin with, and what is asked of a better one."""
        return {"start": self.start, "asks": [rule.label for rule in self.rules]}

    def plain_words(self) -> str:
        """Return the question with what is asked of the sentence."""
        asks = [f"  - {rule.label}" for rule in self.rules]
        code = f'To answer in code: {self.key}.answer("…")'
        return "\n".join([self.prompt, f"  {self.start}", *asks, code])


def _says(sentence: str, words: str) -> bool:
    pattern = re.escape(" ".join(words.split())).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    plain = sentence.replace("’", "'").replace("\u00a0", " ")
    return re.search(rf"(?<!\w){pattern}(?!\w)", plain, re.IGNORECASE) is not None
