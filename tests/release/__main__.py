"""Build the wheel, install it elsewhere, and use it there as somebody who has nothing else.

``python -m tests.release dist`` is what `make release` runs: nothing of the checkout is on the way,
the working directory is empty, and each command must do what it says.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
SHEET = "Country,Troops sent,Date,Source link\nNorth Korea,1200,2024-10-18,https://a.example/1\n"
COMMANDS = (
    ("check",),
    ("figures", "--whose", "PRK", "--year", "2022", "--csv"),
    ("export", "fourth-largest"),
    ("read", "exports/fourth-largest/fourth-largest-web.png"),
    ("new", "story"),
    ("check", "story"),
    ("adopt", "sheet.csv", "adopted", "--yes", "--counted", "soldiers", "--unit", "people"),
)


def main(out: Path) -> int:
    """Do all of it; return 1 where something is not as it should be."""
    wrong = versions()
    if wrong:
        print("\n".join(wrong))
        return 1
    wheel = build(out)
    print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB")
    with TemporaryDirectory() as place:
        python = install(wheel, Path(place) / "env")
        empty = Path(place) / "empty"
        empty.mkdir()
        (empty / "sheet.csv").write_text(SHEET, encoding="utf-8")
        run(python, empty, "-c", _ELSEWHERE, str(ROOT))
        for words in COMMANDS:
            run(python, empty, "-m", "headcount", *words)
        kit = sorted((empty / "exports" / "fourth-largest").iterdir())
    print(f"In an empty folder: {len(COMMANDS)} commands, a kit of {len(kit)} files.")
    return 0


_ELSEWHERE = """
import pathlib, sys
import headcount
here = pathlib.Path(headcount.__file__).resolve()
assert not here.is_relative_to(sys.argv[1]), here
assert headcount.read().path.is_relative_to(here.parent), headcount.read().path
"""


def versions() -> list[str]:
    """Say what does not agree with the version of the project."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = project["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    return [
        f"{name} does not name version {version}"
        for name, text, said in (
            ("CHANGELOG.md", changelog, f"\n## {version}"),
            ("CITATION.cff", citation, f"\nversion: {version}\n"),
        )
        if said not in text
    ]


def build(out: Path) -> Path:
    """Build the wheel, with the build back end that is installed here."""
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("headcount-*.whl"):
        old.unlink()
    code = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, str(out.resolve())], cwd=ROOT, check=True)
    [wheel] = out.glob("headcount-*.whl")
    return wheel


def install(wheel: Path, place: Path) -> Path:
    """Install the wheel beside the packages that are locked and set up here, and nothing else."""
    venv.create(place, symlinks=os.name != "nt", with_pip=False)
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(_out(python, "-c", ask))
    locked = Path(_out(Path(sys.executable), "-c", ask))
    # the packages of the lock, without the checkout that is installed where it lies
    (site / "locked.pth").write_text(f"{locked}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(site), str(wheel)], check=True)
    return python


def run(python: Path, folder: Path, *words: str) -> None:
    """Run Python in a folder; end here where it does not end well."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "HEADCOUNT_DATA", "VIRTUAL_ENV")
    }
    ran = subprocess.run(
        [str(python), *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        print(f"{' '.join(words[1:] or words)}: exit code {ran.returncode}")
        print(ran.stdout + ran.stderr)
        raise SystemExit(1)


def _out(python: Path, *words: str) -> str:
    ran = subprocess.run([str(python), *words], capture_output=True, text=True, check=True)
    return ran.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist")))
