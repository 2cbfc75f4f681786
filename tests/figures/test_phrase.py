"""How a figure is called: as a list has it, and as a sentence has it."""

from copy import deepcopy
from pathlib import Path

import pytest
from headcount.charts.published import apart
from headcount.figures.package import Package, read
from headcount.figures.phrase import counted, heading, parts, phrase, unit
from headcount.figures.table import figures

from tests.caveats.crowds import crowd, package, residents
from tests.conftest import LESSONS, PACKAGES


def test_a_sentence_takes_the_descriptors_pattern_and_names_in_text():
    row = crowd("a", 9)
    assert phrase(package(row), row) == "seated in East Square"
    assert heading(package(row), row) == "Seated in East Square"


def test_without_a_pattern_the_unit_and_the_subject_serve():
    row = residents("a", "east", 9, "paper")
    assert phrase(package(row), row) == "people for East Square"
    assert heading(package(row), row) == "East: people"


def test_a_name_in_a_column_of_free_words_gets_its_article(data):
    rows = {row["figure_id"]: row for row in figures(data).to_dict("records")}
    told = phrase(data, rows["ukr-himars-12-sent-2022-07"])
    assert told == "American HIMARS rocket launchers sent to Ukraine"


def test_who_was_sent_home_is_not_said_to_have_been_sent(data):
    rows = {row["figure_id"]: row for row in figures(data).to_dict("records")}
    told = phrase(data, rows["prk-workers-sent-home-nepal-2019"])
    assert told == "North Korean nationals ordered out of Nepal"
    told = phrase(data, rows["prk-workers-sent-home-kuwait-2019"])
    assert told == "North Korean workers sent home by Kuwait"
    told = phrase(data, rows["prk-workers-russia-us-2017"])
    assert told == "North Korean workers in Russia"


def test_every_figure_can_be_said(data):
    beds = read(PACKAGES / "beds")
    for whole in (data, beds):
        for row in figures(whole).to_dict("records"):
            told = phrase(whole, row)
            assert told
            assert "{" not in told
            assert unit(whole, row)


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ("rus-mobilisation-announced-2022-09", "Russian reservists"),
        ("ukr-legion-members-nyt-2023-03", "members of the International Legion for Ukraine"),
        ("afg-commandos-left-behind-foreign-policy-2022", "former Afghan commandos left behind"),
        ("ukr-foreign-volunteers-zelensky-2022-03", "foreign volunteers for Ukraine"),
        ("prk-workers-russia-ministry-2020-01", "former North Korean workers in Russia"),
        ("prk-entries-russia-2022", "border entries from North Korea to Russia"),
        ("prk-workers-world-us-2017", "North Korean workers around the world"),
        ("wagner-mercenaries-uk-2022-03", "mercenaries from the Wagner Group for Russia"),
        ("prk-killed-nis-2024-12", "North Korean soldiers killed"),
        ("cub-killed-hur-2025-09", "people killed among Cubans in Russian service"),
    ],
)
def test_a_sentence_says_nothing_twice_and_fits_what_is_counted(data, figure, told):
    rows = {row["figure_id"]: row for row in figures(data).to_dict("records")}
    assert phrase(data, rows[figure]) == told


