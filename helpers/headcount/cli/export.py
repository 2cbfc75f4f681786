"""The verb `export`: kits are written, and signed where that is asked for."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from headcount.cli.arguments import DATA
from headcount.cli.pem import pem
from headcount.cli.telling import tell_refused
from headcount.cli.verb import argument, verb

if TYPE_CHECKING:
    from headcount.publish.metadata.signer import Signer
    from headcount.render.formats import Format


def sizes(text: str) -> tuple[Format, ...]:
    """Take an argument as formats: names, or widths in pixels, parted by commas."""
    from headcount.render.formats import asked

    try:
        return asked(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


@verb(
    argument("charts", metavar="CHART", nargs="*", help="a chart of charts.toml, or all"),
    argument("--out", metavar="DIR", type=Path, default=Path("exports"), help="(default: exports)"),
    argument(
        "--sizes",
        metavar="NAME,NAME",
        type=sizes,
        help="web, article, square, social, phone, print or widths in pixels (default: all six)",
    ),
    argument(
        "--sign", metavar="PEM", type=Path, help="sign pictures and PDF with this certificate"
    ),
    argument("--key", metavar="PEM", type=Path, help="file of its key (default: $HEADCOUNT_KEY)"),
    DATA,
)
def export(chosen: Namespace) -> int:
    """Write the article kits of charts: pictures, embed, figures, words, receipt."""
    from headcount.charts.chart import chart_names, named_chart
    from headcount.figures import package
    from headcount.publish.export.kit import export as write
    from headcount.publish.metadata.credentials import CredentialsError
    from headcount.render.drawing import BrowserError
    from headcount.render.formats import FORMATS

    data = package.read(chosen.data)
    names = chart_names(data)
    if not names:
        print(f"{data.path} names no chart: describe one in charts.toml", file=sys.stderr)
        return 2
    if not chosen.charts:
        print(f"Name a chart: {', '.join([*names, 'all'])}", file=sys.stderr)
        return 2
    refusal = blocked(chosen.out)
    if refusal:
        print(f"nothing is written: {refusal}; name another folder with --out", file=sys.stderr)
        return 1
    try:
        signer = signer_of(chosen.sign, chosen.key)
    except CredentialsError as error:
        print(f"nothing is written: {error}", file=sys.stderr)
        return 2
    wanted = names if "all" in chosen.charts else dict.fromkeys(chosen.charts)
    # Every chart is made before any is written: a wrong name leaves the disk as it was.
    charts = [named_chart(data, name) for name in wanted]
    missing: dict[str, None] = {}
    try:
        formats = chosen.sizes or tuple(FORMATS.values())
        for made in charts:
            kit = write(made, chosen.out, formats=formats, signer=signer)
            state = "" if kit.changed else ", as before"
            print(f"{kit.folder}: {len(kit.files)} files{state}")
            for line in kit.look_at:
                print(f"  {line}")
            missing |= dict.fromkeys(kit.missing)
    except (BrowserError, LookupError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        tell_refused(chosen.out, error)
        return 1
    for line in missing:
        print(line, file=sys.stderr)
    return 0


def blocked(out: Path) -> str | None:
    """Say why nothing can be written into a folder, before the time that drawing takes."""
    # Path.exists raises where a folder above may not be looked into.
    found = (path for path in (out, *out.absolute().parents) if os.path.exists(path))  # noqa: PTH110
    there = next(found)
    if not there.is_dir():
        return f"{there} is a file"
    return None if os.access(there, os.W_OK | os.X_OK) else f"{there} may not be written to"


def signer_of(chain: Path | None, key: Path | None) -> Signer | None:
    """Read what signs, or None where nobody signs."""
    from headcount.publish.metadata.credentials import CredentialsError
    from headcount.publish.metadata.signer import signer

    if chain is None and key is None:
        return None
    secret = key or os.environ.get("HEADCOUNT_KEY")
    if chain is None or not secret:
        raise CredentialsError("signing takes --sign PEM and --key PEM (or $HEADCOUNT_KEY)")
    return signer(pem(chain, "the certificate"), pem(Path(secret), "the key"))
