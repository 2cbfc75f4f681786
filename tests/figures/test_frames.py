"""The figures as a frame: their dates, places and sources, and the package they never lose."""

import csv
import pickle
import subprocess
import sys
from pathlib import Path

import headcount as hc
import pandas as pd
import pytest
from headcount.core.errors import UnknownWord
from headcount.figures.package import read
from headcount.figures.table import figures

DATA = Path(__file__).resolve().parents[2] / "data"

TABLES = ("military_personnel", "population", "troop_offers", "worker_deployments", "casualties")


def rows_of_file(table):
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def df(data):
    return data.figures


def test_every_figure_is_there_with_every_column_of_the_table(data, df):
    plain = figures(data)
    pd.testing.assert_frame_equal(df[list(plain)], plain, check_frame_type=False)
    added = ["first_day", "last_day", "place", "from_place", "to_place", "source", "kind"]
    assert list(df)[len(list(plain)) :] == added
    assert len(data) == len(df) == sum(len(rows_of_file(table)) for table in TABLES)


def test_dates_are_dates_and_an_open_end_is_none(df):
    assert df["first_day"].dtype.kind == df["last_day"].dtype.kind == "M"
    when = df.set_index("figure_id")[["as_of", "first_day", "last_day"]]
    year = when.loc["hist-chn-korea-official-1953"]
    assert year["as_of"] == "1953"
    assert (year["first_day"], year["last_day"]) == (
        pd.Timestamp(1953, 1, 1),
        pd.Timestamp(1953, 12, 31),
    )
    span = when.loc["rus-foreign-recruits-moscow-2023-2024"]
    assert span["as_of"] == "2023-04/2024-05"
    assert (span["first_day"], span["last_day"]) == (
        pd.Timestamp(2023, 4, 1),
        pd.Timestamp(2024, 5, 31),
    )
    open_ended = df["as_of"].str.endswith("..")
    assert (df["last_day"].isna() == open_ended).all()


def test_an_open_date_has_no_last_day(beds):
    beds.edit("beds.csv", "confirmed,2023,", "confirmed,2023/..,")
    first = read(beds.path).figures.iloc[0]
    assert (first["as_of"], first["first_day"]) == ("2023/..", pd.Timestamp(2023, 1, 1))
    assert pd.isna(first["last_day"])


def test_russia_is_one_word_in_all_tables(df):
    places = df[["place", "from_place", "to_place"]]
    found = df[places.eq("Russia").any(axis=1)]
    stated = {
        row["figure_id"]
        for table, columns, word in (
            ("military_personnel", ["country"], "RUS"),
            ("population", ["country"], "RUS"),
            ("troop_offers", ["from_party", "to_party"], "Russia"),
            ("worker_deployments", ["from_party", "to_party"], "Russia"),
            ("casualties", ["force"], "Russia"),
        )
        for row in rows_of_file(table)
        if word in [row[column] for column in columns]
    }
    assert len(stated) > 180
    assert set(found["figure_id"]) == stated


def test_a_place_is_whose_people_are_counted(df):
    known = df.set_index("figure_id")
    assert known.loc["prk-active-iiss-mb-2021", ["place", "from_place", "to_place"]].tolist() == [
        "North Korea",
        "",
        "",
    ]
    offer = known.loc["rus-troops-to-belarus-2022-10", ["place", "from_place", "to_place"]]
    assert offer.tolist() == ["Russia", "Russia", "Belarus"]
    assert known.loc["prk-killed-nis-2025-01", "place"] == "North Korea"
    assert set(df.loc[df["place"] == "North Korea", "table"]) == set(TABLES)


def test_one_place_has_one_spelling(df):
    names = set(df["place"]) | set(df["from_place"]) | set(df["to_place"])
    plain = [name.casefold().removeprefix("the ") for name in names]
    assert len(plain) == len(set(plain))
    assert not names & {row["country"] for row in rows_of_file("countries")}


