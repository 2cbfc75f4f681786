"""What a browser's Python is made of: Pyodide, and a lock of every package it may load.

Pyodide loads a package when a cell imports it, and finds it in its lock. So a student writes
``import headcount as hc``, and nothing else.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyodide_lock import PyodideLockSpec

CDN = "https://cdn.jsdelivr.net/pyodide/v{version}/full/"
COMPILED = ("numpy", "pandas")
"""Packages that are more than Python: Pyodide alone has them for the browser."""

LOCK = "pyodide-lock.json"

_CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")

# Loaded while the student reads the first lines, not when the first cell is run.
_AT_ONCE = ["micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython"]


@dataclass(frozen=True)
class Pyodide:
    """One release of Pyodide, as its package in npm has it.

    Parameters
    ----------
    folder
        The package's folder: the core, and the lock of the whole release.
    """

    folder: Path

    @property
    def version(self) -> str:
        """The release."""
        return str(_json(self.folder / "package.json")["version"])

    @property
    def address(self) -> str:
        """Where Pyodide's own network serves this release."""
        return CDN.format(version=self.version)

    @property
    def core(self) -> list[Path]:
        """The files that a browser needs before any package."""
        return [self.folder / name for name in _CORE]

    @property
    def release(self) -> dict[str, Any]:
        """The lock of the whole release."""
        return _json(self.folder / LOCK)

    def compiled(self) -> dict[str, dict[str, Any]]:
        """Return what the release's lock says of the packages that it alone has."""
        packages = self.release["packages"]
        return {name: packages[name] for name in COMPILED}

    def take_compiled(self, archive: Path, out: Path) -> None:
        """Copy those packages out of an archive, each found by its name and its hash.

        No registry has Pyodide's numpy and pandas by themselves, but packages that run Pyodide
        carry them along. Where a file comes from does not matter when its hash is the one in
        Pyodide's own lock.

        Raises
        ------
        ValueError
            When one of them is not in it, or is not the one that the release has.
        """
        out.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(archive) as packed:
            inside = {PurePosixPath(name).name: name for name in packed.namelist()}
            for locked in self.compiled().values():
                name = locked["file_name"]
                content = packed.read(inside[name]) if name in inside else b""
                if sha256(content).hexdigest() != locked["sha256"]:
                    raise ValueError(
                        f"{archive.name} has not the {name} of Pyodide {self.version}: "
                        "pin a release of both that agree"
                    )
                (out / name).write_bytes(content)


def lock(pyodide: Pyodide, wheels: Iterable[Path], base: str) -> PyodideLockSpec:
    """Lock what a site's readers may load: each file by its hash.

    Parameters
    ----------
    pyodide
        The release.
    wheels
        Wheels of plain Python, all in the folder that the lock will be in.
    base
        Where the compiled packages are, seen from there: an address, or ``""`` for the same folder.

    Raises
    ------
    RuntimeError
        When a wheel needs what is not among them.
    """
    from pyodide_lock import PyodideLockSpec
    from pyodide_lock.utils import add_wheels_to_spec

    compiled = {
        name: locked | {"depends": [], "file_name": base + locked["file_name"]}
        for name, locked in pyodide.compiled().items()
    }
    info = pyodide.release["info"] | {"version": pyodide.version}
    release = PyodideLockSpec(info=info, packages=compiled)
    spec = add_wheels_to_spec(release, list(wheels))
    # What pandas needs by its own account; Pyodide's lock lists what earlier ones did.
    spec.packages["pandas"].depends = ["numpy", "python-dateutil", "tzdata"]
    return spec


def settings(pyodide_mjs: str, lock_file: str) -> dict[str, Any]:
    """Return the settings of the site's kernel.

    Parameters
    ----------
    pyodide_mjs, lock_file
        Addresses, seen from the site's first page.
    """
    return {
        "@jupyterlite/pyodide-kernel-extension:kernel": {
            "pyodideUrl": pyodide_mjs,
            "pipliteUrls": [],
            "disablePyPIFallback": True,  # a class asks no one else for packages
            "loadPyodideOptions": {"lockFileURL": lock_file, "packages": [*_AT_ONCE, "headcount"]},
        }
    }


def _json(path: Path) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return whole


if __name__ == "__main__":  # the versions of its compiled packages; or takes them from an archive
    pyodide, *rest = map(Path, sys.argv[1:])
    if rest:
        Pyodide(pyodide).take_compiled(*rest)
    else:
        for name, locked in Pyodide(pyodide).compiled().items():
            sys.stdout.write(f"{name}=={locked['version']}\n")
