"""Headlines right and wrong, sorted by an editor before there was a check; then the check.

`headlines.csv` has more of them, each labeled before it was run: with those of the
parts ``rules`` and ``work`` the check was written, and by those of the part ``measured`` it was
only counted.
"""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path

import pytest
from headcount.charts.chart import chart_names, make_chart, named_chart
from headcount.charts.proofread import proofread
from headcount.cli import main
from headcount.figures import package
from headcount.publish.export.desk import desk_sheet

HEADLINES = Path(__file__).with_name("headlines.csv")
BEDS = Path(__file__).parents[1] / "packages" / "beds"

RIGHT = [
    ("fourth-largest", "North Korea ranks fourth of nine countries, the CIA estimates"),
    ("fourth-largest", "CIA: North Korea has about 1.14 million troops, behind the United States"),
    ("fourth-largest", "China leads nine countries with about 2 million troops, CIA estimates"),
    ("fourth-largest", "Iran's 550,000 to 600,000 may be more than South Korea's 555,000"),
    ("fourth-largest", "North Korea's 1.14 million is 1.8 times Pakistan's 625,000, CIA estimates"),
    ("ceiling-of-2025", "CIA: North Korea has up to 1.3 million troops, third at best"),
    (
        "ceiling-of-2025",
        "North Korea may rank third of 27 countries, by a CIA maximum",
    ),
    ("per-head", "North Korea or Eritrea is first in troops per 1,000 people"),
    ("with-paramilitary", "India is first, China second and North Korea third in 2018"),
    ("claim-as-a-share", "A claimed 100,000 would be 9% of North Korea's force, or 1 in 11"),
    ("claim-to-scale", "Russia's call-up of 300,000 is three times the 100,000 that was claimed"),
    ("claim-beside-other-offers", "Kadyrov offered about 70,000, Cuba had 50,000 in Angola"),
    (
        "claim-beside-other-offers",
        "South Korea's 320,000 in Vietnam is the highest of seven",
    ),
    (
        "from-claim-to-troops",
        "Peskov denied it in October 2024; Gerasimov confirmed it later",
    ),
    ("offers-and-deployments", "Three statements are confirmed, but not the 100,000"),
    ("killed", "Seoul says at least 100, then 300, then 600 North Koreans were killed"),
    ("killed", "The claim of more than 6,000 dead is not confirmed"),
    ("border-entries", "Entries from North Korea rose to 13,221 in 2024, Russian statistics say"),
    ("jump-of-2016", "World Bank's number rose by 90,000 to 1.469 million in 2016"),
    ("way-of-the-100000", "From unnamed reports to Business Insider in four hops"),
    ("killed", "About 600 North Koreans were killed by April 2025, Seoul's spy agency says"),
    ("border-entries", "Rosstat counts 13,221 entries by North Koreans in 2024, after 1,117"),
    ("sent-so-far", "Pentagon: 11,000 to 12,000 North Korean soldiers by November 2024"),
    ("beds", "North has 1,200 beds in all, 900 of them staffed, the registry says"),
    ("beds", "South has nearly 700 beds, the registry counted in 2023"),
    ("fourth-largest", "CIA: North Korea trails China, India and the United States in troops"),
    ("killed", "Seoul says about 2,000 North Korean soldiers have been killed, up from 600"),
    ("killed", "Estimate of North Koreans killed rises to about 2,000 in nine months"),
    ("killed", "Seoul raised its estimate of North Koreans killed from 600 to 2,000"),
    ("sent-so-far", "Estimates of North Korean soldiers sent to Russia grow from 3,000 to 15,000"),
    ("border-entries", "Russian border statistics show 13,221 entries from North Korea in 2024"),
    ("border-entries", "Entries from North Korea rose nearly sixtyfold in two years, reports say"),
    ("claim-beside-other-offers", "Claimed 100,000 would be twice Cuba's 50,000 in Angola"),
    ("promised-and-come", "One of five claims, offers and plans matches later reports"),
    ("from-claim-to-troops", "Moscow confirmed North Korean troops in April 2025 without a number"),
    ("white-papers-of-seoul", "Seoul: North's army more than doubled since 1967, to 1.28 million"),
    ("jump-of-2016", "World Bank figures for North Korea rise by 90,000 in 2016"),
    ("killed-and-wounded", "North Korean casualties rise to 6,000, Seoul and London estimate"),
    (
        "workers-promised-and-come",
        "Shoigu announced 5,000 builders for Kursk; Seoul later estimated about 5,000",
    ),
    (
        "first-per-head",
        "North Korea has about 44 troops per 1,000 people, Israel 18, CIA data show",
    ),
    ("fourth-largest", "Four countries have over 1 million active troops, CIA estimates show"),
]
"""A chart, and a headline that its rows bear."""

