"""The house of CONTRIBUTING.md: ten rooms in one order, no circle in one, a light front door."""

from __future__ import annotations

import ast
import csv
import re
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import headcount
import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "helpers" / "headcount"
DOORS = {"__init__", "__main__"}  # they lead into the house, and stand in no room


def module_of(path: Path) -> str:
    """Name a file as an import does: ``headcount.desk.record``."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def rooms_in_plan() -> list[str]:
    """Read the rooms, from the top, from the table in CONTRIBUTING.md."""
    plan = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([a-z_]+)/` \|", plan, re.MULTILINE)


def room_of(module: str) -> str:
    return module.split(".")[1]


def imports(source: str, known: set[str]) -> set[str]:
    """Name the known modules that a module imports, wherever and however: by a string as well."""
    names: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            names += [node.value, node.value.rpartition(".")[0]]
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names += [
                one if (one := f"{node.module}.{alias.name}") in known else str(node.module)
                for alias in node.names
            ]
    return {name for name in names if name in known}


def circles(arrows: dict[str, set[str]]) -> list[str]:
    """Return one circle of arrows, or nothing where there is none."""
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return error.args[1]
    return []


ARROWS = {
    name: imports(path.read_text(encoding="utf-8"), set(MODULES)) - {name}
    for name, path in MODULES.items()
}


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
    source = "from p import a\nimport p.b\ndef f():\n    from p.c.d import e, g\nimport q\n"
    source += "h = lazy('p.h.go')\n"
    known = {"p.a", "p.b", "p.c.d", "p.c.d.g", "p.h", "p.z"}
    assert imports(source, known) == {"p.a", "p.b", "p.c.d", "p.c.d.g", "p.h"}


def test_a_circle_is_seen():
    assert set(circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})) == {"a", "b", "c"}
    assert circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_there_are_ten_rooms_and_the_plan_names_them():
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    assert len(rooms) == 10
    assert sorted(rooms_in_plan()) == sorted(rooms)
    assert {path.stem for path in PACKAGE.glob("*.py")} == DOORS


def test_a_room_imports_only_from_rooms_above_it():
    plan = rooms_in_plan()
    wrong = [
        f"{name} imports {other}"
        for name, others in ARROWS.items()
        for other in others
        if "." in name and room_of(name) in plan and "." in other
        if plan.index(room_of(other)) > plan.index(room_of(name))
    ]
    assert wrong == []


@pytest.mark.parametrize("room", rooms_in_plan())
def test_no_circle_is_inside_a_room(room):
    inside = {
        name: others
        for name, others in ARROWS.items()
        if f"{name}.".startswith(f"headcount.{room}.")
    }
    packages = {name for name, path in MODULES.items() if path.name == "__init__.py"}
    # A package's own file is imported with each of its modules; only what it holds itself counts.
    assert circles({name: others & set(inside) - packages for name, others in inside.items()}) == []


def test_no_room_knows_a_country_or_a_source():
    names = set()
    for table, columns in {
        "countries": ("country", "name"),
        "sources": ("source_id", "publisher", "short_title"),
    }.items():
        with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            names |= {row[column] for row in csv.DictReader(file) for column in columns}
    told = {name: words_in(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}
    everything = "\n".join(told.values())
    near = [re.compile(rf"\b{re.escape(name)}\b") for name in names if name and name in everything]
    found = {name: [one.pattern for one in near if one.search(told[name])] for name in told}
    assert {name: those for name, those in found.items() if those} == {}


def loaded_by(code: str) -> set[str]:
    """Run code in a Python of its own, and name the packages that are loaded then."""
    code += "; import sys; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_type_checkers_and_editors_know_each_public_name():
    stub = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8"))
    found = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    door = {name: f"headcount.{path}" for name, path in headcount._DOOR.items()}
    assert found == door
    (names,) = (node.value for node in stub.body if isinstance(node, ast.Assign))
    assert set(ast.literal_eval(names)) == set(headcount.__all__)
    assert (PACKAGE / "py.typed").is_file()


def test_the_door_hides_no_room_and_each_of_its_names_leads_somewhere():
    code = (
        "import headcount as hc; print(*(f'{one}={getattr(hc, one)}' for one in dir(hc)), sep='|')"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = {one.partition("=")[0] for one in run.stdout.split("|")}
    assert names == set(headcount.__all__)
    assert not names & set(rooms_in_plan())
    assert 12 <= len(names) <= 24
    with pytest.raises(AttributeError, match="no attribute 'wording'"):
        headcount.wording  # noqa: B018


def test_the_door_is_light():
    assert not {"pandas", "plotly", "click", "typst", "ipywidgets"} & loaded_by("import headcount")


def test_charts_need_no_browser_and_no_lab():
    loaded = loaded_by("import headcount.charts.chart")
    assert not {"plotly", "playwright", "resvg", "typst", "jupyterlab", "ipywidgets"} & loaded


def test_each_class_has_a_name_of_its_own():
    """One word, one meaning: only what every chart form has is called the same in each."""
    of_each_form = {"Selection", "Layout"}
    defined: dict[str, list[str]] = {}
    for module, path in MODULES.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                defined.setdefault(node.name, []).append(module)
    twice = {name: those for name, those in defined.items() if len(those) > 1}
    assert set(twice) <= of_each_form, twice
    assert all(one.startswith("headcount.charts.") for those in twice.values() for one in those)
