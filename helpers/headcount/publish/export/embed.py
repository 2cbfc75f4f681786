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
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import quote

from headcount.charts.chart import Chart
from headcount.charts.contents import used
from headcount.charts.switch import Switch
from headcount.publish.export.receipt import in_page
from headcount.publish.export.words import figures_table, notes_and_sources
from headcount.render import theme
from headcount.render.house import House
from headcount.render.svg import to_svg
from headcount.render.typesetting import set_in, wrap

SIZES = (375, 600, 1200)

# The colours in embed.css, and what each means in a house.
_NAMES = {"ink": "text", "muted": "secondary", "paper": "paper", "line": "", "link": ""}

# How far a picture is enlarged before there is room for the next one.
_STRETCH = 1.28


def embed(chart: Chart, sizes: Sequence[int] = SIZES, switch: Switch | None = None) -> str:
    """Write a chart as one HTML file.

    1. Nothing is fetched and nothing is sent, but its height to the page that holds it in a frame.
    2. Picture, notes and table need no script, and show in any page that keeps them.
    3. Pointing at a mark or at its label, tapping it, or going through the marks with the arrow
       keys tells its figure in words.
    4. Where it has a switch, a menu changes all of it at once: each state is drawn beforehand, and
       its address ends with it, ``#source=iiss-mb-2021``. Without scripts it shows its own state,
       and what the others say in a sentence each.

    Parameters
    ----------
    chart
        The chart.
    sizes
        The widths in pixels that it is laid out for; a page shows the widest that it has room for.
    switch
        What its readers may choose (`headcount.charts.switch`).

    Returns
    -------
    str
        HTML.
    """
    widths = sorted(set(sizes))
    style = _file("embed.css") + theme.POINTING_STYLE + _sizes(widths) + _colors(chart.house)
    script = theme.POINTING + _file("embed.js")
    others = [state.chart for state in switch.others] if switch else []

    def each(write: Callable[[Chart], str]) -> str:
        """Write one element of the page, and behind it that of each other state, as it is kept.

        What is alike stands near what it is like, which packs it to a third.
        """
        held = "".join(map(write, others))
        return write(chart) + (f"<template>{held}</template>" if others else "")

    page = [
        _menu(switch) if switch else "",
        each(lambda one: f"<h1>{escape(one.headline)}</h1>"),
        each(lambda one: _paragraph("deck", one.deck)),
        '<div class="chart" id="chart">\n<div class="picture">',
        *(each(partial(_picture, chart, widths, width)) for width in widths),
        "</div>\n</div>",
        _answers(switch, each) if switch else "",
        each(_notes),
        each(lambda one: _paragraph("source", one.source_line)),
        each(lambda one: _paragraph("credit", one.credit_line)),
        _folded("The figures as a table", each(figures_table)),
        _folded("Notes and sources in full", each(notes_and_sources)),
    ]
    # before anything is painted: what needs scripts shows, and what stands in for them does not
    first = 'document.documentElement.className = "scripted";'
    html = filled(
        "embed.html",
        policy=_policy(style, *([first] if switch else []), script),
        title=escape(chart.headline),
        alt=escape(chart.alt),
        style=style,
        first=f"\n<script>{first}</script>" if switch else "",
        page="\n".join(filter(None, page)),
        script=script,
    )
    return in_page(html, chart, others)


def _file(name: str) -> str:
    return (files("headcount.publish.export") / name).read_text(encoding="utf-8")


def filled(file: str, /, **parts: object) -> str:
    """Fill a template of this folder."""
    return Template(_file(file)).substitute(parts)


