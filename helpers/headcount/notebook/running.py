"""A notebook is run once, from top to bottom, in a kernel of its own."""

from __future__ import annotations

import os
from copy import deepcopy
from pathlib import Path

from nbclient import NotebookClient
from nbformat import NotebookNode

CELL_SECONDS = 120
_QUIET = ["--IPKernelApp.log_level=ERROR"]  # its warnings are about networks, and confuse


def run(notebook: NotebookNode, folder: Path, **variables: str) -> NotebookNode:
    """Run a notebook in a folder, and return a copy of it with its outputs.

    Parameters
    ----------
    notebook
        As nbformat reads it; it stays as it is.
    folder
        Where its kernel works.
    variables
        What its kernel finds in its environment, beside what is there.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        When a cell fails that is not tagged `raises-exception`.
    """
    client = NotebookClient(
        deepcopy(notebook),
        timeout=CELL_SECONDS,
        store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=_QUIET,
    )
    return client.execute(env=os.environ | variables)
