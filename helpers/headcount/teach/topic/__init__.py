"""A topic: a sound story, and what the three lessons say of it.

A number's way, a word with two meanings, and charts that mislead: what differs from topic to topic
stands in the story's ``lessons.toml``, all else in the texts beside this module. Whatever those ask
for is a key of that file: it stands in words as ``{number.lead}``, in code as ``T.number.figure``.
In a text a comment begins a cell of words, with its name and tags, and a fence one of code.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from headcount.core.errors import UnknownWord, hint
from headcount.core.wording import sentence
from headcount.desk.compare import compare
from headcount.figures import package, table
from headcount.figures.package.problem import MOST
from headcount.teach.lesson.misleading import MANNERS
from headcount.teach.words import ENGLISH, read, words
from headcount.teach.words.notebook import translated

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
            marks = ({"tags": tags} if tags else {}) | ({EACH: True} if each else {})
            yield (_code_cell if is_code else new_markdown_cell)(source, id=name, metadata=marks)
        lines, name = [], ""
        is_code = bool(begins and begins[2])
        if begins:
            name, *tags = (begins[1] or begins[2]).split()
        if name in (EACH, "end"):
            each, name = name == EACH, ""


def _code_cell(source: str, id: str, metadata: dict[str, Any]) -> NotebookNode:  # noqa: A002
    cell: NotebookNode = new_code_cell(source, id=id, metadata=metadata)
    solves, grades = "### BEGIN SOLUTION" in source, id == "points"
    if solves or grades or id == "begin":
        cell.metadata["jupyter"] = {"source_hidden": True}
        cell.metadata["nbgrader"] = {
            "cell_type": "code",
            "schema_version": 3,
            "task": False,
            "grade": grades,
            "grade_id": id,
            "locked": not solves,
            "solution": solves,
        }
    return cell


FILE = "lessons.toml"

_CHART = ("title", "lead", "manner", "wrong", "talk")  # its other keys choose what it shows
_MINUTES = 30  # for all charts
_FIGURES = ("number.figure", "number.whole", "word.whole")
_SEVERAL = ("number.copies", "word.figures")
_CHOICES = ("number.knows", "word.differ", "word.fair")
_PAIRS = "word.fair"  # each of its answers names two figures


class Topic:
    """A topic: a sound story, and what its lessons say.

    Parameters
    ----------
    folder
        A data folder with a ``lessons.toml``.
    language
        Of the lessons. Where that is not the file's own (``language``, English by itself), a file
        beside it, such as ``lessons.de.toml``, says the texts anew under the same keys.

    Raises
    ------
    ValueError
        When something is missing, strange, or does not fit the figures: all of it at once.
    PackageError
        When the story is not sound.
    """

    def __init__(self, folder: Path, language: str | None = None) -> None:
        self.folder = folder
        if not (folder / FILE).is_file():
            raise ValueError(f"{folder / FILE} is missing: it says what the lessons are about")
        self.said = read(folder / FILE)
        own = self.said.get("language", ENGLISH)
        self.language = language or own
        self.say = words(self.language)
        if self.language != own:
            other = folder / f"lessons.{self.language}.toml"
            if not other.is_file():
                raise ValueError(f"{other} is missing: it says the texts of {FILE} anew")
            self.said = _laid_over(self.said, read(other))
        self.data = package.read(folder)
        if faults := [*islice(self._faults(), MOST + 1)]:
            faults[MOST:] = ["there is more; fix these first"] if faults[MOST:] else []
            raise ValueError("\n".join(f"{folder / FILE}: {fault}" for fault in faults))

    def notebooks(self) -> Iterator[tuple[str, NotebookNode]]:
        """Give each lesson as a notebook with its name: a teacher's copy, as it is written."""
        for lesson, file in LESSONS.items():
            notebook = new_notebook(cells=cells(lesson))
            if self.language != ENGLISH:
                notebook = translated(notebook, self.language, {"words": self.say.lessons})
            filled = [*self._filled(notebook.cells)]
            marks = [cell.metadata.get("nbgrader", {}) for cell in filled]
            marks[-1]["points"] = sum(bool(mark.get("solution")) for mark in marks)
            yield file, new_notebook(cells=filled, metadata=METADATA)

    def write(self, into: Path) -> list[Path]:
        """Write the notebooks into a folder, with the story beside them, where they read it."""
        self.put_story(into)
        paths = []
        for file, notebook in self.notebooks():
            paths.append(into / f"{file}.ipynb")
            nbformat.write(notebook, paths[-1])
        return paths

    def put_story(self, into: Path) -> None:
        """Copy the story into a folder, without what tells the answers."""
        hidden = shutil.ignore_patterns("lessons*.toml")
        shutil.copytree(self.folder, into / self.said["name"], ignore=hidden, dirs_exist_ok=True)

    def _filled(self, cells: list[NotebookNode]) -> Iterator[NotebookNode]:
        """Give cells with what the file says; those of a chart stand there for each of them."""
        for is_each, some in groupby(cells, lambda cell: bool(cell.metadata.pop(EACH, None))):
            for cell in self._of_charts([*some]) if is_each else some:
                yield cell if is_each else self._with(cell, self.said)

    def _of_charts(self, cells: list[NotebookNode]) -> Iterator[NotebookNode]:
        """Give the cells of each chart, one chart after the other."""
        for number, chart in enumerate(self.said["chart"], start=1):
            own = {name: value for name, value in chart.items() if name in _CHART}
            own["choice"] = {name: value for name, value in chart.items() if name not in _CHART}
            own["key"] = chart["manner"]
            own["minutes"] = _MINUTES // len(self.said["chart"])
            for cell in cells:
                copy = deepcopy(cell)
                copy["id"] = f"{cell.id}-{number}"
                copy.source = re.sub(r"\bKEY\b", own["key"], copy.source)
                if "nbgrader" in copy.metadata:
                    copy.metadata.nbgrader.grade_id = copy["id"]
                yield self._with(copy, ChainMap({"chart": own}, self.said))

    def _with(self, cell: NotebookNode, said: Mapping[str, Any]) -> NotebookNode:
        def fill(found: re.Match[str]) -> str:
            if found[1].startswith("names."):
                return self._begin(f"{said['name']}-{found[1].removeprefix('names.')}")
            value = said["name"] if found[1] == "story" else _value(said, found[1])
            # what the file says is text: in Markdown a sign would begin markup
            return _code(value) if cell.cell_type == "code" else str(value).replace("<", "&lt;")

        cell.source = asked(cell).sub(fill, cell.source)
        return cell

    def _begin(self, name: str) -> str:
        """Return what a lesson is begun with: its name, and its language where that is another."""
        if self.language == ENGLISH:
            return _code(name)
        return f'"{name}-{self.language}", language="{self.language}"'

    def _faults(self) -> Iterator[str]:
        """Tell what is wrong with the file, key by key."""
        keys = wanted() | {"name"}
        missing = [name for name in sorted(keys) if _value(self.said, name) is None]
        yield from (f"{name} is missing" for name in missing)
        if not re.fullmatch(r"[a-z][a-z0-9-]*", str(self.said.get("name", "x"))):
            yield "name has other letters than a to z, digits and hyphens"
        known = sorted({one.split(".")[0] for one in keys} | {"language", "chart"})
        for strange in self.said.keys() - {*known}:
            yield f'"{strange}" is not a key here. {sentence(hint(strange, known))}'
        yield from self._figure_faults()
        for name in _CHOICES:
            if isinstance(_value(self.said, name), dict):
                yield from self._choice_faults(name)
        for name in sorted(one for one in keys if one.endswith(".rules")):
            for number, rule in enumerate(_value(self.said, name) or (), start=1):
                if not isinstance(rule, dict) or not {"asks", "words", "hint"} <= rule.keys():
                    yield f"{name}: rule {number} needs asks, words and hint"
        charts = self.said.get("chart")
        if isinstance(charts, list) and charts and all(isinstance(one, dict) for one in charts):
            yield from _chart_faults(charts)
        else:
            yield "[[chart]] is missing: the third lesson needs a chart"

    def _figure_faults(self) -> Iterator[str]:
        known = {str(figure) for figure in table.column(self.data, "figure_id")}
        sound = True
        for name in (*_FIGURES, *_SEVERAL):
            value = _value(self.said, name)
            figures = value if isinstance(value, list) else [value]
            if value is not None and isinstance(value, list) != (name in _SEVERAL):
                sound = False
                yield f"{name} is {'a list of figures' if name in _SEVERAL else 'one figure'}"
            for figure in figures if value is not None else ():
                if not isinstance(figure, str) or figure not in known:
                    sound = False
                    yield f'{name}: no figure has the ID "{figure}". {_hint(figure, known)}'
        pair = [_value(self.said, name) for name in ("number.figure", "number.whole")]
        if sound and all(pair) and compare(self.data, *pair).ratio is None:
            yield "number.whole: the two have no ratio; headcount compare says why"

    def _choice_faults(self, name: str) -> Iterator[str]:
        said = _value(self.said, name)
        answers = _answers(said)
        pairs = name == _PAIRS
        for letter, answer in answers.items():
            if not isinstance(answer, list) or len(answer) != (4 if pairs else 2):
                yield f"{name}.{letter} is a list: a text, a reply{', two figures' * pairs}"
            elif pairs:
                is_right = letter == said.get("right")
                yield from self._pair_faults(letter, answer[2:], is_right=is_right)
        if str(said.get("right")) not in answers:
            yield f"{name}.right is not one of the answers: {', '.join(answers)}"

    def _pair_faults(self, letter: str, pair: list[str], *, is_right: bool) -> Iterator[str]:
        try:
            fair = compare(self.data, *map(str, pair)).verdict == "comparable"
        except UnknownWord as error:
            yield f"{_PAIRS}.{letter}: {error}"
            return
        if fair != is_right:
            can = "can" if fair else "cannot"
            yield f"{_PAIRS}.{letter}: these two {can} be compared without a warning"


