"""What was understood of a sheet, as the files of a story: its tables, and what describes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from headcount.core.errors import WrongChoice
from headcount.core.escaping import as_csv, harmless
from headcount.core.wording import SHORT, capital, slug, unaccented
from headcount.figures import dictionary
from headcount.figures.dates import words as date_words
from headcount.figures.package import Package
from headcount.figures.package.descriptor import (
    DESCRIPTOR,
    OWN,
    SHARED,
    as_text,
    expand,
    schema_file,
    schema_files,
)
from headcount.figures.package.problem import shown
from headcount.figures.package.vocabulary import AMOUNTS, COMMON
from headcount.figures.places import in_text, name_of
from headcount.publish.adopt.described import host_of, publisher_at
from headcount.publish.adopt.heads import MEASURES
from headcount.publish.adopt.sheet import Sheet
from headcount.publish.adopt.understanding import Answers, Understanding, number
from headcount.publish.story import names_of

_LIKE = (
    "sources", "countries", "names", "attributions", "caveats", "caveat_targets", "corrections",
    "outcomes",
)  # fmt: skip
GIVEN = (
    "ahead", "amount", "answered", "beside", "by", "counted", "dated", "did", "first_day",
    "from_place", "heading", "in_text", "kind", "known", "last_day", "name", "named_in",
    "note_numbers", "number", "own", "place", "places", "published_by", "publisher", "rates",
    "said", "source", "table", "to_place", "way", "who", "whose",
)  # fmt: skip
"""What charts and frames write into a row: a column of a sheet that is called so would be lost."""
_SIGNS = {
    "%": "percent", "per cent": "percent", "$": "dollars", "US$": "U.S. dollars", "€": "euros",
    "£": "pounds", "¥": "yen", "₩": "won", "₽": "rubles", "₹": "rupees",
}  # fmt: skip
OWN_SHEET = "Newsroom’s own sheet"
_MANY = 100  # words: more are no closed list
PLACED = "country"
MEASURE = "category"


def short_name(text: str, longest: int = 40) -> str:
    """Return words as a name of small letters, digits and hyphens; no name is empty."""
    return slug(unaccented(text))[:longest].strip("-") or "x"


class _Ids:
    """Gives names that are each given once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = dict.fromkeys(taken, 1)

    def give(self, *parts: str) -> str:
        base = short_name("-".join(filter(None, parts)), 60)
        self.taken[base] = self.taken.get(base, 0) + 1
        name = base if self.taken[base] == 1 else f"{base}-{self.taken[base]}"
        return name if name == base or name not in self.taken else self.give(name)


def _columns(heads: Iterable[str]) -> dict[str, str]:
    """Return a column for each head, none of them called as one that the table has already."""
    taken, columns = {*COMMON, *GIVEN, PLACED, MEASURE}, {}
    for head in heads:
        plain = short_name(head).replace("-", "_")
        column = plain if plain[0].isalpha() else f"c_{plain}"
        while column in taken:
            column = f"{column}_in_sheet"
        taken.add(column)
        columns[head] = column
    return columns


