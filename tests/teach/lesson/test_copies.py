"""One notebook, two copies: the teacher's answers every question, the student's tells no answer."""

from __future__ import annotations

import ast
import base64
import codecs
import json
import re
import subprocess
import zlib
from pathlib import Path
from urllib.parse import quote

import nbformat
import pytest
from headcount.cli import main
from headcount.teach.lesson import copies, handin
from headcount.teach.lesson.copies import STUB, TEACHER, students
from headcount.teach.lesson.mend import CHANGES
from nbformat.v4 import new_code_cell, new_notebook

from tests.conftest import LESSONS

from .conftest import run

ROOT = Path(__file__).resolve().parents[3]
TEXTS = ROOT / "helpers/headcount/teach/topic"
REGION = re.compile(r"^### BEGIN SOLUTION$(.*?)^### END SOLUTION$", re.MULTILINE | re.DOTALL)
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}

each_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
# a kernel takes seconds to start: one lesson is run in one each time, the others in the long run
each_in_a_kernel = pytest.mark.parametrize(
    "path",
    [LESSONS[0], *(pytest.param(path, marks=pytest.mark.slow) for path in LESSONS[1:])],
    ids=lambda path: path.stem,
)


def read(path):
    return nbformat.read(path, as_version=4)


def secrets(path):
    """Return what a lesson's solutions say: every sentence that stands nowhere outside them."""
    notebook = read(path)
    regions = [one for cell in notebook.cells for one in REGION.findall(cell.source)]
    outside = "".join(REGION.sub("", cell.source) for cell in notebook.cells if not teachers(cell))
    told = {
        node.value
        for region in regions
        for node in ast.walk(ast.parse(region))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
    }
    told |= {cell.source for cell in notebook.cells if teachers(cell)}
    lines = {line.strip() for text in told for line in text.splitlines()}
    # a short one in base64 is so few letters that it stands in any envelope by chance
    return {line for line in lines if " " in line and len(line) > 12 and line not in outside}


def teachers(cell):
    return TEACHER in cell.metadata.get("tags", [])


