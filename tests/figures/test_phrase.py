"""How a figure is called: as a list has it, and as a sentence has it."""

import pytest
from headcount.charts.published import apart
from headcount.figures.package import read
from headcount.figures.phrase import counted, parts, phrase, subject, unit
from headcount.figures.table import figures

from tests.caveats.crowds import crowd, package, residents
from tests.conftest import PACKAGES


def test_a_sentence_takes_the_descriptors_pattern_and_names_in_text():
    row = crowd("a", 9)
    assert phrase(package(row), row) == "seated in East Square"
    assert subject(package(row), row) == "East, seated"


def test_without_a_pattern_the_unit_and_the_subject_serve():
    row = residents("a", "east", 9, "paper")
    assert phrase(package(row), row) == "people for East Square"


def test_a_name_in_a_column_of_free_words_gets_its_article(data):
    rows = {row["figure_id"]: row for row in figures(data).to_dict("records")}
    told = phrase(data, rows["ukr-himars-12-sent-2022-07"])
    assert told == "HIMARS rocket launchers from the United States for Ukraine"


def test_who_was_sent_home_is_not_said_to_have_been_sent(data):
    rows = {row["figure_id"]: row for row in figures(data).to_dict("records")}
    told = phrase(data, rows["prk-workers-sent-home-nepal-2019"])
    assert told == "nationals of North Korea ordered out of Nepal"
    told = phrase(data, rows["prk-workers-sent-home-kuwait-2019"])
    assert told == "workers sent home to North Korea by Kuwait"
    told = phrase(data, rows["prk-workers-russia-us-2017"])
    assert told == "workers from North Korea for Russia"


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
        ("rus-mobilisation-announced-2022-09", "reservists from Russia"),
        ("ukr-legion-members-nyt-2023-03", "members of the International Legion for Ukraine"),
        ("afg-commandos-left-behind-foreign-policy-2022", "former Afghan commandos left behind"),
        ("ukr-foreign-volunteers-zelensky-2022-03", "foreign volunteers for Ukraine"),
        ("prk-workers-russia-ministry-2020-01", "former workers from North Korea in Russia"),
        ("prk-entries-russia-2022", "border entries from North Korea to Russia"),
        ("prk-workers-world-us-2017", "workers from North Korea around the world"),
        ("wagner-mercenaries-uk-2022-03", "mercenaries from the Wagner Group for Russia"),
        ("prk-killed-nis-2024-12", "people killed among North Korea's forces"),
        ("cub-killed-hur-2025-09", "people killed among Cubans in Russian service"),
    ],
)
def test_a_sentence_says_nothing_twice_and_fits_what_is_counted(data, figure, told):
    rows = {row["figure_id"]: row for row in figures(data).to_dict("records")}
    assert phrase(data, rows[figure]) == told


def test_what_a_figure_counts_is_known_however_its_sentence_opens(data):
    rows = {row["figure_id"]: row for row in figures(data).to_dict("records")}
    told = rows["chn-nationals-us-officials-2025-04"]
    assert phrase(data, told) == "Chinese nationals in the service of Russia"
    assert counted(data, told) == "mercenaries"
    assert next(iter(parts(data, told))) == "what"


def test_a_gap_is_left_out_with_what_leads_to_it():
    row = crowd("a", 9)
    assert phrase(package(row), row | {"square": ""}) == "seated"


def test_what_figures_share_is_said_as_a_sentence_has_it(data):
    rows = figures(data).to_dict("records")
    sent = [row for row in rows if row["figure_id"].startswith("prk-soldiers-sent")]
    fallen = [row for row in rows if row["figure_id"].startswith("prk-killed-nis")]
    assert apart(data, sent)[0] == "soldiers from North Korea for Russia"
    # "in the Kursk region" is one figure's alone, though its sentence says it in words of its own
    in_kursk = [row for row in rows if row["figure_id"] == "prk-soldiers-kursk-nis-2024-12-19"]
    assert apart(data, [*in_kursk, *sent])[0] == "people from North Korea for Russia"
    # figures of two tables share no column: each says all of it
    assert apart(data, [sent[0], fallen[0]])[:2] == (
        "",
        ["soldiers from North Korea for Russia", "people killed among North Korea's forces"],
    )
