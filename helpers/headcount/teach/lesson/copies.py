"""One file, two copies: the teacher's and the student's, built from the same notebook.

The notebook follows nbgrader's conventions: what the student must not see stands between
``### BEGIN SOLUTION`` and ``### END SOLUTION`` in cells that their metadata calls solutions, and
the last cell is the graded one. Cells tagged `teacher` are the teacher's alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from itertools import count
from pathlib import Path
from string import Template
from typing import Any

import nbformat
from nbformat import NotebookNode

from headcount.teach.lesson.running import CellRun, steps

TEACHER = "teacher"
STUB = "# Answer in the form below."

_BEGIN = re.compile(r'^(lesson = Lesson\("[a-z0-9-]+")((?:, language="\w+")?)\)$', re.MULTILINE)
_SOLUTION = re.compile(r"^### BEGIN SOLUTION$.*?^### END SOLUTION$", re.MULTILINE | re.DOTALL)


def build(
    notebooks: list[Path], out: Path, teachers: Path, progress: Callable[[str], object] = str
) -> list[Path]:
    """Write a teacher's and a student's copy of each notebook.

    1. Each notebook is run once, from top to bottom, and must answer each of its questions right.
    2. A student's copy holds no solution, no cell of the teacher's and no output: only envelopes.
    3. Building twice gives the same files. No copy is written before all notebooks have run.
    4. A student's copy that is there and differs is kept: somebody may have worked in it.

    Parameters
    ----------
    notebooks
        Notebooks of lessons.
    out
        The folder for ``student/``. Other files in it, such as answers, stay.
    teachers
        The folder for the teacher's copies: another one, that no student's lab leads to.
    progress
        Is told what is done next.

    Returns
    -------
    list of pathlib.Path
        The files, in order.

    Raises
    ------
    ValueError
        When a notebook is no lesson, fails, or does not answer its own questions.
    """
    made: dict[Path, str] = {}
    for path in notebooks:
        progress(f"{path.name} is run")
        notebook = nbformat.read(path, as_version=4)
        try:
            sealed = checked(notebook)[-1].names["lesson"].sealed()
            whole = _with_envelopes(notebook, sealed)
            made[teachers / path.name] = nbformat.writes(whole)
            made[out / "student" / path.name] = nbformat.writes(students(whole))
        except ValueError as error:
            raise ValueError(f"{path.name}: {error}") from error
    config = Template(Path(__file__).with_name("nbgrader_config.txt").read_text(encoding="utf-8"))
    settings = config.substitute(stub=STUB, teacher=TEACHER).rstrip()
    made[teachers / "nbgrader_config.py"] = settings
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_relative_to(out) and (kept := _kept(path, text + "\n")):
            progress(f"{path} was worked in: it is kept as {kept.name}")
        path.write_text(text + "\n", encoding="utf-8")
    return list(made)


def _kept(path: Path, text: str) -> Path | None:
    """Put a file out of the way that holds something else than it is about to; say where."""
    if not path.exists() or path.read_text(encoding="utf-8", errors="replace") == text:
        return None
    names = (path.with_stem(f"{path.stem}-before-{number}") for number in count(1))
    return path.rename(next(name for name in names if not name.exists()))


def students(teachers: NotebookNode) -> NotebookNode:
    """Return a teacher's copy without what is the teacher's.

    Raises
    ------
    ValueError
        When a solution stands where nobody would take it out.
    """
    copy = deepcopy(teachers)
    copy.cells = [cell for cell in copy.cells if TEACHER not in cell.metadata.get("tags", [])]
    for cell in copy.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = _SOLUTION.sub(STUB, cell.source)
        if "SOLUTION" in cell.source or ".solution(" in cell.source:
            raise ValueError(f"a solution would be left in the student's copy: {cell.source[:60]}")
    return copy


def _with_envelopes(notebook: NotebookNode, sealed: str) -> NotebookNode:
    copy = deepcopy(notebook)
    (first,) = (cell for cell in copy.cells if _BEGIN.search(cell.source))
    first.source = _BEGIN.sub(rf'\1, """\n{sealed}\n"""\2)', first.source)
    for cell in copy.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return copy


def checked(notebook: NotebookNode) -> tuple[CellRun, ...]:
    """Run a lesson, and hold it to what a lesson is.

    Returns
    -------
    tuple of Step
        Its cells as they ran; the name `lesson` stands for the lesson itself.

    Raises
    ------
    ValueError
        When it fails, does not answer each of its questions right, or does not give a grader as
        many points as there are.
    """
    if sum(bool(_BEGIN.search(cell.source)) for cell in notebook.cells) != 1:
        raise ValueError('one line of a lesson reads: lesson = Lesson("its-name")')
    ran = tuple(steps(notebook))
    questions = ran[-1].names["lesson"].questions.values()
    wrong = [question.key for question in questions if not question.right]
    if wrong or not questions:
        raise ValueError(f"no right answer to {', '.join(wrong) or 'any question'}")
    marks: list[Any] = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    points = sum(mark.get("points", 0) for mark in marks if mark.get("grade"))
    if points != len(questions):
        raise ValueError(f"{len(questions)} questions, and the graded cell has {points} points")
    return ran
