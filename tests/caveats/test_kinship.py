"""How two figures stand to each other: their times, and what is a part of what."""

import pytest
from headcount.caveats.kinship import (
    belong_together,
    contradicts,
    crosses,
    fit_in_time,
    is_one_thing,
    is_one_time,
    is_part,
    is_share,
    years_apart,
)
from headcount.figures.dates import parse

from tests.caveats.crowds import POLICE, crowd, pair

STOCK, FLOW, UNSAID = {"unit": "people"}, {"unit": "tickets"}, {"unit": "buses"}


@pytest.fixture(autouse=True)
def unsaid(monkeypatch):
    """Let the table not say whether it holds stocks or flows: then units do."""
    from tests.caveats import crowds

    table, *others = crowds.DESCRIPTOR["resources"]
    unit = next(one for one in table["schema"]["fields"] if one["name"] == "unit")
    kinds = {"people": {"measures": "stock"}, "tickets": {"measures": "flow"}, "buses": {}}
    told = [one | kinds[one["value"]] for one in unit["categories"]]
    fields = [one if one is not unit else unit | {"categories": told}
              for one in table["schema"]["fields"]]  # fmt: skip
    bare = {name: value for name, value in table.items() if name != "measures"}
    changed = bare | {"schema": table["schema"] | {"fields": fields}}
    monkeypatch.setitem(crowds.DESCRIPTOR, "resources", [changed, *others])


def two(one, other, **told):
    """Return the facts of a package of two figures, and these."""
    view = pair(
        crowd("a", **{"value": 900} | told | one), crowd("b", **{"value": 400} | told | other)
    )
    return view.facts, *view.rows


@pytest.mark.parametrize(
    ("one", "other", "is_one", "fits"),
    [
        (STOCK, STOCK, True, True),  # a month of the year that a stock is of
        (UNSAID, UNSAID, True, True),
        (UNSAID, STOCK, True, True),
        (FLOW, STOCK, False, True),  # what was added up in May, of those there in 2024
        (STOCK, FLOW, False, True),
        (FLOW, UNSAID, False, True),
        (FLOW, FLOW, False, False),  # a month beside the whole year
    ],
)
def test_a_month_fits_its_year_but_for_two_that_were_added_up(one, other, is_one, fits):
    for a, b in ((one, other), (other, one)):
        known = two(a | {"as_of": "2024-05"}, b | {"as_of": "2024"})
        assert (is_one_time(*known), fit_in_time(*known)) == (is_one, fits)
    alike = two(one | {"as_of": "2024"}, other | {"as_of": "2024"})
    assert is_one_time(*alike)
    assert fit_in_time(*alike)
    apart = two(one | {"as_of": "2024-05"}, other | {"as_of": "2023"})
    assert not is_one_time(*apart)
    assert not fit_in_time(*apart)


@pytest.mark.parametrize(("kind", "cross"), [(STOCK, False), (UNSAID, False), (FLOW, True)])
def test_spans_that_share_a_month_cross_where_things_were_added_up(kind, cross):
    known = two({"as_of": "2024-01/2024-03"}, {"as_of": "2024-03/2024-05"}, **kind)
    assert crosses(*known) is cross
    known = two({"as_of": "2024-01/2024-03"}, {"as_of": "2024-04/2024-05"}, **kind)
    assert not crosses(*known)
    known = two({"as_of": "2024-01/2024-05"}, {"as_of": "2024-03/2024-04"}, **kind)
    assert not crosses(*known)  # one lies in the other: it is a part


@pytest.mark.parametrize(("kind", "part"), [(STOCK, False), (UNSAID, False), (FLOW, True)])
def test_a_month_is_a_part_of_its_year_where_things_were_added_up(kind, part):
    known = two({"as_of": "2024-05"}, {"as_of": "2024"}, **kind)
    assert is_part(*known) is part is is_share(*known)
    assert not is_part(*two({"as_of": "2024"}, {"as_of": "2024"}, **kind))
    others = two({"as_of": "2024-05"}, {"as_of": "2024", "source_id": POLICE}, **kind)
    assert not is_part(*others)  # of another series


def test_a_part_is_a_part_by_its_name_by_its_measure_and_by_nothing_else():
    assert is_part(*two({"part_of": "b"}, {}))
    assert not is_part(*two({"part_of": "c"}, {}))
    assert not is_one_thing(*two({"part_of": "c"}, {}))
    assert not is_one_thing(*two({}, {"part_of": "c"}))
    assert is_part(*two({"what": "seated"}, {"what": "all"}))
    assert not is_part(*two({"what": "all"}, {"what": "seated"}))
    assert not is_part(*two({"what": "seated"}, {"what": "all", "square": "west"}))
    assert not is_part(*two({"what": "seated"}, {"what": "all", "unit": "buses"}))
    assert not is_part(*two({"what": "seated"}, {"what": "all", "as_of": "2023"}))


def test_one_measure_of_another_belongs_to_it_as_a_share_of_one_publisher():
    facts, *rows = two({"what": "seated"}, {"what": "all"})
    assert belong_together(facts, rows)
    facts, *rows = two({"what": "seated"}, {"what": "all", "source_id": POLICE})
    assert not belong_together(facts, rows)
    facts, *rows = two({"what": "seated"}, {"what": "standing"})
    assert not belong_together(facts, rows)


@pytest.mark.parametrize(
    ("one", "other", "years"),
    [
        ("2008/2012", "2009", 0),
        ("2008/2010", "2009/2011", 0),
        ("2008", "2009", 1),
        ("2005", "2023", 18),
    ],
)
def test_years_are_subtracted_and_none_lie_between_times_that_meet(one, other, years):
    assert years_apart(parse(one), parse(other)) == years_apart(parse(other), parse(one)) == years


@pytest.mark.parametrize(
    ("other", "is_so"),
    [
        ({}, True),
        ({"value": 904}, False),  # 900 is up to 905
        ({"value": None, "high": 1000, "qualifier": "up-to"}, False),
        ({"value": None, "high": 800, "qualifier": "up-to"}, True),
        ({"source_id": "paper"}, False),  # a later number by the same publisher
        ({"as_of": "2023"}, False),
        ({"status": "planned"}, False),  # what came of a plan
    ],
)
def test_another_amount_of_one_time_by_another_publisher_contradicts(other, is_so):
    known = two({}, {"source_id": POLICE} | other)
    assert contradicts(*known) is is_so
