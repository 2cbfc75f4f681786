"""What a newsroom pastes into its CMS: a frame for the embed, and what gives it its height."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from headcount.charts.chart import Chart
from headcount.publish.export.embed import SIZES
from headcount.render.typesetting import wrap

_NARROWEST, _WIDEST = 320, 640  # of a line, with its margins
_MARGINS, _NUMBER = 24, 21  # beside every line; before a note
_HEADLINE, _DECK, _NOTE = 21, 16, 14  # sizes of type
_AROUND = 125  # the edges of the page, the air around the picture, and what is folded

_SNIPPET = """<!-- {title}. Upload {file} and write its address where it stands here, twice. -->
<iframe id="{id}" src="{address}" title="{title}" width="100%" height="{height}" \
style="border: 0" loading="lazy" referrerpolicy="no-referrer" \
sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>
<noscript><p><a href="{address}">Open the chart: {title}</a></p></noscript>
<script>
addEventListener("message", ({{ data, origin, source }}) => {{
  const frame = document.getElementById("{id}");
  if (!frame || source !== frame.contentWindow || data?.type !== "headcount:height") return;
  // Sandboxed, the embed has no origin; where a CMS takes the sandbox off, it has its own.
  if (origin !== "null" && origin !== new URL(frame.src).origin) return;
  frame.style.height = `${{Number(data.height)}}px`;
}});
document.getElementById("{id}").contentWindow?.postMessage({{ type: "headcount:ask" }}, "*");
</script>
"""


def snippet(chart: Chart, file: str, sizes: Sequence[int] = SIZES) -> str:
    """Write the HTML that shows an embed in a page.

    1. The frame loads when it comes near, may run its own script and open links, and nothing else.
    2. It has a height that holds the whole chart at any width, for pages without scripts.
    3. Where scripts run it takes the height that the embed tells, from this frame alone.

    Parameters
    ----------
    chart
        The chart.
    file
        The embed's file name.
    sizes
        The widths in pixels that the embed is laid out for.

    Returns
    -------
    str
        HTML to paste.
    """
    return _SNIPPET.format(
        id=f"headcount-{chart.name}",
        file=escape(file),
        address=escape(quote(file)),
        title=escape(chart.headline),
        height=max(_height(chart, width, sizes) for width in {_NARROWEST, *sizes}),
    )


def _height(chart: Chart, width: int, sizes: Sequence[int]) -> int:
    """Reckon how high the page is at a width: its sizes are those of `embed.css`, with some air."""
    laid_out = max((size for size in sizes if size <= width), default=min(sizes))
    picture = chart.drawing(laid_out).without_layout().height * min(1, width / laid_out)
    room = min(width, _WIDEST) - _MARGINS
    words = _block(chart.headline, room, _HEADLINE, bold=True) + _block(chart.deck, room, _DECK)
    for text in (chart.source_line, chart.credit_line):
        words += _block(text, room, _NOTE)
    for note in chart.notes:
        words += _block(note.text, room - _NUMBER, _NOTE)
    return math.ceil(picture + words + _AROUND)


def _block(text: str, room: float, size: int, *, bold: bool = False) -> float:
    return len(wrap(text, room, size, bold=bold)) * size * 1.45 + 5 if text else 0
