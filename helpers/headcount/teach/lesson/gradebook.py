"""How far lessons are answered: a student's report, a class's gradebook."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from headcount.core.wording import aligned
from headcount.figures.package.problem import printable
from headcount.teach.lesson import handin
from headcount.teach.words import Said, Words

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
class Report:
    """A table of progress; the record itself travels with it when the notebook is saved.

    Parameters
    ----------
    record
        As `Lesson.record` gives it.
    say
        The words of the lesson.
    """

    record: dict[str, Any]
    say: Words = field(default_factory=Words)

    @property
    def _summary(self) -> str:
        answers = self.record["answers"].values()
        right = sum(one["right"] for one in answers)
        return self.say("{right} of {all} answered right", right=right, all=len(answers))

    def text(self) -> str:
        """Return the table as text.

        Examples
        --------
        >>> one = {"kind": "choice", "given": "a", "right": False, "tries": 2}
        >>> print(Report({"lesson": "first", "answers": {"who": one}}).text())
        0 of 1 answered right
          who: not yet (2 tries)
        """
        rows = [f"  {key}: {_state(one, self.say)}" for key, one in self.record["answers"].items()]
        return "\n".join([self._summary, *rows])

    def html(self) -> str:
        """Return the table as markup."""
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left">{escape(key)}</th>'
            f'<td style="text-align:left">{_state(one, self.say)}</td></tr>'
            for key, one in self.record["answers"].items()
        )
        return f"<table><caption>{self._summary}</caption><tbody>{rows}</tbody></table>"

    def show(self) -> Any:
        """Show the table in a notebook, and return the handle that changes it; None elsewhere."""
        try:
            from IPython import get_ipython
            from IPython.display import display
        except ImportError:
            return None
        return display(self, display_id=True) if get_ipython() else None

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {
            handin.MIME: handin.marked(self.record),
            "text/html": self.html(),
            "text/plain": self.text(),
        }


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


def _state(one: dict[str, Any], say: Words) -> str:
    if one["given"] is None:
        return say("not answered")
    many = one["tries"]
    tries = f" ({say.count(many, '{n} try', '{n} tries')})" if many > 1 else ""
    return say("right" if one["right"] else "not yet") + tries
