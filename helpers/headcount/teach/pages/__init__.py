"""Lessons as plain web pages: no Python and no network, each in one file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from headcount.publish.export.folder import earlier, refuse_foreign, write_folder
from headcount.teach.pages import school
from headcount.teach.pages.page import (
    Page,
    filled,
    handins_page,
    html_page,
    taken,
    teachers_page,
)

TITLE = "Lessons about numbers"


def build(
    notebooks: Sequence[Path],
    out: Path,
    progress: Callable[[str], object] = str,
    *,
    teachers: Path | None = None,
    packages: Path | None = None,
) -> Path:
    """Write a page for each lesson, and a first page that lists them.

    1. A page is one file: it asks nobody for anything, and opens from a disk as from any host.
    2. It holds no answer: only the envelopes of a student's copy, and no word of the teacher's.
    3. Each chart, and each that ticks can make of it, is drawn in it for a phone and for a screen.
    4. Printed it is a worksheet.
    5. A folder changes as a whole, and only when every lesson answers its own questions.

    Parameters
    ----------
    notebooks
        Notebooks of lessons.
    out
        The folder; an earlier one's pages in it are replaced.
    progress
        Is told what is done next.
    teachers
        The folder for the teacher's pages, each a sheet to prepare from and the answers; none are
        written where it is None. It may not lie in `out`, which students see.
    packages
        The folder for packages that a school's system takes, two a lesson (`school`); None writes
        none. Those of questions hold the answers.

    Returns
    -------
    pathlib.Path
        The first page.

    Raises
    ------
    ValueError
        When a notebook is no lesson, fails, or does not answer its own questions, and when the
        teacher's pages would lie among the students'.
    ForeignFileError
        When a folder holds what is no page of ours.
    """
    if teachers is not None and teachers.resolve().is_relative_to(out.resolve()):
        raise ValueError(f"{teachers} is in {out}: students would find the answers there")
    for folder in filter(None, (out, teachers)):
        refuse_foreign(folder, earlier(folder, ".nojekyll"), "classroom")
    pages = []
    for path in notebooks:
        progress(f"{path.name} is run, and its charts are drawn")
        pages.append(taken(path))
    _put(out, pages, lambda page: page.html, "index.html")
    if teachers is not None:
        way = os.path.relpath(out, teachers)

        def keyed(page: Page) -> str:
            return teachers_page(page, f"{quote(way)}/{page.file}.html")

        _put(teachers, pages, keyed, "teachers.html", {"handins.html": handins_page(pages)})
    if packages is not None:
        packages.mkdir(parents=True, exist_ok=True)
        for page in pages:
            (packages / f"{page.file}-scorm.zip").write_bytes(school.scorm(page))
            (packages / f"{page.file}-qti.zip").write_bytes(school.qti(page))
    return out / "index.html"


def _put(
    out: Path,
    pages: Sequence[Page],
    write: Callable[[Page], str],
    first: str,
    others: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write a page of each lesson and a first one that lists them into a folder."""
    made = {f"{page.file}.html": write(page) for page in pages}
    made |= {"index.html": _contents(pages, first), **others}
    made[".nojekyll"] = ""  # GitHub Pages then serves every file as it is
    write_folder(out, {name: html.encode() for name, html in made.items()})


def _contents(pages: Sequence[Page], first: str) -> str:
    say = pages[0].lesson.say
    many = [
        say.count(len(page.lesson.questions), "{n} question", "{n} questions") for page in pages
    ]
    listed = [*zip(pages, many, strict=True)]
    body = filled(first, say, title=say(TITLE), pages=listed)
    return html_page(say(TITLE), body, language=say.language)
