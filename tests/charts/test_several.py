"""What time or a revision sets apart is no range: the headline says which of them it is."""

import pytest
from headcount.charts.chart import make_chart

from tests.charts.test_spread import make


@pytest.mark.parametrize("form", ["spread", "history"])
@pytest.mark.parametrize(
    ("name", "figures", "headline"),
    [
        (
            "ambulances",
            ("cap-calls", "cap-december"),
            "Figures put emergency calls in Capital at 480,000 in 2023, 44,000 of them in December",
        ),
        (
            "homeless",
            ("har-night", "har-revised"),
            "Harbor Night Count raised its count of people without a home in Harbor "
            "from 1,400 to 1,460",
        ),
        (
            "earthquakes",
            ("ana-3", "ana-20", "ana-post"),
            "Counts of people killed in Anadola rose from 7,926 by Feb. 8, 2023, "
            "to 44,218 by Feb. 25, 2023",
        ),
        (
            "strikes",
            ("tram", "tram-echo"),
            "Both figures put people on strike in City Trams at about 1,200",
        ),
    ],
)
def test_figures_that_time_sets_apart_are_no_range(subject, form, name, figures, headline):
    shown = make_chart(subject(name), form=form, figures=list(figures))
    assert shown.headline == headline


@pytest.mark.parametrize(
    ("name", "figures", "headline"),
    [
        (
            "strikes",
            ("days-2022", "days-2023"),
            "Working days lost in Arland fell from 240,000 in 2022 to 160,000 in 2023, "
            "Labour Ministry said",
        ),
        (
            "blood-donations",
            ("arl-store-nov", "arl-store"),
            "Blood in store in Arland fell from 3,400 liters to 2,100 liters, "
            "Arland Blood Service said",
        ),
        (
            "layoffs",
            ("acme-done", "acme-plan"),
            "Acme put jobs cut in Acme at 4,500 in 2024; plans called for 6,000",
        ),
        (
            "glaciers",
            ("alp-2022", "alp-winter", "alp-2023"),
            "Three published estimates of mass balance in Alps cover periods of different lengths",
        ),
    ],
)
def test_a_series_is_said_by_its_ends_and_a_plan_by_itself(subject, name, figures, headline):
    shown = make_chart(subject(name), form="spread", figures=list(figures))
    assert shown.headline == headline


def test_two_sides_that_contradict_each_other_are_named(subject):
    shown = make_chart(
        subject("strikes"), form="spread",
        where={"measure": "strikers", "at": "Arland Railways", "status": "claimed"},
    )  # fmt: skip
    assert shown.headline == (
        "Rail Union claimed 12,000 people on strike in Arland Railways; "
        "Arland Railways claimed 4,500"
    )


def test_a_part_and_a_plan_are_no_end_of_a_range(subject):
    where = {"measure": "exported", "place": "Nipland"}
    shown = make_chart(subject("steel-exports"), form="spread", where=where)
    assert "7.9" not in shown.headline
    assert "the lowest published figure is 32 million metric tons" in shown.sentence.lower()
    assert "the highest is 34 million metric tons" in shown.sentence


def test_nearly_a_number_is_not_above_it_and_a_claim_at_an_end_is_called_one(data):
    told = make(data, since=1980).sentence
    assert "the highest is an estimated 1.3 million" in told
    assert "lowest published figure is a claim of about 400,000" in told
