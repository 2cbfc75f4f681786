"""The bill of materials names all that is locked, and a release says its version everywhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml

from tests.release import bill
from tests.release.__main__ import versions

ROOT = Path(__file__).parents[2]


def test_the_bill_names_everything_that_is_locked_with_its_hashes():
    made = bill.bill()
    lock = (ROOT / "requirements.lock").read_text()
    locked = re.findall(r"^([\w.-]+)==([^\s;]+)", lock, re.MULTILINE)
    npm = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    named = [(one["name"], one["version"]) for one in made["components"]]
    assert named[: len(locked)] == locked
    assert len(named) == len(locked) + len([path for path in npm if path])
    assert all(
        re.fullmatch("[0-9a-f]{64,128}", one["hashes"][0]["content"]) for one in made["components"]
    )
    assert sum(len(one["hashes"]) for one in made["components"][: len(locked)]) == lock.count(
        "--hash"
    )


def test_what_headcount_runs_on_is_told_from_what_only_its_tests_need():
    scopes = {one["name"]: one["scope"] for one in bill.bill()["components"]}
    for name in ("pandas", "numpy", "click", "jupyterlab", "typst"):
        assert scopes[name] == "required", name
    for name in ("pytest", "ruff", "playwright", "hypothesis", "pyodide"):
        assert scopes[name] == "optional", name


def test_the_bill_is_the_same_each_time_and_licences_are_files(tmp_path):
    count, without = bill.write(tmp_path)
    assert bill.bill() == json.loads((tmp_path / "sbom.cdx.json").read_bytes())
    assert "MIT License" in (tmp_path / "licenses" / "headcount" / "LICENSE").read_text()
    assert len(without) < count / 8
    [pandas] = (tmp_path / "licenses").glob("pandas-*")
    assert any("BSD" in one.read_text(errors="replace") for one in pandas.iterdir())


def test_every_file_names_the_same_version():
    assert versions() == []


def test_a_public_ci_runs_the_two_commands_on_three_systems():
    (workflow,) = (ROOT / ".github" / "workflows").glob("*.yml")
    text = workflow.read_text(encoding="utf-8")
    job = yaml.safe_load(text)["jobs"]["test"]
    commands = [step["run"].split()[:2] for step in job["steps"] if "run" in step]
    assert commands == [["make", "test"], ["make", "release"]]
    systems = {name.partition("-")[0] for name in job["strategy"]["matrix"]["os"]}
    assert systems == {"ubuntu", "macos", "windows"}
    assert "Nobody has run this file yet" in text, "say so until somebody has"
