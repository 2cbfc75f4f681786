"""What the README and the pages it leads to say can be done, done as they say."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from headcount.charts.chart import make_chart, named_chart
from headcount.cli import main
from headcount.figures import package
from headcount.publish.export.kit import svg

from tests.publish.signing.authority import Authority

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {"README.md": README} | {
    f"docs/{name}.md": (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    for name in ("charts", "export", "compare", "story", "classroom", "limitations")
}
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", "\n".join(PAGES.values()), re.DOTALL)


def lines(language):
    return [
        line.split("  #")[0].strip()
        for kind, text in BLOCKS
        if kind == language
        for line in text.splitlines()
    ]


COMMANDS = list(dict.fromkeys(line for line in lines("sh") if line.startswith("headcount ")))


def test_a_newcomer_reads_it_in_a_few_minutes():
    assert len(README.splitlines()) <= 120
    assert README.index("make lab") < README.index("hc.find")


def test_every_link_leads_somewhere():
    for page, text in PAGES.items():
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (ROOT / page).parent.joinpath(target).exists(), f"{page}: {target}"


def test_every_make_target_it_names_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"\bmake ([a-z-]+)\b(?=`|  )", "\n".join(PAGES.values())))
    assert {"lab", "test", "help"} <= named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.browser
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_it_shows_runs(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    signing = []
    text = "North Korea ranks fourth in active-duty personnel, the CIA estimated in August 2022."
    (tmp_path / "draft.txt").write_text(text, encoding="utf-8")
    if ".pem" in command:
        authority = Authority()
        signing = authority.newsroom().write(tmp_path)
        (tmp_path / "authority.pem").write_bytes(authority.pem)
    if "exports" in command or "affected" in command:
        main(["export", "fourth-largest", "--sizes", "web", *signing])
        capsys.readouterr()
    assert main(shlex.split(command)[1:]) == 0, capsys.readouterr().err
    assert capsys.readouterr().out


@pytest.mark.browser
def test_the_kit_holds_the_files_of_its_table(tmp_path):
    assert main(["export", "fourth-largest", "--out", str(tmp_path)]) == 0
    written = {path.name for path in (tmp_path / "fourth-largest").iterdir()}
    page = PAGES["docs/export.md"]
    table = page[page.index("| file |") : page.index("Notes, source line and credit are")]
    named = set(re.findall(r"`(fourth-largest-[\w.-]+)`", table))
    assert named == written


def test_the_code_that_it_opens_with_makes_the_chart_the_figure_and_the_kit(tmp_path, monkeypatch):
    (code,) = [text for kind, text in BLOCKS if kind == "python"]
    assert README.index(code) < README.index("## Start")
    assert sum(bool(line.strip()) for line in code.splitlines()) == 7  # the import, and six lines
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(code, names)
    chart = names["chart"]
    assert chart.form == "history"
    assert chart.headline == "Estimates cluster around 1.2 million"
    assert set(chart.rows["figure_id"]) == set(names["nk"]["figure_id"])
    assert (tmp_path / "exports" / chart.name / f"{chart.name}-receipt.json").is_file()


def test_the_fault_it_shows_is_the_fault_that_is_told(tmp_path):
    shown = re.search(r"```\n(.*?)```", PAGES["docs/story.md"], re.DOTALL)[1].strip()
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    file, row, field, told = re.match(r"([\w.]+):(\d+):(\w+): (\S+)", shown).groups()
    assert (file, field) == ("military_personnel.csv", "low")
    rows = (folder / file).read_text(encoding="utf-8").splitlines()
    plain = told.replace(",", "")
    assert f",{plain}," in rows[int(row) - 1]
    rows[int(row) - 1] = rows[int(row) - 1].replace(f",{plain},", f',"{told}",')
    (folder / file).write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert [str(problem) for problem in package.check(folder)] == [shown]


def test_the_places_it_tells_are_those_of_the_data(data):
    def place(source):
        return make_chart(data, measure="active", source=source, highlight="PRK").headline

    assert "in the CIA's 2024 edition North Korea is fifth" in README
    assert "put North Korea fifth" in place("cia-factbook-2024")
    assert "in its 2025 edition it is third at best" in README
    assert "third at best" in place("cia-factbook-2025")


def test_git_knows_the_picture_it_opens_with():
    if not shutil.which("git"):
        pytest.skip("no git here")
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", README).group(1)
    tracked = subprocess.run(
        ["git", "ls-files", picture], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if tracked.returncode:
        pytest.skip("no git here")
    assert tracked.stdout.strip() == picture


def test_the_lessons_have_as_many_questions_as_its_table_says():
    rows = re.findall(
        r"\]\(\.\./(notebooks/classroom/[\w-]+\.ipynb)\).*\| (\d+) \|$",
        PAGES["docs/classroom.md"],
        re.MULTILINE,
    )
    graded = {}
    for path in sorted((ROOT / "notebooks" / "classroom").glob("*.ipynb")):
        last = json.loads(path.read_text(encoding="utf-8"))["cells"][-1]
        graded[str(path.relative_to(ROOT))] = last["metadata"]["nbgrader"]["points"]
    assert {path: int(count) for path, count in rows} == graded


def test_its_pictures_say_what_the_charts_say_today():
    data = package.read()
    shown = re.findall(r"\((?:docs/)?([a-z0-9-]+)\.svg\)", README + PAGES["docs/charts.md"])
    assert len(shown) == 2
    for name in shown:
        chart = named_chart(data, name)
        drawn = svg(chart, name, chart.drawing(680))
        assert (ROOT / "docs" / f"{name}.svg").read_text(encoding="utf-8") == drawn, name
