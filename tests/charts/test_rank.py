"""The rank, on the bundle's own data: who stands where, by whose figures, and what the chart says.

The places are those that the sources give when read by hand; see the notebook's last section.
"""

import math
from itertools import islice

import pytest
from headcount.caveats import View, derived
from headcount.charts.chart import make_chart
from headcount.charts.rank.marks import draw
from headcount.charts.rank.selection import Selection, select
from headcount.charts.ranked import Bearing, options
from headcount.cli import main
from headcount.core.errors import NothingFits
from headcount.figures import package
from headcount.figures.names import Names
from headcount.figures.quantity import Quantity
from headcount.figures.status import kind
from headcount.figures.table import figures

from tests.charts import chart_options
from tests.scenes import areas, reach

CIA = "cia-factbook-2022-08-04"


def make(data, **choice):
    return make_chart(data, **{"measure": "active", "source": CIA, "highlight": "PRK"} | choice)


def drawn(rows):
    """Draw the marks of a rank of these rows."""
    records = tuple(rows.to_dict("records"))
    all_of_them = Bearing(Names("", "", "", "", {}), len(rows))
    one = Selection(records=records, ranked=len(rows), measure="", rule="", bearing=all_of_them)
    return draw(one, 600)


def place(shown):
    row = shown.rows[shown.rows["country"] == "PRK"].iloc[0]
    return row["place"].best, row["place"].worst


@pytest.mark.parametrize(
    ("measure", "source", "best", "worst"),
    [
        ("active", CIA, 4, 4),
        ("active", "cia-factbook-2020", 4, 4),
        ("active", "cia-factbook-2021", 4, 4),
        ("active", "cia-factbook-2022", 4, 4),
        ("active", "cia-factbook-2023", 4, 4),
        ("active", "cia-factbook-2024", 5, 5),
        ("active", "cia-factbook-2025", 3, 27),
        ("active", "iiss-mb-2021", 4, 4),
        ("active", "gfp-2017", 4, 4),
        ("total", "gfp-2017", 1, 1),
        ("total", "wb-ms-mil-totl-p1", 3, 3),
        ("total", "visualcapitalist-2022", 2, 2),
    ],
)
def test_the_place_depends_on_whose_figures_are_chosen(data, measure, source, best, worst):
    assert place(make(data, measure=measure, source=source)) == (best, worst)


@pytest.mark.parametrize(
    ("measure", "source", "codes", "best", "worst"),
    [
        # by hand from data/military_personnel.csv: who is above for sure, and who may be
        ("active", "cia-factbook-2020", ("IRN", "KOR"), 7, 7),  # 600,000 each
        ("active", "cia-factbook-2021", ("IDN", "MMR"), 12, 12),  # 400,000 each
        ("active", "cia-factbook-2024", ("ETH", "MMR"), 14, 24),  # 150,000 to 300,000 each
        ("active", "cia-factbook-2024", ("EGY", "VNM"), 10, 11),  # 450,000; Iran up to 600,000
        ("active", "bi-iiss-2025-via-dagens", ("PAK", "IRN"), 1, 3),  # more than 600,000 each
        ("active", "bi-iiss-2025-via-dagens", ("KOR",), 5, 5),  # 500,000; Ethiopia has more
        ("paramilitary", "cia-factbook-2020", ("PRK", "RUS"), 3, 3),  # 200,000 each
        ("paramilitary", "cia-factbook-2022", ("PAK", "TUR"), 5, 5),  # 150,000 each
        ("paramilitary", "cia-factbook-2022", ("PRK",), 3, 4),  # 200,000; Russia to 250,000
        ("paramilitary", "cia-factbook-2023", ("PAK", "TUR"), 6, 6),
        ("paramilitary", "cia-factbook-2024", ("PAK", "TUR"), 5, 5),
    ],
)
def test_equal_figures_share_their_places(data, measure, source, codes, best, worst):
    rows = {row["whose"]: row for row in select(data, measure=measure, source=source).records}
    for code in codes:
        place = rows[code]["place"]
        assert (place.best, place.worst) == (best, worst)
        assert place.is_shared == (len(codes) > 1 and best == worst)
        shared = {rows[other]["in_text"] for other in codes} - {rows[code]["in_text"]}
        assert set(rows[code]["beside"]) == (shared if place.is_shared else set())


def test_a_ceiling_is_never_headlined_as_a_place(data):
    shown = make(data, source="cia-factbook-2025")
    assert "third at best" in shown.headline
    assert "up to 1.3 million" in shown.sentence


def test_the_population_source_decides_who_is_first_per_head(data):
    by_bank = make(data, source="cia-factbook-2022", per="wb-sp-pop-totl")
    by_cia = make(data, source="cia-factbook-2022", per="cia-factbook-2022")
    assert by_bank.rows["country"].iloc[0] == "ERI"
    assert by_cia.rows["country"].iloc[0] == "PRK"
    assert "World Bank" in by_bank.source_line


def test_leaving_countries_out_of_the_picture_moves_nobody_up(data):
    shown = make(data, only=["IRN", "PAK"])
    assert set(shown.rows["country"]) == {"PRK", "IRN", "PAK"}
    assert place(shown) == (4, 4)
    assert "three of nine countries" in shown.deck


