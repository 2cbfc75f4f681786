"""Charts say of figures what `hc.compare` says of them: units, wholes, denials, origins.

The subjects are those of the labelled pairs; what must be read was written before the charts were
drawn.
"""

from __future__ import annotations

import re

import pytest
from headcount.charts.chart import make_chart
from headcount.charts.timeline.marks import _events
from headcount.core.errors import NothingFits
from headcount.core.wording import capital
from headcount.desk.compare import compare
from headcount.desk.listing import words as listing
from headcount.desk.record import record
from headcount.figures.table import records
from headcount.publish.export.desk import desk_sheet
from headcount.publish.export.words import figures_table, long_description
from headcount.render.style import Scale
from headcount.render.svg import to_svg

from tests.charts import chart_options

FORMS = ("scale", "spread", "history", "ladder", "timeline")


def drawn(shown):
    """Return the rows of a timeline as they are drawn."""
    return [one.row for one in _events(shown.selection, Scale.for_width(600))]


def plain(hover):
    """Return what a tip says, without its line breaks."""
    return hover.replace("<br>\u200b", " ").replace("<br>", " | ")


def words(shown):
    """Return all that a chart says of its rows, and prints beside them."""
    lines = [one for hover in shown.hovers for one in hover]
    return " | ".join([shown.headline, shown.deck, shown.sentence, shown.alt, *lines])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("name", "figures", "unit"),
    [
        ("steel-exports", ("nip-fy", "nip-fy-old"), "metric tons"),
        ("aid-pledges", ("nor-h1-23", "nor-2023"), "euros"),
        ("school-absence", ("hal-2023", "hal-2022"), "percent"),
    ],
)
def test_what_is_measured_is_said_with_its_unit_wherever_it_stands(
    subject, form, name, figures, unit
):
    shown = make_chart(subject(name), form=form, figures=list(figures))
    stated = [row["amount"].words().removesuffix(f" {unit}") for row in shown.selection.records]
    for one in stated:
        for match in re.finditer(rf"(?<![\d.]){re.escape(one)}(?!\d|\.\d)", words(shown)):
            after = words(shown)[match.end() :]
            assert re.match(rf" (to \S+ (\w+ )?)?{unit}\b", after), words(shown)


def test_a_headline_names_the_unit_before_what_it_measures(subject):
    shares = make_chart(subject("police"), form="scale", figures=["bel-share", "cal-share"])
    assert shares.headline == "Belmar Police put the share of women in Belmar at 30 percent"
    balance = make_chart(subject("steel-exports"), form="ladder", figures=["nip-bal"])
    assert "put the trade balance in Nipland at minus 3.1 trillion yen" in balance.sentence


WHEN = [  # of when a figure is, as an editor says it
    ("births", "cor-1963", "confirmed for 1963"),
    ("steel-exports", "nip-fy", "confirmed for April 2022 to March 2023"),
    ("earthquakes", "ana-women", "confirmed for Feb. 6 to 25, 2023"),
    ("train-punctuality", "arl-goal", "planned for 2024"),
    ("vaccine-doses", "cor-offer", "offered in March 2021"),
    ("drones", "armed-denial", "denied on Sept. 10, 2024"),  # of drones of 2024
    ("armed-strength", "sor-active-2010", "estimated as of 2010"),
]


@pytest.mark.parametrize(("name", "figure", "known"), WHEN)
def test_of_when_a_figure_is_reads_alike_wherever_it_leaves(subject, name, figure, known):
    data, when = subject(name), known.partition(" ")[2]
    other = next(one["figure_id"] for one in records(data) if one["figure_id"] != figure)
    assert f"({known}; " in compare(data, figure, other).text().replace("\n  ", " ")
    assert record(data, figure).paragraphs()[1].startswith(capital(known))
    assert known in listing(data.figures.query(f"figure_id == '{figure}'")).text().replace(
        "\n", " "
    )
    for form in ("ladder", "timeline"):
        shown = make_chart(data, form=form, figures=[figure])
        assert capital(known) in plain(shown.hovers[0]), form
        assert when.partition(" ")[2] in shown.sentence, form
        assert f"<td>{capital(when)}</td>" in desk_sheet(shown), form
        assert f">{capital(when)}</td>" in figures_table(shown), form
        assert when in long_description(shown), form
    if "denied" not in known:
        shown = make_chart(data, form="spread", figures=[figure])
        assert when.partition(" ")[2] in shown.sentence
        assert capital(known) in plain(shown.hovers[0])


