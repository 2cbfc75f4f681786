"""Listing figures, through the command."""

import csv
import io
import json

import headcount
import pandas as pd
import pytest
from headcount.cli import main
from headcount.core.errors import NothingFits, WrongChoice
from headcount.desk import listing
from headcount.figures import provenance


def listed(capsys, *arguments):
    code = main(["figures", *arguments])
    return code, capsys.readouterr()


def test_filters_narrow_together(capsys):
    code, told = listed(capsys, "--whose", "PRK", "--measure", "reserve", "--year", "2014")
    assert code == 0
    assert told.out.splitlines()[-1] == "2 figures"
    assert "about 7.7 million" in told.out
    assert "South Korean defense white paper 2014" in told.out


def test_words_are_searched_in_the_whole_row_and_in_the_names_of_who_said_it(capsys, data):
    _, told = listed(capsys, "--text", "korotchenko volunteers", "--csv")
    rows = list(csv.DictReader(io.StringIO(told.out)))
    said = {row["figure_id"]: provenance.chain(data, row["figure_id"]) for row in rows}
    assert any(said.values())
    assert all("orotchenko" in f"{row.values()} {said[row['figure_id']]}" for row in rows)


def test_lines_that_show_the_words_come_first(capsys):
    _, told = listed(capsys, "--text", "volunteers")
    head, *lines, _ = told.out.splitlines()
    found_by = head.index("found by")
    elsewhere = [len(line) > found_by for line in lines]
    assert elsewhere == sorted(elsewhere)
    assert {True, False} == set(elsewhere)


def test_a_line_that_does_not_show_the_words_says_where_they_stand(capsys):
    _, told = listed(capsys, "--text", "budanov")
    head, *lines, _ = told.out.splitlines()
    assert head.endswith("  found by")
    assert any(line.endswith("  Said by Kyrylo Budanov") for line in lines)
    _, told = listed(capsys, "--text", "iiss military balance 2021", "--whose", "PRK")
    assert "found by" not in told.out


def test_json_and_csv_hold_the_same_rows(capsys):
    as_json = json.loads(listed(capsys, "--status", "denied", "--json")[1].out)
    as_csv = list(csv.DictReader(io.StringIO(listed(capsys, "--status", "denied", "--csv")[1].out)))
    assert [row["figure_id"] for row in as_json] == [row["figure_id"] for row in as_csv]
    assert {row["status"] for row in as_json} == {"denied"}


def test_at_length_each_figure_says_what_it_counts(capsys):
    _, told = listed(
        capsys, "--text", "memorial", "--status", "estimated", "--long", "--year", "2026"
    )
    assert " ".join(told.out.split()) == (
        "At least 412 burial places for the North Korean dead, estimated as of Jan. 7, 2026 "
        "(News1 Global, January 2026). Burial places in a memorial in Pyongyang, as NK News "
        "counted them on images; they are not deaths."
    )


def test_a_statement_without_a_number_gets_none_at_length(capsys):
    _, told = listed(capsys, "--text", "builders pushilin", "--long")
    assert told.out.startswith("North Korean builders to be sent to Donetsk, no number")


@pytest.mark.parametrize("name", ["prk", "north korea", "North Korea"])
def test_a_country_may_be_asked_for_by_name(capsys, name):
    code, told = listed(capsys, "--whose", name, "--source", "iiss-mb-2021")
    assert (code, told.out.splitlines()[-1]) == (0, "1 figure")


def test_whole_numbers_are_printed_whole(capsys):
    _, told = listed(capsys, "--whose", "PRK", "--source", "iiss-mb-2021", "--csv")
    (row,) = csv.DictReader(io.StringIO(told.out))
    assert (row["low"], row["value"]) == ("", "1280000")


def test_columns_stand_under_each_other(capsys):
    _, told = listed(capsys, "--whose", "PRK", "ERI", "--source", "cia-factbook-2022")
    head, *lines, _ = told.out.splitlines()
    at = head.index("amount")
    assert all(line[at - 2 : at] == "  " for line in lines)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--whose", "XX"], 'No subject is named "XX". Choose from: Belarus'),
        (["--measure", "activ"], 'Did you mean "active'),
        (["--year", "2099"], "No figure matches year 2099.\n"),
        (["--text", "zzzz"], 'No figure that matches your conditions has the word "zzzz".'),
        (
            ["--whose", "PRK", "--measure", "authorised"],
            "No figure matches subject North Korea and category authorised together.",
        ),
    ],
)
def test_what_fits_nothing_is_said_and_exits_2(capsys, arguments, message):
    code, told = listed(capsys, *arguments)
    assert (code, told.out) == (2, "")
    assert message in told.err


@pytest.mark.parametrize("text", ["twenty", "2022-08", "²", ""])
def test_a_year_that_is_none_is_refused_with_one_that_is(capsys, text):
    with pytest.raises(SystemExit):
        main(["figures", "--year", text])
    assert f'--year takes a year such as 2022, not "{text}".' in capsys.readouterr().err


def test_whose_is_every_party_of_a_figure(capsys):
    _, told = listed(capsys, "--whose", "PRK", "--table", "troop_offers", "--csv")
    parties = [
        (row["from_party"], row["to_party"]) for row in csv.DictReader(io.StringIO(told.out))
    ]
    assert ("North Korea", "Russia") in parties
    assert all("North Korea" in pair for pair in parties)


def test_a_paragraph_says_once_that_a_figure_is_estimated(data):
    rows = listing.find(data, figure_id="prk-active-cia-factbook-2022")
    told = listing.words(rows).text()
    assert told.startswith(
        "An estimated 1.15 million active personnel in North Korea's forces, as of 2022"
    )


@pytest.mark.parametrize("kind", [list, tuple, set, iter, pd.Series])
def test_what_fits_nothing_is_said_however_its_words_are_given(data, kind):
    with pytest.raises(
        NothingFits, match=r"^No figure matches subject China and status denied together.$"
    ):
        listing.find(data, whose=kind(["China"]), status=kind(["denied"]))


def test_rows_are_said_in_words_whatever_pandas_left_of_them(data):
    rows = data.figures.query("country == 'PRK' and category == 'active'").sort_values("last_day")
    said = listing.words(rows.tail(3))
    assert len(said.paragraphs) == 3
    assert all("active personnel in North Korea's forces" in one for one in said.paragraphs)


@pytest.mark.parametrize("rows", [pd.DataFrame({"figure_id": ["a"]}), "prk-active-tak-2019"])
def test_rows_of_no_package_have_no_words(rows):
    with pytest.raises(WrongChoice, match=r"has no figures. Take rows of data\.figures"):
        listing.words(rows)


def test_what_a_search_finds_is_charted(data):
    found = listing.find(data, whose="North Korea", counted="active personnel", since=2018)
    assert set(headcount.chart(found, "spread").rows["figure_id"]) <= set(found["figure_id"])
