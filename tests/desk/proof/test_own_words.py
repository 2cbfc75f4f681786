"""No number of the README stands unproofed: each is supported, or waved through with a reason."""

from __future__ import annotations

from pathlib import Path

import headcount as hc
from headcount.desk.proof.files import read_draft
from headcount.desk.proof.waiving import read_waivers, wave

ROOT = Path(__file__).parents[3]


def test_each_number_of_the_readme_is_supported_or_waved_through(data):
    found = hc.proof(data, read_draft(ROOT / "README.md"))
    waivers = read_waivers(Path(__file__).with_name("README.proof.toml"))
    proofed = wave(found, waivers)
    assert [(one.verdict, one.sentence) for one in proofed.flags] == []
    assert proofed.stale == ()
