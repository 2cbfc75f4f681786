"""Every fault of a `charts.toml` is told at once, in words, whichever door it comes to."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from headcount.charts import FORMS, charts_file
from headcount.charts.chart import chart_names, make_chart, named_chart
from headcount.cli import main
from headcount.core.errors import WrongChoice
from headcount.figures import package
from headcount.figures.package import PackageError

DATA = Path(__file__).parents[2] / "data"
SOUND = '[one]\nmeasure = "active"\nsource = "cia-factbook-2022"\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Give a copy of the data, whose charts a test may spoil."""
    return Path(shutil.copytree(DATA, tmp_path_factory.mktemp("charts") / "data"))


def told(folder, charts):
    (folder / "charts.toml").write_bytes(charts if isinstance(charts, bytes) else charts.encode())
    return [str(one) for one in charts_file.check(folder, package.read(folder))]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('highlite = "PRK"', '4:highlite: no such key; did you mean "highlight"?'),
        ('name = "two"', "4:name: no such key; choose from: measure, source"),
        ('top = "ten"', '4:top: "ten" is not a whole number from 1; write it as 10'),
        ("top = 0", "4:top: 0 is not a whole number from 1; write it as 10"),
        ("top = true", "4:top: true is not a whole number from 1; write it as 10"),
        ('year = "2030"', '4:year: "2030" is not a whole number from 1'),
        ("headline = 2022-08-04", '4:headline: "2022-08-04" is not a text; write it as "word"'),
        ('only = "PRK"', '4:only: "PRK" is not a list of texts; write it as ["word"'),
        ("only = [1]", "4:only: [1] is not a list of texts"),
        ('only = [\n"PRK",\n"PKR"]', '4:only: no country "PKR"; did you mean'),
        ('highlight = "PKR"', '4:highlight: no country "PKR"; did you mean '),
        ('per = "wb-sp-pop-total"', '4:per: no population source "wb-sp-pop-total"; did you mean'),
        ('per = "cia-factbook-2020"', '4:per: no population source "cia-factbook-2020"; '),
        (f'headline = "{"x" * 1001}"', "4:headline: has 1,001 characters; say it in at most 1,000"),
        (
            f"only = {['x' * 99] * 2100}",
            "4:only: has 207,900 characters; say it in at most 200,000",
        ),
        ('deck = "Beds\\uFFFE"', '4:deck: "Beds\\ufffe" holds U+FFFE, a hidden character'),
        ('form = "pie"', '4:form: no form "pie"; '),
        ("[two.three]", "4:measure: is missing; name a category"),
        ("top = ", "4: is not TOML at column 7: Invalid value; write each line as"),
        ("top = [", "4: is not TOML at its end: "),
        ("top = 1\ntop = 2", "5: is not TOML at column 8: Cannot overwrite a value; "),
    ],
)
def test_a_fault_is_told_with_its_line_and_its_mend(folder, line, fault):
    assert told(folder, SOUND + line + "\n")[0].startswith(f"charts.toml:{fault}")


