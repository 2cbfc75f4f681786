"""One file, two copies: a lesson is run, and the teacher's and the student's are built from it.

The notebook follows nbgrader's conventions: what the student must not see stands between
``### BEGIN SOLUTION`` and ``### END SOLUTION`` in cells that their metadata calls solutions, and
the last cell is the graded one. Cells tagged `teacher` are the teacher's alone.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from copy import deepcopy
from dataclasses import dataclass
from io import StringIO
from itertools import count
from pathlib import Path
from string import Template
from typing import Any

import nbformat
from nbformat import NotebookNode

from headcount.core.wording import COLUMNS_VARIABLE

MAY_FAIL = "raises-exception"
"""Tag of a cell that fails on purpose."""


@dataclass(frozen=True, slots=True)
class CellRun:
    """One cell of a lesson that was run.

    Parameters
    ----------
    cell
        The cell.
    printed
        What it printed.
    gave
        The value of its last line; None where that line has none, and for words.
    names
        What the lesson's names stand for. The steps of a run share it.
    """

    cell: NotebookNode
    printed: str
    gave: Any
    names: dict[str, Any]

    def is_tagged(self, *tags: str) -> bool:
        """Whether its cell bears any of these tags."""
        return not set(tags).isdisjoint(self.cell.metadata.get("tags", []))


def steps(notebook: NotebookNode) -> Iterator[CellRun]:
    r"""Run a notebook cell by cell.

    No kernel is started: a lesson is plain Python, and what its cells give is wanted as it is.

    Raises
    ------
    ValueError
        When a cell fails that is not tagged `raises-exception`; the message names the error.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> cells = [new_code_cell("a = 6"), new_code_cell("print(a)\na * 7")]
    >>> [(step.printed, step.gave) for step in steps(new_notebook(cells=cells))]
    [('', None), ('6\n', 42)]
    """
    names: dict[str, Any] = {"__name__": "__lesson__"}
    for cell in notebook.cells:
        printed, gave = StringIO(), None
        if cell.cell_type == "code":
            try:
                with redirect_stdout(printed), unbroken():
                    gave = _run(cell.source, names)
            except Exception as error:
                if MAY_FAIL not in cell.metadata.get("tags", []):
                    raise ValueError(f"{type(error).__name__}: {error}") from error
        yield CellRun(cell, printed.getvalue(), gave, names)


@contextmanager
def unbroken() -> Iterator[None]:
    """Have paragraphs printed as one line: whoever shows them breaks them."""
    before = os.environ.get(COLUMNS_VARIABLE)
    os.environ[COLUMNS_VARIABLE] = str(sys.maxsize)
    try:
        yield
    finally:
        if before is None:
            del os.environ[COLUMNS_VARIABLE]
        else:
            os.environ[COLUMNS_VARIABLE] = before


def _run(source: str, names: dict[str, Any]) -> Any:
    """Run code, and return the value of its last line."""
    parsed = ast.parse(source)
    last = parsed.body[-1] if parsed.body else None
    if isinstance(last, ast.Expr):
        parsed.body.pop()
    exec(compile(parsed, "<lesson>", "exec"), names)  # noqa: S102  (a notebook is code to be run)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "<lesson>", "eval"), names)  # noqa: S307


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
        progress(f"Running {path.name}")
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
