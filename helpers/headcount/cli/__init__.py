"""The `headcount` command: thin, a file a verb.

A verb is a function with `@verb`: its name is the verb, its docstring the help, and it returns
the exit code (0 well, 1 faults found, 2 wrong use). What it needs it imports itself, so that
``headcount check`` never waits for what only a chart needs.
"""

from headcount.cli.command import main

__all__ = ["main"]
