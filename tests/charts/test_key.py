"""The key shows what is in the picture."""

import pytest
from headcount.charts.chart import named_chart

from tests.scenes import areas, is_pale


@pytest.mark.parametrize(
    "chart",
    ["ceiling-of-2025", "claim-beside-other-offers", "every-count", "promised-and-come"],
)
def test_the_swatch_of_a_range_looks_like_the_ranges_that_are_drawn(data, chart):
    scene = named_chart(data, chart).drawing(600)
    drawn, shown = (
        {one.fill.hatch is not None for one in those if is_pale(one)}
        for those in (areas(scene), [one for one in scene.entries if not one.shape])
    )
    assert shown == drawn
    assert len(drawn) == 1
