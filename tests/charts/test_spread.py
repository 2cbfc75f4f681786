"""The spread, on the bundle's own figures: how far they are apart, and who only repeats whom.

The numbers were read by hand from data/military_personnel.csv and data/sources.csv.
"""

import math

import pytest
from headcount import caveats
from headcount.charts.chart import make_chart, named_chart
from headcount.charts.offering import fall_to_one_thing
from headcount.charts.spread.selection import REPEATED, options
from headcount.core.errors import NothingFits, UnknownWord
from headcount.figures import package
from headcount.figures.quantity import compact
from headcount.figures.status import kind
from headcount.figures.table import figures
from headcount.render.formats import FORMATS
from headcount.render.scene import NONE

from tests import scenes
from tests.houses import package_of
from tests.scenes import areas, key, lines, look, number_at, reach, signs

ACTIVE = {"country": "PRK", "category": "active"}
INSTITUTE = "International Institute for Strategic Studies"


def make(data, **choice):
    return make_chart(data, form="spread", **{"where": ACTIVE} | choice)


def family(shown, name):
    return next(one for one in shown.selection.families if one.origin.name == name)


def texts(shown, width=600):
    return scenes.texts(shown.drawing(width))


def bodies(scene):
    """Return the dots and bars of the figures themselves."""
    return [one for one in areas(scene, pale=False) if one.fill.color != NONE]


def test_every_whole_figure_is_there_once(data):
    shown = make(data)
    rows = figures(data)
    whole = rows[
        (rows["country"] == "PRK") & (rows["category"] == "active") & (rows["part_of"] == "")
    ]
    assert len(whole) == 79
    assert sorted(shown.rows["figure_id"]) == sorted(whole["figure_id"])
    assert len(shown.selection.families) == 20


def test_what_a_row_says_is_as_open_as_its_figures(data):
    shown = named_chart(data, "killed-and-wounded")
    assert {"more than 5,000 to more than 6,000", "3,800 to 4,000"} <= {*texts(shown)}
    assert "<b>at least 100, then 2,000</b>" in texts(named_chart(data, "killed"))
    assert {"1.17M to more than 1.18M", "1M to 1.3M"} <= {*texts(make(data))}


def test_the_family_of_the_institute_is_drawn_together(data):
    one = family(make(data), INSTITUTE)
    assert one.origin.figures == (
        "prk-active-iiss-mb-2014",
        "prk-active-defense-of-japan-2019",
        "prk-active-defense-of-japan-2020",
        "prk-active-iiss-mb-2021",
        "prk-active-cfr-via-bi-2022",
        "prk-active-visualcapitalist-2022",
        "prk-active-reuters-factbox-2024",
        "prk-active-defense-of-japan-2024",
        "prk-active-worldatlas-2025",
        "prk-active-wion-2025",
    )
    assert len(one.origin.publishers) == 7
    assert len(one.origin.inferred) == 5


def test_the_copies_of_one_amount_are_stacked_and_not_drawn_over_one_another(data):
    shown = make(data)
    copies = set(family(shown, INSTITUTE).origin.figures)
    scene = shown.drawing(600)
    places = {
        one.figure_id: (sum(reach(scene, one)) / 2, one.top + one.bottom)
        for one in bodies(scene)
        if one.figure_id in copies
    }
    assert len(places) == len(set(places.values())) == 10
    assert sum(math.isclose(x, 1_280_000) for x, _ in places.values()) == 7


def test_the_headline_says_how_far_figures_are_apart_and_that_they_are_published(data):
    shown = make(data)
    assert shown.headline == (
        "79 published figures for North Korea's active personnel range from a claim of 400,000 to "
        "1.3 million"
    )
    assert "Seven publishers appear to trace to one source." in shown.deck
    assert (
        "lowest published figure is a claim of about 400,000 as of 1980 to 1989, according to "
        "North Korea, 1980s, via Library of Congress; the highest is an estimated 1.3 million"
        in shown.sentence
    )
    later = make(data, since=2008)
    assert "estimates" in later.headline
    assert "from 500,000 to 1.3 million" in later.headline


def test_an_open_end_is_headlined_as_open(data):
    shown = named_chart(data, "killed", headline=None)
    assert "from at least 100 to a claim of more than 6,000" in shown.headline


def test_a_long_phrase_makes_the_headline_short_of_words_not_of_bounds(data):
    told = named_chart(data, "killed-and-wounded", headline=None)
    assert told.headline == (
        "Nine figures range from a claim of more than 3,000 to more than 6,000 people killed and "
        "wounded"
    )
    assert told.sentence.startswith(
        "South Korean intelligence estimated the number of North Korean soldiers killed and "
        "wounded at about 4,700 as of April 30, 2025, SBS reported. The lowest"
    )


