"""Another topic's lessons from a file: they answer their own questions, and faults are told."""

from __future__ import annotations

import re
import shutil
from contextlib import chdir
from pathlib import Path

import nbformat
import pytest
from headcount.cli import main
from headcount.figures.package import read
from headcount.teach.lesson import handin, seal
from headcount.teach.lesson.copies import checked, steps, students
from headcount.teach.topic import Topic

from tests.conftest import LESSONS

TOPICS = sorted(path.parent for path in LESSONS[0].parent.glob("*/lessons.toml"))

each_topic = pytest.mark.parametrize("folder", TOPICS, ids=lambda path: path.name)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(seal, "ROUNDS", 20)


@pytest.fixture
def school(tmp_path) -> Path:
    return Path(shutil.copytree(TOPICS[1], tmp_path / "school"))


def change(folder: Path, old: str, new: str) -> Path:
    file = folder / "lessons.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def run(folder: Path, into: Path) -> dict[str, list]:
    """Run a topic's lessons where its story is, as a class does."""
    made = Topic(folder).write(into)
    with chdir(into):
        return {path.stem: [*checked(nbformat.read(path, as_version=4))] for path in made}


def test_there_are_two_without_war():
    assert [path.name for path in TOPICS] == ["crowd", "school"]
    for folder in TOPICS:
        words = (folder / "lessons.toml").read_text(encoding="utf-8")
        assert not re.search(r"soldier|troop|army|war\b|kill|casualt", words, re.IGNORECASE)


@each_topic
def test_each_lesson_answers_its_questions_and_fills_its_time(folder, tmp_path):
    lessons = {file: ran[-1].names["lesson"] for file, ran in run(folder, tmp_path).items()}
    assert [lesson.name for lesson in lessons.values()] == [
        f"{folder.name}-{part}" for part in ("number", "word", "chart")
    ]
    assert [len(lesson.questions) for lesson in lessons.values()] == [6, 5, 3]
    assert all(lesson.points == len(lesson.questions) for lesson in lessons.values())
    for path in tmp_path.glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        text = "\n".join(cell.source for cell in notebook.cells)
        assert sum(map(int, re.findall(r"For the teacher · (\d+) min", text))) == 50
        assert "made up" in notebook.cells[0].source  # said on every page
        if path.stem.startswith("03"):  # each chart has its own words right before it
            order = [
                part
                for chart in Topic(folder).said["chart"]
                for part in (f"## {chart['title']}", f"{chart['manner']} = lesson.mend(")
            ]
            assert [text.index(part) for part in order] == sorted(map(text.index, order))
        assert not re.search(r"\bT\.\w|\{(?:number|word|chart)\.", text)
        assert ".solution(" not in "\n".join(cell.source for cell in students(notebook).cells)


@each_topic
def test_what_is_made_up_says_so_everywhere(folder):
    data = read(folder)
    assert "made up" in data.descriptor["title"]
    assert all(row["title"].startswith("Made up: ") for row in data.tables["sources"])
    assert all(not row["url"] for row in data.tables["sources"])
    (table,) = data.figure_tables
    marked = [row for row in data.tables["caveat_targets"] if row["target"] == table]
    assert [row["caveat_id"] for row in marked] == ["made-up"]
    assert {row["evidence"] for row in data.tables[table]} == {"made up"}


def test_no_answer_is_where_students_work(tmp_path, monkeypatch):
    monkeypatch.chdir(Path(__file__).parents[3])
    out, teachers = tmp_path / "lessons", tmp_path / "key"
    asked = ["lessons", "--topic", "school", "--out", str(out), "--teachers", str(teachers)]
    assert main(asked) == 0
    student = out / "student"
    assert (student / "school" / "datapackage.json").exists()
    texts = [path.read_text(encoding="utf-8") for path in student.rglob("*") if path.is_file()]
    told = "the student council counted at the gate"
    reply = "No one on the list says how the pupils were counted"
    assert any(
        told in (teachers / f"{name}.ipynb").read_text("utf-8")
        for name in ("01-follow-the-number",)
    )
    assert not any(told in text or reply in text for text in texts)
    with chdir(student):  # a student's copy runs where it is
        path = student / "01-follow-the-number.ipynb"
        *_, last = steps(nbformat.read(path, as_version=4))
        lesson = last.names["lesson"]
        assert not lesson.questions["hops"].answer("4").right
        assert lesson.questions["hops"].answer("3").right


