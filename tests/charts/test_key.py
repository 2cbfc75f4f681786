"""The key shows what is in the picture."""

import pytest
from headcount.charts.chart import named_chart
from headcount.render.layout import KEY_SIGN
from headcount.render.scene import DIAMOND, Sign

from tests.scenes import areas, drawn, is_pale


@pytest.mark.parametrize(
    "chart",
    ["claim-beside-other-offers", "every-count", "promised-and-come"],
)
def test_the_swatch_of_a_range_looks_like_the_ranges_that_are_drawn(data, chart):
    scene = named_chart(data, chart).drawing(600)
    assert any(is_pale(one) for one in areas(scene))
    assert sum(is_pale(one) for one in scene.entries if not one.shape) == 1


def test_no_sign_of_a_key_is_wider_than_its_room():
    """A diamond reaches further than its size; still it stands off its name as a square does."""
    (sign,) = (one for one in drawn("way-of-the-100000", "article").key
               if isinstance(one, Sign) and one.shape == "diamond")  # fmt: skip
    assert sign.size * DIAMOND <= KEY_SIGN
