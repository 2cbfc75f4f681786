"""A file that carries a record, held to it: its picture, and the words that other programs show."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from headcount.charts.chart import Chart
from headcount.charts.switch import Switch, switch_of
from headcount.core.files import UnreadFile, read_plain
from headcount.publish.export.desk import desk_sheet
from headcount.publish.export.embed import embed
from headcount.publish.export.kit import pictures_of, svg, texts_of
from headcount.publish.export.receipt import fields_of, payload
from headcount.publish.export.words import long_description
from headcount.publish.metadata import of, xmp
from headcount.publish.metadata.payload import MOST_FILE, Carried
from headcount.publish.metadata.png import TYPED
from headcount.publish.verify.receipt import MOST_VALUES, Receipt, values
from headcount.render.formats import FORMATS, NARROWEST, WIDEST, Format
from headcount.render.pictures import PictureError, Pictures

SEALED = {"PNG", "SVG", "PDF", "HTML"}
"""The kinds of file that leave with a seal."""

_CALLED = {"instructions": "caveats", "alt": "alt text", "extended": "long description"}


def altered(
    found: Carried, receipt: Receipt, chart: Chart | None, *, again: bool = False
) -> Iterator[str]:
    """Tell what is in a file that is not what its record gives.

    Parameters
    ----------
    found
        What the file carries.
    receipt
        The record in it.
    chart
        The chart that the record gives to the letter; without one, what is drawn is not known.
    again
        Whether a PNG or a PDF is drawn again, which takes a second.
    """
    if found.kind in SEALED and not found.as_exported:
        yield "not as exported: it was resized, converted or edited"
    elif chart and not _is_made(found, chart, again=again):
        yield "not what its record gives: it was edited, or the record is another picture's"
    yield from _words(found, receipt, chart)
    yield from _data(found, receipt)


def unlike(folder: Path, chart: Chart) -> Iterator[str]:
    """Name the texts and tables of a kit that are not what its chart gives.

    They carry no record, and what a receipt says of them can be reckoned anew.
    """
    for name, make in texts_of(chart, switch_of(chart)).items():
        path = folder / name
        if path.suffix == ".html":  # it carries its own record
            continue
        try:
            there = read_plain(path, MOST_FILE)
        except (FileNotFoundError, UnreadFile):  # the receipt tells
            continue
        made = make()
        if there != (made if isinstance(made, bytes) else made.encode("utf-8")):
            yield str(path)


def _words(found: Carried, receipt: Receipt, chart: Chart | None) -> Iterator[str]:
    """Hold the words in its packets to the record's own."""
    given = _given(receipt) | ({"extended": long_description(chart)} if chart else {})
    if found.kind not in ("HTML", "JSON") and not any("instructions" in one for one in found.words):
        if given["instructions"]:
            yield "its caveats, which other programs show, were taken out"
        return
    wrong = {
        name: None
        for words in found.words
        for name, text in words.items()
        if name not in {*given, "extended"} or _plain(text) != _plain(given.get(name, text))
    }
    # a packet is whole, or some program took words out of it
    packets = [words for words in found.words if words.keys() - {"headline", "author", "both"}]
    wrong |= {
        name: None
        for name, text in given.items()
        if text and name != "both" and any(name not in words for words in packets)
    }
    if found.kind != "HTML" and wrong:
        names = ", ".join(_CALLED.get(name, name) for name in wrong)
        yield f"its words in other programs are not its record's: {names}"


def _given(receipt: Receipt) -> dict[str, str]:
    """Return the words of a file as its record gives them, by their names in `Fields`."""
    words = asdict(fields_of(receipt))
    del words["extended"]  # no record has it
    return words | {"both": f"{words['description']}\n\n{words['instructions']}"}