def test_a_students_copy_in_german_is_sealed_and_answers_in_german(tmp_path, monkeypatch):
    monkeypatch.chdir(Path(__file__).parents[3])
    out, teachers = tmp_path / "lessons", tmp_path / "key"
    asked = [str(LESSONS[1]), "--language", "de", "--out", str(out), "--teachers", str(teachers)]
    assert main(["lessons", *asked]) == 0
    (path,) = (out / "student").glob("*.ipynb")
    text = path.read_text(encoding="utf-8")
    assert "Lektion 2: Ein Wort, zwei Bedeutungen" in text
    assert "Die Rangliste hat Stühle gezählt" not in text
    with chdir(out / "student"):
        *_, last = steps(nbformat.read(path, as_version=4))
        copied = last.names["lesson"].questions["copied"]
        assert copied.answer("b").text().startswith("Noch nicht.\nDie CIA nannte etwa 850.000")
        assert "1.013.628 Stellen, gerundet" in copied.answer("a").text()


def test_what_a_class_handed_in_is_checked_by_its_topic(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(Path(__file__).parents[3])
    (tmp_path / "class").mkdir()
    one = {"kind": "choice", "given": "a", "right": True, "tries": 1, "tried": ["a"]}
    record = {"lesson": "school-word", "answers": {"differ": one}, "student": "Ada Adams"}
    handin.write(tmp_path / "class" / "school-word-ada-adams.json", record)
    share = {"kind": "number", "given": "8,8", "right": True, "tries": 1, "tried": ["8,8"]}
    german = {"lesson": "follow-the-number-de", "answers": {"share": share}, "student": "Bo"}
    handin.write(tmp_path / "class" / "follow-the-number-de-bo.json", german)
    assert main(["handins", str(tmp_path / "class")]) == 0
    said = capsys.readouterr()
    assert "1/5" in said.out
    assert "1/8" in said.out
    assert "edited" not in said.err
    report = (tmp_path / "class" / "report.html").read_text(encoding="utf-8")
    assert "Whom does the larger number count" in report
    assert "Wie viel Prozent der 1,14 Millionen" in report


PRESENT = "present-example-2026-11-12"
BOTH = '"enrolled-west-2026", "enrolled-south-2026"'
FAULTS = [
    ('name = "school"', "", "name is missing"),
    ('name = "school"', 'name = "My school"', "name has other letters"),
    ("[number.knows]", "[number.know]", "number.knows.ask is missing"),
    ('care = "', 'carre = "', '"carre" is not a key here. Did you mean "care"'),
    ('right = "c"', 'right = "d"', "number.knows.right is not one of the answers: a, b, c"),
    ('= "pupils-courier', '= "pupil-courier', 'Did you mean "pupils-courier-2026-11"'),
    ("copies = [", "copies = 3 #", "number.copies is a list of figures"),
    ('= "enrolled-example-2026"', '= ["enrolled-example-2026"]', "number.whole is one figure"),
    ('"enrolled-north-2026", "enr', f'"{PRESENT}", "enr', "word.fair.b: these two cannot be"),
    (f'"{PRESENT}", "places-example-2024"', BOTH, "word.fair.c: these two can be compared"),
    ('manner = "bare"', 'manner = "bear"', 'no manner is named "bear". Did you mean "bare"'),
    ('manner = "bare"', 'manner = "eager"', "chart 3: an earlier chart misleads in the manner"),
    ('lead = "A ladder', '# lead = "A ladder', "chart 3: lead is missing"),
    ('a = ["The Example Courier", ', "a = [", "number.knows.a is a list: a text, a reply"),
]


@pytest.mark.parametrize(("old", "new", "told"), FAULTS, ids=[told[:30] for *_, told in FAULTS])
def test_a_fault_in_the_file_is_told(school, old, new, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        Topic(change(school, old, new))


def test_all_faults_are_told_at_once(school):
    change(change(school, 'name = "school"', ""), 'manner = "bare"', 'manner = "x"')
    with pytest.raises(ValueError, match="name is missing") as error:
        Topic(school)
    assert len(str(error.value).splitlines()) == 2
    assert all(str(school / "lessons.toml") in line for line in str(error.value).splitlines())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('model = "The Example', 'model = "It is proved: the Example', "It makes no fact of it"),
        ('start = "Example School', 'start = "The paper cites a chat:', "keeps every rule already"),
        ('name = "school"', 'name = "school" = 3', "lessons.toml"),
        ('name = "school"', f'name = "school"\nx = {"[" * 20_000}', "lessons.toml"),
    ],
    ids=["model", "start", "toml", "deep"],
)  # fmt: skip
def test_what_no_lesson_can_ask_writes_nothing(school, old, new, told, tmp_path, capsys):
    change(school, old, new)
    out, key = tmp_path / "out", tmp_path / "key"
    asked = ["classroom", "--topic", str(school), "--out", str(out), "--teachers", str(key)]
    assert main(asked) == 1
    assert told in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('figure = "', "figure = {} # ", "number.figure: no figure has the ID"),
        ('right = "', "right = [] # ", "is not one of the answers"),
        ('manner = "', "manner = [] # ", "no manner is named"),
        ("asks = ", "ask = ", "rule 1 needs asks, words and hint"),
        ('name = "school"', "\n".join(f"k{one} = 1" for one in range(999)), "there is more"),
    ],
    ids=["figure", "right", "manner", "rule", "many"],
)
def test_values_of_another_kind_are_told(school, old, new, told):
    with pytest.raises(ValueError, match=re.escape(told)) as error:
        Topic(change(school, old, new))
    assert len(str(error.value).splitlines()) <= 201


