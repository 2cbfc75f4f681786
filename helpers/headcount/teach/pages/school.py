"""Lessons for a school's system: a whole one as SCORM 1.2, its questions as QTI 2.1.

Both are specifications of other bodies: `ADL <https://adlnet.gov/projects/scorm/>`_ and
`1EdTech <https://www.imsglobal.org/question/>`_.
"""

from __future__ import annotations

import io
import zipfile

from headcount.render.svg import to_svg
from headcount.teach.lesson.kinds import Choice, Number, Sentence
from headcount.teach.pages.page import WIDTHS, Page, evidence, filled

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
