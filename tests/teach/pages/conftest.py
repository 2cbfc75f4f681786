"""A small lesson with one question of each kind as a page, and the bundle's own lessons."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from headcount.teach.lesson import seal
from headcount.teach.pages import build
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
            build.build([notebook], out, teachers=out.with_name("first-key"))

    return once(shared / "first-page", make)


@pytest.fixture(scope="session")
def pages(shared: Path) -> Path:
    """Give the folder of the pages of all lessons."""
    return once(
        shared / "pages",
        lambda out: build.build(LESSONS, out, teachers=out.with_name("pages-key")),
    )
