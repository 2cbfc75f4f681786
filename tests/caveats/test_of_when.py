"""Of when a figure is, in words: one place says it for charts, comparisons, sheets and lessons."""

import pytest

from tests.caveats.crowds import crowd, pair

FLOW = {"unit": "tickets"}
RUNNING = {"over": "/2024-05-01"}  # added up, nobody says since when


@pytest.mark.parametrize(
    ("cells", "known", "after_verb"),
    [
        ({}, "estimated as of May 1, 2024", "as of May 1, 2024"),
        ({"as_of": "2023/2024"}, "estimated as of 2023 to 2024", "as of 2023 to 2024"),
        ({"as_of": "2024", **FLOW}, "estimated for 2024", "in 2024"),
        ({"as_of": "2024-05-01", **FLOW}, "estimated for May 1, 2024", "on May 1, 2024"),
        ({"as_of": "2024-05/2024-06", **FLOW}, "estimated for May to June 2024",
         "from May to June 2024"),
        ({"as_of": "2024~", **FLOW}, "estimated for about 2024", "about 2024"),
        ({"over": "2024-01/2024-05-01"}, "estimated for January 2024 to May 1, 2024",
         "from January 2024 to May 1, 2024"),
        (RUNNING, "estimated as of May 1, 2024", "by May 1, 2024"),
        ({"as_of": "2024-06", "status": "planned", **FLOW}, "planned for June 2024",
         "for June 2024"),  # it was said in May
        ({"as_of": "2024-04", "status": "planned"}, "planned as of April 2024",
         "as of April 2024"),
        ({"as_of": "2024-04/2024-05", "status": "offered"}, "offered for April to May 2024",
         "for April to May 2024"),
        ({"status": "offered"}, "offered on May 1, 2024", "on May 1, 2024"),
        ({"as_of": "2024-04", "status": "offered"}, "offered in April 2024", "in April 2024"),
        ({"as_of": "2024-04~", "status": "offered"}, "offered as of about April 2024",
         "as of about April 2024"),
        ({"as_of": "2023", "status": "denied"}, "denied on May 2, 2024", "on May 2, 2024"),
        ({"as_of": "2024-04", "status": "denied", "reported": ""}, "denied in April 2024",
         "in April 2024"),
        ({"qualifier": "estimated"}, "as of May 1, 2024", "as of May 1, 2024"),
    ],
)  # fmt: skip
def test_of_when_a_figure_is_follows_from_what_it_counts(cells, known, after_verb):
    view = pair(crowd("a", 900, **cells), crowd("b", 9))
    assert view.facts.known(view.rows[0]) == known
    assert view.facts.dated_after_verb(view.rows[0]) == after_verb


def test_what_an_amount_has_said_as_it_is_shown_is_not_said_again():
    view = pair(crowd("a", 900, qualifier="estimated"), crowd("b", 9))
    assert view.facts.known(view.rows[0], "about") == "estimated as of May 1, 2024"


def test_what_a_denial_is_about_has_a_time_of_its_own():
    view = pair(crowd("a", 900, status="denied", as_of="2023"), crowd("b", 9))
    assert view.facts.true_of(view.rows[0]) == "as of 2023"


@pytest.mark.parametrize(
    ("cells", "years"),
    [
        (({"as_of": "2021"}, {"as_of": "2023-05"}), "as of 2021 to 2023"),
        (({"as_of": "2021", **FLOW}, {"as_of": "2023-05", **FLOW}), "for 2021 to 2023"),
        (({"as_of": "2023", **FLOW}, {"as_of": "2023-05", **FLOW}), "for 2023"),
        (({"as_of": "2021", **FLOW}, {"as_of": "2023"}), "as of 2021 to 2023"),
        (({"over": "2019/2023"}, {"as_of": "2023", **FLOW}), "for 2019 to 2023"),
    ],
)
def test_of_which_years_figures_are_together(cells, years):
    view = pair(*(crowd(name, 9, **told) for name, told in zip("ab", cells, strict=True)))
    assert view.facts.dated_in_years(view.rows) == years
