"""Charts from what pandas gives: frames, columns, rows, indexes; names for codes; a form found."""

import re
import subprocess
import sys
from pathlib import Path

import headcount as hc
import pandas as pd
import pytest
from headcount.charts.chart import make_chart
from headcount.core.errors import NothingFits, UnknownWord, WrongChoice
from headcount.core.wording import cardinal

CIA = "cia-factbook-2022-08-04"


@pytest.fixture
def df(data):
    return data.figures


@pytest.fixture
def nk(df):
    return df.query("country == 'PRK' and category == 'active' and value > 1.2e6")


def ids_of(chart):
    return set(chart.rows["figure_id"])


def test_the_six_lines_of_the_design(data, tmp_path):
    code = """
import headcount as hc
data = hc.read()
nk = data.figures.query("country == 'PRK' and category == 'active' and value > 1.2e6")
chart = hc.chart(nk, "history", headline="Estimates cluster around 1.2 million")
chart
figure = chart.figure()
kit = chart.export(tmp)
"""
    names = {"tmp": tmp_path}
    exec(code, names)
    chart, nk = names["chart"], names["nk"]
    stated = [
        row["figure_id"]
        for row in data.tables["military_personnel"]
        if row["country"] == "PRK" and row["category"] == "active" and (row["value"] or 0) > 1.2e6
    ]
    assert len(stated) > 3
    assert set(nk["figure_id"]) == ids_of(chart) == set(stated)
    assert chart.headline == "Estimates cluster around 1.2 million"
    assert "data:image/svg+xml," in chart._repr_mimebundle_()["text/html"]
    assert set(names["figure"].layout.meta["figures"]) == set(stated)
    assert names["kit"].folder.parent == Path(tmp_path)
    assert (names["kit"].folder / f"{chart.name}-embed.html").is_file()


def test_whatever_holds_the_ids_gives_the_same_chart(data, nk):
    ids = list(nk["figure_id"])
    asked = make_chart(data, form="history", figures=ids)
    for given in (
        hc.chart(nk, "history"),
        hc.chart(nk["figure_id"], "history"),
        hc.chart(nk.set_index("figure_id"), "history"),
        hc.chart(data, "history", figures=nk),
        hc.chart(data, "history", figures=nk["figure_id"]),
        hc.chart(data, "history", figures=pd.Index(ids)),
        hc.chart(data, "history", figures=nk["figure_id"].to_numpy()),
        hc.chart(data, "history", figures=ids),
        hc.chart(pd.concat([nk, nk[:2]]), "history"),
    ):
        assert (given.name, given.record, given.choice) == (asked.name, asked.record, asked.choice)
        assert eval(given.as_code(), {"hc": hc, "data": data}).record == asked.record


def test_one_row_is_one_figure(df):
    row = df.set_index("figure_id", drop=False).loc["prk-killed-nis-2025-01"]
    assert "prk-killed-nis-2025-01" in ids_of(hc.chart(row))


def test_keywords_are_taken_as_ever(data):
    old = make_chart(data, measure="active", source=CIA, highlight="PRK")
    new = hc.chart(data, measure="active", source=CIA, highlight="PRK")
    assert (new.record, new.choice, new.why) == (old.record, old.choice, "")


@pytest.mark.parametrize(
    "named",
    [
        {"highlight": "North Korea"},
        {"highlight": "north korea", "measure": "Active personnel"},
        {"highlight": "prk", "source": "CIA World Factbook, Aug. 4, 2022"},
    ],
)
def test_names_stand_for_codes(data, named):
    coded = make_chart(data, measure="active", source=CIA, highlight="PRK")
    assert hc.chart(data, **{"measure": "active", "source": CIA} | named).record == coded.record


def test_names_stand_for_codes_in_lists_and_conditions(data):
    some = hc.chart(data, measure="active", source=CIA, only=["South Korea", "PRK"])
    assert some.choice["only"] == ["KOR", "PRK"]
    where = {"country": ["North Korea"], "category": "active"}
    assert hc.chart(data, "history", where=where).choice["where"] == {
        "country": ["PRK"],
        "category": "active",
    }


def test_an_unknown_name_is_told_with_the_nearest(data):
    with pytest.raises(
        UnknownWord, match=r"No country is named \"Nort Korea\". Did you mean \"North Korea"
    ):
        hc.chart(data, measure="active", source=CIA, highlight="Nort Korea")


