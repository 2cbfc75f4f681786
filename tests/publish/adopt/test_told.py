"""What a head may mean and a cell does not say is told, and no figure is made of it."""

from __future__ import annotations

import pytest
from headcount.core.errors import WrongChoice
from headcount.publish.adopt.adoption import propose
from headcount.publish.adopt.heads import Head, read_head
from headcount.publish.adopt.sheet import read_sheet
from headcount.publish.adopt.understanding import understand

HEADS = [
    ("Troops (k)", Head("Troops", 1000)),
    ("Troops (x 1,000)", Head("Troops", 1000)),
    ("Aid (€m)", Head("Aid", 1_000_000, "€")),
    ("Aid (€ Tsd)", Head("Aid", 1000, "€")),
]
UNSURE = ["Weight (K)", "Length (m)", "Thousands left", "Aid ($ zillion)"]

FAULTS = [
    (
        "Country,Troops,Margin of error,Year\nFrance,900,5%,2022\n",
        "is not a margin of its number; write how many it may be off by",
    ),
    (
        "Country,Troops 2021,Troops 2022,Date\nFrance,900,901,2021-05\n",
        "the row is of 2021-05, and its head of 2022; take one of them out",
    ),
    (
        "Country,Troops 04/05/2021,Troops 06/05/2021\nFrance,900,901\n",
        "the date in its head may have the day or the month first; answer order",
    ),
    (
        "Country,Troops,Year\nFrance,900,2022\nPeru,800,2022\nNote: all figures in thousands,,\n",
        "900 may be as it is written, or one of 1,000 as a note in the sheet says",
    ),
]
REFUSED = [
    ("1,2\n3,4\n", "has no table"),
    (",".join(["Troops"] * 1001) + "\n900\n", "has 1,001 columns"),
]


@pytest.mark.parametrize(("text", "parted"), HEADS)
def test_a_head_says_what_its_numbers_are_written_in(text, parted):
    assert read_head(text) == parted


@pytest.mark.parametrize("text", UNSURE)
def test_a_head_that_may_mean_two_things_is_unsure(text):
    assert read_head(text).unsure


@pytest.mark.parametrize(("text", "told"), FAULTS)
def test_what_cannot_be_understood_is_told(text, told):
    found = understand(*propose(text))
    assert told in " ".join(map(str, found.faults)).replace('"', "")


def test_a_status_that_is_none_is_told():
    text = "Country,Troops,Year,Status\nFrance,900,2022,shouted\n"
    sheet, answers = propose(text, columns={"Status": "status"})
    (fault,) = understand(sheet, answers).faults
    assert '"shouted" is not a status; write ' in str(fault)


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_what_is_no_table_is_refused(text, why):
    with pytest.raises(WrongChoice, match=why):
        read_sheet(text)
