"""Building the site: JupyterLite, the students' lessons, and what a browser's Python needs."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from html import escape
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from typing import Any

from headcount.notebook import NOTEBOOKS, address
from headcount.publish.export.folder import put_folder, refuse_foreign
from headcount.teach.classroom import browser
from headcount.teach.classroom.browser import LOCK, Pyodide
from headcount.teach.words import ENGLISH, Words, words

TITLE = "Lessons about numbers"

_PACKAGE = Path(__file__).parents[2]
_EXTENSIONS = ".data/data/share/jupyter/labextensions/"
_TEACHERS = re.compile(r"headcount/teach/topic/\w+\.(md|toml)")
_CONFIG = "jupyter-lite.json"  # every JupyterLite site has one
_KERNEL_WHEELS = "extensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
# Every cell stays on the page: one that is scrolled away is found by a search, and keeps its form.
_SETTINGS = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}
_SPEC = {"name": "python", "display_name": "Python", "language": "python"}


def build(
    parts: Path,
    out: Path,
    progress: Callable[[str], object] = str,
    *,
    offline: bool = False,
    notebooks: Path | None = None,
    language: str = ENGLISH,
) -> Path:
    """Build the site.

    1. Its readers load files, from its own folder, and nothing is sent back. Unless it is
       `offline`, they load Pyodide, numpy and pandas from Pyodide's own network, of one release.
    2. The folder changes as a whole, or not at all.

    Parameters
    ----------
    parts
        What it is built from, as make has laid it out: ``lessons/student``, the students' copies;
        ``wheels``, Headcount's own among them; ``pyodide``, the release; ``compiled``, its numpy
        and pandas.
    out
        The folder for it; what an earlier one left there is replaced.
    progress
        Is told what is done next.
    offline
        Whether Pyodide, numpy and pandas are put in.
    notebooks
        A folder of notebooks that are put in beside the lessons, with what they show; default is
        the lessons alone.
    language
        Of the lessons, and of the page that lists them.

    Returns
    -------
    pathlib.Path
        The first page.

    Raises
    ------
    ValueError
        When there is no lesson, or a lesson is a teacher's copy.
    ForeignFileError
        When `out` holds what an earlier classroom has not; of its own folders nothing is kept.
    """
    if not (out / _CONFIG).exists():  # said before anything is built
        refuse_foreign(out, (), "classroom")
    lessons = parts / "lessons" / "student"
    folders = {"": {_edition(path): _student(path) for path in sorted(lessons.glob("*.ipynb"))}}
    if not folders[""]:
        raise ValueError(f"{lessons} holds no lesson")
    if notebooks is not None:
        found = sorted(notebooks.glob("*.ipynb"))
        folders[NOTEBOOKS] = {path.name: _for_a_browser(_read(path)) for path in found}
    wheels = sorted((parts / "wheels").glob("*.whl"))
    with TemporaryDirectory(dir=out.absolute().parent, prefix=f".{out.name}-") as work:
        site = Path(work) / "site"
        progress("JupyterLite is built")
        _jupyterlite(wheels, Path(work), site)
        progress("the lessons, the data and the helpers are put in")
        for folder, content in folders.items():
            _put(site, folder, content, [one for one in folders if one and not folder])
        compiled = sorted((parts / "compiled").glob("*.whl")) if offline else None
        _python(site, wheels, Pyodide(parts / "pyodide"), compiled)
        (site / "index.html").write_text(_start(folders, words(language)), encoding="utf-8")
        (site / ".nojekyll").touch()  # GitHub Pages then serves every file as it is
        refuse_foreign(out, {path.name for path in site.iterdir()}, "classroom")
        put_folder(site, out)
    return out / "index.html"


def _edition(path: Path) -> str:
    """Name a lesson so that a corrected one has another name.

    JupyterLite opens what a browser saved under a name before it asks the site. The answers, kept
    by the name of the lesson, are found from the new one as well.
    """
    return f"{path.stem}-{hashlib.sha256(path.read_bytes()).hexdigest()[:6]}{path.suffix}"


def _student(path: Path) -> dict[str, Any]:
    """Read a student's copy."""
    notebook = _read(path)
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if "teacher" in cell["metadata"].get("tags", []) or ".solution(" in source:
            raise ValueError(f"{path} is a teacher's copy: a site takes students' copies alone")
    return _for_a_browser(notebook)


def _read(path: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def _for_a_browser(notebook: dict[str, Any]) -> dict[str, Any]:
    """Give a notebook the one kernel that the site has, and its cells as JupyterLite takes them."""
    notebook["metadata"]["kernelspec"] = _SPEC
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])  # a server would join the lines
        for output in cell.get("outputs", ()):
            if "text" in output:
                output["text"] = "".join(output["text"])
            data = output.get("data", {})
            data |= {mime: "".join(one) for mime, one in data.items() if isinstance(one, list)}
    return notebook


def _jupyterlite(wheels: list[Path], work: Path, site: Path) -> None:
    """Build JupyterLite with the front ends of the widgets, and no other extension."""
    lite, unpacked = work / "lite", work / "unpacked"
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as packed:
            inside = [name for name in packed.namelist() if _EXTENSIONS in name]
            packed.extractall(unpacked, inside)
    found = [str(path) for path in sorted(unpacked.glob(f"*{_EXTENSIONS}"))]
    config = {
        "LiteBuildConfig": {"apps": ["lab"], "no_sourcemaps": True},
        "FederatedExtensionAddon": {"extra_labextensions_path": found},
    }
    _write_json(lite / "jupyter_lite_config.json", config)
    _write_json(lite / "overrides.json", _SETTINGS)
    command = [sys.executable, "-m", "jupyterlite_core", "build"]
    done = subprocess.run(
        [*command, "--lite-dir", str(lite), "--output-dir", str(site)],
        cwd=work,  # where it leaves notes of its own
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"JupyterLite could not be built:\n{done.stdout}{done.stderr}")


