"""The `headcount` command: its commands, each loaded when it is asked for, and its errors.

A command returns its exit code: 0 done, 1 errors found, 2 invalid command. What it needs it imports
itself, so that ``headcount check`` never waits for what only a chart needs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from importlib import import_module
from pathlib import Path

import click
from click.exceptions import Exit

from headcount.core.errors import hint
from headcount.core.escaping import Screen
from headcount.core.wording import sentence

_MODULES = {
    "check": "data",
    "dictionary": "data",
    "new": "data",
    "adopt": "adopt",
    "forms": "data",
    "site": "notebooks",
    "gallery": "export",
    "charts": "export",
    "export": "export",
    "figures": "desk",
    "sources": "desk",
    "show": "desk",
    "compare": "desk",
    "proof": "desk",
    "read": "export",
    "affected": "export",
    "flip": "desk",
    "lessons": "notebooks",
    "classroom": "notebooks",
    "handins": "notebooks",
    "mcp": "mcp",
}


class _Commands(click.Group):
    """The commands of `_MODULES`, in their order."""

    def list_commands(self, context: click.Context) -> list[str]:  # noqa: ARG002  (as click asks)
        return list(_MODULES)

    def get_command(self, context: click.Context, name: str) -> click.Command:
        if name not in _MODULES:
            context.fail(f'No command is named "{name}". {sentence(hint(name, _MODULES))}')
        command: click.Command = getattr(import_module(f"headcount.cli.{_MODULES[name]}"), name)
        return command


_PROGRAM = _Commands(
    "headcount",
    help="Every published figure carries its source, its range and its caveats.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
    no_args_is_help=False,
    subcommand_metavar="COMMAND …",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code.

    Raises
    ------
    SystemExit
        After help was printed (0), and for words that are no command (2).
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that lacks a character still gets a line
            stream.reconfigure(errors="backslashreplace")
    words = sys.argv[1:] if arguments is None else arguments
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,  # a closed stream is None
        redirect_stdout(Screen(sys.stdout or nowhere)),
        redirect_stderr(Screen(sys.stderr or nowhere)),
    ):
        return _run(words)


def _run(words: Sequence[str]) -> int:
    """Run the command, and say its errors."""
    from headcount.cli.options import show_error
    from headcount.core.errors import UserError
    from headcount.figures.package import PackageError

    try:
        with _PROGRAM.make_context("headcount", list(words)) as context:
            code = _PROGRAM.invoke(context)
        sys.stdout.flush()
    except Exit as exit_:
        raise SystemExit(exit_.exit_code) from None
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from error
    except PackageError as error:
        print(error, file=sys.stderr)
        print("The data folder has errors. Nothing was done.", file=sys.stderr)
        return 1
    except OSError as error:
        if error.filename is None:  # what is printed goes nowhere, and so does what is left of it
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # a reader that has seen enough, as in `headcount check | head`, is told nothing
        return 1 if isinstance(error, BrokenPipeError) else show_error(error)
    except (LookupError, ValueError) as error:
        if not isinstance(error, UserError):
            raise
        return show_error(error)
    return int(code)
