"""A suggestion is printable as it stands, and gives nobody a number that is another's."""

from __future__ import annotations

import re

import headcount as hc
import pytest

from tests.benchmarks.proofing import group_of, story
from tests.desk.sentences import by_text, read

SENTENCES = dict(by_text(it for it in read() if it.part == "work"))
SPOILT = re.compile(
    r"\b(?:an?|the|these|to|exactly) (?:about|up to|nearly|more than|at least|an estimated)\b"
    r"| at (?:at|an) |  | ,|\.\.|,,|\(s\)|\bNone\b"
)


def suggested(package, text):
    return [one.suggestion for one in hc.proof(package, text).findings if one.suggestion]


@pytest.mark.parametrize(
    "text",
    [
        # the number is another speaker's: nothing is put into anybody's mouth
        "Seoul, more careful, said North Korea had sent 1,500 soldiers to Russia by January 2026.",
        "South Korea's Joint Chiefs of Staff said on March 27, 2025, that about 3,000 North Korean soldiers had died in Russia.",
        "North Korea confirms sending 15,000 troops to Russia.",
        "The government of Cuba says it has sent 20,000 soldiers to Russia.",
        "President Volodymyr Zelensky says that 11,000 North Koreans are already in the Kursk region.",
    ],
)  # fmt: skip
def test_no_number_is_put_into_the_mouth_of_another(data, text):
    assert suggested(data, text) == []


@pytest.mark.parametrize(
    ("text", "use"),
    [
        (
            "More than 8,000 North Korean soldiers were in Kursk by the end of October 2024, Antony Blinken said.",
            "Up to 8,000 North Korean soldiers were in Kursk by the end of October 2024, Antony Blinken said.",
        ),
        (  # a number in quotation marks is changed by nobody
            '"More than 8,000 North Korean soldiers were in Kursk by the end of October 2024," Antony Blinken said.',
            "Antony Blinken, US secretary of state, estimated the number of North Korean soldiers in the Kursk region at up to 8,000 as of Oct. 31, 2024, News.Az reported on Nov. 1, 2024.",
        ),
        (
            "About 15,000 North Korean soldiers are in Russia today, South Korean intelligence says.",
            "South Korean intelligence estimated the total number of North Korean soldiers sent to Russia at about 15,000 by April 30, 2025, KBS World reported.",
        ),
        (
            "Some 13,221 North Koreans came to Russia in 2024, Russian statistics show.",
            "Rosstat reported a total of 13,221 border entries from North Korea to Russia in 2024, News1 Global reported in February 2025.",
        ),
        (
            "North Korea offered 100,000 volunteers to Russia.",
            "Igor Korotchenko, Russian military commentator, cited reports of 100,000 North Korean volunteers for Russia, Business Insider reported in August 2022. Ivan Nechaev, deputy director in the press department of the Russian foreign ministry, denied it on Aug. 11, 2022.",
        ),
    ],
)  # fmt: skip
def test_what_may_be_used_instead(data, text, use):
    assert suggested(data, text) == [use]


