"""A Python beside this one: what may end its process, or hold its lock, is done there."""

from __future__ import annotations

import os
import sys


def environment() -> dict[str, str]:
    r"""Return the environment in which another Python imports what this one does, where it lies.

    Examples
    --------
    >>> import subprocess
    >>> command = [sys.executable, "-P", "-c", "import headcount; print(headcount.__name__)"]
    >>> subprocess.run(command, env=environment(), capture_output=True, text=True).stdout
    'headcount\n'
    """
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
