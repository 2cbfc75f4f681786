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
            "Antony Blinken, US secretary of state, put the number of soldiers from North Korea for Russia in the Kursk region at up to 8,000 as of Oct. 31, 2024.",
        ),
        (
            "About 15,000 North Korean soldiers are in Russia today, South Korean intelligence says.",
            "South Korean intelligence put the total number of soldiers from North Korea for Russia at about 15,000 by April 30, 2025.",
        ),
        (
            "Some 13,221 North Koreans came to Russia in 2024, Russian statistics show.",
            "Rosstat reported a total of 13,221 border entries from North Korea to Russia in 2024.",
        ),
        (
            "North Korea offered 100,000 volunteers to Russia.",
            "Igor Korotchenko, Russian military commentator, spoke of 100,000 volunteers from North Korea for Russia in August 2022. Ivan Nechaev, deputy director in the press department of the Russian foreign ministry, denied it on Aug. 11, 2022.",
        ),
    ],
)  # fmt: skip
def test_what_may_be_used_instead(data, text, use):
    assert suggested(data, text) == [use]


@pytest.mark.parametrize("name", sorted({it.story for it in read() if it.part == "work"}))
def test_no_suggestion_is_spoilt(name):
    for text, those in SENTENCES.items():
        if those[0].story == name and group_of(those[0]) != "whole drafts":
            for use in suggested(story(name), text):
                assert use[0].isupper() or not use[0].isalpha() or use[0] == text[0], use
                assert not SPOILT.search(use), use