HEADINGS = {
    "prk-active-iiss-mb-2021": "North Korea's active personnel",
    "prk-paramilitary-loc-1993-red-guards": "North Korea's paramilitary personnel",
    "usa-active-wmeat-2015": "United States' active personnel",
    "blr-reserve-iiss-mb-2016-belarus": "Belarus' reserve personnel",
    "usa-population-wb-2022": "Population of the United States",
    "hist-chn-korea-official-1953": "From China to North Korea in the Korean War: volunteers",
    "hist-cub-angola-peak-1988": "From Cuba to Angola in the Angolan war: soldiers",
    "afg-commandos-left-behind-foreign-policy-2022": "Former Afghan commandos left behind",
    "afg-commandos-foreign-policy-2022-10": "Former Afghan commandos for Russia",
    "wagner-mercenaries-uk-2022-03": "From the Wagner Group to Russia: mercenaries",
    "ukr-foreign-volunteers-zelensky-2022-03": "Foreign volunteers for Ukraine",
    "ukr-legion-applications-kuleba-2022-03": "From 52 countries to Ukraine: volunteers",
    "ukr-foreign-fighters-russian-ministry-2024-01": "Foreign fighters for Ukraine",
    "syr-volunteers-shoigu-2022-03": ("From the Middle East (mainly Syria) to Russia: volunteers"),
    "ukr-himars-12-sent-2022-07": "From the United States to Ukraine: HIMARS rocket launchers",
    "prk-volunteers-100k-business-insider-2022": "From North Korea to Russia: volunteers",
    "prk-volunteers-100k-denied-russian-foreign-ministry-2022": (
        "From North Korea to Russia: volunteers"
    ),
    "prk-soldiers-100k-rzeczpospolita-2022": (
        "From North Korea to Russia: soldiers who could be sent"
    ),
    "rus-mobilisation-announced-2022-09": "From Russia: reservists",
    "rus-troops-to-belarus-2022-10": "From Russia to Belarus: soldiers",
    "ukr-legion-members-nyt-2023-03": "Members of the International Legion for Ukraine",
    "prk-soldiers-kursk-ft-2024-10-29": (
        "From North Korea to Russia: soldiers in the Kursk region"
    ),
    "chn-nationals-us-officials-2025-04": (
        "Chinese nationals in the service of Russia: mercenaries"
    ),
    "prk-soldiers-returned-hur-2026-02-04": (
        "From Russia to North Korea: soldiers who returned home"
    ),
    "gha-recruits-ablakwa-2026-02": "From Ghana to Russia: recruits",
    "prk-workers-world-nk-watch-2015-03": "From North Korea to 40 countries: workers",
    "prk-workers-world-un-rapporteur-2015": (
        "From North Korea to China, Russia and others: "
        "workers in mining, logging, textiles and construction"
    ),
    "prk-workers-world-kinu-2016": "North Korea's workers around the world",
    "prk-workers-world-kinu-2017": ("From North Korea to China and Russia (primarily): workers"),
    "prk-workers-russia-us-2017": "From North Korea to Russia: workers",
    "prk-work-visas-russia-2017": "From North Korea to Russia: work visas",
    "prk-workers-deadline-un-2017-12": (
        "North Korea's workers who earn an income around the world"
    ),
    "prk-workers-sent-home-nepal-2019": "From Nepal to North Korea: nationals ordered out",
    "prk-workers-sent-home-un-2019": (
        "From 47 members of the United Nations to North Korea: workers sent home"
    ),
    "prk-entries-russia-2019": "From North Korea to Russia: border entries",
    "prk-workers-russia-ministry-2020-01": "North Korea's former workers in Russia",
    "prk-builders-us-reaction-2022-07": "From North Korea to Donbas: workers in construction",
    "prk-builders-proposal-khusnullin-2022-08": (
        "From North Korea to the occupied territories of Ukraine: builders in construction"
    ),
    "prk-workers-world-un-panel-2023": (
        "From North Korea to about 40 countries (the vast majority in two unnamed ones): "
        "workers in IT, construction, hospitality and medicine"
    ),
    "prk-workers-russia-nis-2024": "From North Korea to construction sites across Russia: workers",
    "prk-it-workers-china-monitoring-team-2025-10": "From North Korea to China: IT workers",
    "prk-killed-nis-2024-12": "North Korea's forces in Russia's Kursk region: people killed",
    "hist-prk-vietnam-killed-1968": "North Korea's forces in the Vietnam War: people killed",
    "hist-prk-egypt-aircraft-1973": (
        "North Korea's forces in the October 1973 war in Egypt: aircraft shot down"
    ),
    "wagner-killed-us-2023-02": "Wagner Group's forces in the war in Ukraine: people killed",
    "npl-killed-ministry-2023-12-04": (
        "Nepalis in Russian service in the war in Ukraine: people killed"
    ),
    "prk-memorial-places-2026-01": "North Korea's forces in Russia's Kursk region: burial places",
}
ELSEWHERE = {
    "nor-total-registry-2023": "North: all beds",
    "nor-staffed-registry-2023": "North: staffed beds",
    "sud-licensed-courier-2023": "South: licensed beds",
    "sud-new-beds-2025": "South: beds",
    "police-peace-2026": "People at one time at the Peace March",
    "gates-climate-2026": "People over the day at the Climate March",
    "crowd-times-2026-09": "People at the Peace March",
    "enrolled-example-2026": "Enrolled pupils at Example School",
    "present-example-2026-11-12": "Pupils present at Example School",
    "places-example-2024": "Approved places at Example School",
}