MENDED = """\
{Exactly|About} 2,000 North Korean soldiers had been killed by September 2025, South Korea's spy agency said.
{As many as|At least} 20,000 Cubans had been recruited, Andrii Yusov said in September 2025.
John Kirby said on Oct. 23, 2024, that {up to|at least} 3,000 North Korean soldiers had come by ship.
On Nov. 19, 2024, Zelensky said that {100,000|up to 100,000} North Korean soldiers could come.
South Korean intelligence said in February 2026 that about 6,000 North Korean soldiers had been {killed|killed or wounded}.
British intelligence said that more than 6,000 North Korean soldiers had {died|been killed or wounded} by June 2025.
About 4,700 North Koreans {died|were killed or wounded} in Kursk, South Korea's spy agency said on April 30, 2025.
By April 30, 2025, South Korean intelligence had counted about 4,700 North Korean {deaths|casualties}.
Zelensky said on Jan. 5, 2025, that 3,800 North Koreans {were dead|were dead or wounded}.
By Dec. 23, 2024, more than 3,000 North Korean soldiers had {fallen|been killed or wounded}, Zelensky said.
South Korea's Joint Chiefs of Staff said in March 2025 that about 4,000 North Koreans {lost their lives|were killed or wounded}.
Some 5,000 North Korean military builders {have already reached|are to reach} Kursk, Sergei Shoigu said in June 2025.
Russia {has received|is to receive} 5,000 North Korean military builders, Sergei Shoigu said on June 17, 2025.
North Korea {has sent|is to send} 1,000 sappers to Russia, Sergei Shoigu said on June 17, 2025.
About 1,000 North Korean sappers {arrived|were to arrive} in Russia, Sergei Shoigu said on June 17, 2025.
Some 5,000 military builders from North Korea {were sent|were to be sent} to Kursk, Shoigu said in June 2025.
Sergei Shoigu said on June 17, 2025, that 5,000 North Korean builders {had been deployed|were to be deployed} in Kursk.
More than 50,000 North Korean workers {have come already|are to come}, South Korean officials told the BBC in August 2025.
Shoigu spoke on June 17, 2025, of 5,000 North Korean builders {sent|to be sent} to Kursk.
In June 2025, 5,000 North Korean builders and 1,000 sappers {arrived|were to arrive} in Kursk, Sergei Shoigu said.
Russian statistics show 13,221 entries of North Koreans {in 2023|in 2024}.
{In 2022|In 2023} Rosstat counted 1,117 entries of North Koreans.
About 2,700 North Koreans had been wounded by {April 30, 2025|Jan. 13, 2025}, South Korean intelligence said.
By {the end of March 2025|Jan. 13, 2025}, about 2,700 North Koreans had been wounded, South Korean intelligence said.
South Korea's spy agency says about {600|2,000} North Korean soldiers {have been killed|had been killed as of Sept. 2, 2025}.
About {600|2,000} North Korean soldiers {have been killed so far|had been killed as of Sept. 2, 2025}, South Korea's spy agency says.
South Korean intelligence says that North Korea {has lost|had lost} about {4,700|6,000} killed and wounded{ so far| as of Feb. 12, 2026}.
The South Korean defense ministry says the country has {500,000|450,000} active soldiers{| as of July 2025}.
"""  # the draft's words | those of a copy chief


@pytest.mark.parametrize("line", MENDED.splitlines())
def test_a_drafts_sentence_is_mended_as_a_copy_chief_would(data, line):
    draft, use = (re.sub(r"{([^|]*)\|([^}]*)}", part, line) for part in (r"\1", r"\2"))
    assert suggested(data, draft)[:1] == [use]


@pytest.mark.parametrize(
    ("text", "not_said"),
    [
        # what is mended in one number leaves no other wrong
        ("As many as 20,000 Cubans fight for Putin, says Kyiv, though Havana admits to only 1,076.", "1,076"),
        # a quotation is changed by nobody
        ('"More than 6,000 North Korean soldiers have died," British intelligence said in June 2025.', '"'),
        # of two verbs it is not known which is to be mended
        ("Men died when 6,000 North Koreans were killed, South Korean intelligence said in February 2026.", "Men"),
        # work may be no verb
        ("In June 2025 NHK reported that about 25,000 North Koreans were at work in the drone factory of Alabuga.", "to work"),
        # headlines are not mended
        ("NORTH KOREA HAS SENT 1,000 SAPPERS, SERGEI SHOIGU SAID IN JUNE 2025", "NORTH KOREA"),
        # of two clauses, the second is another's
        ("Seoul says about 600 North Koreans have been killed, but Kyiv counts more.", "Kyiv"),
    ],
)  # fmt: skip
def test_what_cannot_be_mended_in_place_is_said_anew_or_not_at_all(data, text, not_said):
    assert all(not_said not in use for use in suggested(data, text))


@pytest.mark.parametrize("name", sorted({it.story for it in read() if it.part == "work"}))
def test_no_suggestion_is_spoilt(name):
    for text, those in SENTENCES.items():
        if those[0].story == name and group_of(those[0]) != "whole drafts":
            for use in suggested(story(name), text):
                assert use[0].isupper() or not use[0].isalpha() or use[0] == text[0], use
                assert not SPOILT.search(use), use
