"""The explorer of every named chart: what its controls say is what the chart shows."""

from __future__ import annotations

from xml.etree import ElementTree

import headcount as hc
import pytest
from headcount.charts import FORMS
from headcount.charts.chart import chart_names, named_chart
from headcount.figures import package
from headcount.figures.dates import parse
from headcount.notebook.explore import explore

from tests.exploring import few, offered, pick, tick, values

CHARTS = chart_names(package.read())
FIRST = {named_chart(package.read(), name).form: name for name in reversed(CHARTS)}

BEDS = """
[by-region]
form = "rank"
measure = "total"
source = "registry-2024"

[beds-of-the-south]
form = "spread"
where = {region = "SUD", category = "total"}

[new-beds]
form = "promise"

[told]
form = "ladder"
where = {table = "promises"}

[in-time]
form = "timeline"

[beside]
form = "scale"
figures = ["sud-new-beds-2025", "sud-total-registry-2023"]
"""


@pytest.fixture
def explorer(data, chart, tmp_path):
    return explore(data, chart, exports=tmp_path)


def reached(shown, rows):
    """Return the rows that were chosen: not those that answer or keep one, drawn unasked."""
    ties = {tie["outcome"] for tie in shown.package.tables.get("outcomes", [])}
    ids = {row["figure_id"] for row in rows}
    unasked = {
        "ladder": lambda row: row["answers"] in ids,
        "promise": lambda row: row["figure_id"] in ties,
    }
    passed = unasked.get(shown.form, lambda _: False)
    return [row for row in rows if not passed(row)]


def assert_it_fits(shown):
    """See that each row is one that the choice asks for."""
    rows = shown.rows.to_dict("records")
    choice = shown.choice
    for row in reached(shown, rows):
        for column, words in (choice.get("where") or {}).items():
            assert row[column] in ([words] if isinstance(words, str) else words)
        when = parse(row["as_of"])
        assert when.latest.year >= choice.get("since", 0)
        assert when.earliest.year <= choice.get("until", 9999)
        assert "measure" not in choice or row["category"] == choice["measure"]
        assert "source" not in choice or row["source_id"] == choice["source"]
        assert not choice.get("figures") or row["figure_id"] in choice["figures"]
        assert not choice.get("only") or row["whose"] in (*choice["only"], choice.get("highlight"))
    if choice.get("top"):
        assert len(rows) <= choice["top"] + 1
    if choice.get("highlight") in {row["figure_id"] for row in rows}:
        assert choice["highlight"] in shown.selection.focus


def assert_it_can_be_had_again(explorer, data):
    """See that the copied line of code makes the same chart, and that its notes are shown."""
    shown, content = explorer.chart, explorer.view.content
    again = eval(content["code"], {"hc": hc, "data": data})
    assert again.record == shown.record
    assert ElementTree.fromstring(content["picture"]).get("aria-label") == again.alt
    assert [note["text"] for note in content["notes"]] == [note.long for note in again.notes]


@pytest.mark.parametrize("chart", CHARTS)
def test_it_begins_with_the_named_chart(explorer, data, chart):
    named = named_chart(data, chart)
    assert explorer.chart.name == chart
    assert explorer.chart.record == named.record
    assert_it_can_be_had_again(explorer, data)
    assert set(values(explorer)) | set(explorer.checklists) >= {
        name for name in FORMS[named.form].parameters if name != "where"
    }
    for name, value in values(explorer).items():
        assert value in offered(explorer, name), name


@pytest.mark.parametrize(
    "chart",
    [pytest.param(one, marks=[] if one in FIRST.values() else pytest.mark.slow) for one in CHARTS],
)
def test_each_control_gives_what_it_says(explorer, data, chart):
    for name in [*explorer.menus]:
        first = explorer.menus[name].value
        for value in [*few(offered(explorer, name)), first]:
            if name not in [*explorer.menus] or value not in offered(explorer, name):
                continue  # another menu led there
            pick(explorer, name, value)
            message = explorer.view.content["message"]
            assert explorer.chart is not None, (name, value, message)
            assert values(explorer).get(name) == value
            assert_it_fits(explorer.chart)
            assert_it_can_be_had_again(explorer, data)
    assert explorer.chart.rows["figure_id"].is_unique


@pytest.mark.parametrize("chart", CHARTS)
def test_a_list_draws_what_is_ticked_and_says_when_that_is_nothing(explorer, data, chart):
    for name, checklist in explorer.checklists.items():
        offers = [value for _, value in checklist.options]
        assert set(checklist.ticked) <= set(offers)
        assert len(dict(checklist.options)) == len(offers), "two entries with the same words"
        began = checklist.ticked
        if len(began) > 2:
            tick(explorer, name, began[:-1])
            assert explorer.chart is not None, explorer.view.content["message"]
            assert_it_fits(explorer.chart)
            assert_it_can_be_had_again(explorer, data)
        if "highlight" in explorer.menus:
            pick(explorer, "highlight", None)
        tick(explorer, name, [])
        content = explorer.view.content
        assert explorer.chart is None
        assert content["message"].startswith("Nothing to show. ")
        assert content["status"] == content["message"]
        assert (content["picture"], content["notes"], content["sentence"]) == ("", [], "")
        tick(explorer, name, began)
        assert explorer.chart is not None


@pytest.mark.parametrize("chart", CHARTS)
def test_the_status_says_headline_and_how_much_is_shown(explorer, chart):
    shown, status = explorer.chart, explorer.view.content["status"]
    assert status.startswith(shown.headline)
    figures, notes = len(shown.rows), len(shown.notes)
    assert f"{figures} figure" in status
    assert f"{notes} note" in status
    assert status.endswith(shown.sentence)


@pytest.mark.parametrize(
    "chart", ["beds-of-the-south", "by-region", "told", "in-time", "beside", "new-beds"]
)
def test_another_package_is_explored_in_its_own_words(beds, chart):
    (beds.path / "charts.toml").write_text(BEDS)
    found = package.read(beds.path)
    explorer = explore(found, chart)
    labels = {menu["label"] for menu in explorer.menus.menus}
    assert not {"Country", "Highlighted country"} & labels
    for name in [*explorer.menus]:
        for value in offered(explorer, name) if name in [*explorer.menus] else ():
            if name in [*explorer.menus] and value in offered(explorer, name):
                pick(explorer, name, value)
                assert explorer.chart is not None, (name, value)
                assert_it_fits(explorer.chart)
                assert_it_can_be_had_again(explorer, found)


def test_a_column_that_gave_way_comes_back(data):
    explorer = explore(data, "every-count")
    pick(explorer, "where.category", "reserve")
    pick(explorer, "where.country", "ERI")
    assert explorer.menus["where.category"].value != "reserve"
    pick(explorer, "where.country", "PRK")
    assert explorer.menus["where.category"].value == "reserve"
    assert set(explorer.chart.rows["category"]) == {"reserve"}


def test_without_a_name_the_first_chart_is_explored(data):
    assert explore(data).chart.name == CHARTS[0]


def test_an_entry_of_before_is_not_taken_for_one_of_now(data):
    explorer = explore(data, "every-count")
    before = explorer.view.content
    stale = {"kind": "pick", "name": "where.country", "at": 3, "label": "Atlantis (2)"}
    explorer.menus._handle_custom_msg(stale, [])
    assert explorer.view.content == before
