"""Another story is started and filled, through the command and in code."""

import json
import re
from pathlib import Path

import pytest
from frictionless import Package as Frictionless
from headcount.charts import charts_file
from headcount.charts.chart import make_chart, named_chart
from headcount.cli import main
from headcount.core.errors import UnknownWord, WrongChoice
from headcount.desk.compare import compare
from headcount.figures import package
from headcount.figures.package.vocabulary import COMMON
from headcount.publish import story

BEDS = Path(__file__).parents[1] / "packages" / "beds"
SOURCE = {
    "source_id": "gazette-2022",
    "publisher": "Gazette",
    "short_title": "Gazette, 2022",
    "title": 'Palace: "we could, perhaps"',
    "kind": "state-media",
    "language": "en",
    "first_hand": "yes",
    "independence": "Owned by the palace.",
}
FIGURE = {
    "category": "active",
    "qualifier": "about",
    "unit": "people",
    "status": "estimated",
    "as_of": "2022",
    "source_id": "gazette-2022",
    "locator": "page 1",
    "definition": "Active personnel, as 신문 has it.",
    "verification": "read-in-excerpt",
    "evidence": "the paper itself",
}


def begun(capsys, *arguments):
    code = main(["new", *map(str, arguments)])
    return code, capsys.readouterr()


@pytest.fixture
def own(tmp_path):
    return story.new(tmp_path / "my-story").path


def fill(folder):
    story.put(folder, "sources", SOURCE)
    for country, value in {"FRA": 200_000, "DEU": 180_000}.items():
        row = FIGURE | {"figure_id": f"{country.lower()}-active", "country": country}
        story.put(folder, "military_personnel", row | {"value": value})


def test_a_new_story_is_sound_and_says_what_to_do_next(capsys, tmp_path):
    folder = tmp_path / "a b" / "my-story"
    code, told = begun(capsys, folder, "--title", "Beds")
    assert code == 0
    assert "No errors found: 13 tables, 0 figures, 0 sources." in told.out
    assert f"headcount check '{folder}'" in told.out
    assert main(["check", str(folder)]) == 0
    report = Frictionless(folder / "datapackage.json").validate()
    assert report.valid, report.flatten(["note"])
    assert package.read(folder).descriptor["title"] == "Beds"
    assert (folder / "README.md").read_text().splitlines()[2] == "# Beds"


def test_nothing_of_the_other_story_is_left_in_it(own, data):
    keys = {"sources": "source_id", "caveats": "caveat_id"}
    keys |= dict.fromkeys(data.figure_tables, "figure_id")
    ids = {row[key] for table, key in keys.items() for row in data.tables[table]}
    ids -= {data.resource(table).get("flow_caveat") for table in data.tables}  # a word of the rules
    for file in own.iterdir():
        text = file.read_text("utf-8")
        assert set(re.findall(r"[\w-]+", text)) & ids == set(), file.name
        if file.name != "countries.csv":
            assert not re.search("Korea(?!n)|Russia(?!n)|Ukraine|Headcount", text), file.name


def test_tables_and_lists_stay_and_names_keep_their_rows(own, data):
    mine = package.read(own)
    assert {name: mine.schema(name) for name in mine.tables} == {
        name: data.schema(name) for name in data.tables
    }
    full = {name for name, rows in mine.tables.items() if rows}
    assert full == {"countries"}
    assert mine.tables["countries"] == data.tables["countries"]


def test_any_package_can_be_taken_as_the_pattern(capsys, tmp_path):
    code, _ = begun(capsys, tmp_path / "wards", "--data", BEDS)
    assert code == 0
    made = package.read(tmp_path / "wards")
    assert {name for name, rows in made.tables.items() if rows} == {"regions"}
    assert made.descriptor["title"] == "Wards"


