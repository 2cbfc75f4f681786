"""Writes `api.md` from the docstrings of all that is public: ``python docs/api.py``."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import headcount as hc

PAGE = Path(__file__).with_suffix(".md")

_HEAD = """\
# Headcount in Python

`import headcount as hc` gives every name on this page; all else in the package is private. Each is
loaded when it is first used. The examples run: the tests run them all.

Errors that a choice or a word of yours causes are `ValueError`s that say what would be right;
`hc.PackageError` lists every fault of a data folder. `make docs` writes this page from the
docstrings.
"""
_SECTION = re.compile(r"^(\w[\w ]*)\n-{3,}\n", re.MULTILINE)
_NAMED = re.compile(r"^(?=\S)(.+)\n((?: {4}.*\n?|\n)+)", re.MULTILINE)
_LOOKS_BACK = re.compile(r"`headcount\.(\w+)`")


def page() -> str:
    """Return the page: a list of all names, then each with its signature and its docstring."""
    names = list(hc.__all__)
    listed = [f"- [`hc.{name}`](#{_anchor(name)}): {_first(name)}" for name in names]
    return "\n".join([_HEAD, *listed, "", *map(_entry, names)]).rstrip() + "\n"


def _anchor(name: str) -> str:
    """Return where GitHub puts the heading of a name: it tells no capitals apart."""
    return f"{'class-' * inspect.isclass(getattr(hc, name))}hc{name.lower()}"


def _first(name: str) -> str:
    return (inspect.getdoc(getattr(hc, name)) or "").partition("\n")[0]


def _entry(name: str) -> str:
    one = getattr(hc, name)
    heading = f"## {'class ' * inspect.isclass(one)}hc.{name}"
    parts = [heading, "", f"```python\nhc.{name}{_signature(one)}\n```", ""]
    parts.append(_prose(inspect.getdoc(one) or ""))
    if inspect.isclass(one):
        parts += [_member(name, *member) for member in _members(one)]
    return "\n".join(parts)


def _signature(one: object) -> str:
    if inspect.isclass(one) and issubclass(one, Exception):
        return ""
    text = str(inspect.signature(one)).replace("'", "")
    return re.sub(r"headcount\.[\w.]*\.(\w+)", r"\1", text)


def _members(one: type) -> list[tuple[str, object]]:
    found = [(name, member) for name, member in vars(one).items() if not name.startswith("_")]
    return [(name, member) for name, member in found if inspect.getdoc(member) and _is_own(member)]


def _is_own(member: object) -> bool:
    return inspect.isfunction(member) or hasattr(member, "func") or isinstance(member, property)


def _member(of: str, name: str, member: object) -> str:
    call = _signature(member) if inspect.isfunction(member) else ""
    call = call.replace("(self, ", "(").replace("(self)", "()")
    return f"### {of}.{name}\n\n```python\n.{name}{call}\n```\n\n{_prose(inspect.getdoc(member))}"


def _prose(text: str) -> str:
    """Return a docstring as Markdown: its sections under names, its examples as code."""
    first, *sections = _SECTION.split(text + "\n")
    parts = [first.strip()]
    for name, body in zip(sections[::2], sections[1::2], strict=True):
        if name == "Examples":
            parts.append(f"**{name}**\n\n```pycon\n{body.strip()}\n```")
        else:
            listed = _NAMED.sub(_item, body.strip() + "\n").strip()
            parts.append(f"**{name}**\n\n{listed}")
    return _LOOKS_BACK.sub(r"`hc.\1`", "\n\n".join(parts)) + "\n"


def _item(found: re.Match[str]) -> str:
    told = " ".join(found[2].split())
    names = ", ".join(f"`{name}`" for name in found[1].split(", "))
    return f"- {names}: {told}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
