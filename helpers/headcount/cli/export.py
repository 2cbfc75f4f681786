"""Commands about what leaves: kits are written, and files that left are asked what they are."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from headcount.cli import options
from headcount.cli.options import chart_names_explained, refused, show, show_table

if TYPE_CHECKING:
    from headcount.charts.chart import Chart
    from headcount.publish.metadata.credentials import Signer
    from headcount.publish.verify.answer import FileAnswer
    from headcount.render.formats import Format


def _sizes(text: str) -> tuple[Format, ...]:
    """Take an argument as formats: names, or widths in pixels, split at commas."""
    from headcount.render.formats import asked

    try:
        return asked(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _pem(what: str, path: Path) -> bytes:
    """Read a certificate or a key; a path that is not one is not repeated: it may be a secret."""
    from headcount.core.wording import capital
    from headcount.publish.metadata.credentials import CredentialsError

    try:
        return path.read_bytes()
    except OSError as error:
        why = (error.strerror or "it is not a file").lower().replace("no such", "there is no such")
        raise CredentialsError(f"{capital(what)} cannot be read: {why}. Name its file.") from None


@click.command
@options.data
@options.as_json("the list")
def charts(*, data: Path | None, as_json: bool) -> int:
    """List the charts of charts.toml with their headlines."""
    from headcount.charts.chart import chart_names, named_chart
    from headcount.figures import package

    read = package.read(data)
    made = [named_chart(read, name) for name in chart_names(read)]
    if as_json:
        keys = ("name", "form", "headline")
        found = [{key: getattr(chart, key) for key in keys} for chart in made]
        print(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        lines = [(chart.name, chart.form, chart.headline) for chart in made]
        show_table(("chart", "form", "headline"), lines)
    return 0


@click.command
@click.argument("charts", metavar="CHART…", nargs=-1)
@options.out("exports")
@click.option(
    "--sizes",
    metavar="NAME,NAME",
    type=_sizes,
    help="Formats by name, such as web,social,print, or widths in pixels (default: all).",
)
@click.option("--headline", metavar="TEXT", help="Your headline, for one chart.")
@click.option("--deck", metavar="TEXT", help="Your deck, the line under the headline.")
@click.option("--credit", metavar="TEXT", help='Your credit, in place of "Chart: …".')
@click.option("--alt", metavar="TEXT", help="Your alt text.")
@click.option("--name", metavar="NAME", help="Another name for the kit, for one chart.")
@click.option(
    "--sign", metavar="PEM", type=Path, help="Sign pictures and PDFs with this certificate."
)
@click.option(
    "--key", metavar="PEM", type=Path, help="The file of its key (default: $HEADCOUNT_KEY)."
)
@click.option(
    "--switch",
    metavar="NAME[=A,B]",
    help="Let readers of the embed choose a source, year, … (default: as in charts.toml).",
)
@options.data
def export(
    *,
    charts: tuple[str, ...],
    out: Path,
    sizes: tuple[Format, ...] | None,
    sign: Path | None,
    key: Path | None,
    switch: str | None,
    data: Path | None,
    **words: str | None,
) -> int:
    """Export charts for publication: pictures, embed, data, text.

    Each CHART is a chart of charts.toml; all exports all of them. Your own headline, deck, credit
    and alt text are for one chart. What its figures do not support is listed, and printed anyway.
    """
    from headcount.charts.chart import chart_names, named_chart
    from headcount.core.errors import message
    from headcount.figures import package
    from headcount.publish.export.kit import export as write
    from headcount.publish.metadata.credentials import CredentialsError
    from headcount.render.formats import FORMATS
    from headcount.render.pictures import PictureError, Pictures

    read = package.read(data)
    names = chart_names(read)
    if not names:
        print(f"{read.path} has no charts. Describe one in charts.toml.", file=sys.stderr)
        return 2
    if not charts:
        raise click.UsageError("Name a chart, or all. headcount charts lists them.")
    own = _own(words, charts)
    if refusal := _blocked(out):
        print(f"Nothing was written: {refusal}. Name another folder with --out.", file=sys.stderr)
        return 1
    try:
        signer = _signer(sign, key)
    except CredentialsError as error:
        print(f"Nothing was written. {message(error)}", file=sys.stderr)
        return 2
    # Every chart is made before any is written: a wrong name leaves the disk as it was.
    wanted = names if "all" in charts else dict.fromkeys(charts)
    made = [_switched(named_chart(read, name, **own), switch) for name in wanted]
    formats = sizes or tuple(FORMATS.values())
    missing: dict[str, None] = {}
    try:
        with Pictures() as pictures:
            for chart in made:
                kit = write(chart, out, formats=formats, pictures=pictures, signer=signer)
                state = "" if kit.changed else ", as before"
                print(f"{kit.folder}: {len(kit.files)} files{state}")
                for line in kit.look_at:
                    print(f"  {line}")
                missing |= dict.fromkeys(kit.missing)
    except (LookupError, OSError, PictureError, ValueError) as error:
        return refused(out, error)
    for line in missing:
        print(line, file=sys.stderr)
    return 0


def _switched(chart: Chart, switch: str | None) -> Chart:
    """Return a chart with the switch that is asked for, and refuse one that it cannot have."""
    from headcount.charts.switch import switch_of, with_switch

    asked = chart if switch is None else with_switch(chart, switch)
    switch_of(asked)
    return asked


def _blocked(out: Path) -> str | None:
    """Say why nothing can be written into a folder, before the time that drawing takes."""
    # Path.exists raises where a folder above may not be looked into.
    found = (path for path in (out, *out.absolute().parents) if os.path.exists(path))  # noqa: PTH110
    there = next(found)
    if not there.is_dir():
        return f"{there} is a file"
    return None if os.access(there, os.W_OK | os.X_OK) else f"you cannot write to {there}"


def _own(words: Mapping[str, str | None], charts: Sequence[str]) -> dict[str, str]:
    """Return an editor's words; none is right for several charts."""
    own = {name: text for name, text in words.items() if text is not None}
    if own and (len(charts) > 1 or "all" in charts):
        raise click.UsageError(f"--{next(iter(own))} takes one chart at a time.")
    return own


