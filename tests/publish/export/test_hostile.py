"""What cannot be made whole takes nobody's place, and what lies in the way stops no export."""

import json
import os
from dataclasses import replace

import pytest
from headcount.charts import charts_file
from headcount.charts.chart import named_chart
from headcount.cli import main
from headcount.publish.export.folder import ForeignFileError
from headcount.publish.export.kit import KitError, export
from headcount.render import pictures
from headcount.render.formats import FORMATS
from headcount.render.pictures import PictureError

PHONE = [FORMATS["phone"]]


def held(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def fourth(data):
    return named_chart(data, "fourth-largest")


PARSER = """
from unittest.mock import MagicMock
usvg = MagicMock()
usvg.Tree.from_str().int_size.return_value = (1, 1)
"""
BROKEN = {
    "is not there": 'raise ImportError("resvg is broken")',
    "fails": 'def render(*_, **__):\n raise RuntimeError("no")',
    "fails in its own way": "class Own(Exception): ...\ndef render(*_, **__):\n raise Own",
    "draws no picture": 'def render(*_, **__):\n return b"garbage"',
    "ends": "import os\ndef render(*_, **__):\n os._exit(9)",
    "never ends": "import time\ndef render(*_, **__):\n time.sleep(60)",
}


@pytest.fixture
def whole(fourth, tmp_path):
    """Give a folder with a whole kit in it, pictures and all."""
    folder = export(fourth, tmp_path / "kits", formats=PHONE).folder
    assert any(path.suffix == ".png" for path in folder.iterdir())
    return folder


@pytest.mark.slow
@pytest.mark.timeout(60)
@pytest.mark.parametrize("how", BROKEN)
def test_an_engine_that_fails_leaves_the_old_kit(fourth, whole, tmp_path, monkeypatch, how):
    before = held(whole)
    monkeypatch.setattr(pictures, "_MOST_SECONDS", 1)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "resvg.py").write_text(f"{PARSER}\n{BROKEN[how]}")
    with pytest.raises(PictureError):
        export(replace(fourth, credit="Chart: another"), whole.parent, formats=PHONE)
    assert held(whole) == before


def test_where_no_picture_can_be_made_a_kit_that_has_some_is_left(fourth, whole, no_fonts, capsys):
    before = held(whole)
    asked = ["export", fourth.name, "--out", str(whole.parent), "--sizes", "phone"]
    assert main(asked) == 1
    assert "is left as it was: its PNG cannot be made again" in capsys.readouterr().err
    assert held(whole) == before


LIES = {
    "a pipe": os.mkfifo if hasattr(os, "mkfifo") else None,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a folder": lambda path: path.mkdir(),
    "a loop": lambda path: path.symlink_to(path.name),
    "deep": lambda path: path.write_text("[" * 100_000),
    "a list": lambda path: path.write_text("[]"),
    "of no files": lambda path: path.write_text('{"files": 3}'),
    "of a file in a list": lambda path: path.write_text('{"files": [[]]}'),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("what", LIES)
def test_what_lies_in_the_place_of_a_receipt_is_nobodys_to_replace(
    fourth, tmp_path, what, no_fonts
):
    folder = tmp_path / fourth.name
    folder.mkdir()
    LIES[what](folder / f"{fourth.name}-receipt.json")
    with pytest.raises(ForeignFileError, match="which no export wrote"):
        export(fourth, tmp_path)
    assert len(os.listdir(folder)) == 1


@pytest.mark.timeout(20)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_in_the_place_of_a_kits_file_is_not_waited_for(fourth, tmp_path, no_fonts):
    folder = export(fourth, tmp_path).folder
    whole = held(folder)
    for name in ("caption.txt", "phone.svg"):
        (folder / f"{fourth.name}-{name}").unlink()
        os.mkfifo(folder / f"{fourth.name}-{name}")
    assert export(fourth, tmp_path).changed
    assert held(folder) == whole


NAMES = {
    "con": "write con-chart", "nul": "write nul-chart", "aux": "write aux-chart",
    "prn": "write prn-chart", "com1": "write com1-chart", "lpt9": "write lpt9-chart",
    "all": "write all-chart", "x" * 101: "write up to 100 letters", "dot.": "small letters",
    "space ": "small letters", "Upper": "small letters", "../up": "small letters",
    "a\nb": "small letters",
}  # fmt: skip


def test_check_tells_every_name_that_no_kit_can_have(tmp_path, fourth):
    chart = '\nmeasure = "active"\nsource = "cia-factbook-2022-08-04"\n'
    text = "".join(f"[{json.dumps(name)}]{chart}" for name in (*NAMES, "console", "x" * 100))
    (tmp_path / "charts.toml").write_text(text)
    told = [str(one) for one in charts_file.check(tmp_path, fourth.package)]
    assert len(told) == len(NAMES)
    assert all("cannot name a chart" in line for line in told)
    for right in NAMES.values():
        named = [line for line in told if right in line]
        assert len(named) == [*NAMES.values()].count(right)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_exported_under_such_a_name(fourth, tmp_path, name, no_fonts):
    with pytest.raises(KitError, match="cannot name a kit"):
        export(replace(fourth, name=name), tmp_path)
    assert os.listdir(tmp_path) == []