def csv_lines(head: list[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return a table as its file has it."""
    return as_csv([head, *([row.get(name) for name in head] for row in rows)])


def _unit_word(unit: str) -> str:
    """Return a unit as a word, where it is written as a sign."""
    return _SIGNS.get(unit, unit)


def _sentences(*parts: str) -> str:
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def _unit_in(rest: str) -> str:
    """Return the unit that stands with a number, where it is one."""
    return rest if rest and MEASURES.fullmatch(rest) else ""


def _caveats(
    found: Understanding, rows: list[dict[str, Any]], there: Iterable[Mapping[str, Any]]
) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return what notes and footnotes say, each once, and of which figures."""
    ids = _Ids(row["caveat_id"] for row in there)
    known = {row["long"]: row["caveat_id"] for row in there}
    by_note: dict[str, list[str]] = {}
    for one, row in zip(found.figures, rows, strict=True):
        for note in one.notes:
            by_note.setdefault(_quoted(capital(note.strip()).rstrip(".") + "."), []).append(
                row["figure_id"]
            )
    caveats, targets = [], []
    for note, figures in by_note.items():
        name = known.get(note) or ids.give("note", note[:40])
        short = note if len(note) <= SHORT else note[: SHORT - 1].rsplit(" ", 1)[0] + "…"
        caveats.append({"caveat_id": name, "short": short, "long": note, "weight": "figure"})
        targets += [{"caveat_id": name, "applies_to": "figure", "target": one} for one in figures]
    return caveats, targets


def _quoted(text: str) -> str:
    """Put words of the sheet in quotation marks where a spreadsheet would run them."""
    return f"“{text}”" if harmless(text) != text else text


def _figures_of(like: Package) -> dict[str, Any]:
    """Return what describes the first table of figures of a package."""
    found: dict[str, Any] = like.resource(like.figure_tables[0])
    return found


def _described(part: str) -> dict[str, Any]:
    """Return a part of what describes every story of a sheet."""
    described: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    return dict(described[part])


def _word(value: str, *, kind: str) -> dict[str, Any]:
    """Return a word of a closed list: what a sheet has is a value and its label."""
    word = {"value": value, "label": value, "description": f"{capital(value)}."}
    return word | ({"kind": kind} if kind else {})


def _set_words(described: list[dict[str, Any]], column: str, words: list[dict[str, Any]]) -> None:
    """Make a closed list of a column hold just these words."""
    unique = list({word["value"]: word for word in words}.values())
    one = next(one for one in described if one["name"] == column)
    one["categories"] = unique
    one["constraints"] = one.get("constraints", {}) | {"enum": [word["value"] for word in unique]}


class Story:
    """What a sheet becomes: the rows of each table, and the descriptor that they need.

    Parameters
    ----------
    folder, sheet, answers, found, title
        What it is made of.
    like
        The package whose tables of sources, notes and names it takes.
    there
        The story that it is added to: its ids are taken, its sources and notes are used again.

    Attributes
    ----------
    table
        What the table of figures is called.
    columns
        The columns of it that tell rows apart, by their heads in the sheet.
    tables
        The rows of each table that has any.
    short, whole
        The descriptor, as it is written and with every table's columns.
    """

    def __init__(
        self, folder: Path, sheet: Sheet, answers: Answers, found: Understanding, title: str,
        like: Package, there: Package | None = None,
    ) -> None:  # fmt: skip
        self.sheet, self.answers, self.found, self.like = sheet, answers, found, like
        table = short_name(answers.counted).replace("-", "_")
        self.table = f"{table}_counted" if table in _LIKE else table
        self.columns = _columns(name for name, role in answers.columns.items() if role == "group")
        self.placed = any(one.place for one in found.figures)
        have = there.tables if there else {}
        tables = there.figure_tables if there else ()
        self.sources = self._sources(have.get("sources", []))
        self.rows = self._figures(str(row["figure_id"]) for name in tables for row in have[name])
        self._refuse_strange_words()
        caveats, targets = _caveats(found, self.rows, have.get("caveats", []))
        self.tables: dict[str, list[dict[str, Any]]] = {
            self.table: self.rows,
            "sources": list(self.sources.values()),
            "caveats": caveats,
            "caveat_targets": targets,
            "names": self._publishers(),
        }
        if self.placed:
            codes = sorted({one.place for one in found.figures})
            self.tables["countries"] = [
                {"country": code, "name": name_of(code), "in_text": in_text(code)} for code in codes
            ]
        self.short = self._descriptor(folder, title)
        self.whole = expand(self.short)

    def resource(self, table: str) -> dict[str, Any]:
        """Return what describes a table."""
        found: dict[str, Any]
        found = next(one for one in self.whole["resources"] if one["name"] == table)
        return found

    def head(self, table: str) -> list[str]:
        """Return the columns of a table, in order."""
        return [field["name"] for field in self.resource(table)["schema"]["fields"]]

    def files(self, folder: Path) -> dict[str, bytes]:
        """Return the files of a new story."""
        texts = {DESCRIPTOR: as_text(self.short), **schema_files(self.short)}
        tables = {one["name"]: self.tables.get(one["name"], []) for one in self.whole["resources"]}
        for one in self.whole["resources"]:
            texts[one["path"]] = csv_lines(self.head(one["name"]), tables[one["name"]])
        texts[dictionary.README] = dictionary.dictionary(Package(folder, self.whole, tables))
        return {name: text.encode() for name, text in texts.items()}

    def _refuse_strange_words(self) -> None:
        """Refuse words that the package whose tables a story takes does not have."""
        for name in ("status", "qualifier", "verification"):
            for word in dict.fromkeys(row[name] for row in self.rows):
                try:
                    self.like.label((self.like.figure_tables[0], name), word)
                except KeyError as error:
                    raise WrongChoice(f"{self.like.path}: {error.args[0]}") from None

    def _publishers(self) -> list[dict[str, str]]:
        """Return how running text and headlines say the publishers that are known by their host."""
        hosts = dict.fromkeys(host_of(row["url"] or "") for row in self.sources.values())
        known = {
            one.name: one for one in (publisher_at(host, self.answers.publishers) for host in hosts)
        }
        named = {row["publisher"] for row in self.sources.values()}
        return [
            {
                "name": one.name,
                "in_text": one.in_text,
                "article": "" if one.is_named else "the",
                "short": "" if one.is_named else one.short,
            }
            for one in known.values()
            if one.name in named and one.in_text != one.name
        ]

    def _named_since(self, source: Mapping[str, Any]) -> dict[str, Any]:
        """Return a source of a story; one that had its host alone has the name said since."""
        host = host_of(source["url"])
        by = publisher_at(host, self.answers.publishers)
        if source["publisher"] != host or not by.is_named:
            return dict(source)
        title = source["short_title"].replace(host, by.name, 1)
        return {**source, "publisher": by.name, "short_title": title}

    def _sources(self, there: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
        """Return a source for each page that rows name; rows that name none have the sheet.

        A source that is there with the same address is that one, whatever it has been named since;
        one without an address is known by its publisher and day.
        """
        by_link = {row["url"]: self._named_since(row) for row in there if row["url"]}
        by_name = {
            (row["publisher"], row["published"]): dict(row) for row in there if not row["url"]
        }
        ids = _Ids(row["source_id"] for row in there)
        shorts = _Ids(short_name(row["short_title"], 60) for row in there)
        own = next((row for (publisher, _), row in by_name.items() if publisher == OWN_SHEET
                    and row["title"] == self.sheet.name), None)  # fmt: skip
        sources: dict[tuple[str, str], dict[str, Any]] = {}
        for one in self.found.figures:
            key = (one.publisher, one.link)
            if key in sources:
                continue
            known = (
                by_link.get(one.link)
                if one.link
                else by_name.get((one.publisher, one.reported or None))
            )
            if there_already := known or (None if any(key) else own):
                sources[key] = there_already
                continue
            host = host_of(one.link or "")
            by_host = publisher_at(host, self.answers.publishers).name if host else ""
            publisher = one.publisher or by_host or OWN_SHEET
            short = publisher if any(key) else f"Own sheet, {self.sheet.name}"
            if one.reported:
                short += f", {date_words(one.reported)}"
            number = shorts.give(short).removeprefix(short_name(short, 60))
            sources[key] = {
                "source_id": ids.give(publisher),
                "publisher": publisher,
                "short_title": f"{short}{f' ({number[1:]})' if number else ''}",
                "title": one.link or self.sheet.name,
                "published": one.reported or None,
                "url": one.link or None,
                "kind": "not-said",
                "language": "en",
                "first_hand": "yes",
                "independence": "Not known yet: whether it repeats another source."
                if publisher != host
                else "Not known yet: the publisher, and whether it repeats another source.",
            }
        return sources

    def _figures(self, taken: Iterable[str]) -> list[dict[str, Any]]:
        ids = _Ids(taken)
        rows = []
        for one in self.found.figures:
            groups = {self.columns[name]: _quoted(value) for name, value in one.groups.items()}
            about = one.place.lower() if self.placed else "-".join(groups.values())
            definition = f"{capital(one.what)}, as given in {self.sheet.name}."
            if one.times != 1:
                definition = f"{definition[:-1]}, written there in units of {one.times:,.15g}."
            rest = one.amount.rest
            rows.append(
                {
                    "figure_id": ids.give(about, one.what, one.as_of.replace("/", "-to-")),
                    PLACED: one.place,
                    MEASURE: one.what,
                    **groups,
                    **{
                        name: number(getattr(one.amount, name)) for name in ("low", "value", "high")
                    },
                    "qualifier": one.amount.qualifier,
                    "unit": short_name(_unit_word(one.unit or _unit_in(rest) or self.answers.unit)),
                    "status": one.status or self.answers.status,
                    "as_of": one.as_of,
                    "reported": one.reported,
                    "source_id": self.sources[one.publisher, one.link]["source_id"],
                    "locator": f"line {one.line} of {self.sheet.name}",
                    "definition": _sentences(
                        f"{definition[:-1]}: {rest}" if rest else definition, one.says
                    ),
                    "verification": self.answers.verification,
                    "evidence": one.link or self.sheet.name,
                }
            )
        return rows

    def _descriptor(self, folder: Path, title: str) -> dict[str, Any]:
        """Return the descriptor: one table of figures, and the tables that every story has."""
        kept = [
            json.loads(json.dumps(one))
            for one in self.like.descriptor["resources"]
            if one["name"] in _LIKE and (self.placed or one["name"] != "countries")
        ]
        sources = next(one for one in kept if one["name"] == "sources")["schema"]["fields"]
        kinds = next(one for one in sources if one["name"] == "kind")["categories"]
        _set_words(sources, "kind", [*kinds, _described("kind")])
        return {
            "$schema": self.like.descriptor["$schema"],
            **names_of(folder, title),
            **_described("about"),
            SHARED: self._shared(),
            "resources": [self._table(), *kept],
        }

    def _shared(self) -> list[dict[str, Any]]:
        """Return the columns that all tables of figures have, with the units of these figures."""
        fields = _figures_of(self.like)["schema"]["fields"]
        shared = [json.loads(json.dumps(one)) for one in fields if one["name"] in COMMON]
        amounts = [row[name] for row in self.rows for name in AMOUNTS if row[name] is not None]
        for one in shared:
            if one["name"] in AMOUNTS:
                whole = all(isinstance(amount, int) for amount in amounts)
                one["type"] = "integer" if whole else "number"
                if min(amounts, default=0) < 0:
                    one.pop("constraints", None)
        _set_words(shared, "unit", [self._unit(row["unit"]) for row in self.rows])
        return shared

    def _table(self) -> dict[str, Any]:
        """Return what describes the table of figures: columns of its own, and what it counts."""
        own = [_described(PLACED)] * self.placed + [_described(MEASURE)]
        for name, column in self.columns.items():
            says = f"As in the sheet's column {shown(name)}."
            own.append({"name": column, "type": "string", "title": name, "description": says})
        several = len({row[MEASURE] for row in self.rows}) > 1
        for column in (MEASURE, *self.columns.values()):
            words = list(dict.fromkeys(row[column] for row in self.rows if row[column]))
            # nobody has said that several measures are of one kind: then they are not compared
            apart = column == MEASURE and several and self.answers.kind == self.answers.counted
            if 0 < len(words) <= _MANY:
                _set_words(own, column, [_word(one, kind=one if apart else "") for one in words])
        where = (
            " ({country})"
            if self.placed
            else "".join(f", {{{column}}}" for column in self.columns.values())
        )
        template = _figures_of(self.like)
        return {
            **{
                key: template[key] for key in ("type", "format", "mediatype", "encoding", "dialect")
            },
            "name": self.table,
            "path": f"{self.table}.csv",
            "title": capital(self.answers.counted),
            "description": f"{capital(self.answers.counted)}, from a spreadsheet.",
            "phrase": f"{{{MEASURE}}}{where}",
            "measure": MEASURE,
            "measures": "flow" if self.answers.flow else "stock",
            "kind": self.answers.kind,
            "schema": schema_file(self.table),
            OWN: own,
        }

    def _unit(self, value: str) -> dict[str, Any]:
        main = _unit_word(self.answers.unit)
        labels = {short_name(sign): sign for sign in (*_SIGNS.values(), main)}
        label = labels.get(value, value.replace("-", " "))
        measured = MEASURES.fullmatch(label) or label in _SIGNS.values()
        counts = {"counts": False} if measured else {}
        kind = {"kind": label} if measured and label != main else {}
        one = {"people": "person"}.get(label, label.removesuffix("s"))
        return {
            "value": value,
            "label": label,
            "description": f"{capital(label)}.",
            "one": one,
            **counts,
            **kind,
        }
