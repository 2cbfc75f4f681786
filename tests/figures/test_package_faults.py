"""Each fault of a data folder: what spoils it, and the very lines that are told.

The point is the negative cases: that a fault is found, that it is told once, and that its line
says where it is and what would be right. The faults stand in `tests/faults/`.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from itertools import product
from pathlib import Path

import pytest
from headcount.figures import package

FAULTS = Path(__file__).parent / "faults"
ROOT = Path(__file__).resolve().parents[2]


def faults(*topics):
    return [
        pytest.param(fault, id=f"{topic}: {fault['name']}")
        for topic in topics
        for fault in tomllib.loads((FAULTS / f"{topic}.toml").read_text("utf-8"))["fault"]
    ]


@pytest.mark.parametrize("fault", faults("cells", "figures", "keys", "files", "across"))
def test_a_fault_is_told_once_and_mendably(beds, fault):
    assert beds.edit(fault["file"], fault["old"], fault["new"]).faults() == fault["told"]


@pytest.mark.parametrize("fault", faults("generic"))
def test_a_package_without_figures_is_held_to_its_descriptor(wards, fault):
    assert wards.edit(fault["file"], fault["old"], fault["new"]).faults() == fault["told"]


@pytest.mark.parametrize("fault", faults("bytes"))
def test_a_file_that_cannot_be_read_gives_one_fault_and_no_cascade(beds, fault):
    content = fault["content"].encode(fault.get("encoding", "utf-8"))
    (beds.path / "caveats.csv").write_bytes(content)
    assert beds.faults() == fault["told"]


@pytest.mark.parametrize("fault", faults("json"))
def test_a_descriptor_that_is_not_json_says_where(beds, fault):
    content = fault["content"].encode(fault.get("encoding", "utf-8"))
    (beds.path / "datapackage.json").write_bytes(content)
    assert beds.faults() == fault["told"]


@pytest.mark.parametrize("fault", faults("descriptor"))
def test_a_broken_descriptor_is_told_and_spoils_nothing_else(beds, fault):
    descriptor = beds.path / "datapackage.json"
    content = json.loads(descriptor.read_text())
    part = content
    for name in fault["at"].split(".") if fault["at"] else ():
        part = named(part, name)
    part.update(fault.get("set", {}))
    part.pop(fault.get("drop"), None)
    descriptor.write_text(json.dumps(content))
    assert beds.faults() == fault["told"]


def named(part, name):
    if isinstance(part, dict):
        return part[name]
    return part[int(name)] if name.isdigit() else next(one for one in part if one["name"] == name)


def test_the_descriptor_may_be_nested_without_end(beds):
    (beds.path / "datapackage.json").write_text("[" * 100_000)
    assert beds.faults() == [
        "datapackage.json: is nested too deep; a descriptor needs about six levels"
    ]


def test_a_word_that_headcount_does_not_understand_is_refused(beds):
    descriptor = beds.path / "datapackage.json"
    content = json.loads(descriptor.read_text())
    fields = content["resources"][0]["schema"]["fields"]
    qualifier = next(one for one in fields if one["name"] == "qualifier")
    qualifier["constraints"]["enum"].append("precisely")
    qualifier["categories"].append({"value": "precisely", "label": "x", "description": "x"})
    descriptor.write_text(json.dumps(content))
    assert beds.faults() == [
        "datapackage.json:resources[beds].schema.fields[qualifier].constraints.enum: "
        '"precisely" is not a word that Headcount understands; use one of: exact, about, '
        "estimated, derived, nearly, more-than, at-least, up-to, range, statement"
    ]


def test_a_table_of_figures_has_every_common_column(beds):
    beds.edit("datapackage.json", '"name": "verification"', '"name": "checked"')
    beds.edit("beds.csv", "verification", "checked")
    assert beds.faults() == [
        "datapackage.json:resources[beds].schema.fields: a table of figures lacks verification; "
        "describe and fill every common column"
    ]


def test_a_byte_order_mark_is_no_fault_but_two_are(beds):
    """A spreadsheet's "CSV UTF-8" begins with one and ends its lines with CRLF."""
    sound = package.read(beds.path).tables
    for file in beds.path.glob("*.csv"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert beds.faults() == []
    assert package.read(beds.path).tables == sound
    beds.edit("regions.csv", "region,", "\ufeffregion,")
    (line,) = beds.faults()
    assert line.startswith('regions.csv:1: the header lacks "region"')


def test_of_short_codes_four_at_most_may_be_meant_with_their_names(beds):
    more = "NRW,Norwold,x\nONR,Outer North,x\nNXR,Noxer,x\nNKR,North Kerr,x\nNRZ,Zed,x\n"
    with (beds.path / "regions.csv").open("a") as regions:
        regions.write(more)
    beds.edit("beds.csv", ",NOR,", ",NRO,").edit("beds.csv", ",SUD,", ",Nort Ker,")
    assert beds.faults() == [
        'beds.csv:2:region: "NRO" is not in regions.csv (region); '
        "did you mean NOR (North), NRW (Norwold), NXR (Noxer) or ONR (Outer North)?",
        'beds.csv:5:region: "Nort Ker" is not a code of three capital letters, such as NOR; '
        "did you mean NKR (North Kerr), NOR (North) or NXR (Noxer)?",
    ]


def test_a_key_keeps_its_form_where_its_table_cannot_be_read(beds):
    beds.edit("beds.csv", ",NOR,", ",nor,").edit("beds.csv", ",SUD,", ",XYZ,")
    (beds.path / "regions.csv").unlink()
    assert beds.faults() == [
        'beds.csv:2:region: "nor" is not a code of three capital letters, such as NOR; write NOR',
        "regions.csv: is missing; put it back, or take it out of datapackage.json",
    ]


def test_many_things_lost_at_once_are_one_fault_for_each_column(beds):
    """What held them is gone; a line for each would bury that."""
    with (beds.path / "attributions.csv").open("a") as chains:
        chains.writelines(f"gone-{i},0,somebody,press,yes,none\n" for i in range(1100))
    with (beds.path / "caveat_targets.csv").open("a") as targets:
        targets.writelines(f"gone-{i},figure,gone-{i}\n" for i in range(11))
    assert beds.faults() == [
        "caveat_targets.csv:caveat_id: 11 rows name what is not in caveats.csv (caveat_id), first "
        '"gone-0" in line 6; put it back there, or fix the rows',
        'caveat_targets.csv:target: 11 rows name a figure that is not there, first "gone-0" '
        "in line 6; put its table back, or take the rows out",
        'attributions.csv:figure_id: 1,100 rows name a figure that is not there, first "gone-0" '
        "in line 5; put its table back, or take the rows out",
    ]


def test_one_thing_lost_in_many_rows_is_told_in_each(beds):
    with (beds.path / "attributions.csv").open("a") as chains:
        chains.writelines(f"gone,{i},somebody,press,yes,none\n" for i in range(20))
    assert len(beds.faults()) == 20


def test_a_text_at_fault_in_many_rows_is_told_with_the_line_of_each(beds):
    """However far apart, and though equal texts are read once."""
    named = [f"{'fax' if n % 300 == 0 else 'press'}" for n in range(1000)]
    with (beds.path / "attributions.csv").open("a") as chains:
        chains.writelines(
            f"nor-total-registry-2023,{n + 1},x,{role},{'no' if role == 'press' else 'No'},none\n"
            for n, role in enumerate(named)
        )
    first = (
        (beds.path / "attributions.csv")
        .read_text()
        .splitlines()
        .index("nor-total-registry-2023,1,x,fax,No,none")
    )
    assert [fault for fault in beds.faults() if ":named:" in fault] == [
        f'attributions.csv:{first + 1 + n}:named: "No" is not in the closed list; '
        'did you mean "no"?'
        for n in (0, 300, 600, 900)
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("=1+1", 'a spreadsheet would run "=1+1" as a formula; begin it with a word'),
        (" Zed", '" Zed" begins or ends with a blank; write "Zed"'),
        ("Zed ", '"Zed " begins or ends with a blank; write "Zed"'),
        ("Z\u200bd\ufffd", "holds U+FFFD, a character was lost here; type the text again"),
        ("Z\x1bd", "holds U+001B, a hidden character; type the text again without it"),
        ("", "is empty; every row needs it"),
    ],
)
def test_one_fault_at_the_end_of_many_different_texts_is_told(beds, name, told):
    """Where texts do not repeat, a glance clears them all together; it may miss none."""
    codes = ["".join(letters) for letters in product("ABCDEFGHIJ", repeat=3)]
    rows = [f"{code},Region {code},region {code}\n" for code in codes]
    with (beds.path / "regions.csv").open("a", encoding="utf-8") as regions:
        regions.writelines([*rows, f"ZED,{name},zed\n"])
    line = len((beds.path / "regions.csv").read_text("utf-8").splitlines())
    (fault,) = beds.faults()
    assert fault.startswith(f"regions.csv:{line}:name: ")
    assert told in fault


