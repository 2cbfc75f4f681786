"""What lies beside a table or above it is used: titles, units, who published it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import headcount as hc
import pytest
from headcount.core.errors import WrongChoice

from tests.publish.adopt.test_adoption import workbook

SLUMS = {
    "chart": {
        "title": "Slums",
        "originalChartUrl": "https://charts.example/slums?v=1&csvType=full",
    },
    "columns": {
        "11.1.1 - Share of people in slums (%) - EN_LND": {
            "titleShort": "Share of people in slums",
            "descriptionShort": "People in households without safe water or a roof that lasts.",
            "shortUnit": "%",
            "lastUpdated": "2025-10-29",
            "citationShort": "Example Programme – processed by Example Data",
        }
    },
}
BEDS = {
    "name": "beds",
    "created": "2025-01-31T12:00:00Z",
    "sources": [{"title": "Ministry of Health", "path": "https://ministry.example/beds"}],
    "resources": [
        {
            "name": "beds",
            "path": "tables/beds.csv",
            "dialect": {"delimiter": ";"},
            "schema": {
                "missingValues": ["", "-99"],
                "fields": [
                    {"name": "ctry", "title": "Country", "type": "string"},
                    {"name": "y", "title": "Year", "type": "year"},
                    {
                        "name": "n", "title": "Beds in use", "type": "number", "decimalChar": ",",
                        "description": "Beds with a patient at midnight.", "unit": "beds",
                    },
                ],
            },
        }
    ],
}  # fmt: skip


def test_the_metadata_of_our_world_in_data_say_title_unit_and_publisher(tmp_path: Path):
    name = next(iter(SLUMS["columns"]))
    table = tmp_path / "slums.csv"
    table.write_text(f"Entity,Code,Year,{name}\nKenya,KEN,2020,0.5\nWorld,OWID_WRL,2020,24.1\n")
    (tmp_path / "slums.metadata.json").write_text(json.dumps(SLUMS), "utf-8")
    made = hc.adopt(table, tmp_path / "story", status="estimated")
    (row,) = made.package["share_of_people_in_slums"].to_dict("records")
    assert (row["category"], row["unit"], row["value"]) == (
        "share of people in slums",
        "percent",
        0.5,
    )
    assert row["definition"].endswith(
        "People in households without safe water or a roof that lasts. "
        "Taken from Example Programme."
    )
    (source,) = made.package["sources"].to_dict("records")
    assert source["publisher"] == "Example Data"
    assert (source["url"], source["published"]) == ("https://charts.example/slums", "2025-10-29")
    assert [(one.line, one.wrong) for one in made.found.left] == [(3, '"World" is not a country')]


def test_a_data_package_says_how_its_table_is_written_and_what_its_columns_are(tmp_path: Path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "beds.csv").write_text("ctry;y;n\nPeru;2020;1.200,5\nChile;2020;-99\n")
    (tmp_path / "datapackage.json").write_text(json.dumps(BEDS))
    for given in (tmp_path, tmp_path / "datapackage.json"):
        made = hc.adopt(given)
        assert made.answers.columns == {"ctry": "place", "y": "as_of", "n": "amount"}
        assert (made.answers.counted, made.answers.unit) == ("beds in use", "beds")
        (one,) = made.found.figures
        assert (one.place, float(one.amount.value), one.publisher) == (
            "PER",
            1200.5,
            "Ministry of Health",
        )
        assert (one.link, one.reported) == ("https://ministry.example/beds", "2025-01-31")
        assert one.says == "Beds with a patient at midnight."


@pytest.mark.parametrize(
    "path",
    [
        "https://a.example/beds.csv",
        "../beds.csv",
        "/etc/beds.csv",
        "..\\b.csv",
        "\0.csv",
        "out.csv",
    ],
)
def test_a_description_reads_and_fetches_nothing_but_what_lies_beside_it(path: str, tmp_path: Path):
    spoilt = json.loads(json.dumps(BEDS))
    spoilt["resources"][0]["path"] = path
    (tmp_path / "out.csv").symlink_to(__file__)
    (tmp_path / "datapackage.json").write_text(json.dumps(spoilt))
    with pytest.raises(WrongChoice, match="put the table next to it"):
        hc.adopt(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "[" * 100_000, '{"resources": 3}', '{"resources": [{}]}']
)
def test_what_is_no_data_package_is_refused(text: str, tmp_path: Path):
    (tmp_path / "datapackage.json").write_text(text)
    with pytest.raises(WrongChoice):
        hc.adopt(tmp_path)


def test_pipes_and_marks_that_are_none_are_no_trouble(tmp_path: Path):
    spoilt = json.loads(json.dumps(BEDS))
    spoilt["resources"][0] |= {"path": "beds.csv", "dialect": {"delimiter": 5}}
    spoilt["resources"][0]["schema"]["fields"][2]["decimalChar"] = "12"
    (tmp_path / "datapackage.json").write_text(json.dumps(spoilt))
    os.mkfifo(tmp_path / "beds.csv")
    with pytest.raises(WrongChoice, match="is a pipe, not a file"):
        hc.adopt(tmp_path)
    (tmp_path / "beds.csv").unlink()
    (tmp_path / "beds.csv").write_text("ctry;y;n\nPeru;2020;1200\n")
    assert hc.adopt(tmp_path).found.figures[0].amount.value == 1200
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(WrongChoice, match="is a pipe, not a file"):
        hc.adopt(tmp_path / "pipe.json")


def test_two_tables_are_asked_for_by_name(tmp_path: Path):
    two = json.loads(json.dumps(BEDS))
    two["resources"].append(two["resources"][0] | {"name": "wards"})
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "beds.csv").write_text("ctry;y;n\nPeru;2020;1\n")
    (tmp_path / "datapackage.json").write_text(json.dumps(two))
    with pytest.raises(WrongChoice, match="several tables: beds, wards"):
        hc.adopt(tmp_path)
    assert len(hc.adopt(tmp_path, sheet="wards").found.figures) == 1


def test_the_lines_on_top_of_a_table_of_the_world_bank_are_its_source(tmp_path: Path):
    table = tmp_path / "API_MS.csv"
    table.write_text(
        '"Data Source","Example Indicators",\n\n"Last Updated Date","2025-10-07",\n\n'
        '"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020",\n'
        '"Kenya","KEN","Armed forces","MS","29100","",\n'
    )
    (one,) = hc.adopt(table).found.figures
    assert (one.what, one.publisher, one.reported) == (
        "armed forces",
        "Example Indicators",
        "2025-10-07",
    )


def test_merged_cells_of_a_workbook_are_filled_with_names_and_never_with_amounts(tmp_path: Path):
    table = [
        ["Country", "Beds", "Year"], ["Peru", 10, 2019], ["", 11, 2020], ["Chile", 12, 2019],
        ["Cuba", "", 2019],
    ]  # fmt: skip
    file = tmp_path / "book.xlsx"
    file.write_bytes(workbook({"Data": table}, merged=["A2:A3", "B4:B5"]))
    made = hc.adopt(file)
    read = [(one.line, one.place, int(one.amount.value)) for one in made.found.figures]
    assert read == [(2, "PER", 10), (3, "PER", 11), (4, "CHL", 12)]
    assert [(one.line, one.column) for one in made.found.faults] == [(5, "Beds")]


def test_measures_that_nobody_called_alike_are_not_compared(tmp_path: Path):
    pasted = "Country,Beds,Occupied (%),Year\nPeru,100,85.5,2020\nChile,200,90.1,2020\n"
    data = hc.adopt(pasted, tmp_path / "story", status="estimated").package
    rows = data["figures"]
    assert set(rows.unit) == {"figures", "percent"}
    said = hc.compare(data, rows.figure_id[0], rows.figure_id[1])
    assert said.verdict == "not-comparable"
