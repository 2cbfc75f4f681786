"""Real charts of the real data, the same with hostile words in it, and one kit for all to read."""

from __future__ import annotations

from dataclasses import replace

import headcount as hc
import pytest
from headcount.charts.chart import Chart
from headcount.figures import package as packages
from headcount.figures.package import Package
from headcount.publish.export.kit import Kit, export

CHART = "fourth-largest"
PER_HEAD = "per-head"

# What a label may try: in a page, a script, an attribute, a spreadsheet, in plotly’s markup.
HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://127.0.0.1/x")',
    '"><img src=x onerror=alert(1)>',
    "</script><b>bold</b>\u2028$x^2$",
    "{title} %s &lt;i&gt;",
)


@pytest.fixture(scope="session")
def data() -> Package:
    return packages.read()


@pytest.fixture(scope="session")
def shown(data) -> Chart:
    return hc.named(data, CHART)


@pytest.fixture(scope="session")
def per_head(data) -> Chart:
    return hc.named(data, PER_HEAD)


@pytest.fixture(scope="session")
def hostile(data) -> Chart:
    """The same chart of data whose every word is an attack."""
    tables = {name: [dict(row) for row in rows] for name, rows in data.tables.items()}
    for place, row in enumerate(tables["countries"]):
        row["name"] = row["in_text"] = f"{HOSTILE[place % len(HOSTILE)]} {place}"
    for row in tables["caveats"]:
        row["short"], row["long"] = HOSTILE[3], f"{HOSTILE[0]} {HOSTILE[1]}"
    for row in tables["sources"]:
        row["short_title"], row["title"] = HOSTILE[2], HOSTILE[3]
        row["publisher"], row["url"] = HOSTILE[0], "javascript:alert(1)"
    for name in data.figure_tables:
        for row in tables[name]:
            row["definition"] = "@SUM(A1:A9);-1+1"
    credit = f"Chart: {HOSTILE[3]}".replace("\u2028", " ")  # which is refused in what is asked for
    choice = hc.named(data, CHART).choice
    return hc.chart(replace(data, tables=tables), **{**choice, "credit": credit})


@pytest.fixture(scope="session")
def kit(shown, tmp_path_factory) -> Kit:
    return export(shown, tmp_path_factory.mktemp("exports"))


@pytest.fixture
def no_fonts(monkeypatch) -> None:
    """Let there be no face to set pictures in: all but PNG and PDF is written, in a moment."""
    monkeypatch.setenv("HEADCOUNT_FONTS", "none")
