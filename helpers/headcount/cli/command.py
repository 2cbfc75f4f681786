"""The command as a whole: its verbs in their order, and what becomes of an error."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module
from inspect import getdoc

from headcount.cli.verb import VERBS

_ORDER = (
    "check",
    "dictionary",
    "new",
    "forms",
    "site",
    "gallery",
    "export",
    "figures",
    "show",
    "compare",
    "read",
    "affected",
    "flip",
    "lessons",
    "handins",
)
for _name in _ORDER:
    import_module(f"headcount.cli.{_name}")


def parser() -> ArgumentParser:
    """Build the parser of all verbs that are registered."""
    whole = ArgumentParser(
        prog="headcount",
        description="No figure leaves without its source, its bounds and its caveats.",
    )
    verbs = whole.add_subparsers(metavar="VERB", required=True, title="verbs")
    for name, (run, arguments) in VERBS.items():
        summary = (run.__doc__ or "").partition("\n")[0]
        one = verbs.add_parser(name, help=summary, description=getdoc(run))
        for names, options in arguments:
            one.add_argument(*names, **options)
        one.set_defaults(run=run)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    from headcount.core.errors import NothingFits, NotThere, SeveralFit, UnknownWord, WrongChoice
    from headcount.figures.package import PackageError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that lacks a character still gets a line
            stream.reconfigure(errors="backslashreplace")
    chosen = parser().parse_args(arguments)
    try:
        code = chosen.run(chosen)
        sys.stdout.flush()
    except PackageError as error:
        print(error, file=sys.stderr)
        print("The data folder is not sound: nothing was done.", file=sys.stderr)
        return 1
    except (NothingFits, NotThere, SeveralFit, UnknownWord, WrongChoice) as error:
        print(f"headcount: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader has seen enough, as in `headcount check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return int(code)
