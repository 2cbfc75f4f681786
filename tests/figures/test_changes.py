"""A figure that changes without a correction is told; one with a correction is not."""

import json
import shutil

import pytest
from headcount.charts import charts_file
from headcount.cli import main
from headcount.figures import package
from headcount.figures.changes import silent_changes


def silent(before, after):
    return silent_changes(before, after)[0]


def told(beds, *corrections):
    """Spoil a value of the hospital package, add corrections, and say what is told."""
    before = package.read(beds.path)
    table = before.figure_tables[0]
    figure = next(row for row in before.tables[table] if row["value"] is not None)
    after = package.read(beds.path)
    row = next(r for r in after.tables[table] if r["figure_id"] == figure["figure_id"])
    row["value"] = figure["value"] + 1
    for old, new in corrections:
        after.tables["corrections"].append(
            {"figure_id": figure["figure_id"], "field": "value", "old": old, "new": new}
        )
    return figure, silent(before, after)


def test_a_changed_value_is_told_with_the_row_that_mends_it(beds):
    figure, problems = told(beds)
    (problem,) = problems
    assert problem.field == "value"
    assert f"{figure['figure_id']} was {figure['value']}, is {figure['value'] + 1}" in problem.wrong
    assert "corrections.csv" in problem.right


def test_a_correction_of_that_value_is_enough(beds):
    figure, _ = told(beds)
    value = figure["value"]
    assert told(beds, (str(value), str(value + 1)))[1] == []
    assert len(told(beds, (str(value), str(value + 2)))[1]) == 1


def test_a_figure_that_is_gone_is_told(beds):
    before, after = package.read(beds.path), package.read(beds.path)
    gone = after.tables[after.figure_tables[0]].pop(0)
    (problem,) = silent(before, after)
    assert f"{gone['figure_id']} is gone" in problem.wrong
    after.tables["corrections"].append(
        {
            "figure_id": gone["figure_id"],
            "field": "figure_id",
            "old": gone["figure_id"],
            "new": None,
        }
    )
    assert silent(before, after) == []


def test_a_new_figure_and_a_better_locator_are_no_change(beds):
    before, after = package.read(beds.path), package.read(beds.path)
    rows = after.tables[after.figure_tables[0]]
    rows.append(rows[0] | {"figure_id": "a-new-one"})
    rows[0]["locator"] = "elsewhere"
    assert silent(before, after) == []


def test_a_correction_that_is_corrected_on_its_day_is_one_row_from_what_stood_first(beds):
    def stood(value, *pairs):
        made = package.read(beds.path)
        row = made.tables[made.figure_tables[0]][0]
        row["value"] = value
        known = {"figure_id": row["figure_id"], "field": "value"}
        told = [known | {"old": old, "new": new} for old, new in pairs]
        made.tables["corrections"].extend(told)
        return made

    once = stood(1300, ("1200", "1300"))
    assert silent(once, stood(1400, ("1200", "1400"))) == []
    assert silent(once, stood(1400, ("1200", "1300"), ("1300", "1400"))) == []
    assert len(silent(once, stood(1400, ("1300", "1400")))) == 1, "the first one is gone"
    assert len(silent(once, stood(1400, ("1200", "1300"), ("1100", "1400")))) == 1
    assert len(silent(once, stood(1400, ("1200", "1300")))) == 1


# What somebody changes behind the back of those who quoted it: the file, what stood there, what
# stands there, where it is told, and the row of the corrections that says so.
SILENT = {
    "a publisher": (
        ("sources.csv", "Health Registry,", "Wealth Registry,"),
        "sources.csv:publisher: registry-2024 was Health Registry, is Wealth Registry",
        "sources,registry-2024,publisher,Health Registry,Wealth Registry",
    ),
    "a source's date": (
        ("sources.csv", ",2024-02-01,", ",2024-02-03,"),
        "sources.csv:published: registry-2024 was 2024-02-01, is 2024-02-03",
        "sources,registry-2024,published,2024-02-01,2024-02-03",
    ),
    "where a source leads": (
        ("sources.csv", "https://registry.example/beds", "https://other.example/beds"),
        "sources.csv:url: registry-2024 was https://registry.example/beds, is https://other.ex",
        "sources,registry-2024,url,https://registry.example/beds,https://other.example/beds",
    ),
    "what a caveat says": (
        (
            "caveats.csv",
            "The registry counts one day of the year.",
            "The registry counts all year.",
        ),
        "caveats.csv:short: one-day was The registry counts one day of the year., is The regi",
        "caveats,one-day,short,The registry counts one day of the year.,"
        "The registry counts all year.",
    ),
    "a name": (
        ("regions.csv", "the North", "the Far North"),
        "regions.csv:in_text: NOR was the North, is the Far North",
        None,
    ),
    "a label": (
        ("datapackage.json", '"label": "confirmed"', '"label": "guessed"'),
        "datapackage.json:status.label: confirmed was confirmed, is guessed",
        "beds,confirmed,status.label,confirmed,guessed",
    ),
}


def check(beds, before, capsys):
    code = main(["check", str(beds.path), "--against", str(before)])
    return code, capsys.readouterr().out.splitlines()


