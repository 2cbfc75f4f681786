"""Rows of the record are held to public series, each by its own date, category and country.

Nothing of the project reads them here: the tables and the extracts are plain CSV, so that a fault
of the reader cannot hide a fault of the record.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DATA = HERE.parent / "data"
EXTRACTS = HERE / "data" / "extracts"

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
HEDGES = {
    "approximately": "about", "about": "about", "estimated": "estimated", "est.": "estimated",
    "up to": "up-to", "as many as": "up-to", "less than": "up-to", "more than": "more-than",
    "at least": "at-least", "": "exact",
}  # fmt: skip
NUMBER = r"\d[\d,]*(?:\.\d+)?"
PHRASE = re.compile(
    rf"(?:from )?(?:an )?(?P<hedge>{'|'.join(re.escape(one) for one in HEDGES if one)})?,? ?"
    rf"(?P<first>{NUMBER})(?:(?:-| to as many as )(?P<last>{NUMBER}))?(?P<million> million)?"
    r"(?P<plus>-plus)?\b"
)


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows(name, source):
    """The rows of a table that rest on a source, and that a series should bear out."""
    found = [row for row in table(DATA / f"{name}.csv") if re.fullmatch(source, row["source_id"])]
    assert found, f"no row of {name} rests on {source}"
    return found


def extract(name, *keys):
    found = defaultdict(list)
    for row in table(EXTRACTS / f"{name}.csv"):
        found[tuple(row[key] for key in keys)].append(row)
    return found


def amount(row):
    return tuple(int(row[bound]) if row[bound] else None for bound in ("low", "value", "high"))


def read(words):
    """What a phrase of the factbook says: how it is hedged, and its low, value and high."""
    found = PHRASE.match(words)
    assert found, f"no amount in {words!r}"
    short = 1_000_000 if found["million"] else 1_000  # "1-1.2 million", "150-200,000"
    low, high = (
        round(float(one.replace(",", "")) * (1 if "," in one else short))
        for one in (found["first"], found["last"] or found["first"])
    )
    if found["last"]:
        return "range", (low, None, high)
    hedge = "more-than" if found["plus"] else HEDGES[found["hedge"] or ""]
    bounds = {"up-to": (None, None, low), "more-than": (low, None, None)}
    return hedge, bounds.get(hedge.replace("at-least", "more-than"), (None, low, None))


def date_of(year):
    """The date in parentheses behind a phrase: "2022", or "Feb 2022"."""
    month, _, number = year.rpartition(" ")
    if not month:
        return number
    return f"{number}-{MONTHS.index(month[:3]) + 1:02}"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("approximately 1.1-1.2 million active troops", ("range", (1_100_000, None, 1_200_000))),
        ("est. 200-250,000 Federal National Guard", ("range", (200_000, None, 250_000))),
        ("estimated 850,000-1 million active Forces", ("range", (850_000, None, 1_000_000))),
        ("from approximately 300,000 to as many as 400,000", ("range", (300_000, None, 400_000))),
        ("estimated 350,000-plus Troops", ("more-than", (350_000, None, None))),
        ("at least 700,000 under arms", ("at-least", (700_000, None, None))),
        ("as many as 1.3 million active", ("up-to", (None, None, 1_300_000))),
        ("approximately, 400,000 active duty troops", ("about", (None, 400_000, None))),
        ("an estimated 200,000 personnel", ("estimated", (None, 200_000, None))),
        ("650,000 People's Armed Police", ("exact", (None, 650_000, None))),
    ],
)
def test_a_phrase_of_the_factbook_is_read_as_it_is_worded(words, says):
    assert read(words) == says


def test_the_strengths_of_the_cia_are_those_of_its_own_text_of_that_day():
    texts = extract("cia-strengths", "edition", "category", "country")
    faults = []
    for row in rows("military_personnel", r"cia-factbook-\d{4}.*"):
        edition = row["source_id"].removeprefix("cia-factbook-")
        found = texts.pop((edition, row["category"], row["country"]), [])
        said = [read(one["value"]) for one in found]
        if row["qualifier"] == "derived":
            says = "derived", (None, sum(value for _, (_, value, _) in said), None)
        else:
            says = said[0] if len(said) == 1 else None
        if (row["qualifier"], amount(row)) != says:
            faults.append((row["figure_id"], row["qualifier"], amount(row), found))
    assert not faults
    assert not texts, "the extract has phrases that no row gives"


# What a page says of the time before a war is not of the year that it names.
EARLIER = re.compile(r"[Bb]efore (the (invasion|war)|2011)|by 2018|from before")


def test_the_strengths_of_the_cia_are_dated_as_its_text_dates_them():
    texts = extract("cia-strengths", "edition", "category", "country")
    faults = []
    for row in rows("military_personnel", r"cia-factbook-\d{4}.*"):
        edition = row["source_id"].removeprefix("cia-factbook-")
        (said, *_) = texts[edition, row["category"], row["country"]]
        dates = {date_of(said["year"])}
        if row["as_of"] not in dates and not EARLIER.search(row["definition"]):
            faults.append((row["figure_id"], row["as_of"], said["year"]))
    assert not faults


def test_the_populations_of_the_cia_are_those_of_its_text():
    texts = extract("cia-population", "edition", "country")
    for row in rows("population", r"cia-factbook-\d{4}"):
        ((said),) = texts.pop((row["as_of"], row["country"]))
        number, year = re.fullmatch(r"([\d,]+) \((\d{4}) est\.\)", said["value"]).groups()
        assert amount(row) == (None, int(number.replace(",", "")), None), row["figure_id"]
        assert (row["as_of"], row["qualifier"]) == (year, "estimated"), row["figure_id"]
    assert not texts


@pytest.mark.parametrize(
    ("source", "edition"), [("wb-sp-pop-totl", "2026-03"), ("wb-sp-pop-totl-2024-12", "2024-12")]
)
def test_the_populations_of_the_world_bank_are_those_of_their_own_revision(source, edition):
    series = extract("world-bank-population", "edition", "date", "country")
    found = rows("population", source)
    assert len(found) == 27
    for row in found:
        ((said),) = series[edition, row["as_of"], row["country"]]
        assert amount(row) == (None, int(said["value"]), None), row["figure_id"]
        assert row["qualifier"] == "estimated", row["figure_id"]
        assert row["reported"] == edition, row["figure_id"]


@pytest.mark.parametrize(
    ("source", "name", "scale", "qualifier"),
    [
        ("wb-ms-mil-totl-p1", "world-bank-armed-forces", 1, "exact"),
        ("cow-nmc-v4", "correlates-of-war", 1_000, "exact"),
        ("iiss-mb-2021", "iiss-2021", 1, "about"),
        ("gfp-2017", "global-firepower", 1, "exact"),
    ],
)
def test_the_rows_of_a_series_are_those_of_their_own_date_category_and_country(
    source, name, scale, qualifier
):
    series = extract(name, "date", "category", "country")
    for row in rows("military_personnel", source):
        ((said),) = series[row["as_of"], row["category"], row["country"]]
        assert amount(row) == (None, int(said["value"]) * scale, None), row["figure_id"]
        assert row["qualifier"] == qualifier, row["figure_id"]


SCALES = {"million": 1_000_000, "만여": 10_000}


def printed(words):
    """The number in a white paper: "Approx. 7.7 million", "87만여 명", "More than 674,000"."""
    number, scale = re.search(rf"({NUMBER}) ?(million|만여)?", words).groups()
    return round(float(number.replace(",", "")) * SCALES.get(scale, 1))


def test_the_rows_of_the_white_papers_are_those_of_their_own_table():
    """Their English tables print bare what the Korean ones call approximate, so all are about."""
    pages = extract("white-papers", "source", "edition", "category", "country", "part")
    for row in rows("military_personnel", r"(rok-white-paper|defense-of-japan)-\d{4}"):
        if "militarydoctrines" not in row["evidence"]:
            continue  # read in the news: the column is lost in the stored copy
        source, edition = row["source_id"][:-5], row["source_id"][-4:]
        part = row["figure_id"].partition(row["source_id"])[2].removeprefix("-")
        ((said),) = pages.pop((source, edition, row["category"], row["country"], part))
        assert amount(row) == (None, printed(said["value"]), None), row["figure_id"]
        assert (row["as_of"], row["qualifier"]) == (said["date"], "about"), row["figure_id"]
        assert said["file"] in row["evidence"], row["figure_id"]
    assert not pages, "the extract has numbers that no row gives"