def _policy(style: str, *scripts: str) -> str:
    """Forbid everything but what stands in the file."""
    return (
        f"default-src 'none'; script-src {' '.join(map(allowed, scripts))}; "
        f"style-src {allowed(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def allowed(text: str) -> str:
    """Allow one script or style in a page's policy, by its hash."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _sizes(widths: Sequence[int]) -> str:
    """Show the widest picture that there is room for; print a middle one."""
    rules = [
        f".picture svg:nth-of-type(1) {{ display: block; max-width: {_most(widths, 0)}px; }}\n"
    ]
    for place, width in enumerate(widths[1:], start=1):
        rules.append(
            f"@container (min-width: {width}px) {{\n"
            f"  .picture svg:nth-of-type({place}) {{ display: none; }}\n"
            f"  .picture svg:nth-of-type({place + 1}) "
            f"{{ display: block; max-width: {_most(widths, place)}px; }}\n}}\n"
        )
    return "".join(rules)


def _most(widths: Sequence[int], place: int) -> int:
    return widths[place] if place == len(widths) - 1 else round(widths[place] * _STRETCH)


def _colors(house: House) -> str:
    """Return the colors and the face of a house, by day and by night."""
    pairs = theme.turned(".picture", lambda _, dark: dark, house.night)
    day, night = (
        " ".join(
            f"--{name}: {colors.get(key, theme.COLOURS[name][dark])};"
            for name, key in _NAMES.items()
        )
        for dark, colors in enumerate(house.palettes)
    )
    own = "" if house.is_ours else f":root {{ {day} }}\n{house.style()}"
    if house.setting.files:
        own += f"body {{ font-family: {house.setting.stack}; }}\n"
    root = f"  :root {{ {night} }}\n"
    return f"{own}@media screen and (prefers-color-scheme: dark) {{\n{root}{pairs}}}\n"


def _picture(own: Chart, widths: Sequence[int], width: int, chart: Chart) -> str:
    """Draw a chart in one width: `own`, which shows first, or another state.

    Another state shows where scripts run: its marks name the row of the table that has their
    figure, and the words of a figure stand once, in the narrowest picture.
    """
    scene, short = chart.drawing(width).without_layout(), None
    if chart is not own:
        rows = dict.fromkeys(row["figure_id"] for row in used(chart.selection))
        short = {figure: f"#{place}" for place, figure in enumerate(rows)}
        if width > widths[0]:
            scene = replace(scene, descriptions=dict.fromkeys(scene.descriptions, ""))
    svg = to_svg(scene, label=chart.alt, prefix=f"w{width}-", short=short)
    # Where a page forbids even styles, one picture shows, and not all of them.
    return svg if width == widths[0] else svg.replace("<svg ", '<svg display="none" ', 1)


def _menu(switch: Switch) -> str:
    options = (
        f'<option value="{escape(f"{switch.parameter}={state.word}")}"'
        f"{' selected' if place == switch.at else ''}>{escape(state.label)}</option>"
        for place, state in enumerate(switch.states)
    )
    return (
        f'<p class="switch" hidden><label>{escape(switch.title)} '
        f'<select autocomplete="off">{"".join(options)}</select></label></p>'
    )


def _answers(switch: Switch, each: Callable[[Callable[[Chart], str]], str]) -> str:
    """Set what the state that is shown says, and for a page without scripts what others say."""
    sentence = each(lambda one: _paragraph("sentence", one.sentence))
    others = "".join(
        f"<li><b>{escape(state.label)}.</b> {escape(state.chart.sentence)}</li>"
        for state in switch.others
    )
    return (
        f'<div role="status">{sentence}</div>\n'
        f'<div class="others"><p>{escape(switch.title)}: what the others say</p>'
        f"<ul>{others}</ul></div>"
    )


def _paragraph(name: str, text: str) -> str:
    return f'<p class="{name}">{escape(text)}</p>'


def _notes(chart: Chart) -> str:
    every = [f"<p>{escape(note.text)}</p>" for note in chart.notes if note.number is None]
    numbered = [
        f'<li value="{note.number}">{escape(note.text)}</li>'
        for note in chart.notes
        if note.number is not None
    ]
    listed = ["<ol>", *numbered, "</ol>"] if numbered else []
    return f'<div class="notes">{"".join([*every, *listed])}</div>'


def _folded(title: str, content: str) -> str:
    return f"<details><summary>{title}</summary>\n{content}\n</details>"


_NARROWEST, _WIDEST = 320, 640  # of a line, with its margins
_MARGINS, _NUMBER = 24, 21  # beside every line; before a note
_HEADLINE, _DECK, _NOTE = 21, 16, 14  # sizes of type
_MENU = 60
_AROUND = 125  # the edges of the page, the air around the picture, and what is folded


def snippet(
    chart: Chart, file: str, sizes: Sequence[int] = SIZES, switch: Switch | None = None
) -> str:
    """Write the HTML that shows an embed in a page.

    1. The frame loads when it comes near, may run its own script and open links, and nothing else.
    2. It has a height that holds the whole chart at any width, for pages without scripts.
    3. Where scripts run each frame takes the height that its own embed tells, however often it
       stands in a page.
    4. Where a CMS takes scripts away, it leaves a comment, and no text.

    Parameters
    ----------
    chart
        The chart.
    file
        The embed's file name.
    sizes
        The widths in pixels that the embed is laid out for.
    switch
        What its readers may choose.

    Returns
    -------
    str
        HTML to paste.
    """
    charts = [state.chart for state in switch.states] if switch else [chart]
    with set_in(chart.house.setting):
        height = max(
            max(_height(one, width, sizes, switch) for one in charts)
            for width in {_NARROWEST, *sizes}
        )
    # What kses and wpautop of WordPress, and others like them, do to a paste: who may not post
    # scripts has the tags of one taken away, and what was in it printed. So it is a comment (a
    # script takes the line of each end for one as well), and holds nothing that ends one or becomes
    # an entity: < > &.
    return filled(
        "snippet.html",
        file=escape(file),
        address=escape(quote(file)),
        title=escape(chart.headline),
        height=height,
        script=" ".join(_file("snippet.js").split()),
    )


def _height(chart: Chart, width: int, sizes: Sequence[int], switch: Switch | None) -> int:
    """Reckon how high the page is at a width: its sizes are those of `embed.css`, with some air."""
    laid_out = max((size for size in sizes if size <= width), default=min(sizes))
    picture = chart.drawing(laid_out).without_layout().height * min(1, width / laid_out)
    room = min(width, _WIDEST) - _MARGINS
    words = _block(chart.headline, room, _HEADLINE, bold=True) + _block(chart.deck, room, _DECK)
    for text in (chart.source_line, chart.credit_line):
        words += _block(text, room, _NOTE)
    for note in chart.notes:
        words += _block(note.text, room - _NUMBER, _NOTE)
    if switch:
        # With scripts the menu; without them, what the others say.
        words += _block(chart.sentence, room, _DECK) + _MENU
        for state in switch.others:
            said = f"{state.label}. {state.chart.sentence}"
            words += _block(said, room - _NUMBER, _NOTE, bold=True)
    return math.ceil(picture + words + _AROUND)


def _block(text: str, room: float, size: int, *, bold: bool = False) -> float:
    return len(wrap(text, room, size, bold=bold)) * size * 1.45 + 5 if text else 0
