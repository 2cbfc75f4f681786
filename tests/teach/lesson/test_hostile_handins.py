"""What a class hands in is anybody's: one bad file is told, and the others are read."""

import json
import os

import nbformat
import pytest
from headcount.cli import main
from headcount.teach.lesson import Lesson, gradebook, handin

from .conftest import ask

ANSWER = {"kind": "choice", "given": "a", "right": True, "tries": 1}


def handed(student="Mallory", lesson="first", **answer):
    return {"lesson": lesson, "student": student, "answers": {"who": ANSWER | answer}}


def notebook(**cell):
    return {"cells": [cell]}


NOT_READ = {
    "no cells": {"cells": None},
    "cells of no kind": {"cells": [None, 1, "x", []]},
    "outputs of no kind": notebook(outputs={"a": 1}),
    "outputs that hold none": notebook(outputs=[None, {"data": None}, {"data": []}]),
    "answers that are none": notebook(outputs=[{"data": {handin.MIME: [1]}}]),
    "tries in words": handed(tries="x"),
    "tries in a list": handed(tries=[]),
    "fewer tries than none": handed(tries=-1),
    "a million tries": handed(tries=10**6),
    "half a try": handed(tries=1.5),
    "yes for tries": handed(tries=True),
    "right in words": handed(right="yes"),
    "right and not given": handed(given=None),
    "an answer without end": handed(given="x" * 10**6),
    "tried of no kind": handed(tried="x"),
    "infinity": handed(given=float("inf")),
    "a lesson of two lines": handed(lesson="first\nZoe 1/1"),
    "a lesson without a name": handed(lesson=""),
    "a student in a list": handed(student=["Zoe"]),
    "no answers": {"lesson": "first", "answers": None},
    "answers in a list": {"lesson": "first", "answers": [ANSWER]},
    "an answer of no kind": {"lesson": "first", "answers": {"who": None}},
    "a question of two lines": {"lesson": "first", "answers": {"who\nZoe": ANSWER}},
    "too many questions": {"lesson": "first", "answers": {f"q{n}": ANSWER for n in range(999)}},
}
TEXTS = {
    "deep": '{"cells": ' + "[" * 100_000,
    "many": '{"cells": [' + "[]," * 1_000_001 + "[]]}",
    "a huge number": '{"lesson": ' + "9" * 10_000 + "}",
    "not a number": json.dumps(handed(given=0)).replace(" 0,", " NaN,"),
    "of no letters": b"\xff\xfe\x00",
    "nothing": b"",
}


@pytest.fixture
def folder(tmp_path):
    """Give what a class handed in: one sound file, in the middle of all others."""
    made = tmp_path / "class"
    made.mkdir()
    (made / "mary.json").write_text(json.dumps(handed("Mary")))
    return made


def put(folder, name, content):
    text = content if isinstance(content, str | bytes) else json.dumps(content)
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.mark.timeout(20)
def test_one_bad_file_never_ends_the_report_of_the_class(folder, capsys):
    for number, content in enumerate((*NOT_READ.values(), *TEXTS.values())):
        put(folder, f"{'a' if number % 2 else 'z'}{number}.json", content)
        put(folder, f"notebook-{number}.ipynb", content)
    assert main(["handins", str(folder)]) == 0
    told = capsys.readouterr()
    assert "Mary                    1/1" in told.out
    assert "Zoe" not in told.out
    *faults, unknown, page, marks = told.err.splitlines()
    assert len(faults) == 2 * len(NOT_READ | TEXTS)
    assert all(" has no answers" in line for line in faults)
    assert "mary.json is of the lesson first, which is not here" in unknown
    assert page.endswith("report.html")
    assert marks.endswith("gradebook.csv")


