"""The command as a whole: words that are none, options of several words, a quick start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from headcount.cli import _MODULES, main


def out(capsys, *words):
    code = main(list(words))
    return code, capsys.readouterr().out


def test_an_option_takes_several_words_and_may_be_repeated(capsys):
    """``--whose PRK RUS --text budanov``, as README shows it."""
    _, at_once = out(capsys, "figures", "--whose", "PRK", "RUS", "--text", "budanov")
    _, apart = out(capsys, "figures", "--whose", "PRK", "--text", "budanov", "--whose", "RUS")
    assert at_once == apart
    _, first = out(capsys, "figures", "--whose", "PRK", "--year", "2022", "--csv")
    _, other = out(capsys, "figures", "--whose", "IRN", "--year", "2022", "--csv")
    _, both = out(capsys, "figures", "--whose", "PRK", "IRN", "--year", "2022", "--csv")
    assert set(both.splitlines()) == {*first.splitlines(), *other.splitlines()}
    assert len(both.splitlines()) > len(first.splitlines())


def test_an_option_of_several_words_takes_at_least_one(capsys):
    with pytest.raises(SystemExit) as refusal:
        main(["figures", "--whose", "--text", "budanov"])
    assert refusal.value.code == 2
    assert "--whose" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("word", "hint"),
    [("chekc", 'Did you mean "check"?'), ("zzz", "Choose from: check, dictionary")],
)
def test_a_word_that_is_no_command_is_guessed_or_the_commands_are_listed(capsys, word, hint):
    with pytest.raises(SystemExit) as refusal:
        main([word])
    assert refusal.value.code == 2
    assert hint in capsys.readouterr().err


@pytest.mark.parametrize("name", _MODULES)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_each_command_has_help_that_begins_with_a_sentence(capsys, name, option):
    with pytest.raises(SystemExit) as done:
        main([name, option])
    assert done.value.code == 0
    usage, _, rest = capsys.readouterr().out.partition("\n\n")
    assert usage.startswith(f"Usage: headcount {name}")
    assert rest.lstrip()[0].isupper()


def test_the_command_starts_with_click_alone():
    code = (
        "import sys, headcount.cli; headcount.cli._PROGRAM.get_command(None, 'check');"
        "print(sorted({'click', 'pandas', 'typst', 'plotly'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout.strip() == "['click']", run.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_disk_that_is_full_is_said_in_a_line():
    code = "import sys; from headcount.cli import main; sys.exit(main(['forms']))"
    with Path("/dev/full").open("w") as full:
        run = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=-1, text=True)
    assert (run.returncode, run.stderr) == (1, "No space left on device.\n")


def test_closed_streams_are_written_to_without_an_error(monkeypatch):
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    assert main(["forms"]) == 0
    assert main(["show", "no-such-figure"]) == 2


def test_a_notebook_that_is_not_there_is_told_and_not_the_folder_for_the_pages(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    assert main(["classroom", "nosuch.ipynb"]) == 2
    assert capsys.readouterr().err == 'There is no notebook "nosuch.ipynb".\n'


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["check", "a.txt"], 2, '"a.txt" is a file. Name a folder.'),
        (["check", "nosuch"], 2, 'There is no folder "nosuch".'),
        (["adopt", "nosuch.csv", "--dry-run"], 2, 'There is no file "nosuch.csv".'),
        (["proof", "nosuch.txt"], 2, 'There is no file "nosuch.txt".'),
        (["proof", "a.txt"], 2, '"a.txt" has no text. Nothing was checked.'),
        (["proof", "a.docx"], 2, "Open it in Word and save it again"),
        (["gallery", "fourth-larges"], 2, 'Did you mean "fourth-largest" or "fourth-largest-'),
        (["figures", "--json", "--csv"], 2, "Choose --json or --csv, not both."),
        (["figures", "--measure", "reserv"], 2, 'No figure has the category "reserv".'),
        (["sources", "--text", "zzz"], 2, 'No source has "zzz" in its ID, title or publisher.'),
        (["lessons"], 2, "There are no lessons in notebooks/classroom. Name a notebook."),
        (["lessons", "--topic", "nosuch"], 2, 'There is no topic "nosuch". Choose from: the path'),
        (["handins", "."], 1, ". has no answers."),
        (["read", "a.txt"], 3, "no record a.txt"),
    ],
    ids=lambda one: "-".join(one) if isinstance(one, list) else None,
)
def test_an_error_says_what_is_wrong_and_what_to_do(
    tmp_path, monkeypatch, capsys, words, code, said
):
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "a.docx"):
        Path(name).touch()
    try:
        found = main(words)
    except SystemExit as refusal:
        found = refusal.code
    told = capsys.readouterr()
    assert found == code
    assert said in told.out + told.err
