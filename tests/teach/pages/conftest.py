"""A small lesson with one question of each kind as a page, and the bundle's own lessons."""

from __future__ import annotations

import shutil
from contextlib import chdir
from pathlib import Path

import nbformat
import pytest
from headcount.teach.lesson import seal
from headcount.teach.pages import build
from headcount.teach.topic import Topic
from headcount.teach.words.notebook import translate
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.conftest import LESSONS
from tests.sharing import once

QUICK = 20  # rounds of an envelope: what is tested is not how slow it opens

BEGIN = """\
import headcount as hc
from headcount.teach.lesson import Lesson, must, must_not

lesson = Lesson("first")"""

CELLS = [
    new_markdown_cell("# First lesson\n\nIt begins *here*."),
    new_markdown_cell("Press Shift and Enter.", metadata={"tags": ["lab"]}),
    new_markdown_cell("> **For the teacher · 50 minutes.** Go.", metadata={"tags": ["teacher"]}),
    new_markdown_cell("**Goal.** To ask.", metadata={"tags": ["teacher", "sheet"]}),
    new_code_cell(BEGIN),
    new_markdown_cell("## Who?"),
    new_code_cell('print("A <b>minister</b> & he")'),
    new_code_cell("""\
who = lesson.choice("who", "Who said it?", a="A minister", b="Nobody", c="A paper")
who.solution("b", "Nobody is named.", a="Where is he named?", c="Who told the paper?")
who"""),
    new_code_cell("""\
many = lesson.number("many", "How many?", unit="people", step=10, hint="Divide.")
many.solution(500, "Five hundred.", within=20, slips={5000: "A nought too many."})
many"""),
    new_code_cell("""\
said = lesson.sentence("said", "Mend it.", start="The north is offering 500 men.")
said.solution(
    "A minister said that 500 men might come.",
    rules=[
        must("Who", ["minister*"], "Who spoke?"),
        must_not("No offer", ["is offering", "U.S.'s"], "Nobody.", unless=["no one ... offering"]),
    ],
)
said"""),
    new_code_cell("""\
smooth = lesson.mend(
    "smooth",
    "What must change?",
    chart=hc.named(hc.read(), "promised-and-come"),
    manner="smooth",
    headline="",
)
smooth.solution(["bounds", "status"])
smooth"""),
    new_code_cell('lesson.show(hc.named(hc.read(), "fourth-largest"))'),
    new_code_cell("lesson.points", metadata={"nbgrader": {"grade": True, "points": 4}}),
]


@pytest.fixture(scope="session")
def first(shared: Path) -> Path:
    """Give the folder of the small lesson's page; its envelopes open fast."""

    def make(out: Path) -> None:
        notebook = out.with_name("01-first.ipynb")
        nbformat.write(new_notebook(cells=CELLS), notebook)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(seal, "ROUNDS", QUICK)
            build([notebook], out, teachers=out.with_name("first-key"))

    return once(shared / "first-page", make)


EDITIONS = ("war", "school", "crowd", "de")
"""The bundle's own lessons, two other topics, and the first in another language."""

EACH = [(edition, path.stem) for edition in EDITIONS for path in LESSONS]


def _notebooks(edition: str, into: Path) -> None:
    into.mkdir()
    if edition == "war":
        for path in LESSONS:
            shutil.copy(path, into)
    elif (topic := LESSONS[0].with_name(edition)).is_dir():
        Topic(topic).write(into)
    else:
        for path in LESSONS:
            translate(path, edition, into)


@pytest.fixture(params=EACH, ids="-".join)
def path(request, shared: Path) -> Path:
    """Give the notebook of each lesson of each edition."""
    edition, stem = request.param
    made = once(shared / f"notebooks-{edition}", lambda into: _notebooks(edition, into))
    return made / f"{stem}.ipynb"


@pytest.fixture
def pages(path: Path, shared: Path) -> Path:
    """Give the folder of the pages of a lesson's edition; the teacher's are in one beside it."""

    def make(out: Path) -> None:
        with chdir(path.parent):
            build(
                sorted(path.parent.glob("*.ipynb")), out, teachers=out.with_name(f"{out.name}-key")
            )

    return once(shared / path.parent.name.replace("notebooks", "pages"), make)
