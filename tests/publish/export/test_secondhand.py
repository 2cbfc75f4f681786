"""What was read only where others quote it says so in all that leaves."""

import pytest
from headcount.charts.chart import make_chart
from headcount.desk.record import record, summarize
from headcount.figures.table import records
from headcount.publish.export.desk import desk_sheet
from headcount.publish.export.receipt import receipt

VIA = "IISS Military Balance 2021, via the campaign site Invaders Not Welcome"
NOTE = "IISS: read via the campaign site Invaders Not Welcome, not in the original."


@pytest.fixture(scope="module")
def chart(data):
    return make_chart(data, measure="active", source="iiss-mb-2021", highlight="PRK")


def test_a_chart_of_one_unread_source_says_it_once_and_to_all_rows(chart):
    told = [note for note in chart.notes if note.rule == "secondhand"]
    assert [(note.number, note.text) for note in told] == [(None, NOTE)]
    assert chart.source_line == f"Source: {VIA}"


def test_the_desk_sheet_and_the_receipt_say_it(chart):
    sheet = desk_sheet(chart)
    assert NOTE in sheet
    assert "(Not read itself: read in the campaign site Invaders Not Welcome.)" in sheet
    assert "source itself not read" in sheet
    assert VIA in {one["name"] for one in receipt(chart)["sources"]}


def test_the_record_and_the_finders_row_say_it(data):
    figure = "prk-active-iiss-mb-2021"
    row = next(one for one in records(data) if one["figure_id"] == figure)
    assert summarize(data, row).source == VIA
    text = " ".join(record(data, figure).text().split())
    assert "Source itself not read: " in text
    assert "as quoted by the campaign site Invaders Not Welcome, not in the original" in text


def test_one_that_was_read_itself_says_nothing_of_it(data):
    read = make_chart(data, measure="active", source="cia-factbook-2022", highlight="PRK")
    assert "secondhand" not in {note.rule for note in read.notes}
    assert "Not read itself" not in desk_sheet(read)
