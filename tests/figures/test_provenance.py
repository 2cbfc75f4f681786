"""Sources: the line under a chart, and citations."""

import pytest
from headcount.figures.provenance import citation, source_line, sources


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
