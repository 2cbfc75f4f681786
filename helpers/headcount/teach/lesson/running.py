"""A lesson run from top to bottom in this process: what each cell printed, and what it gave."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from typing import Any

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
