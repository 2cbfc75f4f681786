"""Answers as files: what a student's copy keeps, and what a teacher is handed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headcount.core.files import UnreadFile, read_plain, write_whole
from headcount.core.wording import slug, unaccented
from headcount.figures.package.problem import printable
from headcount.teach.words import Said

MIME = "application/vnd.headcount.answers+json"
"""What a notebook's own table of progress carries its answers as."""

FORMAT = 1

# What somebody handed in may hold: many times of what a lesson writes.
_MOST = 16_000_000  # bytes of a notebook, with its pictures
_MOST_VALUES = 1_000_000
_MOST_QUESTIONS, _MOST_TRIES, _MOST_ANSWER = 100, 10_000, 200_000
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")


def marked(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record that says which format it is in."""
    return {"headcount-answers": FORMAT, **record}


def write(path: Path, record: dict[str, Any]) -> None:
    """Write a record whole or not at all: a full disk leaves the file as it was."""
    text = json.dumps(marked(record), indent=1, ensure_ascii=False)
    write_whole(path, f"{text}\n".encode())


def read(path: Path) -> dict[str, Any]:
    """Return the record in a file: one that was handed in, or a notebook with its progress in it.

    What it returns is built as a record is, whoever made the file: a lesson and its answers, of
    their kinds and within bounds. Whether an answer that is called right is right, it cannot tell.

    Raises
    ------
    ValueError
        When the file holds none; the message says so in words.
    FileNotFoundError
        When there is no such file.
    """
    name = printable(path.name)
    try:
        text = read_plain(path, _MOST).decode("utf-8")
        if sum(map(text.count, ",[{")) > _MOST_VALUES:
            raise ValueError
        found = json.loads(text or "null")
    except UnreadFile as error:
        raise ValueError(Said("{file} {wrong}", file=name, wrong=error.wrong)) from None
    except (ValueError, RecursionError):  # no UTF-8 and no JSON are of the former
        said = Said("{file} has no answers: it is not a JSON file", file=name)
        raise ValueError(said) from None
    if not text:
        raise ValueError(Said("{file} has no answers: it is empty", file=name))
    if isinstance(found, dict) and "cells" in found:
        found = ([one[MIME] for one in _outputs(found) if MIME in one] or [None])[-1]
    if not _is_record(found):
        raise ValueError(Said("{file} has no answers to a lesson", file=name))
    return dict(found)


def keeper(lesson: str, folder: Path) -> Path:
    """Name the file in which a lesson's answers are kept while it is taken."""
    return folder / f"{lesson}.answers.json"


def kept(lesson: str, folder: Path) -> dict[str, dict[str, Any]]:
    """Return the answers to a lesson that a folder holds, by question; none where it holds none.

    A notebook that was moved without the file beside it brings its answers along. Where several
    notebooks hold some, whose they are is not known, and none is taken.
    """
    file = keeper(lesson, folder)
    places = [file] if file.exists() else sorted(folder.glob("*.ipynb"))
    found = []
    for path in places:
        try:
            record = read(path)
        except (OSError, ValueError):
            continue
        if record["lesson"] == lesson:
            found.append(record["answers"])
    return found[0] if len(found) == 1 else {}


def file_name(lesson: str, student: str) -> str:
    """Name a file that is handed in.

    Examples
    --------
    >>> file_name("follow-the-number", "Ada Édith Adams")
    'follow-the-number-ada-edith-adams.json'
    """
    # a name in another script has no such letters: its code points tell it apart
    name = (
        slug(unaccented(student.lower()))
        or "-".join(f"{ord(letter):x}" for letter in student if letter.isalnum())[:60]
    )
    return f"{lesson}-{name}.json"


def _outputs(notebook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give what each output of a notebook shows; what is no cell or no output shows nothing."""
    for cell in _of_kind(notebook["cells"], dict):
        for output in _of_kind(cell.get("outputs"), dict):
            yield from _of_kind([output.get("data")], dict)


def _of_kind(values: Any, kind: type) -> list[Any]:
    return [one for one in values if isinstance(one, kind)] if isinstance(values, list) else []


def _is_record(found: Any) -> bool:
    return (
        isinstance(found, dict)
        and isinstance(found.get("lesson"), str)
        and _SLUG.fullmatch(found["lesson"]) is not None
        and isinstance(found.get("student", ""), str)
        and isinstance(found.get("answers"), dict)
        and len(found["answers"]) <= _MOST_QUESTIONS
        and all(_SLUG.fullmatch(key) and _is_answer(one) for key, one in found["answers"].items())
    )


def _is_answer(one: Any) -> bool:
    """Whether this is an answer as a lesson keeps it: none was right before it was tried."""
    if not isinstance(one, dict) or not {"given", "right", "tries"} <= one.keys():
        return False
    right, tries = one["right"], one["tries"]
    if not isinstance(right, bool) or isinstance(tries, bool) or not isinstance(tries, int):
        return False
    tried = one.get("tried", [])
    try:
        written = json.dumps([one["given"], tried], allow_nan=False)
    except ValueError:
        return False
    if not isinstance(tried, list) or len(written) > _MOST_ANSWER:
        return False
    return 0 <= tries <= _MOST_TRIES and (one["given"] is not None or not right)