def test_a_folder_with_something_in_it_is_left_alone(capsys, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    code, told = begun(capsys, tmp_path)
    assert code == 2
    assert "is not empty (it holds notes.txt); name a new folder" in told.err
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]
    code, told = begun(capsys, tmp_path / "notes.txt")
    assert code == 2
    assert "is a file; name a new folder" in told.err
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_an_empty_folder_is_taken(tmp_path):
    assert story.new(tmp_path).path == tmp_path


def test_a_disk_that_refuses_is_told_in_a_line(capsys):
    code, told = begun(capsys, "/proc/my-story")
    assert code == 1
    assert told.err.endswith("Name another folder.\n")
    assert told.err.count("\n") == 1


def test_with_data_it_is_a_copy_that_is_credited_to_whoever_made_it(capsys, tmp_path, data):
    code, _ = begun(capsys, tmp_path / "play", "--with-data")
    assert code == 0
    copy = tmp_path / "play"
    same = [*(f"{name}.csv" for name in data.tables), "charts.toml", "LICENSE", "README.md"]
    assert [
        name for name in same if (copy / name).read_bytes() != (data.path / name).read_bytes()
    ] == []
    assert package.read(copy).descriptor == data.descriptor
    titled = story.new(tmp_path / "mine", title="My copy", with_data=True)
    assert named_chart(titled, "fourth-largest").credit == "Chart: My copy"


def test_the_copy_changes_and_what_it_was_copied_from_does_not(tmp_path, data):
    before = (data.path / "sources.csv").read_bytes()
    copy = story.new(tmp_path / "play", with_data=True).path
    fill(copy)
    assert len(package.read(copy).tables["sources"]) == len(data.tables["sources"]) + 1
    assert (copy / "sources.csv").read_bytes().startswith(before)
    assert (data.path / "sources.csv").read_bytes() == before


def test_a_story_that_is_filled_is_drawn_and_compared_as_any(capsys, own):
    fill(own)
    assert main(["check", str(own)]) == 0
    mine = package.read(own)
    assert mine.tables["sources"][0]["title"] == SOURCE["title"]
    assert mine.tables["military_personnel"][0]["definition"] == FIGURE["definition"]
    shown = make_chart(mine, measure="active", source="gazette-2022", highlight="FRA")
    assert shown.sentence.startswith("France had about 200,000 active personnel")
    assert shown.credit == "Chart: My story"
    assert compare(mine, "fra-active", "deu-active").ratio.words() == "about 1.1 times as many as"


def test_a_story_about_nobody_who_has_a_code_is_told(capsys, own):
    story.put(own, "sources", SOURCE)
    row = {name: value for name, value in FIGURE.items() if name != "category"}
    row |= {"figure_id": "promised", "from_party": "Ruritania", "to_party": "Russia"}
    story.put(own, "troop_offers", row | {"what": "soldiers", "status": "offered", "value": 900})
    (own / "charts.toml").write_text('[mine]\nform = "timeline"\n')
    assert main(["check", str(own)]) == 0
    assert main(["figures", "--data", str(own), "--text", "ruritania"]) == 0
    assert "1 figure" in capsys.readouterr().out
    shown = named_chart(package.read(own), "mine")
    assert shown.headline.startswith("Gazette spoke of an offer of about 900 soldiers")


def test_a_row_with_a_fault_is_put_and_told(own):
    fill(own)
    story.put(own, "sources", SOURCE | {"kind": "statemedia"})
    [problem] = package.check(own)
    assert str(problem).startswith("sources.csv:2:kind: ")
    assert "state-media" in problem.right
    with pytest.raises(package.PackageError):
        package.read(own)


def test_a_row_takes_the_place_of_the_one_with_its_key_and_no_other_line_changes(tmp_path):
    folder = story.new(tmp_path / "play", with_data=True).path
    before = (folder / "sources.csv").read_bytes().split(b"\n")
    tables = package.read(folder).tables
    corrected = {row["figure_id"] for row in tables["corrections"]}
    at, known = next(
        (at, row) for at, row in enumerate(tables["sources"]) if row["source_id"] not in corrected
    )
    story.put(folder, "sources", known | {"title": "Another, and longer"})
    after = (folder / "sources.csv").read_bytes().split(b"\n")
    assert [number for number, line in enumerate(before) if after[number] != line] == [at + 1]
    assert len(after) == len(before)
    assert package.read(folder).tables["sources"][at]["title"] == "Another, and longer"


