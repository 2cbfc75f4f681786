"""The key shows what is in the picture."""

import pytest
from headcount.charts.chart import named_chart

from tests.scenes import areas, is_pale


@pytest.mark.parametrize(
    "chart",
    ["claim-beside-other-offers", "every-count", "promised-and-come"],
)
def test_the_swatch_of_a_range_looks_like_the_ranges_that_are_drawn(data, chart):
    scene = named_chart(data, chart).drawing(600)
    assert any(is_pale(one) for one in areas(scene))
    assert sum(is_pale(one) for one in scene.entries if not one.shape) == 1
