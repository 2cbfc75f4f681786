"""What the bundle promises of its own data, beyond what `headcount check` asks of any package."""

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from headcount.figures import package
from headcount.figures.changes import silent_changes
from headcount.figures.names import short
from headcount.figures.provenance import chain, sources, voices
from headcount.figures.table import figures, select

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = "prk-volunteers-100k-business-insider-2022"
DENIED = "100k-denied"


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


def test_no_published_figure_is_changed_silently(data, tmp_path):
    """Held against the last commit whose data differs from what lies here."""
    if not shutil.which("git") or git("rev-parse", "--git-dir").returncode:
        pytest.skip("no git here")
    changed = git("diff", "--quiet", "HEAD", "--", "data").returncode
    before = committed("HEAD" if changed else "HEAD^", tmp_path)
    if before is None:
        pytest.skip("the last commit is the first, or its parent was not fetched")
    assert [str(problem) for problem in silent_changes(before, data)] == []


def test_every_name_that_is_said_otherwise_stands_in_the_data(data):
    cells = {
        str(cell)
        for table, rows in data.tables.items()
        if table != "names"
        for row in rows
        for cell in row.values()
    }
    for row in data.tables["names"]:
        assert row["name"] in cells, row
        assert row["in_text"] != row["name"] or row["short"], row


def test_nobody_has_a_name_too_long_for_a_label(data):
    """Of those who print or say figures; a ladder names whoever passed one on in full."""
    names = {short(data, name) for name in voices(data).values()}
    names |= {short(data, source["publisher"]) for source in sources(data).values()}
    assert [name for name in names if len(name) > 45] == []
