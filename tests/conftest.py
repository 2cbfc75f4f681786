"""What every test may use."""

from __future__ import annotations

import asyncio
import copy
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path

import pytest
from headcount.core.files import is_there
from headcount.figures import package
from headcount.figures.package import Package, reading
from hypothesis import HealthCheck, settings
from playwright.sync_api import expect

from tests.sharing import once

# On a developer's machine each run tries other cases; in CI the same ones, so that a change is
# judged by what it changed. `--hypothesis-profile thorough` searches longer. No test is timed.
_untimed = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("everyday", **_untimed)
settings.register_profile("repeatable", **_untimed, derandomize=True)
settings.register_profile("thorough", **_untimed, max_examples=2000)
settings.load_profile("repeatable" if os.environ.get("CI") else "everyday")

# What a page is to show comes later on a busy machine; a test that passes never waits this long.
expect.set_options(timeout=30_000)

OWN = Path(__file__).parents[1] / "data"


@cache
def _own(folder: Path, language: str) -> Package:
    return reading.read(folder, language=language)


@wraps(reading.read)
def read(path: str | os.PathLike[str] | None = None, *, language: str = "en") -> Package:
    """Read a folder; the bundle's own once, as each command asks for it and no test changes it."""
    folder = reading.find_folder(path)
    if os.environ.get(reading.VARIABLE) or not is_there(folder) or folder.resolve() != OWN:
        return reading.read(path, language=language)
    return _own(folder, language)


package.read = read

PACKAGES = Path(__file__).parent / "packages"
LESSONS = sorted((Path(__file__).parents[1] / "notebooks" / "classroom").glob("*.ipynb"))


SLOW = ("classroom", "lab")  # folders whose files take minutes


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the slowest files first, so that no process ends long after the others."""
    items.sort(key=lambda item: item.path.parent.name not in SLOW)


@pytest.fixture(autouse=True)
def _loop_of_its_own(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test start an event loop after pytest-playwright, whose own runs to the end."""
    if "playwright" in request.fixturenames:
        yield
        return
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)


@dataclass
class Folder:
    """A copy of a sound data folder, for a test to spoil."""

    path: Path

    def edit(self, file: str, old: str, new: str) -> Folder:
        """Replace the first `old`, which must be there."""
        target = self.path / file
        text = target.read_bytes().decode()
        assert old in text, f"{file} has no {old!r}"
        target.write_bytes(text.replace(old, new, 1).encode())
        return self

    def faults(self) -> list[str]:
        return [str(problem) for problem in package.check(self.path)]


@pytest.fixture
def beds(tmp_path: Path) -> Folder:
    """Hospital beds: two tables of figures and every table that may stand beside them."""
    return Folder(Path(shutil.copytree(PACKAGES / "beds", tmp_path / "beds")))


@pytest.fixture
def beds_and_people(beds: Folder) -> Folder:
    """The hospital beds, with what they can be divided by: residents, as two sources have them."""
    descriptor = beds.path / "datapackage.json"
    told = json.loads(descriptor.read_text(encoding="utf-8"))
    promises = next(one for one in told["resources"] if one["name"] == "promises")
    people = copy.deepcopy(promises) | {"name": "people", "path": "people.csv", "is_base": True}
    people["title"] = "Population"
    schema = people["schema"]
    schema["fields"] = [one for one in schema["fields"] if one["name"] != "answers"]
    schema["foreignKeys"] = [one for one in schema["foreignKeys"] if one["fields"] != "answers"]
    unit = next(one for one in schema["fields"] if one["name"] == "unit")
    unit["constraints"]["enum"] = ["people"]
    unit["categories"] = [{"value": "people", "label": "people", "description": "Heads."}]
    told["resources"].append(people)
    descriptor.write_text(json.dumps(told), encoding="utf-8")
    shutil.copy(PACKAGES / "people.csv", beds.path)
    return beds


@pytest.fixture
def wards(tmp_path: Path) -> Folder:
    """No figures, no sources, but every type and constraint that is understood."""
    return Folder(Path(shutil.copytree(PACKAGES / "wards", tmp_path / "wards")))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """Let pytest-playwright drive the Chromium of this machine."""
    from tests.chromium import find_chromium, missing

    path = find_chromium()
    if path is None:
        pytest.fail(f"the browser's tests need one: {missing()}")
    return {"executable_path": str(path), "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def fox():
    """Give a Firefox (`tests.firefox`), where this machine has one."""
    from tests.firefox import find_firefox, firefox

    path = find_firefox()
    if path is None:
        pytest.skip("no Firefox here: `sudo apt-get install firefox-esr` brings one")
    with firefox(path) as page:
        yield page


@pytest.fixture(scope="session")
def sheet(browser):
    """Give an empty page to look at pictures in, one for all tests."""
    page = browser.new_page()
    page.set_content("<!doctype html><body style='margin:0'>")
    yield page
    page.close()


@pytest.fixture(scope="session")
def data() -> Package:
    """Give the bundle's own data."""
    return read()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that every process of this test run has."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def lessons(shared: Path) -> Path:
    """Give both copies of every lesson, as `make lessons` builds them; none is to be changed."""
    from headcount.teach.lesson.copies import build

    return once(shared / "lessons", lambda out: build(LESSONS, out, out / "teacher"))