def test_top_keeps_the_highlighted_country(data):
    shown = make(data, source="cia-factbook-2022", top=2)
    assert list(shown.rows["country"]) == ["CHN", "IND", "PRK"]


def test_the_headline_and_the_sentence_attribute(data):
    shown = make(data)
    assert shown.headline.startswith("CIA figures put North Korea")
    assert "about 1.14 million" in shown.sentence
    assert "CIA World Factbook" in shown.sentence
    assert "behind China, India and the United States" in shown.sentence


def test_the_deck_says_which_rule_chose_the_rows(data):
    assert "latest figure in the CIA World Factbook" in make(data).deck
    assert (
        "figure for 2017 in World Bank"
        in make(data, measure="total", source="wb-ms-mil-totl-p1", year=2017).deck
    )


def test_a_country_with_two_figures_for_one_date_is_not_ranked_but_named(data):
    rows = figures(data)
    twice = rows[
        (rows["source_id"] == "nationsencyclopedia-nk") & (rows["category"] == "paramilitary")
    ]
    assert len(twice) == 2
    with pytest.raises(NothingFits, match=r"North Korea \(two figures for one date"):
        select(data, measure="paramilitary", source="nationsencyclopedia-nk")


def test_a_country_without_a_population_figure_is_left_out_and_named(data):
    shown = make(data, source="cia-factbook-2022", per="wb-sp-pop-totl")
    assert "TWN" not in set(shown.rows["country"])
    assert any("Taiwan (no population figure)" in note.text for note in shown.notes)


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"measure": "activ"}, 'Did you mean "active'),
        ({"source": "cia-factbook-1999"}, 'Did you mean "cia-factbook'),
        ({"per": "cia-factbook-2020"}, 'No figure has the source "cia-factbook-2020"'),
        ({"only": ["XXX"]}, 'No country is named "XXX". Choose from: BLR, BRA'),
        ({"top": 0}, "top: 0 is not a whole number from 1"),
        ({"form": "pie"}, 'No chart form is named "pie"'),
    ],
)
def test_a_word_the_data_does_not_know_is_refused_with_those_it_knows(data, choice, message):
    with pytest.raises(ValueError, match=message):
        make(data, **choice)


@pytest.mark.parametrize(
    "choice", [{"year": 1950}, {"measure": "reserve"}, {"only": ["BRA"], "highlight": "BRA"}]
)
def test_a_choice_that_leaves_nothing_says_so(data, choice):
    with pytest.raises(NothingFits):
        make(data, **choice)


def test_a_highlighted_country_that_the_source_lacks_is_said_to_be_missing(data):
    shown = make(data, highlight="BRA")
    assert "China" in shown.headline
    assert "Not shown: Brazil (no such figure in this source)." in shown.deck


# --- marks -----------------------------------------------------------------------------------


def every_shipped_rank(data):
    """Yield every measure and source that the explorer offers, heads and per head."""
    for _, measure in options(data, measure="active", source=CIA)["measure"]:
        for _, source in options(data, measure=measure, source=CIA)["source"]:
            for _, per in options(data, measure=measure, source=source)["per"]:
                yield {"measure": measure, "source": source, "per": per}


# each run takes one third of them, the long run all
THIRDS = [0, *(pytest.param(other, marks=pytest.mark.slow) for other in (1, 2))]


@pytest.mark.parametrize("third", THIRDS)
def test_every_rank_on_offer_keeps_the_house_rules(data, third):
    """No mark without a figure, lengths from zero, a source line from the rows, alt text."""
    seen = 0
    for choice in islice(every_shipped_rank(data), third, None, 3):
        shown = make(data, **choice)
        scene = shown.drawing(600)
        ids = set(shown.rows["figure_id"])
        assert {mark.figure_id for mark in scene.marks} == ids, choice
        assert scene.axis.first == 0
        solid = {mark.figure_id: mark for mark in areas(scene, pale=False)}
        for row in shown.rows.to_dict("records"):
            amount = row["amount"]
            ends = (amount.low, amount.value, amount.high)  # what every reading has, or a ceiling
            length = next(end for end in ends if end is not None)
            assert reach(scene, solid[row["figure_id"]]) == pytest.approx((0, length)), choice
        for source in {choice["source"], choice["per"]} - {None}:
            short = next(r for r in data.tables["sources"] if r["source_id"] == source)
            assert short["short_title"] in shown.source_line
        assert 0 < len(shown.alt) <= 300, (choice, shown.alt)
        assert make_chart(data, **shown.choice).headline == shown.headline
        seen += 1
    assert seen > 20


