"""The house plan of CONTRIBUTING.md: rooms in one order, imports one way, a light front door."""

from __future__ import annotations

import ast
import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HELPERS = ROOT / "helpers"
MODULES = sorted(path for path in HELPERS.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(HELPERS).parts[0].removesuffix(".py")


def rooms_in_plan() -> list[str]:
    """Read the rooms, from the top, from the table in CONTRIBUTING.md."""
    plan = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([a-z_]+)(?:\.py|/)` \|", plan, re.MULTILINE)


def imported_rooms(source: str) -> set[str]:
    """Name the rooms that a module imports from, wherever in it the import stands."""
    names: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return {name.split(".")[1] for name in names if re.match(r"helpers\.[a-z]", name)}


def words_in(source: str) -> str:
    """Return what a module's code says: its strings, without docstrings and comments."""
    tree = ast.parse(source)
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return "\n".join(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    )


def test_an_import_is_seen_wherever_it_stands():
    source = "from helpers import a\nimport helpers.b\ndef f():\n    from helpers.c.d import e\n"
    assert imported_rooms(source) == {"a", "b", "c"}


def test_the_plan_names_every_room_and_no_other():
    rooms = {room_of(path) for path in MODULES} - {"__init__"}
    assert sorted(rooms_in_plan()) == sorted(rooms)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HELPERS).as_posix())
def test_a_room_imports_only_from_rooms_above_it(path):
    plan = rooms_in_plan()
    room = room_of(path)
    above = plan[: plan.index(room)] if room in plan else []
    assert imported_rooms(path.read_text(encoding="utf-8")) - {room} <= set(above)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HELPERS).as_posix())
def test_no_room_knows_a_country_or_a_source(path):
    names = set()
    for table, columns in {
        "countries": ("country", "name"),
        "sources": ("source_id", "publisher", "short_title"),
    }.items():
        with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            names |= {row[column] for row in csv.DictReader(file) for column in columns}
    words = words_in(path.read_text(encoding="utf-8"))
    known = [name for name in names if name and re.search(rf"\b{re.escape(name)}\b", words)]
    assert known == []


def test_the_door_is_light():
    code = "import sys, helpers; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pandas", "plotly", "playwright", "ipywidgets"} & set(run.stdout.split())


def test_charts_need_no_browser_and_no_lab():
    code = (
        "import sys, helpers.graphic; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"plotly", "playwright", "jupyterlab", "ipywidgets"} & set(run.stdout.split())
