"""What readers may switch: states that differ from the chart in one parameter, and in no other."""

import headcount as hc
import pytest
from headcount.charts.switch import switch_of, with_switch
from headcount.core.errors import UnknownWord, WrongChoice
from headcount.figures.package import PackageError

CHART = "fourth-largest"


def states(data, chart, asked):
    return {
        state.word: state.chart
        for state in switch_of(with_switch(hc.named(data, chart), asked)).states
    }


def test_every_state_is_the_chart_that_its_choice_makes(data):
    shown = states(data, CHART, "source")
    assert len(shown) > 10
    for source, chart in shown.items():
        asked = {"measure": "active", "source": source, "highlight": "PRK", "name": CHART}
        alone = hc.chart(data, form="rank", **asked)
        assert chart.notes == alone.notes
        if source != "cia-factbook-2022-08-04":
            assert (chart.headline, chart.record) == (alone.headline, alone.record)
            assert set(chart.rows["source_id"]) == {source}


def test_no_state_drops_what_the_editor_chose(data):
    """Of these two, neither lists North Korea among active personnel."""
    shown = states(data, CHART, "source")
    assert not {"nato-2024", "iiss-mb-2022"} & set(shown)
    assert all("PRK" in set(chart.rows["country"]) for chart in shown.values())


def test_the_states_that_are_named_come_in_their_order_and_the_charts_own_is_among_them(data):
    asked = "source=iiss-mb-2021, cia-factbook-2022-08-04,cia-factbook-2025"
    named = with_switch(hc.named(data, CHART), asked)
    switch = switch_of(named)
    words = ["iiss-mb-2021", "cia-factbook-2022-08-04", "cia-factbook-2025"]
    assert [state.word for state in switch.states] == words
    assert switch.at == 1
    assert switch.states[1].chart is named
    assert next(iter(states(data, CHART, "source=iiss-mb-2021"))) == "cia-factbook-2022-08-04"


def test_no_choice_is_a_state_too(data):
    by = states(data, "per-head", "per")
    assert by["none"].rows["unit"].nunique() == 1
    assert "per 1,000" not in by["none"].headline
    assert by["wb-sp-pop-totl"].choice["per"] == "wb-sp-pop-totl"


def test_conditions_are_switched_column_by_column(data):
    by = states(data, "every-count", "where.category=reserve")
    assert set(by) == {"active", "reserve"}
    assert set(by["reserve"].rows["category"]) == {"reserve"}
    assert set(by["reserve"].rows["country"]) == {"PRK"}


def test_states_that_show_the_same_are_one(data):
    """All figures of this chart stand in one table: naming it changes nothing."""
    with pytest.raises(WrongChoice, match="can be none alone"):
        states(data, "every-count", "where.table")


def test_words_that_an_editor_wrote_are_of_one_state(data):
    choice = dict(hc.named(data, CHART).choice) | {"headline": "Ours", "credit": "Chart: us"}
    switch = switch_of(hc.chart(data, **choice, switch="source=iiss-mb-2021"))
    assert [state.chart.headline for state in switch.states] == [
        "Ours",
        "IISS figures put North Korea fourth of 27 countries in active personnel",
    ]
    assert {state.chart.credit for state in switch.states} == {"Chart: us"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("sauce", 'Did you mean "source'),
        ("only", "Choose from: measure, source"),
        ("headline", "Choose from: measure, source"),
        ("source=iiss-mb-2012", "iiss-mb-2021"),
        ("source=nato-2024", "alone; switch something else"),
        ("year=1066", "Choose from: none, 2022, 2021"),
        ("measure", "with the rest of the choice, measure can be active alone"),
    ],
)
def test_what_cannot_be_switched_is_refused_with_what_can(data, asked, said):
    with pytest.raises((UnknownWord, WrongChoice), match=said):
        switch_of(with_switch(hc.named(data, CHART), asked))


def test_a_chart_without_a_switch_has_none(data):
    assert switch_of(hc.named(data, CHART)) is None
    again = with_switch(with_switch(hc.named(data, CHART), "source"), "")
    assert again.record == hc.named(data, CHART).record


def test_the_line_of_code_makes_the_switch_again(data):
    shown = with_switch(hc.named(data, CHART), "source=iiss-mb-2021")
    again = eval(shown.as_code(), {"hc": hc, "data": data})
    assert again.record == shown.record
    assert len(switch_of(again).states) == 2


@pytest.mark.parametrize(
    ("switch", "said"),
    [
        ("sauce", 'readers cannot switch "sauce"; did you mean "source"?'),
        ("source=cia-factbook-1922", 'no source "cia-factbook-1922"'),
    ],
)
def test_charts_toml_names_a_switch_and_is_told_its_faults(data, folder_of, switch, said):
    chart = f"""
[mine]
measure = "active"
source = "iiss-mb-2021"
switch = "{switch}"
"""
    with pytest.raises(PackageError, match=said):
        hc.named(hc.read(folder_of(chart)), "mine")


def test_charts_toml_names_a_switch(folder_of):
    chart = """
[mine]
measure = "active"
source = "iiss-mb-2021"
switch = "source=cia-factbook-2022"
"""
    shown = hc.named(hc.read(folder_of(chart)), "mine")
    assert len(switch_of(shown).states) == 2


@pytest.fixture
def folder_of(tmp_path):
    """Copy the data into a folder, with these charts and no others."""
    import shutil

    from headcount.figures.package import find_folder

    def make(charts):
        folder = tmp_path / "data"
        shutil.copytree(find_folder(), folder)
        (folder / "charts.toml").write_text(charts, encoding="utf-8")
        return folder

    return make
