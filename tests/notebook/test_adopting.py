"""The page on which a sheet is adopted: what menus change, what rows become, what is refused."""

from __future__ import annotations

from pathlib import Path

import headcount as hc
import pytest
from headcount.core.errors import WrongChoice

SHEET = (
    "Country,Troops,Other,Date\nNorth Korea,10-12k,5,2024-10\nKorea,200,6,2024\nLaos,n/a,7,2024\n"
)


@pytest.fixture
def page(tmp_path: Path):
    return hc.adopt_page(SHEET, tmp_path / "story", columns={"Other": "nothing"}, unit="people")


def send(page, **message: object) -> None:
    page._handle_custom_msg(message, [])


def row(page, line: str) -> dict:
    return next(one for one in page.content["rows"] if one["line"] == line)


def test_each_row_says_what_it_becomes_and_those_that_were_not_read_come_first(page):
    assert [one["line"] for one in page.content["rows"]] == ["3", "2", "4"]
    assert row(page, "2")["becomes"] == ["10,000 to 12,000 troops, North Korea, October 2024"]
    assert row(page, "3")["faults"] == [0]
    assert row(page, "3")["becomes"] == [
        '"Korea" is not the name of one country; write North Korea or South Korea'
    ]
    assert row(page, "4")["state"] == "left"


def test_a_menu_gives_a_column_another_role_and_takes_one_that_only_one_may_have(page):
    send(page, kind="role", column="Other", role="amount")
    assert len(row(page, "2")["becomes"]) == 2
    send(page, kind="role", column="Other", role="place")
    roles = {one["name"]: one["role"] for one in page.content["columns"]}
    assert (roles["Other"], roles["Country"]) == ("place", "nothing")


def test_what_cannot_be_is_said_and_changes_nothing(page):
    before = page.answers
    send(page, kind="role", column="Troops", role="nothing")
    assert page.content["result"] == "no column has the numbers"
    send(page, kind="role", column="Troops", role="king")
    send(page, kind="role", column="Nobody", role="amount")
    send(page, kind="answer", name="sheet", value="x")
    send(page, kind="nonsense")
    assert page.answers == before
    with pytest.raises(WrongChoice):
        page.answer(columns={"Troops": "nothing"})


def test_answers_are_taken_and_the_story_is_written(page, tmp_path: Path):
    send(page, kind="answer", name="counted", value="soldiers")
    send(page, kind="answer", name="flow", value="yes")
    send(page, kind="answer", name="order", value="")
    assert page.content["rows"][1]["becomes"] == [
        "10,000 to 12,000 soldiers, North Korea, October 2024"
    ]
    assert not (tmp_path / "story").exists()
    send(page, kind="write")
    assert page.content["result"].endswith(f"The story is in {tmp_path / 'story'}.")
    assert page.adoption.package["soldiers"].high.tolist() == [12000]
    send(page, kind="write")
    assert "is not empty" in page.content["result"]


def test_a_thousand_rows_are_not_all_sent_to_the_page():
    lines = "".join(f"Peru,{number},2020\n" for number in range(1000))
    page = hc.adopt_page(f"Country,Beds,Year\n{lines}")
    assert len(page.content["rows"]) == 50
    assert page.content["folder"] == ""


def test_who_publishes_at_an_address_is_asked_once_a_host():
    page = hc.adopt_page(
        "Country,Beds,Year,Link\nPeru,1,2019,https://a.example/1\nPeru,2,2020,https://a.example/2\n"
        "Peru,3,2021,https://www.reuters.com/1\n"
    )
    asked = [one for one in page.content["questions"] if one["label"].startswith("Who publishes")]
    assert [(one["label"], one["value"]) for one in asked] == [("Who publishes at a.example", "")]
    send(page, kind="answer", name=asked[0]["name"], value="the Herald")
    assert page.answers.publishers == {"a.example": "the Herald"}
    assert not page.content["refused"]
    (one,) = [one for one in page.content["questions"] if one["label"].startswith("Who publishes")]
    assert one["value"] == "the Herald"