@pytest.mark.parametrize(
    ("charts", "fault"),
    [
        ("[one]\n", "charts.toml:1:measure: is missing; name a category"),
        (SOUND.replace("active", "activ"), 'charts.toml:2:measure: no category "activ"; did you'),
        (SOUND.replace("2022", "2202"), 'charts.toml:3:source: no source "cia-factbook-2202"; did'),
        (SOUND.replace("[one]", '["One Chart"]'), 'charts.toml:1: "One Chart" cannot name a chart'),
        ("top = 5\n" + SOUND, "charts.toml:1:top: is not in any chart; put a line such as"),
        (SOUND.replace("[one]", "[[one]]"), "charts.toml:1:one: is not in any chart"),
        (b"# all\n[one]\n# caf\xe9\n", "charts.toml:3: byte 0xE9 is not UTF-8; save the file"),
        ("a = " + "[" * 5000, "charts.toml"),
        ("a = " + "1" * 5000, "charts.toml"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole(folder, charts, fault):
    assert told(folder, charts)[0].startswith(fault)


@pytest.mark.parametrize("word", ["a\x1b[2Jb", "a\u202eb", "a\ufffeb", "a\udcffb", "x" * 1001])
def test_words_that_hide_something_or_have_no_end_are_refused_at_each_door(word):
    with pytest.raises(WrongChoice, match=r"^(headline|alt): "):
        named_chart(package.read(DATA), "fourth-largest", headline=word, alt=word)


def test_every_fault_is_told_at_once_in_the_order_of_the_lines(folder):
    said = told(folder, SOUND + 'top = "5"\nhighlite = "x"\n\n[two]\nform = "pie"\n')
    assert [one.split(": ")[0] for one in said] == [
        "charts.toml:4:top",
        "charts.toml:5:highlite",
        "charts.toml:8:form",
    ]


def test_a_chart_that_no_figure_fits_is_told(folder):
    (fault,) = told(folder, SOUND + "year = 1950\n")
    assert fault.startswith("charts.toml:1:one: No figure matches ")


def test_sound_charts_have_no_fault(folder):
    assert told(folder, SOUND) == []
    assert told(folder, "\ufeff" + SOUND.replace("\n", "\r\n")) == []
    assert told(folder, 'one = {measure = "active", source = "cia-factbook-2022"}') == []
    assert told(folder, "") == []


def test_the_command_export_prints_the_faults(folder, tmp_path, capsys):
    told(folder, SOUND + 'highlite = "PRK"\n')
    for charts in ([], ["one"], ["all"]):
        assert main(["export", *charts, "--data", str(folder), "--out", str(tmp_path)]) == 1
        said = capsys.readouterr()
        assert 'charts.toml:4:highlite: no such key; did you mean "highlight"?\n' in said.err
        assert said.out == ""
    assert list(tmp_path.iterdir()) == []


def test_the_command_check_tells_them_beside_the_faults_of_the_tables(folder, capsys):
    told(folder, SOUND + 'highlite = "PRK"\nhighlight = "PKR"\n')
    assert main(["check", str(folder)]) == 1
    said = capsys.readouterr()
    assert said.out.startswith('charts.toml:4:highlite: no such key; did you mean "highlight"?\n')
    assert said.err == "2 errors found in 1 file.\n"
    (folder / "stray.csv").write_text("a\n")
    try:
        assert main(["check", str(folder), "--json"]) == 1
    finally:
        (folder / "stray.csv").unlink()
    found = json.loads(capsys.readouterr().out)
    assert found["sound"] is False
    files = [(one["file"], one["row"], one["field"]) for one in found["problems"]]
    assert files == [("stray.csv", None, None), ("charts.toml", 4, "highlite")]


def test_named_charts_are_refused_with_the_faults(folder):
    told(folder, SOUND + 'highlite = "PRK"\n')
    data = package.read(folder)
    for ask in (lambda: chart_names(data), lambda: named_chart(data, "one")):
        with pytest.raises(PackageError, match=r"charts.toml:4:highlite: no such key"):
            ask()


def test_a_chart_that_is_added_later_is_there_at_once_and_a_fault_too(folder):
    told(folder, SOUND)
    data = package.read(folder)
    assert chart_names(data) == ["one"]
    told(folder, SOUND + SOUND.replace("one", "two"))
    assert named_chart(data, "two").name == "two"
    told(folder, SOUND + 'highlite = "PRK"\n')
    with pytest.raises(PackageError):
        named_chart(data, "one")


def test_a_chart_is_drawn_whatever_is_wrong_with_another(folder):
    told(folder, SOUND + '\n[two]\nform = "pie"\n')
    data = package.read(folder)
    assert named_chart(data, "one").name == "one"
    with pytest.raises(PackageError, match=r'charts.toml:6:form: no form "pie"'):
        named_chart(data, "two")


def test_a_chart_that_no_figure_fits_is_refused_as_it_is_told(folder):
    (fault,) = told(folder, SOUND + "year = 1950\n")
    with pytest.raises(PackageError) as refused:
        named_chart(package.read(folder), "one")
    assert fault in str(refused.value)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"highlite": "PRK"}, 'highlite: no such key; did you mean "highlight"?'),
        ({"top": "5"}, 'top: "5" is not a whole number from 1; write it as 10'),
        ({"name": 5}, "name: 5 is not a text"),
        ({"form": 5}, "form: 5 is not a text"),
        ({"only": "PRK"}, 'only: "PRK" is not a list of texts'),
        ({"measure": None}, "measure: is missing; name a category"),
        (
            {"measure": None, "tap": 5},
            "measure: is missing; name a category\ntap: no such key; did",
        ),
    ],
)
def test_a_choice_that_is_none_is_refused_in_words(data, choice, words):
    with pytest.raises(WrongChoice, match=re.escape(words)):
        make_chart(data, **{"measure": "active", "source": "cia-factbook-2022"} | choice)


def test_nothing_chosen_is_refused_in_words(data):
    with pytest.raises(ValueError, match="measure: is missing"):
        make_chart(data)


def test_none_asks_for_nothing(data):
    choice = {"measure": "active", "source": "cia-factbook-2022"}
    shown = make_chart(data, **choice, top=None, headline=None, name=None)
    assert shown.choice == make_chart(data, **choice).choice
    assert shown.headline


@pytest.mark.parametrize("out", ["README.md", "README.md/deeper", "/proc/nowhere", "/dev/null"])
def test_export_to_where_nothing_can_be_written_is_one_line(out, capsys, monkeypatch):
    monkeypatch.chdir(DATA)
    monkeypatch.setenv("HEADCOUNT_FONTS", "none")
    assert main(["export", "per-head", "--out", out]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.endswith("with --out.")
    assert "Errno" not in line


def test_the_command_forms_lists_every_form_with_all_that_it_takes(capsys):
    assert main(["forms"]) == 0
    said = capsys.readouterr().out
    for name, form in FORMS.items():
        part = said.split(f"{name}: ", 1)[1].split("\n\n", 1)[0]
        assert form.shows in part
        assert set(form.parameters) == set(re.findall(r"^  (\w+)  ", part, re.MULTILINE))
