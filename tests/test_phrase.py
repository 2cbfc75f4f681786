"""How a figure is called: as a list has it, and as a sentence has it."""

from helpers.figures import figures
from helpers.package import read
from helpers.phrase import phrase, subject, unit
from tests.caveats.crowds import crowd, package, residents
from tests.conftest import PACKAGES


def test_a_sentence_takes_the_descriptors_pattern_and_names_in_text():
    row = crowd("a", 9)
    assert phrase(package(row), row) == "seated in East Square"
    assert subject(package(row), row) == "East, seated"


def test_without_a_pattern_the_unit_and_the_subject_serve():
    row = residents("a", "east", 9, "paper")
    assert phrase(package(row), row) == "people (East)"


def test_a_name_in_a_column_of_free_words_gets_its_article(data):
    rows = {row["figure_id"]: row for row in figures(data).to_dict("records")}
    told = phrase(data, rows["ukr-himars-12-sent-2022-07"])
    assert told == "HIMARS rocket launchers from the United States for Ukraine"


def test_who_was_sent_home_is_not_said_to_have_been_sent(data):
    rows = {row["figure_id"]: row for row in figures(data).to_dict("records")}
    told = phrase(data, rows["prk-workers-sent-home-nepal-2019"])
    assert told == "workers sent home to North Korea by Nepal"
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