@pytest.mark.parametrize("form", ["ladder", "timeline"])
def test_the_word_for_the_whole_is_not_said(subject, form):
    shown = make_chart(subject("drones"), form=form, figures=["claim", "denial"])
    assert not re.search(r"\ball\b", words(shown), re.IGNORECASE)


@pytest.mark.parametrize("form", ["spread", "history"])
def test_a_denial_is_no_amount_and_who_denied_is_said(subject, form):
    data = subject("drones")
    shown = make_chart(data, form=form, figures=["claim-herald", "denial"])
    assert [row["figure_id"] for row in shown.selection.records] == ["claim-herald"]
    assert "denied by Sudland Embassy on Sept. 3, 2024" in " ".join(
        note.text for note in shown.notes
    )
    assert (
        "Sudland Embassy denied it on Sept. 3, 2024"
        in compare(data, "claim-herald", "denial").sentence
    )


def test_a_timeline_is_read_aloud_with_its_denial(subject):
    shown = make_chart(subject("drones"), form="timeline", figures=["armed", "armed-denial"])
    assert "to a denial of 800 drones delivered (Sudland Embassy, 2024)" in shown.alt
    assert "800 drones delivered in Norland, armed, for 2024" in shown.sentence


def test_who_repeats_a_number_is_no_origin_of_its_own(subject):
    data, figures = subject("school-absence"), ["hal-herald", "hal-2023"]
    assert compare(data, *figures).rules == ["one-origin"]
    for form in ("history", "spread"):
        shown = make_chart(data, form=form, figures=figures)
        assert "from one origin" in f"{shown.deck} {shown.sentence}", form
        assert "two origins" not in words(shown)
    assert "Both published figures give that number" in shown.sentence


def test_a_flow_below_zero_is_no_column_and_stands_where_the_axis_reaches(subject):
    data, figures = subject("steel-exports"), ["nip-bal", "nip-bal-old"]
    assert make_chart(data, form="history", figures=["nip-fy", "nip-fy-old"]).selection.are_columns
    shown = make_chart(data, form="history", figures=figures)
    assert not shown.selection.are_columns
    assert "−3T" in to_svg(shown.drawing(600))


def test_a_timeline_has_no_bar_beside_one_that_cannot_be_drawn(subject):
    data = subject("steel-exports")

    def bars(*figures):
        shown = make_chart(data, form="timeline", figures=list(figures))
        return [one.ends for one in drawn(shown)], shown.deck

    assert all(bars("nip-fy", "nip-fy-old")[0])
    ends, deck = bars("nip-bal", "nip-bal-old")
    assert ends == [None, None]
    assert deck == "Two figures, 2021 to 2023, placed by the date each describes."


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("coal", ("nor-killed", "nor-miners")),
        ("steel-exports", ("nip-q", "kel-2022")),
        ("asylum", ("gal-2023", "gal-pending")),
        ("police", ("cal-share", "bel-share")),
    ],
    ids=["two kinds", "a quarter of a year", "a flow of a stock", "a percentage of another"],
)
def test_no_share_is_drawn_where_no_ratio_may_be_printed(subject, name, figures):
    data = subject(name)
    assert compare(data, *figures).ratio is None
    with pytest.raises(NothingFits, match=f"No share of {figures[1]} may be printed"):
        make_chart(data, form="scale", figures=list(figures), show="share")
    assert make_chart(data, form="scale", figures=list(figures)).selection.shares == ()
    menu = chart_options(data, form="scale", figures=list(figures))["show"]
    assert [value for _, value in menu] == [None]
