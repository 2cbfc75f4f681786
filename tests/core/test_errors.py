"""A refusal is read by people: in a notebook its message stands alone."""

import re

import nbformat
import pytest
from headcount.cli import main
from headcount.core.errors import UnknownWord
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

CELLS = {
    "an unsound folder": (
        "hc.read('nowhere')",
        'datapackage.json: is not in "nowhere"; name a folder that has one',
    ),
    "an unknown word": (
        "hc.chart(data, form='spred')",
        'No chart form is named "spred". Did you mean "spread"?',
    ),
    "a wrong choice": (
        "hc.chart(data, measure=1, source='iiss-mb-2021')",
        'measure: 1 is not a text; write it as "word".',
    ),
    "nothing that fits": (
        "hc.search(data, text='unicorns')",
        'No figure that matches your conditions has the word "unicorns".',
    ),
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    cells = [new_code_cell("import headcount as hc; data = hc.read()")]
    cells += [new_code_cell(code) for code, _ in [*CELLS.values(), ("1 / 0", "")]]
    notebook = new_notebook(cells=cells)
    NotebookClient(notebook, timeout=60, allow_errors=True, kernel_name="python3").execute()
    nbformat.validate(notebook)
    return [cell.outputs for cell in notebook.cells]


@pytest.mark.parametrize("name", CELLS)
def test_a_notebook_shows_the_message_alone(outputs, name):
    [shown] = outputs[1 + list(CELLS).index(name)]
    assert shown.output_type == "error"
    assert shown.traceback == [CELLS[name][1]]


def test_a_fault_of_the_code_keeps_its_traceback(outputs):
    [shown] = outputs[-1]
    assert any("ZeroDivisionError" in line for line in shown.traceback)
    assert len(shown.traceback) > 1


def test_a_word_among_many_is_refused_at_a_glance(data):
    known = [row["figure_id"] for table in data.figure_tables for row in data.tables[table]]
    told = str(UnknownWord("No figure is that", "the-largest", known))
    assert len(told) < 500
    shown, more = re.fullmatch(r"[^.]+\. Choose from: (.+) and (\d+) more\.", told).groups()
    assert len(shown.split(", ")) + int(more) == len(known)


@pytest.mark.parametrize("verb", ["show", "affected", "compare"])
def test_a_wrong_figure_id_leads_to_the_search(verb, capsys, tmp_path):
    more = {"affected": ["--in", str(tmp_path)], "compare": ["prk-active-iiss-mb-2021"]}
    assert main([verb, "the-largest", *more.get(verb, [])]) == 2
    assert capsys.readouterr().err == (
        'No figure has the ID "the-largest". Search: hc.find(data), or headcount figures --text …\n'
    )


@pytest.mark.parametrize("verb", ["show", "read", "affected"])
def test_the_name_of_a_chart_is_known_for_one_where_something_else_is_asked_for(verb, capsys):
    assert main([verb, "fourth-largest"]) == 2
    assert capsys.readouterr().err == (
        '"fourth-largest" is a chart. To export it with its figures: '
        "headcount export fourth-largest\n"
    )
