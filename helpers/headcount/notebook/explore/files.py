"""A list of files to take away, wherever the kernel runs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

_HERE = Path(__file__).parent


class Files(anywidget.AnyWidget):
    """Names and sizes of files beside the kernel; a click brings one into the reader's browser.

    A link to a path would work only where the page and the files are served from one folder, so
    the bytes themselves are sent. Only the files that were shown can be asked for.

    Examples
    --------
    >>> shown = Files()
    >>> shown.say("Nothing is exported yet.")
    >>> shown.files
    []
    """

    _esm = _HERE / "files.js"
    _css = _HERE / "explore.css"

    status = traitlets.Unicode().tag(sync=True)
    files = traitlets.List().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        self._paths: dict[str, Path] = {}
        super().__init__(**traits)
        self.on_msg(self._send_file)

    def say(self, status: str) -> None:
        """Say what is going on, with no files beside it."""
        self.show(status, [])

    def show(self, status: str, paths: Iterable[Path]) -> None:
        """Show files under a line that says what they are."""
        self._paths = {path.name: path for path in paths}
        with self.hold_sync():
            self.status = status
            self.files = [
                {"name": name, "size": _size(path.stat().st_size)}
                for name, path in self._paths.items()
            ]

    def _send_file(self, _: Files, message: dict[str, Any], __: list[memoryview]) -> None:
        path = self._paths.get(str(message.get("name")))
        if message.get("kind") != "file" or path is None:
            return
        if not path.is_file():
            self.say(f"{path} is no longer there. Export the chart again.")
            return
        self.send({"kind": "file", "name": path.name}, [path.read_bytes()])


def _size(count: int) -> str:
    """Return a size in words.

    Examples
    --------
    >>> _size(83_400), _size(1_190_000)
    ('83 kB', '1.2 MB')
    """
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1000))} kB"
