"""The copy desk in a notebook: each flag in its sentence, what may stand folded below."""

from __future__ import annotations

import headcount as hc

DRAFT = (
    "Seoul says that 600 North Koreans have been killed. "
    "Of the 11,000 & 1,000 others, 1,000 engineers are in Kursk, it said on Feb. 12, 2026."
)


def desk_of(data, text, **given):
    desk = hc.copy_desk(data, **given)
    desk.draft.value = text
    return desk


def test_a_flag_stands_in_its_sentence_with_its_caveats(data):
    desk = desk_of(data, DRAFT)
    told = desk.found.children[0].value
    assert (
        "<blockquote>Seoul says that <b>600</b> North Koreans have been killed.</blockquote>"
        in told
    )
    assert "600</b>: outdated." in told
    assert "Caveat: " in told


def test_only_the_number_itself_is_marked(data):
    desk = desk_of(data, DRAFT)
    told = "".join(child.value for child in desk.found.children if hasattr(child, "value"))
    assert "11,000 &amp; <b>1,000</b> others" in told
    assert "1<b>1,000" not in told


def test_what_may_stand_is_folded_below_the_flags(data):
    desk = desk_of(data, DRAFT)
    *_, last = desk.found.children
    stand = [one for one in desk.proof.findings if not one.is_flag]
    assert last.value.startswith(f"<details><summary>{len(stand)} amount")
    for one in stand:
        assert f"<b>{one.text}</b>: {one.verdict}." in last.value
    desk.wave(desk.proof.flags[0], "In the next paragraph.")
    assert "Waved through: In the next paragraph." in desk.found.children[-1].value


def test_a_draft_has_a_day(data):
    assert desk_of(data, DRAFT.split(" Of")[0], date="2025-05-01").proof.flags == ()
