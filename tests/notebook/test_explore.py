"""The explorer: its controls offer what the data has, and say what the chart shows."""

import asyncio
import shutil
from io import BytesIO
from threading import Thread
from xml.etree import ElementTree
from zipfile import ZipFile

import headcount as hc
import pytest
from headcount.charts.chart import named_chart
from headcount.charts.offering import resolve
from headcount.charts.switch import with_switch
from headcount.figures import package
from headcount.notebook import explore as room
from headcount.notebook.explore.explorer import Explorer
from headcount.notebook.explore.widgets import Files

from tests.charts import chart_options
from tests.exploring import offered, pick, tick, values

FIRST = "cia-factbook-2022-08-04"


@pytest.fixture
def explorer(data, tmp_path):
    return room.explore(data, "fourth-largest", exports=tmp_path / "exports")


@pytest.fixture
def asked(data):
    return dict(named_chart(data, "fourth-largest").choice)


# --- what does not fit -------------------------------------------------------------------------


def test_an_unknown_chart_lists_those_there_are(data):
    with pytest.raises(ValueError, match=r'No chart is named "fifth". Choose from: fourth-largest'):
        room.explore(data, chart="fifth")


def test_a_control_that_does_not_exist_is_refused(explorer):
    with pytest.raises(ValueError, match=r"No control sets colour. Choose from: measure, source"):
        explorer.select(colour="red")


def test_a_value_that_the_data_does_not_know_changes_nothing(explorer):
    before = explorer.view.content
    with pytest.raises(ValueError, match="soldiery"):
        explorer.select(measure="soldiery")
    assert explorer.view.content == before
    explorer.select(top=5)
    assert explorer.chart.choice["measure"] == explorer.menus["measure"].value == "active"


def test_a_choice_that_leaves_nothing_is_said(explorer):
    pick(explorer, "highlight", None)
    tick(explorer, "only", [])
    assert explorer.chart is None
    assert explorer.view.content["message"].startswith("Nothing to show. ")
    tick(explorer, "only", ["PRK", "KOR"])
    assert list(explorer.chart.rows["country"]) == ["PRK", "KOR"]


def test_a_source_without_the_measure_gives_way_and_comes_back(explorer):
    pick(explorer, "measure", "total")
    assert FIRST not in offered(explorer, "source")
    assert explorer.chart.choice["source"] == explorer.menus["source"].value != FIRST
    pick(explorer, "measure", "active")
    assert explorer.menus["source"].value == explorer.chart.choice["source"] == FIRST


def test_the_source_that_steps_in_has_the_highlighted_country_and_the_most(data, asked):
    for measure in ("total", "reserve", "paramilitary"):
        choice, options = resolve(data, asked | {"measure": measure})
        counts = {
            source: len(chart_options(data, measure=measure, source=source)["only"])
            for _, source in options["source"]
            if ("PRK" in dict(chart_options(data, measure=measure, source=source)["only"]).values())
        }
        if choice["source"] != asked["source"]:
            assert counts[choice["source"]] == max(counts.values())


def test_a_year_that_the_source_lacks_is_let_go(data, asked):
    choice, _ = resolve(
        data, asked | {"measure": "total", "source": "wb-ms-mil-totl-p1", "year": 2018}
    )
    assert choice["year"] == 2018
    choice, _ = resolve(data, asked | {"year": 1999})
    assert choice["year"] is None


def test_every_control_offers_only_what_can_be_shown(explorer):
    for name in [*explorer.menus]:
        for value in offered(explorer, name):
            pick(explorer, name, value)
            assert explorer.chart is not None, (name, value, explorer.view.content["message"])
        first = offered(explorer, name)[0]
        pick(explorer, name, None if None in offered(explorer, name) else first)


# --- what fits ---------------------------------------------------------------------------------


def test_it_begins_with_the_named_chart(explorer, data):
    assert explorer.chart.name == "fourth-largest"
    assert explorer.chart.headline == named_chart(data, "fourth-largest").headline
    assert values(explorer) == {
        "measure": "active", "source": FIRST, "year": None, "per": None, "highlight": "PRK",
        "top": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("measure", "reserve"),
        ("source", "cia-factbook-2024"),
        ("year", 2022),
        ("per", "wb-sp-pop-totl"),
        ("highlight", "KOR"),
        ("top", 5),
    ],
)
def test_a_control_gives_what_a_line_of_code_gives(explorer, data, name, value):
    before = explorer.view.content
    pick(explorer, name, value)
    shown, content = explorer.chart, explorer.view.content
    assert shown.choice[name] == value
    again = eval(shown.as_code(), {"hc": hc, "data": data})
    assert content["sentence"] == again.sentence
    assert [note["text"] for note in content["notes"]] == [note.long for note in again.notes]
    assert content["picture"] != before["picture"]
    assert content["code"] == shown.as_code()