FOUND = {
    "rank": "source_id == 'cia-factbook-2022-08-04' and category == 'active'",
    "history": "country == 'PRK' and category == 'active' and source_id.str.startswith('iiss')",
    "spread": "country == 'PRK' and category == 'active' and as_of == '2022'",
    "scale": "figure_id in ['prk-active-iiss-mb-2021', 'rus-mobilisation-putin-2022-11']",
}


@pytest.mark.parametrize("form", FOUND)
def test_a_form_is_found_and_said_with_its_reason(df, form):
    chart = hc.chart(df.query(FOUND[form]))
    assert chart.form == form
    assert chart.why.startswith(f"{form}: ")
    assert chart.why in repr(chart)
    assert ids_of(chart) == set(df.query(FOUND[form])["figure_id"])


def test_offers_stand_in_time(data):
    offers = data["troop_offers"].query("status == 'offered'")
    chart = hc.chart(offers)
    assert chart.form == "timeline"
    assert ids_of(chart) == set(offers["figure_id"])


def test_publishers_who_say_it_once_are_spread(data, df):
    once = hc.named(data, "killed-and-wounded").rows
    chart = hc.chart(df[df["figure_id"].isin(once["figure_id"])])
    assert chart.form == "spread"
    assert chart.why.endswith(f", by {cardinal(once['source_id'].nunique())} sources")


def test_what_else_is_asked_for_decides_as_well(df):
    rows = df.query(FOUND["rank"])
    assert hc.chart(rows, top=5, highlight="North Korea").form == "rank"
    assert hc.chart(rows.nsmallest(3, "value"), show="share").form == "scale"


def test_people_that_are_no_measure_are_no_rank(data):
    assert hc.chart(data["population"][:4]).form == "scale"


def test_one_figure_is_shown_by_the_way_it_came_or_in_time(data, df):
    came = {row["figure_id"] for row in data.tables["attributions"]}
    for figure in ("prk-active-iiss-mb-2021", min(came)):
        chart = hc.chart(df[df["figure_id"] == figure])
        assert chart.form == ("ladder" if figure in came else "timeline")
        assert "one figure" in chart.why


def test_a_form_is_found_for_conditions(data):
    chart = hc.chart(data, where={"country": "North Korea", "category": "active"})
    assert chart.form == "history"
    assert hc.chart(data.figures).form == "timeline"


def test_a_rank_of_some_leaves_the_others_out(data, df):
    some = df.query(f"{FOUND['rank']} and country in ['PRK', 'KOR', 'USA']")
    chart = hc.chart(some)
    assert chart.form == "rank"
    assert ids_of(chart) == set(some["figure_id"])
    every = hc.chart(df.query(FOUND["rank"]))
    assert "only" not in every.choice


def test_a_rank_of_two_sources_is_refused(df):
    rows = df.query("category == 'active' and country == 'PRK'")
    with pytest.raises(NothingFits, match="one measure from one source"):
        hc.chart(rows, "rank")


@pytest.mark.parametrize("column", ["low", "value", "high"])
def test_an_edited_amount_is_refused_with_its_cell(nk, column):
    figure = "prk-active-iiss-mb-2021"
    assert figure in set(nk["figure_id"])
    recorded = nk.set_index("figure_id").loc[figure, column]
    nk.loc[nk["figure_id"] == figure, column] = 1_500_000
    said = "empty" if pd.isna(recorded) else f"{recorded:,.0f}"
    with pytest.raises(WrongChoice) as error:
        hc.chart(nk)
    (line,) = str(error.value).splitlines()
    assert all(word in line for word in (figure, column, "1,500,000", said))


def test_an_amount_that_was_taken_out_is_refused(nk):
    nk["value"] = float("nan")
    with pytest.raises(WrongChoice, match=r"value is empty and was recorded as 1,") as error:
        hc.chart(nk)
    assert 1 < len(str(error.value).splitlines()) <= 6


def test_other_columns_are_the_readers_own(nk):
    assert hc.chart(nk.assign(thousands=nk["value"] / 1000, note="mine"), "history").rows.size
    assert hc.chart(nk.astype({"value": "Int64"}), "history").rows.size


