"""Checking again what was handed in: no file is believed that says of itself how right it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import nbformat

from headcount.core.errors import NotAnAnswer
from headcount.teach.lesson.copies import checked
from headcount.teach.lesson.gradebook import Gradebook
from headcount.teach.lesson.lesson import Lesson
from headcount.teach.lesson.question import MOST_TRIED
from headcount.teach.words import Said

_NONE = "{file} gives no valid answer to {keys}; it does not count"
_NOT_RIGHT = "{file} was edited: not right, though it says so: {keys}"
_RIGHT = "{file} was edited: right, though it says otherwise: {keys}"
_NO_FIT = "{file} was edited: tries that do not fit the answer: {keys}"


def lessons(notebooks: Iterable[Path]) -> dict[str, Lesson]:
    """Return the lessons of some notebooks, by name, with their questions.

    Raises
    ------
    ValueError
        When a notebook is no lesson.
    """
    found = {}
    for path in notebooks:
        try:
            lesson = checked(nbformat.read(path, as_version=4))[-1].names["lesson"]
        except ValueError as error:
            raise ValueError(f"{path.name}: {error}") from error
        found[lesson.name] = lesson
    return found


def mark(book: Gradebook, known: Mapping[str, Lesson]) -> Gradebook:
    """Check each answer of a class again, by the envelopes and rules of its lesson.

    1. Right is what the lesson says is right, whatever the file says; where they differ, that is a
       fault with the name of the file.
    2. So is an answer that is none, a question that the lesson has not, and tries that do not end
       with the answer.
    3. A question that a file leaves out is not answered.

    Parameters
    ----------
    book
        What was handed in.
    known
        The lessons, by name. Answers to any other are left as they are, and that is told.
    """

    @cache
    def is_right(lesson: str, key: str, given: Any) -> bool | None:
        question = known[lesson].questions[key]
        with suppress(NotAnAnswer, TypeError, ValueError):
            return question.judge(question.read(_thawed(given))).right
        return None

    faults: list[Said] = []
    records = []
    for record in book.records:
        name, file = record["lesson"], record["file"]
        if name not in known:
            told = "{file} is of the lesson {lesson}, which is not here: it is not checked"
            faults.append(Said(told, file=file, lesson=name))
            records.append(record)
            continue
        asked, answers = known[name].questions, {}
        wrong: dict[str, list[str]] = {}  # the questions, by what is wrong with their answers
        if strange := sorted(record["answers"].keys() - asked.keys()):
            told = "{file} answers {keys}, which {lesson} does not ask"
            faults.append(Said(told, file=file, keys=", ".join(strange), lesson=name))
        for key, question in asked.items():
            one: dict[str, Any] = {"given": None, "right": False, "tries": 0, "tried": []}
            one |= record["answers"].get(key, {}) | {"kind": question.kind}
            right = None if one["given"] is None else is_right(name, key, _frozen(one["given"]))
            if one["given"] is not None and right is None:
                wrong.setdefault(_NONE, []).append(key)
                one["given"] = None
            elif bool(right) != one["right"]:
                wrong.setdefault(_NOT_RIGHT if one["right"] else _RIGHT, []).append(key)
            elif one["tried"] and not _fits(one):
                wrong.setdefault(_NO_FIT, []).append(key)
            answers[key] = one | {"right": bool(right)}
        faults += [Said(told, file=file, keys=", ".join(keys)) for told, keys in wrong.items()]
        records.append(record | {"answers": answers})
    return Gradebook(tuple(records), (*book.faults, *faults))


def _fits(one: dict[str, Any]) -> bool:
    """Whether the answers that were tried end with the one that was given, and are as many."""
    many = min(one["tries"], MOST_TRIED)
    return bool(one["tried"][-1] == one["given"]) and len(one["tried"]) == many


def _frozen(given: Any) -> Any:
    return tuple(map(str, given)) if isinstance(given, list) else given


def _thawed(given: Any) -> Any:
    return list(given) if isinstance(given, tuple) else given
