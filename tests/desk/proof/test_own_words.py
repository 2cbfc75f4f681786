"""No number of ours stands unproofed: each is supported, or waved through with a reason."""

from __future__ import annotations

from pathlib import Path

import headcount as hc
import nbformat
from headcount.desk.proof.files import draft_of, read_draft
from headcount.desk.proof.waiving import read_waivers, wave

ROOT = Path(__file__).parents[3]


def test_each_number_of_the_readme_is_supported_or_waved_through(data):
    found = hc.proof(data, read_draft(ROOT / "README.md"))
    waivers = read_waivers(Path(__file__).with_name("README.proof.toml"))
    proofed = wave(found, waivers)
    assert [(one.verdict, one.sentence) for one in proofed.flags] == []
    assert proofed.stale == ()


def test_each_number_of_the_notebooks_is_supported_or_waved_through(data):
    waivers = read_waivers(Path(__file__).with_name("notebooks.proof.toml"))
    used = set()
    for path in sorted((ROOT / "notebooks").rglob("[0-9]*.ipynb")):
        cells = [it for it in nbformat.read(path, 4).cells if it.cell_type == "markdown"]
        text = "\n\n".join(it.source for it in cells)
        proofed = wave(hc.proof(data, draft_of(text.encode(), ".md")), waivers)
        assert [(path.name, one.verdict, one.sentence) for one in proofed.flags] == []
        used |= {it for it in waivers for one in proofed.findings if it.fits(one)}
    assert used == set(waivers)