def _chart_faults(charts: list[dict[str, Any]]) -> Iterator[str]:
    manners: list[str] = []
    for number, chart in enumerate(charts, start=1):
        lacks = [name for name in (*_CHART, "form") if name not in chart]
        yield from (f"chart {number}: {name} is missing" for name in lacks)
        manner = chart.get("manner")
        if manner is not None and str(manner) not in MANNERS:
            yield f'chart {number}: no manner is named "{manner}". {_hint(manner, MANNERS)}'
        if manner in manners:
            yield f"chart {number}: an earlier chart misleads in the manner {manner}"
        manners.append(str(manner))


def _hint(word: Any, known: Any) -> str:
    return sentence(hint(str(word), known))


def _answers(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if len(key) == 1}


def _value(said: Mapping[str, Any], name: str) -> Any:
    """Look up what a lesson asks for: a key of the file, or what its answers come to."""
    found: Any = said
    for part in name.split("."):
        if not isinstance(found, Mapping):
            return None
        found = _MADE[part](found) if part in _MADE else found.get(part)
    return found


def _because(said: Mapping[str, Any]) -> str | None:
    answer = said.get(str(said.get("right")))
    return answer[1] if isinstance(answer, list) and len(answer) > 1 else None


def _each(said: Mapping[str, Any], at: int, *, wrong: bool = False) -> dict[str, str] | None:
    answers = _answers(said).items()
    given = {key: one[at] for key, one in answers if isinstance(one, list) and len(one) > at}
    return {key: one for key, one in given.items() if not wrong or key != said.get("right")} or None