def test_rows_of_no_package_are_refused(nk):
    plain = pd.DataFrame({"figure_id": nk["figure_id"].tolist(), "value": nk["value"].tolist()})
    for given in (
        plain,
        plain["figure_id"],
        pd.Index(plain["figure_id"]),
        list(plain["figure_id"]),
    ):
        with pytest.raises(WrongChoice, match=r"does not know its data.*hc\.chart\(data, figures="):
            hc.chart(given)


def test_a_figure_that_is_not_there_is_refused(data, nk):
    with pytest.raises(
        UnknownWord, match=r'No figure has the ID "prk-active-iiss-mb-20211". Did you mean'
    ):
        hc.chart(data, figures=["prk-active-iiss-mb-20211", "prk-active-iiss-mb-2021"])
    nk.loc[nk.index[0], "figure_id"] = "mine"
    with pytest.raises(UnknownWord, match='No figure has the ID "mine"'):
        hc.chart(nk)


def test_a_series_of_something_else_is_told_in_a_line(data, nk):
    for series in (nk["value"], nk["place"], nk["value"] > 0, nk["first_day"]):
        for ask in (
            lambda one: hc.chart(one),
            lambda one: hc.chart(data, figures=one),
            lambda one: hc.chart(nk, one),
            lambda one: hc.chart(data, measure="active", source=CIA, highlight=one),
        ):
            with pytest.raises((WrongChoice, UnknownWord)) as error:
                ask(series)
            assert "\n" not in str(error.value)
            assert len(str(error.value)) < 160, str(error.value)


def test_a_frame_without_ids_and_one_without_rows_are_refused(nk):
    with pytest.raises(WrongChoice, match="without figure_id"):
        hc.chart(nk[["value"]])
    with pytest.raises(NothingFits, match="no row"):
        hc.chart(nk[:0])
    for wrong in (17, None, "fourth-largest"):
        with pytest.raises(WrongChoice, match=r"data = hc\.read\(\)"):
            hc.chart(wrong)
    with pytest.raises(WrongChoice, match="17 is neither a list of figure IDs nor rows"):
        hc.chart(nk.attrs["package"].package, figures=17)


def test_charts_by_keyword_take_no_pandas():
    code = (
        "import sys, headcount as hc; data = hc.read();"
        f"hc.chart(data, measure='active', source={CIA!r}, highlight='North Korea');"
        "print('pandas' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"


def test_the_reason_is_shown_where_the_form_was_found(nk):
    found, named = hc.chart(nk), hc.chart(nk, "history")
    assert found.why in found._repr_mimebundle_()["text/plain"]
    assert named.why == ""
    assert found.record == named.record
    assert re.search(r", over (19|20)\d\d to 20\d\d$", found.why)


def test_rows_of_a_chart_make_another(data):
    shown = hc.named(data, "who-said-100000")
    claims = hc.chart(shown.rows.query("status == 'claimed'"))
    assert set(claims.rows["status"]) == {"claimed"}


def test_ten_first_ideas_of_who_knows_pandas_and_plotly(data, tmp_path):
    df = data.figures
    north = df.query("place == 'North Korea' and category == 'active' and last_day >= '2018'")
    assert hc.chart(north).form == "history"
    assert hc.chart(data, "killed").headline == hc.named(data, "killed").headline
    assert hc.explore(north).chart.form == "history"
    assert hc.compare(data, north.iloc[0], north.iloc[1]).sentence
    assert hc.record(data, north.iloc[0]).figure["figure_id"] == north.iloc[0]["figure_id"]
    largest = df.query("source_id == 'cia-factbook-2022' and category == 'active'")
    assert hc.chart(largest.nlargest(10, "value")).form == "rank"
    noted = north.merge(pd.DataFrame({"place": ["North Korea"], "desk": ["Asia"]}), on="place")
    assert len(hc.chart(noted).rows) == len(north)
    assert hc.words(north.tail(2)).text().count("active personnel in North Korea's") == 2
    assert "figure_id" in hc.named(data, "killed").rows.to_csv()
    figure = hc.named(data, "killed").figure().update_layout(template="plotly_dark")
    figure.add_vline(x=1000).write_html(tmp_path / "killed.html", include_plotlyjs=False)
    assert (tmp_path / "killed.html").stat().st_size > 10_000