def disguises(text):
    """Return a text as it might be hidden in a file."""
    raw = text.encode()
    yield text
    yield json.dumps(text)[1:-1]
    yield text[::-1]
    yield quote(text)
    yield codecs.encode(text, "rot13")
    yield raw.hex()
    for offset in range(3):  # base64 of a text that stands somewhere in a longer one
        yield base64.b64encode(b" " * offset + raw)[4 : len(raw) * 4 // 3 - 4].decode()
    yield base64.b32encode(raw).decode().rstrip("=")[:-8]


def unpacked(text):
    """Return what the long words of a file hold, where they are compressed or encoded."""
    for word in re.findall(r"[A-Za-z0-9+/_-]{40,}={0,2}", text):
        for decode in (base64.b64decode, base64.urlsafe_b64decode, bytes.fromhex):
            try:
                raw = decode(word)
            except ValueError:
                continue
            yield raw.decode("utf-8", "ignore")
            yield raw.decode("utf-16", "ignore")
            try:
                yield zlib.decompress(raw, wbits=47).decode("utf-8", "ignore")
            except zlib.error:
                continue


def leaks(text, told):
    places = "\n".join([text, *unpacked(text)])
    return {one for one in told if any(hidden in places for hidden in disguises(one))}


def test_there_are_three_lessons():
    assert len(LESSONS) == 3


@each_in_a_kernel
def test_the_teachers_copy_answers_every_question(path, lessons, tmp_path):
    notebook = run(lessons / "teacher" / path.name, tmp_path)
    (graded,) = (cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade"))
    assert graded.outputs[0].data["text/plain"] == str(graded.metadata.nbgrader.points)
    assert list(tmp_path.iterdir()) == []
    for cell in (one for one in notebook.cells if one.cell_type == "code"):
        on_purpose = "raises-exception" in cell.metadata.get("tags", [])
        assert on_purpose == any(output.output_type == "error" for output in cell.outputs)
        assert not any(output.get("name") == "stderr" for output in cell.outputs)


@each_in_a_kernel
def test_the_students_copy_answers_none(path, lessons, tmp_path):
    notebook = run(lessons / "student" / path.name, tmp_path)
    done = tmp_path / path.name
    nbformat.write(notebook, done)
    record = handin.read(done)
    many = next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade"))
    assert len(record["answers"]) == many.metadata.nbgrader.points
    assert not any(one["right"] or one["given"] for one in record["answers"].values())
    assert many.outputs[0].data["text/plain"] == "0"


@each_lesson
def test_no_answer_stands_in_the_students_copy(path, lessons):
    told = secrets(path)
    assert len(told) > 10
    assert leaks((lessons / "student" / path.name).read_text(encoding="utf-8"), told) == set()
    assert leaks((lessons / "teacher" / path.name).read_text(encoding="utf-8"), told) == told


HIDDEN = {
    "plain": str,
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64 in a longer text": lambda text: base64.b64encode(b"x" + text.encode()).decode(),
    "compressed": lambda text: base64.b64encode(zlib.compress(text.encode())).decode(),
    "utf-16": lambda text: base64.b64encode(text.encode("utf-16")).decode(),
    "hex": lambda text: text.encode().hex(),
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "quoted": quote,
}


@pytest.mark.parametrize("how", HIDDEN)
def test_a_hidden_answer_would_be_found(how):
    told = "The commentator spoke of reports, and he did not say whose."
    assert leaks(json.dumps({"metadata": HIDDEN[how](told)}), {told}) == {told}


@each_lesson
def test_the_students_copy_is_the_teachers_without_what_is_hers(path, lessons):
    whole, part = (read(lessons / who / path.name) for who in ("teacher", "student"))
    kept = [cell for cell in whole.cells if not teachers(cell)]
    assert [cell.id for cell in part.cells] == [cell.id for cell in kept]
    for cell, own in zip(kept, part.cells, strict=True):
        assert own.source == REGION.sub(STUB, cell.source)
        assert own.metadata == cell.metadata
    assert not any(cell.get("outputs") for cell in [*whole.cells, *part.cells])


def test_building_twice_gives_the_same_files(lessons, tmp_path, capsys):
    path = LESSONS[0]
    teachers = tmp_path / "teacher"
    assert main(["lessons", str(path), "--out", str(tmp_path), "--teachers", str(teachers)]) == 0
    assert str(tmp_path / "student" / path.name) in capsys.readouterr().out
    for who in ("teacher", "student"):
        again = tmp_path / who / path.name
        assert again.read_bytes() == (lessons / who / path.name).read_bytes()


@each_lesson
def test_nbgrader_finds_its_marks(path, lessons):
    """As nbgrader's format, version 3, has them."""
    notebook = read(lessons / "teacher" / path.name)
    marked = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    ids = [cell.metadata.nbgrader.grade_id for cell in marked]
    assert len(set(ids)) == len(ids)
    for cell in marked:
        mark = cell.metadata.nbgrader
        assert set(mark) - {"points"} == {
            *("cell_type", "grade", "grade_id", "locked", "schema_version", "solution", "task"),
        }
        assert (mark.schema_version, mark.task, mark.cell_type) == (3, False, cell.cell_type)
        assert re.fullmatch(r"[\w-]+", mark.grade_id)
        assert ("points" in mark) == mark.grade
        assert mark.solution == ("### BEGIN SOLUTION" in cell.source) != mark.locked


# What is no lesson


def lesson(*cells, points=1):
    grade = new_code_cell("lesson.points", metadata={"nbgrader": {"grade": True, "points": points}})
    begin = "from headcount.teach.lesson import Lesson\n\nlesson = Lesson('x')".replace("'", '"')
    made = [new_code_cell(begin), *(new_code_cell(one) for one in cells), grade]
    return new_notebook(cells=made, metadata={"kernelspec": KERNEL})


ASK = 'who = lesson.choice("who", "Who?", a="A", b="B")\n'
TEACH = '### BEGIN SOLUTION\nwho.solution("a", "Yes.", b="No.")\n### END SOLUTION\n'


@pytest.mark.parametrize(
    ("notebook", "told"),
    [
        (lesson(ASK), "no right answer to who"),
        (lesson(), "no right answer to any question"),
        (lesson(ASK + TEACH, points=2), "1 questions, and the graded cell has 2 points"),
        (lesson(ASK + TEACH + "1 / 0"), "ZeroDivisionError"),
        (lesson(ASK + TEACH), "a solution would be left in the student's copy"),
        (new_notebook(cells=[new_code_cell("1")]), 'one line of a lesson reads: lesson = Lesson("'),
    ],
)
def test_what_is_no_lesson_is_told_and_writes_nothing(notebook, told, tmp_path, capsys):
    path = tmp_path / "own.ipynb"
    nbformat.write(notebook, path)
    out, key = str(tmp_path / "out"), str(tmp_path / "key")
    assert main(["lessons", str(path), "--out", out, "--teachers", key]) == 1
    error = capsys.readouterr().err
    assert "own.ipynb: " in error
    assert told in error
    assert [path.name for path in tmp_path.iterdir()] == ["own.ipynb"]


def test_a_copy_that_a_student_worked_in_is_kept(tmp_path):
    path, said = tmp_path / "own.ipynb", []
    nbformat.write(lesson(ASK + TEACH), path)
    asked = nbformat.read(path, as_version=4)
    asked.cells[1].metadata["nbgrader"] = {"solution": True}
    nbformat.write(asked, path)
    out, teachers = tmp_path / "lessons", tmp_path / "lessons-teacher"

    def again():
        copies.build([path], out, teachers, said.append)
        return sorted(one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*.ipynb"))

    fresh = ["lessons-teacher/own.ipynb", "lessons/student/own.ipynb", "own.ipynb"]
    assert again() == again() == fresh
    mine = out / "student" / "own.ipynb"
    for number in (1, 2):
        mine.write_text(f"what I wrote {number}")
        assert len(again()) == len(fresh) + number
        assert mine.with_stem(f"own-before-{number}").read_text() == f"what I wrote {number}"
        assert f"it is kept as own-before-{number}.ipynb" in said[-1]
    (teachers / "own.ipynb").write_text("older")  # nobody's work: it is made from the notebook
    assert len(again()) == len(fresh) + 2


def test_a_solution_outside_its_region_is_not_handed_out():
    cell = new_code_cell(TEACH + 'who.solution("a", "Yes.")')
    cell.metadata["nbgrader"] = {"solution": True}
    with pytest.raises(ValueError, match="would be left"):
        students(new_notebook(cells=[cell]))


def test_what_a_class_checks_out_holds_no_answer(lessons):
    """The files that docs/classroom.md has one put into a repository for Binder or a hub."""
    recipe = (ROOT / "docs" / "classroom.md").read_text(encoding="utf-8")
    taken = re.search(r"git archive HEAD (.+?) \|", recipe)[1].split()
    listed = ["git", "ls-files", "--", *taken]
    out = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not out:
        pytest.skip("no git here")
    files = [ROOT / name for name in out.splitlines() if (ROOT / name).is_file()]
    texts = {file: file.read_text(encoding="utf-8", errors="replace") for file in files}
    told = {line for path in LESSONS for line in secrets(path) if len(line) > 40} - set(
        CHANGES.values()
    )
    # what lessons of any topic say to a teacher is the program's, and is no answer of these
    any_topic = "".join(path.read_text(encoding="utf-8") for path in TEXTS.glob("*.md"))
    told = {line for line in told if line not in any_topic}
    texts = {file: text for file, text in texts.items() if file.parent != TEXTS}
    assert len(told) > 50
    assert [(file, line) for file, text in texts.items() for line in told if line in text] == []
