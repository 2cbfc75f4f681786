"""A sentence made from a figure's own fields is supported; bent in one way, it is not."""

from __future__ import annotations

from pathlib import Path

import headcount as hc
import pytest
from headcount.core.wording import capital
from headcount.desk.proof.index import Candidate, index
from headcount.figures.dates import words as date_words
from headcount.figures.names import by_name
from headcount.figures.phrase import phrase
from headcount.figures.provenance import voices

BEDS = Path(__file__).parents[2] / "packages" / "beds"
SAYS = {"claimed": "said that there were", "estimated": "estimated", "offered": "spoke of an offer of",
        "planned": "announced plans for", "confirmed": "confirmed", "completed": "counted",
        "denied": "denied that there were"}  # fmt: skip


def sentence(
    package: hc.Package, held: Candidate, amount: str = "", verb: str = "", when: str = ""
) -> str:
    """Say a figure by its fields: who, how it is known, how many of what, when."""
    name = voices(package)[held.id]
    who = by_name(package).get(name, {}).get("in_text", name)
    what = f"{amount or held.amount.words()} {phrase(package, held.row)}"
    return f"{capital(who)} {verb or SAYS[held.status]} {what} as of {when or date_words(held.row['as_of'])}."


def numbered(package: hc.Package) -> list[Candidate]:
    return [one for one in index(package).held if one.amount.is_number]


def wrong(package: hc.Package, some: list[Candidate]) -> list[str]:
    """Return the sentences that are not said to be what the figure says, or denied by somebody."""
    found = []
    for held in some:
        text = sentence(package, held)
        said = {one.verdict for one in hc.proof(package, text).findings}
        if not said & {"supported", "denied"} or "misquoted" in said:
            found.append(text)
    return found


def test_each_figure_of_the_second_story_is_supported():
    package = hc.read(BEDS)
    assert wrong(package, numbered(package)) == []


def test_figures_of_the_first_story_are_supported(data):
    some = numbered(data)[::9]
    assert len(wrong(data, some)) <= len(some) // 100


@pytest.mark.slow
def test_every_figure_of_the_first_story_is_supported(data):
    every = numbered(data)
    assert len(wrong(data, every)) <= len(every) // 100


@pytest.mark.parametrize("way", ["limit", "year", "confirmed"])
def test_a_figure_that_is_bent_is_not_supported(data, way):
    some = [one for one in numbered(data)[::7] if one.status == "estimated" and one.amount.value]
    some = [one for one in some if one.row["as_of"][:4].isdigit()][:40]
    passed = 0
    for held in some:
        year = held.row["as_of"][:4]
        bent = {
            "limit": {"amount": f"up to {held.amount.stated:,.0f}"},
            "year": {"when": str(int(year) - 11)},
            "confirmed": {"verb": "confirmed"},
        }[way]
        if way == "limit" and held.amount.qualifier in ("nearly", "up-to"):
            continue
        text = sentence(data, held, **bent)
        passed += any(one.verdict == "supported" for one in hc.proof(data, text).findings)
    assert passed <= len(some) // 10
