"""The embed: one HTML file that needs no network.

Picture, headline, notes, source line and data table are plain HTML and SVG, there at once and
without scripts. Plotly lies compressed at the end of the file, and wakes when a reader points,
taps or tabs to the picture; then the same chart answers, in the same place and size. A
Content-Security-Policy inside the file forbids every request, and every script but the two that
were written here, by their hashes. No text from data is ever markup.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import plotly.graph_objects as go

from helpers import dates, provenance
from helpers.drawing import Studio, tidy
from helpers.drawing.plotlyjs import plotlyjs_for
from helpers.export.bare import bare
from helpers.export.table import figures_used
from helpers.furniture import PLOTLY_CONFIG
from helpers.graphic import Graphic
from helpers.quantity import Quantity
from helpers.style import INK, MUTED, NIGHT, PAPER

SIZES = (375, 600, 1200)

# How far a picture is enlarged before there is room for the next one.
_STRETCH = 1.28


def embed(graphic: Graphic, studio: Studio | None, sizes: Sequence[int] = SIZES) -> str:
    """Write a graphic as one HTML file.

    Parameters
    ----------
    graphic
        The graphic.
    studio
        Draws the pictures. With None there are none: the chart is then drawn by plotly as soon as
        the file is opened.
    sizes
        The widths in pixels that it is laid out for; a page shows the widest that it has room for.

    Returns
    -------
    str
        HTML.
    """
    widths = sorted(set(sizes))
    figures = [_still(bare(graphic.figure(width))) for width in widths]
    plotly = plotlyjs_for(trace for figure in figures for trace in figure.to_plotly_json()["data"])
    boot = _file("embed.js")
    return _PAGE.format(
        policy=_policy(boot, plotly),
        title=escape(graphic.headline),
        description=escape(graphic.alt),
        css=_file("embed.css") + _sizes(widths) + _night(),
        deck=_paragraph("deck", graphic.deck),
        picture=_picture(graphic, studio, figures),
        notes=_notes(graphic),
        source=_paragraph("source", graphic.source_line),
        credit=_paragraph("credit", graphic.credit),
        table=_table(graphic),
        sources=_in_full(graphic),
        settings=_json(
            {"alt": graphic.alt, "config": PLOTLY_CONFIG, "dark": NIGHT, "widths": widths}
        ),
        figures=_json([figure.to_plotly_json() for figure in figures]),
        plotly=_packed(plotly),
        boot=boot,
    )


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<meta name="description" content="{description}">
<link rel="icon" href="data:,">
<style>
{css}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{deck}
<div class="chart" id="chart">
{picture}<div class="plot"></div>
<div class="tip" hidden></div>
<div class="spoken" aria-live="polite"></div>
</div>
{notes}
{source}
{credit}
{table}
{sources}
</main>
<script type="application/json" id="settings">{settings}</script>
<script type="application/json" id="figures">{figures}</script>
<script type="application/octet-stream" id="plotly">{plotly}</script>
<script>{boot}</script>
</body>
</html>
"""


def _file(name: str) -> str:
    return (files("helpers.export") / name).read_text(encoding="utf-8")


@cache
def _packed(script: str) -> str:
    return base64.b64encode(gzip.compress(script.encode(), 9, mtime=0)).decode()


