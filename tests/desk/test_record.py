"""One figure with everything known of it, through the command that prints it."""

import json

import headcount as hc
import pytest
from headcount.cli import main
from headcount.core.errors import UnknownWord, WrongChoice
from headcount.desk.record import record

ARTICLE = "prk-volunteers-100k-business-insider-2022"


def test_the_page_of_a_claim_says_who_told_whom_and_that_it_was_called_fake(capsys):
    assert main(["show", ARTICLE]) == 0
    page = capsys.readouterr().out
    for words in (
        "100,000 North Korean volunteers for Russia",
        "Claimed as of August 2022",
        "Unnamed reports",
        "1: Igor Korotchenko",
        "called the reports fake from beginning to end",
        "Source: Business Insider.",
    ):
        assert words in page
    assert max(map(len, page.splitlines())) <= 220  # an address is never broken, all else is


def test_a_denial_stands_on_the_page_of_the_report_that_it_answers_and_of_no_other(capsys):
    """The spokesman spoke of the report of REGNUM, not of what a commentator said on television."""
    denial = "prk-volunteers-100k-denied-russian-foreign-ministry-2022: denied, Aug. 11, 2022"
    assert main(["show", "prk-soldiers-100k-regnum-2022"]) == 0
    assert denial in capsys.readouterr().out
    assert main(["show", ARTICLE]) == 0
    assert denial not in capsys.readouterr().out


def test_the_page_of_an_estimate_says_what_disputes_it(capsys):
    assert main(["show", "prk-active-cia-factbook-2022-08-04"]) == 0
    assert (
        "the IISS figure for that time is about 1.28 million. Source: IISS Military Balance 2021"
        in " ".join(capsys.readouterr().out.split())
    )


def test_the_record_as_json_is_whole(capsys, data):
    assert main(["show", ARTICLE, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["figure"]["value"] == 100_000
    assert shown["figure"]["low"] is None
    assert [hop["number"] for hop in shown["chain"]] == [0, 1, 2, 3, 4]
    assert shown["source"]["source_id"] == shown["figure"]["source_id"]


def test_every_figure_has_a_record(data):
    for table in data.figure_tables:
        for row in data.tables[table][::7]:
            found = record(data, row["figure_id"])
            assert found.text().startswith(row["figure_id"])
            json.dumps(found.as_json())


def test_a_correction_stands_in_the_record(beds):
    from headcount.figures import package

    data = package.read(beds.path)
    figure = data.tables[data.figure_tables[0]][0]["figure_id"]
    data.tables["corrections"].append(
        {
            "date": "2026-01-02",
            "table": data.figure_tables[0],
            "figure_id": figure,
            "field": "value",
            "old": "1",
            "new": "2",
            "reason": "Misread.",
        }
    )
    assert "2026-01-02: value was 1, is 2. Misread." in record(data, figure).text()


def test_an_id_nearly_right_is_answered_with_the_right_one(data, capsys):
    with pytest.raises(UnknownWord, match="Did you mean"):
        record(data, "prk-active-iiss-mb-20111")
    assert main(["show", "prk-active-iiss-mb-20111"]) == 2
    assert 'Did you mean "prk-active-iiss-mb-2011", ' in capsys.readouterr().err


def test_rows_of_a_frame_are_asked_for_without_the_data(data):
    rows = hc.read().figures.query("country == 'PRK' and category == 'active'")
    first, second = rows["figure_id"].head(2)
    asked = record(data, first).text()
    assert hc.record(rows.iloc[0]).text() == asked
    assert hc.record(data, rows.iloc[0]).text() == asked
    compared = hc.compare(data, first, second).text()
    assert hc.compare(rows.head(2)).text() == compared
    assert hc.compare(rows.iloc[0], rows.iloc[1]).text() == compared
    assert hc.compare(rows.iloc[0], second).text() == compared


def test_rows_that_cannot_be_meant_are_refused(data):
    rows = hc.read().figures.query("country == 'PRK' and category == 'active'")
    for given, message in (
        (rows.head(3), "Name two figures to compare, not three"),
        (rows.head(1), "Name two figures to compare, not one"),
        (rows.head(2).assign(value=7), "value is 7 and was recorded as 410,000"),
        (rows.head(2).drop(columns="figure_id"), "keep that column"),
        ("prk-active-loc-1975", "is not a package"),
    ):
        with pytest.raises(WrongChoice, match=message):
            hc.compare(given)
    for given in (rows.head(2), data):
        with pytest.raises(WrongChoice, match=r"Name one figure, not (two|zero)"):
            hc.record(given)