def test_one_change_sends_one_chart(explorer):
    sent = []
    explorer.view.observe(sent.append, "content")
    pick(explorer, "measure", "total")
    assert len(sent) == 1


def test_several_controls_are_set_in_one_go(explorer):
    sent = []
    explorer.view.observe(sent.append, "content")
    explorer.select(source="cia-factbook-2022", per="wb-sp-pop-totl", top=10)
    assert len(sent) == 1
    assert (explorer.menus["top"].value, len(explorer.chart.rows)) == (10, 10)


def test_two_threads_leave_one_chart_that_its_controls_describe(explorer):
    def select():
        for top in (5, None) * 8:
            explorer.select(top=top)

    def resize():
        for width in (320, 700) * 8:
            explorer.view.set_state({"width": width})

    threads = [Thread(target=work) for work in (select, resize, select)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    shown, content = explorer.chart, explorer.view.content
    picture = ElementTree.fromstring(content["picture"])
    assert picture.get("aria-label") == shown.alt
    assert explorer.menus["top"].value == shown.choice.get("top")
    assert int(picture.get("width")) == explorer.view.width


def test_a_changed_chart_does_not_keep_the_name_of_the_first(explorer):
    explorer.select(top=5)
    assert explorer.chart.name != "fourth-largest"
    explorer.select(top=None)
    assert explorer.chart.name == "fourth-largest"


def test_countries_are_ticked_off_the_list(explorer):
    assert explorer.checklists["only"].summary == "all 9"
    tick(explorer, "only", [one for one in explorer.checklists["only"].ticked if one != "CHN"])
    assert "CHN" not in set(explorer.chart.rows["country"])
    assert explorer.checklists["only"].summary == "8 of 9"
    assert "fourth of the nine" in explorer.chart.sentence  # nobody moves up


def test_the_highlighted_country_stays_and_the_list_says_so(explorer):
    tick(explorer, "only", ["KOR"])
    assert set(explorer.chart.rows["country"]) == {"KOR", "PRK"}
    assert explorer.checklists["only"].summary == "1 of 9, and the highlighted one"


def test_labels_are_carried_as_they_are_written(tmp_path):
    folder = shutil.copytree(package.find_folder(), tmp_path / "hostile")
    countries = folder / "countries.csv"
    countries.write_text(
        countries.read_text(encoding="utf-8").replace(
            "Iran,Iran", "<img src=x onerror=alert(1)>,Iran"
        ),
        encoding="utf-8",
    )
    explorer = room.explore(package.read(folder))
    label = "<img src=x onerror=alert(1)>"
    assert label in dict(explorer.checklists["only"].options)
    assert label not in explorer.view.content["picture"]


# --- what leaves -------------------------------------------------------------------------------


def test_an_export_lets_readers_switch_what_a_menu_offers(explorer, tmp_path, monkeypatch):
    monkeypatch.setenv("HEADCOUNT_FONTS", "none")  # no pictures, in a moment
    menu = explorer.exporting.switch
    assert [value for _, value in menu.options] == ["", *explorer.menus]
    assert menu.value == ""
    menu.value = "year"
    pick(explorer, "highlight", "CHN")  # another chart: what readers may switch stays
    explorer.exporting.button.click()
    (folder,) = [path for path in (tmp_path / "exports").iterdir() if path.name[0] != "."]
    page = next(folder.glob("*-embed.html")).read_text(encoding="utf-8")
    assert '<option value="year=2022">' in page
    menu.value = ""
    explorer.exporting.button.click()
    assert "<option" not in next(folder.glob("*-embed.html")).read_text(encoding="utf-8")


def test_an_explorer_begins_with_the_switch_that_its_chart_has(data, tmp_path):
    asked = "source=iiss-mb-2021"
    chart = with_switch(named_chart(data, "fourth-largest"), asked)
    explorer = Explorer(data, chart, tmp_path)
    assert explorer.exporting.switch.value == asked


def test_nothing_shown_is_nothing_exported(explorer, tmp_path):
    explorer.select(only=[], highlight=None)
    asyncio.run(explorer.exporting.export())
    assert (
        explorer.exporting.files.status == "There is no chart to export: change the choice first."
    )
    assert not (tmp_path / "exports").exists()


def test_an_export_that_fails_says_why_and_leaves_the_button(explorer, tmp_path):
    (tmp_path / "exports" / "fourth-largest").mkdir(parents=True)
    (tmp_path / "exports" / "fourth-largest" / "mine.txt").write_text("not yours")
    explorer.exporting.button.click()
    assert explorer.exporting.files.status.startswith("Nothing was written: ")
    assert "mine.txt" in explorer.exporting.files.status
    assert not explorer.exporting.button.disabled


def test_a_folder_that_takes_no_files_is_named_without_a_number_of_the_system(explorer, tmp_path):
    (tmp_path / "exports").write_text("a file")
    explorer.exporting.button.click()
    said = f"Nothing was written: {tmp_path / 'exports'} takes no files: not a directory."
    assert explorer.exporting.files.status == said


@pytest.mark.browser
def test_the_button_writes_the_kit_and_lists_it(explorer, tmp_path):
    explorer.exporting.button.click()
    folder = tmp_path / "exports" / "fourth-largest"
    assert explorer.exporting.files.status.startswith(f"Exported to {folder}")
    whole, *each = (file["name"] for file in explorer.exporting.files.files)
    assert whole == "fourth-largest.zip"
    assert set(each) == {p.name for p in folder.iterdir()}
    explorer.exporting.button.click()
    assert explorer.exporting.files.status.startswith("Nothing has changed since the last export")
    explorer.select(top=5)
    assert (explorer.exporting.files.status, explorer.exporting.files.files) == ("", [])


def test_only_files_that_are_shown_can_be_asked_for(tmp_path, monkeypatch):
    shown, secret = tmp_path / "shown.csv", tmp_path / "secret.txt"
    shown.write_bytes(b"a,b\n")
    secret.write_bytes(b"secret")
    sent = []
    monkeypatch.setattr(
        Files, "send", lambda self, content, buffers: sent.append((content, buffers))
    )
    files = Files()
    files.show("Exported.", [shown])
    for name in ("secret.txt", "../secret.txt", str(secret), None):
        files._handle_custom_msg({"kind": "file", "name": name}, [])
    assert sent == []
    files._handle_custom_msg({"kind": "file", "name": "shown.csv"}, [])
    assert sent == [({"kind": "file", "name": "shown.csv"}, [b"a,b\n"])]


def test_all_files_come_in_one_zip(tmp_path, monkeypatch):
    kit = tmp_path / "my-chart"
    kit.mkdir()
    for name in ("my-chart-alt.txt", "my-chart.csv"):
        (kit / name).write_text(name, encoding="utf-8")
    (kit / "secret.txt").write_text("not shown", encoding="utf-8")
    sent = []
    monkeypatch.setattr(Files, "send", lambda self, _, buffers: sent.append(buffers))
    files = Files()
    files.show("Exported.", [kit / "my-chart-alt.txt", kit / "my-chart.csv"])
    assert files.files[0] == {"name": "my-chart.zip", "size": "all 2 files"}
    files._handle_custom_msg({"kind": "file", "name": "my-chart.zip"}, [])
    ((content,),) = sent
    with ZipFile(BytesIO(content)) as packed:
        names = packed.namelist()
        assert names == ["my-chart/my-chart-alt.txt", "my-chart/my-chart.csv"]
        assert packed.read(names[1]) == b"my-chart.csv"
    (kit / "my-chart.csv").unlink()
    files._handle_custom_msg({"kind": "file", "name": "my-chart.zip"}, [])
    assert files.status.startswith(f"{kit / 'my-chart.csv'} is no longer there.")


def test_a_file_that_is_gone_is_said(tmp_path):
    gone = tmp_path / "gone.csv"
    gone.write_text("")
    files = Files()
    files.show("Exported.", [gone])
    gone.unlink()
    files._handle_custom_msg({"kind": "file", "name": "gone.csv"}, [])
    assert files.status == f"{gone} is no longer there. Export the chart again."


def test_a_chart_that_was_made_is_explored(data):
    made = hc.chart(data, measure="active", source="cia-factbook-2024", highlight="PRK")
    for explorer in (hc.explore(made), hc.explore(data, made)):
        assert explorer.chart is made
        assert explorer.menus["source"].value == "cia-factbook-2024"
