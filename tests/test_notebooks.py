"""Each notebook reads as a story: few short cells, and no number without a figure.

Those of the bundle are saved with what they show, the lessons without: a lesson shows its answers.
"""

from __future__ import annotations

import ast
import math
import re
from functools import cache
from pathlib import Path

import headcount as hc
import nbformat
import pandas as pd
import pytest
from headcount.core.wording import ordinal
from headcount.figures.quantity import Quantity
from pandas.api.typing import DataFrameGroupBy, SeriesGroupBy

from tests import saved

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LESSONS = sorted((ROOT / "notebooks" / "classroom").glob("*.ipynb"))
NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
AMOUNT = re.compile(rf"(?<![\w./-])({NUMBER})(?: to ({NUMBER}))?( million)?(?![\w/-])")
YEARS = range(1900, 2100)
PLACE = re.compile(rf"\b(?:{'|'.join(map(ordinal, range(3, 11)))})\b")

SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION\n", re.DOTALL)

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
each_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
each = pytest.mark.parametrize("path", [*NOTEBOOKS, *LESSONS], ids=lambda path: path.stem)


def read(path):
    return nbformat.read(path, as_version=4)


def prose(notebook):
    """Return the words of a notebook, without code and links to other pages."""
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return re.sub(r"`[^`]*`|\[[^]]*\]\([^:)]*\)|\]\([^)]*\)", "", text)


def amounts(text):
    """Return the amounts that a text states; years, days and the numbers up to 31 are left alone.

    A million holds for both ends of a range, where they are written alike.
    """
    found = set()
    for low, high, million in AMOUNT.findall(text):
        for number in filter(None, (low, high)):
            is_of_million = million and (number == (high or low) or "," not in number)
            amount = float(number.replace(",", "")) * (1e6 if is_of_million else 1)
            if amount > 31 and not (amount in YEARS and "," not in number):
                found.add(amount)
    return found


def test_amounts_are_found_in_prose():
    text = "On 11 August 2022, 1.1 to 1.3 million, about 702,373 and 1,000 of 24 people."
    assert amounts(text) == {1_100_000, 1_300_000, 702_373, 1000}
    assert amounts("from 500,000 to 1.3 million") == {500_000, 1_300_000}


def test_they_are_numbered_from_one_without_a_gap():
    assert [int(path.stem[:2]) for path in NOTEBOOKS] == [*range(1, len(NOTEBOOKS) + 1)]


@each
def test_its_name_is_a_number_and_words(path):
    assert re.fullmatch(r"\d\d(-[a-z0-9]+){2,}", path.stem)


@each
def test_its_cells_are_few_and_short(path):
    code = [cell for cell in read(path).cells if cell.cell_type == "code"]
    assert len(code) <= 25
    for cell in code:
        # a question is folded away, and its solution stands in the teacher's copy alone
        folded = cell.metadata.get("jupyter", {}).get("source_hidden")
        shown = SOLUTION.sub("", cell.source)
        assert len(shown.splitlines()) <= (14 if folded else 12), shown
        assert all(len(one.splitlines()) <= 12 for one in SOLUTION.findall(cell.source))
        assert not re.search(r"^\s*(async )?def |warnings\.|%%capture", cell.source, re.MULTILINE)


def code_of(notebook):
    """Return what parses of a notebook's code."""
    return ast.parse("\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code"))


@each_notebook
def test_it_begins_with_its_one_import(path):
    tree = code_of(read(path))
    imports = [one for one in ast.walk(tree) if isinstance(one, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(one) for one in imports] == ["import headcount as hc"]
    assert tree.body[0] in imports


PANDAS = [pd.DataFrame, pd.Series, pd.Series.dt, pd.Series.str, DataFrameGroupBy, SeriesGroupBy]


@each_notebook
def test_it_uses_what_is_public_alone(path):
    """What is read of anything is a word of pandas, or one that the door names."""
    used = {one.attr for one in ast.walk(code_of(read(path))) if isinstance(one, ast.Attribute)}
    public = {*hc.__all__, "sentence", "notes", "rows", "headline", "figure", "export", "figures"}
    assert {one for one in used if not any(hasattr(of, one) for of in PANDAS)} <= public
    assert not [one for one in used if one.startswith("_")]


@each_notebook
def test_it_shows_a_step_in_pandas(path):
    used = {one.attr for one in ast.walk(code_of(read(path))) if isinstance(one, ast.Attribute)}
    assert used & {"query", "isin", "groupby", "value_counts"}


@each_notebook
def test_a_sentence_to_quote_is_computed_and_shown_and_never_pasted(path):
    cells = read(path).cells
    told = [cell.source for cell in cells if cell.cell_type == "code"]
    assert any(re.search(r"^\w+\.sentence$", source) for source in told)
    assert not [cell for cell in cells if re.search(r"^> ", cell.source, re.MULTILINE)]
    assert not any("print(" in source and "paragraph" in source for source in told)


@each_lesson
def test_it_is_saved_without_outputs(path):
    notebook = read(path)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code)
    assert "widgets" not in notebook.metadata


