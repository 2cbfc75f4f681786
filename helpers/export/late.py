"""An embed whose pictures are drawn late: in the reader's browser, since none was at hand here.

Plotly then lies compressed at the end of the file, and draws what a `Studio` would have drawn.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files

from helpers.carriers.html import inert
from helpers.drawing import DRAW_NAMED
from helpers.drawing.plotlyjs import plotlyjs_for
from helpers.furniture import Drawing

_SAID = "This chart is drawn by a script. Its figures stand in the table below."


def place(alt: str) -> str:
    """Keep the place of the pictures; where scripts are off it says where the figures are."""
    return (
        f'<div class="picture" data-alt="{escape(alt)}"><noscript><p>{_SAID}</p></noscript></div>'
    )


@dataclass(frozen=True)
class Late:
    """What a page needs that draws its pictures itself.

    Parameters
    ----------
    data
        Elements that hold the figures and, compressed, plotly.
    script
        The script of the page that draws them.
    plotly
        The script that it unpacks and runs.
    """

    data: str
    script: str
    plotly: str

    @classmethod
    def of(cls, drawings: Sequence[Drawing]) -> Late:
        """Take what draws these drawings."""
        plotly = plotlyjs_for(trace for drawing in drawings for trace in drawing["data"])
        return cls(
            f'<script type="application/json" id="figures">{inert(drawings)}</script>\n'
            f'<script type="application/octet-stream" id="plotly">{_packed(plotly)}</script>',
            DRAW_NAMED + (files("helpers.export") / "late.js").read_text(encoding="utf-8"),
            plotly,
        )


@cache
def _packed(script: str) -> str:
    return base64.b64encode(gzip.compress(script.encode(), 9, mtime=0)).decode()
