"""Dates as people write them are read as a careful reader would, or asked for."""

from __future__ import annotations

from datetime import date

import pytest
from headcount.figures import dates
from headcount.publish.adopt.dates import DAY_FIRST, MONTH_FIRST, UnreadDateError, read_date
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.adopt.labels import labelled

ORDERS = {"day first: ": DAY_FIRST, "month first: ": MONTH_FIRST}


@pytest.mark.parametrize("line", labelled("dates.txt"), ids=lambda line: line[0])
def test_a_cell_is_the_date_that_a_careful_reader_takes(line: list[str]):
    cell, label = line
    prefix = next((prefix for prefix in ORDERS if cell.startswith(prefix)), "")
    cell, order = cell.removeprefix(prefix), ORDERS.get(prefix)
    if label in ("which", "unread"):
        with pytest.raises(UnreadDateError) as error:
            read_date(cell, order)
        assert error.value.which == (label == "which")
    else:
        assert read_date(cell, order) == label.replace("blank", "")


# 1403/07/27 is a day of another calendar, and 9999 what databases write where there is none
_PLAIN = st.dates(date(1500, 1, 1), date(9998, 12, 31))


@given(_PLAIN, st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y/%m/%d", "%d.%m.%Y", "%d-%b-%Y"]))
def test_any_day_is_read_in_any_plain_way_of_writing_it(day, way: str):
    if day.year >= 1000:
        assert read_date(day.strftime(way)) == day.isoformat()


@given(st.text(max_size=30))
def test_no_text_ends_in_anything_but_a_date_or_a_question(text: str):
    try:
        found = read_date(text)
    except UnreadDateError:
        return
    assert not found or dates.parse(found)
