"""Build the classroom from the parts that make has laid out."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from headcount.teach.classroom.browser import Pyodide
from headcount.teach.classroom.build import Parts, build


def main() -> int:
    """Build it; return the exit code."""
    parser = ArgumentParser(prog="make classroom", description=__doc__)
    parser.add_argument("parts", type=Path, help="the folder of the parts")
    parser.add_argument("--offline", action="store_true", help="put Pyodide, numpy and pandas in")
    parser.add_argument("--out", metavar="DIR", type=Path, default=Path("classroom"))
    chosen = parser.parse_args()
    at = chosen.parts
    parts = Parts(
        lessons=at / "lessons" / "student",
        wheels=at / "wheels",
        pyodide=Pyodide(at / "pyodide"),
        compiled=at / "compiled" if chosen.offline else None,
    )
    try:
        first = build(parts, chosen.out, lambda line: print(f"     {line}", flush=True))
    except (OSError, RuntimeError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    all_files = [path for path in chosen.out.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in all_files) / 1e6
    print(f"{first}: {size:.0f} MB in {len(all_files)} files, to be put on any web host.")
    print(f"To look at it here: python -m http.server --directory {chosen.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
