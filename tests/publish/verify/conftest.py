"""Exports of a copy of the real data, and that copy to change: what happens after publication."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import headcount as hc
import pytest
from headcount.cli import main
from headcount.figures import package as packages
from headcount.publish.export.kit import Kit, export

CHART = "fourth-largest"
FIGURE = "prk-active-cia-factbook-2022-08-04"
ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Desk:
    """A newsroom: its data, its exports, and the command."""

    data: Path
    exports: Path
    capsys: pytest.CaptureFixture

    def ask(self, *arguments: str | Path, verb: str = "read") -> tuple[int, dict]:
        code = main([verb, *map(str, arguments), "--data", str(self.data), "--json"])
        return code, json.loads(self.capsys.readouterr().out)

    def said(self, *arguments: str | Path, verb: str = "read") -> tuple[int, str]:
        code = main([verb, *map(str, arguments), "--data", str(self.data)])
        return code, self.capsys.readouterr().out

    def change(self, table: str, figure: str, **cells: str) -> None:
        """Change cells of a figure, as a reporter does in a spreadsheet."""
        path = self.data / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = [row | cells if row["figure_id"] == figure else row for row in reader]
            names = reader.fieldnames
        self._write(path, names, rows)

    def remove(self, table: str, figure: str) -> None:
        path = self.data / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = [row for row in reader if row["figure_id"] != figure]
            names = reader.fieldnames
        self._write(path, names, rows)

    def add(self, name: str, **cells: str) -> None:
        path = self.data / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            names = csv.DictReader(file).fieldnames
        with path.open("a", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, names, lineterminator="\n").writerow(cells)

    def correct(self, field: str, old: str, new: str, reason: str, date="2026-11-02") -> None:
        self.add(
            "corrections",
            date=date, table="military_personnel", figure_id=FIGURE, field=field,
            old=old, new=new, reason=reason,
        )  # fmt: skip

    @staticmethod
    def _write(path, names, rows):
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


@pytest.fixture(scope="session")
def kit(tmp_path_factory) -> Kit:
    """Give one whole kit, pictures and all."""
    shown = hc.named(packages.read(), CHART)
    return export(shown, tmp_path_factory.mktemp("readback"))


@pytest.fixture(scope="session")
def small_kit(tmp_path_factory) -> Kit:
    """Give one kit without pictures: its pages and its receipt carry the record."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEADCOUNT_FONTS", "none")
        shown = hc.named(packages.read(), CHART)
        return export(shown, tmp_path_factory.mktemp("readback-small"))


@pytest.fixture
def desk(small_kit, tmp_path, capsys) -> Desk:
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    exports = Path(shutil.copytree(small_kit.folder.parent, tmp_path / "exports"))
    return Desk(data, exports, capsys)
