"""A small figure of plotly's own, and the one browser that draws it."""

import plotly.graph_objects as go
import pytest

from helpers.drawing import Studio, shared_studio


@pytest.fixture
def studio() -> Studio:
    return shared_studio()


@pytest.fixture
def bars() -> go.Figure:
    """Three bars: hatched, hollow, solid, with a text on one of them."""
    figure = go.Figure()
    figure.add_bar(
        orientation="h",
        x=[3, 2, 1],
        y=["one  wide  space", "&lt;script&gt;alert(1)&lt;/script&gt;", "북한"],
        marker={
            "color": ["#dfe5ec", "#ffffff", "#6f8299"],
            "line": {"color": "#6f8299", "width": 1},
            "pattern": {"shape": ["/", "", ""], "fgcolor": "#6f8299"},
        },
        opacity=0.9,
    )
    figure.add_annotation(text="A <b>bold</b> label", x=1, y=0, showarrow=False)
    figure.update_layout(width=400, height=300, template="none")
    return figure
