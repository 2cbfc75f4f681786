"""Per head: whose count of heads decides who is first, by the bundle's own figures.

The numbers were reckoned by hand from data/military_personnel.csv and data/population.csv: the CIA
gives Eritrea 150,000 to 200,000 soldiers and North Korea 1.15 million; the World Bank counts
3,409,447 Eritreans and 26,328,845 North Koreans, the CIA 6,209,262 and 25,955,138.
"""

import csv
import io
from dataclasses import replace

import pytest
from headcount.charts.chart import make_chart, named_chart
from headcount.charts.per_head.marks import draw
from headcount.cli import main
from headcount.core.errors import NothingFits
from headcount.figures import package
from headcount.publish.export.words import plotted
from headcount.render.style import Scale
from headcount.render.typesetting import wrap

from tests import scenes
from tests.charts import chart_options
from tests.charts.test_bearing import with_regions
from tests.scenes import areas, reach, signs

BANK, EARLIER, CIA = "wb-sp-pop-totl", "wb-sp-pop-totl-2024-12", "cia-factbook-2022"


def make(data, **choice):
    return make_chart(
        data,
        **{"form": "per-head", "measure": "active", "source": CIA, "per": [BANK, CIA], "top": 6}
        | choice,
    )


def row(shown, code):
    return next(one for one in shown.rows.to_dict("records") if one["whose"] == code)


def texts(shown, width=600):
    return scenes.texts(shown.drawing(width))


# --- what it says ------------------------------------------------------------------------------


def test_the_rates_are_those_reckoned_by_hand(data):
    shown = make(data)
    told = {code: [one.words() for one in row(shown, code)["rates"]] for code in ("ERI", "PRK")}
    assert shown.selection.bases == (BANK, CIA)
    assert told == {"ERI": ["43 to 59", "24 to 33"], "PRK": ["about 43.7", "about 44.3"]}


def test_the_headline_says_who_is_first_by_whose_count_and_attributes(data):
    shown = make(data)
    assert shown.headline == (
        "CIA and World Bank data put Eritrea or North Korea first in active personnel per 1,000 "
        "people"
    )
    told = "First: Eritrea or North Korea by World Bank population, North Korea by CIA population."
    assert told in shown.deck
    alone = make(data, per=[CIA])
    assert alone.headline.endswith("first of 28 countries in active personnel per 1,000 people")
    assert "First" not in alone.deck


def test_counts_that_agree_on_the_first_are_named_together(data):
    shown = make(data, source="cia-factbook-2022", measure="paramilitary")
    assert "put North Korea first" in shown.headline
    assert "First: North Korea by World Bank population and CIA population." in shown.deck


def test_two_editions_of_one_publisher_are_told_apart_in_two_lines(data):
    """The World Bank took 274,585 off its count of Eritrea's people of 2022 after December 2024."""
    shown = named_chart(data, "first-per-head", headline=None, deck=None)
    assert shown.selection.bases == (BANK, EARLIER, CIA)
    assert shown.deck == (
        "Six of 27 countries in all counts, as of 2011 to 2022; population of 2022. First: "
        "Eritrea or North Korea by World Bank (2026) and World Bank (2024), North Korea by CIA."
    )
    scale = Scale.for_width(600)
    assert len(wrap(shown.deck, 600 - 2 * scale.margin, scale.deck)) <= 2
    assert not any("data population" in text for text in texts(shown))


def test_the_deck_says_what_is_divided_by_what_and_how_many_are_shown(data):
    told = make(data).deck
    assert "six of 28 countries" in told
    assert told.startswith("Active personnel per 1,000 people (2022 population), ")
    assert "latest figures from the CIA World Factbook, 2022 edition, as of 2011 to 2022" in told
    assert "Ranks are among 27 countries in all counts." in told


def test_a_change_of_place_is_told_where_it_changes_and_nowhere_else(data):
    said = texts(make(data))
    assert "43 to 59, first or second" in said
    assert "24 to 33, second" in said
    assert "about 43.7, first or second" in said
    assert "about 44.3, first" in said
    assert "about 18.1" in said  # Israel is third by both


def test_rows_stand_by_their_best_rate(data):
    shown = make(data, top=None)
    best = [max(one.stated for one in rates if one) for rates in shown.rows["rates"]]
    assert best == sorted(best, reverse=True)
    assert list(shown.rows["whose"][:2]) == ["ERI", "PRK"]


def test_whom_one_source_does_not_count_is_shown_without_a_place(data):
    shown = make(data, top=None)
    taiwan = row(shown, "TWN")
    assert taiwan["rates"][0] is None
    assert taiwan["rates"][1].words() == "about 7.2"
    assert taiwan["places"] == (None, None)
    assert (shown.selection.ranked, shown.selection.compared) == (28, 27)
    assert any("no World Bank population figure" in text for text in texts(shown))


