"""Running text has a name with its article, a label without: every name, in every pattern."""

import re

import pytest
from headcount.caveats import View, derived
from headcount.charts.chart import make_chart
from headcount.core.errors import NothingFits
from headcount.desk.compare import compare
from headcount.figures.names import _running, by_name, running, short
from headcount.figures.package import Package
from headcount.figures.provenance import sources, voices
from headcount.figures.table import records

from tests.drafted import text_of

PLAIN = """AFP CNN NATO TASS UPI UNIAN Reuters Yonhap Rosstat KINU KIDA KDI NKDB Janes Bloomberg
KBS SBS NHK Newsweek Interfax Sputnik Mediazona Meduza Forbes Semafor"""
"""Names that take no article: agencies and papers without a noun, and what is said as a word."""

NOUNS = re.compile(
    r"^(?!The |US Forces|Volo|.* of the Nations$)(?!.*'s ).*\b(ministry|Ministry|Agency|Institute|"
    r"Institution|Council|Commission|Observatory|Department|Bank|embassy|Embassy|Team|government|"
    r"Herald|Post|Independent|Mail|Staff|Chiefs|service|Kremlin|Pentagon|Society|Panel)$"
)
"""Names that end with a noun for an office or with the noun of a paper: all take one."""


def printed(data: Package) -> list[str]:
    """Return everyone who prints or says a figure, as a label names them."""
    names = [*voices(data).values(), *(one["publisher"] for one in sources(data).values())]
    return sorted({short(data, name) for name in names})


def test_each_office_and_paper_takes_an_article_and_each_person_and_agency_none(data):
    for name in printed(data):
        if NOUNS.search(name):
            assert running(data, name) == f"the {name}", name
    for name in PLAIN.split():
        assert running(data, name) == name
    assert running(data, "CIA") == "the CIA"
    assert running(data, "IISS via AFP, 2022") == "the IISS via AFP, 2022"
    assert running(data, "South Korean intelligence") == "South Korean intelligence"
    assert running(data, "World Bank population data") == "World Bank population data"
    assert running(data, "Ministry of Defense of Japan") == "the Ministry of Defense of Japan"
    assert running(data, "The Guardian, December 2024") == "The Guardian, December 2024"


def test_no_name_has_two_articles(data):
    for forms in by_name(data).values():
        assert not re.search(r"\b(the|a|an) (the|a|an)\b", running(data, forms["short"]), re.I)


LEADS = re.compile(
    r"\b(?:according to|calculated from|denied by|numbers? from|through|read via|figures? in) "
    r"(?=(.{,90}))",
    re.I,
)
"""What a name follows in running text, and what comes then."""


def faults(data: Package, text: str) -> list[str]:
    """Return what a text says without the article that it takes, or with two."""
    found = re.findall(r"\b(?:the the|an? the|the an?)\b", text, re.I)
    titles = (source["short_title"] for source in sources(data).values())
    known = sorted({*printed(data), *_running(data), *titles}, key=len, reverse=True)
    for rest in LEADS.findall(text):
        name = next((one for one in known if re.match(rf"{re.escape(one)}(?!\w)", rest)), "")
        found += [name] if name and running(data, name) != name else []
    return found


def ways(data: Package, each: int) -> list[str]:
    """Return a figure of one in so many who take an article and say or print any."""
    known, said = sources(data), voices(data)
    one: dict[str, str] = {}
    for row in records(data):
        source = known[row["source_id"]]
        for who in (said[row["figure_id"]], source["publisher"], source["short_title"]):
            brief = re.split(r",| via | \d", short(data, who))[0]
            if running(data, brief) != brief:
                one.setdefault(brief, row["figure_id"])
    return sorted(set(one.values()))[::each]


@pytest.mark.parametrize("each", [5, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("form", ["timeline", "ladder", "spread", "history"])
def test_everyone_is_named_with_their_article_in_every_form(data, form, each):
    for figure in ways(data, each):
        try:
            shown = make_chart(data, form=form, figures=[figure])
        except NothingFits:
            continue  # a denial
        text = text_of(shown)
        for part in (text.sentence, text.alt, text.deck, *text.facts):
            assert not faults(data, part), part
        assert not re.search(r"\b[Tt]he [Tt]he\b", text.headline), text.headline


@pytest.mark.parametrize("each", [5, pytest.param(1, marks=pytest.mark.slow)])
def test_everyone_is_named_with_their_article_in_notes_and_comparisons(data, each):
    known = {row["figure_id"]: row for row in records(data)}
    first = "prk-volunteers-100k-business-insider-2022"
    for figure in ways(data, each):
        texts = [note.long for note in derived(View(data, (known[figure],)))]
        if figure != first:
            texts.append(compare(data, first, figure).sentence)
        assert not [found for text in texts for found in faults(data, text)]


@pytest.mark.parametrize(
    "text",
    [
        "North Korea had 1 million, according to CIA.",
        "It passed from A through Korea Herald to B.",
        "According to the The Guardian, it is so.",
        "Five publishers got their number from IISS.",
    ],
)
def test_the_check_finds_a_missing_and_a_doubled_article(data, text):
    assert faults(data, text)
