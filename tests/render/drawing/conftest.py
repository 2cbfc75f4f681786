"""A picture of the bundle's own figures, and the one browser that draws it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from headcount.charts.chart import named_chart
from headcount.render.drawing import Studio, shared_studio
from headcount.render.svg import size, to_svg


@dataclass(frozen=True)
class Picture:
    """An SVG and its size."""

    svg: str
    width: int
    height: int


@pytest.fixture
def studio() -> Studio:
    return shared_studio()


@pytest.fixture(scope="session")
def pictures(data) -> list[Picture]:
    """Two charts of two forms, one with hatched bars and one with lines."""
    drawings = [named_chart(data, name).drawing(600) for name in ("per-head", "jump-of-2016")]
    return [Picture(to_svg(drawing, title="A chart"), *size(drawing)) for drawing in drawings]


@pytest.fixture(scope="session")
def picture(pictures) -> Picture:
    return pictures[0]