@each
def test_every_amount_in_its_prose_is_one_of_the_data(path, data):
    known = known_amounts(data)
    assert amounts(prose(read(path))) - known == set()


@each_lesson
def test_every_amount_in_its_questions_is_one_of_the_data(path, data):
    """What is worked out from the data, tests/lesson holds to it."""
    told = [text for cell in read(path).cells if cell.cell_type == "code" for text in texts(cell)]
    worked_out = {4_100.0}
    assert amounts("\n".join(told)) - known_amounts(data) - worked_out == set()


def texts(cell):
    """Return the sentences in a cell's code."""
    nodes = ast.walk(ast.parse(cell.source))
    strings = (node.value for node in nodes if isinstance(node, ast.Constant))
    return [text for text in strings if isinstance(text, str) and " " in text]


def known_amounts(data):
    """Return the amounts that a text may state."""
    known = {1000.0}  # "per 1,000 people" is a unit
    for table in data.figure_tables:
        for row in data.tables[table]:
            quantity = Quantity.of(row) if row["qualifier"] != "statement" else None
            ends = (quantity.least, quantity.most, quantity.value) if quantity else ()
            known |= {float(end) for end in ends if end is not None and math.isfinite(end)}
    # "about 700,000" for 702,373: what is rounded in the prose is rounded here
    return known | {float(f"{amount:.2g}") for amount in known}


@each_notebook
def test_every_chart_that_it_explores_stands_on_its_page_too(path):
    explored, on_page = set(), set()
    for cell in read(path).cells:
        explored |= set(re.findall(r'explore\(\w+, "([\w-]+)"', cell.source))
        if "live" not in cell.metadata.get("tags", []):
            on_page |= set(re.findall(r'(?:explore|named)\(\w+, "([\w-]+)"', cell.source))
    assert explored <= on_page


@each_notebook
def test_its_links_to_other_pages_lead_somewhere(path):
    words = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    links = [link for link in re.findall(r"\]\(([^)#]+)", words) if "://" not in link]
    assert [link for link in links if not (path.parent / link).is_file()] == []


@pytest.mark.parametrize("at", range(len(NOTEBOOKS)), ids=[path.stem for path in NOTEBOOKS])
def test_its_last_words_lead_on_to_the_next_one_and_back_to_all(at):
    last = read(NOTEBOOKS[at]).cells[-1].source.splitlines()[-1]
    follows = [path.name for path in NOTEBOOKS[at + 1 : at + 2]]
    first = [NOTEBOOKS[0].name] if at else []
    assert re.findall(r"\]\(([^)]+)\)", last) == follows + first


@cache
def executed(path):
    """Run a notebook as the lab would, once for all tests of this file."""
    return saved.executed(path)


@each_notebook
@pytest.mark.browser
def test_it_is_saved_with_what_running_it_shows(path):
    notebook = executed(path)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    for kept, now in zip(read(path).cells, notebook.cells, strict=True):
        assert kept == now, f"{path.name} is stale: run `make notebooks` ({now.id})"


@each_notebook
def test_what_it_shows_is_a_picture_that_every_page_shows(path):
    kinds = [
        set(output.data)
        for cell in read(path).cells
        for output in cell.get("outputs", [])
        if output.output_type != "stream"
    ]
    assert {"image/png", "text/plain"} in kinds
    assert not [one for one in kinds if any("svg" in kind or "widget" in kind for kind in one)]


def test_they_are_small():
    sizes = [path.stat().st_size for path in NOTEBOOKS]
    assert max(sizes) < saved.MOST
    assert sum(sizes) < 1_500_000


@each_notebook
@pytest.mark.browser
def test_which_places_its_prose_gives_it_shows(path):
    outputs = [output for cell in executed(path).cells for output in cell.get("outputs", [])]
    texts = [output.get("text") or output["data"].get("text/plain", "") for output in outputs]
    words = prose(read(path))
    told = set(PLACE.findall(" ".join(texts)))
    assert set(PLACE.findall(words.casefold())) <= told
