"""How many faults the tests of the core find: a hundred random ones, each put in by itself.

``make mutants`` copies what git holds, changes one place of one module of the core at a time, as
cosmic-ray's operators do, and runs the core's own tests until one fails: those that are named for
the module first, then those that speak of it, then the others. What lives is printed, as a line of
the module before and after; why it may live stands in `LIVES`.

A place that changes nothing is not taken: a type that only a reader sees, a text that is
documentation, a function's memory of its last answers; nor one that guards or saves and gives the
same either way: `strict` of a `zip`, `slots`, `frozen` and `kw_only` of a class.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import frictionless  # noqa: F401, what the tests import is loaded once
import hypothesis  # noqa: F401
import pandas  # noqa: F401
import playwright.sync_api  # noqa: F401
import plotly.graph_objects  # noqa: F401
import pytest
from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.mutating import mutate_code

ROOT = Path(__file__).resolve().parents[2]
HELPERS = Path("helpers", "headcount")
CORE = ("tests/figures", "tests/caveats", "tests/desk", "tests/charts/test_sensitivity.py")
BESIDE = (
    *("tests/figures/test_properties.py", "tests/figures/test_package_faults.py"),
    *("tests/desk/proof", "tests/desk/test_proof_page.py", "tests/desk/sentences"),
)
"""Tests of what a folder may hold, which reckon with nothing, and of the copy desk."""

FIRST = {  # which tests are asked first: those that are named for the module
    "figures/quantity.py": "tests/figures/test_quantity.py",
    "figures/arithmetic.py": "tests/figures/test_arithmetic.py",
    "figures/ranking.py": "tests/figures/test_ranking.py",
    "figures/provenance.py": "tests/figures/test_origins.py",
    "figures/dates.py": "tests/figures/test_dates.py",
    "desk/compare.py": "tests/desk/test_compare.py",
    "charts/sensitivity.py": "tests/charts/test_sensitivity.py",
}
MANY, SEED, LEAST = 100, 16, 0.95
LIMIT = 3  # how many times as long as the sound core a fault may take: one without end is found

LIVES = {
    "if len(first) > 0 and not belong_together(view.facts, view.numbered):": (
        "figures of one measure belong together"
    ),
    "if len(set(said)) is not len(said):": "a set is never longer than its list",
    "tied=low >= most and alike[low] > 1,": "what is least is never above what is most",
    'one = short(view.package, publishers.pop()) if len(publishers) <= 1 else "other sources"': (
        "somebody has published each rival"
    ),
    "most = max(most, sum(note.effect is EFFECTS[0] for note in notes))": "the word is one object",
    "return least, (math.inf, 0), (amount.least, 3)": "only the order of ends counts",
    'most = amount.most, - 2 if amount.qualifier == "nearly" else 0': "only the order counts",
    '"different-units": 1001.0,': "only the order of weights counts",
    '"different-measures": 21.0,': "only the order of weights counts",
    "if 0 != ceiling < _LEAST_SHARE:": "a ratio is never below zero",
    'most = amount.most, ~1 if amount.qualifier == "nearly" else 0': "only the order counts",
    "all_read = len(rows) >= len(view.rows)": "they are among the rows in view",
    "if _FEW <= percents < 99:": "a whole percent has two digits as well",
    "STRANGERS = 2001.0": "only the order of weights counts",
    "facts.is_ahead(one) is facts.is_ahead(other)": "yes and no are one object each",
    'is_base = related is not None and related.kind <= "base"': "it is a base or a part",
    'uppers = {row["qualifier"] >= "up-to" for row in rows}': "it is the last of the three words",
    "said = found.percent() if ends and max(ends) < 1 else found.times()": (
        "of two that are equal the order does not turn"
    ),
    "first, second = (one, other) if one.earliest < other.earliest else (other, one)": (
        "between two that begin on one day no time lies either way"
    ),
    "(mine, theirs), key=lambda one: (one.earliest, ~one.latest.toordinal())": "the same order",
    "if len(by) != 1:": "somebody has published each row",
    "if low >= high:": "the least of them is never above the most",
    "if not end or -_ALIKE <= end - 1 < _HARDLY:": "no two amounts are just so far apart",
    "alike = start.year >= end.year and bool(start.month) == bool(end.month) and start.month": (
        "a span begins no later than it ends"
    ),
    "same_month = (start.year, start.month) >= (end.year, end.month)": (
        "a span begins no later than it ends"
    ),
    'label = view.facts.said_of(rows[ -1], column)["label"]': (
        "where several words are in view, another note is given: all rows have this one"
    ),
}
"""Why a fault may live, by the line as it then reads."""


_GUARDS = ("strict", "slots", "frozen", "kw_only")


@dataclass(frozen=True)
class Mutant:
    """One fault: the module with it, and the line that it changes."""

    module: Path
    line: int
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {self.before}\n{'':6}-> {self.after}"


def modules(root: Path) -> list[Path]:
    """Return the modules of the core of a copy, from `helpers/headcount` on."""
    rules = (root / HELPERS / "caveats").rglob("*.py")
    return [Path(name) for name in FIRST] + sorted(
        one.relative_to(root / HELPERS) for one in rules if one.name != "__init__.py"
    )


def places(path: Path) -> dict[tuple[int, int], list[tuple[str, int]]]:
    """Return what can be done where: by line and column, operators and which of theirs it is."""
    tree = get_ast_from_path(path)
    found: dict[tuple[int, int], list[tuple[str, int]]] = {}
    for name in plugins.operator_names():
        operator = plugins.get_operator(name)
        if operator.arguments():  # it asks for names of variables
            continue
        positions = (at for node in ast_nodes(tree) for at in operator().mutation_positions(node))
        for nth, (start, _) in enumerate(positions):
            found.setdefault(start, []).append((name, nth))
    return found


def mutants(root: Path, seed: int) -> Iterator[Mutant]:
    """Yield faults of a copy in random order, each place once."""
    dice = random.Random(seed)
    sources = {one: (root / HELPERS / one).read_text(encoding="utf-8") for one in modules(root)}
    known = [
        (one, at, ways)
        for one in sources
        for at, ways in sorted(places(root / HELPERS / one).items())
    ]
    dice.shuffle(known)
    for module, (line, _), ways in known:
        name, nth = dice.choice(ways)
        source = sources[module]
        changed = mutate_code(source, plugins.get_operator(name)(), nth)
        if changed is None or _meaning(changed) in ("", _meaning(source)):
            continue
        before = source.splitlines()
        after = [one for one in changed.splitlines() if one not in before]
        yield Mutant(module, line, before[line - 1].strip(), "".join(after).strip(), changed)


def _meaning(source: str) -> str:
    """Return what of a module changes what it does; nothing of what is no Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return ""
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            if getattr(node, name, None) is not None:
                setattr(node, name, ast.Constant(0))
        if isinstance(node, ast.FunctionDef):
            kept = [one for one in node.decorator_list if "cache" not in ast.unparse(one)]
            node.decorator_list = kept
        if isinstance(node, ast.Call):
            node.keywords = [one for one in node.keywords if one.arg not in _GUARDS]
    return ast.dump(tree)