@pytest.mark.timeout(20)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_what_is_no_file_is_told_and_not_waited_for(folder):
    os.mkfifo(folder / "a-pipe.json")
    (folder / "device.json").symlink_to("/dev/zero")
    (folder / "folder.ipynb").mkdir()
    (folder / "gone.json").symlink_to("nothing")
    (folder / "loop.json").symlink_to("loop.json")
    with (folder / "vast.json").open("wb") as file:
        file.truncate(5_000_000_000)
    found = gradebook.read(folder)
    assert [one["student"] for one in found.records] == ["Mary"]
    assert found.faults == (
        "a-pipe.json is a pipe, not a file",
        "device.json is a device, not a file",
        "folder.ipynb is a folder, not a file",
        "gone.json is not there",
        "loop.json cannot be read: Too many levels of symbolic links",
        "vast.json is larger than 16 MB",
    )


FORGED = {
    "a row": "X\nZoe Good    1/1    yes",
    "a return": "X\rZoe Good    1/1    yes",
    "an escape": "X\x1b[2J\x1b[1;1HZoe Good",
    "a bell": "X\x07",
    "letters turned around": "X\u202eeoZ",
    "a line of another kind": "X\u2028Zoe Good    1/1",
    "half a letter": "X\ud800",
}


@pytest.mark.parametrize("name", FORGED.values(), ids=FORGED)
def test_a_name_forges_no_row_and_moves_no_terminal(folder, name, capsys):
    put(folder, "x.json", handed(name))
    assert main(["handins", str(folder)]) == 0
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert len(lines) == 5  # lesson, heads, two students, first tries
    assert all(line.isprintable() for line in (*lines, *told.err.splitlines()))
    assert not any(line.startswith("Zoe") for line in lines)
    assert "x.json gives a name that no one has" in told.err
    assert main(["handins", str(folder), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_the_name_of_a_file_moves_no_terminal_either(folder):
    put(folder, "a\x1b[2J\nZoe  right.json", "{")
    put(folder, "b\x1b[2J\nZoe  right.json", handed(""))
    found = gradebook.read(folder)
    assert all(one.isprintable() for one in found.faults)
    assert all(one["student"].isprintable() for one in found.records)


def test_who_hands_in_under_anothers_name_is_told_and_takes_no_place(folder):
    put(folder, "z-mallory.json", handed("mary", right=False))
    found = gradebook.read(folder)
    (mary,) = found.records
    assert mary["file"] == "mary.json"
    assert mary["answers"]["who"]["right"]
    assert found.faults == (
        "z-mallory.json gives the name of mary, and is not called so",
        "z-mallory.json is not counted: mary.json is of mary too",
    )


def test_two_files_of_one_name_are_told_and_the_last_counts(folder):
    put(folder, "mary-2.json", handed("Mary", given="b"))
    found = gradebook.read(folder)
    assert found.faults == ("mary-2.json is not counted: mary.json is of Mary too",)


@pytest.mark.parametrize(
    ("student", "file"),
    [
        ("Ada Adams", "first-ada-adams.json"),
        ("Ada Adams", "1234_assign_first-ada-adams (2).json"),
        ("김철수", "first-ae40-cca0-c218.json"),
        ("김철수", "first-김철수.json"),
        ("Édith", "EDITH.json"),
    ],
)
def test_a_file_that_is_called_after_its_student_is_no_fault(tmp_path, student, file):
    put(tmp_path, file, handed(student))
    assert gradebook.read(tmp_path).faults == ()


@pytest.mark.parametrize("given", [[], {}, True, 1e300, "x" * 9000, {"a": [1]}, [["a"]], "\x1b"])
def test_no_kept_answer_stops_a_lesson(student, sealed, given):
    for question in student.questions:
        answers = {question: ANSWER | {"given": given, "tried": [given, None]}}
        handin.write(
            student._folder / "first.answers.json", {"lesson": "first", "answers": answers}
        )
        assert ask(Lesson("first", sealed, student._folder))


def test_a_sound_notebook_of_any_kind_of_cell_is_read(tmp_path):
    shown = {"output_type": "display_data", "metadata": {}, "data": {handin.MIME: handed("Bo")}}
    cells = [
        nbformat.v4.new_markdown_cell("# x"),
        nbformat.v4.new_code_cell(outputs=[nbformat.from_dict(shown)]),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "bo.ipynb")
    assert handin.read(tmp_path / "bo.ipynb")["student"] == "Bo"