WRONG = [
    ("fourth-largest", "India, not China, has the most troops, CIA estimates show", "the most"),
    ("fourth-largest", "CIA puts North Korea ahead of the United States in troops", "ahead of"),
    ("fourth-largest", "China trails North Korea in troops, CIA estimates show", "trails"),
    ("killed", "South Korea cuts estimate of North Koreans killed to about 2,000", "cuts"),
    ("sent-so-far", "Seoul's estimate of soldiers sent fell to 3,000 from 15,000", "fell"),
    ("sent-so-far", "Seoul's estimate of soldiers sent fell from 3,000 to 15,000", "fell"),
    ("border-entries", "Russia recorded 13,221 entries from North Korea in 2023", "2023"),
    ("claim-beside-other-offers", "Claimed 100,000 would be half of Cuba's 50,000", "half"),
    ("from-claim-to-troops", "Moscow never denied North Korean troops in 2024", "never denied"),
    ("fourth-largest", "North Korea ranks third of nine countries, CIA estimates show", "third"),
    ("fourth-largest", "North Korea is the world's fourth-largest army, CIA says", "world"),
    ("fourth-largest", "North Korea, far ahead: 1.14 million troops, CIA estimates", "far ahead"),
    ("fourth-largest", "North Korea is first, CIA estimates", "first"),
    ("fourth-largest", "CIA puts North Korea at 1.28 million troops", "1.28 million"),
    ("fourth-largest", "North Korea ranks fourth of 28 countries, CIA estimates", "28"),
    ("fourth-largest", "North Korea and Japan: fourth and fifth, CIA estimates", "Japan"),
    ("fourth-largest", "CIA confirms 1.14 million North Korean troops", "confirms"),
    ("fourth-largest", "North Korea has the largest army, at 1.14 million, CIA says", "largest"),
    ("fourth-largest", "North Korea has 13% of its people under arms", "13%"),
    ("ceiling-of-2025", "CIA: North Korea has 1.3 million troops", "1.3 million"),
    ("ceiling-of-2025", "North Korea is third of 27 countries, CIA says", "third"),
    ("ceiling-of-2025", "North Korea overtakes the United States to third place with CIA", "third"),
    ("per-head", "North Korea is first in troops per 1,000 people", "first"),
    ("with-paramilitary", "North Korea has the second-largest force of 27 countries", "second"),
    (
        "claim-beside-other-offers",
        "Pyongyang, far ahead with a claimed 100,000",
        "far ahead",
    ),
    ("claim-beside-other-offers", "Syria's 16,000 is the largest offer of volunteers", "largest"),
    (
        "claim-beside-other-offers",
        "Shoigu says 16,000 volunteers from the Middle East applied",
        "16,000",
    ),
    ("claim-as-a-share", "100,000 volunteers would be 12% of North Korea's force", "12%"),
    ("claim-to-scale", "North Korea's 100,000 volunteers ready to fight", "100,000"),
    ("claim-to-scale", "Claimed 100,000 is 10 times the 15,000 that Seoul estimates", "10 times"),
    ("claim-to-scale", "Moscow confirms 100,000 North Korean volunteers", "confirms"),
    ("claim-to-scale", "Beijing offers Russia 100,000 volunteers, commentator claims", "Beijing"),
    ("from-claim-to-troops", "Gerasimov confirmed 15,000 North Korean soldiers", "confirmed"),
    ("from-claim-to-troops", "Pyongyang sent 100,000 soldiers", "100,000"),
    ("offers-and-deployments", "100 figures: 90 confirmed, the rest claims", "90"),
    ("killed", "6,000 North Koreans killed in Russia's war", "6,000"),
    ("killed", "South Korea counts 3,000 North Koreans killed", "3,000"),
    ("killed", "London says about 2,000 North Koreans died", "London"),
    ("border-entries", "Ukraine recorded 13,221 entries from North Korea in 2024", "Ukraine"),
    ("border-entries", "Entries from North Korea rose to 13,221 in 2019, Rosstat says", "2019"),
    ("way-of-the-100000", "The 100,000 went through six hops, a claim with no name", "six"),
    ("return-of-the-100000", "Bloomberg: 100,000 soldiers are on their way", "100,000"),
    ("who-said-100000", "Russia denied nothing: five outlets prove 100,000 volunteers", "prove"),
    ("sent-so-far", "Seven governments confirm that 15,000 North Koreans were sent", "confirm"),
    ("workers-abroad", "Kuwait is home to 50,000 North Korean workers", "Kuwait"),
    ("killed", "South Korea counts about 600 North Koreans wounded", "600"),
    ("killed", "North Korea says about 600 of its soldiers were killed", "600"),
    ("killed", "South Korea confirmed that about 2,000 died in Russia in 2023", "2,000"),
    (
        "border-entries",
        "Russia issued 13,221 visas to North Koreans in 2024, Rosstat says",
        "13,221",
    ),
    ("claim-beside-other-offers", "70,000 Chechens arrived at the front, Kadyrov says", "70,000"),
    ("jump-of-2016", "World Bank figures cut 90,000 North Korean personnel in 2016", "cut"),
    ("jump-of-2016", "World Bank figures add 90,000 North Korean soldiers in 2011", "2011"),
    ("border-entries", "Entries from North Korea doubled in 2024, Russian data show", "doubled"),
    ("offered-and-sent", "Seoul estimates 15,000 North Koreans were killed", "15,000"),
    (
        "offered-and-sent",
        "Reports of 100,000 volunteers cited; Seoul estimates 15,000 were killed",
        "killed",
    ),
    (
        "offered-and-sent",
        "Seoul estimates at least 15,000 North Korean soldiers were sent to Ukraine",
        "15,000",
    ),
    ("every-count", "North Korea claimed 1.3 million troops in the 1980s", "1980"),
    ("sent-so-far", "Pentagon raised its estimate of North Korean soldiers to 15,000", "15,000"),
    ("first-per-head", "Israel has about 18 troops per 100 people, CIA data show", "per 100"),
    ("fourth-largest", "Three countries have over 1 million active troops, CIA says", "1 million"),
    ("beds", "North has 1,300 beds, the registry says", "1,300"),
    ("beds", "South has 300 new beds", "300"),
    ("beds", "South has the most beds, the registry says", "most"),
    ("beds", "With 1,200 beds, East leads, the registry says", "East"),
]
"""A chart, a headline that its rows do not bear, and the words that are wrong."""


