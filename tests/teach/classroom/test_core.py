"""What needs neither pandas nor a page runs under Pyodide's core alone, here in node."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import playwright
import pytest

from .conftest import PARTS, PROJECT

NODE = Path(playwright.__file__).parent / "driver" / "node"  # the one that drives Chromium

QUESTION = re.compile(r"lesson\.(choice|number|sentence)\(")
RIGHT = re.compile(r'^(\w+)\.solution\(\s*"(.+?)"[,\n)]', re.MULTILINE)

CODE = """
import io, json, shutil, sys
from contextlib import redirect_stdout
for folder in ("helpers/headcount", "data"):
    shutil.copytree(f"/project/{folder}", folder.rpartition("/")[2])
sys.path.insert(0, ".")
from headcount.figures import package
told = {"platform": sys.platform, "faults": [str(one) for one in package.check("data")]}
told["verdicts"] = []
for cells, right in json.loads(LESSONS):
    shown = {}
    with redirect_stdout(io.StringIO()):
        for source in cells:
            exec(source, shown)
        for key, answer in right.items():
            told["verdicts"].append([key, shown[key].answer(answer).right])
        shown["lesson"].hand_in("Ada Adams")
    told["handed"] = json.loads(open(f"{shown['lesson'].name}-ada-adams.json").read())["student"]
told["heavy"] = [name for name in ("pandas", "numpy", "ipywidgets") if name in sys.modules]
print(json.dumps(told))
"""


def lessons() -> list:
    """Give of each student's copy the cells that ask, and the right answers that teachers have."""
    found = []
    for path in sorted((PARTS / "lessons" / "student").glob("*.ipynb")):
        cells = ["".join(one["source"]) for one in json.loads(path.read_text())["cells"]]
        asked = [one for one in cells if "lesson = Lesson(" in one or QUESTION.search(one)]
        keys = {key for one in asked for key in re.findall(r"^(\w+) = lesson\.", one)}
        teachers = json.loads((PROJECT / "notebooks/classroom" / path.name).read_text())["cells"]
        right = {
            key: answer
            for one in teachers
            for key, answer in RIGHT.findall("".join(one["source"]))
            if key in keys
        }
        found.append((asked, right))
    return found


@pytest.fixture(scope="module")
def told(site, tmp_path_factory) -> dict:
    """Run the code in Pyodide's core, with no package beside it."""
    code = tmp_path_factory.mktemp("core") / "code.py"
    code.write_text(f"LESSONS = {json.dumps(lessons())!r}\n{CODE}")
    script = Path(__file__).with_name("core.mjs")
    done = subprocess.run(
        [NODE, script, PARTS / "pyodide", PROJECT, code],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_the_data_is_checked_and_found_sound(told):
    assert told["platform"] == "emscripten"
    assert told["faults"] == []
    assert told["heavy"] == []


def test_the_right_answers_are_found_right(told):
    assert len(told["verdicts"]) >= 10
    assert [key for key, right in told["verdicts"] if not right] == []


def test_answers_are_handed_in(told):
    assert told["handed"] == "Ada Adams"
