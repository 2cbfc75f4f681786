"""Find the compiled packages of a Pyodide release in another archive, by their hashes.

No registry has Pyodide's numpy and pandas by themselves, but packages that run Pyodide carry them
along. Where a file comes from does not matter when its hash is the one in Pyodide's own lock.
"""

from __future__ import annotations

import sys
import zipfile
from hashlib import sha256
from pathlib import Path, PurePosixPath

from headcount.teach.classroom.browser import Pyodide


def take(archive: Path, pyodide: Pyodide, out: Path) -> list[Path]:
    """Copy a release's compiled packages out of an archive.

    Raises
    ------
    ValueError
        When one of them is not in it, or is not the one that the release has.
    """
    out.mkdir(parents=True, exist_ok=True)
    taken = []
    with zipfile.ZipFile(archive) as packed:
        inside = {PurePosixPath(name).name: name for name in packed.namelist()}
        for said in pyodide.compiled().values():
            name = said["file_name"]
            content = packed.read(inside[name]) if name in inside else b""
            if sha256(content).hexdigest() != said["sha256"]:
                raise ValueError(
                    f"{archive.name} has not the {name} of Pyodide {pyodide.version}: "
                    "pin a release of both that agree"
                )
            taken.append(out / name)
            taken[-1].write_bytes(content)
    return taken


if __name__ == "__main__":
    take(Path(sys.argv[1]), Pyodide(Path(sys.argv[2])), Path(sys.argv[3]))