def test_a_source_is_said_by_its_short_title_and_a_status_by_its_kind(df):
    titles = {row["source_id"]: row["short_title"] for row in rows_of_file("sources")}
    assert (df["source"] == df["source_id"].map(titles)).all()
    kinds = {(status, kind) for status, kind in zip(df["status"], df["kind"], strict=True)}
    assert {("claimed", "said"), ("denied", "said"), ("estimated", "estimated")} <= kinds
    assert ("confirmed", "counted") in kinds


STEPS = {
    "query": lambda df: df.query("country == 'PRK' and value > 1.2e6"),
    "mask": lambda df: df[df["country"] == "PRK"],
    "loc": lambda df: df.loc[3:9, ["figure_id", "value"]],
    "sort_values": lambda df: df.sort_values("value"),
    "concat": lambda df: pd.concat([df[:3], df[5:9]]),
    "merge": lambda df: df.merge(pd.DataFrame({"country": ["PRK"], "flag": ["x"]}), on="country"),
    "merge of two": lambda df: df.merge(df[["figure_id", "value"]], on="figure_id"),
    "join": lambda df: df.join(pd.DataFrame({"flag": ["x"]})),
    "assign": lambda df: df.assign(thousands=df["value"] / 1000),
    "groupby": lambda df: df.groupby("country").head(1),
    "series": lambda df: df["figure_id"],
    "row": lambda df: df.iloc[0],
    "pickle": lambda df: pickle.loads(pickle.dumps(df)),
    "concat of a pickled one": lambda df: pd.concat([df[:2], pickle.loads(pickle.dumps(df[2:4]))]),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_frame_knows_its_package_whatever_is_done_to_it(df, data, step):
    handle = STEPS[step](df).attrs["package"]
    assert handle.package.path.resolve() == data.path.resolve()


def test_a_pickle_holds_the_path_and_not_the_package(df):
    assert len(pickle.dumps(df.attrs["package"])) < 300


def test_a_frame_is_the_callers_to_change(data, df):
    df.loc[0, "value"] = -1
    assert data.figures.loc[0, "value"] != -1


def test_one_table_by_its_name(data):
    offers = data["troop_offers"]
    stated = rows_of_file("troop_offers")
    assert list(offers["figure_id"]) == [row["figure_id"] for row in stated]
    assert list(offers)[: len(stated[0]) + 1] == ["table", *stated[0]]
    assert "category" not in offers
    assert {"place", "source", "first_day"} <= set(offers)
    assert offers.index[0] == 0
    sources = data["sources"]
    assert list(sources) == list(rows_of_file("sources")[0])
    assert len(sources) == len(rows_of_file("sources"))
    assert offers.attrs["package"].package is sources.attrs["package"].package is data


def test_a_wrong_table_is_told_with_the_nearest(data):
    with pytest.raises(UnknownWord, match=r'No table is named "troop_ofers". Did you mean'):
        data["troop_ofers"]
    with pytest.raises(TypeError):
        iter(data)


def test_a_package_is_said_in_six_lines(data):
    lines = repr(data).splitlines()
    assert len(lines) <= 6
    assert max(map(len, lines)) <= 120
    assert data.descriptor["title"] in lines[0]
    for said in (
        str(data.path),
        f"{len(data):,} figures",
        f"{len(rows_of_file('sources'))} sources",
    ):
        assert said in repr(data)


def test_the_page_of_a_package_takes_text_as_text(beds):
    beds.edit("datapackage.json", '"title": "', '"title": "<b>&')
    page = read(beds.path)._repr_html_()
    assert "&lt;b&gt;&amp;" in page
    assert "<b>&" not in page


def test_a_package_without_figures_is_one_all_the_same(wards):
    empty = read(wards.path)
    assert len(empty) == 0
    assert "0 figures" in repr(empty)


def test_pandas_comes_with_the_first_frame():
    code = (
        "import sys, headcount as hc; data = hc.read(); repr(data); len(data); hc.check();"
        "print('pandas' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"


def test_the_door_gives_the_same_frame(data):
    pd.testing.assert_frame_equal(hc.frame(data, "casualties"), data["casualties"])
