"""The teacher's page of a lesson: one sheet to prepare from, then the key with the notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from headcount.teach.lesson.kinds import Choice, Number, Sentence
from headcount.teach.lesson.mend import CHANGES, Mend
from headcount.teach.lesson.question import Question

SHEET = "sheet"
"""Tag of the one cell that a teacher prepares from."""


def answered(question: Question) -> str:
    """Return a question with its right answer, why it is right, and what is said to the others."""
    given = _LINES[type(question)](question)
    lines = "".join(f"<dt>{head}</dt><dd>{text}</dd>" for head, text in given)
    return f'<section class="key"><h3>{escape(question.prompt)}</h3><dl>{lines}</dl></section>'


def _choice(question: Choice) -> Iterator[tuple[str, str]]:
    for letter, text in question.options.items():
        verdict = question.judge(letter)
        head = f"{letter}&ensp;{escape(text)}"
        yield f"<b>{head} ✓</b>" if verdict.right else head, _said(question, letter)


def _number(question: Number) -> Iterator[tuple[str, str]]:
    number = float(question.value(question.given))
    shown = question.say.number(number if number == int(number) else float(f"{number:.3g}"))
    yield f"<b>{shown} {escape(question.unit)} ✓</b>", _said(question, question.given)
    yield question.say("any other number"), escape((question.checking()["other"] or " ")[1:])


def _sentence(question: Sentence) -> Iterator[tuple[str, str]]:
    yield question.say("to improve"), escape(question.start)
    yield f"<b>{question.say('for example')} ✓</b>", escape(question.given)
    for rule in question.rules:
        yield escape(rule.label), escape(rule.hint)


def _mend(question: Mend) -> Iterator[tuple[str, str]]:
    ticks = (escape(question.say(CHANGES[one])) for one in question.given)
    yield f"<b>{question.say('tick')} ✓</b>", "<br>".join(ticks)
    yield question.say("then"), _said(question, question.given)


def _said(question: Question, answer: object) -> str:
    return escape(" ".join(text for _, text in question.judge(answer).lines))


_LINES: dict[type[Question], Callable[..., Iterator[tuple[str, str]]]] = {
    Choice: _choice,
    Number: _number,
    Sentence: _sentence,
    Mend: _mend,
}