@pytest.fixture(scope="module")
def chart(data):
    beds = package.read(BEDS)
    ids = ["nor-total-registry-2023", "nor-staffed-registry-2023", "nor-licensed-courier-2023"]
    ids += ["sud-total-registry-2023", "sud-new-beds-2025"]

    def make(name, **words):
        if name == "beds":
            return make_chart(beds, form="timeline", figures=ids, **words)
        return named_chart(data, name, **words)

    return make


def test_the_set_is_large_enough():
    assert len(RIGHT) + len(WRONG) >= 60


@pytest.fixture(scope="module")
def told_of(chart):
    """What is told of a headline; each chart is made once."""
    made = cache(chart)

    def told(name, headline):
        shown = made(name)
        words = {"headline": headline}
        return [*proofread(shown.package, shown.selection, shown.notes, words)]

    return told


@pytest.mark.parametrize(("name", "headline"), RIGHT)
def test_a_headline_that_the_rows_bear_is_left_alone(told_of, name, headline):
    assert [str(one) for one in told_of(name, headline)] == []


@pytest.mark.parametrize(("name", "headline", "words"), WRONG)
def test_a_headline_that_they_do_not_bear_is_told_with_the_words_and_why(
    told_of, name, headline, words
):
    told = told_of(name, headline)
    assert any(words in one.words and one.part == "headline" and one.why for one in told), told


@pytest.mark.parametrize(
    ("part", "least", "most"), [("rules", 89, 3), ("work", 13, 0), ("measured", 13, 2)]
)
def test_of_headlines_that_were_labeled_most_wrong_ones_are_told_and_hardly_a_right_one(
    told_of, part, least, most
):
    with HEADLINES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == part]
    told = {"right": [], "wrong": []}
    for row in rows:
        if any("there is room for" not in one.why for one in told_of(row["chart"], row["words"])):
            told[row["verdict"]].append(row["words"])
    assert len(told["wrong"]) >= least, sorted(
        {row["words"] for row in rows if row["verdict"] == "wrong"} - {*told["wrong"]}
    )
    assert len(told["right"]) <= most, told["right"]


@pytest.mark.parametrize("name", chart_names(package.read()))
def test_the_words_written_for_the_named_charts_hold(chart, name):
    assert [str(one) for one in chart(name).doubts] == []


def test_a_deck_and_an_alt_text_are_held_against_the_rows_too(chart):
    told = chart("killed", deck="Seoul counts 7,000.", alt="Dots from 100 to 8,000.").doubts
    assert {one.part for one in told} == {"deck", "alt"}


def test_a_headline_that_is_too_long_is_told(chart):
    (told,) = chart(
        "killed", headline="South Korea says, " + "as it often did, " * 6, deck=""
    ).doubts
    assert "90" in told.why


def test_drafted_words_are_not_held_against_what_they_were_drafted_from(data):
    asked = {"measure": "active", "source": "cia-factbook-2022", "highlight": "PRK"}
    assert make_chart(data, **asked).doubts == ()


WORDS = "South Korea confirms 9,999 North Koreans killed"


def test_the_desk_sheet_tells_them(chart):
    sheet = desk_sheet(chart("killed", headline=WORDS))
    assert "9,999" in sheet.split("Look at these words", 1)[1]
    assert "Look at these words" not in desk_sheet(chart("killed"))


def test_the_commands_tell_them_and_forbid_nothing(tmp_path, capsys):
    out = ["--out", str(tmp_path), "--sizes", "article"]
    assert main(["export", "killed", "--headline", WORDS, *out]) == 0
    assert "9,999" in capsys.readouterr().out
    receipt = json.loads((tmp_path / "killed" / "killed-receipt.json").read_text())
    assert receipt["headline"] == WORDS
    for several in (["killed", "way-of-the-100000"], ["all"]):
        with pytest.raises(SystemExit, match="2"):
            main(["export", *several, "--headline", WORDS, *out])
        assert "--headline takes one chart at a time" in capsys.readouterr().err
