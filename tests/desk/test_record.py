"""One figure with everything known of it, through the command that prints it."""

import json

import pytest
from headcount.cli import main
from headcount.core.errors import UnknownWord
from headcount.desk.record import record

ARTICLE = "prk-volunteers-100k-business-insider-2022"


def test_the_page_of_a_claim_says_who_told_whom_and_that_it_was_called_fake(capsys):
    assert main(["show", ARTICLE]) == 0
    page = capsys.readouterr().out
    for words in (
        "100,000 people",
        "Claimed, as of August 2022",
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
        "the IISS figure for that time is about 1.28 million. IISS Military Balance 2021"
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
    assert 'Did you mean "prk-active-iiss-mb-2011" or' in capsys.readouterr().err
