"""Answers can be checked in a browser's Python: with nothing but what Python itself brings."""

import subprocess
import sys

HEAVY = (
    "pandas",
    "plotly",
    "numpy",
    "ipywidgets",
    "anywidget",
    "IPython",
    "playwright",
    "_hashlib",
)

CODE = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition('.')[0] in {heavy!r}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent())
from headcount.teach.lesson import Lesson
lesson = Lesson("first", {sealed!r}, {folder!r})
who = lesson.choice("who", "Who said it?", a="A minister", b="Nobody", c="A paper")
print(who.answer("a").text(), who.answer("b").text())
print(who._repr_mimebundle_(), lesson.progress().text())
lesson.hand_in("Ada")
print(sorted(set(sys.modules) & set({heavy!r})))
"""


def test_checking_needs_python_alone(sealed, tmp_path):
    code = CODE.format(heavy=HEAVY, sealed=sealed, folder=str(tmp_path))
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert "Where is he named?" in run.stdout
    assert "To answer in code: who.answer" in run.stdout
    assert "1 of 1 answered right" in run.stdout
    assert run.stdout.endswith("[]\n")
    assert (tmp_path / "first-ada.json").is_file()
