"""The page of all public names: each with its signature, its errors and an example that runs."""

from __future__ import annotations

import doctest
import importlib.util
import inspect
import re
from pathlib import Path

import headcount as hc
import pytest

PAGE = Path(__file__).parent.parent / "docs" / "api.md"
EXAMPLE = re.compile(r"```pycon\n(.*?)```", re.DOTALL)

each_name = pytest.mark.parametrize("name", hc.__all__)


def written() -> str:
    """Write the page anew."""
    spec = importlib.util.spec_from_file_location("api", PAGE.with_suffix(".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.page()


def section(name: str) -> str:
    """Return what the page says of one name."""
    page = PAGE.read_text(encoding="utf-8")
    (found,) = re.findall(rf"^## (?:class )?hc\.{name}$(.*?)(?=^## |\Z)", page, re.M | re.S)
    return found


def test_the_page_is_what_the_docstrings_say():
    assert PAGE.read_text(encoding="utf-8") == written(), "stale: run `make docs`"


@each_name
def test_each_name_is_there_with_what_it_takes(name):
    one, said = getattr(hc, name), section(name)
    if name != "PackageError":
        for parameter in inspect.signature(one).parameters.values():
            assert re.search(rf"```python\nhc\.{name}\(.*\b{parameter.name}\b", said)


@each_name
def test_each_name_has_an_example_that_runs_as_it_stands(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    first = section(name).partition("\n### ")[0]
    (example,) = EXAMPLE.findall(first)
    assert "import headcount as hc" in example
    assert f"hc.{name}" in example
    test = doctest.DocTestParser().get_doctest(example, {}, name, str(PAGE), 0)
    told: list[str] = []
    found = doctest.DocTestRunner().run(test, out=told.append)
    assert found.failed == 0, "".join(told)
    assert found.attempted > 0


@each_name
def test_what_refuses_says_which_errors(name):
    """Whatever takes a word or a file can refuse it; a check and a class only say."""
    if name in ("check", "chart_names") or inspect.isclass(getattr(hc, name)):
        return
    assert "**Raises**" in section(name)