def _policy(*scripts: str) -> str:
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    )
    # Plotly writes styles, and so do its SVGs: style cannot send anything while nothing may load.
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _json(content: Any) -> str:
    """Write JSON that cannot end the script element it stands in, nor break a line in one."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _still(figure: go.Figure) -> go.Figure:
    """Leave of plotly's manners only the pointing.

    A finger that scrolls the page must not move the chart; and what a mark has to say is shown by
    the page itself, since plotly cuts its own labels off at the edge of a narrow picture.
    """
    figure.update_layout(dragmode=False)
    figure.update_xaxes(fixedrange=True)
    figure.update_yaxes(fixedrange=True)
    for trace in figure.data:
        if trace.hoverinfo != "skip":
            trace.update(hovertemplate=None, hoverinfo="none")
    return figure


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
    pairs = "".join(
        f'  .picture [{kind}="{day}"] {{ {kind}: {night}; }}\n'
        for day, night in NIGHT.items()
        for kind in ("fill", "stroke")
    )
    names = (
        f"  :root {{ --ink: {NIGHT[INK]}; --muted: {NIGHT[MUTED]}; --paper: {NIGHT[PAPER]}; "
        "--line: #45494f; --link: #8ab8f0; }\n"
    )
    return f"@media screen and (prefers-color-scheme: dark) {{\n{names}{pairs}}}\n"


def _picture(graphic: Graphic, studio: Studio | None, figures: Sequence[go.Figure]) -> str:
    if studio is None:
        said = "This chart is drawn by a script. Its figures stand in the table below."
        return f"<noscript><p>{said}</p></noscript>\n"
    drawn = []
    for figure in figures:
        width, height = figure.layout.width, figure.layout.height
        svg = studio.svg(figure.to_json(), width, height)
        drawn.append(tidy(svg, label=graphic.alt, prefix=f"w{width}-"))
    pictures = "\n".join(drawn)
    return f'<div class="picture">\n{pictures}\n</div>\n'


def _paragraph(name: str, text: str) -> str:
    return f'<p class="{name}">{escape(text)}</p>' if text else ""


def _notes(graphic: Graphic) -> str:
    if not graphic.notes:
        return ""
    every = [f"<p>{escape(note.text)}</p>" for note in graphic.notes if note.number is None]
    numbered = [
        f'<li value="{note.number}">{escape(note.text)}</li>'
        for note in graphic.notes
        if note.number is not None
    ]
    listed = ["<ol>", *numbered, "</ol>"] if numbered else []
    return "\n".join(['<div class="notes">', *every, *listed, "</div>"])


def _table(graphic: Graphic) -> str:
    sources = provenance.sources(graphic.package)
    divided = len(graphic.base) > 0
    rows = figures_used(graphic)
    names = dict(zip(graphic.rows["figure_id"], graphic.rows["name"], strict=True))
    head = ["Name", *(["In the chart"] if divided else []), "Figure as stated", "Status", "As of"]
    head += ["Source", "Notes", "What is counted"]
    cells = []
    for row in rows:
        source = sources[row["source_id"]]
        drawn = row["amount"].words() if row["use"] == "drawn" else row["use"]
        texts = [
            *([escape(drawn)] if divided else []),
            escape(_stated(row)),
            escape(graphic.package.label((row["table"], "status"), row["status"])),
            escape(dates.words(row["as_of"])),
            _link(source["url"], source["short_title"]),
            escape(", ".join(map(str, row.get("note_numbers", ())))),
        ]
        name = names[row.get("under", row["figure_id"])]
        cells.append(
            f'<tr><th scope="row">{escape(name)}</th>'
            + "".join(f"<td>{text}</td>" for text in texts)
            + f'<td class="long">{escape(row["definition"])}</td></tr>'
        )
    titles = "".join(f'<th scope="col">{title}</th>' for title in head)
    return "\n".join(
        [
            "<details><summary>The figures as a table</summary>",
            '<div class="scroll" tabindex="0" role="region" aria-labelledby="table-caption">',
            f'<table><caption id="table-caption">{escape(graphic.headline)}. '
            f"{escape(graphic.source_line)}</caption>",
            f"<thead><tr>{titles}</tr></thead>",
            "<tbody>",
            *cells,
            "</tbody></table></div></details>",
        ]
    )


def _stated(row: Mapping[str, Any]) -> str:
    amount = Quantity.of(row)
    return f"{amount.words()} {amount.unit}" if amount.is_number else amount.words()


def _in_full(graphic: Graphic) -> str:
    sources = provenance.sources(graphic.package)
    used = dict.fromkeys(row["source_id"] for row in figures_used(graphic))
    notes = [
        f"<p>{'' if note.number is None else f'{note.number}. '}{escape(note.long)}</p>"
        for note in graphic.notes
        if note.long and note.long != note.text
    ]
    cited = [f"<p>{_cited(sources[source_id])}</p>" for source_id in used]
    title = "Notes and sources in full" if notes else "Sources in full"
    return "\n".join([f"<details><summary>{title}</summary>", *notes, *cited, "</details>"])


def _cited(source: Mapping[str, str]) -> str:
    text, url = provenance.citation(source), source["url"]
    return f"{escape(text.removesuffix(url))}{_link(url, url)}" if url else escape(text)


def _link(url: str, text: str) -> str:
    """Link to a web address; anything else (``javascript:``) stays text."""
    if urlsplit(url).scheme not in ("http", "https"):
        return escape(text)
    return f'<a href="{escape(url)}" target="_blank" rel="noopener">{escape(text)}</a>'
