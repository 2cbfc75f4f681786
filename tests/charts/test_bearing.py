"""Which lists can bear a place, and what charts say where one cannot.

A list of under five bears none, nor does one that lacks somebody whom another source of the same
measure, near in time, puts above.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from headcount.charts.chart import Chart, make_chart
from headcount.charts.rank.selection import select
from headcount.charts.ranked import options
from headcount.charts.sensitivity import of_rank
from headcount.core.errors import NothingFits
from headcount.figures import package
from headcount.figures.dates import parse
from headcount.figures.package import Package
from headcount.figures.table import figures

ORDINAL = re.compile(
    r"\b(joint|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(st|nd|rd|th))\b"
)
REGISTRY, COURIER = "registry-2024", "courier-2024-01-15"


def with_regions(folder: Path, told: dict[str, dict[str, int]]) -> Package:
    """Add beds of other regions, by source, to the registry's 1,200 in the North and 700 South."""
    codes = dict.fromkeys(code for those in told.values() for code in those)
    with (folder / "regions.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{code},{code.capitalize()},the {code.capitalize()}\n" for code in codes)
    with (folder / "beds.csv").open("a", encoding="utf-8") as file:
        file.writelines(
            f"{code.lower()}-{source},{code},total,,,{number},,exact,beds,confirmed,2023,"
            f"2024-02-01,{source},table 2,Beds.,read-in-excerpt,archive/registry-2024.html\n"
            for source, those in told.items()
            for code, number in those.items()
        )
    return package.read(folder)


def make(one: Package, **choice) -> Chart:
    return make_chart(one, **{"measure": "total", "source": REGISTRY} | choice)


def said(shown: Chart) -> str:
    return " ".join([shown.headline, shown.sentence, shown.alt])


MORE = {"AAA": 9000, "BBB": 1000, "CCC": 1000}


def test_equal_amounts_are_a_joint_place(beds):
    one = with_regions(beds.path, {REGISTRY: MORE})
    for code in ("BBB", "CCC"):
        shown = make(one, highlight=code)
        assert f"put the {code.capitalize()} joint third of" in shown.headline
        other = {"BBB": "Ccc", "CCC": "Bbb"}[code]
        assert shown.sentence.endswith(
            f"joint third, with the {other}, of the five regions compared here, behind the Aaa "
            "and the North."
        )
        assert "1,000, joint third." in shown.alt
        flipped = of_rank(one, highlight=code, measure="total", source=REGISTRY)
        assert flipped.alternatives[0].place == "joint third"
    assert "fifth of the five" in make(one, highlight="SUD").sentence
    assert "put the Aaa first of" in make(one).headline


def test_a_list_of_four_bears_no_place(beds):
    one = with_regions(beds.path, {REGISTRY: {"AAA": 9000, "BBB": 1000}})
    shown = make(one, highlight="AAA")
    assert shown.headline == "Health Registry figures put the Aaa at 9,000 beds"
    assert "compared here" not in shown.sentence
    assert shown.deck.endswith(
        "No rank is given: we have figures for only four regions from this source."
    )
    assert not ORDINAL.search(said(shown))
    with pytest.raises(NothingFits, match=r"no place for Aaa\. No rank is given: we have"):
        of_rank(one, highlight="AAA", measure="total", source=REGISTRY)


def test_a_list_that_lacks_a_larger_one_bears_no_place_below_it(beds):
    one = with_regions(beds.path, {REGISTRY: MORE, COURIER: {"AAA": 8000, "ZZZ": 1100}})
    below = make(one, highlight="BBB")
    assert below.headline == "Health Registry figures put the Bbb at 1,000 beds"
    assert below.deck.endswith(
        "No rank is given: this source does not list the Zzz, which others put higher."
    )
    assert not ORDINAL.search(said(below))
    assert "put the North second of" in make(one, highlight="NOR").headline
    # by the Courier, which has both, the one that is missing is smaller
    assert "put the Aaa first of" in make(one, highlight="AAA").headline


def test_the_order_of_a_source_that_has_both_counts(beds):
    told = {REGISTRY: MORE, COURIER: {"AAA": 8000, "BBB": 900, "ZZZ": 950}}
    one = with_regions(beds.path, told)
    # 950 is less than 1,000, and more than what the same source has
    assert not ORDINAL.search(make(one, highlight="BBB").headline)
    assert "joint third" in make(one, highlight="CCC").headline


def test_a_figure_of_another_time_is_not_missed(beds):
    with_regions(beds.path, {REGISTRY: MORE, COURIER: {"ZZZ": 99_000}})
    beds.edit("beds.csv", "99000,,exact,beds,confirmed,2023", "99000,,exact,beds,confirmed,1999")
    assert "joint third" in make(package.read(beds.path), highlight="BBB").headline


def test_one_whom_the_source_itself_puts_higher_is_not_put_on_others(beds):
    told = {REGISTRY: MORE | {"DDD": 5000, "EEE": 10}}
    with_regions(beds.path, told)
    twice = "ddd-two,DDD,total,,,5100,,exact,beds,confirmed,2023,2024-02-01,registry-2024,table 3,"
    with (beds.path / "beds.csv").open("a", encoding="utf-8") as file:
        file.write(f"{twice}Beds.,read-in-excerpt,archive/registry-2024.html\n")
    shown = make(package.read(beds.path), highlight="BBB")
    assert shown.deck.endswith(
        "No rank is given: we could not rank the Ddd, which other figures put higher."
    )


def test_nobody_is_first_where_all_have_the_same_number(beds):
    with_regions(beds.path, {REGISTRY: dict.fromkeys(["AAA", "BBB", "CCC"], 1200)})
    beds.edit("beds.csv", "700,700,nearly", "1200,,exact")
    shown = make(package.read(beds.path), highlight="BBB")
    assert shown.deck.endswith("No rank is given: all five regions have the same number.")
    assert not ORDINAL.search(said(shown))
    assert "All have 1,200." in shown.alt