@pytest.fixture
def before(beds, tmp_path):
    """The folder as it was published, with a chart of it."""
    chart = '[two]\nform = "timeline"\nfigures = ["nor-total-registry-2023"]\nheadline = "Beds"\n'
    (beds.path / "charts.toml").write_text(chart)
    return shutil.copytree(beds.path, tmp_path / "before")


@pytest.mark.parametrize("name", SILENT)
def test_what_a_published_chart_showed_is_not_changed_silently(beds, before, capsys, name):
    edit, said, correction = SILENT[name]
    beds.edit(*edit)
    code, told = check(beds, before, capsys)
    assert code == 1
    assert len(told) == 1 + (name == "a label" and told[-1].startswith("changed: "))
    assert told[0].startswith(said)
    assert "; add a row to corrections.csv with the reason (table " in told[0]
    if correction:
        with (beds.path / "corrections.csv").open("a") as file:
            file.write(f"2024-03-02,{correction},It was printed wrongly.\n")
        code, told = check(beds, before, capsys)
        assert code == 0, told
        assert told[-1].startswith("changed: ")


@pytest.mark.parametrize(
    ("file", "gone"),
    [("caveats.csv", 1), ("caveat_targets.csv", 1), ("attributions.csv", 1), ("outcomes.csv", 1)],
)
def test_rows_that_are_gone_are_told(beds, before, file, gone):
    rows = (beds.path / file).read_text().splitlines()
    was, now = package.read(before), package.read(beds.path)
    table = file.removesuffix(".csv")
    assert len(rows) == len(now.tables[table]) + 1
    now.tables[table].pop(-1)
    assert [one.file for one in silent(was, now)] == [file] * gone
    assert "is gone; add a row to corrections.csv" in str(silent(was, now)[0])


def test_a_speaker_is_told_with_the_hop(beds, before):
    was, now = package.read(before), package.read(beds.path)
    row = now.tables["attributions"][0]
    row["speaker"] = "Somebody Else"
    (problem,) = silent(was, now)
    assert problem.field == f"speaker of {row['hop']}"
    assert f"figure_id {row['figure_id']}, field speaker of {row['hop']}" in problem.right


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('headline = "Beds"', 'headline = "Empty beds"', "headline: two was Beds, is Empty beds"),
        ('headline = "Beds"', "", "headline: two was Beds, is empty"),
        ('form = "timeline"', 'form = "scale"', "form: two was timeline, is scale"),
        ("[two]", "[three]", "two: two is gone"),
        ("nor-total", "sud-total", "figures: two was "),
        ("headline", 'deck = "More"\nheadline', "deck: two was empty, is More"),
    ],
)
def test_a_chart_is_told_by_its_name_and_key(beds, before, old, new, said):
    beds.edit("charts.toml", old, new)
    changes = charts_file.changes(before, beds.path)
    (problem, *_), others = silent_changes(*map(package.read, (before, beds.path)), changes)
    assert str(problem).startswith(f"charts.toml:{said}")
    assert len(others) == (old == "[two]")


def test_a_chart_that_is_corrected_or_new_is_no_error(beds, before, capsys):
    beds.edit("charts.toml", '"Beds"', '"Empty beds"')
    with (beds.path / "charts.toml").open("a") as file:
        file.write('[new]\nform = "timeline"\nfigures = ["nor-total-registry-2023"]\n')
    with (beds.path / "corrections.csv").open("a") as file:
        file.write("2024-03-02,charts,two,headline,Beds,Empty beds,No bed was in use.\n")
    code, told = check(beds, before, capsys)
    assert (code, told[-2:]) == (
        0,
        [
            "changed: charts.toml:headline: two was Beds, is Empty beds",
            "changed: charts.toml:new: new is new",
        ],
    )


def test_what_says_where_something_was_read_and_what_is_new_is_listed_and_no_error(
    beds, before, capsys
):
    beds.edit("sources.csv", "Counts itself.", "Counts all beds itself.")
    beds.edit("beds.csv", ",table 2,", ",table 3,")
    beds.edit("datapackage.json", '"description": "Beds by region."', '"description": "Beds."')
    code, told = check(beds, before, capsys)
    assert code == 0
    assert [line.split(":")[1:3] for line in told if line.startswith("changed: ")] == [
        [" beds.csv", "locator"],
        [" sources.csv", "independence"],
        [" datapackage.json", "description"],
    ]


def test_a_correction_that_is_taken_out_is_told(beds, before, capsys):
    rows = (beds.path / "corrections.csv").read_text().splitlines()
    (beds.path / "corrections.csv").write_text(rows[0] + "\n")
    code, told = check(beds, before, capsys)
    assert (code, len(told)) == (1, 1)
    assert told[0].startswith(
        "corrections.csv:value: the correction of nor-staffed-registry-2023 from 800 to 900 is gone"
    )


def test_changes_are_in_the_json_and_an_unreadable_earlier_state_is_told(beds, before, capsys):
    beds.edit("sources.csv", "Counts itself.", "Counts all beds itself.")
    main(["check", str(beds.path), "--against", str(before), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["sound"]
    assert len(found["changes"]) == 1
    (before / "charts.toml").write_text("[")
    code, told = check(beds, before, capsys)
    assert (code, len(told)) == (1, 1)
    assert told[0].startswith(f"{before / 'charts.toml'}:1: is not TOML")