def test_a_code_of_another_form_among_many_is_told(beds):
    codes = ["".join(letters) for letters in product("ABCDEFGHIJ", repeat=3)]
    with (beds.path / "regions.csv").open("a") as regions:
        regions.writelines(f"{code},{code},{code}\n" for code in (*codes, "ZEd"))
    assert [fault.partition(";")[0] for fault in beds.faults()] == [
        f'regions.csv:{len(codes) + 4}:region: "ZEd" is not a code of three capital letters, '
        "such as NOR"
    ]


def test_a_key_in_a_row_that_a_quote_tore_over_lines_is_not_unknown(beds):
    beds.edit("sources.csv", "courier-2024-01-15,", '"courier-2024-01-15\n",')
    (fault,) = beds.faults()
    assert "a cell runs over more than one line" in fault


def test_what_follows_a_torn_row_is_read_with_its_own_lines(beds):
    """Rows are read in blocks; one that is spoiled is read again row by row."""
    text = (beds.path / "attributions.csv").read_text()
    hops = [f"nor-total-registry-2023,{n},x,press,no,none" for n in range(1, 700)]
    hops[300] = hops[300].replace("x,press", '"x"x,press')
    hops[650] = hops[650].replace(",none", ",nobody")
    (beds.path / "attributions.csv").write_text(text + "\n".join(hops) + "\n")
    above = len(text.splitlines())
    assert [fault.partition(": ")[0] for fault in beds.faults()] == [
        f"attributions.csv:{above + 301}",
        f"attributions.csv:{above + 651}:interest",
    ]


