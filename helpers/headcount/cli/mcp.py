"""The record for an assistant: `headcount mcp` answers it over the Model Context Protocol.

It speaks over standard input and output alone, reads the one folder that it was started with, and
writes nothing. An answer is one text in which each figure stands with its bounds, status, source
and caveats, as `record.text` has them: an assistant gets no number that it could pass on bare.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from headcount.cli import options

if TYPE_CHECKING:
    import pandas as pd
    from mcp.server import Server

    from headcount.figures.package import Package

MOST = 10  # figures in one answer: some 20,000 characters
MOST_OF_A_DRAFT = 60  # numbers that are answered at once: some 60,000 characters
_LONGEST = 200  # characters of an argument: an id or a few words
_LONGEST_DRAFT = 20_000  # characters of a draft: some 3,000 words

_SAID = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_SMALL = frozenset(_SAID["small"].split())
_INSTALL = 'mcp is not installed: pip install "headcount[mcp]"'


def _find(
    package: Package,
    text: str = "",
    whose: str | None = None,
    status: str | None = None,
    year: int | None = None,
) -> str:
    from headcount.core.errors import WrongChoice
    from headcount.core.wording import listed, tally
    from headcount.desk.search import shown_first
    from headcount.figures.dates import parse

    wanted: dict[str, Any] = {"whose": whose or None, "status": status or None, "year": year}
    plain = (word.strip("\"'.,:;?!()").casefold() for word in text.split())
    # a word is looked for inside words: that of one finds that of several
    asked = [re.sub("(?<=...)s$", "", word) for word in plain if word and word not in _SMALL]
    if not asked and not any(wanted.values()):
        raise WrongChoice("Nothing to look for: give text, whose, status or year")
    rows, kept, left = _fitting(package, asked, wanted)
    days = {
        figure: parse(when).latest
        for figure, when in zip(rows["figure_id"], rows["as_of"], strict=True)
    }
    newest = sorted(days, key=days.__getitem__, reverse=True)
    found = shown_first(package, newest, " ".join(kept))
    head = tally(len(found), "figure")
    if len(found) > MOST:
        head += (
            f" fit; here are the first {MOST}, the newest before older ones. More words find fewer."
        )
    if left:
        head += f"\nNone of them has {listed([repr(word) for word in left])}; that was left out."
    return _paragraphs([head, *_records(package, found[:MOST])])


def _fitting(
    package: Package, asked: list[str], wanted: Mapping[str, Any]
) -> tuple[pd.DataFrame, list[str], list[str]]:
    """Find by all of the words, or else by as many as figures have; return those left out last.

    Examples
    --------
    >>> import headcount as hc
    >>> rows, kept, left = _fitting(hc.read(), ["wounded", "north", "korean", "unicorn"], {})
    >>> kept, left
    (['wounded', 'north', 'korean'], ['unicorn'])
    """
    from headcount.core.errors import NothingFits
    from headcount.desk import listing

    def found(*words: str) -> pd.DataFrame | None:
        try:
            return listing.find(package, text=" ".join(words), **wanted)
        except NothingFits:
            return None

    if (rows := found(*asked)) is not None:
        return rows, asked, []
    kept: list[str] = []
    for word in asked:
        kept += [word] * (found(*kept, word) is not None)
    words = kept or asked  # where no word is found, the first is named in the error
    left = [word for word in asked if word not in kept]
    return listing.find(package, text=" ".join(words), **wanted), kept, left


def _show(package: Package, figure: str) -> str:
    return _paragraphs(_records(package, [figure]))


def _compare(package: Package, a: str, b: str, per: str | None = None) -> str:
    from headcount.desk.compare import compare

    found = compare(package, a, b, per=per or None)
    both = dict.fromkeys(row["figure_id"] for row in found.view.rows)
    return _paragraphs([found.text(), *_records(package, both)])


def _proof(package: Package, draft: str, date: str | None = None) -> str:
    from headcount.core.errors import WrongChoice
    from headcount.desk.proof import proof

    found = proof(package, draft, date=date or None)
    if (many := len(found.findings)) > MOST_OF_A_DRAFT:
        raise WrongChoice(
            f"The draft has {many} numbers; send a part with {MOST_OF_A_DRAFT} at most"
        )
    named = dict.fromkeys(one.figures[0] for one in found.findings if one.figures)
    return _paragraphs([found.text(), *(_in_short(package, figure) for figure in named)])


def _chart(package: Package, name: str = "") -> str:
    from headcount.charts.chart import chart_names, named_chart
    from headcount.publish.export import words

    if not name:
        return "\n".join(["The charts:", *(f"- {one}" for one in chart_names(package))])
    shown = named_chart(package, name)
    drawn = f"`headcount export {name}` writes the picture, with all of this in it."
    return _paragraphs([words.long_description(shown), shown.sentence, shown.credit_line, drawn])


def _records(package: Package, figures: Iterable[str]) -> list[str]:
    from headcount.desk.record import record

    return [record(package, one).text() for one in figures]


def _in_short(package: Package, figure: str) -> str:
    """Say a figure in a paragraph, with the short form of each caveat: a draft names many."""
    from headcount.desk.listing import words
    from headcount.desk.record import notes

    rows = package.figures
    told = words(rows[rows["figure_id"] == figure]).text()
    return "\n".join([figure, told, *(f"- {note.text}" for note in notes(package, figure))])


def _paragraphs(parts: Iterable[str]) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip())


_ANSWERS: Mapping[str, Callable[..., str]] = {
    "find": _find,
    "show": _show,
    "compare": _compare,
    "proof": _proof,
    "chart": _chart,
}


def answer(package: Package, name: str, given: Mapping[str, Any]) -> str:
    """Answer one question of an assistant.

    Parameters
    ----------
    package
        The data.
    name
        What is asked for: find, show, compare, proof or chart.
    given
        The arguments as they came, whatever they are.

    Raises
    ------
    UnknownWord, WrongChoice
        For a tool or an argument that there is none of, and for an argument that is missing, too
        long, of another type or has a character that cannot be seen.
    NotThere, NothingFits, SeveralFit
        Where the record has no such thing, or several.

    Examples
    --------
    >>> import headcount as hc
    >>> answer(hc.read(), "show", {"figure": "prk-active-cia-factbook-2025"}).splitlines()[1]
    "Up to 1.3 million active personnel in North Korea's forces"
    """
    from headcount.core.errors import UnknownWord, WrongChoice

    if name not in _ANSWERS:
        raise UnknownWord("There is no such tool", name[:_LONGEST], _ANSWERS)
    tool = _SAID["tools"][name]
    takes, needs = tool["takes"], tool.get("needs", ())
    wrong = [
        f"{one[:_LONGEST]!r} is nothing that {name} takes" for one in given if one not in takes
    ]
    wrong += [f"{one} is missing" for one in needs if one not in given]
    wrong += [
        f"{one} {fault}" for one in takes if one in given and (fault := _fault(one, given[one]))
    ]
    if wrong:
        raise WrongChoice("; ".join(wrong[:5]))
    return _ANSWERS[name](package, **given)


def _fault(name: str, value: Any) -> str:
    """Say what is wrong with an argument; nothing where nothing is.

    Examples
    --------
    >>> _fault("text", "soldiers"), _fault("text", "a" * 999), _fault("year", "2022")
    ('', 'has 999 characters; at most 200 are read', 'must be a whole number from 1 to 9999')
    >>> _fault("text", "a" + chr(0))
    'has a character that cannot be seen, U+0000'
    """
    if name == "year":
        fits = type(value) is int and 1 <= value <= 9999  # True is no year
        return "" if fits else "must be a whole number from 1 to 9999"
    if not isinstance(value, str):
        return "must be a text"
    longest, lines = (_LONGEST_DRAFT, "\n\r\t") if name == "draft" else (_LONGEST, "")
    if len(value) > longest:
        return f"has {len(value):,} characters; at most {longest:,} are read"
    unseen = (one for one in value if unicodedata.category(one)[0] == "C" and one not in lines)
    if (first := next(unseen, None)) is not None:
        return f"has a character that cannot be seen, U+{ord(first):04X}"
    return ""


def server(package: Package) -> Server[Any]:
    """Return what answers an assistant on one data folder: tools that only read.

    Parameters
    ----------
    package
        The data.
    """
    import mcp_types as types
    from mcp.server import Server

    from headcount.core.errors import NothingFits, UserError

    only_reads = types.ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )

    async def listed(*_: Any) -> types.ListToolsResult:
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=name,
                    description=tool["says"].format(most=MOST),
                    input_schema=_schema(tool),
                    annotations=only_reads,
                )
                for name, tool in _SAID["tools"].items()
            ]
        )

    async def called(_: Any, asked: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            text, failed = answer(package, asked.name, asked.arguments or {}), False
        except (LookupError, ValueError) as error:
            if not isinstance(error, UserError):
                raise
            text = f"{str(error).removesuffix('.')}. The record gives no number for this."
            if isinstance(error, NothingFits):
                text += " Other words may find one."
            failed = True
        return types.CallToolResult(
            content=[types.TextContent(type="text", text=text)], is_error=failed
        )

    return Server(
        "headcount", instructions=_SAID["instructions"], on_list_tools=listed, on_call_tool=called
    )


def _schema(tool: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a tool takes as JSON Schema, for the assistant to read."""
    special: dict[str, dict[str, object]] = {
        "year": {"type": "integer"},
        "draft": {"type": "string", "maxLength": _LONGEST_DRAFT},
    }
    text: dict[str, object] = {"type": "string", "maxLength": _LONGEST}
    return {
        "type": "object",
        "properties": {
            name: special.get(name, text) | {"description": says}
            for name, says in tool["takes"].items()
        },
        "required": tool.get("needs", []),
        "additionalProperties": False,
    }


@click.command
@options.data
def mcp(*, data: Path | None) -> int:
    """Serve the data to an AI assistant (Model Context Protocol)."""
    from headcount.figures import package

    try:
        import anyio
        from mcp.server.stdio import stdio_server
    except ModuleNotFoundError:
        return options.show_error(ModuleNotFoundError(_INSTALL), code=2)
    made = server(package.read(data))

    async def serve() -> None:
        async with stdio_server() as (asked, answered):
            await made.run(asked, answered, made.create_initialization_options())

    anyio.run(serve)
    return 0
