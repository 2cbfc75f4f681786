"""What a teacher sees of a class: each answer checked again, nothing dropped in silence."""

from __future__ import annotations

import csv
import json
import os
from html.parser import HTMLParser

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from headcount.cli import main
from headcount.teach.lesson import gradebook, handin, seal
from headcount.teach.lesson.gradebook import Gradebook
from headcount.teach.lesson.lesson import Report
from headcount.teach.pages import report
from headcount.teach.words import words
from nbformat.v4 import new_code_cell, new_notebook, new_output

from .conftest import CELLS, QUICK

TICKS = ["status", "bounds"]


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    """Give the small lesson's notebook, whose envelopes open fast."""
    path = tmp_path_factory.mktemp("lesson") / "01-first.ipynb"
    nbformat.write(new_notebook(cells=CELLS), path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seal, "ROUNDS", QUICK)
        yield path


@pytest.fixture(scope="module")
def known(notebook):
    return gradebook.lessons([notebook])


def one(given, right, *tried):
    tried = [*tried, given] if given is not None else []
    return {"given": given, "right": right, "tries": len(tried), "tried": tried}


SENTENCE = "A minister said <b>500</b> men might come."
ADA = {
    "who": one("b", True, "a", "c"),
    "many": one("500", True),
    "said": one(SENTENCE, True),
    "smooth": one(TICKS, True, ["zero"]),
}
BO = {"who": one("a", False), "many": one("5000", False), "said": one(None, False)}


def hand_in(folder, file, student, answers, written="2026-11-30T10:00:00Z", lesson="first"):
    record = {"lesson": lesson, "answers": answers, "student": student, "written": written}
    handin.write(folder / file, record)


def faults(folder, known):
    return gradebook.mark(gradebook.read(folder), known).faults


def test_who_answered_what_is_seen_at_a_glance(tmp_path, known):
    hand_in(tmp_path, "ada-adams.json", "Ada Adams", ADA)
    hand_in(tmp_path, "bo.json", "Bo", BO)
    book = gradebook.mark(gradebook.read(tmp_path), known)
    assert book.faults == ()
    cells = rows(report.report(book, known))
    assert ["Ada Adams", "4 of 4", "yes (3 tries)", "yes", "yes", "yes (2 tries)"] in cells
    assert ["Bo", "0 of 4", "no", "no", "–", "–"] in cells
    assert ["who: Who said it?", "0 of 2", "a: A minister (2 students)"] in cells
    assert ["many: How many?", "1 of 2", "5,000 people (one student)"] in cells
    assert ["smooth: What must change?", "0 of 2", "Start the bars at zero (one student)"] in cells
    assert "<b>500" not in report.report(book, known)
    assert "A minister said &lt;b&gt;500&lt;/b&gt; men" in report.report(book, known)


class Rows(HTMLParser):
    """The rows of the tables of a page."""

    def __init__(self):
        super().__init__()
        self.rows = []

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.lasttag in ("td", "th"):
            self.rows[-1][-1] += data

    def handle_endtag(self, tag):
        self.lasttag = f"/{tag}"


def rows(html):
    reader = Rows()
    reader.feed(html)
    return reader.rows


EDITED = {
    "wrong called right": (
        {"who": one("a", True)},
        "was edited: not right, though it says so: who",
    ),
    "right called wrong": (
        {"who": one("b", False)},
        "was edited: right, though it says otherwise: who",
    ),
    "a right answer put in": (
        {"who": one("b", True) | {"tried": ["a"], "tries": 1}},
        "was edited: tries that do not fit the answer: who",
    ),
    "tries taken away": (
        {"who": one("b", True, "a", "c") | {"tries": 1}},
        "was edited: tries that do not fit the answer: who",
    ),
    "a sentence called right": (
        {"said": one("The north is offering 500 men.", True)},
        "was edited: not right, though it says so: said",
    ),
    "ticks called right": (
        {"smooth": one([*TICKS, "zero"], True)},
        "was edited: not right, though it says so: smooth",
    ),
    "no letter": ({"who": one("z", True)}, "gives no valid answer to who; it does not count"),
    "no number": (
        {"many": one([1], True)},
        "gives no valid answer to many;",
    ),
    "two at once": (
        {"who": one("a", True), "many": one("7", True)},
        "was edited: not right, though it says so: who, many",
    ),
    "no question": ({"what": one("b", True)}, "answers what, which first does not ask"),
}


@pytest.mark.parametrize(("answers", "told"), EDITED.values(), ids=EDITED)
def test_no_answer_is_believed(answers, told, tmp_path, known):
    hand_in(tmp_path, "mallory.json", "Mallory", answers)
    book = gradebook.mark(gradebook.read(tmp_path), known)
    (fault,) = book.faults
    assert told in fault
    assert fault.startswith("mallory.json")
    (record,) = book.records
    right = {key for key, given in record["answers"].items() if given["right"]}
    assert right == ({"who"} if answers.get("who", {}).get("given") == "b" else set())


