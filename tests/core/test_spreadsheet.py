"""A text that a spreadsheet would run is made harmless, whatever separator it is cut at."""

from __future__ import annotations

import re

import pytest
from headcount.core.escaping import harmless, restore
from hypothesis import example, given
from hypothesis import strategies as st

STARTS = ("=", "+", "-", "@")
ANYTHING = st.text(alphabet=st.sampled_from("=+-@;\t\r\n '\"a1\u00a0＝"), max_size=9) | st.text()  # noqa: RUF001


@pytest.mark.parametrize(
    "text",
    [
        *["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\rx", "\nx", "  =1", "a;=1", "a\n@b", "'=1"],
        *['a;"=1', 'a;" "=1', "a;\t=1"],
    ],
)
def test_what_a_spreadsheet_would_run_is_made_harmless(text):
    assert harmless(text) != text
    assert restore(harmless(text)) == text


@given(ANYTHING)
@example("\r@\t-\xa0=;")
def test_no_text_is_run_and_none_is_lost(text):
    made = harmless(text)
    assert restore(made) == text
    assert made[:1] not in ("\t", "\r", "\n")
    cells = re.split(r"[;\t\r\n]", made)
    assert not any(cell.strip().startswith(STARTS) for cell in cells)
    quoted = [re.sub(r'^["\s]*', "", cell) for cell in cells[1:]]
    assert not any(cell.startswith(STARTS) for cell in quoted)


@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs"])))
def test_a_plain_text_is_left_alone(text):
    assert harmless(text) == text