def _put(site: Path, folder: str, notebooks: dict[str, dict[str, Any]], folders: list[str]) -> None:
    """Put the notebooks of a folder where JupyterLite looks for files, and the list of them."""
    now = datetime.now(UTC).isoformat()
    plain = {"created": now, "last_modified": now, "writable": True, "mimetype": None}
    inside = dict.fromkeys(folders, "directory") | dict.fromkeys(notebooks, "notebook")
    listed = []
    for name, kind in inside.items():
        path = f"{folder}/{name}".lstrip("/")
        listed.append(
            plain | {"name": name, "path": path, "type": kind, "format": None, "content": None}
        )
    for name, notebook in notebooks.items():
        _write_json(site / "files" / folder / name, notebook)
    own = {"name": folder, "path": folder, "type": "directory", "format": "json", "content": listed}
    _write_json(site / "api/contents" / folder / "all.json", plain | own)


def _copy_for_students(wheel: Path, folder: Path) -> None:
    """Copy a wheel without what a teacher is told in other topics, and in other languages."""
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        kept = [name for name in names if not _TEACHERS.fullmatch(name)]
        if kept == names:
            shutil.copy(wheel, folder)
            return
        with zipfile.ZipFile(folder / wheel.name, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in kept:
                content = packed.read(name)
                if name.endswith(".dist-info/RECORD"):
                    lines = content.decode().splitlines(keepends=True)
                    own = [one for one in lines if not _TEACHERS.fullmatch(one.partition(",")[0])]
                    content = "".join(own).encode()
                copy.writestr(packed.getinfo(name), content)


def _python(site: Path, wheels: list[Path], pyodide: Pyodide, compiled: list[Path] | None) -> None:
    """Put in what a browser's Python loads, and say where it is."""
    folder = site / "python"
    folder.mkdir()
    for path in [*wheels, *(site / _KERNEL_WHEELS).glob("*.whl")]:
        _copy_for_students(path, folder)
    base = pyodide.address if compiled is None else ""
    spec = browser.lock(pyodide, sorted(folder.glob("*.whl")), base)
    for path in () if compiled is None else (*compiled, *pyodide.core):
        shutil.copy(path, folder)
    pyodide_mjs = f"{base or f'./{folder.name}/'}pyodide.mjs"
    spec.to_json(folder / LOCK)
    page = site / _CONFIG
    settings = json.loads(page.read_text(encoding="utf-8"))
    settings["jupyter-config-data"] |= {
        "appName": TITLE,
        "contentsAllJsonFile": "all.json",
        "litePluginSettings": browser.settings(pyodide_mjs, f"./{folder.name}/{LOCK}"),
    }
    _write_json(page, settings)


def _start(folders: dict[str, dict[str, dict[str, Any]]], say: Words) -> str:
    """Return the page that lists the lessons, under the notebooks where there are some."""
    lists = {folder: _links(folder, notebooks) for folder, notebooks in folders.items()}
    lessons = lists.pop("")
    page = (_PACKAGE / "teach" / "classroom" / "start.html").read_text(encoding="utf-8")
    style = (_PACKAGE / "notebook" / "site.css").read_text(encoding="utf-8")
    return Template(say.fill(page)).substitute(
        language=say.language,
        title=escape(say(TITLE)),
        style=style,
        lessons=lessons,
        notebooks="".join(lists.values()),
    )


def _links(folder: str, notebooks: dict[str, dict[str, Any]]) -> str:
    links = "".join(
        f'<li><a href="{escape(address(name, folder))}">{escape(_heading(notebook))}</a></li>'
        for name, notebook in notebooks.items()
    )
    return f'<ol class="pages">{links}</ol>'


def _heading(notebook: dict[str, Any]) -> str:
    text = "".join(notebook["cells"][0]["source"])
    found = re.search(r"^# (.+)$", text, re.MULTILINE)
    return found[1] if found else "A lesson"


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Build it from the parts that make has laid out; return the exit code."""
    parser = ArgumentParser(prog="make classroom-code", description=main.__doc__)
    parser.add_argument("parts", type=Path, help="the folder of the parts")
    parser.add_argument("--offline", action="store_true", help="put Pyodide, numpy and pandas in")
    parser.add_argument("--notebooks", metavar="DIR", type=Path, help="put these in as well")
    parser.add_argument("--language", metavar="CODE", default=ENGLISH, help="of the lessons")
    parser.add_argument("--out", metavar="DIR", type=Path, default=Path("classroom-code"))
    chosen = parser.parse_args()
    try:
        progress = partial(print, "    ", flush=True)
        first = build(
            chosen.parts,
            chosen.out,
            progress,
            offline=chosen.offline,
            notebooks=chosen.notebooks,
            language=chosen.language,
        )
    except (OSError, RuntimeError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    all_files = [path for path in chosen.out.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in all_files) / 1e6
    print(f"{first}: {size:.0f} MB in {len(all_files)} files, to be put on any web host.")
    print(f"To look at it here: python -m http.server --bind 127.0.0.1 --directory {chosen.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