def test_tries_beyond_those_that_are_kept_are_no_fault(tmp_path, known):
    tried = [str(n) for n in range(49)] + ["500"]
    hand_in(tmp_path, "ada.json", "Ada", {"many": one("500", True) | {"tries": 60, "tried": tried}})
    assert faults(tmp_path, known) == ()


def test_of_two_files_of_one_student_the_newer_counts(tmp_path, known):
    hand_in(tmp_path, "first-ada-adams.json", "Ada Adams", ADA, "2026-11-30T10:00:00Z")
    hand_in(tmp_path, "first-ada-adams (1).json", "ada  adams", BO, "2026-11-29T10:00:00Z")
    book = gradebook.read(tmp_path)
    assert book.faults == (
        "first-ada-adams (1).json is not counted: "
        "first-ada-adams.json is of Ada Adams too, and newer",
    )
    assert [one["file"] for one in book.records] == ["first-ada-adams.json"]


def test_a_notebook_and_a_file_of_one_student_are_told(tmp_path):
    hand_in(tmp_path, "first-bo.json", "Bo", BO)
    shown = Report({"lesson": "first", "answers": ADA})._repr_mimebundle_()
    cell = new_code_cell(outputs=[new_output("display_data", shown)])
    nbformat.write(new_notebook(cells=[cell]), tmp_path / "01-first-bo.ipynb")
    book = gradebook.read(tmp_path)
    assert [one["file"] for one in book.records] == ["first-bo.json"]
    assert book.faults == (
        "01-first-bo.ipynb is not counted: first-bo.json is of Bo too, and newer",
    )


def test_marks_are_a_table_and_no_name_is_a_formula(tmp_path, known):
    hand_in(tmp_path, "ada.json", "Ada B. Adams", ADA)
    hand_in(tmp_path, "x.json", '=HYPERLINK("http://x") Zoe', BO)
    book = gradebook.mark(gradebook.read(tmp_path), known)
    first, second = csv.DictReader(report.table(book).splitlines())
    ada = ["Adams", "Ada B.", "first", "2026-11-30", "4", "4", "7", "ada.json"]
    assert first == dict(zip(report.HEAD, ada, strict=True))
    assert second["surname"] == "Zoe"
    assert second["name"].startswith("'=")


def test_the_command_writes_both_and_keeps_marks_that_were_changed(
    tmp_path, notebook, known, capsys, monkeypatch
):
    hand_in(tmp_path, "ada.json", "Ada", ADA)
    asked = ["handins", str(tmp_path), "--lesson", str(notebook)]
    assert main(asked) == 0
    monkeypatch.setattr(gradebook, "lessons", lambda _: known)  # run once is enough
    marks = tmp_path / "gradebook.csv"
    assert main(asked) == 0  # unchanged
    assert not (tmp_path / "gradebook-before.csv").exists()
    marks.write_text(marks.read_text(encoding="utf-8-sig") + "Bo,was ill", encoding="utf-8")
    assert main(asked) == 0
    assert "was ill" in (tmp_path / "gradebook-before.csv").read_text(encoding="utf-8")
    assert "gradebook-before.csv" in capsys.readouterr().err
    (tmp_path / "report.html").write_text("my own notes")
    assert main(asked) == 1
    assert (tmp_path / "report.html").read_text() == "my own notes"
    assert "is not a report of ours, and is kept" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["report.html", "gradebook.csv"])
def test_what_a_student_put_in_the_place_of_the_report_is_not_followed(tmp_path, known, name):
    elsewhere, place = tmp_path / "elsewhere", tmp_path / name
    place.symlink_to(elsewhere)
    report.write(tmp_path, Gradebook((), ()), known)
    assert not elsewhere.exists()
    assert not place.is_symlink()
    for put, kind in ((os.mkfifo, "pipe"), (lambda path: path.symlink_to("/dev/zero"), "device")):
        place.unlink()
        put(place)
        with pytest.raises(ValueError, match=f"{name} is a {kind}, not a file"):
            report.write(tmp_path, Gradebook((), ()), known)


@pytest.mark.browser
def test_axe_finds_nothing_in_the_report(tmp_path, known, browser):
    hand_in(tmp_path, "ada.json", "Ada", ADA)
    hand_in(tmp_path, "mallory.json", "Mallory", {"who": one("a", True)})
    book = gradebook.mark(gradebook.read(tmp_path), known)
    (tmp_path / "report.html").write_text(report.report(book, known), encoding="utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((tmp_path / "report.html").as_uri())
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found] == []
    page.close()


def test_a_sentence_that_several_wrote_is_read_once(tmp_path, known):
    for name in ("Ada", "Bo"):
        hand_in(tmp_path, f"{name.lower()}.json", name, ADA)
    page = report.report(gradebook.mark(gradebook.read(tmp_path), known), known)
    assert page.count("<blockquote>") == 1
    assert "<footer>Ada, Bo</footer>" in page


