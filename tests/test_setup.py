"""The set-up: every file that lists packages agrees, and git holds only what it should."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
import zipfile
from itertools import chain
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from rattler import MatchSpec
from rattler.exceptions import InvalidMatchSpecError

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIP_ALONE = {"pyoxipng-ng", "resvg", "typst"}  # no name of theirs at conda-forge could be tried
LOCKED = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^ ;\\]+)(?: ; [^\\]+)?(?P<hashes>.*)$", re.DOTALL
)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


# environment.yml


def drift(environment: str) -> list[str]:
    """Tell where an environment.yml has left pyproject.toml."""
    described = yaml.safe_load(environment)
    packages = [one for one in described["dependencies"] if isinstance(one, str)]
    found = []
    if described["channels"] != ["conda-forge", "nodefaults"]:
        found.append("channels")
    bounds = {}
    for package in packages:
        try:
            spec = MatchSpec(package, strict=True)
        except InvalidMatchSpecError:
            found.append(f"{package} is not a match spec")
            continue
        bounds[re.match(r"[\w.-]+", package).group()] = spec.version
    # Binder takes `python=3.12` and nothing else for what it is.
    if "python=3.12" not in packages:
        found.append("python is not written as python=3.12")
    wanted = {
        one.name: one.specifier
        for one in map(Requirement, PROJECT["project"]["dependencies"])
        if one.name not in PIP_ALONE
    }
    if extra := bounds.keys() - wanted.keys() - {"python", "pip"}:
        found.append(f"too many: {sorted(extra)}")
    for name, specifier in wanted.items():
        if name not in bounds:
            found.append(f"{name} is missing")
        elif SpecifierSet(bounds[name] or "") != specifier:
            found.append(f"{name}{bounds[name]} is not {name}{specifier}")
    if {"pip": ["-e ."]} not in described["dependencies"]:
        found.append("headcount itself is missing")
    return found


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  - pandas>=3,<4\n", "", "pandas is missing"),
        ("pandas>=3,<4", "pandas>=2,<4", "pandas>=2,<4 is not pandas<4,>=3"),
        ("pandas>=3,<4", "pandas=>3", "is not a match spec"),
        ("pikepdf", "py-pikepdf", "pikepdf is missing"),
        ("- pip\n", "- pip\n  - scipy\n", "too many: ['scipy']"),
        ("python=3.12 ", "python=3.12.* ", "python is not written as python=3.12"),
        ("nodefaults", "defaults", "channels"),
        ("- -e .", "- headcount", "headcount itself is missing"),
    ],
)
def test_an_environment_that_has_left_the_project_is_told(old, new, told):
    environment = read("environment.yml")
    assert old in environment
    assert any(told in line for line in drift(environment.replace(old, new)))


def test_environment_holds_the_packages_of_the_project():
    assert drift(read("environment.yml")) == []


def test_environment_has_a_python_that_the_project_takes():
    assert SpecifierSet(PROJECT["project"]["requires-python"]).contains("3.12")


# The locks


@pytest.fixture(scope="module")
def locked() -> dict[str, list[str]]:
    """Map each locked package to the hashes of all of its versions."""
    text = re.sub(r"^#.*\n", "", read("requirements.lock"), flags=re.MULTILINE)
    found: dict[str, list[str]] = {}
    for entry in re.split(r"\n(?=\S)", text.strip()):
        match = LOCKED.match(entry)
        assert match, f"not a pinned requirement: {entry[:60]}"
        hashes = re.findall(r"--hash=sha256:[0-9a-f]{64}\b", match["hashes"])
        assert hashes, f"no hash: {match['name']}"
        found.setdefault(match["name"], []).append(match["version"])
    return found


def test_the_lock_satisfies_each_requirement(locked):
    asked = [
        *PROJECT["project"]["dependencies"],
        *chain.from_iterable(PROJECT["project"]["optional-dependencies"].values()),
        *PROJECT["dependency-groups"]["setup"],
    ]
    for requirement in map(Requirement, asked):
        versions = locked.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement.name} is not locked: make lock"
        assert all(map(requirement.specifier.contains, versions)), f"{requirement}: make lock"


def test_the_lock_leaves_out_the_slow_grammar(locked):
    assert "rfc3987-syntax" not in locked


@pytest.mark.parametrize(
    "name",
    [
        "requirements.lock",
        "package-lock.json",
        *(
            f"helpers/headcount/teach/classroom/{one}.lock"
            for one in ("browser", "offline", "requirements")
        ),
    ],
)
def test_locks_hold_no_address(name):
    assert not re.search(r"https?:|file:|git\+|--(extra-)?index|--find-links", read(name))


def test_what_npm_fetches_is_locked_with_its_hash():
    locked = json.loads(read("package-lock.json"))["packages"]
    asked = json.loads(read("package.json"))["dependencies"]
    assert set(asked) == {"pyodide"}
    assert {name: locked[f"node_modules/{name}"]["version"] for name in asked} == asked
    assert all(one["integrity"].startswith("sha512-") for name, one in locked.items() if name)


# make and CI


def test_make_help_lists_every_target():
    makefile = read("Makefile")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()
    run = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = re.findall(r"^  make ([\w-]+) +\S", run.stdout, re.MULTILINE)
    assert listed == [name for name in phony if name != "chromium"]
    assert {"help", "lab", "test", "check", "bench", "lock", "clean"} <= set(listed)


@pytest.mark.parametrize("python", ["", "false", "no-such-python"])
def test_make_says_what_it_needs_when_there_is_no_python(python, tmp_path):
    for name in ("Makefile", "requirements.lock"):
        (tmp_path / name).write_text(read(name), encoding="utf-8")
    run = subprocess.run(
        ["make", "lab", f"PYTHON={python}"], cwd=tmp_path, capture_output=True, text=True
    )
    assert run.returncode != 0
    assert "Headcount needs Python 3.11 or newer" in run.stdout
    assert not (tmp_path / ".venv").exists()


@pytest.mark.lab
def test_make_lab_prints_an_address_that_answers(tmp_path):
    ready = subprocess.run(["make", "-q", ".venv/.stamps/headcount"], cwd=ROOT, check=False)
    if ready.returncode:
        pytest.skip("this environment was not set up by make: make lab would change it")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "HOME": str(tmp_path), "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    log = tmp_path / "log"
    with log.open("wb") as out:
        lab = subprocess.Popen(
            ["make", "lab", f"ARGS=--no-browser --port={port}"],
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + 60
        address = None
        while not address and time.monotonic() < deadline and lab.poll() is None:
            time.sleep(0.1)
            address = re.search(r"http://127\.0\.0\.1:\S+token=\w+", log.read_text())
        assert address, log.read_text()
        assert f":{port}/lab/tree/notebooks/01-" in address.group()
        with urllib.request.urlopen(address.group(), timeout=30) as answer:
            assert answer.status == 200
            assert b"<title>JupyterLab</title>" in answer.read()
    finally:
        os.killpg(lab.pid, signal.SIGTERM)
        lab.wait(30)


def test_continuous_integration_is_make_test():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").rstrip().endswith("make test")


# What lies in git


@pytest.mark.parametrize(
    "path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.name
)
def test_notebooks_are_saved_with_no_trace_of_who_ran_them(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert re.fullmatch(r"\d\d-[a-z0-9]+(-[a-z0-9]+)+\.ipynb", path.name)
    assert "widgets" not in notebook["metadata"]
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    for cell in notebook["cells"]:
        assert cell.get("execution_count") is None


def test_versions_agree():
    version = PROJECT["project"]["version"]
    assert importlib.metadata.version("headcount") == version
    assert yaml.safe_load(read("CITATION.cff"))["version"] == version


def test_licences_agree():
    assert yaml.safe_load(read("CITATION.cff"))["license"] == ["MIT", "CC-BY-4.0"]
    assert PROJECT["project"]["license"] == "MIT"
    assert read("LICENSE").startswith("MIT License")
    [licence] = json.loads(read("data/datapackage.json"))["licenses"]
    assert licence["name"] == "CC-BY-4.0"
    assert "CC BY 4.0" in read("data/LICENSE")


# What an installed Headcount has


def test_a_wheel_carries_the_data_and_checks_it(tmp_path):
    build = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run(
        [sys.executable, "-c", build, tmp_path], cwd=ROOT, check=True, capture_output=True
    )
    [wheel] = tmp_path.glob("headcount-*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    code = "from headcount.figures.package import read; print(read().path.as_posix())"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed), "HEADCOUNT_DATA": ""},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == (installed / "headcount" / "data").as_posix()