def test_a_list_names_each_figure_as_a_desk_would(data):
    lessons = (LESSONS[0].parent / one for one in ("crowd", "school"))
    others = [read(one) for one in (PACKAGES / "beds", *lessons)]
    for whole, told in ((data, HEADINGS), *((one, ELSEWHERE) for one in others)):
        rows = {row["figure_id"]: row for row in figures(whole).to_dict("records")}
        found = {figure: heading(whole, rows[figure]) for figure in told if figure in rows}
        assert found == {figure: told[figure] for figure in found}
        assert found


def test_a_list_says_the_columns_that_a_sentence_leaves_out():
    row = crowd("a", 9)
    descriptor = deepcopy(package(row).descriptor)
    descriptor["resources"][0]["phrase"] = "{what}"
    whole = Package(Path("crowds"), descriptor, package(row).tables)
    assert heading(whole, row) == "Seated, East"


def test_what_a_figure_counts_is_known_however_its_sentence_opens(data):
    rows = {row["figure_id"]: row for row in figures(data).to_dict("records")}
    told = rows["chn-nationals-us-officials-2025-04"]
    assert phrase(data, told) == "Chinese nationals in the service of Russia"
    assert counted(data, told) == "mercenaries"
    assert next(iter(parts(data, told))) == "what"


def test_an_adjective_goes_before_what_is_counted_where_a_name_has_one(data):
    rows = {row["figure_id"]: row for row in figures(data).to_dict("records")}
    told = {
        "prk-soldiers-plan-hur-2025-07-02": "North Korean soldiers to be sent to Russia",
        "prk-soldiers-sent-nis-2025-04-30": "North Korean soldiers sent to Russia",
        "prk-soldiers-blinken-2024-10-31": "North Korean soldiers in Russia",
        "rus-troops-to-belarus-2022-10": "Russian soldiers to be sent to Belarus",
        "rus-foreign-recruits-moscow-2023-2024": "recruits from 48 countries for Russia",
    }
    assert {figure: phrase(data, rows[figure]) for figure in told} == told


def test_a_gap_is_left_out_with_what_leads_to_it():
    row = crowd("a", 9)
    assert phrase(package(row), row | {"square": ""}) == "seated"


def test_what_figures_share_is_said_as_a_sentence_has_it(data):
    rows = figures(data).to_dict("records")
    sent = [row for row in rows if row["figure_id"].startswith("prk-soldiers-sent")]
    fallen = [row for row in rows if row["figure_id"].startswith("prk-killed-nis")]
    assert apart(data, sent)[0] == "North Korean soldiers sent to Russia"
    # "in the Kursk region" is one figure's alone, though its sentence says it in words of its own
    in_kursk = [row for row in rows if row["figure_id"] == "prk-soldiers-kursk-nis-2024-12-19"]
    assert apart(data, [*in_kursk, *sent])[0] == "people from North Korea for Russia"
    # figures of two tables share no column: each says all of it
    assert apart(data, [sent[0], fallen[0]])[:2] == (
        "",
        ["North Korean soldiers sent to Russia", "North Korean soldiers killed"],
    )