@pytest.mark.slow
def test_the_notes_are_those_of_the_rows_in_view_and_no_others(data):
    """Reckoned afresh from the caveats' targets and the rules, for every rank on offer."""
    short = {row["caveat_id"]: row["short"] for row in data.tables["caveats"]}
    for choice in every_shipped_rank(data):
        shown = make(data, **choice, highlight=None)
        selection = select(data, **{k: v for k, v in choice.items() if v})
        drawn = [*shown.rows.to_dict("records"), *selection.base.to_dict("records")]
        reach = {
            name
            for row in drawn
            for name in (
                ("figure", row["figure_id"]),
                ("source", row["source_id"]),
                ("category", f"{row['table']}.{row['category']}"),
                ("table", row["table"]),
            )
        }
        expected = {
            short[row["caveat_id"]]
            for row in data.tables["caveat_targets"]
            if (row["applies_to"], row["target"]) in reach
        }
        base = {row["under"]: row for row in selection.base.to_dict("records")}
        view = View(data, tuple(selection.rows.to_dict("records")), base, focus=frozenset())
        bears = selection.bearing.is_sound  # what would change a place is no question elsewhere
        expected |= {n.text for n in derived(view) if bears or n.rule != "base-decides"}
        assert {n.text for n in shown.notes if n.rule != "left-out"} == expected, choice


def test_a_note_number_on_a_row_is_a_note_that_names_the_row(data):
    shown = make(data, source="cia-factbook-2022")
    for row in shown.rows.to_dict("records"):
        naming = {n.number for n in shown.notes if row["figure_id"] in n.figures} - {None}
        assert set(row["note_numbers"]) == naming


def test_said_estimated_and_counted_are_filled_differently(data):
    rows = figures(data)
    by_kind = {
        group: rows[(rows["status"].map(kind) == group) & rows["value"].notna()].head(1)
        for group in ("said", "estimated", "counted")
    }
    fills = set()
    for group, row in by_kind.items():
        one = row.assign(name="A", amount=[Quantity.of(r) for r in row.to_dict("records")])
        plot = drawn(one)
        fills.add(plot.marks[0].fill.color)
        assert len(plot.entries) == 1, group
    assert len(fills) == 3


def test_bounds_are_drawn_and_an_open_end_is_an_arrow(data):
    iran = make(data).drawing(600)
    assert [reach(iran, band) for band in areas(iran, pale=True)] == [
        pytest.approx((550_000, 600_000))
    ]
    rows = figures(data)
    more = rows[(rows["qualifier"] == "more-than") & (rows["category"] == "active")].head(1)
    more = more.assign(name="A", amount=[Quantity.of(r) for r in more.to_dict("records")])
    arrows = [mark for mark in drawn(more).marks if getattr(mark, "shape", "") == "right"]
    assert len(arrows) == 1
    assert math.isinf(more["amount"].iloc[0].most)


# --- another story: hospital beds, on disk ---------------------------------------------------


REGISTRY = {"measure": "total", "source": "registry-2024"}


def test_another_story_is_ranked_in_its_own_words(beds):
    found = package.read(beds.path)
    shown = make_chart(found, **REGISTRY, highlight="SUD")
    assert list(shown.rows["name"]) == ["North", "South"]
    assert shown.headline == "Health Registry figures put the South at nearly 700 beds"
    assert "All beds, two regions, as of 2023. Each region's latest figure" in shown.deck
    assert "compared here" not in shown.sentence  # two are too few
    assert "in two regions." in shown.alt
    options = chart_options(found, **REGISTRY)
    assert options["source"] == [("Health Registry, 2024 (2 regions)", "registry-2024")]
    assert options["only"] == [("North", "NOR"), ("South", "SUD")]
    assert options["per"] == [("total, not per person", None)]
    with pytest.raises(ValueError, match=r'No region is named "NRO". Did you mean "NOR'):
        make_chart(found, **REGISTRY, only=["NRO"])


def test_another_story_is_divided_by_its_own_base(beds_and_people):
    found = package.read(beds_and_people.path)
    by_registry = make_chart(found, **REGISTRY, per="registry-2024")
    assert list(by_registry.rows["whose"]) == ["SUD", "NOR"]
    assert "Population figures: Health Registry, 2024." in by_registry.deck
    by_courier = make_chart(found, **REGISTRY, per="courier-2024-01-15")
    assert list(by_courier.rows["whose"]) == ["NOR", "SUD"]
    assert "per 1,000 people" in by_courier.headline


@pytest.mark.browser
def test_another_storys_chart_is_drawn_by_the_command(beds_and_people, tmp_path, capsys):
    folder = beds_and_people.path
    chart = '[most-beds]\nmeasure = "total"\nsource = "registry-2024"\nhighlight = "NOR"\n'
    (folder / "charts.toml").write_text(chart + 'per = "courier-2024-01-15"\n')
    out = tmp_path / "out"
    code = main(["export", "most-beds", "--data", str(folder), "--out", str(out)])
    assert code == 0, capsys.readouterr().err
    picture = (out / "most-beds" / "most-beds-article.svg").read_text(encoding="utf-8")
    assert all(text in picture for text in ("North", "South", "per 1,000 people"))
    rows = (out / "most-beds" / "most-beds-data.csv").read_text(encoding="utf-8-sig")
    assert [line.split(",")[:2] for line in rows.splitlines()[1:]] == [
        ["North", "drawn"],
        ["South", "drawn"],
        ["North", "divided by"],
        ["South", "divided by"],
    ]
