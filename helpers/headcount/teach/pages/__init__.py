"""Lessons as plain web pages: no Python and no network, each in one file; packages of them.

A school's system takes a whole lesson as SCORM 1.2, its questions as QTI 2.1. Both are
specifications of other bodies: `ADL <https://adlnet.gov/projects/scorm/>`_ and
`1EdTech <https://www.imsglobal.org/question/>`_.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from headcount.publish.export.folder import earlier, refuse_foreign, write_folder
from headcount.render.svg import to_svg
from headcount.teach.lesson.kinds import Choice, Number, Sentence
from headcount.teach.pages.page import (
    WIDTHS,
    Page,
    evidence,
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
        The folder for packages that a school's system takes, two a lesson (`scorm`, `qti`); None
        writes none. Those of questions hold the answers.

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
        progress(f"Running {path.name} and drawing its charts")
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
            (packages / f"{page.file}-scorm.zip").write_bytes(scorm(page))
            (packages / f"{page.file}-qti.zip").write_bytes(qti(page))
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


_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same lesson gives the same bytes


def scorm(page: Page) -> bytes:
    """Return a lesson as a SCORM 1.2 package, which keeps answers and points in a school's system.

    1. It holds one page, the one that `make classroom` writes, and its manifest.
    2. The page tells the system how many questions are right, of how many, and when all are; it
       takes the student's name from there, and what was answered comes back on another device.
    """
    return _zip({"imsmanifest.xml": filled("scorm.xml", page=page), "lesson.html": page.html})


def qti(page: Page) -> bytes:
    """Return a lesson's questions as a QTI 2.1 package, with what they rest on.

    It holds the answers, so it is the teacher's. A sentence is not scored: a reader must look.
    Charts to mend are left out: no such item lets a picture follow ticks.
    """
    files: dict[str, str] = {}
    pictures: dict[str, list[str]] = {}
    for question, evident in evidence(page):
        if not isinstance(question, Choice | Number | Sentence):
            continue
        own = pictures[question.key] = []
        shown = []
        for at, one in enumerate(evident):
            if isinstance(one, str):
                shown.append({"text": one})
                continue
            own.append(f"{question.key}-{at}.svg")
            files[own[-1]] = to_svg(one.drawing(WIDTHS["wide"]), label=one.alt, named=False)
            shown.append({"text": one.alt, "picture": own[-1]})
        files[f"{question.key}.xml"] = filled("item.xml", asked=question, shown=shown)
    return _zip({"imsmanifest.xml": filled("qti.xml", page=page, items=pictures)} | files)


def _zip(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
