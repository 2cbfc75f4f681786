"""Every number of a draft is matched to the figures of the record, or flagged."""

from __future__ import annotations

import re

import headcount as hc
import pytest
from headcount.core.errors import WrongChoice
from headcount.desk.proof.times import Times, When

from tests.benchmarks.proofing import story


@pytest.fixture(scope="module")
def data():
    return hc.read()


ASIDE = """On Aug. 11, 2022, at 6 p.m., Kim, 41, drove a T-72 down Route 9 past Office 39 and the 38th parallel.
The HIMARS M142 costs $5 million; call +7 495 123-45-67. Resolution 2397 of 2017, page 12, took three hours.
Page 3 of 7
14 comments
"""


def test_dates_ages_routes_and_models_are_no_amounts(data):
    assert hc.proof(data, ASIDE).findings == ()


def test_offsets_are_in_characters_of_the_input(data):
    text = "«Some» 15 000 North Korean soldiers, and 2,000 killed."
    for one in hc.proof(data, text).as_json():
        assert text[one["start"] : one["end"]] == one["text"]


def test_the_answer_has_exactly_these_names(data):
    (one,) = hc.proof(
        data, "About 2,000 North Korean soldiers were killed, South Korean intelligence said."
    ).as_json()
    assert list(one) == [
        "text",
        "start",
        "end",
        "amount",
        "of",
        "figures",
        "verdict",
        "why",
        "suggestion",
        "caveats",
        "sentence",
        "line",
        "waved",
    ]
    assert one["of"] == "North Korean soldiers killed"
    assert one["verdict"] == "supported"
    assert one["figures"][0] == "prk-killed-nis-2025-09-02"


def test_a_multiple_that_no_two_figures_give_names_the_figures_that_it_is_of(data):
    claim = "North Korea has four times as many active soldiers as South Korea"
    (found,) = hc.proof(data, f"{claim}, the South Korean white paper of 2022 shows.").findings
    assert found.verdict == "misquoted"
    assert {one[:10] for one in found.figures} == {"prk-active", "kor-active"}


CLAIM = "South Korea's spy agency says about 600 North Korean soldiers have been killed."


@pytest.mark.parametrize(
    ("date", "head", "verdict"),
    [
        (None, "", "outdated"),
        ("2025-05-01", "", "supported"),
        ("2025-09-30", "", "outdated"),
        (None, "SEOUL, May 1, 2025 (Reuters) - ", "supported"),
        (None, "Published: 1 May 2025\n\n", "supported"),
        (None, "Kim's dead\n\n2025-05-01\n\n", "supported"),
        (None, "In Seoul on Nov. 1, 2025, it rained.\n\n", "outdated"),
    ],
)
def test_a_number_is_outdated_by_what_was_known_on_the_drafts_day(data, date, head, verdict):
    assert [one.verdict for one in hc.proof(data, head + CLAIM, date=date).findings] == [verdict]


def test_a_denial_that_came_later_is_none_on_the_drafts_day(data):
    claim = "Igor Korotchenko said there were reports of 100,000 North Korean volunteers."
    for day, verdict in (("2022-08-10", "supported"), ("2022-08-20", "denied")):
        assert [one.verdict for one in hc.proof(data, claim, date=day).findings] == [verdict]


def test_a_day_that_is_none_is_refused(data):
    with pytest.raises(WrongChoice, match="The draft's day, last Tuesday, is not a date"):
        hc.proof(data, CLAIM, date="last Tuesday")


def test_more_launchers_that_came_later_make_a_number_of_them_outdated(data):
    said = "The United States has given Ukraine 12 HIMARS launchers."
    for day, verdict in (("2022-07-25", "supported"), ("2022-09-30", "outdated")):
        assert [one.verdict for one in hc.proof(data, said, date=day).findings] == [verdict]