def test_the_sentence_is_about_the_highlighted_one_and_attributes(data):
    told = make(data, highlight="KOR", top=2).sentence
    assert told.startswith(
        "As of 2022, South Korea had about 10.7 active personnel per 1,000 people by World Bank"
    )
    assert (
        ", calculated from the CIA World Factbook, 2022 edition, and the population of 2022."
        in told
    )
    assert row(make(data, highlight="KOR", top=2), "KOR")["name"] == "South Korea"


def test_the_alt_text_gives_the_first_by_every_count(data):
    told = make(data).alt
    assert "six countries, by two counts of population" in told
    assert "Eritrea: 43 to 59 or 24 to 33" in told
    assert len(told) <= 300


def test_the_notes_are_those_of_the_rows_and_not_what_the_picture_shows(data):
    shown = make(data)
    rules = {note.rule for note in shown.notes}
    assert "eri-two-populations" in rules
    assert "base-decides" not in rules
    assert "left-out" not in rules
    alone = make(data, per=[BANK])
    assert any("Taiwan (no population figure)" in note.text for note in alone.notes)


# --- marks -------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 600, 1200])
def test_every_mark_carries_a_figure_in_view_and_lengths_start_at_zero(data, width):
    shown = make(data, top=None)
    scene = shown.drawing(width)
    assert scenes.figures(scene) == set(shown.rows["figure_id"])
    assert scene.axis.first == 0
    found = {}
    for one in areas(scene):
        found.setdefault(one.figure_id, []).append(sum(reach(scene, one)) / 2)
    for row in shown.rows.to_dict("records"):
        exact = [rate.value for rate in row["rates"] if rate and rate.value is not None]
        assert all(pytest.approx(rate) in found[row["figure_id"]] for rate in exact)


def test_each_count_has_its_own_lane_and_corner(data):
    shown = make(data, only=["PRK"])
    one, other = areas(shown.drawing(600))
    assert one.radius != other.radius
    assert one.top != other.top
    assert one.figure_id == other.figure_id


def test_the_bounds_of_a_range_are_drawn_and_no_middle(data):
    eritrea = make(data, only=["ERI"])
    scene = eritrea.drawing(600)
    assert [pytest.approx(reach(scene, bar)) for bar in areas(scene)] == [(43, 59), (24, 33)]


def test_an_open_end_is_an_arrow(data):
    ukraine = make(data, only=["UKR"]).drawing(600)
    assert {head.shape for head in signs(ukraine)} == {"left"}


@pytest.mark.parametrize("width", [375, 600, 1200])
def test_the_key_says_whose_count_has_which_corners_and_color(data, width):
    scene = make(data).drawing(width)
    found = {one.name: one for one in scene.entries}
    round_one, square = (found[f"by {whose} population"] for whose in ("World Bank", "CIA"))
    assert round_one.shape == "circle"
    assert square.shape == ""
    looks = {one.fill.outline for one in areas(scene)}
    assert looks == {round_one.fill.outline, square.fill.outline}


def test_the_first_row_says_whose_count_is_in_which_lane(data):
    said = texts(make(data))
    assert said.count("by World Bank population") == 1
    assert said.count("by CIA population") == 1
    assert not any(text.startswith("by ") for text in texts(make(data, per=[BANK])))


def test_a_wished_height_is_filled_as_far_as_rows_may_stand_apart(data):
    shown = make(data, only=["ERI", "PRK"], highlight=None)
    natural = shown.drawing(600).height
    assert shown.drawing(600, natural + 20).height == natural + 20


def test_forty_rows_stand_one_under_the_other(data):
    shown = make(data, top=None)
    rows = [
        {**row, "figure_id": f"figure-{at}"}
        for at, row in enumerate((shown.selection.records * 2)[:40])
    ]
    drawn = draw(replace(shown.selection, records=tuple(rows)), 600)
    middles = {one.figure_id: one.top + one.bottom for one in areas(drawn)}
    order = sorted(middles, key=lambda one: middles[one])
    assert order == [row["figure_id"] for row in rows]


# --- what leaves -------------------------------------------------------------------------------


def test_the_rows_that_leave_have_the_rate_by_every_count(data):
    lines = list(csv.DictReader(io.StringIO(plotted(make(data, only=["ERI"])).lstrip("\ufeff"))))
    assert [(one["use"], one["drawn"]) for one in lines] == [
        ("drawn", "43 to 59"),
        ("divided by", "43 to 59"),
        ("divided by", "24 to 33"),
    ]
    assert {one["name"] for one in lines} == {"Eritrea"}
    assert [one["value"] for one in lines[1:]] == ["3409447", "6209262"]


# --- what cannot be shown ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"measure": "activ"}, 'Did you mean "active'),
        ({"per": ["cia-factbook-2020"]}, 'No figure has the source "cia-factbook-2020"'),
        ({"per": "wb-sp-pop-totl"}, 'per: "wb-sp-pop-totl" is not a list of texts'),
        ({"only": ["XXX"]}, 'No country is named "XXX"'),
        ({"highlight": "XXX"}, 'No country is named "XXX"'),
        ({"top": 0}, "top: 0 is not a whole number from 1"),
    ],
)
def test_a_word_the_data_does_not_know_is_refused(data, choice, message):
    with pytest.raises(ValueError, match=message):
        make(data, **choice)


