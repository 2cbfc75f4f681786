"""Sources: the line under a chart, and citations."""

import pytest
from headcount.figures.provenance import (
    EDITIONS,
    Origin,
    citation,
    origin_words,
    source_line,
    sources,
    title,
    voice,
)

from tests.caveats.crowds import package
from tests.caveats.crowds import source as published


def test_a_source_that_repeats_another_says_so(data):
    assert "after IISS Military Balance" in source_line(data, ["wb-ms-mil-totl-p1"])


def test_a_reliance_that_is_only_inferred_is_not_stated_as_a_fact(data):
    inferred = [s for s in sources(data).values() if s["reliance"] == "inferred"]
    assert inferred
    for source in inferred:
        assert "after" not in source_line(data, [source["source_id"]])


def test_a_source_is_named_once_and_in_order(data):
    line = source_line(data, ["iiss-mb-2021", "gfp-2017", "iiss-mb-2021"])
    assert line.startswith("Sources: IISS Military Balance 2021, via the campaign site")
    assert line.count("IISS") == 1


def test_no_source_is_no_line(data):
    with pytest.raises(ValueError, match="without a source"):
        source_line(data, [])


def test_a_citation_names_the_producer_first_and_the_date(data):
    text = citation(sources(data)["cia-factbook-2022-08-04"])
    assert text.startswith("US Central Intelligence Agency. The World Factbook")
    assert "Aug. 4, 2022" in text


def test_every_source_can_be_cited(data):
    for source in sources(data).values():
        text = citation(source)
        assert source["publisher"] in text
        assert ".." not in text.replace("...", "").split("http")[0]


def of_paper(*years, titled=True):
    """Return a package of the paper's sources of some years, and their ids."""
    named = [
        published(f"p{at}", publisher="The Paper")
        | {"published": year, "short_title": f"The Paper, {at}"}
        | ({} if titled else {"short_title": f"The Paper ({at})" if at > 1 else "The Paper"})
        for at, year in enumerate(years, start=1)
    ]
    return package(sources=named), [one["source_id"] for one in named]


def test_of_more_than_three_sources_of_one_publisher_the_line_says_how_many():
    assert EDITIONS == 3
    assert source_line(*of_paper("2019", "2020", "2021")) == (
        "Sources: The Paper, 1; The Paper, 2; The Paper, 3"
    )
    four = source_line(*of_paper("2021", "2019/2022", "2020", "2020-05"))
    assert four == "Source: The Paper (4 publications, 2019 to 2022)"
    assert source_line(*of_paper(*["2021"] * 4)) == "Source: The Paper (4 publications, 2021)"
    assert source_line(*of_paper(*[""] * 4)) == "Source: The Paper (4 publications)"


def test_pages_without_a_title_are_counted_and_one_alone_is_its_publisher():
    assert source_line(*of_paper("2019", titled=False)) == "Source: The Paper"
    two = source_line(*of_paper("2019", "2020", titled=False))
    assert two == "Source: The Paper (2 publications, 2019 to 2020)"
    assert source_line(*of_paper("2019/2020", "2020", titled=False)) == two
    data, ids = of_paper("2019", "2020", titled=False)
    data.tables["sources"][-1]["short_title"] = "The Paper, on seats"
    assert source_line(data, ids) == "Sources: The Paper; The Paper, on seats"


def test_a_source_is_cited_with_what_is_known_of_it():
    paper = published("paper") | {"author": "A. B."}
    assert citation(paper) == "A. B. The Paper. On the crowd. 2024."
    bare = paper | {"author": "", "published": "", "url": "https://paper.example"}
    assert citation(bare) == "The Paper. On the crowd. Undated. https://paper.example"
    assert citation(bare, short=True) == "The Paper, undated"
    assert title(paper | {"read_in": "The Wire"}) == "The Paper, via The Wire"
    assert title(paper | {"short_title": "The Paper, via The Wire", "read_in": "The Wire"}) == (
        "The Paper, via The Wire"
    )


def test_how_many_publishers_trace_to_how_many_origins():
    alone = Origin("Census", ("a",), ("Daily",), ())
    assert origin_words([alone]) == "one publisher traces to one origin"
    both = Origin("Police", ("b", "c"), ("Daily", "Weekly"), ())
    assert origin_words([alone, both]) == (
        "two publishers trace to two origins: Daily and Weekly to Police"
    )
    assert voice([], "Daily") == "Daily"
