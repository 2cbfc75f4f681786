"""The article kit: every file of a chart, written whole or not at all."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from headcount.charts.chart import Chart
from headcount.charts.charts_file import better_name
from headcount.charts.switch import Switch, switch_of, with_switch
from headcount.core.files import UnreadFile, read_plain
from headcount.figures.package.problem import shown
from headcount.publish.export import words
from headcount.publish.export.desk import desk_sheet
from headcount.publish.export.embed import embed, snippet
from headcount.publish.export.folder import refuse_foreign, write_folder
from headcount.publish.export.receipt import as_json, json_ld, keep, payload, receipt
from headcount.publish.metadata import pdf, png, xmp
from headcount.publish.metadata.credentials import Signer, bears_signatures, signed
from headcount.publish.metadata.payload import MOST_PAYLOAD, Payload
from headcount.render.formats import FORMATS, NARROWEST, WIDEST, Format
from headcount.render.language import ENGLISH
from headcount.render.pictures import PictureError, Pictures
from headcount.render.scene import Scene
from headcount.render.svg import size, to_svg
from headcount.render.typesetting import set_in, unmeasured

Progress = Callable[[int, int, str], object]
"""Is given how many files are made, of how many, and the name of the one that comes next."""

Maker = Callable[[], str | bytes]

_FEW = 12
_MOST_PACKED = 60_000  # bytes of an embed, gzipped
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
        What a person should see before it leaves, a line each: letters that a font may lack, and
        an editor's words that the rows do not bear.
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
    pictures: Pictures | None = None,
    signer: Signer | None = None,
    switch: str | None = None,
) -> Kit:
    """Write the kit of a chart into its own folder, ``out/<name of the chart>/``.

    1. Written whole or not at all: a kill at any moment leaves the old kit or the new one.
    2. The same chart gives the same bytes; an unchanged kit is not touched.
    3. Without a face to set them in, all but PNG and PDF is written, and `Kit.missing` says so; but
       never in the place of a kit that has them.
    4. A folder that holds a file which no export wrote is left alone.
    5. Every picture, page and PDF carries the receipt inside itself (`publish.metadata`), and a
       copy of it stays in the ledger of `out` when another kit takes the place of this one.
    6. No two signatures are the same bytes: a picture that is there already, intact and signed by
       the same signer, is kept as it is when its content is the same.

    Parameters
    ----------
    chart
        The chart.
    out
        The folder that holds the kits; made where it is missing.
    formats
        What the pictures are laid out for. A PNG has two pixels a point, a card one and so exactly
        its size; where the height is free there is an SVG as well; what is for print is a PDF.
    progress
        Called before each file: how many are made, of how many, and its name.
    pictures
        Makes PNG and PDF, for whoever exports several charts; default is one for this kit alone.
    signer
        Signs PNG, SVG and PDF (`headcount.publish.metadata.credentials`). Default: nobody does.
    switch
        What readers may choose in the embed, such as ``"source"`` (`headcount.charts.switch`); ""
        for nothing. Default is what the chart itself asks for.

    Returns
    -------
    Kit
        The folder, its files, and what is missing.

    Raises
    ------
    KitError
        For a name that is no name of a folder, for no format or one too narrow or too wide, and for
        a chart in another language: much of a kit has English words alone.
    UnknownWord, WrongChoice
        For a switch that the chart cannot have.
    ForeignFileError
        For a folder with files of somebody else's.
    CredentialsError
        When the certificate of `signer` has run out; nothing is written.
    PictureError
        When a picture fails, or none can be made and the kit that is there has some.
    OSError
        When the disk refuses.

    Examples
    --------
    >>> import headcount as hc
    >>> data = hc.read()
    >>> kit = hc.export(hc.named(data, hc.chart_names(data)[0]), "exports")  # doctest: +SKIP
    """
    if chart.package.language != ENGLISH:
        raise KitError(
            f'Kits are in English, and this chart has the language "{chart.package.language}": '
            "read its data without a language to export it"
        )
    if switch is not None:
        chart = with_switch(chart, switch)
    turned = switch_of(chart)
    others = [state.chart for state in turned.others] if turned else []
    out = Path(out)
    folder = out / _sound_name(chart.name)
    _refuse_unsound(formats)
    kept = folder / f"{chart.name}-receipt.json"
    refuse_foreign(folder, _written(kept), "export")
    drawings = {one: chart.picture(one) for one in formats}
    with nullcontext(pictures) if pictures else Pictures() as made_by:
        makers = texts_of(chart, turned) | pictures_of(chart, drawings, made_by)
        lacking = [f"No PNG and no PDF: {made_by.missing}"] if made_by.missing else []
        if made_by.missing and (lost := _pictures_in(_written(kept))):
            raise PictureError(
                f"{folder} is left as it was: its {' and '.join(lost)} cannot be made again. "
                f"{made_by.missing}"
            )
        files = _made(makers, kept.name, progress)
    if signer:
        files |= signed(files, signer, folder)
    elif bears_signatures(folder):
        lacking.append(_UNSIGNED)
    files[kept.name] = as_json(receipt(chart, files, others)).encode("utf-8")
    refuse_foreign(folder, _written(kept), "export")  # again: making took a while
    # First: a kit whose record nobody knows would be worse than a record of no kit.
    for one in (chart, *others):
        keep(out, one.record, as_json(receipt(one)))
    changed = write_folder(folder, files)
    with set_in(chart.house.setting):
        look_at = [] if made_by.missing else [*_look_at(drawings)]
    if turned:
        look_at += _heavy(files[f"{chart.name}-embed.html"], turned)
    look_at += map(str, chart.doubts)
    paths = tuple(folder / name for name in sorted(files))
    return Kit(folder, paths, tuple(lacking), changed, tuple(look_at))


def _look_at(drawn: Mapping[Format, Scene]) -> Iterator[str]:
    """Name letters that may be empty boxes."""
    texts = (one.words for scene in drawn.values() for one in (*scene.labels, *scene.words))
    letters = unmeasured("".join(texts))
    if letters:
        few = letters if len(letters) <= _FEW else f"{letters[:_FEW]} …"
        yield f"Look at PNG and PDF: they show letters that a font here may lack ({few})."


def _heavy(page: bytes, switch: Switch) -> Iterator[str]:
    """Say that a switch holds more than a reader on the road waits for."""
    packed = len(gzip.compress(page))
    if packed > _MOST_PACKED:
        yield (
            f"embed: {len(switch.states)} states, {packed / 1000:.0f} kB gzipped; name fewer: "
            f"--switch {switch.parameter}={switch.states[0].word},{switch.states[1].word}"
        )


def _made(makers: Mapping[str, Maker], last: str, progress: Progress | None) -> dict[str, bytes]:
    """Make every file but the last, which vouches for all of them."""
    files: dict[str, bytes] = {}
    for file, make in makers.items():
        if progress:
            progress(len(files), len(makers) + 1, file)
        content = make()
        files[file] = content if isinstance(content, bytes) else content.encode("utf-8")
    if progress:
        progress(len(files), len(makers) + 1, last)
    return files


def texts_of(chart: Chart, switch: Switch | None) -> dict[str, Maker]:
    """Return what makes the texts, the tables and the pages, by the names of their files."""
    name = chart.name
    return {
        f"{name}-alt.txt": lambda: words.alt_text(chart),
        f"{name}-long-description.txt": lambda: words.long_description(chart),
        f"{name}-caption.txt": lambda: words.caption(chart),
        f"{name}-citation.txt": lambda: words.citation(chart),
        f"{name}-desk.html": lambda: desk_sheet(chart),
        f"{name}-data.csv": lambda: words.plotted(chart),
        f"{name}-data.jsonld": lambda: as_json(json_ld(chart)),
        f"{name}-embed.html": lambda: embed(chart, switch=switch),
        f"{name}-snippet.txt": lambda: snippet(chart, f"{name}-embed.html", switch=switch),
    }


def pictures_of(
    chart: Chart, drawings: Mapping[Format, Scene], pictures: Pictures
) -> dict[str, Callable[[], bytes]]:
    """Return what makes the pictures of each format, which begin to be drawn meanwhile."""
    carried, fonts = payload(chart), chart.house.setting.files
    engraved = replace(carried, drawn=pictures.engine)
    makers: dict[str, Callable[[], bytes]] = {}

    def later(drawn: Future[bytes], put: Callable[[bytes, Payload], bytes]) -> Callable[[], bytes]:
        return lambda: put(drawn.result(), engraved)

    for one, drawing in drawings.items():
        name = f"{chart.name}-{one.name}"
        if one.height is None and not one.is_print:  # what sets a height takes no SVG
            content = svg(chart, name, drawing).encode("utf-8")
            makers[f"{name}.svg"] = partial(xmp.put_svg, content, carried)
        if pictures.missing:
            continue
        picture = to_svg(drawing, named=False), *size(drawing)
        if one.is_print:
            drawn = pictures.pdf(*picture, title=chart.headline, alt=chart.alt, fonts=fonts)
            makers[f"{name}.pdf"] = later(drawn, pdf.put)
        else:
            drawn = pictures.png(*picture, scale=1 if one.card else 2, fonts=fonts)
            makers[f"{name}.png"] = later(drawn, png.put)
    return makers


def svg(chart: Chart, name: str, drawing: Scene) -> str:
    r"""Write a drawing of a chart as an SVG file.

    Pages hold such files as they are, several of them together: so each id in one begins with the
    file's name, and names the same thing for as long as the file keeps its name.

    Parameters
    ----------
    chart
        The chart; its headline and its alt text are what screen readers say.
    name
        What the file is called, without its ending.
    drawing
        A drawing of it that has its size (`Chart.drawing`).

    Examples
    --------
    >>> import headcount as hc
    >>> shown = hc.named(hc.read(), "fourth-largest")
    >>> picture = svg(shown, "fourth-largest-article", shown.drawing(600))
    >>> 'id="fourth-largest-article-title"' in picture, picture[-7:]
    (True, '</svg>\n')
    """
    whole = to_svg(
        drawing,
        title=chart.headline,
        description=chart.alt,
        prefix=f"{name}-",
        style=chart.house.style(),
    )
    return whole + "\n"


def _sound_name(name: str) -> str:
    if right := better_name(name):
        raise KitError(f"{shown(name)} cannot name a kit: {right}")
    return name


def _pictures_in(files: Iterable[str]) -> list[str]:
    """Name the kinds of picture among files that take an engine to make."""
    return sorted({Path(name).suffix[1:].upper() for name in files} & {"PDF", "PNG"})


def _refuse_unsound(formats: Sequence[Format]) -> None:
    wrong = [one.width for one in formats if not NARROWEST <= one.width <= WIDEST]
    if wrong or not formats:
        raise KitError(
            f"No picture can be {', '.join(map(str, wrong)) or 'without a format'}: "
            f"give widths from {NARROWEST} to {WIDEST} pixels, or {', '.join(FORMATS)}"
        )


def _written(receipt_file: Path) -> set[str]:
    """Name the files that the last export wrote, by its receipt."""
    try:
        files = json.loads(read_plain(receipt_file, MOST_PAYLOAD))["files"]
        return {receipt_file.name, *files}
    except (UnreadFile, FileNotFoundError, RecursionError, ValueError, KeyError, TypeError):
        return set()  # nobody knows what wrote it, so it is not ours to replace