@pytest.mark.parametrize(
    ("more", "ends"),
    [
        (MORE, "Aaa is at the top with 9,000, South at the bottom with nearly 700."),
        (
            {"AAA": 1200, "BBB": 500, "CCC": 500},
            "Aaa and North are at the top with 1,200 each; at the bottom are Bbb and Ccc with 500 "
            "each.",
        ),
        (
            dict.fromkeys(["AAA", "BBB", "CCC", "DDD", "EEE"], 9000),
            "Five regions are at the top with 9,000 each, South at the bottom with nearly 700.",
        ),
    ],
    ids=["none", "at both ends", "of many"],
)
def test_those_who_share_an_end_are_both_at_it(beds, more, ends):
    assert ends in make(with_regions(beds.path, {REGISTRY: more})).alt


def test_who_shares_the_last_place_is_not_cut_off(beds):
    one = with_regions(beds.path, {REGISTRY: MORE | {"DDD": 1000, "EEE": 10}})
    shown = make(one, top=3)
    assert sorted(shown.rows["whose"]) == ["AAA", "BBB", "CCC", "DDD", "NOR"]
    assert "five of seven regions" in shown.deck
    assert sorted(make(one, top=2).rows["whose"]) == ["AAA", "NOR"]


def test_a_highlight_that_cannot_be_ranked_is_said(beds):
    one = with_regions(beds.path, {REGISTRY: MORE, COURIER: {"ZZZ": 10}})
    shown = make(one, highlight="ZZZ")
    assert "Not shown: Zzz (no such figure in this source)." in shown.deck
    assert "put the Aaa first of" in shown.headline


# --- the bundle's own lists ----------------------------------------------------------------------


def test_two_countries_of_the_institute_put_nobody_first(data):
    shown = make(data, measure="reserve", source="iiss-mb-2022", highlight="RUS")
    assert shown.headline == "IISS figures put Russia at about 2 million reserve personnel"
    assert shown.deck.endswith(
        "No rank is given: this source does not list North Korea, Vietnam, South Korea and one "
        "more, which others put higher."
    )


def test_rates_are_held_against_rates(data):
    choice = {"measure": "active", "source": "cia-factbook-2022-08-04", "per": "wb-sp-pop-totl"}
    shown = make(data, **choice, highlight="PRK")
    assert shown.deck.endswith("does not list Eritrea, which others put higher.")
    assert "fourth" in make(data, **choice | {"per": None}, highlight="PRK").headline


def test_what_would_change_a_place_is_not_said_where_there_is_none(data):
    asked = {"measure": "active", "per": "wb-sp-pop-totl"}
    nato = make(data, source="nato-2024", **asked)
    assert not nato.selection.bearing.is_sound
    assert "base-decides" not in {note.rule for note in nato.notes}
    cia = make(data, source="cia-factbook-2020", **asked)
    assert "base-decides" in {note.rule for note in cia.notes}


def test_a_chart_per_head_names_no_first_where_one_is_missing(data):
    shown = make(data, form="per-head", measure="active", source="cia-factbook-2022-08-04")
    assert shown.selection.bearing.missing == ("Eritrea",)
    assert not ORDINAL.search(said(shown))
    assert shown.deck.endswith("does not list Eritrea, which others put higher.")
    absent = make(
        data, form="per-head", measure="reserve", source="worldatlas-2025", highlight="ERI"
    )
    assert "Not shown: Eritrea (no such figure in this source)." in absent.deck


def every_list(data):
    found = options(data, measure="active", source="iiss-mb-2021")
    for _, measure in found["measure"]:
        there = options(data, measure=measure, source="iiss-mb-2021")
        for _, source in there["source"]:
            yield measure, source


@pytest.mark.slow
def test_every_place_that_is_said_is_one_that_its_list_bears(data):
    """Reckoned afresh from the frame: of every list the first, one in the middle and the last."""
    rows = figures(data)
    rows = rows[(rows["table"] == "military_personnel") & (rows["part_of"] == "")]
    rows = rows[(rows["status"] != "denied") & (rows["qualifier"] != "statement")]
    stated = rows["value"].fillna(rows["high"]).fillna(rows["low"])
    rows = rows.assign(stated=stated, most=rows["high"].fillna(rows["value"]).fillna(float("inf")))
    spans = {as_of: parse(as_of) for as_of in rows["as_of"].unique()}
    placed = 0
    for measure, source in every_list(data):
        order = [row["whose"] for row in select(data, measure=measure, source=source).records]
        listed = set(order)
        of_measure = rows[(rows["category"] == measure)]
        for code in {order[0], order[len(order) // 2], order[-1]}:
            shown = make(data, measure=measure, source=source, highlight=code)
            mine = shown.selection.subject
            when = spans[mine["as_of"]]
            above = set()
            for _, those in of_measure.groupby("source_id"):
                near = those[
                    [
                        (spans[day].earliest - when.latest).days <= 366
                        and (when.earliest - spans[day].latest).days <= 366
                        for day in those["as_of"]
                    ]
                ]
                own = near[near["country"] == code]["most"]
                most = own.max() if len(own) else mine["amount"].most
                above |= set(near[near["stated"] > most]["country"]) - listed
            bears = len(listed) >= 5 and not above
            assert bool(ORDINAL.search(shown.headline)) == bears, (measure, source, code, above)
            assert ("compared here" in shown.sentence) == bears
            assert ("No rank is given" in shown.deck) != bears
            placed += bears
    assert placed > 30
