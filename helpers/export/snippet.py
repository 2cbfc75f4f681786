"""What a newsroom pastes into its CMS: a frame for the embed, and what gives it its height."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from helpers.export.bare import bare
from helpers.graphic import Graphic
from helpers.typesetting import wrap

_NARROWEST = 320
_HEADLINE, _DECK, _NOTE = 22, 16, 14  # sizes of type
_LEADING, _PARTED = 1.45, 6  # lines, in sizes of type; blocks, in pixels
_MEASURE, _INDENT = 644, 45  # the widest line; its margins and the number of a note
_AROUND = 130  # the edges of the page, the air around the picture, and what is folded
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


def snippet(graphic: Graphic, file: str, sizes: Sequence[int]) -> str:
    """Write the HTML that shows an embed in a page.

    1. The frame loads when it comes near, may run its own script and open links, and nothing else.
    2. It has a height that holds the whole chart at any width, for pages without scripts.
    3. Where scripts run it takes the height that the embed tells, from this frame alone.

    Parameters
    ----------
    graphic
        The graphic.
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
        id=f"headcount-{graphic.name}",
        file=escape(file),
        address=escape(quote(file)),
        title=escape(graphic.headline),
        height=max(_height(graphic, width, sizes) for width in {_NARROWEST, *sizes}),
    )


def _height(graphic: Graphic, width: int, sizes: Sequence[int]) -> int:
    """Reckon how high the page is at a width: its sizes are those of `embed.css`, with some air."""
    laid_out = max((size for size in sizes if size <= width), default=min(sizes))
    picture = bare(graphic.figure(laid_out)).layout.height * min(1, width / laid_out)
    texts = [(graphic.headline, _HEADLINE), (graphic.deck, _DECK)]
    texts += [(note.text, _NOTE) for note in graphic.notes]
    texts += [(graphic.source_line, _NOTE), (graphic.credit, _NOTE)]
    lines = sum(
        _PARTED + _LEADING * size * len(wrap(text, min(width, _MEASURE) - _INDENT, size, bold=True))
        for text, size in texts
        if text
    )
    return math.ceil(picture + lines + _AROUND)
