"""The embed: one HTML file that needs no network.

Picture, headline, notes, source line and data table are plain HTML and SVG, there at once and
without scripts. Each mark in the picture names its figure and says its words, so one small script
answers pointer, finger and keyboard, and tells the page around it how high it is. A
Content-Security-Policy inside the file forbids every request, and every script and style but
those written here, by their hashes. No text from data is ever markup.

Beside it, the snippet that a newsroom pastes into its CMS: a frame, and what gives it its height.
"""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from urllib.parse import quote

from headcount.charts.chart import Chart
from headcount.publish.export.receipt import in_page
from headcount.publish.export.table import figures_table, notes_and_sources
from headcount.render import pointing, theme
from headcount.render.svg import to_svg
from headcount.render.typesetting import wrap

SIZES = (375, 600, 1200)

_NAMES = ("ink", "muted", "paper", "line", "link")  # of the colours in embed.css

# How far a picture is enlarged before there is room for the next one.
_STRETCH = 1.28


def embed(chart: Chart, sizes: Sequence[int] = SIZES) -> str:
    """Write a chart as one HTML file.

    1. Nothing is fetched and nothing is sent, but its height to the page that holds it in a frame.
    2. Picture, notes and table need no script, and show in any page that keeps them.
    3. Pointing at a mark or at its label, tapping it, or going through the marks with the arrow
       keys tells its figure in words.

    Parameters
    ----------
    chart
        The chart.
    sizes
        The widths in pixels that it is laid out for; a page shows the widest that it has room for.

    Returns
    -------
    str
        HTML.
    """
    widths = sorted(set(sizes))
    style = _file("embed.css") + pointing.STYLE + _sizes(widths) + _night()
    script = pointing.SCRIPT + _file("embed.js")
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(chart.headline)}</title>",
        f'<meta name="description" content="{escape(chart.alt)}">',
        '<link rel="icon" href="data:,">',
        f"<style>{style}</style>",
    ]
    page = [
        f"<h1>{escape(chart.headline)}</h1>",
        _paragraph("deck", chart.deck),
        '<div class="chart" id="chart">',
        _pictures(chart, widths),
        "</div>",
        _notes(chart),
        _paragraph("source", chart.source_line),
        _paragraph("credit", chart.credit_line),
        _folded("The figures as a table", figures_table(chart)),
        _folded("Notes and sources in full", notes_and_sources(chart)),
    ]
    html = _PAGE.format(head="\n".join(head), page="\n".join(filter(None, page)), script=script)
    return in_page(html, chart)


_PAGE = """<!doctype html>
<html lang="en">
<head>
{head}
</head>
<body>
<main>
{page}
</main>
<script>{script}</script>
</body>
</html>
"""


def _file(name: str) -> str:
    return (files("headcount.publish.export") / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Forbid everything but what stands in the file."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _sizes(widths: Sequence[int]) -> str:
    """Show the widest picture that there is room for; print a middle one."""
    rules = [f".picture svg:nth-child(1) {{ display: block; max-width: {_most(widths, 0)}px; }}\n"]
    for place, width in enumerate(widths[1:], start=1):
        rules.append(
            f"@container (min-width: {width}px) {{\n"
            f"  .picture svg:nth-child({place}) {{ display: none; }}\n"
            f"  .picture svg:nth-child({place + 1}) "
            f"{{ display: block; max-width: {_most(widths, place)}px; }}\n}}\n"
        )
    return "".join(rules)


def _most(widths: Sequence[int], place: int) -> int:
    return widths[place] if place == len(widths) - 1 else round(widths[place] * _STRETCH)


def _night() -> str:
    pairs = theme.turned(".picture", lambda _, dark: dark)
    names = " ".join(f"--{name}: {theme.COLOURS[name][1]};" for name in _NAMES)
    root = f"  :root {{ {names} }}\n"
    return f"@media screen and (prefers-color-scheme: dark) {{\n{root}{pairs}}}\n"


def _pictures(chart: Chart, widths: Sequence[int]) -> str:
    first, *others = (
        to_svg(chart.drawing(width).without_layout(), label=chart.alt, prefix=f"w{width}-")
        for width in widths
    )
    # Where a page forbids even styles, one picture shows, and not all of them.
    others = [svg.replace("<svg ", '<svg display="none" ', 1) for svg in others]
    return "\n".join(['<div class="picture">', first, *others, "</div>"])


def _paragraph(name: str, text: str) -> str:
    return f'<p class="{name}">{escape(text)}</p>' if text else ""


def _notes(chart: Chart) -> str:
    if not chart.notes:
        return ""
    every = [f"<p>{escape(note.text)}</p>" for note in chart.notes if note.number is None]
    numbered = [
        f'<li value="{note.number}">{escape(note.text)}</li>'
        for note in chart.notes
        if note.number is not None
    ]
    listed = ["<ol>", *numbered, "</ol>"] if numbered else []
    return "\n".join(['<div class="notes">', *every, *listed, "</div>"])


def _folded(title: str, content: str) -> str:
    return f"<details><summary>{title}</summary>\n{content}\n</details>"


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