def test_json_writes_nothing(tmp_path, notebook, capsys):
    hand_in(tmp_path, "mallory.json", "Mallory", {"who": one("a", True)})
    assert main(["handins", str(tmp_path), "--lesson", str(notebook), "--json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert not record["answers"]["who"]["right"]
    assert [path.name for path in tmp_path.iterdir()] == ["mallory.json"]


@pytest.mark.browser
def test_a_page_finds_what_does_not_fit_as_the_command_does(tmp_path, first, known, browser):
    """Under another's name, without a name, with tries that end elsewhere."""
    hand_in(tmp_path, "bo.json", "Ada Adams", BO)
    hand_in(tmp_path, "first-ada-adams.json", "Ada Adams", ADA)
    hand_in(tmp_path, "first-cy.json", "Cy", {"who": one("b", True) | {"tries": 3, "tried": ["a"]}})
    shown = Report({"lesson": "first", "answers": BO})._repr_mimebundle_()
    cell = new_code_cell(outputs=[new_output("display_data", shown)])
    nbformat.write(new_notebook(cells=[cell]), tmp_path / "01-first-cy.ipynb")
    hand_in(tmp_path, "first-straeuss.json", "Sträuß", {"who": one("zzz", False)})
    page = browser.new_page()
    page.goto((first.with_name("first-key") / "handins.html").as_uri())
    page.get_by_label("Files of the class").set_input_files(sorted(tmp_path.iterdir()))
    page.locator("#report > ul").wait_for()
    told = set(page.locator("#report > ul li").all_inner_texts())
    page.close()
    assert told == {*faults(tmp_path, known)}
    assert len(told) > 3


def test_a_german_class_gets_its_marks_as_german_spreadsheets_open_them():
    one_ = {"given": "a", "right": True, "tries": 2}
    ada = {"lesson": "x", "student": "Ada Adams", "file": "a.json", "answers": {"q": one_}}
    table = report.table(Gradebook((ada,), ()), words("de")).splitlines()
    assert table[0] == "Nachname;Vorname;Lektion;Datum;Punkte;von;Versuche;Datei"
    assert table[1] == "Adams;Ada;x;;1;1;2;a.json"


def test_what_does_not_fit_is_told_in_german_where_the_lessons_are(tmp_path, known):
    (tmp_path / "empty.json").touch()
    hand_in(tmp_path, "mallory.json", "Right", {"who": one("a", True)})
    book = gradebook.mark(gradebook.read(tmp_path), known)
    told = [fault.by(words("de")) for fault in book.faults]
    assert told == [
        "empty.json enthält keine Antworten: Die Datei ist leer",
        "mallory.json nennt den Namen Right, heißt aber anders",
        "mallory.json wurde verändert: als richtig vermerkt und nicht richtig: who",
    ]


@pytest.mark.browser
def test_a_page_reads_the_files_without_a_terminal(tmp_path, first, browser):
    hand_in(tmp_path, "first-ada-adams.json", "Ada Adams", ADA)
    hand_in(tmp_path, "first-ada-adams (1).json", "ada adams", BO, "2026-11-29T10:00:00Z")
    hand_in(tmp_path, "mallory.json", "=Mallory", {"who": one("a", True), "mood": one("a", False)})
    hand_in(tmp_path, "other.json", "Zoe", ADA, lesson="other")
    for name, text in (("bad.json", "{"), ("none.json", "null"), ("cells.ipynb", '{"cells": 3}')):
        (tmp_path / name).write_text(text)
    (tmp_path / "nothing.json").touch()
    page = browser.new_page(viewport={"width": 390, "height": 844})
    said = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((first.with_name("first-key") / "handins.html").as_uri())
    page.get_by_label("Files of the class").set_input_files(sorted(tmp_path.iterdir()))
    page.get_by_text("2 read, 8 to look at.").wait_for()
    cells = [line.locator("td").all_inner_texts() for line in page.locator("tr").all()]
    assert ["ada adams", "4 of 4", "yes (3 tries)", "yes", "yes", "yes (2 tries)"] in [
        [line[0].lower(), *line[1:]] for line in cells if line
    ]
    assert ["=Mallory", "0 of 4", "no", "–", "–", "–"] in cells
    assert ["who: Who said it?", "0 of 2", "A minister (2)"] in cells
    faults = page.locator("#report > ul li").all_inner_texts()
    assert faults == [
        "bad.json has no answers to a lesson",
        "cells.ipynb has no answers to a lesson",
        "first-ada-adams (1).json is not counted: "
        "first-ada-adams.json is of Ada Adams too, and newer",
        "mallory.json answers mood, which first does not ask",
        "mallory.json was edited: not right, though it says so: who",
        "none.json has no answers to a lesson",
        "nothing.json has no answers: it is empty",
        "other.json is of the lesson other, which is not here: it is not checked",
    ]
    assert page.locator("blockquote").inner_text().startswith(SENTENCE)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download the marks").click()
    coming.value.save_as(tmp_path / "gradebook.csv")
    rows = list(csv.DictReader((tmp_path / "gradebook.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["surname"], row["points"]) for row in rows] == [("Adams", "4"), ("'=Mallory", "0")]
    assert said == []
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found] == []
    page.close()
