"""Plotly's own drawing, as the reference that the engraver is held to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from plotly.offline import get_plotlyjs

# Where texts and marks stand; clips and what plotly hides are no marks.
_BOXES = """root => {
  const origin = root.getBoundingClientRect();
  const box = (node) => {
    const {left, top, right, bottom} = node.getBoundingClientRect();
    return [left - origin.left, top - origin.top, right - origin.left, bottom - origin.top];
  };
  const all = (selector) => [...root.querySelectorAll(selector)];
  const words = (node) => node.textContent.replace(/[\\s\\u200b]+/g, '');
  return {
    texts: all('text').filter(words).map((node) => [words(node), box(node)]),
    bars: all('.barlayer .point path, #marks rect').map(box),
    points: all('.scatterlayer .point, #marks circle, #marks path[d*="Z"]').map(box),
    swatches: all('.legend .traces .legendundefined path, .legend .layers path, #key > :not(text)')
      .map(box),
  };
}"""

_BY_PLOTLY = f"""async (figure) => {{
  document.body.innerHTML = '<div id="chart"></div>';
  const chart = document.getElementById('chart');
  await Plotly.newPlot(chart, figure.data, figure.layout, {{staticPlot: true, typesetMath: false}});
  return ({_BOXES})(chart);
}}"""

_BY_US = f"""(picture) => {{
  document.body.innerHTML = picture;
  return ({_BOXES})(document.body.firstChild);
}}"""

Boxes = dict[str, list[Any]]


@pytest.fixture(scope="session")
def _reference(browser) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 1300, "height": 2000})
    page.set_content("<!doctype html><body style='margin:0'>")
    page.add_script_tag(content=get_plotlyjs())
    yield page
    page.close()


@pytest.fixture
def by_plotly(_reference) -> Callable[[dict], Boxes]:
    """Draw with plotly.js; return where everything stands."""
    return lambda drawing: _reference.evaluate(_BY_PLOTLY, json.loads(json.dumps(drawing)))


@pytest.fixture
def by_us(_reference) -> Callable[[str], Boxes]:
    """Put an SVG into a page; return where everything stands."""
    return lambda picture: _reference.evaluate(_BY_US, picture)
