"""`headcount read`: what a file was made of, and how that stands against the data of today."""

import json
import shutil

import pytest
from headcount.cli import main
from headcount.figures import package as packages
from headcount.publish.export.receipt import LEDGER

from .conftest import CHART, FIGURE, ROOT

EXPORTED = f"{CHART}-embed.html"
TABLE = "military_personnel"


@pytest.fixture
def embedded(desk):
    return desk.exports / CHART / EXPORTED


def only(told):
    (answer,) = told["answers"]
    return answer


# Every kind of file


@pytest.mark.browser
@pytest.mark.parametrize("ending", ["png", "svg", "pdf", "html", "json"])
def test_every_file_of_a_kit_says_what_it_was_made_of(desk, kit, data, ending):
    files = [path for path in kit.files if path.suffix == f".{ending}"]
    assert files
    code, told = desk.ask(*files)  # each by its name, and so drawn again
    answer = only(told)
    assert (code, answer["state"]) == (0, "current")
    assert answer["files"] == list(map(str, files))
    assert answer["rewritten"] == []
    stated = {row["figure_id"]: row["value"] for row in data.tables[TABLE]}
    for figure in answer["receipt"]["figures"]:
        assert figure["value"] == stated[figure["figure_id"]]
    assert answer["receipt"]["sources"][0]["citation"].startswith("US Central")
    assert answer["receipt"]["notes"]


@pytest.mark.browser
def test_the_record_id_is_printed_in_every_picture_and_is_that_of_its_record(kit, desk):
    _, told = desk.ask(kit.folder)
    record = only(told)["record"]
    for path in kit.files:
        if path.suffix in {".svg", ".html"}:
            assert f"Record {record}" in path.read_text(encoding="utf-8")
    assert len(only(told)["files"]) == len([p for p in kit.files if p.suffix not in {".txt", ".csv", ".jsonld"}])  # fmt: skip  # noqa: E501


def test_the_text_tells_figures_sources_and_caveats(desk, embedded, data):
    code, text = desk.said(embedded, "--full")
    assert code == 0
    assert text.startswith("current ")
    assert "North Korea's active personnel: about 1.14 million people, estimated" in text
    assert "US Central Intelligence Agency. The World Factbook" in text
    assert "China: the People's Armed Police is not included." in text


# What has changed since


def test_a_figure_that_changed_silently_is_told_from_what_to_what(desk, embedded):
    desk.change(TABLE, FIGURE, value="1200000")
    code, told = desk.ask(embedded)
    answer = only(told)
    assert (code, answer["state"]) == (1, "changed")
    (change,) = answer["since"]["changes"]
    assert (change["figure"]["figure_id"], change["field"]) == (FIGURE, "value")
    assert (change["was"], change["now"], change["reasons"]) == ("1140000", "1200000", [])
    assert answer["notices"] == []
    said = " ".join(desk.said(embedded)[1].split())
    assert "value was 1,140,000, is 1,200,000. No correction says why." in said


def test_a_changed_number_is_told_to_its_last_digit(desk, embedded):
    desk.change(TABLE, FIGURE, value="1140001")
    said = " ".join(desk.said(embedded)[1].split())
    assert "value was 1,140,000, is 1,140,001." in said


def test_a_corrected_figure_gives_its_reason_and_a_notice_to_print(desk, embedded):
    desk.change(TABLE, FIGURE, value="1200000")
    desk.correct("value", "1140000", "1200000", "The page was misread.")
    code, told = desk.ask(embedded)
    answer = only(told)
    assert (code, answer["state"]) == (1, "corrected")
    (notice,) = answer["notices"]
    assert notice == (
        f"Correction, Nov. 2, 2026: An earlier version of this graphic (record "
        f"{answer['record']}) gave North Korea's active personnel as about 1.14 million people. "
        "It is about 1.2 million people. The page was misread."
    )


def test_two_corrections_in_a_row_lead_from_what_was_printed_to_what_is(desk, embedded):
    desk.change(TABLE, FIGURE, value="1300000")
    desk.correct("value", "1140000", "1200000", "First reason.", date="2026-11-02")
    desk.correct("value", "1200000", "1300000", "Second reason.", date="2026-11-05")
    answer = only(desk.ask(embedded)[1])
    assert answer["state"] == "corrected"
    assert "First reason. Second reason." in answer["notices"][0]
    assert answer["notices"][0].startswith("Correction, Nov. 5, 2026")


