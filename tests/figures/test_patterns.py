"""A pattern is what `re` takes it for, and is matched in one pass whatever it is."""

from __future__ import annotations

import re

import pytest
from headcount.figures.package.patterns import LONGEST, Pattern
from hypothesis import given, settings
from hypothesis import strategies as st

SIGNS = ["a", "b", ".", "[ab]", "[^a]", r"\d", r"\D", r"\w", r"[^\s]", "[a-c-]", r"\.", "", "()"]
PATTERNS = st.recursive(
    st.sampled_from(SIGNS),
    lambda one: st.one_of(
        st.lists(one, min_size=1, max_size=3).map("".join),
        st.lists(one, min_size=1, max_size=3).map(lambda ways: f"({'|'.join(ways)})"),
        st.tuples(one, st.sampled_from(["*", "+", "?", "*?", "{2}", "{0,2}", "{1,}", "{3,4}"])).map(
            lambda of: f"(?:{of[0]}){of[1]}"
        ),
    ),
    max_leaves=6,
)


@settings(max_examples=300, derandomize=True)
@given(PATTERNS, st.lists(st.text("abc1.- ", max_size=6), max_size=10), st.booleans())
def test_a_pattern_fits_what_re_takes_whole(pattern, texts, anchored):
    pattern = f"^{pattern}$" if anchored else pattern
    try:
        fits = Pattern(pattern).fits
    except ValueError:
        return  # an anchor that is no longer outermost, or too many places
    for text in texts:
        assert fits(text) == bool(re.fullmatch(pattern, text)), (pattern, text)


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a|a)*b", "(a|aa)+b", "(.*)*b", "(a*)*b", "a{0,99}b"]
)
def test_what_backtracks_for_ever_in_re_ends_here(pattern):
    assert not Pattern(pattern).fits("a" * 10_000)
    assert Pattern(pattern).fits("a" * 60 + "b")


@pytest.mark.parametrize(
    "pattern",
    [
        *["(", "(a)\\1", "(?=a)b", "(?<!a)b", "(?i)a", "(?i:a)", r"a\b", "a^b", "(?>a)", "a++"],
        *["a" * (LONGEST + 1), "a{999999999999}"],
        *["(((a{9}){9}){9}){9}", "((((){99}){99}){99}){99}"],
    ],
)
def test_what_is_no_automaton_or_too_long_is_none(pattern):
    with pytest.raises(ValueError, match=r".+"):
        Pattern(pattern)