NIS = "South Korea's National Intelligence Service"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a date is that of the number beside it
        (
            f"{NIS}, which in April 2025 had put the dead at 600 North Koreans, said 2,000 had been killed by September.",
            ["supported", "supported"],
        ),
        (
            "North Korean entries into Russia\n2022: 223\n2023: 1,117\n2024: 13,221\nSource: Rosstat",
            ["supported", "supported", "supported"],
        ),
        (
            "North Korean entries into Russia\n2022: 1,117\n2023: 13,221\nSource: Rosstat",
            ["misquoted", "misquoted"],
        ),
        # two numbers of a change are no range
        (f"{NIS} raised its count of North Koreans killed from 600 to 2,000 in September 2025.", ["supported", "supported"]),
        # it, and the agency, are who spoke before
        (f"{NIS} briefed lawmakers on Feb. 12, 2026. It said about 10,000 North Korean troops were in Kursk.", ["supported"]),
        # of whom a body is, is not of whom it speaks
        (f"{NIS} said on Nov. 20, 2024, that 10,900 North Koreans had been sent to Kursk.", ["supported"]),
        # whose its citizens are
        ("Cuba admitted that 1,076 of its citizens serve in the Russian army.", ["misquoted"]),
        # what stands ahead of two numbers, or behind them, is of both
        ("In January 2025 Seoul had about 300 North Koreans killed and 2,700 wounded.", ["supported", "supported"]),
        ("About 300 North Koreans were killed and 2,700 wounded, Seoul said in April 2025.", ["misquoted", "misquoted"]),
        # who denies a number does not say it; half of a year is no amount
        ("Igor Korotchenko spoke of 100,000 volunteers from North Korea, which Moscow denied in the second half of 2022.", ["supported"]),
        # in a paragraph of the past a number is of its time
        ("In January 2025 the gap grew. It rained. The intelligence service in Seoul had 300 North Koreans killed.", ["supported"]),
        # IT is a line of work, and no place
        ("The Multilateral Sanctions Monitoring Team found between 1,000 and 1,500 IT workers from North Korea in China.", ["supported"]),
        # a name in brackets says so
        ("North Korea's reserve: 600,000 (Council on Foreign Relations, 2022)", ["supported"]),
        # what was announced has not arrived
        ("Some 5,000 North Korean military builders have already reached Kursk, Sergei Shoigu said in June 2025.", ["misquoted"]),
        # a sum of those sent is none of those present
        ("Some 15,000 North Korean soldiers were fighting in Kursk in April 2025, South Korean intelligence said.", ["misquoted"]),
        # who has a number says so, and its place is not whose it is; nor is that of "its" ministry
        ("In 1973 Egypt's chief of staff had 30 North Korean pilots.", ["supported"]),
        ("The South's own army has shrunk to 450,000, its Defense Ministry said in August 2025.", ["supported"]),
        # a number that nothing ties to the record is none
        ("North Korea has offered Russia 100,000 troops. Subscribe: 412 thousand already have.", ["denied"]),
        # a part of a year is the time of a total
        ("Russia's border service counted 5,263 entries of North Koreans in the third quarter of 2024.", ["supported"]),
        ("Russia's border service counted 5,263 entries of North Koreans in the second quarter of 2024.", ["misquoted"]),
        # a place in an order stands by itself, and in no race
        ("In the CIA's edition of 2022 North Korea's active army was fourth in the world.", ["supported"]),
        ("In the CIA's edition of 2022 North Korea's active army was second in the world.", ["misquoted"]),
        ("She came third in 2022. North Korea has offered Russia 100,000 troops.", ["denied"]),
        # no day of a month stands behind a full stop
        ("Of the Indians in the Russian army, the government told parliament in December. 26 were killed.", ["supported"]),
        ("The old pilot was 23 when he flew over North Korea.", []),
        # numbers of a change in a count, and ages, are no counts
        ("The number of North Korean soldiers rose by 90,000, and no boy of 14 is one.", []),
    ],
)  # fmt: skip
def test_a_draft_is_read_as_its_reader_reads_it(data, text, told):
    assert [one.verdict for one in hc.proof(data, text).findings] == told