def _signer(chain: Path | None, key: Path | None) -> Signer | None:
    """Read what signs, or None where nobody signs."""
    from headcount.publish.metadata.credentials import CredentialsError, signer

    if chain is None and key is None:
        return None
    secret = key or os.environ.get("HEADCOUNT_KEY")
    if chain is None or not secret:
        raise CredentialsError("To sign, give --sign PEM and --key PEM (or $HEADCOUNT_KEY).")
    return signer(_pem("the certificate", chain), _pem("the key", Path(secret)))


@click.command
@click.argument("charts", metavar="[CHART…]", nargs=-1)
@options.out("gallery")
@options.data
def gallery(*, charts: tuple[str, ...], out: Path, data: Path | None) -> int:
    """Draw charts in every format on one page.

    Each CHART is a chart of charts.toml (default: all of them).
    """
    from headcount.charts.chart import chart_names, named_chart
    from headcount.figures import package
    from headcount.publish.export.gallery import gallery as draw
    from headcount.render.pictures import PictureError

    read = package.read(data)
    try:
        wanted = [named_chart(read, name) for name in charts or chart_names(read)]
        page = draw(wanted, out, lambda file: print(f"  {file}"))
    except (LookupError, OSError, PictureError, ValueError) as error:
        return refused(out, error)
    print(page)
    return 0


@click.command
@click.argument("asked", metavar="FILE…", nargs=-1, required=True)
@click.option("--all", "short", is_flag=True, help="One line per record, and what needs a look.")
@click.option(
    "--trust", metavar="PEM", type=Path, help="Certificates of the authorities you trust."
)
@click.option("--full", is_flag=True, help="List all figures, sources and notes.")
@options.exports
@options.data
@options.as_json("the answers")
def read(
    *,
    asked: tuple[str, ...],
    short: bool,
    trust: Path | None,
    exports: Path,
    data: Path | None,
    full: bool,
    as_json: bool,
) -> int:
    """Check a published file for its sources and for changes.

    Each FILE is a file, a folder or a printed record ID. What needs a look is always printed.

    Exit codes: 0 all current; 1 changed, corrected or withdrawn; 2 invalid command; 3 no record,
    an unknown one, or a converted picture (with --trust: or no known signer); 4 a damaged or
    altered file, or a record that its own figures do not support. The highest one counts.
    """
    from headcount.figures import package
    from headcount.publish import verify
    from headcount.publish.metadata.credentials import anchors

    trusted = anchors(_pem("the authority", trust)) if trust else None
    today = package.read(data)
    with chart_names_explained(today, asked):
        found = verify.read(today, asked, folder=exports, short=short, trusted=trusted)
    if as_json or full or short:
        show(found, as_json=as_json)
    else:
        print("\n\n".join(map(_in_brief, found.answers)))
    return found.code


def _in_brief(answer: FileAnswer) -> str:
    """Say what a file shows, from how much, and whatever of it needs a look."""
    from headcount.core.wording import count_of, listed
    from headcount.figures.package.problem import printable

    text = answer.text(short=True)
    if answer.receipt is None:
        return text
    signed = {one.words() for one in answer.signed.values() if one.state != "unsigned"}
    lines = [*text.splitlines(), *(f"  {words}" for words in signed if words not in text)]
    made_of = listed(
        [
            count_of(len(answer.receipt[name]), noun)
            for name, noun in (("figures", "figure"), ("sources", "source"), ("notes", "note"))
        ]
    )
    lines.insert(1, f"  {printable(answer.receipt['headline'])}")
    return "\n".join([*lines, f"  Made of {made_of}. To list them, add --full."])


@click.command
@click.argument("figure", metavar="FIGURE")
@options.exports
@options.data
@options.as_json("the answers")
def affected(*, figure: str, exports: Path, data: Path | None, as_json: bool) -> int:
    """List every export that used a figure, with its current status.

    FIGURE is a figure ID; headcount figures lists them.
    """
    from headcount.figures import package
    from headcount.publish import verify

    today = package.read(data)
    with chart_names_explained(today, [figure]):
        show(verify.affected(today, figure, exports), as_json=as_json)
    return 0
