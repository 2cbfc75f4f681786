"""One file, two copies: the teacher's and the student's, built from the same notebook.

The notebook follows nbgrader's conventions: what the student must not see stands between
``### BEGIN SOLUTION`` and ``### END SOLUTION`` in cells that their metadata calls solutions, and
the last cell is the graded one. Cells tagged `teacher` are the teacher's alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from headcount.notebook.site import run

TEACHER = "teacher"
STUB = "# Answer in the form below."

_BEGIN = re.compile(r'^(lesson = Lesson\("[a-z0-9-]+")\)$', re.MULTILINE)
_SOLUTION = re.compile(r"^### BEGIN SOLUTION$.*?^### END SOLUTION$", re.MULTILINE | re.DOTALL)
_ASK = "import json; print(json.dumps([lesson.record(), lesson.sealed()]))"


def build(notebooks: list[Path], out: Path, progress: Callable[[str], object] = str) -> list[Path]:
    """Write a teacher's and a student's copy of each notebook.

    1. Each notebook is run once, from top to bottom, and must answer each of its questions right.
    2. A student's copy holds no solution, no cell of the teacher's and no output: only envelopes.
    3. Building twice gives the same files. No copy is written before all notebooks have run.

    Parameters
    ----------
    notebooks
        Notebooks of lessons.
    out
        The folder for ``teacher/`` and ``student/``. Other files in it, such as answers, stay.
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
            teachers = _with_envelopes(notebook, _sealed(notebook))
            copies = {TEACHER: teachers, "student": students(teachers)}
        except Exception as error:
            raise ValueError(f"{path.name}: {error}") from error
        made |= {out / who / path.name: nbformat.writes(one) for who, one in copies.items()}
    config = Template(Path(__file__).with_name("nbgrader_config.txt").read_text(encoding="utf-8"))
    settings = config.substitute(stub=STUB, teacher=TEACHER).rstrip()
    made[out / TEACHER / "nbgrader_config.py"] = settings
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    return list(made)


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
    first.source = _BEGIN.sub(rf'\1, """\n{sealed}\n""")', first.source)
    for cell in copy.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return copy


def _sealed(notebook: NotebookNode) -> str:
    """Run a notebook, and return the envelopes of its questions.

    It must answer each of them right, and give a grader as many points as there are.
    """
    if sum(bool(_BEGIN.search(cell.source)) for cell in notebook.cells) != 1:
        raise ValueError('one line of a lesson reads: lesson = Lesson("its-name")')
    asked = deepcopy(notebook)
    asked.cells.append(new_code_cell(_ASK))
    with TemporaryDirectory() as folder:
        answer = run(asked, Path(folder)).cells[-1].outputs[0].text
    record, sealed = json.loads(answer)
    wrong = [key for key, one in record["answers"].items() if not one["right"]]
    many = len(record["answers"])
    if wrong or not many:
        raise ValueError(f"no right answer to {', '.join(wrong) or 'any question'}")
    marks: list[Any] = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    points = sum(mark.get("points", 0) for mark in marks if mark.get("grade"))
    if points != many:
        raise ValueError(f"{many} questions, and the graded cell has {points} points")
    return str(sealed)