def test_what_the_file_says_is_text_and_no_markup(school):
    change(school, 'title = "', 'title = "<b onclick=x>5 < 6</b> ')
    lessons = dict(Topic(school).notebooks()).values()
    said = "".join(cell.source for one in lessons for cell in one.cells if "5" in cell.source)
    assert "&lt;b onclick=x>5 &lt; 6&lt;/b>" in said
    assert "<b onclick" not in said


def test_a_topic_that_is_not_there_is_told(capsys, monkeypatch):
    monkeypatch.chdir(Path(__file__).parents[3])
    assert main(["classroom", "--topic", "schol"]) == 2
    assert 'There is no topic "schol". Did you mean "school"?' in capsys.readouterr().err
    assert main(["lessons", str(LESSONS[0]), "--topic", "school"]) == 2
    assert "Name notebooks or a topic, not both." in capsys.readouterr().err


def test_a_story_without_the_file_is_told(beds, capsys):
    assert main(["classroom", "--topic", str(beds.path)]) == 1
    assert "lessons.toml is missing: it says what the lessons are about" in capsys.readouterr().err


def test_a_topic_may_be_written_in_another_language(school, tmp_path):
    """The room says its own texts in it; a number is written as that language does."""
    (tmp_path / "made").mkdir()
    ran = run(
        change(school, 'name = "school"', 'name = "school"\nlanguage = "de"'), tmp_path / "made"
    )
    lessons = [steps[-1].names["lesson"] for steps in ran.values()]
    assert [one.name for one in lessons] == [
        "school-number-de",
        "school-word-de",
        "school-chart-de",
    ]
    assert all(one.points == len(one.questions) for one in lessons)
    assert lessons[0].questions["share"].answer("142,9").text().startswith("Richtig.")
    text = "\n".join(step.cell.source for one in ran.values() for step in one)
    assert "# Lektion 1: Folge der Zahl" in text
    assert "Put your name" not in text


def test_a_file_beside_it_says_its_texts_anew(school):
    with pytest.raises(ValueError, match=r"lessons\.de\.toml is missing: it says the texts of"):
        Topic(school, "de")
    anew = 'title = "Die Zahlen einer Schule"\n[number.knows]\nc = ["Niemand", "Wer zählte?"]\n'
    (school / "lessons.de.toml").write_text(anew, encoding="utf-8")
    german = Topic(school, "de")
    assert german.said["title"] == "Die Zahlen einer Schule"
    assert german.said["number"]["knows"]["c"] == ["Niemand", "Wer zählte?"]
    assert german.said["number"]["figure"] == "pupils-courier-2026-11"
    first = dict(german.notebooks())["01-follow-the-number"]
    assert first.cells[0].source.startswith("# Lektion 1")
