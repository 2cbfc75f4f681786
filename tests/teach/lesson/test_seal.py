"""Envelopes open for the answer they were locked with, and tell nothing else."""

import base64

import pytest
from headcount.teach.lesson.seal import seal, unseal

TEXTS = {"a": "No.", "b": "Yes, because nobody who could know it is named anywhere.", "c": "ü" * 40}


@pytest.mark.parametrize("answer", TEXTS)
def test_an_envelope_opens_for_its_answer(answer):
    assert unseal("lesson/q", answer, seal("lesson/q", TEXTS)) == TEXTS[answer]


@pytest.mark.parametrize(
    ("salt", "answer"), [("lesson/q", "d"), ("lesson/q", ""), ("other/q", "a")]
)
def test_nothing_else_opens_one(salt, answer):
    assert unseal(salt, answer, seal("lesson/q", TEXTS)) is None


def test_neither_order_nor_length_tells_which_is_which():
    envelopes = seal("lesson/q", TEXTS)
    assert envelopes == sorted(envelopes)
    assert len({len(one) for one in envelopes}) == 1
    assert envelopes == seal("lesson/q", dict(reversed(TEXTS.items())))


def test_a_changed_envelope_opens_for_nobody():
    (whole,) = seal("lesson/q", {"a": "No."})
    raw = bytearray(base64.b64decode(whole))
    raw[-1] ^= 1
    assert unseal("lesson/q", "a", [base64.b64encode(raw).decode()]) is None