def test_percent_is_a_figure_of_its_own_where_the_record_has_such():
    text = "Arland's jobless rate was {} percent in 2023, Union Statistics said, after 9.4 percent ten years before. Its shares lost 3.2 percent."
    for number, told in (("5.1", "supported"), ("6.3", "no record")):
        found = hc.proof(story("jobless"), text.format(number)).findings
        assert [one.verdict for one in found] == [told, "supported"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("in the first half of 2024 and in the second", ["2024-01/2024-06", "2024-07/2024-12"]),
        ("the first three months of 2024", ["2024-01/2024-03"]),
        ("the first week of September 2024", ["2024-09-01/2024-09-07"]),
        ("from January to June 2024, in Q3 2024, in summer 2023", ["2024-01/2024-06", "2024-07/2024-09", "2023-06/2023-08"]),
        ("from Oct. 8 to 13, 2024; on 15.10.2024", ["2024-10-08/2024-10-13", "2024-10-15"]),
        # a day without its year is of the year that makes it the nearest
        ("on Dec. 23, 2024, and on Jan. 9", ["2024-12-23", "2025-01-09"]),
        ("on Jan. 9", [None]),
        ("the fifth quarter of 2024, in May or March", ["2024", None]),
    ],
)  # fmt: skip
def test_dates_are_read_with_their_spans_and_their_likely_years(text, told):
    found = Times(text, None).within(0, len(text))
    spans = [one.span if isinstance(one, When) else one.guess for one in found]
    assert [one and one.text for one in spans] == told


def test_a_place_that_only_some_lists_bear_is_answered_with_the_lists(data):
    (found,) = hc.proof(data, "World's fourth-largest army comes to Putin's aid").findings
    assert found.verdict == "disputed"
    assert re.fullmatch(r"Fourth in \d+ of \d+ lists; in others fourth to \w+\.", found.why)
    assert " lists" in found.why


def test_a_number_that_is_right_still_comes_with_the_caveat_that_changes_the_answer(data):
    said = "The IISS counts 600,000 North Korean reservists, Reuters reported in October 2024."
    (found,) = hc.proof(data, said).findings
    assert found.verdict == "supported"
    grave = "600,000 is one part of the reserve; Seoul counts 7.62 million with the militia."
    assert grave in found.caveats[0]
    assert grave in " ".join(hc.proof(data, said).text().split())


@pytest.mark.parametrize(
    "text",
    [  # whoever gave the number is named, whatever the verb
        "In 1973 Saad el-Shazly, Egypt's chief of staff, had 30 North Korean pilots.",
        "North Korean soldiers who left Russia: about 3,000 (Kyiv, Feb. 4, 2026)",
        "Good morning. Your number of the day is 4,700: the North Koreans killed or wounded in Kursk by April 30, 2025, on the count of South Korea's National Intelligence Service.",
    ],
)  # fmt: skip
def test_a_number_whose_source_is_named_beside_it_is_not_disputed(data, text):
    found = [one for one in hc.proof(data, text).findings if one.verdict != "no record"]
    assert {one.verdict for one in found} == {"supported"}


def test_the_speakers_own_figure_goes_first(data):
    lead = "South Korea's National Intelligence Service briefed lawmakers on Feb. 12, 2026. "
    text = f"{lead}It put the North's losses so far at about 6,000 killed."
    found = hc.proof(data, text).findings[-1]
    assert (found.verdict, found.figures[0]) == ("misquoted", "prk-casualties-nis-2026-02-12")


