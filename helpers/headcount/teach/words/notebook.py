"""A lesson's notebook in another language: each line of its text and each text in its code."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from copy import deepcopy
from itertools import accumulate
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from headcount.core.wording import tally
from headcount.teach.words import read, words

MOST_TOLD = 5
"""How many texts that are missing are named."""

ANEW = "anew"
"""Tag of a cell that says what the record says in another language."""

_MARKUP = re.compile(r"(?:#+ |> ?|[-*] |\d+\. )*")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_PARTS = re.compile(r"\{.*?\}")  # what is filled in
_BEGIN = re.compile(r'^(lesson = Lesson\("[a-z0-9-]+)("\))$', re.MULTILINE)


def translated(notebook: NotebookNode, language: str, said: Mapping[str, Any]) -> NotebookNode:
    r"""Return a lesson in another language, under a name of its own.

    1. A line of text is translated by itself, without the marks it begins with; so is a text in
       the code that has more than one word, or stands for a unit.
    2. What a sentence must and must not say differs by language: its words come from `sentences`,
       by what they ask for.
    3. What the record says in words is quoted as it is. Below it stands what `evidence` says of
       that cell. On charts it is in the language (`headcount.render.language`).

    Parameters
    ----------
    notebook
        The lesson, in English.
    language
        As HTML names it.
    said
        What a file of words holds: ``words``, and where there are some ``sentences``, ``headlines``
        (a headline and a deck for each chart that the lesson names without) and ``evidence``.

    Raises
    ------
    ValueError
        When texts are missing; the message names the first of them, each with its cell.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> cell = new_code_cell('lesson = Lesson("first")\nprint("Who is it?", "unit")')
    >>> german = translated(new_notebook(cells=[cell]), "de", {"words": {"Who is it?": "Wer?"}})
    >>> print(german.cells[0].source)
    lesson = Lesson("first-de", language="de")
    print("Wer?", "unit")
    """
    copy = deepcopy(notebook)
    missing: list[str] = []
    cells = []
    for cell in copy.cells:
        here = _Cell(cell, said, missing, language)
        if cell.cell_type == "markdown":
            cell.source = "\n".join(map(here.line, cell.source.split("\n")))
        else:
            cell.source = _BEGIN.sub(rf'\1-{language}", language="{language}")', here.code())
        cells.append(cell)
        if told := said.get("evidence", {}).get(cell.get("id")):
            marked = {"tags": [ANEW]}
            cells.append(
                new_markdown_cell(told["said"], id=f"{cell.id}-{language}", metadata=marked)
            )
    if missing:
        told = "\n".join(f"  {one}" for one in missing[:MOST_TOLD])
        raise ValueError(f"{tally(len(missing), 'text')} not translated into {language}:\n{told}")
    copy.cells = cells
    return copy


def translate(path: Path, language: str, into: Path) -> Path:
    """Write a lesson in another language into a folder: the words are in a file beside it.

    Raises
    ------
    ValueError
        When there is no such file, it is no TOML, or texts are missing in it.
    """
    file = path.with_name(f"{language}.toml")
    if not file.is_file():
        raise ValueError(f"{file} is missing: it says the texts of {path.name} in another language")
    try:
        said = read(file)
        said["words"] = {**words(language).lessons, **said["words"]}
        said["evidence"] = said.get("evidence", {}).get(path.stem, {})
        made = translated(nbformat.read(path, as_version=4), language, said)
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
    written = into / path.name
    nbformat.write(made, written)
    return written


class _Cell(ast.NodeVisitor):
    """One cell, and what stands there instead of its texts, by their place in bytes."""

    def __init__(
        self, cell: NotebookNode, said: Mapping[str, Any], missing: list[str], language: str
    ) -> None:
        self.name = cell.get("id")
        self.source = cell.source.encode()
        self.said, self.missing, self.language = said, missing, language
        lengths = map(len, self.source.splitlines(keepends=True))
        self.lines = [0, *accumulate(lengths)]
        self.changes: list[tuple[int, int, str]] = []

    def say(self, text: str) -> str:
        known = self.said["words"]
        if text not in known:
            self.missing.append(f"{self.name}: {text}")
        return str(known.get(text, text))

    def line(self, text: str) -> str:
        """Return a line of text, in the other language."""
        mark: str = text[: len(text) - len(_MARKUP.sub("", text, count=1))]
        rest = text.removeprefix(mark)
        is_words = _LETTERS.search(_PARTS.sub("", rest))
        return mark + self.say(rest) if is_words else text

    def code(self) -> str:
        """Return the code, with its texts in the other language."""
        self.visit(ast.parse(self.source))
        source: bytes = self.source
        for start, end, text in sorted(self.changes, reverse=True):
            source = source[:start] + text.encode() + source[end:]
        return source.decode()

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        start, end = self._place(node)
        text = self.source[start:end].decode()[2:-1]
        if _LETTERS.search(_PARTS.sub("", text)):
            self.changes.append((start, end, f'f"{self.say(text)}"'))

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and " " in node.value and _LETTERS.search(node.value):
            self._put(node, _quoted(self.say(node.value)))

    def visit_Call(self, node: ast.Call) -> None:
        called = ast.unparse(node.func)
        if called in ("must", "must_not"):
            return self._rule(node)
        if called == "hc.named" and not any(one.arg == "headline" for one in node.keywords):
            chart = self.said.get("headlines", {}).get(ast.literal_eval(node.args[1]), {})
            end = self._place(node.args[1])[1]
            told = "".join(f", {name}={_quoted(text)}" for name, text in chart.items())
            self.changes.append((end, end, told))
        if called == "hc.read":
            end = self._place(node)[1] - 1
            apart = ", " if node.args else ""
            self.changes.append((end, end, f"{apart}language={_quoted(self.language)}"))
        for one in node.keywords:  # options and hints, by letter: they may be a single word
            short = one.arg == "unit" or called.endswith((".choice", ".solution"))
            if short and isinstance(one.value, ast.Constant) and isinstance(one.value.value, str):
                self._put(one.value, _quoted(self.say(one.value.value)))
            else:
                self.visit(one)
        for child in (node.func, *node.args):
            self.visit(child)
        return None

    def _rule(self, node: ast.Call) -> None:
        """Take what a sentence must or must not say from this language's words."""
        label, listed, hint = node.args
        for text in (label, hint):
            self._put(text, _quoted(self.say(ast.literal_eval(text))))
        own = self.said.get("sentences", {}).get(ast.literal_eval(label))
        if own is None:
            self.missing.append(f"{self.name}: [sentences.{_quoted(ast.literal_eval(label))}]")
            return
        self._put(listed, _listed(own["words"]))
        for one in node.keywords:
            self._put(one.value, _listed(own.get("unless", [])))

    def _place(self, node: Any) -> tuple[int, int]:
        start = self.lines[node.lineno - 1] + node.col_offset
        return start, self.lines[node.end_lineno - 1] + node.end_col_offset

    def _put(self, node: ast.expr, text: str) -> None:
        self.changes.append((*self._place(node), text))


def _quoted(text: str) -> str:
    """Write a text as code, in the quotes of the lessons."""
    return json.dumps(text, ensure_ascii=False)


def _listed(texts: list[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"
