"""Notebooks served as pages, as the app is."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from .lab import PROJECT, START_SECONDS


@contextmanager
def served(notebooks: Path, home: Path, *options: str, **variables: str) -> Iterator[str]:
    """Serve a folder of notebooks; give the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    own = {
        "JUPYTER_PATH": "helpers/headcount/notebook/app",
        "JUPYTER_CONFIG_DIR": str(home),
        "JUPYTER_CONFIG_PATH": "helpers/headcount/notebook/app",
        **variables,
    }
    with (home / "pages.log").open("w") as log:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "voila", str(notebooks), "--no-browser"),
                *("--classic-tree", f"--port={port}", *options),
            ],
            cwd=PROJECT,
            env=os.environ | own,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            ends = time.monotonic() + START_SECONDS
            while time.monotonic() < ends and server.poll() is None:
                try:
                    with urllib.request.urlopen(address, timeout=2):
                        break
                except (URLError, OSError):
                    time.sleep(0.1)
            else:
                raise RuntimeError((home / "pages.log").read_text()[-2000:])
            yield address
        finally:
            server.terminate()
            server.wait(20)
