"""What a class handed in, read and checked again: no file is believed that says how right it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat

from headcount.core.errors import NotAnAnswer
from headcount.core.wording import aligned
from headcount.figures.package.problem import printable
from headcount.teach.lesson import handin
from headcount.teach.lesson.copies import checked
from headcount.teach.lesson.kinds import MOST_TRIED
from headcount.teach.lesson.lesson import Lesson
from headcount.teach.words import Said

HEAD = ("surname", "name", "lesson", "date", "points", "of", "tries", "file")
"""The columns of the marks."""

_WIDEST = 24  # letters of a name that are shown
_LONGEST = 200  # that are read
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_TWICE = "{left} is not counted: {kept} is of {student} too"
_NEWER = "{left} is not counted: {kept} is of {student} too, and newer"
_UNANSWERED = {"given": None, "right": False, "tries": 0}


@dataclass(frozen=True)
class Gradebook:
    """What a class handed in.

    Parameters
    ----------
    records
        As they were handed in, with the name of the file that each stands in.
    faults
        What is wrong with files that hold no answers.
    """

    records: tuple[dict[str, Any], ...]
    faults: tuple[Said, ...]

    def text(self) -> str:
        """Return a table for each lesson: a line a student, a column a question."""
        lessons = dict.fromkeys(record["lesson"] for record in self.records)
        return "\n\n".join(
            _table(lesson, [one for one in self.records if one["lesson"] == lesson])
            for lesson in lessons
        )

    def as_json(self) -> list[dict[str, Any]]:
        """Return the records as plain data."""
        return list(self.records)


def read(folder: Path) -> Gradebook:
    """Read all that was handed in into a folder: files of answers, and notebooks.

    A file is anybody's: one that cannot be read is a fault, and the others are read. Where a
    student handed in twice, a file that is called after the student counts before one that is not:
    whoever hands in under another's name takes nobody's place. Of two such, the one that was
    written later counts, else the last by name. The others are told. A notebook, which bears no
    name, is taken as that of the student whom its file is called after.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    faults: list[Said] = []
    for path in sorted([*folder.glob("*.json"), *folder.glob("*.ipynb")]):
        name = printable(path.name)
        try:
            record = handin.read(path)
        except FileNotFoundError:
            faults.append(Said("{file} is not there", file=name))
            continue
        except ValueError as error:
            faults.append(error.args[0])
            continue
        given = record.get("student") or _called(path, record["lesson"])
        student = " ".join(printable(given).split())[:_LONGEST]
        if not given.isprintable():
            told = "{file} gives a name that no one has: {student}"
            faults.append(Said(told, file=name, student=student))
        if not _is_called_after(path, given):
            told = "{file} gives the name of {student}, and is not called so"
            faults.append(Said(told, file=name, student=student))
        key = record["lesson"], handin.file_name("", student)
        one = record | {"student": student, "file": name}
        if before := found.get(key):
            left, kept = sorted((before, one), key=_standing)
            is_newer = when(left) < when(kept)
            told = _NEWER if is_newer else _TWICE
            faults.append(Said(told, left=left["file"], kept=kept["file"], student=student))
            one = kept
        found[key] = one
    records = sorted(found.values(), key=lambda one: (one["lesson"], one["student"].casefold()))
    return Gradebook(tuple(records), tuple(faults))


def _standing(record: dict[str, Any]) -> tuple[bool, str]:
    """Order files of one student: the last of them counts."""
    return _is_called_after(Path(record["file"]), record["student"]), when(record)


def when(record: Mapping[str, Any]) -> str:
    """Return when a record says it was written; nothing where it does not say so."""
    when = record.get("written")
    return when if isinstance(when, str) and _TIME.fullmatch(when) else ""


def _called(path: Path, lesson: str) -> str:
    """Return whom a file is called after, without the name of its lesson."""
    name = re.sub(rf"^[\d_-]*{re.escape(lesson)}[\s_-]*", "", path.stem)
    return name or path.stem


def _is_called_after(path: Path, student: str) -> bool:
    """Whether the name of a file has that of the student in it, as `handin.file_name` writes it.

    Or as Germans write it by hand: Müller is mueller too.
    """
    called = student.casefold()
    for name in (called, called.translate(_SPELLED)):
        theirs = handin.file_name("", name).removesuffix(".json").strip("-")
        if name in path.stem.casefold() or (theirs and theirs in handin.file_name("", path.stem)):
            return True
    return False


def _table(lesson: str, records: list[dict[str, Any]]) -> str:
    keys = list(dict.fromkeys(key for record in records for key in record["answers"]))
    answers = [[record["answers"].get(key, _UNANSWERED) for key in keys] for record in records]
    rows = [("student", "right", *keys)]
    for record, given in zip(records, answers, strict=True):
        right = sum(bool(one["right"]) for one in given)
        rows.append((record["student"][:_WIDEST], f"{right}/{len(keys)}", *map(_cell, given)))
    by_key = zip(*answers, strict=True)
    at_once = [sum(one["right"] and one["tries"] == 1 for one in given) for given in by_key]
    rows.append(("right at the first try", "", *(f"{many}/{len(records)}" for many in at_once)))
    return "\n".join([lesson, *aligned(rows)])


def _cell(one: dict[str, Any]) -> str:
    if one["given"] is None:
        return "-"
    tries = f" ({one['tries']})" if one["tries"] > 1 else ""
    return ("yes" if one["right"] else "no") + tries


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
    def is_right(lesson: str, key: str, given: str) -> bool | None:
        question = known[lesson].questions[key]
        with suppress(NotAnAnswer, TypeError, ValueError):
            return question.judge(question.read(json.loads(given))).right
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
            right = None if one["given"] is None else is_right(name, key, json.dumps(one["given"]))
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
