"""All that readers, editors and students see, with where it is written."""

from __future__ import annotations

import ast
import csv
import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = ["README.md", "CONTRIBUTING.md", "data/README.md", *(f"docs/{p.name}" for p in
         sorted((ROOT / "docs").glob("*.md")) if p.name not in {"api.md", "words.md"})]  # fmt: skip
CODE = re.compile(r"```(?s:.*?)```|`[^`]*`|^ {4}.*$|\]\([^)]*\)|https?://\S+", re.MULTILINE)
STRINGS = re.compile(r"""(["'`])((?:\\.|(?!\1).)*)\1""", re.DOTALL)


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Return each text after its place, ``("README.md:12", "...")``; read once."""
    return tuple(_texts())


def _texts() -> Iterator[tuple[str, str]]:
    """Yield each text after its place, ``"README.md:12"``."""
    for page in PAGES:
        yield from _prose(page, (ROOT / page).read_text(encoding="utf-8"))
    for path in sorted((ROOT / "notebooks").rglob("*.ipynb")):
        yield from _notebook(path)
    for path in sorted((ROOT / "helpers").rglob("*.py")):
        yield from _strings(path)
    for ending in ("js", "html"):
        for path in sorted((ROOT / "helpers").rglob(f"*.{ending}")):
            yield from _web(path)
    yield from _words()
    yield from _table("caveats", "short", "long")
    yield from _table("outcomes", "reason")
    yield from _table("corrections", "reason")
    charts = tomllib.loads((ROOT / "data" / "charts.toml").read_text(encoding="utf-8"))
    for name, chart in charts.items():
        for key in ("headline", "deck", "alt", "credit"):
            if key in chart:
                yield f"data/charts.toml:{name}:{key}", chart[key]
    descriptor = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    yield from _labels("data/datapackage.json", descriptor)
    for path in sorted((ROOT / "data").glob("*.schema.json")):
        yield from _labels(f"data/{path.name}", json.loads(path.read_text(encoding="utf-8")))


def _prose(where: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of Markdown without code and addresses."""
    plain = CODE.sub(lambda found: re.sub(r"[^\n]", "", found[0]) or " ", text)
    for number, line in enumerate(plain.splitlines(), 1):
        if line.strip():
            yield f"{where}:{number}", line


def _notebook(path: Path) -> Iterator[tuple[str, str]]:
    where = path.relative_to(ROOT)
    for number, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"]):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield from _prose(f"{where}:{number}", source)
            continue
        for text in _constants(ast.parse(re.sub(r"^[%!].*$", "", source, flags=re.MULTILINE))):
            yield f"{where}:{number}:{text[0]}", text[1]
        for comment in re.findall(r"# (.+)$", source, re.MULTILINE):
            yield f"{where}:{number}", comment


def _strings(path: Path) -> Iterator[tuple[str, str]]:
    where = path.relative_to(ROOT)
    for line, text in _constants(ast.parse(path.read_text(encoding="utf-8"))):
        if "(?" not in text:  # which only a pattern has
            yield f"{where}:{line}", text


def _constants(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield string constants that have words; of an f-string the whole, with … where code is."""
    skipped = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))  # a docstring; a command's is its help, see `_help`
        if isinstance(node, ast.FunctionDef) and any(
            "command" in ast.unparse(one) for one in node.decorator_list
        ):
            yield node.lineno, ast.get_docstring(node) or ""
        if isinstance(node, ast.JoinedStr):
            skipped.update(id(one) for one in node.values)
            parts = (one.value if isinstance(one, ast.Constant) else "…" for one in node.values)
            yield node.lineno, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and id(node) not in skipped and _is_words(node.value):
            yield node.lineno, node.value


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(re.search(r"[a-z]{2,} [a-z]|^[A-Z][a-z]+ ", value))


def _web(path: Path) -> Iterator[tuple[str, str]]:
    where = path.relative_to(ROOT)
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        text = re.sub(r"^\s*//.*$|/\*.*?\*/", "", text, flags=re.MULTILINE | re.DOTALL)
        for found in STRINGS.finditer(text):
            if _is_words(found[2]):
                yield f"{where}:{text.count(chr(10), 0, found.start()) + 1}", found[2]
        return
    told = " ".join(re.findall(r"<!-- (.*?) -->", text)) if path.name == "snippet.html" else ""
    yield (
        f"{where}:1",
        told
        + re.sub(
            r"<style.*?</style>|<script.*?</script>|<!--.*?-->|{%.*?%}|{{.*?}}|<[^>]*>",
            " ",
            text,
            flags=re.DOTALL,
        ),
    )


def _words() -> Iterator[tuple[str, str]]:
    """Yield every text of the files that the code takes its words from."""
    for file in ("cli/mcp.toml", "publish/table.json", "publish/adopt/writing.json"):
        text = (ROOT / "helpers" / "headcount" / file).read_text(encoding="utf-8")
        nodes = [tomllib.loads(text) if file.endswith(".toml") else json.loads(text)]
        for node in nodes:
            if isinstance(node, dict | list):
                nodes += node.values() if isinstance(node, dict) else node
            elif _is_words(node):
                yield f"helpers/headcount/{file}", node


def _table(name: str, *columns: str) -> Iterator[tuple[str, str]]:
    path = ROOT / "data" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = next(iter(row.values()))
            for column in columns:
                if row.get(column):
                    yield f"data/{name}.csv:{key}:{column}", row[column]


def _labels(where: str, node: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield the words of a descriptor that readers see."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from _labels(f"{where}:{node.get('name', name)}", value, name)
    elif isinstance(node, list):
        for value in node:
            yield from _labels(where, value, key)
    elif isinstance(node, str) and key in {"title", "label", "description", "says", "phrase"}:
        yield where, node
