"""What the bundle promises of its own data, beyond what `headcount check` asks of any package."""

import io
import json
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from headcount.charts import charts_file
from headcount.figures import package
from headcount.figures.changes import silent_changes
from headcount.figures.dates import parse
from headcount.figures.names import short
from headcount.figures.package.descriptor import schema_files
from headcount.figures.provenance import chain, sources, voices
from headcount.figures.table import figures, select

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = "prk-volunteers-100k-business-insider-2022"
DENIED = "100k-denied"

DAY = re.compile(r"\d{4}-\d\d-\d\d")
HEDGED = re.compile(
    r"(?:about|around|some|roughly|nearly|almost|more than|up to|at least) ([\d,]+)"
)
BRITISH = re.compile(
    r"(?<!UK Ministry of )(?<!UK )\b(?:defence|licence|centre|metres?|grey|programme|second-hand"
    r"|\w*isation|(?:mobil|organ|recogn|author|real|general)is(?:e|ed|es|ing)"
    r"|(?:un)?(?:col|hon|rum|lab|fav|neighb)our\w*)\b",
    re.IGNORECASE,
)
ORDER = re.compile(r"(^|[.:;] )(do not|don't|name both|use|say|never|add|compare)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def rows(data):
    return figures(data)


def test_all_28_countries_have_an_active_figure_and_a_population(rows):
    assert rows.loc[rows["category"] == "active", "country"].nunique() == 28
    assert rows.loc[rows["table"] == "population", "country"].nunique() == 28


def test_north_koreas_disagreeing_figures_are_all_there(rows):
    active = select(rows, country="PRK", category="active")
    stated = set(active["value"]) | set(active["low"]) | set(active["high"])
    assert {400_000, 702_373, 1_140_000, 1_280_000, 1_300_000} <= stated


def test_every_offer_and_every_worker_figure_has_its_way_to_us(data, rows):
    reported = rows[rows["table"].isin(["troop_offers", "worker_deployments"])]
    assert len(reported) > 150
    assert [figure for figure in reported["figure_id"] if not chain(data, figure)] == []


def test_no_official_of_either_country_stands_in_the_articles_chain(data):
    hops = chain(data, ARTICLE)
    assert len(hops) == 5
    assert not hops[0].named
    told = " ".join(f"{hop.speaker} {hop.role}" for hop in hops).casefold()
    # a council that advises: a seat on it is no office
    told = told.replace("member of the defense ministry's public council", "")
    assert not any(word in told for word in ("ministry", "embassy", "pyongyang", "kremlin", "kcna"))


def test_the_claim_and_its_denial_stand_together(data, rows):
    """The spokesman answered the report of REGNUM; the claim on television bears a note of it."""
    assert not ((rows["status"] == "denied") & (rows["answers"] == ARTICLE)).any()
    denials = select(rows, status="denied", answers="prk-soldiers-100k-regnum-2022")
    assert sorted(denials["reported"]) == ["2022-08-11", "2022-08-12"]
    noted = {one["target"] for one in data.tables["caveat_targets"] if one["caveat_id"] == DENIED}
    assert ARTICLE in noted


def git(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)


def committed(revision: str, folder: Path) -> package.Package | None:
    archive = git("archive", revision, "data")
    if archive.returncode:
        return None
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")
    return package.read(folder / "data")


def test_nothing_that_a_published_chart_showed_is_changed_silently(data, tmp_path):
    """Held against the last commit whose data differs from what lies here."""
    if not shutil.which("git") or git("rev-parse", "--git-dir").returncode:
        pytest.skip("no git here")
    changed = git("diff", "--quiet", "HEAD", "--", "data").returncode
    last = git("log", "-1", "--format=%H", "--", "data").stdout.decode().strip()
    before = committed("HEAD" if changed else f"{last}^", tmp_path)
    if before is None:
        pytest.skip("the last commit of data is the first, or its parent was not fetched")
    silent, _ = silent_changes(before, data, charts_file.changes(before.path, data.path))
    assert [*map(str, silent)] == []


def test_every_name_that_is_said_otherwise_stands_in_the_data(data):
    cells = {
        str(cell)
        for table, rows in data.tables.items()
        if table != "names"
        for row in rows
        for cell in row.values()
    }
    cells |= {row["short"] for row in data.tables["names"]}
    titles = [source["short_title"] for source in data.tables["sources"]]
    for row in data.tables["names"]:
        assert row["name"] in cells or any(one.startswith(row["name"]) for one in titles), row
        assert not row["article"] or row["short"], row
        assert row["in_text"] != row["name"] or row["short"] or row["adjective"], row


def test_nobody_has_a_name_too_long_for_a_label(data):
    """Of those who print or say figures; a ladder names whoever passed one on in full."""
    names = {short(data, name) for name in voices(data).values()}
    names |= {short(data, source["publisher"]) for source in sources(data).values()}
    assert [name for name in names if len(name) > 45] == []


def test_a_figure_says_that_its_source_was_not_read_where_the_source_says_where_it_is_quoted(data):
    known = sources(data)
    for table in data.figure_tables:
        for row in data.tables[table]:
            source = known[row["source_id"]]
            quoted = row["verification"] == "source-not-read"
            assert quoted == bool(source["read_in"]) == (source["first_hand"] == "no"), row
    for source in known.values():
        if source["first_hand"] == "copy":
            assert " via " in source["short_title"], source
        assert source["first_hand"] == "no" or not source["read_in"], source


def test_status_follows_from_who_says_it(data, rows):
    """A party to the war estimates nothing, and one without a stake in it claims nothing."""
    for row in rows.to_dict("records"):
        hops = chain(data, row["figure_id"])
        if not hops:
            continue
        said = row["status"], hops[0].interest
        assert said != ("estimated", "party"), row["figure_id"]
        assert said not in {("claimed", one) for one in ("none", "rival")}, row["figure_id"]
        if row["status"] in ("confirmed", "completed"):
            assert hops[0].interest not in ("partisan", "unknown"), row["figure_id"]


def test_a_denial_answers_a_statement_that_was_made_before(data):
    for table in ("troop_offers", "worker_deployments"):
        known = {row["figure_id"]: row for row in data.tables[table]}
        for row in known.values():
            if row["status"] == "denied":
                assert row["answers"], row["figure_id"]
            if row["answers"]:
                asked, answered = known[row["answers"]]["reported"], row["reported"]
                short = min(len(asked or ""), len(answered or ""))
                assert (asked or "")[:short] <= (answered or "")[:short], row["figure_id"]


def test_what_has_happened_is_not_dated_after_it_was_reported(data):
    for table in data.figure_tables:
        for row in data.tables[table]:
            known = [row["as_of"], row["reported"] or ""]
            if row["status"] in ("planned", "offered") or not all(map(DAY.fullmatch, known)):
                continue
            assert known[0] <= known[1], row["figure_id"]


def test_what_was_added_up_says_over_what_time_and_ends_when_it_is_true_of(data):
    marked = set(data["caveat_targets"].query("caveat_id == 'added-up-over-time'")["target"])
    said = set()
    for table in ("troop_offers", "worker_deployments"):
        for row in data[table].query("over > ''").to_dict("records"):
            said.add(row["figure_id"])
            over, true_of = parse(row["over"]), parse(row["as_of"])
            assert over.end is None or over.latest == true_of.latest, row["figure_id"]
    assert said == marked


def test_the_time_that_a_flow_was_added_up_over_is_checked_to_be_a_date(tmp_path):
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    table = folder / "troop_offers.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace(",2022-02-24/2023-05,", ",since the war,"), encoding="utf-8")
    assert '"since the war" is not a date' in str(package.load(folder).problems)
    table.write_text(text, encoding="utf-8")
    path = folder / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    for one in described["resources"]:
        for column in one.get("columns", ()):
            if column["name"] == "over":
                del column["edtf"]
    path.write_text(json.dumps(described), encoding="utf-8")
    for name, schema in schema_files(described).items():
        (folder / name).write_text(schema, encoding="utf-8")
    assert "[over].edtf" in str(package.load(folder).problems)


def test_a_number_that_the_definition_hedges_is_not_printed_bare(data):
    for table in ("troop_offers", "worker_deployments", "casualties"):
        for row in data.tables[table]:
            if row["qualifier"] == "exact":
                hedged = {one.replace(",", "") for one in HEDGED.findall(row["definition"])}
                assert str(row["value"]) not in hedged, row["figure_id"]


def test_what_readers_see_is_american_english_and_gives_the_desk_no_orders(data):
    seen = [(one["caveat_id"], f"{one['short']} {one['long']}") for one in data.tables["caveats"]]
    seen += [
        (row["figure_id"], row["definition"])
        for table in data.figure_tables
        for row in data.tables[table]
    ]
    seen += [
        (one["figure_id"], one["speaker"] + one["role"]) for one in data.tables["attributions"]
    ]
    seen += [(one["name"], one["in_text"]) for one in data.tables["names"]]
    seen += [(one["source_id"], one["independence"]) for one in data.tables["sources"]]
    assert [(name, BRITISH.search(text)) for name, text in seen if BRITISH.search(text)] == []
    notes = data.tables["caveats"]
    assert [one["short"] for one in notes if ORDER.search(one["short"])] == []
