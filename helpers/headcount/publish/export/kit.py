"""The article kit: every file of a chart, written whole or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from headcount.charts.chart import Chart
from headcount.publish.export import words
from headcount.publish.export.desk import desk_sheet
from headcount.publish.export.embed import embed
from headcount.publish.export.fields import json_ld, payload
from headcount.publish.export.folder import refuse_foreign, write_folder
from headcount.publish.export.ledger import keep
from headcount.publish.export.receipt import as_json, receipt
from headcount.publish.export.signing import bears_signatures, signed
from headcount.publish.export.snippet import snippet
from headcount.publish.export.table import plotted
from headcount.publish.metadata import Payload
from headcount.publish.metadata import pdf as pdf_file
from headcount.publish.metadata import png as png_file
from headcount.publish.metadata import svg as svg_file
from headcount.publish.metadata.signer import Signer
from headcount.render.drawing import (
    NoBrowserError,
    Studio,
    find_chromium,
    missing,
    pdf,
    png,
    shared_studio,
    svg,
)
from headcount.render.formats import FORMATS, NARROWEST, PRINT, WIDEST, Format
from headcount.render.scene import Scene
from headcount.render.svg import size
from headcount.render.typesetting import unmeasured

Progress = Callable[[int, int, str], None]
"""Told how many files are made, of how many, and the name of the one that comes next."""

Maker = Callable[[], str | bytes]

_FEW = 12
_UNSIGNED = "No signatures, which the kit before this one had: export it with --sign and --key."


class KitError(ValueError):
    """The kit cannot be written so; the message says what would be right."""


@dataclass(frozen=True)
class Kit:
    """What was written.

    Parameters
    ----------
    folder
        The kit's own folder.
    files
        Its files, by name.
    missing
        One line that says what could not be made, and how to get it; empty when all was made.
    changed
        Whether anything differs from the kit that was there before.
    look_at
        What a person should see before it leaves, a line each: a picture that is higher than its
        place (nothing in it was cut), and letters that a font may lack.
    """

    folder: Path
    files: tuple[Path, ...]
    missing: tuple[str, ...]
    changed: bool
    look_at: tuple[str, ...] = ()


def export(
    chart: Chart,
    out: Path | str,
    *,
    formats: Sequence[Format] = tuple(FORMATS.values()),
    progress: Progress | None = None,
    studio: Studio | None = None,
    signer: Signer | None = None,
) -> Kit:
    """Write the kit of a chart into its own folder, ``out/<name of the chart>/``.

    1. Written whole or not at all: a kill at any moment leaves the old kit or the new one.
    2. The same chart gives the same bytes; an unchanged kit is not touched.
    3. Without a browser all but PNG and PDF is written, and `Kit.missing` says that they are not.
    4. A folder that holds a file which no export wrote is left alone.
    5. Every picture, page and PDF carries the receipt inside itself (`publish.metadata`), and a
       copy of it stays in the ledger of `out` when another kit takes the place of this one.
    6. No two signatures are the same bytes: a picture that is there already, intact and signed by
       the same pen, is kept as it is when its content is the same.

    Parameters
    ----------
    chart
        The chart.
    out
        The folder that holds the kits; made where it is missing.
    formats
        What the pictures are laid out for. A PNG has two pixels a point; where the height is free
        there is an SVG as well; the format ``print`` is a PDF.
    progress
        Called before each file: how many are made, of how many, and its name.
    studio
        Makes PNG and PDF: anything with the method `png` of a `Studio`, `pdf` if it can print,
        `at_once` if it can draw several. Default is the one browser of this process, where there
        is one; it starts while Python writes the rest.
    signer
        Signs PNG, SVG and PDF (`headcount.publish.metadata.signer`). Default: nobody does.

    Returns
    -------
    Kit
        The folder, its files, and what is missing.

    Raises
    ------
    KitError
        For a name that is no name of a folder, and for no format or one too narrow or too wide.
    ForeignFileError
        For a folder with files of somebody else's.
    CredentialsError
        When the certificate of `signer` has run out; nothing is written.
    BrowserError
        When the browser fails at a picture.
    OSError
        When the disk refuses.

    Examples
    --------
    >>> import headcount as hc
    >>> from headcount.figures import package
    >>> data = package.read()
    >>> kit = export(hc.named(data, hc.chart_names(data)[0]), "exports")  # doctest: +SKIP
    """
    out = Path(out)
    folder = out / _sound_name(chart.name)
    _refuse_unsound(formats)
    kept = folder / _receipt_name(chart.name)
    refuse_foreign(folder, _written(kept), "export")
    drawings = {one: chart.drawing(one.width, one.height) for one in formats}
    files, lacking = _make(chart, drawings, studio, progress or _silent)
    if signer:
        files |= signed(files, signer, folder)
    elif bears_signatures(folder):
        lacking += (_UNSIGNED,)
    files[_receipt_name(chart.name)] = as_json(receipt(chart, files)).encode("utf-8")
    refuse_foreign(folder, _written(kept), "export")  # again: making took a while
    # First: a kit whose record nobody knows would be worse than a record of no kit.
    keep(out, chart.record, as_json(receipt(chart)))
    changed = write_folder(folder, files)
    drawn = {
        one: drawing
        for one, drawing in drawings.items()
        if {f"{chart.name}-{one.name}.{kind}" for kind in ("png", "pdf")} & files.keys()
    }
    look_at = (*_outgrown(drawn, len(chart.notes)), *_strange(drawn))
    return Kit(folder, tuple(folder / name for name in sorted(files)), lacking, changed, look_at)


def _outgrown(drawn: Mapping[Format, Scene], notes: int) -> Iterator[str]:
    for one, drawing in drawn.items():
        if line := one.outgrown(size(drawing)[1], notes):
            yield line


def _strange(drawn: Mapping[Format, Scene]) -> Iterator[str]:
    """Name the letters that may be empty boxes: a browser draws those that no font here has so."""
    texts = (one.words for scene in drawn.values() for one in (*scene.labels, *scene.words))
    letters = unmeasured("".join(texts))
    if letters:
        few = letters if len(letters) <= _FEW else f"{letters[:_FEW]} …"
        yield f"Look at PNG and PDF: they show letters that a font here may lack ({few})."


def _make(
    chart: Chart,
    drawings: Mapping[Format, Scene],
    studio: Studio | None,
    progress: Progress,
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Make every file but the receipt; say what cannot be made."""
    written, drawn = _words(chart), {}
    carried = payload(chart)
    can_draw = studio is not None or find_chromium() is not None
    for one, drawing in drawings.items():
        written |= _engraved(chart, one, drawing, carried)
        if can_draw:
            drawn |= _drawn(chart, one, drawing, studio, carried)
    lacking = _lacking(studio, drawings) if can_draw else (_without(missing()),)

    files: dict[str, bytes] = {}
    with ThreadPoolExecutor(getattr(studio or Studio, "at_once", 1)) as workers:
        # The browser starts and draws while Python writes what takes none.
        works = {file: workers.submit(make).result for file, make in drawn.items()}
        makers = written | works
        try:
            for made, (file, make) in enumerate(makers.items()):
                progress(made, len(makers) + 1, file)
                content = make()
                files[file] = content if isinstance(content, bytes) else content.encode("utf-8")
        except NoBrowserError as error:  # there is one, and it does not start
            lacking = (_without(str(error)),)
        finally:  # after a failure, what has not begun never does
            workers.shutdown(wait=False, cancel_futures=True)
    progress(len(makers), len(makers) + 1, _receipt_name(chart.name))
    return files, lacking