class _Rules(list[dict[str, Any]]):
    """What a sentence must say, and must not."""


_MADE: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    "options": lambda said: _each(said, 0),
    "hints": lambda said: _each(said, 1, wrong=True),
    "because": _because,
    "rules": lambda said: _Rules(one) if isinstance(one := said.get("rules"), list) else None,
}


def _code(value: Any) -> str:
    """Write a value as the lessons write code."""
    if isinstance(value, _Rules):
        return f"[{', '.join(map(_rule, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_code(key)}: {_code(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_code, value))}]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def _rule(rule: Mapping[str, Any]) -> str:
    called = "must_not" if rule.get("not") else "must"
    unless = f", unless={_code(rule['unless'])}" if "unless" in rule else ""
    return f"{called}({_code(rule['asks'])}, {_code(rule['words'])}, {_code(rule['hint'])}{unless})"


def _laid_over(said: Any, over: Any) -> Any:
    """Return what a file says, with what another says of the same keys in its place."""
    if isinstance(said, dict) and isinstance(over, dict):
        return {key: _laid_over(value, over.get(key, value)) for key, value in said.items()}
    if isinstance(said, list) and isinstance(over, list) and len(said) == len(over):
        return [_laid_over(one, other) for one, other in zip(said, over, strict=True)]
    return over