class Copy:
    """A copy of the bundle, in which one module at a time is another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        listed = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True)
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
        self._whole: tuple[Path, bytes, float] | None = None

    def spoil(self, mutant: Mutant) -> None:
        """Put a fault in."""
        path = self.folder / HELPERS / mutant.module
        when = path.stat().st_mtime
        self._whole = (path, path.read_bytes(), when)
        path.write_text(mutant.source, encoding="utf-8")
        os.utime(path, (when + 100, when + 100))  # so that no one takes what was compiled before

    def mend(self) -> None:
        """Take the fault out again."""
        if self._whole is not None:
            path, whole, when = self._whole
            path.write_bytes(whole)
            os.utime(path, (when, when))

    def tests(self, module: Path) -> tuple[list[str], list[str]]:
        """Return what is run against a fault of a module: what is named for it, then the others.

        Most faults die of the first, before the others are even collected.
        """
        found: list[Path] = []
        for name in CORE:
            path = self.folder / name
            found += [path] if path.is_file() else sorted(path.rglob("test_*.py"))
        beside = [self.folder / name for name in BESIDE]
        found = [one for one in found if not any(one.is_relative_to(other) for other in beside)]
        own = self.folder / FIRST.get(module.as_posix(), "tests/caveats")
        named = re.compile(rf"\b{module.stem}\b")

        first = [one for one in found if one.is_relative_to(own)]
        speak = {one: named.search(one.read_text(encoding="utf-8")) is None for one in found}
        others = sorted((one for one in found if one not in first), key=speak.__getitem__)
        first.sort(key=speak.__getitem__)
        # the examples in its docstrings come first, which `make test` runs too
        return [str(HELPERS / module), *map(str, first)], [*map(str, others)]

    def start(self, module: Path, seconds: int = resource.RLIM_INFINITY) -> int:
        """Start the tests of a module in a forked process, and return its id.

        What the tests import of others is loaded once, here; what they may take is counted on the
        processor, so that a busy machine finds no fault that is none.
        """
        child = os.fork()
        if child:
            return child
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            self._enter()
            without = (f"-pno:{one}" for one in ("cacheprovider", "playwright", "xdist"))
            loaded = "-Wignore::pytest.PytestAssertRewriteWarning"  # hypothesis is, above
            each = (["-q", "-x", loaded, *without, *some] for some in self.tests(module))
            os._exit(int(any(map(pytest.main, each))))
        finally:
            os._exit(1)

    def _enter(self) -> None:
        """Make this process one of the copy, and silent."""
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        os.chdir(self.folder)
        sys.path[:0] = [str(self.folder), str(self.folder / "helpers")]
        for name in [one for one in sys.modules if one.partition(".")[0] == "tests"]:
            del sys.modules[name]
        os.environ["PYTHONPATH"] = str(self.folder / "helpers")  # for what they start themselves
        os.environ["CI"] = "true"  # the same cases for each fault


def main() -> int:
    """Put the faults in, one on each processor; fail where too many live."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--many", type=int, default=MANY, help="how many faults")
    asked.add_argument("--seed", type=int, default=SEED, help="which ones")
    asked.add_argument("--at-once", type=int, default=os.cpu_count() or 1, help="how many at once")
    given = asked.parse_args()
    with TemporaryDirectory() as folder:
        begun = time.monotonic()
        free = [Copy(Path(folder, str(one))) for one in range(given.at_once)]
        faults = mutants(free[0].folder, given.seed)
        for sound in [one.start(Path(next(iter(FIRST)))) for one in free]:
            _, status, used = os.wait4(sound, 0)
            if status:
                print("the core's tests fail as they are: nothing can be measured")
                return 2
        takes = used.ru_utime + used.ru_stime
        print(f"the core's tests take {takes:.0f} s of a processor", flush=True)
        sys.dont_write_bytecode = True
        lived, running = 0, {}
        for nth, mutant in enumerate(islice(faults, given.many), start=1):
            if not free:
                lived += _end(running, free)
            copy = free.pop()
            copy.spoil(mutant)
            running[copy.start(mutant.module, seconds=round(LIMIT * takes))] = (nth, mutant, copy)
        while running:
            lived += _end(running, free)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    minutes = [(time.monotonic() - begun) / 60, (spent.ru_utime + spent.ru_stime) / 60]
    took = "{:.0f} minutes, {:.0f} of a processor".format(*minutes)
    print(f"{nth - lived} of {nth} faults are found (seed {given.seed}; {took})")
    return 0 if lived <= (1 - LEAST) * nth else 1


def _end(running: dict[int, tuple[int, Mutant, Copy]], free: list[Copy]) -> bool:
    """Wait for one of the runs, say what it found, and return whether the fault lives."""
    child, status = os.wait()
    nth, mutant, copy = running.pop(child)
    copy.mend()
    free.append(copy)
    if status:
        print(f"{nth:>3} is found: {mutant}", flush=True)
    else:
        why = LIVES.get(mutant.after, "nobody has said why it may")
        print(f"{nth:>3} lives: {mutant}\n{'':6}{why}", flush=True)
    return status == 0


if __name__ == "__main__":
    sys.exit(main())
