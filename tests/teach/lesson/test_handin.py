"""Answers are kept, come back, are handed in, and are read by the teacher."""

import json

import nbformat
import pytest
from headcount.cli import main
from headcount.teach.lesson import Lesson, handin
from headcount.teach.lesson.lesson import Report
from nbformat.v4 import new_code_cell, new_notebook, new_output

from .conftest import ask


def again(student, sealed):
    lesson = Lesson("first", sealed, student._folder)
    ask(lesson)
    return lesson


def test_answers_come_back_when_the_notebook_is_run_again(student, sealed):
    student.questions["who"].answer("a")
    student.questions["who"].answer("b")
    student.questions["many"].answer("5000")
    later = again(student, sealed)
    assert later.record() == student.record()
    assert later.points == 1
    assert later.questions["who"].tries == 2


def test_a_cell_that_is_run_again_keeps_its_answer(student):
    student.questions["who"].answer("b")
    ask(student)
    assert student.points == 1
    assert len(student.questions) == 3


def test_the_same_answer_twice_is_one_try(student):
    for answer in ("a", "A", "a"):
        student.questions["who"].answer(answer)
    assert student.questions["who"].tries == 1


def test_a_file_that_calls_a_wrong_answer_right_is_not_believed(student, sealed):
    student.questions["who"].answer("a")
    kept = student._folder / "first.answers.json"
    kept.write_text(kept.read_text().replace('"right": false', '"right": true'))
    assert again(student, sealed).points == 0


def notebook(lesson, path):
    """Save a notebook with its table of progress, as a student who mails it home does."""
    shown = new_output("display_data", Report(lesson.record())._repr_mimebundle_())
    nbformat.write(new_notebook(cells=[new_code_cell(outputs=[shown])]), path)


def test_a_notebook_that_was_moved_brings_its_answers_along(student, sealed, tmp_path):
    student.questions["who"].answer("b")
    home = tmp_path / "home"
    home.mkdir()
    notebook(student, home / "01-first.ipynb")
    assert ask(Lesson("first", sealed, home))[0].right
    assert ask(Lesson("second", sealed, home))[0].given is None
    notebook(student, home / "bo.ipynb")  # a teacher's folder: whose answers are they?
    assert ask(Lesson("first", sealed, home))[0].given is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"lesson": 1}', '{"lesson": "first", "answers": 3}']
)
def test_a_spoilt_file_of_answers_stops_no_lesson(student, sealed, text):
    (student._folder / "first.answers.json").write_text(text)
    assert again(student, sealed).points == 0


def test_an_answer_to_a_question_that_has_changed_is_asked_anew(student, sealed):
    student.questions["who"].answer("c")
    lesson = Lesson("first", sealed, student._folder)
    who = lesson.choice("who", "Who said it?", a="A minister", b="Nobody")
    assert who.given is None


def test_a_teachers_copy_keeps_nothing(sealed, tmp_path):
    lesson = Lesson("first", sealed, tmp_path)
    who, _, _ = ask(lesson)
    who.solution("b", "Nobody is named.", a="Where?", c="Who?")
    who.answer("a")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_handed_in_without_a_name(student, capsys):
    student.hand_in(" ")
    assert "Put your name between the quotation marks" in capsys.readouterr().out
    assert list(student._folder.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Ada Édith Adams", "first-ada-edith-adams.json"),
        ("../../etc/passwd", "first-etc-passwd.json"),
        ("김철수", "first-ae40-cca0-c218.json"),
    ],
)
def test_a_file_is_named_after_lesson_and_student(student, name, file, capsys):
    student.hand_in(name)
    assert [path.name for path in student._folder.iterdir()] == [file]
    assert json.loads((student._folder / file).read_text(encoding="utf-8"))["student"] == name
    assert f"{file} is written: 0 of 3 answered right." in capsys.readouterr().out


def test_the_teacher_sees_who_answered_what(student, sealed, tmp_path, capsys):
    student.questions["who"].answer("b")
    student.questions["many"].answer("5000")
    student.questions["many"].answer("500")
    folder = tmp_path / "class"
    folder.mkdir()
    for name, lesson in (("Ada", student), ("Bo", Lesson("first", sealed, folder))):
        if not lesson.questions:
            ask(lesson)
        handin.write(folder / f"{name}.json", lesson.record() | {"student": name})
    (folder / "shopping.json").write_text("{}")
    capsys.readouterr()
    assert main(["handins", str(folder)]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "first",
        "student                 right  who  many     said",
        "Ada                     2/3    yes  yes (2)  -",
        "Bo                      0/3    -    -        -",
        "right at the first try         1/2  0/2      0/2",
    ]
    assert told.err.splitlines() == [
        "shopping.json has no answers to a lesson",
        "Ada.json is of the lesson first, which is not here: it is not checked",
        "Bo.json is of the lesson first, which is not here: it is not checked",
        str(folder / "report.html"),
        str(folder / "gradebook.csv"),
    ]
    assert main(["handins", str(folder), "--json"]) == 0
    assert [one["student"] for one in json.loads(capsys.readouterr().out)] == ["Ada", "Bo"]


def test_a_notebook_can_be_handed_in_with_its_table_of_progress(student, tmp_path, capsys):
    student.questions["who"].answer("b")
    shown = Report(student.record())._repr_mimebundle_()
    folder = tmp_path / "class"
    folder.mkdir()
    cells = [{"cell_type": "code", "outputs": [{"output_type": "display_data", "data": shown}]}]
    (folder / "bo.ipynb").write_text(json.dumps({"cells": cells}))
    assert main(["handins", str(folder)]) == 0
    assert "bo                      1/3" in capsys.readouterr().out


def test_a_folder_with_no_answers_is_told(tmp_path, capsys):
    assert main(["handins", str(tmp_path)]) == 1
    assert "has no answers" in capsys.readouterr().err


def test_a_name_stays_text_in_the_table():
    record = {"lesson": "x", "answers": {"<b>": {"given": None, "right": False, "tries": 0}}}
    assert "<b>" not in Report(record).html()