def test_an_endless_cell_is_told_and_not_read(beds):
    beds.edit("caveats.csv", "A permit", "A permit" + "t" * 200_000)
    assert beds.faults() == [
        "caveats.csv:2: a cell is longer than 131,072 characters; a quote may be open; close it"
    ]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_other_line_endings_are_no_fault_and_keep_the_line_numbers(beds, ending):
    text = (beds.path / "beds.csv").read_text().replace("\n", ending)
    (beds.path / "beds.csv").write_bytes(text.replace("nearly", "nearby").encode())
    assert beds.faults() == [
        'beds.csv:5:qualifier: "nearby" is not in the closed list; did you mean "nearly"?'
    ]


def test_every_fault_is_told_at_once_in_the_order_of_the_folder(beds):
    beds.edit("promises.csv", ",about,", ",abuot,").edit("beds.csv", "table 2", " table 2")
    beds.edit("beds.csv", ",1200,", ',"1,200",').edit("sources.csv", ",en,", ",EN,")
    (beds.path / "notes.csv").write_text("a\n")
    assert [fault.split(" ")[0] for fault in beds.faults()] == [
        "beds.csv:2:value:",
        "beds.csv:2:locator:",
        "promises.csv:2:qualifier:",
        "sources.csv:2:language:",
        "notes.csv:",
    ]


def test_a_lost_row_of_a_key_table_takes_no_other_row_with_it(beds):
    """The key stands in the piece that could not be read, so nobody can say it is unknown."""
    beds.edit("sources.csv", "registry-2024,Health Registry", "registry-2024;Health Registry")
    assert beds.faults() == [
        "sources.csv:2: 13 cells expected, 12 found; "
        "the cells from independence on are missing: one comma for each"
    ]


def test_a_missing_table_is_one_fault(beds):
    (beds.path / "sources.csv").unlink()
    assert beds.faults() == [
        "sources.csv: is missing; put it back, or take it out of datapackage.json"
    ]


def test_files_nobody_names_are_told_but_not_the_ones_that_belong(beds):
    (beds.path / "old").mkdir()
    for name in ("README.md", "LICENSE", "charts.toml", ".gitkeep", "beds copy.csv", "old/a.csv"):
        (beds.path / name).write_text("x\n")
    told = "datapackage.json names no such file; name it in a resource, or take it out"
    assert beds.faults() == [
        f"beds copy.csv: {told} of the folder",
        f"old/a.csv: {told} of the folder",
    ]


def test_a_link_out_of_the_folder_is_not_followed(beds, tmp_path):
    (tmp_path / "secret.csv").write_text("region,name,in_text\nNOR,x,x\n")
    (beds.path / "regions.csv").unlink()
    (beds.path / "regions.csv").symlink_to(tmp_path / "secret.csv")
    assert beds.faults() == ["regions.csv: leads out of the folder; put the file itself here"]


def test_what_is_not_wrong_is_not_told(beds):
    """An uncertain date may overlap, a withdrawn figure is gone, a sign may stand inside."""
    beds.edit("beds.csv", ",2023~,2024-01-15", ",2024-02~,2024-01-15")
    beds.edit("beds.csv", "Beds of every", "“Beds” of - every = kind +")
    beds.edit("corrections.csv", "nor-staffed-registry-2023,value,800,900", "x,figure_id,x,")
    assert beds.faults() == []


def test_a_table_may_have_no_rows_yet(beds):
    (beds.path / "corrections.csv").write_text("date,table,figure_id,field,old,new,reason\n")
    assert beds.faults() == []


def test_a_name_that_differs_by_its_case_is_told_where_it_is_rarer(tmp_path: Path):
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    offers = folder / "troop_offers.csv"
    lines = offers.read_text("utf-8").split("\n")
    number = next(at for at, line in enumerate(lines) if ",North Korea,Russia," in line)
    lines[number] = lines[number].replace(",North Korea,", ",NORTH Korea,", 1)
    offers.write_text("\n".join(lines), "utf-8")
    where = f"troop_offers.csv:{number + 1}:from_party"
    assert [" ".join(str(problem).split()) for problem in package.load(folder).problems] == [
        f'{where}: "NORTH Korea" is "North Korea" but for its case; write "North Korea"'
    ]
