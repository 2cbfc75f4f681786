"""What the command prints for people fits the terminal; programs read what they always did."""

from __future__ import annotations

import json
import re

import pytest
from headcount.cli import _MODULES, main
from headcount.core.rich import Section

FIGURE = "prk-volunteers-100k-business-insider-2022"
ADDRESS = "https://example.org/a-page-whose-address-is-longer-than-the-line-that-it-is-printed-in"


@pytest.fixture
def terminal(monkeypatch, capsys):
    """Run the command as in a terminal of so many columns; return the lines it prints."""

    def run(columns, *words):
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setattr("headcount.cli.options.is_terminal", lambda: True)
        assert main(list(words)) == 0
        return capsys.readouterr().out.splitlines()

    return run


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
@pytest.mark.parametrize(
    "words",
    [
        ["figures", "--whose", "PRK", "--year", "2022"],
        ["sources", "--text", "kbs"],
        ["charts"],
        ["flip", "fourth-largest"],
    ],
    ids=lambda words: words[0],
)
def test_a_table_fits_the_terminal_and_breaks_no_id(terminal, data, columns, words):
    lines = terminal(columns, *words)
    ids = {row["figure_id"] for table in data.figure_tables for row in data.tables[table]}
    too_wide = [line for line in lines if len(line.rstrip()) > columns and line not in ids]
    assert not too_wide
    if words[0] == "figures":
        first = [line.split()[0] for line in lines if line and not line.startswith(" ")]
        assert sum(word in ids for word in first) == int(lines[-1].split()[0])


def test_an_address_is_printed_in_one_piece(terminal):
    found = [word for line in terminal(60, "show", FIGURE) for word in line.split()]
    assert any(word.startswith("https://businessinsider.in/") and word.endswith(".cms")
               for word in found)  # fmt: skip


def test_text_from_data_is_neither_markup_nor_obeyed_by_the_terminal(capsys):
    from headcount.cli.options import fit
    from rich.console import Console

    text = "[red]up to[/red] :smile: \x1b[2J\u202eend"
    fit([Section(text, [text], [text], [("a", "b"), (text, text)])], Console(width=200))
    told = capsys.readouterr().out
    assert told.count("[red]up to[/red] :smile:") == 5
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_another_program_reads_a_line_each(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    main(["figures", "--whose", "PRK", "--source", "iiss-mb-2021"])
    head, line, tally = capsys.readouterr().out.splitlines()
    assert (head.split()[0], tally) == ("figure", "1 figure")
    assert line.startswith("prk-active-iiss-mb-2021  ")


def test_json_is_the_same_in_a_terminal(terminal, capsys):
    in_terminal = "\n".join(terminal(60, "show", FIGURE, "--json"))
    assert json.loads(in_terminal)["figure"]["figure_id"] == FIGURE
    assert "business-insider-2022" in in_terminal


def test_the_list_of_commands_says_each_in_a_whole_line(capsys):
    with pytest.raises(SystemExit):
        main(["-h"])
    listed = capsys.readouterr().out.partition("Commands:\n")[2].splitlines()
    assert len(listed) == len(_MODULES)
    assert all(re.fullmatch(r"  [a-z]+ +[A-Z].+\.(?<!\.\.)", line) for line in listed), listed


def test_sources_are_found_by_words_and_counted(capsys, data):
    main(["sources", "--text", "korea herald", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found
    assert {one["publisher"] for one in found} >= {"Korea Herald"}
    main(["sources"])
    last = [int(line.split()[-1].replace(",", "")) for line in
            capsys.readouterr().out.splitlines()[1:]]  # fmt: skip
    assert sum(last) == sum(len(data.tables[table]) for table in data.figure_tables)