def test_what_no_table_has_is_refused_and_nothing_is_written(own):
    before = (own / "sources.csv").read_bytes()
    with pytest.raises(UnknownWord, match=r'sources has no column "publsher". Did you mean'):
        story.put(own, "sources", {"publsher": "x"})
    with pytest.raises(UnknownWord, match=r'No table is named "source". Did you mean "sources"'):
        story.put(own, "source", SOURCE)
    assert (own / "sources.csv").read_bytes() == before


def test_a_story_without_charts_says_so(capsys, own):
    assert (own / "charts.toml").read_text() == charts_file.HEAD
    assert main(["export", "all", "--data", str(own)]) == 2
    assert "has no charts" in capsys.readouterr().err


def test_our_own_charts_file_begins_as_a_new_one_does(data):
    assert (data.path / "charts.toml").read_text("utf-8").startswith(charts_file.HEAD)


def test_a_title_of_nothing_is_none(tmp_path):
    assert story.new(tmp_path / "my_own-story", title=" ").descriptor["title"] == "My own story"


# One more table


def test_one_more_table_is_sound_at_once_and_fits_on_a_page(capsys, own):
    before = {path.name: path.read_bytes() for path in own.iterdir()}
    code, said = begun(capsys, own, "--table", "hospital_beds")
    assert code == 0
    assert "hospital_beds.csv" in said.out
    assert package.check(own) == []
    mine = package.read(own)
    assert "hospital_beds" in mine.figure_tables
    assert Frictionless(own / "datapackage.json").validate().valid
    described = json.loads((own / "datapackage.json").read_text("utf-8"))
    [table] = [one for one in described["resources"] if one["name"] == "hospital_beds"]
    assert len(json.dumps(table, indent=2).splitlines()) <= 60, "it fits on a page"
    assert not {one["name"] for one in table["columns"]} & set(COMMON)
    others = {name: text for name, text in before.items() if name not in CHANGED}
    assert {name: (own / name).read_bytes() for name in others} == others


CHANGED = {"datapackage.json", "README.md"}


def test_a_figure_of_the_new_table_is_named_and_drawn(own):
    fill(own)
    story.add_table(own, "hospital_beds")
    row = FIGURE | {
        "figure_id": "north-beds-2024",
        "place": "North",
        "category": "all",
        "value": 870,
        "qualifier": "exact",
    }
    story.put(own, "hospital_beds", row)
    assert package.check(own) == []
    made = make_chart(package.read(own), form="history", figures=["north-beds-2024"])
    assert "870" in made.headline


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("troop_offers", 'There is already a table "troop_offers"'),
        ("Hospital beds", '"Hospital beds" is not a table name. Write hospital_beds'),
        ("../beds", "is not a table name. Write beds"),
    ],
)
def test_a_table_that_cannot_be_is_refused_and_nothing_is_changed(own, name, told):
    before = {path.name: path.read_bytes() for path in own.iterdir()}
    with pytest.raises(WrongChoice, match=told):
        story.add_table(own, name)
    assert {path.name: path.read_bytes() for path in own.iterdir()} == before


def test_a_schema_file_that_somebody_changed_is_told_and_made_anew(own):
    schema = own / "troop_offers.schema.json"
    whole = schema.read_bytes()
    schema.write_text("{}")
    [problem] = package.check(own)
    assert (problem.file, problem.right) == (schema.name, "run headcount dictionary --write")
    assert main(["dictionary", str(own), "--write"]) == 0
    assert schema.read_bytes() == whole
    assert package.check(own) == []
