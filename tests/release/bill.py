"""A software bill of materials in CycloneDX 1.6, and the licences of everything in it as files.

``python -m tests.release.bill dist`` writes ``dist/sbom.cdx.json`` and ``dist/licenses/``. What is
locked comes from ``requirements.lock`` and ``package-lock.json`` with versions and hashes; what a
package says of itself, and its licence's text, from what is installed here.
"""

from __future__ import annotations

import base64
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePath
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors)[\w.+-]*", re.IGNORECASE)
_LOCKED = re.compile(
    r"^([\w.-]+)==([^\s;]+)(?: ; ([^\\\n]+?))? \\\n((?: +--hash=sha256:\w+(?: \\)?\n?)+)", re.M
)


def bill(root: Path = ROOT) -> dict[str, Any]:
    """Return the bill of materials of a checkout.

    A component that Headcount needs to run is ``required``; what only its tests, its extras or its
    making need is ``optional``.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = _needed(project["dependencies"])
    components = [*_from_pypi(root, needed), *_from_npm(root)]
    named = json.dumps([project["version"], [one["purl"] for one in components]])
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, named)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "headcount",
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"license": {"id": "MIT"}}, {"license": {"id": "CC-BY-4.0"}}],
            }
        },
        "components": components,
        "dependencies": [{"ref": "headcount", "dependsOn": [one["bom-ref"] for one in components]}],
    }


def write(out: Path, root: Path = ROOT) -> tuple[int, list[str]]:
    """Write the bill and the licences; return how many components, and which have no text here."""
    found = bill(root)
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    (out / "sbom.cdx.json").write_text(text, encoding="utf-8", newline="\n")
    without = []
    for one in found["components"]:
        texts = _licences(one) if one["purl"].startswith("pkg:pypi/") else []
        folder = out / "licenses" / f"{one['name']}-{one['version']}"
        for name, content in texts:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        if not texts:
            without.append(one["name"])
    for own in ("LICENSE", "data/LICENSE"):
        folder = out / "licenses" / "headcount"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / own.replace("/", "-")).write_bytes((root / own).read_bytes())
    return len(found["components"]), without


def _from_pypi(root: Path, needed: set[str]) -> Iterator[dict[str, Any]]:
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    for name, version, marker, hashes in _LOCKED.findall(lock):
        yield {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            "scope": "required" if name in needed else "optional",
            "purl": f"pkg:pypi/{name}@{version}",
            "hashes": [
                {"alg": "SHA-256", "content": one}
                for one in sorted(re.findall(r"sha256:(\w+)", hashes))
            ],
            **_licensed(name),
            **({"properties": [{"name": "marker", "value": marker}]} if marker else {}),
        }


def _from_npm(root: Path) -> Iterator[dict[str, Any]]:
    lock = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))
    for path, one in lock["packages"].items():
        if path:
            name = path.removeprefix("node_modules/")
            digest = base64.b64decode(one["integrity"].removeprefix("sha512-")).hex()
            yield {
                "type": "library",
                "bom-ref": f"pkg:npm/{name.replace('@', '%40')}@{one['version']}",
                "name": name,
                "version": one["version"],
                "scope": "optional",
                "purl": f"pkg:npm/{name.replace('@', '%40')}@{one['version']}",
                "hashes": [{"alg": "SHA-512", "content": digest}],
                "licenses": [{"license": {"id": one["license"]}}],
            }


def _needed(requirements: list[str]) -> set[str]:
    """Follow what Headcount needs to run, as far as it is installed."""
    found: set[str] = set()
    todo = [(one, "") for one in requirements]
    while todo:
        text, extra = todo.pop()
        one = Requirement(text)
        name = canonicalize_name(one.name)
        if one.marker and not one.marker.evaluate({"extra": extra}):
            continue
        if name in found:
            continue
        found.add(name)
        if installed := _installed(name):
            todo += [
                (more, extra) for more in installed.requires or () for extra in one.extras or {""}
            ]
    return found


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:  # locked for another system
        return None


def _licensed(name: str) -> dict[str, Any]:
    """Return the licence that an installed package gives itself, in its own words."""
    found = _installed(name)
    if not found:
        return {}
    if expression := found.metadata.get("License-Expression"):
        return {"licenses": [{"expression": expression}]}
    said = found.metadata.get("License", "")
    classified = [
        one.rpartition(" :: ")[2]
        for one in found.metadata.get_all("Classifier", [])
        if one.startswith("License :: ")
    ]
    name = said if said and len(said) < 80 and "\n" not in said else "; ".join(classified)
    return {"licenses": [{"license": {"name": name}}]} if name else {}


def _licences(component: dict[str, Any]) -> list[tuple[str, bytes]]:
    found = _installed(component["name"])
    if not found or found.version != component["version"]:
        return []
    texts = {}
    for path in found.files or ():
        if (
            _TEXT.fullmatch(PurePath(path).name)
            and (place := Path(str(found.locate_file(path)))).is_file()
        ):
            texts["-".join(PurePath(path).parts[1:])] = place.read_bytes()
    return sorted(texts.items())


if __name__ == "__main__":
    count, without = write(Path(sys.argv[1]))
    print(f"{sys.argv[1]}/sbom.cdx.json: {count} components, licences in {sys.argv[1]}/licenses")
    if without:
        print(f"no text of a licence here: {', '.join(without)}")
