"""Amounts as people write them are read as a careful reader would, or not at all."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal

import pytest
from headcount.figures.written import UnreadAmountError, WrittenAmount, decimal_mark, read_amount
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.adopt.labels import labelled, said


@pytest.mark.parametrize("line", labelled("amounts.txt"), ids=lambda line: line[0])
def test_a_cell_says_what_a_careful_reader_takes_from_it(line: list[str]):
    cell, label, left = (*line, "")[:3]
    decimal = "," if cell.startswith("comma: ") else "."
    try:
        amount = read_amount(cell.removeprefix("comma: "), decimal)
    except UnreadAmountError:
        assert label == "unread"
    else:
        assert (said(amount), f"{amount.rest}{amount.marks}") == (label, left)


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        ([], "."),
        (["1200", "n/a"], "."),
        (["1,200", "800"], "."),
        (["1.5", "1,200"], "."),
        (["1.200,5"], ","),
        (["1,200.5"], "."),
        (["0,4", "1.200"], ","),
        (["0.4", "1.200"], "."),
        (["1.200.000", "1.200"], ","),
        (["1.200"], None),
        (["1,5", "1.5"], None),
        (["642,107", "374,290", "2,8"], None),
        (["642,107", "2,8S7", "480,382"], "."),
        (["10,5-12,5 Mio."], ","),
        (["1,2009", "800"], None),
        (["1,2009", "1,200"], "."),
        (["1,2009", "2,5"], ","),
        (["0,2009"], ","),
        (["1.2009"], "."),
        (["1.2009", "1.300"], None),
    ],
)
def test_the_decimal_mark_is_found_or_asked_for(cells: list[str], mark: str | None):
    assert decimal_mark(cells) == mark


@given(st.integers(0, 10**12), st.sampled_from([",", " ", "'", "\N{NARROW NO-BREAK SPACE}", ""]))
def test_any_whole_number_is_read_as_it_was_written(number: int, between: str):
    written = f"{number:,}".replace(",", between)
    assert read_amount(written) == WrittenAmount(value=Decimal(number), qualifier="exact")


@given(st.text(max_size=40))
def test_no_text_ends_in_anything_but_an_answer(text: str):
    with suppress(UnreadAmountError):
        amount = read_amount(text)
        given = [n for n in (amount.low, amount.value, amount.high) if n is not None]
        assert given == sorted(given)
        assert bool(given) == (amount.qualifier not in ("", "statement"))
        assert not given or re.search(r"\w", text)


def test_number_words_without_end_are_no_number():
    with pytest.raises(UnreadAmountError, match="more than anybody counts"):
        read_amount("one hundred " * 800)
