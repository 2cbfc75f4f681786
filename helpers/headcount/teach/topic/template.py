"""The texts that lessons of any topic are made from, as cells of a notebook.

In a text a comment begins a cell of words, with its name and tags, and a fence one of code.
What the topic's file says stands in words as ``{number.lead}`` and in code as ``T.number.figure``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

LESSONS = {
    "number": "01-follow-the-number",
    "word": "02-same-word-two-meanings",
    "chart": "03-chart-it-honestly",
}
"""The text of each lesson, and what its notebook is called."""

EACH = "each"
"""Mark of a cell that stands once for each chart."""

METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"},
    "language_info": {"name": "python"},
}

_HERE = Path(__file__).parent
_PART = re.compile(r"^(?:<!-- (.+) -->|```python (.+))$")
_IN_WORDS = re.compile(r"\{(\w+(?:\.\w+)*)\}")
_IN_CODE = re.compile(r"\bT\.(\w+(?:\.\w+)*)")
_OWN = {"names", "story", "chart"}  # not asked of the file as such


def cells(lesson: str) -> list[NotebookNode]:
    """Return the cells of a lesson."""
    texts = (_HERE / f"{name}.md" for name in (lesson, "end"))
    return [cell for text in texts for cell in _parted(text.read_text(encoding="utf-8"))]


def asked(cell: NotebookNode) -> re.Pattern[str]:
    """Return what a cell asks of the file: in code, braces are of what is printed."""
    return _IN_WORDS if cell.cell_type == "markdown" else _IN_CODE


def wanted() -> set[str]:
    """Name the keys that the lessons ask for."""
    names = {
        found[1]
        for lesson in LESSONS
        for cell in cells(lesson)
        for found in asked(cell).finditer(cell.source)
    }
    return {name for name in names if name.split(".")[0] not in _OWN}


def _parted(text: str) -> Iterator[NotebookNode]:
    each, name = False, ""
    lines: list[str] = []
    tags: list[str] = []
    is_code = False
    for line in [*text.splitlines(), "<!-- end -->"]:
        begins = _PART.match(line)
        if not begins and not (is_code and line == "```"):
            lines.append(line)
            continue
        source = "\n".join(lines).strip("\n")
        if name and source:
            make = _code if is_code else _words
            yield make(name, tags, source, {EACH: True} if each else {})
        lines, name = [], ""
        is_code = bool(begins and begins[2])
        if begins:
            name, *tags = (begins[1] or begins[2]).split()
        if name in (EACH, "end"):
            each, name = name == EACH, ""


def _words(name: str, tags: list[str], source: str, more: dict[str, bool]) -> NotebookNode:
    cell: NotebookNode = new_markdown_cell(source, metadata=({"tags": tags} if tags else {}) | more)
    cell["id"] = name
    return cell


def _code(name: str, tags: list[str], source: str, more: dict[str, bool]) -> NotebookNode:
    cell: NotebookNode = new_code_cell(source, metadata=({"tags": tags} if tags else {}) | more)
    cell["id"] = name
    solves, grades = "### BEGIN SOLUTION" in source, name == "points"
    if solves or grades or name == "begin":
        cell.metadata["jupyter"] = {"source_hidden": True}
        cell.metadata["nbgrader"] = {
            "cell_type": "code",
            "schema_version": 3,
            "task": False,
            "grade": grades,
            "grade_id": name,
            "locked": not solves,
            "solution": solves,
        }
    return cell