def test_a_correction_that_does_not_lead_to_todays_figure_is_no_reason(desk, embedded):
    desk.correct("value", "1100000", "1140000", "Before the export.", date="2024-01-02")
    assert only(desk.ask(embedded)[1])["state"] == "current"
    desk.change(TABLE, FIGURE, status="claimed")
    assert only(desk.ask(embedded)[1])["state"] == "changed"


def test_a_status_that_was_corrected_is_told_in_the_notice(desk, embedded):
    desk.change(TABLE, FIGURE, status="claimed")
    desk.correct("status", "estimated", "claimed", "The page quotes a claim.")
    (notice,) = only(desk.ask(embedded)[1])["notices"]
    assert "Its status was given as estimated; it is claimed." in notice


@pytest.mark.parametrize("told_why", [True, False])
def test_a_figure_that_is_gone_is_withdrawn(desk, embedded, told_why):
    desk.remove(TABLE, FIGURE)
    for name in ("caveat_targets", "attributions"):
        path = desk.data / f"{name}.csv"
        rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(row for row in rows if FIGURE not in row), encoding="utf-8")
    if told_why:
        desk.correct("figure_id", FIGURE, "", "The page does not say so.")
    charts = desk.data / "charts.toml"
    charts.unlink()  # its charts speak of that figure
    code, told = desk.ask(embedded)
    answer = only(told)
    assert (code, answer["state"]) == (1, "withdrawn")
    assert [bool(notice) for notice in answer["notices"]] == [True] * told_why
    if told_why:
        assert "The figure has been withdrawn. The page does not say so." in answer["notices"][0]


def test_a_caveat_that_was_added_since_is_told(desk, embedded):
    desk.add(
        "caveats",
        caveat_id="new-doubt",
        short="A new doubt.",
        long="It was found later.",
        weight="figure",
    )
    desk.add("caveat_targets", caveat_id="new-doubt", applies_to="figure", target=FIGURE)
    code, told = desk.ask(embedded)
    answer = only(told)
    assert (code, answer["state"]) == (1, "changed")
    assert answer["since"]["caveats"] == ["A new doubt."]
    assert answer["since"]["changes"] == []


def test_another_tables_new_row_changes_nothing(desk, embedded):
    desk.change("population", "prk-population-wb-2022", value="26000000")
    assert only(desk.ask(embedded)[1])["state"] == "current"


def test_other_data_cannot_tell(desk, embedded, tmp_path):
    shutil.copytree(ROOT / "tests" / "packages" / "beds", tmp_path / "beds")
    desk.data = tmp_path / "beds"
    code, told = desk.ask(embedded)
    assert (code, only(told)["state"]) == (3, "unknown")
    assert "'headcount'" in only(told)["why"]


# Records, folders, figures


def test_a_printed_id_is_found_as_a_reader_types_it(desk, embedded):
    record = only(desk.ask(embedded)[1])["record"]
    for typed in (record, record.lower(), record.replace("-", " ")):
        code, told = desk.ask(typed, "--in", desk.exports)
        assert (code, only(told)["record"]) == (0, record)


def test_an_id_that_was_printed_long_ago_is_still_known(desk, embedded):
    record = only(desk.ask(embedded)[1])["record"]
    shutil.rmtree(desk.exports / CHART)  # another export took its place
    code, told = desk.ask(record, "--in", desk.exports)
    assert (code, only(told)["state"]) == (0, "current")
    assert LEDGER in only(told)["files"][0]


def test_an_id_that_nobody_knows_is_unknown(desk):
    code, told = desk.ask("BCFG-HJKM", "--in", desk.exports)
    assert (code, only(told)["state"]) == (3, "unknown")