def _data(found: Carried, receipt: Receipt) -> Iterator[str]:
    """Hold the JSON-LD of a page to the record that it names."""
    given, named = _given(receipt), False
    expected = {
        "name": receipt["headline"],
        "description": f"{receipt['sentence']} {given['instructions']}".strip(),
    }
    for one in _datasets(found.data):
        if one.get("identifier") == receipt["record"]:
            named = True
            if any(one.get(name) != text for name, text in expected.items()):
                yield "its data for search engines is not its record's"
    if found.data and not named:
        yield "its data for search engines is another record's"


@lru_cache(maxsize=1)  # each record of a page asks again
def _datasets(texts: tuple[str, ...]) -> list[Mapping[str, Any]]:
    """Read the JSON-LD of a page; what cannot be read, or holds too much, names no record."""
    found: list[Any] = []
    for text in texts:
        try:
            whole = json.loads(text) if values(text) <= MOST_VALUES else None
        except (ValueError, RecursionError):
            continue
        parts = whole.get("hasPart", []) if isinstance(whole, dict) else []
        found += [whole, *(parts if isinstance(parts, list) else [])]
    return [one for one in found if isinstance(one, dict)]


def _is_made(found: Carried, chart: Chart, *, again: bool) -> bool:
    """Whether a picture or a page is what the export makes of a chart; others are not tried."""
    if found.kind == "SVG":
        return any(one.seal == found.seal for one in _drawn(found, chart))
    if found.kind in ("PNG", "PDF"):
        formats = [*_formats_of(found, chart)]
        return bool(formats) and (not again or _is_engraved(found, chart, formats))
    if found.kind == "HTML":
        try:
            switch = switch_of(chart)
        except (ValueError, LookupError):  # no chart of its choice has such a switch
            return False
        made = (of(page.encode("utf-8")) for page in _pages(chart, switch))
        return any((one.seal, one.data) == (found.seal, found.data) for one in made)
    return True


def _pages(chart: Chart, switch: Switch | None) -> Iterator[str]:
    yield embed(chart, switch=switch)
    yield desk_sheet(chart)


def _formats(width: int) -> list[Format]:
    """Name the formats of a width: those that have names, else the one that was asked for by it."""
    named = [one for one in FORMATS.values() if one.width == width]
    if not named and NARROWEST <= width <= WIDEST:
        return [Format(str(width), width)]
    return named


def _formats_of(found: Carried, chart: Chart) -> Iterator[Format]:
    """Name the formats in which a chart is as large as a PNG; for a PDF those of print."""
    if found.kind == "PDF":
        yield from (one for one in FORMATS.values() if one.is_print)
        return
    width, height = found.size
    for one in (*_formats(width), *_formats(width // 2)):
        drawing = chart.picture(one)
        scale = 1 if one.card else 2
        if (width, height) == (round(drawing.width * scale), round(drawing.height * scale)):
            yield one


def _is_engraved(found: Carried, chart: Chart, formats: list[Format]) -> bool:
    """Whether a PNG or a PDF is drawn the same again; another engine or face cannot tell."""
    with Pictures() as pictures:
        if pictures.missing or pictures.engine != found.drawn:
            return True
        try:
            makers = pictures_of(chart, {one: chart.picture(one) for one in formats}, pictures)
            ending = f".{found.kind.lower()}"
            made = [of(make()) for name, make in makers.items() if name.endswith(ending)]
        except (PictureError, UnicodeError, ValueError):
            return True
    return any(one.seal == found.seal for one in made)


def _drawn(found: Carried, chart: Chart) -> Iterator[Carried]:
    """Draw a chart in the formats that are as wide as a picture."""
    for one in _formats(found.size[0]):
        drawn = svg(chart, f"{chart.name}-{one.name}", chart.picture(one)).encode("utf-8")
        yield of(xmp.put_svg(drawn, payload(chart)))


def _plain(text: str) -> str:
    """Return a text as a program may have kept it: its spaces and quotation marks are no words."""
    words = " ".join(text.translate(TYPED).split())
    return words if words.isprintable() else "".join(filter(str.isprintable, words))