def _words(chart: Chart) -> dict[str, Maker]:
    """Return what makes the texts, the tables and the pages."""
    name = chart.name
    return {
        f"{name}-alt.txt": lambda: words.alt_text(chart),
        f"{name}-long-description.txt": lambda: words.long_description(chart),
        f"{name}-caption.txt": lambda: words.caption(chart),
        f"{name}-citation.txt": lambda: words.citation(chart),
        f"{name}-desk.html": lambda: desk_sheet(chart),
        f"{name}-data.csv": lambda: plotted(chart),
        f"{name}-data.jsonld": lambda: as_json(json_ld(chart)),
        f"{name}-embed.html": lambda: embed(chart),
        f"{name}-snippet.txt": lambda: snippet(chart, f"{name}-embed.html"),
    }


def _engraved(chart: Chart, one: Format, drawing: Scene, carried: Payload) -> dict[str, Maker]:
    """Return what makes the SVG of a format; what sets a height is a place that takes none."""
    if one.height is not None or one.name == PRINT:
        return {}
    name = f"{chart.name}-{one.name}"
    return {
        f"{name}.svg": lambda: svg_file.put(
            svg(drawing, name=name, **_told(chart)).encode("utf-8"), carried
        )
    }


def _drawn(
    chart: Chart, one: Format, drawing: Scene, studio: Studio | None, carried: Payload
) -> dict[str, Maker]:
    """Return what makes the PNG of a format, or the PDF for print."""
    name = f"{chart.name}-{one.name}"
    if one.name != PRINT:
        return {
            f"{name}.png": lambda: png_file.put(png(studio or shared_studio(), drawing), carried)
        }
    if studio and not hasattr(studio, "pdf"):
        return {}
    return {
        f"{name}.pdf": lambda: pdf_file.put(
            pdf(studio or shared_studio(), drawing, **_told(chart)), carried
        )
    }


def _told(chart: Chart) -> dict[str, str]:
    """Return what a picture says of itself to who cannot see it."""
    return {"title": chart.headline, "description": chart.alt}


def _lacking(studio: Studio | None, formats: Iterable[Format]) -> tuple[str, ...]:
    """Say what cannot be made although there is something to draw with."""
    if studio and PRINT in {one.name for one in formats} and not hasattr(studio, "pdf"):
        return (f"No PDF, which the page that drew the pictures cannot make: {missing()}",)
    return ()


def _without(why: str) -> str:
    return f"No PNG and no PDF: {why}"


def _silent(made: int, of: int, file: str) -> None:
    """Tell nobody."""


def _receipt_name(name: str) -> str:
    return f"{name}-receipt.json"


def _sound_name(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) or len(name) > 100:
        raise KitError(
            f"{name!r} cannot name a kit: write up to 100 small letters, digits and hyphens, "
            "such as fourth-largest"
        )
    return name


def _refuse_unsound(formats: Sequence[Format]) -> None:
    wrong = [one.width for one in formats if not NARROWEST <= one.width <= WIDEST]
    if wrong or not formats:
        raise KitError(
            f"no picture can be {', '.join(map(str, wrong)) or 'without a format'}: "
            f"give widths from {NARROWEST} to {WIDEST} pixels, or {', '.join(FORMATS)}"
        )


def _written(receipt_file: Path) -> set[str]:
    """Name the files that the last export wrote, by its receipt."""
    try:
        files = json.loads(receipt_file.read_bytes())["files"]
        return {receipt_file.name, *files}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return set()
