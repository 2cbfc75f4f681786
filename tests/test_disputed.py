"""The rule `disputed`: it speaks where publishers disagree, and is silent where they do not."""

import pytest

from helpers.caveats import disputed
from helpers.figures import figures


def note(data, figure_id):
    rows = figures(data)
    row = rows[rows["figure_id"] == figure_id].iloc[0].to_dict()
    return disputed(data, rows, row, "It")


def test_it_says_who_disagrees_and_by_how_much(data):
    found = note(data, "prk-active-cia-factbook-2022-08-04")
    assert "It: others put it at 1.2 million to 1.3 million" in found.text
    assert "IISS Military Balance 2021: about 1.28 million" in found.long
    assert found.figures == ("prk-active-cia-factbook-2022-08-04",)


def test_a_reserve_counted_without_the_militia_meets_the_count_with_it(data):
    assert "7.62 million" in note(data, "prk-reserve-cfr-via-bi-2022").text


def test_a_publishers_other_editions_are_no_rivals(data):
    assert "CIA" not in note(data, "prk-active-cia-factbook-2022-08-04").long


def test_figures_of_other_years_are_no_rivals(data):
    assert "Moon" not in note(data, "prk-active-cia-factbook-2022-08-04").long


@pytest.mark.parametrize(
    "figure_id",
    [
        "prk-active-cia-factbook-2025",  # a ceiling that holds the others' figures
        "prk-total-wb-2018",  # "total" means different sums: not the same thing
    ],
)
def test_it_is_silent_where_nothing_contradicts(data, figure_id):
    assert note(data, figure_id) is None