def test_the_morning_check_is_a_line_a_record_and_the_gravest_code(desk, embedded):
    code, text = desk.said("--all", desk.exports)
    assert code == 0
    assert text.splitlines()[-1] == "1 current"
    assert len(text.splitlines()) == 2
    (desk.exports / "stripped.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert desk.said("--all", desk.exports)[0] == 3
    (desk.exports / "cut.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    desk.change(TABLE, FIGURE, value="1200000")
    code, text = desk.said("--all", desk.exports)
    assert code == 4
    assert text.splitlines()[-1] == "1 changed, 1 no record, 1 damaged"


@pytest.mark.parametrize(
    ("name", "code", "state"),
    [("cut.png", 4, "damaged"), ("cut.PDF", 4, "damaged"), ("notes.txt", 3, "no record")],
)
def test_a_picture_of_no_bytes_is_broken_and_a_text_of_none_only_silent(desk, name, code, state):
    path = desk.exports / name
    path.write_bytes(b"")
    asked, told = desk.ask(path)
    assert (asked, only(told)["state"]) == (code, state)


def test_a_file_beside_its_receipt_that_was_edited_is_told(desk):
    rows = desk.exports / CHART / f"{CHART}-data.csv"
    rows.write_bytes(rows.read_bytes().replace(b"1140000", b"1240000"))
    _, told = desk.ask(desk.exports)
    assert only(told)["rewritten"] == [str(rows)]


def test_a_page_that_was_edited_is_told_from_one_that_was_not(desk, embedded):
    assert only(desk.ask(embedded)[1])["rewritten"] == []
    embedded.write_bytes(embedded.read_bytes().replace(b"fourth of nine", b"first of nine", 1))
    answer = only(desk.ask(embedded)[1])
    assert answer["rewritten"] == [str(embedded)]
    assert answer["state"] == "altered"
    code, text = desk.said(embedded)
    assert code == 4
    assert "not as exported" in text


def test_affected_lists_every_export_of_a_figure(desk):
    code, told = desk.ask(FIGURE, "--in", desk.exports, verb="affected")
    assert code == 0
    assert only(told)["receipt"]["chart"] == CHART
    code, told = desk.ask("prk-population-wb-2022", "--in", desk.exports, verb="affected")
    assert (code, told["answers"]) == (0, [])


def test_affected_knows_a_figure_that_only_an_old_export_has(desk):
    desk.remove(TABLE, FIGURE)
    for name in ("caveat_targets", "attributions"):
        path = desk.data / f"{name}.csv"
        rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(row for row in rows if FIGURE not in row), encoding="utf-8")
    assert only(desk.ask(FIGURE, "--in", desk.exports, verb="affected")[1])["state"] == "withdrawn"


@pytest.mark.parametrize("asked", ["no-such-file.png", "", "BCFG-HJK"])
def test_what_is_nothing_is_wrong_use(desk, asked, capsys):
    from headcount.cli import main

    assert main(["read", asked, "--data", str(desk.data)]) == 2
    assert "is not a file, a folder or a record ID" in capsys.readouterr().err


def test_an_unknown_figure_is_answered_with_those_like_it(desk, capsys):
    from headcount.cli import main

    asked = ["affected", FIGURE[:-1], "--in", str(desk.exports), "--data", str(desk.data)]
    assert main(asked) == 2
    assert FIGURE in capsys.readouterr().err


def test_a_notebook_is_answered_in_text(small_kit):
    from headcount.publish import verify as verify

    found = verify.read(packages.read(), [small_kit.folder])
    assert found.text() == found._repr_mimebundle_()["text/plain"]
    assert json.dumps(found.as_json())


def test_what_is_current_takes_three_lines_and_the_rest_on_request(small_kit, capsys):
    file = str(small_kit.folder / "fourth-largest-embed.html")
    assert main(["read", file]) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 3
    assert said[0].startswith("current ")
    assert "North Korea" in said[1]
    assert said[2] == "  Made of nine figures, one source and six notes. To list them, add --full."
    assert main(["read", file, "--full"]) == 0
    assert "Figures, as they were used" in capsys.readouterr().out


def test_one_file_is_asked_about_by_its_name_alone(data, tmp_path):
    from headcount.publish import verify

    file = tmp_path / "notes.txt"
    file.write_text("no chart")
    for one in (file, str(file), [file]):
        assert [answer.state for answer in verify.read(data, one).answers] == ["no record"]
