"""Readers, editors and students read plain news English, as docs/words.md has it."""

from __future__ import annotations

import csv
import re

import pytest

from .said import ROOT, texts

IN_PLACE = re.compile(
    r"(there|that|it) (is|are|was|were) no|(is|are) no (longer|more|one)|stands? (for|out)", re.I
)
"""Where a phrase is part of another one that is plain English."""

EXCEPTIONS = {
    "data/corrections.csv": "reasons for corrections stay as they were published",
    "helpers/headcount/render/language.py": "it lists British spellings",
    "helpers/headcount/charts/proofread.py": "patterns that find what editors wrote",
    "helpers/headcount/teach/pages/page.py": "a class of its style sheet",
    "helpers/headcount/figures/package/loaded.py": "a name of a type",
    "notebooks/07-what-was-offered-and-what-was-sent.ipynb": "a column's name",
}
"""Files that may say what no other does, and why."""


def avoided() -> dict[str, str]:
    """Read the phrases that never appear, with what to say, from the table in docs/words.md."""
    page = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| (.+?) \| (.+?) \|$", page.partition("## Say it")[2], re.MULTILINE)
    return {one: but for nots, but in lines[1:] for one in nots.split(" · ")}


def found_in(text: str) -> list[str]:
    """Return the phrases in a text that never appear."""
    plain = IN_PLACE.sub("", " ".join(text.split()))
    return [one.strip() for one in _PATTERN.findall(plain)]


_PATTERN = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, avoided()), key=len, reverse=True))})(?![\w-])",
    re.IGNORECASE,
)


def test_the_page_has_a_word_for_each_that_it_forbids():
    assert len(avoided()) > 100
    assert all(avoided().values())


def test_all_that_people_read_is_in_plain_english():
    told = [
        f"{where}: {', '.join(phrases)}: {text[:150]}"
        for where, text in texts()
        if where.partition(":")[0] not in EXCEPTIONS and (phrases := found_in(text))
    ]
    assert not told, "\n".join(told)


ALONE = re.compile(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\. [0-9]{4}\b")
"""A month that the Associated Press abbreviates only where a day follows."""


def test_a_month_without_a_day_is_spelled_out_in_all_that_leaves():
    paths = [ROOT / "data" / "names.csv", *ROOT.glob("data/sources.csv"),
             *ROOT.glob("notebooks/**/sources.csv")]  # fmt: skip
    rows = [(path.name, row) for path in paths
            for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]  # fmt: skip
    titles = [(name, row.get("short_title") or row["in_text"]) for name, row in rows]
    told = [*texts(), *titles]
    assert len(told) > 5_000
    assert [f"{where}: {text[:90]}" for where, text in told if ALONE.search(text)] == []


def test_texts_of_every_kind_are_read():
    """A page, a notebook, a lesson, a message, a help, a script, a caveat, a label."""
    read = {where.partition(":")[0]: text for where, text in texts()}
    assert {
        "README.md",
        "docs/charts.md",
        "notebooks/02-who-says-so.ipynb",
        "notebooks/classroom/01-follow-the-number.ipynb",
        "helpers/headcount/cli/desk.py",
        "helpers/headcount/cli/mcp.toml",
        "helpers/headcount/publish/adopt/writing.json",
        "helpers/headcount/notebook/explore/figurelist.js",
        "data/caveats.csv",
        "data/datapackage.json",
        "data/charts.toml",
    } <= set(read)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Said, not counted: A beside B.", ["Said, not counted", "beside"]),
        ("The way\nto us", ["The way to us"]),
        ("Each square stands for 1,000; there is no limit.", []),
        ("This is no estimate and stands alone.", ["is no", "stands"]),
        ("A standstill besides the bystander.", []),
        ("nobody", ["nobody"]),
    ],
)
def test_a_phrase_is_found_by_its_words_and_not_inside_others(text, phrases):
    assert found_in(text) == phrases