@pytest.mark.parametrize(
    "text",
    [
        # of two who speak, each has a number
        "Rosstat counted 13,221 entries of North Koreans in 2024, and South Korea's National Intelligence Service about 15,000 soldiers sent by April 30, 2025.",
        # a capital that speaks is no place of the fighting
        "Seoul has about 2,000 killed as of September 2025.",
    ],
)  # fmt: skip
def test_who_speaks_besides_makes_nothing_misquoted(data, text):
    assert {one.verdict for one in hc.proof(data, text).findings} == {"supported"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Arland's lifeguards counted 302 people who drowned in 2023.", ["misquoted"]),
        ("Arland's lifeguards counted 302 men who drowned in 2023.", ["supported"]),
        ("Arland's lifeguards say 378 people drowned in the country's lakes in 2023.", ["misquoted"]),
        ("Arland's lifeguards counted 378 people who drowned in 2023, 143 of them in lakes.", ["supported"] * 2),
        ("Arland's lifeguards say 58 people drowned in 2023.", ["misquoted"]),
        ("Arland's lifeguards say 58 children drowned in 2023.", ["supported"]),
    ],
)  # fmt: skip
def test_a_number_of_a_part_is_none_of_the_whole(text, told):
    assert [one.verdict for one in hc.proof(story("drownings"), text).findings] == told


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("trees", "Borland's government says the country has planted 2.1 billion trees.", "misquoted"),
        ("trees", "Borland's government says 2.1 billion trees are alive in the country.", "supported"),
        ("hostages", "On Oct. 20, 2023, Gen. Aron Vass said he had freed 250 hostages in Kordia.", "misquoted"),
        ("warheads", "Westmark deploys 3,708 warheads, the Federation of Physicists counted in 2024.", "misquoted"),
        ("warheads", "Westmark deploys 1,770 warheads, the Federation of Physicists counted in 2024.", "supported"),
        # the police and the lifeguards of one country each have a number
        ("drownings", "Corland's police counted 61 people who drowned in 2023.", "misquoted"),
        ("drownings", "Corland's police counted 44 people who drowned in 2023.", "supported"),
        # what was added up over a year is no month's, and what goes on since is out of date
        ("trees", "Eldland planted 5.25 million trees every month of 2023, Forest Minister Ana Roos said.", "misquoted"),
        ("trees", "Eldland planted 5.25 million trees in 2023, Forest Minister Ana Roos said.", "supported"),
        ("earthquakes", "The quake has killed 7,926 people in Anadola so far, the Disaster Office says.", "outdated"),
        # a body is called by the words of its name, and another one is not
        ("births", "Arland registered 612,000 births in 2023, its statistics office said.", "supported"),
        ("train-punctuality", "At Corland Railways 92 percent of trains were on time in 2023, its regulator found.", "misquoted"),
        # what was planned, and what was done
        ("layoffs", "Bolt has cut 2,000 jobs in 2024, the company said.", "misquoted"),
        ("layoffs", "Bolt planned to cut 2,000 jobs in 2024, the company said.", "supported"),
        # cases are no deaths, and deaths are people who died
        ("cholera", "Marland's Health Ministry counted 31,800 people who died of cholera from January to June 2024.", "misquoted"),
        ("cholera", "Marland's Health Ministry said 742 people had died of cholera from January to June 2024.", "supported"),
        # a total may be told a day after its end, and a week's is none of a year
        ("earthquakes", "On Feb. 9, 2023, Anadola's Disaster Office raised the toll to 7,926 dead.", "supported"),
    ],
)  # fmt: skip
def test_what_a_package_tells_apart_is_told_apart(name, text, told):
    assert [one.verdict for one in hc.proof(story(name), text).findings] == [told]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("jobless", "Arland's jobless rate was in the news again. Turnout was 61 percent."),
        ("offer", "North Korea fired 10 rounds from 600-millimeter launchers."),
        (
            "offer",
            "North Korea has 15,000 soldiers in Russia, our calendar says. It costs 12.99 now.",
        ),
        ("offer", "North Koreans in Russia: adults between 18 and 40, people under 65."),
    ],
)
def test_prices_ages_and_shares_of_something_else_are_not_the_records(name, text):
    told = {one.text for one in hc.proof(story(name), text).findings}
    assert told <= {"15,000"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("North Korea has about 1.3 million active troops. The CIA had 0.3665 million.", ["disputed", "no record"]),
        ("Ramzan Kadyrov says that he has sent more than 26,000 fighters so far.", ["outdated"]),
        ("South Korea's intelligence service counts 15,000 North Korean soldiers in Russia today.", ["misquoted"]),
        ("4,000: North Koreans killed in Kursk by mid-January 2025, Western officials told the BBC.", ["misquoted"]),
        # they had applied, and a panel that passes on a number has confirmed none
        ("On March 6, 2022, Dmytro Kuleba said that about 20,000 foreign volunteers had arrived in Ukraine to fight.", ["misquoted"]),
        ("The U.N. Panel of Experts has verified that about 100,000 North Koreans work abroad.", ["misquoted"]),
        # in Russia, and not in its region alone
        ("The Pentagon counted 11,000 to 12,000 North Koreans in the region of Kursk on Nov. 4, 2024.", ["misquoted"]),
    ],
)  # fmt: skip
def test_a_wrong_number_is_not_let_pass(data, text, told):
    assert [one.verdict for one in hc.proof(data, text).findings] == told
