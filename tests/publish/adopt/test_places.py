"""Countries are known by the names that people write, and never guessed."""

from __future__ import annotations

from time import process_time

import pytest
from headcount.figures.places import UnreadPlaceError, name_of, read_place

from tests.publish.adopt.labels import labelled


@pytest.mark.parametrize(
    "line", labelled("places.txt") + labelled("places_second.txt"), ids=lambda line: line[0]
)
def test_a_cell_is_the_country_that_a_careful_reader_takes(line: list[str]):
    cell, label = line
    if label.startswith("?"):
        with pytest.raises(UnreadPlaceError) as error:
            read_place(cell)
        offered = error.value.offered
        assert [code for code in label[1:].split() if code not in offered] == []
        assert len(offered) <= 3
    else:
        assert read_place(cell) == label


def test_what_it_may_be_is_said_by_name():
    with pytest.raises(UnreadPlaceError, match="it may be North Korea or South Korea"):
        read_place("Korea")


def test_each_code_is_known_by_itself_and_by_its_name():
    for code in ("PRK", "KOR", "COD", "CIV", "TLS", "MMR", "SRB", "SSD", "XKX"):
        assert read_place(code) == read_place(name_of(code)) == code


def test_names_of_no_country_take_little_time_each():
    begun = process_time()
    for number in range(500):
        with pytest.raises(UnreadPlaceError):
            read_place(f"Municipality {number}")
    assert process_time() - begun < 1
