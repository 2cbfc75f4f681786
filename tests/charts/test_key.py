"""The key shows what is in the picture."""

import pytest
from headcount.charts.chart import named_chart


@pytest.mark.parametrize(
    "chart",
    ["ceiling-of-2025", "claim-beside-other-offers", "every-count", "promised-and-come"],
)
def test_the_swatch_of_a_range_looks_like_the_ranges_that_are_drawn(data, chart):
    traces = named_chart(data, chart).drawing(600)["data"]
    looks = {
        (trace["marker"]["pattern"]["shape"], bool(trace.get("showlegend")))
        for trace in traces
        if trace.get("marker", {}).get("pattern", {}).get("fgopacity", 1) < 1
    }
    drawn = {shape for shape, is_in_key in looks if not is_in_key}
    assert {shape for shape, is_in_key in looks if is_in_key} == drawn
    assert len(drawn) == 1