def test_a_choice_that_leaves_nothing_says_so(data):
    with pytest.raises(NothingFits, match="None of the countries chosen has a rate"):
        make(data, source="cia-factbook-2022-08-04", only=["BRA"])


def test_every_choice_on_offer_can_be_drawn(data):
    seen = 0
    for _, measure in chart_options(data, form="per-head", measure="active", source=CIA)["measure"]:
        offered = chart_options(data, form="per-head", measure=measure, source=CIA)
        for _, source in offered["source"]:
            shown = make(data, measure=measure, source=source, top=None)
            assert shown.drawing(375).height > 0
            assert len(shown.alt) <= 300
            seen += 1
    assert [value for _, value in offered["per"]] == [BANK, EARLIER, CIA]
    assert seen > 10


# --- another story: hospital beds, on disk -----------------------------------------------------

REGISTRY = {"form": "per-head", "measure": "total", "source": "registry-2024"}


def test_another_story_is_told_in_its_own_words(beds_and_people):
    """1,200 beds for 400,000 people in the North; nearly 700 for 200,000, or for over 300,000."""
    shown = make_chart(package.read(beds_and_people.path), **REGISTRY)
    assert shown.headline == (
        "Health Registry and The Courier data put the South at 2.1 to 3.5 beds per 1,000 people"
    )
    assert shown.deck.endswith(
        "No rank is given: we have figures for only two regions from this source."
    )
    assert "two regions" in shown.deck
    assert [one.words() for one in row(shown, "NOR")["rates"]] == ["3", "about 3"]
    assert shown.drawing(375).height > 0


def test_several_who_are_first_are_first_together(beds_and_people):
    """3 per 1,000 by the registry in the North and the Aaa; by the Courier the Aaa has 2."""
    folder = beds_and_people.path
    with_regions(folder, {"registry-2024": {"AAA": 3000, "BBB": 10, "CCC": 20}})
    beds_and_people.edit("beds.csv", "700,700,nearly", "20,,exact")
    told = {"AAA": (1_000_000, 1_500_000), "BBB": (10_000, 10_000), "CCC": (20_000, 20_000)}
    sources = ("registry-2024", "2024-02-01"), ("courier-2024-01-15", "2024-01-15")
    with (folder / "people.csv").open("a", encoding="utf-8") as file:
        file.writelines(
            f"p-{code.lower()}-{source},{code},,{number},,exact,people,estimated,2023,{when},"
            f"{source},box,Residents.,read-in-excerpt,b\n"
            for code, numbers in told.items()
            for (source, when), number in zip(sources, numbers, strict=True)
        )
    shown = make_chart(package.read(folder), **REGISTRY)
    assert (
        "put the Aaa or the North first of five regions in all beds per 1,000 people"
        in shown.headline
    )
    told_first = shown.deck.partition(" First: ")[2]
    assert told_first.startswith("the Aaa and the North together by Health Registry population, ")
    assert told_first.removeprefix("the Aaa and the North together by ").count("the North by") == 1
    assert "Aaa: 3 or 2." in shown.alt


def test_another_story_without_a_base_says_what_is_missing(beds):
    with pytest.raises(NothingFits, match="no base has figures of regions"):
        make_chart(package.read(beds.path), **REGISTRY)


@pytest.mark.browser
def test_another_storys_chart_is_drawn_by_the_command(beds_and_people, tmp_path, capsys):
    folder = beds_and_people.path
    chart = '[a-head]\nform = "per-head"\nmeasure = "total"\nsource = "registry-2024"\n'
    (folder / "charts.toml").write_text(chart)
    out = tmp_path / "out"
    code = main(["export", "a-head", "--sizes", "600", "--data", str(folder), "--out", str(out)])
    assert code == 0, capsys.readouterr().err
    picture = next((out / "a-head").glob("*600.svg")).read_text(encoding="utf-8")
    assert all(text in picture for text in ("North", "South", "by The Courier population"))


@pytest.mark.parametrize("name", ["article", "web", "print"])
def test_of_more_than_two_counts_a_column_says_at_each_lane_whose_it_is(name):
    """Three counts: the words stand at the height of their marks, and no shape means a count."""
    scene, one = scenes.drawn("first-per-head", name), scenes.shown("first-per-head")
    whose = ["World Bank (2026)", "World Bank (2024)", "CIA"]
    column = [text for text in scene.labels if text.words in whose]
    assert [text.words for text in column] == whose * len(one.rows)
    assert len({text.x for text in column}) == 1
    dots = [mark for mark in areas(scene, pale=False) if mark.radius]
    heights = {round((mark.top + mark.bottom) / 2) for mark in dots}
    assert {round(text.y) for text in column} == heights
    assert min(mark.radius for mark in dots) > 1