def test_only_a_share_that_is_inferred_is_hedged(beds):
    where = {"region": "SUD", "category": "total"}
    beds.edit(
        "beds.csv", "sud-licensed-courier-2023,SUD,licensed", "sud-licensed-courier-2023,SUD,total"
    )
    shown = make_chart(package.read(beds.path), form="spread", where=where)
    assert "Two publishers appear to trace to one source" in shown.deck
    beds.edit("sources.csv", "registry-2024,inferred,", "registry-2024,stated,")
    shown = make_chart(package.read(beds.path), form="spread", where=where)
    assert "two publishers trace to one source" in f"{shown.headline} {shown.deck}".lower()


def test_by_itself_the_origin_that_most_publishers_repeat_is_ringed(data):
    shown = make(data)
    assert shown.selection.ringed == "prk-active-iiss-mb-2021"
    assert REPEATED in shown.deck
    assert "circled: about 1.28M" in " ".join(texts(shown))


def test_any_figure_in_view_can_be_ringed_and_no_other(data):
    shown = make(data, highlight="prk-active-dprk-claim-1980s")
    assert "Circled: North Korea, 1980s, via Library of Congress." in shown.deck
    assert "circled: about 400,000" in " ".join(texts(shown))
    with pytest.raises(NothingFits, match="not among those that are shown"):
        make(data, since=2000, highlight="prk-active-dprk-claim-1980s")


def test_a_mark_is_a_figure_in_view_and_every_figure_has_one(data):
    for since in (None, 2008, 2022):
        shown = make(data, since=since)
        scene = shown.drawing(600)
        assert scenes.figures(scene) == set(shown.rows["figure_id"]) - shown.selection.folded
        assert f"The axis begins at {compact(scene.axis.first)}." in scenes.texts(scene)


def test_an_axis_begins_at_zero_where_the_figures_lie_near_it(data):
    scene = named_chart(data, "killed").drawing(600)  # from 100 to 6,000
    assert scene.axis.first == 0
    assert not any("begins" in text for text in scenes.texts(scene))


def test_of_many_origins_the_picture_has_twelve_and_says_which(data):
    shown = make(data)
    drawn = shown.selection.drawn
    assert len(drawn) == 12
    ends = {shown.selection.families[0].label, shown.selection.families[-1].label}
    assert {*ends, shown.selection.ringed_family.label} <= {family.label for family, _ in drawn}
    said = " ".join(text.replace("\n", " ") for text in texts(shown))
    assert "12 of 20 origins: that of the circled figure, those at both ends" in said
    assert shown.drawing(600).height < 1_300
    assert len(shown.rows) == 79  # the table has them all


def test_a_range_reaches_from_its_low_end_to_its_high_end(data):
    scene = make(data).drawing(1200)
    drawn = {one.figure_id: pytest.approx(reach(scene, one)) for one in bodies(scene)}
    assert drawn["prk-active-jeong-2015"] == (500_000, 750_000)
    assert drawn["prk-active-cia-factbook-2025-05-15"] == (1_000_000, 1_300_000)


def test_open_ends_are_arrows_that_point_where_the_amount_may_lie(data):
    shown = make(data)
    arrows = {one.figure_id: one.shape for one in signs(shown.drawing(600))}
    open_ended = {
        row["figure_id"]: "left" if row["qualifier"] == "up-to" else "right"
        for row in shown.rows.to_dict("records")
        if row["qualifier"] in ("up-to", "more-than", "at-least")
        and row["figure_id"] not in shown.selection.folded
    }
    assert len(open_ended) == 8
    assert arrows == open_ended


def test_bounds_around_a_value_are_a_band_that_is_closed(data):
    scene = make(data).drawing(600)
    (band,) = areas(scene, "prk-active-tak-2019", pale=True)
    assert reach(scene, band) == pytest.approx((986_000, 1_110_000))
    caps = {
        round(number_at(scene.axis, x), 3)
        for line in lines(scene, "prk-active-tak-2019")
        for stroke in line.strokes
        for x, _ in stroke
    }
    assert caps == {986_000, 1_110_000}


def test_what_is_only_claimed_looks_different(data):
    shown = make(data)
    fills = {"said": set(), "estimated": set()}
    kinds = dict(zip(shown.rows["figure_id"], shown.rows["status"].map(kind), strict=True))
    scene = shown.drawing(600)
    for one in bodies(scene):
        fills[kinds[one.figure_id]].add(look(one))
    assert fills["said"]
    assert not fills["said"] & fills["estimated"]
    assert {"Claimed, offered or planned", "Estimated"} <= set(key(scene))


def test_each_row_says_through_whom_its_figures_came_and_of_when(data):
    printed = texts(make(data))
    several = "10 figures by seven publishers (five by inference), 2014 to 2025"
    assert f"{several}; circled: about 1.28M" in printed
    assert "five figures by four publishers, 1980 to 2015" in printed
    assert "as of 2017" in texts(make(data, since=2015))  # the report of 2018
    assert any(text.startswith("<b>IISS") for text in printed)


