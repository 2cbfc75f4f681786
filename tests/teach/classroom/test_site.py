"""What is in the classroom's folder, and what never is."""

from __future__ import annotations

import json
import re
import zipfile
from hashlib import sha256
from shutil import copytree

import pytest
from headcount.teach.classroom.build import _edition, _start
from headcount.teach.words import words

from .conftest import PROJECT, build

KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"


def lock(site):
    return json.loads((site / "python" / "pyodide-lock.json").read_text())["packages"]


def settings(site):
    config = json.loads((site / "jupyter-lite.json").read_text())["jupyter-config-data"]
    return config["litePluginSettings"][KERNEL]


def texts(site):
    """Give the texts that are ours, with their names: pages, lessons, and what our wheel holds."""
    for path in [*site.glob("*.html"), *site.glob("*.json"), *site.glob("files/*")]:
        yield path.name, path.read_text()
    (wheel,) = site.glob("python/headcount-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            yield name, packed.read(name).decode()


def test_the_site_has_every_lesson_and_a_page_that_leads_to_it(site):
    lessons = sorted(path.name for path in (site / "files").iterdir())
    stems = sorted(path.stem for path in PROJECT.glob("notebooks/classroom/*.ipynb"))
    assert [re.sub(r"-[0-9a-f]{6}\.ipynb$", "", name) for name in lessons] == stems
    page = (site / "index.html").read_text()
    assert re.findall(r'href="lab/index.html\?path=([^"]+)"', page) == lessons
    listed = json.loads((site / "api/contents/all.json").read_text())["content"]
    assert [one["path"] for one in listed] == lessons


@pytest.mark.slow
def test_notebooks_stand_beside_the_lessons_where_they_are_asked_for(parts, tmp_path):
    build(parts, "--notebooks", "notebooks", "--out", tmp_path / "live").check_returncode()
    notebooks = sorted(path.name for path in PROJECT.glob("notebooks/*.ipynb"))
    lessons = sorted(path.name for path in (tmp_path / "live" / "files").glob("*.ipynb"))
    page = (tmp_path / "live" / "index.html").read_text(encoding="utf-8")
    led_to = re.findall(r'href="lab/index.html\?path=([^"]+)"', page)
    assert led_to == [*(f"notebooks/{name}" for name in notebooks), *lessons]
    for folder, names in (("", ["notebooks", *lessons]), ("notebooks", notebooks)):
        contents = tmp_path / "live" / "api/contents" / folder / "all.json"
        listed = json.loads(contents.read_text(encoding="utf-8"))["content"]
        assert [one["name"] for one in listed] == names
    first = json.loads((tmp_path / "live/files" / led_to[0]).read_text(encoding="utf-8"))
    # a server joins the lines of a cell, and JupyterLite does not
    assert all(isinstance(cell["source"], str) for cell in first["cells"])
    assert any("image/png" in str(cell.get("outputs")) for cell in first["cells"])


def test_a_corrected_lesson_has_another_name(tmp_path):
    """A browser that saved the old one would open that under the same name."""
    path = tmp_path / "01-first.ipynb"
    names = []
    for text in ("old", "new", "old"):
        path.write_text(text)
        names.append(_edition(path))
    assert names[0] == names[2] != names[1]
    assert re.fullmatch(r"01-first-[0-9a-f]{6}\.ipynb", names[1])


def test_no_word_of_a_teachers_copy_is_in_the_site(site):
    secrets = set()
    for path in PROJECT.glob("notebooks/classroom/*.ipynb"):
        for cell in json.loads(path.read_text())["cells"]:
            source = "".join(cell["source"])
            if "teacher" in cell["metadata"].get("tags", []):
                secrets.add(source.strip())
            secrets |= set(re.findall(r"### BEGIN SOLUTION\n(.*?)\n###", source, re.DOTALL))
    told = {
        json.dumps(line.strip(), ensure_ascii=False)[1:-1]
        for secret in secrets
        for line in secret.splitlines()
        if len(line) > 40 and not line.startswith("from ")
    }
    assert len(told) > 50
    found = [(name, line) for name, text in texts(site) for line in told if line in text]
    assert found == []


def test_a_teachers_copy_is_refused(site, parts, tmp_path):
    wrong = tmp_path / "parts"
    wrong.mkdir()
    for name in ("wheels", "pyodide"):
        (wrong / name).symlink_to(parts / name)
    (wrong / "lessons").mkdir()
    (wrong / "lessons" / "student").symlink_to(parts / "lessons-teacher")
    out = tmp_path / "classroom"
    out.mkdir()
    (out / "jupyter-lite.json").write_text("of yesterday")
    done = build(wrong, "--out", out)
    assert done.returncode == 1
    assert "is a teacher's copy" in done.stderr
    assert [path.name for path in out.iterdir()] == ["jupyter-lite.json"]


def test_only_pyodide_numpy_and_pandas_come_from_elsewhere(site, pyodide):
    outside = {
        name: one["file_name"] for name, one in lock(site).items() if "//" in one["file_name"]
    }
    assert set(outside) == {"numpy", "pandas"}
    address = f"https://cdn.jsdelivr.net/pyodide/v{pyodide.version}/full/"
    assert all(one.startswith(address) for one in outside.values())
    assert settings(site)["pyodideUrl"] == f"{address}pyodide.mjs"
    assert settings(site)["disablePyPIFallback"] is True


@pytest.mark.parametrize("built", ["site", "offline"])
def test_each_package_is_locked_by_its_hash_and_has_what_it_needs(built, request, pyodide):
    folder = request.getfixturevalue(built)
    packages = lock(folder)
    for name, one in packages.items():
        assert set(one["depends"]) <= set(packages), name
        if "//" not in one["file_name"]:
            content = (folder / "python" / one["file_name"]).read_bytes()
            assert sha256(content).hexdigest() == one["sha256"], name
    release = pyodide.release["packages"]
    assert all(packages[name]["sha256"] == release[name]["sha256"] for name in ("numpy", "pandas"))


def test_offline_everything_is_in_the_folder(offline):
    assert not [one["file_name"] for one in lock(offline).values() if "//" in one["file_name"]]
    assert settings(offline)["pyodideUrl"] == "./python/pyodide.mjs"
    assert (offline / "python" / "pyodide.asm.wasm").is_file()


def test_the_page_for_teachers_names_what_readers_load_from_elsewhere(pyodide):
    readme = (PROJECT / "docs" / "classroom.md").read_text()
    assert f"https://cdn.jsdelivr.net/pyodide/v{pyodide.version}/full/" in readme
    for name, one in pyodide.compiled().items():
        assert f"{name} {one['version']}" in readme


def test_what_no_classroom_wrote_is_kept(parts, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "marks.csv").write_text("ada,1")
    refused = build(parts, "--out", tmp_path / "mine")
    assert refused.returncode == 1
    assert f"{tmp_path / 'mine'} holds marks.csv, which no classroom wrote" in refused.stderr
    assert refused.stdout == ""  # nothing was built before
    assert (tmp_path / "mine" / "marks.csv").read_text() == "ada,1"


@pytest.mark.slow
def test_what_lies_beside_an_earlier_classroom_is_kept(parts, site, tmp_path):
    again = copytree(site, tmp_path / "classroom")
    (again / "CNAME").write_text("school.example.org")
    refused = build(parts, "--out", again)
    assert (refused.returncode, (again / "CNAME").exists()) == (1, True)
    assert f"{again} holds CNAME" in refused.stderr
    (again / "CNAME").unlink()
    (again / "index.html").write_text("old")
    build(parts, "--out", again).check_returncode()
    assert (again / "index.html").read_text() == (site / "index.html").read_text()


def test_a_file_with_another_hash_is_not_taken(pyodide, tmp_path):
    archive = tmp_path / "carrier.whl"
    with zipfile.ZipFile(archive, "w") as packed:
        for one in pyodide.compiled().values():
            packed.writestr(f"somewhere/{one['file_name']}", b"something else")
    with pytest.raises(ValueError, match="pin a release of both that agree"):
        pyodide.take_compiled(archive, tmp_path / "out")
    assert not list((tmp_path / "out").iterdir())


def test_jupyterlite_sees_no_other_extension(site):
    """Those of jupyterlab and notebook, where they are beside it, leak into a site."""
    found = {path.parent.relative_to(site / "extensions").as_posix()
             for path in (site / "extensions").rglob("package.json")}  # fmt: skip
    assert found == {
        "@jupyter-widgets/jupyterlab-manager",
        "@jupyterlite/pyodide-kernel-extension",
        "anywidget",
    }


def test_the_page_that_lists_the_lessons_is_in_their_language():
    notebook = {"cells": [{"source": "# Lektion 1"}]}
    page = _start({"": {"01.ipynb": notebook}}, words("de"))
    assert '<html lang="de">' in page
    assert ">Lektion 1</a>" in page
    assert not re.search("There is nothing|Your answers|They are kept|Lessons about", page)


def test_the_wheel_of_the_site_holds_the_words_of_students_and_no_others(site):
    (wheel,) = (site / "python").glob("headcount-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        teach = {name.partition("/teach/")[2] for name in packed.namelist()}
    assert "words/de.toml" in teach
    assert not [name for name in teach if re.match(r"topic/\w+\.(?!py$)", name)]


def test_the_wheel_of_the_site_holds_the_data(site):
    (wheel,) = (site / "python").glob("headcount-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        inside = packed.read("headcount/data/datapackage.json")
    assert inside == (PROJECT / "data" / "datapackage.json").read_bytes()
