"""Answers as files: what a student's copy keeps, and what a teacher is handed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headcount.core.wording import slug, unaccented

MIME = "application/vnd.headcount.answers+json"
"""What a notebook's own table of progress carries its answers as."""

FORMAT = 1


def marked(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record that says which format it is in."""
    return {"headcount-answers": FORMAT, **record}


def write(path: Path, record: dict[str, Any]) -> None:
    """Write a record whole or not at all: a full disk leaves the file as it was."""
    text = json.dumps(marked(record), indent=1, ensure_ascii=False)
    draft = path.with_suffix(".part")
    draft.write_text(text + "\n", encoding="utf-8")
    draft.replace(path)


def read(path: Path) -> dict[str, Any]:
    """Return the record in a file: one that was handed in, or a notebook with its progress in it.

    Raises
    ------
    ValueError
        When the file holds none; the message says so in words.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise ValueError(f"{path.name} holds no answers: it is not a file of JSON") from None
    if isinstance(found, dict) and "cells" in found:
        shown = [data[MIME] for data in _outputs(found) if MIME in data]
        found = shown[-1] if shown else None
    if not isinstance(found, dict) or not _is_record(found):
        raise ValueError(f"{path.name} holds no answers of a lesson")
    return found


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
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            yield output.get("data", {})


def _is_record(found: dict[str, Any]) -> bool:
    given = found.get("answers")
    return (
        isinstance(found.get("lesson"), str)
        and isinstance(given, dict)
        and all(
            isinstance(one, dict) and {"given", "right", "tries"} <= one.keys()
            for one in given.values()
        )
    )