def test_what_the_picture_shows_needs_no_note_and_all_else_has_one(data):
    shown = make(data)
    view = caveats.View(data, shown.view.rows, focus=shown.view.focus)
    left = {note.rule for note in caveats.derived(view)} - {note.rule for note in shown.notes}
    assert left == {"one-origin", "different-dates", "open-bound"}
    written = {note.rule for note in caveats.written(data, shown.selection.records)}
    assert written <= {note.rule for note in shown.notes}


def test_the_numbers_of_notes_stand_on_the_row_of_their_figures(data):
    shown = make(data)
    rows = family(shown, "Government of North Korea").origin.figures
    numbers = sorted(n.number for n in shown._under if n.number and set(n.figures) & set(rows))
    marked = ",".join(map(str, numbers))
    assert f"Government of North Korea <sup>{marked}</sup>" in texts(shown, 1200)


def test_figures_for_several_things_are_refused_by_name(data):
    with pytest.raises(NothingFits, match="five things: North Korea's active personnel; "):
        make_chart(data, form="spread", where={"country": "PRK"})
    with pytest.raises(UnknownWord, match='Did you mean "active'):
        make(data, where={"country": "PRK", "category": "activ"})
    with pytest.raises(NothingFits, match="between 2030"):
        make(data, since=2030)


def test_statements_without_a_number_are_left_out_and_counted(beds):
    plan = (beds.path / "promises.csv").read_text(encoding="utf-8").splitlines()[1]
    with (beds.path / "promises.csv").open("a", encoding="utf-8") as file:
        silent = plan.replace(",,300,,about,", ",,,,statement,")
        file.write(silent.replace("sud-new-beds-2025", "sud-new-beds-unsaid") + "\n")
    one = package.read(beds.path)
    shown = make_chart(one, form="spread", where={"table": "promises"})
    assert list(shown.rows["figure_id"]) == ["sud-new-beds-2025"]
    said = {note.text: note.long for note in shown.notes if note.rule == "left-out"}
    denial = "Left out: one denial, which states no amount of its own"
    assert set(said) == {"Left out: one statement gives no number.", f"{denial}."}
    assert said[f"{denial}."] == f"{denial}: Health Registry, Feb. 1, 2024."
    assert any(note.rule == "disputed" for note in shown.notes)  # its denial is no mark: a note
    beds.edit("promises.csv", "SUD,,,300,,about", "SUD,,,,,statement")
    with pytest.raises(NothingFits, match="None of these figures states an amount"):
        make_chart(package.read(beds.path), form="spread", where={"table": "promises"})


STAFFED = {"region": "SUD", "category": "staffed"}


def test_one_figure_is_a_spread_of_another_package(beds):
    one = package.read(beds.path)
    shown = make_chart(one, form="spread", where=STAFFED)
    assert shown.headline == ("The Courier put staffed beds for the South at 400 to 500")
    assert scenes.figures(shown.drawing(375)) == {"sud-staffed-courier-2023"}


def test_of_figures_that_are_ticked_only_those_can_be_ringed(data):
    ticked = ["prk-casualties-uk-2025-06", "prk-casualties-nis-2025-04-30"]
    where = {"table": "casualties", "force": "North Korea", "measure": "killed-and-wounded"}
    offered = options(data, where=where, figures=ticked)
    assert {value for _, value in offered["highlight"]} == {None, *ticked}
    assert len(offered["figures"]) > 2


def test_the_explorer_is_offered_things_that_two_figures_count(data):
    offered = options(data, where=ACTIVE)
    columns = {name for name in offered if name.startswith("where.")}
    assert columns == {"where.table", "where.country", "where.category", "where.source_id"}
    assert "PRK" in dict(reversed(entry) for entry in offered["where.country"])
    assert ("Active personnel (79)", "active") in offered["where.category"]
    for column in ("country", "category"):
        for _, value in offered[f"where.{column}"]:
            asked = fall_to_one_thing(data, {"where": {column: value} | ACTIVE | {column: value}})
            rows = make_chart(data, form="spread", where=asked["where"]).rows
            assert set(rows[column]) == {value}
            assert len(rows) > 1
    assert len(offered["highlight"]) == 80
    assert ("1975", 1975) in offered["since"]


def test_words_above_the_marks_leave_the_line_at_zero_whole(data):
    scene = named_chart(data, "killed").drawing(375)
    zero = scene.axis.start
    lefts = [one.x for one in scene.labels if one.background and one.across == "top"]
    assert lefts
    assert min(lefts) > zero + 2


@pytest.mark.parametrize("name", ["phone", "article"])
def test_amounts_too_long_for_either_side_stand_under_the_name_and_do_not_lengthen_the_axis(name):
    """A house that writes "million" out: Seoul's dots run from the first fifth to the right end."""
    scene = named_chart(package_of("herald"), "every-count").picture(FORMATS[name])
    most = 1_300_000
    assert scene.axis.last - scene.axis.first <= 1.35 * (most - scene.axis.first)
    said = " ".join(" ".join(one.words.split()) for one in scene.labels)
    for amounts in ("410,000 to 1.28 million", "1 million to 1.3 million", "400,000 to 750,000"):
        assert said.count(amounts) == 1
